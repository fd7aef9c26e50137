"""The sheets of points and of members: a row for each member, as it was when the period ended."""

from shopfans.database.shop import Shop
from shopfans.domain.contacts import local_number, masked
from shopfans.domain.kinds import Unit
from shopfans.domain.money import Money
from shopfans.services.exporting.book import Book
from shopfans.services.exporting.cells import Kind
from shopfans.services.exporting.sheet import Column, Sheet
from shopfans.services.exporting.ties import Section, Tie, as_formula
from shopfans.services.reporting import PeriodFigures
from shopfans.services.visiting import STANDS
from shopfans.texts import _


def write(shop: Shop, book: Book, figures: PeriodFigures) -> list[Section]:
    """Points from opening to closing for whoever had any, and all members with what they did.

    Both sheets come from one walk through the ledger, since that is where the time goes.
    """
    [(spent,)] = shop.rows("SELECT COALESCE(SUM(spent), 0) FROM member")
    points = Sheet(book, _("Points"), _points_columns())
    members = Sheet(book, _("Members"), _member_columns(), largest=Money(spent))
    (first, last), joined, came = book.days, 0, 0
    for number, name, phone, since, visits, paid, *so_far, lines, opening, earned, used, lapsed, \
            reversals, closing in shop.stream(_PEOPLE, first, last, Unit.POINTS.value):  # fmt: skip
        if lines:
            points.add(number, name, opening, earned, used, lapsed, reversals, closing)
        if since <= last or visits or closing:
            shown = masked(local_number(phone or "", book.terms.region))
            members.add(number, name, shown, since, visits, paid, *so_far, closing)
            joined += first <= since <= last
            came += visits > 0
    points.finish()
    members.finish()
    return [
        Section(_("Points"), _points(points, members, figures)),
        Section(_("Members"), _members(book, members, figures, joined, came)),
    ]


def _points_columns() -> list[Column]:
    changes = [
        Column("opening", _("Opening"), Kind.COUNT, is_summed=True, width=13),
        Column("earned", _("Earned"), Kind.COUNT, is_summed=True, width=13),
        Column("used", _("Used"), Kind.COUNT, is_summed=True, width=13),
        Column("lapsed", _("Lapsed"), Kind.COUNT, is_summed=True, width=13),
        Column("reversals", _("Reversed"), Kind.COUNT, is_summed=True, width=13),
        Column("closing", _("Closing"), Kind.COUNT, is_summed=True, width=13),
    ]
    return [
        Column("number", _("Member no."), Kind.NUMBER),
        Column("name", _("Member"), Kind.TEXT, width=24),
        *changes,
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


def _points(points: Sheet, members: Sheet, figures: PeriodFigures) -> list[Tie]:
    roll = figures.points
    parts = ("opening", "earned", "used", "lapsed", "reversals")
    cells = "+".join(points.total_cell(part) for part in parts)
    added_up = sum(points.total(part) for part in parts)
    return [
        points.tie(_("Opening"), roll.opening, "opening"),
        points.tie(_("Earned"), roll.earned, "earned"),
        points.tie(_("Used"), roll.used, "used"),
        points.tie(_("Lapsed"), roll.lapsed, "lapsed"),
        points.tie(_("Reversed"), roll.reversals, "reversals"),
        points.tie(_("Closing"), roll.closing, "closing"),
        Tie(_("Opening with all changes"), roll.closing, added_up, (cells,), points.title),
        members.tie(_("In members' hands"), roll.closing, "points"),
    ]


def _members(book: Book, sheet: Sheet, figures: PeriodFigures, joined: int, came: int) -> list[Tie]:
    first, last = as_formula(book.period.first), as_formula(book.period.last)
    since = sheet.cells("joined")
    newcomers = f'COUNTIFS({since},">="&{first},{since},"<="&{last})'
    buyers = f'COUNTIF({sheet.cells("visits")},">0")'
    return [
        Tie(_("New members"), figures.members_joined, joined, (newcomers,), sheet.title),
        Tie(_("Members who came"), figures.members_came, came, (buyers,), sheet.title),
        sheet.tie(_("Visits"), figures.visits, "visits"),
    ]


_HER_SALES = "FROM sale s WHERE s.member_id = m.id AND s.day"

_PEOPLE = f"""
    SELECT m.id, m.name, m.phone, m.joined,
           (SELECT COUNT(DISTINCT s.day) {_HER_SALES} BETWEEN ?1 AND ?2 AND {STANDS}),
           (SELECT COALESCE(SUM(s.paid), 0) {_HER_SALES} BETWEEN ?1 AND ?2),
           m.visits - (SELECT COUNT(DISTINCT s.day) {_HER_SALES} > ?2 AND {STANDS}),
           m.spent - (SELECT COALESCE(SUM(s.paid), 0) {_HER_SALES} > ?2),
           (SELECT s.day {_HER_SALES} <= ?2 AND {STANDS} ORDER BY s.day DESC LIMIT 1),
           COUNT(e.id) FILTER (WHERE o.day <= ?2),
           COALESCE(SUM(e.change) FILTER (WHERE o.day < ?1), 0),
           COALESCE(SUM(e.change) FILTER (WHERE e.kind = 'earn' AND o.day BETWEEN ?1 AND ?2), 0),
           COALESCE(SUM(e.change) FILTER (WHERE e.kind = 'redeem' AND o.day BETWEEN ?1 AND ?2), 0),
           COALESCE(SUM(e.change) FILTER (WHERE e.kind = 'expire' AND o.day BETWEEN ?1 AND ?2), 0),
           COALESCE(SUM(e.change) FILTER (WHERE e.kind = 'reverse' AND o.day BETWEEN ?1 AND ?2), 0),
           COALESCE(SUM(e.change) FILTER (WHERE o.day <= ?2), 0)
    FROM member m
    LEFT JOIN ledger_entry e ON e.member_id = m.id AND e.unit = ?3
    LEFT JOIN operation o ON o.id = e.operation_id
    GROUP BY m.id ORDER BY m.id"""
"""What is kept on a member is true of today: what came after the period is taken off again."""
