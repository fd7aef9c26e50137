"""Tiers in the books: risen by a sale, fallen by a refund or by time, moved by the owner."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.audiences import TheseMembers
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.errors import (
    CouponNotWithTier,
    NotAllowed,
    SaleUsedHers,
    Stopped,
    TenderMismatch,
    TiersNotRising,
)
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Line, Tender
from shopfans.domain.tiers import Measure, Tier, TierRule, Way
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.belonging import tier_outlook, tier_standings, tiering
from shopfans.services.belonging.tier_outlook import Moved
from shopfans.services.coupons import celebrating, designing, issuing
from shopfans.services.members import finding, forgetting
from shopfans.services.sales import listing, reassigning, receipting, refunding, selling
from tests.conftest import Clock, join, lift_limits
from tests.services.test_selling import pass_working_days, sell

SILVER = Tier(1, "Silver", 100_000, percent=500, times=150)
GOLD = Tier(2, "Gold", 300_000, percent=1000, times=200)
RULE = TierRule((SILVER, GOLD))
ONE = Money(100)


@pytest.fixture
def ranked(shop: Shop, owner: Staff) -> Shop:
    """A shop with Silver from 1,000 and Gold from 3,000."""
    tiering.save_rule(shop, by=owner, rule=RULE, request="tiers")
    lift_limits(shop, owner)
    return shop


def name_of(shop: Shop, member: int) -> str:
    tier = tiering.place(shop, member).tier
    return tier.name if tier else ""


def template(shop: Shop, owner: Staff, name: str, **terms: object) -> int:
    terms.setdefault("off", Money(1000))
    made = CouponTerms(CouponKind.AMOUNT_OFF, **terms)  # type: ignore[arg-type]
    return designing.add_template(shop, by=owner, name=name, terms=made, request=name)


def test_a_sale_lifts_her_and_the_next_one_is_cheaper_and_earns_more(
    ranked: Shop, cashier: Staff, mei: int
) -> None:
    assert sell(ranked, cashier, 1000, "s1", member=mei).earned == 1000
    assert tiering.place(ranked, mei).tier == SILVER
    assert tiering.place(ranked, mei).until == settings.today(ranked) + timedelta(days=365)
    receipt = sell(ranked, cashier, 100, "s2", member=mei, due=9500)
    assert receipt.earned == 142  # 95.00 x 1.5, rounded down


def test_she_is_so_much_short_of_the_next(ranked: Shop, cashier: Staff, mei: int) -> None:
    sell(ranked, cashier, 950, "s1", member=mei)
    ahead = tiering.place(ranked, mei).ahead
    assert ahead is not None
    assert (ahead.tier.name, ahead.missing) == ("Silver", 5_000)


def test_the_discount_can_be_left_out_and_is_never_taken_unasked(
    ranked: Shop, cashier: Staff, mei: int
) -> None:
    sell(ranked, cashier, 1000, "s1", member=mei)
    with pytest.raises(TenderMismatch):
        sell(ranked, cashier, 100, "s2", member=mei)
    assert sell(ranked, cashier, 100, "s3", member=mei, with_tier=False).paid == Money(10_000)
    assert sell(ranked, cashier, 100, "s4").paid == Money(10_000)


def test_a_refund_of_the_sale_that_lifted_her_takes_the_tier(
    ranked: Shop, cashier: Staff, mei: int
) -> None:
    sold = sell(ranked, cashier, 1000, "s1", member=mei)
    sell(ranked, cashier, 100, "s2", member=mei, due=9500)
    refunding.refund_sale(ranked, by=cashier, sale=sold.sale, quantities=None, request="r1")
    assert name_of(ranked, mei) == ""
    sell(ranked, cashier, 905, "s3", member=mei)
    assert name_of(ranked, mei) == "Silver"


def test_part_of_it_back_takes_the_tier_only_below_the_threshold(
    ranked: Shop, cashier: Staff, mei: int
) -> None:
    sold = ring_three(ranked, cashier, mei, 500)
    for number, left in enumerate(("Silver", "")):
        refunding.refund_sale(
            ranked, by=cashier, sale=sold, quantities={1: 1}, request=f"r{number}"
        )
        assert name_of(ranked, mei) == left


def ring_three(shop: Shop, by: Staff, member: int, yuan: int) -> int:
    return selling.record_sale(
        shop,
        by=by,
        request="three",
        lines=[Line(Money(100 * yuan), 3)],
        payments={Tender.CASH: Money(300 * yuan)},
        member=member,
    ).sale


def test_a_refund_gives_the_discount_back_with_each_piece(
    ranked: Shop, cashier: Staff, mei: int
) -> None:
    sell(ranked, cashier, 1000, "s1", member=mei)
    sold = selling.record_sale(
        ranked,
        by=cashier,
        request="odd",
        lines=[Line(Money(3333), 3), Line(Money(1))],
        payments={Tender.CASH: Money(10_000 - 500)},
        member=mei,
    )
    backs = [
        refunding.refund_sale(
            ranked, by=cashier, sale=sold.sale, quantities=some, request=f"r{number}"
        ).paid.fen
        for number, some in enumerate(({1: 1}, {1: 1}, {2: 1}, {1: 1}))
    ]
    assert -sum(backs) == 9500


def test_a_void_on_the_same_day_does_too(ranked: Shop, cashier: Staff, mei: int) -> None:
    sold = sell(ranked, cashier, 3000, "s1", member=mei)
    assert name_of(ranked, mei) == "Gold"
    refunding.void_sale(ranked, by=cashier, sale=sold.sale, request="v1")
    assert name_of(ranked, mei) == ""


def test_a_sale_moved_to_the_right_member_lifts_her_instead(
    ranked: Shop, cashier: Staff, mei: int
) -> None:
    ana = join(ranked, cashier, "Ana", "13987654321")
    sold = sell(ranked, cashier, 1000, "s1", member=ana)
    reassigning.reassign_sale(ranked, by=cashier, sale=sold.sale, member=mei, request="m1")
    assert (name_of(ranked, ana), name_of(ranked, mei)) == ("", "Silver")


def test_a_sale_with_her_discount_cannot_become_anothers_and_a_moved_one_keeps_its_price(
    ranked: Shop, cashier: Staff, mei: int
) -> None:
    ana = join(ranked, cashier, "Ana", "13987654321")
    sell(ranked, cashier, 1000, "s1", member=mei)
    hers = sell(ranked, cashier, 100, "s2", member=mei, due=9500)
    with pytest.raises(SaleUsedHers):
        reassigning.reassign_sale(ranked, by=cashier, sale=hers.sale, member=ana, request="m1")
    anas = sell(ranked, cashier, 100, "s3", member=ana)
    moved = reassigning.reassign_sale(ranked, by=cashier, sale=anas.sale, member=mei, request="m2")
    assert moved.paid == Money(10_000)


def test_a_coupon_that_stands_without_the_discount_is_refused_beside_it(
    ranked: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    alone = template(ranked, owner, "alone", with_tier=False)
    sell(ranked, cashier, 1000, "s1", member=mei)
    issuing.issue_batch(
        ranked, by=owner, template=alone, audience=TheseMembers((mei,)), request="i1"
    )
    code = next(one.code for one in finding.card(ranked, mei).coupons if one.name == "alone")
    with pytest.raises(CouponNotWithTier):
        sell(ranked, cashier, 100, "s2", member=mei, coupon=code, due=8500)
    receipt = sell(ranked, cashier, 100, "s3", member=mei, coupon=code, due=9000, with_tier=False)
    assert receipt.coupon_off == Money(1000)


def test_on_reaching_a_tier_she_gets_its_gift_once_and_a_refund_takes_it_back(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    gift = template(shop, owner, "gift")
    rule = TierRule((SILVER._replace(gift=gift),))
    tiering.save_rule(shop, by=owner, rule=rule, request="tiers")
    lift_limits(shop, owner)

    def gifts() -> int:
        return sum(one.name == "gift" for one in finding.card(shop, mei).coupons)

    sold = sell(shop, cashier, 1000, "s1", member=mei)
    assert gifts() == 1
    refunding.refund_sale(shop, by=cashier, sale=sold.sale, quantities=None, request="r1")
    assert gifts() == 0
    again = sell(shop, cashier, 1000, "s2", member=mei)
    assert gifts() == 1
    code = next(one.code for one in finding.card(shop, mei).coupons if one.name == "gift")
    sell(shop, cashier, 20, "s3", member=mei, coupon=code, due=900)
    refunding.refund_sale(shop, by=cashier, sale=again.sale, quantities=None, request="r2")
    sell(shop, cashier, 1000, "s4", member=mei)
    assert gifts() == 0  # she had this year's and has used it


def test_her_birthday_coupon_is_that_of_her_tier(
    shop: Shop, owner: Staff, cashier: Staff, clock: Clock, mei: int
) -> None:
    general, better = (template(shop, owner, name) for name in ("general", "better"))
    terms = replace(settings.load(shop), birthday_template=general)
    settings.save(shop, by=owner, terms=terms, request="terms")
    rule = TierRule((SILVER._replace(birthday=better),))
    tiering.save_rule(shop, by=owner, rule=rule, request="tiers")
    ana = join(shop, cashier, "Ana", "13987654321", "1991-03-16")
    sell(shop, cashier, 1000, "s1", member=mei)
    while settings.today(shop) < date(settings.today(shop).year, 3, 12):
        pass_working_days(shop, cashier, clock, 1)
    celebrating.issue_birthdays(shop)
    names = {
        who: {one.name for one in finding.card(shop, who).coupons} & {"general", "better"}
        for who in (mei, ana)
    }
    assert names[mei] == {"better"}
    assert names[ana] == {"general"}
    assert celebrating.issue_birthdays(shop) == 0


def test_when_her_year_and_the_grace_are_over_she_falls(
    ranked: Shop, cashier: Staff, clock: Clock, mei: int
) -> None:
    sell(ranked, cashier, 1000, "s1", member=mei)
    pass_working_days(ranked, cashier, clock, 366)
    assert (tiering.look_again(ranked), name_of(ranked, mei)) == (0, "Silver")  # grace
    sell(ranked, cashier, 10, "s2", member=mei, due=950)
    pass_working_days(ranked, cashier, clock, 31)
    assert name_of(ranked, mei) == ""  # told right even before the upkeep
    assert finding.card(ranked, mei).buyer.tier is None
    assert (tiering.look_again(ranked), tiering.look_again(ranked)) == (1, 0)


def test_a_sale_on_the_day_after_is_at_the_full_price_though_nobody_looked(
    ranked: Shop, cashier: Staff, clock: Clock, mei: int
) -> None:
    sell(ranked, cashier, 1000, "s1", member=mei)
    pass_working_days(ranked, cashier, clock, 397)
    assert sell(ranked, cashier, 100, "s2", member=mei).paid == Money(10_000)


def test_on_a_day_that_is_not_known_nobody_falls(
    ranked: Shop, cashier: Staff, clock: Clock, mei: int
) -> None:
    sell(ranked, cashier, 1000, "s1", member=mei)
    clock.pass_days(2_000)
    assert tiering.look_again(ranked) == 0


def test_before_a_change_is_saved_it_says_whom_it_moves(
    ranked: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    for number, yuan in enumerate((600, 700, 3000)):
        other = join(ranked, cashier, "Ana", f"1398765432{number}")
        sell(ranked, cashier, yuan, f"other {number}", member=other)
    sell(ranked, cashier, 1000, "s1", member=mei)
    easier = TierRule((SILVER._replace(threshold=60_000), GOLD))
    moves = tier_outlook.preview(ranked, easier)
    assert moves.ways == {Way.RISES: 2}
    assert [(one.name, one.had, one.has) for one in moves.who] == [("Ana", None, 1)] * 2
    assert (moves.before, moves.after) == ({1: 1, 2: 1}, {1: 3, 2: 1})
    harder = TierRule((SILVER._replace(threshold=110_000), GOLD))
    moved = tier_outlook.preview(ranked, harder)
    assert moved.ways == {Way.FALLS_LATER: 1}
    assert moved.who == [Moved(mei, "王小美", Way.FALLS_LATER, 1, None)]
    only_gold = TierRule((GOLD,))
    assert tier_outlook.preview(ranked, only_gold).who == [Moved(mei, "王小美", Way.FALLS, 1, None)]
    without = tier_outlook.preview(ranked, None)
    assert without[:3] == ({Way.FALLS: 2}, moves.before, {})
    assert [(one.name, one.had) for one in without.who] == [("Ana", 2), ("王小美", 1)]
    assert name_of(ranked, mei) == "Silver"  # nothing was written
    tiering.save_rule(ranked, by=owner, rule=harder, request="harder")
    assert name_of(ranked, mei) == "Silver"
    tiering.save_rule(ranked, by=owner, rule=only_gold, request="gold")
    assert name_of(ranked, mei) == ""
    tiering.save_rule(ranked, by=owner, rule=None, request="none")
    assert name_of(ranked, mei) == ""


def test_what_is_worked_out_anew_is_what_was_kept(
    ranked: Shop, owner: Staff, cashier: Staff, clock: Clock, mei: int
) -> None:
    ana = join(ranked, cashier, "Ana", "13987654321")
    for number in range(12):
        due = None
        for who in (mei, ana):
            tier = tiering.place(ranked, who).tier
            due = 40_000 - 40_000 * (tier.percent if tier else 0) // 10_000
            sell(ranked, cashier, 400, f"s{number} {who}", member=who, due=due)
        pass_working_days(ranked, cashier, clock, 60)
        tiering.look_again(ranked)
    with ranked.reading():
        kept = ranked.rows("SELECT * FROM tier_standing ORDER BY 1")
    with ranked.changing():
        tiering.note_everybody(ranked, settings.today(ranked))
        assert ranked.rows("SELECT * FROM tier_standing ORDER BY 1") == kept


def test_a_change_that_is_stopped_changes_nothing(
    ranked: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    sell(ranked, cashier, 1000, "s1", member=mei)

    def stop(done: int, total: int) -> None:
        raise Stopped()

    with pytest.raises(Stopped):
        tiering.save_rule(ranked, by=owner, rule=TierRule((GOLD,)), request="x", progress=stop)
    assert settings.load(ranked).tiers == RULE
    assert name_of(ranked, mei) == "Silver"


def test_only_the_owner_sets_tiers_and_only_ones_that_rise(
    shop: Shop, owner: Staff, cashier: Staff
) -> None:
    with pytest.raises(NotAllowed):
        tiering.save_rule(shop, by=cashier, rule=RULE, request="t1")
    with pytest.raises(TiersNotRising):
        tiering.save_rule(shop, by=owner, rule=TierRule((GOLD, SILVER)), request="t2")


def test_other_settings_leave_the_tiers_as_they_are(ranked: Shop, owner: Staff) -> None:
    terms = replace(settings.load(ranked), tiers=None, points_last=100)
    settings.save(ranked, by=owner, terms=terms, request="other")
    assert settings.load(ranked).tiers == RULE


def test_who_is_forgotten_has_no_tier(ranked: Shop, owner: Staff, cashier: Staff, mei: int) -> None:
    sold = sell(ranked, cashier, 1000, "s1", member=mei)
    forgetting.erase(ranked, by=owner, member_id=mei, request="e1")
    refunding.refund_sale(ranked, by=cashier, sale=sold.sale, quantities=None, request="r1")
    with ranked.reading():
        assert tier_standings.kept(mei) is None


def test_by_visits_she_is_so_many_short(shop: Shop, owner: Staff, cashier: Staff, mei: int) -> None:
    rule = TierRule((Tier(1, "Silver", 3),), Measure.VISITS)
    tiering.save_rule(shop, by=owner, rule=rule, request="tiers")
    sell(shop, cashier, 1, "s1", member=mei)
    sell(shop, cashier, 1, "s2", member=mei)
    ahead = tiering.place(shop, mei).ahead
    assert ahead is not None
    assert ahead.missing == 2


def test_those_who_are_near_are_listed_the_nearest_first(
    ranked: Shop, cashier: Staff, mei: int
) -> None:
    for number, yuan in enumerate((949, 899, 980, 2800)):
        other = join(ranked, cashier, f"Ana {number}", f"1398765432{number}")
        sell(ranked, cashier, yuan, f"other {number}", member=other)
    sell(ranked, cashier, 1000, "s1", member=mei)
    near = [
        (one.name, one.ahead.tier.name, one.ahead.missing)
        for one in tier_outlook.nearly_there(ranked)
    ]
    assert near == [
        ("Ana 2", "Silver", 2_000), ("Ana 0", "Silver", 5_100), ("Ana 3", "Gold", 20_000),
    ]  # fmt: skip


def test_without_tiers_nobody_is_near_one(shop: Shop) -> None:
    assert tier_outlook.nearly_there(shop) == []


def test_the_receipt_names_the_tier_and_lists_show_it(
    ranked: Shop, cashier: Staff, mei: int
) -> None:
    sell(ranked, cashier, 1000, "s1", member=mei)
    sold = sell(ranked, cashier, 100, "s2", member=mei, due=9500)
    [discount] = receipting.paper(ranked, sold.sale).discounts
    assert (discount.name, discount.amount, discount.reason) == (
        "Member tier",
        Money(500),
        "Silver",
    )
    assert [one.tier for one in finding.find(ranked, "王小美")] == ["Silver"]
    assert listing.sales_of_member(ranked, mei, limit=1)[0].paid == Money(9500)


def test_saving_a_rule_tells_the_lists(ranked: Shop, owner: Staff) -> None:
    heard: list[frozenset[Topic]] = []
    ranked.on_change = heard.append
    tiering.save_rule(ranked, by=owner, rule=None, request="none")
    assert heard == [frozenset({Topic.TERMS, Topic.MEMBERS})]
