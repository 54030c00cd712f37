"""timeline: what happened to a deal, and to its rivals, along one line of days.

The stages are bands; what is uncertain is hatched. Beneath, every dated event has a mark: a point for a day, a bar for a
stretch of days on one of which it happened. Offers are diamonds, plans and expectations are hollow, and a wavy line shows
where a claim excludes the answer.

    >>> from armsdeals.model.deal import Deal
    >>> drawn = timeline(Deal(id="demo").start_talks(on="2016-11").sign(on="2017-09-12"))
    >>> drawn.get_title(loc="left")
    'demo'

Of several deals each has a lane of bands; events are drawn where there is one deal, or where you ask for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from attrs import frozen

from armsdeals.errors import InvalidValue
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.plots._draw import (
    DISPUTED,
    FAINT,
    INK,
    PAPER,
    axes,
    bare,
    days,
    foot,
    heading,
    part,
    register_of,
    source_line,
    written,
)
from armsdeals.plots._lanes import Band, bands_of, draw_bands, legend, window_of
from armsdeals.register.about import sources_of
from armsdeals.register.register import Register
from armsdeals.values.claim import Modality
from armsdeals.values.when import When, to_when

_LONGEST = 34  # letters of a label
_LETTER = 0.0092  # of the width of the axes, for one letter
_BAND, _STEP = 0.5, 0.34
_AFTER = 0.16  # of the days shown, kept free behind the last event for its label


@frozen(kw_only=True)
class Mark:
    """Something dated beneath a lane."""

    first: date
    last: date
    text: str
    shape: str  # of matplotlib
    is_fact: bool


def timeline(
    deals: Deal | Register,
    *,
    ax: Any | None = None,
    known_by: When | date | str | None = None,
    events: bool | None = None,
    title: str = "",
) -> Any:
    """Draw deals along a line of days and return the axes of matplotlib.

    Args:
        deals: One deal, or several that are rivals or follow each other.
        ax: Axes to draw on; new ones if left out.
        known_by: Only what could be known by this day.
        events: Whether the events are drawn; if left out, where there is one deal.
        title: A heading of your own.

    Raises:
        InvalidValue: Nothing in the deals has a date.
        MissingExtra: matplotlib is not installed.
    """
    register = register_of(deals)
    if known_by is not None:
        register = register.known_by(to_when(known_by))
    held = list(register)
    with_events = len(held) == 1 if events is None else events
    marks = {deal.id: _marks(deal) if with_events else [] for deal in held}
    whens = [When.between(m.first.toordinal(), m.last.toordinal()) for ms in marks.values() for m in ms]
    if not whens and not any(deal.spans() for deal in held):
        raise InvalidValue("nothing in these deals has a date, so there is no line of time to draw")
    window = window_of(held, more=whens, after=_AFTER if whens else 0)
    rows = {deal.id: _rows(marks[deal.id], window) for deal in held}
    depth = sum(1.0 + _STEP * (max(rows[deal.id], default=-1) + 1) for deal in held)
    ax = axes(ax, height=1.6 + 0.62 * depth)
    bands: list[Band] = []
    y = 0.0
    for deal in held:
        own = bands_of(deal, window[1])
        bands += own
        _lane(ax, deal, own, y, window, named=len(held) > 1)
        _events(ax, marks[deal.id], rows[deal.id], y)
        y -= 1.0 + _STEP * (max(rows[deal.id], default=-1) + 1)
    days(ax, *window)
    ax.set_ylim(y + 0.35, 0.75)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    bare(ax)
    legend(ax, bands, beside=_beside(bands, held, marks))
    heading(ax, title or (held[0].title or held[0].id if len(held) == 1 else ""))
    known = f"as known by {to_when(known_by)}" if known_by is not None else "as known from every claim"
    foot(ax, (f"Stages {known}.", source_line(sources_of(tuple(held)))))
    return ax


def _lane(ax: Any, deal: Deal, bands: Sequence[Band], y: float, window: tuple[date, date], *, named: bool) -> None:
    if named:
        ax.text(
            window[0],
            y + _BAND / 2 + 0.06,
            written(deal.title or deal.id),
            ha="left",
            va="bottom",
            fontsize=8.5,
            color=INK,
        )
    if not bands:
        ax.text(window[0], y, "  no stage is reported", ha="left", va="center", fontsize=8, color=FAINT)
    draw_bands(ax, bands, y, height=_BAND, window=window)
    for band in bands:
        middle = date.fromordinal((band.first.toordinal() + band.last.toordinal()) // 2)
        if deal.as_of(middle).disputed:
            _wave(ax, band, y - _BAND / 2)


def _wave(ax: Any, band: Band, y: float) -> None:
    dates = part("dates")
    left, right = dates.date2num(band.first), dates.date2num(band.last)
    ax.plot(
        [left, right], [y, y], color=DISPUTED, linewidth=2.2, linestyle=(0, (1, 0.8)), solid_capstyle="butt", zorder=3
    )


def _marks(deal: Deal) -> list[Mark]:
    """Everything dated that is not taken back, oldest first."""
    gone = deal.retracted()
    out = [
        _mark(event.when, _event_text(event), "o", event.modality)
        for event in deal.history
        if event.id not in gone or not event.id
    ]
    out += [_mark(offer.when or offer.said, _offer_text(offer), "D", offer.modality) for offer in deal.offers]
    told = dict.fromkeys(mark for mark in out if mark is not None)  # what two sources tell alike is drawn once
    return sorted(told, key=lambda mark: (mark.first, mark.last, mark.text))


def _mark(when: When | None, text: str, shape: str, modality: Modality) -> Mark | None:
    if when is None:
        return None
    first, last = when.earliest or when.latest, when.latest or when.earliest
    if first is None or last is None:
        return None
    return Mark(first=first, last=last, text=_cut(text), shape=shape, is_fact=modality is Modality.FACT)


def _event_text(event: Event) -> str:
    stage = event.stage.in_words if event.stage else ""
    happened = event.kind.in_words if event.kind and not stage else ""
    delivered = (
        f"{event.deliveries[0].quantity} {event.deliveries[0].kind.in_words}"
        if event.deliveries and event.deliveries[0].quantity
        else ""
    )
    text = stage or delivered or event.text or happened or "event"
    mood = "" if event.modality is Modality.FACT else f"{event.modality.in_words}: "
    return f"{mood}{text}"


def _offer_text(offer: Any) -> str:
    price = f" of {offer.value.in_words if hasattr(offer.value, 'in_words') else offer.value}" if offer.value else ""
    return f"offer{f' by {offer.by}' if offer.by else ''}{price}"


def _cut(text: str) -> str:
    told = written(text)
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1].rstrip()}…"


def _rows(marks: Sequence[Mark], window: tuple[date, date]) -> list[int]:
    """The row beneath the lane in which each label has room."""
    whole = (window[1] - window[0]).days or 1
    ends: list[float] = []
    rows = []
    for mark in marks:
        start = (mark.first - window[0]).days / whole
        end = (mark.last - window[0]).days / whole + _LETTER * (len(mark.text) + 3)
        row = next((k for k, taken in enumerate(ends) if taken <= start), len(ends))
        if row == len(ends):
            ends.append(0.0)
        ends[row] = end
        rows.append(row)
    return rows


def _events(ax: Any, marks: Sequence[Mark], rows: Sequence[int], y: float) -> None:
    dates = part("dates")
    for mark, row in zip(marks, rows, strict=True):
        height = y - _BAND / 2 - 0.24 - _STEP * row
        first, last = dates.date2num(mark.first), dates.date2num(mark.last)
        ax.plot([first, first], [y - _BAND / 2, height], color="#CCCCCC", linewidth=0.6, zorder=0)
        if last > first:
            ax.plot(
                [first, last], [height, height], color=INK, linewidth=2.4, alpha=0.5, solid_capstyle="butt", zorder=2
            )
        ax.plot(
            [first], [height], marker=mark.shape, markersize=5, markeredgecolor=INK, linestyle="none", zorder=4,
            markerfacecolor=INK if mark.is_fact else PAPER, markeredgewidth=0.8,
        )  # fmt: skip
        ax.annotate(
            mark.text, xy=(max(first, last), height), xytext=(6, 0), textcoords="offset points", va="center", ha="left", fontsize=7.5, color=INK,
            zorder=5,
        )  # fmt: skip


def _beside(bands: Iterable[Band], deals: Iterable[Deal], marks: dict[str, list[Mark]]) -> list[Any]:
    """What the legend explains beside the tones."""
    lines = part("lines")
    out = []
    if any(deal.as_of(band.first).disputed or deal.position.disputed for deal in deals for band in bands):
        out.append(lines.Line2D([], [], color=DISPUTED, linewidth=2.2, linestyle=(0, (1, 0.8)), label="disputed"))
    told = [mark for held in marks.values() for mark in held]
    if any(not mark.is_fact for mark in told):
        out.append(
            lines.Line2D(
                [],
                [],
                marker="o",
                markerfacecolor=PAPER,
                markeredgecolor=INK,
                linestyle="none",
                markersize=5,
                label="said, not a fact",
            )
        )
    if any(mark.shape == "D" for mark in told):
        out.append(
            lines.Line2D(
                [],
                [],
                marker="D",
                markerfacecolor=INK,
                markeredgecolor=INK,
                linestyle="none",
                markersize=5,
                label="offer",
            )
        )
    return out
