"""A list for an SMS provider: phone numbers as text, and what is written to each."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain.kinds import Act, Reason
from shopfans.domain.periods import Period
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.topics import Topic
from shopfans.domain.touches import TouchKind
from shopfans.services import settings
from shopfans.services.exporting.book import Book
from shopfans.services.exporting.cells import Kind
from shopfans.services.exporting.files import whole_or_none
from shopfans.services.exporting.sheet import Column, Sheet
from shopfans.services.reminders import guarding, touching
from shopfans.texts import _


class Letter(NamedTuple):
    """One message to one member."""

    member: int
    name: str
    phone: str
    """As the provider wants it, digits alone."""
    text: str
    reason: Reason
    occasion: str


class Sent(NamedTuple):
    written: int
    left_out: int
    """Who may not be written to, or has no phone."""


def write_sms(
    shop: Shop, path: Path, *, by: Staff, letters: Sequence[Letter], request: str
) -> Sent:
    """The file, and a touch for everybody in it; one message a member, the first of hers.

    Who did not agree, asked for silence or was reached too often is left out. Raises
    NobodyToReach, ShopWroteEnough, CannotWrite or DiskFull; then no file is there and nothing
    counts.
    """
    require(by, Right.EXPORT)
    terms = settings.load(shop)
    first = {one.member: one for one in reversed(letters) if one.phone}
    with shop.changing(Topic.REMINDERS):
        done = begin(
            shop, Act.TOUCH, terms=terms, by=by, request=request, asked=sorted(first)
        )  # fmt: skip
        guarded = guarding.broadcast(shop, list(first)) if done.is_new else None
        reached = [first[member] for member in (guarded.members if guarded else sorted(first))]
        if done.is_new:
            for one in reached:
                touching.write(done, one.member, TouchKind.SMS, one.reason, one.occasion)
        with (
            whole_or_none(path, never_over=shop.path) as file,
            Book(
                terms, Period.around(done.day), rows=len(reached), progress=lambda done, total: None
            ) as book,
        ):
            sheet = Sheet(book, _("Messages"), _columns())
            for one in reached:
                sheet.add(one.phone, one.name, one.text)
            sheet.finish_without_totals()
            book.save(file)
    members = {one.member for one in letters}
    return Sent(len(reached), len(members) - len(reached))


def _columns() -> list[Column]:
    return [
        Column("phone", _("Phone"), Kind.TEXT, width=20),
        Column("name", _("Name"), Kind.TEXT, width=20),
        Column("text", _("Text"), Kind.TEXT, width=90),
    ]
