"""The richest sale there is: from three lots of stored value, with a tier discount, a coupon and
points."""

import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from shopfans.database import opening
from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain import bill
from shopfans.domain.kinds import Act
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.roles import SYSTEM, Staff
from shopfans.domain.sales import Line as Goods
from shopfans.domain.sales import Tender
from shopfans.domain.stored_value import Draw, Offer, StoredValueRule
from shopfans.services import settings
from shopfans.services.coupons import couponing
from shopfans.services.goods import pricing
from shopfans.services.members import finding
from shopfans.services.prepaid import prepaying
from shopfans.services.sales import selling
from tests.benchmarks.measuring import Line
from tests.benchmarks.sale_job import beside_its_twin

SPENT = Points(10)
RULE = StoredValueRule(tops_up=True, offers=(Offer(Money(1), Money(100)),), draw=Draw.IN_PROPORTION)


def jobs(demo: Path, size: str) -> Iterator[Line]:
    with tempfile.TemporaryDirectory(dir=demo.parent) as folder:
        ours = Path(folder) / "ours.shop"
        shutil.copy(demo, ours)
        shop = opening.open_shop(ours)
        terms = replace(settings.load(shop), stored_value=RULE)
        settings.save(shop, by=SYSTEM, terms=terms, request="rule")
        shop.close()
        yield from beside_its_twin("a sale from three lots", ours, size, prepared)


def prepared(shop: Shop, by: Staff, random: Random) -> Callable[[], object]:
    """Two goods for a member of a tier who has just topped up three times; all but recorded."""
    with shop.reading():
        member = random.choice(shop.rows(_RICH, SPENT))[0]
    with shop.changing():
        terms, request = settings.load(shop), secrets.token_hex(16)
        done = begin(shop, Act.ISSUE, terms=terms, by=by, request=request, asked=member)
        coupon = couponing.issue(done, 1, member)
    goods = random.sample(pricing.goods(shop), 2)
    lines = [Goods(good.price, 1, good.name, good.id) for good in goods]
    card = finding.card(shop, member)
    due = bill.quote(
        lines, terms, settings.today(shop), buyer=card.buyer,
        coupons=[one.held for one in card.coupons if one.code == coupon], spend=SPENT,
    ).due  # fmt: skip
    for part in (due.fen // 3, due.fen // 3, due.fen // 3 + 2):
        prepaying.top_up(
            shop, by=by, request=secrets.token_hex(16), member=member,
            payments={Tender.CASH: Money(max(1, part))},
        )  # fmt: skip
    stored = min(due, finding.card(shop, member).stored.both - Money(50))
    payments = {Tender.STORED_VALUE: stored, Tender.WECHAT: due - stored}
    return lambda: selling.record_sale(
        shop, by=by, request=secrets.token_hex(16), lines=lines, member=member, coupons=[coupon],
        spend=SPENT, payments={tender: amount for tender, amount in payments.items() if amount},
    )  # fmt: skip


_RICH = """
    SELECT t.member_id FROM tier_standing t JOIN ledger_entry e ON e.member_id = t.member_id
    WHERE t.tier IS NOT NULL AND e.unit = 'points'
    GROUP BY t.member_id HAVING SUM(e.change) >= 10 * ? ORDER BY t.member_id"""
