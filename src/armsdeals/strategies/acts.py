"""What an event carries: goods and money that move, documents, halts, ends and what settles them.

>>> from hypothesis import find
>>> told = find(deliveries(), lambda delivery: delivery.quantity is not None)
>>> told.line, told.quantity, told.kind
('a', Estimate('0'), DeliveryKind.DELIVERED)

Each may name lines and documents that nobody holds; those of `events` and `deals` name what is there.
"""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from armsdeals.model.delivery import Delivery
from armsdeals.model.instrument import Amendment, ConditionPrecedent, Instrument
from armsdeals.model.materiel import Materiel
from armsdeals.model.negotiation.ending import Reason, Settlement, Suspension, SuspensionScope, Termination
from armsdeals.model.payment import Payment
from armsdeals.strategies.by_plan import made_by_plan, told_by_plan
from armsdeals.strategies.values import CURRENCIES, kept


@kept
def deliveries() -> st.SearchStrategy[Delivery]:
    """Goods of a line that were handed over, sent back, lost or turned elsewhere."""
    return made_by_plan(Delivery)


@kept
def payments(*, currencies: Sequence[str] = CURRENCIES) -> st.SearchStrategy[Payment]:
    """Money, or goods in its place, that moved or should have."""
    return made_by_plan(Payment, currencies=tuple(currencies))


@kept
def materiels() -> st.SearchStrategy[Materiel]:
    """Things that take part in a happening and are no goods of a deal."""
    return made_by_plan(Materiel)


@kept
def instruments() -> st.SearchStrategy[Instrument]:
    """Documents."""
    return made_by_plan(Instrument)


@kept
def conditions() -> st.SearchStrategy[ConditionPrecedent]:
    """Conditions precedent of documents."""
    return made_by_plan(ConditionPrecedent)


@kept
def amendments() -> st.SearchStrategy[Amendment]:
    """Changes of documents."""
    return made_by_plan(Amendment)


@kept
def settlements(*, currencies: Sequence[str] = CURRENCIES) -> st.SearchStrategy[Settlement]:
    """What is paid, given back or claimed because a deal ended."""
    return made_by_plan(Settlement, currencies=tuple(currencies))


@kept
def reasons() -> st.SearchStrategy[Reason]:
    """Reasons for a halt or an end, and who gives them."""
    return made_by_plan(Reason)


@kept
def terminations() -> st.SearchStrategy[Termination]:
    """Ends."""
    return made_by_plan(Termination)


@kept
def suspensions(*, of: Sequence[SuspensionScope] = tuple(SuspensionScope)) -> st.SearchStrategy[Suspension]:
    """Halts.

    Args:
        of: What may be halted.
    """
    told = told_by_plan(Suspension, without=("of",))
    return st.builds(lambda fields, what: Suspension(**fields, of=what), told, st.sampled_from(of))
