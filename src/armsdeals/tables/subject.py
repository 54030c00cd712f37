"""Subjects: what the rows of the long tables are about, each with the way back to it.

    >>> from armsdeals.model.deal import Deal
    >>> deal = Deal(id="demo").with_price("2.5e9 USD")
    >>> [(one.path_text, type(one.item).__name__) for one in subjects_of(deal)]
    [('', 'Deal'), ('prices[0]', 'PriceClaim')]

They are found by the plan of the classes, so that nothing that a deal may hold is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple, Protocol

from armsdeals._shown import path_text
from armsdeals.model.competition import Competition
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.model.line import Line
from armsdeals.model.negotiation.position import Position
from armsdeals.model.resolved import Resolved
from armsdeals.model.system import System
from armsdeals.plan import Shape, plan_of
from armsdeals.values.claim import Claim
from armsdeals.values.evidence import Evidence

_HOLDS = frozenset({Shape.OBJECT, Shape.UNION})


class Held(Protocol):
    """What a register holds."""

    @property
    def deals(self) -> Iterable[Deal]: ...  # noqa: D102
    @property
    def competitions(self) -> Iterable[Competition]: ...  # noqa: D102
    @property
    def events(self) -> Iterable[Event]: ...  # noqa: D102
    @property
    def systems(self) -> Iterable[System]: ...  # noqa: D102
    @property
    def sources(self) -> Iterable[Evidence]: ...  # noqa: D102


class Standing(NamedTuple):
    """What the claims of a deal add up to, reckoned once for all cells of its row."""

    position: Position
    price: Resolved


class Subject(NamedTuple):
    """What one row is about.

    Attributes:
        item: The thing itself.
        deal: The deal in which it stands; None for what belongs to no deal.
        path: Where it stands in the deal, or in the register.
        claim: The claim that tells it: itself, or the nearest one around it; None where there is none.
        claim_path: Where that claim stands.
        line: The line in which it stands, if it does.
        retracted: The ids of the claims around it that others take back.
        standing: What its claims add up to; None of everything but a deal.
    """

    item: Any
    deal: Deal | None = None
    path: tuple[str | int, ...] = ()
    claim: Any = None
    claim_path: tuple[str | int, ...] = ()
    line: Line | None = None
    retracted: frozenset[str] = frozenset()
    standing: Standing | None = None

    @property
    def path_text(self) -> str:
        """The path as one would index it."""
        return path_text(self.path)

    def is_retracted(self) -> bool | None:
        """Whether another claim takes it back; None where no claim tells it."""
        return None if self.claim is None else self.claim.id != "" and self.claim.id in self.retracted


def subjects_of(deal: Deal) -> Iterator[Subject]:
    """Yield the deal, and everything in it that is an object of its own, in the order of its fields."""
    return _below(Subject(deal, deal=deal, retracted=deal.retracted()))


def deals_in(held: Held) -> Iterator[Subject]:
    """Yield the deals themselves, with what their claims add up to."""
    return map(deal_subject, held.deals)


def deal_subject(deal: Deal) -> Subject:
    """Return a deal with what its claims add up to."""
    return Subject(deal, deal=deal, standing=Standing(deal.position, deal.price()))


def subjects_in(held: Held) -> Iterator[Subject]:
    """Yield what a register holds: the deals with all that is in them, then what belongs to no deal."""
    for deal in held.deals:
        yield from subjects_of(deal)
    for place, one in enumerate(held.competitions):
        where = ("competitions", place)
        taken_back = frozenset(step.retracts for step in one.course)
        yield from _below(Subject(one, path=where, claim=one, claim_path=where, retracted=taken_back))
    events = list(held.events)
    taken_back = frozenset(event.retracts for event in events)
    for place, event in enumerate(events):
        where = ("events", place)
        yield from _below(Subject(event, path=where, claim=event, claim_path=where, retracted=taken_back))
    for place, system in enumerate(held.systems):
        yield from _below(Subject(system, path=("systems", place)))
    for place, source in enumerate(held.sources):
        yield Subject(source, path=("sources", place))


def _below(one: Subject) -> Iterator[Subject]:
    yield one
    cls: Any = type(one.item)
    for name, is_list in _fields(cls):
        value = getattr(one.item, name)
        if value is None or value == ():
            continue
        parts = (
            [((*one.path, name, k), item) for k, item in enumerate(value)] if is_list else [((*one.path, name), value)]
        )
        for path, item in parts:
            below = one._replace(item=item, path=path)
            if isinstance(item, Claim):
                below = below._replace(claim=item, claim_path=path)
            elif isinstance(item, Line):
                below = below._replace(line=item)
            yield from _below(below)


@cache
def _fields(cls: Any) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a class that hold objects, and whether each holds several."""
    out = []
    for one in plan_of(cls).fields:
        item = one.hint.item
        if one.hint.shape in _HOLDS:
            out.append((one.name, False))
        elif item is not None and item.shape in _HOLDS:
            out.append((one.name, True))
    return tuple(out)
