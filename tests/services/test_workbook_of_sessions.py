"""The workbook of a shop that sells session cards: what is owed in number and value, and what the
uses earned."""

from pathlib import Path

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services.belonging import rewarding
from shopfans.services.exporting.statement import statement
from shopfans.services.members import merging
from shopfans.services.sessions import selling, transferring, using
from tests.conftest import Clock, join
from tests.services.session_cards import BUNDLE, TEN_FACIALS, again, give_back, offer, sell, use
from tests.services.test_reporting import MARCH
from tests.services.test_workbook import rows, summary, totals, written


def test_sessions_owed_roll_in_number_and_value_into_the_next_month(
    shop: Shop, owner: Staff, mei: int, clock: Clock, tmp_path: Path
) -> None:
    lan = join(shop, owner, "兰兰", "13900000000")
    twin = join(shop, owner, "王小美", "13900000001")
    lapsing = offer(shop, TEN_FACIALS._replace(lasts=40))
    _sold, card = sell(shop, owner, mei, lapsing)
    _sold, bundle = sell(shop, owner, mei, offer(shop, BUNDLE._replace(is_shared=True)))
    wrong, _kept = use(shop, owner, bundle), use(shop, owner, bundle)
    using.undo(shop, by=owner, use=wrong.id, request="u")
    use(shop, owner, card, sessions=3)
    clock.pass_days(30)
    transferring.transfer(shop, by=owner, card=bundle.id, to=lan, request="t")
    merging.merge(shop, by=owner, kept=twin, gone=mei, request="m")
    use(shop, owner, again(shop, bundle), part=1, sessions=2)
    clock.pass_days(11)
    rewarding.lapse_points(shop)
    give_back(shop, owner, bundle, again(shop, bundle).worth.fen)
    march = written(shop, tmp_path / "march.xlsx")
    april = written(shop, tmp_path / "april.xlsx", MARCH.moved(1))
    assert {line[3] for book in (march, april) for line in summary(book)} == {"yes"}
    before, after = totals(march["Session cards"]), totals(april["Session cards"])
    assert before["Sessions: Sold"] == 20
    assert (before["Sessions: Used"], before["Sessions: Closing"]) == (-4, 16)
    assert before["Value: Sold"] == 1_980.01
    assert after["Sessions: Opening"] == 16
    assert after["Value: Opening"] == before["Value: Closing"]
    assert (after["Sessions: Used"], after["Sessions: Lapsed"]) == (-2, -7)
    assert after["Value: Lapsed"] == -686
    assert (after["Sessions: Closing"], after["Value: Closing"]) == (0, 0)
    used = rows(march["Sessions used"])
    assert [one["What"] for one in used] == ["Used", "Used", "Taken back", "Used"]
    assert totals(march["Sessions used"])["Worth"] == -before["Value: Used"]


def test_of_a_card_that_was_taken_back_or_used_up_before_there_is_no_row(
    shop: Shop, owner: Staff, mei: int, clock: Clock, tmp_path: Path
) -> None:
    kind = offer(shop)
    sold, _card = sell(shop, owner, mei, kind)
    selling.void(shop, by=owner, prepayment=sold.id, request="v")
    _sold, card = sell(shop, owner, mei, kind)
    use(shop, owner, card, sessions=10)
    march = written(shop, tmp_path / "march.xlsx")
    clock.pass_days(31)
    april = written(shop, tmp_path / "april.xlsx", MARCH.moved(1))
    assert {line[3] for book in (march, april) for line in summary(book)} == {"yes"}
    assert [row["Card no."] for row in rows(march["Session cards"])] == [card.prepayment]
    assert rows(april["Session cards"]) == []


def test_a_shop_without_cards_ties_too(shop: Shop, tmp_path: Path) -> None:
    book = written(shop, tmp_path / "march.xlsx")
    assert {line[3] for line in summary(book)} == {"yes"}
    assert rows(book["Session cards"]) == []


def test_her_statement_has_each_use_and_what_is_left(shop: Shop, owner: Staff, mei: int) -> None:
    _sold, card = sell(shop, owner, mei, offer(shop))
    use(shop, owner, card)
    made = statement(shop, by=owner, member=mei, period=MARCH)
    part = next(one for one in made.parts if one.title == "Session cards")
    assert [row[2] for row in part.rows] == ["Bought", "Used"]
    assert [row[5:8] for row in part.rows] == [(10, 10, 98_000), (-1, 9, 88_200)]
