"""Sign-ups from phones: sent by the guest, seen at the counter, accepted or refused by the
cashier."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from peewee import JOIN

from shopfans.database.models import Member, Operation, SignUp
from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain.birthdays import Birthday
from shopfans.domain.contacts import local_number
from shopfans.domain.errors import SignUpGone, TooManySignUps
from shopfans.domain.kinds import Act
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.terms import CONSENT_VERSION
from shopfans.domain.topics import Topic
from shopfans.services import enrolling, settings
from shopfans.services.enrolling import Applicant
from shopfans.services.finding import birth_columns, birthday_in, birthday_of

MOST_PENDING = 500
LASTS = timedelta(days=1)


class PendingSignUp(NamedTuple):
    id: int
    at: datetime
    name: str
    phone: str
    birthday: Birthday | None
    member: int | None
    """Who has this phone number already; None for a real newcomer."""
    member_name: str


def apply(shop: Shop, *, applicant: Applicant, request: str) -> None:
    """Put a guest's form before the cashier; the same form sent again changes nothing.

    The guest is told nothing about whether the number is known. Raises TooManySignUps.
    """
    with shop.changing(Topic.SIGN_UPS):
        SignUp.delete().where(_is_old(shop)).execute()
        waits = SignUp.select().where(SignUp.request == request).exists()
        if waits or Operation.select().where(Operation.request == accepted(request)).exists():
            return
        if SignUp.select().count() >= MOST_PENDING:
            raise TooManySignUps()
        SignUp.insert(
            request=request,
            at=shop.now(),
            name=applicant.name,
            phone=applicant.phone,
            **birth_columns(applicant.birthday),
            wants_messages=applicant.wants_messages,
            text_version=CONSENT_VERSION,
        ).execute()


def pending(shop: Shop) -> list[PendingSignUp]:
    """Who waits to be accepted, first come first; forms older than a day are left out."""
    region = settings.load(shop).region
    with shop.reading():
        query = (
            SignUp.select(SignUp, Member.id, Member.name)
            .join(Member, JOIN.LEFT_OUTER, on=(SignUp.phone == Member.phone))
            .where(~_is_old(shop))
            .order_by(SignUp.id)
        )
        return [
            PendingSignUp(
                form, at, name, local_number(phone, region), birthday_of(*born), member,
                member_name or "",
            )
            for form, _, at, name, phone, *born, _, _, member, member_name
            in query.tuples()
        ]  # fmt: skip


def accept(shop: Shop, *, by: Staff, sign_up: int) -> int:
    """The new member, with her welcome coupon; who has the number already is returned as she is.

    Raises SignUpGone if a colleague was quicker.
    """
    require(by, Right.ENROLL)
    terms = settings.load(shop)
    with shop.changing(Topic.MEMBERS, Topic.COUPONS, Topic.SIGN_UPS):
        form = SignUp.get_or_none(SignUp.id == sign_up)
        if form is None:
            raise SignUpGone()
        SignUp.delete().where(SignUp.id == sign_up).execute()
        known = Member.select(Member.id).where(Member.phone == form.phone).scalar()
        if known is not None:
            return int(known)
        birthday = birthday_in(form)
        applicant = Applicant(form.name, form.phone, birthday, form.wants_messages)
        request = accepted(form.request)
        done = begin(shop, Act.ENROLL, terms=terms, by=by, request=request, asked=sign_up)
        return enrolling.write(done, terms, applicant, form.text_version)


def refuse(shop: Shop, *, by: Staff, sign_up: int) -> None:
    """Forget the form; nothing of it is kept. Raises SignUpGone."""
    require(by, Right.ENROLL)
    with shop.changing(Topic.SIGN_UPS):
        if SignUp.delete().where(SignUp.id == sign_up).execute() != 1:
            raise SignUpGone()


def forget_old(shop: Shop) -> None:
    """Forget the forms that nobody dealt with for a day; nothing of them is kept."""
    with shop.reading():
        if not SignUp.select().where(_is_old(shop)).exists():
            return
    with shop.changing(Topic.SIGN_UPS):
        SignUp.delete().where(_is_old(shop)).execute()


def _is_old(shop: Shop) -> Any:
    return SignUp.at < shop.now() - LASTS


def waits(request: str) -> bool:
    """Whether the form with this request is before the cashier, inside a block."""
    return bool(SignUp.select().where(SignUp.request == request).exists())


def accepted(request: str) -> str:
    """The request under which a form's member is enrolled: phones can make up no other."""
    return f"sign-up {request}"
