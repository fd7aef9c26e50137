"""The gift shelf: a gift in a line, its points changed, taken off by a press."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.database.operations import new_request
from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.points import MOST_AT_ONCE, Points, parse_count
from shopfans.services.goods import gifting
from shopfans.services.goods.gifting import GiftOnShelf
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text
from ui import theme
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing
from ui.widgets.field import Field, beside
from ui.widgets.flow import Flow
from ui.widgets.pieces import button, label, row


class Gifts(QFrame):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self.heading, self.count = label("heading"), label("muted")
        self.told = label("good", wraps=True)
        self.model: ListModel[GiftOnShelf] = ListModel(_columns())
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self.problem = label("error", wraps=True)
        self.name_field, self.points = Field(error=self.problem), Field(error=self.problem)
        self.add = button("primary", self._add, takes_focus=True)
        self.change = button("quiet", self._change, takes_focus=True)
        self.retire = button("quiet", self._retire, takes_focus=True)
        self._build()

    def refresh(self) -> None:
        before: GiftOnShelf | None = self.view.chosen()
        gifts = gifting.gifts(self._desk.shop)
        self.model.show_rows(gifts)
        at = next((n for n, one in enumerate(gifts) if before and one.id == before.id), 0)
        self.view.selectRow(at)
        for part in (self.change, self.retire):
            part.setEnabled(bool(gifts))
        words = ngettext("{n} gift", "{n} gifts", len(gifts))
        self.count.setText(words.format(n=count_text(len(gifts))))

    def retranslate(self) -> None:
        self.heading.setText(_("Gift shelf"))
        self.model.retitle(_columns())
        self.listing.empty.say(
            "gift", _("The shelf is empty"), _("Add the first gift below: guests pay by points.")
        )
        self.name_field.name(_("Gift"))
        self.points.name(_("Points"))
        self.add.setText(_("Add"))
        self.add.setIcon(theme.icon("plus", theme.look().on_accent))
        self.change.setText(_("Change points"))
        self.change.setIcon(theme.icon("pencil-simple", theme.look().accent))
        self.retire.setText(_("Take off the shelf"))
        self.retire.setIcon(theme.icon("trash", theme.look().accent))

    def _add(self) -> None:
        self._begin()
        try:
            gifting.add_gift(
                self._desk.shop, by=self._desk.by, name=self.name_field.text(),
                points=self._typed(), request=new_request(),
            )  # fmt: skip
        except (errors.NameMissing, errors.NameTooLong) as problem:
            self.name_field.refuse(self._desk.words(problem))
        except ShopError as problem:
            self.points.refuse(self._desk.words(problem))
        else:
            self.name_field.clear()
            self.points.clear()
            self.name_field.setFocus()

    def _change(self) -> None:
        """The chosen one costs what stands in the field of points."""
        gift: GiftOnShelf | None = self.view.chosen()
        if gift is None:
            return
        self._begin()
        try:
            points = self._typed()
            gifting.change_points(
                self._desk.shop, by=self._desk.by, gift=gift.id, points=points,
                request=new_request(),
            )  # fmt: skip
        except errors.BadNumber:
            words = _("Type below what {name} costs from now on, then press once more.")
            self.points.refuse(words.format(name=gift.name))
        except ShopError as problem:
            self.points.refuse(self._desk.words(problem))
        else:
            self.points.clear()
            self._tell(
                _("{name} costs {points} points now.").format(
                    name=gift.name, points=count_text(points)
                )
            )

    def _retire(self) -> None:
        gift: GiftOnShelf | None = self.view.chosen()
        if gift is None:
            return
        self._begin()
        try:
            gifting.retire_gift(
                self._desk.shop, by=self._desk.by, gift=gift.id, request=new_request()
            )
        except ShopError as problem:
            self.name_field.refuse(self._desk.words(problem))
        else:
            self._tell(_("{name} is off the shelf.").format(name=gift.name))

    def _typed(self) -> Points:
        return Points(parse_count(self.points.text(), least=1, most=MOST_AT_ONCE))

    def _begin(self) -> None:
        self._tell("")
        for field in (self.name_field, self.points):
            field.forgive()

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def _build(self) -> None:
        self.view.set_widths(150, 90)
        self.view.verticalHeader().setDefaultSectionSize(38)
        self.told.hide()
        line = row(gap=10)
        line.addWidget(self.name_field, 3)
        line.addWidget(self.points, 2)
        line.addLayout(beside(self.add))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(8)
        inside.addLayout(row(self.heading, self.count, None, gap=12))
        inside.addWidget(self.listing, 1)
        inside.addLayout(Flow(self.change, self.retire, gap=4))
        inside.addWidget(self.told)
        inside.addLayout(line)
        inside.addWidget(self.problem)
        for field in (self.name_field, self.points):
            field.edit.returnPressed.connect(self._add)


def _columns() -> list[Column[GiftOnShelf]]:
    return [
        Column(_("Gift"), lambda gift: gift.name, stretches=True),
        Column(_("Points"), lambda gift: count_text(gift.points), is_number=True),
    ]
