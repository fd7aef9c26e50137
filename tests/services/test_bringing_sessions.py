"""Sessions that members bring along from the program before: found by the card's name, owed in
number and value, undone with the list."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from shopfans.database.shop import Shop
from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.kinds import Prepaid
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.session_cards import CardReturn, SessionRule
from shopfans.domain.sheet_rows import Fate, Field
from shopfans.domain.stored_value import Value
from shopfans.services.books import auditing
from shopfans.services.bringing import undoing
from shopfans.services.bringing.refused import write_refused
from shopfans.services.days import day_figures
from shopfans.services.members import merging
from shopfans.services.prepaid import offers, value_statement
from shopfans.services.sessions import giving_back, held, offering, statement
from shopfans.services.sessions.held import CardHeld
from tests.conftest import Clock, join
from tests.services.member_lists import brought, fates, found, take, tried
from tests.services.session_cards import BUNDLE, TEN_FACIALS, again, give_back, offer, sell, use
from tests.services.test_workbook import summary, totals, written

HEAD = "手机号,姓名,次卡,服务项目,剩余次数,有效期至,剩余次数金额\n"
LIST = f"""{HEAD}13900000001,王晓梅,十次面部护理,,7次,2026-12-31,650
13900000002,李丽,焕肤套餐,肩颈按摩,2,,
13900000002,李丽,焕肤套餐,面部护理,1,2027/1/15,0
13900000003,张敏,,,0,,
13900000004,周周,十次面部护理,,0,2026-12-31,
"""


@pytest.fixture
def selling_cards(shop: Shop) -> Shop:
    offer(shop)
    offer(shop, BUNDLE._replace(is_shared=True))
    return shop


def hers(shop: Shop, phone: str) -> list[CardHeld]:
    return held.cards(shop, found(shop, phone).id)


def test_a_trial_run_says_how_many_sessions_come_and_what_is_owed_for_them(
    selling_cards: Shop, owner: Staff, tmp_path: Path
) -> None:
    trial = tried(selling_cards, owner, tmp_path, LIST)
    assert fates(trial) == [Fate.NEW, Fate.NEW, Fate.CHANGED, Fate.NEW, Fate.NEW]
    assert (trial.members_to_write(), trial.rows[2].adds_to) == (4, 3)
    by_price = Money(64_346 * 2 // 7)
    assert trial.sessions() == (10, Money(65_000) + by_price)


def test_what_is_left_of_her_cards_can_be_used(
    selling_cards: Shop, owner: Staff, tmp_path: Path
) -> None:
    brought(selling_cards, owner, tmp_path, LIST)
    [facials] = hers(selling_cards, "13900000001")
    assert (facials.name, facials.left, facials.worth) == ("十次面部护理", 7, Money(65_000))
    assert (facials.lapses, facials.is_shared) == (date(2026, 12, 31), False)
    one, other = hers(selling_cards, "13900000002")
    assert (one.left, one.lapses, one.worth) == (1, date(2027, 1, 15), Money())
    assert (other.parts[0].name, other.left, other.lapses) == ("肩颈按摩", 2, None)
    assert other.is_shared
    assert hers(selling_cards, "13900000003") == hers(selling_cards, "13900000004") == []
    use(selling_cards, owner, facials)
    assert again(selling_cards, facials).left == 6
    lines = statement.statement(selling_cards, facials.member)
    assert [(line.kind.value, line.change) for line in lines] == [("opening", 7), ("redeem", -1)]


def test_no_money_came_in_for_them_today(selling_cards: Shop, owner: Staff, tmp_path: Path) -> None:
    brought(selling_cards, owner, tmp_path, LIST)
    with selling_cards.reading():
        assert day_figures.of_day(selling_cards, date(2026, 3, 10)).prepaid == ()


def test_what_she_brought_was_not_sold_today(
    selling_cards: Shop, owner: Staff, tmp_path: Path
) -> None:
    sold, _card = sell(selling_cards, owner, join(selling_cards, owner, "王晓梅", "13900000001"),
                       offer(selling_cards))  # fmt: skip
    brought(selling_cards, owner, tmp_path, LIST)
    last = offers.last_sold(selling_cards, member=found(selling_cards, "13900000001").id)
    assert last is not None
    assert last.prepayment == sold.id
    assert offers.last_sold(selling_cards, member=found(selling_cards, "13900000002").id) is None


def test_nobody_knows_when_what_she_brought_was_paid_so_the_owners_rule_counts_at_once(
    selling_cards: Shop, owner: Staff, tmp_path: Path
) -> None:
    brought(selling_cards, owner, tmp_path, LIST)
    [facials] = hers(selling_cards, "13900000001")
    use(selling_cards, owner, facials, sessions=2)
    due = giving_back.due(selling_cards, card=facials.id, rule=SessionRule(CardReturn.LIST_PRICE))
    assert (due.counted, due.returned) == (CardReturn.LIST_PRICE, Money(65_000 - 2 * 12_800))


def test_the_workbook_ties_what_was_brought_in(
    selling_cards: Shop, owner: Staff, clock: Clock, tmp_path: Path
) -> None:
    brought(selling_cards, owner, tmp_path, LIST)
    use(selling_cards, owner, hers(selling_cards, "13900000001")[0], sessions=2)
    book = written(selling_cards, tmp_path / "march.xlsx")
    assert {line[3] for line in summary(book)} == {"yes"}
    sums = totals(book["Session cards"])
    assert (sums["Sessions: Brought in"], sums["Sessions: Sold"]) == (10, 0)
    assert (sums["Sessions: Used"], sums["Sessions: Closing"]) == (-2, 8)
    assert sums["Value: Brought in"] == 833.84
    assert sums["Value: Used"] == -185.72


def test_the_same_list_again_changes_nothing(
    selling_cards: Shop, owner: Staff, tmp_path: Path
) -> None:
    brought(selling_cards, owner, tmp_path, LIST)
    use(selling_cards, owner, hers(selling_cards, "13900000001")[0])
    trial = tried(selling_cards, owner, tmp_path, LIST)
    assert fates(trial) == [Fate.SAME] * 5
    assert take(selling_cards, owner, trial) is None


def test_other_sessions_than_those_brought_before_are_refused(
    selling_cards: Shop, owner: Staff, tmp_path: Path
) -> None:
    brought(selling_cards, owner, tmp_path, LIST)
    more = f"{HEAD}13900000001,王晓梅,十次面部护理,,6,2026-12-31,\n"
    [row] = tried(selling_cards, owner, tmp_path, more).rows
    assert isinstance(row.problem, errors.CardsAlready)
    assert row.problem.sessions == 7


def test_who_is_there_gets_her_sessions_in_however_many_rows(
    selling_cards: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    line = "13812345678,王小美,十次面部护理,,{n},,\n"
    batch = brought(selling_cards, owner, tmp_path, HEAD + line.format(n=3) + line.format(n=4))
    assert sorted(card.left for card in held.cards(selling_cards, mei)) == [3, 4]
    assert [(one.new, one.changed) for one in undoing.imports(selling_cards)] == [(0, 1)]
    undoing.undo(selling_cards, by=owner, batch=batch, request="u")
    assert held.cards(selling_cards, mei) == []
    trial = tried(selling_cards, owner, tmp_path, HEAD + line.format(n=3))
    assert [row.changes for row in trial.rows] == [(Field.CARD,)]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("13900000001,王晓梅,八次足疗,,3,,", errors.CardKindUnknown),
        ("13900000001,王晓梅,焕肤套餐,,3,,", errors.ServiceUnclear),
        ("13900000001,王晓梅,焕肤套餐,足疗,3,,", errors.ServiceUnclear),
        ("13900000001,王晓梅,十次面部护理,,,,", errors.SessionsMissing),
        ("13900000001,王晓梅,,,3,,", errors.SessionsMissing),
        ("13900000001,王晓梅,十次面部护理,,1000,,", errors.NumberOutOfRange),
        ("13900000001,王晓梅,十次面部护理,,some,,", errors.BadNumber),
        ("13900000001,王晓梅,十次面部护理,,3,12-31,", errors.BadDay),
        ("13900000001,王晓梅,十次面部护理,,3,,-5", errors.AmountNotPositive),
    ],
)
def test_sessions_that_cannot_be_are_refused_with_the_reason(
    selling_cards: Shop, owner: Staff, tmp_path: Path, row: str, problem: type[ShopError]
) -> None:
    trial = tried(selling_cards, owner, tmp_path, f"{HEAD}{row}\n")
    assert [type(one.problem) for one in trial.rows] == [problem]


def test_a_card_that_lapsed_is_left_out_alone_and_its_row_comes_back(
    selling_cards: Shop, owner: Staff, tmp_path: Path
) -> None:
    """The card need not be sold any more, and her other cards come in."""
    text = (
        f"{HEAD}13900000001,王晓梅,十次面部护理,,3,2026-03-09,\n"
        "13900000001,王晓梅,十次面部护理,,4,2026-03-10,\n13900000002,李丽,旧卡,,3,2020-01-01,\n"
    )
    trial = tried(selling_cards, owner, tmp_path, text)
    assert fates(trial) == [Fate.NEW, Fate.CHANGED, Fate.NEW]
    assert [row.lapsed for row in trial.left_out()] == [date(2026, 3, 9), date(2020, 1, 1)]
    join(selling_cards, owner, "Somebody", "13900000009")  # since the trial
    take(selling_cards, owner, trial)
    assert [card.left for card in hers(selling_cards, "13900000001")] == [4]
    assert hers(selling_cards, "13900000002") == []
    path = tmp_path / "left out.xlsx"
    assert write_refused(selling_cards, path, by=owner, trial=trial) == 2
    last = [row[-1].value for row in load_workbook(path).worksheets[0]]
    assert last[1] == "Only the session card is left out: it was good until 2026-03-09."
    assert fates(tried(selling_cards, owner, tmp_path, text)) == [Fate.SAME] * 3


def test_a_card_that_lapsed_comes_in_with_a_new_last_day(
    selling_cards: Shop, owner: Staff, tmp_path: Path
) -> None:
    row = f"{HEAD}13900000001,王晓梅,十次面部护理,,3,{{until}},\n"
    brought(selling_cards, owner, tmp_path, row.format(until="2026-03-09"))
    mended = tried(selling_cards, owner, tmp_path, row.format(until="2026-06-30"))
    assert [row.changes for row in mended.rows] == [(Field.CARD,)]
    take(selling_cards, owner, mended)
    assert [card.left for card in hers(selling_cards, "13900000001")] == [3]


def test_a_second_row_of_hers_brings_a_card_and_nothing_else(
    selling_cards: Shop, owner: Staff, tmp_path: Path
) -> None:
    text = (
        "手机号,姓名,积分,次卡,剩余次数\n13900000001,王晓梅,5,十次面部护理,3\n"
        "13900000001,,,十次面部护理,4\n13900000001,王晓梅,5,十次面部护理,5\n"
        "13900000001,王晓梅,6,十次面部护理,6\n13900000001,王晓梅,5,,\n"
    )
    trial = tried(selling_cards, owner, tmp_path, text)
    assert fates(trial) == [Fate.NEW, Fate.CHANGED, Fate.CHANGED, Fate.REFUSED, Fate.REFUSED]
    assert {type(row.problem) for row in trial.left_out()} == {errors.MemberSaidTwice}
    take(selling_cards, owner, trial)
    assert (trial.sessions()[0], found(selling_cards, "13900000001").points) == (12, 5)


def test_a_column_of_sessions_without_cards_is_left_alone(
    selling_cards: Shop, owner: Staff, tmp_path: Path
) -> None:
    trial = tried(selling_cards, owner, tmp_path, "手机号,姓名,剩余次数\n13900000001,王晓梅,3\n")
    assert (fates(trial), trial.sessions()) == ([Fate.NEW], (0, Money()))


@pytest.mark.parametrize(
    "head",
    [
        "phone,name,session card,sessions left",
        "手機號碼,姓名,堂數卡,剩餘堂數",
        "电话,姓名,卡项,余次",
    ],
)
def test_its_columns_are_known_in_three_languages(
    selling_cards: Shop, owner: Staff, tmp_path: Path, head: str
) -> None:
    trial = tried(selling_cards, owner, tmp_path, f"{head}\n13900000001,王晓梅,十次面部护理,3\n")
    assert trial.sessions() == (3, Money(29_400))


def test_of_two_cards_of_one_name_that_on_sale_is_meant(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    first = offer(shop)
    later = offer(shop, TEN_FACIALS._replace(price=Money(50_000)))
    offering.offer_again(shop, by=owner, kind=later, active=False, request="o")
    trial = tried(shop, owner, tmp_path, f"{HEAD}13900000001,王晓梅,十次面部护理,,10,,\n")
    assert [row.card.kind for row in trial.rows if row.card] == [first]
    assert trial.sessions() == (10, Money(98_000))


# Undoing


def test_sessions_are_taken_back_with_the_list_on_a_later_day(
    selling_cards: Shop, owner: Staff, clock: Clock, tmp_path: Path
) -> None:
    batch = brought(selling_cards, owner, tmp_path, LIST)
    clock.pass_days(2)
    undoing.undo(selling_cards, by=owner, batch=batch, request="u")
    assert auditing.problems(selling_cards) == []
    book = written(selling_cards, tmp_path / "march.xlsx")
    assert {line[3] for line in summary(book)} == {"yes"}
    assert totals(book["Session cards"])["Sessions: Closing"] == 0


def test_a_list_of_which_a_session_was_used_stays(
    selling_cards: Shop, owner: Staff, tmp_path: Path
) -> None:
    batch = brought(selling_cards, owner, tmp_path, LIST)
    use(selling_cards, owner, hers(selling_cards, "13900000001")[0])
    with pytest.raises(errors.ImportUsed):
        undoing.undo(selling_cards, by=owner, batch=batch, request="u")


def test_what_was_brought_is_given_back_and_goes_along_in_a_merge(
    selling_cards: Shop, owner: Staff, tmp_path: Path
) -> None:
    brought(selling_cards, owner, tmp_path, LIST)
    [card] = hers(selling_cards, "13900000001")
    twin = join(selling_cards, owner, "王晓梅", "13700000009")
    merging.merge(selling_cards, by=owner, kept=twin, gone=card.member, request="m")
    assert again(selling_cards, card).member == twin
    give_back(selling_cards, owner, card, 65_000)
    assert again(selling_cards, card).left == 0
    assert auditing.problems(selling_cards) == []


def test_her_stored_value_is_told_apart_from_her_cards(
    selling_cards: Shop, owner: Staff, tmp_path: Path
) -> None:
    text = "手机号,姓名,余额,次卡,剩余次数\n13900000001,王晓梅,50,十次面部护理,3\n"
    brought(selling_cards, owner, tmp_path, text + "13900000001,,,十次面部护理,2\n")
    hers = found(selling_cards, "13900000001").id
    [line] = value_statement.statement(selling_cards, hers)
    assert (line.kind, line.change) == (Prepaid.OPENING, Value(Money(5_000)))
