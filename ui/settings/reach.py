"""Whether phones can reach this computer, step by step, and who came to the door lately."""

import sys
from datetime import datetime

from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.domain.terms import Terms
from shopfans.texts import _
from shopfans.texts.formats import time_text
from shopfans.web.visits import Visit, What
from ui import theme
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing
from ui.widgets.pieces import button, column, label, row, set_tone

_DONE, _FAILED, _OPEN = "✓", "✗", "–"


class Reach(QFrame):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk, self._door = desk, desk.door
        self.heading, self.answer = label("heading", wraps=True), label("said", wraps=True)
        self.steps, self.advice = label("", wraps=True), label("muted", wraps=True)
        self.again = button("", self._check, takes_focus=True)
        self.visits_heading = label("heading")
        self.visits: ListModel[Visit] = ListModel(_columns(desk.terms))
        self.listing = Listing(ListView(self.visits))
        self._build()
        self._door.changed.connect(self.refresh)

    def refresh(self) -> None:
        """The door as it is now."""
        door = self._door
        self.again.setEnabled(door.is_on)
        set_tone(self.answer, "tone", "bad" if door.problem or door.is_print_old else "good")
        self.answer.setText(self._answer())
        self.answer.setVisible(door.is_on)
        self.steps.setText(self._steps() if door.is_on else _("Sign-up by phone is off."))
        self.advice.setText(self._advice())
        self.advice.setVisible(door.is_on and self._last_phone() is None)
        seen = door.server.visits.newest_first() if door.server else []
        self.visits.show_rows(seen)

    def retranslate(self) -> None:
        self.heading.setText(_("Can phones reach this computer?"))
        self.again.setText(_("Check again"))
        self.again.setIcon(theme.icon("arrow-clockwise"))
        self.visits_heading.setText(_("At the door lately"))
        self.listing.empty.say(
            "device-mobile",
            _("No phone yet"),
            _("What comes and what is refused stands here, without names or addresses."),
        )
        self.visits.retitle(_columns(self._desk.terms))
        self.refresh()

    def _check(self) -> None:
        if self._door.server is None:
            self._door.look()
        else:
            self._door.check()

    def _answer(self) -> str:
        door = self._door
        if door.problem is not None:
            return self._desk.words(door.problem)
        if door.server is None:
            return _("Just a moment…")
        if door.is_print_old:
            return _(
                "Yes, but the address has changed since the poster was printed. Print it again; "
                "a fixed address in the router's settings prevents this."
            )
        return _("Yes: {address}").format(address=door.url.rsplit("/", 1)[0])

    def _steps(self) -> str:
        """Each with a mark; after the first that failed nothing is known."""
        door, last = self._door, self._last_phone()
        failed = type(door.problem).__name__ if door.problem is not None else ""
        order = ("NoNetwork", "NetworkGone", "PortTaken", "CannotServe", "PageSilent")
        reached = order.index(failed) if failed in order else len(order)
        words = (
            (_("In a network"), reached > 1),
            (_("The port is free for us"), reached > 3),
            (_("The page answers"), reached > 4),
        )
        lines, is_known = [], door.server is not None or door.problem is not None
        for text, is_done in words:
            lines.append(f"{_OPEN if not is_known else _DONE if is_done else _FAILED}  {text}")
            is_known = is_known and is_done
        if last is None:
            lines.append(f"{_OPEN}  " + _("No phone has been here yet"))
        else:
            at = time_text(last, self._desk.terms.zone)
            lines.append(f"{_DONE}  " + _("A phone was here: {at}").format(at=at))
        return "\n".join(lines)

    def _last_phone(self) -> datetime | None:
        server = self._door.server
        return server.visits.last_phone if server else None

    def _advice(self) -> str:
        router = _(
            "A phone on the same Wi-Fi sees nothing? Many routers keep phones apart in a guest "
            "network: let it use the main one, or turn “AP isolation” off."
        )
        return f"{_firewall(self._door.choices.port)}\n{router}"

    def _build(self) -> None:
        self.listing.view.set_widths(92, 150, 60)
        self.listing.view.verticalHeader().setDefaultSectionSize(36)
        self.listing.view.setSelectionMode(ListView.SelectionMode.NoSelection)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 16, 18, 16)
        inside.setSpacing(10)
        inside.addLayout(row(self.heading, None, self.again))
        for part in (self.answer, self.steps, self.advice):
            inside.addWidget(part)
        inside.addSpacing(6)
        inside.addLayout(column(self.visits_heading, gap=4))
        inside.addWidget(self.listing, 1)


def _firewall(port: int) -> str:
    if sys.platform == "win32":
        return _(
            "Windows may block phones: press the Windows key, type “Allow an app through Windows "
            "Firewall”, then Change settings, and tick “Private” for ShopFans."
        )
    return _("If this computer has a firewall, let TCP port {port} in.").format(port=port)


def _columns(terms: Terms) -> list[Column[Visit]]:
    def ink(visit: Visit) -> str | None:
        return theme.look().warn if visit.what.is_refusal else None

    return [
        Column(_("Time"), lambda visit: time_text(visit.at, terms.zone)[-5:]),
        Column(_("What"), lambda visit: _words(visit.what), ink=ink, stretches=True),
        Column(_("Times"), lambda visit: str(visit.times), is_number=True),
    ]


def _words(what: What) -> str:
    return {
        What.OPENED: _("Page opened"),
        What.SENT: _("Form sent"),
        What.UNFINISHED: _("Form with a field wrong"),
        What.WRONG_CODE: _("Refused: wrong code"),
        What.WRONG_NAME: _("Refused: not our address"),
        What.FOREIGN_FORM: _("Refused: form of another site"),
        What.TOO_MANY: _("Refused: too often"),
        What.CROWDED: _("Refused: too many connections"),
        What.TOO_LARGE: _("Refused: too large"),
        What.MALFORMED: _("Refused: not understood"),
        What.TROUBLE: _("The shop's file did not answer"),
    }[what]
