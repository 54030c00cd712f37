"""Where a line is no YAML, that line is told, in its place and with what to do, and everything around it is read and checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from armsdeals._desk import read, try_read
from armsdeals.cli.main import main
from armsdeals.errors import UnreadableInput

Capture = pytest.CaptureFixture[str]

BEFORE = "title: T\nlines:\n  k:\n    system: S-400\nhistory:\n  - 2016 talks @s: first\n"  # six lines
BEHIND = "  - 2019 inked @s\nsources:\n  s: S, 2017\n"


def told(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "t.yaml"
    path.write_text(text, encoding="utf-8")
    issues = try_read(path).issues
    return [f"{one.line}:{one.column} {one.message.removeprefix('this is no YAML: ')}" for one in issues]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("\t- 2017 talks @s", "7:1 a tab stands where YAML wants blanks; indent with blanks"),
        ("  -\t2017 talks @s", "7:4 a tab stands where YAML wants blanks"),
        ("\u00a0\u00a0- 2017 talks @s", "7:1 a no-break space stands where YAML wants blanks; indent with blanks"),
        (" - 2017 talks @s", "7:2 the line does not fit the indentation of the lines above; line 6 begins in column 3"),
        ("   - 2017 talks @s: x", "7:4 the line does not fit the indentation of the lines above; line 6 begins in column 3"),
        ("- 2017 talks @s", "7:1 the line does not fit the indentation of the lines above; line 6 begins in column 3"),
        ("  2017 talks @s", "7:3 an item begins with '- ', and '2017' stands here"),
        ("  1. 2017 talks @s", "7:6 an item begins with '- ', and '1.' stands here"),
        ("  * 2017 talks @s", "7:3 an item begins with '- ', and '*2' stands here"),
        ("  and more", "7:3 this line has no colon; words stand behind that of their item, or below it behind text:"),
        ("  - 2017 talks @s: 'tis so", "7:20 a quotation mark is opened here and not closed; close it, or put the whole text"),
        ("  - 2017 talks @s: 'tis so\n  - 2018 note @s: don't", "7:20 a quotation mark is opened here and not closed"),
        ("  - 2017 talks @s: [a, b", "7:20 a bracket or brace is opened here and not closed, or a comma is missing in it"),
        ("  -\u00a02017 talks @s", "7:4 a no-break space stands behind '-'; put a blank there"),
        ("  - 2017 talks @s:\n   says: x", "8:4 the line does not fit the indentation of the lines above; the head in line 7 begins in column 5"),
        ("  - 2017 talks @s:\n  says: x", "8:3 the line does not fit the indentation of the lines above; line 5 begins in column 1 and the head in line 7 begins in column 5"),
        ("  - 2017 talks @s: ? who", "7:20 words that begin with '?' must stand in quotes"),
        ("<<<<<<< HEAD\n  - 2017 talks @s\n=======\n  - 2018 talks @s\n>>>>>>> b", "7:1 a conflict of git stands here; keep one"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_yaml_is_told_with_the_fault_behind_it(tmp_path: Path, line: str, said: str) -> None:
    first, second = told(tmp_path, f"{BEFORE}{line}\n{BEHIND}")
    assert first.startswith(said)
    assert second == f"{7 + line.count(chr(10)) + 1}:10 'inked' is not a word here; write signed"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# it\ntitle:A deal\nparties:\n  supplier: X\n", "2:6 put a blank after the colon in 'title:A deal'"),
        ("parties:\n  supplier:Saab\n  recipient: X\n", "2:11 put a blank after the colon in 'supplier:Saab'"),
        ("title:\u00a0A deal\nparties:\n  supplier: X\n", "1:7 a no-break space stands behind 'title:'; put a blank there"),
        ("title: x\nparties:\n  supplier:\u2009X\n", "3:11 put a blank after the colon in 'supplier:\\u2009X'"),
        ("title: x\nnote\uff1a y\nparties: {}\n", "2:5 '\uff1a' stands in place of a colon; write ': '"),
        ("title: x\nmore words:y\nparties: {}\n", "2:1 put a blank after the colon in 'more words:y'"),
        ("title: x\nsee https://example.org\nparties: {}\n", "2:1 this line has no colon; words stand behind"),
        ("lines:\n  k\n    system: x\n", "3:11 details stand here, but the item above has no colon"),
        ("seen by me\ntitle: x\n", "1:1 this line has no colon; words stand behind"),
        ("title: x\nhistory\n  - 2017 talks\n", "2:1 this line has no colon; write history:"),
        ("title: x\nnote: -\n", '2:7 "-" begins a list; where nobody knows write unknown, or nothing at all'),
        ("title: x\nhistory: -\n  - 2017 talks\n", '2:10 "-" begins a list'),
        ("title: x\nsources:\n  @s: S, 2017\n", "3:3 a source is cited with @ and declared without; write s:"),
        ("lines:\n  k:\n  system: X\n    ordered: 4\n    sought: 5\n", "4:5 this line begins further right than the one above, which has its value already"),
        ("deals:\n  a:\n    title: A\n    history:\n      - 2017 talks\n  - b:\n    title: B\n    history:\n      - 2018 talks\n", "6:3 the line does not fit the indentation"),
        ("links:\n  part of:\n    a\n    b: c\n", "3:5 this line has no colon; words stand behind"),
        ("history:\n- 2017 talks: it is\nso\n- 2018 talks\n", "3:1 this line has no colon; words stand behind"),
        ("note: >\nseen by me\nand more\n", "2:1 the text does not begin further right than the line above that opens it with '>'; put blanks"),
        ("note: |-\nseen by me\n\nand more: of it\nlinks: {}\n", "2:1 the text does not begin further right than the line above that opens it with '|'"),
        ("history:\n- 2017 talks:\n  quote: >\n  so it is\n  says: X\n", "4:3 the text does not begin further right"),
        ("history:\n- 2017 talks: >2-\n  so it is\n", "3:3 the text does not begin further right"),
        ("deals:\n  a: {title: A}\n b: {title: B}\n", "3:2 the line does not fit the indentation of the lines above; line 1 begins in column 1 and line 2 begins in column 3"),
    ],
)  # fmt: skip
def test_one_slip_is_one_fault_told_where_it_was_made(tmp_path: Path, text: str, said: str) -> None:
    (only,) = told(tmp_path, text)
    assert only.startswith(said)


def test_a_file_in_utf_16_is_told_to_be_that_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    for code in ("utf-16", "utf-16-le"):
        path.write_bytes("title: x\nhistory:\n- 2017 talks\n".encode(code))
        (issue,) = try_read(path).issues
        assert issue.message.endswith("the file is in UTF-16; save it as UTF-8")


SEVERAL = """\
deals:
  a:
    title: A
    links:
      part of: a
  b:
    title: B
    history:
      - 2017 talks @s
{}
  c:
    title: C
    links:
      part of: c
