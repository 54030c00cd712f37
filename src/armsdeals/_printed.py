"""How objects print themselves: the call that makes them where it fits one line, else a line of what there is.

What is left at its default is left out, so that nothing unknown is printed. Where the call would be longer than a line, texts
are cut, values stand as they are written in a file, and things within things are counted.

    >>> from attrs import frozen
    >>> @frozen(kw_only=True, repr=False)
    ... class Port:
    ...     name: str
    ...     berths: int | None = None
    ...     ships: tuple[str, ...] = ()
    ...     __repr__ = short_repr
    >>> Port(name="Sochi"), Port(name="Sochi", berths=3, ships=("a ship with a name of a good length",) * 9)
    (Port(name='Sochi'), <Port name='Sochi', berths=3, ships: 9>)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set as AbstractSet
from enum import Enum
from typing import Any

import attrs

from armsdeals._shown import plain, shown

LINE = 120  # characters
_TEXT = 40  # characters of a text within a line that is too long
_MOST = 3  # things within a thing that may stand in full
_UNTOLD = (None, "", ())
_NAMES = ("id", "designation", "name", "title", "key", "publisher")


def short_repr(thing: object) -> str:
    """Return how an object of attrs prints itself, in a line."""
    name = type(thing).__name__
    told = list(_told(thing))
    is_whole = all(
        field.default is not attrs.NOTHING or getattr(thing, field.name) not in _UNTOLD for field in _fields(thing)
    )
    if is_whole and all(not isinstance(value, (tuple, frozenset, Mapping)) or len(value) <= _MOST for _, value in told):
        call = f"{name}({', '.join(f'{key}={plain(repr(value))}' for key, value in told)})"
        if len(call) <= LINE:
            return call
    line = f"<{name}"
    for place, (key, value) in enumerate(told):
        part = f"{',' if place else ''} {_brief(key, value)}"
        if len(line) + len(part) + 4 > LINE:
            return f"{line}, …>"
        line += part
    return f"{line}>"


def exact(thing: Any) -> str:
    """Return an object with all that it holds as one text, by which things are put in an order; no two of them share it."""
    if attrs.has(type(thing)):
        held = (
            f"{field.name}={exact(getattr(thing, field.name))}" for field in attrs.fields(type(thing)) if field.repr
        )
        return f"{type(thing).__name__}({', '.join(held)})"
    if type(thing) is tuple:
        return f"({', '.join(map(exact, thing))})"
    return repr(thing)


def _told(thing: Any) -> Iterator[tuple[str, Any]]:
    """What is told of it, its own fields before those of every claim."""
    for field in sorted(_fields(thing), key=lambda field: field.inherited):
        value = getattr(thing, field.name)
        if value not in _UNTOLD and not _is_default(value, field.default):
            yield field.alias or field.name, value


def _fields(thing: Any) -> list[Any]:
    return [field for field in attrs.fields(type(thing)) if field.repr and field.init]


def _is_default(value: Any, default: Any) -> bool:
    made = getattr(default, "factory", None)  # of attrs.Factory, which its types call a function
    if made is not None:
        return not default.takes_self and bool(value == made())
    return value is default or (type(value) is type(default) and bool(value == default))


def _brief(key: str, value: Any) -> str:
    if isinstance(value, (tuple, AbstractSet, Mapping)):
        return f"{key}: {len(value)}"
    if isinstance(value, Enum):
        return f"{key}={value.name}"
    if isinstance(value, str):
        return f"{key}={shown(value, longest=_TEXT)}"
    if attrs.has(type(value)):
        named = next(
            (name for name in _NAMES if isinstance(getattr(value, name, None), str) and getattr(value, name)), ""
        )
        return f"{key}={shown(getattr(value, named), longest=_TEXT)}" if named else f"{key}=<{type(value).__name__}>"
    text = getattr(value, "text", None)
    return f"{key}={shown(text if isinstance(text, str) else value, longest=_TEXT)}"
