"""What came out of a spreadsheet."""

from peewee import CompositeKey, ForeignKeyField, TextField

from shopfans.database.fields import FlagField
from shopfans.database.models.goods import Good
from shopfans.database.models.members import Member
from shopfans.database.models.operations import Operation
from shopfans.database.models.sales import Sale
from shopfans.database.models.table import Table


class MemberImport(Table):
    """A list of members that came in from a file, all at once."""

    operation = ForeignKeyField(Operation, unique=True)
    file = TextField()
    """Its name, without the folder."""
    digest = TextField(index=True)
    """SHA-256 of its bytes: the same file is known again."""
    undone = ForeignKeyField(Operation, null=True, index=False)


class ImportedMember(Table):
    """What a list brought: a new member, or facts of one who was there."""

    batch = ForeignKeyField(MemberImport, index=False)
    member = ForeignKeyField(Member)
    is_new = FlagField()
    before = TextField()
    """What undoing needs, as services.bringing.undoing writes it; it names nobody."""

    class Meta:
        primary_key = CompositeKey("batch", "member")
        without_rowid = True


class GoodsImport(Table):
    """A list of goods that came in from a file, all at once."""

    operation = ForeignKeyField(Operation, unique=True)
    file = TextField()
    """Its name, without the folder."""
    digest = TextField()
    """SHA-256 of its bytes: the same file is known again."""
    undone = ForeignKeyField(Operation, null=True, index=False)


class ImportedGood(Table):
    """What a list brought: a new good, or another price, name or barcode of one that was there."""

    batch = ForeignKeyField(GoodsImport, index=False)
    good = ForeignKeyField(Good, index=False)
    before = TextField(null=True)
    """As it was, as services.stored writes a GoodOnSale; none: it is new."""
    after = TextField()
    """As the list made it: whoever changed it since is seen."""

    class Meta:
        primary_key = CompositeKey("batch", "good")
        without_rowid = True


class SalesImport(Table):
    """Past sales that came in from a file: all those from the first to the last."""

    operation = ForeignKeyField(Operation, unique=True)
    """Who became a member by it has the same."""
    file = TextField()
    """Its name, without the folder."""
    digest = TextField(index=True)
    """SHA-256 of its bytes: the same file is known again."""
    first = ForeignKeyField(Sale, index=False)
    last = ForeignKeyField(Sale, index=False)
    undone = ForeignKeyField(Operation, null=True, index=False)
    """What mirrors each of them then is an operation of the same act, at the moment of its
    sale: day by day nothing is left of them, and nothing was done that day."""


class SheetShape(Table):
    """What the columns of a sheet are, as the owner once said; known again by its headings."""

    shape = TextField(primary_key=True)
    """See domain.headings.shape_of."""
    columns = TextField()

    class Meta:
        without_rowid = True
