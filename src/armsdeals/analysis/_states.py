"""States of a year: which states existed when, under which code, for panels.

    >>> roll = roll_of("cow", 1991)
    >>> roll.key[Country("Soviet Union")], roll.key[Country("Russia")], roll.name[365]
    (365, 365, 'Russia')
    >>> Country("Namibia") in roll_of("cow", 1989).key, Country("Namibia") in roll_of("cow", 1990).key
    (False, True)

A state exists in a year if the list of states counts it on any day of the year. Where two states had one number in the year
of their change, they are one unit, called by the name of the one that goes on. Left out: territories that no list counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from armsdeals._shown import shown
from armsdeals.errors import UnknownName, suggestion
from armsdeals.values._countries import COUNTRIES
from armsdeals.values.country import Country

Code = Literal["cow", "gw", "iso3", "sipri", "name"]
CODES = ("cow", "gw", "iso3", "sipri", "name")
Unit = int | str


class Roll(NamedTuple):
    """The states of one year.

    Attributes:
        key: The code of each state that existed, by country.
        name: The name of each code.
    """

    key: Mapping[Country, Unit]
    name: Mapping[Unit, str]

    @property
    def units(self) -> tuple[Unit, ...]:
        """The codes, in order."""
        return tuple(sorted(self.name, key=lambda unit: (isinstance(unit, str), unit)))


def to_code(code: str) -> Code:
    """Return the code system.

    Raises:
        UnknownName: It is none.
    """
    if code not in CODES:
        near = suggestion(str(code), CODES)
        hint = f"did you mean {near[0]}?" if near else f"expected {', '.join(CODES)}"
        raise UnknownName(f"{shown(code)} is no code of states; {hint}", suggestions=near, path=("code",))
    return code  # type: ignore[return-value]


@cache
def roll_of(code: Code, year: int) -> Roll:
    """Return the states of a year.

    Args:
        code: "cow" and "gw" go by the members of these lists; the others by those of Gleditsch and Ward, else of COW.
        year: The year.
    """
    key: dict[Country, Unit] = {}
    last: dict[Unit, Country] = {}
    for country in _all_countries():
        unit = _unit(country, code, year)
        if unit is None:
            continue
        key[country] = unit
        rival = last.get(unit)
        if rival is None or _goes_on(country, year):
            last[unit] = country
    return Roll(key, {unit: country.name for unit, country in last.items()})


def _unit(country: Country, code: Code, year: int) -> Unit | None:
    if code in ("cow", "gw"):
        return country.code(code, on=year)
    if country.code("gw", on=year) is None and country.code("cow", on=year) is None:
        return None
    if code == "iso3":
        return country.code("iso3", on=year)
    return country.name if code == "name" else country.code("sipri")


def _goes_on(country: Country, year: int) -> bool:
    return country.end is None or country.end > date(year, 12, 31)


@cache
def _all_countries() -> tuple[Country, ...]:
    return tuple(Country(row[0]) for row in COUNTRIES)
