"""A file that only who knows the passphrase can read, and that cannot be changed unnoticed.

AES-256-GCM in pieces of a mebibyte; the key of each file comes from the passphrase's by HKDF and a
salt of the file's own; a piece's nonce counts it and marks the last, so that none can be left out,
moved or cut off (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
The library is imported late: the window opens without it.
"""

import hmac
import os
import struct
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from argon2.low_level import Type, hash_secret_raw

from shopfans.database.backup import write_flushed
from shopfans.database.trouble import of_disk
from shopfans.domain.errors import BackupDamaged, WeakPassphrase, WrongPassphrase

Progress = Callable[[int, int], None]

SHORTEST = 12
"""Characters of a passphrase."""

_MAGIC = b"ShopFans sealed1"
_HEAD = struct.Struct(">16s16s3I32s16s")
"""Magic, Argon2id's salt and cost, the file's own salt, and what tells a wrong passphrase."""
_PIECE = 1 << 20
_TAG = 16


class Cost(NamedTuple):
    """Argon2id's passes, kibibytes and lanes."""

    passes: int = 3
    memory: int = 64 * 1024
    lanes: int = 4

    @property
    def is_sane(self) -> bool:
        """Whether a file that comes from anywhere may ask for it."""
        return 1 <= self.passes <= 10 and 8 <= self.memory <= 1 << 20 and 1 <= self.lanes <= 16


RECOMMENDED = Cost()
"""RFC 9106's second recommendation."""


class Lock(NamedTuple):
    """What a passphrase becomes: its key seals many files."""

    salt: bytes
    cost: Cost
    key: bytes


class _Head(NamedTuple):
    salt: bytes
    cost: Cost
    own: bytes
    proof: bytes
    whole: bytes


def lock_of(passphrase: str, *, cost: Cost = RECOMMENDED) -> Lock:
    """A new lock; a tenth of a second of work. Raises WeakPassphrase."""
    if len(_tidy(passphrase)) < SHORTEST:
        raise WeakPassphrase(SHORTEST)
    salt = os.urandom(16)
    return Lock(salt, cost, _stretched(passphrase, salt, cost))


def seal(source: Path, target: BinaryIO, lock: Lock, progress: Progress) -> None:
    """Write the file sealed; it is flushed as it grows. Raises OSError or what `progress` does."""
    write_flushed(target, _sealed(source, lock, progress))


def _sealed(source: Path, lock: Lock, progress: Progress) -> Iterator[bytes]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    own = os.urandom(32)
    key, proof = _keys(lock.key, own)
    head = _HEAD.pack(_MAGIC, lock.salt, *lock.cost, own, proof)
    yield head
    cipher, size = AESGCM(key), source.stat().st_size
    for number, (piece, is_last) in enumerate(_pieces(source, _PIECE)):
        progress(number * _PIECE, size)
        yield cipher.encrypt(_nonce(number, is_last=is_last), piece, head)


def is_sealed(path: Path) -> bool:
    """Whether the file begins as a sealed one does. Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def fits(lock: Lock, path: Path) -> bool:
    """Whether the file was sealed with this lock. Raises BackupDamaged or OSError."""
    head = _head_of(path)
    return hmac.compare_digest(_keys(lock.key, head.own)[1], head.proof)


def unlocked(passphrase: str, path: Path) -> Lock:
    """The lock of a sealed file. Raises WrongPassphrase, BackupDamaged or OSError."""
    head = _head_of(path)
    lock = Lock(head.salt, head.cost, _stretched(passphrase, head.salt, head.cost))
    if not fits(lock, path):
        raise WrongPassphrase()
    return lock


def unseal(source: Path, target: Path, lock: Lock, progress: Progress) -> None:
    """Write what was sealed to a file for the owner alone; its end is proved like the rest.

    Raises BackupDamaged, DiskFull, DiskTrouble, CannotWrite or what `progress` does.
    """
    with of_disk(target), target.open("wb") as file:
        target.chmod(0o600)
        write_flushed(file, _unsealed(source, lock, progress))


def _unsealed(source: Path, lock: Lock, progress: Progress) -> Iterator[bytes]:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    head = _head_of(source)
    cipher, size = AESGCM(_keys(lock.key, head.own)[0]), source.stat().st_size
    for number, (piece, is_last) in enumerate(_pieces(source, _PIECE + _TAG, _HEAD.size)):
        progress(number * _PIECE, size)
        try:
            yield cipher.decrypt(_nonce(number, is_last=is_last), piece, head.whole)
        except InvalidTag:
            raise BackupDamaged(source) from None


def _head_of(path: Path) -> _Head:
    with path.open("rb") as file:
        whole = file.read(_HEAD.size)
    if len(whole) < _HEAD.size or not whole.startswith(_MAGIC):
        raise BackupDamaged(path)
    _magic, salt, passes, memory, lanes, own, proof = _HEAD.unpack(whole)
    cost = Cost(passes, memory, lanes)
    if not cost.is_sane:
        raise BackupDamaged(path)
    return _Head(salt, cost, own, proof, whole)


def _pieces(path: Path, size: int, start: int = 0) -> Iterator[tuple[bytes, bool]]:
    """Each piece and whether it is the last; a file without contents is one empty piece."""
    with path.open("rb") as file:
        file.seek(start)
        piece = file.read(size)
        while following := file.read(size):
            yield piece, False
            piece = following
        yield piece, True


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _keys(key: bytes, own: bytes) -> tuple[bytes, bytes]:
    """The key of one file, and what proves that it is the right one."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(SHA256(), length=48, salt=own, info=b"ShopFans backup").derive(key)
    return derived[:32], derived[32:]


def _stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    said = _tidy(passphrase).encode()
    return hash_secret_raw(
        said, salt, cost.passes, cost.memory, cost.lanes, hash_len=32, type=Type.ID
    )


def _tidy(passphrase: str) -> str:
    """The same on every keyboard: full-width letters and spaces are as the others."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())
