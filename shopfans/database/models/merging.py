"""Two records of one person."""

from peewee import CompositeKey, ForeignKeyField, TextField

from shopfans.database.models.members import Member
from shopfans.database.models.operations import Operation
from shopfans.database.models.table import Table


class MemberMerge(Table):
    """Two records of one person became one; `undone` made them two again."""

    operation = ForeignKeyField(Operation, unique=True)
    kept = ForeignKeyField(Member)
    gone = ForeignKeyField(Member)
    before = TextField()
    """What undoing needs, as services.members.merging writes it; blanked when the day is over."""
    undone = ForeignKeyField(Operation, null=True, index=False)


class MergedMember(Table):
    """A record that was merged names nobody any more; its codes lead to the one that was kept."""

    member = ForeignKeyField(Member, primary_key=True)
    into = ForeignKeyField(Member)


class ToldApart(Table):
    """Two records that look like one person and are not, the older one first."""

    first = ForeignKeyField(Member, index=False)
    second = ForeignKeyField(Member, index=False)
    operation = ForeignKeyField(Operation, index=False)

    class Meta:
        primary_key = CompositeKey("first", "second")
        without_rowid = True
