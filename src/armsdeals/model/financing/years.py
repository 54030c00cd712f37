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
from armsdeals.values.number import Flag, Spread

MOST_YEARS = 100


def check_years(estimate: Estimate | None, path: str, months: int | None, *, below: int | None = None) -> None:
    """Refuse an estimate of years that counts something else, or that excludes the months that are told as well.

    Args:
        estimate: What is told within bounds.
        path: The name of its field.
        months: What is told as well, in months.
        below: The months of the tenor, if it is an estimate of a grace, which is shorter.

    Raises:
        InvalidValue: It does.
    """
    if estimate is None:
        return
    if estimate.unit not in ("", "year"):
        raise InvalidValue(f"{estimate} does not count years; write the number of years", path=(path,))
    if months is not None and not leaves(estimate, f"{path}_months", months):
        raise InvalidValue(
            f"{months_in_words(months)} are told as well, and are not {estimate}; keep one", path=(path,)
        )
    check_grace(int(estimate.low * 12), below, path=path)


def check_grace(grace: int | None, tenor: int | None, *, path: str) -> None:
    """Refuse a grace that is not shorter than the tenor, both in months.

    Raises:
        InvalidValue: It is not.
    """
    if tenor is not None and grace is not None and grace >= tenor:
        told, whole = (months_in_words(months) for months in (grace, tenor))
        raise InvalidValue(
            f"a grace of {told} is not shorter than the tenor of {whole}; the tenor counts from the first drawing "
            "and has the grace in it",
            path=(path,),
        )


def check_balloon(years: int | None, tenor: int | None) -> None:
    """Refuse years over which an instalment is reckoned that end before the tenor, in months.

    Raises:
        InvalidValue: They do.
    """
    if tenor is not None and years is not None and years * 12 < tenor:
        raise InvalidValue(
            f"instalments reckoned over {years} years end before the tenor of {months_in_words(tenor)}; "
            "give the longer time over which they would repay it all",
            path=("balloon_years",),
        )


def whole_months_of(estimate: Estimate) -> int | None:
    """Return the months of an estimate of years that leaves one number; None if it leaves more, or parts of a month."""
    months = estimate.low * 12
    return int(months) if estimate.low == estimate.high and months == int(months) > 0 else None


def years_within(estimate: Estimate, *, least: int = 1, most: int | None = None) -> tuple[int, ...]:
    """Return the whole years that an estimate leaves; none where it has no upper end, or ends within a year.

    Args:
        estimate: What is told.
        least: The fewest years that there can be.
        most: The most that there can be, if anything else tells.
    """
    low, high = estimate.low, estimate.high
    if most is not None and (high is None or high > most):
        high = Decimal(most)
    if high is None or high > MOST_YEARS or low != int(low) or high != int(high):
        return ()
    return tuple(range(max(int(low), least), int(high) + 1))


def cases(term: str, estimate: Estimate | None, *, least: int, most: int | None = None) -> dict[str, tuple[int, ...]]:
    """Return the years or months of a term to reckon with by what an estimate leaves, under the name of the field.

    >>> cases("grace", Estimate("7..9"), least=0, most=8), cases("grace", Estimate("2.5"), least=0)
    ({'grace_years': (7, 8)}, {'grace_months': (30,)})
    """
    if estimate is None:
        return {}
    months = whole_months_of(estimate)
    if months is not None and months % 12:
        return {f"{term}_months": (months,)}
    years = years_within(estimate, least=least, most=most)
    return {f"{term}_years": years} if years else {}


def leaves(estimate: Estimate | None, term: str, value: object) -> bool:
    """Whether an estimate of years leaves a number of years or months possible; of another term, or untold, all."""
    if estimate is None or not isinstance(value, int) or not term.endswith(("_years", "_months")):
        return True
    years = Decimal(value) if term.endswith("_years") else Decimal(value) / 12
    return estimate.spread.meets(Spread.of(years, years))


def roughly(estimate: Estimate | None) -> str:
    """Return that a number of years told roughly is reckoned as told; empty where it is not told so."""
    if estimate is None or estimate.flag not in (Flag.ABOUT, Flag.DOUBTFUL):
        return ""
    return f"{estimate.spread.in_words()} years are reckoned as so many"


def months_in_words(months: int) -> str:
    """Return so many months as whole years where they are."""
    years, rest = divmod(months, 12)
    if rest:
        return f"{months} month{'s' if months > 1 else ''}"
    return f"{years} year{'s' if years != 1 else ''}"
