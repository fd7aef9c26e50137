"""Backups: why one is made, when it is due, which are kept, and what its file is called."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from enum import Enum
from typing import NamedTuple

EVERY = timedelta(hours=24)
OLD = timedelta(hours=36)
"""A shop whose newest backup is older than this should worry."""
TESTED_EVERY = timedelta(days=7)
TEST_OLD = timedelta(days=10)

DAYS, WEEKS, MONTHS = 7, 4, 12
"""Of so many, the newest backup of each is kept."""
LONGEST = timedelta(days=366)
"""Nothing older is kept: a backup still knows who was forgotten since."""
BEFORE_FOR, MOST_BEFORE = timedelta(days=30), 10
"""How long, and how many, of those made before something that cannot be undone."""
LATELY, MOST_LATELY = timedelta(days=1), 5
"""The same for the others: should the newest be no good, the one before it is there."""

PLAIN, SEALED = ".shop", ".sealed"


class Why(Enum):
    DAY_CLOSE = "day_close"
    START = "start"
    """A day has passed since the last one."""
    IMPORT = "import"
    UNDO = "undo"
    """Before an import is taken back."""
    RESTORE = "restore"
    UPGRADE = "upgrade"
    HAND = "hand"


_BEFORE = frozenset({Why.IMPORT, Why.UNDO, Why.RESTORE, Why.UPGRADE})


class Rehearsal(NamedTuple):
    """What was found when a backup was restored into a folder of its own."""

    at: datetime
    members: int
    problems: int
    """Truths of the books that did not hold."""
    as_of: datetime
    """When the newest thing in it was done."""
    opens: bool = True

    @property
    def is_good(self) -> bool:
        return self.opens and not self.problems


class State(NamedTuple):
    """How a shop stands, should this computer be lost tonight."""

    newest: datetime | None
    tested: datetime | None
    """The last rehearsal, whatever came of it."""
    has_failed: bool
    """What was tested last could not be restored."""
    has_second_place: bool
    is_old: bool
    is_test_old: bool


class Stamp(NamedTuple):
    """What the name of a backup tells."""

    at: datetime
    """UTC, to the second."""
    why: Why
    number: int = 1
    """Of those made in the same second."""
    is_sealed: bool = False

    def file_name(self, stem: str) -> str:
        """Of the shop's file `stem.shop`."""
        more = f"-{self.number}" if self.number > 1 else ""
        end = SEALED if self.is_sealed else PLAIN
        return f"{stem}-{self.at:%Y%m%dT%H%M%SZ}-{self.why.value}{more}{end}"


def stamp_of(file_name: str, stem: str) -> Stamp | None:
    """The stamp that a backup of this shop has in its name; None for any other file."""
    found = _NAME.fullmatch(file_name.removeprefix(f"{stem}-"))
    if found is None or not file_name.startswith(f"{stem}-"):
        return None
    at, why, number, end = found.groups()
    try:
        return Stamp(
            datetime.strptime(at, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC),
            Why(why),
            int(number or 1),
            is_sealed=end == SEALED,
        )
    except ValueError:
        return None


_NAME = re.compile(r"(\d{8}T\d{6}Z)-([a-z_]+)(?:-(\d{1,4}))?(\.[a-z]+)")


def _order(one: Stamp) -> tuple[datetime, int, str, bool]:
    return one.at, one.number, one.why.value, one.is_sealed


def due(made: Iterable[datetime], *, now: datetime, closed: datetime | None) -> Why | None:
    """Why a backup is to be made now, if it is; `closed` is the moment of the last day close.

    What bears a date still to come was made under a wrong clock and counts for nothing.
    """
    newest = max((at for at in made if at <= now), default=None)
    if closed is not None and (newest is None or newest < closed.replace(microsecond=0)):
        return Why.DAY_CLOSE
    return Why.START if newest is None or now - newest >= EVERY else None


def state(
    made: Sequence[tuple[datetime, Rehearsal | None]], *, now: datetime, has_second_place: bool
) -> State:
    """Of all backups with what was found in each."""
    moments = [at for at, _found in made]
    tested = max((found for _at, found in made if found), default=None)
    newest = max(moments, default=None)
    waiting = tested.at if tested else min(moments, default=now)
    return State(
        newest,
        tested.at if tested else None,
        has_failed=tested is not None and not tested.is_good,
        has_second_place=has_second_place,
        is_old=newest is None or now - newest > OLD,
        is_test_old=now - waiting > TEST_OLD,
    )


def is_test_due(made: Iterable[Rehearsal | None], now: datetime) -> bool:
    """Whether none of these was tested within a week."""
    return all(found is None or now - found.at >= TESTED_EVERY for found in made)


def kept(made: Iterable[Stamp], zone: tzinfo) -> set[Stamp]:
    """Those that stay: the newest of each of the last seven days, four weeks and twelve months that
    have any; those of the last day; and for a month those made before an import, a restore or an
    upgrade."""
    newest_first = sorted(made, reverse=True, key=_order)
    if not newest_first:
        return set()
    newest = newest_first[0]
    stay: set[Stamp] = set()
    for most, period in ((DAYS, "%Y-%m-%d"), (WEEKS, "%G-%V"), (MONTHS, "%Y-%m")):
        firsts: dict[str, Stamp] = {}
        for one in newest_first:
            firsts.setdefault(one.at.astimezone(zone).strftime(period), one)
        stay |= set(list(firsts.values())[:most])
    before = [one for one in newest_first if one.why in _BEFORE]
    others = [one for one in newest_first if one.why not in _BEFORE]
    for some, most, length in ((before, MOST_BEFORE, BEFORE_FOR), (others, MOST_LATELY, LATELY)):
        stay |= {one for one in some[:most] if newest.at - one.at <= length}
    return {one for one in stay if newest.at - one.at <= LONGEST}
