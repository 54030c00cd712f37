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
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from armsdeals.errors import InvalidValue
from armsdeals.model.competition import Competition
from armsdeals.model.deal import Deal
from armsdeals.model.economy import Offset, TechTransfer
from armsdeals.model.financing.financing import Financing
from armsdeals.model.financing.kind import FinancingKind
from armsdeals.model.limits import Authorisation, Constraint
from armsdeals.model.line import Line
from armsdeals.model.negotiation.stage import Mode, NegotiationStage
from armsdeals.model.offer import Offer, OfferAssessment
from armsdeals.model.party import Party, Role
from armsdeals.model.system import System
from armsdeals.model.tranche import Tranche
from armsdeals.model.valued import PriceClaim, ProductionClaim, QuantityClaim
from armsdeals.model.volume import VolumeClaim
from armsdeals.register.register import Register
from armsdeals.strategies.by_plan import Told, made, told_by_plan
from armsdeals.strategies.claim import BETWEEN_CLAIMS, evidences
from armsdeals.strategies.history import (
    LONGEST_WAY,
    Narrowed,
    a_way,
    asked_for,
    ordered,
    path_events,
    relate,
    still,
    told_event,
)
from armsdeals.strategies.parts import links, parties
from armsdeals.strategies.paths import BY_MOVES, Goal, to_goal, walked
from armsdeals.strategies.sense import fitting
from armsdeals.strategies.values import CURRENCIES, FIRST, LAST, kept, slugs, texts
from armsdeals.values.evidence import Evidence

_LONE = (*BETWEEN_CLAIMS, "evidence")  # drawn for the deal as a whole
_PLACE = st.integers(0, 30)
_IDS = tuple("abcd")  # of lines, tranches and offers; deals, lines and offers of the same id are told apart
_MANY = st.lists(_PLACE, min_size=1, max_size=2)
_OF_A_LINE = {"quantities": QuantityClaim, "production": ProductionClaim, "volumes": VolumeClaim}
_BESIDE = {  # claims beside the history, and their fields that name parts of the deal
    "offers": (Offer, ("key", "lines", "revises")),
    "assessments": (OfferAssessment, ("offer",)),
    "authorisations": (Authorisation, ("lines",)),
    "constraints": (Constraint, ("lines",)),
    "offsets": (Offset, ()),
    "technology": (TechTransfer, ("line",)),
}
_CORE = st.sampled_from([
    (), ("lines",), ("lines", "prices"), ("parties", "lines"), ("prices",), ("lines", "financing"), ("tranches", "lines"),
    ("financing", "prices"), ("parties", "lines", "prices", "financing"), ("lines", "prices", "tranches"),
])  # fmt: skip
_REST = st.lists(st.sampled_from((*_BESIDE, "links", "title", "note")), max_size=4)
_POOL = st.lists(evidences(keyed=True), max_size=2, unique_by=lambda source: source.id).flatmap(
    lambda keyed: st.just(tuple(keyed)) | evidences(keyed=False).map(lambda one: (*keyed, one))
)
_SYSTEM = told_by_plan(System, without=("id",))
_LINKS = st.lists(links(), min_size=1, max_size=2).map(tuple)


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
    currencies = tuple(currencies)
    core = draw(_CORE)
    rest = draw(_REST)
    out: dict[str, Any] = {"id": draw(_deal_ids() if ids is None else ids)}
    # What happened comes first: then the rest can be left out, and the events stay as they are. So failing cases shrink well.
    names = _IDS[: len(draw(_MANY))] if sides or "lines" in core else ()
    numbered = len(draw(_MANY)) if "tranches" in core else 0
    how = Narrowed(
        stages=tuple(NegotiationStage(one) for one in stages),
        first=first, last=last, currencies=currencies, lines=names, tranches=tuple(f"part-{one}" for one in _IDS[:numbered]),
    )  # fmt: skip
    goals = [to_goal(word) for word in containing]
    if stage is None and reaching is None and not goals and max_size > LONGEST_WAY:
        goals = a_way(draw, how)
        max_size -= LONGEST_WAY if goals else 0
    events, spared = _history(draw, goals, stage, reaching, Mode(mode), how, max_size)
    goods = [_line(draw, n, currencies) for n in range(len(names))]
    parts = [_tranche(draw, n, names) for n in range(numbered)]
    if sides or "parties" in core:
        out["parties"] = _sides(draw, sides=sides)
    told: dict[str, list[Told]] = {"prices": _several(draw, PriceClaim, currencies)} if "prices" in core else {}
    for name, (cls, refers) in _BESIDE.items():
        if name in rest:
            told[name] = _several(draw, cls, currencies, refers)
            _refer(draw, name, told, names)
    paid = draw(_terms(currencies=currencies)) if "financing" in core else []
    if "title" in rest:
        out["title"] = draw(texts(min_size=1, max_size=16))
    if "note" in rest:
        out["note"] = draw(texts(min_size=1, max_size=8))
    if "links" in rest:
        out["links"] = draw(_LINKS)
    pool = draw(_POOL)
    claims = [*(claim for line in goods for name in _OF_A_LINE for claim in line[name])]
    claims += [claim for several in told.values() for claim in several] + [terms for _, terms in paid]
    _cite(draw, [*events, *claims], pool)
    relate(draw, events, claims, spared=spared)
    for name, several in told.items():
        cls = PriceClaim if name == "prices" else _BESIDE[name][0]
        out[name] = tuple(made(cls, said) for said in several)
    if paid:
        out["financing"] = _financing(paid)
    return Deal(
        **out,
        lines=tuple(map(_made_line, goods)),
        tranches=tuple(parts),
        history=ordered(events),
        sources=pool[: draw(_PLACE) % 3] if pool else (),
    )


