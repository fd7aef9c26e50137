"""Both are rewarded for a friend, once, and only as long as her first paid visit stands."""

from dataclasses import replace

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.errors import MergeUsed, NumberOutOfRange
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.referral import Given, ReferralRule, Reward, Thanks
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Line, Tender
from shopfans.services import settings
from shopfans.services.belonging import referring, rewarding
from shopfans.services.belonging.referring import Referrer
from shopfans.services.coupons import designing
from shopfans.services.members import finding, forgetting, merging
from shopfans.services.sales import reassigning, refunding, selling
from shopfans.services.staff import tracing
from tests.conftest import Clock, join
from tests.services.friends import COUPONS, POINTS, bring, has, in_hand, reward
from tests.services.test_selling import sell


@pytest.fixture
def ana(shop: Shop, cashier: Staff, mei: int) -> int:
    """A friend of 王小美's, who was not here yet; both are to be rewarded."""
    reward(shop)
    return bring(shop, cashier, "Ana", "13700000001", mei)


def test_both_are_rewarded_with_her_first_paid_visit(
    shop: Shop, cashier: Staff, mei: int, ana: int
) -> None:
    receipt = sell(shop, cashier, 10, "first", member=ana)
    assert (receipt.earned, receipt.balance) == (10, 40)
    assert has(shop, mei, ana) == [20, 40]
    sell(shop, cashier, 10, "second", member=ana)
    assert has(shop, mei, ana) == [20, 50]


def test_the_same_request_rewards_once(shop: Shop, cashier: Staff, mei: int, ana: int) -> None:
    for _time in range(2):
        sell(shop, cashier, 10, "first", member=ana)
    assert has(shop, mei, ana) == [20, 40]


def test_nothing_comes_while_the_owner_gives_nothing(
    shop: Shop, cashier: Staff, mei: int, ana: int
) -> None:
    reward(shop, replace(POINTS, gives=False), "off")
    sell(shop, cashier, 10, "first", member=ana)
    reward(shop, POINTS, "on again")
    sell(shop, cashier, 10, "second", member=ana)
    assert has(shop, mei, ana) == [0, 20]


def test_a_visit_that_costs_nothing_is_none(shop: Shop, cashier: Staff, mei: int, ana: int) -> None:
    coupon = finding.card(shop, ana).coupons[0].code
    sell(shop, cashier, 5, "free", member=ana, coupon=coupon, due=0)
    assert has(shop, mei, ana) == [0, 0]
    sell(shop, cashier, 10, "paid", member=ana)
    assert has(shop, mei, ana) == [20, 40]


def test_the_first_visit_of_enough_counts(shop: Shop, cashier: Staff, mei: int, ana: int) -> None:
    reward(shop, replace(POINTS, least=Money(5_000)), "least")
    sell(shop, cashier, 49, "too little", member=ana)
    assert has(shop, mei) == [0]
    sell(shop, cashier, 50, "enough", member=ana)
    assert has(shop, mei, ana) == [20, 129]


def test_it_goes_one_level_far(shop: Shop, cashier: Staff, mei: int, ana: int) -> None:
    zoe = bring(shop, cashier, "Zoe", "13700000002", ana)
    sell(shop, cashier, 10, "zoe", member=zoe)
    assert has(shop, mei, ana, zoe) == [0, 20, 40]


def test_who_came_before_is_no_newcomer(shop: Shop, cashier: Staff, mei: int) -> None:
    ana = bring(shop, cashier, "Ana", "13700000001", mei)
    sell(shop, cashier, 10, "before", member=ana)
    reward(shop)
    sell(shop, cashier, 10, "after", member=ana)
    assert has(shop, mei, ana) == [0, 20]


