"""Parts of a deal: parties, systems, lines, links."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from armsdeals.model.line import Condition, Line, LineKind
from armsdeals.model.link import Link, LinkKind
from armsdeals.model.party import Party, PartyKind, Role
from armsdeals.model.system import System
from armsdeals.strategies.claims import production_claims, quantity_claims
from armsdeals.strategies.values import countries, slugs, texts


@cache
def parties(*, role: Role | None = None) -> st.SearchStrategy[Party]:
    """Parties, of any role unless one is named."""
    return st.builds(
        Party,
        texts(min_size=1, max_size=16),
        role=st.sampled_from(Role) if role is None else st.just(role),
        country=st.none() | countries(),
        kind=st.none() | st.sampled_from(PartyKind),
        note=texts(max_size=8),
    )


@cache
def systems() -> st.SearchStrategy[System]:
    """Systems."""
    return st.builds(
        System,
        texts(min_size=1, max_size=16),
        id=st.just("") | slugs(),
        category=texts(max_size=12),
        aliases=st.lists(texts(min_size=1, max_size=8), max_size=2).map(tuple),
        nato_name=texts(max_size=8),
        origin=st.none() | countries(),
        export_version_of=texts(max_size=8),
    )


@cache
def lines() -> st.SearchStrategy[Line]:
    """Lines with rival claims of how many."""
    return st.builds(
        Line,
        id=slugs(),
        system=systems(),
        kind=st.none() | st.sampled_from(LineKind),
        condition=st.none() | st.sampled_from(Condition),
        quantities=st.lists(quantity_claims(), max_size=2).map(tuple),
        production=st.lists(production_claims(), max_size=1).map(tuple),
        note=texts(max_size=8),
    )


@cache
def links() -> st.SearchStrategy[Link]:
    """Links to deals that need not be there."""
    return st.builds(Link, st.sampled_from(LinkKind), to=slugs(), note=texts(max_size=8))
