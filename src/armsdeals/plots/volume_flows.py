"""flows: who supplied whom, as ribbons from suppliers to recipients, as wide as the volumes are large.

    >>> from armsdeals.analysis._result import Column, Result
    >>> told = Result(columns=(Column("supplier"), Column("recipient"), Column("value")), keys=2, basis="delivered", unit="TIV",
    ...               rows=(("France", "Egypt", 10), ("Spain", "Egypt", 5)))
    >>> drawn = flows(told)
    >>> sorted(text.get_text() for text in drawn.texts if "Basis" not in text.get_text())
    ['Egypt 15', 'France 10', 'Spain 5']

The largest suppliers and recipients have a box of their own; the rest is in one box on each side, which says how many they
are. Every ribbon is as wide at one end as at the other, and each side adds up to the whole.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from armsdeals._shown import shown
from armsdeals.analysis._result import Result
from armsdeals.errors import InvalidValue
from armsdeals.plots._draw import COLOURS, axes, basis_line, foot, heading, look, part, room, source_line, written
from armsdeals.plots._room import fitted, wide

_GAP = 0.018  # of the height, between two boxes
_BOX = 0.03  # of the width
_NAME, _LEAST = 8.0, 5.0  # points
_AROUND = 1.3  # inches that title and sources take
_BEND = 0.45  # how far a ribbon runs level
_SHOWN_NOTES = 2
_WHOLE_FROM = 100  # TIV from which no decimals are shown
Pairs = dict[tuple[str, str], float]


def flows(result: Result, *, ax: Any | None = None, most: int = 10, title: str = "") -> Any:
    """Draw who supplied whom and return the axes of matplotlib.

    Args:
        result: What `an.volumes` answers by supplier and recipient.
        ax: Axes to draw on; new ones if left out.
        most: How many boxes each side has, beside the one for all others.
        title: A heading of your own.

    Raises:
        InvalidValue: The result is not by supplier and recipient, or tells no basis.
        TypeError: It is no result.
        MissingExtra: matplotlib is not installed.
    """
    if not isinstance(result, Result):
        raise TypeError(f"{shown(result)} is no result; draw what an.volumes answers")
    pairs = _pairs(result)
    pairs = _merged(pairs, most, side=0)
    pairs = _merged(pairs, most, side=1)
    ax = axes(ax, height=5.2)
    ax.set_xlim(0, 1)
    ax.set_ylim(1, 0)
    ax.axis("off")
    total = sum(pairs.values())
    if total:
        _drawn(ax, pairs, total)
    else:
        ax.text(0.5, 0.5, "nothing was supplied here", ha="center", va="center", fontsize=9, color=look(ax).faint)
    heading(ax, title or result.title)
    foot(
        ax,
        (
            basis_line(result.basis, result.unit, result.vintage),
            *result.notes[:_SHOWN_NOTES],
            source_line(result.sources),
        ),
    )
    return ax


def _pairs(result: Result) -> Pairs:
    keys = result.names[: result.keys]
    if set(keys) != {"supplier", "recipient"} or "value" not in result.names:
        raise InvalidValue(f"flows want a result by supplier and recipient, found {', '.join(keys) or 'no keys'}")
    if not result.basis:
        raise InvalidValue("the result tells no basis, so nobody could read the ribbons")
    pairs: Pairs = defaultdict(float)
    for row in result:
        value = row["value"]
        if hasattr(value, "__float__"):
            pairs[str(row["supplier"]), str(row["recipient"])] += float(value)
    return {names: value for names, value in pairs.items() if value > 0}


def _merged(pairs: Pairs, most: int, *, side: int) -> Pairs:
    """The pairs with all but the largest names of a side in one."""
    sums = _sums(pairs, side)
    kept = set(sorted(sums, key=lambda name: (-sums[name], name))[:most])
    rest = len(sums) - len(kept)
    out: Pairs = defaultdict(float)
    for names, value in pairs.items():
        told = [*names]
        if rest > 1 and told[side] not in kept:
            told[side] = f"{rest} others"
        out[told[0], told[1]] += value
    return dict(out)


def _sums(pairs: Pairs, side: int) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for names, value in pairs.items():
        sums[names[side]] += value
    return dict(sums)


def _places(sums: dict[str, float], total: float) -> dict[str, tuple[float, float]]:
    """Upper and lower edge of each box, the largest at the top, that of the others at the bottom."""
    order = sorted(sums, key=lambda name: (name.endswith(" others"), -sums[name], name))
    room = 1 - _GAP * (len(order) - 1)
    places, y = {}, 0.0
    for name in order:
        height = room * sums[name] / total
        places[name] = (y, y + height)
        y += height + _GAP
    return places


def _drawn(ax: Any, pairs: Pairs, total: float) -> None:
    patches, path, colours_of = part("patches"), part("path"), look(ax)
    sides = [_sums(pairs, 0), _sums(pairs, 1)]
    boxes = [_places(sums, total) for sums in sides]
    scale = [(1 - _GAP * (len(sums) - 1)) / total for sums in sides]
    colours = {
        name: "#BBBBBB" if name.endswith(" others") else COLOURS[k % (len(COLOURS) - 2)]
        for k, name in enumerate(boxes[0])
    }
    left, right = 0.24, 0.76
    at = [{name: edges[0] for name, edges in places.items()} for places in boxes]
    by_place = sorted(pairs, key=lambda names: (boxes[0][names[0]][0], boxes[1][names[1]][0]))
    for names in by_place:
        across = [pairs[names] * one for one in scale]
        a, b = at[0][names[0]], at[1][names[1]]
        at[0][names[0]] += across[0]
        at[1][names[1]] += across[1]
        x0, x1, bend = left + _BOX, right - _BOX, (right - left) * _BEND
        points = [
            (x0, a), (x0 + bend, a), (x1 - bend, b), (x1, b), (x1, b + across[1]), (x1 - bend, b + across[1]), (x0 + bend, a + across[0]), (x0, a + across[0]), (x0, a),
        ]  # fmt: skip
        codes = [1, 4, 4, 4, 2, 4, 4, 4, 79]
        ax.add_patch(
            patches.PathPatch(
                path.Path(points, codes),
                facecolor=colours[names[0]],
                alpha=0.45,
                edgecolor=colours_of.paper,
                linewidth=0.3,
            )
        )
    whole, high = room(ax)
    most = max(map(len, boxes))
    size = max(_LEAST, min(_NAME, (high - _AROUND) * 72 / most / 1.25))
    step = size * 1.25 / 72 / max(high - _AROUND, 0.5)
    for side, (x, align, text_x) in enumerate(((left, "right", left - 0.025), (right - _BOX, "left", right + 0.025))):
        middles = {name: (top + bottom) / 2 for name, (top, bottom) in boxes[side].items()}
        heights = dict(zip(middles, _apart(list(middles.values()), step), strict=True))
        for name, (top, bottom) in boxes[side].items():
            colour = colours[name] if side == 0 else colours_of.faint
            ax.add_patch(
                patches.Rectangle(
                    (x, top), _BOX, bottom - top, facecolor=colour, edgecolor=colours_of.paper, linewidth=0.4
                )
            )
            told = _told(sides[side][name])
            words = f"{fitted(written(name), size, whole * (left - 0.04) - wide(told, size))} {told}"
            ax.text(
                text_x,
                heights[name],
                words,
                ha=align,
                va="center",
                fontsize=size,
                color=colours_of.ink,
                in_layout=False,
            )
            if abs(heights[name] - middles[name]) > step / 4:
                ax.plot(
                    [x + _BOX * side, text_x],
                    [middles[name], heights[name]],
                    color=colours_of.faint,
                    linewidth=0.5,
                    clip_on=False,
                )


def _apart(middles: list[float], step: float) -> list[float]:
    """Heights at which labels stand a step from each other at least, as near to those wanted as that allows."""
    step = min(step, 1 / max(len(middles), 1))
    out: list[float] = []
    for middle in middles:
        out.append(max(middle, out[-1] + step) if out else middle)
    below = 1.0
    for place in range(len(out) - 1, -1, -1):
        out[place] = min(out[place], below)
        below = out[place] - step
    return out


def _told(value: float) -> str:
    return f"{value:,.0f}" if value >= _WHOLE_FROM else f"{value:.3g}"
