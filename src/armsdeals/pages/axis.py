"""The time axis of a drawing: from day numbers to places, and which years or months get a name.

>>> axis = Axis.over([736330, 736695], left=0, right=365)
>>> axis.x(736330) < axis.x(736695)
True
>>> [tick.label for tick in axis.ticks()][:2]
['Jan 2017', 'Apr 2017']
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, count
from typing import Self

from attrs import evolve, frozen

from armsdeals.pages.wording import MONTHS
from armsdeals.values.edtf import ALWAYS, NEVER, day_number, year_month_day

_PAD = 0.03  # of the whole, twice at the right: nothing begins at the very edge
_LEAST = 30  # days
_ROOM_FOR_YEAR, _ROOM_FOR_MONTH = 44, 66  # units between two names
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600)  # months


@frozen(kw_only=True)
class Tick:
    """A named place on the axis."""

    x: float
    label: str


@frozen(kw_only=True)
class Axis:
    """Days from ``first`` to ``last``, drawn from ``left`` to ``right``."""

    first: int
    last: int
    left: float
    right: float

    @classmethod
    def over(cls, days: Iterable[int], *, left: float, right: float) -> Self:
        """Return an axis on which all these days have room; open ends (`ALWAYS`, `NEVER`) do not count."""
        held = [day for day in days if day not in (ALWAYS, NEVER)]
        low, high = min(held, default=_LEAST), max(held, default=_LEAST)
        pad = max(_LEAST, round((high - low) * _PAD))
        return cls(first=low - pad, last=high + 2 * pad, left=left, right=right)

    def x(self, day: int) -> float:
        """Return the place of a day; one beyond an end stands at that end."""
        held = min(max(day, self.first), self.last)
        return self.left + (held - self.first) / (self.last - self.first) * (self.right - self.left)

    def narrowed(self, right: float) -> Self:
        """Return the axis with another right end."""
        return evolve(self, right=right)

    def ticks(self) -> tuple[Tick, ...]:
        """Return the named months or years, as many as have room."""
        months = (self.last - self.first) / 30.44
        unit = (self.right - self.left) / months
        steps = chain(_STEPS, (_STEPS[-1] * 2**k for k in count(1)))
        step = next(s for s in steps if s * unit >= (_ROOM_FOR_MONTH if s < len(MONTHS) else _ROOM_FOR_YEAR))
        year, month, _ = year_month_day(self.first)
        place = -(-(year * 12 + month - 1) // step) * step
        out = []
        while (day := day_number(place // 12, place % 12 + 1, 1)) <= self.last:
            if day >= self.first:
                name = str(place // 12) if step % 12 == 0 else f"{MONTHS[place % 12][:3]} {place // 12}"
                out.append(Tick(x=self.x(day), label=name))
            place += step
        return tuple(out)


def room_for(text: str, size: float) -> float:
    """Return the width that a text may need in an ordinary sans-serif face; rather too much than too little."""
    return sum(_width(character) for character in text) * size


def fitted(text: str, size: float, room: float) -> str:
    """Cut a text, with an ellipsis, to what fits."""
    if room_for(text, size) <= room:
        return text
    while text and room_for(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def _width(character: str) -> float:
    if character in "iljtfrI.,:;'|!()[] ":
        return 0.36
    if character in "mwMW@%—→":
        return 0.95
    if ord(character) > 0x2E7F:  # noqa: PLR2004  # from here on, scripts are drawn in squares
        return 1.1
    return 0.72 if character.isupper() else 0.6
