"""Names of files that mean no good: pipes, devices, loops, folders, odd names; only regular files are opened."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from armsdeals._desk import read, try_read, write
from armsdeals.errors import ArmsDealsError, UnreadableInput
from armsdeals.formats.jsonl import iter_deals
from armsdeals.model.deal import Deal
from armsdeals.values.rates import Rates

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


def pipe(folder: Path) -> Path:
    path = folder / "deals.json"
    os.mkfifo(path)
    return path


def bound(folder: Path) -> Path:
    """A socket, whose name may not be long."""
    path = folder / "deals.json"
    with socket.socket(socket.AF_UNIX) as one:
        before = Path.cwd()
        os.chdir(folder)
        try:
            one.bind(path.name)
        finally:
            os.chdir(before)
    return path


def linked(to: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / "deals.json"
        path.symlink_to(to)
        return path

    return make


def locked(folder: Path) -> Path:
    path = folder / "deals.json"
    path.mkdir()
    return path


ODD: dict[str, Callable[[Path], Any]] = {
    "a pipe": pipe,
    "a socket": bound,
    "a link to itself": linked("deals.json"),
    "a link to nothing": linked("nowhere.json"),
    "a link to a device without end": linked("/dev/zero"),
    "a link to a terminal": linked("/dev/tty"),
    "a folder with a suffix": locked,
    "a folder": lambda folder: folder,
    "nothing": lambda folder: folder / "nothing.json",
    "below a file": lambda _: f"{__file__}/deals.json",
    "a NUL": lambda _: "deals\0.json",
    "a name too long": lambda _: "a" * 5_000 + ".json",
    "a path too long": lambda _: "a/" * 5_000 + "a.json",
    "half a pair": lambda _: "\ud800.json",
    "a device": linked("/dev/null"),
    "a process of the kernel": linked("/proc/self/mem"),
}


@posix
@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize(
    "reader", [read, lambda path: list(iter_deals(path)), Rates.from_csv], ids=["read", "iter_deals", "rates"]
)
def test_what_is_no_regular_file_is_refused_and_never_waited_for(
    name: str, reader: Callable[[Any], Any], tmp_path: Path
) -> None:
    with pytest.raises(ArmsDealsError) as caught:
        reader(ODD[name](tmp_path))
    assert str(caught.value).replace("\n", "").isprintable()


@posix
@pytest.mark.parametrize("name", ODD)
def test_it_is_a_finding_where_what_can_be_read_is_wanted(name: str, tmp_path: Path) -> None:
    reading = try_read(ODD[name](tmp_path))
    assert len(reading.register) == 0
    assert [issue.code for issue in reading.issues] == ["no-file"] or reading.issues[0].code == "unreadable"


@posix
@pytest.mark.parametrize(
    "name", ["a pipe", "a socket", "a link to a device without end", "a folder with a suffix", "a NUL"]
)
def test_nothing_is_written_over_what_is_no_regular_file(name: str, tmp_path: Path) -> None:
    path = ODD[name](tmp_path)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(ArmsDealsError):
        write(Deal(id="demo"), path)
    assert sorted(tmp_path.iterdir()) == before


SHARED: dict[str, Callable[[Path], Any]] = {
    "a pipe": os.mkfifo if os.name != "nt" else Path.mkdir,
    "a folder": Path.mkdir,
    "a link to itself": lambda path: path.symlink_to(path),
    "a link to nothing": lambda path: path.symlink_to("nowhere"),
    "a link to a device without end": lambda path: path.symlink_to("/dev/zero"),
}


@posix
@pytest.mark.parametrize("name", SHARED)
def test_what_a_folder_should_share_is_told_where_it_is_no_regular_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / "demo.yaml"
    write(Deal(id="demo"), path)
    SHARED[name](tmp_path / "_shared.yaml")
    for asked in (tmp_path, path):
        reading = try_read(asked)
        assert reading.register.ids == ("demo",)
        assert [(issue.code, Path(issue.file).name) for issue in reading.issues] == [("no-file", "_shared.yaml")]


@posix
def test_a_folder_that_leads_back_into_itself_is_read_once(tmp_path: Path) -> None:
    write(Deal(id="demo"), tmp_path / "demo.yaml")
    (tmp_path / "again").symlink_to(tmp_path)
    assert read(tmp_path).ids == ("demo",)


NAMES = [
    "a\nb",
    "a\rb",
    "\u202egpj",
    "\x1b[31mred",
    "a b",
    "--help",
    "~",
    "$HOME",
    "`id`",
    "a;b",
    "'",
    '"',
    "Türkiye",
    "\u200b",
    "%2e%2e",
    "*",
]


@posix
@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_a_folder_of_any_name_is_read_and_its_name_is_shown_escaped(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "one.yaml").write_text("title: x\nnope: 1\n", encoding="utf-8")
    (folder / "two.yaml").write_text("title: y\n", encoding="utf-8")
    reading = try_read(folder)
    assert reading.register.ids == ("two",)
    assert [issue.code for issue in reading.issues] == ["unknown-key"]
    assert str(reading.issues).isprintable()
    with pytest.raises(ArmsDealsError) as caught:
        read(folder)
    assert str(caught.value).replace("\n", "").isprintable()


@posix
def test_a_file_whose_name_is_no_id_is_told_so_and_hides_no_other(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / f"{name}.yaml").write_text("title: x\n", encoding="utf-8")
    (tmp_path / "good.yaml").write_text("title: x\n", encoding="utf-8")
    reading = try_read(tmp_path)
    assert reading.register.ids == ("good",)
    assert len({issue.file for issue in reading.issues.errors}) == len(NAMES)
    assert str(reading.issues).replace("\n", "").isprintable()


@posix
def test_loops_of_links_in_a_folder_end(tmp_path: Path) -> None:
    below = tmp_path / "below"
    below.mkdir()
    (below / "up").symlink_to(tmp_path)
    (below / "self").symlink_to(below)
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "lost.yaml").symlink_to("lost")
    (tmp_path / "one.yaml").write_text("title: x\n", encoding="utf-8")
    reading = try_read(tmp_path)
    assert reading.register.ids == ("one",)
    assert sorted(Path(issue.file).name for issue in reading.issues) == ["loop.yaml", "lost.yaml"]


@posix
def test_pipes_and_devices_in_a_folder_are_findings(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    (tmp_path / "one.yaml").write_text("title: x\n", encoding="utf-8")
    (tmp_path / "_shared.yaml").symlink_to("/dev/zero")
    reading = try_read(tmp_path)
    assert reading.register.ids == ("one",)
    assert {issue.code for issue in reading.issues} == {"no-file"}


@posix
def test_a_folder_nested_very_deep_is_read(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 400)
    deep.mkdir(parents=True)
    (deep / "one.yaml").write_text("title: x\n", encoding="utf-8")
    assert try_read(tmp_path).register.ids == ("one",)


def test_a_file_that_grows_while_it_is_read_is_not_read_beyond_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "deals.yaml"
    path.write_bytes(b"#" * 9_000_000)
    small, real = Path(__file__).stat(), os.stat
    monkeypatch.setattr(
        os, "stat", lambda one, *more, **how: small if one == os.fspath(path) else real(one, *more, **how)
    )
    with pytest.raises(ArmsDealsError, match="8,000,000 or less"):
        read(os.fspath(path))


def test_a_file_that_is_gone_when_it_is_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone, small, real = os.fspath(tmp_path / "deals.json"), Path(__file__).stat(), os.stat
    monkeypatch.setattr(os, "stat", lambda one, *more, **how: small if one == gone else real(one, *more, **how))
    with pytest.raises(UnreadableInput, match="there is no such file"):
        read(gone)


@posix
@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deals.json"
    path.write_text("{}", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(UnreadableInput, match="permission denied"):
        read(path)
