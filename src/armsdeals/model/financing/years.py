"""Years: how long something lasts, where that is told in years within bounds, and in months.

    >>> from armsdeals.values.estimate import Estimate
    >>> years_within(Estimate("10..12")), whole_months_of(Estimate("2.5")), months_in_words(30)
    ((10, 11, 12), 30, '30 months')

Left out: parts of a month.
"""

from __future__ import annotations

from decimal import Decimal

from armsdeals.errors import InvalidValue
from armsdeals.values.estimate import Estimate
from armsdeals.values.number import Spread

MOST_YEARS = 100


def check_years(estimate: Estimate | None, path: str, months: int | None) -> None:
    """Refuse an estimate of years that counts something else, or that excludes the months that are told as well.

    Raises:
        InvalidValue: It does.
    """
    if estimate is None:
        return
    if estimate.unit not in ("", "year"):
        raise InvalidValue(f"{estimate} does not count years; write the number of years", path=(path,))
    if months is not None:
        years = Decimal(months) / 12
        if not estimate.spread.meets(Spread.of(years, years)):
            raise InvalidValue(
                f"{months_in_words(months)} are told as well, and are not {estimate}; keep one", path=(path,)
            )


def whole_months_of(estimate: Estimate) -> int | None:
    """Return the months of an estimate of years that leaves one number; None if it leaves more, or parts of a month."""
    months = estimate.low * 12
    return int(months) if estimate.low == estimate.high and months == int(months) > 0 else None


def years_within(estimate: Estimate, *, least: int = 1) -> tuple[int, ...]:
    """Return the whole years that an estimate leaves; none where it has no upper end, or ends within a year."""
    low, high = estimate.low, estimate.high
    if high is None or high > MOST_YEARS or low != int(low) or high != int(high):
        return ()
    return tuple(range(max(int(low), least), int(high) + 1))


def months_in_words(months: int) -> str:
    """Return so many months as whole years where they are."""
    years, rest = divmod(months, 12)
    if rest:
        return f"{months} month{'s' if months > 1 else ''}"
    return f"{years} year{'s' if years != 1 else ''}"
