"""The dated history of a deal, its stays in stages, and the stretches in which its stage is disputed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from armsdeals.model.deal import Deal
from armsdeals.model.delivery import DeliveryKind
from armsdeals.model.event import Bound, Event
from armsdeals.model.instrument import InstrumentKind
from armsdeals.model.negotiation.ending import EndActor, Reason
from armsdeals.model.negotiation.position import Position
from armsdeals.pages.beside import carried_in_words, condition_names, line_names
from armsdeals.pages.figures import Sources, trust
from armsdeals.pages.notes import EventNote, SpanNote
from armsdeals.pages.wording import capital, date_in_words, listed, said, stages_in_words
from armsdeals.values.claim import Modality
from armsdeals.values.edtf import ALWAYS, NEVER
from armsdeals.values.when import When

_HANDED = {
    DeliveryKind.DELIVERED: "handed over",
    DeliveryKind.RETURNED: "sent back",
    DeliveryKind.LOST: "lost",
    DeliveryKind.REDIRECTED: "turned elsewhere",
}
_ACTORS = {EndActor.UNKNOWN: "an actor that nobody names", EndActor.MUTUAL: "both sides"}
_BOUNDS = {Bound.AT_LEAST: " or further", Bound.AT_MOST: " or not so far"}


def chronicle(
    deal: Deal, position: Position, day: When | None, retracted: frozenset[str], sources: Sources
) -> list[tuple[Event, EventNote]]:
    """Return every event with its note, the earliest first; one dated "by a day" stands at that day."""
    ranked = sorted(deal.history, key=_place)
    gone = [id(event) for event in position.beaten if isinstance(event, Event)]
    names = {**_ways_of_paying(deal), **line_names(deal), **condition_names(deal)}
    out = []
    for number, event in enumerate(ranked, 1):
        standing = "retracted" if event.id and event.id in retracted else "beaten" if id(event) in gone else ""
        if event.retracts:
            standing = "retracts"
        later = day is not None and event.when.lo > day.hi
        out.append((event, _note(number, event, standing, sources, names, is_later=later)))
    return out


def _place(event: Event) -> tuple[int, int]:
    lo, hi = event.when.lo, event.when.hi
    return (lo if lo != ALWAYS else hi), hi


def _note(
    number: int, event: Event, standing: str, sources: Sources, names: Mapping[str, str], *, is_later: bool
) -> EventNote:
    mood = "" if event.modality is Modality.FACT else event.modality.in_words
    what = ""
    if event.stage:
        choices = (event.stage, *event.alternatives)
        what = stages_in_words(choices) + _BOUNDS.get(event.bound, "")
    elif event.kind:
        what = event.kind.in_words
    elif event.deliveries:
        what = "delivery"
    elif event.financing:
        what = "financing"
    elif event.instrument is not None and event.instrument.kind is not InstrumentKind.UNKNOWN:
        what = event.instrument.kind.in_words
    elif event.payments:
        what = "payment"
    elif event.amendments:
        what = "amendment"
    elif event.settlements:
        what = "settlement"
    return EventNote(
        number=number,
        when=event.when,
        date=capital(date_in_words(event.when)),
        head=capital(what),
        mood=mood,
        stage=event.stage,
        text=said(event.text),
        quote=said(event.quote),
        says=said(event.speaker),
        details=tuple(_details(event, names)),
        confidence=trust(event),
        sources=sources.of(event),
        standing=standing,
        is_later=is_later,
    )


def _ways_of_paying(deal: Deal) -> dict[str, str]:
    """What each way of paying is, by the key under which steps speak of it."""
    told = deal.financing.instruments if deal.financing else ()
    return {part.key: part.form.in_words for part in told if part.key and part.form}


def _details(event: Event, names: Mapping[str, str]) -> Iterator[str]:
    if ended := ending_in_words(event):
        yield ended
    for delivery in event.deliveries:
        place = f", {said(delivery.place)}" if delivery.place else ""
        number = said(delivery.quantity.in_words) if delivery.quantity else "an unknown number"
        volume = f", volume {delivery.volume.in_words}" if delivery.volume is not None else ""
        years = f", in {listed(map(str, delivery.years))}" if delivery.years else ""
        goods = names.get(delivery.line, delivery.line)
        yield f"{_HANDED[delivery.kind]}: {goods}, {number}{volume}{years}{place}"
    yield from carried_in_words(event, names)
    for step in event.financing:
        part = f", {said(step.value.in_words)} of it" if step.value is not None else ""
        yield f"financing: {names.get(step.of, step.of)} {step.status.in_words}{part}"
    if event.instrument is not None and event.instrument.kind.in_words != "unknown":
        yield said(f"document: {event.instrument.title or event.instrument.kind.in_words}")
    if event.participants:
        yield f"taking part: {'; '.join(map(said, event.participants))}"
    if event.place:
        yield f"place: {said(event.place)}"
    if event.scope:
        yield f"about: {listed(names.get(key, key) for key in event.scope)}"


def ending_in_words(event: object) -> str:
    """Return who ended or halted the deal and why; empty if the event does neither."""
    if not isinstance(event, Event):
        return ""
    act = event.termination or event.suspension
    if act is None:
        return ""
    verb = "ended" if event.termination else "halted"
    who = f"{verb} by {_ACTORS.get(act.by, act.by.in_words)}"
    why = listed(_reason(reason) for reason in act.reasons)
    return f"{who}; reason given: {why}" if why else f"{who}; no reason given"


def _reason(reason: Reason) -> str:
    told = said(reason.text) or reason.code.in_words
    return f"{told} (says {said(reason.speaker)})" if reason.speaker else told


def span_notes(deal: Deal) -> tuple[SpanNote, ...]:
    """Return every stay in a stage, oldest first."""
    return tuple(
        SpanNote(
            words=stages_in_words(span.stages),
            stages=tuple(sorted(span.stages, key=lambda stage: "" if stage is None else stage.value)),
            since=span.since,
            until=span.until,
            date=date_in_words(span.since, short=True),
        )
        for span in deal.spans()
    )


def disputed_stretches(deal: Deal) -> tuple[When, ...]:
    """Return the stretches of days on which some claim excludes the answer."""
    replay = deal.replay()
    ends = {bound for event in deal.history if event.moves_stage for bound in (event.when.lo, event.when.hi)}
    edges = sorted({day for end in ends if end not in (ALWAYS, NEVER) for day in (end, end + 1)})
    out: list[When] = []
    start: int | None = None
    for day in edges:
        disputed = replay.at(When.between(day, day)).disputed
        if disputed and start is None:
            start = day
        elif not disputed and start is not None:
            out.append(When.between(start, day - 1))
            start = None
    if start is not None:
        out.append(When.between(start, NEVER))
    return tuple(out)
