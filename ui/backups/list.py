"""The backups that there are: when, why, where, how large, and whether each was tested."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelection, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout

from shopfans.domain.backups import Rehearsal
from shopfans.domain.errors import ShopError, Stopped
from shopfans.services.backups import backing_up, rehearsing
from shopfans.services.backups.backing_up import Backup
from shopfans.texts import _
from shopfans.texts.backups import (
    made_text,
    size_text,
    state_text,
    test_text,
    tested_text,
    why_text,
)
from shopfans.texts.formats import joined, time_text
from ui import theme
from ui.background import Progress
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing
from ui.widgets.pieces import Elided, button, label, row, set_tone
from ui.widgets.working import Working


class BackupList(QFrame):
    restore_wanted = Signal(object)
    """The Path of the file that is to be looked into."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self.heading, self.state = label("heading"), label("strong", wraps=True)
        self.model: ListModel[Backup] = ListModel(_columns(desk.terms.zone))
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self.make = button("primary", self._make, takes_focus=True)
        self.test = button("", self._test, takes_focus=True)
        self.restore = button("", self._restore, takes_focus=True)
        self.from_file = button("", self._ask_file, takes_focus=True)
        self.detail = Elided("muted")
        self.working, self.told = Working(), label("said", wraps=True)
        self._build()

    def refresh(self) -> None:
        """Which there are now; the one that was chosen stays so."""
        before: Backup | None = self.view.chosen()
        path = self._desk.shop.path
        rows = sorted(
            (*backing_up.here(path), *backing_up.away(path)),
            key=lambda one: (one.stamp.at, one.stamp.number, not one.is_away),
            reverse=True,
        )
        self.model.show_rows(rows)
        at = next((n for n, one in enumerate(rows) if before and one.path == before.path), 0)
        self.view.setCurrentIndex(self.model.index(at, 0))
        self._offer()
        state = backing_up.state(self._desk.shop)
        problem = self._desk.backups.problem
        words, tone = state_text(state, self._desk.terms.zone)
        if problem is not None:
            words, tone = joined(words, self._desk.words(problem)), tone or "warn"
        self.state.setText(words)
        self.state.setObjectName("error" if tone == "bad" else "strong")
        set_tone(self.state, "tone", tone)

    def retranslate(self) -> None:
        self.heading.setText(_("Backups"))
        self.model.retitle(_columns(self._desk.terms.zone))
        self.listing.empty.say(
            "hard-drives",
            _("No backup yet"),
            _("The first one is made by itself within a minute, or now by you."),
        )
        self.make.setText(_("Make a backup now"))
        self.make.setIcon(theme.icon("hard-drives", theme.look().on_accent))
        self.test.setText(_("Test it"))
        self.restore.setText(_("Restore it…"))
        self.from_file.setText(_("Restore from a file…"))
        self.working.retranslate()
        self._say("")
        self.refresh()

    def _make(self) -> None:
        self._begin(partial(_back_up, self._desk))

    def _test(self) -> None:
        one: Backup | None = self.view.chosen()
        if one is not None:
            self._begin(partial(_rehearse, self._desk, one))

    def _begin(self, work: Callable[[Progress], object]) -> None:
        if self.working.is_running:
            return
        self._say("")
        self.working.start(work, (self.make, self.test, self.restore, self.from_file))

    def _finish(self, found: object) -> None:
        zone = self._desk.terms.zone
        if isinstance(found, Backup):
            self._say(made_text(found.stamp.at, found.test, zone))
        elif isinstance(found, Rehearsal):
            self._say(test_text(found, zone))
        self.refresh()
        if isinstance(found, Backup):
            self.view.setCurrentIndex(self.model.index(0, 0))
        (self.make if isinstance(found, Backup) else self.test).setFocus()

    def _refuse(self, problem: ShopError) -> None:
        self.refresh()
        self._say(self._desk.words(problem), is_bad=not isinstance(problem, Stopped))

    def _say(self, words: str, *, is_bad: bool = False) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))
        set_tone(self.told, "tone", "bad" if is_bad else "")

    def _restore(self) -> None:
        one: Backup | None = self.view.chosen()
        if one is not None:
            self.restore_wanted.emit(one.path)

    def _ask_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Restore from a file"), "", f"{_('Backups')} (*.shop *.sealed)"
        )
        if chosen:
            self.restore_wanted.emit(Path(chosen))

    def _offer(self) -> None:
        one: Backup | None = self.view.chosen()
        has_one = one is not None and not self.working.is_running
        test = one.test if one is not None else None
        words = test_text(test, self._desk.terms.zone) if test else ""
        self.detail.setText("" if words == self.told.text() else words)
        self.test.setEnabled(has_one)
        self.restore.setEnabled(has_one)

    def _build(self) -> None:
        self.view.set_widths(150, 140, 120, 86, 230)
        self.view.verticalHeader().setDefaultSectionSize(40)
        self.working.finished.connect(self._finish)
        self.working.refused.connect(self._refuse)
        self.view.selectionModel().selectionChanged.connect(self._select)
        self._desk.backups.told.connect(self.refresh)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(10)
        inside.addLayout(row(self.heading, None, self.make))
        inside.addWidget(self.state)
        inside.addWidget(self.listing, 1)
        inside.addWidget(self.detail)
        inside.addWidget(self.working)
        inside.addWidget(self.told)
        inside.addLayout(row(self.test, self.restore, None, self.from_file))

    def _select(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self._offer()


def _columns(zone: str) -> list[Column[Backup]]:
    return [
        Column(_("When"), lambda one: time_text(one.stamp.at, zone)),
        Column(_("Why"), lambda one: why_text(one.stamp.why)),
        Column(_("Where"), lambda one: _("second place") if one.is_away else _("this computer")),
        Column(_("File size"), lambda one: size_text(one.size), is_number=True),
        Column(
            _("Tested"),
            lambda one: tested_text(one.test, zone),
            stretches=True,
            ink=_ink,
        ),
    ]


def _ink(one: Backup) -> str | None:
    if one.test is None:
        return theme.look().muted
    return theme.look().good if one.test.is_good else theme.look().bad


def _back_up(desk: Desk, progress: Progress) -> Backup:
    return backing_up.back_up(desk.shop, by=desk.by, progress=progress)


def _rehearse(desk: Desk, one: Backup, progress: Progress) -> Rehearsal:
    return rehearsing.rehearse(desk.shop, one, progress)
