"""Who has just sent the sign-up form, wherever one is in the program; one key accepts her."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from shopfans.domain.birthdays import Birthday
from shopfans.domain.contacts import masked
from shopfans.domain.errors import ShopError, SignUpGone
from shopfans.domain.topics import Topic
from shopfans.services.joining import applying, hearing
from shopfans.services.joining.applying import PendingSignUp
from shopfans.services.members import finding
from shopfans.texts import _, ngettext
from shopfans.texts.labels import birthday_text
from ui.counter.notice import Notice
from ui.desk import Desk
from ui.widgets.chips import Chips
from ui.widgets.keys import on_key
from ui.widgets.pieces import column, label

MOST_SHOWN = 14
"""Of those who wait, as chips to choose from: two lines of them. The others follow as these are
dealt with."""

_TOLD_FOR = 60_000
"""Milliseconds that it is said who joined."""


class Newcomers(QWidget):
    """Takes no focus, and is not there while nobody waits."""

    accepted = Signal(int)
    """The member, new or known already: she may be served."""
    serve_wanted = Signal(int)

    def __init__(self, desk: Desk, keys: QWidget) -> None:
        """The keys act wherever the focus is in `keys`."""
        super().__init__()
        self._desk = desk
        self._news = hearing.NOTHING
        self._chosen: int | None = None
        self._joined: int | None = None
        self.told = Notice(self._serve, self.forget)
        self.notice = Notice(self.accept, self.refuse, third=self.take_over)
        self.kept, self.others = label("muted", wraps=True), Chips(takes_focus=False)
        self._later = QTimer(self, singleShot=True, interval=_TOLD_FOR)
        self._later.timeout.connect(self.forget)
        self._build(keys)
        desk.changes.happened.connect(self._hear)
        self.refresh()

    def refresh(self) -> None:
        """Who waits now, with a sound if somebody new has come."""
        # no more rows than are shown: between two of them up to four phones have their turn
        before = self._news
        self._news = hearing.news(self._desk.shop, after=before.newest, most=MOST_SHOWN)
        arrived = self._news.arrived
        if arrived:
            self._tell(arrived[-1].member, arrived[-1].name, arrived[-1].phone)
        if arrived or self._news.queue.newest > before.queue.newest:
            QApplication.beep()
        self.show_chosen()

    def show_chosen(self) -> None:
        """The one who is chosen, or who has waited longest."""
        one = self._one()
        self.others.setVisible(len(self._news.waiting) > 1)
        self.kept.setVisible(one is not None and one.known is not None)
        if one is None:
            self.notice.hide()
        elif one.known is None:
            self._show_newcomer(one)
        else:
            self._show_known(one)
        if len(self._news.waiting) > 1:
            self._show_others(one)
        self._show_told()
        self.setVisible(bool(self._news.waiting) or self._joined is not None)

    def retranslate(self) -> None:
        self.show_chosen()

    def accept(self) -> None:
        """F5: she is a member; who is one already is opened as she is."""
        if not self._news.waiting:
            self._serve()
            return
        self._deal(lambda one: applying.accept(self._desk.shop, by=self._desk.by, sign_up=one.id))

    def refuse(self) -> None:
        """Shift+F5: the form is forgotten."""
        if not self._news.waiting:
            self.forget()
            return
        self._deal(lambda one: applying.refuse(self._desk.shop, by=self._desk.by, sign_up=one.id))

    def take_over(self) -> None:
        """Ctrl+F5: who is a member already has what she typed now."""
        one = self._one()
        if one is not None and one.known is not None:
            self._deal(
                lambda one: applying.take_over(self._desk.shop, by=self._desk.by, sign_up=one.id)
            )

    def name_her(self, member: int) -> None:
        """She joined while another guest is served: say so, and wait."""
        card = finding.card(self._desk.shop, member)
        self._tell(member, card.name, card.phone)
        self.show_chosen()

    def forget(self) -> None:
        """What was said about the last one is over."""
        self._joined = None
        self._later.stop()
        self.show_chosen()

    def _one(self) -> PendingSignUp | None:
        chosen = (one for one in self._news.waiting if one.id == self._chosen)
        return next(chosen, self._news.waiting[0] if self._news.waiting else None)

    def _deal(self, deal: Callable[[PendingSignUp], int | None]) -> None:
        one = self._one()
        assert one is not None
        try:
            member = deal(one)
        except SignUpGone:  # a colleague was quicker: what is left shows itself
            member = None
        except ShopError as problem:
            self.notice.words.setText(self._desk.words(problem))
            return
        self.refresh()
        if member is not None:
            self.accepted.emit(member)

    def _show_newcomer(self, one: PendingSignUp) -> None:
        words = _("{who} wants to become a member").format(who=_who(one.name, one.phone))
        more = _facts(one.birthday, one.tags)
        if one.brought_by:
            more.append(_("sent by {name}").format(name=one.brought_by))
        if self._news.queue.length > MOST_SHOWN:
            more.append(self._how_many())
        self.notice.say(
            "  ·  ".join((words, *more)),
            tone="plain",
            icon="user-plus",
            first=_("Accept  F5"),
            second=_("Refuse  ⇧F5"),
        )

    def _show_known(self, one: PendingSignUp) -> None:
        assert one.known is not None
        who = _who(one.name, one.phone)
        words = _("{who} is a member already").format(who=who)
        self.notice.say(
            "  ·  ".join((words, *_facts(one.birthday, one.tags))),
            tone="warn",
            icon="user-plus",
            first=_("Open her  F5"),
            second=_("Refuse  ⇧F5"),
            third=_("Take over what she typed  Ctrl+F5"),
        )
        kept = "  ·  ".join((one.known.name, *_facts(one.known.birthday, ())))
        self.kept.setText(_("Known so far: {kept}").format(kept=kept))

    def _show_others(self, one: PendingSignUp | None) -> None:
        choices = [
            (each.id, _who(each.name, each.phone).replace("&", "&&")) for each in self._news.waiting
        ]
        self.others.show_choices(choices, one.id if one else None)
        self.others.setAccessibleName(self._how_many())

    def _how_many(self) -> str:
        count = self._news.queue.length
        return ngettext("{n} waits", "{n} wait", count).format(n=count)

    def _show_told(self) -> None:
        if self._joined is None:
            self.told.hide()
            return
        key = "" if self._news.waiting else "  F5"
        self.told.first.setText(_("Serve her") + key)

    def _tell(self, member: int, name: str, phone: str) -> None:
        self._joined = member
        self.told.say(
            _("{who} is a member now").format(who=_who(name, phone)),
            tone="good",
            icon="check-circle",
            first=_("Serve her"),
            second=_("Close"),
        )
        self._later.start()

    def _serve(self) -> None:
        if self._joined is not None:
            member = self._joined
            self.forget()
            self.serve_wanted.emit(member)

    def _choose(self, sign_up: int) -> None:
        self._chosen = sign_up
        self.show_chosen()

    def _hear(self, topics: frozenset[Topic]) -> None:
        if Topic.SIGN_UPS in topics:
            self.refresh()

    def _build(self, keys: QWidget) -> None:
        for strip in (self.told, self.notice):
            strip.setProperty("across", True)
        self.others.chosen.connect(self._choose)
        inside = column(self.kept, self.others, gap=8)
        inside.setContentsMargins(60, 0, 24, 0)
        down = column(self.told, self.notice, inside, gap=6)
        self.setLayout(down)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        for press, act in (
            ("F5", self.accept), ("Shift+F5", self.refuse), ("Ctrl+F5", self.take_over)
        ):  # fmt: skip
            on_key(keys, press, act, repeats=False)


def _who(name: str, phone: str) -> str:
    return f"{name}  ·  {masked(phone)}"


def _facts(birthday: Birthday | None, tags: tuple[str, ...]) -> list[str]:
    born = []
    if birthday is not None:
        day = birthday_text(birthday)
        if birthday.year is not None:
            day = _("{day}, born {year}").format(day=day, year=birthday.year)
        born = [_("birthday {day}").format(day=day)]
    return [*born, *tags]
