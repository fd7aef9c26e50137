"""The sheet of coupon batches: what became of each, and what it cost."""

from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from shopfans.services.books.reporting import PeriodFigures
from shopfans.services.exporting.book import Book
from shopfans.services.exporting.cells import Kind
from shopfans.services.exporting.sheet import Column, Sheet
from shopfans.services.exporting.ties import Section, Tie
from shopfans.texts import _
from shopfans.texts.audiences import audience_text


class Batch(NamedTuple):
    """What coupons have in common that stand in one row."""

    name: str
    """Of the template."""
    template: int
    number: int | None
    """The batch; None: given one by one, or by rule."""
    issued: str | None
    audience: str | None


@dataclass
class Roll:
    """The coupons of a batch from the start of the period to its end."""

    opening: int = 0
    issued: int = 0
    used: int = 0
    lapsed: int = 0
    recalled: int = 0
    closing: int = 0
    off: int = 0
    """Fen that they took off sales."""

    def add(self, before: str | None, after: str, off: int | None) -> None:
        """One more coupon: its state at the start (None: not issued yet) and at the end."""
        self.opening += before == "in_hand"
        self.issued += before is None
        self.used += (after == "used") - (before == "used")
        self.lapsed += (after == "lapsed") - (before == "lapsed")
        self.recalled += (after == "recalled") - (before == "recalled")
        self.closing += after == "in_hand"
        self.off += off or 0


def write(
    book: Book, rolls: dict[Batch, Roll], words: dict[int, str], figures: PeriodFigures
) -> Section:
    """A row for each batch, and for each template one of those that were in none; `words` are the
    terms of the templates."""
    sheet = Sheet(book, _("Coupon batches"), _columns(), largest=figures.gross)
    counts = attrgetter("opening", "issued", "used", "lapsed", "recalled", "closing", "off")
    for batch, roll in sorted(rolls.items(), key=_by_name):
        whom = _("One by one") if batch.audience is None else audience_text(batch.audience)
        sheet.add(
            batch.name, words[batch.template], batch.number, batch.issued, whom, *counts(roll)
        )  # fmt: skip
    sheet.finish()
    return Section(_("Coupon batches"), _ties(sheet, figures))


def _by_name(item: tuple[Batch, Roll]) -> tuple[str, int, int]:
    return item[0].name, item[0].template, item[0].number or 0


def _columns() -> list[Column]:
    return [
        Column("template", _("Coupon"), Kind.TEXT, width=20),
        Column("terms", _("Terms"), Kind.TEXT, width=32),
        Column("number", _("Batch"), Kind.NUMBER),
        Column("day", _("Issued on"), Kind.DAY),
        Column("audience", _("To whom"), Kind.TEXT, width=22),
        *(
            Column(key, words, Kind.COUNT, is_summed=True, width=13)
            for key, words in _changes().items()
        ),
        Column("off", _("Cost: taken off"), Kind.MONEY, is_summed=True),
    ]


def _changes() -> dict[str, str]:
    return {
        "opening": _("Opening"),
        "issued": _("Issued"),
        "used": _("Redeemed"),
        "lapsed": _("Lapsed"),
        "recalled": _("Taken back"),
        "closing": _("In hand"),
    }


def _ties(sheet: Sheet, figures: PeriodFigures) -> list[Tie]:
    roll = figures.coupons
    return [
        *(sheet.tie(words, getattr(roll, key), key) for key, words in _changes().items()),
        sheet.tie(_("Cost: taken off"), figures.coupon_off, "off"),
    ]
