"""One unit for readers: what is printed of any answer says "million TIV", and what is handed over as data says "TIV"."""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
import armsdeals.analysis as an
from armsdeals.analysis.cells import cell_text, exact_text
from armsdeals.analysis.columns import Column
from armsdeals.strategies.values import tivs

pa: Any = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pytest.importorskip("duckdb", reason="duckdb is not installed")

BARE = re.compile(r"(?<!million )\bTIV\b")
TOLD = pa.table(
    {
        "deal": ["a", "b", "c", "d", "e"], "supplier": ["Sweden", "France", "Sweden", "Norway", "United Nations**"],
        "recipient": ["Norway", "Norway", "unknown recipient(s)", "Norway", "France"],
        "basis": ["DELIVERED", "DELIVERED", "DELIVERED", "DELIVERED", "DELIVERED"],
        "year": pa.array([2019, 2020, 2020, None, 2019], pa.int64()), "first_year": [2019, 2019, 2020, 2019, 2019],
        "last_year": [2019, 2020, 2020, 2020, 2019], "tiv": [16.0, 4.5, 1.0, 3.0, 2.0],
    }
)  # fmt: skip
ORDERS = pa.table(
    {
        "deal": ["a", "a", "b", "b"], "recipient": ["Norway"] * 4, "year": [2019, 2019, 2020, 2020], "tiv": [9.0, 4.0, 1.0, 6.0],
        "basis": ["ORDERED", "DELIVERED"] * 2,
    }
)  # fmt: skip
TABLE = ad.YearlyTable(of="recipient", years=(2019, 2020), printed={"Norway": ("19", "9")})
YEARS = (2019, 2020)
ASKED: dict[str, Callable[[], Any]] = {
    "volumes": lambda: an.volumes(TOLD, by="year", basis="delivered", years=YEARS),
    "volumes of a table": lambda: an.volumes(TABLE, by="recipient", basis="delivered"),
    "volumes spread over no years": lambda: an.volumes(TOLD, by="supplier", basis="delivered", years=2019, spread=None),
    "shares": lambda: an.shares(TOLD, of="recipient", basis="delivered"),
    "change": lambda: an.change(TOLD, of="supplier", before=2019, after=2020, basis="delivered"),
    "concentration": lambda: an.concentration(TOLD, of="supplier", basis="delivered"),
    "order book": lambda: an.order_book(ORDERS, by="recipient"),
    "reconcile": lambda: an.reconcile(TOLD, TABLE),
    "network": lambda: an.network(TOLD, basis="delivered").to_edges(),
    "panel": lambda: an.panel(TOLD, years=YEARS, code="cow", basis="delivered", not_found="exclude"),
    "what a panel leaves out": lambda: an.panel(
        TOLD, years=YEARS, code="cow", basis="delivered", not_found="exclude"
    ).excluded,
}  # fmt: skip


@pytest.mark.parametrize("asked", ASKED)
def test_no_answer_is_printed_with_another_unit_than_million_tiv(asked: str) -> None:
    found = ASKED[asked]()
    printed = [repr(found), str(found), *found.notes]
    if isinstance(found, an.Result):
        printed += [
            found.cite(),
            found._repr_html_(),
            *(part for one in found.columns for part in (one.head, one.meaning)),
        ]
    assert [text for text in printed if BARE.search(text)] == []
    assert any("million TIV" in text for text in printed)


def test_the_parts_of_a_change_and_the_notes_of_a_network_say_the_same_unit() -> None:
    found = an.change(TOLD, of="supplier", before=2019, after=2020, basis="delivered")
    parts = found.explain(supplier="Sweden")
    assert {one.name: one.meaning for one in parts.columns}["before"].endswith(", in million TIV")
    notes = an.network(TOLD, basis="delivered").notes
    assert any("unknown recipient 1 million TIV (1 deal)" in note for note in notes)


def test_data_go_on_saying_tiv(tmp_path: Path) -> None:
    found = an.volumes(TOLD, by="supplier", basis="delivered")
    assert found.unit == "TIV"
    assert set(found.to_arrow().column("unit").to_pylist()) == {"TIV"}
    found.write(tmp_path / "t.csv")
    assert "million" not in (tmp_path / "t.csv").read_text("utf-8")
    panel = an.panel(TOLD, years=YEARS, code="cow", basis="delivered", not_found="exclude")
    assert set(panel.to_arrow().column("unit").to_pylist()) == {"TIV"}
    edges = an.network(TOLD, basis="delivered").to_edges()
    assert (edges.unit, {one.name: one.unit for one in edges.columns}["weight"]) == ("TIV", "TIV")


@given(tivs())
def test_law_a_volume_in_a_cell_is_printed_in_words_and_written_as_it_is(volume: ad.TIV) -> None:
    assert cell_text(volume) == volume.in_words
    assert exact_text(volume) == str(volume)


@given(low=st.integers(0, 99), more=st.integers(0, 99))
def test_law_a_range_of_volumes_names_the_unit_for_readers(low: int, more: int) -> None:
    told = an.Range(low=Decimal(low), high=Decimal(low + more), unit="TIV")
    assert cell_text(told).endswith(" million TIV")
    assert cell_text(told, "TIV") == cell_text(told)
    assert Column("weight", unit="TIV").head == "weight (million TIV)"
