"""The same question on every engine gives the same cells."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import armsdeals as ad
import armsdeals.analysis as an

pa: Any = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pq: Any = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
duckdb: Any = pytest.importorskip("duckdb", reason="duckdb is not installed")
pd: Any = pytest.importorskip("pandas", reason="pandas is not installed")
pl: Any = pytest.importorskip("polars", reason="polars is not installed")

Ask = Callable[[Any], ad.Result]


def _file(table: Any, folder: Path) -> Any:
    pq.write_table(table, folder / "m.parquet")
    return folder / "m.parquet"


def _folder(table: Any, folder: Path) -> Any:
    (folder / "parts").mkdir()
    for place in range(0, len(table), 5):
        pq.write_table(table.slice(place, 5), folder / "parts" / f"{place}.parquet")
    return str(folder / "parts")


def _list(table: Any, folder: Path) -> Any:
    for place in (0, 9):
        pq.write_table(table.slice(place, 9 if not place else None), folder / f"{place}.parquet")
    return [folder / "0.parquet", folder / "9.parquet"]


def _register_of_frames(table: Any, _: Path) -> Any:
    return pd.DataFrame(table.to_pylist())


ENGINES: dict[str, Callable[[Any, Path], Any]] = {
    "arrow": lambda table, _: table,
    "arrow stream": lambda table, _: table.to_reader(),
    "polars": lambda table, _: pl.from_arrow(table),
    "polars, lazy": lambda table, _: pl.from_arrow(table).lazy(),
    "pandas": lambda table, _: table.to_pandas(),
    "pandas of objects": _register_of_frames,
    "DuckDB": lambda table, _: duckdb.from_arrow(table),
    "a file": _file,
    "a folder": _folder,
    "files": _list,
}
QUESTIONS: dict[str, Ask] = {
    "volumes": lambda rows: an.volumes(rows, by=("supplier", "year"), basis="delivered"),
    "ordered": lambda rows: an.volumes(rows, by="order_year", basis="ordered", recipient=["Turkiye", "India"]),
    "window": lambda rows: an.volumes(rows, by="recipient", basis="delivered", years=(1980, 2019)),
    "whole": lambda rows: an.volumes(rows, by="year", basis="delivered", spread=None),
    "deals": lambda rows: an.volumes(rows, by="year", basis="delivered", measure="deals"),
    "number": lambda rows: an.volumes(rows, by="system", basis="ordered", measure="number"),
    "shares": lambda rows: an.shares(rows, of={"bloc": {"Soviet Union": "Russia"}}, basis="delivered"),
    "change": lambda rows: an.change(rows, of="recipient", before=(2014, 2018), after=(2019, 2023), basis="delivered"),
    "concentration": lambda rows: an.concentration(rows, of="supplier", by="recipient", basis="delivered"),
    "order book": an.order_book,
}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "arrow"])
def test_every_engine_gives_the_same_cells(engine: str, question: str, m: Any, tmp_path: Path) -> None:
    ask = QUESTIONS[question]
    made = ENGINES[engine](m, tmp_path)
    if engine == "arrow stream" and question != "whole":
        made = pa.Table.from_batches(made)  # a stream is read once; most questions look twice
    found, expected = ask(made), ask(m)
    assert found.names == expected.names
    assert found.notes == expected.notes
    for row, other in zip(found, expected, strict=True):
        assert list(row.values()) == [
            pytest.approx(cell, abs=1e-9) if isinstance(cell, float) else cell for cell in other.values()
        ]


def test_columns_of_a_frame_may_have_other_names(m: Any) -> None:
    theirs = m.rename_columns({"supplier": "exporter", "tiv": "volume", "recipient": "importer"})
    names = {"seller": "exporter", "recipient": "importer", "tiv": "volume"}
    found = an.volumes(theirs, by="supplier", basis="delivered", columns=names)
    assert found == an.volumes(m, by="supplier", basis="delivered")
    with pytest.raises(ad.UnknownName, match="no column 'exportr'; did you mean 'exporter'"):
        an.volumes(theirs, by="supplier", basis="delivered", columns={"supplier": "exportr"})


def test_a_frame_of_a_few_columns_is_enough() -> None:
    told = pl.DataFrame({"supplier": ["A", "A", "B"], "year": [2019, 2020, 2020], "tiv": [1, 2, 3]})
    found = an.volumes(told, by=("supplier", "year"), basis="delivered")
    assert found.column("value") == (1, 2, 3)
    assert "the rows do not tell their basis and are taken as delivered" in found.notes
    assert "the rows do not say what is an estimate" in found.notes


def test_what_holds_no_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="holds no rows"):
        an.volumes(5, basis="delivered")
    with pytest.raises(ad.UnreadableInput, match="no Parquet file or folder"):
        an.volumes(tmp_path / "nothing.parquet", basis="delivered")
    (tmp_path / "bad.parquet").write_bytes(b"no Parquet at all")
    with pytest.raises(ad.UnreadableInput, match="cannot be read as Parquet"):
        an.volumes(tmp_path / "bad.parquet", basis="delivered")
    with pytest.raises(ad.InvalidValue, match="opens no connection"):
        an.volumes("https://example.org/m.parquet", basis="delivered")


def test_a_name_with_the_signs_of_a_pattern_is_that_name(m: Any, tmp_path: Path) -> None:
    pq.write_table(m, tmp_path / "m[1]*.parquet")
    assert an.volumes(tmp_path / "m[1]*.parquet", basis="delivered").column("value") == (1597,)


def test_a_column_of_another_kind_and_spans_that_end_before_they_begin_are_refused() -> None:
    with pytest.raises(ad.InvalidValue, match="holds text, and volumes needs number"):
        an.volumes(pa.table({"tiv": ["much"]}), basis="delivered")
    told = pa.table({"first_year": [2020], "last_year": [2019], "tiv": [1.0]})
    with pytest.raises(ad.InvalidValue, match="2020 to 2019, which ends before it begins"):
        an.volumes(told, by="year", basis="delivered")
    with pytest.raises(ad.InvalidValue, match="not a number"):
        an.volumes(pa.table({"tiv": [float("nan")]}), basis="delivered")


def test_the_last_digits_of_an_answer_do_not_depend_on_the_order_in_which_rows_are_added_up() -> None:
    told = [
        {
            "supplier": "AB"[place % 2],
            "first_year": 2000 + place % 7,
            "last_year": 2000 + place % 7 + place % 5,
            "tiv": place * 0.01,
        }
        for place in range(1, 3_000)
    ]
    asked = [
        an.volumes(pa.Table.from_pylist(rows), by=("supplier", "year"), basis="delivered").rows
        for rows in (told, told[::-1], told[::3] + told[1::3] + told[2::3])
    ]
    assert asked[0] == asked[1] == asked[2]


def test_a_frame_with_two_columns_of_one_name_is_refused_with_the_name() -> None:
    told = pd.DataFrame([["A", 2001, 1.0, 2.0]], columns=["supplier", "year", "tiv", "tiv"])
    with pytest.raises(ad.InvalidValue, match="more than one column 'tiv'"):
        an.volumes(told, by="supplier", basis="delivered")


def test_a_frame_without_columns_is_refused_with_what_it_needs() -> None:
    for empty in (pd.DataFrame(), pl.DataFrame(), pa.table({})):
        with pytest.raises(ad.ArmsDealsError, match="the frame has no"):
            an.volumes(empty, by=(), basis="delivered")


def test_a_text_that_is_asked_as_if_it_were_parquet_is_told_how_to_read_it(tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_text("Recipient,Supplier\n")
    with pytest.raises(ad.UnreadableInput, match=r"read it first, with ad\.try_read"):
        an.volumes(tmp_path / "register.csv", by="year", basis="delivered")
