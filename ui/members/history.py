"""The facts about one member, her coupons and her last sales."""

from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from shopfans.domain.terms import Terms
from shopfans.services.belonging.referring import Friend
from shopfans.services.coupons.couponing import CouponHeld
from shopfans.services.members.finding import MemberCard
from shopfans.services.reminders.touching import Touched
from shopfans.services.sales.listing import SaleRow
from shopfans.texts import _, formats, labels, ngettext
from shopfans.texts.coupons import gift_text
from shopfans.texts.facts import gap_text
from ui import theme
from ui.members import friends, touches
from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing
from ui.widgets.pieces import Elided, column, label, row
from ui.widgets.segments import Segments

PAGES = ("sales", "touches", "friends")
SALES, TOUCHES, FRIENDS = PAGES

MOST_COUPONS = 2
"""Lines of coupons; how many more there are is said."""

_SHARES = (5, 4, 4)
"""Of the width, for the code, the birthday and the usual gap."""


class History(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._terms = Terms(shop_name="")
        self._card: MemberCard | None = None
        self.facts = [(label("small"), Elided()) for _fact in range(3)]
        self.coupons_title = label("heading")
        self.page = Segments(PAGES)
        self.coupons = [Elided() for _line in range(MOST_COUPONS)]
        self.more_coupons = label("muted")
        self.sales: ListModel[SaleRow] = ListModel(_columns(self._terms))
        self.view = ListView(self.sales)
        self.view.verticalHeader().setDefaultSectionSize(38)
        self.view.set_widths(132, 70, 124, 84)
        self.listing = Listing(self.view)
        self.touches: ListModel[Touched] = ListModel(touches.columns(self._terms))
        self.touches_view = ListView(self.touches)
        self.touches_view.verticalHeader().setDefaultSectionSize(38)
        self.touches_view.set_widths(100, 84, 62, 70)
        self.touches_listing = Listing(self.touches_view)
        self.friends: ListModel[Friend] = ListModel(friends.columns(self._terms))
        self.friends_view = ListView(self.friends)
        self.friends_view.verticalHeader().setDefaultSectionSize(38)
        self.friends_view.set_widths(120, 110, 84, 90)
        self.friends_listing = Listing(self.friends_view)
        self._build()

    def show_card(
        self, terms: Terms, card: MemberCard, sales: list[SaleRow], touched: list[Touched],
        brought: list[Friend],
    ) -> None:  # fmt: skip
        has_words, self._terms, self._card = terms == self._terms, terms, card
        self.sales.show_rows(sales)
        self.touches.show_rows(touched)
        self.friends.show_rows(brought)
        if has_words:
            self._fill(card)
        else:
            self.retranslate()

    def retranslate(self) -> None:
        titles = (_("Member code"), _("Birthday"), _("Usual gap"))
        for (title, _value), words in zip(self.facts, titles, strict=True):
            title.setText(words)
        self.coupons_title.setText(_("Coupons in hand"))
        self.page.name(_("Last sales"), _("What we did for her"), _("Friends"))
        self.touches_listing.empty.say(
            "chat-circle-text",
            _("Nothing yet"),
            _("Whoever calls or writes to her from Today leaves a line here."),
        )
        self.friends_listing.empty.say(
            "users",
            _("She has brought nobody yet"),
            _("Her page has a code for a friend; scanned here, it opens the form for her."),
        )
        self.friends.retitle(friends.columns(self._terms))
        self.touches.retitle(touches.columns(self._terms))
        self.listing.empty.say("receipt", _("No sale yet"))
        self.sales.retitle(_columns(self._terms))
        if self._card is not None:
            self._fill(self._card)

    def _fill(self, card: MemberCard) -> None:
        values = (
            card.code,
            labels.birthday_text(card.birthday) if card.birthday else "–",
            gap_text(card.usual_gap) or _("not known yet"),
        )
        for (_title, value), words in zip(self.facts, values, strict=True):
            value.setText(words)
        shown = card.coupons[:MOST_COUPONS]
        for number, line in enumerate(self.coupons):
            line.setVisible(number < len(shown))
            line.setText(self._coupon_text(shown[number]) if number < len(shown) else "")
        left = len(card.coupons) - len(shown)
        words = ngettext("and {n} more", "and {n} more", left).format(n=left)
        self.more_coupons.setText(words if shown else _("None"))
        self.more_coupons.setVisible(left > 0 or not shown)

    def show_page(self, page: str) -> None:
        self.page.choose(page)
        self._turn(page)

    def _turn(self, page: str) -> None:
        self.lists.setCurrentIndex(PAGES.index(page))

    def _coupon_text(self, coupon: CouponHeld) -> str:
        terms = gift_text(coupon.terms, self._terms.currency, lambda good: "")
        until = _("until {day}").format(day=formats.day_text(coupon.lapses))
        return f"{coupon.name}  ·  {terms}  ·  {until}"

    def _build(self) -> None:
        across = row(gap=10)
        for number, (title, value) in enumerate(self.facts):
            across.addLayout(column(title, value, gap=0), _SHARES[number])
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 10)
        inside.setSpacing(4)
        inside.addLayout(across)
        inside.addSpacing(8)
        for part in (self.coupons_title, *self.coupons, self.more_coupons):
            inside.addWidget(part)
        inside.addSpacing(8)
        inside.addWidget(self.page)
        self.lists = QStackedWidget()
        for one in (self.listing, self.touches_listing, self.friends_listing):
            self.lists.addWidget(one)
        self.page.chosen.connect(self._turn)
        inside.addWidget(self.lists, 1)


def _columns(terms: Terms) -> list[Column[SaleRow]]:
    return [
        Column(_("When"), lambda sale: formats.time_text(sale.at, terms.zone), struck=_is_voided),
        Column(_("No."), lambda sale: str(sale.id), is_number=True, struck=_is_voided),
        Column("", _what, tone=_tone, stretches=True),
        Column(
            _("Paid"),
            lambda sale: formats.number_text(sale.paid, terms.currency),
            is_number=True,
            struck=_is_voided,
            ink=_ink,
        ),
    ]


def _is_voided(sale: SaleRow) -> bool:
    return sale.completed_by is not None


def _what(sale: SaleRow) -> str:
    if sale.reverses is not None:
        return _("Void of {number}").format(number=sale.reverses)
    return _("Voided") if _is_voided(sale) else ""


def _tone(sale: SaleRow) -> str | None:
    if sale.reverses is not None:
        return "plain"
    return "bad" if _is_voided(sale) else None


def _ink(sale: SaleRow) -> str | None:
    return theme.look().muted if sale.reverses is not None or _is_voided(sale) else None
