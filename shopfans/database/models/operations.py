"""What was done, by whom, under which terms."""

from peewee import ForeignKeyField, IntegerField, TextField

from shopfans.database.fields import ChoiceField, DayField, InstantField
from shopfans.database.models.table import Table
from shopfans.domain.kinds import Act
from shopfans.domain.roles import Role


class StaffMember(Table):
    name = TextField(unique=True)
    role = ChoiceField(Role)
    pin_hash = TextField()
    failures = IntegerField(default=0)
    failed_at = InstantField(null=True)
    left_at = InstantField(null=True)
    """Since when she cannot sign in any more; what she did stays hers."""

    class Meta:
        table_name = "staff"


class Operation(Table):
    """One thing that was done, once: who, when, by which request. Every other row belongs to
    one."""

    request = TextField(unique=True)
    act = ChoiceField(Act)
    asked = TextField()
    """Digest of the arguments: the same request with others is refused."""
    staff = ForeignKeyField(StaffMember, null=True, index=False)
    at = InstantField()
    day = DayField(index=True)


class DoubtfulOperation(Table):
    """What was done while the clock could not be believed: its date may be wrong, its place in the
    sequence is not, and it says nothing about the clock."""

    operation = ForeignKeyField(Operation, primary_key=True)


class TermsVersion(Table):
    operation = ForeignKeyField(Operation, index=False)
    body = TextField()

    class Meta:
        table_name = "terms"
