"""The shop's name, when its day ends, and how far ahead Today looks."""

from dataclasses import replace

from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.domain.contacts import tidy_name
from shopfans.domain.money import parse_sum
from shopfans.domain.points import parse_count
from shopfans.domain.terms import FARTHEST_AHEAD, LATEST_END, Terms
from shopfans.domain.topics import Topic
from shopfans.texts import _
from shopfans.texts.formats import number_text
from ui.desk import Desk
from ui.keeping import Keeping
from ui.typed import read
from ui.widgets.field import Field
from ui.widgets.pieces import label


class TermsForm(QFrame):
    """Each refusal stands beside its field."""

    topics = frozenset({Topic.TERMS})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self.heading, self.fixed = label("heading"), label("muted", wraps=True)
        self.shop_name, self.ahead = Field(), Field()
        self.day_ends, self.drawer_line = Field(), Field()
        self.keeping = Keeping(desk)
        self._build()

    def refresh(self) -> None:
        """The terms in force, unless somebody is typing others."""
        if self.keeping.is_touched:
            return
        terms = self._desk.terms
        line = number_text(terms.drawer_line, terms.currency).replace(",", "")
        texts = (terms.shop_name, str(terms.days_ahead), str(terms.day_ends_at), line)
        for field, text in zip(self._fields(), texts, strict=True):
            field.edit.setText(text)
            field.forgive()

    def retranslate(self) -> None:
        terms = self._desk.terms
        self.heading.setText(_("The shop"))
        self.shop_name.name(_("Name of the shop"))
        self.ahead.name(_("Today looks ahead, in days"))
        self.day_ends.name(_("The business day ends at, o'clock (0 to 11)"))
        self.drawer_line.name(_("The drawer may differ by so much without a reason"))
        self.fixed.setText(
            _("Prices are in {currency}; the clock is that of {zone}.").format(
                currency=terms.currency_code, zone=terms.zone
            )
        )
        self.keeping.retranslate()

    def _fields(self) -> tuple[Field, ...]:
        return (self.shop_name, self.ahead, self.day_ends, self.drawer_line)

    def _build(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 12, 18, 12)
        inside.setSpacing(6)
        for part in (self.heading, *self._fields(), self.fixed):
            inside.addWidget(part)
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
            shop_name=read(self.shop_name, tidy_name),
            days_ahead=read(self.ahead, parse_count, least=0, most=FARTHEST_AHEAD),
            day_ends_at=read(self.day_ends, parse_count, least=0, most=LATEST_END),
            drawer_line=read(self.drawer_line, parse_sum, digits=terms.currency.digits),
        )

    def _save(self) -> None:
        self.keeping.keep(self._typed, self.refresh)
