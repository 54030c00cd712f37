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
from typing import Any, cast

from attrs import evolve

from armsdeals.errors import InvalidValue
from armsdeals.model.financing.credit import Credit, GraceInterest, Profile, Revision, Stub, day_of
from armsdeals.model.financing.due import due_dates, months_after, whole_months
from armsdeals.model.financing.milestone import sums_in
from armsdeals.model.financing.regular import is_regular, regular_rows
from armsdeals.model.financing.repayment import WIDE, Repayment, Step, StepKind
from armsdeals.model.financing.row import Row, RowKind, Setting
from armsdeals.values.day_count import DayCount
from armsdeals.values.number import rounded
from armsdeals.values.share import Rate
from armsdeals.values.when import When

_ZERO = Decimal(0)


def repayment_of(credit: Credit, setting: Setting) -> Repayment:
    """Return the account of a credit whose terms are known (`Credit.missing` is empty).

    Raises:
        InvalidValue: Terms and days do not go together.
    """
    start, months, month_end = setting.start, whole_months(credit.payments_per_year or 1), bool(credit.month_end)
    end = day_of(credit.matures) or months_after(start, credit.tenor or 0, month_end=month_end)
    first_due = day_of(credit.first_due)
    if end <= start:
        raise InvalidValue(f"the last repayment on {end} is not after the first drawing on {start}")
    if first_due is not None and not start < first_due <= end:
        raise InvalidValue(f"{first_due} is not between the first drawing on {start} and {end}", path=("first_due",))

    def due_until(last: date) -> list[date]:
        long_last = credit.stub is Stub.LONG
        return due_dates(start, last, months=months, anchor=first_due, month_end=month_end, long_last=long_last)

    due = due_until(end)
    grace_end = months_after(start, credit.grace or 0, month_end=month_end)
    redeems = [] if credit.profile is Profile.BULLET else [day for day in due if day > grace_end]
    redeems, listed = _listed(credit, setting, redeems)
    due = sorted({*due, *(day for day in redeems if day <= end)})
    drawn = drawings_of(credit, setting)
    grid = [
        months_after(first_due or start, k * months, month_end=month_end)
        for k in range(-1 if first_due else 0, len(due) + 1)
    ]
    moved = {day: credit.roll.moved(day, setting.holidays) for day in (*due, *redeems)} if credit.roll else {}
    to = moved if credit.roll_interest else {}
    longer = due_until(months_after(start, credit.balloon_years * 12)) if credit.balloon_years else []
    return Repayment(
        principal=drawn.pop(start, _ZERO),
        start=start,
        rate=rate_at(credit, start),
        profile=str(credit.profile),
        interest_dates=[to.get(day, day) for day in due],
        principal_dates=[to.get(day, day) for day in redeems],
        maturity=to.get(end, end),
        payment=credit.payment.best if credit.payment is not None else None,
        amortises=[day for day in longer if day > grace_end],
        listed=listed,
        capitalise_until=grace_end if credit.grace and credit.grace_interest is GraceInterest.CAPITALISED else None,
        resets=_resets(credit, start, end),
        drawings=drawn,
        per_year=None if credit.day_count else credit.payments_per_year or 1,
        whole={to.get(b, b): to.get(a, a) for a, b in pairwise(grid)},
        day_count=credit.day_count or DayCount.THIRTY_E_360,
        pay_days={} if credit.roll_interest else moved,
        places=setting.places,
    )


def rows_of(credit: Credit, setting: Setting) -> list[Row]:
    """Return the drawings, payments and fees of a credit whose terms are known, oldest first."""
    revision = min(credit.revisions, key=lambda one: one.when.lo, default=None)
    if revision is not None and (day := day_of(revision.when)) is not None:
        return _rows_revised(credit, setting, revision, day)
    account = None
    if is_regular(credit, setting):
        rows = regular_rows(credit, setting)
    else:
        account, rows = repayment_of(credit, setting), []
        for day, steps in groupby(account.steps(), key=lambda step: step.day):
            rows += _rows_of_a_day(day, list(steps), setting)
    flat = sum((rate for rate in (credit.upfront_fee, credit.management_fee, credit.premium) if rate), _ZERO)
    if flat:
        fee = setting.rounded(WIDE.multiply(setting.total, flat))
        rows.insert(1, setting.fee(rows[0].date, fee, rows[0].balance))
    return rows if account is None else _with_commitment(credit, setting, account, rows)


