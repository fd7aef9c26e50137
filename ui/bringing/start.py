"""A list from Excel, step one: which file; and what was brought in before."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopfans.services.bringing.batches import Brought
from shopfans.texts import _, formats
from ui import theme
from ui.table import Column, ListModel, ListView
from ui.widgets.chips import Chips
from ui.widgets.empty import Listing
from ui.widgets.pieces import button, column, label, row

_ROW = 44


class ListStart(QWidget):
    """Its lead, and which kinds of list there are to choose from, are the page's to say."""

    file_wanted = Signal()
    undo_wanted = Signal(int)
    """The number of the import."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds = Chips()
        self.lead, self.before = label("", wraps=True), label("heading")
        self.choose = button("primary", self.file_wanted.emit, takes_focus=True)
        self.model: ListModel[Brought] = ListModel(_columns())
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self.undo = button("", self._undo, takes_focus=True)
        self.view.set_widths(260, 120, 90, 90)
        self.view.verticalHeader().setDefaultSectionSize(_ROW)
        inside = column(self.kinds, self.lead, row(self.choose, None), 12, gap=10)
        inside.addLayout(row(self.before, None, self.undo))
        inside.addWidget(self.listing, 1)
        self.setLayout(inside)
        self.choose.setAutoDefault(True)
        self.setFocusProxy(self.choose)

    def show_imports(self, imports: list[Brought]) -> None:
        self.model.show_rows(imports)
        self.undo.setVisible(bool(imports))
        if imports:
            self.view.setCurrentIndex(self.model.index(0, 0))

    def retranslate(self) -> None:
        self.before.setText(_("Brought in before"))
        self.choose.setText(_("Choose a file"))
        self.choose.setIcon(theme.icon("table", theme.look().on_accent))
        self.undo.setText(_("Take it back"))
        self.model.retitle(_columns())
        self.listing.empty.say(
            "table", _("Nothing yet"), _("What you bring in is listed here, to be taken back.")
        )

    def _undo(self) -> None:
        chosen = self.view.chosen()
        if chosen is not None:
            self.undo_wanted.emit(chosen.id)


def _columns() -> list[Column[Brought]]:
    return [
        Column(_("File"), lambda one: one.file, stretches=True),
        Column(_("Date"), lambda one: formats.day_text(one.day)),
        Column(_("New"), lambda one: formats.count_text(one.new), is_number=True),
        Column(_("Changed"), lambda one: formats.count_text(one.changed), is_number=True),
    ]
