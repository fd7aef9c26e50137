"""The program is killed while it sells: what it confirmed is there, and the books are true."""

import random
import shutil
import subprocess
import sys
from pathlib import Path

from shopfans.database import opening
from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services import auditing, listing
from tests.conftest import Clock

KILLS = 10
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


def test_whatever_was_confirmed_survives_a_kill(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, tmp_path: Path, clock: Clock
) -> None:
    shop.checkpoint()
    path = tmp_path / "killed.shop"
    shutil.copy(shop.path, path)
    arguments = [sys.executable, "-c", SELLER, str(path), clock.at.isoformat(), str(mei)]
    sellers = [
        subprocess.Popen(
            [*arguments, f"s{number}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for number in range(KILLS)
    ]
    known: set[int] = set()
    try:
        for seller in sellers:
            known |= confirmed_by(seller)
            opened = opening.open_shop(path, now=clock)
            stored = {row.id for row in listing.page_of_sales(opened, limit=100_000)}
            assert known <= stored
            assert len(stored - known) <= MOST_UNHEARD
            assert auditing.problems(opened) == []
            opened.close()
            known = stored
    finally:
        for seller in sellers:
            seller.kill()
            seller.communicate()
    assert len(known) > KILLS


def confirmed_by(seller: "subprocess.Popen[str]") -> set[int]:
    """The sales it told of until it was killed, at a moment nobody chose."""
    assert seller.stdin is not None
    assert seller.stdout is not None
    seller.stdin.write("\n")
    seller.stdin.flush()
    heard = [seller.stdout.readline() for _ in range(random.randint(1, 30))]
    assert all(heard), "it ended by itself, before it was killed"
    seller.kill()
    heard += seller.stdout.read().splitlines(keepends=True)
    return {int(line) for line in heard if line.endswith("\n")}
