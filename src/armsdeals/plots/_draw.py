"""The door to matplotlib: axes, colours, and the line of sources that every figure carries.

Colours are those of Okabe and Ito, which people with any of the common kinds of colour blindness tell apart (M. Okabe, K.
Ito, "Color Universal Design", 2008); since papers are printed in grey, no meaning hangs on a colour alone: bands have words
in them, and what is uncertain or incomplete is hatched. Words and lines are light where the ground is dark. A figure says on
which basis its numbers are, in what unit, of which vintage and from which sources, in a line beneath it.

    >>> ink_on("#123b66"), ink_on("#eadfa8")
    ('#ffffff', '#222222')
"""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from attrs import evolve, frozen

from armsdeals._shown import plain
from armsdeals.errors import InvalidValue, need
from armsdeals.plots._room import letter, wide, wrapped
from armsdeals.register.register import Register
from armsdeals.values.evidence import Evidence
from armsdeals.values.tiv import unit_in_words
from armsdeals.values.when import When

# Okabe and Ito, the order in which series are drawn; yellow last, since it is faint on white.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#999999", "#F0E442")
HATCHES = ("", "//", "..", "\\\\", "xx", "--", "oo", "++")
DISPUTED = "#D55E00"

SCALES = ((10**9, "billion "), (10**6, "million "), (10**3, "thousand "))
KEY_SIZE, FOOT_SIZE, TITLE_SIZE = 7.5, 7.5, 11.0  # points
_KEY_ROW, _KEY_EDGE = 11.5, 5.0  # points: a row of a legend, and what is around all of them
_MOST_COLUMNS = 6
_SMALL = 5.0  # inches across, below which small print shrinks
_HANDLE = 0.37  # inches that the sign in a legend takes, with the gap behind the text
_OWN_EDGE = 0.15  # inches that a layout leaves around axes
_LINE = 1.25  # of the size of letters: from one line to the next
_BESIDE = 0.85  # of its share of the width that axes beside others are sure of
_NUMBERS, _EDGE_NAME = 0.4, 0.2  # inches of the numbers at an edge and of its name
_LONGEST_LINE = 354  # letters
_MOST_SOURCES = 3
_DARK = 0.2  # the luminance below which a ground is dark
# Where the font of matplotlib has no letter, one of these is taken if it is installed; they cover Chinese, Japanese, Korean.
_WIDE_FONTS = (
    "Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans JP", "Noto Sans SC", "Source Han Sans", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei",
    "Microsoft YaHei", "PingFang SC", "Hiragino Sans", "Malgun Gothic", "Arial Unicode MS", "Droid Sans Fallback", "Unifont",
)  # fmt: skip


@frozen
class Look:
    """The colours that go with the ground of a figure.

    Attributes:
        ink: Of words and lines.
        faint: Of what stands back.
        paper: The ground.
        line: Of the lines of a grid.
    """

    ink: str
    faint: str
    paper: str
    line: str


_ON_LIGHT = Look("#222222", "#666666", "#ffffff", "#dddddd")
_ON_DARK = Look("#e8e6e1", "#a8acb2", "#15181c", "#3a3f47")


def look(ax: Any) -> Look:
    """Return the colours for the ground that axes have, such as that of a dark style of matplotlib."""
    colors = part("colors")
    figure = ax.get_figure()
    grounds = [colors.to_rgba(one) for one in (ax.get_facecolor() if ax.axison else "none", figure.get_facecolor())]
    ground = next((one for one in grounds if one[3] > 0), (1.0, 1.0, 1.0, 1.0))
    own = _ON_DARK if luminance(ground) < _DARK else _ON_LIGHT
    return evolve(own, paper=colors.to_hex(ground))


