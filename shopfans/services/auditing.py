"""The truths of the books: each one that does not hold is reported; nothing is ever repaired."""

from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from typing import NamedTuple

from shopfans.database import ledger
from shopfans.database.shop import Shop
from shopfans.services.visiting import as_stored, rhythms, spendings

Progress = Callable[[int, int], None]
"""Called with (done, total); it may raise Stopped."""


class Truth(Enum):
    FILE_SOUND = "file_sound"
    LINKS_HOLD = "links_hold"
    GROSS_IS_LINES = "gross_is_lines"
    PAID_IS_GROSS_LESS_DISCOUNTS = "paid_is_gross_less_discounts"
    PAID_IS_PAYMENTS = "paid_is_payments"
    LINES_MULTIPLY = "lines_multiply"
    DAYS_AGREE = "days_agree"
    AMOUNTS_IN_BOUNDS = "amounts_in_bounds"
    VOID_MIRRORS_SALE = "void_mirrors_sale"
    POINTS_USED_ARE_LEDGER = "points_used_are_ledger"
    REVERSAL_MIRRORS_ENTRY = "reversal_mirrors_entry"
    VOIDED_IS_REVERSED = "voided_is_reversed"
    LOT_IS_GRANT = "lot_is_grant"
    LOTS_ON_ONE_SIDE = "lots_on_one_side"
    SETTLING_IS_NOTHING = "settling_is_nothing"
    BELOW_ZERO_BY_REVERSAL = "below_zero_by_reversal"
    LINES_OF_HER_SALE = "lines_of_her_sale"
    COUPON_USE_IS_LIVE = "coupon_use_is_live"
    COUPON_HOLDS = "coupon_holds"
    CONSENT_GIVEN = "consent_given"
    ERASED_IS_BLANK = "erased_is_blank"
    FOUND_BY_KEY = "found_by_key"
    MEMBER_FIGURES = "member_figures"
    DIGESTS_FOLLOW = "digests_follow"


class Problem(NamedTuple):
    truth: Truth
    where: str
    """The rows, as 'table id'."""


def problems(shop: Shop, progress: Progress = lambda done, total: None) -> list[Problem]:
    """Every truth that does not hold, with where; empty for true books."""
    found: list[Problem] = []
    checks: list[tuple[Truth, Callable[[], Iterator[str]]]] = [
        (Truth.FILE_SOUND, lambda: _integrity(shop)),
        (Truth.LINKS_HOLD, lambda: _rows(shop, _BROKEN_LINKS)),
        *((truth, _query(shop, truth)) for truth in _QUERIES),
        (Truth.MEMBER_FIGURES, lambda: _figures(shop)),
        (Truth.DIGESTS_FOLLOW, lambda: (f"ledger_entry {line}" for line in ledger.broken_lines())),
    ]  # fmt: skip
    with shop.reading():
        for index, (truth, check) in enumerate(checks):
            progress(index, len(checks))
            found += [Problem(truth, where) for where in check()]
            if found and truth is Truth.FILE_SOUND:
                break  # a damaged file cannot be asked for the rest
    return found


def _query(shop: Shop, truth: Truth) -> Callable[[], Iterator[str]]:
    return lambda: _rows(shop, _QUERIES[truth])


def _rows(shop: Shop, sql: str) -> Iterator[str]:
    for table, key in shop.stream(sql):
        yield f"{table} {key}"


def _integrity(shop: Shop) -> Iterator[str]:
    for (answer,) in shop.stream("PRAGMA quick_check"):
        if answer != "ok":
            yield str(answer)


def _figures(shop: Shop) -> Iterator[str]:
    """What is kept on each member must be what her sales say."""
    kept = shop.stream(
        "SELECT id, erased, spent, visits, last_visit, usual_gap, due, gone FROM member ORDER BY id"
    )
    worked_out = dict(rhythms(shop, until=date.max))
    spent = spendings(shop)
    for member, erased, fen, *rhythm in kept:
        true = worked_out.get(member)
        said = as_stored(true) if true else [0, None, None, None, None]
        if erased:
            said[2:] = [None, None, None]
        if rhythm != said or fen != (spent[member].fen if member in spent else 0):
            yield f"member {member}"


_BROKEN_LINKS = 'SELECT "table", rowid FROM pragma_foreign_key_check'

