"""What the page of a list from Excel asks of one kind of list: members, goods, past sales."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from shopfans.services.bringing.batches import Brought
from shopfans.services.bringing.columns import Columns, Sheet
from ui.background import Progress
from ui.widgets.sheet_columns import SheetColumns


class Trial(Protocol):
    """What becomes of the rows of a list."""

    @property
    def sheet(self) -> Sheet[Any]: ...

    def left_out(self) -> Sequence[object]: ...


class Kind(Protocol):
    """Its words, and its use cases, which raise what those of the services raise."""

    columns: SheetColumns[Any]
    trial: Any
    """A widget that shows a trial run: `show_trial`, `trial`, `retranslate`."""

    def title(self) -> str: ...

    def lead(self) -> str:
        """What the file should be like."""

    def count(self, trial: Any) -> int:
        """How many come in."""

    def press_text(self, count: int) -> str:
        """What the key says that writes so many."""

    def brought_text(self, count: int) -> str: ...

    def taken_back_text(self, count: int) -> str: ...

    def imports(self) -> list[Brought]:
        """What can be taken back, the last first."""

    def read(self, path: Path, progress: Progress) -> Sheet[Any]: ...

    def try_out(self, sheet: Any, columns: Columns[Any], progress: Progress) -> Trial: ...

    def writing(self, trial: Any, request: str) -> Callable[[Progress], None]:
        """The work that writes it all; asked for on the event loop, done elsewhere."""

    def undo(self, batch: int, request: str, progress: Progress) -> int:
        """Returns how many are taken back."""

    def write_refused(self, path: Path, trial: Any) -> None: ...
