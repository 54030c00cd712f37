"""Rules on the stages of a deal: steps that a guard finds false, claims that were given up, orders nobody knows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from armsdeals.checks.rule import issue, rule
from armsdeals.issues import Issue, Severity
from armsdeals.model.deal import Deal
from armsdeals.model.negotiation.guards import Step, refusals
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.values.when import When


@rule("STA-001", Severity.WARNING, "Every step of the history satisfies the guards of its move.")
def guards_hold(deal: Deal) -> Iterator[Issue]:
    """Judge each step as strict mode would."""
    replay = deal.replay()
    for k, event in enumerate(replay.moves):
        before = replay.stages[k]
        if len(before) != 1:
            continue
        (start,) = before
        step = Step(
            deal=deal,
            start=start,
            furthest=replay.furthest[k],
            furthest_among=replay.furthest_among(k),
            resume_point=replay.resume_point(k),
            resume_among=replay.resume_among(k),
            previous=replay.moves[k - 1] if k else None,
            event=event,
            day=When.between(replay.earliest[k], replay.latest[k]),
        )
        for name, why in refusals(step):
            place = next(i for i, told in enumerate(deal.history) if told is event)
            yield issue("history", place, message=f"{name} is false: {why}")


@rule("STA-002", Severity.INFO, "No claim of a stage excludes the history that is replayed.")
def nothing_is_given_up(deal: Deal) -> Iterator[Issue]:
    """List the claims that the replay gave up or could not decide."""
    position = deal.position
    for event in deal.replay().given_up:
        place = next(i for i, told in enumerate(deal.history) if told is event)
        yield issue(
            "history",
            place,
            message=f"the claim of {event.stage} excludes the rest of the history",
            hint='both stay; why("stage") explains',
        )
    if position.disputed and not position.beaten:
        yield issue(
            "history",
            message=f"equal claims exclude each other ({position.stages_in_words})",
            hint='all stay; why("stage") explains',
        )


@rule("STA-003", Severity.INFO, "The order of a suspension and of what overlaps it is known.")
def order_is_known(deal: Deal) -> Iterator[Issue]:
    """List neighbours whose dates overlap and that could have happened in the other order as well."""
    replay = deal.replay()
    for k, (a, b) in enumerate(pairwise(replay.moves)):
        stages = (a.stage, b.stage)
        if NegotiationStage.SUSPENDED in stages and a.when.overlaps(b.when) and b.after != a.id:
            place = next(i for i, told in enumerate(deal.history) if told is b)
            yield issue(
                "history", place, message=f"{b.stage} and {a.stage} overlap in time; {a.stage} is taken to come first",
                hint=f"say so with after, if it is known (step {k + 2} of the history)",
            )  # fmt: skip
