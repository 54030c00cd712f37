"""Hypothesis strategies for everything the model can hold, for your tests as for ours.

Each is a plural noun, the widest valid by default, narrowed by keywords, and shrinks to the plainest case:

    >>> from hypothesis import given
    >>> from armsdeals import strategies as ads
    >>> @given(ads.deals())
    ... def test_the_furthest_stage_is_live_or_none(deal):
    ...     furthest = deal.position.furthest
    ...     assert furthest is None or furthest.rank > 0
    >>> test_the_furthest_stage_is_live_or_none()

Where a class of this library stands in an annotation, Hypothesis finds its strategy by itself (``st.from_type(ad.Deal)``).
Nothing is loaded before it is used. Install with ``pip install "armsdeals[testing]"``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from armsdeals.strategies.acts import (
        amendments as amendments,
        conditions as conditions,
        deliveries as deliveries,
        instruments as instruments,
        materiels as materiels,
        payments as payments,
        reasons as reasons,
        settlements as settlements,
        suspensions as suspensions,
        terminations as terminations,
    )
    from armsdeals.strategies.claim import (
        claims as claims,
        class_codes as class_codes,
        evidences as evidences,
        price_claims as price_claims,
        production_claims as production_claims,
        quantity_claims as quantity_claims,
        specifications as specifications,
        volume_claims as volume_claims,
        year_parts as year_parts,
    )
    from armsdeals.strategies.credits import (
        credit_lines as credit_lines,
        decided_loans as decided_loans,
        unspecified as unspecified,
    )
    from armsdeals.strategies.deal import deals as deals, registers as registers
    from armsdeals.strategies.documents import BrokenDocument as BrokenDocument, broken_documents as broken_documents
    from armsdeals.strategies.financing import (
        barters as barters,
        cashes as cashes,
        debt_swaps as debt_swaps,
        financing_steps as financing_steps,
        financings as financings,
        grants as grants,
        guarantees as guarantees,
        leases as leases,
        loans as loans,
        ways_of_paying as ways_of_paying,
    )
    from armsdeals.strategies.history import events as events, histories as histories
    from armsdeals.strategies.machine import MachineMove as MachineMove, NegotiationMachine as NegotiationMachine
    from armsdeals.strategies.money_over_time import (
        converted_moneys as converted_moneys,
        converted_prices as converted_prices,
        exchange_rates as exchange_rates,
        price_changes as price_changes,
        price_indexes as price_indexes,
        rate_tables as rate_tables,
    )
    from armsdeals.strategies.news import (
        briefs as briefs,
        changes as changes,
        notices as notices,
        single_changes as single_changes,
    )
    from armsdeals.strategies.parts import (
        competition_steps as competition_steps,
        competitions as competitions,
        lines as lines,
        links as links,
        parties as parties,
        system_names as system_names,
        systems as systems,
        tranches as tranches,
    )
    from armsdeals.strategies.paths import AWKWARD as AWKWARD
    from armsdeals.strategies.printed import (
        line_counts as line_counts,
        vintages as vintages,
        yearly_tables as yearly_tables,
    )
    from armsdeals.strategies.reckoned import (
        barter_goods as barter_goods,
        credit_revisions as credit_revisions,
        dated_rates as dated_rates,
        financing_figures as financing_figures,
        financing_parts as financing_parts,
        milestones as milestones,
        schedule_rows as schedule_rows,
        schedules as schedules,
    )
    from armsdeals.strategies.remarks import comment_terms as comment_terms, comments as comments
    from armsdeals.strategies.tables import (
        cells as cells,
        codebooks as codebooks,
        long_tables as long_tables,
        ranges as ranges,
        results as results,
        single_tables as single_tables,
        table_columns as table_columns,
    )
    from armsdeals.strategies.terms import (
        assessments as assessments,
        authorisations as authorisations,
        constraints as constraints,
        offers as offers,
        offsets as offsets,
        tech_transfers as tech_transfers,
    )
    from armsdeals.strategies.values import (
        countries as countries,
        days as days,
        estimates as estimates,
        index_rates as index_rates,
        measures as measures,
        moneys as moneys,
        prices as prices,
        rates as rates,
        shares as shares,
        slugs as slugs,
        texts as texts,
        tivs as tivs,
        whens as whens,
    )
    from armsdeals.strategies.who import (
        actors as actors,
        deal_matches as deal_matches,
        matchings as matchings,
        mergers as mergers,
        near_misses as near_misses,
    )

# Where each name lives. The imports above are for type checkers; a test holds the two lists together.
_HOMES = {
    "acts": "amendments conditions deliveries instruments materiels payments reasons settlements suspensions terminations",
    "claim": "claims class_codes evidences price_claims production_claims quantity_claims specifications volume_claims year_parts",
    "remarks": "comment_terms comments",
    "deal": "deals registers",
    "documents": "BrokenDocument broken_documents",
    "financing": "barters cashes debt_swaps financing_steps financings grants guarantees leases loans ways_of_paying",
    "credits": "credit_lines decided_loans unspecified",
    "history": "events histories",
    "machine": "MachineMove NegotiationMachine",
    "money_over_time": "converted_moneys converted_prices exchange_rates price_changes price_indexes rate_tables",
    "news": "briefs changes notices single_changes",
    "parts": "competition_steps competitions lines links parties system_names systems tranches",
    "paths": "AWKWARD",
    "printed": "line_counts vintages yearly_tables",
    "reckoned": "barter_goods credit_revisions dated_rates financing_figures financing_parts milestones schedule_rows schedules",
    "tables": "cells codebooks long_tables ranges results single_tables table_columns",
    "terms": "assessments authorisations constraints offers offsets tech_transfers",
    "values": "countries days estimates index_rates measures moneys prices rates shares slugs texts tivs whens",
    "who": "actors deal_matches matchings mergers near_misses",
}
_HOME_OF = {name: f"armsdeals.strategies.{home}" for home, names in _HOMES.items() for name in names.split()}

__all__ = sorted(_HOME_OF)  # noqa: PLE0605  # a list of texts, made from the table


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'armsdeals.strategies' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
