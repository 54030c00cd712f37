"""How long deals take from one point of their course to another, with those counted that are still under way.

    >>> from armsdeals.model.deal import Deal
    >>> deals = [Deal(id="quick").start_talks(on="2010").sign(on="2011"), Deal(id="slow").start_talks(on="2010")]
    >>> found = durations(Register(deals), "TALKS", "SIGNED", on="2014-12-31", unit="year")
    >>> found
    From TALKS to SIGNED
    deal   supplier  recipient  end     duration (year)
    quick  unknown   unknown    SIGNED                1
    slow   unknown   unknown    open                  4
    >>> print(found.survival().column("value"), found.median())
    (0.5,) 1

Whoever drops the open ones makes every delay look short; here they are counted up to the day of looking. Uncertain dates
stay ranges, so a curve has a low and a high value: between them lie all that any choice of days within the ranges gives.

The curves are those of E. L. Kaplan and P. Meier, "Nonparametric Estimation from Incomplete Observations" (Journal of the
American Statistical Association 53, 1958), with the standard errors of M. Greenwood, "The Errors of Sampling of the Survivorship
Tables" (Reports on Public Health and Medical Subjects 33, 1926), and of O. O. Aalen and S. Johansen, "An Empirical Transition
Matrix for Non-homogeneous Markov Chains Based on Censored Observations" (Scandinavian Journal of Statistics 5, 1978).
Left out: what makes some deals faster than others (hand `Durations.table` to a statistics package).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import inf, isnan
from typing import Any

from attrs import frozen

from armsdeals._collector import collector_paused
from armsdeals._shown import shown
from armsdeals.analysis._curves import Step, curve, shares
from armsdeals.analysis._engine import opened
from armsdeals.analysis._result import Result
from armsdeals.analysis._told_years import waits_in
from armsdeals.analysis._waits import DAY, OPEN, POINTS, YEAR, LeftOut, Unit, Wait, last_day, seen_until, wait_of
from armsdeals.analysis.cells import FRACTION, Cell, NoValue, Range
from armsdeals.analysis.columns import Column
from armsdeals.errors import InvalidValue, UnknownName, suggestion
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.register.about import sources_of
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.values.evidence import Evidence
from armsdeals.values.when import When

_HALF = 0.5
_DUST = 1e-9  # rounding of a product of fractions
_NAMED = 5  # deals in a note


@frozen(kw_only=True, repr=False)
class Durations:
    """How long each deal took, and the curves over all of them.

    Attributes:
        start: From where: a stage, or "ordered", "first_delivery", "last_delivery".
        end: To where, likewise.
        on: The day of looking; a deal that had not come to an end by then is open.
        unit: "day", or "year" for differences of calendar years.
        waits: The deals that came to the start, with how their wait may have gone on.
        left_out: The deals without a wait, and why.
        sources: Where the facts come from.
    """

    start: str
    end: str
    on: date
    unit: Unit
    waits: tuple[Wait, ...]
    left_out: tuple[LeftOut, ...] = ()
    sources: tuple[Evidence, ...] = ()

    def __len__(self) -> int:
        return len(self.waits)

    @property
    def title(self) -> str:
        """What is measured, in words."""
        return f"From {_said(self.start)} to {_said(self.end)}"

    @property
    def table(self) -> Result:
        """One row for each deal: how its wait ended, and how long it lasted; an open one is said to last at least so long."""
        return self._result(
            self.title,
            (
                Column("deal", meaning="the id of the deal"),
                Column("supplier", meaning="who supplies"),
                Column("recipient", meaning="who receives"),
                Column("end", meaning="what ended the wait; open where nothing had by the day of looking"),
                Column("duration", unit=self.unit, meaning="how long it lasted, or of an open one was seen to last"),
            ),
            [
                (one.deal, one.supplier or NoValue.UNKNOWN, one.recipient or NoValue.UNKNOWN, *_cells(one))
                for one in self.waits
            ],
        )

    def survival(self) -> Result:
        """Return the share of deals still waiting after each length of time (Kaplan and Meier 1958).

        A deal that came to another end than the one asked for counts as seen until then; `incidence` keeps such ends apart.

        Returns:
            Rows for the times at which the share falls: the time, ``waiting`` (how many were still seen waiting just
            before), ``ended`` (how many had come to the end by then), ``value`` (the share; unknown where dates leave a
            range), its ``low`` and ``high``, and Greenwood's ``standard_error``, where all dates are exact.

        Raises:
            MissingExtra: statsmodels is not installed.
        """
        rows = [self._row(step) for step in curve(self.waits, self.end)]
        return self._result(
            f"{self.title}: share still waiting",
            (
                Column(self.unit, meaning="time since the start"),
                Column("waiting", unit="deal", meaning="how many were seen waiting just before"),
                Column("ended", unit="deal", meaning="how many had come to the end by then"),
                Column("value", unit=FRACTION, meaning="share still waiting after that time"),
                Column("low", unit=FRACTION, meaning="the smallest that it may be"),
                Column("high", unit=FRACTION, meaning="the largest that it may be"),
                Column("standard_error", meaning="by Greenwood's formula"),
            ),
            rows,
        )

    def median(self) -> Cell:
        """Return the time after which half of the deals no longer wait, open ones counted.

        A number where the dates allow one only, else a range; one without an upper bound where fewer than half have ended.

        Raises:
            MissingExtra: statsmodels is not installed.
        """
        steps = curve(self.waits, self.end)
        low = next((step.time for step in steps if step.low <= _HALF + _DUST), None)
        high = next((step.time for step in steps if step.high <= _HALF + _DUST), None)
        if low is None:
            return NoValue.UNKNOWN
        return low if low == high else Range(low=low, high=high)

    def incidence(self) -> Result:
        """Return the share of deals that each end had come to after each length of time (Aalen and Johansen 1978).

        The shares of all ends and of those still waiting add up to one, where the dates are exact.

        Returns:
            Rows by time and end: ``value`` (unknown where dates leave a range), ``low`` and ``high``. The bounds are exact
            where it is certain which deals are open and since when; else those are taken all as early, or all as late, as
            may be.

        Raises:
            MissingExtra: statsmodels is not installed.
        """
        rows = [
            (step.time, end, step.low if step.low == step.high else NoValue.UNKNOWN, step.low, step.high)
            for end, step in shares(self.waits, self.end)
        ]
        columns = (
            Column(self.unit, meaning="time since the start"),
            Column("end", meaning="what ended the wait"),
            Column("value", unit=FRACTION, meaning="share that had come to this end"),
            Column("low", unit=FRACTION, meaning="the smallest that it may be"),
            Column("high", unit=FRACTION, meaning="the largest that it may be"),
        )
        return self._result(f"{self.title}: share that came to each end", columns, rows, keys=2)

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be said of the whole: how many are open, overtaken, estimated or left out."""
        is_open = [one for one in self.waits if any(way.end == OPEN for way in one.outcomes)]
        certain = sum(len(one.outcomes) == 1 for one in is_open)
        perhaps = f", {len(is_open) - certain:,} more perhaps" if certain < len(is_open) else ""
        notes = [f"{certain:,} of {len(self):,} deals are open on {self.on}{perhaps}; they count up to that day"]
        others = Counter(way.end for one in self.waits for way in one.outcomes if way.end not in (OPEN, self.end))
        if others:
            notes.append(
                f"came to another end: {', '.join(f'{end} {count:,}' for end, count in sorted(others.items()))}"
            )
        guessed = sum(one.is_estimated for one in self.waits)
        if guessed:
            notes.append(f"{guessed:,} of {len(self):,} deals have a date that its source marks as an estimate")
        if self.unit == YEAR:
            notes.append("years are differences of calendar years; 0 is the same year")
        for reason, deals in _by_reason(self.left_out).items():
            notes.append(f"left out, since {reason}: {_some(deals)}")
        return tuple(notes)

    def to_pandas(self) -> Any:
        """Return `table` as a pandas frame."""
        return self.table.to_pandas()

    def to_polars(self) -> Any:
        """Return `table` as a polars frame."""
        return self.table.to_polars()

    def to_arrow(self) -> Any:
        """Return `table` as an Arrow table."""
        return self.table.to_arrow()

    def write(self, path: str | os.PathLike[str], *, inert: bool = True) -> None:
        """Write `table` as CSV (see `Result.write`)."""
        self.table.write(path, inert=inert)

    def cite(self) -> str:
        """Return what to print beneath whatever is made from it."""
        return self.table.cite()

    def __repr__(self) -> str:
        return repr(self.table)

    def __str__(self) -> str:
        return str(self.table)

    def _repr_html_(self) -> str:
        return self.table._repr_html_()

    def _result(
        self, title: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, keys: int = 1
    ) -> Result:
        return Result(
            title=title, columns=tuple(columns), rows=tuple(map(tuple, rows)), keys=keys, basis=f"{_said(self.start)} to {_said(self.end)}",
            unit=self.unit, vintage=f"as seen on {self.on}", notes=self.notes, sources=self.sources,
        )  # fmt: skip

    def _row(self, step: Step) -> tuple[Cell, ...]:
        ways = [one.outcomes for one in self.waits]
        waiting = [sum(test(way.low >= step.time for way in told) for told in ways) for test in (all, any)]
        waiting[1] = sum(any(way.high >= step.time for way in told) for told in ways)
        ended = [
            sum(all(way.end == self.end and way.high <= step.time for way in told) for told in ways),
            sum(any(way.end == self.end and way.low <= step.time for way in told) for told in ways),
        ]
        value = step.low if step.low == step.high else NoValue.UNKNOWN
        error = NoValue.NOT_APPLICABLE if step.error is None or isnan(step.error) else step.error
        return (step.time, _between(*waiting), _between(*ended), value, step.low, step.high, error)


