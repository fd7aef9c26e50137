"""Counts of the drawer and closes of the day."""

from peewee import BlobField, Check, CompositeKey, ForeignKeyField, IntegerField, TextField

from shopfans.database.fields import ChoiceField, DayField, MoneyField
from shopfans.database.models.operations import Operation, StaffMember
from shopfans.database.models.sales import Sale
from shopfans.database.models.table import Table
from shopfans.domain.sales import Tender


class DrawerCount(Table):
    """What was found in the drawer, by whom, and what stays in it: at a hand-over or a day's end.

    What is expected is `opening` + `cash`; the next count goes on from `stays`.
    """

    operation = ForeignKeyField(Operation, unique=True)
    to_staff = ForeignKeyField(StaffMember, null=True, index=False)
    """Who takes the drawer over; None: the day's end."""
    opening = MoneyField()
    cash = MoneyField()
    """Taken less given back in cash since the count before."""
    counted = MoneyField(constraints=[Check("counted >= 0")])
    stays = MoneyField(constraints=[Check("stays >= 0"), Check("stays <= counted")])


class DrawerPiece(Table):
    """So many notes or coins of one value; none, if only the sum was told."""

    count = ForeignKeyField(DrawerCount, index=False)
    value = MoneyField()
    pieces = IntegerField(constraints=[Check("pieces > 0")])

    class Meta:
        primary_key = CompositeKey("count", "value")
        without_rowid = True


class CountReason(Table):
    """Why a count differs from what was expected, if it does by more than the owner's line."""

    count = ForeignKeyField(DrawerCount, primary_key=True)
    text = TextField()


class DayClose(Table):
    """A business day that changes no more, and what its rows come to."""

    operation = ForeignKeyField(Operation, index=False)
    day = DayField(unique=True)
    count = ForeignKeyField(DrawerCount, null=True, index=False)
    """None: nobody counted; the drawer goes on as it was."""
    sales = IntegerField()
    refunds = IntegerField()
    voids = IntegerField()
    gross = MoneyField()
    paid = MoneyField()
    points_given = IntegerField()
    points_used = IntegerField()
    coupons_given = IntegerField()
    coupons_used = IntegerField()
    joined = IntegerField()
    ledger_line = IntegerField()
    """The ledger's last line; 0: it has none."""
    ledger_head = BlobField()


class ClosedTender(Table):
    close = ForeignKeyField(DayClose, index=False)
    tender = ChoiceField(Tender)
    amount = MoneyField()

    class Meta:
        primary_key = CompositeKey("close", "tender")
        without_rowid = True


class ClosedPrepayment(Table):
    """What came in for stored value on the day, less what went back."""

    close = ForeignKeyField(DayClose, index=False)
    tender = ChoiceField(Tender)
    amount = MoneyField()

    class Meta:
        primary_key = CompositeKey("close", "tender")
        without_rowid = True


class ClosedCategory(Table):
    close = ForeignKeyField(DayClose, index=False)
    category = TextField()
    quantity = IntegerField()
    paid = MoneyField()

    class Meta:
        primary_key = CompositeKey("close", "category")
        without_rowid = True


class ClosedSale(Table):
    """The digest of a sale with all its rows, as they were when its day was closed."""

    close = ForeignKeyField(DayClose, index=False)
    sale = ForeignKeyField(Sale, index=False)
    digest = BlobField()

    class Meta:
        primary_key = CompositeKey("close", "sale")
        without_rowid = True


class DaySeal(Table):
    close = ForeignKeyField(DayClose, primary_key=True)
    digest = BlobField()
    """SHA-256 over the close, the day's sales, and the digest of the close before."""
