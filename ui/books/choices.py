"""What is to be saved: the period as a workbook for the accountant, or everything."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QVBoxLayout, QWidget

from shopfans.database.shop import Shop
from shopfans.domain.periods import Period
from shopfans.domain.roles import Staff
from shopfans.texts import _
from ui.background import Progress
from ui.desk import Desk
from ui.widgets.pieces import Elided, row
from ui.widgets.segments import Segments

PERIOD, EVERYTHING = "period", "everything"
WORKBOOK, FOLDER = "xlsx", "csv"
"""The values of exporting.everything.Form, which is imported late."""

_NOT_IN_NAMES = dict.fromkeys(map(ord, '\\/:*?"<>|'), "_")


class Choices(QWidget):
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.what, self.lead = Segments([PERIOD, EVERYTHING]), Elided("muted")
        self.members, self.phones = QCheckBox(), QCheckBox()
        self.form = Segments([WORKBOOK, FOLDER])
        self.options = QStackedWidget()
        self._build()

    @property
    def is_folder(self) -> bool:
        return (self.what.value(), self.form.value()) == (EVERYTHING, FOLDER)

    def file_name(self, period: Period) -> str:
        """As the accountant would name it."""
        if self.what.value() == PERIOD:
            return file_name(self._desk.terms.shop_name, str(period))
        name = file_name(self._desk.terms.shop_name, f"{_('everything')} {self._desk.today}")
        return Path(name).stem if self.is_folder else name

    def work(
        self, by: Staff, path: Path, period: Period, language: str
    ) -> Callable[[Progress], Path]:
        """What writes it, off the event loop, in the name and with the leave of `by`."""
        shop = self._desk.shop
        if self.what.value() == EVERYTHING:
            return partial(_write_everything, shop, by, path, self.form.value(), language)
        members, phones = self.members.isChecked(), self.phones.isChecked()
        return partial(_write_period, shop, by, path, period, language, members, phones)

    def retranslate(self) -> None:
        self.what.name(_("For accounting"), _("Everything I have"))
        self.members.setText(_("With the members"))
        self.phones.setText(_("Whole phone numbers"))
        self.form.name(_("One workbook"), _("A folder of CSV files"))
        self._show()

    def _choose(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        is_period = self.what.value() == PERIOD
        self.options.setCurrentIndex(0 if is_period else 1)
        self.phones.setEnabled(self.members.isChecked())
        self.lead.setText(
            _("Sales, days, points, coupons and members, and a page where it all adds up.")
            if is_period
            else _("Every table of all time, to take wherever you like; members and goods first.")
        )

    def _build(self) -> None:
        self.members.setChecked(True)
        of_period, of_all = QWidget(), QWidget()
        of_period.setLayout(row(self.members, self.phones, None, gap=18))
        of_all.setLayout(row(self.form, None))
        self.options.addWidget(of_period)
        self.options.addWidget(of_all)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(6)
        across = row(self.what, gap=24)
        across.addWidget(self.options, 1)
        down.addLayout(across)
        down.addWidget(self.lead)
        for choice in (self.what, self.form):
            choice.chosen.connect(self._choose)
        self.members.toggled.connect(self._show)


def file_name(shop_name: str, what: str) -> str:
    """What file systems do not take is left out."""
    return f"{shop_name.translate(_NOT_IN_NAMES).strip('. ')} {what}.xlsx"


def _write_period(
    shop: Shop, by: Staff, path: Path, period: Period, language: str, members: bool, phones: bool,
    progress: Progress,
) -> Path:  # fmt: skip
    from shopfans.services.exporting.people import Shown  # openpyxl: late
    from shopfans.services.exporting.workbook import write_workbook

    write_workbook(
        shop, path, by=by, period=period, language=language, progress=progress,
        shown=Shown(members=members, phones=phones),
    )  # fmt: skip
    return path


def _write_everything(
    shop: Shop, by: Staff, path: Path, form: str, language: str, progress: Progress
) -> Path:
    from shopfans.services.exporting.everything import Form, write_everything  # openpyxl: late

    write_everything(shop, path, by=by, form=Form(form), language=language, progress=progress)
    return path
