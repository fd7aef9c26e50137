"""The sheets of points and of members: a row for each member, as it was when the period ended."""

from typing import Any, NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain.contacts import local_number, masked
from shopfans.domain.kinds import Unit
from shopfans.domain.money import Money
from shopfans.services import settings
from shopfans.services.books.reporting import PeriodFigures
from shopfans.services.bringing.newcomers import TAKEN_BACK
from shopfans.services.exporting.book import Book
from shopfans.services.exporting.cells import Kind, converter
from shopfans.services.exporting.sheet import Column, Sheet
from shopfans.services.exporting.ties import Section, Tie, as_formula
from shopfans.services.reminders.visiting import visit_days
from shopfans.texts import _
from shopfans.texts.formats import money_text

ROWS = "SELECT COUNT(*) FROM member"
"""At most, in each of both sheets: not every member has points."""


class Shown(NamedTuple):
    """What an accountant may see of the people."""

    members: bool = True
    """Whether there is a sheet of them at all."""
    phones: bool = False
    """Whole numbers; else the middle is masked."""


MASKED = Shown()


def write(shop: Shop, book: Book, figures: PeriodFigures, shown: Shown) -> list[Section]:
    """Points from opening to closing for whoever had any, and all members with what they did.

    Both sheets come from one walk through the ledger, since that is where the time goes.
    """
    rate = settings.as_of(shop, book.period.last).point_value
    [(spent,)] = shop.rows("SELECT COALESCE(SUM(spent), 0) FROM member")
    largest = Money(max(figures.points.closing, 0) * rate.fen)
    points = Sheet(book, _("Points"), _points_columns(), largest=largest)
    members = _Members(book, Money(spent), shown) if shown.members else None
    for number, name, phone, *of_her, lines, opening, earned, used, lapsed, adjusted, reversals, \
            closing in shop.stream(_PEOPLE, *book.days, Unit.POINTS.value):  # fmt: skip
        if lines:
            points.add(
                number, name, opening, earned, used, lapsed, adjusted, reversals, closing,
                closing * rate.fen,
            )  # fmt: skip
        if members:
            members.add(number, name, phone or "", *of_her, closing)
    points.finish()
    sections = [
        Section(_("Points"), _points(points, figures)),
        Section(
            _("Points in money, {rate} each").format(rate=money_text(rate, book.terms.currency)),
            _in_money(book, points, figures, rate),
        ),
    ]
    return sections + members.finish(figures) if members else sections


class _Members:
    """The sheet of members, while it is written."""

    def __init__(self, book: Book, spent: Money, shown: Shown) -> None:
        self._book, self._shown = book, shown
        self._sheet = Sheet(book, _("Members"), _member_columns(), largest=spent)
        self._joined = self._came = 0

    def add(
        self, number: int, name: str, phone: str, since: str | None, visits: int, *rest: Any
    ) -> None:
        """`rest` ends with her points. Who joined later, or never as her import was undone, and
        did nothing before is left out."""
        first, last = self._book.days
        if (since is None or since > last) and not visits and not rest[-1]:
            return
        local = local_number(phone, self._book.terms.region)
        told = local if self._shown.phones else masked(local)
        self._sheet.add(number, name, told, since, visits, *rest)
        self._joined += since is not None and first <= since <= last
        self._came += visits > 0

    def finish(self, figures: PeriodFigures) -> list[Section]:
        sheet, period = self._sheet, self._book.period
        sheet.finish()
        first, last = as_formula(period.first), as_formula(period.last)
        since = sheet.cells("joined")
        newcomers = f'COUNTIFS({since},">="&{first},{since},"<="&{last})'
        buyers = f'COUNTIF({sheet.cells("visits")},">0")'
        joined, came = figures.members_joined, figures.members_came
        return [
            Section(
                _("Members"),
                [
                    Tie(_("New members"), joined, self._joined, (newcomers,), sheet.title),
                    Tie(_("Members who came"), came, self._came, (buyers,), sheet.title),
                    sheet.tie(_("Visits"), figures.visits, "visits"),
                    sheet.tie(_("In members' hands"), figures.points.closing, "points"),
                ],
            )
        ]


def _changes() -> dict[str, str]:
    """The columns of the roll-forward, in the order in which they add up."""
    return {
        "opening": _("Opening"),
        "earned": _("Earned"),
        "used": _("Used"),
        "lapsed": _("Lapsed"),
        "adjusted": _("Adjusted"),
        "reversals": _("Reversed"),
    }


