"""Deals and registers: everything that the model can hold at once."""

from __future__ import annotations

from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from armsdeals.model.deal import Deal
from armsdeals.model.line import Line
from armsdeals.model.party import Role
from armsdeals.register.register import Register
from armsdeals.strategies.claims import Sources, cited, evidences, price_claims
from armsdeals.strategies.financings import financings
from armsdeals.strategies.histories import histories
from armsdeals.strategies.parts import lines, links, parties
from armsdeals.strategies.values import slugs, texts

_POOLS = st.builds(
    lambda keyed, inline: (*keyed, *inline),
    st.lists(evidences(keyed=True), max_size=2, unique_by=lambda source: source.id),
    st.lists(evidences(keyed=False), max_size=1),
)
_LINES = st.lists(lines(), max_size=2, unique_by=lambda line: line.id)
_PRICES = st.lists(price_claims(), max_size=2)
_PARTIES = st.lists(parties(), max_size=2)
_LINKS = st.lists(links(), max_size=1).map(tuple)


@st.composite
def deals(
    draw: st.DrawFn, /, *, ids: st.SearchStrategy[str] | None = None, sides: bool = False, **narrowed: Any
) -> Deal:
    """Deals with rival claims, sources cited by key and in place, and histories in any order.

    Args:
        ids: Their ids.
        sides: Whether a supplier and a recipient are always there.
        **narrowed: As in `histories`.
    """
    pool = draw(_POOLS)
    sources = st.lists(st.sampled_from(pool), max_size=2).map(tuple) if pool else st.just(())
    goods = tuple(_cited_line(draw, line, sources) for line in draw(_LINES))
    paid = draw(st.none() | financings())
    if paid is not None:
        paid = evolve(paid, instruments=tuple(cited(draw, terms, sources) for terms in paid.instruments))
    both = (draw(parties(role=Role.SUPPLIER)), draw(parties(role=Role.RECIPIENT))) if sides else ()
    return Deal(
        id=draw(slugs() if ids is None else ids),
        title=draw(texts(max_size=16)),
        parties=(*both, *draw(_PARTIES)),
        lines=goods,
        prices=tuple(cited(draw, claim, sources) for claim in draw(_PRICES)),
        financing=paid,
        history=draw(histories(lines=[line.id for line in goods], sources=sources, **narrowed)),
        links=draw(_LINKS),
        note=draw(texts(max_size=8)),
        sources=draw(sources),
    )


def registers(*, max_size: int = 3) -> st.SearchStrategy[Register]:
    """Registers of deals with different ids."""
    return st.lists(deals(), max_size=max_size, unique_by=lambda deal: deal.id).map(Register)


def _cited_line(draw: st.DrawFn, line: Line, sources: Sources) -> Line:
    return evolve(
        line,
        quantities=tuple(cited(draw, claim, sources) for claim in line.quantities),
        production=tuple(cited(draw, claim, sources) for claim in line.production),
    )
