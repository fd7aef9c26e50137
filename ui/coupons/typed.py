"""What a form's fields say as values; a field that cannot be understood says so itself."""

from collections.abc import Callable
from typing import Any, TypeVar

from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money, parse_amount
from shopfans.domain.points import parse_count
from ui.widgets.field import Field

_Value = TypeVar("_Value")


class Refused(Exception):
    """A field does not say what it should."""

    def __init__(self, field: Field, problem: ShopError) -> None:
        super().__init__()
        self.field, self.problem = field, problem


def read(field: Field, parse: Callable[..., _Value], **bounds: Any) -> _Value:
    """The value that was typed. Raises Refused."""
    try:
        return parse(field.text(), **bounds)
    except ShopError as problem:
        raise Refused(field, problem) from None


def amount_or_none(field: Field, digits: int) -> Money | None:
    """The amount, or None where nothing was typed. Raises Refused."""
    return read(field, parse_amount, digits=digits) if field.text().strip() else None


def count_or_none(field: Field, *, least: int, most: int) -> int | None:
    """The whole number, or None where nothing was typed. Raises Refused."""
    return read(field, parse_count, least=least, most=most) if field.text().strip() else None
