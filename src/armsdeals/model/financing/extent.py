"""Extent: between which ends a sum or a term is reckoned, where it is told within bounds only.

    >>> from armsdeals.model.financing.loan import Loan
    >>> loan = Loan(amount="1000 USD CEILING")
    >>> ends_of(loan, loan.amount, "USD"), taken_for(loan, loan.amount)
    ([Decimal('0'), Decimal('1000')], {'amount': 'anything up to 1,000'})

Of a ceiling nothing need be used, unless somebody tells what is drawn. Left out: years, which each kind lists (`ranges`).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from armsdeals.model.financing.kind import FinancingKind
from armsdeals.model.financing.row import money_of
from armsdeals.model.financing.settling import bounded
from armsdeals.values.money import amount_in_words
from armsdeals.values.price import Price

_ZERO = Decimal(0)
_ESTIMATES = {"tenor_years": "tenor_estimate", "grace_years": "grace_estimate", "years": "years_estimate"}


def is_open_below(told: FinancingKind, amount: Price) -> bool:
    """Whether a sum is a ceiling of which nobody tells what is used; drawings tell it."""
    return bounded(amount).low < amount.low and not getattr(told, "drawings", ())


def ends_of(told: FinancingKind, amount: Price | None, currency: str) -> list[Decimal | None]:
    """Return the least and the most that the sum may be; what is drawn is never more.

    Args:
        told: The terms.
        amount: The sum; None if unknown.
        currency: The money in which it is paid; a sum in other money is not reckoned with.
    """
    if amount is None or money_of(amount) != currency:
        return [None]
    low = _ZERO if is_open_below(told, amount) else amount.low
    high = low if amount.high is None else amount.high
    drawn = [one.amount for one in getattr(told, "drawings", ()) if one.amount is not None]
    least = sum((price.low for price in drawn), _ZERO)
    return [*sorted({min(max(low, least), high), high})]


def taken_for(told: FinancingKind, amount: Price | None) -> dict[str, str]:
    """Return what is reckoned where the sum is only the most that it may be, in words, by term."""
    if amount is None or amount.high is None or not is_open_below(told, amount):
        return {}
    return {"amount": f"anything up to {amount_in_words(amount.high)}"}


def told_within(told: FinancingKind, needed: Iterable[str], amount: Price | None = None) -> dict[str, str]:
    """Return why terms that are told within bounds do not decide, by term.

    Args:
        told: The terms.
        needed: Those that a schedule lacks.
        amount: The sum, as far as it is known.
    """
    needed = tuple(needed)
    bounds = {name: getattr(told, _ESTIMATES[name], None) for name in needed if name in _ESTIMATES}
    found = {
        name: f"it is told as {value.spread.in_words()} years" for name, value in bounds.items() if value is not None
    }
    if "amount" in needed and amount is not None:
        found["amount"] = f"it is told as {amount.in_words.removesuffix(', component')}"
    low, high = getattr(told, "rate_low", None), getattr(told, "rate_high", None)
    ends = [f"least {low.percent}"] if low is not None else [f"most {high.percent}"] if high is not None else []
    if "rate" in needed and ends:
        found["rate"] = f"it is told as at {ends[0]} a year"
    return found
