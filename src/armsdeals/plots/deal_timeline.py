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
    axes,
    bare,
    days,
    foot,
    heading,
    key_rows,
    look,
    part,
    register_of,
    room,
    source_line,
    written,
)
from armsdeals.plots._lanes import Band, bands_of, draw_bands, legend, window_of
from armsdeals.plots._room import fitted, wide
from armsdeals.register.about import sources_of
from armsdeals.register.register import Register
from armsdeals.values.claim import Modality
from armsdeals.values.when import When, to_when

_LONGEST = 3.0  # inches of a label
_WORDS, _NAME = 7.5, 8.5  # points
_GAP = 0.14  # inches between a mark and its label, and behind that
_BAND, _STEP, _LEAST = 0.5, 0.27, 0.15  # a band and a row of labels; the inches that a row needs
_WIDTH, _EDGE = 9.0, 0.15  # inches of a figure of its own
_INCH = 0.62  # how high a lane is
_AROUND, _KEY_ROW = 1.05, 0.165  # inches that title, axis and sources take, and each row of the legend
_AFTER = (0.04, 0.2, 0.45)  # of the days shown, kept free behind the last event: the first that holds every label
_TIP = 0.022  # of the width: how far a stretch without a known end is drawn
_WEDGE = 0.02  # of the days shown: what stands for an unknown beginning of a stage


@frozen(kw_only=True)
class Mark:
    """Something dated beneath a lane.

    Attributes:
        first: Its first day; None if that is not known.
        last: Its last day, or None.
        text: What is told of it.
        shape: That of the mark, as matplotlib names it.
        is_fact: Whether it is told as a fact.
    """

    first: date | None
    last: date | None
    text: str
    shape: str
    is_fact: bool

    @property
    def known(self) -> tuple[date, date]:
        """Its first and last day, as far as there is one."""
        first, last = self.first or self.last, self.last or self.first
        if first is None or last is None:
            raise InvalidValue("a mark without a day")
        return first, last


@frozen(kw_only=True)
class Spot:
    """Where a mark and its label stand, in shares of the width.

    Attributes:
        mark: What is drawn.
        row: How many rows beneath the lane.
        left: Where the mark begins.
        right: Where it ends.
        words: Where the label stands; None where it has no room.
        is_before: Whether the label ends before the mark instead of beginning behind it.
        end: How far to the right mark and label go.
    """

    mark: Mark
    row: int
    left: float
    right: float
    words: float | None
    is_before: bool
    end: float


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
    whens = [When.between(*(day.toordinal() for day in mark.known)) for told in marks.values() for mark in told]
    if not whens and not any(deal.spans() for deal in held):
        raise InvalidValue("nothing in these deals has a date, so there is no line of time to draw")
    is_own = ax is None
    ax = axes(ax, width=_WIDTH)
    across, high = room(ax)
    window = _window(held, whens, marks, across)
    bands = {deal.id: bands_of(deal, window[1], wedge=(window[1] - window[0]) * _WEDGE) for deal in held}
    told = [band for own in bands.values() for band in own]
    legend(ax, told, beside=_beside(ax, told, held, marks))
    around = _AROUND + _KEY_ROW * key_rows(ax)
    most = None if is_own else max(0, int(((high - around) / _LEAST - len(held) / _STEP) / len(held)))
    spots = {deal.id: _spots(marks[deal.id], window, across, most) for deal in held}
    deep = {deal.id: 1 + max((spot.row for spot in spots[deal.id]), default=-1) for deal in held}
    lane = 1.0 if len(held) > 1 else 0.72
    if is_own:
        ax.get_figure().set_size_inches(_WIDTH, around + _INCH * sum(lane + _STEP * rows for rows in deep.values()))
    y = 0.0
    for deal in held:
        _lane(ax, deal, bands[deal.id], y, window, across, named=len(held) > 1)
        _events(ax, spots[deal.id], y, window)
        y -= lane + _STEP * deep[deal.id]
    days(ax, *window)
    ax.set_ylim(y + lane - _BAND / 2 - 0.2, 0.7 if len(held) > 1 else _BAND / 2 + 0.05)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    bare(ax)
    heading(ax, title or (held[0].title or held[0].id if len(held) == 1 else ""))
    known = f"as known by {to_when(known_by)}" if known_by is not None else "as known from every claim"
    dumb = sum(spot.words is None for told in spots.values() for spot in told)
    missing = f" {dumb} event{'s have' if dumb > 1 else ' has'} no label for want of room." if dumb else ""
    foot(ax, (f"Stages {known}.{missing}", source_line(sources_of(tuple(held)))))
    return ax


def _window(
    deals: Sequence[Deal], whens: Sequence[When], marks: dict[str, list[Mark]], across: float
) -> tuple[date, date]:
    """The days that are shown: as few behind the last event as leave room for every label."""
    window = window_of(deals, more=whens)
    for after in _AFTER if whens else ():
        window = window_of(deals, more=whens, after=after)
        spots = [spot for told in marks.values() for spot in _spots(told, window, across, None)]
        if all(spot.end <= 1 for spot in spots):
            break
    return window


