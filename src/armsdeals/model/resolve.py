"""Rival values: which one stands, which ones it beat, which ones speak of something else.

The default rule takes the most confident FACT; among equals the one known last. Claims that leave a common number with it
support and narrow it ("2.5 bn" and "over 2 bn" give 2.5 bn); the others are beaten and stay listed. Rivals of equal
standing without a common number stay open, and the value is None: nothing is picked silently.

    >>> told = [PriceClaim(value="2.5e9 USD", confidence="high"), PriceClaim(value=">=2e9 USD", confidence="low")]
    >>> answer = resolve(told)
    >>> str(answer.value), answer.disputed
    ('2500000000 USD', False)

Another unit, currency, price year, or kind of sum (a notified ceiling against a contract price) neither supports nor
beats; such claims stand in `apart`. A part of a larger sum answers only where no whole is told. Left out: policies
other than the default.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from attrs import frozen

from armsdeals.errors import UnknownName
from armsdeals.model.valued import PriceClaim, QuantityClaim
from armsdeals.values.basis import ValueBasis
from armsdeals.values.claim import Absence, Modality, standing, unretracted
from armsdeals.values.estimate import Estimate
from armsdeals.values.price import Price

Valued = PriceClaim | QuantityClaim
POLICIES = ("default",)

# What one pays for the whole, said with more or less care; the other bases count something else.
_WHOLE = frozenset({None, ValueBasis.CONTRACT, ValueBasis.ESTIMATE, ValueBasis.OFFER, ValueBasis.AUDIT})
_PARTS = frozenset({ValueBasis.COMPONENT, ValueBasis.ANNUAL})


@frozen(kw_only=True)
class Resolved:
    """The answer, and how it came about.

    Attributes:
        value: The value that stands; None if nobody tells one, or equals exclude each other.
        absent: Why there is none, if that is what stands.
        policy: The rule that answered.
        decided_by: The claims that the answer rests on, strongest first.
        beaten: Claims that it excludes.
        apart: Claims of another unit, currency, price year or kind of sum.
        open: Claims of equal standing that exclude each other.
    """

    value: Price | Estimate | None = None
    absent: Absence | None = None
    policy: str = "default"
    decided_by: tuple[Valued, ...] = ()
    beaten: tuple[Valued, ...] = ()
    apart: tuple[Valued, ...] = ()
    open: tuple[Valued, ...] = ()

    @property
    def disputed(self) -> bool:
        """Whether a claim that nobody took back excludes the answer."""
        return bool(self.beaten or self.open)

    @property
    def is_known(self) -> bool:
        """Whether there is a value."""
        return self.value is not None

    @property
    def low(self) -> Decimal | None:
        """The smallest number possible: of the value, or of all that is open; None if unknown."""
        lows = [value.low for value in self._values()]
        return min(lows, default=None)

    @property
    def high(self) -> Decimal | None:
        """The largest number possible; None if unknown or without a bound."""
        highs = [value.high for value in self._values()]
        return None if None in highs else max((high for high in highs if high is not None), default=None)

    def _values(self) -> list[Price | Estimate]:
        if self.value is not None:
            return [self.value]
        return [claim.value for claim in self.open if claim.value is not None]

    def __str__(self) -> str:
        if self.value is not None:
            said = self.value.in_words
        elif self.absent is not None:
            said = self.absent.in_words
        elif self.open:
            said = " or ".join(dict.fromkeys(claim.value.in_words for claim in self.open if claim.value is not None))
        else:
            said = "unknown"
        return f"{said} (disputed)" if self.disputed else said


def resolve(told: Iterable[Valued], *, retracted: frozenset[str] = frozenset(), policy: str = "default") -> Resolved:
    """Answer from claims of one value, whatever their order.

    Args:
        told: Claims of one price, or of one quantity on one basis.
        retracted: Ids of claims that claims elsewhere take back.
        policy: The name of the rule.

    Raises:
        UnknownName: There is no such policy.
    """
    if policy not in POLICIES:
        raise UnknownName(f"{policy!r} is no policy here; expected one of {', '.join(POLICIES)}", suggestions=POLICIES)
    facts = [claim for claim in unretracted(told, retracted) if claim.modality is Modality.FACT]
    ranked = _ranked(claim for claim in facts if claim.value is not None or claim.absent is not None)
    if not ranked:
        return Resolved(policy=policy)
    top = ranked[0]
    if top.value is None:
        return _absent(top, ranked, policy)
    same = [claim for claim in ranked if claim.value is not None and _alike(claim.value, top.value)]
    apart = tuple(claim for claim in ranked if claim.value is not None and claim not in same)
    denying = tuple(claim for claim in ranked if claim.absent is Absence.NONE)
    ties = tuple(claim for claim in same if standing(claim)[:2] == standing(top)[:2])
    if any(not _meet(a, b) for a in ties for b in ties):
        weaker = tuple(claim for claim in same if claim not in ties)
        return Resolved(policy=policy, beaten=(*weaker, *denying), apart=apart, open=ties)
    value, support, beaten = _narrow(top.value, same)
    return Resolved(value=value, policy=policy, decided_by=support, beaten=(*beaten, *denying), apart=apart)


def _ranked(told: Iterable[Valued]) -> list[Valued]:
    claims = list(told)
    if len({_rank(claim) for claim in claims}) < len(claims):  # there content decides, never the place in the file
        return sorted(claims, key=lambda claim: (_rank(claim), repr(claim)))
    return sorted(claims, key=_rank)


def _rank(claim: Valued) -> tuple[bool, int, int, bool, str, str, str, str]:
    """Sort key that puts first what stands: a part never before a whole, and of equals in other money a contract."""
    basis = claim.value.basis if isinstance(claim.value, Price) else None
    level, known, text, speaker, name = standing(claim)
    return basis in _PARTS, level, known, basis is not ValueBasis.CONTRACT, str(claim.value), text, speaker, name


def _absent(top: Valued, ranked: list[Valued], policy: str) -> Resolved:
    agreeing = tuple(claim for claim in ranked if claim.absent is top.absent)
    # A figure that somebody names does not exclude that the sides withhold theirs.
    rivals = () if top.absent is Absence.WITHHELD else tuple(claim for claim in ranked if claim not in agreeing)
    apart = tuple(claim for claim in ranked if claim not in agreeing and claim not in rivals)
    return Resolved(absent=top.absent, policy=policy, decided_by=agreeing, beaten=rivals, apart=apart)


def _narrow(
    first: Price | Estimate, same: list[Valued]
) -> tuple[Price | Estimate, tuple[Valued, ...], tuple[Valued, ...]]:
    low, high = first.low, first.high
    support: list[Valued] = []
    beaten: list[Valued] = []
    for claim in same:
        value = claim.value
        if value is None or (high is not None and value.low > high) or (value.high is not None and value.high < low):
            beaten.append(claim)
            continue
        support.append(claim)
        low = max(low, value.low)
        high = value.high if high is None else high if value.high is None else min(high, value.high)
    if (low, high) == (first.low, first.high):
        return first, tuple(support), tuple(beaten)
    flags = [claim.value.flag for claim in support if claim.value is not None]
    return first.narrowed(low, high, flags=flags), tuple(support), tuple(beaten)


def _alike(a: Price | Estimate, b: Price | Estimate) -> bool:
    """Whether two values count the same thing, so that they can support or exclude each other."""
    if isinstance(a, Price) and isinstance(b, Price):
        whole = a.basis is b.basis or (a.basis in _WHOLE and b.basis in _WHOLE)
        return whole and a.currency == b.currency and a.year == b.year
    return isinstance(a, Estimate) and isinstance(b, Estimate) and a.unit == b.unit


def _meet(a: Valued, b: Valued) -> bool:
    if a.value is None or b.value is None:
        return False
    below = b.value.high is None or a.value.low <= b.value.high
    return below and (a.value.high is None or b.value.low <= a.value.high)