def _rows_revised(credit: Credit, setting: Setting, revision: Revision, day: date) -> list[Row]:
    """The rows until a revision, the interest that runs until it, and the rows of the new terms."""
    rest = tuple(one for one in credit.revisions if one is not revision)
    if day <= setting.start:
        raise InvalidValue(f"{day} is not after the first drawing on {setting.start}", path=("revisions",))
    if any(one.day is not None and one.day > day for one in credit.drawings):
        raise InvalidValue(f"something is drawn after the terms were revised on {day}", path=("drawings",))
    old = evolve(credit, revisions=())
    before = [row for row in rows_of(old, setting) if row.date < day]
    account = repayment_of(old, setting)
    account = evolve(account, interest_dates=sorted({*account.interest_dates, day}), pay_days={})
    steps = [step for step in account.steps() if step.day <= day]
    on_day = list(_rows_of_a_day(day, [step for step in steps if step.day == day], setting))
    balance = steps[-1].balance
    if not balance:
        return rows_of(old, setting)
    new = _revised(credit, revision, rest, steps[-1].rate)
    if revision.tenor_years is None:
        new = _on_the_old_days(new, credit, revision, account, setting.start, day)
    after = rows_of(new, evolve(setting, start=day, amount=balance))
    return [*before, *on_day, *(row for row in after if row.kind is not RowKind.DRAWING)]


def _on_the_old_days(
    new: Credit, credit: Credit, revision: Revision, account: Repayment, start: date, day: date
) -> Credit:
    """Keep the end that was agreed before, and the due dates and the grace unless they were agreed anew."""
    changes: dict[str, Any] = {"matures": When(account.interest_dates[-1].isoformat())}
    due = next(one for one in account.interest_dates if one > day)
    if revision.payments_per_year in (None, credit.payments_per_year):
        changes["first_due"] = When(due.isoformat())
    grace_end = months_after(start, credit.grace or 0)
    if revision.grace_years is None and grace_end > day:
        changes["grace_months"] = (grace_end.year - day.year) * 12 + grace_end.month - day.month
    return evolve(new, tenor_years=None, tenor_months=None, **changes)


def _revised(credit: Credit, revision: Revision, rest: tuple[Revision, ...], rate: Decimal) -> Credit:
    told = {name: getattr(revision, name) for name in ("tenor_years", "profile", "payments_per_year")}
    changes = {name: value for name, value in told.items() if value is not None}
    if "tenor_years" in changes:
        changes |= {"tenor_months": None, "matures": None}
    gone = dict.fromkeys(("upfront_fee", "management_fee", "commitment_fee", "premium", "first_due", "grace_months"))
    return evolve(
        credit,
        **cast(Any, gone | changes),
        rate=Rate(rounded(rate if revision.rate is None else Decimal(revision.rate))),
        grace_years=revision.grace_years,
        rates=() if revision.rate is not None else credit.rates,
        drawings=(),
        revisions=rest,
        instalments=(),
        start=None,
    )


def _rows_of_a_day(day: date, steps: Iterable[Step], setting: Setting) -> Iterable[Row]:
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
        yield Row(day, RowKind.DRAWING, name, _ZERO, _ZERO, _ZERO, before, drawn, currency)
    if principal:
        after = balance - capitalised
        yield Row(day, RowKind.REPAYMENT, name, principal, interest, _ZERO, after, _ZERO, currency)
    elif pays:
        yield Row(day, RowKind.INTEREST, name, _ZERO, interest, _ZERO, balance, _ZERO, currency)
    if capitalised:
        yield Row(day, RowKind.CAPITALISED, name, _ZERO, _ZERO, _ZERO, balance, _ZERO, currency)


