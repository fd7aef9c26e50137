"""Whether each value in a file is what its column promises: text, a day, a moment, a known kind."""

from peewee import Field, TextField

from shopfans.database.fields import ChoiceField, DayField, InstantField
from shopfans.database.models import TABLES
from shopfans.database.shop import Shop
from shopfans.services.books.auditing import Progress


def prove_readable(shop: Shop, progress: Progress) -> None:
    """Returns if all of it can be read; SQLite itself minds neither letters nor kinds.

    Raises ValueError (of which UnicodeDecodeError is one) or what `progress` raises.
    """
    fields = [field for table in TABLES for field in table._meta.sorted_fields]
    with shop.reading():
        for done, field in enumerate(fields):
            progress(done, len(fields))
            _prove(shop, field)


def _prove(shop: Shop, field: Field) -> None:
    column, table = field.column_name, field.model._meta.table_name
    match field:
        case DayField() | ChoiceField():
            for (value,) in shop.stream(f'SELECT DISTINCT "{column}" FROM "{table}"'):
                field.python_value(value)
        case InstantField():
            if shop.rows(_NO_INSTANT.format(column=column, table=table)):
                raise ValueError(f"{table}.{column} has what is no moment")
        case TextField():
            for _value in shop.stream(f'SELECT "{column}" FROM "{table}"'):
                pass  # it is decoded as it is read


_NO_INSTANT = """
    SELECT 1 FROM "{table}" WHERE "{column}" NOT GLOB '????-??-??T??:??:??.??????+00:00'
    OR julianday("{column}") IS NULL AND "{column}" IS NOT NULL LIMIT 1"""
