"""Cells: what may stand in one place of a table of answers.

A cell is a number, a text, a day, a value of the library (`Price`, `Estimate`, `Share`), a `Range`, `Rivals` that exclude
each other, or the reason why there is no value. It is never empty, and what nobody knows is never 0.

    >>> cell_text(NoValue.UNKNOWN), cell_text(Range(low=Decimal("1125000000"), unit="USD"))
    ('unknown', 'at least 1.125 billion USD')
    >>> NoValue.UNKNOWN + 1
    Traceback (most recent call last):
    TypeError: can only concatenate str (not "int") to str

Left out: how cells are laid out in a table (`armsdeals._sheet`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any, NamedTuple

from attrs import field, frozen

from armsdeals._fields import Leaf, Word, text_fault
from armsdeals._printed import short_repr
from armsdeals._shown import plain, shown
from armsdeals.errors import InvalidValue
from armsdeals.values.estimate import Estimate
from armsdeals.values.money import Money, amount_in_words
from armsdeals.values.number import product, rounded, shortest_decimal, to_decimal
from armsdeals.values.price import Price
from armsdeals.values.share import Fraction
from armsdeals.values.tiv import TIV, unit_in_words
from armsdeals.values.uncertain import Uncertain
from armsdeals.values.when import When

Cell = Any  # one of the kinds that `to_cell` takes
FRACTION = "fraction"  # the unit of parts of a whole and of yearly rates, which are shown as percentages
FRAMED = "; low and high frame what is possible"  # ends a note where something was spread

_GROUPED = 10_000  # smaller numbers, such as years, are shown without commas
_LARGE = 1_000_000
_PLACES = 6  # decimals that are shown
_CENTS = 2


class NoValue(Word):
    """Why there is no value where one was asked for."""

    UNKNOWN = "UNKNOWN"  # nobody says
    WITHHELD = "WITHHELD"  # it is known to exist, and is not published
    NOT_APPLICABLE = "NOT_APPLICABLE"  # the question does not arise
    NONE = "NONE"  # it is known that there is none


def _bound(value: Any) -> Decimal | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise TypeError(f"{shown(value)} is no bound; write it as a whole number or a Decimal")
    return rounded(to_decimal(value) if isinstance(value, int) else Decimal(value))


@frozen(kw_only=True, repr=False)
class Range:
    """A number between two bounds, which may be below 0.

    Attributes:
        low: The smallest it may be; None where nothing bounds it.
        high: The largest it may be; None where nothing bounds it.
        unit: Its unit; empty for the unit of its column.

    Raises:
        InvalidValue: There is no bound, or the range ends below its beginning.
    """

    low: Decimal | None = field(default=None, converter=_bound)
    high: Decimal | None = field(default=None, converter=_bound)
    unit: str = ""

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise InvalidValue("a range without bounds says nothing; write NoValue.UNKNOWN")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise InvalidValue(f"{self.low:f} to {self.high:f} ends below its beginning; swap the numbers")

    @property
    def value(self) -> Decimal | None:
        """The number, in the unit of the range, where the bounds leave one only."""
        return self.low if self.low == self.high else None

    def __str__(self) -> str:
        return cell_text(self)


def _each(cells: Iterable[Any]) -> tuple[Cell, ...]:
    return tuple(to_cell(cell) for cell in cells)


@frozen(repr=False)
class Rivals:
    """Values of equal standing that exclude each other: nothing is picked.

    Attributes:
        values: Two or more cells.

    Raises:
        InvalidValue: There are fewer than two.
    """

    values: tuple[Cell, ...] = field(converter=_each)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if len(self.values) < 2:  # noqa: PLR2004  # one has no rival
            raise InvalidValue("a value without a rival is no dispute; write the value itself")

    def __str__(self) -> str:
        return cell_text(self)


class Ends(NamedTuple):
    """The bounds of a cell that is a number, and what it counts.

    Attributes:
        low: The smallest it may be; None without a bound.
        high: The largest; None without a bound.
        unit: What makes two numbers comparable: the unit, of money the currency, price year and basis.
    """

    low: Decimal | float | None
    high: Decimal | float | None
    unit: str


def to_cell(value: Any) -> Cell:
    """Return a value as it may stand in a table; a decimal keeps 12 places at most.

    Raises:
        TypeError: It is nothing that a table holds; None is never taken.
        InvalidValue: The number is not finite or too large.
    """
    if value is None:
        raise TypeError("None is no cell; say why there is no value, such as NoValue.UNKNOWN")
    if isinstance(value, float):
        if not isfinite(value):
            raise InvalidValue(f"{value} is no number for a table; write NoValue.UNKNOWN for what is not known")
        return value
    if isinstance(value, Decimal):
        return rounded(value)
    if isinstance(value, int):
        return value if isinstance(value, bool) else int(to_decimal(value))
    if isinstance(value, str) and (fault := text_fault(value)):
        raise InvalidValue(f"{shown(value)} {fault}")
    if isinstance(value, (str, date, Leaf, Range, Rivals)) and not isinstance(value, datetime):
        return value
    raise TypeError(f"{shown(value)} is nothing that a table holds; write it as text, number, day or range")


def ends_of(cell: Cell, unit: str = "") -> Ends | None:
    """Return the bounds of a cell; None where it is no number.

    Args:
        cell: The cell.
        unit: The unit of its column.
    """
    if isinstance(cell, Range):
        return Ends(cell.low, cell.high, cell.unit or unit)
    if isinstance(cell, Price):
        basis = cell.basis.in_words if cell.basis else "no basis"
        return Ends(cell.low, cell.high, f"{cell.currency}{f' of {cell.year}' if cell.year else ''}, {basis}")
    if isinstance(cell, Estimate):
        return Ends(cell.low, cell.high, cell.unit or unit)
    if isinstance(cell, Money):
        return Ends(cell.amount, cell.amount, cell.currency)
    if isinstance(cell, TIV):
        return Ends(cell.volume, cell.volume, "TIV")
    if isinstance(cell, Rivals):
        return _hull([ends_of(one, unit) for one in cell.values])
    if isinstance(cell, (int, Decimal, float)) and not isinstance(cell, bool):
        number = cell if isinstance(cell, float) else Decimal(cell)
        return Ends(number, number, FRACTION if isinstance(cell, Fraction) else unit)
    return None


def _hull(ends: list[Ends | None]) -> Ends | None:
    known = [one for one in ends if one is not None]
    if len(known) < len(ends) or len({one.unit for one in known}) > 1:
        return None
    lows, highs = [one.low for one in known], [one.high for one in known]
    low = None if None in lows else min(one for one in lows if one is not None)
    return Ends(low, None if None in highs else max(one for one in highs if one is not None), known[0].unit)


def cell_text(cell: Cell, unit: str = "") -> str:
    """Return a cell as a person reads it, numbers rounded for print, hidden characters escaped.

    Args:
        cell: The cell.
        unit: The unit of its column; a fraction is shown as a percentage.
    """
    if isinstance(cell, NoValue):
        return cell.in_words
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Rivals):
        return f"{' or '.join(dict.fromkeys(cell_text(one, unit) for one in cell.values))} (disputed)"
    if isinstance(cell, Range):
        return _range_text(cell, unit)
    if isinstance(cell, Fraction):
        return cell.percent
    if isinstance(cell, (Price, Estimate, Money, TIV)):
        return plain(cell.in_words)
    if isinstance(cell, (int, Decimal, float)):
        return _percent(cell) if unit == FRACTION else _number(cell)
    return plain(cell.isoformat() if isinstance(cell, date) else str(cell))


def exact_text(cell: Cell) -> str:
    """Return a cell as it stands in a file: every digit of a number, words where there is no value."""
    if isinstance(cell, Range):
        if cell.low is not None and cell.low == cell.high:
            return _digits(cell.low)
        low, high = ("" if one is None else _digits(one) for one in (cell.low, cell.high))
        return f"{low}..{high}" if low and high else f">={low}" if low else f"<={high}"
    if isinstance(cell, Rivals):
        return f"{' or '.join(map(exact_text, cell.values))} (disputed)"
    if isinstance(cell, Decimal):
        return _digits(cell)
    if isinstance(cell, (Leaf, float)) or (isinstance(cell, int) and not isinstance(cell, bool)):
        return str(cell)
    return cell if type(cell) is str else cell_text(cell)


def kind_of(cell: Cell) -> str:
    """Return what a column of such cells holds: flag, whole, number, day, range or text."""
    if isinstance(cell, bool):
        return "flag"
    if isinstance(cell, int):
        return "whole"
    if isinstance(cell, (Decimal, float)):
        return "number"
    if isinstance(cell, date):
        return "day"
    return "range" if isinstance(cell, (Range, Rivals, Uncertain, Money, TIV)) else "text"


def is_left_aligned(cell: Cell) -> bool:
    """Whether it is words and no number."""
    return isinstance(cell, (str, When, Rivals)) and not isinstance(cell, NoValue)


def _range_text(cell: Range, unit: str) -> str:
    unit = cell.unit or unit
    low, high = ("" if one is None else _in_unit(one, unit) for one in (cell.low, cell.high))
    told = (
        low if low == high else f"{low} to {high}" if low and high else f"at least {low}" if low else f"at most {high}"
    )
    return f"{told} {plain(unit_in_words(cell.unit))}" if cell.unit and cell.unit != FRACTION else told


def _in_unit(number: Decimal, unit: str) -> str:
    if unit == FRACTION:
        return _percent(number)
    large = abs(number) >= _LARGE
    return amount_in_words(rounded(number, places=0)) if large else _number(number)


def _percent(number: Decimal | float) -> str:
    percent = product(rounded(Decimal(number)), Decimal(100))
    return f"{shortest_decimal(rounded(percent, places=_CENTS))} %"


def _number(number: Decimal | float) -> str:
    if isinstance(number, float):
        return f"{number:,.0f}" if abs(number) >= _LARGE else f"{number:.6g}"
    told = Decimal(shortest_decimal(rounded(Decimal(number), places=_PLACES)))
    return f"{told:,f}" if abs(told) >= _GROUPED else f"{told:f}"


def _digits(number: Decimal) -> str:
    return format(Decimal(number), "f")
