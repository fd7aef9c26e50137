"""The words of consent, in every version that anybody agreed to."""

from datetime import date

import pytest

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.errors import NotAllowed, ShopError, WordsMissing, WordsTooLong
from shopfans.domain.roles import Staff
from shopfans.services.joining import consenting
from shopfans.services.joining.consenting import Words
from tests.conftest import join


def reword(shop: Shop, by: Staff, keeping: str, request: str = "w") -> int:
    words = {language: Words(f"{keeping} {language}", "Offers?") for language in texts.LANGUAGES}
    return consenting.reword(shop, by=by, words=words, request=request)


def test_the_words_that_came_with_the_program_speak_every_language(shop: Shop) -> None:
    words = consenting.words(shop)
    assert set(words) == set(texts.LANGUAGES)
    assert words == consenting.defaults(shop)
    number, said = consenting.present(shop, "zh_CN")
    assert (number, said.messages) == (2, "“甜甜”可以给我发送优惠消息。")
    assert "{" not in said.keeping


def test_other_words_are_another_version_and_the_old_can_be_read(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    old = consenting.words(shop)
    assert reword(shop, owner, " Keep\n my number? ") == 3
    join(shop, cashier, "Ana", "13987654321")
    assert consenting.words(shop)["en"] == Words("Keep my number? en", "Offers?")
    assert consenting.words(shop, 2) == old == consenting.defaults(shop)
    newest, second, first = consenting.versions(shop)
    assert (newest.number, newest.since, newest.given) == (3, date(2026, 3, 10), 1)
    assert (second.number, second.since, second.given) == (2, None, 1)
    assert (first.number, first.given) == (1, 0)
    assert "birthday" in first.words["en"].keeping


def test_the_same_words_are_no_other_version(shop: Shop, owner: Staff) -> None:
    same = consenting.words(shop)
    assert consenting.reword(shop, by=owner, words=same, request="w") == 2
    assert reword(shop, owner, "x", "one") == reword(shop, owner, "x", "one") == 3
    assert consenting.reword(shop, by=owner, words=same, request="back") == 4


@pytest.mark.parametrize(
    ("keeping", "refusal"),
    [("", WordsMissing), (" \u200b", WordsMissing), ("x" * 401, WordsTooLong)],
)
def test_nobody_is_asked_for_nothing_or_for_a_novel(
    shop: Shop, owner: Staff, keeping: str, refusal: type[ShopError]
) -> None:
    words = consenting.words(shop)
    words["zh_TW"] = words["zh_TW"]._replace(keeping=keeping)
    with pytest.raises(refusal):
        consenting.reword(shop, by=owner, words=words, request="w")


def test_only_the_owner_writes_them(shop: Shop, cashier: Staff) -> None:
    with pytest.raises(NotAllowed):
        reword(shop, cashier, "x")


def test_a_shops_name_is_only_a_name() -> None:
    assert Words("{shop} {0}", "{shop}").of("{x} <b>") == Words("{x} <b> {0}", "{x} <b>")
