"""The schedule of one loan against QuantLib's bond of the same terms, in the same process, round by round.

Both give 120 monthly dates and payments of an annuity to Python objects. Ours are exact cents and come with the terms that
nobody published; theirs are floats.
"""

import gc
import random
import sys
from collections.abc import Callable
from statistics import median, quantiles
from time import thread_time
from typing import Any

import pytest

import armsdeals as ad
from armsdeals.model.financing.bulk import Loans, schedules

ROUNDS = 25
LOANS = 20  # of each contender in a round
MOST = 0.5  # of the time of the peer
MANY = 100_000  # loans
PORTION = 10_000  # of them at once, so that the arrays stay small
MOST_OF_MANY = 0.02  # of the time of the peer, for each loan
LOAN = ad.Financing(
    instruments=(
        ad.Loan(
            key="loan", amount="2.5e9 USD", rate="0.055", tenor_years=10, profile="ANNUITY", payments_per_year=12,
        ),
    )
)  # fmt: skip


def timed(work: Callable[[], object]) -> float:
    """Seconds of this thread, so that waiting for a core does not count."""
    gc.collect()
    start = thread_time()
    work()
    return thread_time() - start


def peer_bond(ql: Any) -> list[tuple[Any, float]]:
    """The bond of the peer and its cash flows, read into Python."""
    start = ql.Date(15, 1, 2018)
    months, month_end = ql.Period(120, ql.Months), False
    days = ql.Schedule(
        start, start + months, ql.Period(ql.Monthly), ql.NullCalendar(), ql.Unadjusted, ql.Unadjusted,
        ql.DateGeneration.Forward, month_end,
    )  # fmt: skip
    notionals = ql.sinkingNotionals(months, ql.Monthly, 0.055, 2.5e9)
    bond = ql.AmortizingFixedRateBond(0, notionals, days, [0.055], ql.Thirty360(ql.Thirty360.BondBasis))
    return [(flow.date(), flow.amount()) for flow in bond.cashflows()]


@pytest.mark.benchmark
def test_a_schedule_of_ten_years_takes_at_most_half_the_time_of_a_bond_read_into_python(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ql = pytest.importorskip("QuantLib", reason="QuantLib is not installed", exc_type=ImportError)

    def ours() -> None:
        for _ in range(LOANS):
            LOAN.schedule(start="2018-01-15")

    def theirs() -> None:
        for _ in range(LOANS):
            peer_bond(ql)

    rows = LOAN.schedule(start="2018-01-15").rows
    flows = peer_bond(ql)
    # The first payment is the same to the cent; the peer tells interest and principal apart.
    assert abs(float(rows[1].paid) - sum(amount for _, amount in flows[:2])) < 0.01
    ours()
    theirs()
    ratios = [timed(ours) / timed(theirs) for _ in range(ROUNDS)]
    base = median(timed(theirs) for _ in range(ROUNDS)) / LOANS
    low, middle, high = quantiles(ratios, n=4)
    with capsys.disabled():
        sys.stdout.write(
            f"\n| schedule of 120 months | times QuantLib {ql.__version__}, median (quartiles) | microseconds |\n"
            "| --- | --- | --- |\n"
            f"| QuantLib | 1.00 | {base * 1e6:.0f} |\n"
            f"| ours | {middle:.2f} ({low:.2f}-{high:.2f}) | {middle * base * 1e6:.0f} |\n"
        )
    assert middle <= MOST


@pytest.mark.benchmark
def test_each_of_many_schedules_takes_at_most_a_fiftieth_of_a_bond_read_into_python(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ql = pytest.importorskip("QuantLib", reason="QuantLib is not installed", exc_type=ImportError)
    pytest.importorskip("numpy", reason="NumPy is not installed", exc_type=ImportError)
    dice = random.Random(5)  # noqa: S311  # reproducible loans, no secret

    def portion() -> Loans:
        periods = [dice.randrange(6, 181) for _ in range(PORTION)]
        return Loans(
            principal=[dice.randrange(10**8, 5 * 10**11) for _ in range(PORTION)],
            rate=[f"0.{dice.randrange(10, 1_200):04}" for _ in range(PORTION)],
            periods=periods,
            grace=[dice.randrange(number) * 2 // 5 for number in periods],
            profile=[dice.choice(("ANNUITY", "EQUAL_PRINCIPAL", "BULLET")) for _ in range(PORTION)],
            payments_per_year=[12] * PORTION,
        )

    portions = [portion() for _ in range(MANY // PORTION)]

    def ours() -> None:
        for loans in portions:
            schedules(loans)

    def theirs() -> None:
        for _ in range(LOANS):
            peer_bond(ql)

    paid = schedules(portions[0])
    assert [int(total) for total in paid.principal.sum(axis=1)] == portions[0].principal
    theirs()
    ratios = [timed(ours) / MANY / (timed(theirs) / LOANS) for _ in range(5)]
    with capsys.disabled():
        sys.stdout.write(
            f"\n{MANY:,} loans of 6 to 180 months: 1/{1 / median(ratios):.0f} of QuantLib's time for each"
            f" (at best 1/{1 / min(ratios):.0f})\n"
        )
    assert median(ratios) <= MOST_OF_MANY
