"""The slips of the day's end and of a hand-over, read from the books whenever they are wanted."""

from datetime import date, datetime

from shopfans.database.shop import Shop
from shopfans.domain.day_close import ClosePaper, ShiftPaper
from shopfans.domain.roles import Staff
from shopfans.services import settings
from shopfans.services.days import closing, counting, day_figures
from shopfans.services.days.counting import Found


def of_day(shop: Shop, close: int, *, is_copy: bool = False) -> ClosePaper:
    """The slip of a closed day, as it was closed."""
    terms = settings.load(shop)
    with shop.reading():
        [(day, at, by, count, operation, before, digest)] = shop.rows(_CLOSE, close)
        return ClosePaper(
            terms.shop_name, terms.currency, terms.zone, date.fromisoformat(day),
            datetime.fromisoformat(at), by or "", day_figures.as_kept(shop, close),
            None if count is None else counting.count_of(shop, count),
            counting.hand_overs(shop, before, operation), bytes(digest).hex(), is_copy,
        )  # fmt: skip


def preview(shop: Shop, *, by: Staff, found: Found | None) -> ClosePaper:
    """The slip as it would be if the day were closed now; without its digest."""
    terms, now = settings.load(shop), closing.state(shop)
    return ClosePaper(
        terms.shop_name, terms.currency, terms.zone, now.day, shop.now(), by.name, now.figures,
        None if found is None else counting.preview(
            shop, by, now.drawer, found, is_first=now.is_first_count
        ), now.shifts, "",
    )  # fmt: skip


def of_hand_over(shop: Shop, count: int, *, is_copy: bool = False) -> ShiftPaper:
    """The slip of a hand-over."""
    terms = settings.load(shop)
    with shop.reading():
        return ShiftPaper(
            terms.shop_name, terms.currency, terms.zone, counting.count_of(shop, count), is_copy
        )


_CLOSE = """
    SELECT c.day, o.at, t.name, c.count_id, o.id,
           COALESCE((SELECT MAX(operation_id) FROM day_close WHERE operation_id < o.id), 0),
           (SELECT digest FROM day_seal WHERE close_id = c.id)
    FROM day_close c JOIN operation o ON o.id = c.operation_id
    LEFT JOIN staff t ON t.id = o.staff_id WHERE c.id = ?"""
