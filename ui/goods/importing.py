"""Goods from a spreadsheet: what would become of each row, then one press that writes it all."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.domain.errors import ShopError
from shopfans.domain.sheet_rows import Fate
from shopfans.domain.terms import Terms
from shopfans.services.goods import stocking
from shopfans.services.goods.pricing import GoodOnSale
from shopfans.services.goods.stocking import Trial, TrialRow
from shopfans.texts import _, formats, messages, ngettext
from shopfans.texts.sheet_rows import FATE_TONES, fate_count, fate_word, rows_text
from ui import theme
from ui.background import Job, Progress
from ui.desk import Desk
from ui.goods.table import heading, text_of
from ui.table import Column, ListModel, ListView
from ui.widgets.chips import Chips
from ui.widgets.empty import Listing
from ui.widgets.pieces import Elided, button, label, row


class Importing(QFrame):
    """Shown in place of the list until it is done or left."""

    imported = Signal(int)
    """So many goods are new or changed."""
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._job: Job | None = None
        self._path = Path()
        self.trial = Trial(())
        self.heading, self.file = label("heading"), Elided("muted")
        self.chips, self.problem = Chips(), label("error", wraps=True)
        self.unread = label("muted", wraps=True)
        self.model: ListModel[TrialRow] = ListModel(_columns(desk.terms))
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self.go_on = button("primary", self._take, takes_focus=True)
        self.leave = button("", self._leave, takes_focus=True)
        self.bar, self.at_work = QProgressBar(), QWidget()
        self._build()

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def begin(self, path: Path) -> None:
        """Try this file out; nothing is written."""
        self._path, self.trial = path, Trial(())
        self.file.setText(path.name)
        self._present(self.trial)
        self._start(partial(_try_out, self._desk, path), self._present)

    def retranslate(self) -> None:
        self.heading.setText(_("Import from Excel"))
        self.leave.setText(_("Cancel"))
        self.model.retitle(_columns(self._desk.terms))
        self.listing.empty.say("table", _("Nothing to show"))
        self._show_trial(self.trial)

    def stop(self) -> None:
        """Nobody waits for it any more."""
        if self._job is not None:
            self._job.cancel()

    def _build(self) -> None:
        self.bar.setTextVisible(False)
        self.at_work.setLayout(row(self.bar))
        self.at_work.hide()
        self.view.set_widths(70, 220, 110, 520)
        self.view.verticalHeader().setDefaultSectionSize(38)
        self.chips.chosen.connect(self._show_rows)
        head = row(self.heading, gap=14)
        head.addWidget(self.file, 1)
        foot = row(gap=14)
        foot.addWidget(self.problem, 1)
        foot.addWidget(self.at_work, 1)
        foot.addWidget(self.leave)
        foot.addWidget(self.go_on)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 16, 18, 16)
        inside.setSpacing(10)
        inside.addLayout(head)
        inside.addWidget(self.chips)
        inside.addWidget(self.unread)
        inside.addWidget(self.listing, 1)
        inside.addLayout(foot)

    def _present(self, trial: Trial) -> None:
        """What came of it, with the focus on what is to be done now."""
        self._show_trial(trial)
        (self.go_on if trial.to_write() else self.leave).setFocus()

    def _show_trial(self, trial: Trial) -> None:
        self._work(is_running=False)
        self.trial = trial
        counts = trial.counts()
        choices: list[tuple[Fate | None, str]] = [(None, rows_text(len(trial.rows)))]
        choices += [(fate, fate_count(fate, counts[fate])) for fate in Fate if counts[fate]]
        self.chips.show_choices(choices, None)
        left_out = formats.list_text(trial.unread)
        self.unread.setText(_("Columns left out: {columns}").format(columns=left_out))
        self.unread.setVisible(bool(left_out))
        writing = len(trial.to_write())
        words = ngettext("Import {n} item", "Import {n} items", writing)
        self.go_on.setText(words.format(n=formats.count_text(writing)))
        self.go_on.setEnabled(writing > 0)
        if trial.rows and not writing:
            self._say(_("There is nothing to import."), is_bad=False)
        elif counts[Fate.REFUSED]:
            left_out = ngettext(
                "{n} row will be left out.", "{n} rows will be left out.", counts[Fate.REFUSED]
            )
            self._say(left_out.format(n=formats.count_text(counts[Fate.REFUSED])), is_bad=True)
        else:
            self._say("", is_bad=False)
        self._show_rows(None)

    def _show_rows(self, fate: Fate | None) -> None:
        self.model.show_rows([row for row in self.trial.rows if fate in {None, row.fate}])

    def _say(self, words: str, *, is_bad: bool) -> None:
        self.problem.setObjectName("error" if is_bad else "muted")
        self.problem.setText(words)
        self.problem.style().unpolish(self.problem)
        self.problem.style().polish(self.problem)

    def _take(self) -> None:
        if not self.is_running:
            work = partial(_take_over, self._desk, self.trial, new_request())
            self._start(work, self._finish)

    def _start(self, work: Callable[[Progress], object], then: Callable[..., None]) -> None:
        self._job = Job(work)
        self._job.progressed.connect(self._show_progress)
        self._job.finished.connect(then)
        self._job.refused.connect(self._refuse)
        self._work(is_running=True)
        self._job.start()

    def _finish(self, count: int) -> None:
        self._work(is_running=False)
        self.imported.emit(count)

    def _refuse(self, problem: ShopError) -> None:
        self._work(is_running=False)
        self._say(self._desk.words(problem), is_bad=True)
        self.leave.setFocus()

    def _leave(self) -> None:
        """Stop what is running; else go back to the list."""
        if self._job is not None:
            self._job.cancel()
        else:
            self.left.emit()

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)

    def _work(self, *, is_running: bool) -> None:
        if not is_running:
            self._job = None
        self._show_progress(0, 1)
        self.at_work.setVisible(is_running)
        self.problem.setVisible(not is_running)
        self.go_on.setEnabled(not is_running and bool(self.trial.to_write()))


def _try_out(desk: Desk, path: Path, progress: Progress) -> Trial:
    return stocking.try_out(desk.shop, by=desk.by, path=path, progress=progress)


def _take_over(desk: Desk, trial: Trial, request: str, progress: Progress) -> int:
    stocking.take_over(desk.shop, by=desk.by, trial=trial, request=request, progress=progress)
    return len(trial.to_write())


def _columns(terms: Terms) -> list[Column[TrialRow]]:
    return [
        Column(_("Row"), lambda row: formats.count_text(row.number), is_number=True),
        Column(_("Item"), lambda row: row.name or "–"),
        Column(
            _("Becomes"),
            lambda row: fate_word(row.fate),
            tone=lambda row: FATE_TONES.get(row.fate),
            ink=lambda row: theme.look().muted,
        ),
        Column(
            _("Details"),
            lambda row: _what(row, terms),
            ink=lambda row: theme.look().bad if row.problem else None,
            stretches=True,
        ),
    ]


def _what(row: TrialRow, terms: Terms) -> str:
    """Why a row is refused, what it changes, or what the new good is like."""
    if row.problem is not None:
        return messages.message(row.problem, terms)
    if row.details is None:
        return ""
    after = GoodOnSale(0, **row.details._asdict())
    if row.good is None:
        shown = [text_of(field, after, terms) for field in ("price", "category", "barcode")]
        return " · ".join(text for text in shown if text)
    return "; ".join(
        f"{heading(field)}: {text_of(field, row.good, terms) or '–'} → "
        f"{text_of(field, after, terms) or '–'}"
        for field in row.changes
    )
