"""What we know about a member: seen as a page, printed, or saved for her as a PDF or a file."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.knowledge import Section
from shopfans.domain.trails import What
from shopfans.services.members import knowing
from shopfans.texts import _, formats
from shopfans.texts.knowing import sections
from ui import theme
from ui.desk import Desk
from ui.members.taking_home import Put, TakingHome, Wanted
from ui.printing import document
from ui.widgets.pieces import button, label, panel, row

_PDF, _JSON = ".pdf", ".json"


class KnownPage(QWidget):
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._member: int | None = None
        self._parts: list[Section] = []
        self._said = ("", "")
        self.title = label("heading")
        self.back = button("quiet", self.closed.emit, takes_focus=True)
        self.page, self.taking = QTextBrowser(), TakingHome(desk, self._put)
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
        made = document.document(*self._said, self._parts, language=texts.language())
        made.setParent(self.page)
        self.page.setDocument(made)
        kinds = {_PDF: _("A PDF file"), _JSON: _("A file for other programs (JSON)")}
        self.taking.show_name(f"{terms.shop_name} {_('member')} {member}", kinds)
        self.taking.start.setFocus()

    def retranslate(self) -> None:
        self.title.setText(_("What we know about her"))
        self.back.setText(_("Back"))
        self.back.setIcon(theme.icon("arrow-left", theme.look().accent))
        self.back.setToolTip(_("Back (Esc)"))
        if self.isVisible() and self._member is not None:
            self.show_member(self._member)
        self.taking.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _put(self) -> Put:
        return partial(
            _put, self._desk.shop, self._member or 0, self._said, self._parts, texts.language()
        )

    def _build(self) -> None:
        card, inside = panel(gap=8)
        inside.addLayout(row(self.title, None, self.back))
        self.page.setObjectName("page")
        self.page.setStyleSheet("#page { background: white; border: 0; padding: 14px; }")
        self.page.setOpenLinks(False)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside.addWidget(self.page, 1)
        inside.addWidget(self.taking)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(card)


def _put(
    shop: Shop,
    member: int,
    said: tuple[str, str],
    parts: list[Section],
    language: str,
    wanted: Wanted,
) -> None:
    into = wanted.into(shop, What.KNOWN, member=member)
    if into is not None and wanted.kind == _JSON:
        with into as file:
            knowing.write_file(file, parts)
        return
    made: QTextDocument = document.document(*said, parts, language=language)
    document.deliver(made, said[0], printer=wanted.kind, into=into)