def luminance(colour: Any) -> float:
    """Return the relative luminance of a colour of matplotlib, as WCAG 2.2 defines it: 0 is black, 1 is white."""
    parts = part("colors").to_rgb(colour)
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)  # noqa: PLR2004  # sRGB
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def ink_on(colour: str) -> str:
    """Return the colour of words on a ground: black or white, whichever stands out more."""
    ground = luminance(colour)
    return _ON_LIGHT.ink if (ground + 0.05) / (luminance(_ON_LIGHT.ink) + 0.05) > 1.05 / (ground + 0.05) else "#ffffff"


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
    """Return the axes to draw on: those given, or new ones in a figure of so many inches.

    A figure that has no layout of its own gets the constrained one, or the line of sources would be cut off.
    """
    if ax is None:
        _, made = pyplot().subplots(figsize=(width, height), layout="constrained")
        return made
    if not hasattr(ax, "get_figure") or not hasattr(ax, "barh"):
        raise TypeError(f"ax wants Axes of matplotlib, found {type(ax).__name__}")
    figure = ax.get_figure()
    if ax.get_subplotspec() is not None and hasattr(figure, "set_layout_engine") and figure.get_layout_engine() is None:
        figure.set_layout_engine("constrained")
    return ax


def room(ax: Any, *, left: float = 0.0) -> tuple[float, float]:
    """Return about how many inches wide and high axes will be, with so many inches of names at their left."""
    figure = ax.get_figure()
    box, dots = ax.get_window_extent(), figure.dpi
    spec = ax.get_subplotspec()
    if spec is None or figure.get_layout_engine() is None:
        return box.width / dots, box.height / dots
    rows, across = spec.get_gridspec().get_geometry()
    whole = figure.bbox.width / dots, figure.bbox.height / dots
    held = (1 if across == 1 else _BESIDE) * len(spec.colspan) / across, len(spec.rowspan) / rows
    return max(whole[0] * held[0] - left - _OWN_EDGE, 0.8), max(whole[1] * held[1] - _OWN_EDGE, 0.8)


def heading(ax: Any, text: str, *, left: float | None = None) -> None:
    """Write the title of axes, above their legend if they have one; names at their left take so many inches."""
    if text:
        legend = ax.get_legend()
        pad = 6.0 if legend is None else 6 + _KEY_EDGE + _KEY_ROW * _shrunk(ax) * key_rows(ax)
        told = wrapped(written(text), TITLE_SIZE, _across(ax, left), rows=3)
        ax.set_title(told, loc="left", fontsize=TITLE_SIZE, color=look(ax).ink, pad=pad)


def key(ax: Any, *handles: Any, left: float | None = None, **more: Any) -> None:
    """Put a legend above the axes, in as many columns as fit; names at their left take so many inches."""
    if not handles:
        handles = tuple(ax.get_legend_handles_labels()[0])
    across, size = _across(ax, left), KEY_SIZE * _shrunk(ax)
    widths = [wide(str(one.get_label()), size) + _HANDLE * _shrunk(ax) for one in handles]
    columns = next((k for k in range(min(_MOST_COLUMNS, len(widths)), 1, -1) if _takes(widths, k) <= across), 1)
    ax.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=columns, fontsize=size,
        frameon=False, columnspacing=1.2, borderaxespad=0.2, labelcolor=look(ax).ink, **{"handlelength": 1.4, **more},
    )  # fmt: skip


def _across(ax: Any, left: float | None) -> float:
    return room(ax)[0] - (left_of(ax) if left is None else left)


def _shrunk(ax: Any) -> float:
    """By how much small print is smaller in small axes."""
    return 1.0 if room(ax)[0] >= _SMALL else 0.85


def _takes(widths: Sequence[float], columns: int) -> float:
    """How wide a legend is, which matplotlib fills column by column."""
    rows, longer = divmod(len(widths), columns)
    sizes = [rows + (k < longer) for k in range(columns)]
    ends = list(itertools.accumulate(sizes))
    return sum(max(widths[end - size : end], default=0.0) for end, size in zip(ends, sizes, strict=True))


