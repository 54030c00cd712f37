"""Laying sums out over years: the answer is the same in whatever order an engine gave the sums."""

from fractions import Fraction
from math import ulp
from typing import Any

import pytest
from hypothesis import given, strategies as st

from armsdeals.analysis import _spread
from armsdeals.analysis._spread import Cells, laid_out
from armsdeals.analysis._sums import Spans, _as_told

np: Any = pytest.importorskip("numpy", reason="numpy is not installed")

SPANS = st.lists(
    st.tuples(st.integers(0, 1), st.integers(2000, 2003), st.integers(0, 3), st.integers(1, 10**9).map(lambda n: n / 1000)),
    min_size=1, max_size=12,
)  # fmt: skip
Told = list[tuple[int, int, int, float]]


def spans_of(told: Told) -> Spans:
    codes, first, more, best = (np.array(column) for column in zip(*told, strict=True))
    ones = np.ones(len(told), np.int64)
    return Spans((codes,), (("A", "B"),), first, first + more, more + 1, {"best": best}, ones, ones)


def held(cells: Cells) -> dict[tuple[int, int], tuple[float, ...]]:
    columns: list[list[float]] = [cells.sums[name].tolist() for name in sorted(cells.sums)]
    places = zip(cells.codes[0].tolist(), cells.year.tolist(), strict=True)
    return dict(zip(places, zip(*columns, strict=True), strict=True))


@given(told=SPANS, chance=st.randoms(), by_year=st.booleans(), dense=st.booleans())
def test_law_the_order_of_sums_changes_no_digit(told: Told, chance: Any, by_year: bool, dense: bool) -> None:  # noqa: FBT001  # drawn
    mixed = chance.sample(told, len(told))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_spread, "_DENSE", 1_000_000 if dense else 0)
        one, other = (
            held(laid_out(spans_of(rows), years=(2001, 2004), by_year=by_year, evenly=True)) for rows in (told, mixed)
        )
    assert one == other


@given(told=SPANS)
def test_law_each_year_holds_the_exact_sum_of_its_parts_rounded_once_or_twice(told: Told) -> None:
    exact: dict[tuple[int, int], Fraction] = {}
    for code, first, more, best in told:
        for year in range(first, first + more + 1):
            exact[code, year] = exact.get((code, year), Fraction()) + Fraction(best / (more + 1))
    cells = laid_out(spans_of(told), years=None, by_year=True, evenly=True)
    place = sorted(cells.sums).index("best")
    found = {cell: sums[place] for cell, sums in held(cells).items()}
    assert found.keys() == exact.keys()
    assert all(abs(Fraction(found[cell]) - exact[cell]) <= 2 * Fraction(ulp(float(exact[cell]))) for cell in exact)


def test_figures_near_the_least_that_a_machine_holds_are_added_up_too() -> None:
    found = laid_out(spans_of([(0, 2000, 0, 5e-324), (0, 2000, 0, 5e-324)]), years=None, by_year=True, evenly=True)
    assert found.sums["best"].tolist() == [1e-323]


@pytest.mark.parametrize(("told", "is_noise"), [(1, False), (10_000, True)])
def test_what_the_order_of_adding_left_grows_with_the_number_of_figures(told: int, is_noise: bool) -> None:  # noqa: FBT001  # a case
    exact = 25_000_000.12
    found = _as_told(np.array([exact + 100 * ulp(exact)]), np.array([told]))
    assert (found.tolist() == [exact]) is is_noise
