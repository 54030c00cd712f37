"""What financings come to: parts, schedules, their rows and figures; and the parts of single ways of paying.

>>> from hypothesis import find
>>> len(find(schedules(), lambda plan: not plan.undecided and plan.rows).rows)
1
"""

from __future__ import annotations

from hypothesis import strategies as st

from armsdeals.model.financing.barter import BarterGoods
from armsdeals.model.financing.cash import Cash
from armsdeals.model.financing.credit import CreditRevision, RateFrom
from armsdeals.model.financing.figure import FinancingFigure
from armsdeals.model.financing.financing import Financing
from armsdeals.model.financing.loan import Loan
from armsdeals.model.financing.milestone import Milestone
from armsdeals.model.financing.part import FinancingPart
from armsdeals.model.financing.row import ScheduleRow
from armsdeals.model.financing.schedule import Schedule
from armsdeals.strategies.by_plan import made_by_plan
from armsdeals.strategies.credits import BEGIN, decided_loans
from armsdeals.strategies.financing import ways_of_paying
from armsdeals.strategies.values import kept

_CASH = Financing(instruments=(Cash(key="cash", amount="1 USD"),))
_OPEN = Financing(instruments=(Loan(key="loan", amount="1 USD", rate="0.05"),))


@kept
def milestones() -> st.SearchStrategy[Milestone]:
    """Parts of a sum, with and without a day."""
    return made_by_plan(Milestone)


@kept
def barter_goods() -> st.SearchStrategy[BarterGoods]:
    """Goods in payment, one kind of them each."""
    return made_by_plan(BarterGoods)


@kept
def dated_rates() -> st.SearchStrategy[RateFrom]:
    """Rates of interest, each with the day from which it holds."""
    return made_by_plan(RateFrom)


@kept
def credit_revisions() -> st.SearchStrategy[CreditRevision]:
    """Terms of a credit that were agreed anew."""
    return made_by_plan(CreditRevision)


@kept
def financing_parts() -> st.SearchStrategy[FinancingPart]:
    """What is known of one way of paying."""
    return ways_of_paying().map(lambda way: Financing(instruments=(Cash(share="0"), way)).parts()[-1])


@kept
def schedules() -> st.SearchStrategy[Schedule]:
    """What falls due: of cash, of decided loans, and of a loan whose terms nobody published."""
    decided = decided_loans().map(lambda loan: Financing(instruments=(loan,)))
    return st.one_of(st.just(_CASH), st.just(_OPEN), decided).map(lambda paid: paid.schedule(start=BEGIN))


@kept
def schedule_rows() -> st.SearchStrategy[ScheduleRow]:
    """Lines of schedules."""
    return schedules().map(lambda plan: plan.rows or _CASH.schedule(start=BEGIN).rows).flatmap(st.sampled_from)


@kept
def financing_figures() -> st.SearchStrategy[FinancingFigure]:
    """What is paid in all: sums, and lower bounds where terms are lacking."""
    return schedules().map(lambda plan: plan.paid())
