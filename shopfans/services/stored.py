"""Frozen values as text and back."""

import json
from dataclasses import asdict, fields, is_dataclass
from datetime import date
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


def text(value: Any) -> str:
    def plain(v: Any) -> Any:
        if isinstance(v, Enum):
            return v.value
        if isinstance(v, date):
            return v.isoformat()
        raise TypeError(v)

    return json.dumps(asdict(value), default=plain, ensure_ascii=False)


def read(kind: type, body: str) -> Any:
    return _value(kind, json.loads(body))


def _value(kind: Any, said: Any) -> Any:
    if get_origin(kind) in (Union, UnionType):
        return (
            None
            if said is None
            else _value(next(a for a in get_args(kind) if a is not type(None)), said)
        )
    if get_origin(kind) is tuple:
        return tuple(_value(get_args(kind)[0], one) for one in said)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(said)
    if kind is date:
        return date.fromisoformat(said)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(
            **{f.name: _value(hints[f.name], said[f.name]) for f in fields(kind) if f.name in said}
        )
    if isinstance(kind, type) and issubclass(kind, tuple):
        hints = get_type_hints(kind)
        return kind(*(_value(hints[n], o) for n, o in zip(kind._fields, said)))
    return said
