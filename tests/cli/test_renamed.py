"""A file that has another name now: the deal in it is compared with itself, and its new id is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from armsdeals.cli.main import main

Capture = pytest.CaptureFixture[str]
TYPED = """\
title: Norland buys batteries
parties:
  supplier: Vega
lines:
  b: Battery
history:
  - 2016-11~ talks @daily: in the capital
sources:
  daily: A daily, 2016-12-01
"""
LATER = TYPED.replace("sources:", "  - 2017-09-12 signed @daily: at last\nsources:")
OTHER = "title: Another\nparties: {supplier: Vega}\nhistory: [2017 talks]\n"


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("old", "new"):
        Path(folder).mkdir()
        Path(folder, "other.yaml").write_text(OTHER, encoding="utf-8")


def put(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def test_a_deal_that_is_called_otherwise_is_told_so_and_with_what_changed_in_it(capsys: Capture) -> None:
    put("old/norland.yaml", TYPED)
    put("new/nor-batteries.yaml", LATER)
    assert main(["diff", "old", "new"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "~ nor-batteries.id: 'norland' -> 'nor-batteries'",
        "+ nor-batteries.history[1]: 2017-09-12: signed, at last (A daily, 2016-12-01)",
    ]
    assert main(["diff", "old", "new", "--json"]) == 1
    first, _ = json.loads(capsys.readouterr().out)
    assert first == {
        "deal": "nor-batteries",
        "path": ["id"],
        "kind": "CHANGED",
        "before": "norland",
        "after": "nor-batteries",
    }


@pytest.mark.parametrize(
    "change",
    [("title: Norland", "title: Vegaland"), ("supplier: Vega", "supplier: Deneb"), ("b: Battery", "b: Launcher"), ("title: Norland buys batteries\n", "")],
)  # fmt: skip
def test_a_deal_that_is_not_alike_is_another(change: tuple[str, str], capsys: Capture) -> None:
    put("old/norland.yaml", TYPED)
    put("new/nor-batteries.yaml", TYPED.replace(*change))
    assert main(["diff", "old", "new"]) == 1
    assert [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()] == ["- norland", "+ nor-batteries"]


def test_of_two_that_are_alike_none_is_taken_for_the_other(capsys: Capture) -> None:
    put("old/norland.yaml", TYPED)
    put("new/first.yaml", TYPED)
    put("new/second.yaml", TYPED)
    assert main(["diff", "old", "new"]) == 1
    told = [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()]
    assert told == ["- norland", "+ first", "+ second"]
