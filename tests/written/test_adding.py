"""Adding a line with `armsdeals add`: it stands where it belongs, and all else says what it said before."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from armsdeals import strategies as ads
from armsdeals._desk import dumps, loads, read
from armsdeals.cli.main import main
from armsdeals.formats.yaml import parse
from armsdeals.model.deal import Deal
from armsdeals.written.insert import is_only_more, place_of, safe, with_line

Capture = pytest.CaptureFixture[str]

DATA = files("armsdeals.cases") / "data"
SEVERAL = """\
deals:
  one:
    title: One
    history:
    - 2017 talks @x: a
  two:
    title: Two

sources:
  x: X, 2017   # the only one
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "demo.yaml"
    path.write_text(SEVERAL, encoding="utf-8")
    return path


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_of_another_deal_than_the_named_one_gets_no_line(tmp_path: Path, capsys: Capture) -> None:
    one = written(tmp_path / "one.yaml", "armsdeals: 1\nid: one\ntitle: One\n")
    before = one.read_bytes()
    assert main(["add", str(one), "2018 signed", "--deal", "two"]) == 2
    assert "no deal is called 'two' there; the file is that of 'one'" in capsys.readouterr().err
    assert one.read_bytes() == before
    assert main(["add", str(one), "2018 signed", "--deal", "one"]) == 0


def test_of_several_deals_the_one_that_is_named_gets_the_line(file: Path) -> None:
    assert main(["add", str(file), "2018 signed @x", "--deal", "one"]) == 0
    before = "    - 2017 talks @x: a\n"
    assert file.read_text(encoding="utf-8") == SEVERAL.replace(before, f"{before}    - 2018 signed @x\n")


def test_a_part_that_one_of_several_deals_lacks_is_begun_in_it(file: Path) -> None:
    assert main(["add", str(file), "2 bn USD estimate @x", "--deal", "two", "--under", "price"]) == 0
    before = "    title: Two\n"
    assert file.read_text(encoding="utf-8") == SEVERAL.replace(
        before, f"{before}    price:\n      - 2 bn USD estimate @x\n"
    )


def test_the_source_of_one_of_several_deals_goes_to_those_that_are_common(file: Path) -> None:
    assert main(["add", str(file), "2018 signed @y", "--deal", "one", "--source", "y: Y, 2018"]) == 0
    assert file.read_text(encoding="utf-8").endswith("  x: X, 2017   # the only one\n  y: Y, 2018\n")


