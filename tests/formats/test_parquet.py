"""Parquet: one deal in a row, a digest over all records, and clear refusals of everything else."""

import io
import os
import random
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.errors import ArmsDealsError, InvalidDeals, LimitExceeded, UnreadableInput, UnsupportedVersion
from armsdeals.formats import parquet
from armsdeals.formats._base import format_named
from armsdeals.wire.document import document_tree, read_document
from armsdeals.wire.limits import Limits
from armsdeals.wire.tree import at


def library(name: str) -> Any:
    return pytest.importorskip(name, reason=f"{name} is not installed", exc_type=ImportError)


duckdb, pa, pq = library("duckdb"), library("pyarrow"), library("pyarrow.parquet")
TASS = ad.Evidence(id="tass", publisher="TASS", published="2017")
CITING = ad.Event(when="2017", stage="signed", evidence=TASS)
FULL = ad.Register(
    [ad.Deal(id="a", title="S-400", history=(CITING,)), ad.Deal(id="b", history=(CITING,))],
    competitions=[ad.Competition(id="c", buyer="Türkiye", contenders=("a", "b"))],
    events=[CITING],
    systems=[ad.System("Merlin", id="merlin")],
    sources=[ad.Evidence(id="kept", title="kept")],
)
DATA = ad.dumps(FULL, "parquet")


def bent(table: Any, **metadata: str) -> bytes:
    """The bytes of a table with the metadata of a file of ours, but for some of it."""
    told = io.BytesIO()
    own = pq.read_metadata(io.BytesIO(DATA)).metadata
    kept = {key.decode(): value.decode() for key, value in own.items() if key != b"ARROW:schema"}
    pq.write_table(table.replace_schema_metadata(kept | metadata), told)
    return told.getvalue()


def test_a_file_holds_a_row_for_each_deal_and_the_rest_in_its_metadata() -> None:
    table = pq.read_table(io.BytesIO(DATA))
    assert table.schema.names == [*ad.columns("deals").names, "record"]
    assert table["stage"].to_pylist() == ["SIGNED", "SIGNED"]
    assert table["record"].to_pylist() == [line.decode() + "\n" for line in ad.dumps(FULL, "jsonl").splitlines()[1:]]
    metadata = pq.read_metadata(io.BytesIO(DATA)).metadata
    assert metadata[b"armsdeals"] == b"1"
    assert metadata[b"armsdeals.beside"] == ad.dumps(FULL, "jsonl").splitlines()[0] + b"\n"


def test_what_stands_beside_the_deals_comes_back_as_well(tmp_path: Path) -> None:
    path = tmp_path / "deals.parquet"
    ad.write(FULL, path)
    assert ad.read(path) == FULL
    assert ad.try_read(path).issues == ()
    assert format_named("parquet").write(document_tree(FULL)) == path.read_bytes() == DATA
    register, issues = read_document(format_named("parquet").parse(DATA))
    assert (register, issues) == (FULL, ())


def test_the_tree_of_a_file_knows_the_row_of_each_deal() -> None:
    deals = at(format_named("parquet").parse(DATA), ("deals",))
    assert [deal.line for deal in deals.value] == [1, 2]


def test_an_empty_register_is_a_file_with_columns_and_no_row() -> None:
    data = ad.dumps(ad.Register(), "parquet")
    assert ad.loads(data, "parquet") == ad.Register()
    assert pq.read_table(io.BytesIO(data)).num_rows == 0


def test_other_programs_ask_the_file_without_armsdeals(tmp_path: Path) -> None:
    path = tmp_path / "deals.parquet"
    ad.write(FULL, path)
    found = duckdb.execute(
        "select deal, since_latest from read_parquet(?) where title = 'S-400'", [str(path)]
    ).fetchall()
    assert [(deal, str(day)) for deal, day in found] == [("a", "2017-12-31")]


def test_deals_are_handed_out_one_by_one_and_in_groups_of_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP_ROWS", 3)
    path = tmp_path / "deals.parquet"
    many = ad.Register([ad.Deal(id=f"d{k}") for k in range(10)])
    ad.write(many, path)
    assert pq.read_metadata(path).num_row_groups == 4
    assert tuple(parquet.iter_deals(path)) == many.deals == ad.read(path).deals


