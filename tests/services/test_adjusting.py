"""Points by hand: only the owner, only for a reason."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.database.shop import Shop
from shopfans.domain.errors import NotAllowed, NotEnoughPoints, NumberOutOfRange, WhyMissing
from shopfans.domain.kinds import Entry
from shopfans.domain.roles import Right, Staff
from shopfans.services import settings
from shopfans.services.belonging import adjusting, rewarding
from shopfans.services.books import auditing
from shopfans.services.days import close_papers, closing
from shopfans.services.staff import approving
from shopfans.texts import receipts
from shopfans.texts.rows import Note, Pair
from tests.conftest import OWNER_PIN
from tests.examples import examples


def reasoned(owner: Staff, request: str) -> Staff:
    return approving.with_reason(by=owner, right=Right.ADJUST, reason="补登", request=request)


def test_the_owner_gives_and_takes_points_for_a_reason(shop: Shop, owner: Staff, mei: int) -> None:
    for _ in range(2):  # pressed twice
        slip = adjusting.adjust_points(
            shop, by=reasoned(owner, "a"), member=mei, change=50, request="a"
        )
        assert slip.left == 50
    adjusting.adjust_points(shop, by=reasoned(owner, "b"), member=mei, change=-20, request="b")
    lines = rewarding.statement(shop, mei)
    assert [(line.kind, line.change, line.after) for line in lines] == [
        (Entry.ADJUST, -20, 30),
        (Entry.ADJUST, 50, 50),
    ]
    assert lines[1].lapses is not None


def test_nobody_adjusts_without_saying_why(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    with pytest.raises(WhyMissing):
        adjusting.adjust_points(shop, by=owner, member=mei, change=50, request="a")
    with pytest.raises(NotAllowed):
        adjusting.adjust_points(shop, by=cashier, member=mei, change=50, request="a")
    with pytest.raises(WhyMissing):
        approving.with_reason(by=owner, right=Right.ADJUST, reason="  ", request="a")


def test_with_the_owners_leave_a_cashier_adjusts_once(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    by = approving.allow(
        shop, by=cashier, right=Right.ADJUST, approver=owner.id or 0, pin=OWNER_PIN,
        reason="补登", request="a",
    )  # fmt: skip
    adjusting.adjust_points(shop, by=by, member=mei, change=50, request="a")
    with pytest.raises(NotAllowed):  # the leave was for that one alone
        adjusting.adjust_points(shop, by=by, member=mei, change=50, request="b")
    assert rewarding.statement(shop, mei)[0].staff == cashier.name


def test_a_closed_day_stays_as_it_was_closed(shop: Shop, owner: Staff, mei: int) -> None:
    today = settings.today(shop)
    close = closing.close_day(shop, by=owner, day=today, found=None, request="c")
    as_closed = close_papers.of_day(shop, close)
    adjusting.adjust_points(shop, by=reasoned(owner, "a"), member=mei, change=50, request="a")
    assert rewarding.statement(shop, mei)[0].day == today + timedelta(days=1)
    assert close_papers.of_day(shop, close) == as_closed


def test_the_slip_says_what_changed_and_until_when(shop: Shop, owner: Staff, mei: int) -> None:
    given = adjusting.adjust_points(
        shop, by=reasoned(owner, "a"), member=mei, change=50, request="a"
    )
    texts = [row for row in receipts.rows(given) if isinstance(row, Pair)]
    assert [(row.left, row.right) for row in texts][2:] == [
        ("Member", "王小美 138****5678"), ("Points", "+50"), ("Points left", "50"),
    ]  # fmt: skip
    assert receipts.rows(given)[-1] == Note("Can be used until 2027-03-10")
    taken = adjusting.adjust_points(
        shop, by=reasoned(owner, "b"), member=mei, change=-20, request="b"
    )
    assert (taken.left, taken.lapses) == (30, None)


@pytest.mark.parametrize("change", [0, 1_000_001, -1_000_001])
def test_an_adjustment_has_bounds(shop: Shop, owner: Staff, mei: int, change: int) -> None:
    with pytest.raises(NumberOutOfRange):
        adjusting.adjust_points(
            shop, by=reasoned(owner, "a"), member=mei, change=change, request="a"
        )


@examples(15, keeps_fixtures=True)
@given(changes=st.lists(st.integers(-300, 300).filter(bool), max_size=6))
def test_what_is_adjusted_never_falls_below_nothing(
    shop: Shop, owner: Staff, mei: int, changes: list[int]
) -> None:
    has = sum(line.change for line in rewarding.statement(shop, mei))
    for change in changes:
        request = f"r{len(rewarding.statement(shop, mei))}-{change}"
        try:
            has = adjusting.adjust_points(
                shop, by=reasoned(owner, request), member=mei, change=change, request=request
            ).left
        except NotEnoughPoints:
            assert has + change < 0
    assert has == sum(line.change for line in rewarding.statement(shop, mei)) >= 0
    assert auditing.problems(shop) == []
