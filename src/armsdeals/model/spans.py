"""How long a deal stayed in a stage, as honest ranges of days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from attrs import frozen

from armsdeals._printed import short_repr
from armsdeals._shown import plain
from armsdeals.model.negotiation.plain import Course
from armsdeals.model.negotiation.position import Stage
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.worlds import turns_of
from armsdeals.values.estimate import Estimate
from armsdeals.values.when import ALWAYS, NEVER, When


@frozen(kw_only=True, repr=False)
class Span:
    """One stay in a stage.

    Attributes:
        stages: The stage, or several where claims leave it open.
        since: When it was entered.
        until: When it was left; None if it was not.
        days: How long it lasted, at least so long where a date is open; None if it has not ended or nothing bounds it.
    """

    stages: frozenset[NegotiationStage | None]
    since: When
    until: When | None
    days: Estimate | None

    __repr__ = short_repr

    @property
    def stage(self) -> NegotiationStage | None:
        """The stage, if there is one."""
        return next(iter(self.stages)) if len(self.stages) == 1 else None

    def __str__(self) -> str:
        names = " or ".join(stage for stage in NegotiationStage if stage in self.stages) or "nothing yet"
        end = f" until {self.until}" if self.until else ""
        return plain(f"{names} since {self.since}{end}{f' ({self.days.in_words})' if self.days else ''}")


class Stay(NamedTuple):
    """The stages of one stay, and between which days it began.

    Attributes:
        stages: The stage, or several where claims leave it open.
        lo: The first possible day of its beginning, as a day number.
        hi: The last one.
    """

    stages: frozenset[Stage]
    lo: int
    hi: int

    @property
    def stage(self) -> Stage:
        """The stage, if there is one."""
        return next(iter(self.stages)) if len(self.stages) == 1 else None


def stays(replay: Replay | Course) -> list[Stay]:
    """Return what one history comes to, oldest first."""
    return [*map(Stay, replay.stages[1:], replay.earliest, replay.latest)]


def stays_of_whole(replays: Sequence[Replay], on: Callable[[When | None], frozenset[Stage]]) -> list[Stay]:
    """Return what a deal in tranches comes to: one stay ends where no day leaves its stages all possible any more.

    A stage that was perhaps there between two others, on uncertain days only, is no stay.

    Args:
        replays: The history of the whole as such, and of each tranche.
        on: The stages of the whole on a day; None is after everything that is told.
    """
    days = turns_of(replays)
    start = When.between(ALWAYS, days[0] - 1) if days else When("../..")
    told = [(ALWAYS, on(start)), *((day, on(When.between(day, day))) for day in days), (NEVER, on(None))]
    runs = [next(run) for _, run in groupby(told, key=lambda one: one[1])]
    nothing = frozenset[Stage]({None})
    out = [Stay(nothing, ALWAYS, ALWAYS)]
    for place, (day, here) in enumerate(runs):
        last = place + 1 == len(runs)
        if out[-1].stages <= here and not (last and here != out[-1].stages):
            continue
        first = place
        while first and runs[first - 1][1] & here and runs[first - 1][0] >= out[-1].lo:
            first -= 1
        out.append(
            Stay(here, runs[first][0], NEVER if day == ALWAYS else day)
        )  # what was so from the first may begin on any day
    return out[1:]


def spans(told: Sequence[Stay]) -> tuple[Span, ...]:
    """Return every stay in a stage, oldest first."""
    out = []
    for place, stay in enumerate(told):
        after = told[place + 1] if place + 1 < len(told) else None
        out.append(
            Span(
                stages=stay.stages,
                since=When.between(stay.lo, stay.hi),
                until=When.between(after.lo, after.hi) if after else None,
                days=_days(stay, after) if after else None,
            )
        )
    return tuple(out)


def days_between(told: Sequence[Stay], start: NegotiationStage, end: NegotiationStage) -> Estimate | None:
    """Return the days from first coming to one stage to first coming to another after it.

    At least so many where a date is open at its outer end; None if the deal did not certainly come to both, or dates that are
    open towards each other leave no bound.
    """
    first = next((k for k, stay in enumerate(told) if stay.stages == {start}), None)
    if first is None:
        return None
    last = next((stay for stay in told[first + 1 :] if stay.stages == {end}), None)
    return None if last is None else _days(told[first], last)


def _days(start: Stay, end: Stay) -> Estimate | None:
    """The days between two uncertain days, the first of which is not after the second; None where nothing bounds them."""
    least = 0 if end.lo == ALWAYS or start.hi == NEVER else max(0, end.lo - start.hi)
    if start.lo == ALWAYS or end.hi == NEVER:
        return Estimate.between(Decimal(least), None, unit="day") if least else None
    return Estimate.between(Decimal(least), Decimal(max(0, end.hi - start.lo)), unit="day")
