"""Why something is odd, in one sentence."""

from shopfans.domain.oddities import OddLine, Pattern
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, short_day_text


def why_odd(line: OddLine) -> str:
    odd, count = line.odd, line.odd.times
    who, card = line.staff or _("several people"), line.member or _("a forgotten member")
    day = short_day_text(odd.day) if odd.day else ""
    words = {
        Pattern.CARD_IN_A_DAY: _("The card of {card} was used {n} times on {day}; rung by {who}."),
        Pattern.CARD_IN_A_WEEK: _(
            "The card of {card} was used {n} times this week; rung by {who}."
        ),
        Pattern.CARD_OF_A_CASHIER: _(
            "{n} of {of} sales that {who} rang for members went to the card of {card}."
        ),
        Pattern.GIVEN_TO_A_CARD: ngettext(
            "{who} gave {n} sale of a stranger to the card of {card} afterwards.",
            "{who} gave {n} sales of strangers to the card of {card} afterwards.",
            count,
        ),
        Pattern.BACK_AFTER_CLOSE: ngettext(
            "{who} gave money back {n} time after the close or at night.",
            "{who} gave money back {n} times after the close or at night.",
            count,
        ),
        Pattern.ADJUSTED_AT_NIGHT: ngettext(
            "{who} changed points by hand {n} time after the close or at night.",
            "{who} changed points by hand {n} times after the close or at night.",
            count,
        ),
        Pattern.PIN_GUESSED: _(
            "{n} wrong PINs for {who}, and then the right one: was it {who} who came in?"
        ),
        Pattern.TOPPED_UP_AT_NIGHT: ngettext(
            "{who} moved stored value {n} time after the close or at night.",
            "{who} moved stored value {n} times after the close or at night.",
            count,
        ),
    }[odd.pattern]
    return words.format(card=card, who=who, day=day, n=count_text(count), of=count_text(odd.of))
