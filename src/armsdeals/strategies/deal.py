"""Deals and registers: everything that the model can hold at once, though rarely much of it.

>>> from hypothesis import find
>>> find(deals(), lambda deal: True) == Deal(id="a")
True
>>> find(deals(stage="delivering"), lambda deal: True).position.gaps
()
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from attrs import evolve
from hypothesis import strategies as st

from armsdeals.errors import InvalidValue
from armsdeals.model.competition import Competition
from armsdeals.model.deal import Deal
from armsdeals.model.negotiation.stage import Mode, NegotiationStage
from armsdeals.model.party import Party, Role
from armsdeals.model.system import System
from armsdeals.register.register import Register
from armsdeals.strategies.by_plan import Told, made, told_by_plan
from armsdeals.strategies.history import draw_events, draw_history, ordered, path_scripts, relate
from armsdeals.strategies.one_event import Drawn, Narrowed, drawn_events, placed, still
from armsdeals.strategies.parts import parties
from armsdeals.strategies.paths import BY_MOVES, Goal, to_goals, walked
from armsdeals.strategies.pieces import Held, cited, goods, pieces, pools
from armsdeals.strategies.slots import slot, slots, whole
from armsdeals.strategies.values import CURRENCIES, FIRST, LAST, kept, slugs
from armsdeals.values.evidence import Evidence


@st.composite
def deals(
    draw: st.DrawFn,
    /,
    *,
    ids: st.SearchStrategy[str] | None = None,
    stage: NegotiationStage | str | None = None,
    mode: Mode | str = Mode.STRICT,
    sides: bool = False,
    currencies: Sequence[str] = CURRENCIES,
    reaching: NegotiationStage | str | None = None,
    containing: Iterable[Goal] = (),
    max_size: int = 5,
    stages: Sequence[NegotiationStage | str] = tuple(NegotiationStage),
    first: date = FIRST,
    last: date = LAST,
) -> Deal:
    """Deals with rival claims, sources cited by key and in place, and histories in any order.

    Args:
        ids: Their ids.
        stage: Where they stand after everything that is told; None for anywhere, open or disputed answers included.
        mode: With ``stage`` or ``reaching``, whether the path there may skip stages.
        sides: Whether a supplier, a recipient and a line are always there.
        currencies: In which all sums are.
        reaching: As in `histories`.
        containing: As in `histories`; with ``stage`` only ways that are moves: suspended and resumed, reopened, regress.
        max_size: Most events beside those asked for.
        stages: Stages that the events beside may open.
        first: Earliest day of an event.
        last: Latest day of an event.

    Raises:
        UnknownName: A word is neither a stage nor an awkward way.
        InvalidValue: No path leads to the stage through what is asked for.
    """
    how = Narrowed(
        stages=tuple(NegotiationStage(one) for one in stages),
        first=first, last=last, currencies=tuple(currencies), scoped=True, cites=True,
    )  # fmt: skip
    named = draw(_deal_ids() if ids is None else ids)
    way = to_goals(containing)
    events, spared = _history(draw, way, stage, reaching, Mode(mode), how, max_size)
    both = (draw(parties(role=Role.SUPPLIER)), draw(parties(role=Role.RECIPIENT))) if sides else ()
    first_goods = [draw(goods(how.currencies))] if sides else []
    held = Held(draw(pieces(how.currencies)), first_goods)
    pool, uncited = draw(pools())
    told = [placed(one, held.lines, [part.id for part in held.tranches]) for one in events] + held.said
    drawn = [*events, *held.drawn]
    told = cited(relate(drawn, told, events=len(events), spared=spared), drawn, pool)
    return Deal(
        id=named,
        parties=(*both, *_within_the_whole(held.parties)),
        history=ordered(told[: len(events)]),
        sources=pool[:uncited],
        **held.made(iter(told[len(events) :])),
    )


@kept
def _deal_ids() -> st.SearchStrategy[str]:
    return slugs(max_size=5)


def _within_the_whole(told: list[Party]) -> list[Party]:
    """Parties whose shares of one role are at most the whole."""
    shared: dict[Role, Any] = {}
    out = []
    for party in told:
        total = shared.get(party.role, 0) + (party.share or 0)
        out.append(party if total <= 1 else evolve(party, share=None))
        shared[party.role] = total if total <= 1 else shared[party.role]
    return out


def _history(
    draw: st.DrawFn, goals: tuple[Goal, ...], stage: NegotiationStage | str | None,
    reaching: NegotiationStage | str | None, mode: Mode, how: Narrowed, max_size: int,
) -> tuple[list[Drawn], int]:  # fmt: skip
    """Draw the fields of the events, and say how many of them must be left alone."""
    reached = None if reaching is None else NegotiationStage(reaching)
    if stage is None:
        return draw_history(draw, how, goals, reached, mode, max_size)
    open_ones = [goal for goal in goals if goal not in BY_MOVES]
    if open_ones:
        told = ", ".join(map(str, open_ones))
        raise InvalidValue(f"with a stage only ways that are moves can be contained ({told} may leave it open)")
    way = [*goals, *([] if reached is None else [reached]), NegotiationStage(stage)]
    path = [(how, script) for script in path_scripts(walked(draw, way, mode), how)]
    return draw_events(draw, still(how), path, max_size), len(path)


def registers(
    *, max_size: int = 3, currencies: Sequence[str] = CURRENCIES, **narrowed: Any
) -> st.SearchStrategy[Register]:
    """Registers: deals with different ids, competitions, events, systems and sources that belong to no deal.

    Args:
        max_size: Most deals.
        currencies: In which all sums are.
        **narrowed: As in `deals`.
    """
    held = slots(deals(currencies=currencies, **narrowed), most=max_size)
    return st.builds(_register, held, _beside(tuple(currencies)))


class _Beside(NamedTuple):
    """What a register holds beside its deals, not yet made."""

    competitions: list[Told]
    cites: list[int]
    events: list[Drawn]
    systems: list[Told]
    pool: tuple[Evidence, ...]
    uncited: int


@cache
def _beside(currencies: tuple[str, ...]) -> st.SearchStrategy[_Beside | None]:
    competing = st.tuples(told_by_plan(Competition, without=("id", "retracts", "evidence")), whole(0, 3))
    drawn = st.builds(
        lambda competitions, events, systems, pool: _Beside(
            [told for told, _ in competitions], [cite for _, cite in competitions], events, systems, *pool
        ),
        slots(competing, most=2),
        slots(drawn_events(Narrowed(currencies=currencies, cites=True)), most=2),
        slots(told_by_plan(System, without=("id",)), most=2),
        pools(),
    )
    return slot(drawn)


def _register(held: list[Deal], beside: _Beside | None) -> Register:
    deals_by_id: dict[str, Deal] = {}
    for deal in held:
        deals_by_id.setdefault(deal.id, deal)
    if beside is None:
        return Register(deals_by_id.values())
    drawn = [
        *(Drawn(told, cite=cite) for told, cite in zip(beside.competitions, beside.cites, strict=True)),
        *beside.events,
    ]
    told = cited([one.said for one in drawn], drawn, beside.pool)
    competing = len(beside.competitions)
    # The second may come from the first; drawn names could lead in a circle.
    lineage = ("", "a")
    return Register(
        deals_by_id.values(),
        competitions=tuple(
            made(Competition, said | {"id": name}) for said, name in zip(told[:competing], "ab", strict=False)
        ),
        systems=tuple(
            made(System, said | {"id": name, "variant_of": above, "export_version_of": "", "derived_from": ()})
            for said, name, above in zip(beside.systems, "ab", lineage, strict=False)
        ),
        events=ordered(told[competing:]),
        sources=beside.pool[: beside.uncited],
    )
