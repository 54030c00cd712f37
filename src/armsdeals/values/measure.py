"""Measure: a range, a weight, a power, as it was reported and with its unit.

    >>> Measure("400 kilometres"), Measure("~250 KG").flag
    (Measure('400 km'), Flag.ABOUT)
    >>> Measure(">=40 km").to("mi")
    Measure('>=24.8548476895 mi')
    >>> Measure("2.5 t").to("kg")
    Measure('2500 kg')

The number follows the same grammar as an estimate, so what is approximate stays so when it is converted.
Newspaper wording is read by `Measure.parse`, which answers None where it is unsure:

    >>> Measure.parse("a range of up to 400 km"), Measure.parse("12 tons")
    (Measure('<=400 km'), None)

Left out: measures below 0, and adding measures up; `Measure.to_pint` leads to a library that does.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from armsdeals._later import later
from armsdeals._shown import shown
from armsdeals.errors import InvalidValue
from armsdeals.values.number import Flag, Spread, exactly, read_spread, rounded
from armsdeals.values.uncertain import Uncertain
from armsdeals.values.units import factor, quantity, to_unit

if TYPE_CHECKING:
    from pint import Quantity

    from armsdeals.values import told_measures
else:
    told_measures = later("armsdeals.values.told_measures")

_WANTED = "400 km, ~250 kg, >=40 km or 10..12 t"
_TWELVE_DIGITS = Context(prec=12, rounding=ROUND_HALF_EVEN)


class Measure(Uncertain):
    """A measured number, 0 or more, known to some precision, in a unit.

    Attributes:
        low: The smallest it may be; 0 for ``<=50 km``.
        best: The number as stated; None for a bound or a range.
        high: The largest it may be; None for ``>=40 km``.
        flag: In what way it is known.
        unit: The symbol of the unit, as in `armsdeals.values.units`.

    Raises:
        InvalidValue: The text is no measure, or names no unit.
        UnknownName: There is no such unit, or it may be several.
        TypeError: The number is a float.
    """

    __slots__ = ("unit",)
    unit: str
    example: ClassVar[str] = "400 km"

    def __init__(self, value: str | int | Decimal, unit: str = "") -> None:
        """Take one text, ``Measure("400 km")``, or a number and its unit, ``Measure("400", "km")``."""
        own = ""
        if isinstance(value, str):
            number, _, own = value.partition(" ")
            spread = read_spread(number, what="a measure", wanted=_WANTED)
        else:
            spread = exactly(value)
        if own and unit and to_unit(own) != to_unit(unit):
            raise InvalidValue(f"the unit is given twice, as {shown(own)} and as {shown(unit)}; keep one")
        if not (own or unit):
            raise InvalidValue(f"{shown(spread.text)} has no unit (expected {_WANTED})")
        unit = to_unit(own or unit)
        self._hold(spread, f"{spread.text} {unit}")
        self._set(unit=unit)

    @classmethod
    def parse(cls, text: str) -> Measure | None:
        """Read a measure as newspapers write it; None where it is unsure, as of "12 tons", which may be three weights.

        Raises:
            TypeError: The phrase is no text.
        """
        told = told_measures.told_measure(text)
        return cls(told[0].text, told[1]) if told else None

    @property
    def in_words(self) -> str:
        """The measure as one would say it: "at least 40 km"."""
        doubt = " (in doubt)" if self.flag is Flag.DOUBTFUL else ""
        return f"{self.spread.in_words()} {self.unit.replace('_', ' ')}{doubt}"

    def to(self, unit: str) -> Measure:
        """Return the measure in another unit of the same kind.

        The flag is kept; each converted number is rounded half to even to 12 significant digits, and to 12 decimals.

        Raises:
            InvalidValue: The other unit measures something else.
            UnknownName: There is no such unit.
        """
        target = to_unit(unit)
        if target == self.unit:
            return self
        times = factor(self.unit, target)
        high = None if self.high is None else _converted(self.high, times)
        return Measure(Spread(_converted(self.low, times), None, high, self.flag).text, target)

    def to_pint(self) -> Quantity[Any]:
        """Return the stated number as a quantity of pint's application registry.

        Its magnitude is an int, or a float where it has decimals; the flag is lost.

        Raises:
            InvalidValue: A bound or a range states no single number.
        """
        if self.best is None:
            raise InvalidValue(f"{shown(self.text)} states no single number; take its low or high")
        return quantity(self.best, self.unit)


def _converted(number: Decimal, times: Decimal) -> Decimal:
    return rounded(_TWELVE_DIGITS.multiply(number, times))


@lru_cache(maxsize=4_096)
def _read(text: str) -> Measure:
    return Measure(text)


def to_measure(value: str | Measure) -> Measure:
    """Return the measure itself, or read it from its text."""
    if isinstance(value, Measure):
        return value
    if isinstance(value, str):
        return _read(value)
    raise TypeError(f"{shown(value)} is not a measure; write it as text, such as '{Measure.example}'")
