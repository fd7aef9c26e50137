"""The drawer counted note by note and coin by coin, largest first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from shopfans.domain.drawer import DENOMINATIONS, MOST_PIECES
from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money
from shopfans.domain.points import parse_count
from shopfans.texts import _, ngettext
from shopfans.texts.formats import number_text, piece_text
from ui.desk import Desk
from ui.widgets.pieces import label, row, rule, set_tone
from ui.widgets.scrolled import Scrolled

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CountForm(QFrame):
    """How many of each; an empty field is none."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._currency = desk.terms.currency
        self.heading, self.problem = label("heading"), label("error", wraps=True)
        self.fields: dict[int, QLineEdit] = {}
        self.sums: dict[int, QLabel] = {}
        self.total_title, self.total = label("heading"), label("figure")
        self._build()

    @property
    def has_begun(self) -> bool:
        """Whether anything is typed."""
        return any(field.text().strip() for field in self.fields.values())

    def pieces(self) -> dict[int, int]:
        """How many of each value. Raises BadNumber or NumberOutOfRange."""
        return {value: self._number(value) for value in self.fields}

    def clear(self) -> None:
        for field in self.fields.values():
            field.clear()
        self._show()

    def retranslate(self) -> None:
        self.heading.setText(_("Count the drawer"))
        self.total_title.setText(_("Counted"))
        for value, field in self.fields.items():
            piece = piece_text(Money(value), self._currency)
            field.setAccessibleName(_("How many of {piece}").format(piece=piece))
        self._show()

    def _number(self, value: int) -> int:
        text = self.fields[value].text()
        return parse_count(text, least=0, most=MOST_PIECES) if text.strip() else 0

    def _edited(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        """What each comes to, and all of them; what is no number is marked."""
        total, wrong = Money(), 0
        for value, field in self.fields.items():
            try:
                amount = Money(value * self._number(value))
            except ShopError:
                wrong += 1
                set_tone(field, "wrong", value=True)
                self.sums[value].setText("–")
                continue
            set_tone(field, "wrong", value=False)
            self.sums[value].setText(number_text(amount, self._currency) if amount else "")
            total += amount
        self.total.setText(number_text(total, self._currency))
        self.problem.setVisible(wrong > 0)
        self.problem.setText(
            ngettext(
                "{n} field is no whole number.", "{n} fields are no whole numbers.", wrong
            ).format(n=wrong)
        )

    def _build(self) -> None:
        rows, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(8)
        for number, value in enumerate(DENOMINATIONS[self._currency.code]):
            name = label("strong", piece_text(Money(value), self._currency))
            field, comes_to = QLineEdit(), label()
            field.setObjectName("piece")
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            field.setMaxLength(12)
            field.textEdited.connect(self._edited)
            self.fields[value], self.sums[value] = field, comes_to
            grid.addWidget(name, number, 0, _RIGHT)
            grid.addWidget(field, number, 1)
            grid.addWidget(comes_to, number, 2, _RIGHT)
        grid.setColumnMinimumWidth(0, 52)
        grid.setColumnMinimumWidth(2, 72)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(len(self.fields), 1)
        rows.setLayout(grid)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(10)
        inside.addWidget(self.heading)
        scrolled = Scrolled()
        scrolled.setWidget(rows)
        inside.addWidget(scrolled, 1)
        inside.addWidget(self.problem)
        inside.addWidget(rule())
        inside.addLayout(row(self.total_title, None, self.total))
        self._show()
