"""Events and histories: what happened, what is denied, what is only planned, in any order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from armsdeals.errors import InvalidValue
from armsdeals.model.delivery import Delivery
from armsdeals.model.event import Bound, Event, EventKind
from armsdeals.model.financing.status import FinancingStatus, FinancingStep
from armsdeals.model.instrument import Instrument, InstrumentKind
from armsdeals.model.negotiation.ending import EndActor, EndReason, Reason, Suspension, Termination
from armsdeals.model.negotiation.order import in_order
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.strategies.claims import Sources, cited, frames
from armsdeals.strategies.values import FIRST, LAST, estimates, slugs, texts, whens

_BOUNDS = (Bound.EXACT, Bound.EXACT, Bound.EXACT, Bound.AT_LEAST, Bound.AT_MOST, Bound.ONE_OF)
_REASONS = st.lists(
    st.builds(Reason, st.sampled_from(EndReason), speaker=texts(max_size=8), text=texts(max_size=8)), max_size=2
).map(tuple)
_HALTS = st.none() | st.builds(
    Suspension,
    by=st.sampled_from(EndActor),
    reasons=_REASONS,
    review=st.none() | whens(),
    is_formal=st.none() | st.booleans(),
)
_ENDS = st.none() | st.builds(Termination, by=st.sampled_from(EndActor), reasons=_REASONS, notice=st.none() | whens())
_PAPERS = st.none() | st.builds(
    Instrument,
    kind=st.sampled_from(InstrumentKind),
    title=texts(max_size=8),
    identifier=texts(max_size=8),
    is_binding=st.none() | st.booleans(),
)
_STEPS = st.lists(
    st.builds(FinancingStep, of=slugs(max_size=2), status=st.sampled_from(FinancingStatus)), max_size=1
).map(tuple)


@cache
def _plain(*, facts_only: bool, first: date, last: date) -> st.SearchStrategy[dict[str, Any]]:
    """The fields of an event that opens no stage."""
    own = {
        "when": whens(first=first, last=last),
        "kind": st.none() | st.sampled_from(EventKind),
        "place": st.just("") | texts(max_size=8),
        "participants": st.lists(texts(min_size=1, max_size=8), max_size=1).map(tuple),
        "instrument": _PAPERS,
        "financing": _STEPS,
    }
    return st.builds(lambda frame, rest: frame | rest, frames(facts_only=facts_only), st.fixed_dictionaries(own))


@cache
def _staged(stages: tuple[NegotiationStage, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """The fields that name a stage."""
    named = {
        "stage": st.sampled_from(stages),
        "other": st.sampled_from(stages),
        "bound": st.sampled_from(_BOUNDS),
        "back": st.booleans(),
        "suspension": _HALTS,
        "termination": _ENDS,
    }
    return st.fixed_dictionaries(named).map(_sensible)


def _sensible(drawn: dict[str, Any]) -> dict[str, Any]:
    stage, other = drawn["stage"], drawn["other"]
    out = {"stage": stage, "bound": drawn["bound"], "back": drawn["back"]}
    if out["bound"] is Bound.ONE_OF:
        out |= {"alternatives": (other,)} if other is not stage else {"bound": Bound.EXACT}
    if stage is NegotiationStage.SUSPENDED:
        out["suspension"] = drawn["suspension"]
    elif stage.is_end:
        out["termination"] = drawn["termination"]
    return out


@cache
def _deliveries(lines: tuple[str, ...]) -> st.SearchStrategy[tuple[Delivery, ...]]:
    one = st.builds(Delivery, line=st.sampled_from(lines), quantity=estimates(), place=texts(max_size=8))
    return st.lists(one, max_size=1).map(tuple)


@st.composite
def events(
    draw: st.DrawFn,
    /,
    *,
    stages: Sequence[NegotiationStage | str] = tuple(NegotiationStage),
    staged: bool | None = None,
    lines: Sequence[str] = (),
    sources: Sources | None = None,
    facts_only: bool = False,
    first: date = FIRST,
    last: date = LAST,
) -> Event:
    """Events, with and without a stage.

    Args:
        stages: Stages that they may open.
        staged: Whether they open one; None for both.
        lines: Ids of lines of which they may speak.
        sources: Evidence that they cite.
        facts_only: No other modality.
        first: Earliest day.
        last: Latest day.
    """
    said = draw(_plain(facts_only=facts_only, first=first, last=last))
    if staged or (staged is None and draw(st.integers(0, 4))):
        said = said | draw(_staged(tuple(NegotiationStage(stage) for stage in stages)))
    if lines:
        said = said | {"deliveries": draw(_deliveries(tuple(lines)))}
        if not draw(st.integers(0, 5)):
            said = said | {"scope": (draw(st.sampled_from(tuple(lines))),)}
    return cited(draw, Event(**said), sources)


@st.composite
def histories(
    draw: st.DrawFn,
    /,
    *,
    max_size: int = 6,
    containing: Iterable[NegotiationStage | str] = (),
    named: bool = True,
    **narrowed: Any,
) -> tuple[Event, ...]:
    """Histories, in any order.

    Args:
        max_size: Most events beside those asked for.
        containing: Stages of which at least one fact is told, each.
        named: Whether some events get ids, retract one another, or are said to follow one another.
        **narrowed: As in `events`.
    """
    told = draw(st.lists(events(**narrowed), max_size=max_size))
    for stage in containing:
        told.append(draw(events(**{**narrowed, "stages": (stage,), "staged": True, "facts_only": True})))
    return _related(draw, told) if named else tuple(told)


def _related(draw: st.DrawFn, told: list[Event]) -> tuple[Event, ...]:
    """Name some of the events, and let them speak of one another."""
    out = [evolve(event, id=f"e{place}") if draw(st.booleans()) else event for place, event in enumerate(told)]
    ids = [event.id for event in out if event.id]
    for place, event in enumerate(out):
        others = [name for name in ids if name != event.id]
        relation = draw(st.sampled_from(("", "", "", "after", "retracts"))) if others else ""
        if relation:
            changes: dict[str, Any] = {relation: draw(st.sampled_from(others))}
            out[place] = evolve(event, **changes)
    try:
        in_order([event for event in out if event.stage])
    except InvalidValue:  # they follow one another in a circle
        return tuple(evolve(event, after="") for event in out)
    return tuple(out)