@kept
def _deal_ids() -> st.SearchStrategy[str]:
    return slugs(max_size=5)


def _sides(draw: st.DrawFn, *, sides: bool) -> tuple[Party, ...]:
    """Parties whose shares of one role are at most the whole."""
    told = [draw(parties()) for _ in draw(_MANY)] if not sides or draw(st.booleans()) else []
    shared: dict[Role, Any] = {}
    for n, party in enumerate(told):
        if party.share is not None:
            total = shared.get(party.role, 0) + party.share
            if total > 1:
                told[n] = evolve(party, share=None)
            else:
                shared[party.role] = total
    both = (draw(parties(role=Role.SUPPLIER)), draw(parties(role=Role.RECIPIENT))) if sides else ()
    return (*both, *told)


def _several(draw: st.DrawFn, cls: Any, currencies: tuple[str, ...], refers: tuple[str, ...] = ()) -> list[Told]:
    claim = told_by_plan(cls, currencies=currencies, without=(*_LONE, *refers))
    return [dict(draw(claim)) for _ in draw(_MANY)]


def _line(draw: st.DrawFn, place: int, currencies: tuple[str, ...]) -> Told:
    told = dict(draw(told_by_plan(Line, currencies=currencies, without=("id", *_OF_A_LINE))))
    turn = draw(_PLACE)
    return told | {
        "id": _IDS[place],
        "quantities": _several(draw, QuantityClaim, currencies) if turn % 2 else [],
        "production": _several(draw, ProductionClaim, currencies) if turn % 5 == 4 else [],  # noqa: PLR2004
        "volumes": _several(draw, VolumeClaim, currencies) if turn % 6 > 3 else [],  # noqa: PLR2004
    }


def _made_line(told: Told) -> Line:
    claims = {name: tuple(made(cls, claim) for claim in told[name]) for name, cls in _OF_A_LINE.items()}
    return made(Line, told | claims)  # type: ignore[no-any-return]


def _tranche(draw: st.DrawFn, place: int, names: tuple[str, ...]) -> Tranche:
    told = draw(told_by_plan(Tranche, without=("id", "lines")))
    turn = draw(_PLACE)
    return Tranche(**told, id=f"part-{_IDS[place]}", lines=names[: turn % (len(names) + 1)])


def _refer(draw: st.DrawFn, name: str, told: dict[str, list[Told]], lines: tuple[str, ...]) -> None:
    """Let claims name lines and offers of the deal."""
    offers = [offer["key"] for offer in told.get("offers", ()) if "key" in offer]
    for place, claim in enumerate(told[name]):
        turn = draw(_PLACE)
        if name in ("offers", "authorisations", "constraints") and turn % 3 == 1 and lines:
            claim["lines"] = (lines[turn % len(lines)],)
        if name == "technology" and turn % 2 and lines:
            claim["line"] = lines[turn % len(lines)]
        if name == "offers":
            claim["key"] = _IDS[place]
            if place and turn % 4:
                claim["revises"] = _IDS[place - 1]
        if name == "assessments" and turn % 2 and offers:
            claim["offer"] = offers[turn % len(offers)]


