"""Between the sign-up and her own page: her phone asks whether the counter has accepted her."""

from collections.abc import Callable

from flask import redirect, request
from werkzeug.wrappers import Response as Answer

from shopfans.services import settings
from shopfans.services.joining import linking
from shopfans.services.joining.linking import Waiting
from shopfans.web.entrance import Entrance, Rule
from shopfans.web.forms import FormKeys

LOOK_AGAIN = 5
"""Seconds between two looks."""

_LASTS = 2 * 60 * 60
"""Seconds that a phone asks; afterwards the counter shows her the address."""


class WaitingPage:
    def __init__(self, at: Entrance, clock: Callable[[], float]) -> None:
        self._at = at
        self._tickets = FormKeys(clock, fresh=_LASTS)

    def rules(self) -> list[Rule]:
        return [("/thanks/<ticket>", self.thanks, "GET")]

    def ticket(self, opened: str) -> str:
        """What the phone that sent this form asks with; nobody can make one up."""
        return self._tickets.key(opened)

    def thanks(self, ticket: str) -> Answer:
        """Whether the counter has accepted her: then on to her page, once."""
        opened, is_fresh = self._tickets.request_of(ticket)
        state: str | Waiting = Waiting.OVER
        if request.method == "HEAD":
            state = Waiting.WAITS
        elif is_fresh:
            state = linking.fetch(self._at.shop, opened)
        if isinstance(state, str):
            return redirect(f"{self._at.home}/me/{state}{self._at.switch()}", 303)
        answer = self._at.page(
            "thanks.html",
            shop_name=settings.load(self._at.shop).shop_name,
            home=self._at.home,
            waits=state is Waiting.WAITS,
        )
        return self._at.again(answer, LOOK_AGAIN) if state is Waiting.WAITS else answer
