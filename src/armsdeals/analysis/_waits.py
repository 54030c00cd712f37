"""Waits: how long each deal took from one point of its course to another, and how that may have ended.

    >>> from armsdeals.model.deal import Deal
    >>> deal = Deal(id="demo").start_talks(on="2016-11").sign(on="2017-09-12")
    >>> wait = wait_of(deal, "TALKS", "SIGNED", on=date(2020, 1, 1), unit="day")
    >>> wait.outcomes
    (Outcome(end='SIGNED', low=286, high=315),)

A deal that did not come to the end by the day of looking is open, and was seen to last until then; one that another end
overtook says which. Where claims leave it open how a wait ended, it has several outcomes, of which one is true.
Left out: curves over many waits (`durations`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from math import inf
from typing import Any, Final, Literal, NamedTuple

from armsdeals.errors import InvalidValue
from armsdeals.model.deal import Deal
from armsdeals.model.delivery import DeliveryKind
from armsdeals.model.event import Event
from armsdeals.model.negotiation.moves import MOVES
from armsdeals.model.negotiation.plain import Course, course_of
from armsdeals.model.negotiation.position import in_course
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.party import Party
from armsdeals.model.spans import Stay, stays, stays_of_whole
from armsdeals.model.standing import stages_on
from armsdeals.register.register import Register
from armsdeals.register.where import contract_days, order_days
from armsdeals.values.claim import Modality, unretracted
from armsdeals.values.edtf import year_month_day
from armsdeals.values.when import ALWAYS, NEVER, to_when

OPEN = "open"  # the end of a wait that has none yet
ORDERED, FIRST, LAST = "ordered", "first_delivery", "last_delivery"
POINTS = (ORDERED, FIRST, LAST)  # besides the stages
DAY: Final = "day"
YEAR: Final = "year"
Unit = Literal["day", "year"]
_FACT = Modality.FACT
_MARKS = frozenset("?~%")  # of a date that is uncertain or approximate
_ARRIVING, _ARRIVED = NegotiationStage.DELIVERING, NegotiationStage.DELIVERED


class Days(NamedTuple):
    """When a point was come to: its first and its last possible day, as day numbers."""

    lo: int
    hi: int


class Outcome(NamedTuple):
    """One way in which a wait may have gone on.

    Attributes:
        end: The stage or point that ended it; "open" where nothing had by the day of looking.
        low: The least that it lasted; of an open one, that it was seen to last.
        high: The most, likewise; infinite where nobody says from when.
    """

    end: str
    low: int
    high: float


class Wait(NamedTuple):
    """One deal on its way from one point to another.

    Attributes:
        deal: The id of the deal.
        supplier: Who supplies, parted by "; ".
        recipient: Who receives.
        outcomes: How it may have gone on, of which one is true.
        is_estimated: Whether the source marks a date of it as an estimate.
    """

    deal: str
    supplier: str
    recipient: str
    outcomes: tuple[Outcome, ...]
    is_estimated: bool = False


class LeftOut(NamedTuple):
    """A deal without a wait, and why."""

    deal: str
    reason: str


class Ended(NamedTuple):
    """An end that was certainly or perhaps come to."""

    end: str
    days: Days
    is_certain: bool


def wait_of(deal: Deal, start: str, end: str, *, on: date, unit: Unit, quick: bool = True) -> Wait | LeftOut:
    """Return the wait of one deal, or why it has none.

    Args:
        deal: The deal.
        start: A stage, or "ordered".
        end: A stage, or "ordered", "first_delivery" or "last_delivery".
        on: The day of looking; what happened after it is not seen.
        unit: "day", or "year" for the difference of calendar years.
        quick: Whether a plain history goes the quick way; the wait is the same.
    """
    course = course_of(deal.history) if quick and not deal.tranches else None
    spans = _stays(deal, course)
    begun = _begun(deal, start, spans, course)
    if isinstance(begun, str):
        return LeftOut(deal.id, begun)
    days, rest = begun
    ends = _ends(deal, end, rest, spans)
    outcomes = outcomes_of(days, ends, on, unit)
    if not outcomes:
        return LeftOut(deal.id, f"it began after {on}")
    return Wait(deal.id, _names(deal.suppliers), _names(deal.recipients), outcomes, _is_doubtful(deal))


def outcomes_of(start: Days, ends: Sequence[Ended], on: date, unit: Unit) -> tuple[Outcome, ...]:
    """Return how a wait may have gone on by a day; none if it began after it."""
    seen = on.toordinal()
    if start.lo > seen:
        return ()
    start = Days(start.lo, min(start.hi, seen))
    found, is_over = [], False
    for name, (lo, hi), is_certain in ends:
        if lo <= seen:
            found.append(_outcome(name, start, Days(lo, min(hi, seen)), unit))
            is_over = is_over or (is_certain and hi <= seen)
    if not is_over:
        found.append(_outcome(OPEN, start, Days(seen, seen), unit, is_open=True))
    return tuple(found)


def _outcome(end: str, start: Days, days: Days, unit: Unit, *, is_open: bool = False) -> Outcome:
    lo = max(days.lo, start.lo)
    since = start.hi if lo == ALWAYS else lo  # nobody says how early: it may be at once
    if unit == YEAR:
        # A year that is not over has not been looked at: somebody seen until May may still be served in it.
        last = _year(days.hi + 1) - 1 if is_open else _year(days.hi)
        first = last if is_open else _year(since)
        low, high = first - _year(start.hi), inf if start.lo == ALWAYS else last - _year(start.lo)
    else:
        low, high = since - start.hi, inf if start.lo == ALWAYS else days.hi - start.lo
    low = max(0, low)
    return Outcome(end, low, max(low, high))


@lru_cache(maxsize=16_384)
def _year(day: int) -> int:
    return year_month_day(day)[0]


def _stays(deal: Deal, course: Course | None) -> list[Stay]:
    """Return the stays of a deal, of a plain one by its course."""
    if course is not None:
        return stays(course)
    if not deal.tranches:
        return stays(deal.replay())
    parts = [deal.replay(tranche.id) for tranche in deal.tranches]
    return stays_of_whole((deal.replay(), *parts), lambda day: stages_on(deal.replay(), parts, day))


def _begun(deal: Deal, start: str, spans: Sequence[Stay], course: Course | None) -> tuple[Days, Sequence[Stay]] | str:
    """Return when a wait began, and the stays that come after; or why it did not."""
    if start == ORDERED:
        found = order_days(deal) if course is None else contract_days(course)
        if found is None or not found[2]:
            return "nobody says that it was ordered" if found is None else "it is not certain that it was ordered"
        lo, hi, _ = found
        later = 0
        while later < len(spans) and spans[later].hi < lo:
            later += 1
        return Days(lo, hi), spans[later:]
    if start in POINTS:
        arrived = _arrived(deal, start, spans)
        if not arrived or not arrived[0].is_certain:
            return "nothing certainly arrived"
        return arrived[0].days, [span for span in spans if span.hi >= arrived[0].days.lo]
    for place, span in enumerate(spans):
        if span.stages == {start}:
            return Days(span.lo, span.hi), spans[place + 1 :]
    if not any(start in span.stages for span in spans):
        return f"nobody says that it came to {start}"
    why = ", for its claims contradict each other" if deal.standing(None).disputed else ""
    return f"it is not certain that it came to {start}{why}"


def _ends(deal: Deal, end: str, rest: Sequence[Stay], spans: Sequence[Stay]) -> list[Ended]:
    if end in (FIRST, LAST):
        found = _arrived(deal, end, spans)
    else:
        stage = NegotiationStage.SIGNED if end == ORDERED else NegotiationStage(end)
        found = [one._replace(end=end) for one in _reached(stage, rest)]
    for one in found:
        if one.is_certain:
            return found
    return [*found, *_overtaken(rest)]


def _reached(end: NegotiationStage, rest: Sequence[Stay]) -> list[Ended]:
    """When a stage was come to: once it is certain, or once a stage that no deal comes to without it is told."""
    before: Stay | None = None
    for span in rest:
        if span.stages == {end}:
            return [Ended(end, Days(span.lo, span.hi), is_certain=True)]
        if span.stage is not None and _implies(span.stage, end):
            lo = ALWAYS if before is None else min(before.lo, span.lo)
            return [Ended(end, Days(lo, span.hi), is_certain=True)]
        before = span
    perhaps = next((span for span in rest if end in span.stages), None)
    return [] if perhaps is None else [Ended(end, Days(perhaps.lo, NEVER), is_certain=False)]


def _implies(stage: NegotiationStage, end: NegotiationStage) -> bool:
    """Whether a deal in a stage must have passed the other on its natural way up."""
    is_up = end.is_live and stage.rank > end.rank
    return is_up and end in MOVES.unavoidable(NegotiationStage.INTEREST, stage)


def _overtaken(rest: Sequence[Stay]) -> list[Ended]:
    """The end that a deal came to in place of the one that is asked for, if it was not taken up again."""
    last: Stay | None = None
    for span in reversed(rest):
        if not any(stage is not None and stage.is_end for stage in span.stages):
            break
        last = span
    if last is None:
        return []
    ends = frozenset(stage for stage in last.stages if stage is not None and stage.is_end)
    name = " or ".join(in_course(ends))
    return [Ended(name, Days(last.lo, last.hi), is_certain=ends == last.stages)]


def _arrived(deal: Deal, end: str, spans: Sequence[Stay]) -> list[Ended]:
    """When the first or the last of the goods arrived; the last one only where nothing more is due."""
    history = deal.history
    if any(event.id or event.retracts for event in history):  # else nothing is taken back
        history = tuple(unretracted(history, deal.retracted()))
    batches: list[Days] = []
    for event in history:
        if event.deliveries and event.modality is _FACT:
            batches += _batches(event)
    wanted = _ARRIVING.rank if end == FIRST else _ARRIVED.rank
    told = next((span for span in spans if (stage := span.stage) is not None and stage.rank >= wanted), None)
    if end == FIRST:
        found = batches if told is None else [*batches, Days(told.lo, told.hi)]
        if not found:
            return []
        lows, highs = zip(*found, strict=True)
        return [Ended(end, Days(min(lows), min(highs)), is_certain=True)]
    if told is not None:
        lo = max((days.lo for days in batches if days.lo <= told.hi), default=told.lo)
        return [Ended(end, Days(lo, told.hi), is_certain=True)]
    if not batches:
        return []
    due = [deal.undelivered(line.id) for line in deal.lines]
    if any(one is not None and one.low > 0 for one in due):
        return []
    is_all = bool(due) and all(one is not None and one.high == 0 for one in due)
    return [Ended(end, Days(max(d.lo for d in batches), max(d.hi for d in batches)), is_certain=is_all)]


def _batches(event: Event) -> list[Days]:
    """The days on which goods of an event arrived; where it lists years, something arrived in each of them."""
    out: list[Days] = []
    for one in event.deliveries:
        if one.kind is not DeliveryKind.DELIVERED or (one.quantity is not None and one.quantity.high == 0):
            continue
        out += map(_days_of, one.years) if one.years else [Days(event.when.lo, event.when.hi)]
    return out


@lru_cache(maxsize=1_024)
def _days_of(year: int) -> Days:
    when = to_when(f"{year:04d}")
    return Days(when.lo, when.hi)


def _is_doubtful(deal: Deal) -> bool:
    return any(event.modality is _FACT and not _MARKS.isdisjoint(event.when.text) for event in deal.history)


def _names(parties: Sequence[Party]) -> str:
    if len(parties) == 1:
        return parties[0].name
    return "; ".join(party.name for party in parties)


def last_day(on: Any) -> date:
    """Return the last day of a day, month or year.

    Raises:
        InvalidValue: It has none.
    """
    when = to_when(f"{on:04d}") if isinstance(on, int) and not isinstance(on, bool) else to_when(on)
    if when.latest is None:
        raise InvalidValue(f"{when} has no last day; say up to which day to look", path=("on",))
    return when.latest


def seen_until(register: Register, on: Any) -> date:
    """Return the day of looking: the one that is asked for, else the last on which anything became known.

    Raises:
        InvalidValue: Nothing says when anything became known.
    """
    if on is not None:
        return last_day(on)
    heard = [deal.last_heard for deal in register]
    published = [source.published for source in register.sources]
    days = [when.lo for when in (*heard, *published) if when is not None and when.lo != ALWAYS]
    if not days:
        raise InvalidValue("nothing says when this became known; say up to which day to look: on=", path=("on",))
    return date.fromordinal(max(days))
