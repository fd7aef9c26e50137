"""Requests from hostile phones, to the form of the door and to a member's own page.

They are bytes through our own connections, parser and pages, in this thread and without a network:
a hundred thousand take minutes. The clock of the limits goes on with them, or nearly all would be
refused before they reach a page.
"""

import logging
import os
import re
import shutil
import socket
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

from waitress import wasyncore

from shopfans.database import opening
from shopfans.database.shop import Shop
from shopfans.domain.invitations import new_secret
from shopfans.services.joining import linking
from shopfans.services.staff import staffing
from shopfans.web.pages import make_app
from shopfans.web.server import listening
from shopfans.web.turns import Turns
from shopfans.web.visits import Visits
from tests.benchmarks.measuring import Line
from tests.web import crowd

REQUESTS = 100_000
APART = 0.25
"""Seconds between two requests, by the clock of the limits."""
ADDRESSES = 400
ONE_FORM = 500
"""Requests that carry the key of the same form."""
WARM = 0.1
"""The share of the requests after which memory is to stay."""
GROWTH = 2.0
"""Megabytes that the others may add."""


def jobs(demo: Path) -> Iterator[Line]:
    with tempfile.TemporaryDirectory(dir=demo.parent) as folder:
        path = Path(folder) / "hostile.shop"
        shutil.copy(demo, path)
        with closing(opening.open_shop(path)) as shop, closing(_Door(shop)) as door:
            her, secrets = _members(shop)
            owner = staffing.staff(shop)[0]
            token = linking.give(shop, by=owner, member=her, request="link")
            yield from _Attack(door, door.url, secrets).lines("the form")
            yield from _Attack(door, f"{door.url}/me/{token}", secrets).lines("her page")


def _members(shop: Shop) -> tuple[int, list[str]]:
    """Whose page it is, and what no answer may tell: her own number, twenty others and their
    names."""
    with shop.reading():
        [(her, name, phone), *others] = shop.rows(
            "SELECT id, name, phone FROM member WHERE phone <> '' AND length(name) > 2 LIMIT 21"
        )
    told = {words for _id, *both in others for words in both if words not in name}
    return her, [phone.removeprefix("+86"), *sorted(told)]


class _Attack:
    """So many mutated requests to `url`, and what was answered."""

    def __init__(self, door: "_Door", url: str, secrets: list[str]) -> None:
        self._door, self._url = door, url
        self._signs = [*(one.encode() for one in secrets), *crowd.BUGS]
        self._is_hers = "/me/" in url
        self._random = Random(7)
        self._key = ""
        self._statuses = Counter[str]()
        self._broken: list[str] = []
        self._told: list[str] = []

    def lines(self, where: str) -> Iterator[Line]:
        size, logged = f"{REQUESTS:,} to {where}", len(self._door.logged)
        before, start = 0.0, time.perf_counter()
        for number in range(REQUESTS):
            if number % ONE_FORM == 0:
                self._fetch_key()
            if number == int(REQUESTS * WARM):
                before = _megabytes()
            self._send()
        took = (time.perf_counter() - start) / REQUESTS
        said = self._door.logged[logged:]
        for one in (dict(self._statuses), *self._broken[:3], *self._told[:3], *said[:3]):
            print(one, file=sys.stderr)  # noqa: T201  (what went wrong, for who runs it)
        yield Line("mutated requests: 5xx", size, len(self._broken), most=0, unit="")
        yield Line("answers that told too much", size, len(self._told), most=0, unit="")
        yield Line("warnings in the log", size, len(said), most=0, unit="")
        after = _megabytes()
        yield Line("memory, after and before", size, after, before, before + GROWTH, unit="MB")
        yield Line("one of them", size, took)

    def _send(self) -> None:
        right = crowd.right_one_of_hers if self._is_hers else crowd.right_one
        sent = crowd.mutated(right(self._url, self._key, self._random), self._random)
        source = crowd.address_of(self._random.randrange(ADDRESSES))
        answer = self._door.ask(sent, source)
        status = crowd.status_of(answer)
        self._statuses[status] += 1
        if status.startswith("5"):
            self._broken.append(f"{sent!r} -> {answer!r}"[:2000])
        if any(sign in answer for sign in self._signs):
            self._told.append(f"{sent!r} -> {answer!r}"[:2000])

    def _fetch_key(self) -> None:
        """The key of a fresh form, as every phone may have one."""
        place = urlsplit(f"{self._url}/data" if self._is_hers else self._url)
        asked = f"GET {place.path} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n"
        page = self._door.ask(asked.encode(), crowd.address_of(ADDRESSES)).decode()
        found = re.search(r'name="key" value="([^"]+)"', page)
        assert found, page[:500]
        self._key = found[1]


class _Door:
    """The door for phones without its threads: a request is answered where it is asked."""

    def __init__(self, shop: Shop) -> None:
        self._seconds = 0.0
        self._door = socket.create_server(("127.0.0.1", 0))
        host, secret = f"127.0.0.1:{self._door.getsockname()[1]}", new_secret()
        self.url = f"http://{host}/{secret}"
        visits = Visits(shop.now)
        app = make_app(
            shop, secret=secret, hosts=frozenset({host}), clock=lambda: self._seconds, visits=visits
        )
        self._sockets: dict[int, object] = {}
        self._asked = _InTurn()
        self._server = listening(app, self._door, self._asked, self._sockets, Turns())
        self._server.on_refusal = visits.note
        self.logged: list[str] = []
        self._listener = _Listener(self.logged)
        logging.getLogger().addHandler(self._listener)

    def ask(self, sent: bytes, source: str) -> bytes:
        """Everything that is answered until the server hangs up."""
        self._seconds += APART
        ours, hers = socket.socketpair()
        with hers:
            self._server.channel_class(
                self._server, ours, (source, 0), self._server.adj, map=self._sockets
            )
            hers.sendall(sent)
            hers.shutdown(socket.SHUT_WR)
            hers.setblocking(False)
            answer = bytearray()
            while self._server.active_channels:
                wasyncore.poll(0, self._sockets)
                self._asked.serve()
                answer += _arrived(hers)
        return bytes(answer)

    def close(self) -> None:
        logging.getLogger().removeHandler(self._listener)
        wasyncore.close_all(self._sockets)


class _InTurn:
    """In place of the threads."""

    def __init__(self) -> None:
        self._waiting = deque[Any]()

    def add_task(self, task: Any) -> None:
        self._waiting.append(task)

    def serve(self) -> None:
        while self._waiting:
            self._waiting.popleft().service()


class _Listener(logging.Handler):
    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self._heard.append(record.getMessage())


def _arrived(wire: socket.socket) -> bytes:
    arrived = bytearray()
    with suppress(OSError):  # nothing more yet, or hung up upon
        while chunk := wire.recv(65_536):
            arrived += chunk
    return bytes(arrived)


def _megabytes() -> float:
    fields = Path("/proc/self/statm").read_text().split()
    return round(int(fields[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)