def drawings_of(credit: Credit, setting: Setting) -> dict[date, Decimal]:
    """Return what is drawn, by day; all of it at the start if nobody tells.

    Raises:
        InvalidValue: More is drawn than there is, or a drawing comes before the start or too late.
    """
    if not credit.drawings:
        return {setting.start: setting.total}
    drawn: dict[date, Decimal] = {}
    until = day_of(credit.available_until)
    for place, (one, amount) in enumerate(zip(credit.drawings, sums_in(credit.drawings, setting), strict=True)):
        day = one.day
        if day is None or amount is None:
            raise InvalidValue("its day or sum is not known exactly", path=("drawings", place))
        if day < setting.start or (until is not None and day > until):
            limits = f"{setting.start} to {until or 'the end'}"
            raise InvalidValue(f"{day} is outside the time of drawing (expected {limits})", path=("drawings", place))
        drawn[day] = drawn.get(day, _ZERO) + amount
    total = sum(drawn.values(), _ZERO)
    if total > setting.total:
        raise InvalidValue(f"{total:f} is drawn of a credit of {setting.total:f}", path=("drawings",))
    return drawn


def rate_at(credit: Credit, day: date) -> Decimal:
    """Return the rate of the first period: the one that was told, else the last observed value and the spread."""
    if credit.rate is not None:
        return Decimal(credit.rate)
    known = [(one.when.lo, one.rate) for one in credit.observed if one.when.lo <= day.toordinal()]
    first = max(known) if known else min(((one.when.lo, one.rate) for one in credit.observed), default=None)
    return _ZERO if first is None else Decimal(first[1]) + (credit.spread or _ZERO)


def _resets(credit: Credit, start: date, end: date) -> Mapping[date, Decimal]:
    floating = [(one.when, Decimal(one.rate) + (credit.spread or _ZERO)) for one in credit.observed]
    agreed = [(one.when, Decimal(one.rate)) for one in credit.rates]
    days = ((day, rate) for when, rate in (*floating, *agreed) if (day := when.earliest) is not None)
    return {day: rate for day, rate in days if start < day < end}


def _listed(credit: Credit, setting: Setting, due: list[date]) -> tuple[list[date], list[Decimal]]:
    """The dates and sums of listed instalments; those without a day fall on the due dates in turn."""
    if credit.profile not in (Profile.STEPPED, Profile.CUSTOM):
        return due, []
    sums = [one.sum_in(setting) or _ZERO for one in credit.instalments]
    days = [one.day for one in credit.instalments]
    dated = [day for day in days if day is not None]
    if len(dated) == len(days):
        return dated, sums
    if dated or len(sums) > len(due):
        found = "some have a day and some have none" if dated else f"{len(sums)} do not fit {len(due)} due dates"
        raise InvalidValue(f"{found}; give each a day, or none", path=("instalments",))
    return due, sums


def _with_commitment(credit: Credit, setting: Setting, account: Repayment, rows: list[Row]) -> list[Row]:
    """Add the fee on what is not drawn, at each due date until the last day of drawing."""
    if not credit.commitment_fee or not credit.drawings:
        return rows
    drawn = drawings_of(credit, setting)
    until = day_of(credit.available_until) or max(drawn)
    begins, fees = setting.start, []
    for end in account.interest_dates:
        last, fee = min(end, until), _ZERO
        edges = sorted({begins, last, *(day for day in drawn if begins < day < last)})
        for a, b in pairwise(edges):
            undrawn = setting.total - sum(amount for day, amount in drawn.items() if day <= a)
            top, bottom = account.part_of_year(a, b)
            fee += WIDE.divide(
                WIDE.multiply(WIDE.multiply(undrawn, credit.commitment_fee), Decimal(top)), Decimal(bottom)
            )
        if fee := setting.rounded(fee):
            balance = next((row.balance for row in reversed(rows) if row.date <= end), _ZERO)
            fees.append(setting.fee(account.pay_days.get(end, end), fee, balance))
        begins = end
        if end >= until:
            break
    return sorted([*rows, *fees], key=lambda row: row.date)