def test_a_group_of_rows_ends_where_its_records_fill_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP_BYTES", 1_000)
    path = tmp_path / "deals.parquet"
    ad.write(ad.Register([ad.Deal(id=f"d{k}", note="x" * 600) for k in range(5)]), path)
    assert pq.read_metadata(path).num_row_groups == 3


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (pa.table({"year": [2017], "level": [1.5]}), "its columns are year, level"),
        (pa.table({"record": ["x"]}), "not written by armsdeals"),
        (FULL.to_arrow("events"), "this is the long table 'events', which does not hold all of a register"),
    ],
)
def test_the_file_of_somebody_else_is_refused(table: Any, said: str) -> None:
    told = io.BytesIO()
    pq.write_table(table, told)
    with pytest.raises(UnreadableInput) as caught:
        ad.loads(told.getvalue(), "parquet")
    assert said in caught.value.message
    assert caught.value.code == "not-ours"


def test_a_record_that_was_changed_or_dropped_is_noticed() -> None:
    table = pq.read_table(io.BytesIO(DATA))
    lines = table["record"].to_pylist()
    place = table.schema.names.index("record")
    assert ad.loads(bent(table), "parquet") == FULL
    for records in (
        [lines[0].replace("S-400", "S-300"), lines[1]], lines[::-1], [lines[0], lines[0]]
    ):  # fmt: skip
        other = table.set_column(place, "record", pa.array(records))
        with pytest.raises(UnreadableInput, match="do not fit the digest") as caught:
            ad.loads(bent(other), "parquet")
        assert caught.value.code == "damaged"
    with pytest.raises(UnreadableInput, match="do not fit the digest"):
        ad.loads(bent(table.slice(0, 1)), "parquet")
    with pytest.raises(UnreadableInput, match="do not fit the digest"):
        ad.loads(bent(table, **{"armsdeals.beside": '{"armsdeals":1}\n'}), "parquet")


@pytest.mark.parametrize("record", [None, "", '{"id":"a"}', '{"id":"a"}\n{"id":"b"}\n'])
def test_a_record_that_is_not_one_line_is_refused(record: str | None) -> None:
    with pytest.raises(UnreadableInput, match="is not one line"):
        ad.loads(bent(pa.table({"record": pa.array([record], pa.string())})), "parquet")


def redigested(*records: str, beside: str = '{"armsdeals":1}\n') -> bytes:
    """A file with records that no register would hold, and a digest that fits them."""
    digest = sha256("".join((*records, beside)).encode()).hexdigest()
    table = pa.table({"record": list(records)})
    return bent(table, **{"armsdeals.beside": beside, "armsdeals.digest": digest})


def test_faults_in_records_tell_their_row() -> None:
    with pytest.raises(InvalidDeals) as caught:
        ad.loads(redigested('{"id":"a"}\n', '{"id":"b","titel":"x"}\n'), "parquet")
    assert [(issue.row, issue.line, issue.where) for issue in caught.value.issues] == [(2, None, "deals[1].titel")]
    assert "row 2" in str(caught.value)
    with pytest.raises(InvalidDeals, match="two deals are called 'a'"):
        ad.loads(redigested('{"id":"a"}\n', '{"id":"a"}\n'), "parquet")


def test_a_newer_file_is_refused() -> None:
    with pytest.raises(UnsupportedVersion):
        ad.loads(redigested('{"id":"a"}\n', beside='{"armsdeals":2}\n'), "parquet")
    with pytest.raises(UnsupportedVersion, match="version 2"):
        ad.loads(bent(pq.read_table(io.BytesIO(DATA)), armsdeals="2"), "parquet")


@pytest.mark.parametrize(
    "beside",
    [
        "junk", '{"id":"z"}\n', '{"armsdeals":1}\n{"armsdeals":1}\n', '{"armsdeals":1}\n{"id":"z"}\n',
        '{"\\u0061rmsdeals":1}\n', '{"armsdeals":01}\n', '{"armsdeals":1.0}\n', "\n", '{"events":[],"armsdeals":1}\n',
    ],
)  # fmt: skip
def test_what_belongs_to_no_deal_is_one_line_that_says_the_version(beside: str) -> None:
    data = redigested('{"id":"a"}\n', beside=beside)
    for read in (lambda: ad.loads(data, "parquet"), lambda: list(parquet.iter_deals(io.BytesIO(data)))):
        with pytest.raises(UnreadableInput, match="is not one line of the version of the file"):
            read()


@pytest.mark.parametrize("version", ["0", "x", "01"])
def test_a_file_that_says_two_versions_is_damaged(version: str) -> None:
    with pytest.raises(UnreadableInput, match="is not one line of the version of the file"):
        ad.loads(bent(pq.read_table(io.BytesIO(DATA)), armsdeals=version), "parquet")


