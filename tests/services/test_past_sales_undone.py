"""An import of past sales is taken back as a whole, and nothing is left of it, until something
depends on it."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.database.models import Listed
from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain import errors
from shopfans.domain.money import Money
from shopfans.domain.periods import Period
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Line, Tender
from shopfans.domain.tiers import Measure, Tier, TierRule
from shopfans.services import settings
from shopfans.services.backups import backing_up, examining
from shopfans.services.belonging import tiering
from shopfans.services.books import auditing, reporting
from shopfans.services.bringing import undoing
from shopfans.services.bringing.past import past_undoing
from shopfans.services.days import close_papers
from shopfans.services.members import (
    finding,
    forgetting,
    merging,
    noting,
    portraying,
    whispering,
)
from shopfans.services.reminders import reminding, resting
from shopfans.services.sales import listing, refunding, selling
from shopfans.services.staff import tracing
from shopfans.texts.trails import sentence
from tests.conftest import Clock, join
from tests.examples import examples
from tests.services.member_lists import brought as members_brought
from tests.services.test_closing import close
from tests.services.test_past_sales import TODAY, VISITS, take, told, tried, undo
from tests.services.test_pricing import stock
from tests.services.test_selling import sell
from tests.services.test_workbook import rows, summary, written
from tests.services.undone import figures


def test_after_undoing_all_is_as_it_was_and_the_file_comes_in_again(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock, tmp_path: Path
) -> None:
    rule = TierRule((Tier(1, "金卡", 10_000),), Measure.SPEND)
    tiering.save_rule(shop, by=owner, rule=rule, request="tiers")
    sell(shop, cashier, 30, "s1", member=mei)
    clock.pass_days(9)
    sell(shop, cashier, 30, "s2", member=mei)
    before = figures(shop)
    text = VISITS + "".join(f"13812345678,2026-0{n}-04,90\n" for n in (1, 2, 3))
    assert told(take(shop, owner, tmp_path, text)) == (2, 7, 0, 0)
    reminding.today_list(shop)
    assert finding.card(shop, mei).visits == 5
    assert figures(shop) != before
    assert undo(shop, owner) == 7
    assert auditing.problems(shop) == []
    assert figures(shop) == before
    assert [finding.find(shop, key) for key in ("a7", "B-1")] == [[], []]
    assert past_undoing.imports(shop) == []
    trial = take(shop, owner, tmp_path, text)
    assert (told(trial), trial.brought_before) == ((2, 7, 0, 0), None)
    assert finding.card(shop, mei).visits == 5


def test_who_came_and_went_with_an_import_never_joined(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    november = Period.around(date(2025, 11, 1))
    take(shop, owner, tmp_path)
    assert reporting.period_figures(shop, november).members_joined == 2
    undo(shop, owner)
    assert reporting.period_figures(shop, november).members_joined == 0
    book = written(shop, tmp_path / "november.xlsx", november)
    assert rows(book["Members"]) == []
    assert {ties for _label, _figure, _found, ties, *_rest in summary(book)} == {"yes"}


def test_a_list_of_members_undone_a_month_later_leaves_both_months_true(
    shop: Shop, owner: Staff, clock: Clock, tmp_path: Path
) -> None:
    march = Period.around(TODAY)
    batch = members_brought(shop, owner, tmp_path)
    clock.pass_days(31)
    undoing.undo(shop, by=owner, batch=batch, request="u")
    for period in (march, Period.around(settings.today(shop))):
        assert reporting.period_figures(shop, period).members_joined == 0
        book = written(shop, tmp_path / f"{period.first}.xlsx", period)
        assert {ties for _label, _figure, _found, ties, *_rest in summary(book)} == {"yes"}
        assert [row["Joined"] for row in rows(book["Members"]) if row["Joined"]] == []


def test_who_was_listed_for_a_visit_of_her_own_stays_listed(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    sell(shop, owner, 5, "s1", member=mei)
    with shop.changing():
        Listed.insert(member=mei, reason="due", occasion=TODAY, day=date(2026, 3, 12)).execute()
    before = figures(shop)
    take(shop, owner, tmp_path, f"phone,date,amount\n13812345678,{TODAY},5\n")
    undo(shop, owner)
    assert figures(shop) == before


def test_no_holiday_is_left_of_an_import_that_was_undone(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    sell(shop, owner, 5, "s1", member=mei)
    before = figures(shop)
    visits = [TODAY - timedelta(days=ago) for ago in (*range(90, 101), 0)]
    take(shop, owner, tmp_path, "member,date,amount\n" + "".join(f"A-7,{d},5\n" for d in visits))
    assert [rest.days for rest in resting.rests(shop)] == [89]
    undo(shop, owner)
    assert resting.rests(shop) == []
    assert figures(shop) == before


def test_what_came_and_went_stands_in_no_list_of_sales(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    sell(shop, owner, 5, "s1", member=mei)
    before = listing.sales_of_member(shop, mei)
    take(shop, owner, tmp_path, f"phone,date,amount\n13812345678,{TODAY},7\n")
    assert len(listing.page_of_sales(shop, day=TODAY)) == 2
    undo(shop, owner)
    assert listing.sales_of_member(shop, mei) == before
    assert listing.page_of_sales(shop, day=TODAY) == before


def test_what_she_often_takes_is_not_hidden_behind_what_came_and_went(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    tea = stock(shop, owner, "红茶")
    lines = [Line(Money(1200), 1, "红茶", tea)]
    for cup in range(whispering.OFTEN):
        selling.record_sale(
            shop, by=owner, lines=lines, payments={Tender.CASH: Money(1200)}, member=mei,
            request=f"cup {cup}",
        )  # fmt: skip
    visits = f"13812345678,{TODAY},5\n" * whispering.LATELY
    take(shop, owner, tmp_path, f"phone,date,amount\n{visits}")
    undo(shop, owner)
    assert whispering.whisper(shop, finding.card(shop, mei)).favourite == "红茶"
    assert portraying.portraits(shop, [mei], TODAY)[mei].favourite == "红茶"


def test_a_file_is_as_of_the_day_something_was_done_and_holds_no_sale_that_was_taken_back(
    shop: Shop, owner: Staff, clock: Clock, tmp_path: Path
) -> None:
    clock.pass_days(1)
    take(shop, owner, tmp_path)
    said = examining.holds(shop)
    assert (said.sales, said.as_of) == (4, clock())
    shop.checkpoint()
    assert backing_up.look_at(shop.path, lambda done, total: None).as_of == clock()
    clock.pass_days(1)
    undo(shop, owner)
    assert examining.holds(shop)[2:4] == (0, clock())


def test_undone_twice_it_is_undone_once(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    take(shop, owner, tmp_path)
    [brought] = past_undoing.imports(shop)
    assert brought[1:] == ("visits.csv", date(2026, 3, 10), 4, 0)
    for _ in range(2):
        assert past_undoing.undo(shop, by=owner, batch=brought.id, request="u") == 4
    with pytest.raises(errors.ImportUndone):
        past_undoing.undo(shop, by=owner, batch=brought.id, request="another")


def refund_one(shop: Shop, by: Staff, member: int) -> None:
    sale = listing.sales_of_member(shop, member)[0].id
    refunding.refund_sale(shop, by=by, sale=sale, quantities=None, request="back")


def sell_to_her(shop: Shop, by: Staff, member: int) -> None:
    sell(shop, by, 5, "s1", member=member)


def note_on_her(shop: Shop, by: Staff, member: int) -> None:
    noting.set_note(shop, by=by, member=member, note="靠窗", request="n")


@pytest.mark.parametrize("act", [refund_one, sell_to_her, note_on_her])
def test_what_depends_on_it_keeps_it_from_being_undone(
    shop: Shop, owner: Staff, tmp_path: Path, act: Any
) -> None:
    take(shop, owner, tmp_path)
    [regular] = finding.find(shop, "a7")
    act(shop, owner, regular.id)
    with pytest.raises(errors.ImportUsed) as refused:
        undo(shop, owner)
    assert refused.value.members == 1
    assert finding.card(shop, regular.id).visits > 0


def test_who_asked_to_be_forgotten_is_not_in_the_way_of_undoing(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    take(shop, owner, tmp_path)
    [regular] = finding.find(shop, "a7")
    forgetting.erase(shop, by=owner, member_id=regular.id, request="e")
    assert undo(shop, owner) == 4
    assert told(tried(shop, owner, tmp_path)) == (1, 1, 0, 3)


_ROWS = st.lists(
    st.tuples(
        st.sampled_from(["A-7", "B-1", "13812345678"]), st.integers(0, 500), st.integers(1, 9_999)
    ),
    min_size=1,
    max_size=12,
)


@given(rows=_ROWS, paid=st.integers(1, 90))
@examples(12, keeps_fixtures=True)
def test_whatever_came_in_once_undone_all_is_as_before(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path, rows: list[tuple[str, int, int]], paid: int
) -> None:
    sell(shop, owner, paid, new_request(), member=mei)
    before = figures(shop)
    lines = [f"{who},{TODAY - timedelta(days=ago)},{fen / 100:.2f}" for who, ago, fen in rows]
    text = "\n".join(["member,date,amount", *lines])
    trial = take(shop, owner, tmp_path, text)
    assert (len(trial.to_write()), trial.total().fen) == (len(rows), sum(row[2] for row in rows))
    assert undo(shop, owner, new_request()) == len(rows)
    assert figures(shop) == before
    assert auditing.problems(shop) == []


def test_a_member_who_was_there_may_buy_and_the_import_is_undone_all_the_same(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    take(shop, owner, tmp_path, "phone,date,amount\n13812345678,2025-11-01,5\n")
    sell(shop, owner, 5, "s1", member=mei)
    assert undo(shop, owner) == 1
    assert (finding.card(shop, mei).visits, finding.card(shop, mei).spent) == (1, Money(500))


def test_a_day_that_was_closed_since_is_not_changed_by_undoing(
    shop: Shop, owner: Staff, cashier: Staff, tmp_path: Path
) -> None:
    take(shop, owner, tmp_path, "member,date,amount\nA-7,2026-03-10,5\n")
    close(shop, cashier)
    with pytest.raises(errors.DayClosed) as refused:
        undo(shop, owner)
    assert refused.value.day == date(2026, 3, 10)


def test_what_was_taken_back_counts_as_voided_when_its_day_is_closed(
    shop: Shop, owner: Staff, cashier: Staff, tmp_path: Path
) -> None:
    take(shop, owner, tmp_path, "member,date,amount\nA-7,2026-03-10,5\n")
    undo(shop, owner)
    figures = close_papers.of_day(shop, close(shop, cashier)).figures
    assert (figures.sales, figures.voids, figures.refunds, figures.paid) == (1, 1, 0, Money())


def test_imports_are_undone_in_turn_the_newest_first(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    take(shop, owner, tmp_path)
    take(shop, owner, tmp_path, "member,date,amount\nA-7,2026-01-01,5\n")
    newest, first = past_undoing.imports(shop)
    with pytest.raises(errors.ImportUsed):
        past_undoing.undo(shop, by=owner, batch=first.id, request="too soon")
    past_undoing.undo(shop, by=owner, batch=newest.id, request="newest")
    past_undoing.undo(shop, by=owner, batch=first.id, request="first")
    assert finding.find(shop, "a7") == []


def test_whichever_year_comes_in_first_she_joined_on_her_first_day(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    take(shop, owner, tmp_path)
    before, [regular] = figures(shop), finding.find(shop, "a7")
    earlier = "member,date,amount\nA-7,2020-01-01,5\nA-7,2020-02-01,5\n13812345678,2020-01-01,5\n"
    take(shop, owner, tmp_path, earlier)
    assert finding.card(shop, regular.id).joined == date(2020, 1, 1)
    assert finding.card(shop, mei).joined == TODAY
    undo(shop, owner)
    assert finding.card(shop, regular.id).joined == date(2025, 11, 1)
    assert figures(shop) == before


def test_a_key_goes_with_its_import_from_a_record_that_was_merged_too(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    ana = join(shop, owner, "Ana", "13900000009")
    take(shop, owner, tmp_path, "会员号,手机号,日期,金额\nK-1,13812345678,2026-01-02,5\n")
    merging.merge(shop, by=owner, kept=ana, gone=mei, request="m")
    undo(shop, owner)
    assert told(tried(shop, owner, tmp_path, "会员号,日期,金额\nK-1,2026-01-02,5\n"))[0] == 1
    assert auditing.problems(shop) == []


def test_a_list_of_members_can_be_undone_once_their_past_sales_are(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    batch = members_brought(shop, owner, tmp_path)
    take(shop, owner, tmp_path, "phone,date,amount\n13900000001,2025-11-01,5\n")
    with pytest.raises(errors.ImportUsed):
        undoing.undo(shop, by=owner, batch=batch, request="too soon")
    undo(shop, owner)
    undoing.undo(shop, by=owner, batch=batch, request="now")


def test_the_log_has_a_line_for_each_file_and_one_for_undoing(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    take(shop, owner, tmp_path)
    undo(shop, owner)
    terms = settings.load(shop)
    lines = [sentence(line, terms) for line in tracing.page(shop, by=owner, limit=2)]
    assert lines == ["Took an import of 4 past sales back", "Took over 4 past sales"]


def test_who_is_new_can_be_given_to_another_record_and_it_is_not_undone(
    shop: Shop, owner: Staff, cashier: Staff, tmp_path: Path
) -> None:
    take(shop, owner, tmp_path)
    kept = join(shop, cashier, "Ana", "13900000009")
    [regular] = finding.find(shop, "a7")
    merging.merge(shop, by=owner, kept=kept, gone=regular.id, request="m")
    with pytest.raises(errors.ImportUsed):
        undo(shop, owner)
    assert told(tried(shop, owner, tmp_path)) == (0, 0, 4, 0)
