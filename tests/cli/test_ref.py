"""armsdeals ref: what is looked up is what the library holds, and a slip of the finger is answered."""

from __future__ import annotations

import inspect
import io
import json
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import armsdeals as ad
from armsdeals._fields import Word
from armsdeals.checks.run import RULES
from armsdeals.cli.main import main
from armsdeals.cli.page import Page, picked
from armsdeals.cli.ref import TOPICS
from armsdeals.cli.vocabularies import vocabularies

Capture = pytest.CaptureFixture[str]
SOURCE = Path(ad.__file__).parent


def told(capsys: Capture, *arguments: str) -> str:
    assert main(["ref", *arguments]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def tree(capsys: Capture, *arguments: str) -> object:
    return json.loads(told(capsys, *arguments, "--json"))


def test_all_topics_are_listed_and_each_answers_for_people_and_for_programs(capsys: Capture) -> None:
    out = told(capsys)
    assert all(f"\n{name} " in out for name in TOPICS)
    for name in TOPICS:
        assert told(capsys, name)
        rows = tree(capsys, name)
        assert isinstance(rows, list)
        assert rows


def test_every_other_name_of_a_topic_leads_to_it(capsys: Capture) -> None:
    names = [also for one in TOPICS.values() for also in one.also]
    assert len(names) == len(set(names) - TOPICS.keys())
    assert told(capsys, "stage") == told(capsys, "stages")


@pytest.mark.parametrize(
    ("names", "lines"),
    [
        (["stage"], ["SIGNED        100  contract      the contract or letter of acceptance is signed"]),
        (["stage", "signed"], ["  rank           100", "to    EFFECTIVE    ADVANCE  G1, G4"]),
        (["moves"], ["SKIP        70  several steps at once"]),
        (["moves", "TALKS", "final talks"], ["  kind     SKIP"]),
        (["moves", "DELIVERED", "CANCELLED"], ["  meaning  no move leads there"]),
        (["moves", "delivered"], ["DELIVERED  COMPLETED   ADVANCE  G1, G7"]),
        (["guards", "g1"], ["  what must hold  the step is not certainly earlier than the one before it"]),
        (["words"], ["FinancingForm "]),
        (["words", "financing form"], ["SUPPLIER_CREDIT           the selling firm waits for its money"]),
        (["words", "Absence", "withheld"], ["  meaning     known to exist, not published"]),
        (["withheld"], ["Absence     WITHHELD  known to exist, not published"]),
        (["FinancingForm"], ["  vocabulary  FinancingForm"]),
        (["rules"], ["PAR-001 ", "duplicate-key "]),
        (["rules", "par-001"], ["  severity      warning", "  what to do    an unknown … is a party of kind UNKNOWN_…"]),
        (["rule", "duplicate-key"], ["  what to do     keep one of the two"]),
        (["country", "Soviet", "Union"], ["  last day        1991-12-25", "cow        365  1922-12-30  1991-12-25"]),
        (["country", "DEU"], ["cow        260  1955-05-05  1990-10-02"]),
        (["class", "EU_ML", "ML10"], ["  title    Aircraft, lighter-than-air vehicles"]),
        (["class", "eu-ml"], ["  edition     2024-02-19"]),
        (["currency", "kwd"], ["  name      Kuwaiti dinar", "  decimals  3"]),
        (["columns"], ["one row is one kind of goods in a deal"]),
        (["columns", "volumes", "tiv"], ["  unit               million TIV"]),
        (["columns", "deliveries"], ["quantity_best "]),
        (["format", ".yaml"], ["  people type it  yes"]),
        (["source", "sipri"], ["  leaves out  prices: a TIV measures", "trade register "]),
    ],
)  # fmt: skip
def test_what_is_looked_up_is_told(capsys: Capture, names: list[str], lines: list[str]) -> None:
    out = told(capsys, *names)
    assert [line for line in lines if f"\n{line}" not in f"\n{out}" and line not in out] == []


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["stagee"], "did you mean stage?"),
        (["xyzzy"], "expected one of stages, moves, guards"),
        (["stage", "signd"], "did you mean SIGNED?"),
        (["moves", "talk", "signed"], "did you mean TALKS?"),
        (["moves", "skipp"], "did you mean SKIP?"),
        (["moves", "talks", "signed", "delivered"], "is one stage too many"),
        (["guards", "G99"], "'G99' is not a guard"),
        (["words", "FinancingFrom"], "did you mean FinancingForm?"),
        (["words", "Basis", "deliverd"], "did you mean DELIVERED?"),
        (["rules", "PAR-01"], "did you mean PAR-001?"),
        (["country", "Norwy"], "did you mean Norway?"),
        (["class", "EUML"], "did you mean EU_ML?"),
        (["class", "EU_ML", "ML99"], "'ML99' is no code of EU_ML"),
        (["currency", "$"], "did you mean USD"),
        (["columns", "volume"], "did you mean volumes?"),
        (["columns", "volumes", "tvi"], "did you mean tiv?"),
        (["format", "docx"], "is not a format"),
        (["source", "sipry"], "did you mean sipri?"),
    ],
)
def test_a_slip_is_answered_with_what_is_near(capsys: Capture, names: list[str], said: str) -> None:
    assert main(["ref", *names]) == 2
    captured = capsys.readouterr()
    assert (captured.out, said in captured.err) == ("", True), captured.err


