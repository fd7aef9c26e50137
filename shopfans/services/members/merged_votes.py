"""The votes of two records of one person: one each ballot, that of the record that is kept."""

from typing import Any

from shopfans.database.models import Vote

Votes = list[dict[str, Any]]
"""Those of the record that goes: ballot, candidate, and whether it became the kept one's."""


def join(giver: int, taker: int) -> Votes:
    """Hand over what the kept record has not voted in; the other votes count no more."""
    hers = list(Vote.select().where(Vote.member == giver))
    has = {one.ballot_id for one in Vote.select().where(Vote.member == taker)}
    Vote.delete().where(Vote.member == giver).execute()
    votes = [
        {"ballot": one.ballot_id, "candidate": one.candidate_id, "new": one.ballot_id not in has}
        for one in hers
    ]
    for one in votes:
        if one["new"]:
            _add(taker, one)
    return votes


def part(votes: Votes, kept: int, gone: int) -> None:
    """Each has the votes she had; one that was changed since stays with the kept record."""
    for one in votes:
        if one["new"]:
            same = (Vote.ballot == one["ballot"]) & (Vote.candidate == one["candidate"])
            Vote.delete().where((Vote.member == kept) & same).execute()
        _add(gone, one)


def _add(member: int, vote: dict[str, Any]) -> None:
    Vote.insert(ballot=vote["ballot"], candidate=vote["candidate"], member=member).execute()
