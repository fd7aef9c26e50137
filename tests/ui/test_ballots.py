"""The owner's ballots: asked, counted, closed, and a coupon for who voted."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.ballots import LARGEST_PICTURE, Candidate
from shopfans.domain.errors import BadPicture
from shopfans.domain.roles import Staff
from shopfans.services.joining import balloting
from shopfans.services.members import finding
from tests.conftest import join
from tests.ui.showing import shown
from ui.coupons.picture import SIDE, square_of
from ui.coupons.place import BALLOTS, TEMPLATES, Coupons
from ui.desk import Desk


@pytest.fixture
def place(qtbot: QtBot, desk: Desk) -> Coupons:
    place = shown(qtbot, Coupons(desk))
    place.show_section(BALLOTS)
    return place


@pytest.fixture
def voted(shop: Shop, owner: Staff, desk: Desk, cashier: Staff, mei: int) -> int:
    """Two chose taro, one the <b>mango</b>."""
    ballot = balloting.open_ballot(
        shop, by=owner, title="三月新品", last=desk.today, request="open",
        candidates=[Candidate("芋圆"), Candidate("<b>mango</b>")],
    )  # fmt: skip
    row = balloting.running(shop)
    assert row
    taro, mango = (one.candidate for one in row.tallies)
    for member, candidate in (
        (mei, taro),
        (join(shop, cashier, "Ana", "13900001111"), taro),
        (join(shop, cashier, "Bo", "13900002222"), mango),
    ):
        balloting.vote(shop, member=member, candidate=candidate)
    return ballot


def picture(path: Path, wide: int, tall: int, kind: str) -> Path:
    image = QImage(wide, tall, QImage.Format.Format_ARGB32)
    image.fill(QColor("transparent"))
    image.setPixelColor(wide // 2, tall // 2, QColor("red"))
    image.save(str(path), kind)  # type: ignore[call-overload]
    return path


def test_a_ballot_is_asked(
    qtbot: QtBot, place: Coupons, shop: Shop, desk: Desk, tmp_path: Path
) -> None:
    ballots, form = place.ballots, place.ballots.form
    ballots.new.click()
    form.open.click()
    assert form.question.error.text() == "What do you want to know?"
    qtbot.keyClicks(form.question.edit, "Which one?")
    lines = form.candidates.lines
    qtbot.keyClicks(lines[0].name_field.edit, "Taro")
    form.open.click()
    assert "2 to 12" in form.problem.text()
    lines[0].take_picture(picture(tmp_path / "a.png", 900, 300, "PNG"))
    lines[2].take_picture(tmp_path / "missing.png")
    assert "cannot be read" in lines[2].name_field.error.text()
    qtbot.keyClicks(lines[2].name_field.edit, "Mango")
    form.last.choose(desk.today + timedelta(days=3))
    form.open.click()
    row = balloting.running(shop)
    assert row
    assert (row.title, row.last) == ("Which one?", desk.today + timedelta(days=3))
    assert [(one.name, one.picture is not None) for one in row.tallies] == [
        ("Taro", True),
        ("Mango", False),
    ]
    assert ballots.right.currentWidget() is ballots.result
    assert ballots.result.heading.whole() == "Which one?"
    assert not ballots.new.isEnabled()


def test_the_result_says_how_many_and_who(place: Coupons, voted: int) -> None:
    result = place.ballots.result
    assert [(bar.name.whole(), bar.count.text()) for bar in result.bars[:2]] == [
        ("芋圆", "2"),
        ("<b>mango</b>", "1"),
    ]
    assert result.bars[0].name.textFormat() is Qt.TextFormat.PlainText
    assert result.model.rowCount() == 3
    assert "3 votes" in result.state.text()


def test_the_name_of_the_winner_has_room_in_the_list(place: Coupons, voted: int) -> None:
    place.resize(1200, 800)
    view = place.ballots.view
    assert view.columnWidth(3) >= view.fontMetrics().horizontalAdvance("开心果桂花泡芙") + 24


def test_closing_asks_once_more(place: Coupons, shop: Shop, voted: int) -> None:
    result = place.ballots.result
    result.close_it.click()
    assert balloting.running(shop) is not None
    result.close_it.click()
    assert balloting.running(shop) is None
    assert not result.close_it.isVisible()
    assert place.ballots.new.isEnabled()


def test_the_winners_voters_get_a_coupon(
    qtbot: QtBot, place: Coupons, shop: Shop, mei: int, voted: int
) -> None:
    place.show_section(TEMPLATES)
    qtbot.waitUntil(lambda: place.templates.chosen.template is not None)
    place.show_section(BALLOTS)
    place.ballots.result.coupons.click()
    issue = place.templates.issue
    qtbot.waitUntil(issue.issue.isEnabled)
    assert place.section.value() == TEMPLATES
    assert issue.audience.voters.currentText().startswith("芋圆 (2)")
    assert issue.count.text() == "2 members"
    with qtbot.waitSignal(issue.closed):
        issue.issue.click()
    assert len(finding.card(shop, mei).coupons) == 2
    QThreadPool.globalInstance().waitForDone()


@pytest.mark.parametrize(
    ("wide", "tall", "kind"), [(900, 300, "PNG"), (30, 4000, "JPEG"), (1, 1, "PNG")]
)
def test_any_picture_becomes_a_small_square(
    tmp_path: Path, wide: int, tall: int, kind: str
) -> None:
    made = square_of(picture(tmp_path / "picture", wide, tall, kind))
    image = QImage.fromData(made)
    assert (image.width(), image.height()) == (SIDE, SIDE)
    assert made.startswith(b"\xff\xd8\xff")
    assert len(made) <= LARGEST_PICTURE


@pytest.mark.qt_log_ignore("JPEG|PNG")  # Qt says what it found
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0 and no more",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
    ],
)
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "p.png"
    path.write_bytes(content)
    with pytest.raises(BadPicture):
        square_of(path)
