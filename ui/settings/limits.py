"""How far the staff may go alone, and when the window locks."""

from dataclasses import replace

from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.domain.money import parse_amount
from shopfans.domain.points import parse_count
from shopfans.domain.terms import LONGEST_IDLE, Terms
from shopfans.domain.topics import Topic
from shopfans.texts import _
from shopfans.texts.formats import number_text
from ui.desk import Desk
from ui.keeping import Keeping
from ui.typed import read
from ui.widgets.field import Field
from ui.widgets.pieces import label, row


class LimitsForm(QFrame):
    topics = frozenset({Topic.TERMS})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self.heading, self.words = label("heading"), label("muted", wraps=True)
        self.refund, self.discount, self.idle = Field(), Field(), Field()
        self.keeping = Keeping(desk)
        self._build()

    def refresh(self) -> None:
        """The terms in force, unless somebody is typing others."""
        if self.keeping.is_touched:
            return
        terms = self._desk.terms
        said = (
            number_text(terms.refund_limit, terms.currency),
            str(terms.discount_limit),
            str(terms.locks_after),
        )
        for field, text in zip(self._fields(), said, strict=True):
            field.edit.setText(text)
            field.forgive()

    def retranslate(self) -> None:
        symbol = self._desk.terms.currency.symbol
        self.heading.setText(_("Limits and locking"))
        self.words.setText(_("Beyond these the owner's PIN is asked for in place."))
        self.refund.name(_("Money back for one sale, in {currency}").format(currency=symbol))
        self.discount.name(_("Off by hand, in %"))
        self.idle.name(_("Lock when nobody is there for, in minutes"), _("0: never"))
        self.keeping.retranslate()

    def _fields(self) -> tuple[Field, ...]:
        return (self.refund, self.discount, self.idle)

    def _build(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 14)
        inside.setSpacing(8)
        for part in (self.heading, self.words):
            inside.addWidget(part)
        pair = row(gap=12)
        pair.addWidget(self.refund, 3)
        pair.addWidget(self.discount, 2)
        inside.addLayout(pair)
        inside.addWidget(self.idle)
        inside.addWidget(self.keeping)
        self.keeping.wanted.connect(self._save)
        for field in self._fields():
            field.edit.textEdited.connect(self.keeping.touch)
            field.edit.returnPressed.connect(self._save)

    def _typed(self) -> Terms:
        """The terms as the fields say. Raises Refused."""
        terms = self._desk.terms
        return replace(
            terms,
            refund_limit=read(self.refund, parse_amount, digits=terms.currency.digits),
            discount_limit=read(self.discount, parse_count, least=0, most=100),
            locks_after=read(self.idle, parse_count, least=0, most=LONGEST_IDLE),
        )

    def _save(self) -> None:
        self.keeping.keep(self._typed, self.refresh)
