"""The pieces of a name and a number by which people look for a member."""

import os
import re
import unicodedata
from functools import lru_cache

LONGEST_KEY = 40


def wanted(text: str) -> str:
    """What a person typed, in the form the keys have: no spaces, small letters, half-width
    digits."""
    return _folded(text)[:LONGEST_KEY]


@lru_cache(maxsize=16_384)
def name_keys(name: str) -> frozenset[str]:
    """Every beginning by which a name is found: a match is a key that starts with what was typed.

    Suffixes by character, of pinyin by syllable and of the initials, the last of which alone is
    the beginning of its syllable. A surname is often misread (单 曾 仇): each reading of the first
    character counts. Many members of a long list share a name.
    """
    name = _folded(name)
    keys = [name[start:] for start in range(len(name))]
    for syllables in [] if name.isascii() else _readings(name):
        keys += ("".join(syllables[start:]) for start in range(len(syllables)))
        initials = "".join(syllable[0] for syllable in syllables)
        keys += (initials[start:] for start in range(len(initials) - 1))
    return frozenset(key[:LONGEST_KEY] for key in keys if key)


def search_keys(name: str, number: str) -> set[str]:
    """Those of a name, and the ends of a number from its last four digits on."""
    keys = {*name_keys(name), *_ends(_folded(number))}
    keys.discard("")
    return keys


def readings(name: str) -> set[str]:
    """The ways to read a whole name in pinyin, each as one word without tones."""
    return {"".join(syllables) for syllables in _readings(_folded(name))} - {""}


def _folded(text: str) -> str:
    """Half of a character, as a keyboard may send it, cannot be stored and is dropped too."""
    if text.isascii() and text.isalnum():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s·()+\-\ud800-\udfff]+", "", plain)


def _ends(number: str) -> list[str]:
    return [number[start : start + LONGEST_KEY] for start in range(max(1, len(number) - 3))]


def _readings(name: str) -> list[list[str]]:
    """Each way to read the name, as syllables: all readings of the first character, the usual
    one after it."""
    first, *rest = [_syllables(char) for char in name]
    return [[start, *(syllables[0] for syllables in rest)] for start in first]


@lru_cache(maxsize=4096)
def _syllables(char: str) -> tuple[str, ...]:
    os.environ.setdefault(
        "PYPINYIN_NO_PHRASES", "1"
    )  # a fifth of the time to import; phrases are not used
    from pypinyin import Style, pinyin

    return tuple(dict.fromkeys(pinyin(char, style=Style.NORMAL, heteronym=True)[0])) or (char,)
