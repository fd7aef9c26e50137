"""Eight tills, one coupon: exactly one wins, and nobody is told that the file is busy."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from threading import Barrier
from typing import NamedTuple

import pytest

from shopfans.database import opening
from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Line, Tender
from shopfans.domain.stored_value import Offer, StoredValueRule
from shopfans.domain.tiers import Tier, TierRule
from shopfans.services.belonging import tiering
from shopfans.services.joining import applying
from shopfans.services.members import finding
from shopfans.services.members.enrolling import Applicant
from shopfans.services.prepaid import paying_out, prepaying
from shopfans.services.sales import listing, refunding, selling
from shopfans.services.sessions import using
from shopfans.services.staff import staffing
from tests.conftest import Clock
from tests.services import session_cards
from tests.services.stored_value import allow, pay
from tests.services.test_selling import sell

TOGETHER = 8
PATIENCE = 600
"""Seconds, so that a racer who never comes does not hold the tests for ever; eight programs that
start on a busy computer take more than a minute."""


class Stake(NamedTuple):
    """What they race for."""

    member: int
    coupon: str
    sale: int
    almost_gone: int
    """A sale of which one piece of two came back."""
    sign_up: int
    top_up: int
    session: int
    """A service of a card of which one session is left."""


Race = Callable[[Shop, Staff, Stake, int], object]


def use_the_coupon(shop: Shop, by: Staff, stake: Stake, racer: int) -> object:
    return sell(
        shop, by, 20, f"race {racer}", member=stake.member, coupon=stake.coupon, due=1500
    )  # fmt: skip


def use_the_last_points(shop: Shop, by: Staff, stake: Stake, racer: int) -> object:
    return sell(shop, by, 20, f"race {racer}", member=stake.member, spend=Points(90), due=1910)


def use_the_last_yuan(shop: Shop, by: Staff, stake: Stake, racer: int) -> object:
    """She has one, of her own money and of the bonus; each racer asks for all of it."""
    return pay(shop, by, stake.member, 100, f"race {racer}")


def take_the_top_up_back(shop: Shop, by: Staff, stake: Stake, racer: int) -> object:
    return prepaying.void(shop, by=by, top_up=stake.top_up, request=f"race {racer}")


def pay_it_out(shop: Shop, by: Staff, stake: Stake, racer: int) -> object:
    owner = staffing.staff(shop)[0]
    return paying_out.pay_out(
        shop, by=owner, member=stake.member, top_ups=[stake.top_up], returned=Money(60),
        tender=Tender.CASH, request=f"race {racer}",
    )  # fmt: skip


def void_the_sale(shop: Shop, by: Staff, stake: Stake, racer: int) -> object:
    return refunding.void_sale(shop, by=by, sale=stake.sale, request=f"race {racer}")


def give_back_the_last_piece(shop: Shop, by: Staff, stake: Stake, racer: int) -> object:
    return refunding.refund_sale(
        shop, by=by, sale=stake.almost_gone, quantities={1: 1}, request=f"race {racer}"
    )


def accept_the_sign_up(shop: Shop, by: Staff, stake: Stake, racer: int) -> object:
    return applying.accept(shop, by=by, sign_up=stake.sign_up)


def use_the_last_session(shop: Shop, by: Staff, stake: Stake, racer: int) -> object:
    return using.use(shop, by=by, part=stake.session, request=f"race {racer}")


def send_the_same_sale(shop: Shop, by: Staff, stake: Stake, racer: int) -> object:
    return sell(shop, by, 20, "race", member=stake.member).sale


def rise_to_silver(shop: Shop, by: Staff, stake: Stake, racer: int) -> object:
    """At the full price: for the next till she is silver already, and pays less."""
    return sell(shop, by, 500, f"race {racer}", member=stake.member)


RACES: dict[Race, str] = {
    use_the_coupon: "CouponUsed",
    use_the_last_points: "NotEnoughPoints",
    use_the_last_yuan: "NotEnoughStoredValue",
    take_the_top_up_back: "AlreadyVoided",
    pay_it_out: "NothingToPayOut",
    void_the_sale: "AlreadyVoided",
    give_back_the_last_piece: "AlreadyVoided",
    accept_the_sign_up: "SignUpGone",
    use_the_last_session: "SessionsUsedUp",
    rise_to_silver: "TenderMismatch",
}


@pytest.fixture
def stake(shop: Shop, cashier: Staff, mei: int) -> Stake:
    rule = TierRule((Tier(1, "Silver", 60_000, percent=500, gift=1),))
    tiering.save_rule(shop, by=staffing.staff(shop)[0], rule=rule, request="tiers")
    sale = sell(shop, cashier, 100, "before", member=mei).sale
    applying.apply(
        shop, applicant=Applicant("Ana", "+8613987654321", None, wants_messages=False), request="f"
    )
    coupon = finding.card(shop, mei).coupons[0].code
    two = selling.record_sale(
        shop, by=cashier, request="two", lines=[Line(Money(3333), 2)],
        payments={Tender.CASH: Money(6666)},
    )  # fmt: skip
    refunding.refund_sale(shop, by=cashier, sale=two.sale, quantities={1: 1}, request="one")
    allow(shop, StoredValueRule(tops_up=True, offers=(Offer(Money(60), Money(40)),)))
    paid = prepaying.top_up(
        shop, by=cashier, request="t", member=mei, payments={Tender.CASH: Money(60)}
    )
    _sold, card = session_cards.sell(shop, cashier, mei, session_cards.offer(shop))
    session_cards.use(shop, cashier, card, sessions=9)
    sign_up, last = applying.pending(shop)[0].id, card.parts[0].id
    return Stake(mei, coupon, sale, two.sale, sign_up, paid.id, last)


def outcome(race: Race, shop: Shop, stake: Stake, racer: int) -> str:
    try:
        return str(race(shop, staffing.staff(shop)[1], stake, racer)) and "won"
    except ShopError as refusal:
        return type(refusal).__name__


@pytest.mark.parametrize("race", RACES)
def test_among_threads_one_wins(shop: Shop, stake: Stake, race: Race) -> None:
    start, outcomes = Barrier(TOGETHER), []

    def run(racer: int) -> None:
        start.wait(PATIENCE)
        outcomes.append(outcome(race, shop, stake, racer))

    threads = [threading.Thread(target=run, args=(racer,)) for racer in range(TOGETHER)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == sorted(["won"] + [RACES[race]] * (TOGETHER - 1))


@pytest.fixture(scope="module")
def programs() -> Iterator[ProcessPoolExecutor]:
    """Programs of their own, as a second window or a scheduled task would be."""
    context = get_context("spawn")
    with ProcessPoolExecutor(
        TOGETHER, context, initializer=_line_up, initargs=(context.Barrier(TOGETHER),)
    ) as pool:
        yield pool


_lined_up: list[Barrier] = []


def _line_up(start: Barrier) -> None:
    _lined_up.append(start)


def run_in_a_program(path: Path, at: datetime, race: Race, stake: Stake, racer: int) -> str:
    shop = opening.open_shop(path, now=lambda: at)
    _lined_up[0].wait(PATIENCE)
    try:
        return outcome(race, shop, stake, racer)
    finally:
        _lined_up[0].wait(PATIENCE)
        shop.close()


def raced(programs: ProcessPoolExecutor, shop: Shop, stake: Stake, race: Race) -> list[str]:
    running = [
        programs.submit(run_in_a_program, shop.path, shop.now(), race, stake, racer)
        for racer in range(TOGETHER)
    ]
    return sorted(one.result(PATIENCE) for one in running)


@pytest.mark.parametrize("race", RACES)
def test_among_programs_one_wins(
    shop: Shop, stake: Stake, programs: ProcessPoolExecutor, race: Race
) -> None:
    assert raced(programs, shop, stake, race) == sorted(["won"] + [RACES[race]] * (TOGETHER - 1))


def test_the_same_sale_sent_by_all_is_one_sale(
    shop: Shop, stake: Stake, programs: ProcessPoolExecutor, clock: Clock
) -> None:
    assert raced(programs, shop, stake, send_the_same_sale) == ["won"] * TOGETHER
    assert len(listing.page_of_sales(shop)) == 4


def test_the_gift_of_her_tier_comes_once(
    shop: Shop, stake: Stake, programs: ProcessPoolExecutor
) -> None:
    before = len(finding.card(shop, stake.member).coupons)
    raced(programs, shop, stake, rise_to_silver)
    assert len(finding.card(shop, stake.member).coupons) == before + 1
