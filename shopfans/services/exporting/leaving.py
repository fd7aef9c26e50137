"""What has left the shop as a file stands in the log."""

from pathlib import Path

from shopfans.database.operations import begin, new_request, note
from shopfans.database.shop import Shop
from shopfans.domain.kinds import Act
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.trails import What
from shopfans.services import settings


def note_export(shop: Shop, *, by: Staff, what: What, path: Path, of: str = "") -> None:
    """What left, of which time, and into which file; by whose leave, if it needed one."""
    require(by, Right.EXPORT)
    terms = settings.load(shop)
    request = by.leave.request if by.leave else new_request()
    with shop.changing():
        asked = (what, path.name, of)
        done = begin(shop, Act.EXPORT, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            note(done, said={"what": what.value, "file": path.name, "of": of})
