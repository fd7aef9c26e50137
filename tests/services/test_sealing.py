"""What leaves the computer is sealed: readable with the passphrase alone, changed by nobody."""

import random
import shutil
from pathlib import Path

import pytest

from shopfans.domain.errors import BackupDamaged, WeakPassphrase, WrongPassphrase
from shopfans.services.backups import sealing
from shopfans.services.backups.sealing import Cost, Lock

PASSPHRASE = "three cups of milk tea"
CHEAP = Cost(1, 64, 1)
SIZES = (0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20)


def untold(done: int, total: int) -> None:
    pass


@pytest.fixture(scope="module")
def lock() -> Lock:
    return sealing.lock_of(PASSPHRASE, cost=CHEAP)


def sealed(folder: Path, lock: Lock, said: bytes) -> Path:
    plain, path = folder / "plain", folder / "sealed"
    plain.write_bytes(said)
    with path.open("wb") as file:
        sealing.seal(plain, file, lock, untold)
    return path


def opened(path: Path, lock: Lock) -> bytes:
    target = path.with_name("opened")
    sealing.unseal(path, target, lock, untold)
    return target.read_bytes()


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_comes_back(tmp_path: Path, lock: Lock, size: int) -> None:
    said = random.Random(size).randbytes(size)
    path = sealed(tmp_path, lock, said)
    assert opened(path, lock) == said
    assert size < 16 or said[:16] not in path.read_bytes()


@pytest.mark.parametrize(
    "typed",
    [
        PASSPHRASE,
        "  three cups  of milk tea ",
        "ｔｈｒｅｅ　ｃｕｐｓ　ｏｆ　ｍｉｌｋ　ｔｅａ",
    ],
)
def test_the_passphrase_opens_it_however_it_is_spaced(
    tmp_path: Path, lock: Lock, typed: str
) -> None:
    path = sealed(tmp_path, lock, b"milk")
    assert opened(path, sealing.unlocked(typed, path)) == b"milk"


def test_another_passphrase_is_called_wrong_and_not_damage(tmp_path: Path, lock: Lock) -> None:
    with pytest.raises(WrongPassphrase):
        sealing.unlocked("three cups of green tea", sealed(tmp_path, lock, b"milk"))


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(WeakPassphrase):
        sealing.lock_of("milk tea   1")


def test_two_files_with_one_passphrase_have_nothing_in_common(tmp_path: Path, lock: Lock) -> None:
    first = sealed(tmp_path, lock, bytes(100)).read_bytes()
    second = sealed(tmp_path, lock, bytes(100)).read_bytes()
    assert first[-116:] != second[-116:]


def test_every_cut_is_noticed(tmp_path: Path, lock: Lock) -> None:
    said = bytes((2 << 20) + 5)
    path = sealed(tmp_path, lock, said)
    whole = path.read_bytes()
    piece = (1 << 20) + 16
    head = len(whole) - len(said) - 3 * 16
    for size in (0, 15, 16, head - 1, head, head + piece, head + 2 * piece, len(whole) - 1):
        path.write_bytes(whole[:size])
        with pytest.raises(BackupDamaged):
            opened(path, lock)


def test_pieces_that_changed_places_are_noticed(tmp_path: Path, lock: Lock) -> None:
    path = sealed(tmp_path, lock, bytes(3 << 20))
    whole, piece = path.read_bytes(), (1 << 20) + 16
    head = len(whole) - 3 * piece
    parts = [whole[head + at * piece :][:piece] for at in range(3)]
    path.write_bytes(whole[:head] + parts[1] + parts[0] + parts[2])
    with pytest.raises(BackupDamaged):
        opened(path, lock)


def test_a_flipped_bit_in_any_byte_is_noticed(tmp_path: Path, lock: Lock) -> None:
    path = sealed(tmp_path, lock, b"milk tea" * 4)
    whole = path.read_bytes()
    for at in range(len(whole)):
        flipped = bytearray(whole)
        flipped[at] ^= 1 << random.randrange(8)
        path.write_bytes(flipped)
        with pytest.raises(BackupDamaged):
            opened(path, lock)


def test_a_file_may_not_ask_for_a_years_work(tmp_path: Path, lock: Lock) -> None:
    path = sealed(tmp_path, lock, b"milk")
    said = bytearray(path.read_bytes())
    said[32:36] = b"\xff\xff\xff\xff"
    path.write_bytes(said)
    with pytest.raises(BackupDamaged):
        sealing.unlocked(PASSPHRASE, path)


def test_what_is_sealed_is_told_from_what_is_not(
    tmp_path: Path, lock: Lock, blank_shop: Path
) -> None:
    assert sealing.is_sealed(sealed(tmp_path, lock, b"milk"))
    assert not sealing.is_sealed(Path(shutil.copy(blank_shop, tmp_path)))
