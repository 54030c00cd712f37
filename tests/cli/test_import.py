"""armsdeals import: every line accounted for, data and talk kept apart, exit codes that scripts can rely on."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

import armsdeals as ad
from armsdeals.cli.bar import Bar
from armsdeals.cli.main import main

Capture = pytest.CaptureFixture[str]
HEAD = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number delivered, ,"
    "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons\n"
)
ABOVE = "Deals with deliveries made for the year range '2000' to '2025'\nSource: made up here\nData generated: 1 Jan 2026 9:00:00 AM\n"
GOOD = "Turkiye,United States,2012,?,6,,Heron-T,transport helicopter,4,,2015,Second hand,aid,4,24,16\n"
CUT = "United Nations**,Sweden,2014,,3,,Drone-5,UAV,3,,2016,New,for a mission\n,3,9,9\n"
BAD = "Norway,Sweden,2O14,,3,,Drone-5,UAV,3,,2016,New,,3,9,9\n"


@pytest.fixture(autouse=True)
def in_a_folder_with_registers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.csv").write_text(ABOVE + HEAD + GOOD + CUT, "utf-8")
    Path("bad.csv").write_text(ABOVE + HEAD + GOOD + CUT + BAD, "utf-8")


def test_deals_go_to_standard_output_as_json_lines_and_the_summary_to_standard_error(capsys: Capture) -> None:
    assert main(["import", "sipri", "good.csv"]) == 0
    told = capsys.readouterr()
    assert ad.loads(told.out, format="jsonl") == ad.read("good.csv", source="sipri")
    assert told.err.splitlines()[:3] == [
        "made up here, generated 2026-01-01, 2000 to 2025",
        "3 lines: 2 used, 1 joined to the line before, 0 refused, 0 skipped",
        "2 deals written to standard output",
    ]


@pytest.mark.parametrize("name", ["all.jsonl", "all.json", "all.yaml", "all.csv", "all.parquet"])
def test_the_suffix_says_which_format(capsys: Capture, name: str) -> None:
    if name.endswith(".parquet"):
        pytest.importorskip("pyarrow")
    assert main(["import", "sipri", "good.csv", "-o", name]) == 0
    told = capsys.readouterr()
    assert (told.out, f"2 deals written to '{name}'" in told.err) == ("", True)
    assert ad.read(name).deals == ad.read("good.csv", source="sipri").deals


def test_standard_input_is_read(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path("good.csv").read_bytes())))
    assert main(["import", "sipri", "-", "-o", "all.jsonl"]) == 0
    assert len(ad.read("all.jsonl")) == 2
    assert "2 deals" in capsys.readouterr().err


def test_a_refused_line_is_told_with_its_place_and_the_others_are_written(capsys: Capture) -> None:
    assert main(["import", "sipri", "bad.csv", "-o", "all.jsonl"]) == 1
    told = capsys.readouterr().err
    assert "4 lines: 2 used, 1 joined to the line before, 1 refused, 0 skipped" in told
    assert told.endswith(
        "\nrefused:\nbad.csv:8:15: bad-value year of order: '2O14' is no year (expected 1900 to 2199)\n"
    )
    assert len(ad.read("all.jsonl")) == 2


def test_many_refused_lines_are_not_all_told(capsys: Capture) -> None:
    Path("worse.csv").write_text(ABOVE + HEAD + BAD * 12, "utf-8")
    assert main(["import", "sipri", "worse.csv", "-o", "all.jsonl"]) == 1
    told = capsys.readouterr().err
    assert (told.count("worse.csv:"), told.endswith("and 2 more; --issues FILE writes all of them\n")) == (10, True)


def test_findings_are_counted_by_code_and_the_worst_stands_first(capsys: Capture) -> None:
    assert main(["import", "sipri", "bad.csv", "-o", "all.jsonl"]) == 1
    rows = [line.split()[:4] for line in capsys.readouterr().err.splitlines() if line.startswith(("error", "info"))]
    assert rows == [["error", "bad-value", "1", "8"], ["info", "joined-line", "1", "6"]]


def test_findings_are_written_to_a_file_that_no_spreadsheet_runs(capsys: Capture) -> None:
    Path("evil.csv").write_text(ABOVE + HEAD + BAD.replace("2O14", "=1+1"), "utf-8")
    assert main(["import", "sipri", "evil.csv", "-o", "all.jsonl", "--issues", "issues.csv"]) == 1
    (row,) = csv.DictReader(io.StringIO(Path("issues.csv").read_text("utf-8")))
    assert (row["line"], row["column"], row["row"], row["severity"], row["code"]) == (
        "5",
        "15",
        "1",
        "ERROR",
        "bad-value",
    )
    assert not any(cell.startswith("=") for cell in row.values())
    assert main(["import", "sipri", "bad.csv", "-o", "all.jsonl", "--issues", "issues.json"]) == 1
    assert [one["code"] for one in json.loads(Path("issues.json").read_text("utf-8"))] == ["joined-line", "bad-value"]
    capsys.readouterr()


def test_the_summary_for_a_program_has_the_same_keys_whatever_was_found(capsys: Capture) -> None:
    assert main(["import", "sipri", "bad.csv", "-o", "all.jsonl", "--json"]) == 1
    told = capsys.readouterr()
    tree = json.loads(told.out)
    assert told.err == ""
    assert tree["lines"] == {"data_lines": 4, "used": 2, "joined": 1, "refused": 1, "skipped": 0}
    assert (tree["deals"], tree["written"], tree["vintage"]["generated"]) == (2, "all.jsonl", "2026-01-01")
    assert [(one["line"], one["code"]) for one in tree["refused"]] == [(8, "bad-value")]
    assert main(["import", "sipri", "nope.csv", "-o", "all.jsonl", "--json"]) == 2
    assert list(json.loads(capsys.readouterr().out)) == list(tree)


def test_where_the_deals_take_standard_output_the_summary_for_a_program_goes_to_standard_error(capsys: Capture) -> None:
    assert main(["import", "sipri", "good.csv", "--json"]) == 0
    told = capsys.readouterr()
    assert len(ad.loads(told.out, format="jsonl")) == json.loads(told.err)["deals"] == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sipri", "nope.csv"], "nope.csv: no-file 'nope.csv' cannot be read: there is no such file"),
        (["sipri", "other.csv"], "other.csv:1:1: unreadable no head of a table of SIPRI was found"),
        (["sipry", "good.csv"], "did you mean sipri?"),
        (["sipri", "good.csv", "-o", "all.docx"], "the suffix '.docx'"),
        (["sipri", "good.csv", "--issues", "all.txt"], "is no file for issues (expected one that ends with .csv or .json)"),
        (["sipri", "good.csv", "-o", "good.csv"], "'good.csv' would take the place of what it is made from"),
        (["sipri", "good.csv", "-o", "typed.yaml"], "somebody typed"),
        (["sipri", "good.csv", "-o", "none/all.jsonl"], "its folder is not there"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_with_exit_code_2_and_nothing_is_printed(
    capsys: Capture, arguments: list[str], said: str
) -> None:
    Path("other.csv").write_text("a,b\n1,2\n", "utf-8")
    Path("typed.yaml").write_text("id: a  # mine\n", "utf-8")
    before = Path("good.csv").read_bytes()
    assert main(["import", *arguments]) == 2
    told = capsys.readouterr()
    assert (told.out, said in told.err) == ("", True), told.err
    assert Path("good.csv").read_bytes() == before


def test_a_register_of_others_in_a_command_of_ours_names_import(capsys: Capture) -> None:
    assert main(["show", "good.csv"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("armsdeals: 'good.csv': line 1: ")
    assert "armsdeals import sipri FILE" in told
    assert "--source sipri" in told


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar_where_rich_is_installed_and_a_line_where_it_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("rich")
    monkeypatch.setenv("TERM", "xterm")
    told = []
    for _ in range(2):
        stream = Terminal()
        bar = Bar(stream, "reading [b]a.csv")
        bar.tell(3, 6)
        bar.end()
        told.append(stream.getvalue())
        monkeypatch.setitem(sys.modules, "rich.progress", None)
    assert "━" in told[0]
    assert "3/6" in told[0]
    assert all("reading [b]a.csv" in one for one in told)
    assert "\rreading [b]a.csv: 3 of 6" in told[1]


def test_a_bar_has_no_colours_where_nobody_wants_them(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rich")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    stream = Terminal()
    bar = Bar(stream, "reading")
    bar.tell(3, 6)
    bar.end()
    assert "\x1b[3" not in stream.getvalue()


def test_progress_is_plain_where_it_is_asked_for_without_a_terminal(capsys: Capture) -> None:
    Path("long.csv").write_text(ABOVE + HEAD + GOOD * 4_500, "utf-8")
    assert main(["import", "sipri", "long.csv", "-o", "all.jsonl", "--progress"]) == 0
    err = capsys.readouterr().err
    assert "\rreading long.csv: " in err
    assert "\x1b" not in err


# volumes


def test_volumes_of_an_imported_register_are_told_on_their_basis(capsys: Capture) -> None:
    pytest.importorskip("narwhals")
    main(["import", "sipri", "good.csv", "-o", "all.jsonl"])
    capsys.readouterr()
    assert main(["volumes", "all.jsonl", "--by", "supplier,year", "--basis", "delivered"]) == 0
    out = capsys.readouterr().out
    assert [line.split() for line in out.splitlines()[2:4]] == [
        ["Sweden", "2016", "9", "9", "9", "0", "%"],
        ["United", "States", "2015", "16", "16", "16", "0", "%"],
    ]
    assert "- basis: delivered\n- unit: million TIV\n" in out
    assert not {"$", "USD"} & set(out.split())


def test_volumes_for_a_program_carry_basis_unit_and_source(capsys: Capture) -> None:
    pytest.importorskip("narwhals")
    arguments = ["bad.csv", "--source", "sipri", "--by", "year", "--basis", "delivered", "--json"]
    assert main(["volumes", *arguments]) == 1  # a line was refused
    told = capsys.readouterr()
    tree = json.loads(told.out)
    assert [(row["year"], row["value"]) for row in tree["rows"]] == [(2015, 16), (2016, 9)]
    assert (tree["basis"], tree["unit"]) == ("delivered", "TIV")
    assert "1 refused" in told.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--by", "year"], "--basis is needed"),
        (["--by", "yeer", "--basis", "delivered"], "--by: "),
        (["--by", "order_year", "--basis", "delivered"], "order"),
        (["--by", "year", "--basis", "deliverd"], "did you mean"),
        (["--by", "year", "--basis", "delivered", "--years", "last"], "is neither years nor a year"),
        (["--by", "year", "--basis", "delivered", "--recipient", "Norwy"], "Norwy"),
    ],
)
def test_volumes_that_would_mislead_are_refused(capsys: Capture, arguments: list[str], said: str) -> None:
    pytest.importorskip("narwhals")
    assert main(["volumes", "good.csv", "--source", "sipri", *arguments]) == 2
    told = capsys.readouterr()
    assert (told.out, said in told.err) == ("", True), told.err
