"""The words of consent, in every version that anybody agreed to."""

from datetime import date
from importlib import import_module

import pytest

from shopfans import texts
from shopfans.database.connection import CURRENT
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
    assert (number, said.messages) == (3, "“甜甜”可以给我发送优惠消息。")
    assert "{" not in said.keeping


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_what_she_agrees_to_is_read_at_a_glance(shop: Shop, language: str) -> None:
    """PIPL 17 wants her told who keeps what and for what; how long and her rights may be a fold."""
    said = consenting.present(shop, language)[1]
    assert "甜甜" in said.asked
    assert "14" in said.asked
    assert len(said.asked) <= (120 if language == "en" else 40)
    assert len(said.more) == 2


def test_other_words_are_another_version_and_the_old_can_be_read(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    old = consenting.words(shop)
    assert reword(shop, owner, " Keep   my number? ") == 4
    join(shop, cashier, "Ana", "13987654321")
    assert consenting.words(shop)["en"] == Words("Keep my number? en", "Offers?")
    assert consenting.words(shop, 3) == old == consenting.defaults(shop)
    newest, before, _second, first = consenting.versions(shop)
    assert (newest.number, newest.since, newest.given) == (4, date(2026, 3, 10), 1)
    assert (before.number, before.since, before.given) == (3, None, 1)
    assert (first.number, first.given) == (1, 0)
    assert "birthday" in first.words["en"].keeping


def test_the_same_words_are_no_other_version(shop: Shop, owner: Staff) -> None:
    same = consenting.words(shop)
    assert consenting.reword(shop, by=owner, words=same, request="w") == 3
    assert reword(shop, owner, "x", "one") == reword(shop, owner, "x", "one") == 4
    assert consenting.reword(shop, by=owner, words=same, request="back") == 5


@pytest.mark.parametrize(
    ("keeping", "refusal"),
    [("", WordsMissing), (" \u200b", WordsMissing), ("x" * 601, WordsTooLong)],
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


def test_the_first_line_is_what_she_agrees_to_and_the_others_tell_more(
    shop: Shop, owner: Staff
) -> None:
    reword(shop, owner, "Keep {shop}?\n\n  For a\u200b year. \r\nAsk")
    said = consenting.present(shop, "en")[1]
    assert (said.asked, said.more) == ("Keep 甜甜?", ["For a year.", "Ask en"])


def test_the_programs_shorter_words_come_to_whoever_kept_the_programs_words(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    _upgrade(shop)
    assert consenting.versions(shop)[0].number == 4
    join(shop, cashier, "Ana", "13987654321")
    assert [version.given for version in consenting.versions(shop)] == [1, 1, 0, 0]


def test_the_owners_own_words_stay(shop: Shop, owner: Staff) -> None:
    reword(shop, owner, "Mine?")
    _upgrade(shop)
    assert consenting.words(shop)["en"].keeping == "Mine? en"


def _upgrade(shop: Shop) -> None:
    """As when the program is the first that has the shorter words."""
    migration = import_module("shopfans.database.migrations.0023_shorter_consent")
    with shop.changing():
        migration.up(None, CURRENT.get())
