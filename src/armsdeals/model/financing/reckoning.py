"""Reckoning: from the terms of a credit to its due dates, its account and its rows.

    >>> terms = Credit(rate="0.04", tenor_years=10, grace_years=2, payments_per_year=2, profile="EQUAL_PRINCIPAL")
    >>> account = repayment_of(terms, Setting(name="loan", amount=Decimal(1600), currency="USD", start=date(2018, 1, 1)))
    >>> account.principal_dates[0], len(account.principal_dates)  # one period after two years of grace
    (datetime.date(2020, 7, 1), 16)
    >>> [row.paid for row in rows_of(terms, Setting(name="loan", amount=Decimal(1600), currency="USD", start=date(2018, 1, 1)))][4:6]
    [Decimal('32.00'), Decimal('132.00')]

Interest of a whole period is the yearly rate over the payments of a year, unless days are counted. Fees on the whole fall
due at the start; the commitment fee runs on what is not drawn, until the last day of drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from attrs import evolve

from armsdeals.errors import InvalidValue
from armsdeals.model.financing.credit import Credit, CreditRevision, GraceInterest, Profile, StubPeriod, day_of
from armsdeals.model.financing.drawn import drawings_of, listed_of, rate_at, resets_of
from armsdeals.model.financing.due import due_dates, months_after, whole_months
from armsdeals.model.financing.milestone import Milestone
from armsdeals.model.financing.regular import is_regular, regular_rows
from armsdeals.model.financing.repayment import WIDE, Repayment, Step, StepKind
from armsdeals.model.financing.row import ScheduleRow, ScheduleRowKind, Setting
from armsdeals.values.day_count import DayCount
from armsdeals.values.number import rounded, shortest_decimal
from armsdeals.values.price import Price
from armsdeals.values.share import Rate
from armsdeals.values.when import When

_ZERO = Decimal(0)
_NO_DAYS: Mapping[date, date] = MappingProxyType({})


class _Plan(NamedTuple):
    """The days of a credit before a calendar moves them."""

    due: list[date]
    redeems: list[date]
    grid: list[date]
    grace_end: date
    end: date
    longer: list[date]


class Carried(NamedTuple):
    """What was agreed before the terms were revised and still holds.

    Attributes:
        grace_end: The last day on which interest alone is paid.
        amortises_until: The day until which an instalment is reckoned, where that is later than the last repayment.
    """

    grace_end: date | None = None
    amortises_until: date | None = None


_NOTHING = Carried()


def _plan_of(credit: Credit, start: date, carried: Carried) -> _Plan:
    months, month_end = whole_months(credit.payments_per_year or 1), bool(credit.month_end)
    end = day_of(credit.matures) or months_after(start, credit.tenor or 0, month_end=month_end)
    first_due = day_of(credit.first_due)
    if end <= start:
        path = ("tenor_years" if credit.matures is None else "matures",)
        raise InvalidValue(f"the last repayment on {end} is not after the first drawing on {start}", path=path)
    if first_due is not None and not start < first_due <= end:
        raise InvalidValue(f"{first_due} is not between the first drawing on {start} and {end}", path=("first_due",))

    def due_until(last: date) -> list[date]:
        long_last = credit.stub is StubPeriod.LONG
        return due_dates(start, last, months=months, anchor=first_due, month_end=month_end, long_last=long_last)

    due = due_until(end)
    grace_end = carried.grace_end or months_after(start, credit.grace or 0, month_end=month_end)
    redeems = [] if credit.profile is Profile.BULLET else [day for day in due if day > grace_end]
    longest = carried.amortises_until or months_after(start, (credit.balloon_years or 0) * 12)
    if start < longest < end:
        found = f"instalments reckoned until {longest} end before the last repayment on {end}"
        raise InvalidValue(f"{found}; give the longer time", path=("balloon_years",))
    grid = [
        months_after(first_due or start, k * months, month_end=month_end)
        for k in range(-1 if first_due else 0, len(due) + 1)
    ]
    return _Plan(due, redeems, grid, grace_end, end, due_until(longest) if longest > start else [])


def repayment_of(credit: Credit, setting: Setting, carried: Carried = _NOTHING) -> Repayment:
    """Return the account of a credit whose terms are known (`Credit.missing` is empty).

    Raises:
        InvalidValue: Terms and days do not go together.
    """
    start, plan = setting.start, _plan_of(credit, setting.start, carried)
    redeems, listed = listed_of(credit, setting, plan.redeems, plan.end)
    due = sorted({*plan.due, *(day for day in redeems if day <= plan.end)})
    drawn = drawings_of(credit, setting)
    if (last := max(drawn)) >= plan.end:
        raise InvalidValue(
            f"something is drawn on {last}, and the last repayment is on {plan.end}; look at the day, or at the tenor",
            path=("drawings",),
        )
    capitalises = plan.grace_end > start and credit.grace_interest is GraceInterest.CAPITALISED
    days = (*due, *redeems, *((plan.grace_end,) if capitalises else ()))
    moved = {day: credit.roll.moved(day, setting.holidays) for day in days} if credit.roll else {}
    to = moved if credit.roll_interest else {}
    return Repayment(
        principal=drawn.pop(start, _ZERO),
        start=start,
        rate=rate_at(credit, start),
        profile=str(credit.profile),
        interest_dates=[to.get(day, day) for day in due],
        principal_dates=[to.get(day, day) for day in redeems],
        maturity=to.get(plan.end, plan.end),
        payment=credit.payment.best if credit.payment is not None else None,
        amortises=[day for day in plan.longer if day > plan.grace_end],
        listed=listed,
        capitalise_until=to.get(plan.grace_end, plan.grace_end) if capitalises else None,
        resets=resets_of(credit, start, plan.end),
        drawings=drawn,
        per_year=None if credit.day_count else credit.payments_per_year or 1,
        whole={to.get(b, b): to.get(a, a) for a, b in pairwise(plan.grid)},
        day_count=credit.day_count or DayCount.THIRTY_E_360,
        pay_days={} if credit.roll_interest else moved,
        places=setting.places,
    )


def rows_of(credit: Credit, setting: Setting) -> list[ScheduleRow]:
    """Return the drawings, payments and fees of a credit whose terms are known, oldest first."""
    if is_regular(credit, setting):
        rows = regular_rows(credit, setting)
    else:
        rows = _in_order(_rows_without_fees(credit, setting))
    flat = sum((rate for rate in (credit.upfront_fee, credit.management_fee, credit.premium) if rate), _ZERO)
    if flat:
        fee = setting.rounded(WIDE.multiply(setting.total, flat))
        place = sum(row.date == setting.start for row in rows)
        rows.insert(place, setting.fee(setting.start, fee, rows[place - 1].balance if place else _ZERO))
    return _with_commitment(credit, setting, rows) if credit.commitment_fee and credit.drawings else rows


def _rows_without_fees(
    credit: Credit, setting: Setting, carried: Carried = _NOTHING, eras: list[Repayment] | None = None
) -> list[ScheduleRow]:
    """The rows of all terms in turn; the accounts of each time between revisions are put into ``eras``."""
    revision = min(credit.revisions, key=lambda one: one.when.lo, default=None)
    if revision is not None and (day := day_of(revision.when)) is not None:
        return _rows_revised(credit, setting, revision, day, carried, eras)
    if eras is None and is_regular(credit, setting):
        return regular_rows(credit, setting)
    account = repayment_of(credit, setting, carried)
    if eras is not None:
        eras.append(account)
    return _rows_by_day(account.steps(), setting)


def _in_order(rows: list[ScheduleRow]) -> list[ScheduleRow]:
    """Sort rows by the day of payment; what a calendar moves past a drawing leaves another balance behind."""
    if all(a.date <= b.date for a, b in pairwise(rows)):
        return rows
    moves = [
        (row, row.balance - before) for row, before in zip(rows, (_ZERO, *(r.balance for r in rows)), strict=False)
    ]
    owed, found = _ZERO, []
    for row, more in sorted(moves, key=lambda move: move[0].date):
        owed += more
        found.append(row._replace(balance=owed))
    return found


def _rows_by_day(steps: Iterable[Step], setting: Setting, moved: Mapping[date, date] = _NO_DAYS) -> list[ScheduleRow]:
    days = groupby(steps, key=lambda step: moved.get(step.day, step.day))
    return [row for day, inside in days for row in _rows_of_a_day(day, inside, setting)]


def _rows_revised(
    credit: Credit,
    setting: Setting,
    revision: CreditRevision,
    day: date,
    carried: Carried,
    eras: list[Repayment] | None,
) -> list[ScheduleRow]:
    """The rows until a revision, the interest that runs until it, and the rows of the new terms."""
    rest = tuple(one for one in credit.revisions if one is not revision)
    if day <= setting.start:
        raise InvalidValue(f"{day} is not after the first drawing on {setting.start}", path=("revisions",))
    if any(one.day is not None and one.day > day for one in credit.drawings):
        raise InvalidValue(f"something is drawn after the terms were revised on {day}", path=("drawings",))
    old = evolve(credit, revisions=())
    account = repayment_of(old, setting, carried)
    # What fell due before is paid on the day to which a calendar moved it, though the new terms hold by then.
    pay_days = dict(account.pay_days) | ({day: credit.roll.moved(day, setting.holidays)} if credit.roll else {})
    until = evolve(account, interest_dates=sorted({*account.interest_dates, day}), pay_days={})
    steps = [step for step in until.steps() if step.day <= day]
    if not steps[-1].balance:
        return _rows_without_fees(old, setting, carried, eras)
    if eras is not None:
        ends = [end for end in until.interest_dates if end <= day]
        eras.append(evolve(account, interest_dates=ends, pay_days=pay_days))
    new = _revised(credit, revision, rest, steps[-1].rate)
    new, kept = _on_the_old_days(new, credit, revision, setting, day, carried)
    if new.profile in (Profile.STEPPED, Profile.CUSTOM):
        new = evolve(new, instalments=_left_of(credit, account, setting, day))
    after = _rows_without_fees(new, evolve(setting, start=day, amount=steps[-1].balance), kept, eras)
    later = [row for row in after if row.kind is not ScheduleRowKind.DRAWING]
    return [*_rows_by_day(steps, setting, pay_days), *later]


def _on_the_old_days(
    new: Credit, credit: Credit, revision: CreditRevision, setting: Setting, day: date, carried: Carried
) -> tuple[Credit, Carried]:
    """Keep the due dates, the grace and the end that were agreed before, unless they were agreed anew."""
    plan = _plan_of(evolve(credit, revisions=()), setting.start, carried)
    changes: dict[str, Any] = {}
    if revision.tenor_years is None:
        changes = {"matures": When(plan.end.isoformat()), "tenor_years": None, "tenor_months": None}
        if revision.payments_per_year in (None, credit.payments_per_year):
            due = next((one for one in plan.due if one > day), plan.end)
            changes["first_due"] = When(due.isoformat())
    keeps = revision.grace_years is None and revision.tenor_years is None and plan.grace_end > day
    longest = plan.longer[-1] if plan.longer and revision.tenor_years is None else None
    return evolve(new, **changes), Carried(plan.grace_end if keeps else None, longest)


def _left_of(credit: Credit, account: Repayment, setting: Setting, day: date) -> tuple[Milestone, ...]:
    """The listed payments that fall due after a day, each as a sum, since a part of the whole is none of the rest."""
    if credit.profile not in (Profile.STEPPED, Profile.CUSTOM):
        raise InvalidValue(f"nobody lists the payments that were agreed on {day}", path=("revisions",))
    dated = zip(account.principal_dates, account.listed, strict=False)
    sums = [(when, amount) for when, amount in dated if when > day]
    has_days = credit.instalments[0].day is not None
    return tuple(
        Milestone(
            when=When(when.isoformat()) if has_days else None,
            amount=Price(f"{shortest_decimal(rounded(amount))} {setting.currency}"),
        )
        for when, amount in sums
    )


def _revised(credit: Credit, revision: CreditRevision, rest: tuple[CreditRevision, ...], rate: Decimal) -> Credit:
    told = {name: getattr(revision, name) for name in ("tenor_years", "profile", "payments_per_year")}
    changes = {name: value for name, value in told.items() if value is not None}
    if "tenor_years" in changes:
        changes |= {"tenor_months": None, "matures": None}
    gone = dict.fromkeys(
        ("upfront_fee", "management_fee", "commitment_fee", "premium", "first_due", "grace_months", "tenor_estimate",
         "grace_estimate")
    )  # fmt: skip
    return evolve(
        credit,
        **cast(Any, gone | changes),
        # A rate below zero is that of the index, which goes on to be observed.
        rate=None
        if revision.rate is None and rate < 0
        else Rate(rounded(rate if revision.rate is None else Decimal(revision.rate))),
        grace_years=revision.grace_years,
        rates=() if revision.rate is not None else credit.rates,
        drawings=(),
        revisions=rest,
        instalments=(),
        start=None,
    )


def _rows_of_a_day(day: date, steps: Iterable[Step], setting: Setting) -> Iterable[ScheduleRow]:
    drawn = principal = interest = capitalised = balance = _ZERO
    pays = False
    for step in steps:
        balance = step.balance
        if step.kind is StepKind.DRAWING:
            drawn += step.amount
        elif step.kind is StepKind.PRINCIPAL:
            principal += step.amount
        elif step.kind is StepKind.INTEREST:
            interest, pays = interest + step.amount, True
        elif step.kind is StepKind.CAPITALISED:
            capitalised += step.amount
    name, currency = setting.name, setting.currency
    if drawn:
        before = balance + principal - capitalised
        yield ScheduleRow(day, ScheduleRowKind.DRAWING, name, _ZERO, _ZERO, _ZERO, before, drawn, currency)
    if principal:
        after = balance - capitalised
        yield ScheduleRow(day, ScheduleRowKind.REPAYMENT, name, principal, interest, _ZERO, after, _ZERO, currency)
    elif pays and (interest or balance):
        yield ScheduleRow(day, ScheduleRowKind.INTEREST, name, _ZERO, interest, _ZERO, balance, _ZERO, currency)
    if capitalised:
        yield ScheduleRow(day, ScheduleRowKind.CAPITALISED, name, _ZERO, _ZERO, _ZERO, balance, _ZERO, currency)


def _with_commitment(credit: Credit, setting: Setting, rows: list[ScheduleRow]) -> list[ScheduleRow]:
    """Add the fee on what is not drawn, at each due date of the terms then in force, until the last day of drawing."""
    eras: list[Repayment] = []
    _rows_without_fees(credit, setting, eras=eras)
    drawn = drawings_of(credit, setting)
    until = day_of(credit.available_until) or max(drawn)
    begins, fees = setting.start, []
    for account, end in ((era, day) for era in eras for day in era.interest_dates):
        last, fee = min(end, until), _ZERO
        edges = sorted({begins, last, *(day for day in drawn if begins < day < last)})
        for a, b in pairwise(edges):
            undrawn = setting.total - sum(amount for day, amount in drawn.items() if day <= a)
            top, bottom = account.part_of_year(a, b)
            due = WIDE.multiply(WIDE.multiply(undrawn, cast(Decimal, credit.commitment_fee)), Decimal(top))
            fee += WIDE.divide(due, Decimal(bottom))
        if fee := setting.rounded(fee):
            on = account.pay_days.get(end, end)
            fees.append(setting.fee(on, fee, next((row.balance for row in reversed(rows) if row.date <= on), _ZERO)))
        begins = end
        if end >= until:
            break
    return sorted([*rows, *fees], key=lambda row: row.date)
