"""Bytes from strangers: waitress, stricter about what a request may be and who may hold on."""

import itertools
import logging
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from threading import Thread
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask, ThreadedTaskDispatcher

from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError
from shopfans.web.guards import HEADERS
from shopfans.web.turns import Turns
from shopfans.web.visits import What

LARGEST_HEADER = 16 * 1024
"""Bytes."""
MOST_LINES = 64
"""Lines of a header."""

EACH = 40
"""Connections from one address: a browser opens six."""

PATIENCE = 20
"""Seconds until a request must be here whole: a byte now and then does not keep a place."""

log = logging.getLogger(__name__)


class Parser(HTTPRequestParser):
    """Takes a body of a stated length only, and no header longer than any browser sends."""

    def __init__(self, adj: Any) -> None:
        super().__init__(adj)
        self.began = time.monotonic()

    def parse_header(self, header_plus: bytes) -> None:
        lines = header_plus.rstrip(b"\r\n").split(b"\r\n")[1:]
        if len(lines) > MOST_LINES:
            raise ParsingError("too many lines")
        names = [line.split(b":", 1)[0].strip().lower() for line in lines]
        # whoever stands between could understand another length than we do
        if b"transfer-encoding" in names or names.count(b"content-length") > 1:
            raise ParsingError("a body of unstated length")
        try:
            super().parse_header(header_plus)
        except ValueError:  # half an address, a length of a thousand digits
            raise ParsingError("not understood") from None


class Refusal(ErrorTask):
    """What could not be understood is answered in two words, dressed as every answer."""

    def execute(self) -> None:
        error = self.request.error
        self.status = f"{error.code} {error.reason}"
        body = error.reason.encode()
        self.response_headers += [("Content-Type", "text/plain; charset=utf-8"), *HEADERS.items()]
        self.set_close_on_finish()
        self.content_length = len(body)
        self.channel.server.on_refusal(What.MALFORMED)
        self.write(body)


class Channel(HTTPChannel):
    """One connection."""

    _numbers = itertools.count()

    parser_class = Parser
    error_task_class = Refusal

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.number = next(self._numbers)

    def service(self) -> None:
        with self.server.turns.mine():
            super().service()

    def is_late(self) -> bool:
        """Whether its request should have been here whole by now."""
        request = self.request
        return request is not None and time.monotonic() - request.began > PATIENCE


class Threads(ThreadedTaskDispatcher):
    """Each keeps its connection to the shop for as long as it lives."""

    def __init__(self, shop: Shop, count: int) -> None:
        super().__init__()
        self._shop = shop
        self._at_work: list[Thread] = []
        self.set_thread_count(count)

    def start_new_thread(self, target: Callable[[int], None], thread_no: int) -> None:
        thread = Thread(target=target, name=f"pages-{thread_no}", args=(thread_no,), daemon=True)
        self._at_work.append(thread)
        thread.start()

    def shutdown(self, cancel_pending: bool = True, timeout: int = 30) -> bool:
        """Returns once each has let go of the shop, which comes after it has left the queue."""
        is_cancelled = super().shutdown(cancel_pending, timeout)
        for thread in self._at_work:
            thread.join(timeout)
        return bool(is_cancelled)

    def handler_thread(self, thread_no: int) -> None:
        with ExitStack() as stack:
            with suppress(ShopError):  # the pages will meet it too, and say so
                stack.enter_context(self._shop.connected())
            super().handler_thread(thread_no)


class Server(TcpWSGIServer):
    """Lets one phone hold only so many connections, and none of them for ever."""

    channel_class = Channel
    on_refusal: Callable[[What], None]
    turns: Turns

    def handle_accept(self) -> None:
        try:
            accepted = self.accept()
        except OSError:  # she was gone before we looked
            return
        if accepted is None:
            return
        wire, address = accepted
        self._make_room(address[0])
        try:
            self.set_socket_options(wire)
            Channel(self, wire, address, self.adj, map=self._map)
        except OSError:
            wire.close()

    def _make_room(self, address: str) -> None:
        """Who holds too many loses the one that has waited longest: the next is as welcome as the
        first, for several guests may share an address."""
        held = [
            one
            for one in self.active_channels.values()
            if one.addr[0] == address and not one.will_close
        ]
        waiting = [one for one in held if not one.requests]
        if len(held) >= EACH and waiting:
            min(waiting, key=lambda one: one.number).will_close = True
            self.on_refusal(What.CROWDED)

    def maintenance(self, now: float) -> None:
        super().maintenance(now)
        for channel in self.active_channels.values():
            if not channel.requests and channel.is_late():
                channel.will_close = True

    def handle_error(self) -> None:
        """Said without what the phone has sent: it could name somebody."""
        log.error("a connection of the sign-up pages failed: %s", sys.exc_info()[0])
