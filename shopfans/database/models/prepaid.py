"""The ledger, and money received ahead."""

from peewee import BlobField, Check, CompositeKey, ForeignKeyField, IntegerField

from shopfans.database.fields import ChoiceField, DayField, MoneyField
from shopfans.database.models.members import Member
from shopfans.database.models.operations import Operation
from shopfans.database.models.table import Table
from shopfans.domain.kinds import Entry, Prepaid, Unit
from shopfans.domain.sales import Tender


class LedgerEntry(Table):
    """A line of what the shop owes a member; only `database.ledger` writes it."""

    operation = ForeignKeyField(Operation)
    member = ForeignKeyField(Member, index=False)
    unit = ChoiceField(Unit)
    kind = ChoiceField(Entry)
    change = IntegerField()
    lot = IntegerField()
    """The entry that granted what this one adds to or takes from; a grant names itself."""
    lapses = DayField(null=True)
    """On grants alone: the last day of use, fixed for ever."""
    reverses = ForeignKeyField("self", null=True, index=False)
    digest = BlobField()
    """SHA-256 over this line and the digest of the one before."""

    class Meta:
        indexes = ((("member", "unit"), False),)


LedgerEntry.add_index(LedgerEntry.index(LedgerEntry.reverses).where(
    LedgerEntry.reverses.is_null(False)))  # fmt: skip

LedgerEntry.add_index(LedgerEntry.index(LedgerEntry.lapses).where(
    LedgerEntry.lapses.is_null(False)))  # fmt: skip

LedgerEntry.add_index(LedgerEntry.index(LedgerEntry.lot).where(
    LedgerEntry.id != LedgerEntry.lot))  # fmt: skip


class Prepayment(Table):
    """Money received ahead, for stored value or a card, or given back of it; a void mirrors all of
    it with opposite sign."""

    operation = ForeignKeyField(Operation)
    """Of a sale, if its change was kept."""
    member = ForeignKeyField(Member)
    day = DayField(index=True)
    kind = ChoiceField(Prepaid)
    paid = MoneyField()
    """Sum of the tenders; below zero for what was given back."""
    bonus = MoneyField(default=0)
    """What the shop added at once."""
    earned = IntegerField(default=0)
    """Points."""
    principal_lot = ForeignKeyField(LedgerEntry, null=True, index=False)
    bonus_lot = ForeignKeyField(LedgerEntry, null=True, index=False)
    reverses = ForeignKeyField("self", null=True, index=False)


Prepayment.add_index(Prepayment.index(Prepayment.reverses, unique=True).where(
    Prepayment.reverses.is_null(False)))  # fmt: skip


class PrepaymentTender(Table):
    prepayment = ForeignKeyField(Prepayment, index=False)
    tender = ChoiceField(Tender)
    amount = MoneyField()
    received = MoneyField()
    """What was handed over: cash less the change is the amount."""

    class Meta:
        primary_key = CompositeKey("prepayment", "tender")
        without_rowid = True


class BonusInstalment(Table):
    """A part of a bonus that comes on a later day."""

    top_up = ForeignKeyField(Prepayment, index=False)
    number = IntegerField()
    day = DayField()
    amount = MoneyField(constraints=[Check("amount > 0")])
    lot = ForeignKeyField(LedgerEntry, null=True, index=False)
    """None: it has not come."""
    ended = ForeignKeyField(Operation, null=True, index=False)
    """It never comes: the top-up was voided or paid out."""

    class Meta:
        primary_key = CompositeKey("top_up", "number")
        without_rowid = True


BonusInstalment.add_index(BonusInstalment.index(BonusInstalment.day).where(
    BonusInstalment.lot.is_null() & BonusInstalment.ended.is_null()))  # fmt: skip


class PayoutPart(Table):
    """What a payout took of one top-up or one card, and how much of it was returned in money."""

    payout = ForeignKeyField(Prepayment, index=False)
    top_up = ForeignKeyField(Prepayment)
    principal = MoneyField()
    """Of a card: what its sessions were worth that were left."""
    bonus = MoneyField()
    returned = MoneyField()

    class Meta:
        primary_key = CompositeKey("payout", "top_up")
        without_rowid = True