_QUERIES = {
    Truth.GROSS_IS_LINES: """
        SELECT 'sale', id FROM sale LEFT JOIN sale_line ON sale_id = id
        GROUP BY id HAVING gross <> COALESCE(SUM(amount), 0) OR COUNT(sale_id) = 0""",
    Truth.PAID_IS_GROSS_LESS_DISCOUNTS: """
        SELECT 'sale', id FROM sale LEFT JOIN sale_discount ON sale_id = id
        GROUP BY id HAVING paid <> gross - COALESCE(SUM(amount), 0)""",
    Truth.PAID_IS_PAYMENTS: """
        SELECT 'sale', id FROM sale LEFT JOIN payment ON sale_id = id
        GROUP BY id HAVING paid <> COALESCE(SUM(amount), 0)""",
    Truth.LINES_MULTIPLY: """
        SELECT 'sale_line', sale_id FROM sale_line WHERE amount <> quantity * unit_price""",
    Truth.DAYS_AGREE: """
        SELECT 'sale', sale.id FROM sale JOIN operation ON operation.id = operation_id
        WHERE sale.day <> operation.day""",
    Truth.AMOUNTS_IN_BOUNDS: """
        SELECT 'sale', id FROM sale
        WHERE abs(gross) > 1000000000 OR (reverses_id IS NULL AND (paid < 0 OR gross < 0))
        UNION ALL SELECT 'ledger_entry', id FROM ledger_entry
        WHERE change = 0 OR abs(change) > 1000000000""",
    Truth.VOID_MIRRORS_SALE: """
        SELECT 'sale', v.id FROM sale v JOIN sale s ON s.id = v.reverses_id
        WHERE v.gross <> -s.gross OR v.paid <> -s.paid OR v.member_id IS NOT s.member_id
           OR v.id <= s.id OR s.reverses_id IS NOT NULL
           OR EXISTS (
               SELECT position, good_id, name, -quantity, unit_price, -amount
               FROM sale_line WHERE sale_id = v.id
               EXCEPT SELECT position, good_id, name, quantity, unit_price, amount
               FROM sale_line WHERE sale_id = s.id)
           OR EXISTS (
               SELECT tender, -amount FROM payment WHERE sale_id = v.id
               EXCEPT SELECT tender, amount FROM payment WHERE sale_id = s.id)
           OR EXISTS (
               SELECT position, kind, coupon_id, -points, -amount
               FROM sale_discount WHERE sale_id = v.id
               EXCEPT SELECT position, kind, coupon_id, points, amount
               FROM sale_discount WHERE sale_id = s.id)
           OR (SELECT COUNT(*) FROM sale_line WHERE sale_id = v.id)
           <> (SELECT COUNT(*) FROM sale_line WHERE sale_id = s.id)
           OR (SELECT COUNT(*) FROM payment WHERE sale_id = v.id)
           <> (SELECT COUNT(*) FROM payment WHERE sale_id = s.id)
           OR (SELECT COUNT(*) FROM sale_discount WHERE sale_id = v.id)
           <> (SELECT COUNT(*) FROM sale_discount WHERE sale_id = s.id)""",
    Truth.POINTS_USED_ARE_LEDGER: """
        SELECT 'sale', s.id FROM sale s
        JOIN sale_discount d ON d.sale_id = s.id AND d.kind = 'points'
        WHERE s.reverses_id IS NULL AND d.points <> (
            SELECT COALESCE(-SUM(change), 0) FROM ledger_entry e
            WHERE e.operation_id = s.operation_id AND e.kind = 'redeem')
        UNION ALL
        SELECT 'ledger_entry', e.id FROM ledger_entry e
        LEFT JOIN sale s ON s.operation_id = e.operation_id
        LEFT JOIN sale_discount d ON d.sale_id = s.id AND d.kind = 'points'
        WHERE e.kind = 'redeem' AND d.sale_id IS NULL""",
    Truth.REVERSAL_MIRRORS_ENTRY: """
        SELECT 'ledger_entry', r.id FROM ledger_entry r
        LEFT JOIN ledger_entry e ON e.id = r.reverses_id
        WHERE (r.kind = 'reverse') <> (r.reverses_id IS NOT NULL)
           OR (r.kind = 'reverse' AND (r.change <> -e.change OR r.lot <> e.lot OR r.unit <> e.unit
               OR r.member_id <> e.member_id OR r.id <= e.id
               OR e.kind NOT IN ('earn', 'redeem')))""",
    Truth.VOIDED_IS_REVERSED: """
        SELECT 'ledger_entry', e.id FROM ledger_entry e
        JOIN sale s ON s.operation_id = e.operation_id
        LEFT JOIN sale v ON v.reverses_id = s.id
        LEFT JOIN ledger_entry r ON r.reverses_id = e.id
        WHERE e.kind IN ('earn', 'redeem') AND (v.id IS NULL) <> (r.id IS NULL)""",
    Truth.LOT_IS_GRANT: """
        SELECT 'ledger_entry', e.id FROM ledger_entry e LEFT JOIN ledger_entry g ON g.id = e.lot
        WHERE g.id IS NULL OR g.kind <> 'earn' OR g.lot <> g.id OR g.member_id <> e.member_id
           OR g.unit <> e.unit OR (e.kind = 'earn') <> (e.lot = e.id)
           OR (e.kind <> 'earn' AND e.lapses IS NOT NULL)""",
    Truth.LOTS_ON_ONE_SIDE: """
        SELECT 'member', member_id FROM (
            SELECT member_id, unit, SUM(change) AS rest FROM ledger_entry
            GROUP BY member_id, unit, lot)
        GROUP BY member_id, unit HAVING MIN(rest) < 0 AND MAX(rest) > 0""",
    Truth.SETTLING_IS_NOTHING: """
        SELECT 'operation', operation_id FROM ledger_entry WHERE kind = 'settle'
        GROUP BY operation_id, member_id, unit HAVING SUM(change) <> 0""",
    Truth.BELOW_ZERO_BY_REVERSAL: """
        SELECT 'member', member_id FROM ledger_entry GROUP BY member_id, unit
        HAVING SUM(change) < 0 AND SUM(kind = 'reverse') = 0""",
    Truth.LINES_OF_HER_SALE: """
        SELECT 'ledger_entry', e.id FROM ledger_entry e
        JOIN sale s ON s.operation_id = e.operation_id
        WHERE e.member_id IS NOT s.member_id""",
    Truth.COUPON_USE_IS_LIVE: """
        SELECT 'coupon', c.id FROM coupon c
        WHERE c.used_by_id IS NOT (
            SELECT MIN(d.sale_id) FROM sale_discount d JOIN sale s ON s.id = d.sale_id
            WHERE d.coupon_id = c.id AND +s.reverses_id IS NULL
              AND NOT EXISTS (SELECT 1 FROM sale v WHERE v.reverses_id = s.id))
        UNION ALL
        SELECT 'coupon', d.coupon_id FROM sale_discount d JOIN sale s ON s.id = d.sale_id
        WHERE d.coupon_id IS NOT NULL AND +s.reverses_id IS NULL
          AND NOT EXISTS (SELECT 1 FROM sale v WHERE v.reverses_id = s.id)
        GROUP BY d.coupon_id HAVING COUNT(*) > 1""",
    Truth.COUPON_HOLDS: """
        SELECT 'coupon', c.id FROM coupon c
        JOIN sale_discount d ON d.coupon_id = c.id JOIN sale s ON s.id = d.sale_id
        WHERE c.member_id IS NOT s.member_id OR abs(d.amount) > c.off
           OR (s.reverses_id IS NULL
               AND (s.day > c.lapses OR s.day < c.issued OR s.gross < c.minimum))""",
    Truth.CONSENT_GIVEN: """
        SELECT 'member', m.id FROM member m WHERE phone IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM consent WHERE member_id = m.id AND purpose = 'keeping' AND given = 1)""",
    Truth.ERASED_IS_BLANK: """
        SELECT 'member', id FROM member WHERE erased = 1
        AND (name <> '' OR phone IS NOT NULL OR foreign_id IS NOT NULL
             OR COALESCE(birth_month, birth_day, birth_year) IS NOT NULL
             OR EXISTS (SELECT 1 FROM member_key WHERE member_id = id))""",
    Truth.FOUND_BY_KEY: """
        SELECT 'member', id FROM member WHERE erased = 0
        AND NOT EXISTS (SELECT 1 FROM member_key WHERE member_id = id)""",
}
