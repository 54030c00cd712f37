"""What the tests of the replay are told in: events in few words, the position on a day, and the words of events."""

from typing import Any

from armsdeals.model.event import Event
from armsdeals.model.negotiation.position import Position
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.values.evidence import Evidence
from armsdeals.values.when import When


def told(when: str, stage: str, text: str = "", published: str | None = None, **more: Any) -> Event:
    """Return an event that one publisher tells, of which only the day of publication differs."""
    source = Evidence(publisher="P", published=published)
    return Event(when=when, stage=NegotiationStage(stage), text=text, evidence=(source,), **more)


def at(day: str | None, *events: Event) -> Position:
    """Return where a deal stands on a day; None for the end of all that is told."""
    return Replay(events).at(None if day is None else When(day))


def texts(events: tuple[Event, ...]) -> list[str]:
    """Return the words of events, by which a test knows them apart."""
    return [event.text for event in events]
