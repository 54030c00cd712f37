"""Rules on tranches: what their shares add up to.

    >>> from armsdeals.model.tranche import Tranche
    >>> deal = Deal(id="demo", tranches=(Tranche(id="one", share="0.5"), Tranche(id="two", share="0.75")))
    >>> [found.message for found in shares_are_of_one_deal(deal)]
    ['the shares of the tranches add up to 1.25, which is more than the deal']

Left out: whether the numbers of the tranches add up to what is ordered, since a tranche may hold goods of several lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from armsdeals.checks.rule import issue, rule
from armsdeals.issues import Issue, Severity
from armsdeals.model.deal import Deal


@rule("TRA-001", Severity.WARNING, "The shares of the tranches add up to no more than the deal.")
def shares_are_of_one_deal(deal: Deal) -> Iterator[Issue]:
    """List shares that add up to more than 1, whatever was rounded."""
    shares = [tranche.share for tranche in deal.tranches if tranche.share is not None]
    total = sum(shares, Decimal(0))
    if total - sum(map(_rounded_by, shares), Decimal(0)) > 1:
        yield issue(
            "tranches",
            message=f"the shares of the tranches add up to {total}, which is more than the deal",
            hint="each share is the part of the whole deal, such as 0.25; an option is a deal of its own",
        )


def _rounded_by(share: Decimal) -> Decimal:
    """Half of the last digit that is told, and at most half a percent: nobody rounds a share to 0.5."""
    exponent = share.as_tuple().exponent
    told = Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) and exponent < 0 else Decimal(0)
    return min(told, Decimal("0.005"))
