"""The strip that says who has just sent the sign-up form; one key accepts her."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication

from shopfans.domain.contacts import masked
from shopfans.domain.errors import ShopError, SignUpGone
from shopfans.services import applying
from shopfans.services.applying import PendingSignUp
from shopfans.texts import _, ngettext
from ui.counter.notice import Notice
from ui.desk import Desk


class Newcomer(Notice):
    accepted = Signal(int)
    """The member, new or known already."""
    refused = Signal(object)
    """A ShopError: the form is still there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.accept, self.refuse)
        self._desk = desk
        self._waiting: list[PendingSignUp] = []

    def refresh(self) -> None:
        """Show the one who has waited longest, with a sound if somebody new has come."""
        known = {one.id for one in self._waiting}
        self._waiting = applying.pending(self._desk.shop)
        if any(one.id not in known for one in self._waiting):
            QApplication.beep()
        self.show_first()

    def show_first(self) -> None:
        if not self._waiting:
            self.hide()
            return
        one, others = self._waiting[0], len(self._waiting) - 1
        who = f"{one.name}  ·  {masked(one.phone)}"
        words = _("{who} wants to become a member").format(who=who)
        accept = _("Accept  F5")
        if one.member is not None:
            words = _("{who} is a member already: {name}").format(who=who, name=one.member_name)
            accept = _("Open  F5")
        if others:
            words += "  ·  " + ngettext("{n} more waits", "{n} more wait", others).format(n=others)
        tone = "plain" if one.member is None else "warn"
        self.say(words, tone=tone, icon="user-plus", first=accept, second=_("Refuse"))

    def accept(self) -> None:
        self._deal(lambda one: applying.accept(self._desk.shop, by=self._desk.by, sign_up=one.id))

    def refuse(self) -> None:
        self._deal(lambda one: applying.refuse(self._desk.shop, by=self._desk.by, sign_up=one.id))

    def _deal(self, deal: Callable[[PendingSignUp], int | None]) -> None:
        if not self._waiting:
            return
        try:
            member = deal(self._waiting[0])
        except SignUpGone:  # a colleague was quicker: what is left shows itself
            member = None
        except ShopError as problem:
            self.refused.emit(problem)
            return
        self.refresh()
        if member is not None:
            self.accepted.emit(member)
