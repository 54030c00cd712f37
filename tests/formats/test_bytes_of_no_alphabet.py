"""Bytes that are no letters of UTF-8: each line of them is told, with all that is wrong in the other lines."""

from __future__ import annotations

import bz2
import gzip
import lzma
from pathlib import Path

import pytest

from armsdeals._desk import read, try_read
from armsdeals.cli.main import main
from armsdeals.errors import UnreadableInput
from armsdeals.formats._base import text_of

TYPED = """\
title: T\xfcrkei
history:
- 2017 inked
- 2018 talks @s: \xdcber
- 2018 sign\xe9d @nope
- 2019 talks @Zeitung
sources:
  s: Zeitung f\xfcr, 2017
  S\xe9n: Le S\xe9nat, 2018
""".encode("latin-1")
NO_LETTER = [f"{place} the byte 0x{byte} is not UTF-8; save the file as UTF-8" for place, byte in (
    ("1:9", "fc"), ("4:18", "dc"), ("5:12", "e9"), ("8:15", "fc"), ("9:4", "e9"),
)]  # fmt: skip
INKED = "3:8 'inked' is not a word here; write signed"
Capture = pytest.CaptureFixture[str]


def told(path: Path) -> list[str]:
    return [f"{issue.line}:{issue.column} {issue.message}" for issue in try_read(path).issues]


def test_each_line_is_told_and_hides_no_fault_of_another(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_bytes(TYPED)
    first, *others = NO_LETTER
    assert told(path) == [first, INKED, *others]


@pytest.mark.parametrize("files", [2, 40])  # the many of which each goes the straight way, if it can
def test_a_folder_tells_the_same(tmp_path: Path, capsys: Capture, files: int) -> None:
    for number in range(files):
        (tmp_path / f"d{number:02}.yaml").write_text("title: T\n", encoding="utf-8")
    (tmp_path / "bad.yaml").write_bytes(TYPED)
    assert main(["check", str(tmp_path)]) == 2
    lines = [line for line in capsys.readouterr().out.splitlines() if "bad.yaml" in line]
    assert [line.partition("bad.yaml:")[2].partition(": ")[0] for line in lines] == [
        "1:9", "3:8", "4:18", "5:12", "8:15", "9:4",
    ]  # fmt: skip


def test_what_all_files_share_is_told_line_by_line_too(tmp_path: Path) -> None:
    (tmp_path / "_shared.yaml").write_bytes("sources:\n  a: \xc4, 2017\n  b: \xd6, 2018\n".encode("latin-1"))
    (tmp_path / "d.yaml").write_text("title: T\n", encoding="utf-8")
    assert [(issue.line, issue.column) for issue in try_read(tmp_path).issues] == [(2, 6), (3, 6)]


def test_a_line_is_not_added_where_bytes_are_no_letters(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "t.yaml"
    path.write_bytes(TYPED)
    assert main(["add", str(path), "2020 talks @s"]) == 2
    *lines, last = capsys.readouterr().err.splitlines()
    assert ([line.count("is not UTF-8") for line in lines], last) == ([1] * 5, "nothing was written")
    assert path.read_bytes() == TYPED


@pytest.mark.parametrize(
    ("behind", "said"),
    [
        (
            b"price: [1\n",
            "2:8 this is no YAML: a bracket or brace is opened here and not closed, or a comma is missing in it",
        ),
        (b"k: a\0b\n", "2:5 this is no YAML: the character U+0000 cannot stand in a YAML file; leave it out"),
    ],
)
def test_a_fault_of_yaml_is_told_beside_them(tmp_path: Path, behind: bytes, said: str) -> None:
    path = tmp_path / "t.yaml"
    path.write_bytes(b"title: \xfc\n" + behind)
    assert told(path) == ["1:8 the byte 0xfc is not UTF-8; save the file as UTF-8", said]


@pytest.mark.parametrize(
    ("lines", "count", "last"),
    [
        (100, 100, "102:15 the byte 0xfc is not UTF-8; save the file as UTF-8"),
        (101, 101, "103:None from here on 1 more line holds such a byte"),
        (150, 101, "103:None from here on 50 more lines hold such bytes"),
    ],
)
def test_of_very_many_lines_the_first_hundred_are_told(tmp_path: Path, lines: int, count: int, last: str) -> None:
    path = tmp_path / "t.yaml"
    path.write_bytes(b"title: T\nhistory:\n" + b"- 2018 talks: \xfc\n" * lines)
    found = told(path)
    assert (len(found), found[-1]) == (count, last)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_is_told_to_be_one(encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    with pytest.raises(UnreadableInput, match="line 1: the file is in UTF-16; save it as UTF-8"):
        text_of(mark + "title: T\n".encode(encoding))


@pytest.mark.parametrize(
    "packed",
    [
        gzip.compress(b"title: T"),
        bz2.compress(b"title: T"),
        lzma.compress(b"title: T"),
        b"PK\x03\x04\x14\0\0\0\x08\0\xfc",
    ],
    ids=["gzip", "bzip2", "xz", "zip"],
)
def test_a_file_that_is_packed_is_told_to_be_one(packed: bytes) -> None:
    with pytest.raises(UnreadableInput, match="line 1: the file is compressed; unpack it first"):
        text_of(packed)


def test_whoever_reads_without_findings_gets_the_first_line(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_bytes(TYPED)
    with pytest.raises(UnreadableInput, match="line 1: the byte 0xfc is not UTF-8") as caught:
        read(path)
    assert [error.line for error in caught.value.also] == [4, 5, 8, 9]
