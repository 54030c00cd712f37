"""Lanes: the stages of deals as bands along a line of days, uncertain stretches hatched.

    >>> from armsdeals.model.deal import Deal
    >>> deal = Deal(id="a").start_talks(on="2016-11").sign(on="2017-04/2017-09-12")
    >>> [(str(band.first), band.stages_in_words, band.is_certain) for band in bands_of(deal, date(2018, 1, 1))]
    [('2016-11-01', 'talks', False), ('2016-11-30', 'talks', True), ('2017-04-01', 'talks or signed', False), ('2017-09-12', 'signed', True)]

Where a stage may or may not have begun, a band of its own says so; what has no known beginning gets a wedge in front. Nothing here is drawn twice: bands of one deal do not overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from attrs import evolve, frozen

from armsdeals.model.deal import Deal
from armsdeals.model.negotiation.position import in_course
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.negotiation.tone import TONES, tone_of
from armsdeals.plots._draw import ink_on, key, look, part
from armsdeals.plots._room import wide
from armsdeals.values.when import When

Stages = frozenset[NegotiationStage | None]
_END = 0.62  # of the height of a band: how high that of an ended deal is
_WORDS = 8.0  # points
_AROUND = 0.08  # inches beside the words in a band
_HALT = "...."  # how a halt is told from an end in grey


@frozen(kw_only=True)
class Band:
    """A stretch of days in a lane.

    Attributes:
        first: Its first day.
        last: The day on which the next one begins.
        stages: The stages in which the deal may be.
        is_certain: Whether there is no doubt that it is in them.
        is_open: Whether nobody knows since when it may have been in them.
    """

    first: date
    last: date
    stages: Stages
    is_certain: bool
    is_open: bool = False

    @property
    def stages_in_words(self) -> str:
        """The stages, as a label."""
        return " or ".join(stage.in_words for stage in in_course(self.stages)) or "nothing yet"

    @property
    def tones(self) -> tuple[str, ...]:
        """The tones of its stages in their order, each once; "none" first where perhaps nothing has begun."""
        found = [tone_of(stage) for stage in in_course(self.stages)]
        return tuple(dict.fromkeys([*(["none"] if None in self.stages else []), *found])) or ("none",)


def bands_of(deal: Deal, until: date, *, wedge: timedelta | None = None) -> list[Band]:
    """Return the bands of a deal up to a day, oldest first; what has no known beginning has a wedge so long in front."""
    edges = [(span.since.earliest, span.since.latest, span.stages) for span in deal.spans()]
    return list(_joined(_pieces(edges, wedge, until)))


def _pieces(
    edges: list[tuple[date | None, date | None, Stages]], wedge: timedelta | None, until: date
) -> Iterator[Band]:
    before: Stages = frozenset({None})
    for place, (earliest, latest, stages) in enumerate(edges):
        end = edges[place + 1][0] if place + 1 < len(edges) else until
        if earliest is None and latest is not None and place == 0 and wedge:
            yield Band(first=_shifted(latest, -wedge), last=latest, stages=stages, is_certain=False, is_open=True)
        sure = latest or earliest
        if earliest is not None and sure is not None and earliest < sure:
            told = before | stages if before != frozenset({None}) else stages
            yield Band(first=earliest, last=min(sure, until), stages=told, is_certain=False)
        if sure is not None:
            stop = until if end is None else end
            if sure < stop:
                yield Band(first=sure, last=min(stop, until), stages=stages, is_certain=len(stages) == 1)
        before = stages


def _joined(bands: Iterable[Band]) -> Iterator[Band]:
    """Bands in order, cut where two uncertain stretches overlap."""
    held = sorted((band for band in bands if band.first < band.last), key=lambda band: (band.first, band.last))
    for one, after in pairwise([*held, None]):
        if one is None:
            continue
        last = min(one.last, after.first) if after is not None and after.first > one.first else one.last
        if one.first < last:
            yield evolve(one, last=last)


def draw_bands(
    ax: Any, bands: Iterable[Band], y: float, *, height: float, window: tuple[date, date], across: float, words: bool = True
) -> None:  # fmt: skip
    """Draw bands at a height, in axes so many inches across; a label stands in each that has room for it."""
    patches, dates, colours = part("patches"), part("dates"), look(ax)
    scale = across / ((window[1] - window[0]).days or 1)
    for band in bands:
        left, right = dates.date2num(band.first), dates.date2num(band.last)
        tones = band.tones
        high = height * _END if tones == ("end",) else height
        shape = {"xy": (left, y - high / 2), "width": right - left, "height": high}
        fill = colour_of(tones[0], ground=colours.paper)
        edge = colours.paper if band.is_certain else colours.faint
        if band.is_open:
            points = [(left, y), (right, y - high / 2), (right, y + high / 2)]
            ax.add_patch(patches.Polygon(points, facecolor=fill, edgecolor=colours.faint, hatch="////", linewidth=0.4))
            continue
        ax.add_patch(patches.Rectangle(**shape, facecolor=fill, linewidth=0.8, edgecolor=edge))
        if not band.is_certain:
            second = colour_of(tones[-1], ground=colours.paper) if len(tones) > 1 else colours.paper
            ax.add_patch(patches.Rectangle(**shape, facecolor="none", edgecolor=second, hatch="////", linewidth=0.0))
        elif tones == ("halt",):
            ax.add_patch(
                patches.Rectangle(**shape, facecolor="none", edgecolor=TONES["end"].light, hatch=_HALT, linewidth=0.0)
            )
        text = band.stages_in_words
        if words and band.is_certain and (band.last - band.first).days * scale > wide(text, _WORDS) + _AROUND:
            size = _WORDS - 1 if tones == ("end",) and height < 1 else _WORDS
            style = {"ha": "center", "va": "center", "fontsize": size, "color": ink_on(fill), "clip_on": True}
            back = {"facecolor": fill, "edgecolor": "none", "pad": 1.0} if tones == ("halt",) else None
            ax.text((left + right) / 2, y, text, bbox=back, **style)


def colour_of(tone: str, *, ground: str) -> str:
    """Return the colour of a tone; where nothing has begun, that of the ground."""
    return TONES[tone].light if tone in TONES else ground


def legend(ax: Any, bands: Iterable[Band], *, beside: Iterable[Any] = (), left: float | None = None) -> None:
    """Explain the tones that were used, above the axes; names at their left take so many inches."""
    patches = part("patches")
    held = list(bands)
    used = {tone for band in held for tone in band.tones}
    edge = {"edgecolor": look(ax).faint, "linewidth": 0.4}
    handles = [
        patches.Patch(facecolor=tone.light, label=tone.in_words, hatch=_HALT if name == "halt" else "", **edge)
        for name, tone in TONES.items()
        if name in used
    ]
    if any(not band.is_certain for band in held):
        doubt = {"facecolor": TONES["early"].light, "edgecolor": TONES["signed"].light, "linewidth": 0.4}
        handles.append(patches.Patch(hatch="////", label="the day is not certain", **doubt))
    key(ax, *handles, *beside, left=left)


def window_of(deals: Iterable[Deal], *, more: Iterable[When | None] = (), after: float = 0) -> tuple[date, date]:
    """Return the days that a figure of deals covers, with a margin on both sides.

    Args:
        deals: The deals.
        more: Further dates that are drawn.
        after: How much room is kept free at the right, as a share of the days.
    """
    whens = [span.since for deal in deals for span in deal.spans()]
    told = [
        day for when in (*whens, *more) if when is not None for day in (when.earliest, when.latest) if day is not None
    ]
    first, last = (min(told), max(told)) if told else (date(2000, 1, 1), date(2001, 1, 1))
    margin = timedelta(days=max(30, (last - first).days // 25))
    return _shifted(first, -margin), _shifted(last, margin + (last - first) * after)


def _shifted(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day
