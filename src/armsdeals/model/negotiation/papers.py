"""Papers: the signature of a further document, which leaves the deal where the first one brought it.

An agreement between governments and the contract under it, the contract for a design and the one for the building, are
signed on days of their own. Two days of *one* signature exclude each other; those of two documents do not, so the later
one is followed as a claim that the deal was signed by then, or further.

    >>> told = [Event(when="2016-09-23", stage="signed", instrument=Instrument(kind="IGA")),
    ...         Event(when="2019-03-01", stage="signed", instrument=Instrument(kind="contract"))]
    >>> [event.bound.in_words for event in with_further_papers(told)]
    ['exact', 'at least']

They are two where both have an id and the ids differ, or where both kinds are told and differ. Left out: documents signed on
days that overlap, for which either day is that of the signature; and a claim that says that it is a step back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from armsdeals.model.event import Bound, Event
from armsdeals.model.instrument import Instrument, InstrumentKind
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.values.claim import Modality

_SIGNED, _EXACT, _FACT = NegotiationStage.SIGNED, Bound.EXACT, Modality.FACT


def with_further_papers(events: Sequence[Event]) -> Sequence[Event]:
    """Return the events, those that tell of a further document as claims that the deal had come so far at least.

    Where there are none, as in nearly all histories, they are handed back as they came.
    """
    # For each document the earliest day by which it was certainly signed.
    signed: dict[tuple[str, InstrumentKind], tuple[int, Instrument]] = {}
    for event in events:
        if event.stage is not _SIGNED or event.bound is not _EXACT or not _counts(event):
            continue
        paper = event.instrument
        if paper is not None:
            named = (paper.id, paper.kind)
            if named not in signed or event.when.hi < signed[named][0]:
                signed[named] = event.when.hi, paper
    if not signed:
        return events
    firsts = list(signed.values())
    further = [_is_further(event, firsts) for event in events]
    if not any(further):
        return events
    return [_at_least(event) if is_one else event for event, is_one in zip(events, further, strict=True)]


def are_two(one: Instrument, other: Instrument) -> bool:
    """Whether these are certainly two documents.

    >>> are_two(Instrument(kind="contract"), Instrument(kind="IGA")), are_two(Instrument(kind="contract"), Instrument())
    (True, False)
    >>> are_two(Instrument(id="design", kind="contract"), Instrument(id="boats", kind="contract"))
    True
    """
    if one.id and other.id:
        return one.id != other.id
    return one.kind is not other.kind and InstrumentKind.UNKNOWN not in (one.kind, other.kind)


def _is_further(event: Event, firsts: Iterable[tuple[int, Instrument]]) -> bool:
    paper = event.instrument
    if paper is None or not _counts(event) or not (event.stage is _SIGNED or _SIGNED in event.alternatives):
        return False
    start = event.when.lo
    return any(last < start and are_two(paper, first) for last, first in firsts)


def _counts(event: Event) -> bool:
    return event.modality is _FACT and not event.back


def _at_least(event: Event) -> Event:
    return evolve(event, bound=Bound.AT_LEAST, alternatives=())
