"""One sale, beside a raw twin: the same statements with the same values on a copy of the file."""

import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from peewee import sqlite3

from shopfans.database import opening
from shopfans.database.shop import Shop
from shopfans.domain import bill
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Line as Goods
from shopfans.domain.sales import Tender
from shopfans.services import settings
from shopfans.services.goods import pricing
from shopfans.services.members import finding
from shopfans.services.sales import selling
from shopfans.services.staff import staffing
from tests.benchmarks import flushes
from tests.benchmarks.measuring import Line, percentile, wall_and_processor

SALES = 300

_NEWEST = "SELECT id, digest FROM ledger_entry ORDER BY id DESC LIMIT 1"

Prepare = Callable[[Shop, Staff, Random], Callable[[], object]]
"""Makes a sale, all but recorded."""

_Times = tuple[float, float]
"""Wall and processor."""

_Statement = tuple[str, Any, bool]
"""With its values, and whether they are many rows at once."""


def jobs(demo: Path, size: str) -> Iterator[Line]:
    with tempfile.TemporaryDirectory(dir=demo.parent) as folder:
        ours = Path(folder) / "ours.shop"
        shutil.copy(demo, ours)
        yield from beside_its_twin("one sale", ours, size, prepared)
        yield from flushes.each("sale", size, "some_sales", ours)


def beside_its_twin(job: str, path: Path, size: str, prepare: Prepare) -> Iterator[Line]:
    """Sales as they are prepared, and the same statements said again to a copy of the file."""
    ours, raw = _side_by_side(path, prepare)
    for name, share, most, ratio in (("p50", 0.5, 0.02, 1.5), ("p99", 0.99, 0.05, None)):
        took, floor = (percentile([wall for wall, _ in times], share) for times in (ours, raw))
        yield Line(f"{job}, {name}", size, took, floor, most, ratio)
    took, floor = (percentile([processor for _, processor in times], 0.5) for times in (ours, raw))
    yield Line(f"{job}, processor, p50", size, took, floor)


def _side_by_side(path: Path, prepare: Prepare) -> tuple[list[_Times], list[_Times]]:
    """What each sale takes the shop and its twin, each right after what prepares it.

    The statements are heard in a third shop that sells the same and is not measured.
    """
    copies = [path.with_name(f"{name}.shop") for name in ("heard", "twin")]
    for copy in copies:
        shutil.copy(path, copy)
    shop, heard, twin = opening.open_shop(path), opening.open_shop(copies[0]), _raw(copies[1])
    said = _listen(heard)
    by, random, again = staffing.staff(shop)[1], Random(9), Random(9)
    ours, raw = [], []
    for _ in range(SALES):
        said.clear()
        sale = prepare(heard, by, again)
        before = said.copy()
        said.clear()
        sale()
        ours.append(wall_and_processor(prepare(shop, by, random)))
        _say_again(twin, before)
        raw.append(wall_and_processor(lambda: _say_again(twin, said)))
    newest = twin.execute(_NEWEST).fetchall()
    with heard.reading():
        assert heard.rows(_NEWEST) == newest
    with shop.reading():
        assert shop.rows(_NEWEST)[0][0] == newest[0][0]
    for one in (shop, heard, twin):
        one.close()
    return ours, raw


def prepared(shop: Shop, by: Staff, random: Random) -> Callable[[], object]:
    """A sale of two goods to a member, with her coupon if she has one; all but recorded."""
    with shop.reading():
        most = shop.rows("SELECT MAX(id) FROM member")[0][0]
    member = random.randint(1, most)
    goods = random.sample(pricing.goods(shop), 2)
    lines = [Goods(good.price, 1, good.name, good.id) for good in goods]
    card = finding.card(shop, member)
    coupons = card.coupons
    due = bill.quote(
        lines,
        settings.load(shop),
        settings.today(shop),
        buyer=card.buyer,
        coupons=[one.held for one in coupons[:1]],
    ).due
    return lambda: selling.record_sale(
        shop,
        by=by,
        request=secrets.token_hex(16),
        lines=lines,
        payments={Tender.WECHAT: due},
        member=member,
        coupons=[coupons[0].code] if coupons else [],
    )


def _listen(shop: Shop) -> list[_Statement]:
    """Every statement the shop's connection is given, with its values."""
    said: list[_Statement] = []
    shop._db._state.conn = _Heard(shop._db.connection(), said)
    return said


class _Heard:
    """A connection whose statements are taken down."""

    def __init__(self, connection: Any, said: list[_Statement]) -> None:
        self._connection, self._said = connection, said

    def execute(self, sql: str, values: Any = ()) -> Any:
        self._said.append((sql, values, False))
        return self._connection.execute(sql, values)

    def executemany(self, sql: str, rows: Any) -> Any:
        rows = list(rows)
        self._said.append((sql, rows, True))
        return self._connection.executemany(sql, rows)

    def cursor(self) -> "_Heard":
        """For peewee, which begins and commits with it."""
        return self

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def _say_again(twin: Any, said: list[_Statement]) -> None:
    for sql, values, are_many in said:
        if are_many:
            twin.executemany(sql, values)
        else:
            twin.execute(sql, values).fetchall()


def _raw(path: Path) -> Any:
    twin = sqlite3.connect(path, isolation_level=None)
    shop = opening.open_shop(path)
    for name, value in shop._db._pragmas:
        twin.execute(f"PRAGMA {name} = {value}").fetchall()
    shop.close()
    return twin
