"""The log: a readable line for everything that was done, and no PIN in any."""

from dataclasses import replace
from pathlib import Path

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.errors import WrongPin
from shopfans.domain.kinds import Act
from shopfans.domain.money import Money
from shopfans.domain.roles import Right, Role, Staff
from shopfans.domain.trails import Trail, What, acts_of
from shopfans.services import settings
from shopfans.services.belonging import adjusting
from shopfans.services.exporting.everything import Form, write_everything
from shopfans.services.exporting.leaving import leaving
from shopfans.services.goods import pricing
from shopfans.services.members import forgetting, noting
from shopfans.services.memberships import benefits, held, selling
from shopfans.services.sales import refunding
from shopfans.services.staff import approving, recovering, staffing, tracing
from shopfans.services.staff.tracing import Wanted
from shopfans.texts.trails import sentence, trail_label
from tests.conftest import CASHIER_PIN, OWNER_PIN, Clock, join
from tests.services import memberships
from tests.services.memberships import GOLD
from tests.services.test_selling import pass_working_days, sell


def said(shop: Shop, owner: Staff, wanted: Wanted = tracing.EVERYTHING) -> list[str]:
    terms = settings.load(shop)
    return [sentence(line, terms) for line in tracing.page(shop, by=owner, wanted=wanted)]


def newest(shop: Shop, owner: Staff) -> str:
    return said(shop, owner)[0]


def test_the_counters_day_in_sentences(shop: Shop, owner: Staff, cashier: Staff, mei: int) -> None:
    assert newest(shop, owner) == "Signed up 王小美"
    sale = sell(shop, cashier, 32, "s", member=mei).sale
    assert newest(shop, owner) == "Sale No. 1, ¥32.00 · 王小美"
    refunding.void_sale(shop, by=cashier, sale=sale, request="v")
    assert newest(shop, owner) == "Voided sale No. 1: ¥32.00 back · 王小美"
    walk_in = sell(shop, cashier, 250, "w").sale
    by = approving.allow(
        shop, by=cashier, right=Right.REFUND_MUCH, approver=owner.id or 0, pin=OWNER_PIN,
        reason="wrong cake", request="r",
    )  # fmt: skip
    refunding.refund_sale(shop, by=by, sale=walk_in, quantities=None, request="r")
    [line] = tracing.page(shop, by=owner, wanted=Wanted(is_allowed=True))
    assert sentence(line, settings.load(shop)) == "Refund of sale No. 3: ¥250.00 back"
    assert (line.staff, line.allowed_by, line.reason) == ("小李", "老板", "wrong cake")


