"""How a test restores a backup as the program does, and how it changes a file meanwhile."""

from contextlib import closing
from pathlib import Path

from peewee import sqlite3

from shopfans.database.shop import Shop
from shopfans.domain.roles import Right, Staff
from shopfans.services.backups import examining, restoring
from shopfans.services.members import forgetting
from shopfans.services.staff import approving
from tests.conftest import Clock

PASSPHRASE = "three cups of milk tea"


def reasoned(owner: Staff, request: str = "r") -> Staff:
    return approving.with_reason(
        by=owner, right=Right.RESTORE, reason="the disk is new", request=request
    )


def folder(path: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in path.iterdir() if one.is_file()}


def restored(shop: Shop, owner: Staff, file: Path, clock: Clock, said: str = "") -> Shop:
    """As the program does it, from looking into the file to the open shop."""
    candidate = examining.look_into(shop.path, file, passphrase=said)
    request = f"restore {file.name}"
    done = restoring.make_ready(
        shop, candidate, by=reasoned(owner, request), path=shop.path, now=clock
    )
    shop.close()
    restoring.take_over(shop.path, candidate, done)
    return forgetting.open_shop(shop.path, now=clock)


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        for statement in statements:
            other.execute(statement).fetchall()
