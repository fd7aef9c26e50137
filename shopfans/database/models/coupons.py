"""Coupons, and what was taken off a sale."""

from peewee import CompositeKey, ForeignKeyField, IntegerField, TextField

from shopfans.database.fields import ChoiceField, DayField, FlagField, MoneyField
from shopfans.database.models.members import Member
from shopfans.database.models.operations import Operation
from shopfans.database.models.sales import Sale
from shopfans.database.models.table import Table
from shopfans.domain.kinds import Discount


class CouponTemplate(Table):
    """Never changed once a coupon was issued: other terms are another template."""

    name = TextField()
    terms = TextField()
    """domain.coupon_terms.CouponTerms, as services.stored writes it."""
    active = FlagField(default=True)
    """False: none is issued any more; those in hand are honoured."""


class Coupon(Table):
    """One code, one holder. `used_by` is the live sale that has it: set by one conditional
    write."""

    code = TextField(unique=True)
    template = ForeignKeyField(CouponTemplate, index=False)
    member = ForeignKeyField(Member, null=True)
    """None: printed, and whoever brings it may use it."""
    operation = ForeignKeyField(Operation)
    """The issue it belongs to: a batch is all coupons of one operation."""
    issued = DayField()
    starts = DayField()
    lapses = DayField()
    """Its last day; a refund may give days of grace."""
    occasion = TextField(null=True)
    """What it was given for by rule, once: the birthday of a year."""
    used_by = ForeignKeyField(Sale, null=True, index=False)
    withdrawn = ForeignKeyField(Operation, null=True, index=False)
    """Taken back by this operation, unused."""

    class Meta:
        indexes = ((("lapses",), False), (("template", "member"), False))


Coupon.add_index(Coupon.index(Coupon.member, Coupon.occasion, unique=True).where(
    Coupon.occasion.is_null(False)))  # fmt: skip


class IssueBatch(Table):
    """One issue of many coupons at a time; the coupons are those of its operation."""

    operation = ForeignKeyField(Operation, unique=True)
    template = ForeignKeyField(CouponTemplate, index=False)
    audience = TextField()
    """Whom it went to, in the owner's words; empty: printed for whoever brings it."""


class SaleDiscount(Table):
    sale = ForeignKeyField(Sale, index=False)
    position = IntegerField()
    """On a refund the same position as the discount it mirrors."""
    kind = ChoiceField(Discount)
    coupon = ForeignKeyField(Coupon, null=True, index=False)
    cost = IntegerField(default=0)
    """Points, or the stamps of a free piece, that were used for it."""
    amount = MoneyField()
    reason = TextField(default="")
    """Why the operator took something off a line."""

    class Meta:
        primary_key = CompositeKey("sale", "position")
        without_rowid = True


SaleDiscount.add_index(SaleDiscount.index(SaleDiscount.coupon).where(
    SaleDiscount.coupon.is_null(False)))  # fmt: skip


class SaleShare(Table):
    """What part of a discount falls on a line: a refund mirrors these, it never runs the rules
    again."""

    sale = ForeignKeyField(Sale, index=False)
    discount = IntegerField()
    line = IntegerField()
    amount = MoneyField()
    cost = IntegerField()

    class Meta:
        primary_key = CompositeKey("sale", "discount", "line")
        without_rowid = True
