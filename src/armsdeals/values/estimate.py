"""Estimate: how many, as far as it is known, and of what.

Sources count one deal in batteries, battalions, launchers and missiles, and rarely agree. An estimate keeps the number
as it was stated, with its unit, and never turns one unit into another.

    >>> Estimate("~14 launchers"), Estimate("2", unit="batteries").unit
    (Estimate('~14 launcher'), 'battery')
    >>> Estimate("10..12") + Estimate(4), Estimate("4 battalion").minus(Estimate(">=2 battalion"))
    (Estimate('14..16'), Estimate('0..2 battalion'))
    >>> Estimate("4 battalion") + Estimate("4 battery")
    Traceback (most recent call last):
    armsdeals.errors.InvalidValue: cannot add 4 battery to 4 battalion; they are different units

``~14`` is about 14 and ``14?`` is a 14 that the source doubts: both keep 14 as the only number, since a width would be
made up. Newspaper wording is read by `Estimate.parse`, which answers None where it is unsure:

    >>> Estimate.parse("about 1,000 systems"), Estimate.parse("700+"), Estimate.parse("10-year")
    (Estimate('~1000'), Estimate('>=700'), None)

Left out: factors between units (they differ from deal to deal).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from armsdeals._later import later
from armsdeals._shown import shown
from armsdeals.errors import InvalidValue
from armsdeals.values.number import Flag, Spread, bounds, exactly, read_spread, to_decimal
from armsdeals.values.uncertain import Uncertain

if TYPE_CHECKING:
    from armsdeals.values import told_counts
else:
    told_counts = later("armsdeals.values.told_counts")

__all__ = ["Estimate", "Flag", "to_estimate"]

MOST = Decimal(1_000_000_000)
LONGEST_UNIT = 60  # characters
_WANTED = "4, ~14, 14?, 10..12, >=10 or <=50, then a unit if there is one: 4 battalion"

# What the trade counts in. Only these words are brought to the singular: English plurals cannot be undone by rule.
_SINGULARS = (
    "aircraft|aircraft battery|batteries battalion|battalions regiment|regiments brigade|brigades division|divisions "
    "squadron|squadrons company|companies platoon|platoons launcher|launchers missile|missiles rocket|rockets bomb|bombs "
    "torpedo|torpedoes|torpedos shell|shells round|rounds system|systems set|sets kit|kits unit|units ship|ships "
    "vessel|vessels boat|boats submarine|submarines frigate|frigates corvette|corvettes destroyer|destroyers "
    "vehicle|vehicles tank|tanks truck|trucks howitzer|howitzers gun|guns mortar|mortars rifle|rifles radar|radars "
    "sensor|sensors engine|engines turret|turrets helicopter|helicopters fighter|fighters trainer|trainers "
    "transport|transports tanker|tankers drone|drones uav|uavs satellite|satellites station|stations package|packages "
    "day|days week|weeks month|months year|years component|components lot|lots item|items piece|pieces"
)
_SINGULAR = {form: forms.split("|")[0] for forms in _SINGULARS.split() for form in forms.split("|")}

_PLURAL = {forms.split("|")[0]: forms.split("|")[1] for forms in _SINGULARS.split()}


class Estimate(Uncertain):
    """A number of things, 0 to a billion, known to some precision.

    Attributes:
        low: The smallest number it may be; 0 for ``<=50``.
        best: The number as stated; None for a bound or a range.
        high: The largest number it may be; None for ``>=10``.
        flag: In what way it is known.
        unit: What is counted, in the singular; empty where nobody says.

    Raises:
        InvalidValue: The text is no estimate, the number is out of range, or two units are given.
        TypeError: The number is a float or no number.
    """

    __slots__ = ("unit",)
    unit: str
    example: ClassVar[str] = "~14 launcher"

    def __init__(self, value: str | int | Decimal | Estimate, *, unit: str = "") -> None:
        own = ""
        if isinstance(value, Estimate):
            spread, own = value.spread, value.unit
        elif isinstance(value, str):
            number, blank, own = value.partition(" ")
            if blank and not own:
                raise InvalidValue(f"{shown(value)} ends with a blank; leave it out or name the unit")
            spread = read_spread(number, what="an estimate", wanted=_WANTED)
            own = _to_unit(own) if own else ""
        else:
            spread = exactly(value)
        unit = _to_unit(unit) if unit else ""
        if own and unit and own != unit:
            raise InvalidValue(f"the unit is given twice, as {shown(own)} and as {shown(unit)}; keep one")
        unit = own or unit
        if spread.low > MOST or (spread.high or 0) > MOST:
            raise InvalidValue(f"{shown(spread.text)} is too large (expected 0 to {MOST:,})")
        self._hold(spread, f"{spread.text} {unit}" if unit else spread.text)
        self._set(unit=unit)

    @classmethod
    def between(cls, low: str | int | Decimal, high: str | int | Decimal | None, unit: str = "") -> Estimate:
        """Return the estimate between two numbers, both included; None leaves it open above."""
        return cls(bounds(low, high).text, unit=unit)

    @classmethod
    def parse(cls, text: str) -> Estimate | None:
        """Read a number of things as newspapers write it; None where it is unsure.

        Numbers of designations, calibres, ordinals and spans of time are no counts: "S-400" and "10-year" are None.

        Raises:
            TypeError: The phrase is no text.
        """
        told = told_counts.told_count(text)
        return cls(told[0].text, unit=told[1]) if told and (told[0].high or told[0].low) <= MOST else None

    @property
    def in_words(self) -> str:
        """The estimate as one would say it: "about 14 launchers"."""
        head, blank, last = self.unit.rpartition(" ")
        one = self.low == self.high == 1
        unit = f" {head}{blank}{last if one else _PLURAL.get(last, last)}" if self.unit else ""
        return f"{self.spread.in_words()}{unit}{' (in doubt)' if self.flag is Flag.DOUBTFUL else ''}"

    def narrowed(self, low: Decimal, high: Decimal | None, *, flags: Iterable[Flag] = ()) -> Estimate:
        """Return the estimate held between two bounds; ``flags`` are those of the estimates that narrowed it."""
        return self._with(self.spread.narrowed(low, high, flags))

    def _with(self, spread: Spread) -> Estimate:
        return Estimate(spread.text, unit=self.unit)

    def _same_unit(self, other: Estimate, what: str) -> None:
        if self.unit != other.unit:
            raise InvalidValue(f"cannot {what}; they are different units")

    def __add__(self, other: object) -> Estimate:
        if not isinstance(other, Estimate):
            return NotImplemented
        self._same_unit(other, f"add {other} to {self}")
        return self._with(self.spread.plus(other.spread))

    def __radd__(self, other: object) -> Estimate:
        return self if type(other) is int and other == 0 else NotImplemented  # sum() begins with 0

    def minus(self, other: Estimate) -> Estimate:
        """Return what is outstanding: this less the other, never below 0 at either end.

        Raises:
            InvalidValue: The units differ.
        """
        self._same_unit(other, f"take {other} from {self}")
        return self._with(self.spread.minus(other.spread))

    def times(self, factor: str | int | Decimal) -> Estimate:
        """Return the multiple by a share or factor of 0 or more.

        Where a result needs more than 12 decimals, a point is rounded half to even and the ends of a range outwards.
        """
        return self._with(self.spread.times(to_decimal(factor)))

    def meets(self, other: Estimate) -> bool:
        """Whether the two leave a common number possible.

        Raises:
            InvalidValue: The units differ, so that the numbers say nothing of each other.
        """
        self._same_unit(other, f"compare {other} with {self}")
        return self.spread.meets(other.spread)


def _to_unit(text: str) -> str:
    """Check a unit; where its last word is a known plural it becomes the singular."""
    if not isinstance(text, str):
        raise TypeError(f"{shown(text)} is not a unit; write it as text")
    if len(text) > LONGEST_UNIT:
        raise InvalidValue(f"the unit {shown(text)} is too long (expected {LONGEST_UNIT} characters or less)")
    if not text[0].isalpha() or text[-1] in " -" or "  " in text or not all(map(_fits, text)):
        raise InvalidValue(
            f"{shown(text)} is not a unit (expected letters, digits, single blanks and hyphens, beginning with a letter)"
        )
    if text[:3].lower() == "of " and text[3].isdigit():
        raise InvalidValue(
            f"{shown(text)} is not a unit; write how many they are, and of how many they are a part as a number of its own"
        )
    head, blank, last = text.rpartition(" ")
    return head + blank + _SINGULAR.get(last.lower(), last)


def is_known_unit(unit: str) -> bool:
    """Whether the last word of a unit is one that the trade counts in.

    >>> is_known_unit("fire units"), is_known_unit("batallions")
    (True, False)
    """
    return unit.rpartition(" ")[2].lower() in _SINGULAR


def _fits(character: str) -> bool:
    # Vowels of some scripts are marks on the letter before them.
    return character in " -" or character.isalnum() or unicodedata.category(character) in ("Mn", "Mc")


@lru_cache(maxsize=65_536)
def _read(text: str) -> Estimate:
    return Estimate(text)


def to_estimate(value: str | int | Decimal | Estimate) -> Estimate:
    """Return the estimate itself, or read it from its text or number."""
    if isinstance(value, Estimate):
        return value
    return _read(value) if isinstance(value, str) else Estimate(value)
