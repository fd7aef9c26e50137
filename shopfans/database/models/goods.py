"""Goods, by which barcodes they are known, and gifts."""

from peewee import Check, CompositeKey, ForeignKeyField, IntegerField, TextField

from shopfans.database.fields import FlagField, MoneyField
from shopfans.database.models.table import Table


class Good(Table):
    name = TextField()
    category = TextField(default="")
    price = MoneyField(constraints=[Check("price > 0")])
    active = FlagField(default=True)
    barcode = TextField(null=True, unique=True)
    earns = FlagField(default=True)
    """False: nothing paid for it earns points."""
    lasts = IntegerField(null=True)
    """Days until one piece is used up, for reminders."""
    sold = IntegerField(default=0)
    """Pieces sold less those returned; follows from the sales and is proved by the audit."""


class GoodKey(Table):
    """Beginnings by which a good is found; see domain.names."""

    key = TextField()
    good = ForeignKeyField(Good, index=False)

    class Meta:
        primary_key = CompositeKey("key", "good")
        without_rowid = True
        indexes = ((("good", "key"), False),)


class Gift(Table):
    """What stands on the gift shelf: exchanged for points."""

    name = TextField()
    points = IntegerField(constraints=[Check("points > 0")])
    active = FlagField(default=True)
