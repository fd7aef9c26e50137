"""The list of what guests can say of themselves, and whether they join without the cashier."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout

from shopfans.database.operations import new_request
from shopfans.domain.errors import ShopError
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.members import tagging
from shopfans.services.members.tagging import CountedTag
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text
from ui import theme
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing
from ui.widgets.field import Field, beside
from ui.widgets.pieces import button, label, row, rule


class TagList(QFrame):
    topics = frozenset({Topic.TERMS, Topic.MEMBERS})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self.heading, self.why = label("heading"), label("muted", wraps=True)
        self.told = label("good", wraps=True)
        self.model: ListModel[CountedTag] = ListModel(_columns())
        self.view = ListView(self.model)
        self.listing, self.tag = Listing(self.view), Field()
        self.add = button("primary", self._add, takes_focus=True)
        self.rename = button("quiet", self._rename, takes_focus=True)
        self.retire = button("quiet", self._retire, takes_focus=True)
        self.by_itself, self.how = QCheckBox(), label("small", wraps=True)
        self._build()

    def refresh(self) -> None:
        before: CountedTag | None = self.view.chosen()
        tags = tagging.counted(self._desk.shop)
        self.model.show_rows(tags)
        at = next((n for n, one in enumerate(tags) if before and one.id == before.id), 0)
        self.view.selectRow(at)
        for part in (self.rename, self.retire):
            part.setEnabled(bool(tags))
        self.by_itself.setChecked(self._desk.terms.accepts_sign_ups)

    def retranslate(self) -> None:
        self.heading.setText(_("What guests say of themselves"))
        most = tagging.MOST
        self.why.setText(
            ngettext(
                "On her phone she ticks what fits; up to {n} tag.",
                "On her phone she ticks what fits; up to {n} tags.",
                most,
            ).format(n=most)
        )
        self.model.retitle(_columns())
        self.listing.empty.say(
            "tag", _("No tag yet"), _("Add the first one below, like “less sugar” or “cat person”.")
        )
        self.tag.name(_("Tag"))
        self.add.setText(_("Add"))
        self.add.setIcon(theme.icon("plus", theme.look().on_accent))
        self.rename.setText(_("Rename"))
        self.rename.setIcon(theme.icon("pencil-simple", theme.look().accent))
        self.retire.setText(_("Take off the list"))
        self.retire.setIcon(theme.icon("trash", theme.look().accent))
        self.by_itself.setText(_("Who signs up by phone is a member at once"))
        self.how.setText(
            _("Otherwise the cashier accepts her with F5. A number known already always waits.")
        )

    def _add(self) -> None:
        self._begin()
        try:
            tagging.add_tag(
                self._desk.shop, by=self._desk.by, name=self.tag.text(), request=new_request()
            )
        except ShopError as problem:
            self.tag.refuse(self._desk.words(problem))
        else:
            self.tag.clear()
            self.tag.setFocus()

    def _rename(self) -> None:
        """The chosen one is called what stands in the field."""
        chosen: CountedTag | None = self.view.chosen()
        if chosen is None:
            return
        self._begin()
        if not self.tag.text().strip():
            words = _("Type below what {name} is called from now on, then press once more.")
            self.tag.refuse(words.format(name=chosen.name))
            return
        try:
            tagging.rename_tag(
                self._desk.shop, by=self._desk.by, tag=chosen.id, name=self.tag.text(),
                request=new_request(),
            )  # fmt: skip
        except ShopError as problem:
            self.tag.refuse(self._desk.words(problem))
        else:
            self.tag.clear()

    def _retire(self) -> None:
        chosen: CountedTag | None = self.view.chosen()
        if chosen is None:
            return
        self._begin()
        try:
            tagging.retire_tag(
                self._desk.shop, by=self._desk.by, tag=chosen.id, request=new_request()
            )
        except ShopError as problem:
            self.tag.refuse(self._desk.words(problem))
        else:
            self._tell(_("{name} is off the list.").format(name=chosen.name))

    def _set_by_itself(self) -> None:
        terms = replace(self._desk.terms, accepts_sign_ups=self.by_itself.isChecked())
        settings.save(self._desk.shop, by=self._desk.by, terms=terms, request=new_request())

    def _begin(self) -> None:
        self._tell("")
        self.tag.forgive()

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def _build(self) -> None:
        self.view.set_widths(200, 90)
        self.view.verticalHeader().setDefaultSectionSize(38)
        self.told.hide()
        self.by_itself.clicked.connect(self._set_by_itself)
        line = row(gap=10)
        line.addWidget(self.tag, 1)
        line.addLayout(beside(self.add))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(8)
        for part in (self.heading, self.why):
            inside.addWidget(part)
        inside.addWidget(self.listing, 1)
        inside.addLayout(row(self.rename, self.retire, None, gap=4))
        inside.addWidget(self.told)
        inside.addLayout(line)
        inside.addWidget(rule())
        inside.addWidget(self.by_itself)
        inside.addWidget(self.how)
        self.tag.edit.returnPressed.connect(self._add)


def _columns() -> list[Column[CountedTag]]:
    return [
        Column(_("Tag"), lambda tag: tag.name, stretches=True),
        Column(_("Members"), lambda tag: count_text(tag.members), is_number=True),
    ]
