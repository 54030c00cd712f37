"""Converting countries: a list or a column of names to the codes that they had on a day.

    >>> convert_countries(["Turkiye", "UAE", "East Germany (GDR)"], to="cow", on=1975)
    [640, 696, 265]
    >>> convert_countries(("Germany", "Germany"), to="cow", on=(1975, 2000))
    (260, 255)
    >>> convert_countries(["Norway", "PKK (Turkiye)*", "Norwy"], to="iso3", not_found="none")
    ['NOR', None, None]

What comes back is of the kind that went in: a list, a tuple, or a column of pandas, polars, pyarrow or NumPy. Only
declared names and codes are found; near ones are named in the error and never taken. Left out: names in other languages,
and numbers of COW or GW as input.
"""

from __future__ import annotations

import sys
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import repeat
from typing import Any, TypeVar, overload

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue, UnknownName
from armsdeals.values.actors import actor_of
from armsdeals.values.country import SYSTEMS, Country

Column = TypeVar("Column")
NAME = "name"
_NUMBERS = frozenset({"cow", "gw"})
_OR = " or "
_RAISE, _NONE = "raise", "none"
# What other functions would be told to do; in a column of codes each would be a filler that nobody meant.
_NO_WAYS = frozenset(
    {_RAISE, _NONE, "raises", "error", "keep", "exclude", "ignore", "skip", "drop", "warn", "coerce", "leave", "null"}
)
_NOBODY = "no country known here"
_MOST_TOLD = 20  # names in a message; all are in .names


@overload
def convert_countries(names: list[Any], *, to: str, on: Any = None, not_found: Any = "raise") -> list[Any]: ...
@overload
def convert_countries(
    names: tuple[Any, ...], *, to: str, on: Any = None, not_found: Any = "raise"
) -> tuple[Any, ...]: ...
@overload
def convert_countries(names: Column, *, to: str, on: Any = None, not_found: Any = "raise") -> Column: ...


def convert_countries(names: Any, *, to: str, on: Any = None, not_found: Any = "raise") -> Any:
    """Return the codes of countries, in the order of their names and in the same kind of list or column.

    Args:
        names: Names or codes of countries, or `Country`, in a list, a tuple, or a column of pandas, polars, pyarrow or
            NumPy. A missing cell stays missing.
        to: "iso2", "iso3", "cow" (Correlates of War), "gw" (Gleditsch and Ward), "sipri" (the spelling of its
            registers) or "name" (ours, and the one used on the day where a day is given); editions and sources are those of
            `armsdeals.values.country`.
        on: The year or the day of all of them, also as text ("1990-10-02", "1990-10", "1990"), or a list or column of as many; None asks for today. A code that several
            states had in turn, such as CS, needs it.
        not_found: What to do about a name that is no country, or a country without such a code on the day: "raise",
            "none" for a missing cell, or any other value to put there; words for something else to do, such as "keep",
            are none.

    Raises:
        UnknownName: A name is not found; the message and ``.names`` list every one of them, with near names. Or there
            is no such system or nothing that ``not_found`` could mean.
        InvalidValue: There are not as many days as names, a day's text is none, or a year is out of range.
        TypeError: The names are no list of texts, or a day is neither a date nor a year.
    """
    if to not in (*SYSTEMS, NAME):
        raise UnknownName(f"{shown(to)} is no system of country codes; expected {', '.join(SYSTEMS)} or {NAME}")
    if isinstance(not_found, str) and not_found not in (_RAISE, _NONE) and not_found.casefold() in _NO_WAYS:
        message = (
            f'{shown(not_found)} is no choice of not_found (expected "{_RAISE}", "{_NONE}", or a value to put there)'
        )
        raise UnknownName(message, path=("not_found",))
    asked = _cells(names, "names of countries")
    days = _days(on, len(asked))
    found: dict[Hashable, Any] = {}
    lost: dict[str, str] = {}  # each name with what is wrong about it
    out: list[Any] = []
    for name, day in zip(asked, days, strict=False):
        if _is_missing(name):
            out.append(None)
            continue
        if (name, day) not in found:
            found[name, day] = _one(name, to, day)
        code, why = found[name, day]
        if why:
            lost.setdefault(str(name), why)
            code = None if isinstance(not_found, str) and not_found == _NONE else not_found
        out.append(code)
    if lost and isinstance(not_found, str) and not_found == _RAISE:
        _refuse(lost, to)
    return _like(names, out, is_number=to in _NUMBERS)


