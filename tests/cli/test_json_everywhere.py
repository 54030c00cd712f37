"""--json: every command takes it, prints one JSON document and nothing else, with the same keys whatever there is to tell."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import armsdeals as ad
from armsdeals.cli.main import COMMANDS, main

Capture = pytest.CaptureFixture[str]
TYPED = (
    "title: Norland buys\nprice: 3 m USD\nhistory:\n  - 2016-11~ talks @daily\nsources:\n  daily: A daily, 2016-12-01\n"
)
# Of each command: what is asked, the exit code, and the keys of the document, or of each thing in its list.
ASKED: dict[str, tuple[list[str], int, set[str]]] = {
    "report": (["tur-s400"], 0, {"title", "deals"}),
    "show": (["tur-s400"], 0, {"armsdeals", "deals"}),
    "timeline": (["tur-s400"], 0, {"id", "title", "events"}),
    "check": (["faulty.yaml"], 1, {"file", "line", "column", "row", "path", "severity", "code", "message", "hint"}),
    "new": (["deals/one"], 0, {"written", "deal"}),
    "add": (["norland.yaml", "2017 signed @daily"], 0, {"written", "issues"}),
    "diff": (["norland.yaml", "later.yaml"], 1, {"deal", "path", "kind", "before", "after"}),
    "brief": (["norland.yaml", "--since", "2016-11-30", "--on", "2016-12-02"], 0, {"changed", "disputed", "overdue", "quiet", "undated"}),
    "import": (
        ["sipri", "register.csv", "-o", "out.jsonl"], 1,
        {"file", "source", "written", "vintage", "lines", "deals", "issues", "refused"},
    ),
    "convert": (["norland.yaml", "out.json"], 0, {"written", "deals"}),
    "volumes": (
        ["register.csv", "--source", "sipri", "--by", "year", "--basis", "delivered"], 1,
        {"title", "basis", "unit", "vintage", "rows", "notes", "cite"},
    ),
    "schema": ([], 0, {"$schema", "$id", "$defs"}),
    "examples": ([], 0, {"name", "title", "deals"}),
    "ref": (["stage"], 0, {"stage", "rank", "phase", "where_the_deal_stands"}),
}  # fmt: skip


@pytest.fixture(autouse=True)
def in_a_folder_with_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("norland.yaml").write_text(TYPED, "utf-8")
    Path("later.yaml").write_text(TYPED.replace("3 m", "4 m"), "utf-8")
    Path("faulty.yaml").write_text("price: 3,4 bn USD\n", "utf-8")
    head = (
        "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number delivered, ,"
        "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons\n"
    )
    row = "Norway,Sweden,{},,3,,Drone-5,UAV,3,,2016,New,,3,9,9\n"
    Path("register.csv").write_text(head + row.format("2014") + row.format("2O14"), "utf-8")


def one_of(document: Any) -> Mapping[str, Any]:
    first = document[0] if isinstance(document, list) else document
    assert isinstance(first, Mapping)
    return first


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_prints_one_document_with_its_keys(capsys: Capture, name: str) -> None:
    if name == "volumes":
        pytest.importorskip("narwhals")
    arguments, code, keys = ASKED[name]
    assert main([name, *arguments, "--json"]) == code
    out = capsys.readouterr().out
    assert out.endswith("\n")
    assert keys - one_of(json.loads(out)).keys() == set()


def test_a_page_of_several_megabytes_is_not_printed_where_json_is_asked_for(capsys: Capture) -> None:
    assert main(["report", "tur-s400", "--json", "--html", "out.html"]) == 2
    assert "not allowed with argument" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "code", "codes"),
    [("2017-02-30 signed @daily", 1, ["bad-value"]), ("2017 signed @nobody", 1, ["unknown-source"]), ("2017 talks", 0, ["EVI-001"])],
)  # fmt: skip
def test_what_keeps_a_line_out_or_is_odd_about_it_is_told_to_programs(
    capsys: Capture, line: str, code: int, codes: list[str]
) -> None:
    assert main(["add", "norland.yaml", line, "--json"]) == code
    tree = json.loads(capsys.readouterr().out)
    assert [issue["code"] for issue in tree["issues"]] == codes
    assert tree["written"] == (None if code else "norland.yaml")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nosuch.yaml", "2017 talks"], "no-file"),
        (["norland", "2017 talks"], "bad-value"),
        (["register.csv", "2017 talks"], "bad-value"),
        (["norland.yaml", "2017 talks\n2018 signed"], "bad-value"),
        (["norland.yaml", "2017 talks @daily", "--source", "daily: A wire"], "bad-value"),
    ],
)  # fmt: skip
def test_what_a_line_cannot_be_added_to_is_told_to_programs(capsys: Capture, arguments: list[str], code: str) -> None:
    assert main(["add", *arguments, "--json"]) == 2
    told = capsys.readouterr()
    tree = json.loads(told.out)
    assert (tree["written"], [issue["code"] for issue in tree["issues"]], told.err) == (None, [code], "")
    assert Path("norland.yaml").read_text("utf-8") == TYPED


def test_a_schema_written_to_a_file_is_told_to_programs(capsys: Capture) -> None:
    assert main(["schema", "--written", "-o", "s.json", "--json"]) == 0
    told = capsys.readouterr()
    assert (json.loads(told.out), told.err) == ({"written": "s.json"}, "")


def test_a_table_that_was_written_is_told_with_its_rows(capsys: Capture) -> None:
    assert main(["convert", "norland.yaml", "events.csv", "--table", "events", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"written": "events.csv", "rows": 1}


def test_a_terminal_without_the_letters_does_not_spoil_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments, form in ((["show", "tur-s400", "--json"], "json"), (["import", "sipri", "turkish.csv"], "jsonl")):
        text = Path("register.csv").read_text("utf-8")
        Path("turkish.csv").write_text(text.replace("Norway,Sweden,2O14", "Türkiye,Sweden,2014"), "utf-8")
        held = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(held, encoding="ascii"))
        assert main(arguments) == 0
        assert "ü".encode() in held.getvalue()
        assert ad.loads(held.getvalue(), format=form).ids


def test_what_one_command_prints_another_reads(capsys: Capture) -> None:
    assert main(["show", "norland.yaml", "--json"]) == 0
    assert ad.loads(capsys.readouterr().out, format="json") == ad.read("norland.yaml")
