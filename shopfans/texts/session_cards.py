"""The words of session cards: what one is, what is left of it, how what is returned came about."""

from collections.abc import Sequence
from datetime import date

from shopfans.domain.kinds import Act, Entry
from shopfans.domain.money import Currency, Money
from shopfans.domain.session_cards import CardReturn, CardTerms
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, day_text, money_text


def card_text(terms: CardTerms) -> str:
    """What it is good for, how long, and for whom."""
    parts = [f"{part.name} ×{count_text(part.sessions)}" for part in terms.parts]
    if terms.lasts is not None:
        words = ngettext("for {n} day", "for {n} days", terms.lasts)
        parts.append(words.format(n=count_text(terms.lasts)))
    if terms.until is not None:
        parts.append(_("until {day}").format(day=day_text(terms.until)))
    parts.append(shared_text(is_shared=terms.is_shared))
    return "  ·  ".join(parts)


def shared_text(*, is_shared: bool) -> str:
    return _("whoever she sends") if is_shared else _("for herself")


def left_text(parts: Sequence[tuple[str, int]]) -> str:
    """What is left of each service that has any: “Facial 7 · Massage 2”."""
    return "  ·  ".join(f"{name} {count_text(left)}" for name, left in parts if left)


def of_all_text(left: int, sessions: int) -> str:
    return _("{left} of {all} left").format(left=count_text(left), all=count_text(sessions))


def until_text(lapses: date | None) -> str:
    if lapses is None:
        return _("no end")
    return _("until {day}").format(day=day_text(lapses))


def returning_label(returning: CardReturn) -> str:
    return {
        CardReturn.CARD_PRICE: _("At the card's price"),
        CardReturn.LIST_PRICE: _("At the price without a card"),
    }[returning]


def returning_example(
    terms: CardTerms, returning: CardReturn, currency: Currency, used: int, returned: Money
) -> str:
    """What a rule comes to: so many used of a card, and what she gets back."""
    words = ngettext(
        "{card}, {n} used: by the rule “{rule}” {amount} goes back.",
        "{card}, {n} used: by the rule “{rule}” {amount} goes back.", used,
    )  # fmt: skip
    return words.format(
        card=terms.name, n=count_text(used), rule=returning_label(returning),
        amount=money_text(returned, currency),
    )  # fmt: skip


def line_text(act: Act, kind: Entry) -> str:
    """What a line of her statement was, in a word or two."""
    if kind is Entry.EXPIRE:
        return _("Lapsed")
    return {
        Act.SELL_CARD: _("Bought"),
        Act.BRING_IN: _("Brought in"),
        Act.TAKE_BACK: _("Card taken back"),
        Act.VOID_PREPAYMENT: _("Card taken back"),
        Act.USE_SESSION: _("Used"),
        Act.UNDO_USE: _("Use taken back"),
        Act.TRANSFER_CARD: _("Passed on"),
        Act.CARD_BACK: _("Card given back"),
        Act.MERGE: _("Merged"),
        Act.UNMERGE: _("Merge undone"),
    }.get(act, _("Other"))
