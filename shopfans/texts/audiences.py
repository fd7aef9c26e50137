"""To whom a batch of coupons went."""

from datetime import date

from shopfans.texts import _
from shopfans.texts.formats import day_text


def audience_text(kept: str) -> str:
    """In words what a batch keeps of its audience: everybody, on paper."""
    match kept.split():
        case []:
            return _("On paper")
        case ["among", _tier, "-"]:
            return _("By tier")
        case ["among", tier, month]:
            born = _("Birthday in {month}").format(month=month[:7])
            return born if tier == "-" else f"{_('By tier')}  ·  {born}"
        case ["joined", first, last]:
            return _("Joined {first} to {last}").format(
                first=day_text(date.fromisoformat(first)), last=day_text(date.fromisoformat(last))
            )
        case parts:
            words = {
                "these": _("Picked members"),
                "voted": _("Who voted for it"),
                "found": _("Found by a search"),
            }
            return words.get(parts[0], _("Everybody"))
