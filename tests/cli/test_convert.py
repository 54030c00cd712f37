"""armsdeals convert: files into files, with talk on standard error only."""

import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

import armsdeals as ad
from armsdeals.cli.main import main
from armsdeals.formats import streams

Capture = pytest.CaptureFixture[str]
DEALS = ad.Register([ad.Deal(id=f"d{k}", note="=1+1").sign(on="2017") for k in range(3)])


@pytest.fixture(autouse=True)
def in_a_folder_with_deals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ad.write(DEALS, "deals.jsonl")


def test_a_file_is_converted_and_how_much_is_told_on_standard_error(capsys: Capture) -> None:
    assert main(["convert", "deals.jsonl", "deals.parquet"]) == 0
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "3 deals written to 'deals.parquet'\n")
    assert ad.read("deals.parquet") == DEALS


def test_the_inert_style_and_a_table_are_written(capsys: Capture) -> None:
    assert main(["convert", "deals.jsonl", "deals.csv", "--style", "inert"]) == 0
    assert b"'=1+1" in Path("deals.csv").read_bytes()
    assert main(["convert", "deals.jsonl", "events.csv", "--table", "events"]) == 0
    assert Path("events.csv").read_text("utf-8").count("\n") == 4
    assert capsys.readouterr().err.endswith("3 rows written to 'events.csv'\n")


def test_deals_go_to_standard_output_in_the_format_that_is_asked_for(capsys: Capture) -> None:
    assert main(["convert", "deals.jsonl", "-", "--to", "yaml", "--style", "short"]) == 0
    told = capsys.readouterr()
    assert told.err == "3 deals written to standard output\n"
    assert ad.loads(told.out, format="yaml") == DEALS
    assert main(["convert", "deals.jsonl", "-", "--json"]) == 0
    told = capsys.readouterr()
    assert ad.loads(told.out, format="jsonl") == DEALS
    assert told.err == '{"written":null,"deals":3}\n'


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-", "--to", "docx"], "'docx'"),
        (["-", "--table", "events"], "a long table is written to a file"),
        (["deals.json", "--to", "yaml"], "the suffix of a file says its format"),
    ],
)
def test_what_standard_output_cannot_be_is_said(capsys: Capture, arguments: list[str], said: str) -> None:
    assert main(["convert", "deals.jsonl", *arguments]) == 2
    told = capsys.readouterr()
    assert (told.out, said in told.err) == ("", True), told.err


def test_standard_input_is_converted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(Path("deals.jsonl").read_bytes())))
    assert main(["convert", "-", "deals.yaml"]) == 0
    assert ad.read("deals.yaml") == DEALS


def test_progress_is_told_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(streams, "_EVERY", 1)
    assert main(["convert", "deals.jsonl", "deals.parquet", "--progress"]) == 0
    assert "\r2 deals" in capsys.readouterr().err


def test_what_cannot_be_done_is_said_with_exit_code_2(capsys: Capture) -> None:
    Path("bad.jsonl").write_text('{"id":"a","x":1}\n', "utf-8")
    Path("typed.yaml").write_text("id: a  # mine\n", "utf-8")
    for arguments, said in (
        (["none.jsonl", "a.parquet"], "there is no such file"),
        (["bad.jsonl", "a.parquet"], "is not a field here"),
        (["deals.jsonl", "a.docx"], "the suffix '.docx'"),
        (["deals.jsonl", "typed.yaml"], "somebody typed"),
        (["deals.jsonl", "a.csv", "--table", "delivery"], "did you mean deliveries"),
        (["deals.jsonl", "a.json", "--style", "inert"], "is not a style of json"),
    ):
        assert main(["convert", *arguments]) == 2
        assert said in capsys.readouterr().err
    assert main(["convert", "deals.jsonl", "typed.yaml", "--overwrite"]) == 0
