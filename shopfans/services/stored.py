"""Frozen values as text in a column, and back: a text of an older release takes the defaults.

Where the default is not what older texts meant, the metadata of the field say that as "unsaid".
"""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

_Value = TypeVar("_Value")


def text(value: object) -> str:
    """A dataclass or NamedTuple of plain values, money, days, kinds, paths, and tuples of
    such."""
    return json.dumps(_plain(value), ensure_ascii=False)


def read(kind: type[_Value], body: str) -> _Value:
    """The value that was written; what it does not know is left out, what it lacks is default."""
    value: _Value = _value(kind, json.loads(body))
    return value


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case date() | Path():
            return str(value) if isinstance(value, Path) else value.isoformat()
        case tuple() if hasattr(value, "_fields"):  # a NamedTuple
            names: tuple[str, ...] = value._fields
            return {name: _plain(part) for name, part in zip(names, value, strict=True)}
        case tuple():
            return [_plain(part) for part in value]
        case _ if is_dataclass(value):
            return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
        case _:
            return value


def _value(kind: Any, said: Any) -> Any:
    wanted = get_args(kind)
    if NoneType in wanted:  # X | None
        return None if said is None else _value(next(a for a in wanted if a is not NoneType), said)
    if get_origin(kind) is tuple:
        return tuple(_value(wanted[0], part) for part in said)
    if not isinstance(kind, type):  # a NewType: what it is made of
        return _value(kind.__supertype__, said)
    return _one(kind, said)


def _one(kind: Any, said: Any) -> Any:
    if issubclass(kind, Enum | Path):
        return kind(said)
    if issubclass(kind, date):
        return kind.fromisoformat(said)
    if is_dataclass(kind) or hasattr(kind, "_fields"):
        types = _types(kind)
        parts = {name: _value(types[name], part) for name, part in said.items() if name in types}
        return kind(**_unsaid(kind) | parts)
    return said


@cache
def _unsaid(kind: Any) -> dict[str, Any]:
    some = fields(kind) if is_dataclass(kind) else ()
    return {one.name: one.metadata["unsaid"] for one in some if "unsaid" in one.metadata}


@cache
def _types(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
