"""Obliged: what stands of each offset that has a key, of all that is told of it, and whom that beats.

    >>> told = (Offset(key="jobs", percent="50", speaker="the buyer"), Offset(key="jobs", percent="30", speaker="the seller"))
    >>> answers = offset_terms(told)
    >>> {about: str(answer) for about, answer in answers.items()}
    {'offsets.jobs.percent': '30 to 50 (disputed)'}

How far an offset has come is of its day, so that only ends that exclude each other, fulfilled and failed, are rivals. Offsets
without a key stand each by itself. Left out: what was done of it by which day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from armsdeals.model.economy import ObligationStatus, Offset
from armsdeals.model.financing.settling import agree, comparable, of_equals
from armsdeals.model.financing.term import TermAnswer
from armsdeals.values.claim import Modality, ranked, standing, unretracted
from armsdeals.values.when import When

TERMS = ("percent", "value", "multiplier", "deadline", "penalty", "status")
_ENDS = frozenset({ObligationStatus.FULFILLED, ObligationStatus.FAILED, ObligationStatus.WAIVED})


def offset_terms(
    offsets: Iterable[Offset], retracted: frozenset[str] = frozenset(), *, on: When | None = None
) -> dict[str, TermAnswer]:
    """Return the answer to each term of which somebody tells anything, under "offsets.KEY.TERM".

    Args:
        offsets: The claims.
        retracted: Ids of claims that were taken back.
        on: The day of which claims speak at the latest; None for all of them.
    """
    groups: dict[str, list[Offset]] = {}
    for claim in ranked(unretracted(offsets, retracted)):
        if (
            claim.key
            and claim.modality is Modality.FACT
            and (on is None or claim.when is None or claim.when.lo <= on.hi)
        ):
            groups.setdefault(claim.key, []).append(claim)
    return {
        f"offsets.{key}.{term}": _answer(held, term)
        for key, claims in groups.items()
        for term in TERMS
        if (held := _telling(claims, term))
    }


def _telling(claims: Sequence[Offset], term: str) -> list[Offset]:
    told = [claim for claim in claims if getattr(claim, term) is not None]
    if term != "status":
        return told
    told = [claim for claim in told if claim.status is not ObligationStatus.UNKNOWN]
    return [claim for claim in told if claim.status in _ENDS] or told


def _answer(held: Sequence[Offset], term: str) -> TermAnswer:
    def value_of(claim: Offset) -> Any:
        return getattr(claim, term)

    if term == "status" and value_of(held[0]) not in _ENDS:
        last = max(held, key=lambda claim: claim.known_days[1] if claim.when is None else claim.when.hi)
        now = tuple(claim for claim in held if claim.status is last.status)
        return TermAnswer(name=term, value=last.status, decided_by=now)
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