@collector_paused()
def durations(
    data: Any,
    start: NegotiationStage | str,
    end: NegotiationStage | str,
    *,
    on: When | date | str | int | None = None,
    unit: Unit | None = None,
    columns: Mapping[str, str] | None = None,
) -> Durations:
    """Return how long deals took from one point to another, as seen on a day.

    A register answers for stages, orders and deliveries, with ranges of days where dates are uncertain. A frame with the
    columns of the table ``volumes`` knows years only, and answers for "ordered", "first_delivery" and "last_delivery".
    The last delivery is one after which nothing is due; of a deal in a frame, which does not say so, it is the last told.

    Args:
        data: A register, a reading, or whatever holds rows (a frame, a Parquet file).
        start: From where: a stage such as "TALKS", or "ordered", "first_delivery", "last_delivery". A deal that did not
            certainly come there is left out and named.
        end: To where, likewise. A deal that certainly passed it unreported, since a later stage is told, ended by then.
        on: The day of looking; of a month or year, its last day. Without it the last day on which anything of the register
            became known; of a frame, the end of its last year.
        unit: "day", or "year" for differences of calendar years, the habit of registers. Without it years where start or
            end is no stage, else days.
        columns: Of a frame, our names of columns with those that it has.

    Raises:
        UnknownName: There is no such stage, point or unit.
        InvalidValue: Nothing says up to which day one may look, or a frame is asked for stages or days.
    """
    first, last = _point(start), _point(end)
    if first == last:
        raise InvalidValue(f"{_said(first)} is both the start and the end; say two points", path=("end",))
    if unit not in (None, DAY, YEAR):
        raise UnknownName(f"{shown(unit)} is no unit of a duration (expected day or year)", path=("unit",))
    held = data.register if isinstance(data, Reading) else data
    if not isinstance(held, Register):
        if unit == DAY or not {first, last} <= set(POINTS):
            raise InvalidValue(
                "a table of volumes tells orders and deliveries by year; give a register for stages and days"
            )
        return _of_frame(held, first, last, on, columns)
    if columns is not None:
        raise TypeError("columns= renames those of a frame; a register has its own")
    day = seen_until(held, on)
    chosen: Unit = unit or (YEAR if {first, last} & set(POINTS) else DAY)
    found = [wait_of(deal, first, last, on=day, unit=chosen) for deal in held]
    return Durations(
        start=first, end=last, on=day, unit=chosen,
        waits=tuple(one for one in found if isinstance(one, Wait)),
        left_out=tuple(one for one in found if isinstance(one, LeftOut)),
        sources=(*held.sources, *sources_of(held.deals)),
    )  # fmt: skip