sources:
  s: S, 2017
"""


def test_the_rules_are_asked_of_the_deals_around_a_fault(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(SEVERAL.format("\t  - 2018 signed @s"), encoding="utf-8")
    assert main(["check", str(path)]) == 2
    lines = [one.removeprefix(f"{path}:").split()[:2] for one in capsys.readouterr().out.splitlines()]
    assert ["10:1:", "unreadable"] in lines
    assert ["5:16:", "ACR-004"] in lines  # of the deal in front
    assert ["14:16:", "ACR-004"] in lines  # and of the one behind
    assert main(["check", str(tmp_path)]) == 2
    assert "5:16: ACR-004" in capsys.readouterr().out


def test_the_deal_in_which_the_fault_stands_is_not_taken_for_whole(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(SEVERAL.format("\t  - 2018 signed @s"), encoding="utf-8")
    reading = try_read(path)
    assert reading.register.ids == ("a", "c")
    with pytest.raises(UnreadableInput, match="a tab stands"):
        read(path)


@pytest.mark.parametrize("line", ["\t  x: y", "systems:\n\tk: x"])
def test_a_fault_beside_the_deals_may_belong_to_any_of_them(tmp_path: Path, line: str) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(f"title: T\n{line}\nsources: {{}}\n", encoding="utf-8")
    assert not try_read(path).register


def test_what_is_missing_because_of_a_line_that_is_not_read_is_not_told(tmp_path: Path) -> None:
    assert told(tmp_path, "lines:\n\tk: X\nhistory:\n- 2017 talks (k) @s\nsources:\n\ts: S, 2017\n") == [
        "2:1 a tab stands where YAML wants blanks; indent with blanks",
        "6:1 a tab stands where YAML wants blanks; indent with blanks",
    ]
