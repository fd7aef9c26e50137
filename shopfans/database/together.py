"""Commands that several threads bring at the same moment, stored by one of them with one flush."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Condition

from shopfans.domain.topics import Topic


@dataclass(eq=False, slots=True)
class Errand:
    """What one thread wants done, and what came of it."""

    work: Callable[[], None]
    topics: frozenset[Topic]
    is_seen_to: bool = False
    is_stored: bool = False


class Together:
    """While one thread stores, those that come meanwhile gather, and the next one stores for all.

    `store` does the work of each in one transaction; if it raises, nothing was done.
    """

    def __init__(self, store: Callable[[Sequence[Errand]], None]) -> None:
        self._store = store
        self._changed = Condition()
        self._gathered: list[Errand] = []
        self._is_storing = False

    def do(self, errand: Errand) -> None:
        """Returns once it is safely stored; raises what its own work raises. Where one is refused,
        each of those gathered with it is stored alone."""
        gathered = self._to_lead(errand)
        if gathered:
            self._lead(gathered)
        if not errand.is_stored:
            self._store([errand])

    def _to_lead(self, errand: Errand) -> Sequence[Errand]:
        """Those to store for, itself among them; none if another thread has seen to it."""
        with self._changed:
            self._gathered.append(errand)
            self._changed.wait_for(lambda: errand.is_seen_to or not self._is_storing)
            if errand.is_seen_to:
                return ()
            self._is_storing = True
            gathered, self._gathered = self._gathered, []
            return gathered

    def _lead(self, gathered: Sequence[Errand]) -> None:
        is_stored = False
        try:
            self._store(gathered)
            is_stored = True
        except Exception:
            if len(gathered) == 1:
                raise
        finally:
            with self._changed:
                for errand in gathered:
                    errand.is_seen_to, errand.is_stored = True, is_stored
                self._is_storing = False
                self._changed.notify_all()
