"""What a field says, or the refusal that belongs beside it."""

from collections.abc import Callable
from typing import Any

from shopfans.domain.errors import ShopError
from ui.widgets.field import Field


class Refused(Exception):
    """What stands in the field cannot be."""

    def __init__(self, field: Field, problem: ShopError) -> None:
        super().__init__()
        self.field, self.problem = field, problem


def read(field: Field, parse: Callable[..., Any], **bounds: int) -> Any:
    """The value of the field. Raises Refused."""
    try:
        return parse(field.text(), **bounds)
    except ShopError as problem:
        raise Refused(field, problem) from None


def read_or(empty: Any, field: Field, parse: Callable[..., Any], **bounds: int) -> Any:
    """The value of a field that may stay empty. Raises Refused."""
    return read(field, parse, **bounds) if field.text().strip() else empty
