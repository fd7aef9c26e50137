"""An import of past sales is taken back as a whole, until something depends on it."""

from datetime import date
from functools import partial

from shopfans.database import operations
from shopfans.database.closed_days import first_closed, last_closed
from shopfans.database.models import SalesImport
from shopfans.database.operations import Done, begin
from shopfans.database.sales_book import NOT_TAKEN_BACK
from shopfans.database.shop import Shop
from shopfans.domain.errors import DayClosed, ImportUndone, ImportUsed
from shopfans.domain.kinds import Act
from shopfans.domain.roles import Right, Staff, require
from shopfans.services import settings
from shopfans.services.belonging import tiering
from shopfans.services.books.auditing import Progress
from shopfans.services.bringing import newcomers
from shopfans.services.bringing.batches import Brought, back_up_to_undo
from shopfans.services.bringing.past.past_sales import CHANGES
from shopfans.services.reminders.visiting import note_everybody, note_visits, visit_days


def imports(shop: Shop) -> list[Brought]:
    """All of them, the last first; what is new are sales."""
    with shop.reading():
        return [
            Brought(one, file, date.fromisoformat(day), sales, changed=0)
            for one, file, day, sales in shop.rows(_IMPORTS)
        ]


def undo(
    shop: Shop,
    *,
    by: Staff,
    batch: int,
    request: str,
    progress: Progress = lambda done, total: None,
) -> int:
    """Each of its sales is mirrored on its own day, and who became a member by it is gone; returns
    how many sales they were.

    The shop is backed up before. Raises ImportUndone; ImportUsed if a sale of it was refunded or
    moved, or something was done with a new member since; DayClosed if one of its days was closed
    since; or what `progress` raises: then nothing is taken back.
    """
    require(by, Right.IMPORT)
    terms = settings.load(shop)
    back_up_to_undo(shop, SalesImport, batch, partial(_refuse_used, shop), progress)
    with shop.changing(*CHANGES):
        asked = ("past sales", batch)
        done = begin(shop, Act.TAKE_BACK, terms=terms, by=by, request=request, asked=asked)
        row = SalesImport.get_by_id(batch)
        sales = int(row.last_id - row.first_id + 1)
        if done.is_new:
            if row.undone_id is not None:
                raise ImportUndone()
            _refuse_used(shop, row)
            _take_back(shop, done, row, progress)
            operations.note(done, said={"sales": sales})
        return sales


def _refuse_used(shop: Shop, row: SalesImport) -> None:
    its = (row.first_id, row.last_id)
    used = {member for (member,) in shop.rows(_SENT_BACK, *its)}
    used |= {member for (member,) in shop.rows(_BOUGHT_MORE, row.operation_id, *its)}
    used |= {member for (member,) in shop.rows(_CORRECTED, row.operation_id)}
    used |= newcomers.met_since(shop, _NEW, (row.operation_id,), but=_NO_SIGN)
    if used:
        raise ImportUsed(len(used))
    first, last = first_closed(), last_closed()
    for (day,) in shop.rows(_CLOSED, *its, str(first), str(last)) if first and last else ():
        raise DayClosed(date.fromisoformat(day))


def _take_back(shop: Shop, done: Done, row: SalesImport, progress: Progress) -> None:
    its = (row.first_id, row.last_id)
    progress(0, _STEPS)
    _mirror(shop, done, row)
    progress(1, _STEPS)
    SalesImport.update(undone=done.id).where(SalesImport.id == row.id).execute()
    shop.rows(_LISTED, *its)
    newcomers.take_away(_NEW, (row.operation_id,))
    shop.rows(_KNOWN_BY, *its)
    shop.rows(_JOINED, *its)
    progress(2, _STEPS)
    note_everybody(shop)
    for (member,) in shop.rows(_NEVER_CAME, *its):
        note_visits(member)
    progress(3, _STEPS)
    tiering.note_everybody(shop, done.day)
    progress(_STEPS, _STEPS)


def _mirror(shop: Shop, done: Done, row: SalesImport) -> None:
    its = (row.first_id, row.last_id)
    [(next_sale, next_operation)] = shop.rows(_NEXT)
    to_sale, to_operation = next_sale - row.first_id, next_operation - row.first_id
    shop.rows(_OPERATIONS, *its, to_operation, done.staff)
    shop.rows(_SALES, *its, to_sale, to_operation)
    shop.rows(_LINES, *its, to_sale)
    shop.rows(_PAYMENTS, *its, to_sale)


