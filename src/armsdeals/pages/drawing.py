"""A timeline as shapes: one lane for each deal, its stages as bands, its events as marks below.

Uncertain days are drawn as what they are: where a stage may or may not have begun, the band runs from one colour into the
next under a hatching; what has no known beginning fades in, and what has not ended fades out. Only numbers and texts are
made here; a template turns them into SVG, and so escapes them.

    >>> drawing = draw((), width=360)
    >>> drawing.width, drawing.lanes
    (360, ())
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from armsdeals.model.negotiation.tone import tone_of
from armsdeals.pages.axis import Axis, Tick, fitted, room_for
from armsdeals.pages.labels import Label, Mark, labels_over, marks_under
from armsdeals.pages.notes import DealNote, SpanNote
from armsdeals.pages.wording import date_in_words
from armsdeals.values.edtf import ALWAYS, NEVER
from armsdeals.values.when import When

BAND, LABEL_STEP, TITLE, GAP = 20, 15, 22, 22  # heights
LABEL_SIZE, ASIDE_SIZE, TITLE_SIZE = 11.5, 12.0, 13.5
FADE = 46  # over how much of the width an open end fades
TAIL = 60.0  # how far the line of an ended deal goes on
_TOOTH = 6.0  # half a wave of the line that marks a dispute
_WIDE = 600  # a drawing narrower than this has no room for dates in its labels


@frozen(kw_only=True)
class Band:
    """A piece of a lane.

    Attributes:
        x: Where it begins.
        width: How wide it is.
        start: Its tone at the left: a name of `TONES`, or "none" where nothing may have begun.
        end: Its tone at the right.
        is_certain: Whether there is no doubt about the stage.
    """

    x: float
    width: float
    start: str
    end: str
    is_certain: bool = True


@frozen(kw_only=True)
class Lane:
    """One deal; heights count from the top of the drawing.

    Attributes:
        title: Who and what, cut to what fits.
        aside: What stands behind the title, if there is room.
        full: The title, whole.
        title_y: The height of the title.
        band_y: The height of the upper edge of the band.
        bands: The stages.
        disputed: Zigzag lines, as SVG paths, where a claim excludes the answer.
        labels: The names of the stages.
        marks: The events.
        bottom: How far down the lane goes.
        is_open: Whether the deal goes on at the right end.
        silence: What stands there instead of bands, where no stage is reported.
        silence_x: Where it stands.
    """

    title: str
    aside: str
    full: str
    title_y: float
    band_y: float
    bands: tuple[Band, ...]
    disputed: tuple[str, ...]
    labels: tuple[Label, ...]
    marks: tuple[Mark, ...]
    bottom: float
    is_open: bool
    silence: str
    silence_x: float


@frozen(kw_only=True)
class Rule:
    """A line through all lanes: the day of the report, or the reader's."""

    x: float
    label: str
    anchor: str
    kind: str


@frozen(kw_only=True)
class Drawing:
    """A whole timeline."""

    width: int
    height: float
    ticks: tuple[Tick, ...]
    axis_y: float
    lanes: tuple[Lane, ...]
    rules: tuple[Rule, ...]
    told: str

    @property
    def blends(self) -> tuple[tuple[str, str], ...]:
        """The pairs of tones that run into each other."""
        pairs = ((band.start, band.end) for lane in self.lanes for band in lane.bands if band.start != band.end)
        return tuple(dict.fromkeys(pairs))


def draw(
    deals: Sequence[DealNote],
    *,
    width: int,
    as_of: When | None = None,
    known_by: When | None = None,
    detailed: bool = False,
) -> Drawing:
    """Return the timeline of some deals.

    Args:
        deals: What to draw, one lane each.
        width: In units of the drawing, which are pixels where it is shown in its own size.
        as_of: The day of the report.
        known_by: The reader's day.
        detailed: Whether events get their numbers and stages their dates.
    """
    limits = [day for day in (as_of, known_by) if day is not None]
    days = [day for deal in deals for day in _days_of(deal)] + [bound for day in limits for bound in (day.lo, day.hi)]
    axis = Axis.over(days, left=1, right=width - 1)
    for _ in range(2):  # the room that labels need at the right depends on the scale, and the other way round
        over = max((_reach(deal, axis, dated=detailed and width >= _WIDE) for deal in deals), default=0.0) - width
        axis = axis.narrowed(axis.right - over) if over > 0 and axis.right - over > width / 2 else axis
    rules = tuple(_rules(axis, as_of, known_by, width))
    axis_y = 14.0 + 16 * len({rule.kind for rule in rules})
    lanes, y = [], axis_y + 10
    for deal in deals:
        lane = _lane(deal, axis, y, width, reader=known_by, detailed=detailed)
        lanes.append(lane)
        y = lane.bottom + GAP
    told = "; ".join(f"{deal.flow}, {deal.systems}: {_course(deal)}" for deal in deals)
    return Drawing(
        width=width,
        height=max(y - GAP + 8, axis_y + 8),
        ticks=axis.ticks(),
        axis_y=axis_y,
        lanes=tuple(lanes),
        rules=rules,
        told=told,
    )


def _days_of(deal: DealNote) -> Iterator[int]:
    for when in (*(event.when for event in deal.history), *(span.since for span in deal.spans)):
        yield when.lo
        yield when.hi


def _course(deal: DealNote) -> str:
    return ", then ".join(f"{span.words} ({span.date})" for span in deal.spans) or "nothing known"


