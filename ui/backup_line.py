"""One line on Today: when the last backup was made and tested; red when it is too old."""

from shopfans.domain.topics import Topic
from shopfans.services.backups import backing_up
from shopfans.texts.backups import state_text
from shopfans.texts.formats import joined
from ui.desk import Desk
from ui.widgets.pieces import Elided, set_tone


class BackupLine(Elided):
    def __init__(self, desk: Desk) -> None:
        super().__init__("small")
        self._desk = desk
        desk.changes.happened.connect(self._hear)
        desk.backups.told.connect(self.refresh)

    def refresh(self) -> None:
        """As it stands now, with what is in the way if something is."""
        words, tone = state_text(backing_up.state(self._desk.shop), self._desk.terms.zone)
        problem = self._desk.backups.problem
        if problem is not None:
            words, tone = joined(words, self._desk.words(problem)), tone or "warn"
        self.setText(words)
        self.setObjectName({"bad": "error", "warn": "strong"}.get(tone, "small"))
        set_tone(self, "tone", tone)

    def _hear(self, topics: frozenset[Topic]) -> None:
        if Topic.BACKUPS in topics:
            self.refresh()
