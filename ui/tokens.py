"""The design's colours and measures: one place for both looks."""

from typing import NamedTuple


class Look(NamedTuple):
    is_dark: bool
    ground: str
    surface: str
    raised: str
    line: str
    strong_line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_hover: str
    accent_soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    card_from: str
    card_to: str


LIGHT = Look(
    is_dark=False,
    ground="#f3f5f8",
    surface="#ffffff",
    raised="#f8fafc",
    line="#e2e6ec",
    strong_line="#8b95a5",
    text="#18212f",
    muted="#5b6678",
    accent="#1b66e5",
    on_accent="#ffffff",
    accent_hover="#1557c8",
    accent_soft="#e6effd",
    good="#13684a",
    good_soft="#e0f3ea",
    warn="#8a5300",
    warn_soft="#fdf0d9",
    bad="#b3261e",
    bad_soft="#fdeceb",
    card_from="#1b2f52",
    card_to="#1f6f8b",
)

DARK = Look(
    is_dark=True,
    ground="#10141b",
    surface="#19202a",
    raised="#202936",
    line="#2c3644",
    strong_line="#6f7c8f",
    text="#edf1f6",
    muted="#a3aebd",
    accent="#6ea8ff",
    on_accent="#0b1524",
    accent_hover="#8dbbff",
    accent_soft="#1c3052",
    good="#6fd6ad",
    good_soft="#15352a",
    warn="#f2c069",
    warn_soft="#3a2c12",
    bad="#ff9b93",
    bad_soft="#43201e",
    card_from="#24436b",
    card_to="#2a7f97",
)

RADIUS = 10
CONTROL = 42
"""Height of a field or button in pixels: a finger hits it."""
GAP = 16
EDGE = 24
NAV = 88
"""Width of the strip of places."""

_LATIN = ("Noto Sans", "Segoe UI", "SF Pro Text", "Helvetica Neue")
_SIMPLIFIED = ("Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei UI", "PingFang SC")
_TRADITIONAL = ("Noto Sans CJK TC", "Noto Sans TC", "Microsoft JhengHei UI", "PingFang TC")


def families(language: str) -> list[str]:
    """Latin first, so that digits line up; then Chinese as the language writes it."""
    if language == "zh_TW":
        return [*_LATIN, *_TRADITIONAL, *_SIMPLIFIED]
    return [*_LATIN, *_SIMPLIFIED, *_TRADITIONAL]
