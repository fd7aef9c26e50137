"""Both are rewarded for a friend who was brought: with her first paid visit, and only as long as it
stands.

Once for each friend and one level far. Nobody brings herself: where two records turn out to be one
person, a merge takes back what she gave herself, and what came a second time. Who was rewarded for
as many friends in a month as the rule has it gets nothing for the next one; where people live the
shop does not know, so that households are held to the same number.
"""

from collections.abc import Sequence

from shopfans.database import ledger, referrals, sales_book
from shopfans.database.operations import Done, follow
from shopfans.database.referrals import RewardRow
from shopfans.domain.kinds import Act, Entry, Unit
from shopfans.domain.money import Money
from shopfans.domain.terms import Terms
from shopfans.services.coupons import celebrating
from shopfans.services.members.records import heir


def give(done: Done, terms: Terms, sale: int, member: int, paid: Money) -> None:
    """Reward both for a sale that is her first paid visit, as part of the command that sells."""
    rule = terms.referral
    if not (rule.gives and rule.counts(paid)):
        return
    bringer = referrals.bringer_awaiting(member, rule.floor, sale=sale)
    if bringer is None:
        return
    both = rule.both(referrals.rewarded_in(bringer.member, done.day))
    if not (both.referrer.is_something or both.referred.is_something):
        return
    thanks = follow(done, Act.REFERRAL, sale)
    lapses = terms.points_lapse(done.day)
    for who, reward in ((bringer.member, both.referrer), (member, both.referred)):
        ledger.grant(thanks, who, Unit.POINTS, reward.points, lapses=lapses)
        if reward.template is not None:
            celebrating.give(thanks, reward.template, [(who, None)])
    for_both = both.referrer.is_something
    referrals.write(thanks, sale, bringer.member, rule.floor, for_both=for_both)


def take_back(done: Done, sale: int) -> None:
    """Take from both what a sale brought them, as part of the command that refunds it, if too
    little of it is paid now.

    Points that are spent are owed; a coupon that is used stays used.
    """
    reward = referrals.standing(sale)
    if reward is not None and sales_book.paid_left(sale) < reward.floor:
        _take(done, reward)


def ends(sale: int, back: Money) -> bool:
    """Whether so much money back takes from both what a sale brought them, inside a block."""
    reward = referrals.standing(sale)
    return reward is not None and sales_book.paid_left(sale) - back < reward.floor


def take_from_one_person(done: Done, records: tuple[int, int]) -> tuple[int, ...]:
    """Take back, before two records become one, what one person could not get: for bringing
    herself, and for a second first visit. Returns which rewards, so that they can be given again.
    """
    heirs = referrals.family(records)
    taken, first = [], True
    for reward in referrals.standing_of(records):
        if reward.brought_by in heirs or not first:
            _take(done, reward)
            taken.append(reward.id)
        else:
            first = False
    return tuple(taken)


def give_again(done: Done, rewards: Sequence[int]) -> None:
    """What a merge took back comes again, with its last day of use, as part of undoing it; unless
    too little of its sale is paid by now."""
    for number in rewards:
        reward = referrals.by_id(number)
        if sales_book.paid_left(reward.sale) < reward.floor:
            continue
        thanks = follow(done, Act.REFERRAL, number)
        for member, points, lapses in referrals.given(reward.operation):
            ledger.grant(thanks, heir(member), Unit.POINTS, points, lapses=lapses)
        referrals.return_coupons(number)
        referrals.write(
            thanks, reward.sale, reward.brought_by, reward.floor, for_both=reward.for_both
        )


def _take(done: Done, reward: RewardRow) -> None:
    back = follow(done, Act.REFERRAL_BACK, reward.id)
    ledger.mirror(back, reward.operation, Unit.POINTS, {Entry.EARN: None})
    referrals.mark_taken_back(back, reward)
