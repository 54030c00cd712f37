"""Bulk: the schedules and grant elements of very many regular loans at once, as whole cents in NumPy arrays.

    >>> many = Loans(principal=[100_000, 250_000], rate=["0.05", "0.06"], periods=[3, 12], grace=[0, 2],
    ...              profile=["EQUAL_PRINCIPAL", "ANNUITY"], payments_per_year=[1, 12])
    >>> paid = schedules(many)
    >>> [int(cents) for cents in paid.principal[0, :3]], [int(cents) for cents in paid.interest[0, :3]]
    ([33333, 33333, 33334], [5000, 3333, 1667])

Every cent is the one that `Loan.rows` gives: interest is an exact division rounded half to even, and the one power that an
annuity needs is reckoned anew in decimals where its rounding is in doubt. One loan alone is quicker by `Loan`; this pays from
some twenty on. Memory goes with loans times the longest number of periods, so feed it in portions. What a grant element is, tells
`armsdeals.model.financing.valuing`. Left out: fees, day counts, resets, and sums of more than 90 billion in a currency of cents at
a rate with six decimals.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from attrs import frozen

from armsdeals._printed import short_repr
from armsdeals._shown import shown
from armsdeals.errors import InvalidValue, need
from armsdeals.model.financing.credit import Profile
from armsdeals.model.financing.due import whole_months
from armsdeals.model.financing.regular import annuity_payment
from armsdeals.model.financing.repayment import WIDE
from armsdeals.values.share import to_rate

_UNITS = 1_000_000  # of a rate of 1; rates have six decimals here
_MOST = 2**62  # of balance times rate; an int64 holds a little more
_NEAR = 0.01  # of a cent: nearer than this to a half, a payment is reckoned anew
_NOISE = 1e-13  # relative error of a payment reckoned in binary numbers, with room to spare
_CODES = {Profile.BULLET: 0, Profile.EQUAL_PRINCIPAL: 1, Profile.ANNUITY: 2}


@frozen(kw_only=True, repr=False)
class Loans:
    """Terms of many loans, one place for each.

    Attributes:
        principal: What is lent, in whole cents.
        rate: Yearly interest as fractions, in text; six decimals at most.
        periods: Number of payments, 1 or more.
        grace: Number of payments of interest alone, fewer than the periods.
        profile: BULLET, EQUAL_PRINCIPAL or ANNUITY.
        payments_per_year: 1, 2, 3, 4, 6 or 12.
    """

    principal: Sequence[int]
    rate: Sequence[str | Decimal]
    periods: Sequence[int]
    grace: Sequence[int]
    profile: Sequence[str]
    payments_per_year: Sequence[int]

    __repr__ = short_repr


@frozen(kw_only=True, eq=False, repr=False)
class Payments:
    """What falls due, in whole cents: a row for each loan, a column for each period; 0 behind the last one.

    Attributes:
        principal: Principal that is paid.
        interest: Interest that is paid.
    """

    principal: Any
    interest: Any

    __repr__ = short_repr


def schedules(loans: Loans) -> Payments:
    """Return the payments of all loans.

    Raises:
        InvalidValue: The lists differ in length, or a term is out of range.
        TypeError: A rate is a float, or another number is not whole.
        MissingExtra: NumPy is not installed.
    """
    np = need("numpy", extra="analysis", what="reckoning many loans at once")
    owed, rate, periods, grace, profile, yearly = _arrays(loans, np)
    base = yearly * _UNITS
    parts = _parts(np, owed, rate, periods - grace, profile, yearly)
    longest = int(periods.max(initial=0))
    principal = np.zeros((longest, len(owed)), np.int64)
    interest = np.zeros((longest, len(owed)), np.int64)
    balance = owed.copy()
    for k in range(1, longest + 1):
        whole, rest = np.divmod(balance * rate, base)
        twice = 2 * rest
        whole += (twice > base) | ((twice == base) & (whole & 1 == 1))
        paid = np.where(profile == _CODES[Profile.ANNUITY], parts - whole, parts)
        paid = np.minimum(np.where(k <= grace, 0, paid), balance)
        paid = np.where(k == periods, balance, np.where(k > periods, 0, paid))
        interest[k - 1], principal[k - 1] = np.where(k > periods, 0, whole), paid
        balance -= paid
    return Payments(principal=principal.T, interest=interest.T)


def grant_elements(loans: Loans, *, rate: str | Decimal) -> Any:
    """Return the grant elements at one yearly effective discount rate, as binary fractions good to 11 decimals or better.

    As in a single `Financing` the sum cancels out: they rest on payments that are not rounded to cents.

    Raises:
        InvalidValue: As in `schedules`.
        MissingExtra: NumPy is not installed.
    """
    np = need("numpy", extra="analysis", what="reckoning many loans at once")
    _, units, periods, grace, profile, yearly = _arrays(loans, np)
    interest, count = units / (yearly * float(_UNITS)), periods - grace
    is_bullet, is_annuity = (profile == _CODES[one] for one in (Profile.BULLET, Profile.ANNUITY))
    safe = np.where(units > 0, interest, 1.0)
    level = np.where(units > 0, safe / -np.expm1(-count * np.log1p(safe)), 1 / count)
    growth, worth = np.log1p(float(to_rate(rate))) / yearly, np.zeros(len(units))
    for k in range(1, int(periods.max(initial=0)) + 1):
        repaid = np.maximum(k - grace - 1, 0) / count
        amount = np.where(is_bullet, interest + (k == periods), (1 - repaid) * interest + 1 / count)
        amount = np.where(is_annuity, level, amount)
        amount = np.where((k <= grace) & ~(is_bullet & (k == periods)), interest, amount)
        worth += np.where(k > periods, 0, amount * np.exp(-k * growth))
    return 1 - worth


def _arrays(loans: Loans, np: Any) -> tuple[Any, ...]:
    columns = (loans.principal, loans.rate, loans.periods, loans.grace, loans.profile, loans.payments_per_year)
    if len({len(column) for column in columns}) > 1:
        raise InvalidValue(
            f"the lists have {', '.join(str(len(one)) for one in columns)} places; give each loan one in each"
        )
    for name in ("principal", "periods", "grace", "payments_per_year"):
        _check_whole(np, name, getattr(loans, name))
    units = []
    for place, text in enumerate(loans.rate):
        try:
            unit = WIDE.multiply(to_rate(text), Decimal(_UNITS))
        except InvalidValue as error:
            error.path = ("rate", place)
            raise
        if unit != int(unit):
            raise InvalidValue(f"{text} has more than six decimals", path=("rate", place))
        units.append(int(unit))
    for number in set(loans.payments_per_year):
        whole_months(number)
    codes = [_CODES.get(Profile(one), -1) for one in loans.profile]
    if -1 in codes:
        place = codes.index(-1)
        raise InvalidValue("expected BULLET, EQUAL_PRINCIPAL or ANNUITY", path=("profile", place))
    terms = zip(loans.principal, units, loans.periods, loans.grace, strict=True)
    for place, (cents, scaled, count, free) in enumerate(terms):
        if cents <= 0 or cents * (scaled or 1) >= _MOST:
            raise InvalidValue("the sum is not above 0, or too large at its rate", path=("principal", place))
        if not 0 <= free < count:
            raise InvalidValue(f"a grace of {free} is not shorter than {count} periods", path=("grace", place))
    lists = (loans.principal, units, loans.periods, loans.grace, codes, loans.payments_per_year)
    return tuple(np.asarray(one, np.int64) for one in lists)


def _check_whole(np: Any, name: str, column: Sequence[int]) -> None:
    """Refuse what is no whole number, which an array would cut off in silence.

    Raises:
        InvalidValue: A number has more digits than an array holds.
        TypeError: Something is no whole number.
    """
    if len(column) == 0 or np.asarray(column).dtype.kind in "iu":
        return
    for place, number in enumerate(column):
        if isinstance(number, bool) or not hasattr(number, "__index__"):
            raise TypeError(f"{name}[{place}]: {shown(number)} is not a whole number")
    raise InvalidValue("a number is too large", path=(name,))


def _parts(np: Any, owed: Any, rate: Any, count: Any, profile: Any, yearly: Any) -> Any:
    """The part of the principal, or the whole payment of an annuity, in cents."""
    period = rate / (yearly * float(_UNITS))
    is_annuity = (profile == _CODES[Profile.ANNUITY]) & (rate > 0)
    safe = np.where(is_annuity, period, 1.0)
    rough = np.where(is_annuity, owed * safe / -np.expm1(-count * np.log1p(safe)), owed / count)
    parts = np.rint(rough).astype(np.int64)
    doubtful = np.abs(np.abs(rough - np.floor(rough)) - 0.5) < _NEAR + rough * _NOISE
    for place in np.flatnonzero(doubtful):
        whole, times = Decimal(int(owed[place])), int(count[place])
        each = Decimal(0)
        if is_annuity[place]:
            each = WIDE.divide(WIDE.divide(Decimal(int(rate[place])), Decimal(_UNITS)), Decimal(int(yearly[place])))
        parts[place] = int(WIDE.quantize(annuity_payment(whole, each, times), Decimal(1)))
    return np.where(profile == _CODES[Profile.BULLET], 0, parts)
