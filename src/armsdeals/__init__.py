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
    from armsdeals import plots as plot
    from armsdeals._convert import convert as convert
    from armsdeals._desk import (
        dumps as dumps,
        from_tree as from_tree,
        loads as loads,
        read as read,
        to_tree as to_tree,
        try_read as try_read,
        write as write,
    )
    from armsdeals.analysis._result import Result as Result
    from armsdeals.analysis.cells import NoValue as NoValue
    from armsdeals.analysis.offers import compare_offers as compare_offers
    from armsdeals.cases.cases import casebook as casebook, example as example
    from armsdeals.catalogue.catalogue import (
        Catalogue as Catalogue,
        LineageStep as LineageStep,
        Relation as Relation,
        systems as systems,
    )
    from armsdeals.checks.run import check as check
    from armsdeals.errors import (
        ArmsDealsError as ArmsDealsError,
        CurrencyMismatch as CurrencyMismatch,
        InvalidDeals as InvalidDeals,
        InvalidValue as InvalidValue,
        LimitExceeded as LimitExceeded,
        MissingExtra as MissingExtra,
        MoveNotAllowed as MoveNotAllowed,
        StoreError as StoreError,
        UnknownName as UnknownName,
        UnreadableInput as UnreadableInput,
        UnsupportedVersion as UnsupportedVersion,
        UnwritableOutput as UnwritableOutput,
    )
    from armsdeals.formats.jsonl import iter_deals as iter_deals
    from armsdeals.issues import Issue as Issue, Issues as Issues, Severity as Severity
    from armsdeals.model.classification import ClassCode as ClassCode, Specification as Specification
    from armsdeals.model.competition import (
        Competition as Competition,
        CompetitionPosition as CompetitionPosition,
        CompetitionResult as CompetitionResult,
        CompetitionStep as CompetitionStep,
    )
    from armsdeals.model.condition import Condition as Condition
    from armsdeals.model.deal import Deal as Deal
    from armsdeals.model.delivery import Delivery as Delivery, DeliveryKind as DeliveryKind
    from armsdeals.model.economy import (
        ObligationStatus as ObligationStatus,
        Offset as Offset,
        OffsetForm as OffsetForm,
        TechTransfer as TechTransfer,
        TransferDepth as TransferDepth,
    )
    from armsdeals.model.event import Bound as Bound, Event as Event, EventKind as EventKind
    from armsdeals.model.financing.barter import Barter as Barter, BarterGoods as BarterGoods
    from armsdeals.model.financing.cash import Cash as Cash
    from armsdeals.model.financing.credit import (
        Credit as Credit,
        CreditRevision as CreditRevision,
        GraceInterest as GraceInterest,
        RateFrom as RateFrom,
        RateKind as RateKind,
        StubPeriod as StubPeriod,
    )
    from armsdeals.model.financing.credit_line import CreditLine as CreditLine
    from armsdeals.model.financing.debt_swap import DebtSwap as DebtSwap
    from armsdeals.model.financing.figure import FinancingFigure as FinancingFigure
    from armsdeals.model.financing.financing import Financing as Financing
    from armsdeals.model.financing.grant import Grant as Grant
    from armsdeals.model.financing.guarantee import CoverScope as CoverScope, Guarantee as Guarantee
    from armsdeals.model.financing.kind import FinancingForm as FinancingForm, FinancingKind as FinancingKind
    from armsdeals.model.financing.lease import Lease as Lease
    from armsdeals.model.financing.loan import Loan as Loan, Profile as Profile
    from armsdeals.model.financing.milestone import Milestone as Milestone
    from armsdeals.model.financing.part import FinancingPart as FinancingPart
    from armsdeals.model.financing.row import ScheduleRow as ScheduleRow, ScheduleRowKind as ScheduleRowKind
    from armsdeals.model.financing.schedule import Schedule as Schedule
    from armsdeals.model.financing.status import FinancingStatus as FinancingStatus, FinancingStep as FinancingStep
    from armsdeals.model.financing.unspecified import Unspecified as Unspecified
    from armsdeals.model.financing.valuing import internal_rate as internal_rate, present_value as present_value
    from armsdeals.model.instrument import (
        Amendment as Amendment,
        ConditionPrecedent as ConditionPrecedent,
        ConditionState as ConditionState,
        Consent as Consent,
        Instrument as Instrument,
        InstrumentKind as InstrumentKind,
    )
    from armsdeals.model.limits import (
        Authorisation as Authorisation,
        AuthorisationKind as AuthorisationKind,
        AuthorisationState as AuthorisationState,
        Constraint as Constraint,
        ConstraintKind as ConstraintKind,
    )
    from armsdeals.model.line import Line as Line, LineKind as LineKind
    from armsdeals.model.link import Link as Link, LinkKind as LinkKind
    from armsdeals.model.materiel import Materiel as Materiel
    from armsdeals.model.negotiation import moves as moves
    from armsdeals.model.negotiation.ending import (
        EndActor as EndActor,
        EndReason as EndReason,
        GoodsFate as GoodsFate,
        Reason as Reason,
        Settlement as Settlement,
        SettlementKind as SettlementKind,
        SettlementStatus as SettlementStatus,
        Suspension as Suspension,
        SuspensionScope as SuspensionScope,
        Termination as Termination,
    )
    from armsdeals.model.negotiation.guards import Guard as Guard
    from armsdeals.model.negotiation.moves import MoveKind as MoveKind, Moves as Moves
    from armsdeals.model.negotiation.position import Position as Position
    from armsdeals.model.negotiation.stage import NegotiationStage as NegotiationStage
    from armsdeals.model.next_moves import NextMove as NextMove
    from armsdeals.model.offer import (
        AssessmentGround as AssessmentGround,
        Offer as Offer,
        OfferAssessment as OfferAssessment,
        Verdict as Verdict,
    )
    from armsdeals.model.paid import Paid as Paid, PaymentMade as PaymentMade
    from armsdeals.model.party import Party as Party, PartyKind as PartyKind, Role as Role
    from armsdeals.model.payment import Payment as Payment, PaymentPurpose as PaymentPurpose
    from armsdeals.model.resolved import Resolved as Resolved
    from armsdeals.model.settled import SettlementTold as SettlementTold
    from armsdeals.model.sides import Side as Side
    from armsdeals.model.spans import Span as Span
    from armsdeals.model.system import (
        NameKind as NameKind,
        System as System,
        SystemName as SystemName,
        SystemRole as SystemRole,
    )
    from armsdeals.model.tranche import Tranche as Tranche
    from armsdeals.model.valued import (
        PriceClaim as PriceClaim,
        ProductionClaim as ProductionClaim,
        ProductionMode as ProductionMode,
        QuantityClaim as QuantityClaim,
    )
    from armsdeals.model.volume import VolumeClaim as VolumeClaim
    from armsdeals.model.why import Dispute as Dispute, Explanation as Explanation
    from armsdeals.model.yearly import YearPart as YearPart
    from armsdeals.pages.report import report as report
    from armsdeals.register.about import RegisterInfo as RegisterInfo
    from armsdeals.register.brief import Brief as Brief, Notice as Notice, brief as brief
    from armsdeals.register.conditions import triggered as triggered
    from armsdeals.register.diff import Change as Change, ChangeKind as ChangeKind, Changes as Changes, diff as diff
    from armsdeals.register.matching import (
        DealMatch as DealMatch,
        Matching as Matching,
        NearMiss as NearMiss,
        match_deals as match_deals,
    )
    from armsdeals.register.merge import Merged as Merged
    from armsdeals.register.reading import Reading as Reading
    from armsdeals.register.register import Register as Register
    from armsdeals.register.vintage import Counts as Counts, Vintage as Vintage
    from armsdeals.register.yearly_table import YearlyTable as YearlyTable
    from armsdeals.sources.read_table import read_table as read_table
    from armsdeals.store.store import Store as Store
    from armsdeals.tables.columns import Columns as Columns, ColumnType as ColumnType, TableColumn as TableColumn
    from armsdeals.tables.flat import columns as columns
    from armsdeals.tables.table import Table as Table, Tables as Tables
    from armsdeals.values.actors import Actor as Actor, actor_of as actor_of
    from armsdeals.values.basis import Basis as Basis, ValueBasis as ValueBasis
    from armsdeals.values.business_day import BusinessDayRoll as BusinessDayRoll
    from armsdeals.values.claim import (
        Absence as Absence,
        Claim as Claim,
        Confidence as Confidence,
        Modality as Modality,
        SpeakerRole as SpeakerRole,
    )
    from armsdeals.values.classes import Scheme as Scheme
    from armsdeals.values.convert_countries import convert_countries as convert_countries
    from armsdeals.values.country import Country as Country
    from armsdeals.values.day_count import DayCount as DayCount
    from armsdeals.values.estimate import Estimate as Estimate
    from armsdeals.values.evidence import Evidence as Evidence, SourceKind as SourceKind
    from armsdeals.values.exchange_rate import ExchangeRate as ExchangeRate
    from armsdeals.values.measure import Measure as Measure
    from armsdeals.values.money import Converted as Converted, Money as Money
    from armsdeals.values.price import ConvertedPrice as ConvertedPrice, Price as Price
    from armsdeals.values.price_index import PriceChange as PriceChange, PriceIndex as PriceIndex
    from armsdeals.values.rates import Rates as Rates
    from armsdeals.values.share import IndexRate as IndexRate, Rate as Rate, Share as Share
    from armsdeals.values.terms import Terms as Terms
    from armsdeals.values.terms_reader import parse_terms as parse_terms
    from armsdeals.values.tiv import TIV as TIV
    from armsdeals.values.when import When as When
    from armsdeals.wire.limits import Limits as Limits
    from armsdeals.written.schema import json_schema as json_schema

