"""Nobody is locked in: what is taken out of one shop comes into an empty one, with equal totals."""

from pathlib import Path
from typing import Any

import pytest

from shopfans import texts
from shopfans.database import opening
from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import SYSTEM, Staff
from shopfans.services.books import auditing
from shopfans.services.bringing import members
from shopfans.services.bringing.writing import Consents
from shopfans.services.exporting.everything import Form, write_everything
from shopfans.services.goods import pricing, stocking
from shopfans.services.members import noting, tagging
from shopfans.services.sessions import held
from shopfans.texts import _
from tests.conftest import Clock, join
from tests.services.session_cards import BUNDLE, TEN_FACIALS, offer, use
from tests.services.session_cards import sell as sell_card
from tests.services.test_pricing import stock
from tests.services.test_selling import sell


def people(shop: Shop) -> list[tuple[Any, ...]]:
    """All that is known of each, but for the numbers of the rows."""
    with shop.reading():
        return shop.rows(
            "SELECT phone, name, birth_month, birth_day, birth_year, birth_lunar, birth_leap, "
            "joined, note, (SELECT COALESCE(SUM(change), 0) FROM ledger_entry "
            "               WHERE member_id = m.id AND unit = 'points'), "
            "(SELECT GROUP_CONCAT(t.name) FROM member_tag x JOIN tag t ON t.id = x.tag_id "
            " WHERE x.member_id = m.id), "
            "(SELECT COALESCE(SUM(change), 0) FROM ledger_entry "
            " WHERE member_id = m.id AND unit IN ('principal', 'bonus')) "
            "FROM member m WHERE erased = 0 ORDER BY phone"
        )


def sessions(shop: Shop) -> list[tuple[Any, ...]]:
    """What is left of each service of each card, and what is owed for it."""
    with shop.reading():
        phones = dict(shop.rows("SELECT id, phone FROM member WHERE erased = 0"))
    return sorted(
        (phone, card.name, part.name, part.stands.left, str(card.lapses), part.stands.worth)
        for member, phone in phones.items()
        for card in held.cards(shop, member)
        for part in card.parts
        if part.stands.left
    )


@pytest.fixture
def lively(shop: Shop, owner: Staff, mei: int, clock: Clock) -> Shop:
    """Members of all sorts, goods, points, session cards."""
    sweet = tagging.add_tag(shop, by=owner, name="少糖", request="t")
    tagging.set_tags(shop, by=owner, member=mei, tags=[sweet], request="s")
    noting.set_note(shop, by=owner, member=mei, note="=靠窗", request="n")
    join(shop, owner, "=Ada, 的", "+852 9123 4567", "农历闰六月初六")
    join(shop, owner, "Ben", "13900000001", "lunar 8-15")
    clock.pass_days(30)
    join(shop, owner, "林志豪", "13900000002", "02-29")
    sell(shop, owner, 120, "sale", member=mei)
    cards = [offer(shop, TEN_FACIALS._replace(lasts=90)), offer(shop, BUNDLE)]
    for kind in (*cards, cards[0]):
        _paid, card = sell_card(shop, owner, mei, kind)
        use(shop, owner, card)
    stock(shop, owner, "布丁", category="甜品", price=Money(1850), barcode="0012")
    return shop


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("form", Form)
def test_everything_out_and_in_again(
    lively: Shop, blank_shop: Path, clock: Clock, tmp_path: Path, form: Form, language: str
) -> None:
    out = tmp_path / "everything"
    texts.speak(language)
    write_everything(
        lively, out, by=SYSTEM, form=form, language=language, progress=lambda done, total: None
    )
    path = tmp_path / "empty.shop"
    path.write_bytes(blank_shop.read_bytes())
    empty = opening.open_shop(path, now=clock)
    for terms in (TEN_FACIALS._replace(lasts=90), BUNDLE):
        offer(empty, terms)
    if form is Form.WORKBOOK:
        bring_in(empty, out)
    else:
        bring_in(empty, out / f"{_('Members')}.csv")
        sheet = stocking.read(empty, by=SYSTEM, path=out / f"{_('Goods')}.csv")
        trial = stocking.try_out(empty, by=SYSTEM, sheet=sheet, columns=sheet.columns)
        stocking.take_over(empty, by=SYSTEM, trial=trial, request="goods")
        there, here = (
            [good._replace(id=0) for good in pricing.goods(one)] for one in (lively, empty)
        )
        assert there == here
    assert people(empty) == people(lively)
    assert sessions(empty) == sessions(lively)
    assert len(sessions(empty)) == 4
    assert auditing.problems(empty) == []
    empty.close()


def bring_in(shop: Shop, path: Path) -> None:
    sheet = members.read(shop, by=SYSTEM, path=path)
    trial = members.try_out(shop, by=SYSTEM, sheet=sheet, columns=sheet.columns)
    assert [row.problem for row in trial.rows if row.problem] == []
    members.take_over(
        shop, by=SYSTEM, trial=trial, consents=Consents(keeping=True), request="members"
    )
