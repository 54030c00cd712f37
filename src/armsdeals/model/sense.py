"""Sense across the fields of a deal: what a deal must keep to in order to be held at all.

What is merely odd is a finding of `armsdeals.check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from operator import attrgetter

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue, UnknownName, suggestion
from armsdeals.model.knowing import BESIDE, Told, claims_of
from armsdeals.model.negotiation.order import in_order
from armsdeals.model.party import Role
from armsdeals.values.claim import Claim
from armsdeals.values.evidence import Evidence
from armsdeals.values.when import ALWAYS, NEVER

_PARTS = attrgetter("parties", "history", "prices", "lines", "financing", "tranches", "sources", *BESIDE)
_MOST_MISSING = 100  # faults of one deal, each with a hint, which takes its time


def makes_sense(deal: Told) -> None:
    """Refuse a deal whose parts do not fit together.

    Raises:
        InvalidValue: Two parts share an id, a part names one that is not there, or shares, claims or sources contradict each other.
    """
    if not any(_PARTS(deal)):
        return
    parts_are_named_once(deal)
    parts_are_there(deal)
    party_shares_fit(deal)
    claims = [*claims_of(deal)]
    claims_agree(deal, claims)
    evidence_agrees(deal, claims)


def parts_are_named_once(deal: Told) -> None:
    """Refuse two lines or tranches of one id, since events name either by it.

    Raises:
        InvalidValue: There are two.
    """
    seen: set[str] = set()
    ids = {"lines": [line.id for line in deal.lines], "tranches": [tranche.id for tranche in deal.tranches]}
    for name, told in ids.items():
        for place, one in enumerate(told):
            if one in seen:
                raise InvalidValue(
                    f"two lines or tranches are called {shown(one)}; an id names one", path=(name, place, "id")
                )
            seen.add(one)


def claims_agree(deal: Told, claims: Sequence[Claim]) -> None:
    """Refuse what claims say of one another and of lines, where it cannot be so.

    Args:
        deal: The deal.
        claims: All that it holds.

    Raises:
        InvalidValue: Two claims share an id, one names what is not there, or events follow one another in a circle.
    """
    names: set[str] = set()
    for claim in claims:
        if claim.id and claim.id in names:
            message = f"two claims are called {shown(claim.id)}; an id names one"
            raise InvalidValue(message, path=(*_path_of(deal, claim), "id"))
        names.add(claim.id)
    for claim in claims:
        if claim.retracts and claim.retracts not in names:
            message = f"a claim retracts {shown(claim.retracts)}, and none is called so"
            raise InvalidValue(message, path=(*_path_of(deal, claim), "retracts"))
    if not any(event.after for event in deal.history):  # as in most
        return
    events = {event.id for event in deal.history}
    for place, event in enumerate(deal.history):
        if event.after and event.after not in events:
            raise missing_name("event", event.after, events, ("history", place, "after"))
    in_order([event for event in deal.history if event.stage])


def _path_of(deal: Told, claim: Claim) -> tuple[str | int, ...]:
    """Return where a deal holds a claim, the same object and not one like it."""
    lists: list[tuple[tuple[str | int, ...], Iterable[Claim]]] = [
        ((name,), getattr(deal, name)) for name in ("history", "prices", *BESIDE)
    ]
    for number, line in enumerate(deal.lines):
        lists += [(("lines", number, name), getattr(line, name)) for name in ("quantities", "production", "volumes")]
    if deal.financing is not None:
        lists.append((("financing", "instruments"), deal.financing.instruments))
    found = ((*path, place) for path, claims in lists for place, one in enumerate(claims) if one is claim)
    return next(found, ())


def party_shares_fit(deal: Told) -> None:
    """Refuse parties whose shares of one role add up to more than the whole on a day on which all of them have it.

    Raises:
        InvalidValue: They do.
    """
    told: dict[Role, list[tuple[int, int, int, Decimal]]] = {}
    for place, party in enumerate(deal.parties):
        if party.share is None:
            continue
        joined = ALWAYS if party.since is None else party.since.hi
        left = NEVER if party.until is None else party.until.lo
        others = told.setdefault(party.role, [])
        others.append((joined, left, place, party.share))
        # The most stand together on a day on which somebody joined; whoever takes the place of another comes as that one leaves.
        for day in {one[0] for one in others if joined <= one[0] < left}:
            total = sum((share for since, until, _, share in others if since <= day < until), Decimal(0))
            if total > 1:
                message = f"the shares of the role {party.role.in_words} add up to {total:f}, which is more than 1"
                raise InvalidValue(message, path=("parties", place, "share"))


def evidence_agrees(deal: Told, claims: Sequence[Claim]) -> None:
    """Refuse two sources of one id, since claims cite by it; the arguments are those of `claims_agree`.

    Raises:
        InvalidValue: There are two.
    """
    held: dict[str, Evidence] = {}
    for source in (*deal.sources, *(source for claim in claims for source in claim.evidence)):
        if source.id and held.setdefault(source.id, source) != source:
            raise InvalidValue(f"two different sources are called {shown(source.id)}; give one another id")


def parts_are_there(deal: Told) -> None:
    """Refuse what names a line, a tranche or an offer that the deal does not hold.

    Raises:
        InvalidValue: Something does; or an offer revises itself by a detour.
    """
    missing = list(islice(_missing_parts(deal), _MOST_MISSING))
    if missing:
        missing[0].also = tuple(missing[1:])
        raise missing[0]
    _offers_are_there(deal)


def _missing_parts(deal: Told) -> Iterator[InvalidValue]:
    """Yield a fault for each key of a line or tranche that the deal does not hold."""
    lines = {line.id for line in deal.lines}
    scopes = lines | {tranche.id for tranche in deal.tranches}
    for place, event in enumerate(deal.history):
        for step, name in enumerate(event.scope):
            if name not in scopes:
                yield missing_name("line or tranche", name, scopes, ("history", place, "scope", step))
        for step, delivery in enumerate(event.deliveries):
            if delivery.line not in lines:
                yield missing_name("line", delivery.line, lines, ("history", place, "deliveries", step, "line"))
    for part in ("tranches", "offers", "authorisations", "constraints"):
        for place, one in enumerate(getattr(deal, part)):
            for step, name in enumerate(one.lines):
                if name not in lines:
                    yield missing_name("line", name, lines, (part, place, "lines", step))
    for place, shared in enumerate(deal.technology):
        if shared.line and shared.line not in lines:
            yield missing_name("line", shared.line, lines, ("technology", place, "line"))


def scope_is_there(deal: Told, scope: str) -> None:
    """Refuse to answer for a part that the deal does not hold.

    Raises:
        UnknownName: No line or tranche has that key.
    """
    if not isinstance(scope, str):
        raise TypeError(f"{shown(scope)} is not the key of a line or tranche; write it as text")
    if not scope:
        return
    known = [*(line.id for line in deal.lines), *(tranche.id for tranche in deal.tranches)]
    if scope not in known:
        near = suggestion(scope, known)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise UnknownName(f"no line or tranche is called {shown(scope)} here{hint}", suggestions=near)


def _offers_are_there(deal: Told) -> None:
    revised = {offer.key: offer.revises for offer in deal.offers if offer.key}
    sound: set[str] = set()  # keys from which the way back comes to an end
    for place, offer in enumerate(deal.offers):
        if offer.revises and offer.revises not in revised:
            raise missing_name("offer", offer.revises, set(revised), ("offers", place, "revises"))
        seen, key = {offer.key}, offer.revises
        while key and key not in sound:
            if key in seen:
                raise InvalidValue(
                    f"offers revise one another in a circle through {shown(key)}", path=("offers", place)
                )
            seen.add(key)
            key = revised.get(key, "")
        sound |= seen
    for place, judged in enumerate(deal.assessments):
        if judged.offer and judged.offer not in revised:
            raise missing_name("offer", judged.offer, set(revised), ("assessments", place, "offer"))


def missing_name(what: str, name: str, known: set[str], path: tuple[str | int, ...]) -> InvalidValue:
    """Return the fault of a name that a deal does not hold, with a near one."""
    near = suggestion(name, known)
    hint = f"; did you mean {near[0]}?" if near else ""
    return InvalidValue(f"no {what} is called {shown(name)}{hint}", path=path)
