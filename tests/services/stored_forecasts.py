"""What the night wrote down about members, as tests and benchmarks read it."""

from datetime import date
from typing import Any

from shopfans.database.shop import Shop
from shopfans.domain.foresight import Standing
from shopfans.domain.money import Money
from shopfans.services.reminders.expecting import Expected


def forecast_of(shop: Shop, member: int) -> Expected | None:
    """What is to be expected of her; None if nothing is, or she came since."""
    with shop.reading():
        rows = shop.rows(f"{_READ} WHERE f.member_id = ? AND {_STANDS}", member)
    return _expected(rows[0]) if rows else None


def forecasts(
    shop: Shop, standing: Standing, *, most: int | None = None
) -> tuple[int, list[Expected]]:
    """How many stand so, and the first, by what a reminder can bring; who came since is not."""
    with shop.reading():
        [(count,)] = shop.rows(_HOW_MANY, standing.value, standing.value)
        rows = shop.rows(
            f"{_READ} WHERE f.standing = ? AND {_STANDS} ORDER BY f.gain DESC LIMIT ?",
            standing.value,
            -1 if most is None else most,
        )
    return count, [_expected(row) for row in rows]


def _expected(row: tuple[Any, ...]) -> Expected:
    said = Expected._make(row)
    day = date.fromisoformat
    return said._replace(
        day=day(row[1]),
        early=day(row[6]),
        next_visit=day(row[7]),
        late=day(row[8]),
        standing=None if said.standing is None else Standing(said.standing),
        gain=Money(row[16]),
        runs_out=None if row[18] is None else day(row[18]),
    )


_FROM = "FROM forecast f JOIN member m ON m.id = f.member_id"
_READ = f"SELECT f.* {_FROM}"
_STANDS = "m.last_visit < f.day"
_HOW_MANY = """
    SELECT (SELECT COUNT(*) FROM forecast WHERE standing = ?) - (
        SELECT COUNT(*) FROM member m JOIN forecast f ON f.member_id = m.id
        WHERE m.last_visit >= (SELECT day FROM forecast LIMIT 1) AND m.last_visit >= f.day
        AND f.standing = ?)"""
