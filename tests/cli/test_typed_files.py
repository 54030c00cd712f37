"""The commands for files that people type: new, add, show --flat, diff, brief, and check of a folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from armsdeals._desk import read
from armsdeals.cli.main import main

TYPED = """\
# mine
title: Norland buys batteries
history:
  - 2016-11~ talks @daily: in the capital
  - 2017-06 planned signed @daily   # a plan

# the end
sources:
  daily: A daily, 2016-12-01
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "norland.yaml"
    file.write_text(TYPED, encoding="utf-8")
    return file


def test_a_line_is_added_behind_the_last_and_nothing_else_is_touched(path: Path) -> None:
    assert main(["add", str(path), "2017-09-12 signed @daily: at last"]) == 0
    end = "  - 2017-06 planned signed @daily   # a plan\n"
    assert path.read_text(encoding="utf-8") == TYPED.replace(end, f"{end}  - 2017-09-12 signed @daily: at last\n")


def test_a_new_item_with_its_source_is_two_lines(path: Path) -> None:
    assert main(["add", str(path), "2018 signed @wire", "--source", "wire: A wire, 2018-05-01"]) == 0
    assert set(path.read_text(encoding="utf-8").splitlines()) - set(TYPED.splitlines()) == {
        "  - 2018 signed @wire",
        "  wire: A wire, 2018-05-01",
    }


def test_words_that_yaml_would_misread_are_quoted(path: Path) -> None:
    words = "so: it's a contract #4711"
    assert main(["add", str(path), f"2018 signed @daily: {words}"]) == 0
    assert read(path)["norland"].history[-1].text == words


def test_a_part_that_is_not_there_yet_is_begun(path: Path) -> None:
    assert main(["add", str(path), "3 bn USD estimate @daily", "--under", "price"]) == 0
    assert str(read(path)["norland"].prices[0].value) == "3000000000 USD ESTIMATE"


@pytest.mark.parametrize(
    ("line", "said"), [("2018 inked @daily", "write signed"), ("2018 signed @wire", "no source 'wire'")]
)
def test_a_line_with_a_fault_is_told_and_not_written(
    path: Path, capsys: pytest.CaptureFixture[str], line: str, said: str
) -> None:
    assert main(["add", str(path), line]) == 1
    assert said in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == TYPED


def test_a_new_file_is_read_without_a_fault_and_never_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "nor-demo"]) == 0
    assert read(tmp_path / "nor-demo.yaml").ids == ("nor-demo",)
    assert main(["add", "nor-demo.yaml", "2017 talks"]) == 0
    assert main(["new", "nor-demo"]) == 2
    assert main(["new", "No Id"]) == 2


def test_every_example_in_a_new_file_can_be_taken_as_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "nor-demo.yaml"
    assert main(["new", str(file)]) == 0
    first, *rest = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text(first + "".join(line.removeprefix("# ").removeprefix("#") for line in rest), encoding="utf-8")
    assert [str(price.absent or price.value) for price in read(file)["nor-demo"].prices][-1] == "WITHHELD"


def test_facts_stand_one_a_line_and_sorted(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(path), "--flat"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == sorted(lines)
    assert (
        "norland.history: when=2016-11~ [2016-11-01..2016-11-30] stage=TALKS text=in the capital evidence=[A daily, 2016-12-01]"
        in lines
    )


def test_a_difference_is_one_fact_and_another_order_is_none(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (path.parent / "new").mkdir()
    newer = path.parent / "new" / "norland.yaml"
    newer.write_text(
        TYPED.replace("title: Norland buys batteries\n", "") + "title: Norland buys batteries\n", encoding="utf-8"
    )
    assert main(["diff", str(path), str(newer)]) == 0
    assert main(["add", str(newer), "2018 cancelled @daily"]) == 0
    assert main(["diff", str(path), str(newer)]) == 1
    assert capsys.readouterr().out == ("+ norland.history[2]: 2018: cancelled (A daily, 2016-12-01)\n")


def test_a_brief_tells_what_changed_is_overdue_and_is_quiet(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brief", str(path), "--since", "2016-11-30", "--on", "2016-12-02", "--json"]) == 0
    soon = json.loads(capsys.readouterr().out)
    assert ([len(soon[part]) for part in ("changed", "disputed", "overdue", "quiet")]) == [3, 0, 0, 0]
    assert main(["brief", str(path), "--since", "2018-01-01", "--on", "2018-02-01"]) == 0
    later = capsys.readouterr().out
    assert "## Changed\n\nWhat became known.\n\nnothing" in later
    assert "- **norland**, still, history: 2017-06: planned signed (A daily, 2016-12-01)" in later
    assert "- **norland**, still, quiet: nothing new for 427 days" in later


def test_a_brief_counts_nothing_that_was_not_known_by_its_day(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brief", str(path), "--since", "2016-10-01", "--on", "2016-11-15", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["changed"] == []


def test_a_folder_is_checked_with_the_file_of_every_finding(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = path.with_name("other.yaml")
    other.write_text("price: 3,4 bn USD\n", encoding="utf-8")
    assert main(["check", str(path.parent)]) == 1
    assert capsys.readouterr().out.startswith(
        f"{other.as_posix()}:1:8: not-read deals[0].prices[0]: a comma is not read"
    )
    other.write_text("price: 3.4 bn USD\n", encoding="utf-8")
    assert main(["check", str(path.parent)]) == 1
    assert f"{other.as_posix()}:1:" in capsys.readouterr().out
