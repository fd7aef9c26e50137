"""Only those members who chose a tag of the owner's list."""

from collections.abc import Sequence

from shopfans.services.members import tagging
from shopfans.services.members.tagging import TagRow
from shopfans.texts import _
from ui.desk import Desk
from ui.widgets.chips import Chips


class ByTag(Chips):
    """Everybody, or the tag that holds; not there while the list has no tag."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.refresh()

    def refresh(self) -> None:
        """The owner's list as it is now; a tag that was taken off it holds no more."""
        self.show_tags(tagging.tags(self._desk.shop))

    def show_tags(self, tags: Sequence[TagRow]) -> None:
        """The same with the list at hand."""
        choices = [(None, _("Everybody")), *((tag.id, tag.name.replace("&", "&&")) for tag in tags)]
        self.show_choices(choices, self.value())
        self.setVisible(bool(tags))

    def retranslate(self) -> None:
        self.setAccessibleName(_("What guests say of themselves"))
        self.refresh()
