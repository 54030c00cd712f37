"""Regular credits: all is drawn at once, one rate holds, every period is whole; the most common case, reckoned quickly.

It gives the same rows, to the cent, as the account day by day (`armsdeals.model.financing.repayment`). An annuity is that of
S. G. Kellison, "The Theory of Interest" (1970).

    >>> from datetime import date
    >>> terms = Credit(rate="0.06", tenor_years=1, profile="ANNUITY", payments_per_year=12)
    >>> rows = regular_rows(terms, Setting(name="loan", amount=Decimal(1000), currency="USD", start=date(2018, 1, 31)))
    >>> rows[1].date, rows[1].paid, rows[-1].paid
    (datetime.date(2018, 2, 28), Decimal('86.07'), Decimal('86.03'))
"""

from __future__ import annotations

from decimal import Decimal, localcontext

from armsdeals.model.financing.credit import Credit, GraceInterest, Profile
from armsdeals.model.financing.due import every, whole_months
from armsdeals.model.financing.repayment import WIDE
from armsdeals.model.financing.row import ScheduleRow, ScheduleRowKind, Setting

_ZERO, _ONE = Decimal(0), Decimal(1)
_PROFILES = frozenset({Profile.BULLET, Profile.EQUAL_PRINCIPAL, Profile.ANNUITY})
_IRREGULAR = (
    "revisions",
    "rates",
    "observed",
    "drawings",
    "first_due",
    "matures",
    "balloon_years",
    "payment",
    "day_count",
    "roll",
)


def is_regular(credit: Credit, setting: Setting) -> bool:
    """Whether a credit is of the common kind, and its schedule is rounded."""
    if any(getattr(credit, term) for term in _IRREGULAR) or credit.profile not in _PROFILES or setting.places is None:
        return False
    capitalises = credit.grace and credit.grace_interest is GraceInterest.CAPITALISED
    return (
        not capitalises
        and bool(credit.tenor)
        and (credit.tenor or 0) % whole_months(credit.payments_per_year or 1) == 0
    )


def regular_rows(credit: Credit, setting: Setting) -> list[ScheduleRow]:
    """Return the drawing and the payments of a regular credit, without fees."""
    months, per_year = whole_months(credit.payments_per_year or 1), Decimal(credit.payments_per_year or 1)
    count, free = (credit.tenor or 0) // months, (credit.grace or 0) // months
    balance, rate, cent = setting.total, Decimal(credit.rate or 0), _ONE.scaleb(-(setting.places or 0))
    is_annuity, part = credit.profile is Profile.ANNUITY, _ZERO
    if is_annuity:
        part = WIDE.quantize(annuity_payment(balance, WIDE.divide(rate, per_year), count - free), cent)
    elif credit.profile is Profile.EQUAL_PRINCIPAL:
        part = WIDE.quantize(WIDE.divide(balance, Decimal(count - free)), cent)
    name, currency, make = setting.name, setting.currency, tuple.__new__
    repayment, alone, none = ScheduleRowKind.REPAYMENT, ScheduleRowKind.INTEREST, _ZERO
    rows = [ScheduleRow(setting.start, ScheduleRowKind.DRAWING, name, none, none, none, balance, balance, currency)]
    days = every(setting.start, months, count, month_end=bool(credit.month_end))
    # Operators take a quarter of the time of a context's methods, and a plain tuple half that of the named one.
    with localcontext(WIDE):
        for k, day in enumerate(days, start=1):
            interest = (balance * rate / per_year).quantize(cent)
            if k == count:
                principal = balance
            elif k <= free:
                principal = none
            else:
                principal = min(part - interest if is_annuity else part, balance)
            balance = balance - principal
            kind = repayment if principal else alone
            rows.append(make(ScheduleRow, (day, kind, name, principal, interest, none, balance, none, currency)))
            if not balance:
                break
    return rows


def annuity_payment(balance: Decimal, rate: Decimal, count: int) -> Decimal:
    """Return the payment that repays a balance in so many periods at a rate for one period, in the currency of the balance.

    It is ``balance * rate / (1 - (1 + rate) ** -count)``.
    """
    if not rate:
        return WIDE.divide(balance, Decimal(count))
    shrink = WIDE.subtract(_ONE, WIDE.power(WIDE.add(_ONE, rate), -count))
    return WIDE.divide(WIDE.multiply(balance, rate), shrink)
