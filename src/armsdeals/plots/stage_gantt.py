"""gantt: the deals of a register below each other, each as the bands of its stages along one line of days.

    >>> from armsdeals.model.deal import Deal
    >>> from armsdeals.register.register import Register
    >>> drawn = gantt(Register([Deal(id="a").sign(on="2015"), Deal(id="b").sign(on="2017-03")]))
    >>> [label.get_text() for label in drawn.get_yticklabels()]
    ['b', 'a']

The deal that began first stands at the top. Deals of which no stage is reported have no band; the line beneath says how many
they are. Left out: events, which `timeline` draws.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from armsdeals.errors import InvalidValue
from armsdeals.model.deal import Deal
from armsdeals.plots._draw import axes, bare, days, foot, heading, look, register_of, room, source_line, written
from armsdeals.plots._lanes import Band, bands_of, draw_bands, legend, window_of
from armsdeals.plots._room import wide, wrapped
from armsdeals.register.about import sources_of
from armsdeals.register.register import Register
from armsdeals.values.when import When, to_when

_NAME, _SMALLEST = 8.0, 4.5  # points
_LONGEST = 2.9  # inches of a line of a name
_SHARE = 0.4  # of the width, the most that names take
_GAP = 0.06  # inches between a name and the axis
_WEDGE = 0.02  # of the days shown: what stands for an unknown beginning
_AROUND = 1.6  # inches that title, legend, axis and sources take
_ROW = 0.32  # inches
_BAND = 0.62
_MOST_WITH_WORDS = 30  # deals; with more, the bands hold no words


def gantt(
    deals: Deal | Register, *, ax: Any | None = None, on: When | date | str | None = None,
    known_by: When | date | str | None = None, title: str = "",
) -> Any:  # fmt: skip
    """Draw the stages of the deals of a register and return the axes of matplotlib.

    Args:
        deals: The deals.
        ax: Axes to draw on; new ones if left out.
        on: A day to mark by a line.
        known_by: Only what could be known by this day.
        title: A heading of your own.

    Raises:
        InvalidValue: No deal has a stage with a date.
        MissingExtra: matplotlib is not installed.
    """
    register = register_of(deals)
    if known_by is not None:
        register = register.known_by(to_when(known_by))
    day = None if on is None else to_when(on)
    told = [deal for deal in register if any(span.since.earliest or span.since.latest for span in deal.spans())]
    if not told:
        raise InvalidValue("no deal here has a stage with a date, so there is no line of time to draw")
    window = window_of(told, more=(day,))
    bands = {deal.id: bands_of(deal, window[1], wedge=(window[1] - window[0]) * _WEDGE) for deal in told}
    told.sort(key=lambda deal: (bands[deal.id][0].first if bands[deal.id] else window[1], deal.id))
    given = ax is not None
    ax = axes(ax, height=_AROUND + _ROW * (len(told) + (day is not None)))
    colours, (whole, high) = look(ax), room(ax)
    row_high = max(high - _AROUND, 0.4) / len(told) * 72 if given else _ROW * 72
    size = min(_NAME, row_high * 0.8)
    rows = 1 if row_high < 2.2 * size else 2
    names = [wrapped(written(deal.title or deal.id), size, min(_LONGEST, whole * _SHARE), rows=rows) for deal in told]
    if size < _SMALLEST:
        names = [""] * len(told)
    left = max((wide(line, size) for name in names for line in name.split("\n")), default=0.0) + _GAP
    across = whole - left
    everything: list[Band] = []
    with_words = len(told) <= _MOST_WITH_WORDS and size == _NAME
    for row, deal in enumerate(reversed(told)):
        draw_bands(ax, bands[deal.id], row, height=_BAND, window=window, across=across, words=with_words)
        everything += bands[deal.id]
    days(ax, *window)
    ax.set_ylim(-0.7 if day is None else -1.5, len(told) - 0.3)
    bare(ax, grid="x")
    ax.set_yticks(range(len(told)), names[::-1], linespacing=1.0)
    ax.tick_params(axis="y", length=0, labelsize=size)
    if day is not None and day.latest is not None:
        ax.axvline(day.latest, color=colours.ink, linewidth=0.9, linestyle="--")
        is_right = (day.latest - window[0]) * 2 > window[1] - window[0]
        place = {
            "xytext": (-4 if is_right else 4, 0),
            "textcoords": "offset points",
            "ha": "right" if is_right else "left",
        }
        ax.annotate(str(day), xy=(day.latest, -1.05), **place, fontsize=7.5, color=colours.ink, va="center")
    legend(ax, everything, left=left)
    heading(ax, title, left=left)
    silent = len(register) - len(told)
    foot(
        ax,
        (
            f"Stages as known {f'by {to_when(known_by)}' if known_by is not None else 'from every claim'}; hatched where the day is not certain."
            + (f" Not drawn: {silent} deal{'s' if silent > 1 else ''} of which no stage is reported." if silent else "")
            + (" Names are left out for want of room." if size < _SMALLEST else ""),
            source_line(sources_of(tuple(told))),
        ),
        left=left,
    )
    return ax
