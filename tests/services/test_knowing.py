"""What we know about a member: all of it, and in words."""

import json
from pathlib import Path

import pytest

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.errors import MemberErased
from shopfans.domain.kinds import Reason
from shopfans.domain.points import Points
from shopfans.domain.roles import Staff
from shopfans.domain.touches import TouchKind
from shopfans.services import settings
from shopfans.services.members import carding, finding, forgetting, knowing, merging, noting
from shopfans.services.reminders import touching
from shopfans.services.sales import refunding
from shopfans.texts.knowing import sections
from tests.conftest import join
from tests.services.test_selling import sell


@pytest.fixture
def busy(shop: Shop, cashier: Staff, owner: Staff, mei: int) -> int:
    """She bought, used, brought back, was called, and stood in the books twice."""
    (card,) = carding.print_cards(shop, by=owner, count=1, request="p")
    twin = join(shop, cashier, "王晓梅", "13900000000")
    carding.bind_card(shop, by=owner, code=card.code, member=twin, request="b")
    noting.set_note(shop, by=owner, member=mei, note="likes mango", request="n")
    first = sell(shop, cashier, 100, "s1", member=mei)
    sell(shop, cashier, 20, "s2", member=mei, spend=Points(50), due=1950)
    refunding.void_sale(shop, by=cashier, sale=first.sale, request="v")
    coupon = finding.card(shop, twin).coupons[0].code
    sell(shop, cashier, 30, "s3", member=twin, coupon=coupon, due=2500)
    touching.touch(
        shop, by=cashier, member=mei, kind=TouchKind.CALLED, reason=Reason.BIRTHDAY,
        occasion="2026-03-15", note="sings well", request="t",
    )  # fmt: skip
    merging.merge(shop, by=owner, kept=mei, gone=twin, request="m")
    return mei


def test_nothing_about_her_is_left_out(shop: Shop, owner: Staff, busy: int) -> None:
    known = knowing.known(shop, by=owner, member=busy)
    assert (known.name, known.phone, known.note) == ("王小美", "13812345678", "likes mango")
    assert len(known.codes) == 3
    with shop.reading():
        for table, told in (
            ("consent", known.consents), ("sale", known.sales), ("ledger_entry", known.owed),
            ("coupon", known.coupons), ("touch", known.touches),
        ):  # fmt: skip
            [(count,)] = shop.rows(f"SELECT COUNT(*) FROM {table} WHERE member_id = ?", busy)
            assert len(told) == count > 0
    assert sum(line.change for line in known.owed) == finding.card(shop, busy).points


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_file_says_it_in_words(
    shop: Shop, owner: Staff, busy: int, tmp_path: Path, language: str
) -> None:
    texts.speak(language)
    parts = sections(knowing.known(shop, by=owner, member=busy), settings.load(shop))
    assert all(len(row) == len(part.headings) for part in parts for row in part.rows)
    path = tmp_path / "hers.json"
    with path.open("wb") as file:
        knowing.write_file(file, parts)
    said = json.loads(path.read_text("utf-8"))
    assert list(said) == [part.title for part in parts]
    whole = path.read_text("utf-8")
    assert all(one in whole for one in ("王小美", "13812345678", "likes mango", "sings well"))


def test_of_who_is_forgotten_nothing_is_known(shop: Shop, owner: Staff, busy: int) -> None:
    forgetting.erase(shop, by=owner, member_id=busy, request="e")
    with pytest.raises(MemberErased):
        knowing.known(shop, by=owner, member=busy)
