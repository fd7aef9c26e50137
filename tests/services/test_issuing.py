"""Batches: planned, all or nothing, within the limits, and taken back as a whole."""

from dataclasses import replace
from datetime import date
from threading import Barrier, Thread

import pytest

from shopfans.database.shop import Shop
from shopfans.domain import codes
from shopfans.domain.audiences import (
    Among,
    Audience,
    Everybody,
    FoundBy,
    JoinedBetween,
    TheseMembers,
)
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.errors import (
    CouponLapsed,
    CouponsGone,
    CouponsStopped,
    CouponWithdrawn,
    NobodyToGive,
    NotAllowed,
    NumberOutOfRange,
    RequestReused,
    Stopped,
)
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.services.belonging import tiering
from shopfans.services.coupons import couponing, designing, issuing, recalling
from shopfans.services.coupons.issuing import Plan
from shopfans.services.goods import pricing
from shopfans.services.members import finding, forgetting
from shopfans.texts.audiences import audience_text
from tests.conftest import Clock, join
from tests.services.issues import FIVE_OFF, issue, template
from tests.services.test_selling import sell
from tests.services.test_tiering import RULE


@pytest.fixture
def people(shop: Shop, cashier: Staff, mei: int, clock: Clock) -> list[int]:
    """Mei joined on 10 March; on 12 March sixty others did, all called Lin."""
    clock.pass_days(2)
    others = [join(shop, cashier, f"林 {n}", f"139876543{n:02}") for n in range(60)]
    return [mei, *others]


def holders(shop: Shop, made: int) -> list[int]:
    with shop.reading():
        rows = shop.rows("SELECT member_id FROM coupon WHERE template_id = ? ORDER BY id", made)
        return [member for (member,) in rows]


def test_each_audience_is_all_of_its_members(shop: Shop, owner: Staff, people: list[int]) -> None:
    made = template(shop, owner, FIVE_OFF)
    mei, *lins = people
    audiences: list[tuple[Audience, list[int]]] = [
        (TheseMembers((lins[3], mei, mei)), [mei, lins[3]]),
        (FoundBy("lin"), lins),
        (FoundBy("13812345678"), [mei]),
        (FoundBy(finding.card(shop, mei).code), [mei]),
        (FoundBy(" "), []),
        (JoinedBetween(date(2026, 3, 10), date(2026, 3, 10)), [mei]),
        (JoinedBetween(date(2026, 3, 11), date(2026, 3, 12)), lins),
        (Everybody(), people),
    ]
    given: list[int] = []
    for number, (audience, members) in enumerate(audiences):
        assert issuing.plan(shop, made, audience).members == len(members)
        if members:
            issuing.issue_batch(
                shop, by=owner, template=made, audience=audience, request=f"issue {number}"
            )
        given += members
        assert holders(shop, made) == given


