"""A window of years: what lies outside of it changes nothing in the answer, and what is wrong is told wherever it stands."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

import armsdeals.analysis as an
from armsdeals.analysis._engine import opened
from armsdeals.analysis._window import reaching_in
from armsdeals.errors import InvalidValue
from armsdeals.values.basis import Basis

pa: Any = pytest.importorskip("pyarrow", reason="pyarrow is not installed")

BEGIN, END = 2005, 2008
ROW = st.tuples(st.sampled_from("AB"), st.integers(1995, 2015) | st.none(), st.integers(0, 6), st.integers(0, 1000))


def table(rows: list[tuple[str, int | None, int, int]]) -> dict[str, list[Any]]:
    return {
        "supplier": [row[0] for row in rows],
        "first_year": [row[1] for row in rows],
        "last_year": [None if row[1] is None else row[1] + row[2] for row in rows],
        "tiv": [float(row[3]) for row in rows],
        "year_is_estimated": [row[3] % 2 == 0 for row in rows],
    }


@given(rows=st.lists(ROW, max_size=12), is_arrow=st.booleans(), is_yearly=st.booleans())
@settings(max_examples=60)
def test_law_rows_outside_a_window_change_neither_cells_nor_notes(
    rows: list[tuple[str, int | None, int, int]], *, is_arrow: bool, is_yearly: bool
) -> None:
    def asked(kept: list[tuple[str, int | None, int, int]]) -> Any:
        schema = {"supplier": pa.string(), "first_year": pa.int64(), "last_year": pa.int64(), "tiv": pa.float64()}
        told = pa.table(table(kept), pa.schema([*schema.items(), ("year_is_estimated", pa.bool_())]))
        by = ("supplier", "year") if is_yearly else "supplier"
        return an.volumes(told if is_arrow else pl.from_arrow(told), by=by, basis="delivered", years=(BEGIN, END))

    near = [row for row in rows if row[1] is None or (row[1] <= END and row[1] + row[2] >= BEGIN)]
    found, expected = asked(rows), asked(near)
    assert found.rows == expected.rows
    assert found.notes == expected.notes


def test_the_rows_outside_are_left_out_before_anything_is_added_up() -> None:
    rows = [("A", 2001, 2, 1), ("A", 2004, 1, 2), ("A", None, 0, 4), ("A", 2008, 0, 8), ("A", 2009, 0, 16)]
    for frame in (pa.table(table(rows)), pl.DataFrame(table(rows))):
        kept = reaching_in(opened(frame), Basis.DELIVERED, (BEGIN, END), "volumes")
        assert kept.count() == 3
        assert reaching_in(opened(frame), Basis.DELIVERED, None, "volumes").count() == len(rows)


def test_a_row_outside_that_ends_before_it_begins_is_refused() -> None:
    told = table([("A", 2006, 0, 4), ("A", 1999, 0, 1)])
    told["last_year"][1] = 1990
    for frame in (pa.table(told), pl.DataFrame(told)):
        with pytest.raises(InvalidValue, match="1999 to 1990, which ends before it begins"):
            an.volumes(frame, by="supplier", basis="delivered", years=(BEGIN, END))


@pytest.mark.parametrize("odd", [float("nan"), float("inf"), 2016.5, -5, 12_345])
def test_a_year_that_is_none_is_refused_wherever_the_window_lies(odd: float) -> None:
    frame = pl.DataFrame(
        {"supplier": ["A", "B"], "first_year": [2006, odd], "last_year": [2006, odd], "tiv": [4.0, 1.0]}, strict=False
    )
    for rows in (frame, frame.to_arrow()):
        with pytest.raises(InvalidValue, match=r"is no year \(expected a whole number"):
            an.volumes(rows, by="supplier", basis="delivered", years=(BEGIN, END))


def test_the_year_0_is_nobodys_year_in_a_window_as_well() -> None:
    told = pa.table({"supplier": ["A", "B"], "first_year": [2006, 0], "last_year": [2006, 0], "tiv": [4.0, 1.0]})
    found = an.volumes(told, by="supplier", basis="delivered", years=(BEGIN, END))
    assert "1 million TIV of which nobody tells a year is left out" in found.notes
