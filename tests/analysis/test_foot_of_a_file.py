"""What the foot of a Parquet file tells of a whole column spares reading it, and changes no answer."""

from pathlib import Path
from typing import Any

import pytest

import armsdeals as ad
import armsdeals.analysis as an
from armsdeals.analysis import _engine, _files

pa: Any = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pq: Any = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
pytest.importorskip("duckdb", reason="duckdb is not installed")

ROWS: dict[str, list[Any]] = {
    "supplier": ["A", "A", "B"],
    "year": [2019, 2019, 2020],
    "tiv": [1.0, 2.0, 4.0],
    "basis": ["DELIVERED"] * 3,
    "modality": ["FACT"] * 3,
    "is_retracted": [False] * 3,
    "is_beaten": [False] * 3,
}
ONE_KIND = {"basis": "DELIVERED", "modality": "FACT", "is_retracted": "false", "is_beaten": "false"}


def written(path: Path, *, changed: dict[str, list[Any]] | None = None, **how: Any) -> Path:
    path.parent.mkdir(exist_ok=True)
    pq.write_table(pa.table({**ROWS, **(changed or {})}), path, **how)
    return path


def cells(found: an.Result) -> dict[tuple[Any, ...], Any]:
    return {(row["supplier"], row["year"]): row["value"] for row in found}


def test_columns_of_one_value_are_known_without_reading_them(tmp_path: Path) -> None:
    path = written(tmp_path / "m.parquet")
    assert _engine.opened(path).alike == ONE_KIND
    assert cells(an.volumes(path, by=("supplier", "year"), basis="delivered")) == {("A", 2019): 3.0, ("B", 2020): 4.0}


def test_a_file_of_one_basis_has_nothing_on_another(tmp_path: Path) -> None:
    found = an.volumes(written(tmp_path / "m.parquet"), by=("supplier", "year"), basis="ordered")
    assert len(found) == 0
    assert any("nothing is told on the basis ordered" in note for note in found.notes)


@pytest.mark.parametrize(
    ("column", "last", "note"),
    [
        ("basis", "ORDERED", ""),
        ("modality", "DENIED", "1 row that is not told as a fact"),
        ("is_retracted", True, "1 row that is not told as a fact, or was taken back"),
        ("is_beaten", True, "1 figure delivered has a stronger rival"),
    ],
)
@pytest.mark.parametrize(
    "how", [{}, {"row_group_size": 1}, {"write_statistics": False}], ids=["one block", "three blocks", "not told"]
)
def test_one_row_of_another_kind_is_left_out(
    column: str, last: Any, note: str, how: dict[str, Any], tmp_path: Path
) -> None:
    path = written(tmp_path / "m.parquet", changed={column: [*ROWS[column][:2], last]}, **how)
    assert column not in _engine.opened(path).alike
    found = an.volumes(path, by=("supplier", "year"), basis="delivered")
    assert cells(found) == {("A", 2019): 3.0}
    assert any(note in told for told in found.notes)


@pytest.mark.parametrize("blocks", [{}, {"row_group_size": 1}], ids=["one block", "three blocks"])
@pytest.mark.parametrize("column", ["modality", "is_retracted", "is_beaten"])
def test_an_empty_cell_says_nothing_against_a_row(column: str, blocks: dict[str, int], tmp_path: Path) -> None:
    path = written(tmp_path / "m.parquet", changed={column: [*ROWS[column][:2], None]}, **blocks)
    assert column not in _engine.opened(path).alike
    assert cells(an.volumes(path, by=("supplier", "year"), basis="delivered"))["B", 2020] == 4.0


@pytest.mark.parametrize("blocks", [{}, {"row_group_size": 1}], ids=["one block", "three blocks"])
def test_a_row_without_a_basis_does_not_count(blocks: dict[str, int], tmp_path: Path) -> None:
    path = written(tmp_path / "m.parquet", changed={"basis": ["DELIVERED", "DELIVERED", None]}, **blocks)
    assert cells(an.volumes(path, by=("supplier", "year"), basis="delivered")) == {("A", 2019): 3.0}


