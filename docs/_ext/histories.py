"""The table of the bundled histories: what each file holds, and where its deals stand after everything that is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import armsdeals
from armsdeals import Deal, Evidence, NegotiationStage, Register
from armsdeals.cases.cases import Example, example, names
from armsdeals.model.knowing import claims_of

_ORDER = {stage: place for place, stage in enumerate(NegotiationStage)}


def rows() -> Iterator[tuple[object, ...]]:
    """Yield the row of each file, sorted by its name."""
    for one in names():
        register = example(one.name)
        events = len(register.events) + sum(len(deal.history) for deal in register)
        yield (
            f"`{one.name}`",
            _title(one),
            len(register),
            _stages(register),
            sum(bool(deal.disputes()) for deal in register) or "",
            events,
            len(set(_sources(register))),
        )


def _title(one: Example) -> str:
    return one.title[:1].upper() + one.title[1:]


def _stages(register: Register) -> str:
    """Where the deals stand, the stages in their order; a set where it is open."""
    counted = Counter(_stands(deal) for deal in register)
    told = sorted(counted, key=lambda stages: min((_ORDER.get(stage, -1) for stage in stages), default=-1))
    return ", ".join(f"{_number(counted[stages])}{_said(stages)}" for stages in told)


def _stands(deal: Deal) -> frozenset[NegotiationStage]:
    return frozenset(stage for stage in deal.stages if stage is not None)


def _number(count: int) -> str:
    return f"{count}\N{NO-BREAK SPACE}\N{MULTIPLICATION SIGN}\N{NO-BREAK SPACE}" if count > 1 else ""


def _said(stages: frozenset[NegotiationStage]) -> str:
    return " or ".join(stage.in_words for stage in sorted(stages, key=_ORDER.__getitem__)) or "nothing told"


def _sources(register: Register) -> Iterator[Evidence]:
    yield from register.sources
    for claim in (*register.competitions, *register.events, *(one for deal in register for one in claims_of(deal))):
        yield from claim.evidence
    for deal in register:
        yield from deal.sources


def total() -> str:
    """Say how much there is in all."""
    book = armsdeals.casebook()
    events = len(book.events) + sum(len(deal.history) for deal in book)
    return (
        f"{len(names())} files hold {len(book)} deals, {len(book.competitions)} competitions and {events:,} events; "
        f"{sum(bool(deal.disputes()) for deal in book)} of the deals are disputed in something.\n"
    )
