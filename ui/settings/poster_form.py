"""The poster and the table cards on their way to a PDF or a printer."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.texts import _
from ui.coupons.label_preview import LabelPreview
from ui.coupons.paper import Paper
from ui.desk import Desk
from ui.printing.poster import POSTER, TABLE_CARDS, Invitation
from ui.widgets.pieces import label


class PosterForm(QFrame):
    """Shows what will be printed; there is nothing to print while the page is not served."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk, self._door = desk, desk.door
        self._printed = ""
        self.heading, self.lead = label("heading"), label("muted", wraps=True)
        self.paper, self.preview = Paper(desk, [POSTER, TABLE_CARDS]), LabelPreview()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 16, 18, 16)
        inside.setSpacing(10)
        for part in (self.heading, self.lead, self.paper):
            inside.addWidget(part)
        inside.addWidget(self.preview, 1)
        inside.addWidget(self.paper.start)
        self.paper.wanted.connect(self._make)
        self.paper.made.connect(self._keep)
        self.paper.layouts.chosen.connect(self.refresh)
        self._door.changed.connect(self.refresh)

    def refresh(self) -> None:
        """The codes as they are now."""
        self.lead.setVisible(not self._door.url)
        self.paper.setEnabled(bool(self._door.url))
        self.paper.start.setEnabled(bool(self._door.url) and not self.paper.is_running)
        shown = self._invitation() if self._door.url else None
        self.preview.show_label(shown, self.paper.layouts.value())

    def retranslate(self) -> None:
        self.heading.setText(_("Poster and table cards"))
        self.lead.setText(_("Turn sign-up on; then they can be printed here."))
        self.paper.retranslate(_("Poster (A4)"), _("Table cards"))
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.paper.open_for(_("Sign-up poster"))
        self.refresh()

    def _invitation(self) -> Invitation:
        return Invitation(self._desk.terms.shop_name, self._door.url, self._door.wifi)

    def _make(self) -> None:
        what, layout = self._invitation(), self.paper.layouts.value()
        self._printed = what.url
        self.paper.make(lambda _progress: [what] * layout.on_a_page)

    def _keep(self) -> None:
        self._door.remember_print(self._printed)