def test_what_the_owner_changes_in_sentences(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    assert cashier.id is not None
    pricing.add_good(shop, by=owner, name="布丁", category="", price=Money(1200), request="g")
    pricing.change_good(shop, by=owner, good=1, request="p", price=Money(1500))
    assert newest(shop, owner) == "Price of 布丁: ¥12.00 → ¥15.00"
    by = approving.with_reason(by=owner, right=Right.ADJUST, reason="补登", request="a")
    adjusting.adjust_points(shop, by=by, member=mei, change=50, request="a")
    assert newest(shop, owner) == "Points of 王小美 by hand: +50"
    settings.save(
        shop, by=owner, request="t", terms=replace(settings.load(shop), refund_limit=Money(1))
    )
    assert newest(shop, owner) == "Changed the settings: Limits and locking"
    staffing.change_role(shop, by=owner, staff_id=cashier.id, role=Role.SENIOR, request="c")
    assert newest(shop, owner) == "小李: from Cashier to Senior"
    staffing.let_go(shop, by=owner, staff_id=cashier.id, request="l")
    assert newest(shop, owner) == "小李 works here no more"
    staffing.take_back(shop, by=owner, staff_id=cashier.id, pin="8264", request="b")
    assert newest(shop, owner) == "小李 works here again"
    recovering.new_code(shop, by=owner, request="sheet")
    assert newest(shop, owner) == "Printed a recovery sheet"


def test_who_came_in_and_who_was_refused(shop: Shop, owner: Staff, cashier: Staff) -> None:
    for pin in ("1111", "2222"):
        with pytest.raises(WrongPin):
            staffing.sign_in(shop, staff_id=cashier.id or 0, pin=pin)
    staffing.sign_in(shop, staff_id=cashier.id or 0, pin=CASHIER_PIN)
    assert said(shop, owner, Wanted(trail=Trail.STAFF))[:3] == [
        "Signed in",
        "Wrong PIN for 小李, time 2 in a row",
        "Wrong PIN for 小李, time 1 in a row",
    ]
    with shop.reading():
        [(everything,)] = shop.rows("SELECT GROUP_CONCAT(said) FROM trace")
    assert "1111" not in everything


def test_a_forgotten_member_has_no_name_in_the_log(
    shop: Shop, owner: Staff, cashier: Staff
) -> None:
    member = join(shop, cashier, "走了", "13900000009")
    noting.set_note(shop, by=cashier, member=member, note="likes mango", request="n")
    forgetting.erase(shop, by=owner, member_id=member, request="e")
    assert said(shop, owner)[:3] == [
        "Forgot a member",
        "Changed the note on a forgotten member",
        "Signed up a forgotten member",
    ]


def test_one_looks_for_a_person_a_kind_or_a_day(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock
) -> None:
    sell(shop, cashier, 10, "a")
    first = settings.today(shop)
    clock.pass_days(1)
    sell(shop, owner, 20, "b")
    assert said(shop, owner, Wanted(trail=Trail.SALES)) == [
        "Sale No. 2, ¥20.00",
        "Sale No. 1, ¥10.00",
    ]
    assert said(shop, owner, Wanted(trail=Trail.SALES, staff=cashier.id)) == ["Sale No. 1, ¥10.00"]
    assert said(shop, owner, Wanted(first=settings.today(shop))) == ["Sale No. 2, ¥20.00"]
    assert "Sale No. 2, ¥20.00" not in said(shop, owner, Wanted(last=first))


def test_the_log_is_paged_by_key(shop: Shop, owner: Staff, cashier: Staff) -> None:
    for number in range(5):
        sell(shop, cashier, 10, f"s{number}")
    whole = [line.id for line in tracing.page(shop, by=owner)]
    pages, before = [], None
    while part := tracing.page(shop, by=owner, before=before, limit=3):
        pages += [line.id for line in part]
        before = part[-1].id
    assert pages == whole


@pytest.mark.parametrize("act", Act)
def test_every_act_is_told_in_words(shop: Shop, owner: Staff, act: Act) -> None:
    line = tracing.page(shop, by=owner, limit=1)[0]
    told = line._replace(act=act, reverses=1, said={"role": "cashier", "was": "senior"})
    assert sentence(told, settings.load(shop)) != act.value


def test_an_act_is_found_under_one_heading() -> None:
    headings = [act for trail in Trail for act in acts_of(trail)]
    assert len(headings) == len(set(headings))
    assert set(headings) == set(Act)


def test_every_heading_has_a_name() -> None:
    assert all(trail_label(trail) for trail in Trail)


def test_what_left_as_a_file_is_in_the_log(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    write_everything(
        shop, tmp_path / "all.xlsx", by=owner, form=Form.WORKBOOK, language="en",
        progress=lambda done, total: None,
    )  # fmt: skip
    [line] = tracing.page(shop, by=owner, wanted=Wanted(trail=Trail.FILES))
    assert line.act is Act.EXPORT
    assert "all.xlsx" in sentence(line, settings.load(shop))


def test_what_left_of_one_guest_names_her_by_her_record_alone(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    path = tmp_path / "王小美.pdf"
    with leaving(shop, path, by=owner, what=What.STATEMENT, of="2026-03", member=mei) as file:
        file.write(b"hers")
    assert newest(shop, owner) == "Saved as a file: statement · 王小美 · 2026-03 · .pdf"
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    assert said(shop, owner)[1] == (
        "Saved as a file: statement · a forgotten member · 2026-03 · .pdf"
    )


def test_what_was_paid_ahead_says_for_whom(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock
) -> None:
    monthly = memberships.template(shop, "Cake")
    memberships.offer(shop, GOLD._replace(monthly=monthly))
    sold = memberships.join_plan(shop, cashier, mei, "gold")
    assert newest(shop, owner) == "Sold a membership to 王小美"
    selling.void(shop, by=cashier, prepayment=sold.id, request="void")
    assert newest(shop, owner) == "Voided a top-up or a card of 王小美"
    memberships.join_plan(shop, cashier, mei, "again")
    pass_working_days(shop, cashier, clock, 31)
    assert benefits.touch(shop, mei) == 1
    assert newest(shop, owner) == "Gave 王小美 the coupons of her membership"
    with shop.reading():
        [has] = held.of_member(mei)
    memberships.end(shop, owner, has.id, "end")
    assert newest(shop, owner) == "Ended the membership of 王小美"
