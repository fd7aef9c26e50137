"""Cards of sessions: what the shop sells, what was sold, and each use."""

from peewee import Check, CompositeKey, ForeignKeyField, IntegerField, TextField

from shopfans.database.fields import DayField, FlagField, MoneyField
from shopfans.database.models.goods import Good
from shopfans.database.models.members import Member
from shopfans.database.models.operations import Operation, StaffMember
from shopfans.database.models.prepaid import LedgerEntry, Prepayment
from shopfans.database.models.table import Table


class SessionKind(Table):
    """A card on sale. What was sold keeps what the kind said then."""

    name = TextField()
    price = MoneyField(constraints=[Check("price > 0")])
    lasts = IntegerField(null=True)
    """Days from the sale."""
    until = DayField(null=True)
    """The last day of every card of the kind."""
    shared = FlagField()
    active = FlagField(default=True)


class SessionKindPart(Table):
    """One service of a kind: of a good, of any of a category, or of a name alone."""

    kind = ForeignKeyField(SessionKind, index=False)
    position = IntegerField()
    name = TextField()
    sessions = IntegerField(constraints=[Check("sessions > 0")])
    list_price = MoneyField(constraints=[Check("list_price > 0")])
    """Of one session without a card."""
    good = ForeignKeyField(Good, null=True, index=False)
    category = TextField(default="")

    class Meta:
        primary_key = CompositeKey("kind", "position")
        without_rowid = True


class SessionCard(Table):
    """A card that was sold."""

    prepayment = ForeignKeyField(Prepayment, unique=True)
    kind = ForeignKeyField(SessionKind, null=True, index=False)
    member = ForeignKeyField(Member)
    """Whose it is now: it may be passed on."""
    name = TextField()
    shared = FlagField()
    """Whoever she sends may use it."""
    lapses = DayField(null=True)


class SessionPart(Table):
    """One service of a card, and its share of the price."""

    card = ForeignKeyField(SessionCard)
    name = TextField()
    sessions = IntegerField(constraints=[Check("sessions > 0")])
    value = MoneyField(constraints=[Check("value >= 0")])
    list_price = MoneyField(constraints=[Check("list_price > 0")])
    good = ForeignKeyField(Good, null=True, index=False)
    category = TextField(default="")
    lot = ForeignKeyField(LedgerEntry, unique=True)
    """The line that granted its sessions."""


class SessionUse(Table):
    """She came, and it was taken off her card."""

    operation = ForeignKeyField(Operation, unique=True)
    member = ForeignKeyField(Member, index=False)
    """Whose card it was: she came."""
    day = DayField()
    part = ForeignKeyField(SessionPart)
    sessions = IntegerField(constraints=[Check("sessions > 0")])
    staff = ForeignKeyField(StaffMember, null=True, index=False)
    """Who served her."""
    note = TextField(default="")
    """In the staff's own words; blanked when she is forgotten."""
    undone = ForeignKeyField(Operation, null=True, index=False)
    """It was taken back by this."""

    class Meta:
        indexes = ((("member", "day"), False), (("day",), False))
