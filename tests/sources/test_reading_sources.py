"""Reading a source from the desk: by its name, from several files, and what is said where the name is left out."""

import io
import os
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import armsdeals as ad
from armsdeals.register.vintage import Counts
from armsdeals.sources import _base
from armsdeals.sources._base import source_named

SAMPLES = Path(__file__).parents[1] / "samples" / "sipri"
MINI = SAMPLES / "mini_register.csv"


def test_a_register_is_read_by_the_name_of_its_source() -> None:
    assert len(ad.read(MINI, source="sipri")) == 12
    reading = ad.try_read(str(MINI), source="sipri")
    assert reading.counts == Counts(data_lines=13, used=12, joined=1)
    assert {issue.file for issue in reading.issues} == {str(MINI)}


@pytest.mark.parametrize("name", ["SIPRI", " Sipri ", "sipri"])
def test_a_source_is_named_in_any_case(name: str) -> None:
    assert ad.read(MINI, source=name) == ad.read(MINI, source="sipri")
    assert source_named("NL-licences") is source_named("nl_licences")


def test_a_register_under_the_name_of_another_source_says_whose_it_is() -> None:
    for source in ("news", "nl_licences"):
        with pytest.raises(ad.UnreadableInput, match=r"it seems to be a file of SIPRI, so say source='sipri'"):
            ad.read(MINI, source=source)


def test_a_frame_is_no_list_of_paths() -> None:
    frame = pytest.importorskip("pandas", reason="pandas is not installed").DataFrame({"deal": ["a"]})
    with pytest.raises(TypeError, match="is a frame and no path"):
        ad.try_read(frame, source="sipri")


def test_several_files_are_counted_together() -> None:
    reading = ad.try_read([MINI, SAMPLES / "mini_deliveries.csv"], source="sipri")
    assert reading.counts == Counts(data_lines=16, used=15, joined=1)
    assert (len(reading.register), reading.vintage, len(reading.register.sources)) == (13, None, 2)


def test_a_refused_line_is_a_fault_for_read_and_a_finding_for_try_read(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes(MINI.read_bytes() + b"Norway,Sweden,2014\n")
    with pytest.raises(ad.InvalidDeals, match="found 3 cells"):
        ad.read(path, source="sipri")
    reading = ad.try_read(path, source="sipri")
    assert (len(reading.register), [issue.line for issue in reading.issues.errors]) == (12, [20])


def test_a_register_comes_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MINI.read_bytes())))
    assert len(ad.read("-", source="sipri")) == 12


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    ad.try_read(MINI, source="sipri", progress=lambda done, of: told.append((done, of)))
    assert told == [(0, 13), (13, 13)]


@pytest.mark.parametrize("name", ["mini_register.csv", "mini_deliveries.csv"])
@pytest.mark.parametrize("suffix", [".csv", ".txt"])
def test_a_register_read_as_one_of_our_formats_says_how_to_read_it(tmp_path: Path, name: str, suffix: str) -> None:
    path = (tmp_path / name).with_suffix(suffix)
    path.write_bytes((SAMPLES / name).read_bytes())
    with pytest.raises(ad.UnreadableInput, match=r"seems to be a file of SIPRI .*; read it with source='sipri'"):
        ad.read(path)
    assert [issue.code for issue in ad.try_read(path).issues] == ["other-source"]


def test_a_table_of_nobody_known_keeps_its_own_complaint(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,b,c\n1,2,3\n")
    with pytest.raises(ad.UnreadableInput, match="the first row is not deal,path,value"):
        ad.read(path)
    (issue,) = ad.try_read(path, source="sipri").issues
    assert issue.message.startswith("no head of a table of SIPRI was found")


def test_a_source_that_is_not_known_is_refused_before_anything_is_read() -> None:
    for read in (ad.read, ad.try_read):
        with pytest.raises(ad.UnknownName, match=r"'sipry' is no source known here .*did you mean sipri"):
            read("no-such-file.csv", source="sipry")
    with pytest.raises(TypeError, match="not the name of a source"):
        ad.read(MINI, source=1)  # type: ignore[arg-type]


def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path, tmp_path / "missing.csv"):
        assert [issue.code for issue in ad.try_read(path, source="sipri").issues] == ["no-file"]


def test_another_package_offers_a_source_by_an_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = EntryPoint("theirs", "armsdeals.sources.sipri.source:SIPRI", _base.GROUP)
    no_source = EntryPoint("nothing", "armsdeals.sources._base:HEAD", _base.GROUP)
    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda group: [entry, no_source] if group == _base.GROUP else []
    )
    source_named.cache_clear()
    try:
        assert source_named("theirs") is source_named("sipri")
        with pytest.raises(ad.UnknownName, match="expected one of sipri, nl_licences, news, theirs, nothing"):
            source_named("nothing")
    finally:
        source_named.cache_clear()
