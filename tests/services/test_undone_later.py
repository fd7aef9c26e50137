"""An import is undone whatever happened to the shop since, if nothing of it depends on it."""

from pathlib import Path

import pytest

from shopfans.database import opening
from shopfans.database.shop import Shop
from shopfans.domain.errors import ImportUsed
from shopfans.domain.roles import Staff
from shopfans.services.books import auditing, tampering
from shopfans.services.bringing import undoing
from shopfans.services.members import finding, merging
from shopfans.services.reminders import forecasting, reminded
from tests.conftest import Clock
from tests.services import older_files
from tests.services.member_lists import brought
from tests.services.test_closing import close
from tests.services.test_past_sales import TODAY, take, undo
from tests.services.test_selling import sell
from tests.services.undone import differing, figures


def test_whom_the_program_put_on_its_list_for_a_visit_that_was_undone_is_on_it_no_more(
    shop: Shop, owner: Staff, mei: int, clock: Clock, tmp_path: Path
) -> None:
    sell(shop, owner, 5, "s1", member=mei)
    before = figures(shop)
    take(shop, owner, tmp_path, f"member,date,amount\nA-7,{TODAY},7\n")
    clock.pass_days(35)
    forecasting.keep_up(shop)
    assert reminded.note_listed(shop) == 2
    undo(shop, owner)
    with shop.reading():
        [(listed, *_rest)] = shop.rows(_LISTED)
    assert listed == mei
    assert set(differing(before, figures(shop))) == {_LISTED}


def test_a_day_that_was_closed_meanwhile_stays_as_it_was_sealed(
    shop: Shop, owner: Staff, cashier: Staff, clock: Clock, tmp_path: Path
) -> None:
    take(shop, owner, tmp_path)
    sell(shop, cashier, 5, "s1")
    close(shop, cashier)
    clock.pass_days(1)
    assert undo(shop, owner) == 4
    assert tampering.check(shop, by=owner).broken == ()


def test_two_that_came_in_and_were_one_for_a_while_are_no_longer_as_they_came(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    take(shop, owner, tmp_path)
    [one], [other] = finding.find(shop, "A-7"), finding.find(shop, "B-1")
    merge = merging.merge(shop, by=owner, kept=one.id, gone=other.id, request="m")
    merging.undo(shop, by=owner, merge=merge, request="apart")
    with pytest.raises(ImportUsed) as refused:
        undo(shop, owner)
    assert refused.value.members == 2


def test_a_list_from_before_an_upgrade_is_undone_after_it(
    shop: Shop, owner: Staff, mei: int, clock: Clock, tmp_path: Path
) -> None:
    before, batch = figures(shop), brought(shop, owner, tmp_path)
    path = tmp_path / "of 24.shop"
    older_files.write(shop, path, 24)
    upgraded = opening.open_shop(path, now=clock)
    assert undoing.undo(upgraded, by=owner, batch=batch, request="u") == 3
    assert differing(before, figures(upgraded)) == {}
    assert auditing.problems(upgraded) == []
    upgraded.close()


_LISTED = "SELECT * FROM listed ORDER BY 1, 2, 3"
