"""A scanner is a keyboard that types very fast: its codes are caught wherever the focus is.

A stroke that could begin a scan waits until its successor, or a short silence, shows whether a hand
is at work, so nothing of a scan ever reaches a field, a button or a table. Meanwhile a field shows
it as it shows what is being composed. A hand loses nothing: its strokes go on in their order. The
price: a plain character cannot be a shortcut.

While an input method composes, it has the keys first. What it makes of a scan is told by its pace
too and taken back, but what was scanned may be lost in it; codes of ours are digits, which input
methods let pass. What cannot be caught: Alt with digits on the keypad, and what an input method
has made of a scan behind a stalled window, for it tells no time.
"""

import time
import unicodedata
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from shopfans.domain import scans
from ui.burst import Burst
from ui.composing import Composing
from ui.provisional import Provisional, has_selection
from ui.strokes import HELD_DOWN, copy, is_ending, is_full_width, is_plain, which

_HEARD = frozenset(
    {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease,
     QEvent.Type.InputMethod, QEvent.Type.MouseButtonPress}
)  # fmt: skip
"""Asked first: every event of the program comes by."""


class Scanner(QObject):
    """Hears every key before the focus does, by the time it was struck, not the time it arrives:
    what queued up behind a stalled window is still a hand's."""

    scanned = Signal(str)
    """The whole text, half-width, with its line ends; of one that is too long the beginning, still
    too long."""

    def __init__(self, app: QApplication, *, now: Callable[[], int] = time.monotonic_ns) -> None:
        super().__init__()
        self._app, self._now = app, now
        self._burst = Burst()
        self._waiting: list[tuple[QObject, QEvent]] = []
        self._down: set[int] = set()  # keys whose release belongs to a stroke that was taken
        self._let_go = (0, 0)  # the key released last, and when
        self._clock_ahead = 0
        self._is_passing_on = False
        self._silence = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._silence.timeout.connect(self._hear_silence)
        self._is_second_silence = False
        self._provisional = Provisional(app, self._send)
        self._composing = Composing()
        self._idle = QTimer(self, singleShot=True, interval=0)
        app.installEventFilter(self)

    def stop(self) -> None:
        self._app.removeEventFilter(self)
        self._silence.stop()
        self._provisional.take_back()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _HEARD:
            return False
        if self._is_passing_on:
            self._is_passing_on = False  # for this one event: what it sets off may wait for keys
            return False
        return self._hear(watched, event)

    # What is heard

    def _hear(self, watched: QObject, event: QEvent) -> bool:
        # A key comes twice, first to the window and then to the focus: only the first is heard.
        match event.type():
            case QEvent.Type.ShortcutOverride if watched.isWindowType():
                return self._hear_shortcut(event)
            case QEvent.Type.KeyPress if watched.isWindowType():
                return self._hear_press(watched, event)
            case QEvent.Type.KeyRelease if watched.isWindowType():
                return self._hear_release(watched, event)
            case QEvent.Type.InputMethod:
                return self._hear_input_method(watched, event)
            case QEvent.Type.MouseButtonPress if watched.isWindowType():
                self._settle()
        return False

    def _hear_shortcut(self, event: QEvent) -> bool:
        """Qt asks before each press whether it is a shortcut: for what is taken, it is none."""
        assert isinstance(event, QKeyEvent)
        if self._takes(event, self._struck_at(event)):
            event.accept()
            return True
        self._settle()
        return False

    def _hear_press(self, window: QObject, event: QEvent) -> bool:
        assert isinstance(event, QKeyEvent)
        at = self._struck_at(event)
        if not self._takes(event, at):
            self._settle()
            self._down.discard(which(event))
            return False
        if is_ending(event):
            self._down.add(which(event))
            self._end(at)
        elif event.key() in HELD_DOWN:
            self._wait(window, event)
        else:
            self._add(event.text(), at)
            self._wait(window, event)
            self._show_early()
        return True

    def _hear_release(self, window: QObject, event: QEvent) -> bool:
        assert isinstance(event, QKeyEvent)
        self._let_go = (which(event), self._struck_at(event))
        if which(event) not in self._down:
            return False
        if self._waiting:
            self._wait(window, event)
        if not event.isAutoRepeat():
            self._down.discard(which(event))
        return True

    def _hear_input_method(self, focus: QObject, event: QEvent) -> bool:
        """In full-width mode digits come from here; letters begin a composition, which is seen at
        once, as it would be without a scanner."""
        assert isinstance(event, QInputMethodEvent)
        commit, at = event.commitString(), self._struck_at(event)
        stroke, leaves_letters = self._composing.hear(event)
        goes_on = self._burst.goes_on(at)
        if not (commit or event.preeditString()):
            return False
        if leaves_letters and self._burst.ends_scan(at):
            self._end(at)
            return True
        if not stroke or (commit and not goes_on and not is_full_width(commit)):
            self._settle()
            return False
        self._add_composed(stroke, at)
        if self._burst.allows_reset and event.preeditString():
            self._stop_composing(focus)
        elif not (commit or self._waiting or self._burst.is_beyond_a_roll or has_selection(focus)):
            return False
        self._wait(focus, event)
        self._show_early()
        return True

    def _hear_silence(self) -> None:
        """Two short silences are one: after a stall, what has queued up is heard in between."""
        if self._is_second_silence:
            self._settle()
        else:
            self._is_second_silence = True
            self._silence.start()

    # What is made of it

    def _takes(self, event: QKeyEvent, at: int) -> bool:
        goes_on = self._burst.goes_on(at)
        if not goes_on and (event.isAutoRepeat() or self._let_go == (which(event), at)):
            # Held down: under X11 it is released and struck at one moment, which Qt may not notice.
            return False
        if is_ending(event):
            return self._burst.ends_scan(at)
        if event.key() in HELD_DOWN:
            return goes_on
        if is_plain(event):
            return True
        # the separators inside some codes come as Ctrl with a key
        return bool(event.text()) and goes_on and self._burst.is_beyond_a_roll

    def _add_composed(self, text: str, at: int) -> None:
        """Until the program has been idle once, this may have queued up behind a stall."""
        if not self._burst.goes_on(at):
            self._settle()
            self._burst = Burst(is_composed=not is_full_width(text))
            self._idle.start()
        self._burst.add(text, at)
        if self._burst.is_composed and self._idle.isActive():
            self._burst.doubtful = len(self._burst.text)

    def _stop_composing(self, focus: QObject) -> None:
        """What follows comes as keys again, the ending too."""
        QGuiApplication.inputMethod().reset()
        self._send(focus, QInputMethodEvent())
        self._composing.interrupt()

    def _show_early(self) -> None:
        """One key or a few may be a hand's."""
        if self._burst.is_beyond_a_roll or self._burst.is_tail:
            self._provisional.take_back()
        elif not (self._burst.is_composed or self._composing.letters):
            self._provisional.show(self._burst.text)

    def _add(self, text: str, at: int) -> None:
        if not self._burst.goes_on(at):
            self._settle()
        self._burst.add(text, at)

    def _wait(self, target: QObject, event: QKeyEvent | QInputMethodEvent) -> None:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._down.add(which(event))
        if self._burst.is_no_hand:
            self._waiting.clear()  # nobody wants it back
        else:
            self._waiting.append((target, copy(event)))
        self._listen_on()

    def _listen_on(self) -> None:
        self._is_second_silence = False
        self._silence.start(self._burst.patience * 3 // 5)

    def _end(self, at: int) -> None:
        if self._burst.has_more_lines:
            self._burst.add_line_end(at)
            self._listen_on()
            return
        is_a_scan = self._burst.stands_alone or not self._burst.is_tail
        text = self._burst.text if is_a_scan else ""
        self._take_away()
        self._burst = Burst(last=at, is_tail=True)
        self._tell(text)

    def _settle(self) -> None:
        """No ending came: what waited goes on to where it was struck, unless it is a whole scan."""
        burst = self._burst
        if burst.stands_alone:
            self._take_away()
            self._tell(burst.text)
        elif burst.is_tail and burst.is_beyond_a_roll:
            self._take_away()
        elif burst.is_open:
            self._pass_on()

    def _take_away(self) -> None:
        """Nothing of it stays anywhere."""
        focus = self._app.focusWidget()
        if self._burst.is_composed and focus is not None:
            self._stop_composing(focus)
        self._drop()

    def _drop(self) -> None:
        self._provisional.take_back()
        self._burst = Burst()
        self._waiting = []
        self._silence.stop()

    def _pass_on(self) -> None:
        """It was a quick hand: everything goes on in its order."""
        waiting = self._waiting
        self._drop()
        self._down.clear()
        for target, event in waiting:
            self._send(target, event)

    def _send(self, target: QObject, event: QEvent) -> None:
        """Past ourselves."""
        if shiboken6.isValid(target):
            self._is_passing_on = True
            self._app.sendEvent(target, event)
            self._is_passing_on = False

    def _tell(self, text: str) -> None:
        plain = unicodedata.normalize("NFKC", text).strip()
        if plain:
            self.scanned.emit(plain[: scans.longest(plain) + 1])

    def _struck_at(self, event: QEvent) -> int:
        """Milliseconds of the keyboard's clock. An input method and some remote controls tell no
        time: for them it is the time of arrival."""
        arrived = self._now() // 1_000_000
        struck = event.timestamp() if isinstance(event, QKeyEvent) else 0
        if struck:
            self._clock_ahead = struck - arrived
        return arrived + self._clock_ahead