def _of_frame(data: Any, start: str, end: str, on: Any, columns: Mapping[str, str] | None) -> Durations:
    frame = opened(data, columns=columns)
    rows = waits_in(frame)
    last = max((year for row in rows for year in (row.ordered, row.last) if year is not None), default=None)
    if on is None and last is None:
        raise InvalidValue("the frame tells no year; say up to which day to look: on=", path=("on",))
    day = last_day(f"{last:04d}" if on is None else on)
    found = [row.wait(start, end, day) for row in rows]
    return Durations(
        start=start, end=end, on=day, unit=YEAR,
        waits=tuple(one for one in found if isinstance(one, Wait)),
        left_out=tuple(one for one in found if isinstance(one, LeftOut)),
        sources=frame.sources,
    )  # fmt: skip


def _point(name: Any) -> str:
    if isinstance(name, str) and name.lower() in POINTS:
        return name.lower()
    try:
        return NegotiationStage(name).value
    except UnknownName as error:
        near = suggestion(str(name), POINTS)
        raise UnknownName(f"{error}; or one of {', '.join(POINTS)}", suggestions=near or error.suggestions) from None


def _said(point: str) -> str:
    return point.replace("_", " ")


def _cells(wait: Wait) -> tuple[Cell, Cell]:
    ends = list(dict.fromkeys(one.end for one in wait.outcomes))
    low, high = min(one.low for one in wait.outcomes), max(one.high for one in wait.outcomes)
    return " or ".join(ends), _between(low, high)


def _between(low: int, high: float) -> Cell:
    return low if low == high else Range(low=low, high=None if high == inf else int(high))


def _by_reason(left_out: Iterable[LeftOut]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in left_out:
        found.setdefault(one.reason, []).append(one.deal)
    return found


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"
