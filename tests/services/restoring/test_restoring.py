"""A backup takes the shop's place: what was in it comes back, and the books go on."""

import os
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from shopfans.database import backup, opening
from shopfans.database.backup import backups_of
from shopfans.database.shop import Shop
from shopfans.domain.backups import Why
from shopfans.domain.errors import (
    FileBusy,
    NotAllowed,
    PassphraseMissing,
    WhyMissing,
    WrongPassphrase,
)
from shopfans.domain.kinds import Act
from shopfans.domain.money import Money
from shopfans.domain.roles import Role, Staff
from shopfans.services.backups import backing_up, examining, restoring, second_place
from shopfans.services.backups.backing_up import Backup
from shopfans.services.books import auditing
from shopfans.services.members import enrolling, finding, forgetting
from shopfans.services.members.enrolling import Applicant
from shopfans.services.sales import listing
from shopfans.services.staff import staffing
from tests.conftest import Clock
from tests.services.restoring.restored import PASSPHRASE, change, folder, reasoned, restored
from tests.services.test_past_sales import take, undo
from tests.services.test_selling import sell


def test_what_a_backup_holds_is_said_before_anything_is_changed(
    shop: Shop, good: Backup, clock: Clock, cashier: Staff
) -> None:
    sell(shop, cashier, 5, "after")
    before = examining.holds(shop)
    candidate = examining.look_into(shop.path, good.path)
    assert (candidate.holds.shop_name, candidate.holds.members, candidate.holds.sales) == (
        "甜甜",
        1,
        1,
    )
    assert (before.members, before.sales) == (1, 2)
    assert candidate.holds.founded == before.founded
    examining.drop(candidate.copy)
    assert not list(shop.path.parent.glob("*restoring*"))


def test_a_restored_shop_has_what_the_backup_had_and_goes_on(
    shop: Shop, good: Backup, owner: Staff, cashier: Staff, clock: Clock
) -> None:
    sell(shop, cashier, 5, "after")
    again = restored(shop, owner, good.path, clock)
    assert listing.day_total(again, clock.at.date()) == (1, 0, Money(2000))
    assert auditing.problems(again) == []
    assert sell(again, cashier, 7, "next").sale
    again.close()


def test_the_shop_that_was_there_can_be_had_back(
    shop: Shop, good: Backup, owner: Staff, cashier: Staff, clock: Clock
) -> None:
    sell(shop, cashier, 5, "after")
    again = restored(shop, owner, good.path, clock)
    kept = next(one for one in backing_up.here(again.path) if one.stamp.why is Why.RESTORE)
    back = restored(again, owner, kept.path, clock)
    assert listing.day_total(back, clock.at.date()) == (2, 0, Money(2500))
    back.close()


def test_the_log_says_for_ever_that_it_was_restored(
    shop: Shop, good: Backup, owner: Staff, cashier: Staff, clock: Clock
) -> None:
    clock.pass_days(1)
    sell(shop, cashier, 5, "after")
    last = examining.holds(shop).as_of
    again = restored(shop, owner, good.path, clock)
    with again.reading():
        [row] = again.rows(
            "SELECT o.act, o.staff_id, r.digest, r.replaced, r.kept FROM restoration r "
            "JOIN operation o ON o.id = r.operation_id"
        )
    act, by, digest, replaced, kept = row
    assert (act, by) == (Act.RESTORE.value, owner.id)
    assert digest == sha256(good.path.read_bytes()[: -backup.DIGEST_SIZE]).hexdigest()
    assert replaced == last.isoformat(timespec="microseconds")
    assert (backups_of(again.path) / kept).exists()
    for statement in ("DELETE FROM restoration", "UPDATE restoration SET kept = ''"):
        with pytest.raises(Exception, match="only grows"), again.changing():
            again.rows(statement)
    again.close()


