"""survival and incidence: how long deals wait, as steps with the range that uncertain dates leave.

    >>> from armsdeals.analysis.durations import durations
    >>> from armsdeals.model.deal import Deal
    >>> from armsdeals.register.register import Register
    >>> deals = [Deal(id="quick").start_talks(on="2010").sign(on="2011"), Deal(id="slow").start_talks(on="2010")]
    >>> drawn = survival(durations(Register(deals), "TALKS", "SIGNED", on="2014-12-31", unit="year"))
    >>> drawn.get_ylabel(), drawn.get_xlabel()
    ('share still waiting', 'years since the start')

The band runs from the smallest to the largest share that any choice of days within their ranges gives; it is no confidence
interval. Open deals are counted up to the day of looking.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from armsdeals._shown import shown
from armsdeals.analysis._result import Result
from armsdeals.analysis.durations import Durations
from armsdeals.plots._draw import (
    COLOURS,
    HATCHES,
    axes,
    bare,
    basis_line,
    foot,
    heading,
    key,
    look,
    part,
    room,
    source_line,
    written,
)
from armsdeals.plots._room import wide

_LINES = ("-", "--", "-.", ":")
_SHOWN_NOTES = 3
_BEYOND = 1.06  # how far a curve runs on behind the last time
Steps = list[tuple[float, float, float]]


def survival(told: Durations, *, ax: Any | None = None, title: str = "") -> Any:
    """Draw the share of deals still waiting and return the axes of matplotlib.

    Args:
        told: What `an.durations` answers.
        ax: Axes to draw on; new ones if left out.
        title: A heading of your own.

    Raises:
        TypeError: It is no answer of `an.durations`.
        MissingExtra: matplotlib or statsmodels is not installed.
    """
    result = _asked(told).survival()
    steps = [(float(row[told.unit]), float(row["low"]), float(row["high"])) for row in result]
    ax = axes(ax, height=4.0)
    _band(ax, [(0.0, 1.0, 1.0), *steps], 0, "still waiting", last=_last(told))
    _dressed(ax, result, told, title, "share still waiting")
    return ax


def incidence(told: Durations, *, ax: Any | None = None, title: str = "") -> Any:
    """Draw the share of deals that came to each end and return the axes of matplotlib.

    Args:
        told: What `an.durations` answers.
        ax: Axes to draw on; new ones if left out.
        title: A heading of your own.

    Raises:
        TypeError: It is no answer of `an.durations`.
        MissingExtra: matplotlib or statsmodels is not installed.
    """
    result = _asked(told).incidence()
    ends: dict[str, Steps] = defaultdict(list)
    for row in result:
        ends[str(row["end"])].append((float(row[told.unit]), float(row["low"]), float(row["high"])))
    ax = axes(ax, height=4.0)
    for place, (end, steps) in enumerate(ends.items()):
        _band(ax, [(0.0, 0.0, 0.0), *steps], place, end.lower().replace("_", " "), last=_last(told))
    if ends:
        key(ax, handlelength=2.4)
    _dressed(ax, result, told, title, "share that came to an end")
    return ax


def _lower(text: str) -> str:
    """A text with the names of stages in small letters."""
    return re.sub(r"\b[A-Z]{4,}(_[A-Z]+)*\b", lambda found: found[0].lower().replace("_", " "), text)


def _asked(told: Any) -> Durations:
    if not isinstance(told, Durations):
        raise TypeError(f"{shown(told)} is no answer of an.durations; draw an.durations(register, start, end)")
    return told


def _last(told: Durations) -> float:
    """The longest time that any deal was seen."""
    return float(max((way.low for wait in told.waits for way in wait.outcomes), default=1) or 1)


def _band(ax: Any, steps: Steps, place: int, name: str, *, last: float) -> None:
    steps = sorted(steps)
    end = max(last, steps[-1][0]) * _BEYOND
    times = [*(time for time, _, _ in steps), end]
    low = [*(one for _, one, _ in steps), steps[-1][1]]
    high = [*(one for _, _, one in steps), steps[-1][2]]
    colour, line = COLOURS[place % len(COLOURS)], _LINES[place % len(_LINES)]
    if low == high:
        ax.step(times, low, where="post", color=colour, linewidth=1.8, linestyle=line, label=written(name))
        return
    ax.fill_between(
        times,
        low,
        high,
        step="post",
        color=colour,
        alpha=0.25,
        hatch=HATCHES[(place + 1) % len(HATCHES)],
        edgecolor=colour,
        linewidth=0.0,
    )
    ax.step(times, low, where="post", color=colour, linewidth=1.0, linestyle=line)
    ax.step(times, high, where="post", color=colour, linewidth=1.6, linestyle=line, label=written(name))


def _dressed(ax: Any, result: Result, told: Durations, title: str, what: str) -> None:
    bare(ax, grid="y")
    ax.set_ylim(-0.02, 1.02)
    ax.set_xlim(left=0)
    ticks = max(3, min(10, int(room(ax)[0] / wide("5000    ", 9))))
    ax.xaxis.set_major_locator(part("ticker").MaxNLocator(ticks, integer=True))
    ax.yaxis.set_major_formatter(part("ticker").PercentFormatter(1.0, decimals=0))
    ax.set_ylabel(what, fontsize=9, color=look(ax).ink)
    ax.set_xlabel(f"{told.unit}s since the start", fontsize=9, color=look(ax).ink)
    heading(ax, title or _lower(result.title))
    lines = (
        basis_line(result.basis, "share of deals", result.vintage),
        *map(_lower, result.notes[:_SHOWN_NOTES]),
        source_line(result.sources),
    )
    foot(ax, lines)
