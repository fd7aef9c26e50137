"""The period at a glance: what was sold, how it was paid, what the shop owes."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from shopfans.domain.money import Money
from shopfans.domain.sales import Tender
from shopfans.services.books.reporting import PeriodFigures
from shopfans.texts import _, labels
from shopfans.texts.formats import change_text, count_text
from ui import theme
from ui.books.sums import Sums
from ui.desk import Desk
from ui.widgets.pieces import column, label, row

_TILES = 6


class Figures(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: PeriodFigures | None = None
        self.tiles = [_Tile() for _tile in range(_TILES)]
        self.sales, self.takings = Sums(9), Sums(len(Tender) + 1)
        self.points, self.coupons = Sums(7), Sums(6)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(14)
        down.addLayout(row(*self.tiles, gap=12))
        sums = row(gap=12)
        for part in (self.sales, self.takings, self.points, self.coupons):
            sums.addWidget(part, 1)
        down.addLayout(sums)

    def show_figures(self, figures: PeriodFigures | None) -> None:
        """The period's figures; None while they are read."""
        self._shown = figures
        for tile in self.tiles:
            tile.figure.setText("–")
        for part in (self.sales, self.takings, self.points, self.coupons):
            part.clear()
        if figures is not None:
            self._show_tiles(figures)
            self._show_sums(figures)

    def retranslate(self) -> None:
        names = (
            ("receipt", _("Sales")),
            ("arrow-u-up-left", _("Refunds and voids")),
            ("chart-bar", _("Average sale")),
            ("user-plus", _("New members")),
            ("users", _("Members who came")),
            ("calendar-check", _("Visits")),
        )
        for tile, (icon, words) in zip(self.tiles, names, strict=True):
            tile.name(icon, words)
        self.sales.name(
            _("Sales"), _("Goods sold"), _("Discounts"), _("Stamps off"), _("Tier discount"),
            _("Membership discount"),
            _("Coupons"), _("Points used"), _("Kept back"), _("Received"),
        )  # fmt: skip
        self.takings.name(
            _("Takings"), *(labels.tender_label(tender) for tender in Tender), _("Received")
        )
        self.points.name(
            _("Points"), _("Opening"), _("Earned"), _("Used"), _("Lapsed"), _("Adjusted"),
            _("Reversed"), _("Closing"),
        )  # fmt: skip
        self.coupons.name(
            _("Coupons"), _("Opening"), _("Issued"), _("Redeemed"), _("Lapsed"), _("Taken back"),
            _("In hand"),
        )  # fmt: skip
        self.show_figures(self._shown)

    def _show_tiles(self, figures: PeriodFigures) -> None:
        texts = (
            count_text(figures.sales),
            count_text(figures.refunds),
            self._desk.money(figures.average_sale),
            count_text(figures.members_joined),
            count_text(figures.members_came),
            count_text(figures.visits),
        )
        for tile, text in zip(self.tiles, texts, strict=True):
            tile.figure.setText(text)

    def _show_sums(self, figures: PeriodFigures) -> None:
        money = self._desk.money
        self.sales.show_figures(
            money(figures.gross),
            *map(self._if_any, (
                -figures.line_off, -figures.stamps_off, -figures.tier_off,
                -figures.membership_off, -figures.coupon_off, -figures.points_off,
                -figures.kept_back,
            )),
            money(figures.paid),
        )  # fmt: skip
        by_tender = (figures.takings.get(tender, Money()) for tender in Tender)
        self.takings.show_figures(*map(self._if_any, by_tender), money(figures.paid))
        points = figures.points
        self.points.show_figures(
            count_text(points.opening),
            *(_signed(part) for part in points[1:-1]),
            count_text(points.closing),
        )
        coupons = figures.coupons
        self.coupons.show_figures(
            count_text(coupons.opening),
            _signed(coupons.issued),
            _signed(-coupons.used),
            _signed(-coupons.lapsed),
            _signed(-coupons.recalled),
            count_text(coupons.closing),
        )

    def _if_any(self, amount: Money) -> str | None:
        """A discount nobody gave and a tender nobody paid with are no news."""
        return self._desk.money(amount) if amount else None


class _Tile(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tile")
        self.icon, self.title, self.figure = label(), label("muted"), label("figure")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(14, 12, 14, 12)
        inside.addLayout(
            column(row(self.icon, self.title, None, gap=8), row(self.figure, None), gap=4)
        )

    def name(self, icon: str, title: str) -> None:
        self.icon.setPixmap(theme.icon(icon, theme.look().accent).pixmap(18, 18))
        self.title.setText(title)


def _signed(count: int) -> str:
    return change_text(count) if count else "0"
