"""Rules on the stages of a deal: false guards, claims that were given up, orders nobody knows, successors nobody names.

A tranche or line whose stage is told by itself has a history of its own, and is looked at like the deal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from armsdeals.checks.rule import issue, rule
from armsdeals.issues import Issue, Severity
from armsdeals.model.deal import Deal
from armsdeals.model.event import Bound, Event
from armsdeals.model.instrument import InstrumentKind
from armsdeals.model.link import LinkKind
from armsdeals.model.negotiation.guards import OF_THE_CLAIM, Step, asked_of, refusals
from armsdeals.model.negotiation.moves import MOVES, MoveKind
from armsdeals.model.negotiation.position import only
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.resolve import denies
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.party import RECIPIENT_SIDE, SUPPLIER_SIDE, Role
from armsdeals.model.standing import furthest, raised
from armsdeals.values.claim import Modality, stands
from armsdeals.values.when import ALWAYS, NEVER, When

_RECIPIENTS = RECIPIENT_SIDE - {Role.PROSPECTIVE_RECIPIENT}
_OFFERED, _SIGNED, _SUSPENDED = NegotiationStage.OFFERED, NegotiationStage.SIGNED, NegotiationStage.SUSPENDED
_BACK = (MoveKind.REGRESS, MoveKind.REOPEN)
# What a reader of reports can tell so that a guard holds.
_REMEDIES = {
    "G4": "tell the condition again, met or waived",
    "G6": "tell the other batches, too; those of which nobody says when are one batch between two days, FIRST/LAST",
    "G16": "tell the stage at which it was taken up again; where nobody says when, between two days, FIRST/LAST",
}


@rule("STA-001", Severity.WARNING, "Every step of the history satisfies the guards of its move.")
def guards_hold(deal: Deal) -> Iterator[Issue]:
    """Judge each step of the deal, and of what has stages of its own in it, as strict mode would."""
    stays = _sides_stay(deal)
    for scope, replay in _histories(deal):
        for k, event in enumerate(replay.moves):
            before = replay.stages[k]
            if len(before) != 1 or (scope and scope not in event.scope):  # what is told of the whole is judged there
                continue
            if replay.unplaced and any(event is one for one in replay.moves[:k]):  # judged at the first of its places
                continue
            start = _start(deal, scope, event, only(before))
            previous = replay.moves[k - 1] if k else None
            if asked_of(start, event.stage) <= OF_THE_CLAIM:  # as of nearly all
                if stays and (previous is None or event.when.hi >= previous.when.lo):
                    continue
                step = Step(deal=deal, start=start, previous=previous, event=event, scope=scope)
            else:
                halted = replay.resume_among(k) if start is _SUSPENDED else frozenset()
                parts = [] if scope else [deal.replay(tranche.id).at(event.when) for tranche in deal.tranches]
                if parts and halted:
                    halted = raised(halted, parts)
                step = Step(
                    deal=deal,
                    start=start,
                    furthest=furthest(replay.furthest[k], parts),
                    furthest_among=frozenset(furthest(stage, parts) for stage in replay.furthest_among(k)),
                    resume_point=only(halted),
                    resume_among=halted,
                    previous=previous,
                    event=event,
                    day=_day(event, replay.earliest[k], replay.latest[k]),
                    scope=scope,
                )
            for name, why in refusals(step):
                yield issue(
                    "history", _place(deal, event),
                    message=f"this step{_of(scope)} asks that {why}, guard {name}",
                    hint=_REMEDIES.get(name, ""),
                )  # fmt: skip


@rule("STA-002", Severity.INFO, "No claim of a stage excludes the history that is replayed.")
def nothing_is_given_up(deal: Deal) -> Iterator[Issue]:
    """List the claims that the replay gave up or could not decide."""
    for scope, replay in _histories(deal):
        if not replay.is_disputed:  # as of most
            continue
        for event in replay.given_up:
            rival = replay.rival_of(event)
            against = f", as {_claimed(rival)} of {rival.when} counts" if rival else ""
            named = _claimed(event) if event.modality is Modality.DENIED else f"the claim of {event.stage}"
            yield issue(
                "history",
                _place(deal, event),
                message=f"{named} excludes the rest of the history{_of(scope)}{against}",
                hint=f'{_way_back(event, rival)}{_two_papers(deal, event, rival)}both stay; why("stage") explains',
            )
        if replay.tied:
            told = ", ".join(f"{_claimed(event)} of {event.when}" for event in replay.tied)
            yield issue(
                "history",
                message=f"equal claims exclude each other{_of(scope)} ({told})",
                hint=f'{_wrong_end(replay.tied)}all stay; why("stage") explains',
            )


@rule("STA-003", Severity.INFO, "The order of a halt, or of an end and a step back, and of what overlaps it is known.")
def order_is_known(deal: Deal) -> Iterator[Issue]:
    """List neighbours whose dates overlap and that could have happened in the other order as well."""
    for scope, replay in _histories(deal):
        if not replay.unplaced and _SUSPENDED not in [event.stage for event in replay.moves]:  # as in most
            continue
        for k, (a, b) in enumerate(pairwise(replay.moves)):
            stages = (a.stage, b.stage)
            if a in replay.unplaced or b in replay.unplaced:
                continue
            if _SUSPENDED in stages and a.when.overlaps(b.when) and not (b.after and b.after == a.id):
                yield issue(
                    "history", _place(deal, b),
                    message=f"{b.stage} and {a.stage} overlap in time; {a.stage} is taken to come first",
                    hint="say with after which one followed, or tell when the deal was taken up again"
                    f" (step {k + 2} of the history{_of(scope)})",
                )  # fmt: skip
        for event in replay.unplaced:
            turns = event.stage is _SUSPENDED or (event.stage is not None and event.stage.is_end)
            turn = "a step ahead" if event.stage is _SUSPENDED else "the step back" if turns else "a halt"
            yield issue(
                "history", _place(deal, event),
                message=f"{event.stage} of {event.when} came before {turn} or after it{_of(scope)}; both stay possible",
                hint="say with after which one followed, or give the first day on which it may have been"
                + ("" if turns else ", or tell when the deal was taken up again"),
            )  # fmt: skip


@rule("STA-004", Severity.WARNING, "A deal that was superseded names the deal that took its place.")
def a_successor_is_named(deal: Deal) -> Iterator[Issue]:
    """Look for the link where facts tell that another deal replaced the whole one, or each of its tranches."""
    told = [
        place for place, event in enumerate(deal.history)
        if event.stage is NegotiationStage.SUPERSEDED and not event.alternatives and stands(event, deal.retracted())
    ]  # fmt: skip
    whole = [place for place in told if not deal.history[place].scope]
    parts = {part for place in told for part in deal.history[place].scope}
    if not whole and deal.tranches and parts.issuperset(tranche.id for tranche in deal.tranches):
        whole = told[-1:]
    if whole and not any(link.kind is LinkKind.SUPERSEDED_BY for link in deal.links):
        yield issue(
            "history", whole[0],
            message="it was superseded, and no deal is named that took its place",
            hint='add the link "superseded by" with the id of that deal; if none took its place, tell another end',
        )  # fmt: skip


@rule("STA-005", Severity.WARNING, "Where a line has come to a stage, something is told of the deal as well.")
def the_deal_has_a_stage(deal: Deal) -> Iterator[Issue]:
    """Look for stages of lines alone: they move no deal, so that nothing is known of where it stands."""
    moving = [place for place, event in enumerate(deal.history) if event.moves_stage]
    tranches = {tranche.id for tranche in deal.tranches}
    if not moving or any(
        not event.scope or tranches & set(event.scope) for event in map(deal.history.__getitem__, moving)
    ):
        return
    first = next((place for place in moving if stands(deal.history[place], deal.retracted())), None)
    if first is None:
        return
    event = deal.history[first]
    yield issue(
        "history", first, "scope",
        message=f"{event.stage} is told of {' and '.join(event.scope)} alone, and no stage of the deal itself",
        hint="leave the brackets out where the deal came to it; a part with stages of its own that move the deal is a tranche",
    )  # fmt: skip


@rule("STA-006", Severity.INFO, "What is told by a day is not denied on that very day.")
def a_denial_of_the_same_day_is_meant(deal: Deal) -> Iterator[Issue]:
    """Look for reports that are denied on their last day: a denial says "not yet", so that both are taken to hold, one after the other."""
    retracted = deal.retracted()
    denials = [one for one in deal.history if one.modality is Modality.DENIED and one.when.lo == one.when.hi != NEVER]
    if not denials:  # as in most
        return
    given_up = [one for _, replay in _histories(deal) for one in replay.given_up]
    for denial in denials:
        if denial.id and denial.id in retracted:
            continue
        for place, event in enumerate(deal.history):
            if (
                event.bound is Bound.EXACT and event.scope == denial.scope and event.when.hi == denial.when.hi
                and denies(denial, event.stage) and stands(event, retracted)
                and event.known_days[0] <= denial.known_days[1] < NEVER and all(event is not one for one in given_up)
            ):  # fmt: skip
                before = When.between(event.when.lo if event.when.lo < event.when.hi else ALWAYS, denial.when.hi - 1)
                yield issue(
                    "history", place,
                    message=f"{event.stage} and its denial of the same day are taken to follow each other, so that it counts",
                    hint=f"if the denial answers this report, what it tells was so by the day before: {before}",
                )  # fmt: skip


def _start(deal: Deal, scope: str, event: Event, start: NegotiationStage | None) -> NegotiationStage | None:
    """Where a step begins; a whole that is halted as such may go on by then through one of its tranches."""
    if scope or not deal.tranches or start is not _SUSPENDED or event.when.lo == ALWAYS:
        return start
    here = only(deal.standing(When.between(event.when.lo - 1, event.when.lo - 1)).stages)
    return here if here is not None and here.is_live else start


def _claimed(event: Event) -> str:
    return f"the denial of {event.stage}" if event.modality is Modality.DENIED else str(event.stage)


def _way_back(event: Event, rival: Event | None) -> str:
    """Return how to say that a deal went back or was taken up again, where that would let both claims stand."""
    if (
        rival is None
        or event.stage is None
        or rival.stage is None
        or Modality.DENIED in (event.modality, rival.modality)
    ):
        return ""
    first, second = sorted((event, rival), key=_natural_day)
    if first.stage is None or second.stage is None:
        return ""
    if MOVES.kind_of(first.stage, second.stage) in _BACK:
        which = "this claim" if second is event else f"the claim of {rival.stage}"
        bid = "a bid of one that was shortlisted before stands under offers, and its day is at least OFFERED; "
        is_bid = (first.stage, second.stage) == (NegotiationStage.SHORTLISTED, _OFFERED)
        return f"{bid if is_bid else ''}if it went back or was taken up again, mark {which} with back: true; "
    return _other_end(first.stage, second.stage)


def _natural_day(event: Event) -> int:
    """The day by which two claims are put in order; one "by that day" has no other."""
    return event.when.hi if event.when.lo == ALWAYS else event.when.lo


def _wrong_end(tied: Sequence[Event]) -> str:
    """Return the same of two claims that stand alike."""
    told = sorted((event for event in tied if event.modality is Modality.FACT), key=_natural_day)
    if len(told) != 2:  # noqa: PLR2004
        return ""
    first, second = told
    return _way_back(second, first).replace("this claim", f"the claim of {second.stage}")


def _other_end(start: NegotiationStage, end: NegotiationStage) -> str:
    """Return what is lacking, or how it is called, where a deal is told to have ended as none does from there."""
    if start.is_end or not end.is_end or start is end or MOVES.kind_of(start, end) is not None:
        return ""
    ends = " or ".join(stage for stage in NegotiationStage if MOVES.kind_of(start, stage) is MoveKind.END)
    if MOVES.kind_of(start, _OFFERED) is MoveKind.ADVANCE and MOVES.kind_of(_OFFERED, end) is not None:
        return f"what is {start} is not {end} before it was {_OFFERED}; if it was, tell that, too; if not, it ended as {ends}; "
    return f"what is {start} is not {end}, but {ends}; "


def _two_papers(deal: Deal, event: Event, rival: Event | None) -> str:
    """Return how to say that two documents were signed, where that would let both claims stand."""
    if rival is None or Modality.DENIED in (event.modality, rival.modality):
        return ""
    signed = [one for one in deal.history if one.stage is _SIGNED and stands(one, deal.retracted())]
    for one, other in ((event, rival), (rival, event)):
        document = one.instrument.kind if one.stage is _SIGNED and one.instrument is not None else None
        if document is InstrumentKind.IGA and other.stage is not None and 0 < other.stage.rank < _SIGNED.rank:
            is_next = MOVES.kind_of(NegotiationStage.PRELIMINARY, other.stage) is MoveKind.ADVANCE
            how = "as PRELIMINARY" if is_next else "as a note with the instrument"
            return f"if the contract was still to come, tell the agreement of the governments {how}; "
    for one in (event, rival):
        before = [other for other in signed if other is not one and other.when.hi < one.when.lo]
        if before and one.stage is _SIGNED and one.bound is Bound.EXACT:
            return "if two documents were signed, give the instrument of each an id of its own; "
        if before and one.stage is NegotiationStage.PRELIMINARY and one.instrument is not None:
            return "if that was signed beside the contract, tell it as a note with the instrument; "
    return ""


def _sides_stay(deal: Deal) -> bool:
    """Whether there is a line, and on either side somebody who is there all the time: no step can lack them."""
    always = {party.role for party in deal.parties if party.since is None and party.until is None}
    return bool(deal.lines and always & SUPPLIER_SIDE and always & _RECIPIENTS)


def _histories(deal: Deal) -> Iterator[tuple[str, Replay]]:
    """Yield the history of the deal, then that of each tranche and line whose stage is told by itself."""
    yield "", deal.replay()
    told = {key for event in deal.history if event.scope and event.moves_stage for key in event.scope}
    if not told:
        return
    for key in (*(tranche.id for tranche in deal.tranches), *(line.id for line in deal.lines)):
        if key in told:
            yield key, deal.replay(key)


def _day(event: Event, lo: int, hi: int) -> When | None:
    """Return the day of a step; None where it is just that of the event, as of nearly all."""
    return None if (lo, hi) == (event.when.lo, event.when.hi) else When.between(lo, hi)


def _of(scope: str) -> str:
    return f" of {scope}" if scope else ""


def _place(deal: Deal, event: Event) -> int:
    return next(place for place, told in enumerate(deal.history) if told is event)
