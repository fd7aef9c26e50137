"""The server for the phones on the shop's Wi-Fi, in threads of its own."""

import errno
import logging
import select
import socket
import sys
import threading
from contextlib import suppress

from flask import Flask
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.task import ThreadedTaskDispatcher as TaskDispatcher

from shopfans.database.shop import Shop
from shopfans.domain.contacts import parse_phone
from shopfans.domain.errors import CannotServe, PortTaken, ShopError
from shopfans.domain.invitations import new_secret
from shopfans.domain.names import name_keys
from shopfans.web.guards import LARGEST_BODY
from shopfans.web.pages import make_app
from shopfans.web.turns import Turns
from shopfans.web.visits import Visits
from shopfans.web.wire import LARGEST_HEADER, Server, Threads

PREFERRED_PORT = 8765

THREADS = 4

# seconds that a thread of ours may keep the interpreter: the window beside us asks for it often,
# and each time up to four threads are before it
SHARE = 0.001

# one phone with 300 slow connections must not keep the next guest waiting;
# where there is no poll() (Windows), select() holds 512
CONNECTIONS = 1000 if hasattr(select, "poll") else 500

_TAKEN = {errno.EADDRINUSE, errno.EACCES, 10013, 10048}
"""The last two are Windows' own: reserved by the system, and in use."""


class SignUpServer:
    """Serves the sign-up pages at `url` from the moment it is made until `close`.

    Without a `port` it is 8765, or any free one if that is taken; without a `secret` a new one.
    Raises PortTaken, or CannotServe if the address is not this computer's.
    """

    def __init__(
        self, shop: Shop, *, address: str, port: int = 0, secret: str | None = None
    ) -> None:
        self.secret = secret or new_secret()
        door = _door(address, (port,) if port else (PREFERRED_PORT, 0))
        host = f"{address}:{door.getsockname()[1]}"
        self.url = f"http://{host}/{self.secret}"
        self.visits = Visits(shop.now)
        self._sockets: dict[int, object] = {}
        turns = Turns()
        app = make_app(
            shop, secret=self.secret, hosts=frozenset({host}), visits=self.visits, turns=turns
        )
        self._server = listening(app, door, Threads(shop, THREADS), self._sockets, turns)
        self._server.on_refusal = self.visits.note
        # several guests at once are no reason to warn
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        _warm_up(app)
        sys.setswitchinterval(SHARE)
        self._thread = threading.Thread(target=self._server.run, name="sign-up pages")
        self._thread.start()

    @property
    def is_running(self) -> bool:
        return self._thread.is_alive()

    def close(self) -> None:
        """Let running requests end and shut the door; afterwards no thread of ours uses the
        shop."""
        self._server.task_dispatcher.shutdown()
        # sockets are closed by the thread that waits for them; it may have been awake already
        with suppress(OSError):
            self._server.trigger.pull_trigger(lambda: wasyncore.close_all(self._sockets))
        self._thread.join()


def _warm_up(app: Flask) -> None:
    """The first guests wait no longer than the next, and neither does the counter: pages that are
    made ready and the tables of phone numbers and of pinyin take a while."""
    for template in app.jinja_env.list_templates(["html"]):
        app.jinja_env.get_template(template)
    with suppress(ShopError):
        parse_phone("0", "CN")
    name_keys("王")


def listening(
    app: object,
    door: socket.socket,
    dispatcher: TaskDispatcher,
    sockets: dict[int, object],
    turns: Turns,
) -> Server:
    """What takes requests at `door` by our rules and has `dispatcher` answer them with `app`, in
    turns; all its connections are in `sockets`."""
    rules = Adjustments(
        sockets=[door],
        connection_limit=CONNECTIONS,
        channel_timeout=10,
        cleanup_interval=5,
        asyncore_use_poll=True,
        log_socket_errors=False,  # phones come and go
        max_request_header_size=LARGEST_HEADER,
        max_request_body_size=2 * LARGEST_BODY,  # what is a little too much gets our own page
        ident="server",
    )
    server = Server(
        app,
        sockets,
        _sock=door,
        dispatcher=dispatcher,
        adj=rules,
        bind_socket=False,
        sockinfo=(door.family, door.type, door.proto, door.getsockname()),
    )
    server.turns = turns
    return server


def _door(address: str, ports: tuple[int, ...]) -> socket.socket:
    taken = False
    for port in ports:
        try:
            return _bound(address, port)
        except OSError as problem:
            taken = problem.errno in _TAKEN
    raise PortTaken(ports[0]) if taken else CannotServe(address)


def _bound(address: str, port: int) -> socket.socket:
    if sys.platform != "win32":
        return socket.create_server((address, port))
    door = socket.socket()
    try:
        # else another program may take the port over there while we hold it
        door.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        door.bind((address, port))
        door.listen()
    except OSError:
        door.close()
        raise
    return door
