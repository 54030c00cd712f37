"""What Hypothesis is told when it is imported: where to look once a class of this library stands in an annotation.

It runs in every project of a user's environment, so it loads neither a strategy nor a class of the model.

    >>> resolve(int) is None
    True
    >>> from armsdeals.model.payment import Payment
    >>> resolve(Payment)
    deferred(...)

Left out: errors, the catalogue and what a check finds, which tests make from deals, and the words of lists, which
Hypothesis knows by itself.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import resolve_name
from typing import Any

from hypothesis import strategies as st

# Class and strategy, under the file of the strategy.
_TABLE = {
    "acts": """
        Amendment=amendments ConditionPrecedent=conditions Delivery=deliveries Instrument=instruments Materiel=materiels
        Payment=payments Reason=reasons Settlement=settlements Suspension=suspensions Termination=terminations
    """,
    "answers": """
        CompetitionPosition=competition_positions Dispute=disputes Explanation=explanations Issue=issue_values
        Issues=issue_lists NextMove=next_moves Paid=paid_sums PaymentMade=payments_made
        Position=positions Reading=readings Resolved=resolved_answers SettlementTold=settlements_told Span=spans
    """,
    "claim": """
        Claim=claims ClassCode=class_codes Evidence=evidences PriceClaim=price_claims ProductionClaim=production_claims
        QuantityClaim=quantity_claims Specification=specifications VolumeClaim=volume_claims
        YearPart=year_parts
    """,
    "deal": "Deal=deals Register=registers",
    "documents": "BrokenDocument=broken_documents",
    "financing": """
        Barter=barters Cash=cashes Credit=loans DebtSwap=debt_swaps Financing=financings FinancingKind=ways_of_paying
        FinancingStep=financing_steps Grant=grants Guarantee=guarantees Lease=leases Loan=loans
    """,
    "credits": "CreditLine=credit_lines Unspecified=unspecified",
    "history": "Event=events",
    "money_over_time": """
        Converted=converted_moneys ConvertedPrice=converted_prices ExchangeRate=exchange_rates PriceChange=price_changes
        PriceIndex=price_indexes Rates=rate_tables
    """,
    "news": "Brief=briefs Change=single_changes Changes=changes Notice=notices",
    "parts": """
        Competition=competitions CompetitionStep=competition_steps Line=lines Link=links Party=parties System=systems
        SystemName=system_names Tranche=tranches
    """,
    "printed": "Counts=line_counts Vintage=vintages YearlyTable=yearly_tables",
    "reckoned": """
        BarterGoods=barter_goods CreditRevision=credit_revisions FinancingFigure=financing_figures
        FinancingPart=financing_parts Milestone=milestones RateFrom=dated_rates Schedule=schedules
        ScheduleRow=schedule_rows
    """,
    "remarks": "Terms=comment_terms",
    "tables": """
        Columns=codebooks Range=ranges Result=results Table=single_tables TableColumn=table_columns Tables=long_tables
    """,
    "terms": """
        Authorisation=authorisations Constraint=constraints Offer=offers OfferAssessment=assessments Offset=offsets
        TechTransfer=tech_transfers
    """,
    "values": """
        Country=countries Estimate=estimates IndexRate=index_rates Measure=measures Money=moneys Price=prices Rate=rates Share=shares TIV=tivs
        When=whens
    """,
    "who": "Actor=actors DealMatch=deal_matches Matching=matchings Merged=mergers NearMiss=near_misses",
}
_STRATEGY_OF = {
    cls: (home, strategy)
    for home, rows in _TABLE.items()
    for cls, _, strategy in (row.partition("=") for row in rows.split())
}


def resolve(thing: Any) -> st.SearchStrategy[Any] | None:
    """Return the strategy of a class of this library; None for anything else."""
    if not isinstance(thing, type) or not thing.__module__.startswith("armsdeals."):
        return None
    found = _STRATEGY_OF.get(thing.__name__)
    return _later(*found) if found is not None else None


def register() -> None:
    """Tell Hypothesis where strategies of our classes are; the entry point of the package.

    Hypothesis asks the table of extras only once a module of that name is loaded, so nothing has to be imported here.
    A release without that table gets each class by itself, which loads the model.
    """
    try:  # a table of Hypothesis's own, which may leave without notice
        extras = resolve_name("hypothesis.strategies._internal.types:_global_extra_lookup")
    except (ImportError, AttributeError):
        _register_each()
    else:
        extras["armsdeals"] = resolve


def _register_each() -> None:
    ours = import_module("armsdeals")
    for name, found in _STRATEGY_OF.items():
        cls = getattr(ours, name, None)
        if cls is not None:
            st.register_type_strategy(cls, _later(*found))


def _later(home: str, strategy: str) -> st.SearchStrategy[Any]:
    return st.deferred(lambda: _drawn(home, strategy))


def _drawn(home: str, strategy: str) -> st.SearchStrategy[Any]:
    return getattr(import_module(f"armsdeals.strategies.{home}"), strategy)()  # type: ignore[no-any-return]