def test_a_column_that_another_takes_the_name_of_says_nothing(tmp_path: Path) -> None:
    path = written(tmp_path / "m.parquet", changed={"counts": ["DELIVERED", "ORDERED", "ORDERED"]})
    named = {"basis": "counts"}
    assert "basis" not in _engine.opened(path, columns=named).alike
    found = an.volumes(path, by=("supplier", "year"), basis="ordered", columns=named)
    assert cells(found) == {("A", 2019): 2.0, ("B", 2020): 4.0}


def test_what_a_column_of_another_name_tells_goes_with_it(tmp_path: Path) -> None:
    path = tmp_path / "m.parquet"
    pq.write_table(pa.table({**ROWS, "kept": [False] * 3}), path)
    assert _engine.opened(path, columns={"status": "modality"}).alike.get("status") == "FACT"


def test_a_folder_named_for_a_column_is_read(tmp_path: Path) -> None:
    path = written(tmp_path / "basis=ORDERED" / "m.parquet")
    assert _engine.opened(path).alike == {}


@pytest.mark.parametrize("blocks", [{}, {"row_group_size": 1}], ids=["one block", "three blocks"])
def test_columns_without_an_empty_cell_are_known(blocks: dict[str, int], tmp_path: Path) -> None:
    path = written(tmp_path / "m.parquet", changed={"tiv": [1.0, 2.0, None]}, **blocks)
    assert _engine.opened(path).full == set(ROWS) - {"tiv"}
    named = _engine.opened(path, columns={"sold": "tiv", "year": "supplier"})
    assert named.full == (set(ROWS) - {"tiv", "supplier", "year"}) | {"year"}
    assert _engine.opened(written(tmp_path / "n.parquet", write_statistics=False)).full == frozenset()


def test_of_a_register_is_known_what_the_foot_of_its_table_would_tell(tmp_path: Path) -> None:
    deals = [ad.Deal(id=name, lines=(ad.Line(id="a", system="A"),)).sign(on="2019") for name in ("x", "y")]
    plain = ad.Register(deals)
    planned = ad.Register(
        [
            *deals,
            ad.Deal(id="z", lines=(ad.Line(id="a", system="A"),)).with_event(
                ad.Event(when="2020", modality="planned", deliveries=(ad.Delivery(line="a", quantity="2"),))
            ),
        ]
    )
    for register, alike in (
        (plain, {"basis": "ORDERED", **{name: ONE_KIND[name] for name in list(ONE_KIND)[1:]}}),
        (ad.Register(), {}),
    ):
        path = tmp_path / f"{len(register)}.parquet"
        pq.write_table(register.to_arrow("volumes"), path)
        told = _engine.opened(register)
        assert told.alike == alike
        assert _engine.opened(path).alike == alike
        assert told.full == _engine.opened(path).full or not register  # a file without rows tells nothing
    assert "modality" not in _engine.opened(planned).alike


def test_an_empty_figure_is_no_figure_whether_or_not_the_foot_tells_of_it(tmp_path: Path) -> None:
    told: dict[str, list[Any]] = {"tiv": [1.0, None, 4.0], "number_is_estimated": [None, True, False]}
    for is_told in (True, False):
        path = written(tmp_path / "m.parquet", changed=told, write_statistics=is_told)
        found = an.volumes(path, by=("supplier", "year"), basis="delivered")
        assert cells(found) == {("A", 2019): 1.0, ("B", 2020): 4.0}
        assert [row["share_estimated"] for row in found] == [ad.NoValue.UNKNOWN, 0.0]
        assert "1 row tells no volume and counts in no sum" in found.notes


def test_a_question_prints_nothing_while_it_is_answered() -> None:
    told = _files.duckdb_connection().sql("select current_setting('enable_progress_bar')")
    assert told.fetchall() == [(False,)]
