"""What a form's fields say as values; what cannot be kept is said beside its field."""

from collections.abc import Callable
from typing import Any, TypeVar

from shopfans.database.operations import new_request
from shopfans.domain.errors import NameMissing, NameTooLong, NumberOutOfRange, ShopError
from shopfans.domain.money import Money, parse_amount
from shopfans.domain.points import parse_count
from shopfans.domain.terms import Terms
from shopfans.services import settings
from ui.desk import Desk
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


def read_or(empty: Any, field: Field, parse: Callable[..., Any], **bounds: Any) -> Any:
    """The value of a field that may stay empty. Raises Refused."""
    return read(field, parse, **bounds) if field.text().strip() else empty


def amount_or_none(field: Field, digits: int) -> Money | None:
    """The amount, or None where nothing was typed. Raises Refused."""
    return read(field, parse_amount, digits=digits) if field.text().strip() else None


def count_or_none(field: Field, *, least: int, most: int) -> int | None:
    """The whole number, or None where nothing was typed. Raises Refused."""
    return read(field, parse_count, least=least, most=most) if field.text().strip() else None


def parse_name(text: str, *, most: int) -> str:
    """A short name, without spaces around it or doubled ones. Raises NameMissing or NameTooLong."""
    name = " ".join(text.split())
    if not name:
        raise NameMissing()
    if len(name) > most:
        raise NameTooLong(most)
    return name


def parse_percent(text: str, *, most: int) -> int:
    """So many percent as hundredths of one: 12.5 is 1250. Raises NumberOutOfRange or what
    parse_amount raises."""
    percent = parse_amount(text.replace("%", "").replace("％", "")).fen
    if percent > most * 100:
        raise NumberOutOfRange(0, most)
    return percent


def kept(desk: Desk, keep: Callable[[], object], *, refuse: Callable[[str], object]) -> bool:
    """Whether what was typed is kept now; if not, the reason stands beside its field, or where
    `refuse` puts what belongs to none."""
    try:
        keep()
    except Refused as refused:
        refused.field.refuse(desk.words(refused.problem))
    except ShopError as problem:
        refuse(desk.words(problem))
    else:
        return True
    return False


def kept_terms(desk: Desk, typed: Callable[[], Terms], *, refuse: Callable[[str], object]) -> bool:
    """The same for the owner's terms."""
    return kept(
        desk,
        lambda: settings.save(desk.shop, by=desk.by, terms=typed(), request=new_request()),
        refuse=refuse,
    )
