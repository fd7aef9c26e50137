"""The face of every table."""

from peewee import Model

from shopfans.database.connection import OPEN_SHOP


class Table(Model):
    class Meta:
        database = OPEN_SHOP
        strict_tables = True
        legacy_table_names = False
