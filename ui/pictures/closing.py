"""The day close: counted, handed over, closed."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtWidgets import QWidget

from ui.closing.place import CLOSED, Closing
from ui.pictures.picture import Picture
from ui.workspace import CLOSING, COUNTER, Workspace


def day_close(space: Workspace, window: QWidget) -> Iterator[Picture]:
    """After the day's sales of the pictures before."""
    place = cast("Closing", space.go(CLOSING))
    yield "closing", window
    fields = list(place.counting.count.fields.values())
    for field, number in zip(fields, ("1", "0", "", "3", "", "12", "5"), strict=False):
        field.setText(number)
        field.textEdited.emit(number)
    place.counting.drawer.stays.edit.setText("100")
    yield "closing-counted", window
    place.counting.ask_who()
    yield "closing-hand-over", window
    place.step_back()
    place.counting.drawer.reason.edit.setText("找零")
    place.counting.go_on()
    yield "closing-closed", window
    place.turn_to(CLOSED)
    yield "closing-days", window
    space.go(COUNTER)
    yield "counter-closed", window
