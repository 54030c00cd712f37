"""Ways of paying, and whole financings whose shares make sense."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from armsdeals.model.financing.cash import Cash
from armsdeals.model.financing.financing import Financing
from armsdeals.model.financing.grant import Grant
from armsdeals.model.financing.kind import FinancingKind
from armsdeals.model.financing.loan import Loan, Profile
from armsdeals.model.financing.status import FinancingStatus
from armsdeals.strategies.claims import frames
from armsdeals.strategies.values import prices, shares, slugs, texts, whens
from armsdeals.values.share import Rate, Share


def _terms(cls: type[FinancingKind], **more: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    own = {
        "when": st.none() | whens(),
        "key": st.just("") | slugs(),
        "form": st.none() | st.sampled_from(sorted(cls.FORMS)),
        "share": st.none() | shares(),
        "amount": st.none() | prices(),
        "status": st.none() | st.sampled_from(FinancingStatus),
        **more,
    }
    return st.builds(lambda frame, terms: frame | terms, frames(), st.fixed_dictionaries(own))


@cache
def cashes() -> st.SearchStrategy[Cash]:
    """Money of the recipient."""
    return _terms(Cash, payer=texts(max_size=8)).map(lambda terms: Cash(**terms))


@cache
def grants() -> st.SearchStrategy[Grant]:
    """Money or goods given."""
    return _terms(Grant, donor=texts(max_size=8)).map(lambda terms: Grant(**terms))


@cache
def loans() -> st.SearchStrategy[Loan]:
    """Credits, their terms known or not."""
    terms = _terms(
        Loan,
        lender=texts(max_size=8),
        rate=st.none() | st.integers(0, 2_000).map(lambda n: Rate(f"{Decimal(n) / 10_000:f}")),
        tenor_years=st.none() | st.integers(1, 40),
        profile=st.none() | st.sampled_from(Profile),
        payments_per_year=st.none() | st.integers(1, 12),
    )
    graces = st.none() | st.integers(0, 39)

    def made(drawn: dict[str, Any], grace: int | None) -> Loan:
        tenor = drawn["tenor_years"]
        return Loan(**drawn, grace_years=grace % tenor if grace is not None and tenor else grace)

    return st.builds(made, terms, graces)


@cache
def financings() -> st.SearchStrategy[Financing]:
    """Whole financings; the shares of the facts add up to at most 1, complete ones to 1."""
    told = st.lists(st.one_of(cashes(), loans(), grants()), max_size=3)
    whole = (Cash(share=Share("0.45")), Loan(share=Share("0.55")))
    complete = st.builds(
        Financing, instruments=st.just(whole), complete=st.sampled_from([True]), price=st.none() | prices()
    )
    partial = st.builds(Financing, instruments=told.map(_fitting), price=st.none() | prices())
    return partial | complete


def _fitting(told: Sequence[FinancingKind]) -> tuple[FinancingKind, ...]:
    """Leave out what would bring the shares over 1, or another kind under a key that is taken."""
    kinds: dict[str, type] = {}
    total, out = Decimal(0), []
    for terms in told:
        if terms.key and kinds.setdefault(terms.key, type(terms)) is not type(terms):
            continue
        # Any claim may come to stand for its key, so every share is counted.
        if total + (terms.share or 0) <= 1:
            total += terms.share or 0
            out.append(terms)
    return tuple(out)
