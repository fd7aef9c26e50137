"""Books in which everything has happened, and the ways to break each of their truths alone."""

import shutil
from dataclasses import replace
from pathlib import Path

from shopfans.database import opening
from shopfans.database.shop import Shop
from shopfans.domain.kinds import Reason
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.referral import ReferralRule, Reward
from shopfans.domain.roles import SYSTEM, Right, Staff
from shopfans.domain.sales import Line, Tender
from shopfans.domain.stored_value import Offer
from shopfans.domain.tiers import Tier, TierRule
from shopfans.domain.touches import TouchKind
from shopfans.services import settings
from shopfans.services.belonging import adjusting, referring, rewarding, tiering
from shopfans.services.books import auditing
from shopfans.services.books.truths.truth import Truth
from shopfans.services.bringing import members
from shopfans.services.bringing.past import past_undoing
from shopfans.services.bringing.writing import Consents
from shopfans.services.days import closing, counting
from shopfans.services.goods import pricing, stocking
from shopfans.services.members import finding, forgetting, merging, tagging, telling_apart
from shopfans.services.memberships import held
from shopfans.services.memberships import selling as selling_plans
from shopfans.services.prepaid import instalments, paying_out, prepaying
from shopfans.services.reminders import caring, forecasting, planning, touching
from shopfans.services.sales import parking, refunding, selling
from shopfans.services.sales.parking import Parked
from shopfans.services.sessions import using
from shopfans.services.staff import approving, recovering, staffing
from tests.conftest import Clock, join
from tests.services import session_cards
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
    _walk_ins(shop, cashier)
    _members(shop, cashier)
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


def _walk_ins(shop: Shop, cashier: Staff) -> None:
    sell(shop, cashier, 30, "walk-in")
    sold = selling.record_sale(
        shop,
        by=cashier,
        request="mistyped",
        lines=[Line(Money(1200), 1, "布丁", 1), Line(Money(800))],
        payments={Tender.CASH: Money(1500), Tender.CARD: Money(500)},
    )
    refunding.void_sale(shop, by=cashier, sale=sold.sale, request="void mistyped")


def _members(shop: Shop, cashier: Staff) -> None:
    mei = join(shop, cashier, "王小美", "13812345678", "1990-03-15")
    sell(shop, cashier, 100, "mei earns", member=mei)
    coupon = finding.card(shop, mei).coupons[0].code
    sell(shop, cashier, 20, "mei spends", member=mei, coupon=coupon, spend=Points(50), due=1450)
    touching.touch(
        shop, by=cashier, member=mei, kind=TouchKind.DONE,
        reason=Reason.BIRTHDAY, occasion="2027-03-15", note="",
        request="tick",
    )  # fmt: skip
    planning.choose(shop, by=staffing.staff(shop)[0], carers={mei: cashier.id}, request="care for")
    caring.keep(shop, by=cashier, member=mei, moment="birthday 2027-03-15", request="care")
    ana = join(shop, cashier, "Ana", "13987654321")
    owner = staffing.staff(shop)[0]
    tag = tagging.add_tag(shop, by=owner, name="less sugar", request="tag")
    tagging.set_tags(shop, by=owner, member=mei, tags=[tag], request="tag mei")
    referring.friend_code(shop, member=mei)
    with shop.changing():
        referring.write(ana, mei)
    earned = sell(shop, cashier, 100, "ana earns", member=ana)
    sell(shop, cashier, 1, "ana spends", member=ana, spend=Points(100), due=0)
    refunding.void_sale(shop, by=cashier, sale=earned.sale, request="void ana")
    sell(shop, cashier, 150, "ana settles", member=ana)
    joy = join(shop, cashier, "Joy", "13800000007")
    sell(shop, cashier, 40, "joy earns", member=joy)
    _given_back(shop, cashier, joy)
    lin = join(shop, cashier, "Lin", "13800000006")
    sell(shop, cashier, 30, "lin earns", member=lin)
    _two_lines_in_part(shop, cashier, lin)
    _in_parts(shop, cashier, lin)
    parking.park(shop, by=cashier, basket=Parked((Line(Money(500)),)), member=joy)


def _given_back(shop: Shop, cashier: Staff, member: int) -> None:
    """Three puddings with a coupon, of which one comes back."""
    coupon = finding.card(shop, member).coupons[0].code
    sold = selling.record_sale(
        shop,
        by=cashier,
        request="three",
        lines=[Line(Money(1200), 3, "布丁", 1, list_price=Money(1200))],
        payments={Tender.CASH: Money(3100)},
        member=member,
        coupons=[coupon],
    )
    refunding.refund_sale(shop, by=cashier, sale=sold.sale, quantities={1: 1}, request="one back")