def test_what_is_unpacked_is_counted() -> None:
    data = ad.dumps(ad.Deal(id="a", note="x" * 500_000), "parquet")
    limits = Limits(file_bytes=100_000)
    assert len(data) < limits.file_bytes
    with pytest.raises(LimitExceeded, match="when it is unpacked"):
        ad.loads(data, "parquet", limits=limits)


def test_a_small_file_that_unpacks_to_very_much_is_refused_and_read_deal_by_deal(tmp_path: Path) -> None:
    register = ad.Register([ad.Deal(id=f"d{number}", note="x" * 900_000) for number in range(29)])
    data = ad.dumps(register, "parquet")
    assert len(data) < 1_000_000
    with pytest.raises(LimitExceeded, match=r"when it is unpacked \(see Limits.unpacked_times\); .*iter_deals"):
        ad.loads(data, "parquet")
    assert ad.loads(data, "parquet", limits=Limits(unpacked_times=1_000)) == register
    path = tmp_path / "deals.parquet"
    path.write_bytes(data)
    assert [deal.id for deal in parquet.iter_deals(path)] == list(register.ids)


def test_a_missing_or_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deals.parquet"
    for data in (b"", b"PAR1", b"PAR1" * 10, DATA[:-1], DATA[4:]):
        path.write_bytes(data)
        for read in (ad.read, lambda path: list(parquet.iter_deals(path))):
            with pytest.raises(UnreadableInput):
                read(path)
    for wrong in (tmp_path / "none.parquet", tmp_path):
        with pytest.raises(UnreadableInput):
            list(parquet.iter_deals(wrong))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_stream_opens_regular_files_only(tmp_path: Path) -> None:
    pipe, device, link = tmp_path / "pipe.parquet", tmp_path / "zero.parquet", tmp_path / "link.parquet"
    os.mkfifo(pipe)  # which would be waited for without an end
    device.symlink_to("/dev/zero")
    for wrong in (pipe, device):
        with pytest.raises(UnreadableInput, match="is no regular file") as caught:
            next(parquet.iter_deals(wrong))
        assert caught.value.code == "no-file"
    link.symlink_to("deals.parquet")
    (tmp_path / "deals.parquet").write_bytes(DATA)
    assert tuple(parquet.iter_deals(link)) == FULL.deals


def test_a_record_without_a_deal_is_refused_and_not_passed_over() -> None:
    table = pq.read_table(io.BytesIO(DATA))
    records = [table["record"][0].as_py(), " \n", table["record"][1].as_py()]
    columns = [
        pa.array([column[0].as_py(), None, column[1].as_py()], type=column.type) for column in table.columns[:-1]
    ]
    other = pa.table([*columns, pa.array(records)], names=table.schema.names)
    beside = pq.read_metadata(io.BytesIO(DATA)).metadata[b"armsdeals.beside"]
    digest = sha256("".join(records).encode() + beside).hexdigest()
    with pytest.raises(UnreadableInput, match="a record is not one line of JSON"):
        ad.loads(bent(other, **{"armsdeals.digest": digest}), "parquet")


def test_a_mistake_in_a_call_is_told_as_one_and_blames_no_file() -> None:
    with pytest.raises(TypeError):
        next(parquet.records_of(3))  # type: ignore[arg-type]


def test_a_file_cut_anywhere_or_with_a_bit_flipped_gives_our_error_or_the_same_deals() -> None:
    flip = random.Random(7)  # noqa: S311  # the same places every time
    for cut in range(0, len(DATA), 97):
        with pytest.raises(ArmsDealsError):
            ad.loads(DATA[:cut], "parquet")
    for _ in range(500):
        data = bytearray(DATA)
        data[flip.randrange(len(data))] ^= 1 << flip.randrange(8)
        try:
            found = ad.loads(bytes(data), "parquet")
        except ArmsDealsError:
            continue
        assert found == FULL


@given(register=ads.registers(max_size=2))
@settings(max_examples=10)  # a file of many columns for each
def test_law_the_columns_of_a_file_are_the_table_of_deals(register: ad.Register) -> None:
    table = pq.read_table(io.BytesIO(ad.dumps(register, "parquet"))).drop_columns(["record"])
    assert [tuple(row.values()) for row in table.to_pylist()] == list(register.tables["deals"].rows)
