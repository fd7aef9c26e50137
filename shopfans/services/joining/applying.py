"""Sign-ups from phones: sent by the guest, seen at the counter, accepted or refused by the
cashier."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.fields import instant_text
from shopfans.database.models import Member, SignUp
from shopfans.database.operations import Done, begin, is_known
from shopfans.database.shop import Shop
from shopfans.domain.birthdays import Birthday
from shopfans.domain.contacts import local_number
from shopfans.domain.errors import SignUpGone, TooManySignUps
from shopfans.domain.kinds import Act
from shopfans.domain.roles import SYSTEM, Right, Staff, require
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.joining import consenting
from shopfans.services.members import enrolling, tagging
from shopfans.services.members.enrolling import Applicant
from shopfans.services.members.records import birth_columns, birthday_in, birthday_of

MOST_PENDING = 500
LASTS = timedelta(days=1)
BY_PHONE = "sign-up "
"""Begins the request under which a form's member is enrolled: phones can make up no other."""


class Known(NamedTuple):
    """Who has the phone number of a form already."""

    member: int
    name: str
    birthday: Birthday | None


class PendingSignUp(NamedTuple):
    id: int
    at: datetime
    name: str
    phone: str
    birthday: Birthday | None
    tags: tuple[str, ...]
    brought_by: str
    """The friend's name; empty if nobody brought her."""
    known: Known | None
    """None for a real newcomer."""


class Queue(NamedTuple):
    length: int
    newest: int
    """The key of the form that came last; 0 if nobody waits."""


def apply(shop: Shop, *, applicant: Applicant, request: str) -> None:
    """Put a guest's form before the cashier; the same form sent again changes nothing.

    If the owner wants it so, a newcomer is a member at once. The guest is told nothing about
    whether the number is known. Raises TooManySignUps.
    """
    terms = settings.load(shop)
    topics = {Topic.SIGN_UPS, *((Topic.MEMBERS, Topic.COUPONS) if terms.accepts_sign_ups else ())}
    # fifty phones may send at the same moment
    shop.change_together(partial(_apply, shop, terms, applicant, request), *topics)


def pending(shop: Shop, *, most: int = MOST_PENDING) -> list[PendingSignUp]:
    """Who waits to be accepted, first come first; forms older than a day are left out."""
    region = settings.load(shop).region
    with shop.reading():
        names = dict(shop.rows("SELECT id, name FROM tag WHERE active = 1"))
        rows = shop.rows(_PENDING, instant_text(shop.now() - LASTS), most)
        return [_pending(row, names, region) for row in rows]


def queue(shop: Shop) -> Queue:
    """How many wait, however many of them are read."""
    with shop.reading():
        since = instant_text(shop.now() - LASTS)
        return Queue(
            *shop.rows("SELECT COUNT(*), COALESCE(MAX(id), 0) FROM sign_up WHERE at >= ?", since)[0]
        )


def accept(shop: Shop, *, by: Staff, sign_up: int) -> int:
    """The new member, with her welcome coupon; who has the number already is returned as she is.

    Raises SignUpGone if a colleague was quicker or a day has gone by.
    """
    require(by, Right.ENROLL)
    terms = settings.load(shop)
    with shop.changing(Topic.MEMBERS, Topic.COUPONS, Topic.SIGN_UPS):
        return _accept(shop, terms, by, sign_up)


def take_over(shop: Shop, *, by: Staff, sign_up: int) -> int:
    """The member who has the number already, with the name, birthday, tags and consents of the
    form.

    What the form leaves empty stays as it was. Raises SignUpGone.
    """
    require(by, Right.ENROLL)
    terms = settings.load(shop)
    with shop.changing(Topic.MEMBERS, Topic.SIGN_UPS):
        form = _taken(shop, sign_up)
        member = _holder(form.phone)
        if member is None:
            raise SignUpGone()
        request = accepted(form.request)
        done = begin(shop, Act.TAKE_OVER, terms=terms, by=by, request=request, asked=sign_up)
        _replace(done, terms, member, form)
        return member


def refuse(shop: Shop, *, by: Staff, sign_up: int) -> None:
    """Forget the form; nothing of it is kept. Raises SignUpGone."""
    require(by, Right.ENROLL)
    with shop.changing(Topic.SIGN_UPS):
        _taken(shop, sign_up)


def forget_old(shop: Shop) -> None:
    """Forget the forms that nobody dealt with for a day; nothing of them is kept."""
    with shop.reading():
        if not is_known(shop) or not SignUp.select().where(_is_old(shop)).exists():
            return
    with shop.changing(Topic.SIGN_UPS):
        SignUp.delete().where(_is_old(shop)).execute()


