"""Terms: what an offer, or a deal by its own terms, holds, brought to one shape so that several can be laid side by side.

    >>> from armsdeals.model.offer import Offer
    >>> terms = terms_of(Offer(key="bid", by="CPMIEC", value="3.44e9 USD offer"))
    >>> terms.name, str(terms.prices[0].value), terms.financing is None
    ('bid', '3440000000 USD OFFER', True)

Left out: what the terms come to in money (`armsdeals.analysis._paying`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from attrs import fields, frozen

from armsdeals._printed import short_repr
from armsdeals.analysis.cells import Cell, NoValue, Rivals
from armsdeals.model.amended import ChangeDay, amendment_days
from armsdeals.model.deal import Deal
from armsdeals.model.financing.financing import Financing
from armsdeals.model.limits import Constraint, ConstraintKind
from armsdeals.model.line import Line
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.offer import Offer
from armsdeals.model.valued import PriceClaim, QuantityClaim
from armsdeals.values.basis import Basis
from armsdeals.values.claim import Claim, Modality, unretracted
from armsdeals.values.evidence import Evidence
from armsdeals.values.when import When

_INTEGRATION = frozenset({ConstraintKind.INTEGRATION_BARRED, ConstraintKind.INTEGRATION_REQUIRED})
# In this order a quantity is looked for; what a contract obliges to tells more than what somebody would like.
_BASES = (
    Basis.ORDERED,
    Basis.OFFERED,
    Basis.NOTIFIED,
    Basis.PLEDGED,
    Basis.LEASED,
    Basis.OPTION,
    Basis.PLANNED,
    Basis.SOUGHT,
)


class Told(NamedTuple):
    """What stands in one cell, and what it rests on.

    Attributes:
        cell: The cell.
        remarks: What must be said of it.
        sources: Where it comes from.
    """

    cell: Cell
    remarks: tuple[str, ...] = ()
    sources: tuple[Evidence, ...] = ()


@frozen(kw_only=True, repr=False)
class Terms:
    """What is told of one offer.

    Attributes:
        name: What the row is called.
        by: Who offers.
        goods: What it is for.
        quantity: How many of what, where it is for one kind of goods; None otherwise.
        lines: For how many kinds of goods it is.
        prices: Every claim of its price.
        revised: What offers asked that others took the place of.
        financing: How it is paid for; None if nobody says.
        retracted: Ids of claims that others take back.
        amended: The days on which the terms of the contract were changed.
        words: What is told of production, technology, limits, delivery and offsets, by the name of the column.
        known: When the last of it became known; None if nothing is dated.
    """

    name: str
    by: Told
    goods: Told
    quantity: QuantityClaim | None
    lines: int
    prices: tuple[PriceClaim, ...]
    revised: tuple[PriceClaim, ...]
    financing: Financing | None
    retracted: frozenset[str]
    amended: tuple[ChangeDay, ...]
    words: dict[str, Told]
    known: When | None

    __repr__ = short_repr


def terms_of(thing: Any, name: str = "") -> Terms:
    """Return the terms of an offer, or of a deal.

    Raises:
        TypeError: It is neither.
    """
    if isinstance(thing, Deal):
        return _of_deal(thing, name)
    if isinstance(thing, Offer):
        return _of_offer(thing, name)
    raise TypeError(f"an offer or a deal is compared, not {type(thing).__name__}")


def _of_offer(offer: Offer, name: str) -> Terms:
    nobody = Told(NoValue.UNKNOWN, ("an offer by itself tells nothing of it; compare the deal that holds the offer",))
    words = dict.fromkeys(("local_production", "integration", "conditions", "delivery", "offsets"), nobody)
    words["technology"] = Told(offer.technology, sources=offer.evidence) if offer.technology else Told(NoValue.UNKNOWN)
    lines = Told(", ".join(offer.lines), ("named by the ids of lines only",), offer.evidence)
    return Terms(
        name=name or offer.key or offer.by,
        by=Told(offer.by, sources=offer.evidence) if offer.by else Told(NoValue.UNKNOWN),
        goods=lines if offer.lines else Told(NoValue.UNKNOWN),
        quantity=None,
        lines=len(offer.lines),
        prices=_asked([offer]),
        revised=(),
        financing=offer.financing,
        retracted=frozenset(),
        amended=(),
        words=words,
        known=offer.known,
    )


def _of_deal(deal: Deal, name: str) -> Terms:
    gone = deal.retracted()
    suppliers = ", ".join(party.name for party in deal.suppliers)
    standing = standing_offers(deal.offers, gone)
    facts = [offer for offer in unretracted(deal.offers, gone) if offer.modality is Modality.FACT]
    counts = [claim for line in deal.lines if (claim := _count(deal, line)) is not None]
    return Terms(
        name=name or deal.id,
        by=Told(suppliers) if suppliers else Told(NoValue.UNKNOWN),
        goods=_goods(deal),
        quantity=counts[0] if len(deal.lines) == len(counts) == 1 else None,
        lines=len(deal.lines),
        prices=(*deal.prices, *_asked(standing)),
        revised=_asked(offer for offer in facts if offer not in standing),
        financing=deal.financing,
        retracted=gone,
        amended=amendment_days(deal.history, gone),
        words={
            "local_production": _listed([c for line in deal.lines for c in line.production], gone, _production),
            "technology": _technology(deal, gone),
            "integration": _listed([c for c in deal.constraints if c.kind in _INTEGRATION], gone, _limit),
            "conditions": _listed([c for c in deal.constraints if c.kind not in _INTEGRATION], gone, _limit),
            "delivery": _delivery(deal, gone),
            "offsets": _listed(deal.offsets, gone, _offset),
        },
        known=deal.last_heard,
    )


def standing_offers(offers: Sequence[Offer], gone: frozenset[str]) -> list[Offer]:
    """Return the offers that are told as facts and that no later one took the place of."""
    facts = [one for one in unretracted(offers, gone) if one.modality is Modality.FACT]
    revised = {one.revises for one in facts if one.revises}
    return [one for one in facts if not one.key or one.key not in revised]


def _asked(offers: Iterable[Offer]) -> tuple[PriceClaim, ...]:
    """What offers ask, as claims of a price."""
    frame = [f.name for f in fields(Claim) if f.name not in ("absent", "retracts")]
    priced = (offer for offer in offers if offer.value is not None)
    return tuple(PriceClaim(value=offer.value, **{name: getattr(offer, name) for name in frame}) for offer in priced)


def _count(deal: Deal, line: Line) -> QuantityClaim | None:
    """How many of a line, on the basis that tells most."""
    for basis in _BASES:
        answer = deal.quantity(line.id, basis)
        if answer.value is not None and isinstance(answer.decided_by[0], QuantityClaim):
            return QuantityClaim(value=answer.value, basis=basis, evidence=answer.decided_by[0].evidence)  # type: ignore[arg-type]
    return None


def _goods(deal: Deal) -> Told:
    told: list[str] = []
    sources: list[Evidence] = []
    for line in deal.lines:
        claim = _count(deal, line)
        if claim is None or claim.value is None:
            told.append(f"{line.system}, number unknown")
        else:
            told.append(f"{claim.value.in_words} {line.system}, {claim.basis.in_words}")
            sources += claim.evidence
    return Told("; ".join(told), sources=tuple(sources)) if told else Told(NoValue.UNKNOWN)


def _listed(claims: Iterable[Any], gone: frozenset[str], said: Any) -> Told:
    """What claims tell, each once, facts first; one that is known to be absent says so."""
    held = sorted(unretracted(list(claims), gone), key=lambda claim: claim.modality is not Modality.FACT)
    held = [claim for claim in held if not claim.retracts or claim.text]
    if not held:
        return Told(NoValue.UNKNOWN)
    sources = tuple(source for claim in held for source in claim.evidence)
    if len(held) == 1 and held[0].absent is not None and held[0].modality is Modality.FACT:
        return Told(NoValue(held[0].absent.value), (held[0].text,) if held[0].text else (), sources)
    return Told("; ".join(dict.fromkeys(_mood(said(claim), claim) for claim in held)), sources=sources)


def _mood(text: str, claim: Claim) -> str:
    return text if claim.modality is Modality.FACT else f"{claim.modality.in_words}: {text}"


def _production(claim: Any) -> str:
    if claim.absent is not None:
        return f"{claim.absent.in_words}"
    if claim.value is None:  # it only takes another claim back
        return str(claim.text)
    place = f" in {claim.place}" if claim.place else ""
    return (
        f"{claim.value.in_words}{place}"
        if claim.value != "UNKNOWN"
        else f"made{place or ' elsewhere'}, form not stated"
    )


def _limit(claim: Constraint) -> str:
    kind = claim.kind.in_words
    if claim.kind is ConstraintKind.CONDITION_ON_OTHER_DEAL and claim.stage is not None:
        kind = f"off once {claim.deal} comes to {claim.stage.in_words}"
    area = f": {claim.area}" if claim.area else ""
    return f"{kind}{area}{f' ({claim.by})' if claim.by else ''}"


def _offset(claim: Any) -> str:
    if claim.absent is not None:
        return str(claim.absent.in_words)
    told = [f"{claim.percent.in_words} % of the price"] if claim.percent is not None else []
    told += [claim.value.in_words] if claim.value is not None else []
    told += [word.in_words for word in (claim.form, claim.status) if word != "UNKNOWN"]
    return (
        ", ".join(told) if claim.percent is not None or claim.value is not None else ", ".join([*told, "sum unknown"])
    )


def _technology(deal: Deal, gone: frozenset[str]) -> Told:
    """What is told of sharing know-how: facts for and against it exclude each other; wishes stand as remarks."""
    held = unretracted(deal.technology, gone)
    shared = [c for c in held if c.modality is Modality.FACT and c.absent is None]
    denied = [
        c for c in held if c.modality is Modality.DENIED or (c.modality is Modality.FACT and c.absent is not None)
    ]
    others = [c for c in held if c not in shared and c not in denied]
    remarks = tuple(f"{_mood(_know_how(c), c)}{f' ({c.cited})' if c.evidence else ''}" for c in others)
    sources = tuple(source for claim in (*shared, *denied) for source in claim.evidence)
    told = list(dict.fromkeys(_know_how(claim) for claim in (*shared, *denied)))
    if shared and denied and len(told) > 1:
        return Told(Rivals(told), remarks, sources)
    if not told:
        return Told(NoValue.UNKNOWN, remarks)
    absent = {claim.absent for claim in denied if claim.absent is not None}
    if not shared and len(absent) == 1 and all(claim.absent is not None for claim in denied):
        return Told(NoValue(absent.pop().value), (*(c.text for c in denied if c.text), *remarks), sources)
    return Told("; ".join(told), remarks, sources)


def _know_how(claim: Any) -> str:
    words = [word.in_words for word in (claim.status, claim.depth) if word != "UNKNOWN"]
    about = ", ".join([*words, *([claim.limits] if claim.limits else [])]) or claim.text
    if claim.absent is not None:
        about = f"{claim.absent.in_words} ({claim.text})" if claim.text else claim.absent.in_words
    elif claim.modality is Modality.DENIED:
        about = f"denied ({claim.text})" if claim.text else "denied"
    subject = f"{claim.subject}: " if claim.subject else ""
    day = claim.when or claim.known
    return f"{subject}{about}{f', {day}' if day else ''}"


def _delivery(deal: Deal, gone: frozenset[str]) -> Told:
    """The first and the last arrival that is told, and how long after the signature the first one came."""
    events = [event for event in unretracted(deal.history, gone) if event.deliveries]
    came = sorted((e for e in events if e.modality is Modality.FACT), key=lambda e: (e.when.lo, e.when.hi))
    plans = [f"planned for {e.when}" for e in events if e.modality is Modality.PLANNED]
    told = []
    if came:
        told.append(f"first {came[0].when}" if len(came) > 1 else str(came[0].when))
        told += [f"last {came[-1].when}"] if len(came) > 1 else []
        days = deal.days_between(NegotiationStage.SIGNED, NegotiationStage.DELIVERING)
        told += [f"{days.in_words} after the signature"] if days is not None else []
    told += list(dict.fromkeys(plans))
    sources = tuple(source for event in events for source in event.evidence)
    return Told(", ".join(told), sources=sources) if told else Told(NoValue.UNKNOWN)
