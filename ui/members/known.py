"""What we know about a member: seen as a page, printed, or saved for her as a PDF or a file."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QTextDocument
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QComboBox, QTextBrowser, QVBoxLayout, QWidget

from shopfans import texts
from shopfans.domain.errors import ShopError
from shopfans.domain.knowledge import Section
from shopfans.services import knowing
from shopfans.services.exporting.files import whole_or_none
from shopfans.texts import _, formats
from shopfans.texts.knowing import sections
from ui import theme
from ui.background import Job, Progress
from ui.desk import Desk
from ui.preferences import documents_folder
from ui.printing import document
from ui.widgets.field import Field
from ui.widgets.pieces import Elided, button, label, panel, row

_PDF, _JSON = ".pdf", ".json"


class KnownPage(QWidget):
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._member: int | None = None
        self._parts: list[Section] = []
        self._said = ("", "")
        self._job: Job | None = None
        self._saved: Path | None = None
        self.title = label("heading")
        self.back = button("quiet", self.closed.emit, takes_focus=True)
        self.page = QTextBrowser()
        self.target, self.path = QComboBox(), Field()
        self.start = button("primary", self._go, takes_focus=True)
        self.told, self.open = Elided("good"), button("", self._open, takes_focus=True)
        self.problem = label("error", wraps=True)
        self._build()

    def show_member(self, member: int) -> None:
        """Read all of her. Raises UnknownMember or MemberErased."""
        known = knowing.known(self._desk.shop, by=self._desk.by, member=member)
        terms = self._desk.terms
        self._member = member
        self._parts = sections(known, terms)
        title = _("What we know about {name}").format(name=known.name)
        lead = _("{shop}, {time}. She may have it corrected, or be forgotten, whenever she asks.")
        at = formats.time_text(known.at, terms.zone)
        self._said = (title, lead.format(shop=terms.shop_name, time=at))
        self.page.setDocument(self._document(self.page))
        file = f"{terms.shop_name} {_('member')} {member}"
        self.path.edit.setText(str(documents_folder() / f"{file}{_PDF}"))
        self._offer()
        for part in (self.problem, self.open):
            part.hide()
        self.told.setText("")
        self.start.setFocus()

    def retranslate(self) -> None:
        self.title.setText(_("What we know about her"))
        self.back.setText(_("Back"))
        self.back.setIcon(theme.icon("arrow-left", theme.look().accent))
        self.back.setToolTip(_("Back (Esc)"))
        self.path.name(_("Save as"))
        self.target.setAccessibleName(_("Where to"))
        self.open.setText(_("Open"))
        if self.isVisible() and self._member is not None:
            self.show_member(self._member)
        self._show_target()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _document(self, parent: QWidget | None) -> QTextDocument:
        made = document.document(*self._said, self._parts, language=texts.language())
        made.setParent(parent)
        return made

    def _offer(self) -> None:
        self.target.clear()
        self.target.addItem(_("A PDF file"), _PDF)
        self.target.addItem(_("A file for other programs (JSON)"), _JSON)
        for printer in QPrinterInfo.availablePrinterNames():
            self.target.addItem(printer, printer)

    def _show_target(self) -> None:
        kind = self.target.currentData()
        is_file = kind in (_PDF, _JSON)
        self.path.setVisible(is_file)
        if is_file and self.path.text():
            self.path.edit.setText(str(Path(self.path.text()).with_suffix(kind)))
        self.start.setText(_("Save") if is_file else _("Print"))
        icon = "download-simple" if is_file else "printer"
        self.start.setIcon(theme.icon(icon, theme.look().on_accent))

    def _go(self) -> None:
        if self._job is not None:
            return
        self.problem.hide()
        kind = self.target.currentData()
        self._saved = Path(self.path.text().strip()).expanduser() if kind in (_PDF, _JSON) else None
        self._job = Job(
            partial(
                _put, self._said, self._parts, kind, self._saved, texts.language(),
                self._desk.shop.path,
            )
        )  # fmt: skip
        self._job.finished.connect(self._finish)
        self._job.refused.connect(self._refuse)
        self._job.start()

    def _finish(self, _answer: object) -> None:
        self._job = None
        if self._saved is not None:
            self.told.setText(_("Saved: {path}").format(path=self._saved))
        else:
            self.told.setText(_("Sent to the printer."))
        self.open.setVisible(self._saved is not None)

    def _refuse(self, problem: ShopError) -> None:
        self._job = None
        self.problem.setText(self._desk.words(problem))
        self.problem.show()

    def _open(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved)))

    def _build(self) -> None:
        card, inside = panel(gap=8)
        inside.addLayout(row(self.title, None, self.back))
        self.page.setObjectName("page")
        self.page.setStyleSheet("#page { background: white; border: 0; padding: 14px; }")
        self.page.setOpenLinks(False)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside.addWidget(self.page, 1)
        inside.addWidget(self.problem)
        inside.addWidget(self.path)
        across = row(self.target, self.start, gap=10)
        across.addWidget(self.told, 1)
        across.addWidget(self.open)
        inside.addLayout(across)
        for part in (self.problem, self.open):
            part.hide()
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(card)
        self.target.currentIndexChanged.connect(self._show_target)


def _put(
    said: tuple[str, str],
    parts: list[Section],
    kind: str,
    path: Path | None,
    language: str,
    shop: Path,
    _progress: Progress,
) -> None:
    if path is not None and kind == _JSON:
        knowing.write_file(path, parts, never_over=shop)
        return
    made = document.document(*said, parts, language=language)
    if path is None:
        document.print_on(made, kind)
        return
    with whole_or_none(path, never_over=shop) as file:
        file.write(document.pdf(made, said[0]))
