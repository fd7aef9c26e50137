"""What should be in the drawer, what is, and what stays in it, for tomorrow or a colleague."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from shopfans.domain.day_close import DayFigures
from shopfans.domain.drawer import Drawer
from shopfans.domain.money import Money, parse_sum
from shopfans.domain.sales import Tender
from shopfans.services.days.closing import State
from shopfans.texts import _
from shopfans.texts.formats import number_text
from shopfans.texts.labels import tender_label
from shopfans.texts.slips import difference_text
from ui import theme
from ui.desk import Desk
from ui.typed import read_or
from ui.widgets.field import Field
from ui.widgets.pieces import button, label, row, rule, set_tone
from ui.widgets.scrolled import Scrolled


class DrawerPanel(QFrame):
    close_wanted, hand_over_wanted, edited = Signal(), Signal(), Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._terms = desk.terms
        self.heading = label("heading")
        self.lines = [(label("muted"), label()), (label("muted"), label())]
        self.lines.append((label("strong"), label("strong")))
        self.difference = label("difference")
        self.opening, self.stays, self.reason = Field(), Field(), Field()
        self._is_stays_typed = self._is_asking = False
        self.taken_out = label("muted")
        self.others_title = label("small")
        self.others = {tender: (label("muted"), label()) for tender in Tender}
        self.problem = label("error", wraps=True)
        self.hand_over = button("", self.hand_over_wanted.emit, takes_focus=True)
        self.close_key = button("primary", self.close_wanted.emit, takes_focus=True)
        self._build()

    def stops(self) -> list[QLineEdit]:
        """The fields in the order in which they are filled."""
        return [self.opening.edit, self.stays.edit, self.reason.edit]

    def read_stays(self) -> Money:
        """The float that was typed, nothing if none was. Raises Refused."""
        return self._read(self.stays, Money())

    def read_opening(self) -> Money | None:
        """What was in the drawer at first, if it was asked for and told. Raises Refused."""
        if self.opening.isHidden():
            return None
        return self._read(self.opening, None)

    def begin(self, now: State) -> None:
        """A fresh count: the float is what it was last time."""
        self._is_stays_typed = False
        self.offer_stays(now.usual_stays)
        for field in (self.opening, self.reason):
            field.clear()
        self.stays.forgive()
        self.problem.hide()

    def offer_stays(self, amount: Money) -> None:
        """So much stays in the drawer, unless somebody typed how much."""
        if not self._is_stays_typed:
            plain = number_text(amount, self._terms.currency).replace(",", "")
            self.stays.edit.setText(plain if amount else "")

    def show_state(self, now: State, drawer: Drawer, counted: Money | None) -> None:
        """The drawer as it is expected, and held against the count; None: nothing is counted."""
        currency = self._terms.currency
        self.opening.setVisible(now.is_first_count)
        for (_title, figure), amount in zip(
            self.lines, (drawer.opening, drawer.cash, drawer.expected), strict=True
        ):
            figure.setText(number_text(amount, currency))
        over = None if counted is None else drawer.over(counted)
        self.difference.setText("–" if over is None else difference_text(over, currency))
        tone = "" if over is None else "good" if not over else "bad" if over.fen < 0 else "warn"
        set_tone(self.difference, "tone", tone)
        self._show_others(now.figures)
        needs_reason = over is not None and abs(over.fen) > self._terms.drawer_line.fen
        self.reason.setVisible(needs_reason)
        self.close_key.setText(
            _("Close uncounted  Ctrl+Enter") if counted is None else _("Close the day  Ctrl+Enter")
        )

    def offer(self, *, is_asking: bool, has_colleagues: bool) -> None:
        """While it is asked who takes the drawer over, nothing else can be pressed, and what is
        not in the drawer gives way to the question."""
        self._is_asking = is_asking
        self._name_stays()
        self.hand_over.setVisible(has_colleagues and not is_asking)
        self.close_key.setHidden(is_asking)

    def _name_stays(self) -> None:
        words = (
            _("Stays in the drawer") if self._is_asking else _("Stays in the drawer for tomorrow")
        )
        self.stays.name(words)

    def _show_others(self, figures: DayFigures) -> None:
        """What was not paid in cash: to hold against what WeChat and the card machine say."""
        takings: dict[Tender, Money] = {}
        for tender, amount in (*figures.takings, *figures.prepaid):
            takings[tender] = takings.get(tender, Money()) + amount
        shown = set() if self._is_asking else takings.keys() - {Tender.CASH, Tender.STORED_VALUE}
        self.others_title.setVisible(bool(shown))
        for tender, (title, figure) in self.others.items():
            title.setVisible(tender in shown)
            figure.setVisible(tender in shown)
            title.setText(tender_label(tender))
            figure.setText(number_text(takings.get(tender, Money()), self._terms.currency))

    def show_taken_out(self, amount: Money | None) -> None:
        self.taken_out.setText(
            ""
            if amount is None or amount < Money()
            else _("Taken out: {amount}").format(amount=self._desk.money(amount))
        )

    def refuse(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()

    def retranslate(self) -> None:
        self._terms = self._desk.terms
        self.heading.setText(_("The drawer"))
        titles = (_("Float at the start"), _("Cash taken, less given back"), _("Expected"))
        for (title, _figure), words in zip(self.lines, titles, strict=True):
            title.setText(words)
        self.opening.name(_("What was in the drawer this morning?"))
        self._name_stays()
        self.reason.name(_("Why does it differ?"))
        self.others_title.setText(_("Not in the drawer: to check against their own lists"))
        self.hand_over.setText(_("Hand over  Ctrl+H"))
        self.hand_over.setIcon(theme.icon("handshake"))
        self.close_key.setIcon(theme.icon("lock-simple", theme.look().on_accent))

    def _read(self, field: Field, empty: Money | None) -> Money:
        read: Money = read_or(empty, field, parse_sum, digits=self._terms.currency.digits)
        return read

    def _type_stays(self) -> None:
        self._is_stays_typed = True

    def _edited(self) -> None:
        self.problem.hide()
        self.edited.emit()

    def _sheet(self) -> Scrolled:
        """All but the keys; it scrolls where the question of who takes over leaves little room."""
        within, scrolled = QWidget(), Scrolled()
        inside = QVBoxLayout(within)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.heading)
        for title, figure in self.lines:
            inside.addLayout(row(title, None, figure))
        inside.addWidget(rule())
        inside.addWidget(self.difference)
        for field in (self.opening, self.stays):
            inside.addWidget(field)
        inside.addWidget(self.taken_out)
        inside.addWidget(self.reason)
        inside.addSpacing(4)
        inside.addWidget(self.others_title)
        for title, figure in self.others.values():
            inside.addLayout(row(title, None, figure))
        inside.addStretch(1)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setWidget(within)
        return scrolled

    def _build(self) -> None:
        self.problem.hide()
        self.close_key.setAutoDefault(True)  # Enter presses it once one has walked there
        outside = QVBoxLayout(self)
        outside.setContentsMargins(18, 14, 18, 16)
        outside.setSpacing(8)
        outside.addWidget(self._sheet(), 1)
        for below in (self.problem, self.hand_over, self.close_key):
            outside.addWidget(below)
        self.stays.edit.textEdited.connect(self._type_stays)
        for field in (self.opening, self.stays, self.reason):
            field.edit.textEdited.connect(self._edited)
        for field in (self.opening, self.stays):
            field.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
