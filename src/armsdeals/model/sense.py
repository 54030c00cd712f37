"""Sense across the fields of a deal: what a deal must keep to in order to be held at all.

What is merely odd is a finding of `armsdeals.check`.
"""

from __future__ import annotations

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue, suggestion
from armsdeals.model.event import Event
from armsdeals.model.knowing import Told, claims_of
from armsdeals.model.negotiation.order import in_order
from armsdeals.values.evidence import Evidence


def lines_are_named_once(deal: Told) -> None:
    """Refuse two lines of one id.

    Raises:
        InvalidValue: There are two.
    """
    seen: set[str] = set()
    for place, line in enumerate(deal.lines):
        if line.id in seen:
            raise InvalidValue(f"two lines are called {shown(line.id)}; an id names one", path=("lines", place, "id"))
        seen.add(line.id)


def claims_agree(deal: Told) -> None:
    """Refuse what claims say of one another and of lines, where it cannot be so.

    Raises:
        InvalidValue: Two claims share an id, one names what is not there, or events follow one another in a circle.
    """
    names: set[str] = set()
    for claim in claims_of(deal):
        if claim.id and claim.id in names:
            raise InvalidValue(f"two claims are called {shown(claim.id)}; an id names one")
        names.add(claim.id)
    for claim in claims_of(deal):
        if claim.retracts and claim.retracts not in names:
            raise InvalidValue(f"a claim retracts {shown(claim.retracts)}, and none is called so")
    events = {event.id for event in deal.history}
    lines = {line.id for line in deal.lines}
    for place, event in enumerate(deal.history):
        if event.after and event.after not in events:
            raise _missing("event", event.after, events, ("history", place, "after"))
        _names_lines(event, lines, place)
    if any(event.after for event in deal.history):
        in_order([event for event in deal.history if event.stage])


def evidence_agrees(deal: Told) -> None:
    """Refuse two sources of one id, since claims cite by it.

    Raises:
        InvalidValue: There are two.
    """
    held: dict[str, Evidence] = {}
    for source in (*deal.sources, *(source for claim in claims_of(deal) for source in claim.evidence)):
        if source.id and held.setdefault(source.id, source) != source:
            raise InvalidValue(f"two different sources are called {shown(source.id)}; give one another id")


def _names_lines(event: Event, lines: set[str], place: int) -> None:
    for step, name in enumerate(event.scope):
        if name not in lines:
            raise _missing("line", name, lines, ("history", place, "scope", step))
    for step, delivery in enumerate(event.deliveries):
        if delivery.line not in lines:
            raise _missing("line", delivery.line, lines, ("history", place, "deliveries", step, "line"))


def _missing(what: str, name: str, known: set[str], path: tuple[str | int, ...]) -> InvalidValue:
    near = suggestion(name, known)
    hint = f"; did you mean {near[0]}?" if near else ""
    return InvalidValue(f"no {what} is called {shown(name)}{hint}", path=path)
