"""Faults of a typed file: all of them in one run, each at the word where it was made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from armsdeals._desk import loads, read, try_read
from armsdeals.errors import UnreadableInput
from armsdeals.formats import yaml
from armsdeals.issues import Issues
from armsdeals.register.register import Register

HEAD = "title: T\nlines:\n  k:\n    system: S-400\n"  # four lines
TAIL = "sources:\n  s: S, 2017\n"


def found(tmp_path: Path, text: str) -> Issues:
    path = tmp_path / "t.yaml"
    path.write_text(text, encoding="utf-8")
    return try_read(path).issues


def told(tmp_path: Path, text: str) -> list[str]:
    return [f"{issue.line}:{issue.column} {issue.message}" for issue in found(tmp_path, text)]


INKED = "6:8 'inked' is not a word here; write signed"


@pytest.mark.parametrize(
    ("behind", "said"),
    [
        (
            "- 2018 talks @nope\n- 2018 delivering\n  text: x\n",
            [
                "7:15 no source 'nope' in this file",
                '9:7 details stand here, but the item above has no colon; end it with ":"',
            ],
        ),
        ("price: >=10 bn USD\n", ['7:9 ">" begins a folded text; write "at least 10"']),
        ("price:\n- >=10 bn USD\n", ['8:4 ">" begins a folded text; write "at least 10"']),
        ("-\t2018 talks\n", ["7:2 this is no YAML: a tab stands where YAML wants blanks; indent with blanks"]),
        ("sources:\n  a:A, 2017\n", ["8:4 put a blank after the colon in 'a:A, 2017'"]),
        ("sources:\n  a:A, 2017\n  b: B, 2018\n", ["8:4 put a blank after the colon in 'a:A, 2017'"]),
        (
            'note: "this\n- 2018 inked\n',
            [
                "7:7 this is no YAML: a quotation mark is opened here and not closed; close it, or put the whole text in quotes of the other sort",
                "8:8 'inked' is not a word here; write signed",
            ],
        ),
    ],
)
def test_a_fault_of_yaml_hides_none_before_it(tmp_path: Path, behind: str, said: list[str]) -> None:
    text = f"{HEAD}history:\n- 2017 inked\n{behind}"
    assert told(tmp_path, text) == [INKED, *said]


def test_a_slip_that_can_be_passed_hides_none_behind_it(tmp_path: Path) -> None:
    text = f"{HEAD}    ordered:5\nhistory:\n- 2018 talks\n  text: x\n- 2017 inked\n-2017 talks\n- 2017 signd\n"
    assert [one.partition(" ")[0] for one in told(tmp_path, text)] == ["5:12", "8:7", "9:8", "10:1", "11:8"]


def test_what_is_missing_behind_a_fault_is_not_said_to_be_missing(tmp_path: Path) -> None:
    text = f"history:\n- 2017 talks (k) @s\nprice: [1\n{HEAD}{TAIL}"
    assert [issue.code for issue in found(tmp_path, text)] == ["unreadable"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD}    ordered:5\nhistory:\n- 2017 talks\n", "5:12 put a blank after the colon in 'ordered:5'"),
        (f"{HEAD}# a\n# b\nhistory:\n-2017 signed @s\n{TAIL}", "8:1 an item begins with '- ', and '-2' stands here"),
        (f"{HEAD}# a\nhistory:\n– 2018 talks\n{TAIL}", "7:1 an item begins with '- ', and '–2' stands here"),  # noqa: RUF001
        (f" {HEAD}", "1:1 this line is indented, and those below it are not; begin it where they begin"),
        (
            f"{HEAD}foo\n",
            "5:1 this is no YAML: this line has no colon; words stand behind that of their item, or below it behind text:",
        ),
    ],
)
def test_a_line_that_yaml_cannot_read_is_told_at_that_line(tmp_path: Path, text: str, said: str) -> None:
    assert told(tmp_path, text) == [said]


def test_words_that_stick_to_a_source_are_told_to_want_a_blank(tmp_path: Path) -> None:
    (issue,) = found(tmp_path, f"{HEAD}history:\n- 2017 signed @s:text\n{TAIL}").errors
    assert (issue.line, issue.column, issue.hint) == (6, 16, "put a blank after the colon")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("history:\n- 2017 signed (nope) @s\n", "6:16 no line or tranche is called 'nope'"),
        ("history:\n- 2017 signed (k, nope) @s\n", "6:19 no line or tranche is called 'nope'"),
        ("history:\n- '2017 signed (k) @kk'\n", "6:21 no source 'kk' in this file"),
        ("history:\n- 2017 delivered 3 of nope @s\n", "6:23 no line is called 'nope'"),
        (
            "history:\n- 2017 cancelled @s:\n    by: Norway\n",
            "7:5 who ends or halts a deal, and why, stands in the line",
        ),
        (
            "history:\n- 2017 suspended:\n    because: delay\n",
            "7:5 who ends or halts a deal, and why, stands in the line",
        ),
        ("price:\n- 3 bn USD @s:\n  id: x\n- 4 bn USD:\n  id: x\n", "9:7 two claims are called 'x'; an id names one"),
        ("price:\n- 3 bn USD @s:\n  retracts: y\n", "7:13 a claim retracts 'y', and none is called so"),
        ('history:\n- "2018-01: Indonesia"\n', "6:13 'Indonesia' is not a word here"),
        ('history:\n- "2018 inked": x\n', "6:9 'inked' is not a word here"),
        ("history:\n- 2018 talks @s:\n  evidence: [s]\n", "7:3 stands twice in one object (first in line 6)"),
        ("    ordered:\n    - 5 @s:\n      basis: DELIVERED\n", "7:7 stands twice in one object (first in line 6)"),
        ("    ordered:\n    - value: 5\n      basis: DELIVERED\n", "7:7 stands twice in one object (first in line 6)"),
    ],
)
def test_a_fault_is_told_at_its_word(tmp_path: Path, text: str, said: str) -> None:
    (one,) = [one for one in told(tmp_path, f"{HEAD}{text}{TAIL}") if "cites this" not in one]
    assert one.startswith(said)


@pytest.mark.parametrize("cut", ["2021-10-01", "https://example.org/1", "official statement"])
def test_a_source_that_a_comma_cuts_is_told_to_want_quotes(tmp_path: Path, cut: str) -> None:
    said = told(tmp_path, f"{HEAD}history:\n- 2017 talks @p\nsources: {{p: A paper, {cut}}}\n")
    assert (
        f"7:{23 + len(cut)} a comma within braces begins another source; put the text before '{cut}' in quotes with it"
        in said
    )


def test_each_key_that_names_no_line_is_told(tmp_path: Path) -> None:
    text = f"{HEAD}history:\n- 2017 signed (nope) @s\n- 2017 delivered 3 of no @s\n- 2018 talks (k, never) @s\n{TAIL}"
    assert [one.partition(" ")[0] for one in told(tmp_path, text)] == ["6:16", "7:23", "8:18"]


def test_whoever_reads_without_findings_gets_the_error_of_the_first_fault(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    text = "title: a: b\nhistory:\n- 2017 inked\nlines: [x\n"
    path.write_text(text, encoding="utf-8")
    assert [issue.line for issue in try_read(path).issues] == [1, 3, 4]
    asks: tuple[Callable[[], Register], ...] = (lambda: read(path), lambda: loads(text, "yaml"))
    for ask in asks:
        with pytest.raises(UnreadableInput, match="a second") as caught:
            ask()
        assert caught.value.line == 1


def test_what_stands_around_a_fault_of_yaml_comes_with_the_error() -> None:
    with pytest.raises(UnreadableInput, match="a tab stands") as caught:
        yaml.parse(b"title: T\nlines:\n\tk: x\nnote: N\n")
    around = caught.value.around  # type: ignore[attr-defined]
    assert [pair.key for pair in around.value] == ["title", "lines", "note"]
    assert caught.value.holes == ((3, 3),)  # type: ignore[attr-defined]