def _lane(deal: DealNote, axis: Axis, top: float, width: int, *, reader: When | None, detailed: bool) -> Lane:
    aside = f"{deal.flow} · {deal.systems}"
    full = deal.title
    heard = max((event.when.lo for event in deal.history if event.when.lo != ALWAYS), default=axis.first)
    left_over = width - 16 - room_for(full, TITLE_SIZE)
    silence = "" if deal.spans else "no stage is reported"
    dated = detailed and width >= _WIDE
    labels, rows = labels_over(
        [(_label_x(span, axis), _label(span, dated=dated)) for span in deal.spans], size=LABEL_SIZE
    )
    title_y = top + TITLE - 6
    title_rows = 0 if detailed else TITLE
    band_y = top + title_rows + rows * LABEL_STEP + 6
    seen = axis.last if reader is None else max(heard, reader.hi)
    bands = tuple(_bands(deal.spans, axis, heard, seen))
    end = max(bands[-1].x + bands[-1].width if bands else 0.0, axis.x(heard) + TAIL)
    placed = tuple(label.at(band_y, LABEL_STEP) for label in labels)
    marks, depth = marks_under(deal.history, axis, band_y + BAND, detailed=detailed)
    return Lane(
        title="" if detailed else fitted(full, TITLE_SIZE, width - 4),
        aside="" if detailed or full == aside or room_for(aside, ASIDE_SIZE) > left_over else aside,
        full=full if full == aside else f"{full} ({aside})",
        title_y=title_y,
        band_y=band_y,
        bands=bands,
        disputed=tuple(
            _zigzag(axis.x(days.lo), min(axis.x(days.hi), end), band_y + BAND / 2) for days in deal.disputed_spans
        ),
        labels=placed,
        marks=marks,
        bottom=band_y + BAND + depth,
        silence=silence,
        silence_x=min(axis.x(heard) + 12, width - room_for(silence, LABEL_SIZE)),
        is_open=bool(deal.spans) and any(stage is not None and stage.is_live for stage in deal.spans[-1].stages),
    )


def _zigzag(left: float, right: float, y: float) -> str:
    points = max(3, round((right - left) / _TOOTH))
    step = max(right - left, 2 * _TOOTH) / points
    return "M" + " L".join(f"{left + k * step:.1f} {y + (3 if k % 2 else -3):.1f}" for k in range(points + 1))


def _label(span: SpanNote, *, dated: bool) -> str:
    return f"{span.words} · {span.date}" if dated else span.words


def _label_x(span: SpanNote, axis: Axis) -> float:
    """Where a stage begins as far as one can say: the first day by which it certainly had, if any."""
    lo, hi = span.since.lo, span.since.hi
    return axis.x(lo if hi == NEVER else hi if lo == ALWAYS else (lo + hi) // 2)


def _reach(deal: DealNote, axis: Axis, *, dated: bool) -> float:
    """How far to the right the labels of a deal go."""
    ends = [_label_x(span, axis) + room_for(_label(span, dated=dated), LABEL_SIZE) for span in deal.spans]
    return max(ends, default=0.0)


def tone(span: SpanNote) -> str:
    """Return the tone of a stay in a stage: that of the furthest stage that is possible."""
    told = [stage for stage in span.stages if stage is not None]
    if not told:
        return "none"
    return tone_of(max(told, key=lambda stage: stage.rank))


def _bands(spans: Sequence[SpanNote], axis: Axis, heard: int, seen: int) -> Iterator[Band]:
    """Cut the lane where the set of possible stays changes; a piece with one possible stay is certain.

    The line of a deal that has ended goes on for a while after the last report (the day ``heard``), and stops. A stay
    that has not ended fades out behind the last day that a reader could see (``seen``).
    """
    if not spans:
        return
    starts = [(max(span.since.lo, axis.first), min(span.since.hi, axis.last)) for span in spans]
    edges = sorted({day for start in starts for day in start} | {axis.last})
    for a, b in pairwise(edges):
        middle = (a + b) / 2
        possible = [-1] if middle < starts[0][1] else []
        possible += [
            k
            for k, (lo, _) in enumerate(starts)
            if lo <= middle and (k + 1 == len(starts) or middle < starts[k + 1][1])
        ]
        tones = ["none" if k < 0 else tone(spans[k]) for k in possible]
        if not tones or tones == ["none"]:
            continue
        certain = len(possible) == 1 and len(spans[possible[0]].stages) == 1
        x, right = axis.x(a), axis.x(b)
        if tones[0] == "none" and right - x > FADE and spans[0].since.lo == ALWAYS:
            x = right - FADE
        if tones == ["end"]:
            right = min(right, max(x, axis.x(heard)) + TAIL)
        elif b == axis.last:
            right = min(right, max(x, axis.x(seen)) + FADE)
        yield Band(x=x, width=max(right - x, 0.5), start=tones[0], end=tones[-1], is_certain=certain)


def _rules(axis: Axis, as_of: When | None, known_by: When | None, width: int) -> Iterator[Rule]:
    for day, kind, words in ((as_of, "as-of", "as of"), (known_by, "known-by", "known by")):
        if day is not None:
            x = axis.x(day.hi if day.hi != NEVER else day.lo)
            label = f"{words} {date_in_words(day, short=True)}"
            anchor = "start" if x + room_for(label, LABEL_SIZE) < width else "end"
            yield Rule(x=x, label=label, anchor=anchor, kind=kind)
