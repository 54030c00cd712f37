"""The desk: files in and out, each finding with its file, and nothing opened that could hang."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from armsdeals import _desk as desk
from armsdeals.errors import (
    InvalidDeals,
    InvalidValue,
    LimitExceeded,
    UnknownName,
    UnreadableInput,
    UnsupportedVersion,
    UnwritableOutput,
)
from armsdeals.formats._base import format_of
from armsdeals.model.deal import Deal
from armsdeals.register.register import Register
from armsdeals.values.evidence import Evidence
from armsdeals.wire.limits import Limits


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


TWO = Register([Deal(id="a", title="Türkiye"), Deal(id="b")])


@pytest.mark.parametrize("name", ["deals.json", "deals.yaml", "deals.yml", "DEALS.JSON"])
def test_what_is_written_is_read_back(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    desk.write(TWO, path)
    assert desk.read(path) == TWO
    assert desk.read(str(path)) == TWO
    assert names_in(tmp_path) == [name]


def test_a_deal_is_written_as_a_register_of_one(tmp_path: Path) -> None:
    desk.write(TWO["a"], tmp_path / "a.yaml")
    assert desk.read(tmp_path / "a.yaml") == Register([TWO["a"]])
    assert desk.loads(desk.dumps(TWO["a"])) == Register([TWO["a"]])


def test_bytes_are_the_same_in_every_run() -> None:
    assert desk.dumps(TWO) == '{"armsdeals":1,"deals":[{"id":"a","title":"Türkiye"},{"id":"b"}]}\n'.encode()
    assert desk.dumps(TWO, format="yaml").decode() == "armsdeals: 1\ndeals:\n- id: a\n  title: Türkiye\n- id: b\n"


def test_every_finding_names_its_file(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("deals:\n- id: a\n  tilte: b\n- id: c\n", encoding="utf-8")
    reading = desk.try_read(path)
    assert reading.register.ids == ("c",)
    assert [str(issue) for issue in reading.issues] == [
        f"{path}:3:3: deals[0].tilte: is not a field here [unknown-key] (did you mean title?)"
    ]
    with pytest.raises(InvalidDeals, match=r"x\.yaml:3:3") as caught:
        desk.read(path)
    assert caught.value.issues == reading.issues


def test_information_keeps_nothing_from_being_read(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("deals: []\nevidence: {ap: {publisher: AP}}\n", encoding="utf-8")
    assert desk.read(path).sources == (Evidence(id="ap", publisher="AP"),)
    assert [issue.code for issue in desk.try_read(path).issues] == ["never-cited"]


def test_several_files_are_joined_in_their_order(tmp_path: Path) -> None:
    desk.write(Register([TWO["a"]], sources=(Evidence(publisher="AP"),)), tmp_path / "1.json")
    desk.write(Register([TWO["b"]], sources=(Evidence(publisher="AP"),)), tmp_path / "2.yaml")
    register = desk.read([tmp_path / "2.yaml", tmp_path / "1.json"])
    assert register.ids == ("b", "a")
    assert register.sources == (Evidence(publisher="AP"),)
    assert desk.read([]) == Register()


def test_an_id_in_two_files_is_a_fault_that_names_both(tmp_path: Path) -> None:
    one, two = tmp_path / "1.json", tmp_path / "2.json"
    desk.write(TWO, one)
    desk.write(TWO["b"], two)
    reading = desk.try_read([one, two])
    (issue,) = reading.issues
    assert (issue.file, issue.where, issue.code) == (str(two), "deals[0].id", "duplicate-id")
    assert str(one) in issue.message
    assert reading.register == TWO
    with pytest.raises(InvalidDeals):
        desk.read([one, two])


BAD: list[tuple[str, bytes, type[Exception], str]] = [
    ("a.json", b"{", UnreadableInput, "unreadable"),
    ("a.yaml", b"a: [b", UnreadableInput, "unreadable"),
    ("a.yaml", b"armsdeals: 1\ndeals: []\na: b: c\n", InvalidDeals, "not-read"),
    ("a.yaml", b"armsdeals: 1\ndeals: []\n---\n", UnreadableInput, "not-read"),
    ("a.json", b'{"armsdeals": 4, "deals": []}', UnsupportedVersion, "unsupported-version"),
    ("a.json", b"[" * 70, LimitExceeded, "limit-exceeded"),
    ("a.txt", b"", InvalidValue, "unknown-suffix"),
    ("a", b"", InvalidValue, "unknown-suffix"),
    ("a.json", b"{}", InvalidDeals, "missing"),
]


@pytest.mark.parametrize(("name", "data", "error", "code"), BAD)
def test_read_raises_and_try_read_tells_the_same(
    tmp_path: Path, name: str, data: bytes, error: type[Exception], code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error):
        desk.read(path)
    reading = desk.try_read(path)
    assert reading.issues[0].code == code
    assert {issue.file for issue in reading.issues} == {str(path)}
    assert len(reading.register) == 0


def test_an_error_of_one_file_among_several_tells_which(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"{")
    with pytest.raises(UnreadableInput) as caught:
        desk.read([tmp_path / "a.json"])
    assert any("a.json" in note for note in caught.value.__notes__)


def test_an_unknown_suffix_is_told_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match=r"'\.doc'.*expected one of \.json, \.jsonl, \.ndjson, \.yaml, \.yml"):
        desk.write(TWO, tmp_path / "a.doc")
    assert names_in(tmp_path) == []


def test_a_missing_file_is_unreadable_input(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="there is no such file"):
        desk.read(tmp_path / "no.json")
    assert desk.try_read(tmp_path / "no.json").issues[0].code == "no-file"
    with pytest.raises(UnreadableInput):
        desk.read("a\0b.json")


def test_folders_pipes_and_devices_are_refused_unopened(tmp_path: Path) -> None:
    folder = tmp_path / "deals.json"
    folder.mkdir()
    with pytest.raises(UnreadableInput, match="is a folder"):
        desk.read(folder)
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableInput, match="is no regular file"):
        desk.read(pipe)
    device = tmp_path / "zero.yaml"
    device.symlink_to("/dev/zero")
    with pytest.raises(UnreadableInput, match="is no regular file"):
        desk.read(device)
    for target in (folder, pipe, device):
        with pytest.raises(InvalidValue, match="is no regular file"):
            desk.write(TWO, target)


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"deals: []\n" * 10)
    with pytest.raises(LimitExceeded, match=r"100 bytes or more \(expected 50 or less"):
        desk.read(path, limits=Limits(yaml_bytes=50))


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "there is no room left on its disk; make room"),
        (errno.EDQUOT, "there is no room left on its disk; make room"),
        (errno.EROFS, "its disk can only be read; choose another folder"),
        (errno.EACCES, "you have no right to write there; get it for the file and its folder"),
        (errno.EIO, "the disk did not take it; look at the disk"),
        (errno.ENXIO, "what the system says"),
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.csv", "a.yaml", "a.parquet", "a/"])
def test_what_cannot_be_written_is_told_with_a_remedy_and_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int, told: str
) -> None:
    path = f"{tmp_path}/{name}"
    desk.write(TWO, path)

    def fails(*_: Any) -> None:
        raise OSError(number, "What the system says")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(UnwritableOutput, match=f"cannot be written: {told}") as caught:
        desk.write(Register([Deal(id="a", title="another")]), path)
    monkeypatch.undo()
    assert (caught.value.code, caught.value.errno) == ("unwritable", number)
    assert str(caught.value.filename).startswith(path)
    assert str(path) in str(caught.value)
    assert desk.read(path) == TWO
    files = names_in(tmp_path / "a") if name == "a/" else names_in(tmp_path)
    assert sorted(files) == (["a.yaml", "b.yaml"] if name == "a/" else [name])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize("suffix", ["json", "jsonl", "csv", "yaml", "parquet"])
def test_where_a_file_may_not_grow_nothing_of_the_new_one_stays(tmp_path: Path, suffix: str) -> None:
    resource = pytest.importorskip("resource")
    path = tmp_path / f"a.{suffix}"
    desk.write(TWO, path)
    large = Register(Deal(id=f"d{number}", note=os.urandom(500).hex()) for number in range(200))
    desk.dumps(large, format_of(path).name)  # what is loaded on first use may be written, too
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(UnwritableOutput, match="larger than the system allows a file to be"):
            desk.write(large, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert desk.read(path) == TWO
    assert names_in(tmp_path) == [path.name]


def test_a_folder_that_may_be_written_and_not_read_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def opened(path: Any, *more: Any) -> int:
        if Path(path).is_dir():
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, *more)

    monkeypatch.setattr(os, "open", opened)
    desk.write(TWO, tmp_path / "a.json")
    monkeypatch.undo()
    assert desk.read(tmp_path / "a.json") == TWO


def test_a_place_that_cannot_be_is_told_in_our_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name, told in {
        "none/a.json": "its folder is not there; make it first",
        "file/a.json": "what should be its folder is a file",
        "file/": "what should be its folder is a file",
        f"{'a' * 300}.json": "its name is too long",
    }.items():
        with pytest.raises(UnwritableOutput, match=told):
            desk.write(TWO, f"{tmp_path}/{name}")
    for name in ("a\0.json", "\ud800.json", "\ud800/", "\0/"):
        with pytest.raises(InvalidValue, match="holds a character that no name of a file has"):
            desk.write(TWO, f"{tmp_path}/{name}")
    assert names_in(tmp_path) == ["file"]


@pytest.mark.skipif(os.name == "nt", reason="Windows makes no links for everybody")
def test_links_that_lead_in_a_circle_are_told_in_our_words(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.symlink_to(path)
    with pytest.raises(UnwritableOutput, match="lead in a circle"):
        desk.write(TWO, path)
    with pytest.raises(UnreadableInput):
        desk.read(path)
    assert names_in(tmp_path) == ["a.json"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_file_keeps_its_permissions_and_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "a.json", tmp_path / "link.json"
    desk.write(TWO, path)
    path.chmod(0o640)
    link.symlink_to(path)
    desk.write(TWO["a"], link)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert link.is_symlink()
    assert desk.read(path).ids == ("a",)


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_standard_input_is_read_in_either_format(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    data = io.TextIOWrapper(io.BytesIO(desk.dumps(TWO, format=form)))
    monkeypatch.setattr(sys, "stdin", data)
    assert desk.read("-") == TWO


def test_text_and_bytes_are_loaded_alike() -> None:
    assert desk.loads('{"armsdeals": 1, "deals": []}') == Register()
    assert desk.loads(bytearray(b"deals: []"), format="yaml") == Register()  # type: ignore[arg-type]
    with pytest.raises(UnreadableInput, match="half a surrogate pair"):
        desk.loads('"\ud800"')
    with pytest.raises(UnknownName, match="'jason' is not a format"):
        desk.loads(b"", format="jason")


@pytest.mark.parametrize("wrong", [5, None, b"a.json", [5], 2.5])
def test_what_is_no_path_is_a_type_error(wrong: Any) -> None:
    with pytest.raises(TypeError):
        desk.read(wrong)


def test_what_is_no_deal_is_a_type_error() -> None:
    for wrong in ("a", [Deal(id="a")], None):
        with pytest.raises(TypeError):
            desk.dumps(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        desk.loads(5)  # type: ignore[arg-type]
