"""Whatever names a member is seen to when two records become one."""

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services.books import auditing
from shopfans.services.members import merged_rows, merging
from shopfans.services.reminders import forecasting, reminded
from tests.conftest import Clock, join
from tests.services.stored_forecasts import forecast_of
from tests.services.test_selling import sell

OTHERWISE = {
    ("ledger_entry", "member_id"): "lines of its own move what is owed",
    ("member_tag", "member_id"): "joined",
    ("vote", "member_id"): "joined",
    ("listed", "member_id"): "joined",
    ("member_number", "member_id"): "made of what stands of her",
    ("gap_sum", "member_id"): "worked out from her sales",
    ("forecast", "member_id"): "worked out from her sales",
    ("tier_standing", "member_id"): "worked out from her sales",
    ("member_link", "member_id"): "asked for by way of merged_member",
    ("shown_code", "member_id"): "codes that were shown stay dead",
    ("imported_member", "member_id"): "tells of the list she came in with",
    ("member_merge", "kept_id"): "tells of the merge",
    ("member_merge", "gone_id"): "tells of the merge",
    ("merged_member", "member_id"): "tells of the merge",
    ("merged_member", "into_id"): "leads to the record that is kept last",
    ("referral", "brought_by_id"): "asked for by way of merged_member",
    ("referral_reward", "brought_by_id"): "asked for by way of merged_member",
    ("sign_up", "brought_by_id"): "asked for by way of merged_member",
    ("told_apart", "first_id"): "asked for by way of merged_member",
    ("told_apart", "second_id"): "asked for by way of merged_member",
    ("trace", "member_id"): "the log says what was done then",
}
"""What becomes of every other column that names a member."""


@pytest.fixture
def twin(shop: Shop, cashier: Staff) -> int:
    return join(shop, cashier, "王晓梅", "13900000000")


def test_every_column_that_names_a_member_follows_or_is_named(shop: Shop) -> None:
    with shop.reading():
        columns = set(
            shop.rows(
                'SELECT t.name, f."from" FROM sqlite_master t '
                "JOIN pragma_foreign_key_list(t.name) f "
                "WHERE t.type = 'table' AND f.\"table\" = 'member'"
            )
        )
    following = {(table, "member_id") for table in merged_rows.FOLLOWING}
    assert columns == following | set(OTHERWISE)
    assert not following & set(OTHERWISE)


def listed(shop: Shop) -> list[tuple[int, str, str]]:
    with shop.reading():
        return shop.rows("SELECT member_id, occasion, day FROM listed ORDER BY 1, 2")


def test_she_was_listed_when_either_record_was(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, twin: int, clock: Clock
) -> None:
    sell(shop, cashier, 10, "a", member=twin)
    clock.pass_days(30)
    forecasting.keep_up(shop)
    reminded.note_listed(shop)
    [(member, *when)] = before = listed(shop)
    assert member == twin
    merging.merge(shop, by=owner, kept=mei, gone=twin, request="m")
    assert listed(shop) == [(mei, *when)]
    assert auditing.problems(shop) == []
    merging.undo(shop, by=owner, merge=1, request="u")
    assert listed(shop) == before
    assert auditing.problems(shop) == []


def test_what_is_expected_of_her_follows_from_the_visits_of_both(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, twin: int, clock: Clock
) -> None:
    sell(shop, cashier, 10, "a", member=mei)
    clock.pass_days(20)
    sell(shop, cashier, 10, "b", member=twin)
    clock.pass_days(10)
    forecasting.keep_up(shop)
    before = forecast_of(shop, mei), forecast_of(shop, twin)
    merging.merge(shop, by=owner, kept=mei, gone=twin, request="m")
    merged = forecast_of(shop, mei)
    assert merged not in (None, before[0])
    assert forecast_of(shop, twin) is None
    forecasting.score(shop)
    again = forecast_of(shop, mei)
    assert merged is not None
    assert again is not None
    assert again.p28 == pytest.approx(merged.p28, abs=1e-6)
    assert again.next_visit == merged.next_visit
    merging.undo(shop, by=owner, merge=1, request="u")
    for member, one in zip((mei, twin), before, strict=True):
        found = forecast_of(shop, member)
        assert found is not None
        assert one is not None
        assert found.p28 == pytest.approx(one.p28, abs=1e-6)
