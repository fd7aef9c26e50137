"""The page for guests' phones: served while the owner has it on, wherever the network goes."""

import time
from collections.abc import Callable, Sequence
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from shopfans.database.shop import Shop
from shopfans.domain.errors import NetworkGone, NoNetwork, PageSilent, ShopError
from shopfans.domain.invitations import Wifi, new_secret
from ui import network
from ui.background import Job, Progress
from ui.network import Network
from ui.preferences import Joining, Preferences
from ui.sweeper import put_aside

if TYPE_CHECKING:
    from shopfans.web.server import SignUpServer

EVERY = 5_000
"""Milliseconds between two looks at the network."""
_LOOKS_TO_A_CHECK = 12
_JUMP = 30
"""Seconds missing between two looks: the computer slept, or its clock was set."""

Clocks = Callable[[], tuple[float, float]]


class Spot(NamedTuple):
    """Where the page is to be served."""

    address: str
    port: int
    secret: str


def clocks() -> tuple[float, float]:
    """Seconds that never go back, and those of the clock on the wall."""
    return time.monotonic(), time.time()


class Door(QObject):
    """One for the whole run: who works at the counter may change, the page stays.

    A network that changes or goes, a port that is taken, a computer that slept: it looks every few
    seconds, and the page comes back by itself.
    """

    changed = Signal()
    """It opened, shut, moved, or cannot open now."""

    def __init__(
        self,
        shop: Shop,
        *,
        networks: Callable[[], Sequence[Network]] = network.networks,
        clocks: Clocks = clocks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shop, self._networks, self._clocks = shop, networks, clocks
        self._keeper = _Keeper(shop)
        self._job: Job | None = None
        self._looks_again = False
        self._looks = 0
        self._seen = clocks()
        self._opened: Spot | None = None
        self._server: SignUpServer | None = None
        self.problem: ShopError | None = None
        """Why phones cannot come in although the owner wants them to."""
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)

    # What others ask

    @property
    def choices(self) -> Joining:
        """What the owner chose on this computer."""
        return Preferences().joining(self._shop.path)

    @property
    def is_on(self) -> bool:
        return self.choices.is_on

    @property
    def is_busy(self) -> bool:
        """Whether it is opening, closing or being checked."""
        return self._job is not None

    @property
    def server(self) -> "SignUpServer | None":
        """What serves the page; None while it is not served.

        It is opened and closed in the background: who asks twice is answered the same until
        `changed`, be what was asked for gone by then.
        """
        return self._server

    @property
    def url(self) -> str:
        """What the second code says; empty while the page is not served."""
        return self._server.url if self._server else ""

    @property
    def wifi(self) -> Wifi:
        """What the first code says."""
        choices = self.choices
        return Wifi(choices.wifi_name, choices.wifi_password)

    @property
    def networks(self) -> Sequence[Network]:
        """In which this computer is now."""
        return self._networks()

    @property
    def is_print_old(self) -> bool:
        """Whether what was printed last leads elsewhere by now."""
        printed = self.choices.printed
        return bool(printed and self.url and printed != self.url)

    # What others do

    def begin(self) -> None:
        """Open if it is to be open, and see to it from now on."""
        from PySide6.QtNetwork import QNetworkInformation

        if QNetworkInformation.loadDefaultBackend():
            QNetworkInformation.instance().reachabilityChanged.connect(self.look)
        self._timer.start()
        self.look()

    def choose(self, choices: Joining) -> None:
        """From now on so; what is on for the first time gets its secret."""
        if choices.is_on and not choices.secret:
            choices = choices._replace(secret=new_secret())
        Preferences().keep_joining(self._shop.path, choices)
        self.look()
        self.changed.emit()

    def renew(self) -> None:
        """Another secret: what was printed before leads nowhere."""
        self.choose(self.choices._replace(secret=new_secret()))

    def remember_print(self, url: str) -> None:
        """This is what hangs on the wall now."""
        Preferences().keep_joining(self._shop.path, self.choices._replace(printed=url))
        self.changed.emit()

    def end(self) -> None:
        """No phone can reach us any more."""
        self._timer.stop()
        self._opened = self._server = None
        self._keeper.shut()

    def look(self) -> None:
        """Is the page where it should be? If not, it is brought there in the background."""
        self._looks += 1
        slept = self._slept()
        if self._job is not None:
            self._looks_again = True
            return
        wanted, problem = self._wanted()
        if wanted != self._opened or slept or not self._keeper.is_running(wanted):
            self._work(lambda _progress: self._keeper.turn_to(wanted), wanted, problem)
        elif wanted is not None and self._looks % _LOOKS_TO_A_CHECK == 0:
            self.check()
        elif wanted is None:
            self._tell(None, problem)

    def check(self) -> None:
        """Open our own page as a phone would; if it is silent, it is opened anew."""
        spot = self._opened
        if self._job is None and spot is not None:
            self._work(lambda _progress: self._keeper.check(spot), spot, None)

    # How it goes about it

    def _wanted(self) -> tuple[Spot | None, ShopError | None]:
        choices = self.choices
        if not choices.is_on or self._keeper.is_shut:
            return None, None
        here = self._networks()
        if not here:
            return None, NoNetwork()
        chosen = [one for one in here if choices.network in {"", one.key}]
        if not chosen:
            return None, NetworkGone()
        return Spot(chosen[0].address, choices.port, choices.secret), None

    def _work(
        self, work: Callable[[Progress], object], spot: Spot | None, problem: ShopError | None
    ) -> None:
        self._job = Job(work)
        self._aim, self._aim_problem = spot, problem
        self._job.finished.connect(self._arrive)
        self._job.refused.connect(self._refuse)
        self._job.start()

    def _arrive(self, _answer: object) -> None:
        self._job = None
        put_aside()  # all of Flask
        self._tell(self._aim, self._aim_problem)
        self._look_again()

    def _refuse(self, problem: ShopError) -> None:
        self._job = None
        self._tell(None, problem)
        self._look_again()

    def _tell(self, opened: Spot | None, problem: ShopError | None) -> None:
        before = (self._opened, self._server, type(self.problem))
        self._opened, self.problem = opened, problem
        self._server = self._keeper.server if opened else None
        if before != (opened, self._server, type(problem)):
            self.changed.emit()

    def _look_again(self) -> None:
        if self._looks_again:
            self._looks_again = False
            self.look()

    def _slept(self) -> bool:
        (steady, wall), (steady_before, wall_before) = self._clocks(), self._seen
        self._seen = (steady, wall)
        passed = steady - steady_before
        return passed > _JUMP or abs(wall - wall_before - passed) > _JUMP


class _Keeper:
    """The server, opened and closed in the background; once shut, nothing opens it again."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._lock = Lock()
        self.is_shut = False
        self.server: SignUpServer | None = None

    def is_running(self, wanted: Spot | None) -> bool:
        """Whether there is what is wanted, be it nothing."""
        server = self.server
        return server.is_running if server is not None else wanted is None

    def turn_to(self, spot: Spot | None) -> None:
        """Serve there, and nowhere else. Raises PortTaken or CannotServe."""
        from shopfans.web.server import SignUpServer  # Flask takes half a second to import

        with self._lock:
            self._close()
            if spot is not None and not self.is_shut:
                self.server = SignUpServer(
                    self._shop, address=spot.address, port=spot.port, secret=spot.secret
                )

    def check(self, spot: Spot) -> None:
        """Raises PageSilent, after closing what does not answer."""
        from shopfans.web.checking import answers

        server = self.server
        if server is not None and not answers(server.url):
            self.turn_to(None)
            raise PageSilent(spot.address)

    def shut(self) -> None:
        with self._lock:
            self.is_shut = True
            self._close()

    def _close(self) -> None:
        server, self.server = self.server, None
        if server is not None:
            server.close()