@kept
def _terms(*, currencies: tuple[str, ...]) -> st.SearchStrategy[list[tuple[Any, Told]]]:
    def of(kind: Any) -> st.SearchStrategy[tuple[Any, Told]]:
        return told_by_plan(kind, currencies=currencies, without=_LONE).map(lambda told: (kind, dict(told)))

    return st.lists(st.one_of([of(kind) for kind in FinancingKind.KINDS.values()]), min_size=1, max_size=3)


def _financing(paid: list[tuple[Any, Told]]) -> Financing:
    instruments = fitting([made(kind, terms) for kind, terms in paid])
    return made(Financing, {"instruments": instruments, "complete": True})  # type: ignore[no-any-return]


def _history(
    draw: st.DrawFn, goals: list[Goal], stage: NegotiationStage | str | None,
    reaching: NegotiationStage | str | None, mode: Mode, how: Narrowed, max_size: int,
) -> tuple[list[Told], int]:  # fmt: skip
    """Draw the fields of the events, and say how many of them must be left alone."""
    if stage is not None:
        open_ones = [goal for goal in goals if goal not in BY_MOVES]
        if open_ones:
            told = ", ".join(map(str, open_ones))
            raise InvalidValue(f"with a stage only ways that are moves can be contained ({told} may leave it open)")
        way = [*goals, *([] if reaching is None else [NegotiationStage(reaching)]), NegotiationStage(stage)]
        events = path_events(draw, walked(draw, way, mode), how)
    else:
        events = asked_for(draw, goals, None if reaching is None else NegotiationStage(reaching), mode, how)
    beside = how if stage is None and reaching is None else still(how)
    spared = len(events)
    return events + [told_event(draw, beside) for _ in range(draw(st.integers(0, max_size)))], spared


def _cite(draw: st.DrawFn, claims: Iterable[Told], pool: tuple[Evidence, ...]) -> None:
    """Let claims cite from a pool of sources, the first, another, or none."""
    if pool:
        for claim in claims:
            turn = draw(_PLACE)
            claim["evidence"] = ((), pool[:1], pool[-1:], pool)[turn % 4]


def registers(
    *, max_size: int = 3, currencies: Sequence[str] = CURRENCIES, **narrowed: Any
) -> st.SearchStrategy[Register]:
    """Registers: deals with different ids, competitions, events, systems and sources that belong to no deal.

    Args:
        max_size: Most deals.
        currencies: In which all sums are.
        **narrowed: As in `deals`.
    """
    held = st.lists(deals(currencies=currencies, **narrowed), max_size=max_size, unique_by=lambda deal: deal.id)
    return st.builds(_register, held, _beside(currencies=tuple(currencies)))


@kept
def _beside(*, currencies: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    return _drawn_beside(currencies)


@st.composite
def _drawn_beside(draw: st.DrawFn, /, currencies: tuple[str, ...]) -> dict[str, Any]:
    """What a register holds beside its deals: often nothing."""
    turn = draw(_PLACE)
    if turn % 3 == 0:
        return {}
    pool = draw(_POOL)
    names = _IDS[: 1 + turn % 2]
    competing = told_by_plan(Competition, without=("id", "retracts", "evidence"))
    choices = [dict(draw(competing)) | {"id": name} for name in names] if turn % 2 else []
    events = [told_event(draw, Narrowed(currencies=currencies)) for _ in range(turn % 3)]
    _cite(draw, [*choices, *events], pool)
    # The second may come from the first; drawn names could lead in a circle.
    lineage = [{"variant_of": above, "export_version_of": "", "derived_from": ()} for above in ("", names[0])]
    own = [dict(draw(_SYSTEM)) | {"id": name} | come for name, come in zip(names, lineage, strict=False)]
    return {
        "competitions": tuple(made(Competition, told) for told in choices),
        "systems": tuple(made(System, told) for told in own) if turn % 5 == 1 else (),
        "events": ordered(events),
        "sources": pool[: turn // 3 % 3],
    }


def _register(held: list[Deal], beside: dict[str, Any]) -> Register:
    return Register(held, **beside)
