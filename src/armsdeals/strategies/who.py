"""Who stands behind a name, and how registers that tell of the same deals become one.

>>> from hypothesis import find
>>> find(actors(), lambda actor: actor.located_in is not None).kind
'NON_STATE_GROUP'
"""

from __future__ import annotations

from hypothesis import strategies as st

from armsdeals.register.matching import DealMatch, Matching, NearMiss, match_deals
from armsdeals.register.merge import Merged
from armsdeals.register.register import Register
from armsdeals.strategies.deal import registers
from armsdeals.strategies.values import countries, kept, slugs
from armsdeals.values.actors import Actor, actor_of

_OTHERS = (
    "NATO**",
    "unknown supplier(s)",
    "unknown recipient(s)",
    "unknown rebel group*",
    "Nordic countries",
    "Dubai",
    "?",
)


@kept
def actors() -> st.SearchStrategy[Actor]:
    """Who stands behind a name: states, groups in some place, organisations, unknown ones, and nobody known."""
    groups = countries().map(lambda country: f"Group ({country.name})*")
    return (countries().map(str) | groups | st.sampled_from(_OTHERS)).map(actor_of)


@kept
def mergers() -> st.SearchStrategy[Merged[Register]]:
    """Two registers as one: of different deals, or of the same."""
    different = st.builds(Register.merge, registers(), registers())
    return different | registers().map(lambda register: register.merge(register))


@kept
def matchings() -> st.SearchStrategy[Matching]:
    """Which deals of two registers are one."""
    held = st.builds(match_deals, registers(), registers()) | registers().map(lambda told: match_deals(told, told))
    drawn = st.builds(Matching, near=_few(near_misses()), ambiguous=_few(near_misses()))
    return held | drawn


@kept
def deal_matches() -> st.SearchStrategy[DealMatch]:
    """Two deals that are one."""
    by = st.sampled_from([("pair",), ("supplier", "recipient", "system", "order date")])
    return st.builds(DealMatch, first=slugs(), second=slugs(), by=by)


@kept
def near_misses() -> st.SearchStrategy[NearMiss]:
    """Deals that may be one and are left apart."""
    ids = st.lists(slugs(), min_size=1, max_size=3, unique=True).map(tuple)
    return st.builds(NearMiss, first=ids, second=ids, why=st.just("nothing tells them apart"))


def _few(things: st.SearchStrategy[NearMiss]) -> st.SearchStrategy[tuple[NearMiss, ...]]:
    return st.lists(things, max_size=2).map(tuple)