def test_codes_on_phones_from_before_are_refused_after(
    shop: Shop, good: Backup, owner: Staff, clock: Clock
) -> None:
    with shop.reading():
        before = shop.rows("SELECT epoch, secret FROM code_key")
    again = restored(shop, owner, good.path, clock)
    with again.reading():
        after = again.rows("SELECT epoch, secret FROM code_key ORDER BY epoch")
    assert after[:-1] == before
    assert after[-1][1] not in {secret for _epoch, secret in before}
    again.close()


def test_whoever_was_forgotten_since_is_nowhere_in_the_restored_file(
    shop: Shop, owner: Staff, cashier: Staff, clock: Clock
) -> None:
    """Half of a crowd, so that SQLite moves what is left of its pages about."""
    numbers = [f"1391{at:03}6{at:03}" for at in range(24)]
    crowd = [enrolled(shop, cashier, number) for number in numbers]
    made = backing_up.back_up(shop, by=owner)
    assert all(number.encode() in made.path.read_bytes() for number in numbers)
    for member in crowd[::2]:
        forgetting.erase(shop, by=owner, member_id=member, request=f"e{member}")
    again = restored(shop, owner, made.path, clock)
    again.checkpoint()
    files = [path for path in again.path.parent.glob("our.shop*") if path.is_file()]
    said = b"".join(path.read_bytes() for path in files)
    left = [number.encode() in said for number in numbers]
    assert left == [at % 2 == 1 for at in range(24)]
    assert len(finding.find(again, "欧阳")) > 0
    again.close()


def test_who_came_with_an_import_that_was_undone_was_not_forgotten(
    shop: Shop, owner: Staff, clock: Clock, tmp_path: Path
) -> None:
    take(shop, owner, tmp_path)
    undo(shop, owner)
    before = next(one for one in backing_up.here(shop.path) if one.stamp.why is Why.UNDO)
    shop.close()
    next_morning = forgetting.open_shop(shop.path, now=clock)
    back = restored(next_morning, owner, before.path, clock)
    [regular] = finding.find(back, "a7")
    assert finding.card(back, regular.id).visits == 3
    assert undo(back, owner, "after all") == 4
    assert auditing.problems(back) == []
    back.close()


def enrolled(shop: Shop, by: Staff, number: str) -> int:
    """Where the number stands in her record alone, not in the request."""
    form = Applicant("欧阳锋锋", f"+86{number}", None, False)
    return enrolling.enroll(shop, by=by, applicant=form, request=f"j{number[-3:]}")


def test_another_computer_forgets_by_the_list_that_came_with_the_stick(
    shop: Shop, owner: Staff, cashier: Staff, clock: Clock, tmp_path: Path
) -> None:
    mei = enrolled(shop, cashier, "13812345678")
    stick, new = tmp_path / "stick", tmp_path / "new computer"
    stick.mkdir()
    second_place.choose(shop, by=owner, folder=stick, passphrase=PASSPHRASE, hint="")
    backing_up.back_up(shop, by=owner)
    (old,) = backing_up.away(shop.path)
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    clock.pass_days(1)
    backing_up.keep_up(shop)
    path = new / "our.shop"
    candidate = examining.look_into(path, old.path, passphrase=PASSPHRASE)
    done = restoring.make_ready(None, candidate, by=reasoned(owner), path=path, now=clock)
    restoring.take_over(path, candidate, done)
    assert (done.kept, done.forgotten) == (None, 1)
    assert b"13812345678" not in path.read_bytes()
    forgetting.open_shop(path, now=clock).close()


