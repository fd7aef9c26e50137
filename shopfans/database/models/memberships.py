"""Paid membership: who has which plan from when to when, what she got of it, what went back."""

from peewee import CompositeKey, ForeignKeyField, IntegerField, TextField

from shopfans.database.fields import DayField
from shopfans.database.models.coupons import Coupon
from shopfans.database.models.members import Member
from shopfans.database.models.prepaid import Prepayment
from shopfans.database.models.table import Table


class Membership(Table):
    """A fee that was paid, and for which days; one that was voided holds on none."""

    prepayment = ForeignKeyField(Prepayment, unique=True)
    member = ForeignKeyField(Member)
    starts = DayField()
    ends = DayField()
    """Its last day, unless it was given back before."""
    plan = TextField()
    """domain.memberships.Plan as it was sold, as services.stored writes it."""


class MembershipEnd(Table):
    """It was given back, and the fee of the days left with it; the reason stands with the leave."""

    prepayment = ForeignKeyField(Prepayment, primary_key=True)
    """The money that went back."""
    membership = ForeignKeyField(Membership, unique=True)
    last = DayField()
    """Its last day; before its first, if it had not begun."""


class MembershipCoupon(Table):
    """A coupon that came with a membership: in which month of hers (0: at the start), and which of
    that month's; each once."""

    membership = ForeignKeyField(Membership, index=False)
    month = IntegerField()
    place = IntegerField()
    coupon = ForeignKeyField(Coupon, unique=True)

    class Meta:
        primary_key = CompositeKey("membership", "month", "place")
        without_rowid = True
