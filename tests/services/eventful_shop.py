"""Books in which everything has happened once; what is broken in them names its requests."""

import shutil
from dataclasses import replace
from pathlib import Path

from shopfans.database import opening
from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.referral import ReferralRule, Reward
from shopfans.domain.roles import Right, Staff
from shopfans.domain.sales import Tender
from shopfans.domain.stored_value import Offer
from shopfans.domain.tiers import Tier, TierRule
from shopfans.services import settings
from shopfans.services.belonging import adjusting, referring, rewarding, tiering
from shopfans.services.books import auditing
from shopfans.services.bringing import members
from shopfans.services.bringing.past import past_undoing
from shopfans.services.bringing.writing import Consents
from shopfans.services.days import closing, counting
from shopfans.services.goods import pricing, stocking
from shopfans.services.members import forgetting, merging, telling_apart
from shopfans.services.memberships import held
from shopfans.services.memberships import selling as selling_plans
from shopfans.services.prepaid import instalments, paying_out, prepaying
from shopfans.services.reminders import forecasting
from shopfans.services.sales import refunding
from shopfans.services.sessions import using
from shopfans.services.staff import approving, recovering, staffing
from tests.conftest import Clock, join
from tests.services import session_cards
from tests.services.eventful_sales import members_buy, walk_ins
from tests.services.memberships import GOLD, end, join_plan, offer, template
from tests.services.past_sales import bring
from tests.services.stored_value import RULE, allow, pay, top_up
from tests.services.test_selling import pass_working_days, sell


def eventful_shop(blank_shop: Path, path: Path) -> Path:
    """A shop in whose books everything has happened once; what is broken names its requests."""
    shutil.copy(blank_shop, path)
    clock = Clock()
    shop = opening.open_shop(path, now=clock)
    owner, cashier = staffing.staff(shop)
    pricing.add_good(shop, by=owner, name="布丁", category="", price=Money(1200), request="good")
    lapsed = join(shop, cashier, "旧人", "13800000009")
    sell(shop, cashier, 70, "to lapse", member=lapsed)
    allow(shop)
    top_up(shop, cashier, lapsed, 100, "of a closed day")
    _close(shop, cashier)
    _on_a_wrong_date(shop, cashier, clock)
    pass_working_days(shop, cashier, clock, 366)
    rewarding.lapse_points(shop)
    walk_ins(shop, cashier)
    members_buy(shop, cashier)
    forgetting.erase(
        shop, by=owner, member_id=join(shop, cashier, "走", "13800000008"), request="erase"
    )
    _one_person_twice(shop, owner)
    recovering.new_code(shop, by=owner, request="sheet")
    adjusting.adjust_points(
        shop,
        by=approving.with_reason(by=owner, right=Right.ADJUST, reason="补登", request="adjusted"),
        member=join(shop, cashier, "补", "13800000017"),
        change=30,
        request="adjusted",
    )
    _past_sales(shop, owner)
    forecasting.keep_up(shop)
    _on_the_shelf(shop)
    _a_tier(shop, owner, cashier)
    _stored_value(shop, owner, cashier)
    _session_cards(shop, owner, cashier)
    _memberships(shop, owner, cashier)
    _friends(shop, owner, cashier)
    _an_old_list(shop, owner)
    _a_list_of_goods(shop, owner)
    assert auditing.problems(shop) == []
    shop.close()
    return path


def _a_tier(shop: Shop, owner: Staff, cashier: Staff) -> None:
    """One member has reached the only tier; no other comes near it."""
    rule = TierRule((Tier(1, "Silver", 300_000),))
    tiering.save_rule(shop, by=owner, rule=rule, request="tiers")
    sell(shop, cashier, 3_000, "fay rises", member=join(shop, cashier, "Fay", "13800000005"))


def _friends(shop: Shop, owner: Staff, cashier: Staff) -> None:
    """Lia brought two: one's visit stands, the other's money went back."""
    both = Reward(Points(20), 1)
    rule = ReferralRule(gives=True, referrer=both, referred=both)
    terms = replace(settings.load(shop), referral=rule)
    settings.save(shop, by=owner, terms=terms, request="friends")
    lia = join(shop, cashier, "Lia", "13800000118")
    for name, phone in (("Ida", "13800000119"), ("Eva", "13800000120")):
        friend = join(shop, cashier, name, phone)
        with shop.changing():
            referring.write(friend, lia)
        sold = sell(shop, cashier, 30, f"{name} comes", member=friend)
    refunding.refund_sale(
        shop, by=cashier, sale=sold.sale, quantities=None, request="Eva takes it back"
    )


def _stored_value(shop: Shop, owner: Staff, cashier: Staff) -> None:
    """Topped up, taken back, used, and paid out; a part of a bonus is still to come."""
    allow(shop, replace(RULE, offers=(Offer(Money(50_000), Money(5_000), months=2),)))
    pia = join(shop, cashier, "Pia", "13800000012")
    wrong = top_up(shop, cashier, pia, 500, "pia mistyped")
    prepaying.void(shop, by=cashier, top_up=wrong.id, request="pia back")
    top_up(shop, cashier, pia, 500, "pia tops up")
    top_up(shop, cashier, pia, 200, "pia again")
    pay(shop, cashier, pia, 51_000, "pia pays")
    sheet = paying_out.sheet(shop, member=pia)
    paying_out.pay_out(
        shop, by=owner, member=pia, top_ups=[sheet.rows[-1].top_up], tender=Tender.CASH,
        returned=sheet.rows[-1].returnable, request="pia paid out",
    )  # fmt: skip
    with shop.changing():
        shop.rows("UPDATE bonus_instalment SET day = '2027-01-01' WHERE ended_id IS NULL")
    assert instalments.add_due(shop) == 1


