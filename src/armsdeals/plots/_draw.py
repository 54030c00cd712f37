"""The door to matplotlib: axes, colours, and the line of sources that every figure carries.

Colours are those of Okabe and Ito, which people with any of the common kinds of colour blindness tell apart (M. Okabe, K.
Ito, "Color Universal Design", 2008); since papers are printed in grey, no meaning hangs on a colour alone: bands have words
in them, and what is uncertain or incomplete is hatched. A figure says on which basis its numbers are, in what unit, of which
vintage and from which sources, in a line beneath it.

    >>> tone_of(NegotiationStage.SIGNED), tone_of(NegotiationStage.CANCELLED)
    ('signed', 'end')
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from datetime import date
from typing import Any

from armsdeals._shown import plain
from armsdeals.errors import InvalidValue, need
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.register.register import Register
from armsdeals.values.evidence import Evidence
from armsdeals.values.when import When

# Okabe and Ito, the order in which series are drawn; yellow last, since it is faint on white.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#999999", "#F0E442")
HATCHES = ("", "//", "..", "\\\\", "xx", "--", "oo", "++")
INK, FAINT, PAPER = "#222222", "#777777", "#FFFFFF"
DISPUTED = "#D55E00"

# From pale to dark along the way of a deal, so that the order stays in grey; halts and ends stand apart.
TONES = {
    "early": "#DCEBF5",
    "offer": "#A9CFE8",
    "final": "#6BAED6",
    "signed": "#2E86C1",
    "force": "#1B5E91",
    "delivering": "#3B9C7A",
    "delivered": "#1E6B52",
    "halt": "#F0B94D",
    "end": "#8A8A8A",
    "none": "#FFFFFF",
}
LEGEND = {
    "early": "interest, talks, request, tender",
    "offer": "offer, selection, negotiation",
    "final": "final talks, memorandum",
    "signed": "signed",
    "force": "in force",
    "delivering": "delivering",
    "delivered": "delivered",
    "halt": "suspended",
    "end": "ended",
}
_STAGES = {
    "early": ("INTEREST", "TALKS", "REQUESTED", "TENDERED"),
    "offer": ("OFFERED", "SHORTLISTED", "SELECTED", "NEGOTIATING"),
    "final": ("FINAL_TALKS", "PRELIMINARY"),
    "signed": ("SIGNED",),
    "force": ("EFFECTIVE",),
    "delivering": ("DELIVERING",),
    "delivered": ("DELIVERED",),
    "halt": ("SUSPENDED",),
}
_TONE_OF = {stage: tone for tone, stages in _STAGES.items() for stage in stages}
_DARK = frozenset({"signed", "force", "delivering", "delivered", "end"})
SCALES = ((10**9, "billion "), (10**6, "million "), (10**3, "thousand "))
LEGEND_COLUMNS = 4
_LEGEND_ROW = 15  # points
_FOOT_WIDTH = 118  # characters
_LONGEST_LINE = 3 * _FOOT_WIDTH
_MOST_SOURCES = 3


def tone_of(stage: NegotiationStage | None) -> str:
    """Return the tone of a stage: a key of `LEGEND`, or "none" where nothing has begun."""
    return "none" if stage is None else _TONE_OF.get(stage, "end")


def ink_on(tone: str) -> str:
    """Return the colour of words on a tone."""
    return PAPER if tone in _DARK else INK


def pyplot() -> Any:
    """Return matplotlib.pyplot.

    Raises:
        MissingExtra: matplotlib is not installed.
    """
    return need("matplotlib.pyplot", extra="plots", what="a figure")


def part(name: str) -> Any:
    """Return a module of matplotlib, such as "patches".

    Raises:
        MissingExtra: matplotlib is not installed.
    """
    return need(f"matplotlib.{name}", extra="plots", what="a figure")


def written(text: str) -> str:
    """Return a text from data as matplotlib draws it letter by letter: nothing hidden in it, and no formula."""
    told = plain(text).replace("$", r"\$")
    return f"\u200a{told}" if told.startswith("_") else told  # a legend leaves out what begins with an underscore


def axes(ax: Any | None, *, width: float = 9.0, height: float = 4.0) -> Any:
    """Return the axes to draw on: those given, or new ones in a figure of so many inches."""
    if ax is not None:
        if not hasattr(ax, "get_figure") or not hasattr(ax, "barh"):
            raise TypeError(f"ax wants Axes of matplotlib, found {type(ax).__name__}")
        return ax
    _, made = pyplot().subplots(figsize=(width, height), layout="constrained")
    return made


def heading(ax: Any, text: str) -> None:
    """Write the title of axes, above their legend if they have one."""
    if text:
        legend = ax.get_legend()
        rows = 0 if legend is None else -(-len(legend.get_texts()) // LEGEND_COLUMNS)
        ax.set_title(written(text), loc="left", fontsize=11, color=INK, pad=8 + (_LEGEND_ROW * rows + 4 if rows else 0))


def key(ax: Any, *handles: Any, **more: Any) -> None:
    """Put a legend above the axes."""
    told = {"handles": handles} if handles else {}
    ax.legend(
        **told, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=LEGEND_COLUMNS, fontsize=7.5, frameon=False, columnspacing=1.2,
        borderaxespad=0.2, **{"handlelength": 1.4, **more},
    )  # fmt: skip


def days(ax: Any, first: date, last: date) -> None:
    """Let the lower edge of axes run over days."""
    dates = part("dates")
    ax.set_xlim(first, last)
    locator = dates.AutoDateLocator(minticks=3, maxticks=9)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator, show_offset=False))


def bare(ax: Any, *, grid: str = "") -> None:
    """Take away what says nothing: upper and right edge; put faint lines behind one axis where wanted."""
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    ax.tick_params(labelsize=9, colors=INK)
    if grid:
        ax.grid(axis=grid, color="#DDDDDD", linewidth=0.6)
        ax.set_axisbelow(True)


def foot(ax: Any, lines: Iterable[str]) -> None:
    """Write beneath the axes what its numbers are and where they come from."""
    cut = (textwrap.shorten(written(line), _LONGEST_LINE, placeholder=" ...") for line in lines if line)
    told = [piece for line in cut for piece in textwrap.wrap(line, _FOOT_WIDTH)]
    if told:
        ax.annotate(
            "\n".join(told), xy=(0, 0), xycoords="axes fraction", xytext=(0, -34), textcoords="offset points",
            ha="left", va="top", fontsize=7.5, color=FAINT, annotation_clip=False,
        )  # fmt: skip


def basis_line(basis: str, unit: str, vintage: str = "") -> str:
    """Return what the numbers of a figure are, in a line."""
    parts = (f"Basis: {basis.lower().replace('_', ' ')}" if basis else "", f"unit: {unit}" if unit else "", vintage)
    return "; ".join(one for one in parts if one)


def source_line(sources: Iterable[Evidence]) -> str:
    """Return the sources of a figure in a line: the first few, and how many more there are."""
    told = list(dict.fromkeys(str(source) for source in sources))
    if not told:
        return "Source: none is given"
    more = len(told) - _MOST_SOURCES
    return f"Source: {'; '.join(told[:_MOST_SOURCES])}{f' and {more} more' if more > 0 else ''}"


def bounds_of(whens: Iterable[When | None]) -> tuple[date, date]:
    """Return the first and the last day that any of the dates names.

    Raises:
        InvalidValue: None of them has a day.
    """
    held = [day for when in whens if when is not None for day in (when.earliest, when.latest) if day is not None]
    if not held:
        raise InvalidValue("nothing here has a date, so there is no line of time to draw")
    return min(held), max(held)


def register_of(what: Any) -> Register:
    """Return a register of what is to be drawn: a deal, or a register."""
    if isinstance(what, Register):
        return what
    return Register([what])
