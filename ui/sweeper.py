"""Python frees objects that hold one another in whichever thread happens to notice them; those of
Qt may only be freed in the thread of the screens."""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY = 200
"""Milliseconds."""

_A_QUARTER = 4
"""Of what is put aside must be new before all that is new is looked through, as Python has it."""


class Sweeper(QObject):
    """As long as the program runs, only the thread that made this frees rings of objects.

    What was looked through once is put aside: to look through all of it takes a tenth of a second,
    in which the window stands still. That is for `sweep_well`: when the window locks and when
    another day begins.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.sweep)
        self._timer.start()

    @Slot()
    def sweep(self) -> None:
        """Free the oldest generation that is full, by Python's own measures."""
        for generation in (1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                if generation and _is_much_new():
                    gc.collect()
                    gc.freeze()
                else:
                    gc.collect(generation)
                return


def put_aside() -> None:
    """What is there now stays for long, as a place does and what was imported for it."""
    gc.freeze()


def sweep_well() -> None:
    """Look through everything: when nobody is at work."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _is_much_new() -> bool:
    return len(gc.get_objects(generation=2)) * _A_QUARTER > gc.get_freeze_count()