def key_rows(ax: Any) -> int:
    """Return how many rows the legend of axes has."""
    legend = ax.get_legend()
    return 0 if legend is None else -(-len(legend.get_texts()) // legend._ncols)  # noqa: SLF001  # told nowhere else


def left_of(ax: Any) -> float:
    """Return about how many inches what stands left of axes takes: the numbers and the name of that edge."""
    if not ax.axison or not len(ax.get_yticks()):
        return 0.0
    return _NUMBERS + (_EDGE_NAME if ax.get_ylabel() else 0.0)


def days(ax: Any, first: date, last: date) -> None:
    """Let the lower edge of axes run over days; every label tells the year."""
    dates = part("dates")
    ax.set_xlim(first, last)
    fit = int(room(ax)[0] / wide("30 Sep 2017  ", 9))
    locator = dates.AutoDateLocator(minticks=2, maxticks=max(3, min(fit, 9)))
    ax.xaxis.set_major_locator(locator)
    told = ["%Y", "%b %Y", "%d %b %Y", "%d %b %Y", "%d %b %Y", "%d %b %Y"]
    ax.xaxis.set_major_formatter(
        dates.ConciseDateFormatter(locator, formats=told, zero_formats=told, show_offset=False)
    )


def bare(ax: Any, *, grid: str = "") -> None:
    """Take away what says nothing: upper and right edge; put faint lines behind one axis where wanted."""
    colours = look(ax)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        ax.spines[side].set_color(colours.ink)
    ax.tick_params(labelsize=9, colors=colours.ink)
    if grid:
        ax.grid(axis=grid, color=colours.line, linewidth=0.6)
        ax.set_axisbelow(True)


def foot(ax: Any, lines: Iterable[str], *, left: float | None = None) -> None:
    """Write beneath the axes what its numbers are and where they come from, so many inches further left than they begin."""
    before = left_of(ax) if left is None else left
    size = FOOT_SIZE * _shrunk(ax)
    across = max(int(room(ax)[0] / letter(size)), 24)
    cut = (textwrap.shorten(written(line), _LONGEST_LINE, placeholder=" …") for line in lines if line)
    told = [piece for line in cut for piece in textwrap.wrap(line, across)]
    if told:
        down = 14 if not ax.axison else 24 + (13 if ax.get_xlabel() else 0)
        place = {
            "xy": (0, 0), "xycoords": "axes fraction", "xytext": (-before * 72, -down), "textcoords": "offset points", "ha": "left",
            "va": "top", "fontsize": size, "annotation_clip": False,
        }  # fmt: skip
        ax.annotate("\n".join(told), color=look(ax).faint, **place).set_in_layout(False)
        # A layout would narrow the axes by what the lines overhang at their first size; an unseen stroke keeps only their height.
        high = (down + _LINE * size * len(told)) / 72
        inches = ax.get_figure().dpi_scale_trans + part("transforms").ScaledTranslation(0, 0, ax.transAxes)
        ax.add_artist(
            part("lines").Line2D([-before, 0.1], [-high, -high], transform=inches, alpha=0, linewidth=0, clip_on=False)
        )
    _letters(ax)


def _letters(ax: Any) -> None:
    """Give texts in letters that the font of matplotlib lacks a second font, if one is installed."""
    texts = ax.findobj(part("text").Text)
    odd = [text for text in texts if any(ord(c) > 0x2E7F for c in text.get_text())]  # noqa: PLR2004  # where CJK begins
    if odd:
        held = {font.name for font in part("font_manager").fontManager.ttflist}
        more = [name for name in _WIDE_FONTS if name in held]
        for text in odd if more else ():
            text.set_fontfamily([*text.get_fontfamily(), *more[:2]])


def basis_line(basis: str, unit: str, vintage: str = "", *, years: str = "") -> str:
    """Return what the numbers of a figure are, in a line."""
    parts = (
        f"Basis: {basis.lower().replace('_', ' ')}" if basis else "",
        f"unit: {unit_in_words(unit)}" if unit else "",
        years,
        f"vintage: {vintage}" if vintage else "",
    )
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
