"""What deals answer: positions, next moves, spans, disputes; each drawn by asking a drawn deal.

>>> from hypothesis import find
>>> from random import Random
>>> print(find(positions(), lambda position: position.stage is not None, random=Random(0)).stage)
INTEREST
"""

from __future__ import annotations

from functools import reduce

from attrs import evolve
from hypothesis import strategies as st

from armsdeals.issues import Issue, Issues, Severity
from armsdeals.model.competition import CompetitionPosition
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.model.negotiation.position import Position
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.next_moves import NextMove
from armsdeals.model.paid import Paid, PaymentMade
from armsdeals.model.resolved import Resolved
from armsdeals.model.settled import SettlementTold
from armsdeals.model.spans import Span
from armsdeals.model.why import Dispute, Explanation
from armsdeals.register.reading import Reading
from armsdeals.strategies.acts import settlements
from armsdeals.strategies.deal import deals, registers
from armsdeals.strategies.parts import competitions
from armsdeals.strategies.values import kept, prices, slugs, texts

_OF_A_NEW_DEAL = Deal(id="new").moves("observed")  # where a deal is final
_KEYS = st.sampled_from(("", "a"))
_PAYING = st.lists(st.tuples(prices(), _KEYS), min_size=1, max_size=3).map(
    lambda told: reduce(lambda deal, one: deal.pay(one[0], on="2017", key=one[1]), told, Deal(id="paid"))
)
_SETTLING = st.lists(st.tuples(settlements(), _KEYS), min_size=1, max_size=3).map(
    lambda told: Deal(
        id="ended", history=tuple(Event(when="2017", settlements=(evolve(one, key=key),)) for one, key in told)
    )
)
_LIVE = st.sampled_from([stage for stage in NegotiationStage if stage.is_live])


@kept
def positions() -> st.SearchStrategy[Position]:
    """Where deals stand after everything that is told."""
    return deals().map(lambda deal: deal.position)


@kept
def competition_positions() -> st.SearchStrategy[CompetitionPosition]:
    """Where competitions stand after everything that is told."""
    return competitions().map(lambda one: one.position)


@kept
def next_moves() -> st.SearchStrategy[NextMove]:
    """Steps that deals could take."""
    return deals().flatmap(lambda deal: st.sampled_from(deal.moves("observed") or _OF_A_NEW_DEAL))


@kept
def spans() -> st.SearchStrategy[Span]:
    """How long deals stayed in a stage."""
    return _LIVE.flatmap(lambda stage: deals(stage=stage)).flatmap(lambda deal: st.sampled_from(deal.spans()))


@kept
def disputes() -> st.SearchStrategy[Dispute]:
    """What is disputed of a deal, its price at least."""
    rivals = deals().map(lambda deal: deal.with_price("1 USD").with_price("2 USD"))
    return rivals.flatmap(lambda deal: st.sampled_from(deal.disputes()))


@kept
def explanations() -> st.SearchStrategy[Explanation]:
    """Why deals stand where they stand."""
    return deals().map(lambda deal: deal.why())


@kept
def resolved_answers() -> st.SearchStrategy[Resolved]:
    """What deals cost, and what that beat."""
    return deals().map(lambda deal: deal.price())


@kept
def payments_made() -> st.SearchStrategy[PaymentMade]:
    """Payments, some of them told twice and in two moneys."""
    return _PAYING.map(lambda deal: deal.payments()[0])


@kept
def settlements_told() -> st.SearchStrategy[SettlementTold]:
    """What settled an end, some of it told twice."""
    return _SETTLING.map(lambda deal: deal.settlements()[0])


@kept
def paid_sums() -> st.SearchStrategy[Paid]:
    """What was paid in all."""
    return _PAYING.map(lambda deal: deal.paid())


@kept
def issue_values() -> st.SearchStrategy[Issue]:
    """Findings about data."""
    path = st.lists(st.sampled_from(["deals", "history", "when"]) | st.integers(0, 9), max_size=4).map(tuple)
    return st.builds(
        Issue,
        path=path,
        code=slugs(),
        message=texts(min_size=1),
        severity=st.sampled_from(Severity),
        hint=texts(),
        file=texts(max_size=8),
        line=st.none() | st.integers(1, 99),
        column=st.none() | st.integers(1, 99),
        row=st.none() | st.integers(1, 99),
    )


@kept
def issue_lists() -> st.SearchStrategy[Issues]:
    """All findings about one input."""
    return st.lists(issue_values(), max_size=3).map(Issues)


@kept
def readings() -> st.SearchStrategy[Reading]:
    """What reading a file gave."""
    return st.builds(Reading, register=registers(max_size=1), issues=issue_lists(), name=texts(max_size=8))
