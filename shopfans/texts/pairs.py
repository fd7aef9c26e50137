"""Two easy words that belong to a code, shown at the counter, on the poster and on the page alike:
another code pasted over ours leads to a page that lacks them."""

from hashlib import sha256

from shopfans import texts
from shopfans.texts import _


def pair(secret: str) -> str:
    """“blue · mango”, in the language spoken here; the same two in every language."""
    number = int.from_bytes(sha256(secret.encode()).digest())
    firsts, seconds = _firsts(), _seconds()
    number, first = divmod(number, len(firsts))
    return f"{firsts[first]} · {seconds[number % len(seconds)]}"


def pairs_for_guest(secret: str) -> tuple[str, ...]:
    """The pair in her language; where the counter speaks another, as the counter shows it too."""
    hers = pair(secret)
    with texts.speaking(texts.spoken()):
        ours = pair(secret)
    return (hers,) if hers == ours else (hers, f"({ours})")


def _firsts() -> tuple[str, ...]:
    return (
        _("red"), _("blue"), _("green"), _("yellow"), _("white"), _("black"), _("pink"),
        _("purple"), _("orange"), _("golden"), _("silver"), _("brown"), _("happy"), _("sleepy"),
        _("quick"), _("quiet"), _("brave"), _("lucky"), _("gentle"), _("sunny"), _("round"),
        _("tiny"), _("warm"), _("cool"), _("soft"), _("shiny"), _("proud"), _("funny"),
        _("friendly"), _("curious"), _("clever"), _("calm"),
    )  # fmt: skip


def _seconds() -> tuple[str, ...]:
    return (
        _("apple"), _("banana"), _("mango"), _("peach"), _("lemon"), _("grape"), _("melon"),
        _("cherry"), _("coconut"), _("pear"), _("cat"), _("dog"), _("rabbit"), _("panda"),
        _("tiger"), _("lion"), _("elephant"), _("monkey"), _("pony"), _("bear"), _("duck"),
        _("fish"), _("bird"), _("whale"), _("star"), _("moon"), _("sun"), _("cloud"), _("tree"),
        _("flower"), _("boat"), _("umbrella"),
    )  # fmt: skip
