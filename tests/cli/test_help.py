"""--help teaches by example: every example that is shown does what it says, in a folder with the files that it names."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from pkgutil import resolve_name
from typing import NamedTuple

import pytest

import armsdeals as ad
from armsdeals.cli import main as command
from armsdeals.cli.main import COMMANDS, main
from armsdeals.pages.report import FORMS

Capture = pytest.CaptureFixture[str]
_COMMENT = re.compile(r" {2,}(?=\S)")
REGISTER = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number delivered, ,"
    "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons\n"
    "Turkiye,Sweden,2014,,3,,Drone-5,UAV,3,,2016,New,,3,9,9\n"
)


class Example(NamedTuple):
    """One line of a help: our part of it, and what is put into it or taken out of it by the shell."""

    arguments: list[str]
    reads: str
    writes: str

    @classmethod
    def of(cls, line: str) -> Example:
        told = _COMMENT.split(line.strip(), maxsplit=1)[0]
        ours = next(part for part in re.split(r" \|\| | && | \| ", told) if part.startswith("armsdeals "))
        words = shlex.split(ours)
        puts = {sign: words[words.index(sign) + 1] for sign in "<>" if sign in words}
        ends = [words.index(sign) for sign in puts] or [len(words)]
        return cls(words[1 : min(ends)], puts.get("<", ""), puts.get(">", ""))


def examples(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line.startswith("  armsdeals ") or (line.startswith("  git show") and "| armsdeals" in line):
            yield line


SHOWN = [
    (name, line)
    for name, (module, _) in COMMANDS.items()
    for line in examples(resolve_name(f"armsdeals.cli.usage.{module}:").EXAMPLES)
] + [("", line) for line in examples(command._EPILOG.partition("examples:")[2])]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds whatever an example names."""
    monkeypatch.chdir(tmp_path)
    deal = ad.example("tur-s400")
    for name in ("deals.yaml", "deals.json", "deals.jsonl", "old.yaml", "a.yaml", "b.yaml"):
        ad.write(deal, name)
    for name in ("deals/", "deals-2025/"):
        ad.write(deal, name)
    shutil.copy("deals/tur-s400.yaml", "tur-s400.yaml")
    for name in ("trade-register.csv", "to-norway.csv", "to-chile.csv", "deliveries-2025.csv", "deliveries-2026.csv"):
        Path(name).write_text(REGISTER, "utf-8")
    register = ad.read("trade-register.csv", source="sipri")
    ad.write(register, "register.jsonl")
    ad.write(register, "register.parquet")
    for path in (Path("tur-s400.yaml"), Path("deals/tur-s400.yaml")):
        path.write_text(TYPED, "utf-8")
    Path("deals/_shared.yaml").write_text("sources:\n  wire: A wire, 2026-11-19\n", "utf-8")
    return tmp_path


TYPED = """\
title: Türkiye buys batteries
lines:
  s400:
    system: S-400
history:
  - 2016-11~ talks @tass
price:
  - 2.5 bn USD estimate @tass
sources:
  tass: TASS, 2016-12-01
  daily: A daily, 2026-11-20
"""


@pytest.mark.parametrize(("name", "line"), SHOWN, ids=[line.strip() for _, line in SHOWN])
def test_an_example_works(capsys: Capture, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, line: str) -> None:
    for module in ("pyarrow", "narwhals", "jinja2"):
        pytest.importorskip(module)
    one = Example.of(line)
    if one.arguments[0] == "new":
        (folder / f"{Path(one.arguments[1]).with_suffix('.yaml')}").unlink(missing_ok=True)
    if "--source" in one.arguments and one.arguments[0] == "add":
        text = (folder / "tur-s400.yaml").read_text("utf-8")
        (folder / "tur-s400.yaml").write_text(text.replace("  daily: A daily, 2026-11-20\n", ""), "utf-8")
    read = one.reads or ("old.yaml" if "-" in one.arguments else "")
    if read:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((folder / read).read_bytes())))
    assert not name or one.arguments[0] == name
    arguments = [found for word in one.arguments for found in _found(word)]
    assert main(arguments) in (0, 1), capsys.readouterr().err
    told = capsys.readouterr()
    assert not (one.writes and not told.out)


def _found(word: str) -> list[str]:
    """What a shell makes of a word."""
    return [path.as_posix() for path in sorted(Path().glob(word))] if "*" in word else [word]


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_help_begins_with_what_the_command_does_and_shows_how(capsys: Capture, name: str) -> None:
    assert main([name, "--help"]) == 0
    out = capsys.readouterr().out
    about = COMMANDS[name][1]
    assert f"{about[0].upper()}{about[1:]}." in " ".join(out.split())
    assert sum(line.startswith(f"  armsdeals {name}") for line in out.splitlines()) >= 2


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_no_line_of_a_help_runs_over(capsys: Capture, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert main([name, "--help"] if name else ["--help"]) == 0
    wide = [line for line in capsys.readouterr().out.splitlines() if len(line) > 130]
    assert wide == []


def test_the_forms_that_a_help_names_are_those_of_a_page(capsys: Capture) -> None:
    assert main(["report", "--help"]) == 0
    told = capsys.readouterr().out
    assert [form for form in FORMS if f"{form} (" not in told] == []
    assert main(["report", "tur-s400", "--form", "novel"]) == 2
    assert "invalid choice: 'novel' (choose from 'deals', 'register')" in capsys.readouterr().err


def test_every_command_takes_json(capsys: Capture) -> None:
    for name in COMMANDS:
        assert main([name, "--help"]) == 0
        assert "--json" in capsys.readouterr().out, name


def test_the_parts_of_a_line_are_told_apart() -> None:
    assert Example.of("  armsdeals a 'b c' > out.json   what it does") == Example(["a", "b c"], "", "out.json")
    assert Example.of("  git show x | armsdeals diff - y") == Example(["diff", "-", "y"], "", "")