def _lane(
    ax: Any, deal: Deal, bands: Sequence[Band], y: float, window: tuple[date, date], across: float, *, named: bool
) -> None:
    colours = look(ax)
    if named:
        name = fitted(written(deal.title or deal.id), _NAME, across)
        style = {"ha": "left", "va": "bottom", "fontsize": _NAME, "color": colours.ink}
        ax.text(window[0], y + _BAND / 2 + 0.06, name, in_layout=False, **style)
    if not bands:
        ax.text(window[0], y, "  no stage is reported", ha="left", va="center", fontsize=8, color=colours.faint)
    draw_bands(ax, bands, y, height=_BAND, window=window, across=across)
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
    return sorted(told, key=lambda mark: (*mark.known, mark.text))


def _mark(when: When | None, text: str, shape: str, modality: Modality) -> Mark | None:
    if when is None:
        return None
    if when.earliest is None and when.latest is None:
        return None
    told = fitted(written(text), _WORDS, _LONGEST)
    return Mark(first=when.earliest, last=when.latest, text=told, shape=shape, is_fact=modality is Modality.FACT)


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


def _spots(marks: Sequence[Mark], window: tuple[date, date], across: float, most: int | None) -> list[Spot]:
    """Where each mark and its label have room: in the highest row in which they touch nothing else.

    Of axes that hold only so many rows, what finds no row keeps its mark and loses its label.
    """
    whole = (window[1] - window[0]).days or 1
    rows: list[list[tuple[float, float]]] = []
    out = []
    for mark in marks:
        first, last = ((day - window[0]).days / whole for day in mark.known)
        left = first - _TIP if mark.first is None else first
        right = last + _TIP if mark.last is None else last
        label, gap = wide(mark.text, _WORDS) / across, _GAP / across
        is_before = right + gap + label > 1 and left - gap - label > 0
        taken = (left - gap - label, right + gap / 2) if is_before else (left - gap / 2, right + 2 * gap + label)
        fitting = (k for k, row in enumerate(rows) if all(b <= taken[0] or taken[1] <= a for a, b in row))
        row = next(fitting, len(rows))
        if most is not None and row >= most:
            out.append(Spot(mark=mark, row=most, left=left, right=right, words=None, is_before=False, end=right))
            continue
        if row == len(rows):
            rows.append([])
        rows[row].append(taken)
        words = left - gap if is_before else right + gap
        end = right if is_before else words + label
        out.append(Spot(mark=mark, row=row, left=left, right=right, words=words, is_before=is_before, end=end))
    return out


def _events(ax: Any, spots: Sequence[Spot], y: float, window: tuple[date, date]) -> None:
    dates, colours = part("dates"), look(ax)
    start = dates.date2num(window[0])
    whole = dates.date2num(window[1]) - start
    for spot in spots:
        mark = spot.mark
        height = y - _BAND / 2 - 0.22 - _STEP * spot.row
        left, right = (start + whole * share for share in (spot.left, spot.right))
        at = dates.date2num(mark.known[0])
        ax.plot([at, at], [y - _BAND / 2, height], color=colours.line, linewidth=0.6, zorder=0)
        if right > left:
            ax.plot(
                [left, right], [height, height], color=colours.faint, linewidth=2.4, solid_capstyle="butt", zorder=2
            )
        for tip, shape, is_open in ((left, 8, mark.first is None), (right, 9, mark.last is None)):
            if is_open:  # an arrow, since nobody knows how far it goes
                ax.plot([tip], [height], marker=shape, markersize=5, color=colours.faint, linestyle="none", zorder=2)
        ax.plot(
            [at], [height], marker=mark.shape, markersize=5, markeredgecolor=colours.ink, linestyle="none", zorder=4,
            markerfacecolor=colours.ink if mark.is_fact else colours.paper, markeredgewidth=0.8,
        )  # fmt: skip
        if spot.words is not None:
            back = {"facecolor": colours.paper, "edgecolor": "none", "pad": 0.3}
            ax.text(
                start + whole * spot.words, height, mark.text, va="center", ha="right" if spot.is_before else "left",
                fontsize=_WORDS, color=colours.ink, bbox=back, zorder=1, in_layout=False,
            )  # fmt: skip


def _beside(ax: Any, bands: Iterable[Band], deals: Iterable[Deal], marks: dict[str, list[Mark]]) -> list[Any]:
    """What the legend explains beside the tones."""
    lines, colours = part("lines"), look(ax)
    out = []
    if any(deal.as_of(band.first).disputed or deal.position.disputed for deal in deals for band in bands):
        out.append(lines.Line2D([], [], color=DISPUTED, linewidth=2.2, linestyle=(0, (1, 0.8)), label="disputed"))
    told = [mark for held in marks.values() for mark in held]
    point = {"markeredgecolor": colours.ink, "linestyle": "none", "markersize": 5}
    if any(not mark.is_fact for mark in told):
        out.append(lines.Line2D([], [], marker="o", markerfacecolor=colours.paper, label="said, not a fact", **point))
    if any(mark.shape == "D" for mark in told):
        out.append(lines.Line2D([], [], marker="D", markerfacecolor=colours.ink, label="offer", **point))
    return out