def test_a_detail_for_programs_has_its_facts_and_rows_under_stable_keys(capsys: Capture) -> None:
    found = tree(capsys, "stage", "completed")
    assert isinstance(found, dict)
    assert (found["stage"], found["rank"], found["is_end"], found["is_reopenable"]) == ("COMPLETED", 140, True, False)
    assert found["moves"][-1] == {"way": "from", "stage": "DELIVERED", "kind": "ADVANCE", "guards": ["G1", "G7"]}
    assert tree(capsys, "currency", "SUR") == {"code": "SUR", "name": "Soviet rouble", "decimals": None}


def declared() -> Iterator[type[Word]]:
    """Every vocabulary that any module of the library declares."""
    for found in walk_packages(ad.__path__, "armsdeals."):
        if found.name == "armsdeals.__main__":
            continue
        module = import_module(found.name)
        for _, cls in inspect.getmembers(module, inspect.isclass):
            if issubclass(cls, Word) and cls is not Word and cls.__module__ == found.name:
                yield cls


def test_every_vocabulary_is_found_with_every_word_of_it() -> None:
    classes = list(declared())
    held = {name: set(one.words) for name, one in vocabularies().items()}
    assert held == {cls.__name__: {word.value for word in cls} for cls in classes}
    assert len(classes) == len(held) > 40
    assert [name for name, one in vocabularies().items() if not one.about] == []


def test_every_rule_is_told_with_its_words(capsys: Capture) -> None:
    for rule in RULES:
        assert "what it says  " in told(capsys, "rules", rule.code), rule.code


# how a page is printed


PAGE = Page(
    title="T\x1b[31m",
    facts=(("a b", 1), ("none", None)),
    columns=("code", "what it says"),
    rows=(("[b]x", "word " * 30), ("y", "")),
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def printed(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, *, width: int) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")
    PAGE.show(stream)
    return stream.getvalue()


def test_a_row_stays_one_line_where_no_terminal_is_and_nothing_hidden_gets_out(monkeypatch: pytest.MonkeyPatch) -> None:
    out = printed(monkeypatch, io.StringIO(), width=40)
    assert r"T\x1b[31m" in out
    assert "\x1b" not in out
    assert f"[b]x  {'word ' * 30}".rstrip() in out
    assert "none" not in out


@pytest.mark.parametrize("has_rich", [True, False])
def test_a_terminal_gets_no_line_wider_than_it_is(monkeypatch: pytest.MonkeyPatch, *, has_rich: bool) -> None:
    if has_rich:
        pytest.importorskip("rich")
    else:
        monkeypatch.setitem(sys.modules, "rich.table", None)
    monkeypatch.setenv("NO_COLOR", "1")
    out = printed(monkeypatch, Terminal(), width=40)
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in out.splitlines()]
    assert max(map(len, lines)) <= 40
    assert sum(line.count("word") for line in lines) == 30
    assert "[b]x" in out
    assert "\x1b[31m" not in out


def test_without_colours_no_colour_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[(?:3|4|9)\d", printed(monkeypatch, Terminal(), width=80))


def test_names_are_picked_whatever_their_case_blanks_and_hyphens() -> None:
    assert picked("eu-ml", ["USML", "EU_ML"], "a list") == "EU_ML"
    with pytest.raises(ad.UnknownName, match=r"'zzz' is not a list; expected one of 0, 1, .* and 88 more"):
        picked("zzz", map(str, range(100)), "a list")
