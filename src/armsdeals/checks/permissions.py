"""Rules on what lies beside the bargain: offers that had run out, permissions that nobody gave."""

from __future__ import annotations

from collections.abc import Iterator

from armsdeals.checks.rule import issue, rule
from armsdeals.issues import Issue, Severity
from armsdeals.model.course import possible_states
from armsdeals.model.deal import Deal
from armsdeals.model.delivery import DeliveryKind
from armsdeals.model.event import Event
from armsdeals.model.limits import AuthorisationState, course_names
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.values.claim import stands
from armsdeals.values.when import When

_TAKEN = (NegotiationStage.SELECTED, NegotiationStage.SIGNED)
# Of one laid before a body that may object, nobody has to say that the time ran out.
_WITHHELD = frozenset(
    {
        AuthorisationState.REQUIRED,
        AuthorisationState.APPLIED,
        AuthorisationState.DENIED,
        AuthorisationState.SUSPENDED,
        AuthorisationState.REVOKED,
        AuthorisationState.EXPIRED,
    }
)


@rule("OFF-001", Severity.INFO, "An offer is taken up while it holds.")
def offers_hold_when_taken(deal: Deal) -> Iterator[Issue]:
    """Only where every offer that was not revised had certainly run out by the selection or signature."""
    if not deal.offers:
        return
    offers = [(place, offer) for place, offer in enumerate(deal.offers) if stands(offer, deal.retracted())]
    replay = deal.replay()
    taken = [
        # One that stays in two places, before a halt and after it, may have come in either.
        When.between(
            replay.earliest[k], max(replay.latest[n] for n, other in enumerate(replay.moves) if other is event)
        )
        for k, event in enumerate(replay.moves)
        if event.stage in _TAKEN and not event.back
    ]
    for when in taken[:1]:
        # What was offered only afterwards neither was taken up nor revised what was.
        made = [(place, offer) for place, offer in offers if offer.when is None or offer.when.lo <= when.hi]
        revised = {offer.revises for _, offer in made if offer.revises}
        last = [(place, offer) for place, offer in made if not (offer.key and offer.key in revised)]
        for place, offer in last:
            until = offer.valid_until
            if until is not None and all(
                other.valid_until is not None and other.valid_until.certainly_before(when) for _, other in last
            ):
                yield issue(
                    "offers",
                    place,
                    "valid_until",
                    message=f"ran out on {until}, before it was taken up on {when}",
                    hint="was it extended? tell that as an offer that revises it",
                )


@rule("AUT-001", Severity.WARNING, "What needs a permission is handed over after it was granted.")
def permissions_come_first(deal: Deal) -> Iterator[Issue]:
    """A permission is known to be needed, and was not granted by the first delivery that it is for."""
    if not deal.authorisations:  # as of most deals
        return
    courses: dict[str, list[int]] = {}
    counted = [place for place, one in enumerate(deal.authorisations) if stands(one, deal.retracted())]
    for place, key in zip(counted, course_names([deal.authorisations[place] for place in counted]), strict=True):
        courses.setdefault(key, []).append(place)
    for key, places in courses.items():
        told = [deal.authorisations[place] for place in places]
        lines = {line for one in told for line in one.lines}
        arrivals = [
            event.when for event in deal.history if stands(event, deal.retracted()) and _hands_over(event, lines)
        ]
        if not arrivals:
            continue
        first = min(arrivals, key=lambda when: (when.hi, when.lo))
        states = possible_states([(one.when or one.known, one.state) for one in told], first)
        if states <= _WITHHELD:
            state = " or ".join(sorted(str(state) for state in states))
            yield issue(
                "authorisations",
                places[-1],
                message=f"the permission {key} is {state} when goods are handed over on {first}",
                hint="was it granted or waived? nobody says so",
            )


def _hands_over(event: Event, lines: set[str]) -> bool:
    return any(
        entry.kind is DeliveryKind.DELIVERED
        and (not lines or entry.line in lines)
        and (entry.quantity is None or entry.quantity.low > 0)
        for entry in event.deliveries
    )
