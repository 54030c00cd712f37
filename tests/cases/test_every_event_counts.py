"""Every event of the casebook carries something: without it some answer that is asked here comes out otherwise.

Announcements, expectations and denials are left out, and so is background: they are told for the reader. Run with ``-s``
to see the figure of each file and the events that change nothing.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from attrs import evolve

from armsdeals.cases.cases import example, names
from armsdeals.checks.run import check
from armsdeals.errors import InvalidValue
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.model.knowing import claims_of
from armsdeals.values.claim import Modality

LEAST = 0.9  # of the events that carry something
LEAST_OF_A_FILE = 0.8  # a file may hold reports that only repeat others, as newspapers do; of a short one a single one
_EFFECTS = (
    "deliveries", "payments", "financing", "conditions", "amendments", "settlements", "instrument", "suspension", "materiel",
)  # fmt: skip


def carries(event: Event) -> bool:
    """Whether an event does something, rather than announcing, expecting, denying or explaining."""
    return event.modality is Modality.FACT and (event.stage is not None or any(getattr(event, one) for one in _EFFECTS))


def days_of(deal: Deal) -> list[str]:
    """The last day of each event and of each publication: where an answer may turn."""
    ends = {event.when.latest for event in deal.history} | {event.when.earliest for event in deal.history}
    return sorted(day.isoformat() for day in ends if day is not None)


def known_of(deal: Deal) -> list[str]:
    ends = {claim.known.latest for claim in claims_of(deal) if claim.known is not None}
    return sorted(day.isoformat() for day in ends if day is not None)


def answers(deal: Deal, days: list[str], known: list[str]) -> list[Any]:
    """What the library answers, never what it merely holds: the stage then and with hindsight, what moved, what is owed."""
    views = [deal, *(deal.as_known(day) for day in known)]
    keys = sorted({step.of for event in deal.history for step in event.financing})
    parts = [*(tranche.id for tranche in deal.tranches), *(line.id for line in deal.lines)]
    odd = [str(issue) for issue in check(deal) if not issue.code.startswith("EVI")]  # which count claims and sources
    return [
        [[(p.stages, p.disputed) for day in days for p in [view.as_of(day)]] for view in views],
        [view.as_of(day, scope=part).stages for view in views for part in parts for day in days],
        [str(span) for span in deal.spans()],
        [
            (line.id, net, deal.deliveries(line.id, on=day, net=net))
            for line in deal.lines
            for day in days
            for net in (False, True)
        ],
        [str(deal.quantity(line.id, on=day)) for line in deal.lines for day in days],
        [str(deal.price(on=day)) for day in days],
        [deal.financing_status(key, on=day) for key in keys for day in days],
        [str(made) for made in (*deal.payments(), *deal.settlements())],
        [[str(late) for late in deal.overdue(on=day)] for day in days],
        [str(dispute) for dispute in deal.disputes()],
        [str(move) for move in deal.moves()],
        str(deal.why()),
        odd,
    ]


def without(deal: Deal, gone: Event) -> Deal:
    left = (event for event in deal.history if event is not gone)
    unlinked = (evolve(event, after="") if event.after and event.after == gone.id else event for event in left)
    return evolve(
        deal, history=tuple(evolve(e, retracts="") if e.retracts and e.retracts == gone.id else e for e in unlinked)
    )


def idle_events(deals: Any) -> Iterator[tuple[Deal, Event, bool]]:
    """Every event that carries something, and whether leaving it out changes nothing."""
    for deal in deals:
        days, known = days_of(deal), known_of(deal)
        whole = answers(deal, days, known)
        for event in filter(carries, deal.history):
            try:
                yield deal, event, answers(without(deal, event), days, known) == whole
            except InvalidValue:  # another part of the deal speaks of it
                yield deal, event, False


@cache
def looked_through(name: str) -> tuple[tuple[Deal, Event, bool], ...]:
    return tuple(idle_events(example(name)))


@pytest.mark.parametrize("name", [one.name for one in names()])
def test_most_events_of_a_file_change_an_answer(name: str) -> None:
    told = looked_through(name)
    idle = [f"{deal.id} {event}: {event.text[:60]}" for deal, event, same in told if same]
    print(f"\n{name}: {len(told) - len(idle)} of {len(told)} events change an answer", *idle, sep="\n  ")  # noqa: T201
    assert len(idle) <= max(1, len(told) - LEAST_OF_A_FILE * len(told))


def test_nine_of_ten_events_of_the_casebook_change_an_answer() -> None:
    told = [same for one in names() for _, _, same in looked_through(one.name)]
    assert told.count(False) >= LEAST * len(told)
