"""To whom a batch of coupons went."""

from datetime import date

from shopfans.texts import _
from shopfans.texts.formats import day_text


def audience_text(kept: str) -> str:
    """In words what a batch keeps of its audience: everybody, on paper."""
    match kept.split():
        case []:
            return _("On paper")
        case ["these"]:
            return _("Picked members")
        case ["voted", _candidate]:
            return _("Who voted for it")
        case ["found"]:
            return _("Found by a search")
        case ["joined", first, last]:
            return _("Joined {first} to {last}").format(
                first=day_text(date.fromisoformat(first)), last=day_text(date.fromisoformat(last))
            )
        case _:
            return _("Everybody")
