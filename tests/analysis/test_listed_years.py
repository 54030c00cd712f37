"""Figures of years with gaps between them: a window knows whether all of a figure lies in it."""

from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

import armsdeals as ad
import armsdeals.analysis as an

pa: Any = pytest.importorskip("pyarrow", reason="pyarrow is not installed")


def test_a_figure_of_years_with_gaps_is_certain_where_all_of_it_lies_in_the_window(m: Any) -> None:
    asked: dict[str, Any] = {"basis": "delivered", "supplier": "United States", "recipient": "Turkiye"}
    for told in (m, m.drop(["told_years"])):
        for spread in ("even", None):  # 16 in 2015, 2016 and 2018 together
            (row,) = an.volumes(told, years=(2015, 2018), spread=spread, **asked)
            assert (row["value"], row["low"], row["high"]) == pytest.approx((16, 16, 16))
        (row,) = an.volumes(told, years=(2016, 2018), **asked)
        assert (row["value"], row["low"], row["high"]) == pytest.approx((32 / 3, 0, 16))
        none = an.volumes(told, years=(2014, 2017), spread=None, **asked)
        assert not len(none)
        assert any(
            note.startswith("16 million TIV told for several years of which some lie outside") for note in none.notes
        )
    (row,) = an.concentration(m, of="supplier", recipient="Turkiye", basis="delivered", years=(2015, 2020))
    assert (row["low"], row["high"]) == pytest.approx((0.8828125, 0.8828125))  # (240^2 + 16^2) / 256^2
    (row,) = an.volumes(
        m.drop(["listed_years"]), years=(2015, 2018), **asked
    )  # nobody knows whether 2017 is one of three
    assert (row["low"], row["high"]) == pytest.approx((0, 32))


def test_the_deals_that_stand_under_no_year_add_up_to_it(m: Any) -> None:
    undated = pa.Table.from_pylist(
        [{"deal": "x", "basis": "DELIVERED", "tiv": 7.0, "supplier": "Russia"}], schema=m.schema
    )
    told = pa.concat_tables([m, undated])
    for spread, whole in (("even", 7), (None, 1444)):
        row = next(
            row
            for row in an.volumes(told, by="year", basis="delivered", spread=spread)
            if row["year"] is ad.NoValue.UNKNOWN
        )
        assert row["value"] == pytest.approx(whole)
        found = an.volumes(told, by="year", basis="delivered", spread=spread).explain(year=row["year"])
        assert sum(found.column("value")) == pytest.approx(whole)


def test_a_list_that_is_none_of_years_is_refused(m: Any) -> None:
    for text in ("2015; soon", "2018; 2015", "2015-2018"):
        told = m.set_column(m.column_names.index("listed_years"), "listed_years", pa.array([text] * len(m)))
        with pytest.raises(ad.InvalidValue, match="no list of years"):
            an.volumes(told, basis="delivered", years=2016)


FIGURES = st.lists(
    st.tuples(st.sets(st.integers(2000, 2006), min_size=1), st.integers(0, 1000).map(float)), min_size=1, max_size=4
)


@given(figures=FIGURES, begin=st.integers(1999, 2006), more=st.integers(0, 6), spread=st.sampled_from(["even", None]))
@settings(max_examples=40)
def test_law_low_and_high_of_a_window_are_what_all_figures_leave_possible(
    figures: list[tuple[set[int], float]], begin: int, more: int, spread: str | None
) -> None:
    window, rows = set(range(begin, begin + more + 1)), []
    for years, tiv in figures:
        text = "; ".join(map(str, sorted(years)))
        part = {"told_years": len(years), "listed_years": text if len(years) > 1 else None, "tiv": tiv / len(years)}
        rows += [{"first_year": year, "last_year": year, **part} for year in years]
    found = an.volumes(pa.Table.from_pylist(rows), basis="delivered", years=(begin, begin + more), spread=spread)
    whole = sum(tiv for years, tiv in figures if years <= window)
    partly = [
        (len(years & window) / len(years), tiv) for years, tiv in figures if years & window and not years <= window
    ]
    expected = (whole + sum(part * tiv for part, tiv in partly), whole, whole + sum(tiv for _, tiv in partly))
    assert [(row["value"], row["low"], row["high"]) for row in found] == (
        [pytest.approx((whole,) * 3 if spread is None else expected)]
        if any(years <= window for years, _ in figures) or (partly and spread)
        else []
    )
