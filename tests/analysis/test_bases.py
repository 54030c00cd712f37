"""The basis of frames: whatever letters it is written in, it counts; what is no basis is told or refused."""

from pathlib import Path
from typing import Any

import pytest

import armsdeals.analysis as an
from armsdeals.errors import UnknownName

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
pytest.importorskip("duckdb", reason="duckdb is not installed")
pytest.importorskip("narwhals", reason="narwhals is not installed")


def rows(*bases: str | None) -> Any:
    volumes = [2.0**place for place in range(len(bases))]
    return pa.table({"supplier": ["A"] * len(bases), "year": [2015] * len(bases), "tiv": volumes, "basis": bases})


def delivered(data: Any) -> tuple[list[Any], tuple[str, ...]]:
    found = an.volumes(data, by="supplier", basis="delivered")
    return [row["value"] for row in found], found.notes


@pytest.mark.parametrize("word", ["DeLivered", " delivered", "DELIVERED ", "dELIVERED"])
def test_a_basis_counts_in_whatever_letters_it_is_written(word: str) -> None:
    assert delivered(rows(word, "ordered", "Delivered"))[0] == [5]


def test_a_basis_that_all_rows_of_a_file_share_counts_in_odd_letters_too(tmp_path: Path) -> None:
    pq.write_table(rows("DeLivered", "DeLivered"), tmp_path / "odd.parquet")
    assert delivered(str(tmp_path / "odd.parquet"))[0] == [3]


def test_words_that_are_no_basis_are_told_where_others_count() -> None:
    values, notes = delivered(rows("delivered", "o'clock", None))
    assert values == [1]
    assert "rows whose basis is '', \"o'clock\" count nothing that is known here, and are left out" in notes


def test_words_that_are_no_basis_are_refused_where_no_row_counts() -> None:
    with pytest.raises(
        UnknownName, match=r"holds 'ordered', 'shipped', which are not all bases \(expected one of SOUGHT"
    ):
        delivered(rows("shipped", "ordered"))


def test_rows_of_another_basis_alone_give_no_row() -> None:
    values, notes = delivered(rows("ordered", "LICENSED"))
    assert values == []
    assert notes == ("nothing is told on the basis delivered, so there is no row",)
