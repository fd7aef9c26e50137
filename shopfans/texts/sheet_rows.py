"""Words for the rows and columns of files that come in."""

from datetime import date

from shopfans.domain.errors import ShopError
from shopfans.domain.money import Currency, Money
from shopfans.domain.sheet_days import Habit, Order
from shopfans.domain.sheet_rows import Fate, Field, GoodField, SaleField
from shopfans.domain.stored_value import Value
from shopfans.domain.terms import Terms
from shopfans.texts import _, formats, ngettext
from shopfans.texts.messages import message

FATE_TONES = {Fate.NEW: "good", Fate.CHANGED: "plain", Fate.REFUSED: "bad"}
"""The badge of each fate that has one."""


def rows_text(count: int) -> str:
    return ngettext("{n} row", "{n} rows", count).format(n=formats.count_text(count))


def fate_count(fate: Fate, count: int) -> str:
    words = {
        Fate.NEW: ngettext("{n} new", "{n} new", count),
        Fate.CHANGED: ngettext("{n} changed", "{n} changed", count),
        Fate.SAME: ngettext("{n} the same", "{n} the same", count),
        Fate.REFUSED: ngettext("{n} left out", "{n} left out", count),
    }
    return words[fate].format(n=formats.count_text(count))


def fate_word(fate: Fate) -> str:
    return {
        Fate.NEW: _("new"),
        Fate.CHANGED: _("changed"),
        Fate.SAME: _("the same"),
        Fate.REFUSED: _("left out"),
    }[fate]


def field_label(field: Field) -> str:
    return {
        Field.PHONE: _("Phone"),
        Field.NAME: _("Name"),
        Field.BIRTHDAY: _("Birthday"),
        Field.CALENDAR: _("Solar or lunar"),
        Field.JOINED: _("Joined"),
        Field.POINTS: _("Points"),
        Field.PRINCIPAL: _("Stored value: principal"),
        Field.BONUS: _("Stored value: bonus"),
        Field.CARD: _("Session card"),
        Field.SERVICE: _("Service"),
        Field.SESSIONS: _("Sessions left"),
        Field.UNTIL: _("Good until"),
        Field.WORTH: _("Paid for them"),
        Field.TAGS: _("Tags"),
        Field.NOTE: _("Note"),
    }[field]


def good_field_label(field: GoodField) -> str:
    return {
        GoodField.NAME: _("Item"),
        GoodField.PRICE: _("Selling price"),
        GoodField.CATEGORY: _("Category"),
        GoodField.BARCODE: _("Barcode"),
        GoodField.EARNS: _("Earns points"),
        GoodField.LASTS: _("Used up in days"),
    }[field]


def left_out_text(problem: ShopError | None, lapsed: date | None, terms: Terms) -> str:
    """Why a row is left out, or the card alone of which it tells; empty if nothing is."""
    if problem is not None:
        return message(problem, terms)
    if lapsed is None:
        return ""
    words = _("Only the session card is left out: it was good until {day}.")
    return words.format(day=formats.day_text(lapsed))


def value_text(value: Value, currency: Currency) -> str:
    """What a list brings of it in all."""
    return _("{amount} of stored value is brought in, {bonus} of it bonus.").format(
        amount=formats.money_text(value.both, currency),
        bonus=formats.money_text(value.bonus, currency),
    )


def sessions_text(sessions: int, worth: Money, currency: Currency) -> str:
    """What a list brings of them in all."""
    return ngettext(
        "{n} session is brought in, worth {amount}.",
        "{n} sessions are brought in, worth {amount}.",
        sessions,
    ).format(n=formats.count_text(sessions), amount=formats.money_text(worth, currency))


def past_sales_text(members: int, sales: int, total: Money, currency: Currency) -> str:
    """What a list of them brings in all."""
    new = ngettext("{n} new member", "{n} new members", members)
    sold = ngettext("{n} sale", "{n} sales", sales)
    return _("{members}, {sales}, {total}. Past sales earn no points.").format(
        members=new.format(n=formats.count_text(members)),
        sales=sold.format(n=formats.count_text(sales)),
        total=formats.money_text(total, currency),
    )


def given_back_text(amount: Money, currency: Currency) -> str:
    """What a list of past sales says went back; empty for nothing."""
    if not amount:
        return ""
    return _(
        "{amount} that was given back is left out: by so much the sum is above that of the list."
    ).format(amount=formats.money_text(amount, currency))


def sale_field_label(field: SaleField) -> str:
    return {
        SaleField.MEMBER: _("Member's key"),
        SaleField.PHONE: _("Phone"),
        SaleField.DAY: _("Date"),
        SaleField.AMOUNT: _("Amount"),
    }[field]


def habit_text(habit: Habit) -> str:
    """How days were read that can be read in two ways; empty if there are none."""
    if not habit.example:
        return ""
    is_day_first = habit.order is Order.DAY_FIRST
    if habit.is_sure:
        words = (
            _("Days like {example}: the day comes first, as other rows show.")
            if is_day_first
            else _("Days like {example}: the month comes first, as other rows show.")
        )
    else:
        words = (
            _("Days like {example} can be read two ways; the day was taken to come first.")
            if is_day_first
            else _("Days like {example} can be read two ways; the month was taken to come first.")
        )
    return words.format(example=habit.example)
