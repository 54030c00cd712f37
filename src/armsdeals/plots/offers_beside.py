"""offers: rival offers beside each other, one column of `ad.compare_offers` as bars, unknown ones said to be so.

    >>> from armsdeals.analysis._result import Column, NoValue, Range, Result
    >>> told = Result(title="Two offers", columns=(Column("offer"), Column("price")), rows=(
    ...     ("a", Range(low=100, high=120, unit="USD")), ("b", NoValue.UNKNOWN)))
    >>> [label.get_text() for label in offers(told).get_yticklabels()]
    ['b', 'a']

What is known exactly is a bar to its number; of what lies between bounds the bar is full up to the lower one and hatched up to
the upper one, and an open bound ends in an arrow. Sums of different currencies share no axis, and nothing is ranked: the offers
stand in the order of the table.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from armsdeals._shown import shown
from armsdeals.analysis._result import Result
from armsdeals.analysis.cells import FRACTION, Ends, NoValue, Rivals, cell_text, ends_of
from armsdeals.errors import InvalidValue
from armsdeals.plots._draw import (
    COLOURS,
    SCALES,
    axes,
    bare,
    basis_line,
    foot,
    heading,
    look,
    part,
    room,
    source_line,
    written,
)
from armsdeals.plots._room import wide, wrapped

_NAME, _WORDS, _SMALLEST = 9.0, 8.0, 4.5  # points
_LONGEST, _SHARE = 2.4, 0.3  # inches of a name; the most of the width that names take
_AROUND = 1.7  # inches that title, axis and sources take
_ROW = 0.42  # inches
_BAR = 0.56
_ROOM = 1.75  # how far the axis runs beyond the longest bar, for the words beside it
_GAP = 0.06  # inches between a name and the axis
_TIP = 0.06  # of the longest bar: the arrow of an open bound
_SHOWN_NOTES = 2


class _Bar(NamedTuple):
    name: str
    low: float | None
    high: float | None
    unit: str
    words: str


def offers(result: Result, *, column: str = "price", ax: Any | None = None, title: str = "") -> Any:
    """Draw one column of compared offers and return the axes of matplotlib.

    Args:
        result: What `ad.compare_offers` answers.
        column: Which column: "price", "unit_price", "present_value", "up_front", "grant_element" ...
        ax: Axes to draw on; new ones if left out.
        title: A heading of your own.

    Raises:
        InvalidValue: No cell of the column is a number, or they are in several currencies or units.
        UnknownName: There is no such column.
        TypeError: It is no result.
        MissingExtra: matplotlib is not installed.
    """
    if not isinstance(result, Result):
        raise TypeError(f"{shown(result)} is no result; draw what ad.compare_offers answers")
    told = next((one for one in result.columns if one.name == column), None)
    bars = [_bar(str(row[result.names[0]]), row[column], told.unit if told else "") for row in result]
    units = {bar.unit.partition(",")[0] for bar in bars if bar.low is not None}
    if len(units) != 1:
        found = f"they are in {', '.join(sorted(units))}" if units else "none is a number"
        raise InvalidValue(f"the cells of {shown(column)} share no axis: {found}", path=("column",))
    (unit,) = units
    given = ax is not None
    ax = axes(ax, width=9.5, height=_AROUND + _ROW * len(bars))
    colours, (whole, high) = look(ax), room(ax)
    row_high = (max(high - _AROUND, 0.4) / max(len(bars), 1) if given else _ROW) * 72
    size = max(min(_NAME, row_high * 0.8), _SMALLEST)
    names = [
        wrapped(written(bar.name), size, min(_LONGEST, whole * _SHARE), rows=1 + (row_high > 2.2 * size))
        for bar in bars
    ]
    left = max((wide(line, size) for name in names for line in name.split("\n")), default=0.0) + _GAP
    across = whole - left
    most = max([one for bar in bars for one in (bar.low, bar.high) if one is not None], default=1.0) or 1.0
    for place, bar in enumerate(reversed(bars)):
        _draw(ax, bar, place, most, across, row_high)
    ax.set_xlim(0, most * _ROOM)
    ax.set_ylim(-0.7, len(bars) - 0.3)
    ax.set_yticks(range(len(bars)), names[::-1], linespacing=1.0)
    bare(ax, grid="x")
    ax.tick_params(axis="y", length=0, labelsize=size)
    ax.xaxis.set_major_locator(part("ticker").MaxNLocator(max(2, min(8, int(across / wide("100 million  ", 9))))))
    formatter = (
        part("ticker").PercentFormatter(1.0, decimals=0)
        if unit == FRACTION
        else part("ticker").FuncFormatter(lambda number, _: _amount(number))
    )
    ax.xaxis.set_major_formatter(formatter)
    ax.set_xlabel(
        f"{column.replace('_', ' ')}{'' if unit == FRACTION else f', {written(unit)}'}", fontsize=9, color=colours.ink
    )
    heading(ax, title or result.title, left=left)
    basis = basis_line(
        f"{column.replace('_', ' ')} as the sources tell it", "" if unit == FRACTION else unit, result.vintage
    )
    foot(ax, (basis, *result.notes[:_SHOWN_NOTES], source_line(result.sources)), left=left)
    return ax


def _amount(number: float) -> str:
    """Return a number of an axis in words, such as "2.5 billion"."""
    size, word = next(((size, word) for size, word in SCALES if number >= size), (1, ""))
    return f"{number / size:g} {word}".strip()


def _bar(name: str, cell: Any, unit: str) -> _Bar:
    words = cell_text(cell)
    if isinstance(cell, NoValue):
        return _Bar(name, None, None, "", cell.in_words)
    ends = _hull(cell, unit) if isinstance(cell, Rivals) else ends_of(cell, unit)
    if ends is None:
        return _Bar(name, None, None, "", f"no single number: {words}")
    low, high = (None if one is None else float(one) for one in ends[:2])
    return _Bar(name, low if low is not None else 0.0, high, ends[2] or unit, words)


def _hull(rivals: Rivals, unit: str) -> Ends | None:
    """The bounds of claims that exclude each other, where all are sums of one currency, whatever they stand for."""
    told = [ends_of(one, unit) for one in rivals.values]
    lows = [one.low for one in told if one is not None and one.low is not None]
    highs = [one.high for one in told if one is not None and one.high is not None]
    units = {one.unit for one in told if one is not None}
    if min(len(lows), len(highs)) < len(told) or len({unit.partition(",")[0] for unit in units}) != 1:
        return None
    return Ends(min(lows), max(highs), min(units))


def _draw(ax: Any, bar: _Bar, place: int, most: float, across: float, row_high: float) -> None:
    colours, size = look(ax), min(_WORDS, row_high * 0.8)
    end = _TIP * most if bar.high is None else 0.0
    end += max(bar.low or 0.0, bar.high or 0.0)
    left = across * (1 - end / (most * _ROOM)) - 0.1
    words = wrapped(written(bar.words), size, left, rows=1 + (row_high > 2.2 * size))
    style = {"va": "center", "ha": "left", "fontsize": size, "linespacing": 1.1}
    if bar.low is None:
        ax.text(most * 0.01, place, words, color=colours.faint, style="italic", **style)
        return
    ax.barh([place], [bar.low], _BAR, color=COLOURS[0], edgecolor=colours.paper)
    if bar.high is not None and bar.high > bar.low:
        ax.barh(
            [place],
            [bar.high - bar.low],
            _BAR,
            left=bar.low,
            facecolor="none",
            edgecolor=COLOURS[0],
            hatch="////",
            linewidth=0.8,
        )
    elif bar.high is None:
        ax.annotate("", xy=(end, place), xytext=(bar.low, place), arrowprops={"arrowstyle": "->", "color": COLOURS[0]})
    ax.text(end + most * 0.01, place, words, color=colours.ink, **style)
