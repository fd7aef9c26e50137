"""What an input method does, told as strokes of the keyboard behind it."""

from PySide6.QtGui import QInputMethodEvent

_MOST = 2
"""Letters that one stroke may add: some methods write what they guess at along with it. More is
handwriting, speech or a word from a list."""


class Composing:
    def __init__(self) -> None:
        self.letters = ""
        """What is being composed now, without the marks between syllables."""
        self._was_interrupted = False

    def interrupt(self) -> None:
        """It was asked to begin anew; not every input method does."""
        self._was_interrupted = True

    def hear(self, event: QInputMethodEvent) -> tuple[str, bool]:
        """What one stroke has written, or nothing; and whether that stroke was return or tab: it
        leaves the letters as they are instead of making words of them."""
        before, self.letters = self.letters, _bare(event.preeditString())
        commit, is_anew = event.commitString(), self._was_interrupted
        self._was_interrupted = False
        if is_anew and self.letters and not self.letters.startswith(before):
            before = ""
        if not commit:
            added = self.letters.removeprefix(before) if self.letters.startswith(before) else ""
            return (added if len(added) <= _MOST else ""), False
        if before and _bare(commit).casefold() == before.casefold():
            return "", True
        if before and not self.letters:
            return commit[-1], False  # one stroke chose the words
        return (commit if len(commit) == 1 else ""), False


def _bare(text: str) -> str:
    return text.replace("'", "").replace(" ", "")
