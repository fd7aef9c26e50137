"""Programs that sell, or take forms of guests, until they are killed, and say each sale and each
form once it is confirmed."""

import multiprocessing
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock, Thread
from typing import NamedTuple

from shopfans.database import opening
from shopfans.database.shop import Shop
from shopfans.domain.errors import FileBusy
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.sales import Line, Tender
from shopfans.services.books import auditing
from shopfans.services.joining import applying
from shopfans.services.members.enrolling import Applicant
from shopfans.services.sales import listing, refunding, selling
from shopfans.services.staff import staffing
from tests.conftest import Clock

MOST_UNHEARD = 1
"""Stored, and killed before it could say so."""

THREADS = 4
"""That take forms."""

_A_SALE = 0.02
"""Seconds that one takes, about."""

if sys.platform == "win32":
    _CONTEXT = multiprocessing.get_context("spawn")
else:
    _CONTEXT = multiprocessing.get_context("forkserver")
"""One program learns to sell and each seller is a copy of it: to begin one takes no second."""
_CONTEXT.set_forkserver_preload([__name__])


class Seller(NamedTuple):
    process: BaseProcess
    bell: Connection
    """Rung when it is to begin."""
    told: Connection
    """The number of each sale or form it has confirmed."""


class Tally(NamedTuple):
    """What came of some kills."""

    confirmed: int
    lost: int
    """Confirmed, and not there afterwards."""
    untrue: int
    """Truths of the books that did not hold after a kill."""
    most_unheard: int


Work = Callable[[str, datetime, int, str, Connection, Connection], None]
"""(path, now, member, name, bell, told): what such a program does."""


@contextmanager
def sellers(
    path: Path, clock: Clock, member: int, names: Sequence[str], work: Work | None = None
) -> Iterator[list[Seller]]:
    """So many, each waiting to be told to begin; all are gone at the end."""
    made: list[Seller] = []
    try:
        for name in names:
            waiting, bell = _CONTEXT.Pipe(duplex=False)
            told, telling = _CONTEXT.Pipe(duplex=False)
            process = _CONTEXT.Process(
                target=work or _sell, args=(str(path), clock.at, member, name, waiting, telling)
            )
            process.start()
            # held by the seller alone: its death is heard
            waiting.close()
            telling.close()
            made.append(Seller(process, bell, told))
        yield made
    finally:
        for seller in made:
            seller.process.kill()
            seller.process.join()
            seller.bell.close()
            seller.told.close()


def begin(seller: Seller) -> None:
    seller.bell.send(True)


def heard(seller: Seller, sales: int) -> set[int]:
    """The next so many sales it confirms. Raises EOFError if it ends by itself before."""
    return {seller.told.recv() for _ in range(sales)}


def kill(path: Path, clock: Clock, member: int, *, times: int, first: int = 0) -> Tally:
    """Let one after the other sell, and kill it at a moment nobody chose."""
    known = _stored(path, clock)
    before, lost, untrue, unheard = len(known), 0, 0, 0
    for number in range(first, first + times):
        with sellers(path, clock, member, [f"s{number}"]) as [seller]:
            known |= confirmed_by(seller)
        opened = opening.open_shop(path, now=clock)
        untrue += len(auditing.problems(opened))
        opened.close()
        stored = _stored(path, clock)
        lost += len(known - stored)
        unheard = max(unheard, len(stored - known))
        known = stored
    return Tally(len(known) - before, lost, untrue, unheard)


def _stored(path: Path, clock: Clock) -> set[int]:
    shop = opening.open_shop(path, now=clock)
    try:
        return {row.id for row in listing.page_of_sales(shop, limit=10_000_000)}
    finally:
        shop.close()


def confirmed_by(seller: Seller) -> set[int]:
    """The sales it told of until it was killed, in the middle of one."""
    begin(seller)
    known = heard(seller, random.randint(1, 10))
    seller.process.join(timeout=random.uniform(0, _A_SALE))
    seller.process.kill()
    with suppress(EOFError):  # told to the end
        while True:
            known.add(seller.told.recv())
    return known


def _sell(
    path: str, at: datetime, member: int, name: str, waiting: Connection, telling: Connection
) -> None:
    """Sales, of which each fourth is taken back; the log goes into the file now and then."""
    waiting.recv()
    shop = opening.open_shop(Path(path), now=lambda: at)
    for number in count(1):
        sale = _told_at_last(partial(_record, shop, member, name, number))
        telling.send(sale)
        if number % 4 == 0:
            telling.send(_told_at_last(partial(_void, shop, name, number, sale)))
        if number % 3 == 0:
            shop.checkpoint()


def take_forms(
    path: str, at: datetime, _member: int, name: str, waiting: Connection, telling: Connection
) -> None:
    """Forms of guests, by as many threads as the server has."""
    waiting.recv()
    shop, numbers, lock = opening.open_shop(Path(path), now=lambda: at), count(1), Lock()

    def take() -> None:
        while True:
            number = next(numbers)
            guest = Applicant("Ana", f"+86138{number:08}", None, wants_messages=False)
            applying.apply(shop, applicant=guest, request=f"{name}-{number}")
            with lock:
                telling.send(number)

    threads = [Thread(target=take) for _thread in range(THREADS)]
    for thread in threads:
        thread.start()
    threads[0].join()  # for ever


def _record(shop: Shop, member: int, name: str, number: int) -> int:
    spend = Points(10 if number > 1 else 0)
    return selling.record_sale(
        shop, by=staffing.staff(shop)[1], request=f"{name}-{number}", lines=[Line(Money(2000))],
        payments={Tender.CASH: Money(2000 - spend)}, member=member, spend=spend,
    ).sale  # fmt: skip


def _void(shop: Shop, name: str, number: int, sale: int) -> int:
    by = staffing.staff(shop)[1]
    return refunding.void_sale(shop, by=by, sale=sale, request=f"{name}-v{number}").sale


def _told_at_last(sell: Callable[[], int]) -> int:
    """Where many sell, one may wait too long for its turn: it tries again, with the same key."""
    while True:
        with suppress(FileBusy):
            return sell()
