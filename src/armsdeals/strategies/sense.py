"""What the fields of one object mean together: how drawn fields are brought into agreement before the object is made.

Each function takes the drawn fields of a class and returns them changed. Nothing is drawn here, and a contradiction that
no function knows is solved by `by_plan.made`, which leaves a field out.

    >>> from armsdeals.model.party import Party
    >>> SENSE[Party]({"name": "Raytheon", "since": When("2015"), "until": When("2013")})["until"]
    When('2015')
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import evolve

from armsdeals.model.classification import ClassCode, Specification
from armsdeals.model.competition import Competition, CompetitionResult, CompetitionStep
from armsdeals.model.event import Event
from armsdeals.model.financing.financing import Financing
from armsdeals.model.financing.kind import ABSENT, FinancingKind
from armsdeals.model.financing.status import FinancingStatus, FinancingStep
from armsdeals.model.limits import Constraint, ConstraintKind
from armsdeals.model.offer import Offer
from armsdeals.model.party import Party
from armsdeals.model.valued import PriceClaim, ProductionClaim, QuantityClaim
from armsdeals.model.volume import VolumeClaim
from armsdeals.model.yearly import YearPart
from armsdeals.values.classes import SCHEMES
from armsdeals.values.evidence import Evidence, SourceKind
from armsdeals.values.price import Price
from armsdeals.values.when import When

Told = dict[str, Any]


_CODES = {  # that name something
    scheme: [code for code in sorted(table) if not table[code].is_reserved] for scheme, table in SCHEMES.items()
}


def _without(told: Told, *names: str) -> Told:
    return {name: value for name, value in told.items() if name not in names}


def _itself_apart(told: Told) -> Told:
    """A claim retracts another one."""
    return _without(told, "retracts") if told.get("id") == told.get("retracts") else told


def _valued(told: Told) -> Told:
    """A claim gives a value, or says why there is none, or takes another one back."""
    told = _itself_apart(told)
    return _without(told, "value") if "absent" in told or ("retracts" in told and "text" in told) else told


def _year_part(told: Told) -> Told:
    """A part has the basis of the whole."""
    value = told["value"]
    return told | {"value": Price(value.spread.text, value.currency, year=value.year)}


def _priced(told: Told) -> Told:
    """The years are parts of the sum: in its money, each once, and together no more than it."""
    told = _valued(told)
    value = told.get("value")
    if "years" not in told or not isinstance(value, Price):
        return _without(told, "years")
    years = sorted({part.year for part in told["years"]})
    amounts = [f"0..{value.low:f}" if n else f"{value.low:f}" for n in range(len(years))]
    parts = [
        YearPart(year=year, value=Price(f"{amount} {value.currency}", year=value.year))
        for year, amount in zip(years, amounts, strict=True)
    ]
    return told | {"years": tuple(parts)}


def _class_code(told: Told) -> Told:
    """The code was drawn as a place in the list; its class is of that list."""
    told = _itself_apart(told)
    if "absent" in told or ("retracts" in told and "text" in told):
        return _without(told, "code")
    codes = _CODES[told["scheme"]]
    return told | {"code": codes[told["code"] % len(codes)]}


def _terms(cls: Any) -> Callable[[Told], Told]:
    """A term is given or absent, and absent in one way; the form was drawn as a place in the list of the kind."""
    forms = sorted(cls.FORMS)

    def agreed(told: Told) -> Told:
        out = _itself_apart(told)
        if "form" in told:
            out = out | {"form": forms[told["form"] % len(forms)]} if forms else _without(out, "form")
        seen: set[str] = set()
        for group in ABSENT:
            if group in out:
                out = out | {group: tuple(term for term in out[group] if term not in seen)}
                seen.update(out[group])
        return _without(out, *seen, *(() if cls.PAYS else ("share",)))

    return agreed


def fitting(told: Sequence[FinancingKind]) -> tuple[FinancingKind, ...]:
    """Leave out what would bring the shares over 1, or another kind under a key that is taken."""
    kinds: dict[str, type] = {}
    total, out = Decimal(0), []
    for terms in told:
        if terms.key and kinds.setdefault(terms.key, type(terms)) is not type(terms):
            continue
        # Any claim may come to stand for its key, so every share is counted.
        if total + (terms.share or 0) <= 1:
            total += terms.share or 0
            out.append(terms)
    return tuple(out)


def _financing(told: Told) -> Told:
    return told | {"instruments": fitting(told["instruments"])} if "instruments" in told else told


def _party(told: Told) -> Told:
    """Nobody leaves before joining."""
    since, until = told.get("since"), told.get("until")
    swapped = isinstance(since, When) and isinstance(until, When) and until.certainly_before(since)
    return told | {"since": until, "until": since} if swapped else told


def _evidence(told: Told) -> Told:
    """General knowledge needs no name, and often has none."""
    unnamed = told.get("kind") is SourceKind.UNSOURCED and "title" not in told
    return _without(told, "publisher") if unnamed else told


def _constraint(told: Told) -> Told:
    """Deal and stage go with a condition on another deal."""
    told = _itself_apart(told)
    return told if told["kind"] is ConstraintKind.CONDITION_ON_OTHER_DEAL else _without(told, "deal", "stage")


def _offer(told: Told) -> Told:
    told = _itself_apart(told)
    return _without(told, "revises") if told.get("key") == told.get("revises") else told


def _competition(told: Told) -> Told:
    """Who wins is a contender, no contender stands twice, and the result is one that the course tells, if there is one."""
    told = _itself_apart(told)
    contenders = tuple(dict.fromkeys(told.get("contenders", ())))
    last = contenders[-1] if contenders else ""
    if contenders:
        told = told | {"contenders": contenders} | ({"winner": last} if "winner" in told else {})
    else:
        told = _without(told, "winner")
    course = tuple(
        evolve(step, id=f"step-{n}" if step.id else "", retracts="", winner=last if step.winner else "")
        for n, step in enumerate(told.get("course", ()))
    )
    if not course:
        return told
    return told | {"course": course} | ({"result": course[-1].state} if "result" in told else {})


def _competition_step(told: Told) -> Told:
    """What is awarded has a winner; a step is not absent."""
    told = _without(_itself_apart(told), "absent")
    return told if told["state"] is CompetitionResult.AWARDED else _without(told, "winner")


def _event(told: Told) -> Told:
    """An event follows another one."""
    told = _itself_apart(told)
    return _without(told, "after") if told.get("id") == told.get("after") else told


def _step(told: Told) -> Told:
    """A sum is a part that was forgiven."""
    return told | {"status": FinancingStatus.FORGIVEN} if "value" in told else told


SENSE: Mapping[Any, Callable[[Told], Told]] = {
    ClassCode: _class_code,
    Competition: _competition,
    CompetitionStep: _competition_step,
    Constraint: _constraint,
    Event: _event,
    Evidence: _evidence,
    Financing: _financing,
    FinancingStep: _step,
    Offer: _offer,
    Party: _party,
    PriceClaim: _priced,
    YearPart: _year_part,
    ProductionClaim: _valued,
    QuantityClaim: _valued,
    Specification: _valued,
    VolumeClaim: _valued,
    **{kind: _terms(kind) for kind in FinancingKind.KINDS.values()},
}