def _apply(shop: Shop, terms: Terms, applicant: Applicant, request: str) -> None:
    if shop.rows(_KNOWN, request, accepted(request)):
        return
    if terms.accepts_sign_ups and _holder(applicant.phone) is None:
        once = accepted(request)
        done = begin(shop, Act.ENROLL, terms=terms, by=SYSTEM, request=once, asked=BY_PHONE)
        enrolling.write(done, terms, applicant)
        return
    shop.rows("DELETE FROM sign_up WHERE at < ?", instant_text(shop.now() - LASTS))
    if shop.rows("SELECT COUNT(*) FROM sign_up")[0][0] >= MOST_PENDING:
        raise TooManySignUps()
    shop.rows(
        _SENT,
        request,
        instant_text(shop.now()),
        applicant.name,
        applicant.phone,
        *birth_columns(applicant.birthday).values(),
        ",".join(map(str, applicant.tags)),
        applicant.brought_by,
        int(applicant.wants_messages),
        consenting.newest(),
    )


def _accept(shop: Shop, terms: Terms, by: Staff, sign_up: int) -> int:
    form = _taken(shop, sign_up)
    known = _holder(form.phone)
    if known is not None:
        return known
    applicant = Applicant(
        form.name, form.phone, birthday_in(form), form.wants_messages, _tags(form.tags),
        form.brought_by_id,
    )  # fmt: skip
    request = accepted(form.request)
    done = begin(shop, Act.ENROLL, terms=terms, by=by, request=request, asked=sign_up)
    return enrolling.write(done, terms, applicant, form.text_version)


def _taken(shop: Shop, sign_up: int) -> SignUp:
    """The form, which is forgotten. Raises SignUpGone, for one older than a day too."""
    form: SignUp | None = SignUp.get_or_none((SignUp.id == sign_up) & ~_is_old(shop))
    if form is None:
        raise SignUpGone()
    SignUp.delete().where(SignUp.id == sign_up).execute()
    return form


def _replace(done: Done, terms: Terms, member: int, form: SignUp) -> None:
    birthday = birthday_in(form)
    told = birth_columns(birthday) if birthday else {}
    Member.update(name=form.name, **told).where(Member.id == member).execute()
    enrolling.write_keys(member, form.name, local_number(form.phone, terms.region))
    enrolling.write_consents(done, member, form.text_version, wants_messages=form.wants_messages)
    tagging.write(member, _tags(form.tags))


def _holder(phone: str) -> int | None:
    known = OPEN_SHOP.execute_sql("SELECT id FROM member WHERE phone = ?", (phone,)).fetchone()
    return None if known is None else int(known[0])


def _tags(text: str) -> tuple[int, ...]:
    return tuple(int(tag) for tag in text.split(",") if tag)


def _pending(row: tuple[Any, ...], names: dict[int, str], region: str) -> PendingSignUp:
    number, at, name, phone, *born, tags, friend, member, member_name = row[:13]
    known = None if member is None else Known(member, member_name, birthday_of(*row[13:]))
    return PendingSignUp(
        number,
        datetime.fromisoformat(at),
        name,
        local_number(phone, region),
        birthday_of(*born),
        tuple(names[tag] for tag in _tags(tags) if tag in names),
        friend or "",
        known,
    )


def _is_old(shop: Shop) -> Any:
    return SignUp.at < shop.now() - LASTS


def waits(request: str) -> bool:
    """Whether the form with this request is before the cashier, inside a block."""
    return bool(SignUp.select().where(SignUp.request == request).exists())


def accepted(request: str) -> str:
    """The request under which this form's member is enrolled."""
    return f"{BY_PHONE}{request}"


_KNOWN = """
    SELECT 1 FROM sign_up WHERE request = ?
    UNION ALL SELECT 1 FROM operation WHERE request = ?"""

_SENT = """
    INSERT INTO sign_up (request, at, name, phone, birth_month, birth_day, birth_year, birth_lunar,
                         birth_leap, tags, brought_by_id, wants_messages, text_version)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""

_PENDING = """
    SELECT s.id, s.at, s.name, s.phone, s.birth_month, s.birth_day, s.birth_year, s.birth_lunar,
           s.birth_leap, s.tags, f.name, m.id, m.name,
           m.birth_month, m.birth_day, m.birth_year, m.birth_lunar, m.birth_leap
    FROM sign_up s LEFT JOIN member m ON m.phone = s.phone
    LEFT JOIN merged_member g ON g.member_id = s.brought_by_id
    LEFT JOIN member f ON f.id = COALESCE(g.into_id, s.brought_by_id)
    WHERE s.at >= ? ORDER BY s.id LIMIT ?"""
