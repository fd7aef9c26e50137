"""An import of past sales is taken back, and nothing is left of it."""

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from shopfans.database.models import Listed
from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
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
    merging,
    portraying,
    whispering,
)
from shopfans.services.reminders import reminding, resting
from shopfans.services.sales import listing, selling
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


def test_what_was_taken_back_counts_as_voided_when_its_day_is_closed(
    shop: Shop, owner: Staff, cashier: Staff, tmp_path: Path
) -> None:
    take(shop, owner, tmp_path, "member,date,amount\nA-7,2026-03-10,5\n")
    undo(shop, owner)
    figures = close_papers.of_day(shop, close(shop, cashier)).figures
    assert (figures.sales, figures.voids, figures.refunds, figures.paid) == (1, 1, 0, Money())


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


def test_the_log_has_a_line_for_each_file_and_one_for_undoing(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    take(shop, owner, tmp_path)
    undo(shop, owner)
    terms = settings.load(shop)
    lines = [sentence(line, terms) for line in tracing.page(shop, by=owner, limit=2)]
    assert lines == ["Took an import of 4 past sales back", "Took over 4 past sales"]
