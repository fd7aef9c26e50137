"""A backup takes the shop's place: what is good comes back, what is hostile changes nothing."""

import os
import random
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from peewee import sqlite3

from shopfans.database import admitting, backup, opening
from shopfans.database.backup import backups_of
from shopfans.database.shop import Shop
from shopfans.domain.backups import Why
from shopfans.domain.errors import (
    BackupDamaged,
    BooksUntrue,
    CannotRead,
    CheckTookTooLong,
    DamagedWhenMade,
    DigestMissing,
    FileAltered,
    FileBusy,
    NewerFile,
    NotAllowed,
    NotAShop,
    NotPlainFile,
    PassphraseMissing,
    ShopError,
    Stopped,
    WhyMissing,
    WrongPassphrase,
)
from shopfans.domain.kinds import Act
from shopfans.domain.money import Money
from shopfans.domain.roles import Right, Role, Staff
from shopfans.domain.terms import Terms
from shopfans.services.backups import (
    backing_up,
    examining,
    rehearsing,
    restoring,
    sealing,
    second_place,
)
from shopfans.services.backups.backing_up import Backup
from shopfans.services.backups.sealing import Cost
from shopfans.services.books import auditing
from shopfans.services.members import enrolling, finding, forgetting
from shopfans.services.members.enrolling import Applicant
from shopfans.services.sales import listing
from shopfans.services.staff import approving, staffing
from shopfans.texts.messages import message
from tests.conftest import Clock
from tests.services.test_selling import sell

PASSPHRASE = "three cups of milk tea"
QUICK = 2.0
"""Seconds in which what is hostile is refused."""


@pytest.fixture(autouse=True)
def cheap_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    make = sealing.lock_of
    monkeypatch.setattr(sealing, "lock_of", lambda said: make(said, cost=Cost(1, 64, 1)))


@pytest.fixture
def shop(blank_shop: Path, tmp_path: Path, clock: Clock) -> Iterator[Shop]:
    """One that may be given up for a restored one."""
    path = tmp_path / "our.shop"
    shutil.copy(blank_shop, path)
    shop = opening.open_shop(path, now=clock)
    yield shop
    if not shop._db.is_closed():
        shop.close()


@pytest.fixture
def good(shop: Shop, owner: Staff, mei: int, cashier: Staff) -> Backup:
    """A backup with a member and a sale in it."""
    sell(shop, cashier, 20, "before", member=mei)
    return backing_up.back_up(shop, by=owner)


