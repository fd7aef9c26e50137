"""The sign-up form as it comes from a phone."""

import secrets
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from itsdangerous import BadSignature, SignatureExpired, TimestampSigner
from werkzeug.datastructures import MultiDict

from shopfans.database.operations import new_request
from shopfans.domain.birthdays import is_younger, parse_birthday
from shopfans.domain.contacts import parse_phone, tidy_name
from shopfans.domain.errors import ConsentMissing, ShopError
from shopfans.domain.terms import YOUNGEST, Terms
from shopfans.services.members import enrolling
from shopfans.services.members.enrolling import Applicant

OPEN_SECONDS = 15 * 60

_CALENDARS = {"": "", "lunar": "lunar ", "leap": "lunar leap "}
"""What stands before a birthday that is typed in one line."""


class Filled(NamedTuple):
    """What the guest typed, as she typed it, so that nothing is lost when the form comes back."""

    name: str = ""
    phone: str = ""
    birth_year: str = ""
    birth_month: str = ""
    birth_day: str = ""
    calendar: str = ""
    tags: tuple[int, ...] = ()
    brought_by: str = ""
    consents: bool = False
    wants_messages: bool = False
    younger: bool = False

    @property
    def birthday(self) -> str:
        """As one types it in a line; empty if she tells nothing of it."""
        parts = (self.birth_year.strip(), self.birth_month, self.birth_day)
        if not any(parts):
            return ""
        day = "-".join(parts if parts[0] else parts[1:])
        return f"{_CALENDARS.get(self.calendar, '')}{day}"

    @property
    def tells_more(self) -> bool:
        """Whether something is filled in that may be left empty."""
        return bool(self.birthday or self.calendar or self.tags or self.brought_by)

    def is_too_young(self, today: date) -> bool:
        """Whether she says so, or her birthday does."""
        try:
            born = parse_birthday(self.birthday, latest=today) if self.birthday else None
        except ShopError:
            born = None
        return self.younger or (born is not None and is_younger(born, YOUNGEST, today))

    def problems(self, terms: Terms, today: date) -> dict[str, ShopError]:
        """What is wrong with each field, all at once; empty if the form is understood."""
        checks: dict[str, Callable[[], object]] = {
            "phone": lambda: parse_phone(self.phone, terms.region),
            "name": lambda: tidy_name(self.name),
            "birthday": lambda: self.birthday and parse_birthday(self.birthday, latest=today),
        }
        found: dict[str, ShopError] = {}
        for field, check in checks.items():
            try:
                check()
            except ShopError as problem:
                found[field] = problem
        if not self.consents:
            found["consents"] = ConsentMissing()
        return found

    def applicant(self, terms: Terms, today: date, *, brought_by: int | None) -> Applicant:
        """The fields as values; raises what `problems` would tell."""
        return enrolling.understood(
            terms,
            name=self.name,
            phone=self.phone,
            birthday=self.birthday,
            consents=self.consents,
            wants_messages=self.wants_messages,
            today=today,
            tags=self.tags,
            brought_by=brought_by,
        )


def filled(fields: "MultiDict[str, str]") -> Filled:
    """What a phone has sent; a field it left out is empty."""
    return Filled(
        name=fields.get("name", ""),
        phone=fields.get("phone", ""),
        birth_year=fields.get("birth_year", ""),
        birth_month=fields.get("birth_month", ""),
        birth_day=fields.get("birth_day", ""),
        calendar=fields.get("calendar", ""),
        tags=numbers(fields.getlist("tag")),
        brought_by=fields.get("from", ""),
        consents="consents" in fields,
        wants_messages="wants_messages" in fields,
        younger="younger" in fields,
    )


def numbers(texts: Sequence[str]) -> tuple[int, ...]:
    """Keys as our own form sends them; whatever else is none."""
    return tuple(
        int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 10
    )


class FormKeys(TimestampSigner):
    """Signs the request id of each form handed out: another site cannot make one up, and a form
    sent twice is known again.

    The signature dies with the program, so its clock may be the monotonic one.
    """

    def __init__(self, clock: Callable[[], float], *, fresh: int = OPEN_SECONDS) -> None:
        super().__init__(secrets.token_bytes(32))
        self._clock, self._fresh = clock, fresh

    def get_timestamp(self) -> int:
        return int(self._clock())

    def key(self, request: str) -> str:
        return self.sign(request).decode()

    def request_of(self, key: str) -> tuple[str, bool]:
        """The request id of the form, and whether it is fresh; one left open too long keeps its
        id."""
        try:
            return self.unsign(key, max_age=self._fresh).decode(), True
        except SignatureExpired as expired:
            return (expired.payload or b"").decode(), False
        except BadSignature:
            return new_request(), False
