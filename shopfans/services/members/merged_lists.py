"""When two records of one person came onto Today's lists: hers together, and apart again."""

from datetime import date

from shopfans.database.models import Listed
from shopfans.domain.kinds import Reason

Rows = list[list[str]]
"""Reason, occasion and day."""


def join(giver: int, taker: int) -> dict[str, Rows]:
    """What the other record had, and what of it is new to the one that is kept."""
    hers, has = _rows(giver), _rows(taker)
    known = {(reason, occasion) for reason, occasion, _ in has}
    new = [row for row in hers if (row[0], row[1]) not in known]
    _drop(giver, hers)
    _add(taker, new)
    return {"hers": hers, "new": new}


def part(lists: dict[str, Rows], kept: int, gone: int) -> None:
    """Each was listed when she was; what the kept record came onto since stays with it."""
    _drop(kept, lists["new"])
    _add(gone, lists["hers"])


def _rows(member: int) -> Rows:
    rows = Listed.select(Listed.reason, Listed.occasion, Listed.day).where(Listed.member == member)
    return [[reason.value, occasion, day.isoformat()] for reason, occasion, day in rows.tuples()]


def _add(member: int, rows: Rows) -> None:
    for reason, occasion, day in rows:
        Listed.insert(
            member=member, reason=Reason(reason), occasion=occasion, day=date.fromisoformat(day)
        ).on_conflict_ignore().execute()


def _drop(member: int, rows: Rows) -> None:
    for reason, occasion, _ in rows:
        Listed.delete().where(
            (Listed.member == member)
            & (Listed.reason == Reason(reason))
            & (Listed.occasion == occasion)
        ).execute()
