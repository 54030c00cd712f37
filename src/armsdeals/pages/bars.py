"""Bars of a register: how many deals were signed in each year, as shapes that a template turns into SVG.

    >>> drawing = bars((YearCount(year=2017, deals=2), YearCount(year=2018, deals=0), YearCount(year=2019, deals=4)))
    >>> [(bar.year, bar.height) for bar in drawing.bars], drawing.told
    ([(2017, 60.0), (2019, 120.0)], '2017: 2; 2019: 4')

A year without a deal has no bar, and its place stays. Left out: volumes, which are spread over years elsewhere
(`armsdeals.analysis.volumes`).
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from armsdeals.pages.axis import Tick, room_for
from armsdeals.pages.listing import YearCount

WIDTH, TALLEST = 560, 120.0  # units
_LABEL_SIZE = 13.0
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)  # years between two names
_APART = 16.0  # between two names


@frozen(kw_only=True)
class Bar:
    """One year; heights count from the ground line upwards."""

    year: int
    deals: int
    x: float
    width: float
    height: float


@frozen(kw_only=True)
class Bars:
    """A whole drawing.

    Attributes:
        width: Of the drawing.
        tallest: The height of the tallest bar.
        bars: The years that have deals.
        ticks: The years that are named.
        most: How many deals the tallest bar stands for.
        most_x: Where that is written.
        told: All of it in words.
    """

    width: int
    tallest: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    most: int
    most_x: float
    told: str


def bars(years: Sequence[YearCount], *, width: int = WIDTH) -> Bars:
    """Return the bars of consecutive years."""
    most = max((year.deals for year in years), default=0)
    step = width / max(len(years), 1)
    wide = min(step * 0.8, 40.0)
    held = tuple(
        Bar(
            year=year.year,
            deals=year.deals,
            x=place * step + (step - wide) / 2,
            width=wide,
            height=round(year.deals / most * TALLEST, 2),
        )
        for place, year in enumerate(years)
        if year.deals
    )
    room = room_for("2000", _LABEL_SIZE)
    every = next((s for s in _STEPS if s * step >= room + _APART), _STEPS[-1])
    middles = [(year.year, place * step + step / 2) for place, year in enumerate(years)]
    ticks = tuple(
        Tick(x=min(max(x, room / 2), width - room / 2), label=str(year)) for year, x in middles if year % every == 0
    )
    tallest = max(held, key=lambda bar: bar.deals, default=None)
    return Bars(
        width=width,
        tallest=TALLEST,
        bars=held,
        ticks=ticks,
        most=most,
        most_x=0.0 if tallest is None else min(max(tallest.x + wide / 2, room / 2), width - room / 2),
        told="; ".join(f"{bar.year}: {bar.deals:,}" for bar in held),
    )