def _two_lines_in_part(shop: Shop, cashier: Staff, member: int) -> None:
    """Two of two and one of two come back, each with a discount of its own and some points."""
    sold = selling.record_sale(
        shop,
        by=staffing.staff(shop)[0],
        request="two lines",
        lines=[
            Line(Money(1000), 2, off=Money(100), reason="chipped"),
            Line(Money(1000), 2, off=Money(200), reason="sunk"),
        ],
        payments={Tender.CASH: Money(3680)},
        member=member,
        spend=Points(20),
    )
    refunding.refund_sale(
        shop, by=cashier, sale=sold.sale, quantities={1: 2, 2: 1}, request="parts back"
    )


def _in_parts(shop: Shop, cashier: Staff, member: int) -> None:
    """Half a point is carried on, once taken back and once kept."""
    was = settings.load(shop)
    for number, carries in enumerate((True, False)):
        rule = replace(was.earning, each=Money(200), carries=carries)
        terms = replace(was, earning=rule) if carries else was
        settings.save(shop, by=SYSTEM, terms=terms, request=f"carrying {number}")
        if carries:
            sell(shop, cashier, 1, "half kept", member=member)
            sold = sell(shop, cashier, 1, "half", member=member)
            refunding.void_sale(shop, by=cashier, sale=sold.sale, request="half back")


def sale_of(request: str) -> str:
    return (
        "(SELECT sale.id FROM sale JOIN operation ON operation.id = operation_id "
        f"WHERE request = '{request}')"
    )


def line_of(request: str, kind: str) -> str:
    """The ledger line of this kind that the request wrote."""
    return (
        "(SELECT e.id FROM ledger_entry e JOIN operation ON operation.id = operation_id "
        f"WHERE request = '{request}' AND kind = '{kind}')"
    )


MEI, ANA, JOY, ZOE = (
    f"(SELECT id FROM member WHERE name = '{name}')" for name in ("王小美", "Ana", "Joy", "Zoe")
)
MERGED = "(SELECT member_id FROM merged_member)"
FORESEEN = "(SELECT MIN(member_id) FROM forecast)"
GONE = f"(SELECT id FROM member WHERE name = '' AND id <> {MERGED})"
WALK_IN, MIRROR = sale_of("walk-in"), sale_of("void mistyped")
THREE, BACK = sale_of("three"), sale_of("one back")
PARTS_BACK = sale_of("parts back")
USED_BACK = (
    "(SELECT e.id FROM ledger_entry e JOIN operation ON operation.id = operation_id "
    "WHERE request = 'parts back' AND change > 0)"
)
USE_TAKEN_BACK = "undone_id IS NOT NULL"
OF_A_CARD = "top_up_id IN (SELECT prepayment_id FROM session_card)"
IN_USE = "card_id = 1"
HERS, FEE_BACK = (
    "(SELECT p.id FROM prepayment p JOIN operation o ON o.id = p.operation_id "
    f"WHERE request = '{request}')"
    for request in ("Gia joins", "gus ends")
)
GIA = f"(SELECT id FROM membership WHERE prepayment_id = {HERS})"
TOPPED_UP, TAKEN_BACK = (
    "(SELECT p.id FROM prepayment p JOIN operation o ON o.id = p.operation_id "
    f"WHERE request = '{request}')"
    for request in ("pia tops up", "pia back")
)
EARNED, SPENT = sale_of("mei earns"), sale_of("mei spends")


def joy_earns(points: int) -> list[str]:
    """On her line and in the ledger alike."""
    return [
        f"UPDATE ledger_entry SET change = {points} WHERE id = {line_of('joy earns', 'earn')}",
        f"UPDATE sale_line SET earned = {points} WHERE sale_id = {sale_of('joy earns')}",
    ]


def more(sale: str, part: str, where: str, fen: int) -> str:
    """A refund takes so much more off, in a share or a discount of it."""
    return f"UPDATE sale_{part} SET amount = amount - {fen} WHERE sale_id = {sale} AND {where}"


