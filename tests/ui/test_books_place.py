"""The owner's month: figures, and the workbook saved in the background."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.periods import Period, Span
from shopfans.domain.roles import Staff
from shopfans.domain.trails import Trail
from shopfans.services.staff import tracing
from shopfans.services.staff.tracing import Wanted
from tests.conftest import OWNER_PIN, Clock
from tests.services.test_selling import sell
from tests.ui.approving import allow
from tests.ui.showing import shown
from ui.books.choices import EVERYTHING, FOLDER, file_name
from ui.books.place import Books
from ui.desk import Desk
from ui.tokens import NAV


@pytest.fixture
def march(shop: Shop, cashier: Staff, clock: Clock, mei: int) -> None:
    """Two sales in March; it is April now."""
    sell(shop, cashier, 30, "s1", member=mei)
    sell(shop, cashier, 12, "s2")
    clock.pass_days(30)


@pytest.fixture
def books(qtbot: QtBot, desk: Desk, march: None) -> Books:
    place = shown(qtbot, Books(desk))
    qtbot.waitUntil(lambda: place.figures.tiles[0].figure.text() != "–")
    return place


def save(qtbot: QtBot, books: Books) -> None:
    books.saving.save.click()
    qtbot.waitUntil(lambda: not books.saving.is_running)


def test_the_last_full_month_at_a_glance(books: Books) -> None:
    assert books.chooser.period == Period.around(date(2026, 3, 1))
    assert [tile.figure.text() for tile in books.figures.tiles] == [
        "2", "0", "¥21.00", "1", "1", "1",
    ]  # fmt: skip
    assert books.figures.takings.figures()[-1] == "¥42.00"
    assert books.figures.points.figures() == ["0", "+30", "0", "0", "0", "0", "30"]
    assert books.days.best.text() == "Best: 03-10, ¥42.00"


def test_discounts_nobody_gave_and_tenders_nobody_paid_with_are_left_out(books: Books) -> None:
    assert books.figures.sales.figures() == ["¥42.00", "¥42.00"]
    assert len(books.figures.takings.figures()) == 2


def test_a_new_shop_is_shown_the_month_that_runs(
    qtbot: QtBot, desk: Desk, shop: Shop, cashier: Staff
) -> None:
    sell(shop, cashier, 30, "s1")
    place = shown(qtbot, Books(desk))
    qtbot.waitUntil(lambda: place.figures.tiles[0].figure.text() == "1")
    assert place.chooser.period == Period.around(date(2026, 3, 1))
    assert place.chooser.note.text() == "not over yet"
    assert not place.chooser.after.isEnabled()


def test_another_month_has_its_own_figures_and_file(qtbot: QtBot, books: Books) -> None:
    books.chooser.after.click()
    qtbot.waitUntil(lambda: books.figures.tiles[0].figure.text() == "0")
    assert books.saving.path.text().endswith("甜甜 2026-04.xlsx")
    assert books.days.best.text() == ""


def test_a_sale_counts_at_once(qtbot: QtBot, books: Books, shop: Shop, cashier: Staff) -> None:
    books.chooser.after.click()
    sell(shop, cashier, 8, "s3")
    qtbot.waitUntil(lambda: books.figures.tiles[0].figure.text() == "1")


def test_the_workbook_is_where_it_says(qtbot: QtBot, books: Books, tmp_path: Path) -> None:
    target = tmp_path / "march.xlsx"
    books.saving.path.edit.setText(str(target))
    save(qtbot, books)
    assert books.saving.told.whole() == f"Saved: {target}"
    assert books.saving.open.isVisible()
    assert books.saving.open.hasFocus()
    assert len(load_workbook(target).sheetnames) >= 4


def test_the_ending_need_not_be_typed(qtbot: QtBot, books: Books, tmp_path: Path) -> None:
    books.saving.path.edit.setText(str(tmp_path / "march 2026.3"))
    save(qtbot, books)
    assert (tmp_path / "march 2026.3.xlsx").is_file()


def test_a_file_that_exists_is_announced_before_it_is_replaced(
    books: Books, tmp_path: Path
) -> None:
    (tmp_path / "old.xlsx").write_text("old")
    books.saving.path.edit.setText(str(tmp_path / "old.xlsx"))
    assert books.saving.hint.text() == "This file exists and will be replaced."


def test_cancel_leaves_no_file(qtbot: QtBot, books: Books, tmp_path: Path) -> None:
    books.saving.path.edit.setText(str(tmp_path / "march.xlsx"))
    books.saving.save.click()
    assert books.saving.working.bar.isVisible()
    books.saving.working.stop.click()
    qtbot.waitUntil(lambda: not books.saving.is_running)
    assert books.saving.hint.text() == "Stopped. Nothing was written."
    assert list(tmp_path.glob("march*")) == []
    assert books.saving.save.isEnabled()


def test_a_folder_that_is_not_there_is_refused_beside_the_path(
    qtbot: QtBot, books: Books, tmp_path: Path
) -> None:
    books.saving.path.edit.setText(str(tmp_path / "nowhere" / "march.xlsx"))
    save(qtbot, books)
    assert "cannot be written" in books.saving.path.error.text()
    assert books.saving.path.error.isVisible()


def test_what_is_said_of_the_workbook_squeezes_no_figures(
    qtbot: QtBot, books: Books, tmp_path: Path
) -> None:
    """In a window of 1280 by 800: the bars of the days give way, and come back."""
    window = QWidget()  # a place alone would grow to what it needs
    qtbot.addWidget(window)
    window.resize(1280 - NAV, 800)
    books.setParent(window)
    books.setGeometry(window.rect())
    books.show()
    window.show()
    qtbot.waitUntil(books.days.isVisible)
    books.saving.path.edit.setText(str(tmp_path / "march.xlsx"))
    save(qtbot, books)
    qtbot.waitUntil(lambda: not books.days.isVisible())
    assert books.figures.height() >= books.figures.minimumSizeHint().height()
    books.chooser.before.click()
    qtbot.waitUntil(books.days.isVisible)
    books.setParent(None)


def test_no_path_is_asked_for(books: Books) -> None:
    books.saving.path.edit.clear()
    books.saving.save.click()
    assert books.saving.path.error.text() == "Say where the workbook should go."


def test_a_cashier_is_told_why_she_sees_no_books(
    qtbot: QtBot, desk: Desk, cashier: Staff, march: None
) -> None:
    desk.by = cashier
    place = shown(qtbot, Books(desk))
    assert place.closed.isVisible()
    assert place.closed.title.text() == "The books are the owner's"
    assert not place.figures.isVisible()
    assert not place.days.isVisible()


def test_a_cashier_saves_the_workbook_by_the_owners_leave(
    qtbot: QtBot, desk: Desk, shop: Shop, owner: Staff, cashier: Staff, march: None, tmp_path: Path
) -> None:
    desk.by = cashier
    place = shown(qtbot, Books(desk))
    path = tmp_path / "march.xlsx"
    place.saving.path.edit.setText(str(path))
    place.saving.save.click()
    assert not path.exists()
    with qtbot.waitSignal(place.saving.working.finished):
        allow(qtbot, place.saving.approval, OWNER_PIN, "for the accountant")
    [line] = tracing.page(shop, by=owner, wanted=Wanted(trail=Trail.FILES))
    assert (line.staff, line.allowed_by, line.reason) == ("小李", "老板", "for the accountant")


def test_a_file_name_has_nothing_that_a_disk_refuses() -> None:
    assert file_name('A/B: "C"?', "2026-10") == "A_B_ _C__ 2026-10.xlsx"


def test_a_quarter_a_year_and_any_days(qtbot: QtBot, books: Books) -> None:
    chooser = books.chooser
    chooser.spans.button(Span.QUARTER).click()
    assert chooser.name.text() == "2026-Q1"
    qtbot.waitUntil(lambda: books.figures.tiles[0].figure.text() == "2")
    chooser.spans.button(Span.YEAR).click()
    assert books.saving.path.text().endswith("甜甜 2026.xlsx")
    assert chooser.note.text() == "not over yet"
    chooser.spans.button(None).click()
    assert chooser.first.edit.hasFocus()
    chooser.first.edit.setText("2026-03-11")
    qtbot.keyClick(chooser.first.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: books.figures.tiles[0].figure.text() == "0")
    chooser.spans.button(Span.MONTH).click()
    assert chooser.name.text() == "2026-04"


def test_days_that_are_none_are_refused_beside_them(books: Books) -> None:
    chooser = books.chooser
    chooser.spans.button(None).click()
    chooser.last.edit.setText("2026-02-30")
    chooser.last.edit.editingFinished.emit()
    assert chooser.error.isVisible()
    assert "is not a day" in chooser.error.text()
    chooser.last.edit.setText("2026-02-01")
    chooser.last.edit.editingFinished.emit()
    assert chooser.error.text() == "2026-02-01 is before 2026-03-01."


def test_everything_goes_into_a_folder_of_files(qtbot: QtBot, books: Books, tmp_path: Path) -> None:
    choices = books.saving.choices
    choices.what.button(EVERYTHING).click()
    assert books.saving.path.text().endswith("甜甜 everything 2026-04-09.xlsx")
    choices.form.button(FOLDER).click()
    assert books.saving.save.text() == "Save folder"
    books.saving.path.edit.setText(str(tmp_path / "all"))
    save(qtbot, books)
    assert (tmp_path / "all" / "sale.csv").is_file()
    save(qtbot, books)
    assert books.saving.path.error.text() == f"{tmp_path / 'all'} exists already."


def test_the_workbook_without_members_and_with_whole_phones(
    qtbot: QtBot, books: Books, tmp_path: Path
) -> None:
    target, choices = tmp_path / "march.xlsx", books.saving.choices
    books.saving.path.edit.setText(str(target))
    choices.phones.setChecked(True)
    save(qtbot, books)
    assert load_workbook(target)["Members"]["C2"].value == "13812345678"
    choices.members.setChecked(False)
    assert not choices.phones.isEnabled()
    save(qtbot, books)
    assert "Members" not in load_workbook(target).sheetnames
