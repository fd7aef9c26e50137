"""Joining."""

import json
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.models import Member
from shopfans.database.operations import Done, begin
from shopfans.database.shop import Shop
from shopfans.domain import codes
from shopfans.domain.birthdays import Birthday, is_younger, parse_birthday
from shopfans.domain.contacts import local_number, parse_phone, tidy_name
from shopfans.domain.errors import ConsentMissing, PhoneTaken, TooYoung
from shopfans.domain.kinds import Act, Purpose
from shopfans.domain.names import name_keys, wanted
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.terms import YOUNGEST, Terms
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.belonging import referring
from shopfans.services.coupons import celebrating
from shopfans.services.joining import consenting
from shopfans.services.members import tagging
from shopfans.services.members.records import birth_columns


class Applicant(NamedTuple):
    """What a form said, understood: a name, a phone number in E.164, a birthday if given."""

    name: str
    phone: str
    birthday: Birthday | None
    wants_messages: bool
    tags: tuple[int, ...] = ()
    brought_by: int | None = None
    """The member whose friend she is."""


def understood(
    terms: Terms,
    *,
    name: str,
    phone: str,
    birthday: str,
    consents: bool,
    wants_messages: bool,
    today: date,
    tags: Sequence[int] = (),
    brought_by: int | None = None,
) -> Applicant:
    """The form's fields as values.

    Raises NameMissing, NameTooLong, BadPhone, BadBirthday, TooYoung or ConsentMissing, the first
    in the form's order.
    """
    applicant = Applicant(
        tidy_name(name),
        parse_phone(phone, terms.region),
        parse_birthday(birthday, latest=today) if birthday.strip() else None,
        wants_messages,
        tuple(tags),
        brought_by,
    )
    if applicant.birthday and is_younger(applicant.birthday, YOUNGEST, today):
        raise TooYoung(YOUNGEST)
    if not consents:
        raise ConsentMissing()
    return applicant


def enroll(shop: Shop, *, by: Staff, applicant: Applicant, request: str) -> int:
    """The new member, with her welcome coupon. Raises PhoneTaken."""
    require(by, Right.ENROLL)
    terms = settings.load(shop)
    with shop.changing(Topic.MEMBERS, Topic.COUPONS):
        done = begin(shop, Act.ENROLL, terms=terms, by=by, request=request, asked=applicant)
        if done.is_new:
            return write(done, terms, applicant)
        return int(Member.select(Member.id).where(Member.operation == done.id).scalar())


def write(done: Done, terms: Terms, applicant: Applicant, text_version: int | None = None) -> int:
    """Store a member as part of a command: row, search keys, consents, tags, welcome coupon.

    In plain statements: to have peewee word them takes three times as long, and fifty phones may
    join at once. Raises PhoneTaken.
    """
    holder = OPEN_SHOP.execute_sql(_HOLDER, (applicant.phone,)).fetchone()
    if holder is not None:
        raise PhoneTaken(*holder)
    born = birth_columns(applicant.birthday).values()
    code = codes.new_code(codes.Kind.MEMBER)
    row = (code, applicant.name, applicant.phone, *born, done.day.isoformat(), done.id)
    member = int(OPEN_SHOP.execute_sql(_JOINED, row).lastrowid)
    write_keys(member, applicant.name, local_number(applicant.phone, terms.region))
    write_consents(done, member, text_version, wants_messages=applicant.wants_messages)
    tagging.write(member, applicant.tags)
    referring.write(member, applicant.brought_by)
    celebrating.welcome(done, terms, member, applicant.birthday)
    return member


def write_keys(member: int, name: str, number: str) -> None:
    """What she is found by from now on, in place of what was before; inside a command."""
    for table in ("member_key", "member_number"):
        OPEN_SHOP.execute_sql(f"DELETE FROM {table} WHERE member_id = ?", (member,))
    OPEN_SHOP.execute_sql(_KEYS, (member, json.dumps(sorted(name_keys(name)))))
    if digits := wanted(number):
        OPEN_SHOP.execute_sql("INSERT INTO member_number VALUES (?, ?)", (member, digits))


def write_consents(
    done: Done, member: int, text_version: int | None = None, *, wants_messages: bool
) -> None:
    """What she agreed to, by the words of this version (the present one if none is named)."""
    version = consenting.newest() if text_version is None else text_version
    for purpose, given in ((Purpose.KEEPING, True), (Purpose.MESSAGES, wants_messages)):
        OPEN_SHOP.execute_sql(_AGREED, (member, done.id, purpose.value, version, int(given)))


_HOLDER = "SELECT id, name FROM member WHERE phone = ?"
_JOINED = """
    INSERT INTO member (code, name, phone, birth_month, birth_day, birth_year, birth_lunar,
                        birth_leap, joined, operation_id, erased, visits, spent, note)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, '')"""
_KEYS = "INSERT INTO member_key (key, member_id) SELECT value, ?1 FROM json_each(?2)"
_AGREED = """
    INSERT INTO consent (member_id, operation_id, purpose, text_version, given)
    VALUES (?, ?, ?, ?, ?)"""
