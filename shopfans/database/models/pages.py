"""Codes, links and ballots of her own page, and printed cards."""

from peewee import AutoField, BlobField, CompositeKey, ForeignKeyField, IntegerField, TextField

from shopfans.database.fields import DayField
from shopfans.database.models.members import Member
from shopfans.database.models.operations import Operation
from shopfans.database.models.table import Table


class PrintedCard(Table):
    """A numbered member card; at its first scan it is bound to a member for good."""

    code = TextField(unique=True)
    number = IntegerField(unique=True)
    operation = ForeignKeyField(Operation, index=False)
    member = ForeignKeyField(Member, null=True)
    bound = ForeignKeyField(Operation, null=True, index=False)


class CodeKey(Table):
    """What the codes on members' pages are proved with; the newest is in force."""

    epoch = AutoField()
    secret = BlobField()


class MemberLink(Table):
    """The private address of a member's own page; the address itself is kept nowhere."""

    member = ForeignKeyField(Member)
    operation = ForeignKeyField(Operation, index=False)
    digest = BlobField(unique=True)
    """SHA-256 of the token in the address."""


class ShownCode(Table):
    """A rotating code that was scanned, and for which sale: it serves for one."""

    member = ForeignKeyField(Member, index=False)
    step = IntegerField()
    request = TextField()

    class Meta:
        primary_key = CompositeKey("member", "step")
        without_rowid = True


class Ballot(Table):
    """One question to all members: which of these do you want?"""

    operation = ForeignKeyField(Operation, index=False)
    title = TextField()
    last = DayField()
    """The last day of voting."""
    closed = ForeignKeyField(Operation, null=True, index=False)
    """Closed by hand before that."""


class Candidate(Table):
    ballot = ForeignKeyField(Ballot)
    name = TextField()
    picture = BlobField(null=True)
    """A JPEG, drawn anew by the program that took it in."""


class Vote(Table):
    """One member, one vote; it can be changed until the ballot is over."""

    ballot = ForeignKeyField(Ballot, index=False)
    member = ForeignKeyField(Member, index=False)
    candidate = ForeignKeyField(Candidate)

    class Meta:
        primary_key = CompositeKey("ballot", "member")
        without_rowid = True
