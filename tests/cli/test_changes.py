"""The commands on files that change: diff, brief, add and new, with the mistakes that people make."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from armsdeals.cli.main import main

Capture = pytest.CaptureFixture[str]
TYPED = """\
title: Norland buys batteries
history:
  - 2016-11~ talks @daily: in the capital
sources:
  daily: A daily, 2016-12-01
"""
NEWS = "  - 2017-09-12 signed @daily: at last\n"


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, text: str | bytes = TYPED) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def later(text: str = TYPED) -> str:
    return text.replace("sources:", f"{NEWS}sources:")


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


# diff


def test_two_folders_are_compared_deal_by_deal(capsys: Capture) -> None:
    put("old/norland.yaml")
    put("new/norland.yaml", later())
    assert main(["diff", "old", "new/"]) == 1
    assert capsys.readouterr().out == "+ norland.history[1]: 2017-09-12: signed, at last (A daily, 2016-12-01)\n"
    assert main(["diff", "new", "new"]) == 0
    assert capsys.readouterr().out == ""


def test_two_files_of_one_deal_under_two_names_are_compared_as_one(capsys: Capture) -> None:
    put("before.yaml")
    put("norland.yaml", later())
    assert main(["diff", "before.yaml", "norland.yaml"]) == 1
    assert capsys.readouterr().out.startswith("+ norland.history[1]: 2017-09-12: signed")


def test_a_file_from_standard_input_has_the_name_of_the_other(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    put("norland.yaml", later())
    typed(monkeypatch, TYPED)
    assert main(["diff", "-", "norland.yaml"]) == 1
    assert capsys.readouterr().out.startswith("+ norland.history[1]")


SHARED = "sources:\n  daily: A daily, 2016-12-01\n"
CITING = TYPED.partition("sources:")[0]


def test_a_file_from_standard_input_may_name_what_the_folder_of_the_other_shares(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("deals/_shared.yaml", SHARED)
    put("deals/norland.yaml", CITING + NEWS)
    typed(monkeypatch, CITING)
    assert main(["diff", "-", "deals/norland.yaml"]) == 1
    assert capsys.readouterr().out == "+ norland.history[1]: 2017-09-12: signed, at last (A daily, 2016-12-01)\n"


def test_a_file_out_of_its_folder_is_compared_with_what_the_folder_shares(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("deals/_shared.yaml", SHARED)
    put("deals/norland.yaml", CITING + NEWS)
    put("old.yaml", CITING)
    assert main(["diff", "old.yaml", "deals/norland.yaml"]) == 2
    assert main(["diff", "old.yaml", "deals/norland.yaml", "--shared", "deals/_shared.yaml"]) == 1
    assert capsys.readouterr().out.startswith("+ norland.history[1]: 2017-09-12: signed, at last")
    typed(monkeypatch, CITING)
    assert main(["diff", "-", "old.yaml", "--shared", "deals/_shared.yaml"]) == 0
    assert main(["diff", "-", "old.yaml", "--shared", "deals/nope.yaml"]) == 2
    assert "'deals/nope.yaml' cannot be read: there is no such file" in capsys.readouterr().err


def test_a_fault_in_what_comes_by_standard_input_is_told_of_it(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("norland.yaml")
    typed(monkeypatch, CITING)
    assert main(["diff", "-", "norland.yaml"]) == 2
    said = capsys.readouterr().err
    assert "-:3:" in said
    assert "no source 'daily' in this file" in said
    assert "norland.yaml" not in said


def test_json_from_standard_input_is_compared(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    put("norland.yaml")
    assert main(["convert", "norland.yaml", "norland.json"]) == 0
    typed(monkeypatch, Path("norland.json").read_text(encoding="utf-8").replace("batteries", "ships"))
    assert main(["diff", "-", "norland.json"]) == 1
    assert capsys.readouterr().out == "~ norland.title: 'Norland buys ships' -> 'Norland buys batteries'\n"


def test_a_difference_for_machines_is_json(capsys: Capture) -> None:
    put("a/norland.yaml")
    put("b/norland.yaml", TYPED.replace("batteries", "ships"))
    assert main(["diff", "a", "b", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            "deal": "norland",
            "path": ["title"],
            "kind": "CHANGED",
            "before": "Norland buys batteries",
            "after": "Norland buys ships",
        }
    ]
    assert main(["diff", "a", "a", "--json"]) == 0
    assert capsys.readouterr().out == "[]\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["diff", "-", "-"], "standard input can be read once"),
        (["diff", "norland.yaml", "nope.yaml"], "'nope.yaml' cannot be read: there is no such file"),
        (["diff", "norland.yaml", "nope/"], "'nope/' cannot be read: there is no such folder"),
        (["diff", "norland.yaml", "faulty.yaml"], "armsdeals check lists every fault"),
        (["diff", "norland.yaml", "empty"], "is a folder without deals"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_told_and_is_wrong_use(capsys: Capture, arguments: list[str], said: str) -> None:
    put("norland.yaml")
    put("faulty.yaml", "price: 3,4 bn USD\n")
    Path("empty").mkdir()
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert (told.out, said in told.err) == ("", True)


# brief


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--since", "13/11/2016", "--on", "2016-12-02"], "--since: '13/11/2016' is not a date"),
        (["--since", "2016-11", "--on", "2016-12-02"], "--since: '2016-11' is no day (expected one such as 2026-11-20)"),
        (["--since", "2016-12-03", "--on", "2016-12-02"], "--on: the brief would end on 2016-12-02, before it begins"),
        (["--since", "2016-12-01", "--on", "2016-12-02", "--quiet-after", "soon"], "--quiet-after: 'soon' is no time"),
        (["--on", "2016-12-02"], "the following arguments are required: --since"),
    ],
)  # fmt: skip
def test_a_bad_day_is_told_with_the_option_it_stands_in(capsys: Capture, arguments: list[str], said: str) -> None:
    put("norland.yaml")
    assert main(["brief", ".", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_brief_of_a_folder_of_an_example_and_of_standard_input(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("deals/norland.yaml")
    days = ["--since", "2016-11-30", "--on", "2016-12-02"]
    assert main(["brief", "deals", *days]) == 0
    assert "- **norland**, stage: TALKS since 2016-11~ (before: nothing known)\n" in capsys.readouterr().out
    assert main(["brief", "tur-s400", "--since", "2017-09-01", "--on", "2017-10-01", "--json"]) == 0
    assert {one["deal"] for one in json.loads(capsys.readouterr().out)["changed"]} == {"tur-s400"}
    typed(monkeypatch, f"id: norland\n{TYPED}")
    assert main(["brief", "-", *days, "--quiet-after", "1 day"]) == 0
    assert "- **norland**, quiet: nothing new for 1 days" in capsys.readouterr().out


# add and new


def test_line_ends_of_windows_are_kept() -> None:
    path = put("norland.yaml", TYPED.replace("\n", "\r\n"))
    assert main(["add", "norland.yaml", "2017-09-12 signed @daily: at last"]) == 0
    assert path.read_bytes() == later().replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["add", ".", "2017 talks"], 2, "'.' is a folder; name the file of the deal in it"),
        (["add", "nosuch.yaml", "2017 talks"], 2, "there is no such file; begin it with armsdeals new"),
        (["add", "deals.json", "2017 talks"], 2, "is not typed in YAML"),
        (["add", "norland.yaml", "2017 signed\n  - 2018 cancelled"], 2, "is not one line"),
        (["add", "norland.yaml", "2017 signed @x", "--source", "x: A\n  y: B"], 2, "is not one line"),
        (["add", "latin.yaml", "2017 talks"], 2, "latin.yaml:1:9: unreadable the byte 0xfc is not UTF-8"),
        (["add", "broken.yaml", "2017 talks"], 2, "broken.yaml:2:1: unreadable this is no YAML"),
        (["add", "norland.yaml", "2017 signed @daily", "--source", "daily: A wire"], 2, "'daily' is declared in line"),
        (
            ["add", "norland.yaml", "2016-11~ talks @daily"],
            1,
            "norland.yaml:3:5: repeated-item line 3 tells this already (more words",
        ),
        (["add", "norland", "2017 talks"], 2, "there is no file 'norland'; did you mean norland.yaml?"),
        (
            ["add", "2017 talks", "norland.yaml"],
            2,
            "stands in front of its line: armsdeals add norland.yaml '2017 talks'",
        ),
        (["new", "My deal"], 2, "'My deal' is no id; write my-deal"),
        (["new", "norland"], 2, "is there already; choose another name"),
    ],
)
def test_nothing_is_written_where_something_is_wrong(
    capsys: Capture, arguments: list[str], code: int, said: str
) -> None:
    put("norland.yaml")
    put("latin.yaml", "title: Türkei\n".encode("latin-1"))
    put("broken.yaml", "history: [\n")
    assert main(arguments) == code
    assert said in capsys.readouterr().err
    assert Path("norland.yaml").read_text(encoding="utf-8") == TYPED
    assert sorted(path.name for path in Path().iterdir()) == ["broken.yaml", "latin.yaml", "norland.yaml"]


def test_a_new_deal_begins_its_folder_and_names_the_schema_that_stands_there() -> None:
    assert main(["new", "deals/one"]) == 0
    assert not Path("deals/one.yaml").read_text(encoding="utf-8").startswith("# yaml-language-server")
    assert main(["schema", "--written", "-o", "deals/.armsdeals.schema.json"]) == 0
    assert main(["new", "deals/two.yaml"]) == 0
    assert (
        Path("deals/two.yaml")
        .read_text(encoding="utf-8")
        .startswith("# yaml-language-server: $schema=./.armsdeals.schema.json\n")
    )


# schema and timeline


@pytest.mark.parametrize(("flags", "name"), [([], "long.json"), (["--written"], "written.json")])
def test_each_schema_is_printed(capsys: Capture, flags: list[str], name: str) -> None:
    assert main(["schema", *flags]) == 0
    assert json.loads(capsys.readouterr().out)["$id"].endswith(f"/{name}")


def test_a_timeline_for_machines_is_json_with_the_names_of_the_sources(capsys: Capture) -> None:
    put("norland.yaml", later())
    assert main(["timeline", "norland.yaml", "--json"]) == 0
    (deal,) = json.loads(capsys.readouterr().out)
    assert (deal["id"], deal["title"]) == ("norland", "Norland buys batteries")
    assert [(event["when"], event["stage"], event["sources"]) for event in deal["events"]] == [
        ("2016-11~", "TALKS", ["A daily"]),
        ("2017-09-12", "SIGNED", ["A daily"]),
    ]