def _points_columns() -> list[Column]:
    return [
        Column("number", _("Member no."), Kind.NUMBER),
        Column("name", _("Member"), Kind.TEXT, width=24),
        *(
            Column(key, words, Kind.COUNT, is_summed=True, width=13)
            for key, words in {**_changes(), "closing": _("Closing")}.items()
        ),
        Column("worth", _("In money"), Kind.MONEY, is_summed=True),
    ]


def _member_columns() -> list[Column]:
    return [
        Column("number", _("Member no."), Kind.NUMBER),
        Column("name", _("Name"), Kind.TEXT, width=24),
        Column("phone", _("Phone"), Kind.TEXT),
        Column("joined", _("Joined"), Kind.DAY),
        Column("visits", _("Visits in the period"), Kind.COUNT, is_summed=True),
        Column("paid", _("Spent in the period"), Kind.MONEY, is_summed=True),
        Column("visits_so_far", _("Visits so far"), Kind.COUNT, is_summed=True),
        Column("paid_so_far", _("Spent so far"), Kind.MONEY, is_summed=True),
        Column("last_visit", _("Last visit"), Kind.DAY),
        Column("points", _("Points"), Kind.COUNT, is_summed=True, width=13),
    ]


def _points(points: Sheet, figures: PeriodFigures) -> list[Tie]:
    roll = figures.points
    cells = "+".join(points.total_cell(key) for key in _changes())
    added_up = sum(points.total(key) for key in _changes())
    return [
        *(points.tie(words, getattr(roll, key), key) for key, words in _changes().items()),
        points.tie(_("Closing"), roll.closing, "closing"),
        Tie(_("Opening with all changes"), roll.closing, added_up, (cells,), points.title),
    ]


def _in_money(book: Book, points: Sheet, figures: PeriodFigures, rate: Money) -> list[Tie]:
    """The same at what a point was worth when the period ended."""
    each = converter(Kind.MONEY, book.terms)(rate.fen)

    def tie(key: str, words: str) -> Tie:
        figure = Money(getattr(figures.points, key) * rate.fen)
        found = Money(points.total(key) * rate.fen)
        return Tie(words, figure, found, (f"{points.total_cell(key)}*{each}",), points.title)

    owed = Money(figures.points.closing * rate.fen)
    return [
        *(tie(key, words) for key, words in _changes().items()),
        points.tie(_("Closing: what the shop owes"), owed, "worth"),
    ]


_HER_SALES = "FROM sale s WHERE s.member_id = m.id AND s.day"


def _her_visits(days: str) -> str:
    return f"FROM ({visit_days(f's.member_id = m.id AND s.day {days}')})"


_PEOPLE = f"""
    SELECT m.id, m.name, m.phone, CASE WHEN NOT {TAKEN_BACK} THEN m.joined END,
           (SELECT COUNT(*) {_her_visits("BETWEEN ?1 AND ?2")}),
           (SELECT COALESCE(SUM(s.paid), 0) {_HER_SALES} BETWEEN ?1 AND ?2),
           m.visits - (SELECT COUNT(*) {_her_visits("> ?2")}),
           m.spent - (SELECT COALESCE(SUM(s.paid), 0) {_HER_SALES} > ?2),
           (SELECT MAX(day) {_her_visits("<= ?2")}),
           COUNT(e.id) FILTER (WHERE o.day <= ?2),
           COALESCE(SUM(e.change) FILTER (WHERE o.day < ?1), 0),
           COALESCE(SUM(e.change) FILTER (WHERE e.kind = 'earn' AND o.day BETWEEN ?1 AND ?2), 0),
           COALESCE(SUM(e.change) FILTER (WHERE e.kind = 'redeem' AND o.day BETWEEN ?1 AND ?2), 0),
           COALESCE(SUM(e.change) FILTER (WHERE e.kind = 'expire' AND o.day BETWEEN ?1 AND ?2), 0),
           COALESCE(SUM(e.change) FILTER (
               WHERE e.kind NOT IN ('earn', 'redeem', 'expire', 'reverse')
               AND o.day BETWEEN ?1 AND ?2), 0),
           COALESCE(SUM(e.change) FILTER (WHERE e.kind = 'reverse' AND o.day BETWEEN ?1 AND ?2), 0),
           COALESCE(SUM(e.change) FILTER (WHERE o.day <= ?2), 0)
    FROM member m
    LEFT JOIN ledger_entry e ON e.member_id = m.id AND e.unit = ?3
    LEFT JOIN operation o ON o.id = e.operation_id
    GROUP BY m.id ORDER BY m.id"""
"""What is kept on a member is true of today: what came after the period is taken off again."""
