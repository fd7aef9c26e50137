"""The day's end from a terminal or a scheduled task."""

import json
from pathlib import Path

import pytest

from shopfans.database.shop import Shop, utc_now
from shopfans.domain.roles import Staff
from shopfans.services import settings
from shopfans.services.days import closing
from tests.conftest import confirm_date
from tests.services.test_selling import sell
from tests.test_terminal import run


@pytest.fixture
def path(shop: Shop, cashier: Staff) -> Path:
    """A shop that has sold for 30 yuan in cash today, by this computer's clock."""
    shop.now = utc_now
    confirm_date(shop)
    sell(shop, cashier, 30, "s1")
    return shop.path


def close(path: Path, *arguments: str) -> dict[str, object]:
    told = run("--shop", path, "close-day", "--json", *arguments)
    assert told.exit_code == 0, told.output
    said: list[dict[str, object]] = json.loads(told.stdout)
    return said[-1]


def test_a_count_is_held_against_what_was_taken(path: Path, shop: Shop) -> None:
    day = settings.today(shop)
    told = close(path, "--count", "10=2", "--count", "0.5=18", "--opening", "0", "--float", "20")
    assert told["day"] == day.isoformat()
    assert (told["received"], told["expected"]) == ("30.00", "30.00")
    assert (told["counted"], told["over"], told["stays"]) == ("29.00", "-1.00", "20.00")
    assert len(str(told["digest"])) == 64
    assert closing.state(shop).usual_stays.fen == 2000


def test_it_says_in_words_what_came_of_it(path: Path, shop: Shop) -> None:
    day = settings.today(shop)
    told = run("--shop", path, "close-day", "--count", "10=3", "--opening", "0")
    assert told.stdout.splitlines() == [
        f"{day} is closed.", "Received: ¥30.00", "The drawer is right",
    ]  # fmt: skip


def test_without_a_count_the_drawer_goes_on(path: Path) -> None:
    assert close(path)["counted"] is None


def test_closing_twice_is_refused(path: Path) -> None:
    close(path, "--count", "10=3")
    again = run("--shop", path, "close-day", "--count", "10=3")
    assert again.exit_code == 2
    assert "closed already" in again.stderr


def test_a_task_that_finds_nothing_closes_nothing(path: Path, shop: Shop) -> None:
    close(path)
    told = run("--shop", path, "close-day")
    assert (told.exit_code, told.stdout) == (0, "Nothing to close.\n")
    empty = run("--shop", path, "close-day", "--json")
    assert json.loads(empty.stdout) == []
    assert len(closing.closes(shop)) == 1


def test_a_date_that_nobody_confirmed_is_not_closed(shop: Shop, cashier: Staff) -> None:
    sell(shop, cashier, 30, "s1")  # by the clock of the test, long before this computer's
    told = run("--shop", shop.path, "close-day")
    assert told.exit_code == 2
    assert told.stderr.startswith("This computer says ")
    assert closing.closes(shop) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--count", "10"], "“10” is not VALUE=PIECES."),
        (["--count", "7=1"], "There is no 7 in CNY."),
        (["--count", "10=many"], "This is not a whole number."),
        (["--count", "10=3", "--float", "31"], "Only ¥30.00 was counted"),
        (["--count", "100=3", "--opening", "0"], "The drawer differs by ¥270.00: say why."),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    path: Path, shop: Shop, arguments: list[str], words: str
) -> None:
    told = run("--shop", path, "close-day", *arguments)
    assert told.exit_code == 2
    assert words in told.stderr
    assert closing.closes(shop) == []