def test_a_member_is_rewarded_for_so_many_a_month(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    reward(shop, replace(POINTS, most_a_month=2))
    friends = [bring(shop, cashier, f"F{n}", f"1370000001{n}", mei) for n in range(4)]
    for number, friend in enumerate(friends[:3]):
        sell(shop, cashier, 10, f"s{number}", member=friend)
    assert has(shop, mei, *friends[:3]) == [40, 40, 40, 40]
    clock.pass_days(22)  # from the 10th of March
    sell(shop, cashier, 10, "in april", member=friends[3])
    assert has(shop, mei) == [60]


def test_what_was_taken_back_makes_room(shop: Shop, cashier: Staff, mei: int) -> None:
    reward(shop, replace(POINTS, most_a_month=1))
    friends = [bring(shop, cashier, f"F{n}", f"1370000001{n}", mei) for n in range(3)]
    sold = [sell(shop, cashier, 10, f"s{n}", member=friends[n]) for n in range(2)]
    refunding.void_sale(shop, by=cashier, sale=sold[0].sale, request="void")
    assert has(shop, mei, *friends[:2]) == [0, 0, 40]
    sell(shop, cashier, 10, "s2", member=friends[2])
    assert has(shop, mei) == [20]


@pytest.mark.parametrize("way", ["void", "refund"])
def test_a_visit_that_comes_back_takes_both_back(
    shop: Shop, cashier: Staff, mei: int, ana: int, way: str
) -> None:
    reward(shop, COUPONS, "coupons")
    before = in_hand(shop, mei, ana)
    sold = sell(shop, cashier, 10, "first", member=ana)
    assert in_hand(shop, mei, ana) == [count + 1 for count in before]
    if way == "void":
        refunding.void_sale(shop, by=cashier, sale=sold.sale, request="back")
    else:
        refunding.refund_sale(shop, by=cashier, sale=sold.sale, quantities=None, request="back")
    assert (has(shop, mei, ana), in_hand(shop, mei, ana)) == ([0, 0], before)
    sell(shop, cashier, 10, "again", member=ana)
    assert has(shop, mei, ana) == [0, 40]


def test_a_part_that_comes_back_takes_nothing_unless_too_little_is_left(
    shop: Shop, cashier: Staff, mei: int, ana: int
) -> None:
    reward(shop, replace(POINTS, least=Money(2_000)), "least")
    lines = [Line(Money(1_000), 3)]
    sold = selling.record_sale(
        shop, by=cashier, request="first", lines=lines, member=ana,
        payments={Tender.CASH: Money(3_000)},
    )  # fmt: skip
    refunding.refund_sale(shop, by=cashier, sale=sold.sale, quantities={1: 1}, request="one")
    assert has(shop, mei, ana) == [20, 50]
    refunding.refund_sale(shop, by=cashier, sale=sold.sale, quantities={1: 1}, request="two")
    assert has(shop, mei, ana) == [0, 10]


def test_points_that_are_spent_are_owed(shop: Shop, cashier: Staff, mei: int, ana: int) -> None:
    sold = sell(shop, cashier, 10, "first", member=ana)
    sell(shop, cashier, 1, "mei spends", member=mei, spend=Points(20), due=80)
    refunding.void_sale(shop, by=cashier, sale=sold.sale, request="void")
    assert has(shop, mei) == [-20]


def test_a_coupon_that_is_used_stays_used(shop: Shop, cashier: Staff, mei: int, ana: int) -> None:
    reward(shop, COUPONS, "coupons")
    welcome = {one.code for one in finding.card(shop, mei).coupons}
    sold = sell(shop, cashier, 10, "first", member=ana)
    [code] = {one.code for one in finding.card(shop, mei).coupons} - welcome
    sell(shop, cashier, 20, "mei uses it", member=mei, coupon=code, due=1_500)
    refunding.void_sale(shop, by=cashier, sale=sold.sale, request="void")
    assert in_hand(shop, mei) == [1]


def test_a_coupon_that_is_issued_no_more_stands_in_nobodys_way(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, ana: int
) -> None:
    reward(shop, COUPONS, "coupons")
    designing.stop_issuing(shop, by=owner, template=1, request="stop")
    before = in_hand(shop, mei)
    sell(shop, cashier, 10, "first", member=ana)
    assert (has(shop, ana), in_hand(shop, mei)) == ([40], before)


def test_a_sale_moved_to_the_friend_rewards_then(
    shop: Shop, cashier: Staff, mei: int, ana: int
) -> None:
    wrong = sell(shop, cashier, 10, "wrong", member=None)
    reassigning.reassign_sale(shop, by=cashier, sale=wrong.sale, member=ana, request="hers")
    assert has(shop, mei, ana) == [20, 40]


def test_a_sale_moved_away_from_the_friend_takes_both_back(
    shop: Shop, cashier: Staff, mei: int, ana: int
) -> None:
    wrong = sell(shop, cashier, 10, "wrong", member=ana)
    reassigning.reassign_sale(shop, by=cashier, sale=wrong.sale, member=mei, request="mei's")
    assert has(shop, mei, ana) == [10, 0]


# Two records of one person


def test_who_brought_herself_gives_it_back(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, ana: int
) -> None:
    reward(shop, COUPONS, "coupons")
    sell(shop, cashier, 10, "first", member=ana)
    before = (has(shop, mei, ana), in_hand(shop, mei, ana))
    merging.merge(shop, by=owner, kept=mei, gone=ana, request="m")
    assert (has(shop, mei), in_hand(shop, mei)) == ([10], [2])  # both welcome gifts
    merging.undo(shop, by=owner, merge=1, request="u")
    assert (has(shop, mei, ana), in_hand(shop, mei, ana)) == before
    refunding.void_sale(shop, by=cashier, sale=1, request="void")
    assert (has(shop, mei, ana), in_hand(shop, mei, ana)) == ([0, 0], [1, 1])


def test_what_came_back_while_they_were_one_is_not_given_again(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, ana: int
) -> None:
    sold = sell(shop, cashier, 10, "first", member=ana)
    merging.merge(shop, by=owner, kept=ana, gone=mei, request="m")
    refunding.void_sale(shop, by=cashier, sale=sold.sale, request="void")
    merging.undo(shop, by=owner, merge=1, request="u")
    assert has(shop, mei, ana) == [0, 0]
    sell(shop, cashier, 10, "again", member=ana)
    assert has(shop, mei, ana) == [20, 40]


def test_who_brought_herself_cannot_earn_it_later(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, ana: int
) -> None:
    merging.merge(shop, by=owner, kept=ana, gone=mei, request="m")
    sell(shop, cashier, 10, "first", member=ana)
    assert has(shop, ana) == [10]
    assert referring.friends(shop, ana) == []


def test_one_friend_is_brought_once(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, ana: int
) -> None:
    joy = join(shop, cashier, "Joy", "13700000003")
    again = bring(shop, cashier, "Anna", "13700000004", joy)
    for number, member in enumerate((ana, again)):
        sell(shop, cashier, 10, f"s{number}", member=member)
    assert has(shop, mei, joy, ana, again) == [20, 20, 40, 40]
    merging.merge(shop, by=owner, kept=again, gone=ana, request="m")
    assert has(shop, mei, joy, again) == [20, 0, 50]
    merging.undo(shop, by=owner, merge=1, request="u")
    assert has(shop, mei, joy, ana, again) == [20, 20, 40, 40]


def test_what_came_of_a_friend_goes_to_the_record_that_is_kept(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, ana: int
) -> None:
    twin = join(shop, cashier, "王晓梅", "13900000000")
    merging.merge(shop, by=owner, kept=twin, gone=mei, request="m")
    sold = sell(shop, cashier, 10, "first", member=ana)
    assert has(shop, twin) == [20]
    with pytest.raises(MergeUsed):
        merging.undo(shop, by=owner, merge=1, request="u")
    refunding.void_sale(shop, by=cashier, sale=sold.sale, request="void")
    assert has(shop, twin, ana) == [0, 0]


def test_a_reward_taken_back_since_keeps_the_records_together(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, ana: int
) -> None:
    sold = sell(shop, cashier, 10, "first", member=ana)
    twin = join(shop, cashier, "王晓梅", "13900000000")
    sell(shop, cashier, 50, "twin earns", member=twin)
    merging.merge(shop, by=owner, kept=twin, gone=mei, request="m")
    refunding.void_sale(shop, by=cashier, sale=sold.sale, request="void")
    assert has(shop, twin) == [50]
    with pytest.raises(MergeUsed):
        merging.undo(shop, by=owner, merge=1, request="u")


def test_a_reward_that_another_merge_took_and_gave_again_keeps_no_records_together(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, ana: int
) -> None:
    sell(shop, cashier, 10, "first", member=ana)
    twin = join(shop, cashier, "Anna", "13900000000")
    sell(shop, cashier, 50, "twin earns", member=twin)
    before = has(shop, mei, ana, twin)
    merging.merge(shop, by=owner, kept=ana, gone=twin, request="m")
    merging.merge(shop, by=owner, kept=mei, gone=ana, request="m2")
    assert has(shop, mei) == [60]
    merging.undo(shop, by=owner, merge=2, request="u2")
    merging.undo(shop, by=owner, merge=1, request="u1")
    assert has(shop, mei, ana, twin) == before


# Who is forgotten


def test_who_was_forgotten_is_rewarded_for_nobody(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, ana: int
) -> None:
    forgetting.erase(shop, by=owner, member_id=mei, request="forget")
    assert finding.card(shop, ana).thanks is None
    sell(shop, cashier, 10, "first", member=ana)
    assert has(shop, ana) == [10]


def test_a_reward_goes_back_from_who_was_forgotten_too(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, ana: int
) -> None:
    sold = sell(shop, cashier, 10, "first", member=ana)
    forgetting.erase(shop, by=owner, member_id=mei, request="forget")
    refunding.void_sale(shop, by=cashier, sale=sold.sale, request="void")
    assert has(shop, ana) == [0]
    assert rewarding.statement(shop, mei)[0].after == 0


# What is told


def test_the_counter_knows_what_her_visit_will_bring(
    shop: Shop, cashier: Staff, mei: int, ana: int
) -> None:
    reward(shop, replace(COUPONS, least=Money(3_000)), "coupons")
    assert finding.card(shop, ana).thanks == Thanks(
        "王小美", Given(Points(0), ("Welcome",)), Given(Points(30), ("Welcome",)), Money(3_000)
    )
    assert finding.card(shop, mei).thanks is None
    sell(shop, cashier, 30, "first", member=ana)
    assert finding.card(shop, ana).thanks is None


def test_each_sees_whom_she_brought_and_what_came_of_it(
    shop: Shop, cashier: Staff, mei: int, ana: int
) -> None:
    joy = bring(shop, cashier, "Joy", "13700000003", mei)
    sell(shop, cashier, 10, "first", member=ana)
    told = [(one.name, one.visits, one.spent.fen, one.is_rewarded) for one in
            referring.friends(shop, mei)]  # fmt: skip
    assert told == [("Joy", 0, 0, False), ("Ana", 1, 1_000, True)]
    assert referring.friends(shop, joy) == []
    assert (referring.bringer(shop, joy), referring.bringer(shop, mei)) == ("王小美", "")
    assert referring.referrers(shop) == [
        Referrer(mei, "王小美", friends=2, came=1, spent=Money(1_000), rewarded=1)
    ]


def test_the_log_says_who_was_rewarded(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, ana: int
) -> None:
    sell(shop, cashier, 10, "first", member=ana)
    [line, sale] = tracing.page(shop, by=owner, limit=2)
    assert (line.act.value, line.member, line.staff) == ("referral", mei, "")
    assert sale.act.value == "sale"


def test_the_rule_has_bounds(shop: Shop, owner: Staff) -> None:
    for rule in (
        ReferralRule(referrer=Reward(Points(-1))), ReferralRule(referred=Reward(Points(10_001))),
        ReferralRule(most_a_month=0), ReferralRule(most_a_month=101),
    ):  # fmt: skip
        with pytest.raises(NumberOutOfRange):
            settings.save(
                shop, by=owner, terms=replace(settings.load(shop), referral=rule), request="r"
            )
