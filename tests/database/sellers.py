"""Programs that sell until they are killed, and say each sale once it is confirmed."""

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from shopfans.database import opening
from shopfans.services import auditing, listing
from tests.conftest import Clock

MOST_UNHEARD = 1
"""Stored, and killed before it could say so."""

SELLER = """
import sys
from datetime import datetime
from pathlib import Path
from shopfans.database import opening
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.sales import Line, Tender
from shopfans.services import refunding, selling, staffing

path, at, member, name = sys.argv[1:]
sys.stdin.readline()
shop = opening.open_shop(Path(path), now=lambda: datetime.fromisoformat(at))
cashier = staffing.staff(shop)[1]
number = 0
while True:
    number += 1
    sold = selling.record_sale(
        shop, by=cashier, request=f"{name}-{number}", lines=[Line(Money(2000))],
        payments={Tender.CASH: Money(1990 if number > 1 else 2000)}, member=int(member),
        spend=Points(10 if number > 1 else 0),
    )
    print(sold.sale, flush=True)
    if number % 4 == 0:
        mirror = refunding.void_sale(shop, by=cashier, sale=sold.sale, request=f"{name}-v{number}")
        print(mirror.sale, flush=True)
    if number % 3 == 0:
        shop.checkpoint()
"""

Seller = subprocess.Popen[str]


class Tally(NamedTuple):
    """What came of some kills."""

    confirmed: int
    lost: int
    """Confirmed, and not there afterwards."""
    untrue: int
    """Truths of the books that did not hold after a kill."""
    most_unheard: int


@contextmanager
def sellers(path: Path, clock: Clock, member: int, names: list[str]) -> Iterator[list[Seller]]:
    """So many, each waiting to be told to begin; all are gone at the end."""
    arguments = [sys.executable, "-c", SELLER, str(path), clock.at.isoformat(), str(member)]
    made = [
        subprocess.Popen(
            [*arguments, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for name in names
    ]
    try:
        yield made
    finally:
        for seller in made:
            seller.kill()
            seller.communicate()


def begin(seller: Seller) -> None:
    assert seller.stdin is not None
    seller.stdin.write("\n")
    seller.stdin.flush()


def heard(seller: Seller, sales: int) -> set[int]:
    """The next so many sales it confirms."""
    assert seller.stdout is not None
    lines = [seller.stdout.readline() for _ in range(sales)]
    assert all(lines), "it ended by itself, before it was killed"
    return {int(line) for line in lines}


def kill(path: Path, clock: Clock, member: int, *, times: int, first: int = 0) -> Tally:
    """Let one after the other sell, and kill it at a moment nobody chose."""
    known: set[int] = set()
    lost = untrue = unheard = 0
    with sellers(path, clock, member, [f"s{first + n}" for n in range(times)]) as all_of_them:
        for seller in all_of_them:
            known |= confirmed_by(seller)
            opened = opening.open_shop(path, now=clock)
            stored = {row.id for row in listing.page_of_sales(opened, limit=10_000_000)}
            lost += len(known - stored)
            unheard = max(unheard, len(stored - known))
            untrue += len(auditing.problems(opened))
            opened.close()
            known = stored
    return Tally(len(known), lost, untrue, unheard)


def confirmed_by(seller: Seller) -> set[int]:
    """The sales it told of until it was killed."""
    begin(seller)
    known = heard(seller, random.randint(1, 30))
    seller.kill()
    assert seller.stdout is not None
    rest = seller.stdout.read().splitlines(keepends=True)
    return known | {int(line) for line in rest if line.endswith("\n")}
