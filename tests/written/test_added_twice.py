"""Adding what is told already: refused where a line of the file says all of it, told where one begins with the same head."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given

from armsdeals import strategies as ads
from armsdeals._desk import dumps
from armsdeals.cli.main import main
from armsdeals.formats.yaml import parse
from armsdeals.model.deal import Deal
from armsdeals.written.insert import place_of
from armsdeals.written.remarks import told_above

TYPED = """\
title: T
lines: {k: S-400}
price:
  - 3 bn USD estimate @s
financing:
  - 45 % advance @s
history:
  - 2017 talks @s: words
  - 2018 signed contract @s @t
  - 2019 talks @s:
    text: more
    place: Paris
  - when: 2020
    stage: DELIVERING
    evidence: [s]
sources:
  s: S, 2018
  t: T, 2018
"""
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "demo.yaml"
    path.write_text(TYPED, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("under", "item", "line"),
    [
        ("history", "2017 talks @s: words", 8),
        ("history", "2017  talks   @s: 'words'", 8),
        ("history", "2017 talks @s", 8),
        ("history", "2017 talks", 8),
        ("history", "2018 signed contract @s @t", 9),
        ("history", "2019 talks @s: more", 10),
        ("history", "2020 delivering @s", 13),
        ("price", "$3 bn estimate @s", 4),
        ("price", "3000 m USD estimate @s", 4),
        ("financing", "45 % advance @s", 6),
    ],
)
def test_what_a_line_tells_already_is_not_added(file: Path, capsys: Capture, under: str, item: str, line: int) -> None:
    assert main(["add", str(file), item, "--under", under]) == 1
    first, last = capsys.readouterr().err.splitlines()
    assert first.startswith(f"{file.as_posix()}:{line}:5: repeated-item line {line} tells this already (more words or")
    assert last == "nothing was written"
    assert file.read_text(encoding="utf-8") == TYPED


@pytest.mark.parametrize(
    ("under", "item", "line"),
    [
        ("history", "2017 talks @s: other words", 8),
        ("history", "2019 talks @s: words", 10),
        ("history", "2020 delivering @s: at last", 13),
        ("financing", "45 % advance @s: at once", 6),
    ],
)
def test_more_words_behind_the_same_head_are_added_and_told(
    file: Path, capsys: Capture, under: str, item: str, line: int
) -> None:
    assert main(["add", str(file), item, "--under", under, "--json"]) == 0
    issue, *odd = json.loads(capsys.readouterr().out)["issues"]
    assert {one["code"] for one in odd} <= {"EVI-003", "STA-002"}  # what the rules find of the line itself
    assert (issue["code"], issue["severity"], issue["line"]) == ("repeated-item", "INFO", line)
    assert issue["message"] == f"line {line} begins with the same head"
    assert f"- {item}\n" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("under", "item"),
    [
        ("history", "2017 talks @t"),  # another source is another claim
        ("history", "2017 talks? @s: words"),
        ("history", "2018 signed contract @s"),
        ("history", "2017 planned talks @s"),
        ("history", "2017 talks (k) @s"),
        ("price", "3 bn USD contract @s"),
        ("constraints", "embargo by France"),
    ],
)
def test_what_differs_in_its_head_is_no_repetition(file: Path, capsys: Capture, under: str, item: str) -> None:
    assert main(["add", str(file), item, "--under", under]) == 0
    *odd, last = capsys.readouterr().err.splitlines()
    assert last == f"added to '{file.as_posix()}'"
    assert not any("repeated-item" in line for line in odd)


@pytest.mark.parametrize(("source", "where"), [("s: S, 2018", "in line 17"), ("u: U, 2018", "in {}")])
def test_a_source_that_is_declared_is_not_declared_again(file: Path, capsys: Capture, source: str, where: str) -> None:
    shared = file.parent / "_shared.yaml"
    shared.write_text("sources: {u: 'U, 2018'}\n", encoding="utf-8")
    assert main(["add", str(file), "2021 delivered @s", "--source", source]) == 2
    said = (
        f"the source '{source[0]}' is declared {where.format(shared.as_posix())}; leave --source out if it is that one"
    )
    assert said in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == TYPED


@given(ads.deals())
def test_law_a_line_that_stands_in_a_file_is_never_added_again(deal: Deal) -> None:
    tree = parse(dumps(deal, "yaml", style="short"))
    for under in ("history", "price"):
        pair = place_of(tree, under).pair
        items = pair.node.value if pair is not None and pair.node.kind == "list" else []
        for item in items:
            found = told_above(pair.key if pair else under, [*items, item])
            assert found is not None
            assert found[1]
