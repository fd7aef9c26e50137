"""The words people read, in three languages; English stands in the code.

One catalogue serves screens, phone pages and workbooks. The program speaks one language at a time;
a block can speak another (a guest's phone, the accountant's workbook).
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

import resources

LANGUAGES = {"zh_CN": "简体中文", "zh_TW": "繁體中文", "en": "English"}
"""By their own names, as a person looking for hers would want them."""

_spoken = "en"
_in_this_block: ContextVar[str] = ContextVar("language of the running block")


def speak(language: str) -> None:
    """From now on the program speaks this language, in every thread."""
    global _spoken  # noqa: PLW0603  (a program has one voice)
    _spoken = language if language in LANGUAGES else "en"


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """In this block, whatever the program speaks outside."""
    token = _in_this_block.set(language if language in LANGUAGES else "en")
    try:
        yield
    finally:
        _in_this_block.reset(token)


def language() -> str:
    """What is spoken here: a key of LANGUAGES."""
    return _in_this_block.get(_spoken)


def spoken() -> str:
    """What the program speaks outside of every block: what the counter shows."""
    return _spoken


def _(message: str) -> str:
    """The message in the language spoken here."""
    return _catalogue(language()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The form of the message that goes with the count."""
    return _catalogue(language()).ngettext(one, many, count)


@cache
def _catalogue(name: str) -> gettext.NullTranslations:
    file = resources.path(f"i18n/{name}.mo")
    if name == "en" or not file.exists():
        return gettext.NullTranslations()
    with file.open("rb") as compiled:
        return gettext.GNUTranslations(compiled)
