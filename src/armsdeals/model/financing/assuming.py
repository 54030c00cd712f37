"""Assuming: terms that the caller puts in the place of those nobody published, each one number or a range.

A term that was told always stands against an assumption. A range is reckoned at both its ends; years are reckoned one by
one, since nothing says that the ends of a range of years give the ends of the answer.

    >>> from armsdeals.model.financing.loan import Loan
    >>> assumed = read_assumed({"rate": "0.04..0.06", "loan.tenor_years": "8..10"})
    >>> [len(choices_for(Loan, "loan", term, assumed)) for term in ("rate", "tenor_years", "profile")]
    [2, 3, 0]

Left out: ranges of dates and of sums; give the sum itself as an uncertain price.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from attrs import fields_dict, frozen

from armsdeals._printed import short_repr
from armsdeals._shown import shown
from armsdeals.errors import ArmsDealsError, InvalidValue, UnknownName, suggestion
from armsdeals.model.financing.kind import FinancingKind, terms_of

MOST_CASES = 1_024  # of all ranges together
_DIGITS = 9  # of a whole number that is told as text; more are too large anyhow
# What the lists among the terms hold.
_MILESTONE = 'ad.Milestone(when="2018-03-01", share="1")'
_LISTED = {
    "drawings": _MILESTONE,
    "instalments": _MILESTONE,
    "milestones": _MILESTONE,
    "disbursements": _MILESTONE,
    "rates": 'ad.RateFrom(when="2018-03-01", rate="0.04")',
    "observed": 'ad.RateFrom(when="2018-03-01", rate="0.04")',
    "revisions": 'ad.CreditRevision(when="2018-03-01", rate="0.04")',
}


@frozen(kw_only=True, repr=False)
class Assumed:
    """One assumption.

    Attributes:
        name: As the caller wrote it: "rate", or "loan.rate" for one way of paying only.
        low: The value, or the lower end of the range.
        high: The upper end; the same for one value.
    """

    name: str
    low: Any
    high: Any

    __repr__ = short_repr

    @property
    def text(self) -> str:
        """The value or range as one would write it."""
        return str(self.low) if self.low == self.high else f"{self.low}..{self.high}"


def read_assumed(assume: Mapping[str, Any] | None) -> dict[str, Assumed]:
    """Return the assumptions by name.

    Raises:
        UnknownName: No kind of financing has a term of that name.
        InvalidValue: A range ends below its beginning.
    """
    if not assume:
        return {}
    known = frozenset(term for kind in FinancingKind.KINDS.values() for term in terms_of(kind))
    found = {}
    for name, value in assume.items():
        term = name.rpartition(".")[2]
        if term not in known:
            near = suggestion(term, known)
            hint = f"; did you mean {near[0]}?" if near else " (such as rate, tenor_years or profile)"
            raise UnknownName(f"{shown(term)} is no term of a financing{hint}", path=("assume", name), suggestions=near)
        low, high = _ends(value)
        found[name] = Assumed(name=name, low=low, high=high)
    return found


def _ends(value: Any) -> tuple[Any, Any]:
    if isinstance(value, str) and ".." in value and value.strip(".").count("..") == 1:
        low, _, high = value.partition("..")
        return low, high
    if isinstance(value, (tuple, list)) and len(value) == 2 and not any(hasattr(one, "when") for one in value):  # noqa: PLR2004  # the two ends
        return value[0], value[1]
    return value, value


def choices_for(cls: Any, part: str, term: str, assumed: Mapping[str, Assumed]) -> list[Any]:
    """Return the values to reckon with for one term of one way of paying; none where nothing is assumed.

    Raises:
        InvalidValue: The value does not fit the term, or a range ends below its beginning.
        TypeError: The value is of a wrong type.
    """
    found = assumed.get(f"{part}.{term}") or assumed.get(term)
    if found is None or term not in terms_of(cls):
        return []
    low, high = (_converted(cls, term, value, found.name) for value in (found.low, found.high))
    if low == high:
        return [low]
    if not isinstance(low, (int, Decimal)) or not isinstance(high, (int, Decimal)):
        raise InvalidValue(f"{found.text} is no range of numbers; give one value", path=("assume", found.name))
    if low > high:
        raise InvalidValue(f"{found.text} ends below its beginning; swap the ends", path=("assume", found.name))
    return list(range(low, high + 1)) if isinstance(low, int) and isinstance(high, int) else [low, high]


def _converted(cls: Any, term: str, value: Any, name: str) -> Any:
    field: Any = fields_dict(cls)[term]
    wants_int = "int" in str(field.type)
    if isinstance(value, str) and wants_int and (digits := value.strip().removeprefix("-")).isdecimal():
        value = int(digits[:_DIGITS]) * (-1 if value.strip().startswith("-") else 1)
    try:
        if value is None:
            raise InvalidValue("None is no value; leave it out, or give one")
        if isinstance(value, str) and wants_int:
            raise InvalidValue(f"{shown(value)} is no whole number (expected one such as 10, or a range such as 8..12)")
        return field.converter(value) if field.converter else value
    except ArmsDealsError as error:
        error.path = ("assume", name)
        raise
    except TypeError as error:
        example = _LISTED.get(term, "")
        raise TypeError(f"assume.{name}: {error}{f'; give a list such as [{example}]' if example else ''}") from None


def names_used(cls: Any, part: str, terms: Iterable[str], assumed: Mapping[str, Assumed]) -> list[str]:
    """Return the names, as the caller wrote them, of the assumptions that stand for some terms."""
    return [f"{part}.{term}" if f"{part}.{term}" in assumed else term for term in terms if term in terms_of(cls)]
