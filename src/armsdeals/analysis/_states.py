"""States of a year: which states existed when, under which code, for panels.

    >>> roll = roll_of("cow", 1991)
    >>> roll.key[Country("Soviet Union")], roll.key[Country("Russia")], roll.name[365]
    (365, 365, 'Russia')
    >>> Country("Namibia") in roll_of("cow", 1989).key, Country("Namibia") in roll_of("cow", 1990).key
    (False, True)

A state exists in a year if the list of states counts it on any day of the year. Where two states had one number in the year
of their change, they are one unit, called by the name of the one that goes on; so are a state that registers do not print and the country
under whose name they book it (Serbia and Montenegro, and Serbia). Left out: territories that no list counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from armsdeals._shown import shown
from armsdeals.errors import UnknownName, suggestion
from armsdeals.values._countries import COUNTRIES
from armsdeals.values.country import Country, booked_state

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
        if rival is None or (_goes_on(country, year) and is_counted(country, year)):
            last[unit] = country
    return Roll(key, {unit: country.name for unit, country in last.items()})


def _unit(country: Country, code: Code, year: int) -> Unit | None:
    if code in ("cow", "gw"):
        return country.code(code, on=year)
    if country.code("gw", on=year) is None and country.code("cow", on=year) is None:
        return None
    under = _printed_as(country)
    if under is not None and is_counted(under, year):  # a year of change: what they print is the other's
        country = under
    booked = booked_state(country)
    if booked is not None and not is_counted(country, year):
        return _own_unit(booked, code, year) or _own_unit(country, code, year)
    return _own_unit(country, code, year)


def _own_unit(country: Country, code: Code, year: int) -> Unit | None:
    if code == "iso3":
        return country.code("iso3", on=year)
    return country.name if code == "name" else country.code("sipri")


def is_counted(country: Country, year: int) -> bool:
    """Whether a list of states counts it in a year in a spell of its own."""
    spells = (*country.spells("gw"), *country.spells("cow"))
    return any(spell.first.year <= year and (spell.last is None or year <= spell.last.year) for spell in spells)


@cache
def rivals_of(country: Country, code: Code, year: int) -> tuple[Unit, ...]:
    """Return under which other codes of the year that may stand which is told under this name.

    They are those of states that at some time had its number: where its own name has no place in the year, or where
    registers do not print theirs.

    >>> rivals_of(Country("Russia"), "cow", 1985), rivals_of(Country("Serbia"), "gw", 2006)
    ((365,), (345,))
    >>> rivals_of(Country("Russia"), "cow", 1995)
    ()
    """
    key = roll_of(code, year).key
    unit, booked = key.get(country), booked_state(country)
    others = [one for one in _heirs(country) if unit is None or one == booked]
    return tuple(sorted({key[one] for one in others if one in key and key[one] != unit}, key=str))


@cache
def _heirs(country: Country) -> tuple[Country, ...]:
    """The other countries that at some time had a number of its."""
    numbers = _numbers(country)
    return tuple(one for one in _all_countries() if one != country and numbers & _numbers(one))


@cache
def _numbers(country: Country) -> frozenset[tuple[str, int]]:
    cow, gw = country.spells("cow"), country.spells("gw")
    return frozenset({*(("cow", spell.number) for spell in cow), *(("gw", spell.number) for spell in gw)})


@cache
def _printed_as(country: Country) -> Country | None:
    """The country under whose name registers book a state that they do not print."""
    return next((one for one in _all_countries() if booked_state(one) == country), None)


def _goes_on(country: Country, year: int) -> bool:
    return country.end is None or country.end > date(year, 12, 31)


@cache
def _all_countries() -> tuple[Country, ...]:
    return tuple(Country(row[0]) for row in COUNTRIES)
