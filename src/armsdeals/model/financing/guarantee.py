"""Guarantee: somebody answers for a credit. It pays nothing, and is no share of the price.

    >>> cover = Guarantee(of="loan", guarantor="US Defense Security Cooperation Agency", covered="0.9")
    >>> cover.covered, cover.share
    (Share('0.9'), None)
    >>> Guarantee(share="0.9")
    Traceback (most recent call last):
    armsdeals.errors.InvalidValue: share: a guarantee pays no part of the price; the part of the credit is covered="0.9"
    >>> Guarantee(of="loan", covered_low="0.8", covered_high="0.9").covers(Price("1e9 EUR"))
    Price('800000000..900000000 EUR COMPONENT')

Left out: calls on the guarantee.
"""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Literal

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Key, Text, Word, checked
from armsdeals._slim import slim
from armsdeals.errors import InvalidValue
from armsdeals.model.financing.kind import FinancingForm, FinancingKind
from armsdeals.model.financing.row import ScheduleRow, Setting
from armsdeals.values.number import product
from armsdeals.values.price import Price
from armsdeals.values.share import Rate, Share, to_rate, to_share


class CoverScope(Word):
    """Of what a guarantee covers a part."""

    CREDIT = "CREDIT"  # of the one credit that it names
    FINANCING = "FINANCING"  # of all that is lent for the deal


@slim()
@frozen(kw_only=True, weakref_slot=False, repr=False, field_transformer=checked)
class Guarantee(FinancingKind):
    """Cover for a credit; the sum of it is what is guaranteed.

    Attributes:
        of: The key of the credit that is covered.
        scope: Of what the covered part is a part, where that is told; of the credit if nobody says.
        guarantor: Who answers for it.
        covered: The part of the credit that is covered, 0 to 1.
        covered_low: The least that may be covered, where a range is told instead.
        covered_high: The most.
        premium: What the cover costs, as a part of the sum that is covered, paid once at the start.

    Raises:
        InvalidValue: A share of the price is given, or a range of what is covered ends below its beginning or is told
            beside the one part.
    """

    FORMS: ClassVar = frozenset({FinancingForm.EXPORT_CREDIT_GUARANTEED, FinancingForm.GUARANTEED_AID_LOAN})
    PAYS: ClassVar[bool] = False
    PAID_ON_TOP: ClassVar = frozenset({"premium"})

    kind: Literal["guarantee"] = "guarantee"
    of: Key = ""
    guarantor: Text = ""
    scope: CoverScope | None = field(default=None, converter=optional(CoverScope))
    covered: Share | None = field(default=None, converter=optional(to_share))
    covered_low: Share | None = field(default=None, converter=optional(to_share))
    covered_high: Share | None = field(default=None, converter=optional(to_share))
    premium: Rate | None = field(default=None, converter=optional(to_rate))

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.share is not None:
            raise InvalidValue(
                f'a guarantee pays no part of the price; the part of the credit is covered="{self.share}"',
                path=("share",),
            )
        if self.covered_low is not None and self.covered_high is not None and self.covered_low > self.covered_high:
            raise InvalidValue(
                f"{self.covered_low} is more than covered_high {self.covered_high}; swap them", path=("covered_low",)
            )
        if self.covered is not None and not self._may_cover(self.covered):
            raise InvalidValue(f"{self.covered} is outside the range that is told; keep one", path=("covered",))

    def _may_cover(self, part: Decimal) -> bool:
        low, high = self.covered_low, self.covered_high
        return (low is None or low <= part) and (high is None or part <= high)

    def covers(self, whole: Price) -> Price | None:
        """Return what of a sum is covered, between two bounds where a range is told; None if nobody tells the part."""
        low = self.covered if self.covered is not None else self.covered_low
        high = self.covered if self.covered is not None else self.covered_high
        if low is None and high is None:
            return None
        if low == high and low is not None:
            return whole.times(low)
        least, most = whole.times(low or 0), whole.times(1 if high is None else high)
        return Price.between(least.low, most.high, whole.currency, most.basis, whole.year)

    @property
    def needs_start(self) -> bool:
        """Whether a premium falls due."""
        return bool(self.premium)

    def missing(self, amount: object = None) -> tuple[str, ...]:
        """Return what must be known: the sum that is covered, where a premium is paid for it."""
        return super().missing(amount) if self.premium else self._hidden()

    def conventions(self) -> dict[str, str]:
        """No premium is reckoned where none is told."""
        return {"premium": "none is reckoned"} if self.premium is None and "premium" not in self.without else {}

    def rows(self, setting: Setting) -> list[ScheduleRow]:
        """Return the premium."""
        if not self.premium:
            return []
        return [setting.fee(setting.start, setting.rounded(product(setting.total, Decimal(self.premium))))]
