"""Registers of others at the command line: read as they were downloaded, one or several, by every command that looks at deals."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import armsdeals as ad
from armsdeals.cli.main import main

Capture = pytest.CaptureFixture[str]
HEAD = (
    "Deals with deliveries made for the year range '2000' to '2025'\nSource: made up here\n"
    "Data generated: 1 Jan 2026 9:00:00 AM\n"
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number delivered, ,"
    "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons\n"
)
NORWAY = "Norway,Sweden,2014,,3,,Drone-5,UAV,3,,2016,New,,3,9,9\n"
CHILE = "Chile,Sweden,2015,,2,,Boat-2,patrol craft,2,,2017,New,,3,6,6\n"
BAD = "Peru,Sweden,2O14,,3,,Drone-5,UAV,3,,2016,New,,3,9,9\n"


@pytest.fixture(autouse=True)
def in_a_folder_with_registers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("norway.csv").write_text(HEAD + NORWAY, "utf-8")
    Path("chile.csv").write_text(HEAD + CHILE, "utf-8")
    Path("bad.csv").write_text(HEAD + NORWAY + BAD, "utf-8")
    Path("empty.csv").write_text("", "utf-8")


# one register, looked at


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report", "norway.csv"], "Sweden → Norway"),
        (["show", "norway.csv"], "Drone-5  3 ordered"),
        (["show", "norway.csv", "sipri-2026-01-01-line-5", "--flat"], "sipri-2026-01-01-line-5.lines.1.system.designation: Drone-5"),
        (["timeline", "norway.csv"], "2016"),
        (["brief", "norway.csv", "--since", "2025-12-31", "--on", "2026-01-02"], "stage: DELIVERED since 2016"),
        (["volumes", "norway.csv", "--by", "year", "--basis", "delivered"], "2016      9"),
    ],
)  # fmt: skip
def test_a_command_that_looks_at_deals_reads_a_register_as_it_was_downloaded(
    capsys: Capture, arguments: list[str], said: str
) -> None:
    assert main([*arguments, "--source", "sipri"]) == 0
    told = capsys.readouterr()
    assert (said in told.out, told.err) == (True, ""), told.out


@pytest.mark.parametrize("command", ["report", "show", "timeline"])
def test_a_refused_line_is_told_and_the_exit_code_is_1(capsys: Capture, command: str) -> None:
    assert main([command, "bad.csv", "--source", "sipri", "--json"]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)
    assert told.err == (
        "2 lines: 1 used, 0 joined to the line before, 1 refused, 0 skipped; armsdeals import sipri 'bad.csv' tells which\n"
    )


def test_two_printings_are_held_against_each_other(capsys: Capture) -> None:
    Path("later.csv").write_text(HEAD + NORWAY.replace("3,9,9", "4,12,12"), "utf-8")
    assert main(["diff", "norway.csv", "norway.csv", "--source", "sipri"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["diff", "norway.csv", "later.csv", "--source", "sipri"]) == 1
    assert "12" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report", "empty.csv", "--source", "sipri"], "no head of a table of SIPRI was found"),
        (["report", "nowhere.csv", "--source", "sipri"], "'nowhere.csv' cannot be read: there is no such file"),
        (["report", "norway.csv", "--source", "spri"], "did you mean sipri?"),
        (["show", "norway.csv", "sipri-2026-01-01-line-6", "--source", "sipri"], "did you mean sipri-2026-01-01-line-5?"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_so_is_said_with_exit_code_2(capsys: Capture, arguments: list[str], said: str) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert (told.out, said in told.err) == ("", True), told.err


# several registers, imported


def test_several_files_become_one_register_and_each_printing_is_told(capsys: Capture) -> None:
    assert main(["import", "sipri", "norway.csv", "chile.csv", "-o", "all.jsonl"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert told[:4] == [
        "norway.csv: made up here, generated 2026-01-01, 2000 to 2025",
        "chile.csv: made up here, generated 2026-01-01, 2000 to 2025",
        "2 lines: 2 used, 0 joined to the line before, 0 refused, 0 skipped",
        "2 deals written to 'all.jsonl'",
    ]
    assert [deal.recipients[0].name for deal in ad.read("all.jsonl")] == ["Norway", "Chile"]


def test_a_refused_line_of_several_files_is_told_with_its_file(capsys: Capture) -> None:
    assert main(["import", "sipri", "chile.csv", "bad.csv", "-o", "all.jsonl"]) == 1
    told = capsys.readouterr().err
    assert told.endswith("bad.csv:6:13: bad-value year of order: '2O14' is no year (expected 1900 to 2199)\n")
    assert "bad-value       1  bad.csv:6:13" in told
    assert len(ad.read("all.jsonl")) == 2


def test_if_one_of_several_files_cannot_be_read_nothing_is_written(capsys: Capture) -> None:
    assert main(["import", "sipri", "norway.csv", "empty.csv", "-o", "all.jsonl"]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.endswith("nothing was written\n")) == ("", True)
    assert told.err.startswith("empty.csv:1:1: unreadable no head")
    assert not Path("all.jsonl").exists()


def test_the_summary_of_several_files_for_a_program_tells_each(capsys: Capture) -> None:
    assert main(["import", "sipri", "norway.csv", "chile.csv", "-o", "all.jsonl", "--json"]) == 0
    tree = json.loads(capsys.readouterr().out)
    assert [(one["file"], one["deals"], one["vintage"]["generated"]) for one in tree["files"]] == [
        ("norway.csv", 1, "2026-01-01"),
        ("chile.csv", 1, "2026-01-01"),
    ]
    assert (tree["lines"]["used"], tree["deals"], tree["vintage"], tree["written"]) == (2, 2, None, "all.jsonl")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["norway.csv", "chile.csv", "-o", "chile.csv"], "'chile.csv' would take the place of what it is made from"),
        (["-", "-"], "standard input can be read once"),
    ],
)
def test_files_that_would_be_lost_or_read_twice_are_refused(capsys: Capture, arguments: list[str], said: str) -> None:
    assert main(["import", "sipri", *arguments]) == 2
    told = capsys.readouterr()
    assert (told.out, said in told.err) == ("", True), told.err


# slips of the finger


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report", "tur-s400", "--jsn"], "armsdeals report: '--jsn' is no option here; did you mean --json?"),
        (["report", "tur-s400", "--knwon-by=2017"], "'--knwon-by' is no option here; did you mean --known-by?"),
        (["show", "tur-s400", "tur-s400", "more"], "'more' is one word too many"),
        (["check", "a.yaml", "--\x1b[31mred"], r"'--\x1b[31mred' is no option here"),
    ],
)
def test_a_slip_in_an_option_is_answered_with_what_is_near(capsys: Capture, arguments: list[str], said: str) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert (told.out, said in told.err) == ("", True), told.err


def test_help_may_be_asked_for_as_a_command(capsys: Capture) -> None:
    assert main(["help", "report"]) == 0
    assert capsys.readouterr().out.startswith("usage: armsdeals report")
    assert main(["help"]) == 0
    assert capsys.readouterr().out.startswith("usage: armsdeals [--help]")


def test_a_bundled_history_is_converted_by_its_name(capsys: Capture) -> None:
    assert main(["convert", "tur-s400", "s400.jsonl"]) == 0
    assert capsys.readouterr().err == "1 deal written to 's400.jsonl'\n"
    assert ad.read("s400.jsonl").deals == ad.example("tur-s400").deals


def test_the_remedy_for_a_typed_file_is_an_option(capsys: Capture) -> None:
    Path("typed.yaml").write_text("id: a  # mine\n", "utf-8")
    assert main(["convert", "tur-s400", "typed.yaml"]) == 2
    assert capsys.readouterr().err.endswith("choose another name, or say --overwrite\n")


def test_a_question_at_a_terminal_says_nothing_but_its_answer() -> None:
    question = ["volumes", "norway.csv", "--source", "sipri", "--by", "supplier", "--basis", "delivered"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    call = [sys.executable, "-m", "armsdeals", *question]
    done = subprocess.run(call, capture_output=True, check=True, env=environment, timeout=60)  # noqa: S603  # our own words
    assert b"Sweden" in done.stdout
    assert done.stderr == b""
