"""One event as it is drawn: narrowed by what all events are held to, and by what a path asks of this one.

A path narrows choices and adds none, so an event of a path is drawn by the same choices as any other. Where a failing case
does not need the path, Hypothesis takes the path away and the events stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from attrs import evolve, frozen
from hypothesis import strategies as st

from armsdeals.model.delivery import Delivery
from armsdeals.model.event import Bound, Event
from armsdeals.model.negotiation.ending import SuspensionScope
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.strategies.acts import suspensions, terminations
from armsdeals.strategies.by_plan import Told, told_by_plan
from armsdeals.strategies.slots import Span, nth, span_of, whole
from armsdeals.strategies.values import CURRENCIES, DATES, FIRST, LAST, WIDTHS, dated
from armsdeals.values.claim import Confidence, Modality

Stage = NegotiationStage
_STAGING = ("stage", "alternatives", "bound", "back", "suspension", "termination")
_APART = (
    *_STAGING,
    "absent",
    "when",
    "modality",
    "confidence",
    "id",
    "retracts",
    "after",
    "scope",
    "deliveries",
)
MODALITIES = (Modality.FACT, Modality.FACT, Modality.FACT, Modality.DENIED, *Modality)
UNMOVING = tuple(modality for modality in Modality if modality not in (Modality.FACT, Modality.DENIED))
_CONFIDENCES = tuple(Confidence)
_SHAPES = (
    *((Bound.EXACT, False),) * 5,
    (Bound.AT_LEAST, False),
    (Bound.AT_MOST, False),
    (Bound.ONE_OF, False),
    (Bound.EXACT, True),
    (Bound.ONE_OF, True),
)
_EXACT = (0, 1)  # places of forms of a date
_WIDE = (4, 5)
UNTIL, ANY_DAY, FROM = 9, 13, 14
_WHOLE = (SuspensionScope.DEAL, SuspensionScope.TALKS)
_PART = (SuspensionScope.LICENCE, SuspensionScope.LINE)
_ENDINGS = 19  # from half of it on a halt or an end is told in full; at the last one a halt of a part
RELATIONS = 99
NAMED, RETRACTS, AFTER = 88, 92, 96  # from these numbers on a claim has an id, takes one back, follows one
_ABOUT = 31
_DELIVERS, _SPEAKS = 20, 28  # from these numbers on an event is about goods, about a line or tranche
NO_MORE: Told = MappingProxyType({})  # type: ignore[assignment]


@frozen(kw_only=True)
class Narrowed:
    """What events are held to."""

    stages: tuple[Stage, ...] = tuple(Stage)
    staged: bool | None = None
    modalities: tuple[Modality, ...] = MODALITIES
    first: date = FIRST
    last: date = LAST
    currencies: tuple[str, ...] = CURRENCIES
    scoped: bool = False  # whether they speak of lines and tranches
    cites: bool = False  # whether they cite from a pool, and not each its own sources

    @property
    def room(self) -> int:
        """How many days lie between the first and the last."""
        return (self.last - self.first).days


def still(how: Narrowed) -> Narrowed:
    """Return the same for events that move no stage."""
    return evolve(how, modalities=UNMOVING)


class Script(NamedTuple):
    """What a path, or a report beside it, asks of one event; None asks nothing."""

    days: Span | None = None
    forms: Span | None = None
    modality: Modality | None = None
    confidence: Confidence | None = None
    stage: Stage | None = None
    shape: tuple[Bound, bool] | None = None
    ending: Span = (0, _ENDINGS)
    relation: Span = (0, RELATIONS)
    about: Span = (0, _ABOUT)
    other: Stage | None = None
    more: tuple[tuple[str, Any], ...] = ()  # fields that it has whatever is drawn


ANYTHING = Script()


class Drawn(NamedTuple):
    """The fields of a claim that is not made yet, and what it says of others, which are known when all are drawn.

    Attributes:
        said: Its fields.
        relation: Whether it has an id, takes another claim back, or follows one, and which.
        about: Whether an event is about goods or a part of the deal, or a claim about a line or an offer, and which.
        cite: Which sources it cites.
        delivery: The fields of what is handed over.
    """

    said: Told
    relation: int = 0
    about: int = 0
    cite: int = 0
    delivery: Told = NO_MORE


@cache
def _plain(currencies: tuple[str, ...], *, cites: bool) -> st.SearchStrategy[Told]:
    return told_by_plan(Event, currencies=currencies, without=(*_APART, "evidence") if cites else _APART)


@cache
def _delivery() -> st.SearchStrategy[Told]:
    return told_by_plan(Delivery, without=("line",))


@cache
def _dates(forms: Span) -> st.SearchStrategy[tuple[int, int]]:
    return _date(forms)


@st.composite
def _date(draw: st.DrawFn, /, forms: Span) -> tuple[int, int]:
    form = draw(whole(*forms))
    return form, draw(whole(0, len(WIDTHS) - 1)) if form in _WIDE else 0


@cache
def _shapes(span: Span, others: int) -> st.SearchStrategy[tuple[int, int]]:
    return _shape(span, others)


@st.composite
def _shape(draw: st.DrawFn, /, span: Span, others: int) -> tuple[int, int]:
    shape = draw(whole(*span))
    return shape, draw(whole(0, others)) if _SHAPES[shape][0] is Bound.ONE_OF else 0


@cache
def drawn_events(how: Narrowed, script: Script = ANYTHING) -> st.SearchStrategy[Drawn]:
    """Events, not yet made."""
    return _drawn_event(how, script)


@st.composite
def _drawn_event(draw: st.DrawFn, /, how: Narrowed, script: Script) -> Drawn:
    day = draw(whole(*(script.days or (0, how.room))))
    form, width = draw(_dates(script.forms or (0, len(DATES) - 1)))
    modality = draw(whole(*_span(how.modalities, script.modality)))
    confidence = draw(whole(*span_of(_CONFIDENCES, script.confidence)))
    said: Told = {
        "when": dated(form, width, how.first + timedelta(day), how.last),
        "modality": script.modality or how.modalities[modality],
        "confidence": _CONFIDENCES[confidence],
    }
    said |= _stage(draw, how, script)
    relation = draw(whole(*script.relation))
    about, delivery = draw(_abouts(script.about)) if how.scoped else (0, NO_MORE)
    cite = draw(whole(0, 3)) if how.cites else 0
    return Drawn(
        said | draw(_plain(how.currencies, cites=how.cites)) | dict(script.more), relation, about, cite, delivery
    )


def _stage(draw: st.DrawFn, how: Narrowed, script: Script) -> Told:
    """Draw the stage that an event opens, if any, in which way, and what is told of a halt or an end."""
    place = draw(whole(*_places(how, script.stage)))
    shape, other = draw(_shapes(span_of(_SHAPES, script.shape), len(how.stages) - 1))
    stage = script.stage or (how.stages[place] if place < len(how.stages) else None)
    ending = draw(_endings(script.ending, _kind_of_ending(stage)))
    if stage is None:
        return {} if ending is None else {"suspension": ending}
    bound, back = _SHAPES[shape]
    out: Told = {"stage": stage, "bound": bound, "back": back}
    if bound is Bound.ONE_OF:
        alternative = script.other or how.stages[other]
        out |= {"alternatives": (alternative,)} if alternative is not stage else {"bound": Bound.EXACT}
    if ending is not None:
        out["suspension" if stage is Stage.SUSPENDED else "termination"] = ending
    return out


def _places(how: Narrowed, stage: Stage | None) -> Span:
    """Places in the list of stages; those behind it stand for none."""
    staged = len(how.stages)
    if stage is not None:
        return _span(how.stages, stage)
    if how.staged is not None:
        return (0, staged - 1) if how.staged else (staged, staged)
    return (0, staged + staged // 3)


def _span(values: Sequence[Any], wanted: Any) -> Span:
    return span_of(values, wanted) if wanted is None or wanted in values else (0, 0)


def _kind_of_ending(stage: Stage | None) -> str:
    if stage is None:
        return "part"
    return "halt" if stage is Stage.SUSPENDED else "end" if stage.is_end else ""


@cache
def _endings(span: Span, kind: str) -> st.SearchStrategy[Any]:
    return _ending(span, kind)


@st.composite
def _ending(draw: st.DrawFn, /, span: Span, kind: str) -> Any:
    turn = draw(whole(*span))
    if kind == "part":
        return draw(suspensions(of=_PART)) if turn == _ENDINGS else None
    if not kind or turn <= _ENDINGS // 2:
        return None
    return draw(suspensions(of=_WHOLE) if kind == "halt" else terminations())


@cache
def _abouts(span: Span) -> st.SearchStrategy[tuple[int, Told]]:
    return _about(span)


@st.composite
def _about(draw: st.DrawFn, /, span: Span) -> tuple[int, Told]:
    turn = draw(whole(*span))
    return turn, draw(_delivery()) if _DELIVERS <= turn < _SPEAKS else NO_MORE


def placed(drawn: Drawn, lines: Sequence[str], tranches: Sequence[str] = ()) -> Told:
    """Return the fields of an event that is about one of these lines or tranches, if it was drawn so."""
    scopes = (*lines, *tranches)
    if drawn.about >= _SPEAKS and scopes:
        return drawn.said | {"scope": (nth(scopes, drawn.about - _SPEAKS),)}
    if _DELIVERS <= drawn.about < _SPEAKS and lines:
        line = nth(lines, (drawn.about - _DELIVERS) // 2)
        return drawn.said | {"deliveries": (Delivery(**drawn.delivery, line=line),)}
    return dict(drawn.said)
