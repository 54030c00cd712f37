"""One slip is one finding: nothing is told that only follows from it, and what it swallows is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from armsdeals._desk import read, try_read
from armsdeals.errors import InvalidDeals

DEAL = """\
title: T
parties:
  supplier: Saab (Sweden)
lines:
  k9:
    system: K9 Thunder
    ordered: 24 howitzers @s
price: 3 bn USD @s
history:
  - 2016 delivered 6 howitzers of k9 @s
  - 2017 delivering (k9) @s
links:
  part of: [t-2]
sources:
  s: S, 2017
"""


def told(tmp_path: Path, old: str, new: str) -> list[str]:
    path = tmp_path / "t.yaml"
    assert old in DEAL
    path.write_text(DEAL.replace(old, new, 1), encoding="utf-8")
    return [f"{one.line}:{one.column} {one.message}; {one.hint}" for one in try_read(path).issues]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("sources:", "source:", "14:1 is not a field here; did you mean sources?"),
        ("sources:", "Sources:", "14:1 is not a field here; did you mean sources?"),
        ("sources:", "sources", "14:1 this line has no colon; write sources:; "),
        ("history:", "timeline:", "9:1 'timeline' is not a field here (did you mean history?)"),
        ("lines:", "Weapons:", "4:1 'Weapons' is not a field here (did you mean lines?)"),
        ("    system:", "    weapon:", "6:5 'weapon' is not a field here (did you mean system?)"),
        ("  s: S, 2017", "  - s: S, 2017\n  - t: T, 2018", "15:5 sources are a table, and no list; leave the dash in front of 's' and the others out"),
        ("  s: S, 2017", "  S: S, 2017", "15:3 'S' is no key: it has small letters, digits, '-', '_' and '.', and no blanks; write s"),
        ("24 howitzers @s", "24 howitzers @S", "7:28 no source 'S' in this file; did you mean s?"),
        ("    ordered: 24", "  ordered: 24", "7:3 'ordered' belongs to a line; a key of yours stands above it and further left"),
        ("Saab (Sweden)", "Rusya", "3:13 'Rusya' is Russia in another language; write Russia, or {name: Rusya} if that is meant"),
        ("Saab (Sweden)", "Saab (\u0428\u0432\u0435\u0446\u0438\u044f)", "3:13 '\u0428\u0432\u0435\u0446\u0438\u044f' is Sweden in another language; write Saab (Sweden)"),
        ("Saab (Sweden)", "Sweden, Defence Materiel Administration", "3:13 a country stands in brackets: Defence Materiel Administration (Sweden); a name"),
        ("Saab (Sweden)", "Saab - Sweden", "3:13 a country stands in brackets: Saab (Sweden)"),
        ("  s: S, 2017", "  s:", "15:5 nothing stands behind this key; write PUBLISHER, DATE, LINK"),
        ("  s: S, 2017", "  s: S, 2017-09-13 14:00", "15:6 no time of day is read: write 2017-09-13 in place of '2017-09-13 14:00'"),
        ("  - 2016 delivered 6 howitzers of k9 @s\n  - 2017 delivering (k9) @s\n", "  \u2022 2016 note @s: x\n", "10:3 an item begins with '- ', and '\u2022' stands here"),
        ("  - 2017 delivering (k9) @s\n", "  - 2017 talks @s\n\u2022 2018 talks @s: x\n", "12:1 an item begins with '- ', and '\u2022' stands here"),
        ("K9 Thunder", "K9 (G\u00fcney Kore)", "6:13 'G\u00fcney Kore' is South Korea in another language; write South Korea."),
        ("lines:", "line:", "4:1 is not a field here; did you mean lines?"),
        ("history:", "Histroy:", "9:1 is not a field here; did you mean history?"),
        ("  k9:", "  K9:", "5:3 'K9' is no key: it has small letters, digits, '-', '_' and '.', and no blanks; write k9"),
        ("  k9:", "  k 9:", "5:3 'k 9' is no key: it has small letters, digits, '-', '_' and '.', and no blanks; write k-9"),
        ("  k9:", "  - k9:", "5:5 a line stands under its key alone; leave the dash in front of 'k9' out"),
        ("    system:", "    System:", "6:5 'System' is not a field here (did you mean system?)"),
        ("    ordered: 24 howitzers @s", "    quantity: 24", "7:5 a number stands under what is counted: ordered, delivered"),
        ("    ordered: 24 howitzers @s", "    quantities: 24 ordered\n    delivered: 6 @s", "7:5 a number stands under what is counted"),
        ("  s: S, 2017", "  s: S,2017", "15:6 put a blank behind the comma: 'S, 2017'"),
        ("  s: S, 2017", "  s: S, 2 avril 2017", "15:6 '2 avril 2017' is not read in dates; write 2017-04-02"),
        ("  s: S, 2017", "  s: S, 2017,", "15:6 ',' stands at the end of the line; leave it out"),
        ("  s: S, 2017", "  s: S, 2017, www.example.org", "15:6 a link begins with https://; write https://www.example.org"),
        ("  s: S, 2017", "  s: S, 2017, Article", "15:6 'Article' is no sort of source (did you mean article?)"),
        ("  s: S, 2017", "  s: S, Article", "15:6 'Article' is no sort of source (did you mean article?)"),
        ("  s: S, 2017", "  s: S,", "15:6 ',' stands at the end of the line; leave it out"),
        ("  s: S, 2017", "  s: {publisher: S, date: 2017}", "15:21 'date' is not a field here (did you mean published?)"),
        ("  supplier:", "  suplier:", "3:3 'suplier' is not a role; did you mean supplier?"),
        ("    ordered:", "    unit price: 15 m USD\n    ordered:", "7:5 'unit price' is not a field of a line; what a line costs stands under price, beside lines, as in 15 m USD component"),
        ("2017 delivering (k9) @s", "2017 - signed @s", "11:10 '-' is not a word here; your words stand behind a colon, and an item of its own in the column of the others"),
        ("2017 delivering (k9) @s", '2017 "signed" @s', "11:10 '\"signed\"' is not a word here; words of your own stand behind a colon"),
        ("2017 delivering (k9) @s", "2017 not signed @s", "11:10 'not' is not a word here; write denied signed"),
        ("  supplier:", "  maker:", "3:3 'maker' is not a role here; write manufacturer"),
        ("  supplier:", "  Bank:", "3:3 'Bank' is not a role here; write lender"),
        ("  supplier:", "  xyzzy:", "3:3 'xyzzy' is not a role; expected one such as supplier, supplier state, recipient, end user; armsdeals ref words role lists all 26"),
        ("(k9) @s", "(k9) @s:\n      xyzzy: x", "12:7 is not a field here; expected a detail such as says, role, said, quote, text, confidence or id"),
        ("    ordered:", "    xyzzy:", "7:5 is not a field here; expected one of id, system, kind, condition, production, volumes, note, and how many, as in ordered: 4 or delivered: 4"),
        ("(k9) @s", "(k9) @s:\n      confidence: sure", "12:19 'sure' is not a confidence; expected one of unknown, low, medium, high, certain"),
        ("part of:", "parts of:", "13:3 'parts of' is not a link kind; did you mean part of?"),
        ("K9 Thunder\n", "{name: K9}\n", "6:14 'name' is not a field here (did you mean designation?)"),
        ("  s: S, 2017", "  s: {publisher: S, link: www.example.org}", "15:27 a link begins with https://; write https://www.example.org"),
        ("  s: S, 2017", "  s: S, article, https://example.org", "15:6 what sort of source it is stands at the end of the line, behind the link"),
        ("Saab (Sweden)", "\n    - Saab (Sweden)\n     - Vega (Norway)", "5:6 an item of its own begins in the column in which the others begin"),
        ("price: 3 bn USD @s", "financing:\n- 85 % lone @s:\n  rate: 2.19 %\n  tenor_years: about 12\n  grace_years: 2.5", "9:8 'lone' is not a word here (did you mean loan?)"),
        ("parties:\n  supplier: Saab (Sweden)\n", "parties: {supplier: Saab, Sweden}\n", "2:27 a comma within braces begins another role; put the text before 'Sweden' in quotes with it"),
        ("links:\n  part of: [t-2]\n", "links: {part of: t-2, t-3}\n", "12:23 a comma within braces begins another kind of link; put the text before 't-3' in quotes with it"),
        ("part of: [t-2]", "part: [t-2, t-3]", "13:3 'part' is not a link kind; did you mean part of?"),
        ("Saab (Sweden)", "Swedn", "3:13 'Swedn' is nearly the name of a state; write Sweden, or {name: Swedn} if that is meant"),
        ("Saab (Sweden)", "South Koreaa", "3:13 'South Koreaa' is nearly the name of a state; write South Korea"),
        ("Saab (Sweden)", "Saab(Sweden)", "3:13 a blank stands in front of the bracket: Saab (Sweden)"),
        ("Saab (Sweden)", "Saab [Sweden]", "3:13 a country stands in round brackets: Saab (Sweden)"),
        ("Saab (Sweden)", "Saab (Sweden) @s", "3:13 no source is cited at a party; put '@s' behind what it tells of it"),
        ("K9 Thunder", "K9 Thunder, South Korea", "6:13 a country stands in brackets: K9 Thunder (South Korea)"),
        ("K9 Thunder", "K9 Thunder @s", "6:13 no source is cited at a system; put '@s' behind what it tells"),
        ("[t-2]", "[T-2]", "13:13 'T-2' is no id: write t-2"),
        ("[t-2]", "t-2, t-3", "13:12 several ids stand in a list: [t-2, t-3]"),
        ("(k9) @s", "(k9) @s:\n      source: s", "12:7 'source' is not a field here; a source stands at the end of the head, as @KEY"),
        ("(k9) @s", "(k9) @s:\n      Says: X", "12:7 'Says' is not a field here (did you mean says?)"),
        ("(k9) @s", "(k9) @s:\n      say: X", "12:7 'say' is not a field here (did you mean says?)"),
    ],
)  # fmt: skip
def test_a_slip_is_told_once(tmp_path: Path, old: str, new: str, said: str) -> None:
    (only,) = told(tmp_path, old, new)
    assert only.startswith(said)


def test_a_source_that_is_missing_is_told_once_with_its_places(tmp_path: Path) -> None:
    (missing,) = told(tmp_path, "  s: S, 2017", "  x: S, 2017")
    assert (
        missing
        == "7:28 no source 's' in this file; declare it under sources, as in KEY: PUBLISHER, DATE; lines 8, 10 and 11 cite it, too"
    )


def test_several_lines_in_braces_are_no_text_that_a_comma_cut(tmp_path: Path) -> None:
    (only,) = told(
        tmp_path, "    system: K9 Thunder\n    ordered: 24 howitzers @s\n", "    {system: K9 (Russia), howitzer}\n"
    )
    assert only.startswith(
        "6:27 a comma within braces begins another field; put the text before 'howitzer' in quotes with it"
    )
    path = tmp_path / "t.yaml"
    path.write_text("lines: {k9: K9 Thunder (Russia), howitzer gun}\n", encoding="utf-8")
    (only,) = (issue.message for issue in try_read(path).issues)
    assert only == "a comma within braces begins another line; put the text before 'howitzer gun' in quotes with it"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("deals:\n  a: {title: A}\nb:\n  title: B\n", 3),
        ("a:\n  title: A\nb:\n  title: B\n", 1),
        ("a: {history: [2017 talks]}\nsources: {}\n", 1),
    ],
)
def test_a_deal_that_stands_beside_the_others_is_told_once(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(text, encoding="utf-8")
    (only,) = try_read(path).issues
    assert (only.line, only.message) == (line, "a deal stands below the line deals:, and further right than it")


def test_a_line_that_is_missing_is_told_once_with_its_places(tmp_path: Path) -> None:
    text = "lines: {a: X}\nhistory:\n- 2017 delivered 3 of bb\n- 2018 delivered 3 of bb\n- 2019 talks (bb)\n"
    path = tmp_path / "t.yaml"
    path.write_text(text, encoding="utf-8")
    assert [f"{one.line} {one.message}; {one.hint}" for one in try_read(path).issues] == [
        "3 no line is called 'bb'; line 4 names it, too",
        "5 no line or tranche is called 'bb'; ",
    ]


def test_very_many_places_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text("history:\n" + "".join(f"- {year} talks @x\n" for year in range(2000, 2010)), encoding="utf-8")
    (only,) = try_read(path).issues
    assert only.hint.endswith("lines 3, 4, 5, 6 and 5 more cite it, too")


@pytest.mark.parametrize(
    ("shared", "said"),
    [
        ("source:\n  c: C, 2017\n", [("_shared.yaml", 1, "is not a field here")]),
        ("sources:\n  c:C, 2017\n", [("_shared.yaml", 2, "put a blank after the colon in 'c:C, 2017'"), ("t.yaml", 2, "no source 'c' in this file or _shared.yaml")]),
        ("sources:\n  c: C, 2017-13\n", [("_shared.yaml", 2, "'2017-13' is no date here; there is no such day"), ("t.yaml", 2, "the source 'c' is declared in '_shared.yaml' and has a fault there")]),
        ("parties:\n  p:P\nsources:\n  c: C, 2017\n", [("_shared.yaml", 2, "put a blank after the colon in 'p:P'")]),
        ("sources:\n  c: C, 2017\n\td: D, 2018\n", [("_shared.yaml", 3, "this is no YAML: a tab stands where YAML wants blanks; indent with blanks")]),
    ],
)  # fmt: skip
def test_a_slip_in_what_a_folder_shares_is_told_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared: str, said: list[tuple[str, int, str]]
) -> None:
    monkeypatch.chdir(tmp_path)  # a long path would be shortened in a message
    Path("_shared.yaml").write_text(shared, encoding="utf-8")
    Path("t.yaml").write_text("history:\n- 2017 talks @c\n", encoding="utf-8")
    assert [(one.file, one.line, one.message) for one in try_read(".").issues.errors] == said
    with pytest.raises(InvalidDeals):
        read(".")


def test_an_item_typed_twice_with_other_blanks_is_told(tmp_path: Path) -> None:
    (only,) = told(
        tmp_path, "  - 2017 delivering (k9) @s", "  - 2017 delivering (k9) @s\n  - 2017  delivering  (k9) @s"
    )
    assert only.startswith("12:5 the same item stands in line 11")
