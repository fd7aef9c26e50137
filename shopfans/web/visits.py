"""What came to the door lately: when, what, how often; never from where or by whom."""

from collections import deque
from collections.abc import Callable
from datetime import datetime
from enum import Enum
from threading import Lock
from typing import NamedTuple

MOST = 200
"""Lines that are kept, until the program ends."""


class What(Enum):
    OPENED = "opened"
    """A page was shown to a phone."""
    SENT = "sent"
    """A form was taken."""
    UNFINISHED = "unfinished"
    """A form came with a field wrong and was shown again."""
    WRONG_CODE = "wrong_code"
    WRONG_NAME = "wrong_name"
    """Another name than our address: a foreign page tries to reach us through her browser."""
    FOREIGN_FORM = "foreign_form"
    TOO_MANY = "too_many"
    """More than the limit of a minute."""
    CROWDED = "crowded"
    """More connections from one phone than any browser opens."""
    TOO_LARGE = "too_large"
    MALFORMED = "malformed"
    TROUBLE = "trouble"
    """The shop's file could not be read or written."""

    @property
    def is_refusal(self) -> bool:
        return self not in _WELCOME


_WELCOME = frozenset({What.OPENED, What.SENT, What.UNFINISHED})


class Visit(NamedTuple):
    """So many of a kind within one minute, the last of them at this time."""

    at: datetime
    what: What
    times: int


class Visits:
    """From any thread; never longer than MOST."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._lock = Lock()
        self._kept: deque[Visit] = deque(maxlen=MOST)
        self._last_phone: datetime | None = None

    def note(self, what: What) -> None:
        """One more of a kind."""
        at = self._now()
        with self._lock:
            if not what.is_refusal:
                self._last_phone = at
            for place, visit in enumerate(self._kept):
                if (at - visit.at).total_seconds() >= 60:
                    break
                if visit.what is what:
                    del self._kept[place]
                    self._kept.appendleft(Visit(at, what, visit.times + 1))
                    return
            self._kept.appendleft(Visit(at, what, 1))

    def newest_first(self) -> list[Visit]:
        with self._lock:
            return list(self._kept)

    @property
    def last_phone(self) -> datetime | None:
        """When a phone last saw one of the pages: nothing proves better that phones reach us."""
        return self._last_phone
