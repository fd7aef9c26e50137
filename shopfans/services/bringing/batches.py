"""What came in from a file, all at once."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from shopfans.database.models import Table
from shopfans.database.shop import Shop
from shopfans.domain.backups import Why
from shopfans.services.backups import backing_up
from shopfans.services.books.auditing import Progress


class Brought(NamedTuple):
    """An import that was not taken back."""

    id: int
    file: str
    day: date
    new: int
    changed: int


def back_up_to_undo(
    shop: Shop, imports: type[Table], batch: int, refuse: Callable[[Any], None], progress: Progress
) -> None:
    """Back the shop up before this import is taken back; not if it is already.

    What stands in the way is said at once, not after a backup: raises what `refuse` does, asked
    with its row, or what `progress` raises.
    """
    with shop.reading():
        row: Any = imports.get_by_id(batch)
        if row.undone_id is not None:
            return
        refuse(row)
    backing_up.before(shop, Why.UNDO, progress)
