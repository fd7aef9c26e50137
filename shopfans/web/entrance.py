"""What all parts of a member's own page need: whose it is, whether a form may pass."""

from collections.abc import Callable

from flask import abort, request
from werkzeug.wrappers import Response as Answer

from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.errors import FormTooOld, LinkUnknown, ShopError, TooOften
from shopfans.services.joining import linking
from shopfans.web.forms import FormKeys
from shopfans.web.guards import Limit

ShowPage = Callable[..., Answer]
"""(template, status, **values): the page in the guest's language."""

View = Callable[..., Answer]
Rule = tuple[str, View, str]
"""An address below home, what answers there, and the method."""

ME = "/me/<token>"


class Entrance:
    """Hangs below `home`; `switch` keeps the language she chose."""

    def __init__(
        self,
        shop: Shop,
        home: str,
        *,
        page: ShowPage,
        switch: Callable[[], str],
        clock: Callable[[], float],
    ) -> None:
        self.shop, self.home, self.page, self.switch = shop, home, page, switch
        self._keys = FormKeys(clock)
        self._wrong = Limit(each=20, total=200, clock=clock)
        self._sent = Limit(each=20, total=300, clock=clock)

    def member(self, token: str) -> int:
        """Whose page this is; one answer for what never was and what is no more."""
        try:
            return linking.holder(self.shop, token)
        except LinkUnknown:
            abort(404 if self._wrong.allows(request.remote_addr) else 429)

    def address(self, token: str) -> str:
        return f"{self.home}/me/{token}"

    def key(self) -> str:
        """What a form of ours carries."""
        return self._keys.key(new_request())

    def opened(self) -> str:
        """The request of the form that has come."""
        return self._keys.request_of(request.form.get("key", ""))[0]

    def form_problem(self) -> ShopError | None:
        """Why a form that has come may not pass, whatever it says."""
        if not self._sent.allows(request.remote_addr):
            return TooOften()
        _opened, is_fresh = self._keys.request_of(request.form.get("key", ""))
        return None if is_fresh else FormTooOld()

    def again(self, answer: Answer, seconds: int) -> Answer:
        """The same page, which comes anew by itself."""
        answer.headers["Refresh"] = f"{seconds}; url={request.path}{self.switch()}"
        return answer


def status_of(problem: ShopError | None) -> int:
    if problem is None:
        return 200
    return 429 if isinstance(problem, TooOften) else 422
