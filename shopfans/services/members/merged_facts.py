"""Who two records of one person say she is: the facts that are kept, and both as they were."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.models import Consent, Member
from shopfans.database.operations import Done
from shopfans.domain.contacts import local_number
from shopfans.domain.errors import PhoneTaken
from shopfans.domain.kinds import Purpose
from shopfans.domain.terms import Terms
from shopfans.services.members import enrolling
from shopfans.services.members.records import birth_columns

_FACTS = (
    "name", "phone", "birth_month", "birth_day", "birth_year", "birth_lunar", "birth_leap", "note",
    "joined",
)  # fmt: skip


class Facts(NamedTuple):
    """What stands of the person afterwards: True takes it from the record that goes."""

    name: bool = False
    phone: bool = False
    birthday: bool = False
    note: bool = False
    messages: bool = False
    """True: she gets messages although only one record said so; else both must have."""


AS_KEPT = Facts()


def said_by(member: Member) -> dict[str, Any]:
    """Her row, as it is stored."""
    row = OPEN_SHOP.execute_sql(
        f"SELECT {', '.join(_FACTS)} FROM member WHERE id = ?", (member.id,)
    ).fetchone()
    return dict(zip(_FACTS, row, strict=True))


def chosen(before: dict[str, Any], facts: Facts) -> dict[str, Any]:
    """The facts of the kept record, some of them the other's; she joined when the first did."""
    kept, gone = before["kept"], before["gone"]
    said = {
        fact: (gone if getattr(facts, "birthday" if fact.startswith("birth_") else fact, False)
               else kept)[fact]
        for fact in _FACTS
    }  # fmt: skip
    return said | {"joined": min(kept["joined"], gone["joined"])}


def write(terms: Terms, member: Member, said: dict[str, Any]) -> None:
    columns = ", ".join(f"{fact} = ?" for fact in _FACTS)
    OPEN_SHOP.execute_sql(
        f"UPDATE member SET {columns} WHERE id = ?", (*(said[fact] for fact in _FACTS), member.id)
    )
    number = local_number(said["phone"] or "", terms.region)
    enrolling.write_keys(member.id, said["name"], number)


def blank(member: int) -> None:
    """The row names nobody, but the key of her history still leads to her."""
    Member.update(
        name="", phone=None, note="", erased=True, usual_gap=None, **birth_columns(None),
    ).where(Member.id == member).execute()  # fmt: skip
    for table in ("member_key", "member_number", "gap_sum", "forecast", "tier_standing"):
        OPEN_SHOP.execute_sql(f"DELETE FROM {table} WHERE member_id = ?", (member,))


def refuse_taken(phones: Sequence[str | None], theirs: tuple[int, int]) -> None:
    """Somebody may have joined with a number that neither record had meanwhile."""
    numbers = [phone for phone in phones if phone]
    holder = Member.get_or_none(Member.phone.in_(numbers) & Member.id.not_in(theirs))
    if holder is not None:
        raise PhoneTaken(holder.id, holder.name)


def wants_messages(member: int) -> bool:
    said = _said_last(member)
    return bool(said and said[0])


def say_messages(done: Done, member: int, given: bool) -> None:
    """A line more in her consents, if the last one says something else."""
    said = _said_last(member)
    if said and bool(said[0]) != given:
        Consent.insert(
            member=member, operation=done.id, purpose=Purpose.MESSAGES, text_version=said[1],
            given=given,
        ).execute()  # fmt: skip


def _said_last(member: int) -> tuple[int, int] | None:
    """Whether she wants messages, and by which words."""
    found: tuple[int, int] | None = OPEN_SHOP.execute_sql(
        _SAID, (member, Purpose.MESSAGES.value)
    ).fetchone()
    return found


_SAID = """
    SELECT given, text_version FROM consent WHERE member_id = ? AND purpose = ?
    ORDER BY id DESC LIMIT 1"""
