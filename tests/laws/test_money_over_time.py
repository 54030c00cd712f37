"""Invariant 10 of the model: a schedule pays back what was drawn, and nothing is left over or made up."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from hypothesis import given

import armsdeals as ad
from armsdeals.model.financing.row import ScheduleRow, ScheduleRowKind
from armsdeals.strategies.credits import BEGIN, decided_loans

ZERO = Decimal(0)
START = BEGIN.isoformat()
ADDED = ScheduleRowKind.CAPITALISED


def steps(rows: Sequence[ScheduleRow]) -> list[tuple[ScheduleRow, Decimal]]:
    """By how much each row changes what is owed; a fee changes nothing, and stands among the rows of its day."""
    lent = [row for row in rows if row.kind is not ScheduleRowKind.FEE]
    owed = [ZERO, *(row.balance for row in lent)]
    return [(row, after - before) for row, (before, after) in zip(lent, pairwise(owed), strict=True)]


@given(decided_loans())
def test_law_10_what_is_paid_is_principal_and_interest_and_fees(loan: ad.Loan) -> None:
    paid = ad.Financing(instruments=(loan,))
    rows = paid.schedule(start=START).rows
    total = {
        name: sum((getattr(row, name) for row in rows), ZERO) for name in ("drawn", "principal", "interest", "fee")
    }
    grown = sum((step for row, step in steps(rows) if row.kind is ADDED), ZERO)
    assert total["principal"] == total["drawn"] + grown
    # Undiscounted, what is paid is worth the sum of its parts.
    worth = paid.present_value(rate="0", start=START).value
    assert worth is not None
    assert worth.quantize(Decimal("0.01")) == total["principal"] + total["interest"] + total["fee"]


@given(decided_loans())
def test_law_10_what_is_owed_ends_at_nothing_and_is_never_below_it(loan: ad.Loan) -> None:
    owed = [row.balance for row in ad.Financing(instruments=(loan,)).schedule(start=START).rows]
    assert owed[-1] == 0
    assert min(owed) >= 0


@given(decided_loans())
def test_law_10_each_row_leads_from_what_was_owed_to_what_is_owed(loan: ad.Loan) -> None:
    rows = ad.Financing(instruments=(loan,)).schedule(start=START).rows
    for row, step in steps(rows):
        if row.kind is ADDED:
            assert step >= 0
            assert (
                not row.drawn + row.principal + row.interest
            )  # nothing is paid by it, and none of them is ever negative
        else:
            assert step == row.drawn - row.principal
