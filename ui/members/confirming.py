"""What a guest who was forgotten takes along: a slip off the receipt printer, or a PDF."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from shopfans.domain.errors import ShopError
from shopfans.domain.receipts import Confirmation
from shopfans.texts import _
from shopfans.texts.formats import day_text
from ui import theme
from ui.desk import Desk
from ui.preferences import documents_folder
from ui.printing.delivery import save_pdf
from ui.widgets.pieces import button, label, row


class Confirming(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._paper: Confirmation | None = None
        self.told, self.problem = label("good"), label("error")
        self.print_key = button("quiet", self._print, takes_focus=True)
        self.save_key = button("quiet", self._ask_where, takes_focus=True)
        self.setLayout(row(self.told, self.problem, self.print_key, self.save_key, gap=8))
        self.hide()

    def offer(self, paper: Confirmation | None) -> None:
        """This one is to be had until she who stands at the counter has gone."""
        self._paper = paper
        self.told.clear()
        self.problem.clear()
        self.setVisible(paper is not None)

    def save_as(self, path: Path) -> None:
        """For a shop without a receipt printer."""
        if self._paper is None:
            return
        self.told.clear()
        self.problem.clear()
        try:
            save_pdf(self._paper, path, never_over=self._desk.shop.path)
        except ShopError as problem:
            self.problem.setText(self._desk.words(problem))
        else:
            self.told.setText(_("Saved: {path}").format(path=path.name))

    def retranslate(self) -> None:
        self.print_key.setText(_("Print a confirmation"))
        self.print_key.setIcon(theme.icon("printer", theme.look().accent))
        self.save_key.setText(_("Save as PDF"))

    def _print(self) -> None:
        if self._paper is not None:
            self._desk.spool.print_paper(self._paper)

    def _ask_where(self) -> None:
        name = f"{_('Confirmation')} {day_text(self._desk.today)}"  # not hers: she is forgotten
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save as PDF"), str(documents_folder() / f"{name}.pdf"), "PDF (*.pdf)"
        )
        if chosen:
            self.save_as(Path(chosen).with_suffix(".pdf"))
