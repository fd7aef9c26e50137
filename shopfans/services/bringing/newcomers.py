"""Who came with an import: whether something was done with them since, and how they go again."""

from collections.abc import Collection

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.sales_book import NOT_TAKEN_BACK
from shopfans.database.shop import Shop

TAKEN_BACK = """m.operation_id IN (
        SELECT operation_id FROM member_import WHERE undone_id IS NOT NULL
        UNION ALL SELECT operation_id FROM sales_import WHERE undone_id IS NOT NULL
    )"""
"""Of a member `m`: she came with an import that was undone, and never joined."""


def met_since(shop: Shop, who: str, values: tuple[int, ...], *, but: Collection[str]) -> set[int]:
    """Those of some members whom any table names, inside a block.

    `who` is a query for them, with its values numbered; `but` are tables that say nothing of what
    was done since. Of sales only those tell that were not taken back with an import.
    """
    found: set[int] = set()
    for table, column in shop.rows(_NAMING):
        if table not in but:
            stands = f" AND {NOT_TAKEN_BACK}" if table == "sale" else ""
            query = f'SELECT "{column}" FROM "{table}" s WHERE "{column}" IN ({who}){stands}'
            found |= {member for (member,) in shop.rows(query, *values)}
    return found


def take_away(who: str, values: tuple[int, ...]) -> None:
    """They are nobody any more, as part of a command: their rows stay without a name, as
    everywhere."""
    for table in ("member_key", "member_number", "member_tag"):
        OPEN_SHOP.execute_sql(f"DELETE FROM {table} WHERE member_id IN ({who})", values)
    OPEN_SHOP.execute_sql(f"{_BLANK} WHERE id IN ({who})", values)


_NAMING = """
    SELECT t.name, f."from" FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f
    WHERE t.type = 'table' AND f."table" = 'member'"""
_BLANK = """
    UPDATE member SET name = '', phone = NULL, foreign_id = NULL, note = '', erased = 1,
        birth_month = NULL, birth_day = NULL, birth_year = NULL, birth_lunar = 0, birth_leap = 0"""