BROKEN: list[tuple[Truth, list[str]]] = [
    (Truth.FILE_SOUND, ["PRAGMA ignore_check_constraints = 1", "UPDATE good SET price = 0"]),
    (Truth.LINKS_HOLD, ["UPDATE coupon SET template_id = 999 WHERE id = 1"]),
    (Truth.LINKS_HOLD, ["UPDATE sale_line SET good_id = 999 WHERE good_id IS NULL"]),
    (
        Truth.LINKS_HOLD,
        [
            "UPDATE tag SET id = 999 WHERE id = (SELECT MAX(id) FROM tag)",
            "UPDATE member_tag SET tag_id = 998",
        ],
    ),
    (
        Truth.GROSS_IS_LINES,
        [
            "UPDATE sale_line SET quantity = 2, amount = 2 * amount, paid = 2 * paid "
            f"WHERE sale_id = {WALK_IN}"
        ],
    ),
    (
        Truth.GROSS_IS_LINES,
        [
            f"DELETE FROM sale_line WHERE sale_id = {WALK_IN}",
            f"DELETE FROM payment WHERE sale_id = {WALK_IN}",
            f"UPDATE sale SET gross = 0, paid = 0 WHERE id = {WALK_IN}",
        ],
    ),
    (
        Truth.PAID_IS_GROSS_LESS_DISCOUNTS,
        [
            f"UPDATE payment SET amount = amount - 100 WHERE sale_id = {WALK_IN}",
            f"UPDATE sale SET paid = paid - 100 WHERE id = {WALK_IN}",
        ],
    ),
    (
        Truth.PAID_IS_GROSS_LESS_DISCOUNTS,
        [f"INSERT INTO sale_discount VALUES ({BACK}, 9, 'kept_back', NULL, 0, -1, '')"],
    ),
    (Truth.PAID_IS_PAYMENTS, [f"DELETE FROM payment WHERE sale_id = {WALK_IN}"]),
    (Truth.PAID_IS_PAYMENTS, [f"UPDATE payment SET received = 1 WHERE sale_id = {WALK_IN}"]),
    (Truth.PAID_IS_PAYMENTS, [f"UPDATE payment SET received = 0 WHERE sale_id = {BACK}"]),
    (
        Truth.LINE_IS_AMOUNT_LESS_SHARES,
        [f"UPDATE sale_line SET paid = paid - 1 WHERE sale_id = {WALK_IN}"],
    ),
    (
        Truth.DISCOUNT_IS_SHARES,
        [f"UPDATE sale_discount SET cost = 1 WHERE sale_id = {SPENT} AND kind = 'coupon'"],
    ),
    (
        Truth.LINES_MULTIPLY,
        [f"UPDATE sale_line SET unit_price = unit_price + 1 WHERE sale_id = {WALK_IN}"],
    ),
    (Truth.DAYS_AGREE, [f"UPDATE sale SET day = '2027-01-01' WHERE id = {WALK_IN}"]),
    (
        Truth.AMOUNTS_IN_BOUNDS,
        [
            f"UPDATE sale SET gross = 2000000000, paid = 2000000000 WHERE id = {WALK_IN}",
            "UPDATE sale_line SET unit_price = 2000000000, amount = 2000000000, "
            f"paid = 2000000000 WHERE sale_id = {WALK_IN}",
            "UPDATE payment SET amount = 2000000000, received = 2000000000 "
            f"WHERE sale_id = {WALK_IN}",
        ],
    ),
    (
        Truth.AMOUNTS_IN_BOUNDS,
        [
            f"UPDATE sale SET gross = -gross, paid = -paid WHERE id = {WALK_IN}",
            "UPDATE sale_line SET quantity = -1, amount = -amount, paid = -paid "
            f"WHERE sale_id = {WALK_IN}",
            f"UPDATE payment SET amount = -amount, received = 0 WHERE sale_id = {WALK_IN}",
        ],
    ),
    (Truth.AMOUNTS_IN_BOUNDS, joy_earns(0)),
    (Truth.AMOUNTS_IN_BOUNDS, joy_earns(1_000_000_001)),
    (
        Truth.AMOUNTS_IN_BOUNDS,
        [
            f"INSERT INTO sale_discount VALUES ({WALK_IN}, 1, 'line', NULL, 0, -1, 'x'), "
            f"({WALK_IN}, 2, 'line', NULL, 0, 1, 'x')",
            f"INSERT INTO sale_share VALUES ({WALK_IN}, 1, 1, -1, 0), ({WALK_IN}, 2, 1, 1, 0)",
        ],
    ),
    (
        Truth.AMOUNTS_IN_BOUNDS,
        [
            f"INSERT INTO payment VALUES ({WALK_IN}, 'card', -1, 0)",
            f"UPDATE payment SET amount = amount + 1, received = received + 1 "
            f"WHERE sale_id = {WALK_IN} AND tender = 'cash'",
        ],
    ),
    (Truth.BATCH_IS_ONE_TEMPLATE, ["UPDATE issue_batch SET template_id = 2"]),
    (Truth.SOLD_IS_LINES, ["UPDATE good SET sold = sold + 1"]),
    (Truth.GOODS_ARE_BROUGHT, ["DELETE FROM imported_good"]),
    (Truth.GOODS_ARE_BROUGHT, ["UPDATE goods_import SET undone_id = operation_id"]),
    (
        Truth.REFUND_IS_OF_ITS_SALE,
        [f"UPDATE sale_line SET name = '蛋糕' WHERE sale_id = {MIRROR}"],
    ),
    (
        Truth.REFUND_IS_OF_ITS_SALE,
        [f"UPDATE sale_discount SET reason = 'x' WHERE sale_id = {BACK}"],
    ),
    (
        Truth.REFUND_IS_OF_ITS_SALE,
        ["UPDATE operation SET act = 'void' WHERE request = 'one back'"],
    ),
    (
        Truth.REFUND_IS_OF_ITS_SALE,
        ["UPDATE operation SET act = 'sale' WHERE request = 'one back'"],
    ),
    (Truth.REFUND_IS_OF_ITS_SALE, [f"UPDATE sale SET replaces_id = 1 WHERE id = {THREE}"]),
    (
        Truth.REFUNDS_WITHIN_SALE,
        [
            "UPDATE sale_line SET quantity = -4, amount = -4800, paid = paid - 3600 "
            f"WHERE sale_id = {BACK}",
            f"UPDATE sale SET gross = -4800, paid = paid - 3600 WHERE id = {BACK}",
            "UPDATE payment SET amount = amount - 3600, received = received - 3600 "
            f"WHERE sale_id = {BACK}",
            f"UPDATE member SET spent = spent - 3600 WHERE id = {JOY}",
            "UPDATE good SET sold = sold - 3 WHERE name = '布丁'",
        ],
    ),
    (Truth.REFUNDS_WITHIN_SALE, [f"INSERT INTO sale_share VALUES ({PARTS_BACK}, 1, 2, 0, 0)"]),
    (
        Truth.REFUNDS_WITHIN_SALE,
        [
            more(PARTS_BACK, "share", "discount = 1", -2),
            more(PARTS_BACK, "discount", "position = 1", -2),
            more(PARTS_BACK, "share", "discount = 3 AND line = 1", 2),
            more(PARTS_BACK, "share", "discount = 3 AND line = 2", -2),
            more(PARTS_BACK, "share", "discount = 2", 2),
            more(PARTS_BACK, "discount", "position = 2", 2),
        ],
    ),
    (
        Truth.REFUNDS_WITHIN_SALE,
        [
            f"UPDATE sale_share SET cost = cost + 1 WHERE sale_id = {PARTS_BACK} AND line = 1 "
            "AND cost < 0",
            f"UPDATE sale_discount SET cost = cost + 1 WHERE sale_id = {PARTS_BACK} AND cost < 0",
            f"UPDATE ledger_entry SET change = change - 1 WHERE id = {USED_BACK}",
        ],
    ),
    (
        Truth.PARTS_GO_WITH_THE_LAST,
        ["UPDATE ledger_entry SET change = 499 WHERE unit = 'point_parts' AND kind = 'reverse'"],
    ),
    (
        Truth.PARTS_GO_WITH_THE_LAST,
        ["DELETE FROM ledger_entry WHERE unit = 'point_parts' AND kind = 'reverse'"],
    ),
    (Truth.COMPLETE_IS_NOTHING_LEFT, [f"UPDATE sale SET completes = 1 WHERE id = {BACK}"]),
    (
        Truth.USED_IS_LEDGER,
        [
            f"UPDATE sale_discount SET cost = 51 WHERE sale_id = {SPENT} AND kind = 'points'",
            f"UPDATE sale_share SET cost = 51 WHERE sale_id = {SPENT} AND cost > 0",
        ],
    ),
    (
        Truth.USED_IS_LEDGER,
        [f"UPDATE sale_discount SET kind = 'stamps' WHERE sale_id = {SPENT} AND kind = 'points'"],
    ),
    (
        Truth.EARNED_IS_LEDGER,
        [f"UPDATE sale_line SET earned = earned + 1 WHERE sale_id = {EARNED}"],
    ),
    (
        Truth.EARNED_IS_LEDGER,
        [f"UPDATE sale_line SET stamps = 1 WHERE sale_id = {EARNED}"],
    ),
    (
        Truth.REVERSAL_MIRRORS_ENTRY,
        [
            "UPDATE ledger_entry SET reverses_id = id - 1 "
            f"WHERE id = {line_of('ana settles', 'settle')} + 1"
        ],
    ),
    (
        Truth.ADJUSTED_FOR_A_REASON,
        [
            "DELETE FROM approval WHERE operation_id = "
            "(SELECT id FROM operation WHERE request = 'adjusted')"
        ],
    ),
    (
        Truth.ADJUSTED_FOR_A_REASON,
        ["UPDATE operation SET act = 'note' WHERE request = 'adjusted'"],
    ),
    (
        Truth.LOT_IS_GRANT,
        [
            "UPDATE ledger_entry SET lapses = '2030-01-01' "
            f"WHERE id = {line_of('mei spends', 'redeem')}"
        ],
    ),
    (
        Truth.LOT_IS_GRANT,
        [
            f"UPDATE ledger_entry SET lot = {line_of('mei earns', 'earn')} "
            f"WHERE id = {line_of('joy earns', 'earn')}"
        ],
    ),
    (
        Truth.LOTS_ON_ONE_SIDE,
        [
            f"UPDATE ledger_entry SET lot = {line_of('mei spends', 'earn')} "
            f"WHERE id = {line_of('mei spends', 'redeem')}"
        ],
    ),
    (
        Truth.SETTLING_IS_NOTHING,
        ["UPDATE ledger_entry SET change = change + 1 WHERE kind = 'settle' AND change > 0"],
    ),
    (
        Truth.BELOW_ZERO_BY_REVERSAL,
        ["UPDATE ledger_entry SET change = change - 1 WHERE kind = 'expire'"],
    ),
    (Truth.OPENING_IS_BROUGHT, ["DELETE FROM imported_member"]),
    (Truth.OPENING_IS_BROUGHT, ["UPDATE member_import SET undone_id = operation_id"]),
    (Truth.IMPORT_UNDONE_WHOLE, ["UPDATE sales_import SET undone_id = operation_id"]),
    (Truth.IMPORT_UNDONE_WHOLE, ["UPDATE sales_import SET undone_id = NULL WHERE id = 1"]),
    (
        Truth.MOVING_IS_NOTHING,
        ["UPDATE ledger_entry SET change = change + 1 WHERE kind = 'move' AND change > 0"],
    ),
    (
        Truth.LINES_OF_HER_SALE,
        [
            f"UPDATE ledger_entry SET operation_id = (SELECT operation_id FROM sale WHERE id = "
            f"{WALK_IN}) WHERE id = {line_of('joy earns', 'earn')}",
            f"UPDATE sale_line SET earned = 40 WHERE sale_id = {WALK_IN}",
            f"UPDATE sale_line SET earned = 0 WHERE sale_id = {sale_of('joy earns')}",
        ],
    ),
    (
        Truth.PREPAYMENTS_AGREE,
        [f"UPDATE prepayment_tender SET amount = amount - 1 WHERE prepayment_id = {TOPPED_UP}"],
    ),
    (
        Truth.PREPAYMENTS_AGREE,
        [f"UPDATE prepayment SET day = '2027-01-01' WHERE id = {TOPPED_UP}"],
    ),
    (
        Truth.PREPAYMENTS_AGREE,
        [f"UPDATE prepayment SET kind = 'change' WHERE id = {TAKEN_BACK}"],
    ),
    (
        Truth.PREPAYMENTS_AGREE,
        ["UPDATE prepayment_tender SET tender = 'stored_value' WHERE amount > 0"],
    ),
    (
        Truth.TOP_UP_IS_LEDGER,
        [
            f"UPDATE prepayment SET paid = paid + 1 WHERE id = {TOPPED_UP}",
            "UPDATE prepayment_tender SET amount = amount + 1, received = received + 1 "
            f"WHERE prepayment_id = {TOPPED_UP}",
        ],
    ),
    (Truth.TOP_UP_IS_LEDGER, [f"UPDATE prepayment SET earned = 5 WHERE id = {TOPPED_UP}"]),
    (
        Truth.TOP_UP_IS_LEDGER,
        ["UPDATE bonus_instalment SET amount = amount + 1 WHERE lot_id IS NOT NULL"],
    ),
    (
        Truth.TOP_UP_IS_LEDGER,
        ["UPDATE bonus_instalment SET lot_id = NULL WHERE lot_id IS NOT NULL"],
    ),
    (
        Truth.PAYOUT_IS_PARTS,
        [f"UPDATE payout_part SET principal = principal + 1 WHERE NOT {OF_A_CARD}"],
    ),
    (Truth.PAYOUT_IS_PARTS, ["UPDATE payout_part SET returned = returned - 1"]),
    (
        Truth.STORED_VALUE_PAID_IS_DRAWN,
        ["UPDATE payment SET tender = 'card' WHERE tender = 'stored_value'"],
    ),
    (
        Truth.STORED_VALUE_STAYS,
        [
            "UPDATE ledger_entry SET lapses = '2030-01-01' "
            f"WHERE id = (SELECT principal_lot_id FROM prepayment WHERE id = {TOPPED_UP})"
        ],
    ),
    (
        Truth.STORED_VALUE_STAYS,
        [
            "UPDATE ledger_entry SET change = change + CASE change WHEN -50000 THEN -1 ELSE 1 END "
            "WHERE operation_id = (SELECT id FROM operation WHERE request = 'pia pays') "
            "AND unit = 'principal'"
        ],
    ),
    (Truth.SESSION_CARDS_AGREE, [f"UPDATE session_part SET value = value + 1 WHERE {IN_USE}"]),
    (Truth.SESSION_CARDS_AGREE, [f"UPDATE session_part SET sessions = 11 WHERE {IN_USE}"]),
    (Truth.SESSION_USES_AGREE, ["UPDATE session_use SET sessions = 2 WHERE undone_id IS NULL"]),
    (Truth.SESSION_USES_AGREE, ["UPDATE session_use SET undone_id = 1 WHERE undone_id IS NULL"]),
    (Truth.SESSION_USES_AGREE, ["UPDATE session_use SET undone_id = NULL"]),
    (Truth.SESSION_USES_AGREE, ["DELETE FROM session_use WHERE undone_id IS NULL"]),
    (
        Truth.SESSION_USES_AGREE,
        [f"UPDATE session_use SET member_id = {ANA} WHERE {USE_TAKEN_BACK}"],
    ),
    (
        Truth.SESSION_USES_AGREE,
        [f"UPDATE session_use SET day = date(day, '-1 day') WHERE {USE_TAKEN_BACK}"],
    ),
    (Truth.SESSIONS_STAY, [f"UPDATE session_card SET member_id = {ANA} WHERE id = 1"]),
    (
        Truth.CARD_BACK_IS_ALL,
        [f"UPDATE payout_part SET principal = principal + 1 WHERE {OF_A_CARD}"],
    ),
    (Truth.MERGED_IS_EMPTY, [f"UPDATE session_card SET member_id = {MERGED} WHERE id = 2"]),
    (Truth.MEMBERSHIP_IS_PAID, [f"UPDATE prepayment SET bonus = 5 WHERE id = {HERS}"]),
    (
        Truth.MEMBERSHIP_IS_PAID,
        [
            f"UPDATE membership SET plan = json_set(plan, '$.price.fen', 1) WHERE id = {GIA}",
        ],
    ),
    (Truth.MEMBERSHIP_IS_PAID, [f"UPDATE membership SET starts = '2020-01-01' WHERE id = {GIA}"]),
    (
        Truth.MEMBERSHIP_IS_PAID,
        [
            f"DELETE FROM membership_coupon WHERE membership_id = {GIA}",
            f"DELETE FROM membership WHERE id = {GIA}",
        ],
    ),
    (Truth.MEMBERSHIP_ENDS_ONCE, ["UPDATE membership_end SET last = date(last, '+1 day')"]),
    (Truth.MEMBERSHIP_ENDS_ONCE, ["DELETE FROM membership_end"]),
    (
        Truth.MEMBERSHIP_COUPONS_AGREE,
        [f"UPDATE membership_coupon SET place = 2 WHERE membership_id = {GIA} AND place = 1"],
    ),
    (
        Truth.MEMBERSHIP_COUPONS_AGREE,
        [f"UPDATE membership_coupon SET month = 13 WHERE membership_id = {GIA}"],
    ),
    (
        Truth.MEMBERSHIP_COUPONS_AGREE,
        [
            f"UPDATE coupon SET member_id = {ANA} WHERE id IN (SELECT coupon_id FROM "
            f"membership_coupon WHERE membership_id = {GIA})"
        ],
    ),
    (
        Truth.MEMBERSHIP_COUPONS_AGREE,
        [
            "UPDATE coupon SET withdrawn_id = NULL WHERE id IN (SELECT m.coupon_id FROM "
            "membership_coupon m JOIN membership h ON h.id = m.membership_id "
            "JOIN prepayment v ON v.reverses_id = h.prepayment_id)"
        ],
    ),
    (Truth.REWARD_STANDS, ["UPDATE referral_reward SET floor = 3001 WHERE taken_back_id IS NULL"]),
    (Truth.REWARD_STANDS, ["UPDATE referral_reward SET floor = 0 WHERE taken_back_id IS NULL"]),
    (
        Truth.REWARD_STANDS,
        [
            "UPDATE referral_reward SET brought_by_id = (SELECT member_id FROM sale "
            "WHERE sale.id = sale_id) WHERE taken_back_id IS NULL",
            "DELETE FROM ledger_entry WHERE id = (SELECT MIN(e.id) FROM ledger_entry e "
            "JOIN referral_reward w ON w.operation_id = e.operation_id "
            "WHERE w.taken_back_id IS NULL)",
        ],
    ),
    (
        Truth.REWARD_IS_LEDGER,
        ["UPDATE referral_reward SET brought_by_id = 1 WHERE taken_back_id IS NULL"],
    ),
    (
        Truth.REWARD_IS_LEDGER,
        [
            "UPDATE coupon SET withdrawn_id = NULL WHERE withdrawn_id IN "
            "(SELECT taken_back_id FROM referral_reward)"
        ],
    ),
    (Truth.REWARD_IS_LEDGER, ["UPDATE operation SET act = 'lapse' WHERE act = 'referral'"]),
    (Truth.REWARD_IS_LEDGER, ["UPDATE operation SET act = 'referral' WHERE request = 'tag mei'"]),
    (Truth.COUPON_USE_IS_LIVE, [f"UPDATE coupon SET used_by_id = NULL WHERE used_by_id = {SPENT}"]),
    (
        Truth.COUPON_USE_IS_LIVE,
        [f"UPDATE coupon SET used_by_id = {WALK_IN} WHERE member_id = {ANA}"],
    ),
    (Truth.COUPON_HOLDS, [f"UPDATE coupon SET lapses = '2027-03-10' WHERE used_by_id = {SPENT}"]),
    (Truth.COUPON_HOLDS, [f"UPDATE coupon SET starts = '2027-03-12' WHERE used_by_id = {SPENT}"]),
    (Truth.COUPON_HOLDS, [f"UPDATE coupon SET withdrawn_id = 1 WHERE used_by_id = {SPENT}"]),
    (Truth.COUPON_HOLDS, [f"UPDATE coupon SET member_id = {ANA} WHERE used_by_id = {SPENT}"]),
    (Truth.MEMBER_TIERS, ["DELETE FROM tier_standing"]),
    (Truth.MEMBER_TIERS, ["UPDATE tier_standing SET tier = 2"]),
    (Truth.MEMBER_TIERS, ["UPDATE tier_standing SET since = '2027-01-01'"]),
    (Truth.MEMBER_TIERS, [f"UPDATE tier_standing SET member_id = {ANA}"]),
    (
        Truth.CONSENT_GIVEN,
        [f"DELETE FROM consent WHERE member_id = {MEI} AND purpose = 'keeping'"],
    ),
    (
        Truth.CONSENT_GIVEN,
        [f"UPDATE consent SET given = 0 WHERE member_id = {JOY} AND purpose = 'keeping'"],
    ),
    (Truth.ERASED_IS_BLANK, [f"UPDATE member SET birth_month = 3 WHERE id = {GONE}"]),
    (Truth.ERASED_IS_BLANK, [f"UPDATE member SET birth_day = 15 WHERE id = {GONE}"]),
    (Truth.ERASED_IS_BLANK, [f"UPDATE member SET birth_year = 1990 WHERE id = {GONE}"]),
    (Truth.ERASED_IS_BLANK, [f"UPDATE member SET foreign_id = '17' WHERE id = {GONE}"]),
    (Truth.ERASED_IS_BLANK, [f"INSERT INTO member_key VALUES ('zou', {GONE})"]),
    (Truth.ERASED_IS_BLANK, [f"INSERT INTO member_tag VALUES ({GONE}, 1)"]),
    (Truth.ERASED_IS_BLANK, [f"INSERT INTO friend_code VALUES ({GONE}, '6')"]),
    (Truth.CONSENT_HAS_WORDS, ["UPDATE consent SET text_version = 99"]),
    (Truth.ERASED_IS_BLANK, [f"UPDATE member SET name = 'Zoe' WHERE id = {GONE}"]),
    (Truth.ERASED_IS_BLANK, [f"UPDATE member SET note = 'tall' WHERE id = {GONE}"]),
    (
        Truth.ERASED_IS_BLANK,
        [f"UPDATE forecast SET member_id = {GONE} WHERE member_id = {FORESEEN}"],
    ),
    (Truth.ERASED_IS_BLANK, [f"UPDATE parked_sale SET member_id = {GONE}"]),
    (
        Truth.ERASED_IS_BLANK,
        [f"UPDATE member_merge SET before = 'x', kept_id = {GONE}"],
    ),
    (Truth.MERGED_IS_EMPTY, [f"UPDATE printed_card SET member_id = {MERGED}"]),
    (Truth.MERGED_IS_EMPTY, [f"UPDATE coupon SET member_id = {MERGED} WHERE member_id = {ZOE}"]),
    (Truth.ERASED_IS_BLANK, [f"UPDATE member_link SET member_id = {GONE}"]),
    (Truth.FOUND_BY_KEY, [f"DELETE FROM member_key WHERE member_id = {MEI}"]),
    (Truth.FOUND_BY_KEY, ["DELETE FROM good_key"]),
    (Truth.VOTE_IS_OF_ITS_BALLOT, ["UPDATE vote SET ballot_id = 2"]),
    (Truth.CARD_BOUND_ONCE, ["UPDATE printed_card SET bound_id = NULL"]),
    (Truth.CARE_IS_A_TOUCH, ["UPDATE touch SET reason = 'birthday' WHERE reason = 'care'"]),
    (Truth.LISTED_AFTER_A_VISIT, ["UPDATE listed SET reason = 'birthday'"]),
    (Truth.LISTED_AFTER_A_VISIT, ["UPDATE listed SET day = occasion"]),
    (Truth.PUT_OFF_TO_A_DAY, ["UPDATE touch SET until = '2027-03-20'"]),
    (Truth.MEMBER_FIGURES, [f"UPDATE member SET spent = spent + 1 WHERE id = {MEI}"]),
    (Truth.MEMBER_FIGURES, [f"UPDATE member SET visits = visits + 1 WHERE id = {MEI}"]),
    (Truth.MEMBER_FIGURES, [f"UPDATE member SET last_visit = '2027-01-01' WHERE id = {MEI}"]),
    (Truth.MEMBER_FIGURES, [f"UPDATE member SET usual_gap = 8 WHERE id = {MEI}"]),
    (Truth.MEMBER_FIGURES, [f"UPDATE member SET usual_gap = 7 WHERE id = {GONE}"]),
    (Truth.GAP_SUMS, [f"UPDATE gap_sum SET s1 = s1 + 1 WHERE member_id = {MEI}"]),
    (Truth.GAP_SUMS, [f"DELETE FROM gap_sum WHERE member_id = {MEI}"]),
    (Truth.GAP_SUMS, [f"INSERT INTO gap_sum VALUES ({GONE}, 1, 1, 0, 0, 0, 0, 0, 0)"]),
]

UNCHAINED: list[list[str]] = [
    joy_earns(41),
    [f"UPDATE ledger_entry SET lapses = '2099-01-01' WHERE id = {line_of('joy earns', 'earn')}"],
    [f"UPDATE ledger_entry SET digest = zeroblob(32) WHERE id = {line_of('joy earns', 'earn')}"],
    ["UPDATE ledger_entry SET digest = CAST(x'00' || substr(digest, 2) AS BLOB) WHERE id = 1"],
    ["UPDATE operation SET staff_id = 1 WHERE request = 'joy earns'"],
    ["UPDATE operation SET at = '2027-03-11T03:00:00.000000+00:00' WHERE request = 'joy earns'"],
    [
        f"DELETE FROM ledger_entry WHERE id = {line_of('mei spends', 'earn')}",
        f"UPDATE sale_line SET earned = 0 WHERE sale_id = {SPENT}",
    ],
]
