"""What was sold, how it was paid, and baskets that wait."""

from peewee import CompositeKey, ForeignKeyField, IntegerField, TextField

from shopfans.database.fields import ChoiceField, DayField, FlagField, InstantField, MoneyField
from shopfans.database.models.goods import Gift, Good
from shopfans.database.models.members import Member
from shopfans.database.models.operations import Operation, StaffMember
from shopfans.database.models.table import Table
from shopfans.domain.sales import Tender


class Sale(Table):
    """Money received for goods; a refund is a sale that mirrors some or all of the original with
    opposite sign, a void one that mirrors all of it."""

    operation = ForeignKeyField(Operation, unique=True)
    member = ForeignKeyField(Member, null=True, index=False)
    day = DayField()
    reverses = ForeignKeyField("self", null=True, index=False)
    completes = FlagField(default=False)
    """On a refund: nothing of the original is left. There is one at most: an index sees to it."""
    replaces = ForeignKeyField("self", null=True, index=False)
    """The voided sale that this one repeats for the right member."""
    gross = MoneyField()
    """Sum of the lines."""
    paid = MoneyField()
    """Gross less discounts; sum of the payments."""

    class Meta:
        indexes = ((("day",), False),)


Sale.add_index(
    Sale.index(  # all that tiers ask of everybody's sales
        Sale.member, Sale.day, Sale.operation, Sale.reverses, Sale.paid, name="sale_member_id_day"
    )
)

Sale.add_index(Sale.index(Sale.reverses).where(Sale.reverses.is_null(False)))

Sale.add_index(Sale.index(Sale.reverses, unique=True, name="sale_completed").where(
    Sale.completes == 1))  # fmt: skip

Sale.add_index(Sale.index(Sale.replaces, unique=True).where(Sale.replaces.is_null(False)))


class SaleLine(Table):
    """A line of a refund has the position of the line it mirrors."""

    sale = ForeignKeyField(Sale, index=False)
    position = IntegerField()
    good = ForeignKeyField(Good, null=True, index=False)
    gift = ForeignKeyField(Gift, null=True, index=False)
    name = TextField()
    category = TextField(default="")
    quantity = IntegerField()
    list_price = MoneyField(null=True)
    """What one piece costs by the list; none for an amount typed by hand."""
    unit_price = MoneyField()
    amount = MoneyField()
    paid = MoneyField()
    """The amount less this line's share of every discount."""
    earned = IntegerField(default=0)
    """This line's share of the points, as granted."""
    stamps = IntegerField(default=0)
    """The stamps it brought."""

    class Meta:
        primary_key = CompositeKey("sale", "position")
        without_rowid = True


class Payment(Table):
    sale = ForeignKeyField(Sale, index=False)
    tender = ChoiceField(Tender)
    amount = MoneyField()
    received = MoneyField()
    """What was handed over: cash less the change is the amount."""

    class Meta:
        primary_key = CompositeKey("sale", "tender")
        without_rowid = True


class ParkedSale(Table):
    """A basket put aside; it holds no points and no coupon, and is deleted when it is taken up."""

    at = InstantField()
    staff = ForeignKeyField(StaffMember, null=True, index=False)
    member = ForeignKeyField(Member, null=True, index=False)
    body = TextField()
