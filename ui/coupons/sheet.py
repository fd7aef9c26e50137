"""Coupons on paper: so many fresh ones, or what is left of a printed batch once more."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans import texts
from shopfans.database.operations import new_request
from shopfans.domain import codes, coupon_terms
from shopfans.domain.coupon_terms import Span
from shopfans.domain.errors import CouponLapsed, ShopError
from shopfans.domain.points import parse_count
from shopfans.domain.terms import Terms
from shopfans.services.coupons import issuing, recalling
from shopfans.services.coupons.designing import TemplateRow
from shopfans.services.coupons.recalling import BatchRow, PaperCoupon
from shopfans.texts import _, ngettext
from shopfans.texts.coupons import terms_text
from shopfans.texts.formats import count_text, day_text
from ui.background import Progress
from ui.coupons.coupon_card import APART
from ui.coupons.label_preview import LabelPreview
from ui.coupons.paper import Paper
from ui.desk import Desk
from ui.printing.labels import Label
from ui.printing.sheets import COUPONS_10, COUPONS_24, COUPONS_50
from ui.widgets.field import Field
from ui.widgets.keys import on_key
from ui.widgets.pieces import Elided, button, label, row

MOST = 5_000
"""Coupons at one time: a hundred pages of the smallest."""


class SheetForm(QFrame):
    closed = Signal(str)
    """Left; what is to be told, or nothing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._template: TemplateRow | None = None
        self._batch: BatchRow | None = None
        self._names: Mapping[int, str] = {}
        self._request = ""
        self.heading, self.lead = Elided("heading"), label("muted", wraps=True)
        self.count, self.pages_needed = Field(), label("muted", wraps=True)
        self.paper = Paper(desk, [COUPONS_10, COUPONS_24, COUPONS_50])
        self.preview = LabelPreview()
        self.leave = button("", self._leave, takes_focus=True)
        self._build()

    def open_for(
        self, template: TemplateRow, names: Mapping[int, str], batch: BatchRow | None = None
    ) -> None:
        """Fresh coupons of this template, or those of this batch that are in hand."""
        if self.paper.is_running:
            return
        self._template, self._names, self._batch = template, names, batch
        self._request = new_request()
        self.count.edit.setText(str(batch.in_hand if batch else 50))
        self.count.edit.setEnabled(batch is None)
        self.count.forgive()
        self.paper.open_for(template.name)
        self.retranslate()
        self.count.setFocus()
        self.count.edit.selectAll()

    def retranslate(self) -> None:
        name = self._template.name if self._template else ""
        self.heading.setText(_("Print {name}").format(name=name))
        self.lead.setText(
            _(
                "Each has a code of its own and is nobody's until it is used: whoever brings it "
                "may use it, once."
            )
        )
        self.count.name(_("How many"))
        self.paper.retranslate(
            *(
                _("{n} on A4").format(n=layout.on_a_page)
                for layout in (COUPONS_10, COUPONS_24, COUPONS_50)
            )
        )
        self.leave.setText(_("Back  Esc"))
        self._show_pages()

    def _show_pages(self) -> None:
        text = self.count.text().strip()
        count = int(text) if text.isdecimal() and len(text) < 8 else 0
        pages = -(-count // self.paper.layouts.value().on_a_page)
        words = [ngettext("{n} page", "{n} pages", pages).format(n=count_text(pages))]
        most = self._most(count)
        if most:
            words.append(most)
        self.pages_needed.setText(" · ".join(words))
        self.paper.start.setEnabled(count > 0)
        self._show_preview()

    def _show_preview(self) -> None:
        """One of them, with a code that is nobody's."""
        if self._template is None:
            return
        terms, today = self._template.terms, self._desk.today
        try:
            days = coupon_terms.validity(terms, today)
        except CouponLapsed:
            days = Span(today, today)
        paper = PaperCoupon(codes.coded(codes.Kind.COUPON, 0), *days)
        name_of = partial(_name, self._names)
        made = coupon_label(self._desk.terms, self._template, paper, name_of)
        self.preview.show_label(made, self.paper.layouts.value())

    def _most(self, count: int) -> str:
        if self._template is None or not count:
            return ""
        most = issuing.cost(self._desk.shop, self._template.terms, count)
        return (
            ""
            if most is None
            else _("costs {amount} at most").format(amount=self._desk.money(most))
        )

    def _make(self) -> None:
        if self._template is None:
            return
        self.count.forgive()
        try:
            if self._batch is None:
                parse_count(self.count.text(), least=1, most=MOST)
        except ShopError as problem:
            self.count.refuse(self._desk.words(problem))
            return
        count = int(self.count.text())
        name_of: Callable[[int], str] = partial(_name, self._names)
        self.paper.make(
            partial(_labels, self._desk, self._template, self._batch, count, self._request, name_of)
        )

    def _made(self) -> None:
        """What is on paper stands in the list of batches; more of it is another batch."""
        self._request = new_request()

    def _leave(self) -> None:
        if not self.paper.is_running:
            self.closed.emit("")

    def _build(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(10)
        for part in (self.heading, self.lead, self.count, self.pages_needed, self.paper):
            inside.addWidget(part)
        inside.addWidget(self.preview, 1)
        across = row(gap=10)
        across.addWidget(self.paper.start, 1)
        across.addWidget(self.leave)
        inside.addLayout(across)
        self.count.edit.textChanged.connect(self._show_pages)
        self.count.edit.returnPressed.connect(self._make)
        self.paper.layouts.chosen.connect(self._show_pages)
        self.paper.wanted.connect(self._make)
        self.paper.made.connect(self._made)
        on_key(self, "Esc", self._leave)


def _name(names: Mapping[int, str], good: int) -> str:
    return names.get(good, "")


def _labels(
    desk: Desk,
    template: TemplateRow,
    batch: BatchRow | None,
    count: int,
    request: str,
    name_of: Callable[[int], str],
    progress: Progress,
) -> list[Label]:
    """The coupons are made first, all or none; the same request finds them again."""
    number = batch.id if batch else issuing.print_batch(
        desk.shop, by=desk.by, template=template.id, count=count, request=request,
        progress=progress,
    )  # fmt: skip
    terms = desk.terms
    with texts.speaking(texts.language()):
        return [
            coupon_label(terms, template, paper, name_of)
            for paper in recalling.papers(desk.shop, number)
        ]


def coupon_label(
    terms: Terms, template: TemplateRow, paper: PaperCoupon, name_of: Callable[[int], str]
) -> Label:
    """What stands on the paper: what it gives, its other terms, its own days."""
    gift, *rest = terms_text(template.terms, terms.currency, name_of).split(APART)
    days = _("{first} to {last}").format(first=day_text(paper.starts), last=day_text(paper.lapses))
    return Label(gift, (template.name, *rest, days), paper.code, shop_name=terms.shop_name)
