"""The second place: where a sealed copy of each backup goes, and the passphrase that opens it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QVBoxLayout, QWidget

from shopfans.domain.errors import SecondPlaceAway, ShopError, WeakPassphrase
from shopfans.services.backups import second_place
from shopfans.services.backups.second_place import SecondPlace
from shopfans.texts import _
from ui import theme
from ui.background import Job, Progress
from ui.desk import Desk
from ui.preferences import documents_folder
from ui.widgets.field import Field, beside
from ui.widgets.pieces import Elided, button, column, label, row


class PlaceForm(QFrame):
    sheet_wanted = Signal()
    """The owner wants the recovery sheet on paper."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._place: SecondPlace | None = None
        self._job: Job | None = None
        self._is_changing = False
        self.heading, self.lead = label("heading"), label("muted", wraps=True)
        self.where, self.hint_said = Elided("strong"), label("small", wraps=True)
        self.warning, self.told = label("strong", wraps=True), label("good", wraps=True)
        self.folder, self.passphrase, self.again, self.hint = Field(), Field(), Field(), Field()
        self.browse = button("", self._browse, takes_focus=True)
        self.use = button("primary", self._use, takes_focus=True)
        self.keep = button("", self._show, takes_focus=True)
        self.other = button("", self._open_form, takes_focus=True)
        self.sheet = button("primary", self.sheet_wanted.emit, takes_focus=True)
        self._chosen, self._form = QWidget(), QWidget()
        self._build()

    def refresh(self) -> None:
        self._place = second_place.read(self._desk.shop.path)
        if self._job is None and not self._is_changing:
            self._show()

    def retranslate(self) -> None:
        self.heading.setText(_("Second place"))
        self.lead.setText(
            _(
                "If this computer breaks, burns or is stolen, only what lies elsewhere is left. "
                "Choose a folder on a stick or another disk: each backup goes there too, sealed so "
                "that nobody else can read it."
            )
        )
        self.folder.name(_("Folder"), _("on a stick or another disk"))
        self.passphrase.name(_("Passphrase"), _("at least 12 characters, several words"))
        self.again.name(_("The passphrase again"))
        self.hint.name(_("A hint for yourself"), _("printed on the recovery sheet"))
        self.browse.setText(_("Browse…"))
        self.use.setText(_("Use this place"))
        self.keep.setText(_("Cancel"))
        self.other.setText(_("Another place…"))
        self.sheet.setText(_("Recovery sheet…"))
        self.sheet.setIcon(theme.icon("printer", theme.look().on_accent))
        self.told.setText(
            _(
                "Each backup goes there too from now on. Print the recovery sheet now and keep it "
                "at home: it says what is needed once this computer is gone."
            )
        )
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.told.hide()

    def clear(self) -> None:
        """No passphrase stays behind in a field."""
        for field in (self.passphrase, self.again):
            field.clear()

    def _show(self) -> None:
        place, self._is_changing = self._place, False
        self.clear()
        self._chosen.setVisible(place is not None)
        self._form.setVisible(place is None)
        self.keep.setVisible(place is not None)
        self.warning.setVisible(place is not None)
        if place is None:
            return
        self.where.setText(str(place.folder))
        self.hint_said.setText(_("Hint: {hint}").format(hint=place.hint) if place.hint else "")
        self.hint_said.setVisible(bool(place.hint))
        self.warning.setText(self._warning(place))
        self.warning.setVisible(bool(self.warning.text()))

    def _warning(self, place: SecondPlace) -> str:
        if not place.is_there:
            return self._desk.words(SecondPlaceAway(place.folder))
        if second_place.is_on_the_same_disk(self._desk.shop.path, place.folder):
            return _(
                "This is the same disk: it helps only if the folder is synchronized elsewhere."
            )
        return ""

    def _open_form(self) -> None:
        self._is_changing = True
        self.told.hide()
        self._chosen.hide()
        self.warning.hide()
        self._form.show()
        self.folder.setFocus()

    def _browse(self) -> None:
        begin = self.folder.text() or str(documents_folder())
        chosen = QFileDialog.getExistingDirectory(self, _("Second place"), begin)
        if chosen:
            self.folder.edit.setText(chosen)
            self.folder.forgive()
            self.passphrase.setFocus()

    def _use(self) -> None:
        if self._job is not None:
            return
        if not self.folder.text().strip():
            self.folder.refuse(_("Say which folder."))
            return
        if self.passphrase.text() != self.again.text():
            self.again.refuse(_("The two differ."))
            return
        self.use.setEnabled(False)
        folder = Path(self.folder.text().strip()).expanduser()
        self._job = Job(
            partial(_choose, self._desk, folder, self.passphrase.text(), self.hint.text())
        )
        self._job.finished.connect(self._finish)
        self._job.refused.connect(self._refuse)
        self._job.start()

    def _finish(self, place: SecondPlace) -> None:
        self._job, self._place = None, place
        self.use.setEnabled(True)
        self._show()
        self.told.show()
        self.sheet.setFocus()

    def _refuse(self, problem: ShopError) -> None:
        self._job = None
        self.use.setEnabled(True)
        field = self.passphrase if isinstance(problem, WeakPassphrase) else self.folder
        field.refuse(self._desk.words(problem))

    def _build(self) -> None:
        for field in (self.passphrase, self.again):
            field.edit.setEchoMode(QLineEdit.EchoMode.Password)
        for field in (self.folder, self.passphrase, self.again, self.hint):
            field.edit.returnPressed.connect(self._use)
        self.told.hide()
        self.sheet.setAutoDefault(True)
        self.warning.setProperty("tone", "warn")
        where = row(gap=10)
        where.addWidget(self.folder, 1)
        where.addLayout(beside(self.browse))
        self._form.setLayout(
            column(
                where, self.passphrase, self.again, self.hint,
                row(self.use, self.keep, None), gap=10,
            )
        )  # fmt: skip
        self._chosen.setLayout(
            column(self.where, self.hint_said, self.told, row(self.sheet, self.other, None), gap=10)
        )
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 16, 18, 18)
        inside.setSpacing(10)
        for part in (self.heading, self.lead, self.warning, self._chosen, self._form):
            inside.addWidget(part)
        inside.addStretch(1)


def _choose(desk: Desk, folder: Path, passphrase: str, hint: str, _: Progress) -> SecondPlace:
    return second_place.choose(
        desk.shop, by=desk.by, folder=folder, passphrase=passphrase, hint=hint
    )
