"""Schedule: what falls due under a financing, and what cannot be said because nobody published the terms.

    >>> from armsdeals.model.financing.loan import Loan
    >>> terms = Loan(key="loan", amount="1000 USD", rate="0.05", tenor_years=2, profile="EQUAL_PRINCIPAL")
    >>> plan = schedule_of(parts_of([terms], None), start="2018-01-01")
    >>> for row in plan.rows:
    ...     print(row.date, row.kind, row.principal, row.interest, row.balance)
    2018-01-01 DRAWING 0 0 1000
    2019-01-01 REPAYMENT 500.00 50.00 500.00
    2020-01-01 REPAYMENT 500.00 25.00 0.00
    >>> schedule_of(parts_of([Loan(amount="1000 USD", rate="0.05")], None), start="2018").undecided
    ('start', 'tenor_years', 'profile')

An assumption is for what nobody told and the rows need. Where the told terms decide the rows, with what is taken for granted
(`Schedule.conventions`), no assumption changes them; what was not taken says why:

    >>> told = Loan(key="loan", amount="1000 USD", rate="0.05", tenor_years=2, profile="EQUAL_PRINCIPAL")
    >>> plan = schedule_of(parts_of([told], None), start="2018-01-01", assume={"grace_years": 1})
    >>> plan.assumed, plan.not_taken
    ({}, {'grace_years': 'of loan the told terms decide; tell it of the loan itself'})

Ranges among the assumptions, and sums known only roughly, make several cases; the rows are then those that are the same
in all, and each case is a schedule of its own. Left out: what was paid in fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set as AbstractSet
from datetime import date
from decimal import Decimal
from itertools import product
from operator import itemgetter
from typing import Any

from attrs import evolve, field, frozen

from armsdeals.errors import InvalidValue
from armsdeals.model.financing.assuming import MOST_CASES, read_assumed
from armsdeals.model.financing.credit import day_of
from armsdeals.model.financing.extent import ends_of, taken_for
from armsdeals.model.financing.figure import FinancingFigure, figure_of
from armsdeals.model.financing.kind import FinancingKind
from armsdeals.model.financing.part import FinancingPart, covered_amount, parts_of
from armsdeals.model.financing.printed import as_html, as_text, below
from armsdeals.model.financing.row import ScheduleRow, ScheduleRowKind, Setting, money_of
from armsdeals.model.financing.taken import choices, lacks, taken
from armsdeals.values._iso4217 import CURRENCIES
from armsdeals.values.price import Price
from armsdeals.values.when import When, to_when

__all__ = ["Schedule", "parts_of", "schedule_of"]

_ZERO = Decimal(0)
_DAY = itemgetter(0)  # of a row; much quicker than asking it by name
_MINOR = 2  # decimals of a currency for which the standard gives none
_LENT = frozenset(
    {ScheduleRowKind.DRAWING, ScheduleRowKind.REPAYMENT, ScheduleRowKind.INTEREST, ScheduleRowKind.CAPITALISED}
)


@frozen(kw_only=True, repr=False)
class Schedule:
    """What falls due, oldest first.

    Attributes:
        rows: The rows that the terms and assumptions decide.
        cases: Whole schedules, one for each combination of the ends of ranges; this one alone where there is no range.
        assumed: The assumptions that were used, by name.
        missing: For each way of paying that cannot be reckoned, the terms that nobody published, or that do not decide.
        reasons: Of those that are told and still do not decide, why, by "part.term".
        conventions: What was taken for further terms that nobody told, in words, by "part.term".
        start: The day on which it begins; None if it is not known.
        not_taken: The assumptions that nothing rests on, by name, and why.
    """

    rows: tuple[ScheduleRow, ...]
    assumed: Mapping[str, str]
    missing: Mapping[str, tuple[str, ...]]
    conventions: Mapping[str, str] = field(repr=False)
    start: date | None
    reasons: Mapping[str, str] = field(factory=dict, repr=False)
    not_taken: Mapping[str, str] = field(factory=dict, repr=False)
    _others: tuple[Schedule, ...] = field(default=(), repr=False)

    @property
    def cases(self) -> tuple[Schedule, ...]:
        """The schedules of all cases."""
        return self._others or (self,)

    @property
    def undecided(self) -> tuple[str, ...]:
        """The terms that nobody published and that are needed, by name; empty where everything is decided."""
        return tuple(dict.fromkeys(term for terms in self.missing.values() for term in terms))

    @property
    def is_decided(self) -> bool:
        """Whether there is one answer."""
        return not self.missing and not self._others

    @property
    def currencies(self) -> frozenset[str]:
        """The money of all rows of all cases."""
        return frozenset(row.currency for case in self.cases for row in case.rows)

    @property
    def _title(self) -> str:
        days = f" from {self.rows[0].date} to {self.rows[-1].date}" if self.rows else ""
        codes = sorted(code for code in self.currencies if code)
        return f"Schedule{days}{', in ' if codes else ''}{' and '.join(codes)}"

    def _below(self) -> list[str]:
        return below(self.missing, self.assumed, self.conventions, len(self.cases), self.reasons, self.not_taken)

    def __repr__(self) -> str:
        return as_text(self._title, self.rows, self._below(), short=True)

    def __str__(self) -> str:
        return as_text(self._title, self.rows, self._below(), short=False)

    def _repr_html_(self) -> str:
        return as_html(self._title, self.rows, self._below())

    def of(self, part: str) -> tuple[ScheduleRow, ...]:
        """Return the rows of one way of paying."""
        return tuple(row for row in self.rows if row.instrument == part)

    def in_money(self, money: str) -> Schedule:
        """Return what falls due in one money, such as "USD" or "USD(2015)", so that it can be added up."""
        cases = tuple(_with(case, [row for row in case.rows if row.currency == money]) for case in self.cases)
        rows = tuple(row for row in self.rows if row.currency == money)
        return evolve(self, rows=rows, others=cases if self._others else ())

    def outstanding(self, on: date | str | When) -> FinancingFigure:
        """Return what is owed at the end of a day."""
        return self._figure(lambda case, day: case._owed(day), on)  # noqa: SLF001  # of its own class

    def drawn(self, on: date | str | When) -> FinancingFigure:
        """Return what was lent by the end of a day."""
        return self._figure(lambda case, day: sum((r.drawn for r in case.rows if r.date <= day), _ZERO), on)

    def repaid(self, on: date | str | When) -> FinancingFigure:
        """Return the principal of credits that was paid back by the end of a day."""
        return self._figure(
            lambda case, day: sum((r.principal for r in case.rows if r.kind in _LENT and r.date <= day), _ZERO), on
        )

    def capitalised(self, on: date | str | When) -> FinancingFigure:
        """Return the interest that was added to what is owed by the end of a day."""
        return self._figure(lambda case, day: case._added(day), on)  # noqa: SLF001  # of its own class

    def paid(self) -> FinancingFigure:
        """Return what the recipient pays in all, without discount."""
        return self._figure(lambda case, _: sum((row.paid for row in case.rows), _ZERO), date.max)

    def _owed(self, day: date) -> Decimal:
        last = {row.instrument: row.balance for row in self.rows if row.date <= day}
        return sum(last.values(), _ZERO)

    def _added(self, day: date) -> Decimal:
        total, owed = _ZERO, dict.fromkeys((row.instrument for row in self.rows), _ZERO)
        for row in self.rows:
            if row.date <= day:
                if row.kind is ScheduleRowKind.CAPITALISED:
                    total += row.balance - owed[row.instrument]
                owed[row.instrument] = row.balance
        return total

    def _figure(self, measure: Any, on: date | str | When) -> FinancingFigure:
        day = day_of(to_when(on))
        if day is None:
            raise InvalidValue(f"{on} is not one day; give the day, such as 2020-01-31", path=("on",))
        return figure_of(
            (measure(case, day) for case in self.cases),
            unit=self.one_currency(),
            assumed=self.assumed,
            undecided=self.undecided,
            reasons=self.reasons,
        )

    def one_currency(self) -> str:
        """Return the one currency of the rows; empty if there are none.

        Raises:
            InvalidValue: There are several.
        """
        codes = sorted(self.currencies)
        if len(codes) > 1:
            raise InvalidValue(
                f"the rows are in {' and '.join(codes)}; ask for one way of paying, for one money (Schedule.in_money, "
                "Financing.costs_by_money, debt(currency=...)), or convert them first"
            )
        return codes[0] if codes else ""


def schedule_of(
    parts: Sequence[FinancingPart],
    *,
    start: date | str | When | None = None,
    assume: Mapping[str, Any] | None = None,
    holidays: AbstractSet[date] = frozenset(),
    rounds: bool = True,
    nominal: Price | None = None,
    among: Sequence[FinancingPart] = (),
) -> Schedule:
    """Return the schedule of some ways of paying.

    Args:
        parts: The ways of paying.
        start: The day on which payments and credits begin that tell no day of their own.
        assume: Values or ranges for terms that nobody published; "rate", or "loan.rate" for one way of paying. What the told
            terms decide stays as it is; only fees are put on top of it.
        holidays: Days without business beside weekends.
        rounds: Whether sums are rounded to the minor unit of the currency.
        nominal: The sum of ways of paying whose own is unknown, for answers in which it cancels out.
        among: All ways of paying of the deal, where these are some of them; a guarantee covers one of all.

    Raises:
        InvalidValue: Terms do not go together, or the ranges make too many cases.
        UnknownName: An assumption is of no known term.
    """
    assumed = read_assumed(assume)
    begins = day_of(to_when(start)) if start is not None else None
    rows: dict[str, list[tuple[ScheduleRow, ...]]] = {}
    missing: dict[str, tuple[str, ...]] = {}
    conventions: dict[str, str] = {}
    reasons: dict[str, str] = {}
    used: dict[str, str] = {}
    not_taken: dict[str, str] = {}
    for part in parts:
        amount = covered_amount(part, among or parts)
        may_be, refused = taken(part, assumed, amount, begins)
        not_taken |= {name: why for name, why in refused.items() if name not in not_taken}
        cases, names = choices(part, may_be)
        used |= {name: assumed[name].text for name in names}
        lacking: dict[str, None] = {}
        for terms in cases:
            told = part.as_told(**terms)
            sum_known = told.amount or amount or nominal
            day, untold, why_not = lacks(part, told, terms, sum_known, begins)
            lacking |= untold
            reasons |= {f"{part.name}.{term}": why for term, why in why_not.items()}
            if lacking or day is None:
                continue
            usual = told.conventions() | taken_for(told, sum_known)
            conventions |= {f"{part.name}.{term}": word for term, word in usual.items()}
            for setting in _settings(part, told, sum_known, day, holidays, rounds=rounds):
                found = () if setting.amount == 0 else tuple(told.rows(setting))  # nothing is drawn, given or paid
                ways = rows.setdefault(_unique(part, parts), [])
                if found not in ways:
                    ways.append(found)
        if lacking:
            missing[part.name] = tuple(lacking)
            rows.pop(_unique(part, parts), None)
    not_taken = {name: why for name, why in not_taken.items() if name not in used}
    frame = Schedule(
        rows=(),
        assumed=used,
        missing=missing,
        conventions=conventions,
        start=begins,
        reasons=reasons,
        not_taken=not_taken,
    )
    return _combined(rows, frame)


def _unique(part: FinancingPart, parts: Sequence[FinancingPart]) -> str:
    return f"{parts.index(part)} {part.name}"


def _settings(
    part: FinancingPart,
    told: FinancingKind,
    amount: Price | None,
    day: date,
    holidays: AbstractSet[date],
    *,
    rounds: bool,
) -> Iterable[Setting]:
    money = told.paid_in(amount)
    currency = money_of(money) if money is not None else ""
    minor = CURRENCIES[money.currency][1] if money is not None else None
    places = (_MINOR if minor is None else minor) if rounds else None
    for end in ends_of(told, amount, currency):
        yield Setting(name=part.name, amount=end, currency=currency, start=day, places=places, holidays=holidays)


def _combined(rows: Mapping[str, list[tuple[ScheduleRow, ...]]], frame: Schedule) -> Schedule:
    """Put the rows of all ways of paying together, in each combination of their cases."""
    count = 1
    for ways in rows.values():
        count *= len(ways)
    if count > MOST_CASES:
        raise InvalidValue(f"the ranges make {count:,} cases (expected {MOST_CASES:,} or less); narrow one")
    cases = [_with(frame, [row for way in ways for row in way]) for ways in product(*rows.values())]
    if len(cases) == 1:
        return cases[0]
    same = [row for ways in rows.values() for row in ways[0] if all(row in way for way in ways)]
    return Schedule(
        rows=tuple(sorted(same, key=_DAY)),
        assumed=frame.assumed,
        missing=frame.missing,
        conventions=frame.conventions,
        start=frame.start,
        reasons=frame.reasons,
        not_taken=frame.not_taken,
        others=tuple(cases),
    )


def _with(frame: Schedule, rows: Iterable[ScheduleRow]) -> Schedule:
    return Schedule(
        rows=tuple(sorted(rows, key=_DAY)),
        assumed=frame.assumed,
        missing=frame.missing,
        conventions=frame.conventions,
        start=frame.start,
        reasons=frame.reasons,
        not_taken=frame.not_taken,
    )
