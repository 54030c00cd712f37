"""Obliged: what stands of each offset and each transfer of know-how that has a key, of all that is told, and whom that beats.

    >>> told = (Offset(key="jobs", percent="50", speaker="the buyer"), Offset(key="jobs", percent="30", speaker="the seller"))
    >>> answers = obligation_terms(told)
    >>> {about: str(answer) for about, answer in answers.items()}
    {'offsets.jobs.percent': '30 to 50 (disputed)'}
    >>> told = (TechTransfer(key="radar", depth="source code"), TechTransfer(key="radar", depth="assembly"))
    >>> {about: str(answer) for about, answer in obligation_terms(told).items()}
    {'technology.radar.depth': 'assembly or source code (disputed)'}

How far one has come is of its day, so that only ends that exclude each other, fulfilled and failed, are rivals; what was merely
proposed is no rival of what was agreed. That there is none, told or denied of a day that is not certainly before, speaks
against whatever is told of the status. Without a key each stands by itself. Left out: who receives know-how, and what is kept
back, since two names or two texts can both be right; what was done by which day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from armsdeals.model.economy import ObligationStatus, Offset, TechTransfer
from armsdeals.model.financing.settling import agree, comparable, of_equals
from armsdeals.model.financing.term import TermAnswer, obligation_told
from armsdeals.values.claim import Absence, Modality, ranked, standing, unretracted
from armsdeals.values.when import When

Obligation = Offset | TechTransfer
TERMS: dict[type[Obligation], tuple[str, ...]] = {
    Offset: ("percent", "value", "form", "multiplier", "deadline", "penalty", "status"),
    TechTransfer: ("depth", "status"),
}
_FIELDS: dict[type[Obligation], str] = {Offset: "offsets", TechTransfer: "technology"}
_COURSE = (
    ObligationStatus.PROPOSED,
    ObligationStatus.AGREED,
    ObligationStatus.RUNNING,
    ObligationStatus.FULFILLED,
)
_ENDS = frozenset({ObligationStatus.FULFILLED, ObligationStatus.FAILED, ObligationStatus.WAIVED})
_AGREED = _ENDS | {ObligationStatus.AGREED, ObligationStatus.RUNNING}


def obligation_terms(
    told: Iterable[Obligation], retracted: frozenset[str] = frozenset(), *, on: When | None = None
) -> dict[str, TermAnswer]:
    """Return the answer to each term of which somebody tells anything, as "offsets.KEY.TERM" and "technology.KEY.TERM".

    Args:
        told: The claims.
        retracted: Ids of claims that were taken back.
        on: The day of which claims speak at the latest; None for all of them.
    """
    groups: dict[tuple[type[Obligation], str], list[Obligation]] = {}
    for claim in ranked(unretracted(told, retracted)):
        if (
            claim.key
            and claim.modality in (Modality.FACT, Modality.DENIED)
            and (on is None or claim.when is None or claim.when.lo <= on.hi)
        ):
            groups.setdefault((type(claim), claim.key), []).append(claim)
    return {
        f"{_FIELDS[cls]}.{key}.{term}": answer
        for (cls, key), claims in groups.items()
        for term in TERMS[cls]
        if (answer := _answer(claims, term)) is not None
    }


def _answer(claims: Sequence[Obligation], term: str) -> TermAnswer | None:
    """The answer to one term of one obligation; None if no fact tells of it."""
    facts = [claim for claim in claims if claim.modality is Modality.FACT and claim.absent is not Absence.NONE]
    held = _telling(facts, term)
    none = [claim for claim in claims if _says_none(claim)] if term == "status" else []
    answer = TermAnswer(name=term, decided_by=tuple(facts))  # that there is one may be all that they tell
    if held:
        answer = _status(held) if term == "status" else _of_rivals(held, term)
    since = [claim.when.lo for claim in (*answer.decided_by, *answer.open) if claim.when is not None]
    against = [
        claim for claim in claims
        if (claim in none or _denies(claim, answer)) and (claim.when is None or not since or claim.when.hi >= min(since))
    ]  # fmt: skip
    if against and (facts or any(claim.modality is Modality.FACT for claim in against)):
        return _against(answer, against)
    return answer if held else None


def _telling(facts: Sequence[Obligation], term: str) -> list[Obligation]:
    told = [claim for claim in facts if obligation_told(claim, term) is not None]
    if term == "status":
        return [claim for claim in told if claim.status in _ENDS] or told
    return [claim for claim in told if claim.status is not ObligationStatus.PROPOSED] if _is_agreed(told) else told


def _is_agreed(told: Sequence[Obligation]) -> bool:
    return any(claim.status in _AGREED for claim in told)


def _says_none(claim: Obligation) -> bool:
    """Whether it says that there is no such obligation, or denies it as a whole."""
    if claim.modality is Modality.FACT:
        return claim.absent is Absence.NONE
    return all(obligation_told(claim, term) is None for term in TERMS[type(claim)])


def _denies(claim: Obligation, answer: TermAnswer) -> bool:
    """Whether it denies just what stands of a term; of the status, also whatever lies behind the denied one."""
    denied = obligation_told(claim, answer.name)
    if claim.modality is not Modality.DENIED or denied is None or answer.value is None:
        return False
    if denied in _COURSE and answer.value in _COURSE:
        return _COURSE.index(answer.value) >= _COURSE.index(denied)
    return agree(denied, answer.value)


def _against(answer: TermAnswer, against: Sequence[Obligation]) -> TermAnswer:
    """Weigh what is told of a term against those who say that it is not so."""
    yes = (*answer.decided_by, *answer.open)
    nays = tuple(against)
    if not yes:
        return TermAnswer(name=answer.name, absent=Absence.NONE, decided_by=nays)
    one, other = (min(standing(claim)[:2] for claim in claims) for claims in (yes, nays))
    if one == other:
        return TermAnswer(name=answer.name, disputed=True, open=(*yes, *nays), beaten=answer.beaten)
    if one < other:
        return TermAnswer(
            name=answer.name, value=answer.value, disputed=True, decided_by=answer.decided_by, open=answer.open,
            beaten=(*answer.beaten, *nays),
        )  # fmt: skip
    absent = Absence.NONE if any(map(_says_none, nays)) else None
    return TermAnswer(name=answer.name, absent=absent, disputed=True, decided_by=nays, beaten=(*yes, *answer.beaten))


def _status(held: Sequence[Obligation]) -> TermAnswer:
    """How far it has come: of ends the strongest, else the last that is told."""
    if held[0].status in _ENDS:
        return _of_rivals(held, "status")
    last = max(held, key=lambda claim: claim.known_days[1] if claim.when is None else claim.when.hi)
    now = tuple(claim for claim in held if claim.status is last.status)
    return TermAnswer(name="status", value=last.status, decided_by=now)


def _of_rivals(held: Sequence[Obligation], term: str) -> TermAnswer:
    def value_of(claim: Obligation) -> Any:
        return getattr(claim, term)

    told = [(standing(claim)[:2], value_of(claim)) for claim in held]
    value, rivals, is_disputed = of_equals(told) if len(told) > 1 else (told[0][1], (), False)
    if rivals:
        tied = tuple(claim for claim in held if any(agree(value_of(claim), rival) for rival in rivals))
        beaten = tuple(claim for claim in held if claim not in tied)
        return TermAnswer(name=term, disputed=is_disputed, open=tied, beaten=beaten)
    fit = tuple(claim for claim in held if agree(value_of(claim), value))
    beaten = tuple(claim for claim in held if claim not in fit and comparable(value_of(claim), value))
    top = [value for weight, value in told if weight == told[0][0]]
    quarrels = is_disputed and any(not agree(a, b) for a in top for b in top)
    return TermAnswer(
        name=term, value=value, disputed=is_disputed, beaten=beaten,
        decided_by=() if quarrels else fit, open=fit if quarrels else (),
    )  # fmt: skip