def _session_cards(shop: Shop, owner: Staff, cashier: Staff) -> None:
    """One in use, with a use taken back, and one given back; she buys something too, so that her
    visits are the same without the use."""
    tess = join(shop, cashier, "Tess", "13800000018")
    _sold, card = session_cards.sell(shop, cashier, tess, session_cards.offer(shop))
    session_cards.use(shop, cashier, card)
    wrong = session_cards.use(shop, cashier, card)
    using.undo(shop, by=cashier, use=wrong.id, request="tess undone")
    sell(shop, cashier, 5, "tess buys", member=tess)
    bundle = session_cards.offer(shop, session_cards.BUNDLE)
    _sold, back = session_cards.sell(shop, cashier, tess, bundle)
    session_cards.give_back(shop, owner, back, back.worth.fen)


def _memberships(shop: Shop, owner: Staff, cashier: Staff) -> None:
    """Sold with coupons, taken back, and ended."""
    offer(shop, GOLD._replace(first=template(shop, "five"), firsts=2))
    for number, name in enumerate(("Gia", "Gus")):
        member = join(shop, cashier, name, f"1380000002{number}")
        wrong = join_plan(shop, cashier, member, f"{name} mistyped")
        selling_plans.void(shop, by=cashier, prepayment=wrong.id, request=f"{name} back")
        sold = join_plan(shop, cashier, member, f"{name} joins")
        if name == "Gus":
            with shop.reading():
                found = held.of_prepayment(sold.id)
            assert found is not None
            end(shop, owner, found.id, "gus ends")


def _an_old_list(shop: Shop, owner: Staff) -> None:
    path = shop.path.with_name("old.csv")
    path.write_text("phone,name,points\n13800000011,Old,70\n", "utf-8")
    sheet = members.read(shop, by=owner, path=path)
    trial = members.try_out(shop, by=owner, sheet=sheet, columns=sheet.columns)
    agreed = Consents(keeping=True)
    members.take_over(shop, by=owner, trial=trial, consents=agreed, request="old list")


def _a_list_of_goods(shop: Shop, owner: Staff) -> None:
    path = shop.path.with_name("goods.csv")
    path.write_text("item,price\nSoap,3\n", "utf-8")
    sheet = stocking.read(shop, by=owner, path=path)
    trial = stocking.try_out(shop, by=owner, sheet=sheet, columns=sheet.columns)
    stocking.take_over(shop, by=owner, trial=trial, request="goods list")


def _past_sales(shop: Shop, owner: Staff) -> None:
    """Two files, of which the first was taken back."""
    path = shop.path.with_name("past.csv")
    for n, key in enumerate(("gone", "stays")):
        path.write_text(f"member,date,amount\n{key},2025-0{n + 5}-02,9\n", "utf-8")
        bring(shop, owner, path)
        if not n:
            [first] = past_undoing.imports(shop)
            past_undoing.undo(shop, by=owner, batch=first.id, request="undo past")


def _on_the_shelf(shop: Shop) -> None:
    """What the owner's pages write."""
    with shop.changing():
        shop.rows("INSERT INTO closure VALUES ('2030-01-01', '2030-02-01')")
        shop.rows("INSERT INTO ballot (operation_id, title, last) VALUES (1, 't', '2026-01-01')")
        shop.rows("INSERT INTO ballot (operation_id, title, last) VALUES (1, 'u', '2026-01-01')")
        shop.rows("INSERT INTO candidate (ballot_id, name) VALUES (1, 'a')")
        shop.rows("INSERT INTO vote (ballot_id, member_id, candidate_id) VALUES (1, 1, 1)")
        shop.rows("INSERT INTO shown_code (member_id, step, request) VALUES (1, 1, 's')")
        shop.rows("INSERT INTO member_link (member_id, operation_id, digest) VALUES (1, 1, x'00')")
        shop.rows("INSERT INTO gift (name, points, active) VALUES ('杯子', 500, 1)")
        shop.rows("INSERT INTO coupon_template (name, terms, active) VALUES ('other', '{}', 0)")
        shop.rows(
            "INSERT INTO issue_batch (operation_id, template_id, audience) "
            "SELECT MAX(operation_id), 1, '' FROM coupon"
        )
        shop.rows(
            "INSERT INTO printed_card (code, number, operation_id, member_id, bound_id) "
            "VALUES ('5', 1, 1, 1, 1)"
        )
        shop.rows("INSERT INTO listed VALUES (1, 'due', '2026-03-10', '2026-04-10')")
        shop.rows(
            "INSERT INTO restoration (operation_id, digest, as_of, kept) "
            "SELECT id, '', at, '' FROM operation WHERE id = 1"
        )


def _on_a_wrong_date(shop: Shop, cashier: Staff, clock: Clock) -> None:
    clock.pass_days(-1)
    sell(shop, cashier, 3, "yesterday, says the clock")
    clock.pass_days(1)


def _close(shop: Shop, cashier: Staff) -> None:
    day = settings.today(shop)
    found = counting.Found.of({10000: 2}, stays=Money(10000), opening=Money(), reason="?")
    closing.close_day(shop, by=cashier, day=day, found=found, request="close")


def _one_person_twice(shop: Shop, owner: Staff) -> None:
    zoe, again = join(shop, owner, "Zoe", "13800000004"), join(shop, owner, "Zoe", "13800000003")
    sell(shop, owner, 15, "zoe earns", member=again)
    merging.merge(shop, by=owner, kept=zoe, gone=again, request="merge")
    other = join(shop, owner, "Zoë", "13800000002")
    telling_apart.tell_apart(shop, by=owner, first=zoe, second=other, request="two people")
