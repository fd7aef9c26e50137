"""How days, instants, money and choices stand in a column."""

from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from peewee import Field, FloatField

from shopfans.domain.money import Money


class MoneyField(Field):
    """Whole fen; a decimal column would be a float in SQLite."""

    field_type = "INTEGER"

    def db_value(self, value: Money | int | None) -> int | None:
        return value.fen if isinstance(value, Money) else value

    def python_value(self, value: int | None) -> Money | None:
        return None if value is None else Money(value)


class RealField(FloatField):
    """A number that is no count: SQLite's strict tables know it by this name."""

    field_type = "REAL"


class DayField(Field):
    """A business day as ISO text, so that any tool shows it and order is order."""

    field_type = "TEXT"

    def db_value(self, value: date | str | None) -> str | None:
        return value.isoformat() if isinstance(value, date) else value

    def python_value(self, value: str | None) -> date | None:
        return None if value is None else date.fromisoformat(value)


class InstantField(Field):
    """A moment in UTC as ISO text with microseconds."""

    field_type = "TEXT"

    def db_value(self, value: datetime | str | None) -> str | None:
        return instant_text(value) if isinstance(value, datetime) else value

    def python_value(self, value: str | None) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class ChoiceField(Field):
    """A member of one Enum, by its value."""

    field_type = "TEXT"

    def __init__(self, choice: type[Enum], **options: Any) -> None:
        self.choice = choice
        super().__init__(**options)

    def db_value(self, value: Enum | str | None) -> Any:
        return value.value if isinstance(value, Enum) else value

    def python_value(self, value: Any) -> Any:
        return None if value is None else self.choice(value)


class FlagField(Field):
    """True or False as 1 or 0; a STRICT table knows no booleans."""

    field_type = "INTEGER"

    def db_value(self, value: bool | int | None) -> int | None:
        return None if value is None else int(value)

    def python_value(self, value: int | None) -> bool | None:
        return None if value is None else bool(value)


def instant_text(at: datetime) -> str:
    """The one way an instant is written, in rows and in the digest chain alike."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
