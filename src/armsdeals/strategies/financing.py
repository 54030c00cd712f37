"""Ways of paying, and whole financings whose shares make sense.

>>> from hypothesis import find
>>> find(loans(), lambda loan: loan.rate is not None).rate
Rate('0')
"""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from armsdeals.model.financing.barter import Barter
from armsdeals.model.financing.cash import Cash
from armsdeals.model.financing.debt_swap import DebtSwap
from armsdeals.model.financing.financing import Financing
from armsdeals.model.financing.grant import Grant
from armsdeals.model.financing.guarantee import Guarantee
from armsdeals.model.financing.kind import FinancingKind
from armsdeals.model.financing.lease import Lease
from armsdeals.model.financing.loan import Loan
from armsdeals.model.financing.status import FinancingStep
from armsdeals.strategies.by_plan import made_by_plan
from armsdeals.strategies.claim import BETWEEN_CLAIMS
from armsdeals.strategies.values import CURRENCIES, kept
from armsdeals.values.share import Share

_WHOLE = (Cash(share=Share("0.45")), Loan(share=Share("0.55")))


@kept
def cashes(*, currencies: Sequence[str] = CURRENCIES) -> st.SearchStrategy[Cash]:
    """Money of the recipient."""
    return made_by_plan(Cash, currencies=tuple(currencies), without=BETWEEN_CLAIMS)


@kept
def loans(*, currencies: Sequence[str] = CURRENCIES) -> st.SearchStrategy[Loan]:
    """Credits, their terms known or not."""
    return made_by_plan(Loan, currencies=tuple(currencies), without=BETWEEN_CLAIMS)


@kept
def grants(*, currencies: Sequence[str] = CURRENCIES) -> st.SearchStrategy[Grant]:
    """Money or goods given."""
    return made_by_plan(Grant, currencies=tuple(currencies), without=BETWEEN_CLAIMS)


@kept
def leases(*, currencies: Sequence[str] = CURRENCIES) -> st.SearchStrategy[Lease]:
    """Use for a fee."""
    return made_by_plan(Lease, currencies=tuple(currencies), without=BETWEEN_CLAIMS)


@kept
def barters(*, currencies: Sequence[str] = CURRENCIES) -> st.SearchStrategy[Barter]:
    """Goods in payment."""
    return made_by_plan(Barter, currencies=tuple(currencies), without=BETWEEN_CLAIMS)


@kept
def debt_swaps(*, currencies: Sequence[str] = CURRENCIES) -> st.SearchStrategy[DebtSwap]:
    """Debts of the supplier's side that are set off."""
    return made_by_plan(DebtSwap, currencies=tuple(currencies), without=BETWEEN_CLAIMS)


@kept
def guarantees(*, currencies: Sequence[str] = CURRENCIES) -> st.SearchStrategy[Guarantee]:
    """Cover for credits."""
    return made_by_plan(Guarantee, currencies=tuple(currencies), without=BETWEEN_CLAIMS)


@kept
def ways_of_paying(*, currencies: Sequence[str] = CURRENCIES) -> st.SearchStrategy[FinancingKind]:
    """Ways of paying of every kind."""
    kinds = FinancingKind.KINDS.values()
    return st.one_of([made_by_plan(kind, currencies=tuple(currencies), without=BETWEEN_CLAIMS) for kind in kinds])


@kept
def financing_steps() -> st.SearchStrategy[FinancingStep]:
    """Steps of a way of paying, as an event tells them."""
    return made_by_plan(FinancingStep)


@kept
def financings(*, currencies: Sequence[str] = CURRENCIES) -> st.SearchStrategy[Financing]:
    """Whole financings; the shares of the facts add up to at most 1, complete ones to 1."""
    partial = made_by_plan(Financing, currencies=tuple(currencies))
    return st.one_of(st.just(Financing()), partial, st.just(Financing(instruments=_WHOLE, complete=True)))
