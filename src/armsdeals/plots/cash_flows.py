"""cashflows: what a financing pays when, and what is still owed.

Bars above the line are paid by the recipient (of the price, or principal, interest and fees), bars below are drawn from a
credit; the stepped line is what is owed. With more dates than fit, the bars are sums of calendar years.

    >>> from armsdeals.model.financing.financing import Financing
    >>> from armsdeals.model.financing.loan import Loan
    >>> loan = Loan(amount="100 USD", rate="0.05", tenor_years=2, profile="EQUAL_PRINCIPAL", payments_per_year=1)
    >>> drawn = cashflows(Financing(instruments=(loan,)).schedule(start="2020-01-01"))
    >>> drawn.get_ylabel()
    'USD'

A schedule that nobody could decide is not drawn as if nothing were due: the figure says what is missing.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue
from armsdeals.model.financing.row import ScheduleRowKind
from armsdeals.model.financing.schedule import Schedule
from armsdeals.plots._draw import (
    COLOURS,
    HATCHES,
    SCALES,
    axes,
    bare,
    basis_line,
    days,
    foot,
    heading,
    key,
    look,
    part,
    written,
)

_MOST_DATES = 40
_PARTS = {"principal": "principal repaid", "interest": "interest", "fee": "fees", "price": "paid of the price"}
_SHARE = 0.72  # of the room between two dates that a bar takes
_YEAR = 365.25
_LONELY = _YEAR / 2  # days on either side of a single payment

Flows = dict[date, dict[str, Decimal]]


def cashflows(schedule: Schedule, *, ax: Any | None = None, title: str = "") -> Any:
    """Draw a schedule of payments and return the axes of matplotlib.

    Args:
        schedule: What `Financing.schedule` answers.
        ax: Axes to draw on; new ones if left out.
        title: A heading of your own.

    Raises:
        InvalidValue: The schedule has payments in several currencies, which no axis holds, or its rows are ranges.
        TypeError: It is no schedule.
        MissingExtra: matplotlib is not installed.
    """
    if not isinstance(schedule, Schedule):
        raise TypeError(f"{shown(schedule)} is no schedule; draw financing.schedule(start=...)")
    if len(schedule.currencies) > 1:
        told = ", ".join(sorted(schedule.currencies))
        raise InvalidValue(f"the schedule is in {told}, which do not go on one axis; see schedule.in_money")
    ax = axes(ax, height=4.2)
    if not schedule.rows:
        _nothing(ax, schedule)
    else:
        _drawn(ax, schedule)
    bare(ax, grid="y")
    heading(ax, title or "What falls due, by the terms")
    foot(ax, _beneath(schedule))
    return ax


def _drawn(ax: Any, schedule: Schedule) -> None:
    dates = part("dates")
    flows, owed = _flows(schedule), _owed(schedule)
    by_year = len(flows) > _MOST_DATES
    if by_year:
        flows = _by_year(flows)
    scale, word = _scale(flows, owed)
    at = [dates.date2num(day) for day in flows]
    gaps = [b - a for a, b in itertools.pairwise(at)]
    width = _SHARE * (min(gaps) if gaps else _YEAR / 12)
    colours = look(ax)
    above = [0.0] * len(at)
    for place, (name, told) in enumerate(_PARTS.items()):
        values = [float(row[name] / scale) for row in flows.values()]
        if any(values):
            ax.bar(
                at,
                values,
                width,
                bottom=above,
                label=told,
                color=COLOURS[place],
                hatch=HATCHES[place],
                edgecolor=colours.paper,
                linewidth=0.4,
            )
            above = [one + more for one, more in zip(above, values, strict=True)]
    drawn = [-float(row["drawn"] / scale) for row in flows.values()]
    if any(drawn):
        ax.bar(at, drawn, width, label="drawn", color="#CCCCCC", hatch="xx", edgecolor=colours.paper, linewidth=0.4)
    if any(owed.values()):
        steps = sorted(owed.items())
        ax.step(
            [day for day, _ in steps],
            [float(sum_ / scale) for _, sum_ in steps],
            where="post",
            color=colours.ink,
            linewidth=1.2,
            label="still owed",
        )
    ax.axhline(0, color=colours.ink, linewidth=0.8)
    margin = width if by_year else max(width, 20) if gaps else _LONELY
    days(
        ax,
        dates.num2date(min(at) - margin).date(),
        dates.num2date(max([*at, *map(dates.date2num, owed)]) + margin).date(),
    )
    ax.set_ylabel(f"{word}{schedule.one_currency()}", fontsize=9, color=colours.ink)
    key(ax)


def _flows(schedule: Schedule) -> Flows:
    held: Flows = defaultdict(lambda: dict.fromkeys((*_PARTS, "drawn"), Decimal(0)))
    for row in schedule.rows:
        for name in ("principal", "interest", "fee", "drawn"):
            value = getattr(row, name)
            if not isinstance(value, Decimal):
                raise InvalidValue("the rows are ranges; draw one case of them (schedule.cases)")
            is_price = name == "principal" and row.kind is ScheduleRowKind.PAYMENT
            held[row.date]["price" if is_price else name] += value
    return dict(sorted(held.items()))


def _owed(schedule: Schedule) -> dict[date, Decimal]:
    if not schedule.is_decided:
        return {}
    told = {row.date: schedule.outstanding(on=row.date).value for row in schedule.rows}
    return {day: value for day, value in told.items() if value is not None}


def _by_year(flows: Flows) -> Flows:
    held: Flows = defaultdict(lambda: dict.fromkeys((*_PARTS, "drawn"), Decimal(0)))
    for day, row in flows.items():
        for name, value in row.items():
            held[date(day.year, 7, 1)][name] += value
    return dict(held)


def _scale(flows: Flows, owed: dict[date, Decimal]) -> tuple[int, str]:
    most = max([*(sum(row[name] for name in _PARTS) for row in flows.values()), *owed.values(), Decimal(0)])
    return next(((size, word) for size, word in SCALES if most >= size), (1, ""))


def _nothing(ax: Any, schedule: Schedule) -> None:
    ax.set_xticks([])
    ax.set_yticks([])
    missing = ", ".join(written(str(name)).replace("_", " ") for name in schedule.undecided)
    colours = look(ax)
    told = f"nothing can be reckoned: nobody published {missing}" if missing else "nothing falls due"
    ax.text(0.5, 0.5, told, transform=ax.transAxes, ha="center", va="center", fontsize=9, color=colours.faint)


def _beneath(schedule: Schedule) -> tuple[str, ...]:
    assumed = ", ".join(f"{name} {value}" for name, value in schedule.assumed.items())
    missing = ", ".join(schedule.undecided).replace("_", " ")
    return (
        basis_line("payments due by the terms", " and ".join(sorted(schedule.currencies))),
        f"Assumed, not published: {assumed}." if assumed else "",
        f"Not drawn, since nobody published what it takes to reckon it: {missing}."
        if missing and schedule.rows
        else "",
        "Source: reckoned from the terms as told; not what was certainly paid.",
    )
