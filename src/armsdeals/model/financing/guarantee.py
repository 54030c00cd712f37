"""Guarantee: somebody answers for a credit. It pays nothing, and is no share of the price.

    >>> cover = Guarantee(of="loan", guarantor="US Defense Security Cooperation Agency", covered="0.9")
    >>> cover.covered, cover.share
    (Share('0.9'), None)
    >>> Guarantee(share="0.9")
    Traceback (most recent call last):
    armsdeals.errors.InvalidValue: share: a guarantee pays no part of the price; the part of the credit is covered="0.9"

Left out: calls on the guarantee.
"""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Literal

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Key, Text, checked
from armsdeals.errors import InvalidValue
from armsdeals.model.financing.kind import FinancingForm, FinancingKind
from armsdeals.model.financing.row import Row, Setting
from armsdeals.values.number import product
from armsdeals.values.share import Rate, Share, to_rate, to_share


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked)
class Guarantee(FinancingKind):
    """Cover for a credit; the sum of it is what is guaranteed.

    Attributes:
        of: The key of the credit that is covered.
        guarantor: Who answers for it.
        covered: The part of the credit that is covered, 0 to 1.
        premium: What the cover costs, as a part of the sum that is covered, paid once at the start.

    Raises:
        InvalidValue: A share of the price is given.
    """

    FORMS: ClassVar = frozenset({FinancingForm.EXPORT_CREDIT_GUARANTEED, FinancingForm.GUARANTEED_AID_LOAN})
    PAYS: ClassVar[bool] = False

    kind: Literal["guarantee"] = "guarantee"
    of: Key = ""
    guarantor: Text = ""
    covered: Share | None = field(default=None, converter=optional(to_share))
    premium: Rate | None = field(default=None, converter=optional(to_rate))

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.share is not None:
            raise InvalidValue(
                f'a guarantee pays no part of the price; the part of the credit is covered="{self.share}"',
                path=("share",),
            )

    @property
    def needs_start(self) -> bool:
        """Whether a premium falls due."""
        return bool(self.premium)

    def missing(self, amount: object = None) -> tuple[str, ...]:
        """Return what must be known: the sum that is covered, where a premium is paid for it."""
        return super().missing(amount) if self.premium else ()

    def conventions(self) -> dict[str, str]:
        """No premium is reckoned where none is told."""
        return {"premium": "none is reckoned"} if self.premium is None and "premium" not in self.without else {}

    def rows(self, setting: Setting) -> list[Row]:
        """Return the premium."""
        if not self.premium:
            return []
        return [setting.fee(setting.start, setting.rounded(product(setting.total, Decimal(self.premium))))]
