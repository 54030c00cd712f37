"""Cells of the table of volumes: what dates, numbers, parties and systems are in it.

    >>> years_of("2016/2018?"), number_of("~4 battalion")
    (((2016, 2018, 3, None), True), (4.0, 4.0, 4.0, 'battalion', True))
    >>> part_of((6.0, 5.0, None, "tank", False), 0.5)
    (3.0, 2.5, None, 'tank', False)

What recurs in many deals is worked out once (`Meanings`). Left out: which figures make a row (`volume_rows`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from armsdeals.model.line import Line
from armsdeals.model.party import Party, Role
from armsdeals.tables.cells import country_of
from armsdeals.tables.groups import parted
from armsdeals.tables.told import runs_of
from armsdeals.values.classes import Scheme
from armsdeals.values.estimate import Flag, to_estimate
from armsdeals.values.evidence import Evidence
from armsdeals.values.when import cached_when

Row = tuple[Any, ...]
NO_NUMBER: Row = (None,) * 5
NO_YEARS: Row = (None,) * 4
NO_ORDER: Row = (None,) * 2
NOBODY: Row = (None,) * 3
_SUPPLIER, _RECIPIENT, _SIPRI = Role.SUPPLIER, Role.RECIPIENT, Scheme.SIPRI


class Kept(dict[Any, Any]):
    """What was made of something, each once."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[Any], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, told: Any) -> Any:
        made = self[told] = self._make(told)
        return made


class Meanings:
    """What texts mean, each worked out once in a walk over many deals.

    Attributes:
        years: By the text of a date its years, and whether it is an estimate.
        numbers: By the text of a number its cells.
        volumes: By the text of a volume the number that it is.
        runs: By years their unbroken runs, each with its part.
    """

    def __init__(self) -> None:
        self.years = Kept(years_of)
        self.numbers = Kept(number_of)
        self.volumes = Kept(lambda text: float(text.removesuffix(" TIV")))
        self.runs = Kept(runs_of)
        self._sources: dict[int, str] = {}
        self._held: list[Evidence] = []  # so that no other object gets the number of one whose text is kept

    def cited(self, sources: tuple[Evidence, ...]) -> str | None:
        """Return how sources are named."""
        if len(sources) != 1:
            return parted(source.id or source for source in sources) or None
        (source,) = sources
        found = self._sources.get(id(source))
        if found is None:
            self._held.append(source)
            found = self._sources[id(source)] = source.id or str(source)
        return found or None


def years_of(text: str) -> Row:
    """Return the years of a date: first, last, how many, and no list, as a date has no gaps; and whether they are estimates."""
    when = cached_when(text)
    first, last = (None if day is None else day.year for day in (when.earliest, when.latest))
    many = None if first is None or last is None else last - first + 1
    return (first, last, many, None), when.is_uncertain or when.is_approximate


def one_year(when: Row) -> Row:
    """Return the year of a date with its mark; two empty cells where it is not of one year."""
    (first, _, many, _), mark = when
    return (first, mark) if many == 1 else NO_ORDER


def number_of(text: str) -> Row:
    """Return the cells of a number: best, low, high, unit, and whether it is an estimate."""
    digits = text.removeprefix("~")
    if digits.isdecimal():  # as nearly all numbers of a register are; reading them takes most of the time of this table
        best = float(digits)
        return best, best, best, None, digits != text
    number = to_estimate(text)
    told = number.spread
    if told.flag is Flag.EXACT:
        best = float(told.low)
        return best, best, best, number.unit or None, False
    low, best_of, high = (None if one is None else float(one) for one in (told.low, told.best, told.high))
    return best_of, low, high, number.unit or None, True


def part_of(counted: Row, part: float) -> Row:
    """Return a part of a number, with unit and mark as they are."""
    best, low, high, unit, mark = counted
    return (
        None if best is None else best * part,
        None if low is None else low * part,
        None if high is None else high * part,
        unit,
        mark,
    )


def sides_of(parties: tuple[Party, ...]) -> tuple[Row, Row]:
    """Return names, countries and kinds of the suppliers, and of the recipients."""
    supplier, recipient = ([party for party in parties if party.role is role] for role in (_SUPPLIER, _RECIPIENT))
    return side_of(supplier), side_of(recipient)


def side_of(parties: list[Party]) -> Row:
    """Return names, countries and kinds of parties of one side, each country and kind once."""
    if not parties:
        return NOBODY
    if len(parties) == 1:
        return tuple(cell or None for cell in _one(parties[0]))
    names, countries, kinds = zip(*map(_one, parties), strict=True)
    return tuple(
        parted(one for one in cells if one) or None for cells in (names, dict.fromkeys(countries), dict.fromkeys(kinds))
    )


def _one(party: Party) -> Row:
    country, kind = country_of(party), party.kind
    return party.name, None if country is None else country.text, None if kind is None else kind._value_


def goods_of(line: Line) -> Row:
    """Return what is said of the goods, whatever their number: designation, category and class."""
    system = line.system
    classes = [one.code for one in system.codes if one.scheme is _SIPRI and one.code] if system.codes else ()
    told = None if not classes else classes[0] if len(classes) == 1 else parted(dict.fromkeys(classes))
    return system.designation, system.category or None, told
