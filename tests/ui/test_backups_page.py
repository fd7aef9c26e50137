"""The owner's backups on the screen: made, tested, kept elsewhere, and the way back."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.domain.backups import Why
from shopfans.domain.errors import SecondPlaceAway
from shopfans.domain.roles import Staff
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.backups import backing_up, examining, sealing, second_place
from shopfans.services.backups.sealing import Cost
from shopfans.services.days import closing
from tests.conftest import OWNER_PIN, Clock
from tests.services.test_selling import sell
from tests.ui.approving import allow
from tests.ui.showing import shown
from ui.backup_line import BackupLine
from ui.backups import sheet
from ui.backups.page import BackupsPage
from ui.backups.watch import BackupWatch
from ui.desk import Desk
from ui.settings.place import BACKUPS, Settings

PASSPHRASE = "three cups of milk tea"


@pytest.fixture(autouse=True)
def cheap_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    make = sealing.lock_of
    monkeypatch.setattr(sealing, "lock_of", lambda said: make(said, cost=Cost(1, 64, 1)))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def opened(qtbot: QtBot, desk: Desk) -> Settings:
    place = shown(qtbot, Settings(desk))
    place.turn_to(BACKUPS)
    return place


def press_and_wait(qtbot: QtBot, page: BackupsPage, key: str) -> None:
    with qtbot.waitSignals([page.list.working.finished]):
        qtbot.mouseClick(getattr(page.list, key), Qt.MouseButton.LeftButton)


def test_a_backup_is_made_and_tested_with_two_clicks(qtbot: QtBot, desk: Desk, mei: int) -> None:
    place = opened(qtbot, desk)
    page = place.backups
    assert page.list.state.text() == "No backup yet."
    press_and_wait(qtbot, page, "make")
    assert page.list.told.text() == "Made and checked: 2026-03-10 10:00."
    assert page.list.model.index(0, 1).data() == "by hand"
    assert page.list.model.index(0, 4).data() == "–"
    press_and_wait(qtbot, page, "test")
    said = "opens, 1 member, books true, as of 2026-03-10 10:00"
    assert page.list.told.text() == said
    assert page.list.model.index(0, 4).data() == "2026-03-10 10:00"
    assert page.list.detail.whole() == ""  # it is said once
    assert page.list.test.hasFocus()
    assert page.list.state.text() == (
        "Last backup 2026-03-10 10:00, last tested 2026-03-10 10:00. There is no second place yet."
    )


def test_a_spoiled_backup_is_called_so(qtbot: QtBot, desk: Desk) -> None:
    place = opened(qtbot, desk)
    page = place.backups
    press_and_wait(qtbot, page, "make")
    made = backing_up.here(desk.shop.path)[0].path
    said = bytearray(made.read_bytes())
    said[6000] ^= 4
    made.write_bytes(said)
    with qtbot.waitSignal(page.list.working.refused):
        qtbot.mouseClick(page.list.test, Qt.MouseButton.LeftButton)
    assert "is damaged" in page.list.told.text()
    assert page.list.model.index(0, 4).data() == "not good"
    assert page.list.detail.whole() == "cannot be restored"
    assert page.list.state.objectName() == "error"


def test_the_second_place_is_chosen_and_gets_its_copy(
    qtbot: QtBot, desk: Desk, stick: Path
) -> None:
    place = opened(qtbot, desk)
    page = place.backups
    form = page.second
    desk.changes.happened.connect(desk.backups.hear)
    form.folder.edit.setText(str(stick))
    qtbot.keyClicks(form.passphrase.edit, PASSPHRASE)
    qtbot.keyClicks(form.again.edit, PASSPHRASE)
    qtbot.keyClicks(form.hint.edit, "what we sell most")
    qtbot.keyClick(form.hint.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: second_place.read(desk.shop.path) is not None)
    qtbot.waitUntil(form.sheet.hasFocus)
    assert form.sheet.autoDefault()
    qtbot.waitUntil(lambda: form.where.whole() == str(stick))
    assert form.passphrase.text() == form.again.text() == ""
    qtbot.waitUntil(lambda: len(backing_up.away(desk.shop.path)) == 1)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 2)
    assert page.list.model.index(1, 2).data() == "second place"
    assert form.told.isVisible()


@pytest.mark.parametrize(
    ("first", "again", "where", "words"),
    [
        (PASSPHRASE, "three cups of tea", "again", "The two differ."),
        ("short", "short", "passphrase", "at least 12 characters"),
    ],
)
def test_a_passphrase_that_will_not_do_is_refused_where_it_was_typed(
    qtbot: QtBot, desk: Desk, stick: Path, first: str, again: str, where: str, words: str
) -> None:
    place = opened(qtbot, desk)
    form = place.backups.second
    form.folder.edit.setText(str(stick))
    form.passphrase.edit.setText(first)
    form.again.edit.setText(again)
    qtbot.mouseClick(form.use, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: words in getattr(form, where).error.text())
    assert second_place.read(desk.shop.path) is None


def test_a_stick_that_is_away_is_missed(qtbot: QtBot, desk: Desk, stick: Path) -> None:
    second_place.choose(desk.shop, by=desk.by, folder=stick, passphrase=PASSPHRASE, hint="")
    stick.rmdir()
    place = opened(qtbot, desk)
    page = place.backups
    assert "is not there now" in page.second.warning.text()


def test_the_recovery_sheet_has_the_hint_and_not_the_passphrase(desk: Desk, stick: Path) -> None:
    place = second_place.choose(
        desk.shop, by=desk.by, folder=stick, passphrase=PASSPHRASE, hint="what we sell most"
    )
    said = sheet.recovery_sheet("甜甜", place).toPlainText()
    for words in ("甜甜", str(stick), "what we sell most", "I have a backup"):
        assert words in said
    assert PASSPHRASE not in said
    assert place.lock.key.hex() not in said


def test_before_a_restore_both_shops_are_seen_and_a_pin_and_why_are_asked(
    qtbot: QtBot, desk: Desk, clock: Clock
) -> None:
    backing_up.back_up(desk.shop, by=desk.by)
    clock.at += timedelta(hours=1)
    sell(desk.shop, desk.by, 5, "after")
    place = opened(qtbot, desk)
    page = place.backups
    wanted: list[tuple[object, Staff]] = []
    desk.backups.restore_wanted.connect(lambda candidate, by: wanted.append((candidate, by)))
    form = page.restoring
    with qtbot.waitSignal(form.working.finished):
        qtbot.mouseClick(page.list.restore, Qt.MouseButton.LeftButton)
    assert [cell.text() for cell in form._cells[3]] == ["Sales", "1", "0"]
    assert "What was done after 2026-03-10 10:00" in form.warning.text()
    qtbot.waitUntil(form.restore.hasFocus)
    qtbot.keyClick(form.restore, Qt.Key.Key_Return)
    approval = form.approval
    assert approval is not None
    allow(qtbot, approval, "111111", "wrong prices")
    assert wanted == []
    assert approval.problem.isVisible()
    qtbot.keyClicks(approval.pin.edit, OWNER_PIN)
    qtbot.keyClick(approval.pin.edit, Qt.Key.Key_Return)
    [(_candidate, by)] = wanted
    assert by.leave is not None
    assert (by.leave.staff, by.leave.reason) == (desk.by.id, "wrong prices")


def test_who_changes_her_mind_leaves_nothing_behind(qtbot: QtBot, desk: Desk) -> None:
    backing_up.back_up(desk.shop, by=desk.by)
    place = opened(qtbot, desk)
    page = place.backups
    with qtbot.waitSignal(page.restoring.working.finished):
        qtbot.mouseClick(page.list.restore, Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.restoring, Qt.Key.Key_Escape)
    assert page.sides.currentWidget() is page.list
    assert not list(desk.shop.path.parent.glob(f"*{examining.RESTORING}*"))


def test_a_day_that_was_closed_is_backed_up_and_nobody_waits(
    qtbot: QtBot, desk: Desk, clock: Clock
) -> None:
    backing_up.keep_up(desk.shop)
    clock.at += timedelta(hours=9)
    sell(desk.shop, desk.by, 5, "s")
    desk.changes.happened.connect(desk.backups.hear)
    day = settings.today(desk.shop)
    closing.close_day(desk.shop, by=desk.by, day=day, found=None, request="c")
    qtbot.waitUntil(lambda: backing_up.here(desk.shop.path)[0].stamp.why is Why.DAY_CLOSE)


def test_the_line_says_how_old_the_last_one_is(
    qtbot: QtBot, desk: Desk, clock: Clock, stick: Path
) -> None:
    line = BackupLine(desk)
    qtbot.addWidget(line)
    second_place.choose(desk.shop, by=desk.by, folder=stick, passphrase=PASSPHRASE, hint="")
    backing_up.keep_up(desk.shop)
    assert line.whole() == "Last backup 2026-03-10 10:00, not tested yet."
    assert line.objectName() == "small"
    clock.at += timedelta(hours=37)
    line.refresh()
    assert line.objectName() == "error"


def test_what_is_in_the_way_is_said_until_it_is_gone(qtbot: QtBot, desk: Desk, stick: Path) -> None:
    second_place.choose(desk.shop, by=desk.by, folder=stick, passphrase=PASSPHRASE, hint="")
    stick.rmdir()
    watch = desk.backups
    line = BackupLine(desk)
    qtbot.addWidget(line)
    with qtbot.waitSignal(watch.told):
        watch.keep_up()
    assert isinstance(watch.problem, SecondPlaceAway)
    assert "is not there now" in line.whole()
    stick.mkdir()
    with qtbot.waitSignal(watch.told):
        watch.keep_up()
    assert watch.problem is None
    assert "is not there now" not in line.whole()


def test_a_watch_that_has_ended_makes_nothing(desk: Desk) -> None:
    watch = BackupWatch(desk.shop)
    watch.end()
    watch.hear(frozenset({Topic.CLOSES}))
    assert backing_up.here(desk.shop.path) == []
