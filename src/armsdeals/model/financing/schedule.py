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

Ranges among the assumptions, and sums known only roughly, make several cases; the rows are then those that are the same
in all, and each case is a schedule of its own. Left out: what was paid in fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set as AbstractSet
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

from attrs import field, frozen

from armsdeals.errors import InvalidValue
from armsdeals.model.financing.assuming import MOST_CASES, Assumed, choices_for, read_assumed
from armsdeals.model.financing.credit import day_of
from armsdeals.model.financing.figure import Figure, figure_of
from armsdeals.model.financing.kind import FinancingKind, terms_of
from armsdeals.model.financing.part import Part, covered_amount, parts_of
from armsdeals.model.financing.row import Row, RowKind, Setting
from armsdeals.values._iso4217 import CURRENCIES
from armsdeals.values.price import Price
from armsdeals.values.when import When, to_when

__all__ = ["Schedule", "parts_of", "schedule_of"]

_ZERO = Decimal(0)
_MINOR = 2  # decimals of a currency for which the standard gives none
_LENT = frozenset({RowKind.DRAWING, RowKind.REPAYMENT, RowKind.INTEREST, RowKind.CAPITALISED})


@frozen(kw_only=True)
class Schedule:
    """What falls due, oldest first.

    Attributes:
        rows: The rows that the terms and assumptions decide.
        cases: Whole schedules, one for each combination of the ends of ranges; this one alone where there is no range.
        assumed: The assumptions that were used, by name.
        missing: For each way of paying that cannot be reckoned, the terms that nobody published.
        conventions: What was taken for further terms that nobody told, in words, by "part.term".
        start: The day on which it begins; None if it is not known.
    """

    rows: tuple[Row, ...]
    assumed: Mapping[str, str]
    missing: Mapping[str, tuple[str, ...]]
    conventions: Mapping[str, str] = field(repr=False)
    start: date | None
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

    def of(self, part: str) -> tuple[Row, ...]:
        """Return the rows of one way of paying."""
        return tuple(row for row in self.rows if row.instrument == part)

    def outstanding(self, on: date | str | When) -> Figure:
        """Return what is owed at the end of a day."""
        return self._figure(lambda case, day: case._owed(day), on)  # noqa: SLF001  # of its own class

    def drawn(self, on: date | str | When) -> Figure:
        """Return what was lent by the end of a day."""
        return self._figure(lambda case, day: sum((r.drawn for r in case.rows if r.date <= day), _ZERO), on)

    def repaid(self, on: date | str | When) -> Figure:
        """Return the principal of credits that was paid back by the end of a day."""
        return self._figure(
            lambda case, day: sum((r.principal for r in case.rows if r.kind in _LENT and r.date <= day), _ZERO), on
        )

    def capitalised(self, on: date | str | When) -> Figure:
        """Return the interest that was added to what is owed by the end of a day."""
        return self._figure(lambda case, day: case._added(day), on)  # noqa: SLF001  # of its own class

    def paid(self) -> Figure:
        """Return what the recipient pays in all, without discount."""
        return self._figure(lambda case, _: sum((row.paid for row in case.rows), _ZERO), date.max)

    def _owed(self, day: date) -> Decimal:
        last = {row.instrument: row.balance for row in self.rows if row.date <= day}
        return sum(last.values(), _ZERO)

    def _added(self, day: date) -> Decimal:
        total, owed = _ZERO, dict.fromkeys((row.instrument for row in self.rows), _ZERO)
        for row in self.rows:
            if row.date <= day:
                if row.kind is RowKind.CAPITALISED:
                    total += row.balance - owed[row.instrument]
                owed[row.instrument] = row.balance
        return total

    def _figure(self, measure: Any, on: date | str | When) -> Figure:
        day = day_of(to_when(on))
        if day is None:
            raise InvalidValue(f"{on} is not one day; give the day, such as 2020-01-31", path=("on",))
        return figure_of(
            (measure(case, day) for case in self.cases),
            unit=self.one_currency(),
            assumed=self.assumed,
            undecided=self.undecided,
        )

    def one_currency(self) -> str:
        """Return the one currency of the rows; empty if there are none.

        Raises:
            InvalidValue: There are several.
        """
        codes = sorted(self.currencies)
        if len(codes) > 1:
            raise InvalidValue(
                f"the rows are in {' and '.join(codes)}; ask for one way of paying, or convert them first"
            )
        return codes[0] if codes else ""


@frozen
class _Choice:
    """One way of paying in one case: its terms and its sum."""

    part: Part
    terms: Mapping[str, Any]
    amount: Price | None
    low: bool


