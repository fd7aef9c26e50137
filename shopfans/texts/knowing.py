"""What we know about a member, in her words: the parts of the page and of the file."""

from shopfans.domain.kinds import STORED_VALUE, Purpose, Unit
from shopfans.domain.knowledge import CouponKnown, Known, OwedLine, SaleKnown, Section
from shopfans.domain.money import Money
from shopfans.domain.terms import Terms
from shopfans.texts import _
from shopfans.texts.facts import gap_text
from shopfans.texts.formats import (
    change_text,
    count_text,
    day_text,
    list_text,
    number_change_text,
    number_text,
    time_text,
)
from shopfans.texts.labels import birthday_text, entry_label, reason_label, touch_label
from shopfans.texts.rows import grouped


def sections(known: Known, terms: Terms) -> list[Section]:
    """Every part, in the language spoken; an empty one is kept, for it says that nothing is
    known."""
    return [
        _facts(known, terms),
        _consents(known, terms),
        _sales(known, terms),
        _owed(known, terms),
        _sessions(known, terms),
        _coupons(known),
        _touches(known, terms),
    ]


def _facts(known: Known, terms: Terms) -> Section:
    said = (
        (_("Name"), known.name),
        (_("Phone"), known.phone),
        (_("Birthday"), _birthday(known)),
        (_("Note"), known.note),
        (_("Member number"), str(known.id)),
        (_("Codes and cards"), list_text(grouped(code) for code in known.codes)),
        (_("Key in the program before"), list_text(known.foreign_ids)),
        (_("Joined"), day_text(known.joined)),
        (_("Visits"), count_text(known.visits)),
        (_("Spent"), number_text(known.spent, terms.currency)),
        (_("Usual gap"), gap_text(known.usual_gap)),
    )
    return Section(
        _("About her"), (_("Fact"), _("Value")), tuple((what, value or "–") for what, value in said)
    )


def _birthday(known: Known) -> str:
    if known.birthday is None:
        return ""
    said = birthday_text(known.birthday)
    year = str(known.birthday.year or "")
    return said if not year or year in said else f"{year}-{said}"


def _consents(known: Known, terms: Terms) -> Section:
    purposes = {
        Purpose.KEEPING: _("Keeping her data for the membership"),
        Purpose.MESSAGES: _("Messages about offers"),
    }
    return Section(
        _("What she agreed to"),
        (_("When"), _("Purpose"), _("Answer"), _("Version of the words")),
        tuple(
            (
                time_text(one.at, terms.zone), purposes[one.purpose],
                _("yes") if one.given else _("no"), str(one.version),
            )
            for one in known.consents
        ),
    )  # fmt: skip


def _sales(known: Known, terms: Terms) -> Section:
    return Section(
        _("Sales"),
        (_("When"), _("No."), _("Goods"), _("Paid")),
        tuple(
            (
                time_text(sale.at, terms.zone), str(sale.id), _goods(sale),
                number_text(sale.paid, terms.currency),
            )
            for sale in known.sales
        ),
        frozenset({1, 3}),
    )  # fmt: skip


def _goods(sale: SaleKnown) -> str:
    goods = list_text(
        f"{name or _('Amount')} ×{count_text(abs(quantity))}" for name, quantity in sale.goods
    )
    if sale.reverses is None:
        return goods
    return _("Back from No. {number}: {goods}").format(number=sale.reverses, goods=goods)


def _owed(known: Known, terms: Terms) -> Section:
    def row(line: OwedLine) -> tuple[str, ...]:
        units = {
            Unit.POINTS: _("Points"),
            Unit.POINT_PARTS: _("Thousandths of a point"),
            Unit.STAMPS: _("Stamps"),
            Unit.PRINCIPAL: _("Principal"),
            Unit.BONUS: _("Bonus"),
            Unit.SESSIONS: _("Sessions"),
        }
        change = change_text(line.change)
        if line.unit in STORED_VALUE:
            change = number_change_text(Money(line.change), terms.currency)
        return (
            time_text(line.at, terms.zone), units[line.unit], entry_label(line.kind),
            change, day_text(line.lapses) if line.lapses else "",
        )  # fmt: skip

    return Section(
        _("Points, stamps and stored value"),
        (_("When"), _("Of what"), _("What"), _("Change"), _("Lapses on")),
        tuple(map(row, known.owed)),
        frozenset({3}),
    )


def _sessions(known: Known, terms: Terms) -> Section:
    return Section(
        _("Session cards"),
        (_("When"), _("Session card"), _("Service"), _("Sessions"), _("Note")),
        tuple(
            (
                time_text(one.at, terms.zone), one.card, one.service, change_text(one.change),
                one.note,
            )
            for one in known.sessions
        ),
        frozenset({3}),
    )  # fmt: skip


def _coupons(known: Known) -> Section:
    def state(coupon: CouponKnown) -> str:
        if coupon.used_in is not None:
            return _("Used in sale {number}").format(number=coupon.used_in)
        if coupon.is_withdrawn:
            return _("Taken back")
        return _("until {day}").format(day=day_text(coupon.lapses))

    return Section(
        _("Coupons"),
        (_("Coupon"), _("Code"), _("Given on"), _("State")),
        tuple(
            (one.name, grouped(one.code), day_text(one.issued), state(one)) for one in known.coupons
        ),
    )


def _touches(known: Known, terms: Terms) -> Section:
    return Section(
        _("When we turned to her"),
        (_("When"), _("What"), _("Why"), _("Note")),
        tuple(
            (
                time_text(one.at, terms.zone), touch_label(one.kind),
                reason_label(one.reason) if one.reason else "", one.note,
            )
            for one in known.touches
        ),
    )  # fmt: skip
