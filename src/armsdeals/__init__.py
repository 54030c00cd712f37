"""Public arms deals as typed, sourced, replayable histories.

Who sells what to whom, on what terms, and where the dealing stood on any day, as far as was known by any day:

    >>> import armsdeals as ad
    >>> deal = ad.Deal(id="demo", parties=(ad.Party("Russia", role="supplier"), ad.Party("Türkiye", role="recipient")),
    ...                lines=(ad.Line(id="s400", system="S-400"),))
    >>> deal = deal.start_talks(on="2016-11").sign(on="2017-09")
    >>> print(deal.as_of("2017-03-01"))
    TALKS since 2016-11

Values (`Money`, `Price`, `Estimate`, `Measure`, `When`, `Country`) keep what is uncertain. Everything that somebody says
is a `Claim` with its `Evidence`; rivals stand side by side. `read`, `write` and `check` deal with files, `example` gives
bundled histories, `report` draws a page. Nothing is loaded before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from armsdeals._desk import (
        dumps as dumps,
    )
    from armsdeals._desk import (
        from_tree as from_tree,
    )
    from armsdeals._desk import (
        loads as loads,
    )
    from armsdeals._desk import (
        read as read,
    )
    from armsdeals._desk import (
        to_tree as to_tree,
    )
    from armsdeals._desk import (
        try_read as try_read,
    )
    from armsdeals._desk import (
        write as write,
    )
    from armsdeals.cases.cases import casebook as casebook
    from armsdeals.cases.cases import example as example
    from armsdeals.catalogue.catalogue import (
        Catalogue as Catalogue,
    )
    from armsdeals.catalogue.catalogue import (
        LineageStep as LineageStep,
    )
    from armsdeals.catalogue.catalogue import (
        Relation as Relation,
    )
    from armsdeals.catalogue.catalogue import (
        systems as systems,
    )
    from armsdeals.checks.run import check as check
    from armsdeals.errors import (
        ArmsDealsError as ArmsDealsError,
    )
    from armsdeals.errors import (
        CurrencyMismatch as CurrencyMismatch,
    )
    from armsdeals.errors import (
        InvalidDeals as InvalidDeals,
    )
    from armsdeals.errors import (
        InvalidValue as InvalidValue,
    )
    from armsdeals.errors import (
        LimitExceeded as LimitExceeded,
    )
    from armsdeals.errors import (
        MissingExtra as MissingExtra,
    )
    from armsdeals.errors import (
        MoveNotAllowed as MoveNotAllowed,
    )
    from armsdeals.errors import (
        StoreError as StoreError,
    )
    from armsdeals.errors import (
        UnknownName as UnknownName,
    )
    from armsdeals.errors import (
        UnreadableInput as UnreadableInput,
    )
    from armsdeals.errors import (
        UnsupportedVersion as UnsupportedVersion,
    )
    from armsdeals.issues import Issue as Issue
    from armsdeals.issues import Issues as Issues
    from armsdeals.issues import Severity as Severity
    from armsdeals.model.classification import ClassCode as ClassCode
    from armsdeals.model.classification import Specification as Specification
    from armsdeals.model.competition import Competition as Competition
    from armsdeals.model.competition import CompetitionResult as CompetitionResult
    from armsdeals.model.deal import Deal as Deal
    from armsdeals.model.delivery import Delivery as Delivery
    from armsdeals.model.delivery import DeliveryKind as DeliveryKind
    from armsdeals.model.economy import (
        ObligationStatus as ObligationStatus,
    )
    from armsdeals.model.economy import (
        Offset as Offset,
    )
    from armsdeals.model.economy import (
        OffsetForm as OffsetForm,
    )
    from armsdeals.model.economy import (
        TechTransfer as TechTransfer,
    )
    from armsdeals.model.economy import (
        TransferDepth as TransferDepth,
    )
    from armsdeals.model.event import Bound as Bound
    from armsdeals.model.event import Event as Event
    from armsdeals.model.event import EventKind as EventKind
    from armsdeals.model.financing.cash import Cash as Cash
    from armsdeals.model.financing.financing import Financing as Financing
    from armsdeals.model.financing.grant import Grant as Grant
    from armsdeals.model.financing.kind import FinancingForm as FinancingForm
    from armsdeals.model.financing.kind import FinancingKind as FinancingKind
    from armsdeals.model.financing.loan import Loan as Loan
    from armsdeals.model.financing.loan import Profile as Profile
    from armsdeals.model.financing.status import FinancingStatus as FinancingStatus
    from armsdeals.model.financing.status import FinancingStep as FinancingStep
    from armsdeals.model.instrument import (
        Amendment as Amendment,
    )
    from armsdeals.model.instrument import (
        ConditionPrecedent as ConditionPrecedent,
    )
    from armsdeals.model.instrument import (
        ConditionState as ConditionState,
    )
    from armsdeals.model.instrument import (
        Consent as Consent,
    )
    from armsdeals.model.instrument import (
        Instrument as Instrument,
    )
    from armsdeals.model.instrument import (
        InstrumentKind as InstrumentKind,
    )
    from armsdeals.model.limits import (
        Authorisation as Authorisation,
    )
    from armsdeals.model.limits import (
        AuthorisationKind as AuthorisationKind,
    )
    from armsdeals.model.limits import (
        AuthorisationState as AuthorisationState,
    )
    from armsdeals.model.limits import (
        Constraint as Constraint,
    )
    from armsdeals.model.limits import (
        ConstraintKind as ConstraintKind,
    )
    from armsdeals.model.line import Condition as Condition
    from armsdeals.model.line import Line as Line
    from armsdeals.model.line import LineKind as LineKind
    from armsdeals.model.link import Link as Link
    from armsdeals.model.link import LinkKind as LinkKind
    from armsdeals.model.materiel import Materiel as Materiel
    from armsdeals.model.negotiation import moves as moves
    from armsdeals.model.negotiation.ending import (
        EndActor as EndActor,
    )
    from armsdeals.model.negotiation.ending import (
        EndReason as EndReason,
    )
    from armsdeals.model.negotiation.ending import (
        GoodsFate as GoodsFate,
    )
    from armsdeals.model.negotiation.ending import (
        Reason as Reason,
    )
    from armsdeals.model.negotiation.ending import (
        Settlement as Settlement,
    )
    from armsdeals.model.negotiation.ending import (
        SettlementKind as SettlementKind,
    )
    from armsdeals.model.negotiation.ending import (
        SettlementStatus as SettlementStatus,
    )
    from armsdeals.model.negotiation.ending import (
        Suspension as Suspension,
    )
    from armsdeals.model.negotiation.ending import (
        SuspensionScope as SuspensionScope,
    )
    from armsdeals.model.negotiation.ending import (
        Termination as Termination,
    )
    from armsdeals.model.negotiation.guards import Guard as Guard
    from armsdeals.model.negotiation.moves import MoveKind as MoveKind
    from armsdeals.model.negotiation.moves import Moves as Moves
    from armsdeals.model.negotiation.position import Position as Position
    from armsdeals.model.negotiation.stage import NegotiationStage as NegotiationStage
    from armsdeals.model.next_moves import NextMove as NextMove
    from armsdeals.model.offer import (
        AssessmentGround as AssessmentGround,
    )
    from armsdeals.model.offer import (
        Offer as Offer,
    )
    from armsdeals.model.offer import (
        OfferAssessment as OfferAssessment,
    )
    from armsdeals.model.offer import (
        Verdict as Verdict,
    )
    from armsdeals.model.party import Party as Party
    from armsdeals.model.party import PartyKind as PartyKind
    from armsdeals.model.party import Role as Role
    from armsdeals.model.payment import Payment as Payment
    from armsdeals.model.payment import PaymentPurpose as PaymentPurpose
    from armsdeals.model.policies import Policy as Policy
    from armsdeals.model.resolve import Resolved as Resolved
    from armsdeals.model.sides import Side as Side
    from armsdeals.model.spans import Span as Span
    from armsdeals.model.system import (
        NameKind as NameKind,
    )
    from armsdeals.model.system import (
        System as System,
    )
    from armsdeals.model.system import (
        SystemName as SystemName,
    )
    from armsdeals.model.system import (
        SystemRole as SystemRole,
    )
    from armsdeals.model.tranche import Tranche as Tranche
    from armsdeals.model.valued import (
        PriceClaim as PriceClaim,
    )
    from armsdeals.model.valued import (
        ProductionClaim as ProductionClaim,
    )
    from armsdeals.model.valued import (
        ProductionMode as ProductionMode,
    )
    from armsdeals.model.valued import (
        QuantityClaim as QuantityClaim,
    )
    from armsdeals.model.why import Dispute as Dispute
    from armsdeals.model.why import Explanation as Explanation
    from armsdeals.pages.report import report as report
    from armsdeals.register.conditions import triggered as triggered
    from armsdeals.register.reading import Reading as Reading
    from armsdeals.register.register import Register as Register
    from armsdeals.values.basis import Basis as Basis
    from armsdeals.values.basis import ValueBasis as ValueBasis
    from armsdeals.values.claim import (
        Absence as Absence,
    )
    from armsdeals.values.claim import (
        Claim as Claim,
    )
    from armsdeals.values.claim import (
        Confidence as Confidence,
    )
    from armsdeals.values.claim import (
        Modality as Modality,
    )
    from armsdeals.values.claim import (
        SpeakerRole as SpeakerRole,
    )
    from armsdeals.values.classes import Scheme as Scheme
    from armsdeals.values.country import Country as Country
    from armsdeals.values.estimate import Estimate as Estimate
    from armsdeals.values.evidence import Evidence as Evidence
    from armsdeals.values.evidence import SourceKind as SourceKind
    from armsdeals.values.measure import Measure as Measure
    from armsdeals.values.money import Money as Money
    from armsdeals.values.price import Price as Price
    from armsdeals.values.share import Rate as Rate
    from armsdeals.values.share import Share as Share
    from armsdeals.values.tiv import TIV as TIV
    from armsdeals.values.when import When as When

__version__ = "0.1.0"

# Where each public name lives. The imports above are for type checkers; a test holds the two lists together.
_HOMES = {
    "_desk": "dumps from_tree loads read to_tree try_read write",
    "cases.cases": "casebook example",
    "catalogue.catalogue": "Catalogue LineageStep Relation systems",
    "checks.run": "check",
    "errors": "ArmsDealsError CurrencyMismatch InvalidDeals InvalidValue LimitExceeded MissingExtra MoveNotAllowed StoreError UnknownName UnreadableInput UnsupportedVersion",
    "issues": "Issue Issues Severity",
    "model.classification": "ClassCode Specification",
    "model.competition": "Competition CompetitionResult",
    "model.deal": "Deal",
    "model.delivery": "Delivery DeliveryKind",
    "model.economy": "ObligationStatus Offset OffsetForm TechTransfer TransferDepth",
    "model.event": "Bound Event EventKind",
    "model.financing.cash": "Cash",
    "model.financing.financing": "Financing",
    "model.financing.grant": "Grant",
    "model.financing.kind": "FinancingForm FinancingKind",
    "model.financing.loan": "Loan Profile",
    "model.financing.status": "FinancingStatus FinancingStep",
    "model.instrument": "Amendment ConditionPrecedent ConditionState Consent Instrument InstrumentKind",
    "model.limits": "Authorisation AuthorisationKind AuthorisationState Constraint ConstraintKind",
    "model.line": "Condition Line LineKind",
    "model.link": "Link LinkKind",
    "model.materiel": "Materiel",
    "model.negotiation.ending": "EndActor EndReason GoodsFate Reason Settlement SettlementKind SettlementStatus Suspension SuspensionScope Termination",
    "model.negotiation.guards": "Guard",
    "model.negotiation.moves": "MoveKind Moves",
    "model.negotiation.position": "Position",
    "model.negotiation.stage": "NegotiationStage",
    "model.next_moves": "NextMove",
    "model.offer": "AssessmentGround Offer OfferAssessment Verdict",
    "model.party": "Party PartyKind Role",
    "model.payment": "Payment PaymentPurpose",
    "model.policies": "Policy",
    "model.resolve": "Resolved",
    "model.sides": "Side",
    "model.spans": "Span",
    "model.system": "NameKind System SystemName SystemRole",
    "model.tranche": "Tranche",
    "model.valued": "PriceClaim ProductionClaim ProductionMode QuantityClaim",
    "model.why": "Dispute Explanation",
    "pages.report": "report",
    "register.conditions": "triggered",
    "register.reading": "Reading",
    "register.register": "Register",
    "values.basis": "Basis ValueBasis",
    "values.claim": "Absence Claim Confidence Modality SpeakerRole",
    "values.classes": "Scheme",
    "values.country": "Country",
    "values.estimate": "Estimate",
    "values.evidence": "Evidence SourceKind",
    "values.measure": "Measure",
    "values.money": "Money",
    "values.price": "Price",
    "values.share": "Rate Share",
    "values.tiv": "TIV",
    "values.when": "When",
}
_HOME_OF = {name: f"armsdeals.{home}" for home, names in _HOMES.items() for name in names.split()}
_ROOMS = {"moves": "armsdeals.model.negotiation.moves", "strategies": "armsdeals.strategies"}

__all__ = [*sorted(_HOME_OF), "moves"]  # noqa: PLE0604  # a list of texts, made from the table


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        value: Any = import_module(_ROOMS[name])
    elif name in _HOME_OF:
        value = getattr(import_module(_HOME_OF[name]), name)
    else:
        raise AttributeError(f"module 'armsdeals' has no attribute {name!r}")
    # A folder of the same name (casebook, report) is bound on its import, so the name is bound again behind it.
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
