"""A list of members comes in: what becomes of each row is said first, then all or nothing."""

from datetime import date
from pathlib import Path

import pytest

from shopfans.database.shop import Shop
from shopfans.domain import errors
from shopfans.domain.birthdays import Birthday
from shopfans.domain.errors import Stopped
from shopfans.domain.roles import Staff
from shopfans.domain.sheet_rows import Fate, Field
from shopfans.services.backups import backing_up
from shopfans.services.belonging import rewarding
from shopfans.services.bringing import undoing
from shopfans.services.bringing.refused import write_refused
from shopfans.services.bringing.writing import Consents
from shopfans.services.joining import consenting, correcting
from shopfans.services.members import finding, noting
from tests.conftest import Clock, join
from tests.services.member_lists import brought, fates, found, snapshot, take, tried


def test_a_trial_run_tells_and_writes_nothing(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    before = snapshot(shop)
    trial = tried(shop, owner, tmp_path)
    assert fates(trial) == [Fate.NEW] * 3
    assert (trial.points(), trial.new_tags) == (1_620, ("少糖", "猫派"))
    assert snapshot(shop) == before


def test_everything_in_the_list_is_hers_afterwards(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    brought(shop, owner, tmp_path)
    card = found(shop, "13900000001")
    assert (card.name, card.birthday) == ("王晓梅", Birthday(8, 15, 1990))
    assert (card.joined, card.points, card.note) == (date(2023, 5, 1), 120, "靠窗")
    assert set(card.tags) == {"少糖", "猫派"}
    assert card.coupons == ()
    assert found(shop, "13900000002").birthday == Birthday(8, 15, None, lunar=True)
    third = found(shop, "13900000003")
    assert (third.points, third.birthday) == (1_500, Birthday(8, 3))
    assert [hit.name for hit in finding.find(shop, "wxm")] == ["王晓梅"]


def test_what_she_had_before_is_a_line_of_its_own_and_lapses_as_new_points_do(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    brought(shop, owner, tmp_path)
    card = found(shop, "13900000001")
    [line] = rewarding.statement(shop, card.id)
    assert (line.kind.value, line.change, line.lapses) == ("opening", 120, date(2027, 3, 10))
    assert card.buyer.points == 120


@pytest.mark.parametrize("messages", [False, True])
def test_the_owner_answers_for_their_consent(
    shop: Shop, owner: Staff, tmp_path: Path, *, messages: bool
) -> None:
    trial = tried(shop, owner, tmp_path)
    with pytest.raises(errors.ConsentMissing):
        take(shop, owner, trial, consents=Consents(keeping=False))
    take(shop, owner, trial, consents=Consents(True, messages))
    hers = correcting.consents(shop, found(shop, "13900000001").id)
    assert (hers.keeping, hers.messages) == (True, messages)
    assert consenting.versions(shop)[0].given == 3


def test_the_same_file_twice_changes_nothing(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    brought(shop, owner, tmp_path)
    before = snapshot(shop)
    trial = tried(shop, owner, tmp_path)
    assert fates(trial) == [Fate.SAME] * 3
    assert trial.brought_before == date(2026, 3, 10)
    assert take(shop, owner, trial) is None
    assert snapshot(shop) == before


def test_pressing_twice_brings_them_in_once(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    trial = tried(shop, owner, tmp_path)
    numbers = {take(shop, owner, trial, request="once") for _ in range(2)}
    assert len(numbers) == 1
    assert len(finding.find(shop, "139")) == 3
    assert len(undoing.imports(shop)) == 1


def test_who_is_there_gets_what_she_lacks_and_keeps_what_she_has(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    noting.set_note(shop, by=owner, member=mei, note="our own", request="n")
    head = "手机,姓名,生日,积分,标签,备注,入会日期\n"
    trial = tried(shop, owner, tmp_path, f"{head}13812345678,王小美,1-1,50,猫派,other,2020-1-1\n")
    assert [row.changes for row in trial.rows] == [(Field.JOINED, Field.POINTS, Field.TAGS)]
    take(shop, owner, trial)
    card = finding.card(shop, mei)
    assert (card.points, card.note, card.joined) == (50, "our own", date(2020, 1, 1))
    assert (card.birthday, card.tags) == (Birthday(3, 15, 1990), ("猫派",))
    assert fates(tried(shop, owner, tmp_path, f"{head}13812345678,王小美,,50,猫派,,\n")) == [
        Fate.SAME
    ]


def test_other_points_than_those_brought_before_are_refused(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    brought(shop, owner, tmp_path)
    trial = tried(shop, owner, tmp_path, "手机号,姓名,积分\n13900000001,王晓梅,999\n")
    assert [type(row.problem) for row in trial.rows] == [errors.OpeningAlready]


def test_stopped_half_way_nothing_came_in(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    trial, before = tried(shop, owner, tmp_path), snapshot(shop)

    def stop(done: int, total: int) -> None:
        if (done, total) == (1, 1):
            raise Stopped()

    with pytest.raises(Stopped):
        take(shop, owner, trial, progress=stop)
    assert snapshot(shop) == before


def test_a_list_that_would_do_something_else_by_now_is_not_written(
    shop: Shop, owner: Staff, cashier: Staff, tmp_path: Path
) -> None:
    trial = tried(shop, owner, tmp_path)
    join(shop, cashier, "别人", "13900000001")
    with pytest.raises(errors.MembersChangedMeanwhile):
        take(shop, owner, trial)


def test_what_was_done_with_others_meanwhile_is_no_harm(
    shop: Shop, owner: Staff, cashier: Staff, tmp_path: Path
) -> None:
    trial = tried(shop, owner, tmp_path)
    join(shop, cashier, "别人", "13700000001")
    assert take(shop, owner, trial) is not None


def test_the_shop_is_backed_up_before(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    brought(shop, owner, tmp_path)
    assert [one.stamp.why.value for one in backing_up.here(shop.path)] == ["import"]


def test_only_the_owner_brings_members_in(
    shop: Shop, owner: Staff, cashier: Staff, tmp_path: Path
) -> None:
    trial = tried(shop, owner, tmp_path)
    with pytest.raises(errors.NotAllowed):
        tried(shop, cashier, tmp_path)
    with pytest.raises(errors.NotAllowed):
        take(shop, cashier, trial)
    with pytest.raises(errors.NotAllowed):
        undoing.undo(shop, by=cashier, batch=1, request="u")
    with pytest.raises(errors.NotAllowed):
        write_refused(shop, tmp_path / "x.xlsx", by=cashier, trial=trial)


def test_a_large_list_is_found_by_every_key(
    shop: Shop, owner: Staff, mei: int, clock: Clock, tmp_path: Path
) -> None:
    """Beyond 5,000 members the index of the keys is made afterwards."""
    rows = "".join(f"{13900000000 + n},Guest {n % 5_000},{n % 3}\n" for n in range(5_001))
    brought(shop, owner, tmp_path, f"phone,name,points\n{rows}")
    assert [hit.name for hit in finding.find(shop, "guest4711")] == ["Guest 4711"]
    assert [hit.name for hit in finding.find(shop, "guest0")] == ["Guest 0", "Guest 0"]
    assert [hit.id for hit in finding.find(shop, "wxm")] == [mei]
    with shop.reading():
        assert shop.rows("SELECT COUNT(*) FROM sqlite_schema WHERE name LIKE 'member_key_%'") == [
            (1,)
        ]
