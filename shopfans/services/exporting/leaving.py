"""What leaves the shop as a file stands in the log."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO

from shopfans.database.operations import begin, new_request, note
from shopfans.database.shop import Shop
from shopfans.domain.kinds import Act
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.trails import What
from shopfans.services import settings
from shopfans.services.exporting.files import whole_or_none


def leaving(
    shop: Shop, path: Path, *, by: Staff, what: What, of: str = "", member: int | None = None
) -> AbstractContextManager[BinaryIO]:
    """A file to write; once it is whole, `path` is that file and the log says so.

    Raises NotAllowed, CannotWrite, DiskFull or DiskTrouble.
    """
    require(by, Right.EXPORT)
    return _leaving(shop, path, by, what, of, member)


@contextmanager
def _leaving(
    shop: Shop, path: Path, by: Staff, what: What, of: str, member: int | None
) -> Iterator[BinaryIO]:
    with whole_or_none(path, never_over=shop.path) as file:
        yield file
    note_export(shop, by=by, what=what, path=path, of=of, member=member)


def note_export(
    shop: Shop, *, by: Staff, what: What, path: Path, of: str = "", member: int | None = None
) -> None:
    """What left, of which time or whom, and into which file; by whose leave, if it needed one."""
    require(by, Right.EXPORT)
    terms = settings.load(shop)
    request = by.leave.request if by.leave else new_request()
    with shop.changing():
        asked = (what, path.name, of, member)
        done = begin(shop, Act.EXPORT, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            # what one names a guest's file after is often the guest, whom the log must not name
            file = path.name if member is None else path.suffix
            said = {"what": what.value, "file": file, "of": of}
            note(done, member=member, said=said)
