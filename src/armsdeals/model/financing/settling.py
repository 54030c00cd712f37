"""Settling: which value of each term stands, of all that the claims of one way of paying tell.

Sums, numbers and days are narrowed by every claim that agrees with the strongest, as prices are. Claims of equal standing
that exclude each other are never decided by their wording: of sums and numbers everything between them stands, of other
terms nothing does, and the rivals are kept. So it is where equals tell sums in different moneys, which need not exclude each
other and of which none is the other's.

    >>> from armsdeals.model.financing.loan import Loan
    >>> equals = [Loan(key="loan", amount="656e6 USD", lender="A bank"), Loan(key="loan", amount="658e6 USD", lender="A fund")]
    >>> found = settled(ranked(equals))
    >>> found.terms["amount"], found.rivals, found.disputed
    (Price('656000000..658000000 USD'), {'lender': ('A bank', 'A fund')}, ('amount', 'lender'))

A stronger claim still beats a weaker one, which makes the term disputed. Terms that were proposed are no rivals of those that
were agreed, as of offsets. Left out: what a term means for a schedule.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Any

from attrs import frozen

from armsdeals._printed import short_repr
from armsdeals.errors import ArmsDealsError
from armsdeals.model.financing.kind import FinancingKind, terms_of
from armsdeals.model.financing.status import FinancingStatus
from armsdeals.model.narrowing import Weighed, hull, narrow, quarrel
from armsdeals.model.policies import meet
from armsdeals.values.basis import ValueBasis
from armsdeals.values.claim import ranked, standing
from armsdeals.values.estimate import Estimate
from armsdeals.values.number import Flag
from armsdeals.values.price import Price
from armsdeals.values.when import When

__all__ = ["Settled", "agree", "bounded", "comparable", "of_equals", "ranked", "settled", "telling"]

_STATUSES = tuple(FinancingStatus)
_NOT_AGREED = frozenset({None, FinancingStatus.PROPOSED, FinancingStatus.CANCELLED})
_UPPER = frozenset({ValueBasis.CEILING, ValueBasis.LICENCE})


@frozen(repr=False)
class Settled:
    """What stands of the terms of one way of paying.

    Attributes:
        terms: The value of each term of which one stands.
        rivals: Of the others, the values that are told with equal standing.
        disputed: The terms on which claims exclude each other.
    """

    terms: dict[str, Any]
    rivals: dict[str, tuple[Any, ...]]
    disputed: tuple[str, ...]

    __repr__ = short_repr


def bounded(price: Price) -> Price:
    """Return the sums that a price leaves possible: of a ceiling or a licence, anything up to it."""
    if price.basis not in _UPPER:
        return price
    return price.narrowed(Decimal(0), price.high, flags=(Flag.UP_TO,))


def settled(claims: Sequence[FinancingKind]) -> Settled:
    """Settle every term that somebody tells.

    Args:
        claims: The claims of one way of paying, the strongest first.
    """
    if len(claims) == 1:
        return Settled(_told(claims[0]), {}, ())
    terms: dict[str, Any] = {}
    rivals: dict[str, tuple[Any, ...]] = {}
    disputed: dict[str, None] = {}
    for name in dict.fromkeys(term for claim in claims for term in terms_of(type(claim))):
        told = [(standing(claim)[:2], getattr(claim, name)) for claim in telling(claims, name)]
        if not told:
            continue
        if name == "status":
            terms[name] = _latest_status(claims)
            continue
        value, equals, is_disputed = of_equals(told) if len(told) > 1 else (told[0][1], (), False)
        if is_disputed:
            disputed[name] = None
        if equals:
            rivals[name] = equals
        else:
            terms[name] = value
    if len(claims) > 1:
        disputed |= dict.fromkeys(_drop_misfits(terms, claims))
    return Settled(terms, rivals, tuple(disputed))


def telling(claims: Sequence[FinancingKind], name: str) -> list[FinancingKind]:
    """Return the claims that count for a term: what was merely proposed is no rival of what was agreed."""
    told = [claim for claim in claims if getattr(claim, name, None) not in (None, "", ())]
    if name == "status" or all(claim.status in _NOT_AGREED for claim in told):
        return told
    return [claim for claim in told if claim.status is not FinancingStatus.PROPOSED]


_GET: dict[Any, Any] = {}  # what gets the values of all terms of a kind at once


def _told(claim: FinancingKind) -> dict[str, Any]:
    """The terms that one claim tells."""
    cls = type(claim)
    if cls not in _GET:
        _GET[cls] = attrgetter(*terms_of(cls))
    values = zip(terms_of(cls), _GET[cls](claim), strict=True)
    return {name: value for name, value in values if value or not (value is None or isinstance(value, (str, tuple)))}


def of_equals(told: Sequence[tuple[Any, Any]]) -> tuple[Any, tuple[Any, ...], bool]:
    """Return the value that stands, or the rivals none of which does; and whether somebody contradicts.

    Args:
        told: The weight and the value of each claim, the strongest first.
    """
    weight, first = told[0]
    if isinstance(first, (Price, Estimate)):
        return _numbers(told)
    if isinstance(first, When):
        return _days(told)
    top = tuple(dict.fromkeys(value for its, value in told if its == weight))
    return first, top if len(top) > 1 else (), any(value != first for _, value in told)


def _numbers(told: Sequence[tuple[Any, Any]]) -> tuple[Any, tuple[Any, ...], bool]:
    """Narrow what agrees; a ceiling stands only where nothing else is told, and contradicts only what exceeds it."""
    ceilings = [one for one in told if _is_ceiling(one[1])]
    held = [one for one in told if one not in ceilings] or ceilings
    equals = tuple(dict.fromkeys(value for weight, value in held if weight == held[0][0]))
    if not all(_comparable(value, held[0][1]) for value in equals):
        return None, equals, False
    same = [Weighed(weight, None, value) for weight, value in held if _comparable(value, held[0][1])]
    ties = [one for one in same if one.weight == same[0].weight]
    if quarrel(ties):
        value, is_disputed = hull(ties), True
    else:
        value, _, beaten, rivals = narrow(same)
        is_disputed = bool(beaten or rivals)
    if held is not ceilings:
        is_disputed |= any(_comparable(top, value) and not meet(bounded(top), value) for _, top in ceilings)
    return value, (), is_disputed


def agree(a: Any, b: Any) -> bool:
    """Whether two values of one term leave a common one possible; a sum agrees with a ceiling that it does not exceed."""
    if isinstance(a, (Price, Estimate)):
        if not comparable(a, b):
            return False
        return meet(bounded(a) if isinstance(a, Price) else a, bounded(b) if isinstance(b, Price) else b)
    if isinstance(a, When) and isinstance(b, When):
        return _overlap(a, b)
    return bool(a == b)


def comparable(a: Any, b: Any) -> bool:
    """Whether two values of one term can exclude each other: sums of one money can, and whatever is no number."""
    return _comparable(a, b) if isinstance(a, (Price, Estimate)) else True


def _is_ceiling(value: Any) -> bool:
    """Whether a sum is the most that somebody allows, and no more is said of it."""
    return isinstance(value, Price) and value.basis in _UPPER


def _comparable(a: Any, b: Any) -> bool:
    if isinstance(a, Price) and isinstance(b, Price):
        return (a.currency, a.year) == (b.currency, b.year)
    return isinstance(a, Estimate) and isinstance(b, Estimate) and a.unit == b.unit


def _days(told: Sequence[tuple[Any, Any]]) -> tuple[Any, tuple[Any, ...], bool]:
    """What is left of the strongest by all that agree with it."""
    weight, first = told[0]
    top = tuple(dict.fromkeys(value for its, value in told if its == weight))
    if any(not _overlap(a, b) for a in top for b in top):
        return None, top, True
    value = first
    for _, other in told:
        if _overlap(value, other) and (value.lo < other.lo or other.hi < value.hi):
            inside = value.lo <= other.lo and other.hi <= value.hi
            value = other if inside else When.between(max(value.lo, other.lo), min(value.hi, other.hi))
    return value, (), any(not _overlap(value, other) for _, other in told)


def _overlap(a: When, b: When) -> bool:
    return a.lo <= b.hi and b.lo <= a.hi


def _latest_status(claims: Sequence[FinancingKind]) -> FinancingStatus:
    """A status is of its day: the latest known one stands, not the strongest; of two of one day the further one."""
    told = [(claim, claim.status) for claim in claims if claim.status is not None]
    dated = [(-1 if claim.known is None else claim.known_days[1], _STATUSES.index(status)) for claim, status in told]
    return _STATUSES[max(dated)[1]]


def _drop_misfits(terms: dict[str, Any], claims: Sequence[FinancingKind]) -> list[str]:
    """Give up what weaker claims tell where it does not go together with the rest: a tenor in years, another in months."""
    cls = type(claims[0])
    if any(type(claim) is not cls for claim in claims) or _fits(cls, terms):
        return []
    kept: dict[str, Any] = {}
    for name in sorted(terms, key=lambda term: _first_told(term, claims)):
        if _fits(cls, kept | {name: terms[name]}):
            kept[name] = terms[name]
    gone = [name for name in terms if name not in kept]
    for name in gone:
        del terms[name]
    return gone


def _first_told(term: str, claims: Sequence[FinancingKind]) -> tuple[int, int]:
    """The place of the strongest claim that tells a term, then the place of the term among all."""
    told = (place for place, claim in enumerate(claims) if getattr(claim, term) not in (None, "", ()))
    return next(told), terms_of(type(claims[0])).index(term)


def _fits(cls: type[FinancingKind], terms: dict[str, Any]) -> bool:
    try:
        cls(**terms)
    except ArmsDealsError:
        return False
    return True
