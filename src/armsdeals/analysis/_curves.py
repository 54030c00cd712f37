"""Curves over waits: the share that still waits, and the share that came to each end, as time goes by.

    >>> from armsdeals.analysis._waits import Outcome
    >>> waits = [Wait(name, "", "", (Outcome(end, time, time),)) for name, end, time in
    ...          (("a", "SIGNED", 1), ("b", "SIGNED", 2), ("c", "open", 2), ("d", "LAPSED", 3))]
    >>> [(step.time, step.low, step.high) for step in curve(waits, "SIGNED")]
    [(1, 0.75, 0.75), (2, 0.5, 0.5)]
    >>> [(step.time, end, step.low) for end, step in shares(waits, "SIGNED")]
    [(1, 'SIGNED', 0.25), (2, 'SIGNED', 0.5), (3, 'LAPSED', 0.5)]

The estimators are those of statsmodels: of Kaplan and Meier (1958), "Nonparametric estimation from incomplete
observations", and of Aalen and Johansen (1978), "An empirical transition matrix for non-homogeneous Markov chains based on
censored observations". Where dates are uncertain each is reckoned for the two extremes that the dates allow (`_extremes`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import Any, NamedTuple, Protocol

from armsdeals.analysis._extremes import Seen, fewest_ended, least_waiting, most_ended, most_waiting
from armsdeals.analysis._waits import OPEN, Wait
from armsdeals.errors import need

_PLACES = 12  # of a share: beyond stands the rounding of floats


class Pick(Protocol):
    """How to choose among the ways in which a wait may have gone on."""

    def __call__(self, wait: Wait, time: int, end: str, *, early: bool) -> Seen: ...


class Step(NamedTuple):
    """One step of a curve.

    Attributes:
        time: The time.
        low: The smallest that the share may be.
        high: The largest.
        error: Its standard error, where all dates are exact.
    """

    time: int
    low: float
    high: float
    error: float | None = None


def curve(waits: Sequence[Wait], end: str) -> list[Step]:
    """Return the steps of the share still waiting for an end; with any other end a wait goes out of sight."""
    told = [one.outcomes[0] for one in waits if len(one.outcomes) == 1 and one.outcomes[0].low == one.outcomes[0].high]
    if not waits or len(told) < len(waits):
        return list(_bounds(waits, end))
    found = _statsmodels().SurvfuncRight([one.low for one in told], [int(one.end == end) for one in told])
    steps = zip(found.surv_times, found.surv_prob, found.surv_prob_se, strict=True)
    return [Step(int(time), _neat(share), _neat(share), float(error)) for time, share, error in steps]


def _bounds(waits: Sequence[Wait], end: str) -> Iterator[Step]:
    last = (1.0, 1.0)
    for time in _times(waits):
        low, high = (_waiting([pick(one, time, end) for one in waits], time) for pick in (least_waiting, most_waiting))
        if (low, high) != last:
            last = (low, high)
            yield Step(time, low, high)


def shares(waits: Sequence[Wait], end: str) -> Iterator[tuple[str, Step]]:
    """Yield the steps of the share that came to each end, by time; the end that is asked for comes first."""
    others = sorted({way.end for one in waits for way in one.outcomes} - {end, OPEN})
    last: dict[str, tuple[float, float]] = {}
    for time in _times(waits):
        for each in (end, *others):
            low, high = min(_share(waits, time, each, fewest_ended)), max(_share(waits, time, each, most_ended))
            if last.get(each, (0.0, 0.0)) != (low, high):
                last[each] = (low, high)
                yield each, Step(time, low, high)


def _share(waits: Sequence[Wait], time: int, end: str, pick: Pick) -> list[float]:
    """The share that had come to an end by a time, open deals seen as briefly and as long as may be."""
    return [_ended([pick(one, time, end, early=early) for one in waits], time, end) for early in (True, False)]


def _times(waits: Sequence[Wait]) -> list[int]:
    """The lengths of time at which a curve may move: at an end, or right after somebody went out of sight."""
    ends = {int(end) for one in waits for way in one.outcomes for end in (way.low, way.high) if end < inf}
    return sorted(end for end in ends | {end + 1 for end in ends} if end <= max(ends))


def _waiting(seen: Iterable[Seen], time: int) -> float:
    times, ends, weights = _weighed(seen)
    found = _statsmodels().SurvfuncRight(times, [int(bool(end)) for end in ends], freq_weights=weights)
    return _last(found.surv_times, found.surv_prob, time, 1.0)


def _ended(seen: Iterable[Seen], time: int, end: str) -> float:
    times, ends, weights = _weighed(seen)
    if end not in ends:
        return 0.0
    kinds = [1 if one == end else 2 if one else 0 for one in ends]
    found = _statsmodels().CumIncidenceRight(times, kinds, freq_weights=weights)
    return _last(found.times, found.cinc[0], time, 0.0)


def _last(times: Any, shares: Any, time: int, before: float) -> float:
    """The value of a step curve at a time."""
    return _neat(([before, *(share for at, share in zip(times, shares, strict=True) if at <= time)])[-1])


def _weighed(seen: Iterable[Seen]) -> tuple[list[int], list[str], list[int]]:
    told = Counter(seen)
    return [one.time for one in told], [one.end for one in told], list(told.values())


def _neat(share: Any) -> float:
    return round(float(share), _PLACES)


def _statsmodels() -> Any:
    return need("statsmodels.duration.survfunc", extra="survival", what="a curve over durations")
