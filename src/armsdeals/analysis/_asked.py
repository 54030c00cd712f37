"""What is asked of a table of volumes: by what to group, on which basis, for which years and parties.

    >>> basis_of("delivered", "volumes"), years_of((2019, 2023)), years_of(2020)
    (Basis.DELIVERED, (2019, 2023), (2020, 2020))
    >>> basis_of(None, "volumes")
    Traceback (most recent call last):
    TypeError: volumes needs basis=, since what is ordered and what has arrived never add up: ORDERED, DELIVERED, LICENSED, EXPORTED, NOTIFIED, ...

Left out: asking it (`armsdeals.analysis._sums`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from armsdeals._printed import short_repr
from armsdeals._shown import shown
from armsdeals.analysis._engine import ALSO_CALLED, Frame, collected, narwhals, our_name
from armsdeals.analysis.groups import Groups
from armsdeals.errors import InvalidValue, UnknownName, suggestion
from armsdeals.values.actors import is_one_actor
from armsdeals.values.basis import Basis
from armsdeals.values.country import Country, is_country, to_country

YEAR = "year"  # the key that is no column: a row may fall into several years
SIDES = ("supplier", "recipient")
Years = tuple[int, int]
Named = str | Country | Iterable[str | Country]
_USUAL = (Basis.ORDERED, Basis.DELIVERED, Basis.LICENSED, Basis.EXPORTED, Basis.NOTIFIED)
_GROUPED = ("supplier", "recipient", "category", "armament_category", "system", "condition")
_ARRIVES_LATER = frozenset({Basis.DELIVERED, Basis.EXPORTED, Basis.RETURNED})
_KEYS = "write a name, or a mapping of names to groups"
_INSISTS = frozenset({"volumes"})  # questions with an argument for it


@frozen(repr=False)
class Key:
    """One thing by which rows are grouped.

    Attributes:
        name: Its name in the answer.
        column: The column of the frame; empty for the year.
        groups: Into which groups its names are put; None leaves them as they are.
    """

    name: str
    column: str
    groups: Groups | None = None

    __repr__ = short_repr

    @property
    def is_year(self) -> bool:
        """Whether it stands for the years into which a row falls."""
        return not self.column


def basis_of(basis: Basis | str | None, question: str) -> Basis:
    """Return the basis.

    Raises:
        TypeError: None was given.
        UnknownName: There is no such basis.
    """
    if basis is None:
        told = ", ".join(_USUAL)
        raise TypeError(
            f"{question} needs basis=, since what is ordered and what has arrived never add up: {told}, ..."
        )
    return Basis(basis)


def years_of(years: Years | Iterable[int] | int | None) -> Years | None:
    """Return the first and the last year, both within.

    Raises:
        InvalidValue: The last is before the first.
        TypeError: They are no years.
    """
    if years is None:
        return None
    told = (years, years) if isinstance(years, int) else tuple(years)
    if len(told) != 2 or any(isinstance(one, bool) or not isinstance(one, int) for one in told):  # noqa: PLR2004  # first and last
        raise TypeError(f"{shown(years)} are no years; write the first and the last, such as (2019, 2023)")
    first, last = told
    if first > last:
        raise InvalidValue(f"{first} to {last} ends before it begins; swap the years", path=("years",))
    return first, last


def listed_keys(by: Any) -> list[Any]:
    """Return what is grouped by as a list, also where it is one name or one mapping.

    Raises:
        TypeError: It is neither, nor a list.
    """
    if isinstance(by, (str, Mapping)):
        return [by]
    try:
        return list(by)
    except TypeError as error:
        raise TypeError(f"{shown(by)} is nothing to group by; {_KEYS}") from error


def keys_of(by: Any, frame: Frame, question: str) -> tuple[Key, ...]:
    """Return by what is grouped.

    Args:
        by: A name, a mapping of names to groups (``{"bloc": {"Soviet Union": "Russia"}}``), or a list of both.
        frame: The rows.
        question: Who asks, for messages.

    Raises:
        UnknownName: The frame has no such column.
        InvalidValue: A name stands twice.
    """
    keys: list[Key] = []
    for one in listed_keys(by):
        if isinstance(one, str):
            keys.append(_plain_key(our_name(one), frame, question))
        elif isinstance(one, Mapping):
            keys += [_grouped_key(name, groups, frame) for name, groups in one.items()]
        else:
            raise TypeError(f"{shown(one)} is nothing to group by; {_KEYS}")
    names = [key.name for key in keys]
    for name in names:
        if names.count(name) > 1:
            raise InvalidValue(f"{shown(name)} stands twice; give each its own name", path=("by",))
    return tuple(keys)


def refuse_truncated(keys: Iterable[Key], basis: Basis, question: str, *, insists: bool) -> list[str]:
    """Refuse what has arrived by the year of its order, or return the note that goes with it.

    Raises:
        InvalidValue: It is asked for, and nobody insists.
    """
    if basis not in _ARRIVES_LATER or not any(key.column == "order_year" for key in keys):
        return []
    why = f"what was ordered lately has mostly not been {basis.in_words} yet, so that recent order years look empty"
    if insists:
        return [f"{why}; do not read a trend from them"]
    if question in _INSISTS:
        message = f'{why}; ask {question} by "year", or insist with allow_truncated=True'
    else:
        message = f"{why}; group by another column, or ask volumes(..., allow_truncated=True) and go on from there"
    raise InvalidValue(message, path=("by",))


def sides_of(
    supplier: Named | None, recipient: Named | None, buyer: Named | None, seller: Named | None
) -> dict[str, Named]:
    """Return the parties that are asked for, by the name of the column.

    Raises:
        TypeError: Both words for one side are used.
    """
    if (buyer is not None and recipient is not None) or (seller is not None and supplier is not None):
        raise TypeError("buyer is another word for recipient, and seller for supplier; say one of them")
    asked = {
        "supplier": seller if supplier is None else supplier,
        "recipient": buyer if recipient is None else recipient,
    }
    return {side: named for side, named in asked.items() if named is not None}


def only(frame: Frame, sides: Mapping[str, Named], question: str) -> Frame:
    """Return the frame with only the rows of these parties; of a list any one will do.

    A name of a state finds all names that mean this state, that of a group all that mean this group and never its host.

    Raises:
        UnknownName: Nobody there is called so.
    """
    col = narwhals().col
    for side, named in sides.items():
        frame.need(question, **{side: "text"})
        found = [name for name in names_in(frame, side) if name is not None]
        frame = frame.where(col(side).is_in(_meant(named, found, side)))
    return frame


def names_in(frame: Frame, column: str) -> list[Any]:
    """Return what stands in a column, each once."""
    told: list[Any] = collected(frame.rows.select(column).unique()).column(column).to_pylist()
    return told


def same_name(one: str, other: str) -> bool:
    """Whether two names mean the same: written alike but for case and accents, or names of one state or group."""
    if _key(one) == _key(other):
        return True
    return is_one_actor(one, other)


def _meant(named: Named, found: list[str], side: str) -> list[str]:
    asked = [named] if isinstance(named, (str, Country)) else list(named)
    meant: list[str] = []
    for one in asked:
        if not isinstance(one, (str, Country)):
            raise TypeError(f"{shown(one)} is no name of a party; write it as text")
        name = str(one)
        place = to_country(one) if isinstance(one, Country) or is_country(name) else None
        here = [
            told
            for told in found
            if _key(told) == _key(name) or (_is_place(told, place) if place is not None else is_one_actor(told, name))
        ]
        if not here and place is None:
            near = suggestion(name, sorted(found)) or suggestion(_key(name).title(), sorted(found))
            hint = f"did you mean {near[0]}?" if near else "write a country, or a name as the rows tell it"
            raise UnknownName(f"no {side} is called {shown(name)} here; {hint}", suggestions=near, path=(side,))
        meant += here
    return meant


def _is_place(told: str, place: Country) -> bool:
    return is_country(told) and to_country(told) == place


def _key(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def _plain_key(name: str, frame: Frame, question: str) -> Key:
    if name == YEAR:
        return Key(YEAR, "")
    if name not in frame.types:
        near = suggestion(name, [YEAR, *ALSO_CALLED, *frame.names])
        hint = f"did you mean {near[0]}?" if near else f"the frame has {', '.join(frame.names)}"
        message = f"{question} cannot be grouped by {shown(name)}, which is no column; {hint}"
        raise UnknownName(message, suggestions=near, path=("by",))
    return Key(name, name)


def _grouped_key(name: str, groups: Any, frame: Frame) -> Key:
    made = groups if isinstance(groups, Groups) else Groups(groups)
    return Key(name, _grouped_column(name, made, frame), made)


def _grouped_column(name: str, groups: Groups, frame: Frame) -> str:
    """Which column the groups are of: the one that is named so or that they name, else the first that holds their names."""
    own = groups.of or our_name(name)
    if own in frame:
        return own
    if groups.of:
        message = f"{shown(name)} groups the column {shown(groups.of)}, which the frame does not have"
        raise UnknownName(message, path=("by",))
    for side in SIDES:
        if any(word in name for word in (side, *_words_for(side))) and side in frame:
            return side
    for column in _GROUPED:
        if frame.types.get(column) == "text" and any(groups.find(told) for told in names_in(frame, column) if told):
            return column
    message = f"none of the names that {shown(name)} groups stands in {', '.join(_GROUPED)}"
    raise UnknownName(message, path=("by", name))


def _words_for(side: str) -> list[str]:
    return [word for word, meant in ALSO_CALLED.items() if meant == side]
