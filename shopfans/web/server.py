"""The server for the phones on the shop's Wi-Fi, in threads of its own."""

import logging
import secrets
import select
import socket
import threading

from waitress import create_server, wasyncore

from shopfans.database.shop import Shop
from shopfans.domain.errors import CannotServe
from shopfans.web.guards import LARGEST_BODY
from shopfans.web.pages import check_words, make_app

PREFERRED_PORT = 8765

# one phone with 300 slow connections must not keep the next guest waiting;
# where there is no poll(), select() holds 512
CONNECTIONS = 1000 if hasattr(select, "poll") else 500


class SignUpServer:
    """Serves the sign-up pages at `url` from the moment it is made until `close`.

    Without a `port` it is 8765, or any free one if that is taken; without a `secret` a new one.
    Raises CannotServe.
    """

    def __init__(
        self, shop: Shop, *, address: str, port: int = 0, secret: str | None = None
    ) -> None:
        code = secret or secrets.token_urlsafe(16)
        door = _door(address, (port,) if port else (PREFERRED_PORT, 0))
        host = f"{address}:{door.getsockname()[1]}"
        self.url = f"http://{host}/{code}"
        self.words = check_words(code)
        self._sockets: dict[int, object] = {}
        self._server = create_server(
            make_app(shop, secret=code, hosts=frozenset({host})),
            map=self._sockets,
            sockets=[door],
            threads=4,
            connection_limit=CONNECTIONS,
            channel_timeout=10,
            cleanup_interval=5,
            asyncore_use_poll=True,
            max_request_header_size=16 * 1024,
            max_request_body_size=2 * LARGEST_BODY,  # what is a little too much gets our own page
            ident="server",
        )
        # several guests at once are no reason to warn
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        self._thread = threading.Thread(target=self._server.run, name="sign-up pages")
        self._thread.start()

    def close(self) -> None:
        """Let running requests end and shut the door; afterwards no thread of ours uses the
        shop."""
        self._server.task_dispatcher.shutdown()
        # sockets are closed by the thread that waits for them
        self._server.trigger.pull_trigger(lambda: wasyncore.close_all(self._sockets))
        self._thread.join()


def _door(address: str, ports: tuple[int, ...]) -> socket.socket:
    for port in ports:
        try:
            return socket.create_server((address, port))
        except OSError:
            continue
    raise CannotServe(address)
