"""network: who supplied whom, as dots and arrows on a circle.

    >>> import pyarrow as pa
    >>> from armsdeals.analysis.network import network as asked
    >>> rows = pa.table({"deal": ["1"], "supplier": ["France"], "recipient": ["Egypt"], "year": [2015], "tiv": [16.0]})
    >>> drawn = network(asked(rows, basis="delivered"))
    >>> sorted(text.get_text() for text in drawn.texts if "Basis" not in text.get_text())
    ['Egypt', 'France']

Arrows run from supplier to recipient and are as wide as the volumes are large; dots are as large as what a party supplied and
received. A circle keeps places that mean nothing from looking as if they did. Only the largest parties are drawn, and the
line beneath says how many are not.
"""

from __future__ import annotations

from collections import defaultdict
from math import atan2, cos, degrees, pi, sin, sqrt
from typing import Any

from armsdeals._shown import shown
from armsdeals.analysis.networks import Network
from armsdeals.plots._draw import COLOURS, axes, basis_line, foot, heading, look, part, room, source_line, written
from armsdeals.plots._room import fitted, wide

_WIDEST, _LARGEST = 5.0, 420.0  # points of a line, square points of a dot
_THINNEST, _SMALLEST = 0.5, 18.0
_OUT = 1.09  # where names stand
_USUAL = 5.0  # inches across, from which on dots, arrows and letters have their full size
_NAME, _LEAST = 8.0, 5.0  # points
_LONGEST = 0.26  # of the height: the most that a name takes
_AROUND = 1.4  # inches that title and sources take
_SHOWN_NOTES = 1


def network(net: Network, *, ax: Any | None = None, most: int = 24, title: str = "") -> Any:
    """Draw a network and return the axes of matplotlib.

    Args:
        net: What `an.network` answers.
        ax: Axes to draw on; new ones if left out.
        most: How many parties are drawn, the largest first.
        title: A heading of your own.

    Raises:
        TypeError: It is no network.
        MissingExtra: matplotlib is not installed.
    """
    if not isinstance(net, Network):
        raise TypeError(f"{shown(net)} is no network; draw an.network(register, basis=...)")
    sums = _sums(net)
    kept = sorted(sums, key=lambda name: (-(sums[name][0] + sums[name][1]), name))[:most]
    order = sorted(kept, key=lambda name: (-(sums[name][0] - sums[name][1]), name))
    places = {name: (cos(angle), sin(angle)) for name, angle in zip(order, _angles(len(order)), strict=True)}
    ax = axes(ax, width=7.5, height=7.2)
    ax.set_aspect("equal")
    ax.set_anchor("NW")
    ax.axis("off")
    across, high = room(ax)[0], max(room(ax)[1] - _AROUND, 0.8)
    least = min(across, high)
    scale = min(1.0, least / _USUAL)
    letters = max(_LEAST, _NAME * scale)
    names = {name: fitted(written(name), letters, _LONGEST * least) for name in places}
    longest = max((wide(name, letters) for name in names.values()), default=0.0)
    reach = _OUT / (1 - 2 * min(longest / least, _LONGEST)) + 0.02
    ax.set_xlim(-reach * across / least, reach * across / least)
    ax.set_ylim(-reach * high / least, reach * high / least)
    _arrows(ax, net, places, scale)
    _dots(ax, sums, places, names, scale)
    heading(ax, title or f"Who supplied whom, {net.basis.in_words}")
    missing = len(sums) - len(kept)
    drawn = f"Not drawn: the {missing} smallest of {len(sums)} parties." if missing else ""
    years = f"{net.years[0]} to {net.years[1]}" if net.years else ""
    foot(
        ax,
        (
            basis_line(net.basis.in_words, "TIV", net.vintage, years=years),
            f"Round and blue: supplied more than received; square and orange: received more. {drawn}".strip(),
            *net.notes[:_SHOWN_NOTES],
            source_line(net.sources),
        ),
    )
    return ax


def _angles(count: int) -> list[float]:
    return [pi / 2 - 2 * pi * place / max(count, 1) for place in range(count)]


def _sums(net: Network) -> dict[str, tuple[float, float]]:
    """What each party supplied and received."""
    out: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for node in net.nodes:
        out[node.name]
    for edge in net.edges:
        out[edge.source][0] += edge.tiv
        out[edge.target][1] += edge.tiv
    return {name: (gave, got) for name, (gave, got) in out.items()}


def _arrows(ax: Any, net: Network, places: dict[str, tuple[float, float]], scale: float) -> None:
    patches, colour = part("patches"), look(ax).faint
    drawn = [edge for edge in net.edges if edge.source in places and edge.target in places]
    most = max((edge.tiv for edge in drawn), default=1.0) or 1.0
    for edge in sorted(drawn, key=lambda edge: edge.tiv):
        wide = max(_THINNEST, _WIDEST * scale * sqrt(edge.tiv / most))
        ax.add_patch(
            patches.FancyArrowPatch(
                places[edge.source], places[edge.target], connectionstyle="arc3,rad=0.18", arrowstyle="-|>,head_length=4,head_width=2",
                linewidth=wide, color=colour, alpha=0.35 + 0.4 * edge.tiv / most, shrinkA=6 * scale, shrinkB=8 * scale, mutation_scale=1.2, zorder=1,
            )
        )  # fmt: skip


def _dots(
    ax: Any, sums: dict[str, tuple[float, float]], places: dict[str, tuple[float, float]], names: dict[str, str], scale: float
) -> None:  # fmt: skip
    colours, letters = look(ax), max(_LEAST, _NAME * scale)
    most = max((sum(sums[name]) for name in places), default=1.0) or 1.0
    for name, (x, y) in places.items():
        gave, got = sums[name]
        size = max(_SMALLEST, _LARGEST * (gave + got) / most) * scale**2
        ax.scatter(
            [x],
            [y],
            s=size,
            color=COLOURS[0] if gave >= got else COLOURS[1],
            marker="o" if gave >= got else "s",
            edgecolors=colours.paper,
            linewidths=0.8,
            zorder=3,
        )
        angle = degrees(atan2(y, x))
        flip = x < -1e-9  # noqa: PLR2004  # the left half, whose names read outwards
        ax.text(
            x * _OUT, y * _OUT, names[name], ha="right" if flip else "left", va="center", fontsize=letters,
            color=colours.ink if gave + got else colours.faint,
            rotation=angle + 180 if flip else angle, rotation_mode="anchor", zorder=4, in_layout=False,
        )  # fmt: skip
