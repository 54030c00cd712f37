"""Knowing less: a deal as a reader of some day could have written it.

Knowledge is a view of the whole deal, so that nothing below has to ask who knew what. A claim stays if it was certainly
known by the end of the day; its names for claims that were not known yet are cleared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol, TypeVar

from attrs import evolve

from armsdeals.model.classification import ClassCode, Specification
from armsdeals.model.economy import Offset, TechTransfer
from armsdeals.model.event import Event
from armsdeals.model.financing.financing import Financing
from armsdeals.model.limits import Authorisation, Constraint
from armsdeals.model.line import Line
from armsdeals.model.offer import Offer, OfferAssessment
from armsdeals.model.party import Party
from armsdeals.model.system import System
from armsdeals.model.tranche import Tranche
from armsdeals.model.valued import PriceClaim, ProductionClaim, QuantityClaim
from armsdeals.model.volume import VolumeClaim
from armsdeals.values.claim import Claim
from armsdeals.values.evidence import Evidence
from armsdeals.values.when import NEVER


class Told(Protocol):
    """What of a deal holds claims."""

    @property
    def parties(self) -> tuple[Party, ...]: ...  # noqa: D102
    @property
    def history(self) -> tuple[Event, ...]: ...  # noqa: D102
    @property
    def prices(self) -> tuple[PriceClaim, ...]: ...  # noqa: D102
    @property
    def lines(self) -> tuple[Line, ...]: ...  # noqa: D102
    @property
    def financing(self) -> Financing | None: ...  # noqa: D102
    @property
    def offers(self) -> tuple[Offer, ...]: ...  # noqa: D102
    @property
    def assessments(self) -> tuple[OfferAssessment, ...]: ...  # noqa: D102
    @property
    def authorisations(self) -> tuple[Authorisation, ...]: ...  # noqa: D102
    @property
    def constraints(self) -> tuple[Constraint, ...]: ...  # noqa: D102
    @property
    def offsets(self) -> tuple[Offset, ...]: ...  # noqa: D102
    @property
    def technology(self) -> tuple[TechTransfer, ...]: ...  # noqa: D102
    @property
    def tranches(self) -> tuple[Tranche, ...]: ...  # noqa: D102
    @property
    def sources(self) -> tuple[Evidence, ...]: ...  # noqa: D102


BESIDE = (
    "offers",
    "assessments",
    "authorisations",
    "constraints",
    "offsets",
    "technology",
)  # claims beside the history

D = TypeVar("D", bound=Told)
C = TypeVar("C", bound=Claim)


def claims_of(deal: Told) -> Iterator[Claim]:
    """Return every claim that a deal holds, of every kind."""
    held: list[Claim] = [*deal.history, *deal.prices]
    for line in deal.lines:
        held += (*line.quantities, *line.production, *line.volumes)
    if deal.financing is not None:
        held += deal.financing.instruments
    for name in BESIDE:
        held += getattr(deal, name)
    return iter(held)


def undated(deal: Told) -> tuple[Claim, ...]:
    """Return the claims that no "known by" can use, for want of a date of publication."""
    return tuple(claim for claim in claims_of(deal) if claim.known_days[1] == NEVER)


def as_known(deal: D, day: int) -> D:
    """Return the deal without the claims that were not certainly known by the end of a day (a day number)."""
    return narrowed(deal, lambda claim: claim.known_days[1] <= day)


def narrowed(deal: D, keep: Callable[[Claim], bool]) -> D:
    """Return the deal with some of its claims only, none of which names one that is left out."""
    names = {claim.id for claim in claims_of(deal) if keep(claim)}
    offers = {offer.key for offer in deal.offers if keep(offer)}

    def kept(claims: tuple[C, ...]) -> tuple[C, ...]:
        return tuple(_without(claim, names, offers) for claim in claims if keep(claim) and _still_says(claim, names))

    financing = deal.financing
    if financing is not None:
        told = kept(financing.instruments)
        # What is left out cannot have completed anything.
        complete = financing.complete and len(told) == len(financing.instruments)
        financing = evolve(financing, instruments=told, complete=complete) if told else None
    held: Any = deal  # an attrs class, which the protocol cannot say
    less: D = evolve(
        held,
        history=kept(deal.history),
        prices=kept(deal.prices),
        lines=tuple(
            evolve(
                line,
                quantities=kept(line.quantities),
                production=kept(line.production),
                volumes=kept(line.volumes),
                system=_said(line.system, keep),
            )
            for line in deal.lines
        ),
        financing=financing,
        **{name: kept(getattr(deal, name)) for name in BESIDE},
    )
    return less


def system_as_known(system: System, day: int) -> System:
    """Return a system without the classes and figures that were not certainly known by the end of a day (a day number)."""
    return _said(system, lambda claim: claim.known_days[1] <= day)


def _said(system: System, keep: Callable[[Claim], bool]) -> System:
    """Return a system with some of its claims only; by what names it goes is nobody's claim."""
    if not system.codes and not system.specifications:
        return system
    told: tuple[ClassCode | Specification, ...] = (*system.codes, *system.specifications)
    if all(keep(claim) for claim in told):
        return system
    names = {claim.id for claim in told if keep(claim)}
    return evolve(
        system,
        codes=tuple(_without(one, names, names) for one in system.codes if keep(one) and _still_says(one, names)),
        specifications=tuple(
            _without(one, names, names) for one in system.specifications if keep(one) and _still_says(one, names)
        ),
    )


def _known_offers(claim: Offer | OfferAssessment, offers: set[str]) -> dict[str, str]:
    field = "revises" if isinstance(claim, Offer) else "offer"
    named = getattr(claim, field)
    return {field: ""} if named and named not in offers else {}


def _still_says(claim: Claim, names: set[str]) -> bool:
    """Whether a claim says anything yet: one that only takes back a claim that was not known does not."""
    if not claim.retracts or claim.retracts in names or claim.absent is not None:
        return True
    if isinstance(claim, ClassCode):
        return bool(claim.code)
    if isinstance(claim, (PriceClaim, QuantityClaim, ProductionClaim, Specification, VolumeClaim)):
        return claim.value is not None
    return True


def _without(claim: C, names: set[str], offers: set[str]) -> C:
    """The claim, not naming others that are not known yet."""
    changes: dict[str, Any] = {}
    if claim.retracts and claim.retracts not in names:
        changes["retracts"] = ""
    if isinstance(claim, Event) and claim.after and claim.after not in names:
        changes["after"] = ""
    if isinstance(claim, (Offer, OfferAssessment)):
        changes |= _known_offers(claim, offers)
    return evolve(claim, **changes) if changes else claim
