"""What a member does with her own data, on her own page."""

from typing import NamedTuple

from shopfans.database.models import Consent, Member
from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain.birthdays import Birthday
from shopfans.domain.contacts import local_number, tidy_name
from shopfans.domain.errors import WrongDigits
from shopfans.domain.kinds import Act, Purpose
from shopfans.domain.roles import SYSTEM
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.joining import consenting
from shopfans.services.members import enrolling, forgetting, proving
from shopfans.services.members.records import birth_columns, live_member


class Consented(NamedTuple):
    keeping: bool
    messages: bool


def consents(shop: Shop, member: int) -> Consented:
    """What she agrees to now: the last word on each purpose counts."""
    with shop.reading():
        return Consented(_given(member, Purpose.KEEPING), _given(member, Purpose.MESSAGES))


def correct(shop: Shop, *, member: int, name: str, birthday: Birthday | None, request: str) -> None:
    """Her name and birthday as she says; her number only the counter can change.

    Raises NameMissing, NameTooLong, UnknownMember or MemberErased.
    """
    terms, name = settings.load(shop), tidy_name(name)
    with shop.changing(Topic.MEMBERS, Topic.REMINDERS):
        asked = (member, name, birthday)
        done = begin(shop, Act.HERSELF, terms=terms, by=SYSTEM, request=request, asked=asked)
        if not done.is_new:
            return
        phone = local_number(live_member(member).phone or "", terms.region)
        Member.update(name=name, **birth_columns(birthday)).where(Member.id == member).execute()
        enrolling.write_keys(member, name, phone)


def agree_to_messages(shop: Shop, *, member: int, given: bool, request: str) -> None:
    """Whether the shop may write to her from now on; each word of hers is kept with its time."""
    terms = settings.load(shop)
    with shop.changing(Topic.MEMBERS):
        asked = (member, "messages", given)
        done = begin(shop, Act.HERSELF, terms=terms, by=SYSTEM, request=request, asked=asked)
        live_member(member)
        if done.is_new and _given(member, Purpose.MESSAGES) is not given:
            Consent.insert(
                member=member,
                operation=done.id,
                purpose=Purpose.MESSAGES,
                text_version=consenting.newest(),
                given=given,
            ).execute()


def forget_me(shop: Shop, *, member: int, last_digits: str, request: str) -> None:
    """Forget her, as the counter would. Raises WrongDigits, or what forgetting.erase raises."""
    with shop.reading():
        if not proving.are_hers(member, last_digits):
            raise WrongDigits()
    forgetting.erase(shop, by=SYSTEM, member_id=member, request=request)


def _given(member: int, purpose: Purpose) -> bool:
    hers = (Consent.member == member) & (Consent.purpose == purpose)
    last = Consent.select(Consent.given).where(hers).order_by(Consent.id.desc()).limit(1).scalar()
    return bool(last)