__version__ = "0.1.0"

# Where each public name lives. The imports above are for type checkers; a test holds the two lists together.
_HOMES = {
    "_convert": "convert",
    "_desk": "dumps from_tree loads read to_tree try_read write",
    "analysis._result": "Result",
    "analysis.cells": "NoValue",
    "analysis.offers": "compare_offers",
    "cases.cases": "casebook example",
    "catalogue.catalogue": "Catalogue LineageStep Relation systems",
    "checks.run": "check",
    "errors": "ArmsDealsError CurrencyMismatch InvalidDeals InvalidValue LimitExceeded MissingExtra MoveNotAllowed StoreError UnknownName UnreadableInput UnsupportedVersion UnwritableOutput",
    "formats.jsonl": "iter_deals",
    "issues": "Issue Issues Severity",
    "model.classification": "ClassCode Specification",
    "model.competition": "Competition CompetitionPosition CompetitionResult CompetitionStep",
    "model.condition": "Condition",
    "model.deal": "Deal",
    "model.delivery": "Delivery DeliveryKind",
    "model.economy": "ObligationStatus Offset OffsetForm TechTransfer TransferDepth",
    "model.event": "Bound Event EventKind",
    "model.financing.barter": "Barter BarterGoods",
    "model.financing.cash": "Cash",
    "model.financing.credit": "Credit CreditRevision GraceInterest RateFrom RateKind StubPeriod",
    "model.financing.credit_line": "CreditLine",
    "model.financing.debt_swap": "DebtSwap",
    "model.financing.figure": "FinancingFigure",
    "model.financing.financing": "Financing",
    "model.financing.grant": "Grant",
    "model.financing.guarantee": "CoverScope Guarantee",
    "model.financing.kind": "FinancingForm FinancingKind",
    "model.financing.lease": "Lease",
    "model.financing.loan": "Loan Profile",
    "model.financing.milestone": "Milestone",
    "model.financing.part": "FinancingPart",
    "model.financing.row": "ScheduleRow ScheduleRowKind",
    "model.financing.schedule": "Schedule",
    "model.financing.status": "FinancingStatus FinancingStep",
    "model.financing.unspecified": "Unspecified",
    "model.financing.valuing": "internal_rate present_value",
    "model.instrument": "Amendment ConditionPrecedent ConditionState Consent Instrument InstrumentKind",
    "model.limits": "Authorisation AuthorisationKind AuthorisationState Constraint ConstraintKind",
    "model.line": "Line LineKind",
    "model.link": "Link LinkKind",
    "model.materiel": "Materiel",
    "model.negotiation.ending": "EndActor EndReason GoodsFate Reason Settlement SettlementKind SettlementStatus Suspension SuspensionScope Termination",
    "model.negotiation.guards": "Guard",
    "model.negotiation.moves": "MoveKind Moves",
    "model.negotiation.position": "Position",
    "model.negotiation.stage": "NegotiationStage",
    "model.next_moves": "NextMove",
    "model.offer": "AssessmentGround Offer OfferAssessment Verdict",
    "model.paid": "Paid PaymentMade",
    "model.party": "Party PartyKind Role",
    "model.payment": "Payment PaymentPurpose",
    "model.resolved": "Resolved",
    "model.settled": "SettlementTold",
    "model.sides": "Side",
    "model.spans": "Span",
    "model.system": "NameKind System SystemName SystemRole",
    "model.tranche": "Tranche",
    "model.valued": "PriceClaim ProductionClaim ProductionMode QuantityClaim",
    "model.volume": "VolumeClaim",
    "model.why": "Dispute Explanation",
    "model.yearly": "YearPart",
    "pages.report": "report",
    "register.about": "RegisterInfo",
    "register.brief": "Brief Notice brief",
    "register.conditions": "triggered",
    "register.diff": "Change ChangeKind Changes diff",
    "register.matching": "DealMatch Matching NearMiss match_deals",
    "register.merge": "Merged",
    "register.reading": "Reading",
    "register.register": "Register",
    "register.vintage": "Counts Vintage",
    "register.yearly_table": "YearlyTable",
    "sources.read_table": "read_table",
    "store.store": "Store",
    "tables.columns": "ColumnType Columns TableColumn",
    "tables.flat": "columns",
    "tables.table": "Table Tables",
    "values.actors": "Actor actor_of",
    "values.basis": "Basis ValueBasis",
    "values.business_day": "BusinessDayRoll",
    "values.claim": "Absence Claim Confidence Modality SpeakerRole",
    "values.classes": "Scheme",
    "values.convert_countries": "convert_countries",
    "values.country": "Country",
    "values.day_count": "DayCount",
    "values.estimate": "Estimate",
    "values.evidence": "Evidence SourceKind",
    "values.exchange_rate": "ExchangeRate",
    "values.measure": "Measure",
    "values.money": "Converted Money",
    "values.price": "ConvertedPrice Price",
    "values.price_index": "PriceChange PriceIndex",
    "values.rates": "Rates",
    "values.share": "IndexRate Rate Share",
    "values.terms": "Terms",
    "values.terms_reader": "parse_terms",
    "values.tiv": "TIV",
    "values.when": "When",
    "wire.limits": "Limits",
    "written.schema": "json_schema",
}
_HOME_OF = {name: f"armsdeals.{home}" for home, names in _HOMES.items() for name in names.split()}
_ROOMS = {
    "moves": "armsdeals.model.negotiation.moves",
    "plot": "armsdeals.plots",
    "strategies": "armsdeals.strategies",
}

__all__ = [*sorted(_HOME_OF), "moves", "plot"]  # noqa: PLE0604  # a list of texts, made from the table


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