def _one(name: Any, to: str, day: date | int | str | None) -> tuple[int | str | None, str]:
    """Return the code of one country, or what is wrong about it."""
    if not isinstance(name, (str, Country)):
        raise TypeError(f"{shown(name)} is not a country; write its name")
    country = name if isinstance(name, Country) else Country.parse(name, on=day)
    if country is None:
        return None, (actor_of(str(name)).kind or _NOBODY).lower().replace("_", " ")
    if to == NAME:
        return (country.name if day is None else country.name_on(day)), ""
    code = country.code(to, on=day)
    if code is not None:
        return code, ""
    ended = f", and ended on {country.end}" if country.end else ""
    return None, f"none {'today' if day is None else f'on {day}'}{ended}"


def _refuse(lost: dict[str, str], to: str) -> None:
    told: list[str] = []
    near: list[str] = []
    for name, why in list(lost.items())[:_MOST_TOLD]:
        meant = _near(name) if why == _NOBODY else ()
        near += meant
        told.append(f"{shown(name)} ({f'did you mean {_OR.join(meant)}?' if meant else why})")
    rest = f" and {len(lost) - _MOST_TOLD} more (see .names)" if len(lost) > _MOST_TOLD else ""
    what = "name" if to == NAME else f"code of {to}"
    message = (
        f"no {what} is found for {', '.join(told)}{rest}; "
        'correct the names, or say not_found="none" to leave their places empty'
    )
    raise UnknownName(message, suggestions=dict.fromkeys(near), names=lost)


def _near(name: str) -> tuple[str, ...]:
    """Return what may be meant, for a message."""
    try:
        Country(name)
    except UnknownName as error:
        return error.suggestions
    return ()


def _days(on: Any, count: int) -> Iterable[date | int | str | None]:
    """Return a day for each name."""
    if on is None or isinstance(on, (date, int, float, str)):
        return repeat(_day(on))
    days = [_day(day) for day in _cells(on, "years or days")]
    if len(days) != count:
        raise InvalidValue(
            f"there are {count} names and {len(days)} days; give one day, or one for each name", path=("on",)
        )
    return days


def _day(day: Any) -> date | int | str | None:
    """Return a day as the standard library has it; columns bring years as floats and integers of their own."""
    if _is_missing(day):
        return None
    if isinstance(day, datetime):
        return day.date()
    if isinstance(day, (date, str)) or (isinstance(day, int) and not isinstance(day, bool)):
        return day
    if isinstance(day, float) and day.is_integer():
        return int(day)
    raise TypeError(f"{shown(day)} is neither a date nor a year")


def _is_missing(cell: Any) -> bool:
    """Whether a cell is empty: None, a float that is no number, or what pandas puts there."""
    return cell is None or (isinstance(cell, float) and cell != cell) or type(cell).__name__ in ("NAType", "NaTType")  # noqa: PLR0124


def _cells(column: Any, wanted: str) -> Sequence[Any]:
    """Return the cells of a list or a column as values of Python."""
    for way in ("to_pylist", "to_list", "tolist"):  # pyarrow; polars and pandas; NumPy
        if hasattr(column, way):
            cells = getattr(column, way)()
            if isinstance(cells, list):
                return cells
    if isinstance(column, (str, bytes, Country, Mapping)) or not isinstance(column, Iterable):
        raise TypeError(f"{shown(column)} is no list of {wanted}; put one alone in brackets")
    return list(column)


def _like(column: Any, cells: list[Any], *, is_number: bool) -> Any:
    """Return the cells in a column of the kind that was given, by the package that made that one."""
    roots = {cls.__module__.partition(".")[0] for cls in type(column).__mro__}
    is_number = is_number and all(cell is None or type(cell) is int for cell in cells)
    if "pandas" in roots:
        dtype = "Int64" if is_number else None
        place = {"index": column.index} if hasattr(column, "index") else {}
        owner = sys.modules["pandas"]
        made: Any = owner.Series if place else owner.Index
        return made(cells, name=column.name, dtype=dtype, **place)
    if "polars" in roots:
        owner = sys.modules["polars"]
        return owner.Series(column.name, cells, dtype=owner.Int64 if is_number else None, strict=False)
    if "pyarrow" in roots:
        owner = sys.modules["pyarrow"]
        array = owner.array(cells, type=owner.int64() if is_number else None)
        return owner.chunked_array([array]) if hasattr(column, "chunks") else array
    if "numpy" in roots:
        return sys.modules["numpy"].array(cells, dtype=None if None not in cells else object)
    return tuple(cells) if isinstance(column, tuple) else cells