_STEPS = 4
"""That take about as long."""
_NEW = "SELECT id FROM member WHERE operation_id = ?1"
_NO_SIGN = frozenset(
    {"sale", "member_number", "listed", "forecast", "gap_sum", "tier_standing",
     "trace"}
)  # fmt: skip
"""What an import fills itself, what the program works out, and sales, which are asked for apart.
The log only repeats."""
_CORRECTED = f"""
    SELECT id FROM member WHERE id IN ({_NEW}) AND erased = 0
    AND (name <> foreign_id OR note <> '' OR phone IS NOT NULL OR birth_month IS NOT NULL)"""
"""By an import she is called as her key, and nothing else is known of her."""
_OF_IT = "id BETWEEN ?1 AND ?2"
_SENT_BACK = """
    SELECT s.member_id FROM sale v JOIN sale s ON s.id = v.reverses_id
    WHERE s.id BETWEEN ?1 AND ?2"""
"""A sale that was moved is voided too."""
_BOUGHT_MORE = f"""
    SELECT s.member_id FROM sale s WHERE s.member_id IN ({_NEW})
    AND s.id NOT BETWEEN ?2 AND ?3 AND {NOT_TAKEN_BACK}"""
_CLOSED = f"SELECT MIN(day) FROM sale WHERE {_OF_IT} AND day BETWEEN ?3 AND ?4 HAVING MIN(day) > ''"
_NEXT = "SELECT (SELECT MAX(id) + 1 FROM sale), (SELECT MAX(id) + 1 FROM operation)"
_OPERATIONS = f"""
    INSERT INTO operation (id, request, act, asked, staff_id, at, day)
    SELECT s.id + ?3, 'import back ' || s.id, o.act, '', ?4, o.at, o.day
    FROM sale s JOIN operation o ON o.id = s.operation_id WHERE s.{_OF_IT}"""
_SALES = f"""
    INSERT INTO sale (id, operation_id, member_id, day, reverses_id, completes, gross, paid)
    SELECT id + ?3, id + ?4, member_id, day, id, 1, -gross, -paid FROM sale WHERE {_OF_IT}"""
_LINES = """
    INSERT INTO sale_line
    SELECT sale_id + ?3, position, good_id, gift_id, name, category, -quantity, list_price,
           unit_price, -amount, -paid, earned, stamps
    FROM sale_line WHERE sale_id BETWEEN ?1 AND ?2"""
_PAYMENTS = """
    INSERT INTO payment SELECT sale_id + ?3, tender, -amount, -amount
    FROM payment WHERE sale_id BETWEEN ?1 AND ?2"""
_LISTED = f"""
    DELETE FROM listed WHERE (member_id, occasion) IN (
        SELECT member_id, day FROM sale WHERE {_OF_IT})
    AND NOT EXISTS ({visit_days("s.member_id = listed.member_id AND s.day = listed.occasion")})"""
"""She may have come that day all the same."""
_NEVER_CAME = f"""
    SELECT DISTINCT member_id FROM sale WHERE {_OF_IT}
    AND member_id NOT IN (SELECT member_id FROM gap_sum)"""
_HEIR = "COALESCE((SELECT into_id FROM merged_member WHERE member_id = member.id), member.id)"
_STANDING = f"""
    SELECT {{}} FROM sale s JOIN operation o ON o.id = s.operation_id
    WHERE s.member_id = {{}} AND s.reverses_id IS NULL AND o.act = 'import'
    AND {NOT_TAKEN_BACK}"""
_KNOWN_BY = f"""
    UPDATE member SET foreign_id = NULL WHERE foreign_id IS NOT NULL
    AND {_HEIR} IN (SELECT member_id FROM sale WHERE {_OF_IT})
    AND (SELECT act FROM operation WHERE id = member.operation_id) <> 'import'
    AND NOT EXISTS ({_STANDING.format("1", _HEIR)})"""
"""Who was there before got her key of an import, and keeps it as long as sales of one stand."""
_JOINED = f"""
    UPDATE member SET joined = COALESCE(({_STANDING.format("MIN(s.day)", "member.id")}), joined)
    WHERE erased = 0 AND id IN (SELECT member_id FROM sale WHERE {_OF_IT})
    AND (SELECT act FROM operation WHERE id = member.operation_id) = 'import'
    AND joined = (SELECT MIN(day) FROM sale WHERE member_id = member.id AND sale.{_OF_IT})"""
"""Who came with an earlier import joined on the first day of what is left."""
_IMPORTS = """
    SELECT b.id, b.file, o.day, b.last_id - b.first_id + 1
    FROM sales_import b JOIN operation o ON o.id = b.operation_id
    WHERE b.undone_id IS NULL ORDER BY b.id DESC"""
