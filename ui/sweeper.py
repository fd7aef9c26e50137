"""Python frees objects that hold one another in whichever thread happens to notice them; those of
Qt may only be freed in the thread of the screens."""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY = 200
"""Milliseconds."""


class Sweeper(QObject):
    """As long as the program runs, only the thread that made this frees rings of objects."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.sweep)
        self._timer.start()

    @Slot()
    def sweep(self) -> None:
        """Free the oldest generation that is full, by Python's own measures."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
