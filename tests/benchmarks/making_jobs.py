"""Making things: the demo shop, coupons."""

import shutil
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from shopfans.database import opening
from shopfans.database.shop import Shop
from shopfans.domain import codes
from shopfans.domain.audiences import Everybody
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.money import Money
from shopfans.domain.roles import SYSTEM
from shopfans.services import demo
from shopfans.services.coupons import designing, issuing
from tests.benchmarks.measuring import Line, processor_seconds, seconds

UNTIL = date(2026, 11, 22)


def make_big_demo(path: Path, members: int, sales_per_member: int, size: str) -> Line:
    """The data of all other jobs; allowed five minutes for each two million sales."""

    def make() -> None:
        demo.make_demo(
            path, members=members, sales_per_member=sales_per_member, seed=1, until=UNTIL
        ).close()

    return Line("make the demo", size, seconds(make), most=300 * members * sales_per_member / 2e6)


def small_demo(folder: Path) -> Line:
    """What `--demo` makes while somebody waits for the window."""
    path = folder / "small.shop"

    def make() -> None:
        demo.make_demo(path, members=100, sales_per_member=24, seed=1, until=UNTIL).close()

    took = seconds(make)
    path.unlink()
    return Line("make the demo", "100 × 24", took, most=3)


def coupons(path: Path, size: str) -> Iterator[Line]:
    """One for every member, in processor seconds; the peer stores as many rows made before.

    Both write to one copy of the demo, each time in one transaction; as it grows they take turns
    in being the first.
    """
    copy = path.with_name("coupons.shop")
    shutil.copy(path, copy)
    shop = opening.open_shop(copy)
    terms = CouponTerms(CouponKind.AMOUNT_OFF, off=Money(500))
    template = designing.add_template(shop, by=SYSTEM, name="5", terms=terms, request="template")
    with shop.reading():
        holders = [member for (member,) in shop.rows("SELECT id FROM member WHERE erased = 0")]
    ours: list[float] = []
    bare: list[float] = []
    for number in range(4):
        rows = _coupon_rows(template, holders)
        turns = [
            (bare, partial(_bare_coupons, shop, rows)),
            (ours, partial(_issue, shop, template, f"batch {number}")),
        ]
        for taken, job in turns if number % 2 else reversed(turns):
            taken.append(processor_seconds(job))
    shop.close()
    copy.unlink()
    yield Line(
        "a batch of coupons",
        f"{size}, {len(holders):,} coupons",
        sum(ours) / len(ours),
        sum(bare) / len(bare),
        most_ratio=1.3,
    )


def _issue(shop: Shop, template: int, request: str) -> None:
    issuing.issue_batch(shop, by=SYSTEM, template=template, audience=Everybody(), request=request)


def _coupon_rows(template: int, holders: list[int]) -> list[tuple[object, ...]]:
    day = UNTIL.isoformat()
    return [
        (code, member, template, 1, day, day, day)
        for code, member in zip(
            codes.new_codes(codes.Kind.COUPON, len(holders)), holders, strict=True
        )
    ]


def _bare_coupons(shop: Shop, rows: list[tuple[object, ...]]) -> None:
    with shop.changing():
        shop.write_many(
            "INSERT INTO coupon (code, member_id, template_id, operation_id, issued, starts, "
            "lapses) VALUES (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
