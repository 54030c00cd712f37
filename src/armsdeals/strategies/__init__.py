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
    )
    from armsdeals.strategies.acts import (
        conditions as conditions,
    )
    from armsdeals.strategies.acts import (
        deliveries as deliveries,
    )
    from armsdeals.strategies.acts import (
        instruments as instruments,
    )
    from armsdeals.strategies.acts import (
        materiels as materiels,
    )
    from armsdeals.strategies.acts import (
        payments as payments,
    )
    from armsdeals.strategies.acts import (
        reasons as reasons,
    )
    from armsdeals.strategies.acts import (
        settlements as settlements,
    )
    from armsdeals.strategies.acts import (
        suspensions as suspensions,
    )
    from armsdeals.strategies.acts import (
        terminations as terminations,
    )
    from armsdeals.strategies.claim import (
        claims as claims,
    )
    from armsdeals.strategies.claim import (
        class_codes as class_codes,
    )
    from armsdeals.strategies.claim import (
        evidences as evidences,
    )
    from armsdeals.strategies.claim import (
        price_claims as price_claims,
    )
    from armsdeals.strategies.claim import (
        production_claims as production_claims,
    )
    from armsdeals.strategies.claim import (
        quantity_claims as quantity_claims,
    )
    from armsdeals.strategies.claim import (
        specifications as specifications,
    )
    from armsdeals.strategies.credits import (
        credit_lines as credit_lines,
    )
    from armsdeals.strategies.credits import (
        decided_loans as decided_loans,
    )
    from armsdeals.strategies.credits import (
        unspecified as unspecified,
    )
    from armsdeals.strategies.deal import deals as deals
    from armsdeals.strategies.deal import registers as registers
    from armsdeals.strategies.documents import BrokenDocument as BrokenDocument
    from armsdeals.strategies.documents import broken_documents as broken_documents
    from armsdeals.strategies.financing import (
        barters as barters,
    )
    from armsdeals.strategies.financing import (
        cashes as cashes,
    )
    from armsdeals.strategies.financing import (
        debt_swaps as debt_swaps,
    )
    from armsdeals.strategies.financing import (
        financing_steps as financing_steps,
    )
    from armsdeals.strategies.financing import (
        financings as financings,
    )
    from armsdeals.strategies.financing import (
        grants as grants,
    )
    from armsdeals.strategies.financing import (
        guarantees as guarantees,
    )
    from armsdeals.strategies.financing import (
        leases as leases,
    )
    from armsdeals.strategies.financing import (
        loans as loans,
    )
    from armsdeals.strategies.financing import (
        ways_of_paying as ways_of_paying,
    )
    from armsdeals.strategies.history import events as events
    from armsdeals.strategies.history import histories as histories
    from armsdeals.strategies.machine import MachineMove as MachineMove
    from armsdeals.strategies.machine import NegotiationMachine as NegotiationMachine
    from armsdeals.strategies.parts import (
        competitions as competitions,
    )
    from armsdeals.strategies.parts import (
        lines as lines,
    )
    from armsdeals.strategies.parts import (
        links as links,
    )
    from armsdeals.strategies.parts import (
        parties as parties,
    )
    from armsdeals.strategies.parts import (
        system_names as system_names,
    )
    from armsdeals.strategies.parts import (
        systems as systems,
    )
    from armsdeals.strategies.parts import (
        tranches as tranches,
    )
    from armsdeals.strategies.paths import AWKWARD as AWKWARD
    from armsdeals.strategies.terms import (
        assessments as assessments,
    )
    from armsdeals.strategies.terms import (
        authorisations as authorisations,
    )
    from armsdeals.strategies.terms import (
        constraints as constraints,
    )
    from armsdeals.strategies.terms import (
        offers as offers,
    )
    from armsdeals.strategies.terms import (
        offsets as offsets,
    )
    from armsdeals.strategies.terms import (
        tech_transfers as tech_transfers,
    )
    from armsdeals.strategies.values import (
        countries as countries,
    )
    from armsdeals.strategies.values import (
        days as days,
    )
    from armsdeals.strategies.values import (
        estimates as estimates,
    )
    from armsdeals.strategies.values import (
        measures as measures,
    )
    from armsdeals.strategies.values import (
        moneys as moneys,
    )
    from armsdeals.strategies.values import (
        prices as prices,
    )
    from armsdeals.strategies.values import (
        rates as rates,
    )
    from armsdeals.strategies.values import (
        shares as shares,
    )
    from armsdeals.strategies.values import (
        slugs as slugs,
    )
    from armsdeals.strategies.values import (
        texts as texts,
    )
    from armsdeals.strategies.values import (
        tivs as tivs,
    )
    from armsdeals.strategies.values import (
        whens as whens,
    )

# Where each name lives. The imports above are for type checkers; a test holds the two lists together.
_HOMES = {
    "acts": "amendments conditions deliveries instruments materiels payments reasons settlements suspensions terminations",
    "claim": "claims class_codes evidences price_claims production_claims quantity_claims specifications",
    "deal": "deals registers",
    "documents": "BrokenDocument broken_documents",
    "financing": "barters cashes debt_swaps financing_steps financings grants guarantees leases loans ways_of_paying",
    "credits": "credit_lines decided_loans unspecified",
    "history": "events histories",
    "machine": "MachineMove NegotiationMachine",
    "parts": "competitions lines links parties system_names systems tranches",
    "paths": "AWKWARD",
    "terms": "assessments authorisations constraints offers offsets tech_transfers",
    "values": "countries days estimates measures moneys prices rates shares slugs texts tivs whens",
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