def schedule_of(
    parts: Sequence[Part],
    *,
    start: date | str | When | None = None,
    assume: Mapping[str, Any] | None = None,
    holidays: AbstractSet[date] = frozenset(),
    rounds: bool = True,
    nominal: Price | None = None,
) -> Schedule:
    """Return the schedule of some ways of paying.

    Args:
        parts: The ways of paying.
        start: The day on which payments and credits begin that tell no day of their own.
        assume: Values or ranges for terms that nobody published; "rate", or "loan.rate" for one way of paying.
        holidays: Days without business beside weekends.
        rounds: Whether sums are rounded to the minor unit of the currency.
        nominal: The sum of ways of paying whose own is unknown, for answers in which it cancels out.

    Raises:
        InvalidValue: Terms do not go together, or the ranges make too many cases.
        UnknownName: An assumption is of no known term.
    """
    assumed = read_assumed(assume)
    begins = day_of(to_when(start)) if start is not None else None
    rows: dict[str, list[tuple[Row, ...]]] = {}
    missing: dict[str, tuple[str, ...]] = {}
    conventions: dict[str, str] = {}
    used: dict[str, str] = {}
    for part in parts:
        amount = covered_amount(part, parts)
        choices, names = _choices(part, assumed)
        used |= {name: assumed[name].text for name in names}
        lacking: dict[str, None] = {}
        for terms in choices:
            told = part.as_told(**terms)
            sum_known = told.amount or amount or nominal
            day = told.begins or begins or (None if told.needs_start else date.min)
            needed = told.missing(None if sum_known is None or sum_known.high is None else sum_known)
            lacking |= dict.fromkeys((*(("start",) if day is None else ()), *needed))
            if lacking or day is None:
                continue
            conventions |= {f"{part.name}.{term}": word for term, word in told.conventions().items()}
            for setting in _settings(part, told, sum_known, day, holidays, rounds=rounds):
                rows.setdefault(_unique(part, parts), []).append(tuple(told.rows(setting)))
        if lacking:
            missing[part.name] = tuple(lacking)
            rows.pop(_unique(part, parts), None)
    return _combined(rows, Schedule(rows=(), assumed=used, missing=missing, conventions=conventions, start=begins))


def _unique(part: Part, parts: Sequence[Part]) -> str:
    return f"{parts.index(part)} {part.name}"


def _choices(part: Part, assumed: Mapping[str, Assumed]) -> tuple[list[dict[str, Any]], list[str]]:
    """Every combination of assumed terms, and the names of the assumptions that it rests on."""
    if not assumed and "rate_low" not in part.terms:
        return [{}], []
    cls, ranges, names = type(part.claims[0]), {}, []
    for term in terms_of(cls):
        if term not in part.terms and (values := choices_for(cls, part.name, term, assumed)):
            ranges[term] = values
            names.append(f"{part.name}.{term}" if f"{part.name}.{term}" in assumed else term)
    told = [part.terms[name] for name in ("rate_low", "rate_high") if name in part.terms]
    if len(told) > 1 and "rate" not in part.terms and "rate" not in ranges:
        ranges["rate"] = list(dict.fromkeys(told))
    combinations = [dict(zip(ranges, values, strict=True)) for values in product(*ranges.values())]
    if len(combinations) > MOST_CASES:
        raise InvalidValue(f"the ranges make {len(combinations):,} cases (expected {MOST_CASES:,} or less); narrow one")
    return combinations, names


def _settings(
    part: Part, told: FinancingKind, amount: Price | None, day: date, holidays: AbstractSet[date], *, rounds: bool
) -> Iterable[Setting]:
    money = amount or getattr(told, "rent", None)
    currency = money.currency if money is not None else ""
    minor = CURRENCIES[currency][1] if currency else None
    places = (_MINOR if minor is None else minor) if rounds else None
    ends = [None] if amount is None else sorted({amount.low, amount.low if amount.high is None else amount.high})
    for end in ends:
        yield Setting(name=part.name, amount=end, currency=currency, start=day, places=places, holidays=holidays)


def _combined(rows: Mapping[str, list[tuple[Row, ...]]], frame: Schedule) -> Schedule:
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
        rows=tuple(sorted(same, key=lambda row: row.date)),
        assumed=frame.assumed,
        missing=frame.missing,
        conventions=frame.conventions,
        start=frame.start,
        others=tuple(cases),
    )


def _with(frame: Schedule, rows: Iterable[Row]) -> Schedule:
    return Schedule(
        rows=tuple(sorted(rows, key=lambda row: row.date)),
        assumed=frame.assumed,
        missing=frame.missing,
        conventions=frame.conventions,
        start=frame.start,
    )
