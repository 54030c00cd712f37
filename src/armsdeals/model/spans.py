"""How long a deal stayed in a stage, as honest ranges of days."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from armsdeals._shown import plain
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.values.estimate import Estimate
from armsdeals.values.when import ALWAYS, NEVER, When


@frozen(kw_only=True)
class Span:
    """One stay in a stage.

    Attributes:
        stages: The stage, or several where claims leave it open.
        since: When it was entered.
        until: When it was left; None if it was not.
        days: How long it lasted; None if it has not ended or a date is open.
    """

    stages: frozenset[NegotiationStage | None]
    since: When
    until: When | None
    days: Estimate | None

    @property
    def stage(self) -> NegotiationStage | None:
        """The stage, if there is one."""
        return next(iter(self.stages)) if len(self.stages) == 1 else None

    def __str__(self) -> str:
        names = " or ".join(stage for stage in NegotiationStage if stage in self.stages) or "nothing yet"
        end = f" until {self.until}" if self.until else ""
        return plain(f"{names} since {self.since}{end}{f' ({self.days.in_words})' if self.days else ''}")


def spans(replay: Replay) -> tuple[Span, ...]:
    """Return every stay in a stage, oldest first."""
    out = []
    for k in range(1, len(replay.stages)):
        lo, hi = replay.earliest[k - 1], replay.latest[k - 1]
        left = k < len(replay.moves)
        until = (replay.earliest[k], replay.latest[k]) if left else None
        out.append(
            Span(
                stages=replay.stages[k],
                since=When.between(lo, hi),
                until=When.between(*until) if until else None,
                days=_days(lo, hi, *until) if until else None,
            )
        )
    return tuple(out)


def days_between(replay: Replay, start: NegotiationStage, end: NegotiationStage) -> Estimate | None:
    """Return the days from first coming to one stage to first coming to another after it.

    None if the deal did not certainly come to both, or an open date leaves no range.
    """
    first = next((k for k, here in enumerate(replay.stages) if here == {start}), None)
    if first is None or not first:
        return None
    last = next((k for k, here in enumerate(replay.stages) if k > first and here == {end}), None)
    if last is None:
        return None
    return _days(
        replay.earliest[first - 1], replay.latest[first - 1], replay.earliest[last - 1], replay.latest[last - 1]
    )


def _days(a_lo: int, a_hi: int, b_lo: int, b_hi: int) -> Estimate | None:
    """The days between two uncertain days, the first of which is not after the second."""
    if ALWAYS in (a_lo, b_lo) or NEVER in (a_hi, b_hi):
        return None
    return Estimate.between(Decimal(max(0, b_lo - a_hi)), Decimal(max(0, b_hi - a_lo)), unit="day")
