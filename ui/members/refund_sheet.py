"""She wants her money back: the sheet as a page, printed or saved, and the payout."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from shopfans import texts
from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError
from shopfans.domain.knowledge import Section
from shopfans.domain.refund_sheets import RefundSheet
from shopfans.domain.roles import Right
from shopfans.domain.sales import Tender
from shopfans.domain.trails import What
from shopfans.services.prepaid import paying_out, value_papers
from shopfans.texts import _
from shopfans.texts.labels import tender_label
from shopfans.texts.refund_sheets import lead, sections
from ui import theme
from ui.desk import Desk
from ui.members.taking_home import Put, TakingHome, Wanted
from ui.printing import document
from ui.widgets.pieces import Elided, button, label, panel, row, rule
from ui.widgets.segments import Segments

_WAYS = (Tender.WECHAT, Tender.ALIPAY, Tender.CASH, Tender.CARD)
_ALL, _NEW = "all", "new"
_PDF = ".pdf"


class RefundSheetPage(QWidget):
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._member: int | None = None
        self._sheet: RefundSheet | None = None
        self._request = ""
        self.title = label("heading")
        self.back = button("quiet", self.closed.emit, takes_focus=True)
        self.which, self.page = Segments((_ALL, _NEW)), QTextBrowser()
        self.taking = TakingHome(desk, self._put)
        self.way_title, self.way = label("muted"), Segments(_WAYS)
        self.pay = button("danger", self._pay, takes_focus=True)
        self.told, self.problem = Elided("good"), label("error", wraps=True)
        self._build()

    def show_member(self, member: int) -> None:
        """Work her sheet out. Raises UnknownMember or MemberErased."""
        self._member, self._request = member, new_request()
        self.which.choose(_ALL)
        self.problem.hide()
        self.told.setText("")
        name = f"{self._desk.terms.shop_name} {_('refund sheet')} {member}"
        self.taking.show_name(name, {_PDF: _("A PDF file")})
        self._read()
        self.back.setFocus()

    def retranslate(self) -> None:
        self.title.setText(_("She wants her money back"))
        self.back.setText(_("Back"))
        self.back.setIcon(theme.icon("arrow-left", theme.look().accent))
        self.back.setToolTip(_("Back (Esc)"))
        self.which.name(_("All of it"), _("What she paid within seven days"))
        self.taking.retranslate()
        self.way_title.setText(_("Paid out by"))
        self.way.name(*map(tender_label, _WAYS))
        if self.isVisible() and self._member is not None:
            self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _read(self) -> None:
        assert self._member is not None
        whole = paying_out.sheet(self._desk.shop, member=self._member)
        new = tuple(one for one in whole.rows if one.needs_no_reason)
        self.which.setVisible(0 < len(new) < len(whole.rows))
        rows = new if self.which.value() == _NEW else whole.rows
        self._sheet = whole._replace(rows=rows)
        self.page.setDocument(self._document(self.page))
        money = self._desk.money(self._sheet.returnable)
        self.pay.setText(_("Pay out {money}").format(money=money))
        self.pay.setEnabled(bool(self._sheet.returnable.fen) and self._may)

    @property
    def _may(self) -> bool:
        return self._desk.by.may(Right.PAY_OUT)

    def _said(self) -> tuple[str, str, list[Section]]:
        assert self._sheet is not None
        terms = self._desk.terms
        title = _("Stored value of {name}: what is returned").format(name=self._sheet.name)
        return title, lead(self._sheet, terms), sections(self._sheet, terms)

    def _document(self, parent: QWidget | None) -> QTextDocument:
        made = document.document(*self._said(), language=texts.language())
        made.setParent(parent)
        return made

    def _pay(self) -> None:
        """What the page shows is returned, and nothing else."""
        assert self._sheet is not None
        self.problem.hide()
        try:
            paid = paying_out.pay_out(
                self._desk.shop, by=self._desk.by, member=self._sheet.member,
                top_ups=[one.top_up for one in self._sheet.rows],
                returned=self._sheet.returnable, tender=self.way.value(), request=self._request,
            )  # fmt: skip
        except ShopError as problem:
            self._refuse(problem)
            self._read()
            return
        self._request = new_request()
        self.told.setText(
            _("{money} goes back to her.").format(money=self._desk.money(paid.returned))
        )
        self._desk.spool.print_paper(value_papers.paper(self._desk.shop, paid.id))
        self._read()

    def _put(self) -> Put | None:
        if self._sheet is None:
            return None
        return partial(_put, self._desk.shop, self._sheet.member, self._said(), texts.language())

    def _refuse(self, problem: ShopError) -> None:
        self.problem.setText(self._desk.words(problem))
        self.problem.show()

    def _build(self) -> None:
        card, inside = panel(gap=8)
        inside.addLayout(row(self.title, None, self.back))
        inside.addWidget(self.which)
        self.page.setObjectName("page")
        self.page.setStyleSheet("#page { background: white; border: 0; padding: 14px; }")
        self.page.setOpenLinks(False)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside.addWidget(self.page, 1)
        inside.addWidget(self.taking)
        inside.addWidget(rule())
        inside.addWidget(self.problem)
        across = row(self.way_title, self.way, gap=10)
        across.addWidget(self.told, 1)
        across.addWidget(self.pay)
        inside.addLayout(across)
        self.problem.hide()
        self.which.chosen.connect(self._read)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(card)


def _put(
    shop: Shop, member: int, said: tuple[str, str, list[Section]], language: str, wanted: Wanted
) -> None:
    made = document.document(*said, language=language)
    into = wanted.into(shop, What.REFUND_SHEET, member=member)
    document.deliver(made, said[0], printer=wanted.kind, into=into)