def test_which_of_several_deals_is_meant_has_to_be_said(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", str(file), "2018 signed @x"]) == 2
    assert "the file holds several deals; say which of one, two with --deal" in capsys.readouterr().err
    assert main(["add", str(file), "2018 signed @x", "--deal", "three"]) == 2
    assert "no deal is called 'three' there" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == SEVERAL


@pytest.mark.parametrize(
    "tail",
    [
        "  - 2017 talks:\n    text: >-\n      first\n      # and no comment\n", "  - 2017 talks: |\n      first\n\n      second\n",
        "  - 2017 talks: first,\n      second\n", "  - 2017 talks:\n      deliveries:\n      - 2 of a\n",
    ],
)  # fmt: skip
def test_a_text_of_several_lines_stays_whole(tmp_path: Path, tail: str) -> None:
    path = written(tmp_path / "demo.yaml", f"lines:\n  a: X\nhistory:\n{tail}\n# the end\nnote: x\n")
    before = read(path).deals[0].history
    assert main(["add", str(path), "2018 signed"]) == 0
    assert read(path).deals[0].history[:-1] == before
    assert f"{tail}  - 2018 signed\n\n# the end\n" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "under", "said"),
    [
        ("price: 3 bn USD\n", "price", "what stands under price is no list yet; put it on a line of its own first, behind a dash"),
        ("price:\n  3 bn USD: words\n", "price", "what stands under price is no list yet"),
        ("title: x\nhistory: [2017 talks, 2018 signed]\n", "history", "give history lines of its own first"),
        ("title: x\nhistory: [2017 talks,\n  2018 signed]\n", "history", "give history lines of its own first"),
        ("deals: {one: {title: x}}\n", "history", "give history lines of its own first"),
        ("title: x\nhistory:\n- 2017 talks: |+\n    a\n\n", "history", "the line would change what stands under history"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_to_is_told_and_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, under: str, said: str
) -> None:
    path = written(tmp_path / "demo.yaml", text)
    line = "2 bn USD estimate" if under == "price" else "2019 delivering"
    assert main(["add", str(path), line, "--under", under]) == 2
    assert said in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("source", ["y; Y, 2018", "y Y, 2018", "y:Y, 2018"])
def test_a_source_that_declares_none_is_refused_with_what_one_is(file: Path, capsys: Capture, source: str) -> None:
    assert main(["add", str(file), "2018 signed @y", "--deal", "one", "--source", source]) == 2
    assert f"'{source}' declares no source; write KEY: PUBLISHER, DATE" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == SEVERAL


@pytest.mark.parametrize(
    ("under", "line"), [("offers", "2018 offer bid by X"), ("authorisations", "2018 export licence of Sweden granted")]
)
def test_every_place_of_heads_can_be_added_to(tmp_path: Path, under: str, line: str) -> None:
    path = written(tmp_path / "demo.yaml", "title: x\n")
    assert main(["add", str(path), f"- {line}", "--under", under]) == 0
    assert path.read_text(encoding="utf-8") == f"title: x\n{under}:\n  - {line}\n"


def test_words_that_are_quoted_already_stay_as_they_are() -> None:
    assert safe("2017 signed: 'four: it''s so'") == "2017 signed: 'four: it''s so'"
    assert safe('2017 signed: "four: so"') == '2017 signed: "four: so"'
    assert safe("2017 signed: 'four' or five") == "2017 signed: '''four'' or five'"


@pytest.mark.parametrize("name", ["are-f35", "ind-rafale", "turkey-air-defence"])
def test_a_bundled_file_with_one_line_more_says_all_that_it_said(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.yaml"
    path.write_bytes((DATA / f"{name}.yaml").read_bytes())
    before = read(path)
    deal = before.ids[0]
    assert main(["add", str(path), "2030 planned completed @news", "--deal", deal, "--source", "news: News, 2026"]) == 0
    after = read(path)
    assert after[deal].history[:-1] == before[deal].history
    assert after.deals[1:] == before.deals[1:]
    old, new = (DATA / f"{name}.yaml").read_bytes().splitlines(), path.read_bytes().splitlines()
    assert len(new) == len(old) + 2
    assert [line for line in new if line not in old] == [b"    - 2030 planned completed @news", b"  news: News, 2026"]


def test_more_is_more_only_at_the_ends() -> None:
    one = parse(b"a: [x, y]\nb: c\n")
    assert is_only_more(one, parse(b"a: [x, y, z]\nb: c\nd: e\n"))
    assert not is_only_more(one, parse(b"a: [z, x, y]\nb: c\n"))
    assert not is_only_more(one, parse(b"a: [x, y]\nb: d\n"))
    assert not is_only_more(one, parse(b"a: [x, y]\n"))
    assert not is_only_more(one, parse(b"a: x\nb: c\n"))


def test_blanks_around_a_line_are_not_written(tmp_path: Path) -> None:
    path = written(tmp_path / "demo.yaml", "history:\n  - 2017 talks\n")
    assert main(["add", str(path), "  2018 signed "]) == 0
    assert path.read_text(encoding="utf-8") == "history:\n  - 2017 talks\n  - 2018 signed\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"history:\n- 2017 talks\n# tail", b"history:\n- 2017 talks\n- 2018 signed\n# tail"),
        (b"history:\r\n- 2017 talks\r\ntitle: x", b"history:\r\n- 2017 talks\r\n- 2018 signed\r\ntitle: x"),
        (b"history:\n- 2017 talks", b"history:\n- 2017 talks\n- 2018 signed\n"),
        (b"title: x", b"title: x\nhistory:\n  - 2018 signed\n"),
        (b"\xef\xbb\xbfhistory:\n- 2017 talks\n", b"\xef\xbb\xbfhistory:\n- 2017 talks\n- 2018 signed\n"),
    ],
    ids=["no last line end", "of windows", "at the very end", "a new part", "byte order mark"],
)
def test_no_other_byte_is_touched(tmp_path: Path, before: bytes, after: bytes) -> None:
    path = tmp_path / "demo.yaml"
    path.write_bytes(before)
    assert main(["add", str(path), "2018 signed"]) == 0
    assert path.read_bytes() == after


