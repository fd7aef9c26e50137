"""Session cards in any order: brought over, sold, used, taken back, passed on, merged, given back,
lapsed; the books are true, nothing falls below nothing, and who gives all back gets all that she
paid in."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
)

from shopfans.database.operations import new_request
from shopfans.domain.errors import (
    AlreadyVoided,
    CardLapsed,
    CardMovedOn,
    CardUsed,
    DayOver,
    MergeOver,
    MergeUsed,
    NothingOfCard,
    NothingToVoid,
    SameMember,
    SessionsUsedUp,
)
from shopfans.domain.money import Money
from shopfans.domain.roles import SYSTEM
from shopfans.domain.rolling_year import year_before
from shopfans.domain.session_cards import CardPart, CardReturn, CardTerms, SessionRule
from shopfans.domain.tiers import Measure, Tier, TierRule
from shopfans.services import settings as terms_of
from shopfans.services.belonging import rewarding, tiering
from shopfans.services.books import auditing
from shopfans.services.members import merging
from shopfans.services.reminders import visiting
from shopfans.services.sessions import giving_back, held, selling, transferring, using
from shopfans.services.sessions.held import CardHeld
from tests.conftest import join
from tests.services.member_lists import brought
from tests.services.random_history import RandomHistory, play
from tests.services.session_cards import again, give_back, offer, sell, use
from tests.services.test_selling import pass_working_days
from tests.services.test_selling import sell as ring

KINDS = (
    CardTerms("odd", Money(10_001), (CardPart("a", 3, Money(5_000)),), is_shared=True),
    CardTerms(
        "bundle", Money(99), (CardPart("a", 7, Money(13)), CardPart("b", 2, Money(31))), lasts=20,
        is_shared=True,
    ),
)  # fmt: skip


BY_VISITS = TierRule((Tier(1, "S", 2), Tier(2, "G", 3)), Measure.VISITS)


class RandomSessions(RandomHistory):
    def __init__(self) -> None:
        super().__init__()
        self.members = [
            join(self.shop, self.by, name, f"1381234567{n}") for n, name in enumerate("甲乙丙")
        ]
        self.merged: tuple[int, int, int] | None = None
        self.kinds = [offer(self.shop, kind) for kind in KINDS]
        self.has_list = False
        """Whether sessions of the program before came in."""
        self.cards: dict[int, CardHeld] = {}
        """Those sold or brought in, and not voided, by their number."""
        self.used: dict[int, int] = {}
        """Uses that stand, and the card of each."""
        self.paid_in = self.returned = self.lapsed = 0

    def teardown(self) -> None:
        self.give_everything_back()
        super().teardown()

    @initialize(returning=st.sampled_from(CardReturn))
    def the_owner_decides(self, returning: CardReturn) -> None:
        terms = terms_of.load(self.shop)
        terms_of.save(
            self.shop, by=SYSTEM, terms=replace(terms, sessions=SessionRule(returning)),
            request=new_request(),
        )  # fmt: skip
        tiering.save_rule(self.shop, by=self.owner, rule=BY_VISITS, request=new_request())

    def whom(self, which: int) -> int:
        gone = self.merged[1] if self.merged else None
        there = [one for one in self.members if one != gone]
        return there[which % len(there)]

    def card(self, which: int) -> CardHeld:
        return again(self.shop, self.cards[sorted(self.cards)[which % len(self.cards)]])

    @rule(who=st.integers(0, 9), which=st.sampled_from([0, 1]))
    def sell_one(self, who: int, which: int) -> None:
        sold, card = sell(self.shop, self.by, self.whom(who), self.kinds[which])
        self.cards[card.id] = card
        self.paid_in += sold.paid.fen

    @precondition(lambda self: not self.has_list)
    @rule(who=st.integers(0, 9), sessions=st.integers(1, 4), fen=st.integers(1, 9_999))
    def bring_some_over(self, who: int, sessions: int, fen: int) -> None:
        member, folder = self.whom(who), Path(self.folder.name)
        number = self.members.index(member)
        row = f"1381234567{number},{'甲乙丙'[number]},odd,{sessions},{fen / 100:.2f}"
        text = f"phone,name,session card,sessions left,paid for them\n{row}\n"
        brought(self.shop, self.owner, folder, text)
        card = max(held.cards(self.shop, member), key=lambda one: one.id)
        assert (card.left, card.worth, card.paid) == (sessions, Money(fen), Money(fen))
        self.cards[card.id] = card
        self.paid_in += fen
        self.has_list = True

    @rule(who=st.integers(0, 9))
    def she_buys_something(self, who: int) -> None:
        """On a day of a use or on another."""
        ring(self.shop, self.by, 3, new_request(), member=self.whom(who))

    @precondition(lambda self: self.cards)
    @rule(which=st.integers(0, 9), part=st.integers(0, 1), sessions=st.integers(1, 3))
    def use_some(self, which: int, part: int, sessions: int) -> None:
        card = self.card(which)
        service = card.parts[part % len(card.parts)]
        worth = service.stands.worth
        try:
            done = use(self.shop, self.by, card, part=part % len(card.parts), sessions=sessions)
        except SessionsUsedUp:
            assert service.stands.left < sessions
        except CardLapsed:
            assert card.is_past
        else:
            self.used[done.id] = card.id
            now = again(self.shop, card).parts[part % len(card.parts)]
            assert now.stands.left == service.stands.left - sessions
            assert Money() <= now.stands.worth <= worth

    @precondition(lambda self: self.used)
    @rule(which=st.integers(0, 99))
    def take_a_use_back(self, which: int) -> None:
        number = sorted(self.used)[which % len(self.used)]
        try:
            using.undo(self.shop, by=self.by, use=number, request=new_request())
        except (DayOver, CardMovedOn):
            return
        del self.used[number]

    @precondition(lambda self: self.cards)
    @rule(which=st.integers(0, 9))
    def take_a_card_back(self, which: int) -> None:
        card = self.card(which)
        try:
            selling.void(self.shop, by=self.by, prepayment=card.prepayment, request=new_request())
        except (DayOver, CardUsed, AlreadyVoided, NothingToVoid):
            return
        del self.cards[card.id]
        self.used = {number: one for number, one in self.used.items() if one != card.id}
        self.paid_in -= card.paid.fen

    @precondition(lambda self: self.cards)
    @rule(which=st.integers(0, 9), to=st.integers(0, 9))
    def pass_one_on(self, which: int, to: int) -> None:
        card = self.card(which)
        try:
            transferring.transfer(
                self.shop, by=self.by, card=card.id, to=self.whom(to), request=new_request()
            )
        except NothingOfCard:
            assert not card.left
        except SameMember:
            assert card.member == self.whom(to)
        else:
            assert again(self.shop, card).left == card.left

    @precondition(lambda self: self.cards)
    @rule(which=st.integers(0, 9))
    def give_one_back(self, which: int) -> None:
        card = self.card(which)
        try:
            due = giving_back.due(self.shop, card=card.id).returned.fen
            give_back(self.shop, self.owner, card, due)
        except NothingOfCard:
            return
        assert 0 < due <= card.paid.fen
        self.returned += due

    @precondition(lambda self: self.merged is None)
    @rule(kept=st.integers(0, 2), gone=st.integers(1, 2))
    def one_person_twice(self, kept: int, gone: int) -> None:
        one, other = self.members[kept], self.members[(kept + gone) % 3]
        merge = merging.merge(self.shop, by=self.owner, kept=one, gone=other, request=new_request())
        self.merged = (merge, other, one)

    @precondition(lambda self: self.merged is not None)
    @rule()
    def two_people_after_all(self) -> None:
        assert self.merged is not None
        try:
            merging.undo(self.shop, by=self.owner, merge=self.merged[0], request=new_request())
        except (MergeUsed, MergeOver):
            return
        self.merged = None

    @rule(days=st.sampled_from([1, 9, 21]))
    def days_pass(self, days: int) -> None:
        pass_working_days(self.shop, self.by, self.clock, days)
        rewarding.lapse_points(self.shop)

    @invariant()
    def no_more_goes_out_than_came_in(self) -> None:
        for member in self.members:
            for card in held.cards(self.shop, member):
                assert all(0 <= part.stands.left <= part.stands.sessions for part in card.parts)
        assert 0 <= self.returned <= self.paid_in

    @invariant()
    def who_came_often_enough_has_her_tier(self) -> None:
        today = self.today
        with self.shop.reading():
            came = dict(visiting.days_of_members(self.shop, until=today))
        for member, days in came.items():
            year = [day for day in days if day > year_before(today)]
            has = tiering.place(self.shop, member).tier
            assert BY_VISITS.rank(has.key if has else None) >= BY_VISITS.reached(len(year))

    def give_everything_back(self) -> None:
        """What was never touched brings back all that was paid for it."""
        for card in map(self.card, range(len(self.cards))):
            fresh = card.left == sum(part.stands.sessions for part in card.parts)
            if fresh:
                assert giving_back.due(self.shop, card=card.id).returned == card.paid
                give_back(self.shop, self.owner, card, card.paid.fen)
                assert again(self.shop, card).worth == Money()
        assert auditing.problems(self.shop) == []


@pytest.mark.hypothesis
def test_in_any_order_the_books_are_true_and_all_comes_back(blank_shop: Path) -> None:
    play(RandomSessions, blank_shop)
