"""Fixtures that compose: a clock, a shop on a real file, its owner and cashier, and a member."""

import logging
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shopfans import texts
from shopfans.database import opening
from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.money import MOST
from shopfans.domain.roles import Role, Staff
from shopfans.services import founding, settings
from shopfans.services.books import auditing
from shopfans.services.days import dating
from shopfans.services.members import enrolling
from shopfans.services.staff import staffing
from tests import examples

OWNER_PIN = "246813"
CASHIER_PIN = "7391"

examples.choose()


def pytest_collection_finish(session: pytest.Session) -> None:
    if any(item.get_closest_marker("hypothesis") for item in session.items):
        examples.load_program()


class Clock:
    """The time the shop is told; it moves when a test says so."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)  # ten in the morning in Shanghai
        self.seconds = 0.0
        """Since the computer was switched on, whatever its clock says."""

    def __call__(self) -> datetime:
        return self.at

    def elapsed(self) -> float:
        return self.seconds

    def wait(self, seconds: float) -> None:
        """Time passes, on the clock as in the world."""
        self.seconds += seconds
        self.at += timedelta(seconds=seconds)

    def pass_days(self, days: int) -> None:
        self.at += timedelta(days=days)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def blank_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A founded shop with an owner and a cashier, to be copied: two PIN hashes take a while."""
    path = tmp_path_factory.mktemp("blank") / "blank.shop"
    shop = founding.found_shop(
        path,
        name="甜甜",
        owner_name="老板",
        owner_pin=OWNER_PIN,
        welcome_name="Welcome",
        now=Clock(),
    )
    owner = staffing.staff(shop)[0]
    staffing.add_staff(
        shop, by=owner, name="小李", role=Role.CASHIER, pin=CASHIER_PIN, request="hire"
    )
    shop.close()
    return path


@pytest.fixture
def shop(blank_shop: Path, tmp_path: Path, clock: Clock) -> Iterator[Shop]:
    """A real shop on a real file; on the way out its books must be true."""
    path = tmp_path / "our.shop"
    shutil.copy(blank_shop, path)
    shop = opening.open_shop(path, now=clock, elapsed=clock.elapsed)
    yield shop
    assert auditing.problems(shop) == []
    shop.close()


@pytest.fixture
def owner(shop: Shop) -> Staff:
    return staffing.staff(shop)[0]


@pytest.fixture
def cashier(shop: Shop) -> Staff:
    return staffing.staff(shop)[1]


@pytest.fixture
def mei(shop: Shop, cashier: Staff) -> int:
    """A member: 王小美, 13812345678, born on 15 March."""
    return join(shop, cashier, "王小美", "13812345678", "1990-03-15")


def lift_limits(shop: Shop, owner: Staff) -> None:
    """However much goes back, nobody's leave is needed."""
    terms = replace(settings.load(shop), refund_limit=MOST)
    settings.save(shop, by=owner, terms=terms, request="no limits")


def join(shop: Shop, by: Staff, name: str, phone: str, birthday: str = "") -> int:
    applicant = enrolling.understood(
        settings.load(shop),
        name=name,
        phone=phone,
        birthday=birthday,
        consents=True,
        wants_messages=False,
        today=settings.today(shop),
    )
    return enrolling.enroll(shop, by=by, applicant=applicant, request=f"join {phone}")


def confirm_date(shop: Shop) -> None:
    """The owner has looked at the calendar, if the clock moved further than it is believed."""
    doubt = dating.doubt(shop)
    if doubt is not None:
        owner = staffing.staff(shop)[0]
        dating.confirm(shop, by=owner, day=doubt.says, request=new_request())


@pytest.fixture(autouse=True)
def english() -> None:
    texts.speak("en")


@pytest.fixture(autouse=True)
def no_stray_warnings(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning nobody expected is a defect."""
    yield
    stray = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert [record.getMessage() for record in stray] == []
