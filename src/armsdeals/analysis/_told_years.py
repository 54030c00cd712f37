"""Told years: when deals were ordered and delivered, as a table of volumes tells it, by year.

>>> row = ToldYears("1", "Russia", "Türkiye", ordered=2017, first=2019, last=2020, is_estimated=True)
>>> row.wait("ordered", "first_delivery", date(2025, 12, 31)).outcomes
(Outcome(end='first_delivery', low=2, high=2),)

Left out: stages and days, of which such a table knows nothing.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from armsdeals.analysis._engine import Frame, collected, narwhals
from armsdeals.analysis._waits import FIRST, ORDERED, YEAR, Days, Ended, LeftOut, Wait, outcomes_of
from armsdeals.values.basis import Basis


class ToldYears(NamedTuple):
    """One deal.

    Attributes:
        deal: Its id.
        supplier: Who supplies.
        recipient: Who receives.
        ordered: The year of the order; None if nobody says.
        first: The year in which the first goods arrived.
        last: The year in which the last ones did.
        is_estimated: Whether the year of the order is marked as an estimate.
    """

    deal: str
    supplier: str | None
    recipient: str | None
    ordered: int | None
    first: int | None
    last: int | None
    is_estimated: bool | None

    def wait(self, start: str, end: str, on: date) -> Wait | LeftOut:
        """Return its wait, or why it has none."""
        began, ended = self._year(start), self._year(end)
        if began is None:
            told = "nobody says when it was ordered" if start == ORDERED else "nothing certainly arrived"
            return LeftOut(self.deal, told)
        ends = [] if ended is None else [Ended(end, _days(ended), is_certain=True)]
        outcomes = outcomes_of(_days(began), ends, on, YEAR)
        if not outcomes:
            return LeftOut(self.deal, f"it began after {on}")
        return Wait(self.deal, self.supplier or "", self.recipient or "", outcomes, bool(self.is_estimated))

    def _year(self, point: str) -> int | None:
        return self.ordered if point == ORDERED else self.first if point == FIRST else self.last


def _days(year: int) -> Days:
    return Days(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())


def waits_in(frame: Frame) -> list[ToldYears]:
    """Return the deals of a frame, ordered by their ids.

    Raises:
        UnknownName: A column is missing.
    """
    frame.need("durations", deal="text", basis="text", order_year="number", first_year="number", last_year="number")
    nw: Any = narwhals()
    rows = (
        frame.rows if "is_retracted" not in frame else frame.rows.filter(~nw.col("is_retracted").fill_null(value=False))
    )
    arrived = nw.col("basis") == Basis.DELIVERED.value
    if "number_high" in frame:
        arrived = arrived & ~(nw.col("number_high") == 0).fill_null(value=False)
    more = {name: name for name in ("supplier", "recipient") if name in frame}
    marked = "order_year_is_estimated" in frame
    told = rows.select(
        nw.col("deal"),
        *(nw.col(name) for name in more),
        nw.col("order_year").alias("ordered"),
        nw.when(arrived).then(nw.col("first_year")).alias("first"),
        nw.when(arrived).then(nw.col("last_year")).alias("last"),
        *(
            (nw.when(nw.col("order_year_is_estimated")).then(nw.lit(1)).otherwise(nw.lit(0)).alias("marked"),)
            if marked
            else ()
        ),
    )
    grouped = told.group_by("deal").agg(
        *(nw.col(name).min() for name in more),
        nw.col("ordered").min(),
        nw.col("first").min(),
        nw.col("last").max(),
        *((nw.col("marked").max(),) if marked else ()),
    )
    held = collected(grouped.sort("deal")).to_pylist()
    return [
        ToldYears(
            row["deal"], row.get("supplier"), row.get("recipient"), row["ordered"], row["first"], row["last"], bool(row.get("marked"))
        )
        for row in held
    ]  # fmt: skip