def test_a_sealed_one_asks_for_its_passphrase_on_another_computer(
    shop: Shop, owner: Staff, good: Backup, clock: Clock, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    second_place.choose(shop, by=owner, folder=stick, passphrase=PASSPHRASE, hint="")
    backing_up.copy_away(shop)
    (sealed,) = backing_up.away(shop.path)
    path = tmp_path / "new" / "our.shop"
    for said, refusal in (("", PassphraseMissing), ("twelve green teas", WrongPassphrase)):
        with pytest.raises(refusal):
            examining.look_into(path, sealed.path, passphrase=said)
        assert folder(path.parent) == {}
    assert examining.look_into(path, sealed.path, passphrase=PASSPHRASE).holds.members
    assert examining.look_into(shop.path, sealed.path).holds.members == 1


def test_only_the_owner_restores(shop: Shop, good: Backup, cashier: Staff, clock: Clock) -> None:
    candidate = examining.look_into(shop.path, good.path)
    with pytest.raises(NotAllowed):
        restoring.make_ready(shop, candidate, by=cashier, path=shop.path, now=clock)


def test_nobody_restores_without_saying_why(
    shop: Shop, good: Backup, owner: Staff, clock: Clock
) -> None:
    candidate = examining.look_into(shop.path, good.path)
    with pytest.raises(WhyMissing):
        restoring.make_ready(shop, candidate, by=owner, path=shop.path, now=clock)


def test_why_it_was_restored_is_kept_though_the_backup_does_not_know_who_did(
    shop: Shop, good: Backup, owner: Staff, clock: Clock
) -> None:
    staffing.add_staff(
        shop, by=owner, name="合伙人", role=Role.OWNER, pin="975310", request="partner"
    )
    partner = staffing.staff(shop)[1]
    again = restored(shop, partner, good.path, clock)
    with again.reading():
        said = again.rows(
            'SELECT o.staff_id, a.staff_id, a."right", a.reason FROM restoration r '
            "JOIN operation o ON o.id = r.operation_id JOIN approval a ON a.operation_id = o.id"
        )
    assert said == [(None, None, "restore", "the disk is new")]
    again.close()


def test_nothing_is_replaced_while_another_has_the_shop_open(
    shop: Shop, good: Backup, owner: Staff, clock: Clock
) -> None:
    candidate = examining.look_into(shop.path, good.path)
    done = restoring.make_ready(shop, candidate, by=reasoned(owner), path=shop.path, now=clock)
    with pytest.raises(FileBusy):
        restoring.take_over(shop.path, candidate, done)
    assert candidate.copy.exists()


def test_a_shop_that_is_damaged_is_kept_aside_and_replaced(
    shop: Shop, good: Backup, owner: Staff, clock: Clock
) -> None:
    path = shop.path.with_name("torn.shop")
    path.write_bytes(b"SQLite format 3\0" + os.urandom(9000))
    said = path.read_bytes()
    candidate = examining.look_into(path, good.path)
    done = restoring.make_ready(None, candidate, by=reasoned(owner), path=path, now=clock)
    restoring.take_over(path, candidate, done)
    forgetting.open_shop(path, now=clock).close()
    (aside,) = backups_of(path).glob("damaged-torn-*")
    assert aside.read_bytes() == said


def test_a_shop_that_opens_but_is_too_damaged_for_a_backup_is_kept_aside_too(
    shop: Shop, good: Backup, owner: Staff, clock: Clock
) -> None:
    with shop.reading():
        [(page,)] = shop.rows("SELECT rootpage FROM sqlite_schema WHERE name = 'payment'")
    shop.close()
    opening.leave_log(shop.path)
    said = bytearray(shop.path.read_bytes())
    said[(page - 1) * 4096 : page * 4096] = bytes(4096)
    shop.path.write_bytes(said)
    again = restored(opening.open_shop(shop.path, now=clock), owner, good.path, clock)
    assert auditing.problems(again) == []
    again.close()
    (aside,) = backups_of(shop.path).glob("damaged-our-*.shop")
    assert aside.stat().st_size == len(said)


def test_a_backup_of_the_first_release_is_brought_up_to_date(
    shop: Shop, owner: Staff, tmp_path: Path, clock: Clock
) -> None:
    old = tmp_path / "elsewhere" / "v1.shop"
    old.parent.mkdir()
    shutil.copy(Path(__file__).parents[2] / "database" / "files" / "v1.shop", old)
    change(old, "PRAGMA journal_mode = delete")
    backup.add_digest(old)
    holds = examining.look_into(shop.path, old).holds
    assert holds.founded != examining.holds(shop).founded
    again = restored(shop, owner, old, clock)
    assert auditing.problems(again) == []
    again.close()
