"""Forgetting a person: her row is blanked, and again when an older copy of the file comes back."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shopfans.database import ledger, ledger_lots, opening
from shopfans.database.erasures import Erasures, Person
from shopfans.database.models import (
    Forecast,
    FriendCode,
    GapSum,
    Member,
    MemberKey,
    MemberLink,
    MemberMerge,
    MemberNumber,
    MemberTag,
    MergedMember,
    ParkedSale,
    Prepayment,
    SessionUse,
    SignUp,
    TierStanding,
    Touch,
)
from shopfans.database.operations import Done, begin, new_request, note
from shopfans.database.shop import Shop
from shopfans.domain.errors import FeeOwed, SessionsOwed, ValueOwed
from shopfans.domain.kinds import Act, Unit
from shopfans.domain.receipts import Confirmation
from shopfans.domain.roles import SYSTEM, Right, Staff, require
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.bringing.newcomers import TAKEN_BACK
from shopfans.services.members.records import birth_columns, live_member
from shopfans.services.memberships import held as memberships
from shopfans.services.prepaid.prepaying import end_instalments

AT_ONCE = 40_000_000
"""Bytes: written anew in half a second; for a larger file a sale would have to wait too long."""

CHANGES = (Topic.MEMBERS, Topic.REMINDERS, Topic.SIGN_UPS)


def erase(shop: Shop, *, by: Staff, member_id: int, request: str) -> Confirmation:
    """Forget the person: name, phone, birthday, search keys, notes, tags, forms, parked baskets and
    the address of her page go; ledger and totals stay. Returns what she may take along.

    She is on the list of the forgotten before the books say so. The log goes too, and the file is
    written anew: a large one when it is next opened. Backups forget her when they are restored, and
    are thrown away within a year. A bonus that is left stays in the books and can be used no more.
    Raises UnknownMember, MemberErased, CannotWrite, ValueOwed or FeeOwed while the shop has money
    of hers, or SessionsOwed while it owes her sessions.
    """
    require(by, Right.ERASE)
    terms = settings.load(shop)
    with shop.changing(*CHANGES):
        done = begin(shop, Act.ERASE, terms=terms, by=by, request=request, asked=member_id)
        if done.is_new:
            live_member(member_id)
            owed = ledger_lots.balance(member_id, Unit.PRINCIPAL)
            if owed:
                raise ValueOwed(owed)
            _refuse_running(done, member_id)
            sessions = ledger.bring_up_to_date(done, member_id, Unit.SESSIONS)
            if sessions:
                raise SessionsOwed(sessions)
            _end_instalments(done, member_id)
            note(done, member=member_id)
            people = _people([member_id])
            _blank([person.member for person in people])
            Erasures(shop.path).add(people)
    _wipe(shop, large=False)
    return Confirmation(terms.shop_name, terms.zone, done.at, by.name, member_id)


def _refuse_running(done: Done, member: int) -> None:
    fees = (one.fee - one.earned(done.day) for one in memberships.of_member(member)
            if one.returned is None)  # fmt: skip
    owed = sum(fee.fen for fee in fees)
    if owed:
        raise FeeOwed(owed)


def _end_instalments(done: Done, member: int) -> None:
    hers = Prepayment.select(Prepayment.id).where(Prepayment.member == member)
    end_instalments(done, [top_up for (top_up,) in hers.tuples()])


def open_shop(path: Path, **how: Any) -> Shop:
    """The shop in this file, without those who were forgotten: it may be an older copy.

    Takes and raises what `opening.open_shop` does.
    """
    shop = opening.open_shop(path, **how)
    try:
        replay(shop)
        _wipe(shop, large=True)
    except BaseException:
        shop.close()
        raise
    return shop


def replay(shop: Shop, *lists: Erasures) -> int:
    """Forget again whoever is on a list and stands in the file; returns how many that were.

    The first list, the shop's own if none is given, takes them on; who was forgotten before there
    was one is put on it too. Raises CannotWrite.
    """
    erasures, *others = lists or (Erasures(shop.path),)
    if not erasures.exists:
        erasures.add(_forgotten_before(shop))
        if not others:
            return 0
    with shop.reading():
        back = [
            one
            for one in _people(_members_on(lists or (erasures,)))
            if any(each.names(one.member, one.code) for each in (erasures, *others))
        ]
    if not back:
        return 0
    terms = settings.load(shop)
    with shop.changing(*CHANGES):
        members = [one.member for one in back]
        begin(shop, Act.ERASE, terms=terms, by=SYSTEM, request=new_request(), asked=members)
        _blank(members)
        erasures.add(back)  # the file has traces of them again
    return len(back)


def _members_on(lists: Sequence[Erasures]) -> list[int]:
    return sorted({member for each in lists for member in each.members})


def _forgotten_before(shop: Shop) -> list[Person]:
    with shop.reading():
        return [Person(member, code, None) for member, code in shop.rows(_FORGOTTEN)]


def _people(members: Sequence[int]) -> list[Person]:
    """Those of them who are not forgotten yet, with the records that were merged into theirs;
    inside a block."""
    hers = MergedMember.select(MergedMember.member).where(MergedMember.into.in_(members))
    query = Member.select(Member.id, Member.code, Member.foreign_id).where(
        (Member.id.in_(members) & ~Member.erased) | Member.id.in_(hers)
    )
    return [Person(*one) for one in query.tuples()]


def _blank(members: Sequence[int]) -> None:
    phones = Member.select(Member.phone).where(Member.id.in_(members))
    SignUp.delete().where(SignUp.phone.in_(phones)).execute()
    Touch.update(note="").where(Touch.member.in_(members)).execute()
    SessionUse.update(note="").where(SessionUse.member.in_(members)).execute()
    Member.update(
        name="", phone=None, foreign_id=None, **birth_columns(None),
        erased=True, usual_gap=None, note="",
    ).where(Member.id.in_(members)).execute()  # fmt: skip
    for hers in (
        MemberKey, MemberNumber, GapSum, Forecast, MemberLink, MemberTag, FriendCode, ParkedSale,
        TierStanding,
    ):  # fmt: skip
        hers.delete().where(hers.member.in_(members)).execute()
    MemberMerge.update(before="").where(
        MemberMerge.kept.in_(members) | MemberMerge.gone.in_(members)
    ).execute()


def _wipe(shop: Shop, *, large: bool) -> None:
    """Leave no trace of the forgotten in the file and in SQLite's log."""
    shop.checkpoint()
    erasures = Erasures(shop.path)
    if erasures.leaves_traces and (large or shop.size() <= AT_ONCE) and shop.rewrite():
        erasures.note_rewriting()


_FORGOTTEN = f"""
    SELECT m.id, m.code FROM member m WHERE m.erased = 1 AND NOT {TAKEN_BACK} AND NOT EXISTS (
        SELECT 1 FROM merged_member g JOIN member k ON k.id = g.into_id AND k.erased = 0
        WHERE g.member_id = m.id)"""
"""Who came with an import that was undone never asked to be: a backup of before has her."""
