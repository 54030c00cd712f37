"""Parts of a deal: parties, systems, lines, tranches, links, and competitions between deals.

>>> from hypothesis import find
>>> find(systems(), lambda system: bool(system.codes)).codes[0].code
'ML1'
"""

from __future__ import annotations

from hypothesis import strategies as st

from armsdeals.model.competition import Competition, CompetitionStep
from armsdeals.model.line import Line
from armsdeals.model.link import Link
from armsdeals.model.party import Party, Role
from armsdeals.model.system import System, SystemName
from armsdeals.model.tranche import Tranche
from armsdeals.strategies.by_plan import made, made_by_plan, told_by_plan
from armsdeals.strategies.values import kept


@kept
def systems() -> st.SearchStrategy[System]:
    """Systems, with all the names, classes and figures that are told of them."""
    return made_by_plan(System)


@kept
def system_names() -> st.SearchStrategy[SystemName]:
    """Names of systems, and whose they are."""
    return made_by_plan(SystemName)


@kept
def lines() -> st.SearchStrategy[Line]:
    """Lines with rival claims of how many."""
    return made_by_plan(Line)


@kept
def tranches() -> st.SearchStrategy[Tranche]:
    """Parts of a deal that come into force by themselves; their lines need not be there."""
    return made_by_plan(Tranche)


@kept
def links() -> st.SearchStrategy[Link]:
    """Links to deals that need not be there."""
    return made_by_plan(Link)


@kept
def competitions() -> st.SearchStrategy[Competition]:
    """Choices between suppliers; the deals that compete need not be there."""
    return made_by_plan(Competition)


@kept
def competition_steps() -> st.SearchStrategy[CompetitionStep]:
    """Where competitions came to, as somebody tells it."""
    return made_by_plan(CompetitionStep)


@kept
def parties(*, role: Role | None = None) -> st.SearchStrategy[Party]:
    """Parties, of any role unless one is named."""
    if role is None:
        return made_by_plan(Party)
    return told_by_plan(Party, without=("role", "share")).map(lambda told: made(Party, told | {"role": role}))
