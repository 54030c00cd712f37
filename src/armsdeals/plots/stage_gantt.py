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
from armsdeals.plots._draw import INK, PAPER, axes, bare, days, foot, heading, register_of, source_line, written
from armsdeals.plots._lanes import Band, bands_of, draw_bands, legend, window_of
from armsdeals.register.about import sources_of
from armsdeals.register.register import Register
from armsdeals.values.when import When, to_when

_LONGEST = 46  # letters of a name
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
    bands = {deal.id: bands_of(deal, window[1]) for deal in told}
    told.sort(key=lambda deal: (bands[deal.id][0].first if bands[deal.id] else window[1], deal.id))
    ax = axes(ax, height=1.7 + _ROW * len(told))
    everything: list[Band] = []
    for row, deal in enumerate(reversed(told)):
        draw_bands(ax, bands[deal.id], row, height=_BAND, window=window, words=len(told) <= _MOST_WITH_WORDS)
        everything += bands[deal.id]
    days(ax, *window)
    ax.set_ylim(-0.7, len(told) - 0.3)
    ax.set_yticks(range(len(told)), [_name(deal) for deal in reversed(told)], fontsize=8)
    ax.tick_params(axis="y", length=0)
    bare(ax, grid="x")
    ax.tick_params(axis="y", labelsize=8)
    if day is not None and day.latest is not None:
        ax.axvline(day.latest, color=INK, linewidth=0.9, linestyle="--")
        place = {
            "xy": (day.latest, 0),
            "xycoords": ("data", "axes fraction"),
            "xytext": (4, 4),
            "textcoords": "offset points",
        }
        ax.annotate(str(day), **place, fontsize=7.5, color=INK, ha="left", va="bottom", backgroundcolor=PAPER)
    legend(ax, everything)
    heading(ax, title)
    silent = len(register) - len(told)
    foot(
        ax,
        (
            f"Stages as known {f'by {to_when(known_by)}' if known_by is not None else 'from every claim'}; hatched where the day is not certain."
            + (
                f" Not drawn: {silent} deal{'s' if silent > 1 else ''} of which no stage is reported." if silent else ""
            ),
            source_line(sources_of(tuple(told))),
        ),
    )
    return ax


def _name(deal: Deal) -> str:
    told = written(deal.title or deal.id)
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1].rstrip()}…"
