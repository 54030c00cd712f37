"""Guards on what a deal holds beside its stages: documents, conditions, goods, money, permissions, deadlines, links.

What nobody recorded is undecided, never false; a guard is false only where what was recorded contradicts the step.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from armsdeals.model.counting import counted
from armsdeals.model.course import possible_states
from armsdeals.model.delivery import DeliveryKind
from armsdeals.model.economy import ObligationStatus
from armsdeals.model.financing.status import FinancingStatus
from armsdeals.model.instrument import ConditionState, Instrument, InstrumentKind
from armsdeals.model.limits import AuthorisationKind, AuthorisationState, ConstraintKind, course_names
from armsdeals.model.link import LinkKind
from armsdeals.model.negotiation.ending import EndActor, EndReason, SettlementKind, SettlementStatus
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.negotiation.step import Answer, Step
from armsdeals.model.party import RECIPIENT_SIDE
from armsdeals.model.paying import OPEN, SETTLED, statuses
from armsdeals.model.policies import alike, meet
from armsdeals.values.country import Country
from armsdeals.values.when import When

S = TypeVar("S")
Courses = dict[str, list[tuple[When | None, S]]]

_KIND = InstrumentKind
CONTRACTS = frozenset(
    {_KIND.CONTRACT, _KIND.LOA, _KIND.IGA, _KIND.LICENCE_AGREEMENT, _KIND.LEASE_AGREEMENT, _KIND.UNKNOWN}
)
PRELIMINARIES = frozenset({_KIND.DECLARATION, _KIND.LOI, _KIND.SOI, _KIND.MOU, _KIND.FRAMEWORK, _KIND.INITIALLED})
_UNMET = frozenset({ConditionState.OPEN, ConditionState.FAILED})
_REFUSED = frozenset({AuthorisationState.DENIED, AuthorisationState.REVOKED})
_ALLOWED = frozenset({AuthorisationState.GRANTED, AuthorisationState.WAIVED})
# A state that buys may also hold a vote on it: whoever votes, rules or hears objections is not the buyer.
_NOT_AS_BUYER = frozenset(
    {AuthorisationKind.REFERENDUM, AuthorisationKind.LEGISLATIVE_APPROVAL, AuthorisationKind.COURT_OR_AUDIT}
)
_SAME = frozenset({LinkKind.REVIVES, LinkKind.RENEWS})
_OWED = frozenset({ObligationStatus.AGREED, ObligationStatus.RUNNING})
_DISCHARGED = frozenset({ObligationStatus.FULFILLED, ObligationStatus.FAILED, ObligationStatus.WAIVED})
_SHARED = frozenset({ObligationStatus.RUNNING, ObligationStatus.FULFILLED})
_CLAIMED = frozenset({SettlementStatus.CLAIMED, SettlementStatus.AGREED})
_PAID = frozenset({SettlementStatus.PAID, SettlementStatus.DROPPED})


def document_fits(step: Step) -> Answer:
    """G3. A document of another kind is only false where the step itself is made by it."""
    wanted = PRELIMINARIES if step.to is NegotiationStage.PRELIMINARY else CONTRACTS
    if any(paper.kind in wanted for paper in _papers(step)):
        return True
    own = step.event.instrument
    if own is None or own.kind is _KIND.UNKNOWN:
        return None
    return f"the document is of the kind {own.kind.in_words}"


def conditions_are_met(step: Step) -> Answer:
    """G4. A condition of another document than the contract bars nothing."""
    papers = {paper.id: paper.kind for paper in _papers(step) if paper.id}
    courses: Courses[ConditionState] = {}
    for event in step.told("conditions"):
        for one in event.conditions:
            courses.setdefault(one.key, []).append((event.when, one.state))
    of = {one.key: one.of for event in (*step.told("conditions"), step.event) for one in event.conditions if one.of}
    now = {one.key: frozenset({one.state}) for one in step.event.conditions}
    states = {key: possible_states(course, step.on) for key, course in courses.items()} | now
    states = {key: may_be for key, may_be in states.items() if papers.get(of.get(key, ""), _KIND.CONTRACT) in CONTRACTS}
    unmet = sorted(key for key, may_be in states.items() if may_be <= _UNMET)
    if unmet:
        return f"condition {', '.join(f'{key} is {_either(states[key])}' for key in unmet)}"
    return True if states and not any(may_be & {None, *_UNMET} for may_be in states.values()) else None


def something_arrived(step: Step) -> Answer:
    """G5. Know-how that is being shared is a delivery as well."""
    numbers = [
        entry.quantity
        for event in (*step.told("deliveries"), step.event)
        for entry in event.deliveries
        if entry.kind is DeliveryKind.DELIVERED
    ]
    if any(number is None or number.high is None or number.high > 0 for number in numbers):
        return True
    if any(shared.status in _SHARED for _, shared in step.facts(step.deal.technology)):
        return True
    return "every delivery told by then is of 0" if numbers and not step.deal.technology else None


def all_may_have_arrived(step: Step) -> Answer:
    """G6. Lines whose order is not known, or is counted in another unit, leave it undecided.

    Of a tranche it is undecided, since what was ordered is told of the whole; a line is looked at alone.
    """
    lines = [line.id for line in step.deal.lines if step.scope in ("", line.id)]
    answers = [_may_have_arrived(step, line) for line in lines]
    missing = [answer for answer in answers if isinstance(answer, str)]
    if missing:
        return "; ".join(missing)
    return True if answers and all(answer is True for answer in answers) else None


def nothing_is_owed(step: Step) -> Answer:
    """G7. What was last known as open is open. What the deal owes as a whole says nothing of a part of it."""
    if step.scope:
        return None
    owed: list[str] = []
    verdicts: list[bool] = []
    for name, may_be, still, done in (
        *((f"financing {key}", possible_states(told, step.on), OPEN, SETTLED) for key, told in _financing(step).items()),
        *((f"offset {key}".strip(), possible_states(told, step.on), _OWED, _DISCHARGED) for key, told in _offsets(step).items()),
        *((key, possible_states(told, step.on), _CLAIMED, _PAID) for key, told in _settlements(step).items()),
    ):  # fmt: skip
        if may_be <= still:
            owed.append(f"{name} is {_either(may_be)}")
        verdicts.append(may_be <= done)
    if owed:
        return "; ".join(sorted(owed))
    return True if verdicts and all(verdicts) and not _another_sum_is_open(step) else None


def _another_sum_is_open(step: Step) -> bool:
    """Whether a sum was agreed or claimed and only others of its kind were paid, which may be parts of it or not."""
    told = [
        (one.kind, one.value, one.status)
        for event in (*step.told("settlements"), step.event)
        for one in event.settlements
        if one.value is not None
    ]
    paid = [(kind, value) for kind, value, status in told if status in _PAID]
    return any(
        not any(kind is other and alike(value, sum_) and meet(value, sum_) for kind, value in paid)
        for other, sum_, status in told
        if status in _CLAIMED
    )


def successor_is_named(step: Step) -> Answer:
    """G10. Circles of several deals are found where the deals stand together."""
    named = [link.to for link in step.deal.links if link.kind is LinkKind.SUPERSEDED_BY]
    if step.deal.id in named:
        return "it is said to be superseded by itself"
    return True if named else None


def deadline_had_passed(step: Step) -> Answer:
    """G11. Of offers, those count that no later one revises."""
    end = step.event.termination
    if end is not None and any(reason.code is EndReason.OFFER_EXPIRED for reason in end.reasons):
        return True
    if any(AuthorisationState.EXPIRED in may_be for may_be in _permissions(step).values()):
        return True
    offers = [offer for _, offer in step.facts(step.deal.offers)]
    revised = {offer.revises for offer in offers if offer.revises}
    valid = [offer.valid_until for offer in offers if not (offer.key and offer.key in revised)]
    known = [until for until in valid if until is not None]
    if step.on is None:
        return True if known else None
    if any(until.lo <= step.on.hi for until in known):
        return True
    if not known or len(known) < len(valid):
        return None
    return f"the offer holds until {max(known, key=lambda until: until.hi)}"


def authority_forbids(step: Step) -> Answer:
    """G12. The recipient forbids nothing as a buyer, but its voters, courts and parliament may."""
    buyers = frozenset(
        name
        for party in step.deal.parties
        if party.role in RECIPIENT_SIDE
        for name in (_actor(party.name), _actor(str(party.country or "")))
        if name
    )
    refusing = [
        lines
        for (_, lines), may_be in _permissions(step, against=buyers).items()
        if may_be - {None} and may_be - {None} <= _REFUSED
    ]
    refusing += [
        frozenset(limit.lines)
        for _, limit in step.facts(step.deal.constraints)
        if limit.kind is ConstraintKind.EMBARGO and _actor(limit.by) not in buyers
    ]
    goods = _goods(step)
    end = step.event.termination
    if any(not lines or lines >= goods for lines in refusing) or (end is not None and end.by is EndActor.AUTHORITY):
        return True
    if any(lines & goods for lines in refusing):
        return None  # some of the goods are forbidden, and nobody says that this stops all
    if end is not None and end.by is not EndActor.UNKNOWN:
        return f"{end.by.in_words} ended it, which is no authority outside the deal"
    permissions = _permissions(step)
    if permissions and all(may_be <= _ALLOWED for may_be in permissions.values()):
        return "every authorisation that is told was granted or waived"
    return None


def _goods(step: Step) -> frozenset[str]:
    """The lines of what moves: all of them, one, or those of a tranche that names some."""
    lines = frozenset(line.id for line in step.deal.lines)
    if not step.scope or step.scope in lines:
        return frozenset({step.scope}) if step.scope else lines
    told = next((frozenset(tranche.lines) for tranche in step.deal.tranches if tranche.id == step.scope), lines)
    return told or lines


def _actor(name: str) -> str:
    """A name to compare by: of a state, under any of its names, its usual one."""
    bare = name.removeprefix("the ").removeprefix("government of ").removeprefix("the ")
    country = Country.parse(bare) if bare else None
    return str(country if country is not None else name).casefold()


def competes(step: Step) -> Answer:
    """G14. A competition may also stand in a register, which the deal does not see.

    It is false where no rival is named, and somebody denies that there was a tender.
    """
    if any(link.kind is LinkKind.COMPETES_WITH for link in step.deal.links):
        return True
    denial = step.denied(NegotiationStage.TENDERED)
    return None if denial is None else f"no rival is named, and a tender is denied of {denial.when}"


def is_the_same_deal(step: Step) -> Answer:
    """G18. It is false where nobody says so, and another deal is named that took the place of this one."""
    if step.event.text or step.event.evidence or any(link.kind in _SAME for link in step.deal.links):
        return True
    named = [link.to for link in step.deal.links if link.kind is LinkKind.SUPERSEDED_BY and link.to != step.deal.id]
    return f"nobody says so, and {', '.join(named)} took its place" if named else None


def _papers(step: Step) -> Iterable[Instrument]:
    for event in (*step.told("instrument"), step.event):
        if event.instrument is not None:
            yield event.instrument


def _may_have_arrived(step: Step, line: str) -> Answer:
    wanted = step.deal.ordered(line, on=step.on)
    history = tuple(step.told("deliveries"))
    arrived = counted((*history, step.event), line, step.on, frozenset({DeliveryKind.DELIVERED}), step.deal.retracted())
    if wanted is None or wanted.unit not in arrived:
        return None
    number = arrived[wanted.unit]
    if number.high is None or number.high >= wanted.low:
        return True
    return f"of {line} {number.in_words} had arrived, of {wanted.in_words}" if len(arrived) == 1 else None


def _permissions(
    step: Step, *, against: frozenset[str] = frozenset()
) -> dict[tuple[str, frozenset[str]], frozenset[AuthorisationState | None]]:
    """The states in which each permission may be, by its name and the lines that it is for.

    What is for other goods than move is left out, and what ``against`` give as buyers.
    """
    goods = _goods(step)
    told = [
        (when, one)
        for when, one in step.facts(step.deal.authorisations)
        if (one.kind in _NOT_AS_BUYER or not against or _actor(one.authority) not in against)
        and (not one.lines or goods & frozenset(one.lines))
    ]
    courses: Courses[AuthorisationState] = {}
    lines: dict[str, frozenset[str]] = {}
    for name, (when, one) in zip(course_names([one for _, one in told]), told, strict=True):
        courses.setdefault(name, []).append((when, one.state))
        lines[name] = lines.get(name, frozenset()) | (frozenset(one.lines) or goods)
    return {(name, lines[name]): possible_states(course, step.on) for name, course in courses.items()}


def _financing(step: Step) -> Courses[FinancingStatus]:
    return statuses(step.deal, step.deal.retracted(), (step.event,))


def _offsets(step: Step) -> Courses[ObligationStatus]:
    courses: Courses[ObligationStatus] = {}
    for when, offset in step.facts(step.deal.offsets):
        courses.setdefault(offset.key, []).append((when, offset.status))
    return courses


def _settlements(step: Step) -> Courses[SettlementStatus]:
    courses: Courses[SettlementStatus] = {}
    for event in (*step.told("settlements"), step.event):
        for one in event.settlements:
            withdrawn = one.kind is SettlementKind.CLAIM_WITHDRAWN
            kind = SettlementKind.CLAIM_FILED if withdrawn else one.kind
            status = SettlementStatus.DROPPED if withdrawn else one.status
            courses.setdefault(kind.in_words, []).append((event.when, status))
    return courses


def _either(states: Iterable[str | None]) -> str:
    return " or ".join(sorted(str(state) for state in states))
