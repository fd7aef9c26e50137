"""Member cards: printed in advance with numbers, each somebody's from its first scan on."""

from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.domain import codes
from shopfans.domain.errors import ShopError
from shopfans.domain.points import parse_count
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services.members import carding
from shopfans.services.members.carding import MOST_CARDS, Card, CardRow
from shopfans.texts import _, formats, ngettext
from shopfans.texts.formats import count_text
from ui import theme
from ui.background import Progress
from ui.coupons.label_preview import LabelPreview
from ui.coupons.paper import Paper
from ui.desk import Desk
from ui.printing.labels import Label
from ui.printing.sheets import CARD_ALONE, CARDS_10
from ui.table import Column, ListModel, ListView
from ui.tokens import GAP
from ui.widgets.empty import Listing
from ui.widgets.field import Field
from ui.widgets.pieces import button, label, panel, row
from ui.widgets.segments import Segments

ALL, FREE = "all", "free"
_RIGHT = 460


class Cards(QWidget):
    topics = frozenset({Topic.MEMBERS})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._request = new_request()
        self.heading, self.count = label("heading"), label("muted")
        self.which = Segments([ALL, FREE])
        self.model: ListModel[CardRow] = ListModel(_columns(desk.terms))
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self.more = button("quiet", self._read_more, takes_focus=True)
        self.print_heading, self.lead = label("heading"), label("muted", wraps=True)
        self.how_many, self.pages = Field(), label("muted", wraps=True)
        self.paper = Paper(desk, [CARDS_10, CARD_ALONE])
        self.preview = LabelPreview()
        self._rows: list[CardRow] = []
        self._build()

    def refresh(self) -> None:
        """As many cards as were shown, or all that are left."""
        wanted = len(self._rows)
        self._rows = self._read(None)
        while len(self._rows) < wanted and (more := self._read(self._rows[-1].number)):
            self._rows += more
        self._show()
        if not self.paper.path.text():
            self.paper.open_for(_("Member cards"))

    def retranslate(self) -> None:
        self.heading.setText(_("Printed cards"))
        self.which.name(_("All"), _("Nobody's yet"))
        self.model.retitle(_columns(self._desk.terms))
        self.listing.empty.say(
            "identification-card",
            _("No cards here"),
            _("Print some on the right; at its first scan a card becomes the guest's."),
        )
        self.more.setText(_("Show more"))
        self.print_heading.setText(_("Print cards"))
        self.lead.setText(
            _(
                "Each card has a number and a code of its own. At the counter, find the member "
                "and scan a fresh card: from then on the card finds her."
            )
        )
        self.how_many.name(_("How many"))
        self.paper.retranslate(_("{n} on A4").format(n=CARDS_10.on_a_page), _("Single (CR80)"))
        self._show_pages()
        self._say()

    def arrive(self) -> None:
        self.how_many.setFocus()

    def _read(self, before: int | None) -> list[CardRow]:
        free = self.which.value() == FREE
        return carding.cards(self._desk.shop, free_only=free, before=before)

    def _read_more(self) -> None:
        more = self._read(self._rows[-1].number) if self._rows else []
        self._rows += more
        self._show()
        self.more.setEnabled(bool(more))

    def _show(self) -> None:
        """The cards that are read; the chosen one stays chosen."""
        before: CardRow | None = self.view.chosen()
        self.model.show_rows(self._rows)
        at = (n for n, one in enumerate(self._rows) if before and one.number == before.number)
        self.view.selectRow(next(at, 0))
        self._say()

    def _say(self) -> None:
        printed, bound = carding.counts(self._desk.shop)
        words = ngettext("{n} printed", "{n} printed", printed).format(n=count_text(printed))
        words += " · " + ngettext("{n} in use", "{n} in use", bound).format(n=count_text(bound))
        self.count.setText(words if printed else "")
        total = printed - bound if self.which.value() == FREE else printed
        self.more.setVisible(len(self._rows) < total)
        self.more.setEnabled(True)

    def _show_pages(self) -> None:
        text = self.how_many.text().strip()
        count = int(text) if text.isdecimal() and len(text) < 6 else 0
        pages = -(-count // self.paper.layouts.value().on_a_page)
        self.pages.setText(
            ngettext("{n} page", "{n} pages", pages).format(n=count_text(pages)) if count else ""
        )
        code = codes.coded(codes.Kind.CARD, 0)  # nobody's
        label = _label(
            self._desk.terms.shop_name, Card(carding.counts(self._desk.shop)[0] + 1, code)
        )
        self.preview.show_label(label, self.paper.layouts.value())

    def _make(self) -> None:
        self.how_many.forgive()
        try:
            count = parse_count(self.how_many.text(), least=1, most=MOST_CARDS)
        except ShopError as problem:
            self.how_many.refuse(self._desk.words(problem))
        else:
            self.paper.make(partial(_labels, self._desk, count, self._request))

    def _made(self) -> None:
        self._request = new_request()

    def _build(self) -> None:
        self.view.set_widths(90, 200, 150, 150, spreads=True)
        self.view.verticalHeader().setDefaultSectionSize(38)
        self.how_many.edit.setText("10")
        left = QFrame()
        left.setObjectName("panel")
        inside = QVBoxLayout(left)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(8)
        inside.addLayout(row(self.heading, self.count, None, self.which, gap=12))
        inside.addWidget(self.listing, 1)
        inside.addLayout(row(None, self.more, None))
        right, on_it = panel()
        right.setMinimumWidth(_RIGHT)
        for part in (self.print_heading, self.lead, self.how_many, self.pages, self.paper):
            on_it.addWidget(part)
        on_it.addWidget(self.preview, 1)
        on_it.addWidget(self.paper.start)
        across = row(gap=GAP)
        across.addWidget(left, 3)
        across.addWidget(right, 2)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addLayout(across)
        self.which.chosen.connect(self.refresh)
        self.how_many.edit.textChanged.connect(self._show_pages)
        self.how_many.edit.returnPressed.connect(self._make)
        self.paper.layouts.chosen.connect(self._show_pages)
        self.paper.wanted.connect(self._make)
        self.paper.made.connect(self._made)


def _columns(terms: Terms) -> list[Column[CardRow]]:
    def bound(card: CardRow) -> str:
        return formats.time_text(card.bound, terms.zone) if card.bound else ""

    def ink(card: CardRow) -> str | None:
        return theme.look().muted if card.member is None else None

    def holder(card: CardRow) -> str:
        if card.member is None:
            return _("nobody's yet")
        return card.name or _("forgotten")

    return [
        Column(_("Number"), lambda card: f"{card.number:06}", is_number=True),
        Column(_("Holder"), holder, stretches=True, ink=ink),
        Column(_("In use since"), bound),
        Column(_("Printed"), lambda card: formats.time_text(card.printed, terms.zone)),
    ]


def _labels(desk: Desk, count: int, request: str, progress: Progress) -> list[Label]:
    """The cards are numbered first; the same request finds them again."""
    progress(0, count)
    cards = carding.print_cards(desk.shop, by=desk.by, count=count, request=request)
    return [_label(desk.terms.shop_name, one) for one in cards]


def _label(shop_name: str, one: Card) -> Label:
    return Label(shop_name, (_("Member card"),), one.code, f"No. {one.number:06}")
