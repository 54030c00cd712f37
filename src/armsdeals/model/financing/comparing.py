"""Comparing: the figures by which one financing is held against another.

    >>> from armsdeals.model.financing.loan import Loan
    >>> loan = Loan(key="loan", rate="0.025", tenor_years=10, grace_years=2, profile="EQUAL_PRINCIPAL", payments_per_year=2)
    >>> asked = Asked.of(parts_of([loan], None))
    >>> print(round(grant_element(asked, rate="0.1").value, 6), effective_rate(asked))
    0.323909 0.02515625

A fraction needs no sum: where the sum of a single credit is unknown, one is put in its place and cancels out. Where no
day is told a start is put in its place likewise, for time alone counts. The formulas and their sources stand in
`armsdeals.model.financing.valuing`. Left out: converting money.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set as AbstractSet
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import evolve, frozen

from armsdeals._printed import short_repr
from armsdeals._shown import shown
from armsdeals.errors import ArmsDealsError, InvalidValue, UnknownName, suggestion
from armsdeals.model.financing.assuming import choices_for, names_used, read_assumed
from armsdeals.model.financing.barter import Barter
from armsdeals.model.financing.credit import Credit, day_of
from armsdeals.model.financing.credit_line import CreditLine
from armsdeals.model.financing.drawn import drawings_of
from armsdeals.model.financing.figure import FinancingFigure, figure_of
from armsdeals.model.financing.grant import Grant
from armsdeals.model.financing.guarantee import Guarantee
from armsdeals.model.financing.milestone import Milestone
from armsdeals.model.financing.part import FinancingPart
from armsdeals.model.financing.row import Setting, money_of
from armsdeals.model.financing.schedule import Schedule, parts_of, schedule_of
from armsdeals.model.financing.settling import bounded
from armsdeals.model.financing.valuing import (
    drawings_in,
    grant_element_of,
    internal_rate,
    payments_of,
    present_value,
)
from armsdeals.values.day_count import DayCount
from armsdeals.values.number import rounded
from armsdeals.values.price import Price
from armsdeals.values.share import Share, to_rate
from armsdeals.values.when import When, to_when

__all__ = ["Asked", "cost", "effective_rate", "grant_element", "parts_of", "undisbursed"]

_ANY_DAY = date(2001, 1, 1)  # the first of a year that is no leap year
_ANY_SUM = Price("1000000 USD")
_DATED = frozenset(
    {
        "milestones",
        "flow",
        "drawings",
        "start",
        "first_due",
        "matures",
        "available_until",
        "bought",
        "rates",
        "observed",
    }
)


@frozen(kw_only=True, repr=False)
class Asked:
    """What is asked about: the ways of paying, and under which assumptions.

    Attributes:
        parts: The ways of paying.
        start: The day on which it begins, if it was given.
        assume: Values or ranges for unpublished terms.
        holidays: Days without business.
        day_count: How time is counted in discounting; None for months and days over 365.
        among: All ways of paying of the deal, where these are some of them.
    """

    parts: tuple[FinancingPart, ...]
    start: date | str | When | None
    assume: Mapping[str, Any] | None
    holidays: AbstractSet[date]
    day_count: DayCount | None
    among: tuple[FinancingPart, ...] = ()

    __repr__ = short_repr

    @classmethod
    def of(
        cls,
        parts: Iterable[FinancingPart],
        *,
        start: date | str | When | None = None,
        assume: Mapping[str, Any] | None = None,
        part: str | None = None,
        holidays: AbstractSet[date] = frozenset(),
        day_count: DayCount | str | None = None,
    ) -> Asked:
        """Return what is asked, narrowed to one way of paying if one is named.

        Raises:
            UnknownName: There is none of that name.
        """
        held = among = tuple(parts)
        if part is not None:
            names = [one.name for one in held]
            held = tuple(one for one in held if one.name == part)
            if not held:
                near = suggestion(part, names)
                told = (
                    f"did you mean {shown(near[0])}?" if near else f"there are {', '.join(map(shown, names)) or 'none'}"
                )
                raise UnknownName(f"no way of paying is called {shown(part)}; {told}", path=("part",), suggestions=near)
        count = None if day_count is None else DayCount(day_count)
        return cls(parts=held, start=start, assume=assume, holidays=holidays, day_count=count, among=among)

    def schedule(self, *, rounds: bool = True, nominal: Price | None = None) -> Schedule:
        """Return the schedule, from any day where no day is told."""
        dated = any(part.terms.keys() & _DATED or _instalments_dated(part) for part in self.parts)
        start = _ANY_DAY if self.start is None and not dated else self.start
        return schedule_of(
            self.parts,
            start=start,
            assume=self.assume,
            holidays=self.holidays,
            rounds=rounds,
            nominal=nominal,
            among=self.among,
        )

    def credits(self) -> Asked:
        """Return the same for what is lent or given, with guarantees."""
        return evolve(
            self, parts=tuple(part for part in self.parts if isinstance(part.claims[0], (Credit, Grant, Guarantee)))
        )


def _instalments_dated(part: FinancingPart) -> bool:
    return any(one.when is not None for one in part.terms.get("instalments", ()))


def _rate(value: Any) -> Decimal:
    try:
        return Decimal(to_rate(value))
    except ArmsDealsError as error:
        error.path = ("rate",)
        raise


def _begin(schedule: Schedule) -> date:
    return schedule.start or min((row.date for row in schedule.rows), default=_ANY_DAY)


def cost(asked: Asked, *, rate: Any = None) -> FinancingFigure:
    """Return what the recipient pays, discounted if a rate is given; a lower bound where terms are lacking."""
    asked = asked if rate is not None else _whenever(asked)
    return _cost(asked, asked.schedule(), None if rate is None else _rate(rate))


def costs_by_money(asked: Asked, *, rate: Any = None) -> dict[str, FinancingFigure]:
    """Return what the recipient pays in each money, as `cost` does."""
    asked = asked if rate is not None else _whenever(asked)
    schedule, discount = asked.schedule(), None if rate is None else _rate(rate)
    begin = evolve(schedule, start=_begin(schedule))  # of all of it, so that every money is worth it on one day
    return {money: _cost(asked, begin.in_money(money), discount) for money in sorted(schedule.currencies)}


def _whenever(asked: Asked) -> Asked:
    """The same with goods of which nobody tells when they come, on any day: without a discount their days are nothing to a sum."""
    if any(name.rpartition(".")[2] == "flow" for name in asked.assume or ()):
        return asked
    return evolve(asked, parts=tuple(map(_at_once, asked.parts)))


def _at_once(part: FinancingPart) -> FinancingPart:
    told = part.as_told()
    if not isinstance(told, Barter) or told.flow or "flow" in part.rivals or told.absence("flow") is not None:
        return part
    flow = (Milestone(when=When(_ANY_DAY.isoformat()), share=Share(1)),)
    return evolve(part, claims=(evolve(told, flow=flow),), terms={**part.terms, "flow": flow})


def _cost(asked: Asked, schedule: Schedule, discount: Decimal | None) -> FinancingFigure:
    def worth(case: Schedule) -> Decimal:
        flows = payments_of(case)
        if discount is None:
            return sum((amount for _, amount in flows), Decimal(0))
        return rounded(present_value(flows, rate=discount, on=_begin(schedule), day_count=asked.day_count))

    return _figure(schedule, worth, unit=schedule.one_currency())


def grant_element(asked: Asked, *, rate: Any) -> FinancingFigure:
    """Return the grant element of all that is lent or given, as a fraction.

    Raises:
        InvalidValue: Nothing is lent or given.
    """
    discount, about = _rate(rate), asked.credits()
    given, unknown = _given(about.parts)
    reasons = {f"{part.name}.{name}": why for part in about.parts for name, why in part.undecided.items()
               if name not in part.rivals}  # fmt: skip
    schedule = about.schedule(rounds=False, nominal=_nominal(about))
    currencies = {*schedule.currencies, *(money_of(price) for price in given)}
    if len(currencies) > 1:
        raise InvalidValue(
            f"the sums are in {' and '.join(sorted(currencies))}; ask for one part, or convert them first"
        )
    if unknown or schedule.missing or reasons:
        told = [name.rpartition(".")[2] for name in reasons]
        lacking = tuple(dict.fromkeys((*schedule.undecided, *(("amount",) if unknown else ()), *told)))
        return FinancingFigure(assumed=schedule.assumed, undecided=lacking, reasons={**schedule.reasons, **reasons})
    found = [
        rounded(
            grant_element_of(
                payments_of(case), drawings_in(case), rate=discount, on=_begin(schedule), given=sum(sums, Decimal(0))
            )
        )
        for case in schedule.cases
        for sums in ([price.low for price in given], [price.high or price.low for price in given])
        if drawings_in(case) or any(sums) or not _is_used(schedule, given)
    ]
    return figure_of(found, assumed=schedule.assumed)


def effective_rate(asked: Asked) -> FinancingFigure:
    """Return the yearly rate of all credits together, fees and premiums included.

    Raises:
        InvalidValue: Nothing is lent, or no single rate answers.
    """
    about = asked.credits()
    if not any(part for part in about.parts if type(part.claims[0]).LENDS):
        raise InvalidValue("nothing is lent, so that there is no effective rate")
    schedule = about.schedule(rounds=False, nominal=_nominal(about))
    schedule.one_currency()

    def found(case: Schedule) -> Decimal:
        flows = [(day, -amount) for day, amount in payments_of(case)]
        return internal_rate([*drawings_in(case), *flows], on=_begin(schedule), day_count=asked.day_count)

    if schedule.missing:
        return FinancingFigure(assumed=schedule.assumed, undecided=schedule.undecided, reasons=schedule.reasons)
    cases = [case for case in schedule.cases if drawings_in(case) or not _is_used(schedule)]
    return figure_of((found(case) for case in cases), assumed=schedule.assumed)


def undisbursed(asked: Asked, *, on: date | str | When) -> FinancingFigure:
    """Return what of the credits is not drawn at the end of a day.

    Raises:
        InvalidValue: The day is not one day, or the credits are in several currencies.
    """
    day = day_of(to_when(on))
    if day is None:
        raise InvalidValue(f"{on} is not one day; give the day, such as 2020-01-31", path=("on",))
    assumed, low, high = read_assumed(asked.assume), Decimal(0), Decimal(0)
    lacking: dict[str, None] = {}
    reasons: dict[str, str] = {}
    currencies: set[str] = set()
    used: dict[str, str] = {}
    for part in asked.parts:
        cls = type(part.claims[0])
        if not cls.LENDS:
            continue
        wanted = _open_terms(part, asked.start is not None)
        terms = {term: values[0] for term in wanted if term not in part.terms
                 and (values := choices_for(cls, part.name, term, assumed))
                 and (term not in part.rivals or values[0] in part.rivals[term])}  # fmt: skip
        used |= {name: assumed[name].text for name in names_used(cls, part.name, terms, assumed)}
        told = part.as_told(**terms)
        amount, begins = told.amount or part.amount, told.begins
        is_line = isinstance(told, CreditLine) or (amount is not None and bounded(amount).low < amount.low)
        if (is_line or "drawings" in told.withheld) and not getattr(told, "drawings", ()):
            lacking["drawings"] = None  # what is not told to be drawn need not be
            continue
        if amount is not None and (mixed := told.mixed(money_of(amount))):
            lacking |= dict.fromkeys(mixed)
            reasons |= {f"{part.name}.{term}": why for term, why in mixed.items()}
            continue
        begins = begins or (day_of(to_when(asked.start)) if asked.start is not None else None)
        if amount is None or amount.high is None or begins is None:
            lacking |= dict.fromkeys(("start",) if begins is None else ("amount",))
            if amount is None and "amount" in part.undecided:
                reasons[f"{part.name}.amount"] = part.undecided["amount"]
            continue
        currencies.add(money_of(amount))
        left = [_left(told, end, money_of(amount), begins, day) for end in (amount.low, amount.high)]
        low, high = low + min(left), high + max(left)
    if len(currencies) > 1:
        raise InvalidValue(f"the credits are in {' and '.join(sorted(currencies))}; ask for one part")
    if lacking:
        return FinancingFigure(assumed=used, undecided=tuple(lacking), reasons=reasons)
    return FinancingFigure(low=low, high=high, unit="".join(currencies), assumed=used)


def _open_terms(part: FinancingPart, has_start: bool) -> tuple[str, ...]:  # noqa: FBT001  # of its own file
    """The terms for which something may be assumed: where sum and day are told, all is taken to be drawn on it."""
    told, amount = part.as_told(), part.amount
    is_open = amount is None or amount.low != bounded(amount).low or "drawings" in told.withheld
    names = [] if amount is not None else ["amount"]
    names += [] if has_start or told.begins is not None else ["start"]
    return (*names, *(("drawings",) if names or is_open or isinstance(told, CreditLine) else ()))


def _left(told: Any, amount: Decimal, currency: str, start: date, day: date) -> Decimal:
    drawn = drawings_of(told, Setting(name="", amount=amount, currency=currency, start=start))
    return amount - sum((part for when, part in drawn.items() if when <= day), Decimal(0))


def _is_used(schedule: Schedule, given: Iterable[Price] = ()) -> bool:
    """Whether something is lent or given in some case, so that cases without have no part in a fraction of it."""
    return any(price.high for price in given) or any(drawings_in(case) for case in schedule.cases)


def _given(parts: Iterable[FinancingPart]) -> tuple[list[Price], bool]:
    """The sums of grants, and whether one of them is unknown."""
    grants = [part.amount and bounded(part.amount) for part in parts if isinstance(part.claims[0], Grant)]
    known = [price for price in grants if price is not None and price.high is not None]
    return known, len(known) < len(grants)


def _nominal(asked: Asked) -> Price | None:
    """Any sum for a single credit whose own is unknown."""
    lent = [part for part in asked.parts if type(part.claims[0]).PAYS]
    return _ANY_SUM if len(lent) == 1 and lent[0].amount is None and type(lent[0].claims[0]).LENDS else None


def _figure(schedule: Schedule, measure: Callable[[Schedule], Decimal], unit: str = "") -> FinancingFigure:
    return figure_of(
        (measure(case) for case in schedule.cases),
        unit=unit,
        assumed=schedule.assumed,
        undecided=schedule.undecided,
        reasons=schedule.reasons,
    )
