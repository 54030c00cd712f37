"""Pages of Parquet that unpack to far more than they are: told by their heads, before a byte of them is unpacked."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

import armsdeals as ad
from armsdeals.errors import LimitExceeded, UnreadableInput
from armsdeals.formats import parquet
from armsdeals.formats.parquet_pages import Page, page_of, pages_of
from armsdeals.wire.limits import Limits

pa: Any = pytest.importorskip("pyarrow", reason="Parquet needs pyarrow", exc_type=ImportError)
pq: Any = pytest.importorskip("pyarrow.parquet", reason="Parquet needs pyarrow", exc_type=ImportError)

SIZES = b"\x15\x00\x15\xa0\x1f\x15\x64"  # type 0, 2,000 bytes that are packed in 50


def rewritten(register: ad.Register, change: Any = lambda table: table, **how: Any) -> bytes:
    """Return the file of a register as another program would write it that keeps what the file says of itself."""
    data = ad.dumps(register, "parquet")
    own = pq.read_metadata(io.BytesIO(data)).metadata
    kept = {key: value for key, value in own.items() if key != b"ARROW:schema"}
    told = io.BytesIO()
    pq.write_table(change(pq.read_table(io.BytesIO(data))).replace_schema_metadata(kept), told, **how)
    return told.getvalue()


def record_pages(data: bytes) -> list[Page]:
    metadata = pq.read_metadata(io.BytesIO(data))
    (place,) = (k for k in range(metadata.num_columns) if metadata.schema.column(k).path == "record")
    groups = [metadata.row_group(group).column(place) for group in range(metadata.num_row_groups)]
    return [page for chunk in groups for page in pages_of(io.BytesIO(data), chunk)]


LONG = ad.Register([ad.Deal(id=f"d{number}", note="x" * 2_000) for number in range(40)])


@pytest.mark.parametrize("codec", ["zstd", "snappy", "gzip", "none"])
@pytest.mark.parametrize("version", ["1.0", "2.0"])
def test_the_heads_of_pages_are_read_as_any_writer_makes_them(codec: str, version: str) -> None:
    data = rewritten(
        LONG, compression=codec, data_page_version=version, use_dictionary=False, data_page_size=10_000, write_batch_size=4
    )  # fmt: skip
    pages = record_pages(data)
    assert len(pages) > 2
    assert all(page.is_plain for page in pages)
    # each record is the note, the id, the keys around them and four bytes for its length
    assert sum(page.unpacked for page in pages) >= 40 * 2_000
    assert all((page.packed < page.unpacked) is (codec != "none") for page in pages)
    assert ad.loads(data, "parquet") == LONG


def test_a_page_that_unpacks_to_far_more_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = ad.dumps(LONG, "parquet")
    path = tmp_path / "deals.parquet"
    path.write_bytes(data)
    monkeypatch.setattr(parquet, "_FREELY", 10_000)
    monkeypatch.setattr(parquet, "_next", lambda _: pytest.fail("something was unpacked"))
    for call in (
        lambda: ad.loads(data, "parquet"),
        lambda: ad.read(path),
        lambda: list(parquet.iter_deals(path)),
        lambda: ad.convert(path, tmp_path / "deals.jsonl"),
    ):
        with pytest.raises(
            LimitExceeded, match=r"bytes of the file are 8\d,\d+ when they are unpacked \(see Limits.unp"
        ):
            call()


def test_one_deal_in_a_small_file_may_not_be_very_long(tmp_path: Path) -> None:
    deal = ad.Deal(id="a", note="x" * 900_000, title="y" * 900_000)
    path = tmp_path / "deals.parquet"
    ad.write(deal, path)
    with pytest.raises(LimitExceeded, match=r"a deal has more than 1,\d+,\d+ bytes .*iter_deals reads it"):
        ad.read(path)
    assert list(parquet.iter_deals(path)) == [deal]
    assert ad.read(path, limits=Limits(unpacked_times=1_000))["a"] == deal


@pytest.mark.parametrize("version", ["1.0", "2.0"])
def test_where_texts_do_not_stand_by_themselves_records_are_unpacked_one_by_one(version: str) -> None:
    front = {"use_dictionary": False, "column_encoding": {"record": "DELTA_BYTE_ARRAY"}}
    for how, told in (({"use_dictionary": False}, 16), ({"use_dictionary": True}, 1), (front, 1)):
        data = rewritten(LONG, data_page_version=version, **how)
        assert at_once(data) == told
        assert ad.loads(data, "parquet") == LONG


def at_once(data: bytes) -> int:
    return parquet._records_at_once(pq.read_metadata(io.BytesIO(data)), io.BytesIO(data), Limits())


def test_the_longer_pages_are_the_fewer_records_are_unpacked_together(monkeypatch: pytest.MonkeyPatch) -> None:
    data = ad.dumps(LONG, "parquet")
    assert at_once(data) == 16
    monkeypatch.setattr(parquet, "_FREELY", 300_000)  # in which a page of 80,000 has room three times
    assert at_once(data) == 3


def test_a_column_without_rows_has_no_pages() -> None:
    data = rewritten(ad.Register(), lambda table: table, row_group_size=1)
    assert len(ad.loads(data, "parquet")) == 0


@pytest.mark.parametrize(
    ("more", "length"),
    [
        (b"\x00", 8),
        (b"\x2c\x15\x08\x15\x00\x00\x00", 14),  # an object, which says that texts are plain
        (b"\x18\x03abc\x00", 13),  # bytes
        (b"\x19\x38\x01a\x01b\x01c\x00", 16),  # a list of bytes
        (b"\x19\xf3\x10" + bytes(16) + b"\x00", 27),  # a list whose number of items stands behind
        (b"\x11\x12\x13\x07\x17" + bytes(8) + b"\x00", 21),  # yes, no, one byte, eight bytes
        (b"\x19\x21\x01\x02\x00", 12),  # a list of yes and no
        (b"\x19\x25\x02\x04\x00", 12),  # a list of numbers
        (b"\x19\x1c\x00\x00", 11),  # a list of objects
        (b"\x05\xc8\x01\x02\x00", 12),  # a field whose number is told in full
    ],
)
def test_whatever_a_head_holds_is_passed_over(more: bytes, length: int) -> None:
    assert page_of(SIZES + more + b"rest") == Page(length, 50, 2_000, is_plain=more[0] == 0x2C)
    with pytest.raises(EOFError):
        page_of((SIZES + more)[:-1])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x00", "does not say how large"),
        (b"\x15\x00\x15\xa0\x1f\x00", "does not say how large"),
        (SIZES + b"\x1c" * 20, "nested too deep"),
        (SIZES + b"\x19\xf9\x10" + b"\x19" * 60, "nested too deep"),
        (SIZES + b"\x15" + b"\xff" * 12, "does not end"),
        (SIZES + b"\x1b\x00", "holds what none does"),
    ],
)
def test_what_is_no_head_of_a_page_is_told(data: bytes, said: str) -> None:
    with pytest.raises(OSError, match=said):
        page_of(data)


class Chunk:
    """What a foot says of a column."""

    has_dictionary_page, dictionary_page_offset, data_page_offset, total_compressed_size, num_values = (
        False,
        None,
        0,
        100,
        1,
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x15\x00\x15\x01\x15\x64\x00", "smaller than nothing"),
        (b"\x15\x00\x15\xa0\x1f\x15\x63\x00", "smaller than nothing"),
        (SIZES + b"\x18\xff\x7f", "does not end"),
        (b"", "does not end"),
    ],
)
def test_pages_that_cannot_be_are_refused(data: bytes, said: str) -> None:
    with pytest.raises(OSError, match=said):
        list(pages_of(io.BytesIO(data), Chunk))


@pytest.mark.parametrize("length", [(b"\xd0\x0f", 2_000), (b"\x80\xb5\x18", 400_000)])
def test_a_head_longer_than_most_is_read_whole(length: tuple[bytes, int]) -> None:
    told, size = length
    data = SIZES + b"\x18" + told + bytes(size) + b"\x00"
    assert next(pages_of(io.BytesIO(data), Chunk)) == Page(len(data), 50, 2_000, is_plain=False)


def test_records_that_are_no_texts_are_refused() -> None:
    def in_lists(table: Any) -> Any:
        lists = pa.array([[text] for text in table["record"].to_pylist()])
        return table.set_column(table.schema.names.index("record"), "record", lists)

    with pytest.raises(UnreadableInput, match="the records are no texts"):
        ad.loads(rewritten(LONG, in_lists), "parquet")
