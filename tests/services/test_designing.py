"""Templates: added, counted, stopped, and never changed under the coupons that are out."""

from dataclasses import replace
from datetime import date

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.audiences import Everybody
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.errors import CouponWithoutEnd, NameMissing, NotAllowed
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.services import settings
from shopfans.services.coupons import couponing, designing, issuing, recalling
from shopfans.services.coupons.designing import TemplateRow
from shopfans.services.members import finding
from tests.conftest import Clock, join
from tests.services.issues import FIVE_OFF, issue, template
from tests.services.test_selling import sell


def row_of(shop: Shop, number: int) -> TemplateRow:
    return next(row for row in designing.templates(shop) if row.id == number)


def test_a_template_is_listed_with_its_terms(shop: Shop, owner: Staff) -> None:
    made = template(shop, owner, FIVE_OFF, name=" Five \n off ")
    row = row_of(shop, made)
    assert (row.name, row.terms, row.active) == ("Five off", FIVE_OFF, True)
    assert (row.issued, row.used, row.in_hand, row.taken_back) == (0, 0, 0, 0)


def test_the_counts_say_what_became_of_its_coupons(
    shop: Shop, owner: Staff, mei: int, clock: Clock
) -> None:
    made = template(shop, owner, replace(FIVE_OFF, days=10))
    ana = join(shop, owner, "Ana", "13987654321")
    bo = join(shop, owner, "Bo", "13987654322")
    issue(shop, owner, made, mei, ana, bo)
    code = next(c.code for c in finding.card(shop, mei).coupons if c.template == made)
    sell(shop, owner, 20, "s", member=mei, coupon=code, due=1500)
    assert row_of(shop, made)[4:] == (3, 1, 2, 0)
    [batch] = recalling.batches(shop, template=made)
    recalling.recall_batch(shop, by=owner, batch=batch.id, request="back")
    assert row_of(shop, made)[4:] == (3, 1, 0, 2)
    issue(shop, owner, made, ana)
    clock.pass_days(9)
    assert row_of(shop, made).in_hand == 1
    clock.pass_days(1)
    assert row_of(shop, made)[4:] == (4, 1, 0, 2)


def test_a_template_nobody_has_is_changed_where_it_stands(shop: Shop, owner: Staff) -> None:
    made = template(shop, owner, FIVE_OFF)
    other = replace(FIVE_OFF, off=Money(800))
    again = designing.change_template(
        shop, by=owner, template=made, name="Eight", terms=other, request="change"
    )
    assert again == made
    assert row_of(shop, made)[1:4] == ("Eight", other, True)


def test_other_terms_are_another_template_and_the_old_one_stops(
    shop: Shop, owner: Staff, mei: int
) -> None:
    made = template(shop, owner, FIVE_OFF)
    issue(shop, owner, made, mei)
    code = finding.card(shop, mei).coupons[-1].code
    other = replace(FIVE_OFF, off=Money(800))
    for _time in range(2):
        new = designing.change_template(
            shop, by=owner, template=made, name="Eight", terms=other, request="change"
        )
    assert new != made
    assert next(row.id for row in designing.templates(shop) if row.active) == new
    assert not row_of(shop, made).active
    assert couponing.look_up(shop, code).terms == FIVE_OFF


def test_welcome_and_birthday_follow_a_changed_template(shop: Shop, owner: Staff, mei: int) -> None:
    terms = settings.load(shop)
    welcome = terms.welcome_template
    assert welcome is not None
    settings.save(shop, by=owner, terms=replace(terms, birthday_template=welcome), request="t")
    new = designing.change_template(
        shop, by=owner, template=welcome, name="Welcome", terms=FIVE_OFF, request="change"
    )
    terms = settings.load(shop)
    assert (terms.welcome_template, terms.birthday_template) == (new, new)
    ana = join(shop, owner, "Ana", "13987654321")
    assert [coupon.template for coupon in finding.card(shop, ana).coupons] == [new]


def test_a_stopped_template_is_honoured_and_can_go_on(shop: Shop, owner: Staff, mei: int) -> None:
    welcome = settings.load(shop).welcome_template
    assert welcome is not None
    designing.stop_issuing(shop, by=owner, template=welcome, request="stop")
    code = finding.card(shop, mei).coupons[0].code
    assert couponing.look_up(shop, code).member == mei
    ana = join(shop, owner, "Ana", "13987654321")
    assert finding.card(shop, ana).coupons == ()
    designing.resume_issuing(shop, by=owner, template=welcome, request="go on")
    bo = join(shop, owner, "Bo", "13987654322")
    assert len(finding.card(shop, bo).coupons) == 1


def test_nobody_is_kept_from_joining_by_a_welcome_that_is_over(
    shop: Shop, owner: Staff, clock: Clock
) -> None:
    over = CouponTerms(CouponKind.AMOUNT_OFF, off=Money(500), days=None, last=date(2026, 3, 10))
    made = template(shop, owner, over)
    terms = replace(settings.load(shop), welcome_template=made)
    settings.save(shop, by=owner, terms=terms, request="t")
    clock.pass_days(1)
    ana = join(shop, owner, "Ana", "13987654321")
    assert finding.card(shop, ana).coupons == ()


def test_what_cannot_be_a_template_is_refused(shop: Shop, owner: Staff, cashier: Staff) -> None:
    with pytest.raises(CouponWithoutEnd):
        template(shop, owner, replace(FIVE_OFF, days=None))
    with pytest.raises(NameMissing):
        template(shop, owner, FIVE_OFF, name=" ")
    with pytest.raises(NotAllowed):
        template(shop, cashier, FIVE_OFF)
    assert len(designing.templates(shop)) == 1


def test_a_retry_makes_one_template(shop: Shop, owner: Staff) -> None:
    assert template(shop, owner, FIVE_OFF) == template(shop, owner, FIVE_OFF)
    assert len(designing.templates(shop)) == 2


def test_planning_writes_nothing(shop: Shop, owner: Staff, mei: int) -> None:
    made = template(shop, owner, FIVE_OFF)
    assert issuing.plan(shop, made, Everybody()).members == 1
    assert row_of(shop, made).issued == 0
