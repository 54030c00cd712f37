"""Streams and converting: long files deal by deal, everything else by reading and writing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from attrs import evolve

import armsdeals as ad
from armsdeals.errors import InvalidDeals, InvalidValue, LimitExceeded, UnknownName, UnreadableInput
from armsdeals.formats import parquet, streams
from armsdeals.wire.fast_writer import write_line
from armsdeals.wire.limits import Limits

TASS = ad.Evidence(id="tass", publisher="TASS")
FULL = ad.Register(
    [
        ad.Deal(id="a", history=(ad.Event(when="2017", text="said", evidence=TASS),)),
        ad.Deal(id="b", title='says "armsdeals"'),
    ],
    events=[ad.Event(when="2018", text="a summit", evidence=TASS)],
    sources=[ad.Evidence(id="kept", title="kept")],
)


def test_lines_become_parquet_and_lines_again_without_loss(tmp_path: Path) -> None:
    first, middle, last = (tmp_path / name for name in ("a.jsonl", "b.parquet", "c.jsonl"))
    ad.write(FULL, first)
    assert ad.convert(first, middle) == 2
    assert ad.read(middle) == FULL
    assert middle.read_bytes() == ad.dumps(FULL, "parquet")
    assert ad.convert(middle, last) == 2
    assert last.read_bytes() == first.read_bytes()


def test_what_belongs_to_no_deal_is_kept_wherever_its_lines_stand(tmp_path: Path) -> None:
    lines = ad.dumps(FULL, "jsonl").splitlines()
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join([*lines[1:], lines[0]]))
    ad.convert(path, tmp_path / "b.parquet")
    assert ad.read(tmp_path / "b.parquet") == FULL


@pytest.mark.parametrize("suffix", [".json", ".yaml", ".csv", ".jsonl", ".parquet"])
def test_every_format_is_turned_into_every_other(suffix: str, tmp_path: Path) -> None:
    source = tmp_path / f"source{suffix}"
    ad.write(FULL, source)
    for other in (".json", ".yaml", ".csv", ".jsonl", ".parquet"):
        target = tmp_path / f"target{other}"
        assert ad.convert(source, target, overwrite=True) == 2
        assert ad.read(target) == FULL


def test_a_folder_becomes_a_file_and_a_file_a_folder(tmp_path: Path) -> None:
    deals = evolve(FULL, events=(), sources=())
    ad.write(deals, tmp_path / "deals.parquet")
    assert ad.convert(tmp_path / "deals.parquet", f"{tmp_path}/deals/") == 2
    assert sorted(path.name for path in (tmp_path / "deals").glob("[ab].yaml")) == ["a.yaml", "b.yaml"]
    assert ad.convert(tmp_path / "deals", tmp_path / "again.jsonl") == 2
    assert ad.read(tmp_path / "again.jsonl") == deals


def test_styles_go_to_the_writer(tmp_path: Path) -> None:
    ad.write(ad.Deal(id="a", note="=1+1"), tmp_path / "a.jsonl")
    ad.convert(tmp_path / "a.jsonl", tmp_path / "a.csv", style="inert")
    assert b"'=1+1" in (tmp_path / "a.csv").read_bytes()
    with pytest.raises(UnknownName):
        ad.convert(tmp_path / "a.jsonl", tmp_path / "a.parquet", style="inert")
    with pytest.raises(InvalidValue, match="suffix"):
        ad.convert(tmp_path / "a.jsonl", tmp_path / "a.docx")


def test_a_fault_leaves_the_old_file_and_no_draft(tmp_path: Path) -> None:
    source, target = tmp_path / "a.jsonl", tmp_path / "b.parquet"
    target.write_bytes(b"old")
    for text in ('{"id":"a"}\n{"id":"b","x":1}\n', '{"armsdeals":1,"events":[{}]}\n', '{"armsdeals":1,"deals":[]}\n'):
        source.write_text(text, "utf-8")
        with pytest.raises(InvalidDeals):
            ad.convert(source, target)
    source.write_text('{"id":"a","note":"' + "x" * 100 + '"}\n', "utf-8")
    with pytest.raises(LimitExceeded):
        ad.convert(source, target, limits=Limits(file_bytes=50))
    assert target.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "b.parquet"]


def test_damage_leaves_the_old_file_too(tmp_path: Path) -> None:
    source, target = tmp_path / "a.parquet", tmp_path / "b.jsonl"
    target.write_bytes(b"old")
    data = ad.dumps(FULL, "parquet")
    for bad in (data[:-30], b"PAR1PAR1"):
        source.write_bytes(bad)
        with pytest.raises(UnreadableInput):
            ad.convert(source, target)
    assert target.read_bytes() == b"old"


def test_a_file_that_is_not_there_is_told_before_anything_is_written(tmp_path: Path) -> None:
    for wrong in (tmp_path / "none.jsonl", "a\0b.jsonl"):
        with pytest.raises(UnreadableInput):
            ad.convert(wrong, tmp_path / "b.parquet")
        with pytest.raises(UnreadableInput):
            streams.stream(wrong, tmp_path / "b.parquet")
    (tmp_path / "folder.jsonl").mkdir()
    with pytest.raises(UnreadableInput, match="no regular file"):
        streams.stream(tmp_path / "folder.jsonl", tmp_path / "b.parquet")
    assert [path.name for path in tmp_path.iterdir()] == ["folder.jsonl"]


def test_lines_beside_the_deals_that_contradict_each_other_are_told_in_the_end(tmp_path: Path) -> None:
    heads = [f'{{"armsdeals":1,"competitions":[{{"id":"c","buyer":"{buyer}"}}]}}' for buyer in ("Egypt", "Qatar")]
    (tmp_path / "a.jsonl").write_text("\n".join([heads[0], '{"id":"a"}', heads[1]]), "utf-8")
    with pytest.raises(InvalidDeals, match="two competitions are called 'c'"):
        ad.convert(tmp_path / "a.jsonl", tmp_path / "b.parquet")
    assert not (tmp_path / "b.parquet").exists()


def test_what_stands_beside_the_deals_has_its_limit_too(tmp_path: Path) -> None:
    head = b'{"armsdeals":1}\n'
    (tmp_path / "a.jsonl").write_bytes(head * 5)
    with pytest.raises(LimitExceeded, match="what belongs to no deal has more than 60 bytes"):
        ad.convert(tmp_path / "a.jsonl", tmp_path / "b.parquet", limits=Limits(file_bytes=60))


def test_a_line_that_only_speaks_of_the_version_is_a_deal_or_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"id":"a","note":"\\"armsdeals\\""}\n')
    assert ad.convert(path, tmp_path / "b.parquet") == 1
    path.write_bytes(b'{"armsdeals"\n')
    with pytest.raises(InvalidDeals, match="this is no JSON"):
        ad.convert(path, tmp_path / "b.parquet")


def test_a_head_of_parquet_that_is_faulty_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.parquet").write_bytes(b"any")
    monkeypatch.setattr(parquet, "records_of", lambda *_: iter([b'{"armsdeals":1,"events":[{}]}\n']))
    with pytest.raises(InvalidDeals, match="is required"):
        ad.convert(tmp_path / "a.parquet", tmp_path / "b.jsonl")


def test_how_far_it_is_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "_EVERY", 2)
    ad.write(ad.Register([ad.Deal(id=f"d{k}") for k in range(5)]), tmp_path / "a.jsonl")
    told: list[int] = []
    ad.convert(tmp_path / "a.jsonl", tmp_path / "b.parquet", tell=told.append)
    ad.convert(tmp_path / "b.parquet", tmp_path / "c.jsonl", tell=told.append)
    assert told == [2, 4, 2, 4]


def test_whoever_no_longer_listens_how_far_it_is_is_no_file_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "_EVERY", 1)
    ad.write(ad.Deal(id="a"), tmp_path / "a.jsonl")

    def gone(_: int) -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        ad.convert(tmp_path / "a.jsonl", tmp_path / "b.parquet", tell=gone)
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


def test_two_deals_of_one_id_are_no_stream(tmp_path: Path) -> None:
    source, target = tmp_path / "a.jsonl", tmp_path / "b.parquet"
    source.write_bytes(b'{"armsdeals":1}\n{"id":"a"}\n{"id":"a","title":"again"}\n')
    with pytest.raises(InvalidDeals, match="two deals are called 'a'"):
        ad.convert(source, target)
    assert not target.exists()


LARGE = 100_000_000  # bytes
MOST = 400_000_000  # of memory, most of it for libraries, their threads and the caches of values, whatever the length of the file
# The peak is that of the process itself: what getrusage tells begins with the peak of the process that started it.
MEASURED = """
import sys
from pathlib import Path
import armsdeals as ad
ad.convert(sys.argv[1], sys.argv[2])
(peak,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(int(peak.split()[1]) * 1024)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no file tells the peak of a process")
def test_a_long_file_of_lines_becomes_parquet_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    book = ad.casebook()
    with path.open("wb") as file:
        number = 0
        while file.tell() < LARGE:
            for deal in book:
                file.write(write_line(evolve(deal, id=f"{deal.id}-{number}", note=os.urandom(50).hex())))
            number += 1
    for source, target in (("long.jsonl", "long.parquet"), ("long.parquet", "again.jsonl")):
        command = [sys.executable, "-c", MEASURED, str(tmp_path / source), str(tmp_path / target)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  # our own text
        assert int(done.stdout) < MOST
    assert sum(1 for _ in parquet.iter_deals(tmp_path / "long.parquet")) == number * len(book)
