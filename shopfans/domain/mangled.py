"""Numbers that name something, as spreadsheets show them."""

import re

_ROUNDED = re.compile(r"([0-9])(?:\.([0-9]+))?[Ee]\+?([0-9]+)")
_WITH_DECIMALS = re.compile(r"([0-9]+)\.0+")


def spelled_out(text: str) -> str | None:
    """The digits of 13900004444.0 or 1.3800138E+10; None if some were rounded away.

    What is no such number comes back as it is.
    """
    if text.isdigit():
        return text
    if match := _WITH_DECIMALS.fullmatch(text):
        return match[1]
    match = _ROUNDED.fullmatch(text)
    if match is None:
        return text
    decimals, tens = match[2] or "", int(match[3])
    return match[1] + decimals if len(decimals) == tens else None
