"""Evidence, and claims of values: a price, a quantity, a volume, a way of production, a class, a figure.

>>> from hypothesis import find
>>> find(price_claims(currencies=["TRY"]), lambda claim: claim.value is not None).value
Price('0 TRY')
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from armsdeals.model.classification import ClassCode, Specification
from armsdeals.model.valued import PriceClaim, ProductionClaim, QuantityClaim
from armsdeals.model.volume import VolumeClaim
from armsdeals.model.yearly import YearPart
from armsdeals.strategies.by_plan import made_by_plan, told_by_plan
from armsdeals.strategies.values import CURRENCIES, kept
from armsdeals.values.claim import Claim
from armsdeals.values.evidence import Evidence

BETWEEN_CLAIMS = ("id", "retracts")  # fields that make sense among the claims of one deal only


@kept
def evidences(*, keyed: bool | None = None) -> st.SearchStrategy[Evidence]:
    """Sources.

    Args:
        keyed: Whether they have an id under which they are cited; None for both.
    """
    if keyed is None:
        return made_by_plan(Evidence)
    return made_by_plan(Evidence, first=("id",)) if keyed else made_by_plan(Evidence, without=("id",))


@kept
def claims() -> st.SearchStrategy[Claim]:
    """Claims that say nothing but who says it; what else there is to say stands in the other classes."""
    return told_by_plan(Claim, without=BETWEEN_CLAIMS).map(_claim)


def _claim(told: dict[str, Any]) -> Claim:
    return Claim(**told)


@kept
def price_claims(*, currencies: Sequence[str] = CURRENCIES) -> st.SearchStrategy[PriceClaim]:
    """Claims of a price."""
    return made_by_plan(PriceClaim, currencies=tuple(currencies), without=BETWEEN_CLAIMS)


@kept
def year_parts(*, currencies: Sequence[str] = CURRENCIES) -> st.SearchStrategy[YearPart]:
    """What of a sum falls in one year."""
    return made_by_plan(YearPart, currencies=tuple(currencies))


@kept
def quantity_claims() -> st.SearchStrategy[QuantityClaim]:
    """Claims of a quantity, each on its basis."""
    return made_by_plan(QuantityClaim, without=BETWEEN_CLAIMS)


@kept
def volume_claims() -> st.SearchStrategy[VolumeClaim]:
    """Claims of a volume of arms, of one unit or of all, each on its basis."""
    return made_by_plan(VolumeClaim, without=BETWEEN_CLAIMS)


@kept
def production_claims() -> st.SearchStrategy[ProductionClaim]:
    """Claims of how and where goods are made."""
    return made_by_plan(ProductionClaim, without=BETWEEN_CLAIMS)


@kept
def class_codes() -> st.SearchStrategy[ClassCode]:
    """Claims of a class in one of the lists."""
    return made_by_plan(ClassCode)


@kept
def specifications() -> st.SearchStrategy[Specification]:
    """Claims of a figure of a system."""
    return made_by_plan(Specification)
