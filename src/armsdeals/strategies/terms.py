"""Terms and limits of a deal: offers and what is thought of them, permissions, constraints, offsets, technology.

>>> from hypothesis import find
>>> find(offers(currencies=["EUR"]), lambda offer: offer.value is not None).value
Price('0 EUR')

Each may name lines, offers and deals that nobody holds; those of `deals` name what is there.
"""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from armsdeals.model.economy import Offset, TechTransfer
from armsdeals.model.limits import Authorisation, Constraint
from armsdeals.model.offer import Offer, OfferAssessment
from armsdeals.strategies.by_plan import made_by_plan
from armsdeals.strategies.values import CURRENCIES, kept


@kept
def offers(*, currencies: Sequence[str] = CURRENCIES) -> st.SearchStrategy[Offer]:
    """Terms that were on the table, revisions of others among them."""
    return made_by_plan(Offer, currencies=tuple(currencies))


@kept
def assessments() -> st.SearchStrategy[OfferAssessment]:
    """Judgements on an offer, or on there being none."""
    return made_by_plan(OfferAssessment)


@kept
def authorisations() -> st.SearchStrategy[Authorisation]:
    """Permissions, each in the state that it had on a day."""
    return made_by_plan(Authorisation)


@kept
def constraints() -> st.SearchStrategy[Constraint]:
    """Limits on use, resale, or on the deal itself; some are conditions on other deals."""
    return made_by_plan(Constraint)


@kept
def offsets(*, currencies: Sequence[str] = CURRENCIES) -> st.SearchStrategy[Offset]:
    """What is owed to the recipient's economy."""
    return made_by_plan(Offset, currencies=tuple(currencies))


@kept
def tech_transfers() -> st.SearchStrategy[TechTransfer]:
    """Know-how that is shared, or is said to be."""
    return made_by_plan(TechTransfer)
