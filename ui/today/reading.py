"""Today's list as it is read in any thread: its lines, and all that is shown of those one sees."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain.sections import Section
from shopfans.services import settings
from shopfans.services.reminders import reminding
from shopfans.services.reminders.reminding import Reminder, TodayList
from ui.background import Progress
from ui.table import CHUNK
from ui.today.lines import Key, Shown, key_of, shown

MOST = 200
"""Lines a reason; nobody works through more in a day."""


class Read(NamedTuple):
    found: TodayList
    section: Section | None
    """None: all of them."""
    rows: dict[int, Shown]
    """Those around the lines that are seen, each by its place in the section."""


def read(
    shop: Shop, on: date, section: Section | None, seen: Collection[Key | None],
    progress: Progress = lambda done, total: None,
) -> Read:  # fmt: skip
    """The list for a day, with more rows than a screen holds around each of those that are `seen`.
    Raises what `progress` raises."""
    with shop.reading():
        found = reminding.today_list(shop, on=on, most=MOST, progress=progress)
        lines, terms = lines_of(found, section), settings.load(shop)
        places = place_of(seen, lines)
        rows: dict[int, Shown] = {}
        for start in {place - place % CHUNK for place in places}:
            rows |= enumerate(shown(shop, terms, on, lines[start : start + CHUNK]), start)
        return Read(found, section, rows)


def lines_of(found: TodayList | None, section: Section | None) -> list[Reminder]:
    """Those of a section."""
    every = found.reminders if found else []
    return [line for line in every if section is None or line.reason in section.reasons]


def place_of(keys: Collection[Key | None], lines: list[Reminder]) -> list[int]:
    """Where each of them stands; the beginning for those that are gone."""
    places = {key_of(line): place for place, line in enumerate(lines)}
    return [places.get(key, 0) if key else 0 for key in keys]
