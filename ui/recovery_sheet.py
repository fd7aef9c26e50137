"""The recovery sheet: its code is seen once, on the screen and on paper."""

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from shopfans import texts
from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError
from shopfans.domain.knowledge import Section
from shopfans.domain.roles import Staff
from shopfans.services import settings
from shopfans.services.staff import recovering
from shopfans.texts import _, messages
from shopfans.texts.formats import day_text
from ui import theme
from ui.page import Page
from ui.printing import document
from ui.widgets.pieces import button, column, label, panel, row


class RecoverySheet(QWidget):
    """Makes a new code when it is asked to; the one before is good for nothing then."""

    printed = Signal()

    def __init__(self, shop: Shop, owner: Staff) -> None:
        super().__init__()
        self._shop, self._owner = shop, owner
        self.words, self.code = label("muted", wraps=True), label("due")
        self.printer = QComboBox()
        self.print_it = button("primary", self._print, takes_focus=True)
        self.told = label("good", wraps=True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(self.words)
        inside.addLayout(row(None, self.code, None))
        across = row(gap=10)
        across.addWidget(self.printer, 1)
        across.addWidget(self.print_it)
        inside.addLayout(across)
        inside.addWidget(self.told)

    def make(self) -> None:
        """A new code, to be printed or written down now. Raises what new_code raises."""
        code = recovering.new_code(self._shop, by=self._owner, request=new_request())
        self.code.setText(code)
        self.printer.clear()
        self.printer.addItems(QPrinterInfo.availablePrinterNames())
        for part in (self.printer, self.print_it):
            part.setVisible(self.can_print)
        self.told.hide()
        self.retranslate()

    @property
    def can_print(self) -> bool:
        return self.printer.count() > 0

    def retranslate(self) -> None:
        self.words.setText(
            _(
                "If the owner forgets her PIN, this code lets her choose a new one, once. It is "
                "shown now and never again: print it or write it down, and keep it at home."
            )
        )
        self.print_it.setText(_("Print"))
        self.print_it.setIcon(theme.icon("printer", theme.look().on_accent))

    def _print(self) -> None:
        terms = settings.load(self._shop)
        made = document.document(
            _("Recovery sheet of {shop}").format(shop=terms.shop_name),
            self.words.text(),
            [
                Section(
                    _("Recovery code"),
                    (_("Owner"), _("Code"), _("Printed on")),
                    ((self._owner.name, self.code.text(), day_text(settings.today(self._shop))),),
                )
            ],
            language=texts.language(),
        )
        try:
            document.print_on(made, self.printer.currentText())
        except ShopError as problem:
            self.told.setText(messages.message(problem, terms))
        else:
            self.told.setText(_("Sent to the printer."))
            self.printed.emit()
        self.told.show()


class RecoveryPage(Page):
    """The sheet of a new shop, before its first guest."""

    done = Signal()

    def __init__(self, shop: Shop, owner: Staff) -> None:
        super().__init__()
        self.title = label("title")
        self.sheet = RecoverySheet(shop, owner)
        self.go_on = button("primary", self.done.emit, takes_focus=True)
        card, inside = panel(edge=32, gap=16)
        card.setFixedWidth(560)
        for part in (self.title, self.sheet, self.go_on):
            inside.addWidget(part)
        page = QVBoxLayout(self)
        page.addLayout(column(None, row(None, card, None), None))
        self.sheet.print_it.setAutoDefault(True)
        self.sheet.printed.connect(self.go_on.setFocus)
        self.sheet.make()
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(_("Your recovery sheet"))
        self.sheet.retranslate()
        self.go_on.setText(_("I have it: to the counter"))

    def arrive(self) -> None:
        """Enter prints, where it can; then it goes on."""
        (self.sheet.print_it if self.sheet.can_print else self.go_on).setFocus()
