"""The demo salon is true and does all that a salon does; the workbook of each month ties."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.errors import Stopped
from shopfans.domain.kinds import Act
from shopfans.domain.periods import Period, Span
from shopfans.services.books import auditing
from shopfans.services.demo import salon
from shopfans.services.demo.salon.offers import hire_and_stock
from shopfans.services.goods import pricing
from shopfans.services.reminders import reminding
from shopfans.services.sessions import offering
from tests.services.test_workbook import opened_by_libreoffice, summary, written

UNTIL, DAYS = date(2026, 4, 1), 90
EVENTFUL = 3
"""A seed of whose few guests everything happens within these days."""
PERIODS = (*(Period.around(date(2026, month, 1)) for month in (1, 2, 3)),
           Period.around(date(2026, 1, 1), Span.YEAR))  # fmt: skip


def make(path: Path, *, members: int = 13, visits: int = 11, days: int = DAYS, **more: Any) -> Shop:
    return salon.make_salon(
        path, members=members, visits_each=visits, seed=more.pop("seed", EVENTFUL), until=UNTIL,
        days=days, **more,
    )  # fmt: skip


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """Read only: every test of this file sees the same."""
    texts.speak("zh_CN")
    shop = make(tmp_path_factory.mktemp("salon") / "salon.shop")
    yield shop
    shop.close()


def rows(shop: Shop, sql: str) -> list[tuple[Any, ...]]:
    with shop.reading():
        return shop.rows(sql)


def test_its_books_are_true(quarter: Shop) -> None:
    assert auditing.problems(quarter) == []


def test_everything_a_salon_does_happens_in_it(quarter: Shop) -> None:
    acts = {act for (act,) in rows(quarter, "SELECT DISTINCT act FROM operation")}
    assert {
        Act.ENROLL, Act.SALE, Act.VOID, Act.REFUND, Act.TOP_UP, Act.PAY_OUT, Act.SELL_CARD,
        Act.USE_SESSION, Act.UNDO_USE, Act.TRANSFER_CARD, Act.CARD_BACK, Act.JOIN_PLAN,
        Act.LEAVE_PLAN, Act.BENEFITS, Act.REFERRAL, Act.VOID_PREPAYMENT, Act.ADJUST, Act.MERGE,
        Act.ERASE, Act.CLOSE_DAY, Act.INSTALMENT,
    } <= {Act(act) for act in acts}  # fmt: skip
    [(mixed, split)] = rows(
        quarter,
        "SELECT (SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM payment GROUP BY sale_id)),"
        "(SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM prepayment_tender GROUP BY prepayment_id))",
    )
    assert min(mixed, split) > 1
    assert reminding.today_list(quarter, on=UNTIL).reminders


def test_why_the_owner_did_it_is_said_in_the_language_too(quarter: Shop) -> None:
    reasons = [reason for (reason,) in rows(quarter, "SELECT DISTINCT reason FROM approval")]
    assert len(reasons) == 4
    assert not [one for one in reasons if re.search("[a-z]", one)]


def test_each_tie_of_each_month_says_yes_by_us_and_by_libreoffice(
    quarter: Shop, tmp_path: Path
) -> None:
    files = [tmp_path / f"{period.first}-{period.last}.xlsx" for period in PERIODS]
    for file, period in zip(files, PERIODS, strict=True):
        lines = summary(written(quarter, file, period))
        assert [line for line in lines if line[3] != "yes"] == []
    for book in opened_by_libreoffice(tmp_path, *files):
        lines = summary(book)
        assert len(lines) > 100
        assert [line for line in lines if line[4] != "yes"] == []


def test_the_same_seed_gives_the_same_days(tmp_path: Path) -> None:
    """Codes and PINs are drawn anew, and nothing else."""
    shops = [
        make(tmp_path / f"{name}.shop", members=4, visits=3, days=8, seed=seed)
        for name, seed in (("one", 1), ("same", 1), ("other", 2))
    ]
    told = [
        [rows(shop, f"SELECT * FROM {table}") for table in ("ledger_entry", "sale", "prepayment")]
        for shop in shops
    ]
    assert told[0] == told[1] != told[2]
    for shop in shops:
        assert auditing.problems(shop) == []
        shop.close()


@pytest.mark.parametrize(("language", "first"), [("zh_TW", "保濕護理"), ("en", "Hydrating facial")])
def test_it_speaks_the_language_of_who_made_it(shop: Shop, language: str, first: str) -> None:
    with texts.speaking(language):
        hire_and_stock(shop)
    names = [good.name for good in pricing.goods(shop)]
    assert (len(names), len(set(names))) == (60, 60)
    assert first in names
    assert len(offering.on_sale(shop)) == 5


def test_stopped_half_way_it_leaves_nothing(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise Stopped()

    with pytest.raises(Stopped):
        make(tmp_path / "salon.shop", members=2, visits=1, days=4, progress=stop)
    assert list(tmp_path.iterdir()) == []
