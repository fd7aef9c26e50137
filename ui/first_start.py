"""The first start: one friendly page, and the shop exists."""

from pathlib import Path

from PySide6.QtCore import QTimeZone, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout

from shopfans import texts
from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.money import CURRENCIES
from shopfans.domain.terms import Terms
from shopfans.services import founding
from shopfans.texts import _, messages
from ui.page import Page
from ui.preferences import DEMO_FILES
from ui.restoring_page import ask_for_backup
from ui.widgets.field import Field
from ui.widgets.pieces import button, column, label, panel, row, rule
from ui.widgets.pin_field import pin_field

ZONES = (
    "Asia/Shanghai", "Asia/Taipei", "Asia/Hong_Kong", "Asia/Macau", "Asia/Singapore",
    "Asia/Kuala_Lumpur", "Asia/Tokyo", "Europe/London", "Europe/Berlin", "America/New_York",
    "America/Los_Angeles", "Australia/Sydney",
)  # fmt: skip


class FirstStart(Page):
    """Name, currency, time zone and the owner's PIN; everything else has a good default."""

    founded = Signal(object)
    """The open shop."""
    backup_chosen = Signal(object)
    """The Path of a backup that is to become the shop."""
    demo_chosen = Signal(str)
    """The kind of demo shop to look round in."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self.title, self.lead = label("title"), label("muted", wraps=True)
        self.language = QComboBox()
        for code, own_name in texts.LANGUAGES.items():
            self.language.addItem(own_name, code)
        self.language.setCurrentIndex(self.language.findData(texts.language()))
        self.language.activated.connect(self._speak)
        self.shop_name, self.pin, self.again = Field(), pin_field(), pin_field()
        self.currency, self.zone = QComboBox(), QComboBox()
        self.currency_title, self.zone_title = label("small"), label("small")
        for currency in CURRENCIES.values():
            self.currency.addItem(f"{currency.code}  {currency.symbol}", currency.code)
        self.zone.addItems(list(dict.fromkeys([_zone_of_computer(), *ZONES])))
        self.zone.setEditable(True)
        self.problem = label("error", wraps=True)
        self.problem.hide()
        self.start = button("primary", self._found, takes_focus=True)
        self.bring_back = button("quiet", self._choose_backup, takes_focus=True)
        self.around = label("muted")
        self.demos = {kind: self._demo(kind) for kind in DEMO_FILES}
        self._build()
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(_("Welcome to ShopFans"))
        self.lead.setText(
            _("Four answers open your counter. Everything stays in one file on this computer.")
        )
        self.shop_name.name(_("Name of your shop"), _("as guests know it"))
        self.currency_title.setText(_("Currency"))
        self.zone_title.setText(_("Time zone"))
        self.pin.name(_("The owner's PIN"), _("at least 6 digits"))
        self.again.name(_("The PIN again"))
        self.start.setText(_("Open the shop"))
        self.bring_back.setText(_("I have a backup…"))
        self.around.setText(_("Look round first:"))
        self.demos["dessert"].setText(_("A demo dessert shop"))
        self.demos["salon"].setText(_("A demo beauty salon"))

    def arrive(self) -> None:
        self.shop_name.setFocus()

    def _build(self) -> None:
        card, inside = panel(edge=32, gap=14)
        card.setFixedWidth(560)
        inside.addLayout(row(self.title, None, self.language))
        inside.addWidget(self.lead)
        inside.addWidget(self.shop_name)
        inside.addLayout(
            row(
                column(self.currency_title, self.currency, gap=4),
                column(self.zone_title, self.zone, gap=4),
                gap=14,
            )
        )
        inside.addLayout(row(column(self.pin, None), column(self.again, None), gap=14))
        inside.addWidget(self.problem)
        inside.addSpacing(4)
        inside.addWidget(self.start)
        inside.addWidget(self.bring_back)
        inside.addWidget(rule())
        inside.addLayout(row(self.around, *self.demos.values(), None, gap=8))
        page = QVBoxLayout(self)
        page.addLayout(column(None, row(None, card, None), None))
        for field in (self.shop_name, self.pin, self.again):
            field.edit.returnPressed.connect(self._found)

    def _speak(self) -> None:
        self.language_chosen.emit(self.language.currentData())

    def _demo(self, kind: str) -> QPushButton:
        made = button("quiet", self._look_round, takes_focus=True)
        made.setProperty("kind", kind)
        return made

    def _look_round(self) -> None:
        self.demo_chosen.emit(self.sender().property("kind"))

    def _choose_backup(self) -> None:
        file = ask_for_backup(self)
        if file is not None:
            self.backup_chosen.emit(file)

    def _found(self) -> None:
        self.problem.hide()
        if self.pin.text() != self.again.text():
            self.again.refuse(_("The two PINs differ."))
            return
        try:
            shop = founding.found_shop(
                self._path,
                name=self.shop_name.text(),
                owner_name=_("Owner"),
                owner_pin=self.pin.text(),
                welcome_name=_("Welcome coupon"),
                currency=self.currency.currentData(),
                zone=self.zone.currentText().strip(),
            )
        except ShopError as problem:
            self._show(problem)
        else:
            self.founded.emit(shop)

    def _show(self, problem: ShopError) -> None:
        words = messages.message(problem, Terms(shop_name=""))
        match problem:
            case errors.NameMissing() | errors.NameTooLong():
                self.shop_name.refuse(words)
            case errors.WeakPin():
                self.pin.refuse(words)
            case _:
                self.problem.setText(words)
                self.problem.show()


def _zone_of_computer() -> str:
    here = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    return here if "/" in here and not here.startswith("Etc/") else ZONES[0]
