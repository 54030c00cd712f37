"""Hypothesis strategies for everything the model can hold, for your tests as for ours.

Each is a plural noun, the widest valid by default, narrowed by keywords, and shrinks to the plainest case:

    >>> from hypothesis import given
    >>> from armsdeals import strategies as ads
    >>> @given(ads.deals())
    ... def test_the_furthest_stage_is_live_or_none(deal):
    ...     furthest = deal.position.furthest
    ...     assert furthest is None or furthest.rank > 0
    >>> test_the_furthest_stage_is_live_or_none()

Install with ``pip install "armsdeals[testing]"``.
"""

from armsdeals.strategies.claims import evidences, frames, price_claims, production_claims, quantity_claims
from armsdeals.strategies.deals import deals, registers
from armsdeals.strategies.financings import cashes, financings, grants, loans
from armsdeals.strategies.histories import events, histories
from armsdeals.strategies.parts import lines, links, parties, systems
from armsdeals.strategies.values import countries, estimates, moneys, prices, shares, slugs, texts, whens

__all__ = [
    "cashes",
    "countries",
    "deals",
    "estimates",
    "events",
    "evidences",
    "financings",
    "frames",
    "grants",
    "histories",
    "lines",
    "links",
    "loans",
    "moneys",
    "parties",
    "price_claims",
    "prices",
    "production_claims",
    "quantity_claims",
    "registers",
    "shares",
    "slugs",
    "systems",
    "texts",
    "whens",
]
