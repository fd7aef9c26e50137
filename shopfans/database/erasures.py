"""Who was forgotten, kept in a small file beside the database: a restored older copy forgets too.

One line a member: her number, and salted hashes of her code and of her key in the program her
history came from. No name, no phone. Whoever copies a shop to another disk copies this file along.
"""

import hmac
import json
import os
import secrets
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from shopfans.domain.errors import CannotWrite


class Person(NamedTuple):
    """Who is to be forgotten, as the books know her."""

    member: int
    code: str
    foreign_id: str | None


class Erasures:
    """The list as it was read; what is added is on the disk before the call returns."""

    def __init__(self, shop: Path) -> None:
        self._path = list_of(shop)
        self._salt = b""
        self._codes: dict[int, set[str]] = {}
        self._keys: set[str] = set()
        self.leaves_traces = False
        """Whether somebody was put on it since the file was last written anew."""
        self._read()

    @property
    def exists(self) -> bool:
        return bool(self._salt)

    @property
    def members(self) -> list[int]:
        """The numbers of all on the list; in another shop's file somebody else may have one."""
        return list(self._codes)

    def names(self, member: int, code: str) -> bool:
        """Whether the member with this number and this code is on it."""
        return self._hash("code", code) in self._codes.get(member, ())

    def knows_key(self, foreign_id: str) -> bool:
        """Whether somebody with this key in another program was forgotten."""
        return bool(self._keys) and self._hash("key", foreign_id) in self._keys

    def add(self, people: Iterable[Person]) -> None:
        """Put them on the list for good. Raises CannotWrite."""
        lines: list[dict[str, object]] = [] if self._salt else [self._begin()]
        for member, code, key in people:
            hashed = self._hash("code", code), None if key is None else self._hash("key", key)
            lines.append({"member": member, "code": hashed[0], "key": hashed[1]})
            self._keep(member, *hashed)
        self._append(lines)

    def note_rewriting(self) -> None:
        """No trace is left in the file of those on the list. Raises CannotWrite."""
        self._append([{"rewritten": True}])
        self.leaves_traces = False

    def _append(self, lines: Iterable[dict[str, object]]) -> None:
        try:
            with os.fdopen(os.open(self._path, _APPEND, 0o600), "ab") as file:
                # a line that a power cut left in halves must not spoil the first new one
                file.write(b"\n" + b"".join(json.dumps(one).encode() + b"\n" for one in lines))
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            raise CannotWrite(self._path) from None

    def _begin(self) -> dict[str, object]:
        self._salt = secrets.token_bytes(32)
        return {"salt": self._salt.hex()}

    def _read(self) -> None:
        try:
            lines = self._path.read_bytes().splitlines()
        except FileNotFoundError:
            return
        except OSError:
            raise CannotWrite(self._path) from None
        for line in lines:
            try:
                said = json.loads(line)
            except ValueError:
                continue
            match said:
                case {"salt": str(salt)} if not self._salt:
                    self._salt = bytes.fromhex(salt)
                case {"member": int(member), "code": str(code), "key": str() | None as key}:
                    self._keep(member, code, key)
                case {"rewritten": True}:
                    self.leaves_traces = False

    def _keep(self, member: int, code: str, key: str | None) -> None:
        self._codes.setdefault(member, set()).add(code)
        if key is not None:
            self._keys.add(key)
        self.leaves_traces = True

    def _hash(self, what: str, said: str) -> str:
        return hmac.new(self._salt, f"{what}|{said}".encode(), sha256).hexdigest()


_APPEND = os.O_WRONLY | os.O_CREAT | os.O_APPEND


def list_of(shop: Path) -> Path:
    """Where the list of a shop's file is, whether it exists or not."""
    return shop.with_name(f"{shop.name}.forgotten")
