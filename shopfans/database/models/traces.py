"""What the log keeps beside the operations."""

from peewee import ForeignKeyField, TextField

from shopfans.database.fields import ChoiceField, InstantField
from shopfans.database.models.members import Member
from shopfans.database.models.operations import Operation, StaffMember
from shopfans.database.models.table import Table
from shopfans.domain.roles import Right


class Approval(Table):
    """By whose leave a risky act was done, and why."""

    operation = ForeignKeyField(Operation, primary_key=True)
    staff = ForeignKeyField(StaffMember, null=True, index=False)
    right = ChoiceField(Right)
    reason = TextField()


class Recovery(Table):
    """What the owner's recovery sheet says, as a hash: one at most, gone once it was used."""

    operation = ForeignKeyField(Operation, primary_key=True)
    code_hash = TextField()


class Trace(Table):
    """What the log says of an operation beyond its own rows: whom it was about, and facts."""

    operation = ForeignKeyField(Operation, primary_key=True)
    staff = ForeignKeyField(StaffMember, null=True, index=False)
    member = ForeignKeyField(Member, null=True, index=False)
    said = TextField()
    """A JSON object of plain facts; words are found where they are read."""


class Restoration(Table):
    """A backup took the shop's place: written into the backup itself, for ever."""

    operation = ForeignKeyField(Operation, unique=True)
    digest = TextField()
    """SHA-256 of the file that was restored."""
    as_of = InstantField()
    """When the newest thing in it was done."""
    replaced = InstantField(null=True)
    """When the newest thing in what it replaced was done; None: nothing that could be opened."""
    kept = TextField()
    """The name of the backup of what it replaced."""
