"""Milestone: a part of a sum, and the day on which it is paid, drawn or delivered.

    >>> Milestone(when="2019-07-12", share="0.3", text="first delivery").share
    Share('0.3')

The same class lists payments of cash, drawings of a credit, its irregular instalments, and deliveries in barter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Text, checked
from armsdeals._printed import short_repr
from armsdeals.errors import CurrencyMismatch, InvalidValue
from armsdeals.model.financing.row import Setting, money_of
from armsdeals.values.money import amount_in_words
from armsdeals.values.number import product
from armsdeals.values.price import Price, to_price
from armsdeals.values.share import Share, to_share
from armsdeals.values.when import When, to_when


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class Milestone:
    """A part of a sum, and its day.

    Attributes:
        when: The day; None where the order alone is known.
        share: The part of the whole, 0 to 1.
        amount: The sum itself.
        text: What it hangs on, in words.

    Raises:
        InvalidValue: Both a share and an amount are given.
    """

    when: When | None = field(default=None, converter=optional(to_when))
    share: Share | None = field(default=None, converter=optional(to_share))
    amount: Price | None = field(default=None, converter=optional(to_price))
    text: Text = ""

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.share is not None and self.amount is not None:
            raise InvalidValue("a milestone has a share and an amount; keep the one that was told")

    @property
    def day(self) -> date | None:
        """The one day on which it falls; None if it is not known to the day."""
        return self.when.earliest if self.when is not None and self.when.is_day else None

    def sum_in(self, setting: Setting) -> Decimal | None:
        """Return the sum, of the whole that a setting gives; None if it is not known exactly.

        Raises:
            CurrencyMismatch: It is in another currency than the whole.
        """
        if self.amount is not None:
            if money_of(self.amount) != setting.currency:
                raise CurrencyMismatch(
                    f"a milestone is in {money_of(self.amount)} and the whole in {setting.currency}; bring them to one"
                )
            return self.amount.best
        if self.share is None or setting.amount is None:
            return None
        return setting.rounded(product(setting.amount, Decimal(self.share)))


def sums_in(milestones: Sequence[Milestone], setting: Setting, already: Share | None = None) -> list[Decimal | None]:
    """Return the sum of each; where they are the whole, the last takes what rounding leaves.

    Args:
        milestones: The parts.
        setting: The whole that they are parts of.
        already: A share that is paid before them.
    """
    sums = [one.sum_in(setting) for one in milestones]
    shares = [one.share for one in milestones]
    if not milestones or None in shares or sum((one or 0 for one in shares), already or Decimal(0)) != 1:
        return sums
    before = [one for one in sums[:-1] if one is not None]
    if already:
        before.append(setting.rounded(product(setting.total, Decimal(already))))
    return [*sums[:-1], setting.total - sum(before, Decimal(0))]


def told_in_full(milestones: Iterable[Milestone], *, dated: bool = True) -> bool:
    """Whether each has a sum, and a day where days are asked for."""
    return all(
        (one.day is not None or not dated)
        and (one.share is not None or (one.amount is not None and one.amount.best is not None))
        for one in milestones
    )


def check_whole(
    milestones: Sequence[Milestone], path: str, already: Decimal = Decimal(0), whole: Price | None = None
) -> None:
    """Refuse parts that add up to more than the whole.

    Args:
        milestones: The parts.
        path: The term that lists them.
        already: A share that is paid before them.
        whole: The sum of it, where that is told.

    Raises:
        InvalidValue: They do.
    """
    total = sum((one.share for one in milestones if one.share is not None), already)
    if total > 1:
        raise InvalidValue(f"the shares add up to {total:f}, which is more than 1", path=(path,))
    if whole is None or whole.high is None or not milestones:
        return
    sums = [one.amount for one in milestones if one.amount is not None and money_of(one.amount) == money_of(whole)]
    least = sum((one.low for one in sums), product(whole.high, total))
    if least > whole.high:
        told = f"the parts add up to {amount_in_words(least)}, which is more than the whole of {amount_in_words(whole.high)}"
        raise InvalidValue(f"{told}; look at the sums", path=(path,))


def are_whole(milestones: Sequence[Milestone], already: Decimal, whole: Price | None) -> bool:
    """Whether parts that are told in full are all of a sum; so they are where the sum is not known exactly."""
    shares = sum((one.share for one in milestones if one.share is not None), already)
    sums = [one.amount for one in milestones if one.amount is not None]
    if not sums:
        return shares == 1
    if whole is None or whole.best is None or any(money_of(one) != money_of(whole) for one in sums):
        return True
    return sum((one.low for one in sums), product(whole.best, shares)) >= whole.best
