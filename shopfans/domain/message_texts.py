"""The owner's words to a member, with places for what is known of her."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from shopfans.domain.errors import TextMissing, TextTooLong, UnknownPlaceholder
from shopfans.domain.kinds import Reason

PLACEHOLDERS = ("name", "shop", "favourite", "points", "coupon", "day", "gap", "silent")
"""What may stand in braces: gap and silent are days."""

LONGEST = 500

_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class MessageText:
    """What is written for one reason, in one language."""

    reason: Reason
    language: str
    text: str


def check_text(text: str) -> None:
    """Returns if it can be filled. Raises TextMissing, TextTooLong or UnknownPlaceholder."""
    if not text.strip():
        raise TextMissing()
    if len(text) > LONGEST:
        raise TextTooLong(LONGEST)
    for name in _PLACE.findall(text):
        if name not in PLACEHOLDERS:
            raise UnknownPlaceholder(name)
    for brace in "{}":
        if brace in _PLACE.sub("", text):
            raise UnknownPlaceholder(brace)


def filled(text: str, facts: Mapping[str, str]) -> str:
    """The text with her facts in their places; what they hold is never taken for a place."""
    return _PLACE.sub(lambda place: facts.get(place[1], place[0]), text)


def chosen(texts: tuple[MessageText, ...], reason: Reason, language: str) -> str | None:
    """The owner's own words, if she wrote any."""
    return next(
        (one.text for one in texts if (one.reason, one.language) == (reason, language)), None
    )
