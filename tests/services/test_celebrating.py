"""Birthday coupons: in time, once for each birthday, and only on days that are known."""

from dataclasses import replace

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.services import settings
from shopfans.services.coupons import celebrating, designing
from shopfans.services.members import finding, forgetting
from tests.conftest import Clock, join
from tests.services.issues import FIVE_OFF, template
from tests.services.test_selling import pass_working_days


@pytest.fixture
def made(shop: Shop, owner: Staff) -> int:
    """A birthday coupon, given a week ahead; no other coupon comes by itself."""
    made = template(shop, owner, FIVE_OFF, name="Birthday")
    terms = replace(settings.load(shop), welcome_template=None, birthday_template=made)
    settings.save(shop, by=owner, terms=terms, request="terms")
    return made


def coupons(shop: Shop, member: int) -> int:
    with shop.reading():
        [(count,)] = shop.rows("SELECT COUNT(*) FROM coupon WHERE member_id = ?", member)
        return int(count)


def test_it_comes_a_week_ahead_and_once(shop: Shop, owner: Staff, clock: Clock, made: int) -> None:
    ana = join(shop, owner, "Ana", "13987654321", "3-20")
    pass_working_days(shop, owner, clock, 2)
    assert celebrating.issue_birthdays(shop) == 0
    pass_working_days(shop, owner, clock, 1)
    assert celebrating.issue_birthdays(shop) == 1
    assert celebrating.issue_birthdays(shop) == 0
    assert [one.template for one in finding.card(shop, ana).coupons] == [made]
    pass_working_days(shop, owner, clock, 7)
    assert celebrating.issue_birthdays(shop) == 0


def test_it_comes_again_the_next_year(shop: Shop, owner: Staff, clock: Clock, made: int) -> None:
    ana = join(shop, owner, "Ana", "13987654321", "3-12")
    assert coupons(shop, ana) == 1
    for _time in range(2):
        pass_working_days(shop, owner, clock, 364)
        celebrating.issue_birthdays(shop)
    assert coupons(shop, ana) == 3


def test_who_joins_inside_the_window_has_it_at_once(
    shop: Shop, owner: Staff, clock: Clock, made: int
) -> None:
    ana = join(shop, owner, "Ana", "13987654321", "3-10")
    bo = join(shop, owner, "Bo", "13987654322", "3-17")
    eve = join(shop, owner, "Eve", "13987654323", "3-18")
    assert [coupons(shop, one) for one in (ana, bo, eve)] == [1, 1, 0]
    pass_working_days(shop, owner, clock, 1)
    assert celebrating.issue_birthdays(shop) == 1
    assert [coupons(shop, one) for one in (ana, bo, eve)] == [1, 1, 1]


def test_a_birthday_on_29_february_is_kept_on_the_28th(
    shop: Shop, owner: Staff, clock: Clock, made: int
) -> None:
    terms = replace(settings.load(shop), birthday_ahead=0)
    settings.save(shop, by=owner, terms=terms, request="ahead")
    ana = join(shop, owner, "Ana", "13987654321", "2-29")
    pass_working_days(shop, owner, clock, 354)  # 27 February 2027
    assert celebrating.issue_birthdays(shop) == 0
    pass_working_days(shop, owner, clock, 1)
    assert celebrating.issue_birthdays(shop) == 1
    pass_working_days(shop, owner, clock, 365)  # 28 February 2028, a leap year
    assert celebrating.issue_birthdays(shop) == 0
    pass_working_days(shop, owner, clock, 1)
    assert celebrating.issue_birthdays(shop) == 1
    assert coupons(shop, ana) == 2


def test_new_year_lies_inside_the_window(shop: Shop, owner: Staff, clock: Clock, made: int) -> None:
    ana = join(shop, owner, "Ana", "13987654321", "1-2")
    pass_working_days(shop, owner, clock, 294)  # 29 December
    assert celebrating.issue_birthdays(shop) == 1
    pass_working_days(shop, owner, clock, 4)
    assert celebrating.issue_birthdays(shop) == 0
    assert coupons(shop, ana) == 1


def test_nobody_gets_any_on_a_day_that_is_not_known(
    shop: Shop, owner: Staff, clock: Clock, made: int
) -> None:
    ana = join(shop, owner, "Ana", "13987654321", "7-7")
    clock.pass_days(119)  # nobody worked since
    assert celebrating.issue_birthdays(shop) == 0
    assert coupons(shop, ana) == 0


def test_what_it_gave_does_not_make_a_day_known(
    shop: Shop, owner: Staff, clock: Clock, made: int
) -> None:
    join(shop, owner, "Ana", "13987654321", "4-20")
    join(shop, owner, "Bo", "13987654322", "5-20")
    clock.pass_days(40)
    assert celebrating.issue_birthdays(shop) == 1
    clock.pass_days(30)
    assert celebrating.issue_birthdays(shop) == 0


def test_a_stopped_rule_and_the_forgotten_get_none(
    shop: Shop, owner: Staff, clock: Clock, made: int
) -> None:
    ana = join(shop, owner, "Ana", "13987654321", "3-19")
    bo = join(shop, owner, "Bo", "13987654322", "3-19")
    forgetting.erase(shop, by=owner, member_id=bo, request="forget")
    pass_working_days(shop, owner, clock, 4)
    designing.stop_issuing(shop, by=owner, template=made, request="stop")
    assert celebrating.issue_birthdays(shop) == 0
    designing.resume_issuing(shop, by=owner, template=made, request="resume")
    assert celebrating.issue_birthdays(shop) == 1
    assert (coupons(shop, ana), coupons(shop, bo)) == (1, 0)


def test_a_rule_gives_no_more_than_can_be_issued(
    shop: Shop, owner: Staff, clock: Clock, made: int
) -> None:
    designing.change_template(
        shop, by=owner, template=made, name="Birthday",
        terms=replace(FIVE_OFF, off=Money(300), in_all=2), request="change",
    )  # fmt: skip
    people = [join(shop, owner, f"A {n}", f"1398765432{n}", "3-19") for n in range(3)]
    pass_working_days(shop, owner, clock, 4)
    assert celebrating.issue_birthdays(shop) == 2
    assert [coupons(shop, one) for one in people] == [1, 1, 0]


def test_a_birthday_by_the_moon_brings_its_coupon_once(
    shop: Shop, owner: Staff, clock: Clock, made: int
) -> None:
    ana = join(shop, owner, "Ana", "13987654321", "农历二月初三")  # 21 March
    join(shop, owner, "Eve", "13987654322", "2-3")
    pass_working_days(shop, owner, clock, 3)
    assert celebrating.issue_birthdays(shop) == 0
    pass_working_days(shop, owner, clock, 1)
    assert celebrating.issue_birthdays(shop) == 1
    pass_working_days(shop, owner, clock, 7)
    assert celebrating.issue_birthdays(shop) == 0
    assert [one.template for one in finding.card(shop, ana).coupons] == [made]


def test_who_joins_near_her_birthday_by_the_moon_gets_it_at_once(
    shop: Shop, owner: Staff, made: int
) -> None:
    ana = join(shop, owner, "Ana", "13987654321", "农历正月二十九")  # 17 March
    assert coupons(shop, ana) == 1
    assert celebrating.issue_birthdays(shop) == 0
