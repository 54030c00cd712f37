"""bars: volumes by year as stacked bars, incomplete years hatched.

    >>> from armsdeals.analysis._result import Column, Result
    >>> told = Result(columns=(Column("supplier"), Column("year"), Column("value")), keys=2, basis="delivered", unit="TIV",
    ...               rows=(("France", 2019, 10), ("Spain", 2019, 5), ("France", 2020, 8)))
    >>> drawn = bars(told, incomplete=(2020,))
    >>> drawn.get_ylabel()
    'million TIV, delivered'

What is drawn is what `an.volumes` answers, grouped by a year and perhaps one thing more. The largest groups have a colour and
a hatching of their own, the others are one grey stack that says how many they are. Left out: bars of money and of volume on
one axis, which mean nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from armsdeals._shown import shown
from armsdeals.analysis._result import Result
from armsdeals.analysis.cells import FRAMED
from armsdeals.errors import InvalidValue
from armsdeals.plots._draw import (
    COLOURS,
    HATCHES,
    SCALES,
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
from armsdeals.values.tiv import UNIT, unit_in_words

_YEARS = ("year", "order_year", "first_year", "delivery_year")
_MOST = len(COLOURS) - 2  # groups with a colour of their own; grey and yellow are kept
_OTHERS = "#BBBBBB"
_SHOWN_NOTES = 2
_MOST_TICKS = 12
_FEWEST_YEARS = 6  # of the axis, so that a lonely bar is no wall
Stacks = dict[str, dict[int, float]]


def bars(
    result: Result, *, ax: Any | None = None, incomplete: Iterable[int] = (), most: int = _MOST, title: str = ""
) -> Any:
    """Draw volumes by year and return the axes of matplotlib.

    Args:
        result: What `an.volumes` answers, by a year and at most one thing more.
        ax: Axes to draw on; new ones if left out.
        incomplete: Years of which the data do not tell all yet; they are hatched.
        most: How many groups have a colour of their own.
        title: A heading of your own.

    Raises:
        InvalidValue: The result is not by year, or by more than one thing besides, or tells no basis or unit.
        TypeError: It is no result.
        MissingExtra: matplotlib is not installed.
    """
    if not isinstance(result, Result):
        raise TypeError(f"{shown(result)} is no result; draw what an.volumes answers")
    year, group = _columns(result)
    stacks, unknown = _stacks(result, year, group)
    years = sorted({year for stack in stacks.values() for year in stack})
    names = sorted(stacks, key=lambda name: -sum(stacks[name].values()))
    own, others = (names[:most], names[most:]) if len(names) > most + 1 else (names, [])  # one alone needs no heap
    ax = axes(ax, height=4.4)
    below = dict.fromkeys(years, 0.0)
    half_told = frozenset(incomplete)
    for place, name in enumerate(own):
        _stack(
            ax,
            stacks[name],
            below,
            name or "total",
            COLOURS[place % len(COLOURS)],
            HATCHES[place % len(HATCHES)] if group else "",
        )
    if others:
        rest: dict[int, float] = defaultdict(float)
        for name in others:
            for when, value in stacks[name].items():
                rest[when] += value
        _stack(ax, rest, below, f"{len(others)} others", _OTHERS, "")
    _hatched(ax, below, half_told)
    _dressed(ax, result, years, beside=bool(group), hatched=bool(half_told & set(years)))
    heading(ax, title or result.title)
    foot(
        ax,
        (basis_line(result.basis, result.unit, result.vintage), *_notes(result, unknown), source_line(result.sources)),
    )
    return ax


def _columns(result: Result) -> tuple[str, str]:
    keys = result.names[: result.keys]
    year = next((name for name in keys if name in _YEARS), "")
    others = [name for name in keys if name != year]
    if not year or len(others) > 1 or "value" not in result.names:
        raise InvalidValue(
            f"bars want a result by year and at most one thing more, found {', '.join(keys) or 'no keys'}"
        )
    if not result.basis or not (result.unit or "unit" in result.names):
        raise InvalidValue("the result tells no basis or no unit, so nobody could read the bars")
    return year, others[0] if others else ""


def _stacks(result: Result, year: str, group: str) -> tuple[Stacks, int]:
    stacks: Stacks = defaultdict(lambda: defaultdict(float))
    unknown = 0
    for row in result:
        value, when = row["value"], row[year]
        if not isinstance(when, int) or not hasattr(value, "__float__"):
            unknown += 1
            continue
        stacks[str(row[group]) if group else ""][when] += float(value)
    return stacks, unknown


def _stack(ax: Any, stack: dict[int, float], below: dict[int, float], name: str, colour: str, hatch: str) -> None:
    years = sorted(stack)
    ax.bar(
        years, [stack[year] for year in years], 0.8, bottom=[below[year] for year in years], label=written(name), color=colour, hatch=hatch,
        edgecolor=look(ax).paper, linewidth=0.4,
    )  # fmt: skip
    for year in years:
        below[year] += stack[year]


def _hatched(ax: Any, tops: dict[int, float], years: frozenset[int]) -> None:
    shape = {"facecolor": "none", "edgecolor": look(ax).ink, "hatch": "////", "linewidth": 1.0, "linestyle": "--"}
    for year in sorted(years & set(tops)):
        ax.bar([year], [tops[year]], 0.8, zorder=4, **shape)


def _dressed(ax: Any, result: Result, years: list[int], *, beside: bool, hatched: bool) -> None:
    bare(ax, grid="y" if years else "")
    colours, ticker = look(ax), part("ticker")
    unit = unit_in_words(result.unit)
    size, word = (1, "") if unit == UNIT else _scale(ax.get_ylim()[1])
    ax.yaxis.set_major_formatter(ticker.FuncFormatter(lambda value, _: f"{value / size:,g}"))
    ax.set_ylabel(f"{word}{unit}, {result.basis.lower().replace('_', ' ')}", fontsize=9, color=colours.ink)
    if years:
        short = max(0, _FEWEST_YEARS - (years[-1] - years[0] + 1)) / 2
        ax.set_xlim(years[0] - 0.8 - short, years[-1] + 0.8 + short)
        most = max(3, min(_MOST_TICKS, int(room(ax)[0] / wide("2000  ", 9))))
        few = years[-1] - years[0] < most
        ax.xaxis.set_major_locator(
            ticker.FixedLocator(years) if few else ticker.MaxNLocator(most, integer=True, steps=[1, 2, 5, 10])
        )
        ax.xaxis.set_major_formatter(ticker.FuncFormatter(lambda value, _: f"{value:.0f}"))
    else:
        ax.set_xticks([])
        ax.set_yticks([])
        told = {"transform": ax.transAxes, "ha": "center", "va": "center", "fontsize": 9, "color": colours.faint}
        ax.text(0.5, 0.5, "nothing falls into these years", **told)
    handles, labels = ax.get_legend_handles_labels() if beside else ([], [])
    if hatched:
        handles.append(part("patches").Patch(facecolor="none", edgecolor=colours.ink, hatch="////", linestyle="--"))
        labels.append("not all told yet")
    if handles:
        for handle, label in zip(handles, labels, strict=True):
            handle.set_label(label)
        key(ax, *handles)


def _scale(most: float) -> tuple[int, str]:
    return next(((size, word) for size, word in SCALES if most >= size), (1, ""))


def _notes(result: Result, unknown: int) -> list[str]:
    missing = [f"{unknown} cell{'s' if unknown > 1 else ''} without a year or a number not drawn"] if unknown else []
    told = [note.removesuffix(FRAMED) for note in result.notes]  # no bar shows low and high
    return [*missing, *told[:_SHOWN_NOTES]]
