"""Where the focus goes when what has it goes away: Qt would give it to the next field there is, and
select what is typed in that one."""

import shiboken6
from PySide6.QtWidgets import QWidget


class WhereOneWas:
    """The field one was in before something asked to be typed into."""

    def __init__(self) -> None:
        self._field: QWidget | None = None

    def remember(self, asking: QWidget) -> None:
        """The one that has the focus now in the window of what is going to ask."""
        self._field = asking.window().focusWidget()

    def go_back(self) -> bool:
        """Whether there was one, and it can still be seen: then it has the focus again."""
        field, self._field = self._field, None
        if field is None or not shiboken6.isValid(field) or not field.isVisible():
            return False
        field.setFocus()
        return True


def focus_again(part: QWidget, otherwise: QWidget) -> None:
    """The field of this part that had the focus last has it again, or another if that one cannot be
    seen."""
    field = part.focusWidget()
    (field if field is not None and field.isVisible() else otherwise).setFocus()


def has_focus_within(part: QWidget) -> bool:
    field = part.focusWidget()
    return field is not None and field.hasFocus()


def hide_alone(part: QWidget) -> None:
    """Hide it and pass its focus on to nothing: whoever does so says at once where that goes."""
    if has_focus_within(part):
        part.focusWidget().clearFocus()
    part.hide()
