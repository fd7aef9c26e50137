"""Bonuses that come month by month: the parts that are due are added."""

from shopfans.database import ledger
from shopfans.database.connection import OPEN_SHOP
from shopfans.database.operations import begin, is_known, new_request
from shopfans.database.shop import Shop
from shopfans.domain.kinds import Act, Unit
from shopfans.domain.roles import SYSTEM
from shopfans.domain.topics import Topic
from shopfans.services import settings


def add_due(shop: Shop) -> int:
    """Add every part of a bonus whose day has come, each once; returns how many that were.

    On a day that is not known nothing comes: what waits is added once it is.
    """
    terms, today = settings.load(shop), settings.today(shop)
    with shop.reading():
        if not is_known(shop) or not shop.rows(f"{_DUE} LIMIT 1", today.isoformat()):
            return 0
    with shop.changing(Topic.STORED_VALUE):
        request = new_request()  # that each comes once is seen to by its row
        done = begin(shop, Act.INSTALMENT, terms=terms, by=SYSTEM, request=request, asked=today)
        due = shop.rows(_DUE, done.day.isoformat())
        for top_up, number, member, amount in due:
            lot = ledger.grant(done, member, Unit.BONUS, amount, lapses=None)
            OPEN_SHOP.execute_sql(_CAME, (lot, top_up, number))
        return len(due)


_DUE = """
    SELECT i.top_up_id, i.number, p.member_id, i.amount
    FROM bonus_instalment i JOIN prepayment p ON p.id = i.top_up_id
    WHERE i.day <= ? AND i.lot_id IS NULL AND i.ended_id IS NULL"""
_CAME = "UPDATE bonus_instalment SET lot_id = ? WHERE top_up_id = ? AND number = ?"
