"""Another name for the category one looks at, typed in place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.domain.errors import ShopError
from shopfans.services.goods import recategorizing
from shopfans.texts import _
from ui import theme
from ui.desk import Desk
from ui.widgets.keys import on_own_key
from ui.widgets.pieces import button, label, row


class Renaming(QWidget):
    renamed = Signal(str)
    """The new name."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._category: str | None = None
        self.begin = button("quiet", self._begin, takes_focus=True)
        self.name, self.problem = QLineEdit(), label("error")
        self.name.setFixedWidth(180)
        self.save = button("primary", self._save, takes_focus=True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(row(self.problem, self.begin, self.name, self.save, gap=8))
        self.name.returnPressed.connect(self._save)
        on_own_key(self.name, Qt.Key.Key_Escape, self._close)
        self.hide()

    def offer(self, category: str | None) -> None:
        """This category may be renamed; None: none is looked at."""
        if category != self._category:
            self._category = category
            self._close()
        self.setVisible(category is not None)

    def retranslate(self) -> None:
        self.begin.setText(_("Rename category"))
        self.begin.setIcon(theme.icon("pencil-simple", theme.look().accent))
        self.name.setAccessibleName(_("New name of the category"))
        self.name.setPlaceholderText(_("New name of the category"))
        self.save.setText(_("Rename"))

    def _begin(self) -> None:
        self._open(is_open=True)
        self.name.setText(self._category or "")
        self.name.setFocus()
        self.name.selectAll()

    def _close(self) -> None:
        self._open(is_open=False)

    def _open(self, *, is_open: bool) -> None:
        self.problem.clear()
        self.begin.setVisible(not is_open)
        self.name.setVisible(is_open)
        self.save.setVisible(is_open)

    def _save(self) -> None:
        name = " ".join(self.name.text().split())
        if self._category is None or name == self._category:
            self._close()
            return
        try:
            recategorizing.rename_category(
                self._desk.shop,
                by=self._desk.by,
                name=self._category,
                to=name,
                request=new_request(),
            )
        except ShopError as problem:
            self.problem.setText(self._desk.words(problem))
            return
        self._close()
        self.renamed.emit(name)