@pytest.fixture
def file(good: Backup, tmp_path: Path) -> Path:
    """A copy of it elsewhere, to be spoiled; its digest is off: whoever is hostile can work one
    out."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    path = Path(shutil.copy(good.path, folder / "copy.shop"))
    assert backup.take_digest_off(path)
    return path


def reasoned(owner: Staff, request: str = "r") -> Staff:
    return approving.with_reason(
        by=owner, right=Right.RESTORE, reason="the disk is new", request=request
    )


def folder(path: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in path.iterdir() if one.is_file()}


def restored(shop: Shop, owner: Staff, file: Path, clock: Clock, said: str = "") -> Shop:
    """As the program does it, from looking into the file to the open shop."""
    candidate = examining.look_into(shop.path, file, passphrase=said)
    request = f"restore {file.name}"
    done = restoring.make_ready(
        shop, candidate, by=reasoned(owner, request), path=shop.path, now=clock
    )
    shop.close()
    restoring.take_over(shop.path, candidate, done)
    return forgetting.open_shop(shop.path, now=clock)


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        for statement in statements:
            other.execute(statement).fetchall()


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
    assert listing.day_total(again, clock.at.date()) == (1, Money(2000))
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
    assert listing.day_total(back, clock.at.date()) == (2, Money(2500))
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
    for change in ("DELETE FROM restoration", "UPDATE restoration SET kept = ''"):
        with pytest.raises(Exception, match="only grows"), again.changing():
            again.rows(change)
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


def a_trigger(path: Path) -> None:
    change(path, "CREATE TRIGGER t AFTER INSERT ON sale BEGIN DELETE FROM member; END")


def a_view(path: Path) -> None:
    change(path, "CREATE VIEW v AS SELECT * FROM member")


def a_view_instead_of_a_table(path: Path) -> None:
    endless = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r"
    change(path, "ALTER TABLE touch RENAME TO gone", f"CREATE VIEW touch AS {endless}")


def a_virtual_table(path: Path) -> None:
    change(path, "CREATE VIRTUAL TABLE f USING fts5(a)")


def a_table(path: Path) -> None:
    change(path, "CREATE TABLE mine (a)")


def a_generated_column(path: Path) -> None:
    change(path, "ALTER TABLE good ADD COLUMN slow TEXT AS (hex(zeroblob(1e9)))")


def without_a_trigger(path: Path) -> None:
    change(path, "DROP TRIGGER ledger_entry_keeps_update")


def another_words(path: Path) -> None:
    change(
        path,
        "PRAGMA writable_schema = 1",
        "UPDATE sqlite_schema SET sql = replace(sql, 'only grows', 'may go')",
    )


def a_richer_guest(path: Path) -> None:
    change(path, "UPDATE member SET spent = 99999")


def a_link_to_nobody(path: Path) -> None:
    change(path, "PRAGMA foreign_keys = 0", "UPDATE consent_text SET operation_id = 999")


def an_older_version_that_it_is_not(path: Path) -> None:
    change(path, "PRAGMA user_version = 3")


def with_a_log(path: Path) -> None:
    change(path, "PRAGMA journal_mode = wal")


def a_newer_one(path: Path) -> None:
    change(path, "PRAGMA user_version = 9999")


def a_name_that_is_no_text(path: Path) -> None:
    said = path.read_bytes()
    path.write_bytes(said.replace("王小美".encode(), b"\xe7\x8e\xff\xff\xff\xff\xff\xff\xff"))


def a_trigger_that_is_no_text(path: Path) -> None:
    said = path.read_bytes()
    path.write_bytes(said.replace(b"only grows'", b"only grow\xe4'", 1))


def a_day_that_is_none(path: Path) -> None:
    change(path, "UPDATE member SET joined = 'yesterday'")


def an_index_of_another(path: Path) -> None:
    """As a computer leaves it that mixed up two pages before the backup."""
    two = "name IN ('member_joined', 'member_phone')"
    change(
        path,
        "PRAGMA writable_schema = 1",
        "UPDATE sqlite_schema SET rootpage = "
        f"(SELECT SUM(rootpage) FROM sqlite_schema WHERE {two}) - rootpage WHERE {two}",
    )


def of_another_program(path: Path) -> None:
    change(path, "PRAGMA application_id = 7")


def rubbish(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + os.urandom(9000))


def a_text(path: Path) -> None:
    path.write_text("会员,金额\n" * 500, "utf-8")


def nothing(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_longer_file(path: Path) -> None:
    with path.open("ab") as file:
        file.write(bytes(4096))


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        (a_trigger, FileAltered),
        (a_view, FileAltered),
        (a_view_instead_of_a_table, FileAltered),
        (a_virtual_table, FileAltered),
        (a_table, FileAltered),
        (a_generated_column, FileAltered),
        (without_a_trigger, FileAltered),
        (another_words, FileAltered),
        (an_older_version_that_it_is_not, FileAltered),
        (a_richer_guest, BooksUntrue),
        (with_a_log, DamagedWhenMade),
        (a_longer_file, DamagedWhenMade),
        (a_name_that_is_no_text, DamagedWhenMade),
        (a_trigger_that_is_no_text, DamagedWhenMade),
        (a_day_that_is_none, DamagedWhenMade),
        (an_index_of_another, DamagedWhenMade),
        (a_newer_one, NewerFile),
        (of_another_program, NotAShop),
        (rubbish, NotAShop),
        (a_text, NotAShop),
        (empty, NotAShop),
        (nothing, CannotRead),
        (a_folder, NotPlainFile),
    ],
)  # fmt: skip
def test_what_is_hostile_is_refused_at_once_and_nothing_is_changed(
    shop: Shop, file: Path, spoil: Callable[[Path], None], refusal: type[ShopError], clock: Clock
) -> None:
    admitting.schema_of(opening.latest_version())  # once a run of the program
    spoil(file)
    if file.is_file():
        backup.add_digest(file)
    before, began = folder(shop.path.parent), time.monotonic()
    with pytest.raises(refusal) as problem:
        examining.look_into(shop.path, file)
    assert time.monotonic() - began < QUICK
    assert getattr(problem.value, "path", file) == file
    assert message(problem.value, Terms("甜甜"))
    assert folder(shop.path.parent) == before


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
@pytest.mark.parametrize("kind", ["link", "pipe", "device"])
def test_what_is_no_plain_file_is_not_even_opened(
    shop: Shop, file: Path, kind: str, clock: Clock
) -> None:
    other = file.with_name("other")
    if kind == "link":
        other.symlink_to(file)
    elif kind == "pipe":
        os.mkfifo(other)
    else:
        other = Path("/dev/zero")
    with pytest.raises(NotPlainFile):
        examining.look_into(shop.path, other)


def test_a_file_without_a_digest_is_refused_and_told_from_a_damaged_one(
    shop: Shop, file: Path, clock: Clock
) -> None:
    with pytest.raises(DigestMissing) as refusal:
        examining.look_into(shop.path, file)
    assert "does not end as a backup does" in message(refusal.value, Terms("甜甜"))


def test_every_cut_at_a_page_and_at_odd_places_is_refused(
    shop: Shop, good: Backup, clock: Clock, tmp_path: Path
) -> None:
    whole, file = good.path.read_bytes(), tmp_path / "cut"
    pages = range(0, len(whole), 4096)
    cuts = {*pages, *(page + 1 for page in pages[::7]), *random.sample(range(len(whole)), 9)}
    before = folder(shop.path.parent)
    for cut in sorted(cuts - {len(whole)}):
        file.write_bytes(whole[:cut])
        with pytest.raises((NotAShop, DigestMissing)):
            examining.look_into(shop.path, file)
    file.unlink()
    assert folder(shop.path.parent) == before


def test_any_flipped_bit_is_refused(shop: Shop, good: Backup, clock: Clock, tmp_path: Path) -> None:
    """One file alone, its first and its last bytes too; each refusal has words."""
    spoiled, whole = tmp_path / "spoiled", good.path.read_bytes()
    places = random.sample(range(len(whole)), 50)
    for place in (*places, *range(100), *range(len(whole) - backup.DIGEST_SIZE, len(whole))):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << random.randrange(8)
        spoiled.write_bytes(flipped)
        with pytest.raises((BackupDamaged, DigestMissing, NotAShop, NewerFile)) as refusal:
            examining.look_into(shop.path, spoiled)
        assert message(refusal.value, Terms("甜甜"))


def test_a_file_that_keeps_us_too_long_is_refused(
    shop: Shop, file: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admitting, "SECONDS", -1000)
    backup.add_digest(file)
    with pytest.raises(CheckTookTooLong):
        examining.look_into(shop.path, file)


def test_looking_can_be_stopped(shop: Shop, file: Path, clock: Clock) -> None:
    def stop(done: int, total: int) -> None:
        raise Stopped()

    with pytest.raises(Stopped):
        examining.look_into(shop.path, file, progress=stop)
    assert not list(shop.path.parent.glob("*restoring*"))


def test_a_backup_of_the_first_release_is_brought_up_to_date(
    shop: Shop, owner: Staff, tmp_path: Path, clock: Clock
) -> None:
    old = tmp_path / "elsewhere" / "v1.shop"
    old.parent.mkdir()
    shutil.copy(Path(__file__).parent.parent / "database" / "files" / "v1.shop", old)
    change(old, "PRAGMA journal_mode = delete")
    backup.add_digest(old)
    holds = examining.look_into(shop.path, old).holds
    assert holds.founded != examining.holds(shop).founded
    again = restored(shop, owner, old, clock)
    assert auditing.problems(again) == []
    again.close()


def test_a_test_says_what_was_found_and_is_kept(shop: Shop, good: Backup, clock: Clock) -> None:
    clock.pass_days(3)
    as_of = examining.holds(shop).as_of
    test = rehearsing.rehearse(shop, good)
    assert (test.members, test.problems, test.opens) == (1, 0, True)
    assert test.as_of == as_of
    assert backing_up.here(shop.path)[0].test == test
    assert not list(shop.path.parent.glob(".test-*"))


def test_a_backup_that_is_spoiled_fails_its_test_and_that_is_kept(shop: Shop, good: Backup) -> None:
    said = bytearray(good.path.read_bytes())
    said[5000] ^= 1
    good.path.write_bytes(said)
    with pytest.raises(BackupDamaged):
        rehearsing.rehearse(shop, good)
    kept = backing_up.here(shop.path)[0].test
    assert kept is not None
    assert not kept.opens


def test_each_place_is_tested_once_a_week(
    shop: Shop, owner: Staff, good: Backup, clock: Clock, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    second_place.choose(shop, by=owner, folder=stick, passphrase=PASSPHRASE, hint="")
    backing_up.copy_away(shop)
    assert len(rehearsing.rehearse_if_due(shop)) == 2
    for _day in range(6):
        clock.pass_days(1)
        backing_up.keep_up(shop)
        assert rehearsing.rehearse_if_due(shop) == []
    clock.pass_days(1)
    assert len(rehearsing.rehearse_if_due(shop)) == 2


def test_the_versions_we_know_have_each_its_own_words() -> None:
    assert admitting.schema_of(1) != admitting.schema_of(opening.latest_version())


def test_a_version_of_every_release_can_be_told(shop: Shop) -> None:
    with shop.reading():
        found = frozenset(shop.rows("SELECT type, name, tbl_name, sql FROM sqlite_schema"))
    assert admitting.schema_of(opening.latest_version()) == found
