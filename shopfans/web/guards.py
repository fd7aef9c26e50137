"""What every request must pass and every answer carries: this door is open to strangers' phones."""

import hmac
from collections import Counter
from collections.abc import Callable
from threading import Lock

from flask import Flask, Response, abort, request

from shopfans.web.visits import Visits, What

LARGEST_BODY = 8 * 1024
"""Bytes."""
MOST_FIELDS = 20
METHODS = frozenset({"GET", "HEAD", "POST"})

SELF_CHECK = "ShopFans looks whether it can be reached"
"""The browser that the program's own check pretends to be: no phone, and no visit."""

STYLE = "/style.css"
"""Open to everybody: the page that refuses a wrong code wants to look right too."""

CODE = "/code"
"""Ends the address of a member's code, which stands within her page and comes anew by itself: no
visit of its own."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self' data:; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    # not no-referrer: with that browsers send "Origin: null" with our own form
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Limit:
    """So many a minute from each address, and so many in all."""

    def __init__(self, *, each: int, total: int, clock: Callable[[], float]) -> None:
        self._each, self._total, self._clock = each, total, clock
        self._lock = Lock()
        self._began = clock()
        self._seen: Counter[str] = Counter()  # never longer than `total`

    def allows(self, address: str | None) -> bool:
        """Whether one more is welcome; if so it is counted."""
        with self._lock:
            if self._clock() - self._began >= 60:
                self._began = self._clock()
                self._seen.clear()
            key = address or ""
            if self._seen[key] >= self._each or self._seen.total() >= self._total:
                return False
            self._seen[key] += 1
            return True


_REFUSED = {
    403: What.FOREIGN_FORM,
    404: What.WRONG_CODE,
    413: What.TOO_LARGE,
    421: What.WRONG_NAME,
    422: What.UNFINISHED,
    429: What.TOO_MANY,
    503: What.TROUBLE,
}


def guard(
    app: Flask,
    *,
    secret: str,
    hosts: frozenset[str],
    clock: Callable[[], float],
    visits: Visits,
) -> None:
    """Only requests to our own address, with the code and from our own form reach the pages.

    Refused with 421, 405, 404 (429 for many wrong codes), 403, 411, 413, 415 or 400; each
    answer is noted in `visits`.
    """
    wrong_codes = Limit(each=20, total=200, clock=clock)
    origins = {f"http://{host}" for host in hosts}
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_BODY, PROVIDE_AUTOMATIC_OPTIONS=False)

    @app.before_request
    def check() -> None:
        if request.headers.get("Host") not in hosts:  # a name that leads here: DNS rebinding
            abort(421)
        if request.method not in METHODS:
            abort(405)
        if request.path == STYLE:
            return
        code = request.path.split("/")[1]
        if not hmac.compare_digest(code.encode(errors="replace"), secret.encode()):
            abort(404 if wrong_codes.allows(request.remote_addr) else 429)
        if request.method == "POST":
            _check_form(origins)

    @app.after_request
    def dress(response: Response) -> Response:
        response.headers.update(HEADERS)
        what = _what(response.status_code)
        is_part = request.path == STYLE or (what is What.OPENED and request.path.endswith(CODE))
        if what and not is_part and request.headers.get("User-Agent") != SELF_CHECK:
            visits.note(what)
        return response


def _what(status: int) -> What | None:
    """What an answer of this status means for the owner's list of visits."""
    if status < 400:
        return What.SENT if request.method == "POST" else What.OPENED
    return _REFUSED.get(status, What.MALFORMED)


def _check_form(origins: set[str]) -> None:
    if request.headers.get("Origin") not in origins:
        abort(403)
    if request.content_length is None:
        abort(411)
    if request.content_length > LARGEST_BODY:
        abort(413)
    if request.mimetype != "application/x-www-form-urlencoded":
        abort(415)
    if sum(len(values) for _, values in request.form.lists()) > MOST_FIELDS:
        abort(400)
