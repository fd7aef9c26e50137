"""The goods and their categories: found as one types, changed where they stand, filled from
Excel."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from shopfans.domain import scans
from shopfans.domain.errors import GoodOffSale, ShopError
from shopfans.domain.names import wanted
from shopfans.domain.roles import Right
from shopfans.domain.topics import Topic
from shopfans.services.goods import pricing
from shopfans.services.goods.pricing import MOST_HITS
from shopfans.texts import _, formats, ngettext
from ui import theme
from ui.bringing.page import Bringing
from ui.desk import Desk
from ui.goods.adding import Adding
from ui.goods.list_kind import GoodsLists
from ui.goods.sheet import Sheet
from ui.place import Place
from ui.tokens import EDGE, GAP
from ui.widgets.chips import Chips
from ui.widgets.keys import on_key, on_own_key
from ui.widgets.pieces import button, column, label, row
from ui.widgets.stack import Stack


class Shelf(NamedTuple):
    """Which goods are looked at: all on sale, those of a category, or all off sale."""

    category: str | None = None
    off_sale: bool = False


class Goods(Place):
    topics = frozenset({Topic.GOODS, Topic.SALES, Topic.TERMS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._may = desk.by.may(Right.KEEP_GOODS)
        self._order, self._descending = "category", False
        self.title = label("title")
        self.finder, self._glass = QLineEdit(), QAction(self)
        self.fetch = button("", self._begin_import, takes_focus=True)
        self.chips, self.adding, self.sheet = Chips(), Adding(desk), Sheet(desk)
        self.importing, self.pages = Bringing(desk, GoodsLists(desk)), Stack()
        self._build()
        self._connect()

    # What the window asks

    def refresh(self) -> None:
        counts = pricing.categories(self.desk.shop)
        self._show_chips(counts, pricing.categories(self.desk.shop, off_sale=True).total())
        self.adding.offer_categories(list(counts))
        self.sheet.show_goods(*self._look_up())
        self._say_count()
        is_finding = bool(wanted(self.finder.text()))
        self.sheet.offer(None if is_finding else self._shelf().category)

    def retranslate(self) -> None:
        self.title.setText(_("Goods"))
        self.finder.setPlaceholderText(_("Name, pinyin initials or barcode"))
        self.finder.setAccessibleName(_("Find an item"))
        self._glass.setIcon(theme.icon("magnifying-glass", theme.look().muted))
        self.fetch.setText(_("From Excel  F7"))
        self.fetch.setIcon(theme.icon("table"))
        for part in (self.adding, self.sheet, self.importing):
            part.retranslate()
        self._say_count()

    def arrive(self) -> None:
        if not self._is_importing():
            self.finder.setFocus()
            self.finder.selectAll()

    def end(self) -> None:
        self.importing.working.cancel()

    def scanned(self, code: str) -> bool:
        """A barcode is looked up here, or written down for the good one is at; the shop's own
        codes are the counter's."""
        match scans.read(code):
            case scans.Goods(barcode=barcode):
                if not self._is_importing():
                    self._take_barcode(barcode)
                return True
            case _:
                return False

    # Looking

    def _shelf(self) -> Shelf:
        return self.chips.value() or Shelf()

    def _show_chips(self, counts: dict[str, int], off: int) -> None:
        def words(name: str, count: int) -> str:
            return f"{name}  {formats.count_text(count)}"

        choices = [(Shelf(), words(_("All"), sum(counts.values())))]
        choices += [(Shelf(one), words(one or _("Others"), n)) for one, n in counts.items()]
        if off:
            choices.append((Shelf(off_sale=True), words(_("Off sale"), off)))
        self.chips.show_choices(choices, self._shelf())

    def _look_up(self) -> tuple[list[int], object]:
        """The keys of the goods to show, and what they are the answer to."""
        text, shelf = self.finder.text(), self._shelf()
        is_finding = bool(wanted(text))
        self.sheet.model.mark_order("" if is_finding else self._order, descending=self._descending)
        if is_finding:
            hits = pricing.find_goods(self.desk.shop, text, off_sale=True)
            return [good.id for good in hits], text
        ids = pricing.goods_in_order(
            self.desk.shop,
            self._order,
            descending=self._descending,
            category=shelf.category,
            off_sale=shelf.off_sale,
        )
        return ids, (shelf, self._order, self._descending)

    def _find(self) -> None:
        self.sheet.forget()
        self.refresh()

    def _choose_shelf(self) -> None:
        self.finder.clear()
        self._find()

    def _sort(self, section: int) -> None:
        """A heading was clicked: by it from now on, the other way round the second time."""
        order = self.sheet.model.columns[section].order
        if order and not wanted(self.finder.text()):
            self._descending = not self._descending if order == self._order else order == "sold"
            self._order = order
            self.refresh()

    def _say_count(self) -> None:
        """How many there are, and what to do when there is nothing."""
        count, empty = len(self.sheet.ids), self.sheet.listing.empty
        words = ngettext("{n} item", "{n} items", count)
        if wanted(self.finder.text()):
            words = ngettext("{n} found", "{n} found", count)
            if count == MOST_HITS:
                words = _("the {n} that sell best")
            empty.say(
                "magnifying-glass",
                _("Nothing found"),
                _("Try a piece of the name, pinyin initials, or the end of the barcode."),
            )
        else:
            what_to_do = _(
                "Add the first above, or import a list from Excel. Each becomes a button at the "
                "counter."
            )
            empty.say("package", _("No goods yet"), what_to_do if self._may else "")
        self.sheet.count.setText(words.format(n=formats.count_text(count)))

    # Scanned

    def _take_barcode(self, barcode: str) -> None:
        """Known: that good is shown. Else it is for the chosen one or for a new one."""
        try:
            self._show_scanned(pricing.by_barcode(self.desk.shop, barcode).name, barcode)
        except GoodOffSale as problem:
            self._show_scanned(problem.name, barcode)
        except ShopError as problem:
            self.sheet.forget()
            if not self._may:
                self.sheet.refuse(self.desk.words(problem))
            elif self.adding.is_begun() or not self.sheet.write_barcode(barcode):
                self.adding.take_barcode(barcode)

    def _show_scanned(self, name: str, barcode: str) -> None:
        self.finder.setText(barcode)
        self.sheet.tell(_("This is {name}.").format(name=name))
        self.sheet.view.setFocus()

    # From Excel

    def _is_importing(self) -> bool:
        return self.pages.currentWidget() is self.importing

    def _begin_import(self) -> None:
        self.sheet.forget()
        self._turn(is_importing=True)
        self.importing.open()

    def _turn(self, *, is_importing: bool) -> None:
        self.pages.setCurrentIndex(int(is_importing))
        self.fetch.setEnabled(not is_importing)
        self.finder.setEnabled(not is_importing)

    def _end_import(self) -> None:
        self._turn(is_importing=False)
        self.refresh()
        self.arrive()

    # Done

    def _tell_added(self, name: str) -> None:
        self.sheet.forget()
        self.sheet.tell(_("{name} is on sale.").format(name=name))

    def _tell_renamed(self, name: str) -> None:
        """The goods are looked at under their new name."""
        self.chips.show_choices([(Shelf(name), name)], Shelf(name))
        self.refresh()
        words = _("The category is {name} now, in rules, coupons and session cards too.")
        if not name:
            words = _("The category is no more; rules and coupons that name it mean no goods now.")
        self.sheet.tell(words.format(name=name))

    # Putting together

    def _build(self) -> None:
        self.finder.setObjectName("find")
        self.finder.setClearButtonEnabled(True)
        self.finder.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.fetch.setVisible(self._may)
        self.fetch.setEnabled(self._may)
        self.adding.setVisible(self._may)
        page = QFrame()
        inside = column(self.adding, self.chips, gap=12)
        inside.addWidget(self.sheet, 1)
        page.setLayout(inside)
        self.pages.addWidget(page)
        self.pages.addWidget(self.importing)
        down = QVBoxLayout(self)
        down.setContentsMargins(EDGE, 20, EDGE, EDGE)
        down.setSpacing(GAP)
        down.addLayout(row(self.title, 14, self.finder, 4, self.fetch))
        down.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.finder.textChanged.connect(self._find)
        self.chips.chosen.connect(self._choose_shelf)
        self.sheet.view.horizontalHeader().sectionClicked.connect(self._sort)
        self.adding.added.connect(self._tell_added)
        self.sheet.renaming.renamed.connect(self._tell_renamed)
        self.importing.closed.connect(self._end_import)
        for key, slot in (
            (Qt.Key.Key_Down, self.sheet.view.setFocus),
            (Qt.Key.Key_Escape, self.finder.clear),
        ):
            on_own_key(self.finder, key, slot)
        for keys, act in (
            ("Ctrl+F", self.arrive), ("F7", self.fetch.click),
            ("Ctrl+N", self.adding.name.setFocus),
        ):  # fmt: skip
            on_key(self, keys, act)
