"""Rewards for a friend who was brought."""

from peewee import ForeignKeyField

from shopfans.database.fields import FlagField, MoneyField
from shopfans.database.models.members import Member
from shopfans.database.models.operations import Operation
from shopfans.database.models.sales import Sale
from shopfans.database.models.table import Table


class ReferralReward(Table):
    """Two were rewarded for a friend's first paid visit; who the friend is, the sale says."""

    sale = ForeignKeyField(Sale, index=False)
    brought_by = ForeignKeyField(Member)
    operation = ForeignKeyField(Operation, unique=True)
    """The points and coupons of this operation are what both got."""
    floor = MoneyField()
    """It stands as long as so much of the sale is paid."""
    for_both = FlagField()
    """False: who brought her had enough of them that month, and only the friend got hers."""
    taken_back = ForeignKeyField(Operation, null=True, index=False)


ReferralReward.add_index(ReferralReward.index(
    ReferralReward.sale, unique=True, name="referral_reward_stands").where(
    ReferralReward.taken_back.is_null()))  # fmt: skip