def test_a_tier_and_the_month_of_a_birthday_choose_together(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    """Silver in April: the moon's 八月十五 falls into September, whatever its month is called."""
    tiering.save_rule(shop, by=owner, rule=RULE, request="tiers")
    april, silver = date(2026, 4, 1), RULE.tiers[0].key
    born = join(shop, cashier, "林", "13987654301", "1990-04-30")
    also = join(shop, cashier, "李", "13987654302", "1990-04-01")
    moon = join(shop, cashier, "陈", "13987654303", "农历八月十五")
    sell(shop, cashier, 1000, "s1", member=born)
    sell(shop, cashier, 1000, "s2", member=mei)
    made = template(shop, owner, FIVE_OFF)
    audiences: list[tuple[Audience, list[int]]] = [
        (Among(silver, april), [born]),
        (Among(None, april), [born, also]),
        (Among(silver, None), [mei, born]),
        (Among(None, date(2026, 9, 1)), [moon]),
        (Among(RULE.tiers[-1].key, april), []),
    ]
    for number, (audience, members) in enumerate(audiences):
        assert issuing.plan(shop, made, audience).members == len(members)
        before = holders(shop, made)
        if members:
            issuing.issue_batch(
                shop, by=owner, template=made, audience=audience, request=f"among {number}"
            )
        assert holders(shop, made) == [*before, *members]


@pytest.mark.parametrize(
    ("audience", "words"),
    [
        (Among(2, None), "By tier"),
        (Among(None, date(2026, 4, 1)), "Birthday in 2026-04"),
        (Among(2, date(2026, 4, 1)), "By tier  ·  Birthday in 2026-04"),
        (Among(None, None), "Everybody"),
    ],
)
def test_a_batch_says_by_what_its_members_were_chosen(audience: Audience, words: str) -> None:
    assert audience_text(issuing.kind_of(audience)) == words


def test_every_coupon_of_a_batch_is_a_coupon_like_any_other(
    shop: Shop, owner: Staff, people: list[int]
) -> None:
    made = template(shop, owner, replace(FIVE_OFF, waits=1, days=7))
    issuing.issue_batch(shop, by=owner, template=made, audience=Everybody(), request="all")
    with shop.reading():
        rows = shop.rows("SELECT code, issued, starts, lapses FROM coupon WHERE template_id = 2")
    assert len({code for code, *_ in rows}) == 61
    assert {codes.kind_of(code) for code, *_ in rows} == {codes.Kind.COUPON}
    assert {tuple(days) for _, *days in rows} == {("2026-03-12", "2026-03-13", "2026-03-19")}


def test_a_plan_says_who_is_left_out_and_what_it_costs(
    shop: Shop, owner: Staff, people: list[int]
) -> None:
    made = template(shop, owner, replace(FIVE_OFF, per_member=1, in_all=70))
    issue(shop, owner, made, *people[:3])
    forgetting.erase(shop, by=owner, member_id=people[10], request="forget")
    found = issuing.plan(shop, made, Everybody())
    assert found == Plan(57, 3, 1, 67, Money(57 * 500))
    assert found.fits


@pytest.mark.parametrize(
    ("terms", "most"),
    [
        (FIVE_OFF, Money(500)),
        (CouponTerms(CouponKind.PERCENT_OFF, percent=1200, cap=Money(900)), Money(900)),
        (CouponTerms(CouponKind.PERCENT_OFF, percent=1200), None),
        (CouponTerms(CouponKind.FREE_ITEM, categories=("Cakes",)), Money(3200)),
        (CouponTerms(CouponKind.FREE_ITEM, goods=(1,)), Money(1800)),
    ],
)
def test_what_it_costs_at_most(
    shop: Shop, owner: Staff, mei: int, terms: CouponTerms, most: Money | None
) -> None:
    for name, kind, fen in (("Tea", "", 1800), ("Roll", "Cakes", 2200), ("Torte", "Cakes", 3200)):
        pricing.add_good(shop, by=owner, name=name, category=kind, price=Money(fen), request=name)
    made = template(shop, owner, terms)
    assert issuing.plan(shop, made, Everybody()).most == most


def test_cancel_leaves_nothing_behind(shop: Shop, owner: Staff, mei: int) -> None:
    made = template(shop, owner, FIVE_OFF)

    def stop_halfway(done: int, total: int) -> None:
        if done >= 1500:
            raise Stopped()

    with pytest.raises(Stopped):
        issuing.print_batch(
            shop, by=owner, template=made, count=3000, request="p", progress=stop_halfway
        )
    assert holders(shop, made) == []
    assert recalling.batches(shop) == []
    issuing.print_batch(shop, by=owner, template=made, count=3000, request="p")
    assert len(holders(shop, made)) == 3000


def test_progress_goes_to_the_end(shop: Shop, owner: Staff) -> None:
    made, told = template(shop, owner, FIVE_OFF), []
    issuing.print_batch(
        shop, by=owner, template=made, count=1200, request="p",
        progress=lambda done, total: told.append((done, total)),
    )  # fmt: skip
    assert told == [(0, 1200), (500, 1200), (1000, 1200)]


def test_one_member_gets_no_more_than_she_may(shop: Shop, owner: Staff, people: list[int]) -> None:
    made = template(shop, owner, replace(FIVE_OFF, per_member=2))
    for number in range(2):
        issue(shop, owner, made, people[0], request=f"i{number}")
    issue(shop, owner, made, *people[:2], request="third")
    assert holders(shop, made).count(people[0]) == 2
    assert holders(shop, made).count(people[1]) == 1
    with pytest.raises(NobodyToGive):
        issue(shop, owner, made, people[0], request="fourth")


def test_more_than_can_be_issued_in_all_is_refused_whole(
    shop: Shop, owner: Staff, people: list[int]
) -> None:
    made = template(shop, owner, replace(FIVE_OFF, in_all=10))
    first = issue(shop, owner, made, *people[:8])
    with pytest.raises(CouponsGone) as refusal:
        issue(shop, owner, made, *people[8:11])
    assert refusal.value.left == 2
    assert len(holders(shop, made)) == 8
    with pytest.raises(CouponsGone):
        issuing.print_batch(shop, by=owner, template=made, count=3, request="p")
    recalling.recall_batch(shop, by=owner, batch=first, request="back")
    issue(shop, owner, made, *people[8:18])
    assert len(holders(shop, made)) == 18


def test_of_two_batches_for_the_last_coupons_one_wins(
    shop: Shop, owner: Staff, people: list[int]
) -> None:
    made = template(shop, owner, replace(FIVE_OFF, in_all=70))
    start, outcomes = Barrier(2), []

    def run(racer: int) -> None:
        start.wait(60)
        try:
            issuing.issue_batch(
                shop, by=owner, template=made, audience=Everybody(), request=f"race {racer}"
            )
            outcomes.append("won")
        except CouponsGone as refusal:
            outcomes.append(f"{refusal.left} left")

    threads = [Thread(target=run, args=(racer,)) for racer in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["9 left", "won"]
    assert holders(shop, made) == people


def test_the_same_request_issues_once(shop: Shop, owner: Staff, people: list[int]) -> None:
    made = template(shop, owner, FIVE_OFF)
    assert issue(shop, owner, made, *people) == issue(shop, owner, made, *people)
    assert len(holders(shop, made)) == 61
    with pytest.raises(RequestReused):
        issue(shop, owner, made, people[0], request=f"issue {made} {tuple(people)}")


def test_what_is_stopped_or_over_is_not_issued(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock
) -> None:
    made = template(shop, owner, replace(FIVE_OFF, last=date(2026, 3, 10)))
    with pytest.raises(NotAllowed):
        issue(shop, cashier, made, mei)
    clock.pass_days(1)
    with pytest.raises(CouponLapsed):
        issue(shop, owner, made, mei)
    designing.stop_issuing(shop, by=owner, template=made, request="stop")
    with pytest.raises(CouponsStopped):
        issue(shop, owner, made, mei)
    assert holders(shop, made) == []


def test_a_batch_taken_back_keeps_and_lists_what_was_used(
    shop: Shop, owner: Staff, cashier: Staff, people: list[int], clock: Clock
) -> None:
    made = template(shop, owner, FIVE_OFF)
    batch = issue(shop, owner, made, *people[:5])
    hers, other = (
        next(c.code for c in finding.card(shop, member).coupons if c.template == made)
        for member in people[:2]
    )
    sold = sell(shop, cashier, 20, "s", member=people[0], coupon=hers, due=1500)
    for _time in range(2):
        assert recalling.recall_batch(shop, by=owner, batch=batch, request="back") == 4
    [used] = recalling.used_of(shop, batch)
    assert (used.code, used.sale, used.at, used.staff) == (hers, sold.sale, clock.at, "小李")
    assert (used.member, used.off) == ("王小美", Money(500))
    with pytest.raises(CouponWithdrawn):
        couponing.look_up(shop, other)
    [row] = recalling.batches(shop)
    assert (row.issued, row.used, row.in_hand, row.taken_back) == (5, 1, 0, 4)


def test_printed_coupons_are_nobodys_until_somebody_uses_one(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    made = template(shop, owner, FIVE_OFF)
    batch = issuing.print_batch(shop, by=owner, template=made, count=10, request="print")
    paper = recalling.papers(shop, batch)
    assert len({one.code for one in paper}) == 10
    assert couponing.look_up(shop, paper[0].code).member is None
    sell(shop, cashier, 20, "s", coupon=paper[0].code, due=1500)
    sell(shop, cashier, 20, "t", member=mei, coupon=paper[1].code, due=1500)
    assert [used.member for used in recalling.used_of(shop, batch)] == ["王小美", ""]
    assert [one.code for one in recalling.papers(shop, batch)] == [one.code for one in paper[2:]]
    assert recalling.batches(shop)[0].audience == issuing.PRINTED


@pytest.mark.parametrize("count", [0, -1, 1_000_001])
def test_a_sheet_of_no_coupons_is_refused(shop: Shop, owner: Staff, count: int) -> None:
    made = template(shop, owner, FIVE_OFF)
    with pytest.raises(NumberOutOfRange):
        issuing.print_batch(shop, by=owner, template=made, count=count, request="print")


def test_no_name_that_was_searched_for_stays_behind(shop: Shop, owner: Staff, mei: int) -> None:
    made = template(shop, owner, FIVE_OFF)
    issuing.issue_batch(shop, by=owner, template=made, audience=FoundBy("王小美"), request="search")
    with shop.reading():
        assert shop.rows("SELECT audience FROM issue_batch") == [("found",)]


def test_batches_are_paged_from_the_newest(shop: Shop, owner: Staff, mei: int) -> None:
    made = template(shop, owner, FIVE_OFF)
    ids = [issue(shop, owner, made, mei, request=f"i{number}") for number in range(5)]
    first = recalling.batches(shop, limit=2)
    assert [row.id for row in first] == [ids[4], ids[3]]
    rest = recalling.batches(shop, before=first[-1].id)
    assert [row.id for row in rest] == [ids[2], ids[1], ids[0]]
    assert recalling.batches(shop, template=made + 1) == []
