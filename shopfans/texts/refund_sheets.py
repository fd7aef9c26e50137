"""The words of the refund sheet: what of each top-up is returned, and how it got there."""

from shopfans.domain.knowledge import Section
from shopfans.domain.money import Money
from shopfans.domain.refund_sheets import RefundSheet, SheetRow
from shopfans.domain.stored_value import COOLING_DAYS, Returning
from shopfans.domain.terms import Terms
from shopfans.texts import _
from shopfans.texts.formats import day_text, money_text, number_text, time_text
from shopfans.texts.stored_value import prepaid_label

_NUMBERS = frozenset(range(1, 9))


def lead(sheet: RefundSheet, terms: Terms) -> str:
    """Where and when it was worked out."""
    return _("{shop}, {time}. Amounts in {currency}.").format(
        shop=terms.shop_name, time=time_text(sheet.at, terms.zone), currency=terms.currency_code
    )


def sections(sheet: RefundSheet, terms: Terms) -> list[Section]:
    """Each top-up with its figures, how they came about, and what is returned in all."""
    return [_figures(sheet, terms), _reasons(sheet, terms), _total(sheet, terms)]


def headings() -> tuple[str, ...]:
    return (
        _("Topped up"), _("Principal"), _("Bonus"), _("Used: principal"), _("Used: bonus"),
        _("Left: principal"), _("Left: bonus"), _("Returned before"), _("Returned now"),
    )  # fmt: skip


def cells(row: SheetRow, terms: Terms) -> tuple[str, ...]:
    """The figures of one top-up, as the headings say."""
    use = row.use
    amounts = (
        *use.granted, *use.used, *row.left, use.returned, row.returnable,
    )  # fmt: skip
    said = (number_text(one, terms.currency) if one else "–" for one in amounts)
    kind = f"{day_text(row.day)}  {prepaid_label(row.kind)}"
    return (kind, *said)


def reason_text(row: SheetRow, terms: Terms) -> str:
    """How what is returned of a top-up came about, as one sum."""
    currency = terms.currency
    used, bonus, paid = row.use.used.both, row.use.granted.bonus, row.use.granted.principal
    match row.counted:
        case Returning.AS_DRAWN:
            words = _("{paid} paid in − {principal} of it used = {back}")
        case Returning.BONUS_FIRST:
            words = _("{paid} paid in − ({used} used − {bonus} bonus, not below nothing) = {back}")
        case Returning.PRINCIPAL_FIRST:
            words = _("{paid} paid in − {used} used = {back}, not below nothing")
        case Returning.IN_PROPORTION:
            words = _("{paid} paid in − {used} used × {paid} / {both} = {back}")
    before = row.use.returned
    said = words.format(
        paid=number_text(paid, currency), used=number_text(used, currency),
        principal=number_text(row.use.used.principal, currency),
        bonus=number_text(bonus, currency), both=number_text(row.use.granted.both, currency),
        back=number_text(row.returnable + before, currency),
    )  # fmt: skip
    if before:
        more = _("less {before} returned before").format(before=number_text(before, currency))
        said = f"{said}; {more}"
    return said


def _figures(sheet: RefundSheet, terms: Terms) -> Section:
    rows = tuple(cells(row, terms) for row in sheet.rows)
    return Section(_("Each top-up of which something is left"), headings(), rows, _NUMBERS)


def _reasons(sheet: RefundSheet, terms: Terms) -> Section:
    return Section(
        _("How it got there"),
        (_("Topped up"), _("Working"), _("Why")),
        tuple(
            (day_text(row.day), reason_text(row, terms), why_text(row)) for row in sheet.rows
        ),
    )  # fmt: skip


def why_text(row: SheetRow) -> str:
    """By what it was counted."""
    if row.needs_no_reason:
        return _(
            "Within {days} days of paying no reason is asked (法释〔2025〕4号, Art. 14): her own "
            "money is returned, and what she used is taken off the bonus first."
        ).format(days=COOLING_DAYS)
    return {
        Returning.AS_DRAWN: _("The shop's rule: what her payments took of each."),
        Returning.BONUS_FIRST: _("The shop's rule: what she used is taken off the bonus first."),
        Returning.PRINCIPAL_FIRST: _(
            "The shop's rule: what she used is taken off her own money first."
        ),
        Returning.IN_PROPORTION: _(
            "The shop's rule: what she used is taken off both in proportion, rounded in her favour."
        ),
    }[row.counted]


def _total(sheet: RefundSheet, terms: Terms) -> Section:
    gone = Money.total(row.forfeited for row in sheet.rows)
    return Section(
        _("Returned in all"),
        (_("Returned to her"), _("Goes with it")),
        ((money_text(sheet.returnable, terms.currency), money_text(gone, terms.currency)),),
        frozenset({0, 1}),
    )