ONE_OF_EACH = {
    "history": "2018 signed", "price": "3 bn USD", "financing": "part loan", "offsets": "50 %", "constraints": "embargo",
    "authorisations": "export licence granted", "offers": "offer first",
}  # fmt: skip


@pytest.mark.parametrize("under", ONE_OF_EACH)
def test_a_file_that_was_written_short_takes_a_line_in_each_place(tmp_path: Path, under: str) -> None:
    told = "".join(f"{name}: [{line} @s]\n" for name, line in ONE_OF_EACH.items())
    path = tmp_path / "demo.yaml"
    path.write_bytes(dumps(loads(f"id: demo\n{told}sources: {{s: S}}\n", "yaml"), "yaml", style="short"))
    before = path.read_text(encoding="utf-8").splitlines()
    line = ONE_OF_EACH[under].replace("2018", "2019").replace("first", "second")
    assert main(["add", str(path), f"{line} @news", "--under", under, "--source", "news: News, 2026"]) == 0
    after = path.read_text(encoding="utf-8").splitlines()
    assert [one for one in after if one not in before] == [f"- {line} @news", "  news: News, 2026"]
    assert [one for one in after if one in before] == before


@given(ads.deals(), st.sampled_from([*ONE_OF_EACH]))
def test_law_what_is_written_short_takes_a_line_and_nothing_else_changes(deal: Deal, under: str) -> None:
    text = dumps(deal, "yaml", style="short").decode()
    place = place_of(parse(text.encode()), under)
    if place.pair is not None and place.pair.node.kind != "list":
        assert under == "financing"  # more than ways of paying is told of it, each under its name
        return
    before, after = text.splitlines(), with_line(text, place, ONE_OF_EACH[under], dash=True).splitlines()
    where = next(n for n, line in enumerate([*before, ""]) if line != after[n])
    more = len(after) - len(before)
    assert (more, after[:where] + after[where + more :]) == (1 if place.pair else 2, before)


def test_a_history_that_is_said_to_be_unknown_is_not_told_to_become_an_item(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "t.yaml"
    path.write_text("title: T\nhistory: unknown\n", encoding="utf-8")
    assert main(["add", str(path), "2018 talks"]) == 2
    assert "line 2: history is said to be unknown; take that word away first" in capsys.readouterr().err
    path.write_text("title: T\nhistory:\n", encoding="utf-8")
    assert main(["add", str(path), "2018 talks"]) == 0


def test_a_source_that_is_missing_is_told_where_it_is_to_be_declared(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "t.yaml"
    path.write_text("title: T\nhistory:\n  - 2017 talks @x\n  - 2018 talks @x\n", encoding="utf-8")
    assert main(["add", str(path), "2019 talks @x"]) == 1
    first, last = capsys.readouterr().err.splitlines()
    assert first.endswith("(declare it under sources, as in KEY: PUBLISHER, DATE; lines 4 and 5 cite it, too)")
    assert last == "nothing was written"


def test_what_is_odd_since_the_line_stands_there_is_told_and_nothing_else(tmp_path: Path, capsys: Capture) -> None:
    path = written(
        tmp_path / "t.yaml", "history:\n- 2016 talks @x\n- 2018 signed @x\nsources:\n  x: X, 2017-05\n  y: Y, 2030\n"
    )
    main(["check", str(path)])
    before = capsys.readouterr().out
    assert before.count("EVI-003") == 1
    assert main(["add", str(path), "2019 effective @x"]) == 0
    first, last = capsys.readouterr().err.splitlines()
    assert first.startswith(f"{path}:4:")
    assert "EVI-003 warning" in first
    assert "before its day 2019" in first
    assert last.startswith("added to ")
    assert main(["add", str(path), "2020 delivering @y"]) == 0
    assert "EVI" not in capsys.readouterr().err


def test_what_is_odd_is_told_to_programs_as_well(tmp_path: Path, capsys: Capture) -> None:
    path = written(tmp_path / "t.yaml", "history:\n- 2016 talks @x\nsources:\n  x: X, 2017-05\n")
    assert main(["add", str(path), "2019 signed @x", "--json"]) == 0
    (found,) = [issue for issue in json.loads(capsys.readouterr().out)["issues"] if issue["code"] == "EVI-003"]
    assert (found["line"], found["severity"]) == (3, "WARNING")
