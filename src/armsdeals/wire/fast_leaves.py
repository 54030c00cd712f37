"""Leaves by the direct way: values that are one text in a file, made at once where they are written plainly.

Most sums are a number and a currency, most counts a number and a unit. For these the object is put together from its
parts; any other text goes through the constructor of its class. Both give the same object, slot by slot.

    >>> prices = leaves_of(Price)
    >>> prices["2500000000 USD CONTRACT"].best
    Decimal('2500000000')
    >>> prices["~3.44e9 USD OFFER"].text, prices["5 USD"] is prices["5 USD"]
    ('~3440000000 USD OFFER', True)

What was made stays in a bounded cache, so that one date of many deals is one object.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache
from typing import Any

from armsdeals._fields import Rule
from armsdeals._twins import twin
from armsdeals.errors import ArmsDealsError, InvalidValue
from armsdeals.values._iso4217 import CURRENCIES
from armsdeals.values.basis import ValueBasis
from armsdeals.values.estimate import Estimate
from armsdeals.values.measure import Measure
from armsdeals.values.price import Price
from armsdeals.values.when import Precision, When

MOST_KEPT = 8_192  # objects of each class; more take longer to look through than they save
_MOST_DAYS = 32_768  # which come back in very many deals
_LONGEST = 120  # characters; longer ones are rare, and would fill memory
_is_number = re.compile(r"~?(?:0|[1-9][0-9]{0,29})(?:\.[0-9]{1,12})?", re.ASCII).fullmatch
_is_count = re.compile(r"~?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,12})?", re.ASCII).fullmatch  # less than the most there are
_BASES: dict[str, ValueBasis | None] = {"": None} | dict(ValueBasis.__members__)
_UNIT = re.compile(r"[a-z ]+", re.ASCII)
_DAY = 10  # characters
_MARKS = ("~", "?", "%")
_Price, _Estimate, _Measure, _When = twin(Price), twin(Estimate), twin(Measure), twin(When)


class Kept:
    """What was made of texts, made when it is first asked for. When it is full it begins anew.

    It is faster than a cache that knows which entry was used last, since a hit writes nothing. `known` is a dict and no
    mapping of ours, for which Python has a way of its own.

    Attributes:
        known: What was made, by its text.
    """

    __slots__ = ("_make", "_most", "known")

    def __init__(self, make: Callable[[str], Any], most: int = MOST_KEPT) -> None:
        self.known: dict[str, Any] = {}
        self._make = make
        self._most = most

    def __getitem__(self, text: str) -> Any:
        return self.known[text] if text in self.known else self.made(text)

    def made(self, text: str) -> Any:
        """Return what is made of a text that is not known, and keep it."""
        made = self._make(text)
        if len(text) <= _LONGEST:
            if len(self.known) >= self._most:
                self.known.clear()
            self.known[text] = made
        return made


@cache
def leaves_of(cls: Any) -> Kept:
    """Return the leaves of a class by their texts."""
    return Kept(_DIRECT.get(cls, cls), _MOST_DAYS if cls is When else MOST_KEPT)


@cache
def fitting(rule: Rule | None) -> Kept:
    """Return the ids that keep a rule, by themselves; any other is refused.

    Raises:
        TypeError: The rule is more than a pattern.
    """
    if rule is None or rule.pattern is None or rule != Rule(pattern=rule.pattern, wanted=rule.wanted):
        raise TypeError(f"{rule} is more than a pattern")
    match = re.compile(rule.pattern).fullmatch

    def fit(text: str) -> str:
        if not match(text):
            raise InvalidValue("the id does not fit")
        return text

    return Kept(fit)


def _shortest(number: str) -> str:
    """Return a number with decimals without the zeros that could be left out."""
    return number.rstrip("0").rstrip(".")


def _price(text: str) -> Price:
    number, _, rest = text.partition(" ")
    told = _tails[rest]
    if told is None or not _is_number(number):
        return Price(text)
    made: Any = _Price()
    made.text = text if number[-1] != "0" or "." not in number else f"{_shortest(number)} {rest}"
    made.currency, made.basis = told
    made.year = made._spread = None  # noqa: SLF001  # the numbers are read when they are asked for
    made.__class__ = Price
    return made  # type: ignore[no-any-return]


def _tail(text: str) -> tuple[str, ValueBasis | None] | None:
    """Return what stands behind the number of a price; None where it is not written as it is kept."""
    currency, blank, basis = text.partition(" ")
    if currency not in CURRENCIES or basis not in _BASES or bool(blank) is not bool(basis):
        return None
    return sys.intern(currency), _BASES[basis]


def _estimate(text: str) -> Estimate:
    number, blank, unit = text.partition(" ")
    known = _counted[unit]
    if known is None or (blank and not unit) or not _is_count(number):
        return Estimate(text)
    if number[-1] == "0" and "." in number:
        text = f"{_shortest(number)}{blank}{unit}"
    made: Any = _Estimate()
    made.text, made.unit, made._spread = text, known, None  # noqa: SLF001  # as above
    made.__class__ = Estimate
    return made  # type: ignore[no-any-return]


def _count_unit(unit: str) -> str | None:
    """Return a unit of counting; None where it is not written as it is kept."""
    if not unit:
        return ""
    return sys.intern(unit) if _UNIT.fullmatch(unit) and Estimate("1", unit=unit).unit == unit else None


def _measure(text: str) -> Measure:
    number, _, unit = text.partition(" ")
    known = _measured[unit]
    if known is None or not _is_number(number):
        return Measure(text)
    made: Any = _Measure()
    made.text = text if number[-1] != "0" or "." not in number else f"{_shortest(number)} {unit}"
    made.unit, made._spread = known, None  # noqa: SLF001  # as above
    made.__class__ = Measure
    return made  # type: ignore[no-any-return]


def _measure_unit(unit: str) -> str | None:
    """Return a unit of measure; None where it is not written as it is kept."""
    with suppress(ArmsDealsError):
        return sys.intern(unit) if unit and Measure("1", unit).unit == unit else None
    return None


def _when(text: str) -> When:
    told = text[:-1] if text[-1:] in _MARKS else text
    if len(told) != _DAY or not told[4] == told[7] == "-":  # the library reads days in other ways too
        return When(text)
    try:
        day = date.fromisoformat(told).toordinal()
    except ValueError:
        return When(text)
    made: Any = _When()
    made.text, made.lo, made.hi, made.precision = text, day, day, Precision.DAY
    made.__class__ = When
    return made  # type: ignore[no-any-return]


def _same(text: str) -> str:
    return text


SAME_TEXT = Kept(_same)  # one object for equal texts
_tails, _counted, _measured = Kept(_tail), Kept(_count_unit), Kept(_measure_unit)
_DIRECT: dict[Any, Callable[[str], Any]] = {Price: _price, Estimate: _estimate, Measure: _measure, When: _when}
