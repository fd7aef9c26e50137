"""Tiers by visits: a session used counts as it does on her card, whatever was done and undone."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from shopfans.database import opening
from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.tiers import Measure, Tier, TierRule, Way
from shopfans.services import settings
from shopfans.services.belonging import tier_outlook, tiering
from shopfans.services.books import auditing
from shopfans.services.days import keeping_up
from shopfans.services.members import finding, merging
from shopfans.services.sales import refunding
from shopfans.services.sessions import using
from shopfans.services.sessions.held import CardHeld
from tests.conftest import Clock, join, lift_limits
from tests.services import version_21
from tests.services.session_cards import again, offer, sell, use
from tests.services.test_selling import pass_working_days
from tests.services.test_selling import sell as ring
from tests.services.test_tiering import name_of, template

RULE = TierRule((Tier(1, "Silver", 3), Tier(2, "Gold", 6)), Measure.VISITS)
OLD = replace(RULE, counts_sessions=False)
"""Set when days of visit were those of sales."""


@pytest.fixture
def card(shop: Shop, owner: Staff, cashier: Staff, mei: int) -> CardHeld:
    """Ten facials."""
    lift_limits(shop, owner)
    return sell(shop, cashier, mei, offer(shop))[1]


def set_rule(shop: Shop, owner: Staff, rule: TierRule = RULE) -> None:
    tiering.save_rule(shop, by=owner, rule=rule, request=f"rule {rule}")


def come(shop: Shop, by: Staff, clock: Clock, card: CardHeld, times: int) -> None:
    """A session each week."""
    for _ in range(times):
        clock.pass_days(7)
        use(shop, by, again(shop, card))


def gifts(shop: Shop, member: int) -> int:
    return sum(one.name == "gift" for one in finding.card(shop, member).coupons)


def test_a_use_lifts_her_at_once_and_undone_takes_back_what_it_lifted(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, card: CardHeld, clock: Clock
) -> None:
    gift = template(shop, owner, "gift")
    set_rule(shop, owner, TierRule((RULE.tiers[0]._replace(gift=gift),), Measure.VISITS))
    come(shop, cashier, clock, card, 2)
    assert name_of(shop, mei) == ""
    clock.pass_days(7)
    third = use(shop, cashier, card)
    assert (name_of(shop, mei), gifts(shop, mei)) == ("Silver", 1)
    using.undo(shop, by=cashier, use=third.id, request="wrong click")
    assert (name_of(shop, mei), gifts(shop, mei)) == ("", 0)


def test_a_sale_and_sessions_on_one_day_are_one_visit_until_the_last_of_them_is_undone(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, card: CardHeld, clock: Clock
) -> None:
    set_rule(shop, owner)
    come(shop, cashier, clock, card, 2)
    sold = ring(shop, cashier, 20, "oil", member=mei)
    assert name_of(shop, mei) == ""
    clock.pass_days(7)
    oil, facial = ring(shop, cashier, 20, "more", member=mei), use(shop, cashier, card)
    assert name_of(shop, mei) == "Silver"
    refunding.void_sale(shop, by=cashier, sale=oil.sale, request="void")
    refunding.refund_sale(shop, by=cashier, sale=sold.sale, quantities=None, request="back")
    assert name_of(shop, mei) == "Silver"
    using.undo(shop, by=cashier, use=facial.id, request="undo")
    assert name_of(shop, mei) == ""


def test_what_is_missing_who_is_near_and_whom_a_rule_moves_know_her_sessions(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, card: CardHeld, clock: Clock
) -> None:
    set_rule(shop, owner)
    ring(shop, cashier, 20, "oil", member=mei)
    come(shop, cashier, clock, card, 4)
    assert finding.card(shop, mei).visits == 5
    ahead = tiering.place(shop, mei).ahead
    assert ahead is not None
    assert (ahead.tier.name, ahead.missing) == ("Gold", 1)
    assert [(one.member, one.ahead) for one in tier_outlook.nearly_there(shop)] == [(mei, ahead)]
    easier = replace(RULE, tiers=(RULE.tiers[0], Tier(2, "Gold", 5)))
    assert tier_outlook.preview(shop, easier).ways == {Way.RISES: 1}
    set_rule(shop, owner, easier)
    assert name_of(shop, mei) == "Gold"


def test_growth_value_grows_with_a_session(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, card: CardHeld, clock: Clock
) -> None:
    set_rule(
        shop, owner,
        TierRule((Tier(1, "Silver", 40),), Measure.GROWTH, growth_each=Money(100), growth_visit=10),
    )  # fmt: skip
    ring(shop, cashier, 20, "oil", member=mei)
    assert name_of(shop, mei) == ""
    come(shop, cashier, clock, card, 1)
    assert name_of(shop, mei) == "Silver"


def test_two_records_of_one_person_have_the_tier_of_both_and_part_with_their_own(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, card: CardHeld, clock: Clock
) -> None:
    set_rule(shop, owner)
    lan = join(shop, cashier, "兰", "13912345678")
    ring(shop, cashier, 20, "oil", member=lan)
    come(shop, cashier, clock, card, 2)
    merge = merging.merge(shop, by=owner, kept=lan, gone=mei, request="one person")
    assert name_of(shop, lan) == "Silver"
    assert auditing.problems(shop) == []
    merging.undo(shop, by=owner, merge=merge, request="two people")
    assert (name_of(shop, lan), name_of(shop, mei)) == ("", "")


def test_by_a_rule_of_before_sessions_count_from_the_first_upkeep(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, card: CardHeld, clock: Clock
) -> None:
    set_rule(shop, owner, OLD)
    come(shop, cashier, clock, card, 3)
    ahead = tiering.place(shop, mei).ahead
    assert ahead is not None
    assert ahead.missing == 3
    assert auditing.problems(shop) == [], "true before the upkeep as after it"
    keeping_up.keep_up(shop)
    assert name_of(shop, mei) == "Silver"
    assert tiering.place(shop, mei).until == settings.today(shop) + timedelta(days=365)
    assert settings.load(shop).tiers == RULE
    with shop.reading():
        versions = shop.rows("SELECT COUNT(*) FROM terms")
    keeping_up.keep_up(shop)
    with shop.reading():
        assert shop.rows("SELECT COUNT(*) FROM terms") == versions


def test_a_rule_of_a_file_of_version_21_counts_sessions_from_the_first_upkeep(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, card: CardHeld, clock: Clock, tmp_path: Path
) -> None:
    set_rule(shop, owner, OLD)
    lan = join(shop, cashier, "兰", "13912345678")
    for number in range(3):
        ring(shop, cashier, 20, f"lan {number}", member=lan)
        come(shop, cashier, clock, card, 1)
    before = [tiering.place(shop, member) for member in (lan, mei)]
    path = tmp_path / "before.shop"
    version_21.write(shop, path)
    upgraded = opening.open_shop(path, now=clock)
    try:
        assert settings.load(upgraded).tiers == OLD
        assert auditing.problems(upgraded) == [], "true before the upkeep as after it"
        assert [tiering.place(upgraded, member) for member in (lan, mei)] == before
        assert (name_of(upgraded, lan), name_of(upgraded, mei)) == ("Silver", "")
        keeping_up.keep_up(upgraded)
        assert settings.load(upgraded).tiers == RULE
        assert (name_of(upgraded, lan), name_of(upgraded, mei)) == ("Silver", "Silver")
        use(upgraded, cashier, again(upgraded, card))
        assert finding.card(upgraded, mei).visits == 3, "the third and the fourth on one day"
        assert auditing.problems(upgraded) == []
    finally:
        upgraded.close()


def test_that_sessions_count_takes_no_tier_before_its_year_ends(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, card: CardHeld, clock: Clock
) -> None:
    """Had they counted from the start she would have risen, and fallen, two months earlier."""
    set_rule(shop, owner, OLD)
    for number in range(2):
        ring(shop, cashier, 20, f"early {number}", member=mei)
        clock.pass_days(1)
    use(shop, cashier, card)
    clock.pass_days(60)
    ring(shop, cashier, 20, "late", member=mei)
    place = tiering.place(shop, mei)
    pass_working_days(shop, cashier, clock, 340)
    keeping_up.keep_up(shop)
    assert name_of(shop, mei) == "Silver"
    assert tiering.place(shop, mei)[:2] == place[:2]


def test_a_rule_by_money_is_left_as_it_is(shop: Shop, owner: Staff) -> None:
    rule = TierRule((Tier(1, "Silver", 100_000),), counts_sessions=False)
    set_rule(shop, owner, rule)
    keeping_up.keep_up(shop)
    assert settings.load(shop).tiers == rule
