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
    from armsdeals._desk import dumps, from_tree, loads, read, to_tree, try_read, write
    from armsdeals.casebook.casebook import casebook, example
    from armsdeals.checks.run import check
    from armsdeals.errors import (
        ArmsDealsError,
        CurrencyMismatch,
        InvalidDeals,
        InvalidValue,
        LimitExceeded,
        MissingExtra,
        MoveNotAllowed,
        StoreError,
        UnknownName,
        UnreadableInput,
        UnsupportedVersion,
    )
    from armsdeals.issues import Issue, Issues, Severity
    from armsdeals.model.deal import Deal
    from armsdeals.model.delivery import Delivery
    from armsdeals.model.event import Bound, Event, EventKind
    from armsdeals.model.financing.cash import Cash
    from armsdeals.model.financing.financing import Financing
    from armsdeals.model.financing.grant import Grant
    from armsdeals.model.financing.kind import FinancingForm, FinancingKind
    from armsdeals.model.financing.loan import Loan, Profile
    from armsdeals.model.financing.status import FinancingStatus, FinancingStep
    from armsdeals.model.instrument import Instrument, InstrumentKind
    from armsdeals.model.line import Condition, Line, LineKind
    from armsdeals.model.link import Link, LinkKind
    from armsdeals.model.negotiation import moves
    from armsdeals.model.negotiation.ending import EndActor, EndReason, Reason, Suspension, Termination
    from armsdeals.model.negotiation.position import Position
    from armsdeals.model.negotiation.stage import NegotiationStage
    from armsdeals.model.party import Party, PartyKind, Role
    from armsdeals.model.resolve import Resolved
    from armsdeals.model.spans import Span
    from armsdeals.model.system import System
    from armsdeals.model.valued import PriceClaim, ProductionClaim, ProductionMode, QuantityClaim
    from armsdeals.model.why import Dispute, Explanation
    from armsdeals.register.reading import Reading
    from armsdeals.register.register import Register
    from armsdeals.report.report import report
    from armsdeals.values.basis import Basis, ValueBasis
    from armsdeals.values.claim import Absence, Claim, Confidence, Modality, SpeakerRole
    from armsdeals.values.country import Country
    from armsdeals.values.estimate import Estimate
    from armsdeals.values.evidence import Evidence, SourceKind
    from armsdeals.values.measure import Measure
    from armsdeals.values.money import Money
    from armsdeals.values.price import Price
    from armsdeals.values.share import Rate, Share
    from armsdeals.values.tiv import TIV
    from armsdeals.values.when import When

__version__ = "0.1.0"

# Where each public name lives. The imports above are for type checkers; a test holds the two lists together.
_HOMES = {
    "_desk": "dumps from_tree loads read to_tree try_read write",
    "casebook.casebook": "casebook example",
    "checks.run": "check",
    "errors": "ArmsDealsError CurrencyMismatch InvalidDeals InvalidValue LimitExceeded MissingExtra MoveNotAllowed "
    "StoreError UnknownName UnreadableInput UnsupportedVersion",
    "issues": "Issue Issues Severity",
    "model.deal": "Deal",
    "model.delivery": "Delivery",
    "model.event": "Bound Event EventKind",
    "model.financing.cash": "Cash",
    "model.financing.financing": "Financing",
    "model.financing.grant": "Grant",
    "model.financing.kind": "FinancingForm FinancingKind",
    "model.financing.loan": "Loan Profile",
    "model.financing.status": "FinancingStatus FinancingStep",
    "model.instrument": "Instrument InstrumentKind",
    "model.line": "Condition Line LineKind",
    "model.link": "Link LinkKind",
    "model.negotiation.ending": "EndActor EndReason Reason Suspension Termination",
    "model.negotiation.position": "Position",
    "model.negotiation.stage": "NegotiationStage",
    "model.party": "Party PartyKind Role",
    "model.resolve": "Resolved",
    "model.spans": "Span",
    "model.system": "System",
    "model.valued": "PriceClaim ProductionClaim ProductionMode QuantityClaim",
    "model.why": "Dispute Explanation",
    "register.reading": "Reading",
    "register.register": "Register",
    "report.report": "report",
    "values.basis": "Basis ValueBasis",
    "values.claim": "Absence Claim Confidence Modality SpeakerRole",
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
