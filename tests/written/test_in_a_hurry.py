"""Lines of somebody in a hurry: each is answered in its place with what to write, and none is taken for something else."""

from __future__ import annotations

from pathlib import Path

import pytest

import armsdeals as ad

PLACES = {
    "history": "history:\n- {}\n",
    "price": "price:\n- {}\n",
    "financing": "financing:\n- {}\n",
    "constraints": "constraints:\n- {}\n",
    "line": "lines:\n  k:\n    system: X\n    {}\n",
    "party": "parties:\n  {}\n",
}
BEFORE, BEHIND = "title: A demo\n", "sources:\n  s: A paper, 2017-04-24\n  tass: TASS, 2017-05-01\n"


def told(folder: Path, text: str) -> list[str]:
    """What is wrong with a file, each with its place."""
    path = folder / "demo.yaml"
    path.write_text(text, encoding="utf-8")
    return [
        f"{one.line}:{one.column} {one.message.removeprefix('this is no YAML: ')}"
        for one in ad.try_read(path).issues.errors
    ]


# Where it stands, what was typed, place and sentence, and what it was told to write.
HURRIED = [
    ("history", "2017-04 @s signed: words", "3:11 sources stand at the end of a head; write '2017-04 signed @s'", "2017-04 signed @s: words"),
    ("history", "signed 2017-04 @s", "3:3 'signed' is no date, and a date comes first here; write '2017-04 signed @s'", "2017-04 signed @s"),
    ("history", "2017-04 signed tass: words", "3:18 the source 'tass' is cited without its @; write @tass", "2017-04 signed @tass: words"),
    ("history", "2017-04 signed (tass)", "3:19 the source 'tass' is cited without its @; write @tass", "2017-04 signed @tass"),
    ("history", "2017-04 signed @s, @tass", "3:18 sources are parted by blanks alone: @s @tass", "2017-04 signed @s @tass"),
    ("history", "2017-04-24 10:00 signed", "3:14 no time of day is read; leave '10:00' out", "2017-04-24 signed"),
    ("history", "2017-04 probably signed", "3:11 'probably' is not a word here; write signed?, or whatever stage it is", "2017-04 signed?"),
    ("history", "2017-04 signed in Moscow", "3:18 'in' is not a word here; where it was stands below, under place", "2017-04 signed:\n  place: Moscow"),
    ("history", "2017-04 signed 2.5 bn USD", "3:18 a sum stands under price, or behind paid", "2017-04 paid 2.5 bn USD"),
    ("history", '2017-04 signed @s: says: "x"', '3:26 a second ": " stands in this line; says: stands on a line of its own below', "2017-04 signed @s:\n  says: x"),
    ("price", "2.5 milyar USD", "3:7 'milyar' is not read in sums; write 2.5 bn USD", "2.5 bn USD"),
    ("price", "2.5 \u043c\u043b\u0440\u0434 USD", "3:7 '\u043c\u043b\u0440\u0434' is not read in sums; write 2.5 bn USD", "2.5 bn USD"),
    ("price", "2.5 thousand million EUR", "3:16 'thousand million' is not read in sums; write 2.5 bn EUR", "2.5 bn EUR"),
    ("price", "1 lakh crore INR", "3:5 'lakh crore' is not read in sums; write 1 tn", "1 tn INR"),
    ("price", "2,5 bn USD", "3:3 a comma is not read in numbers here; write 2.5 bn or 2500 m", "2500 m USD"),
    ("price", "12,34 USD", "3:3 a comma is not read in numbers here; write 12.34", "12.34 USD"),
    ("price", "1.234 USD", "3:3 '1.234' has two readings: 1234 or 1.2340; write one of them", "1.2340 USD"),
    ("price", "1,234 USD", "3:3 a comma is not read in numbers here; write 1234, or 1.2340 if the comma is a decimal point", "1.2340 USD"),
    ("price", "2 bn USD for the lease, medium confidenc @s", "3:27 'medium confidenc' is not understood; write , medium confidence", "2 bn USD for the lease, medium confidence @s"),
    ("financing", "45,5 % advance", "3:3 a comma is not read in numbers here; write 45.5 %", "45.5 % advance"),
    ("financing", "55 % loan Russia", "3:13 a word is missing in front of 'Russia'; write '55 % loan from Russia'", "55 % loan from Russia"),
    ("financing", "55 % loan from Russia, agreed", "no comma stands behind a name; write 'Russia'", "55 % loan from Russia agreed in principle"),
    ("constraints", "embargo United States", "3:11 a word is missing in front of 'United'; write 'embargo by United States'", "embargo by United States"),
    ("constraints", "embargo from US", "3:11 'from' is not a word here; write 'embargo by US'", "embargo by US"),
    ("constraints", "embargo by USA, EU", "'USA, EU' are 2; write an item for each, or 'USA and EU'", "embargo by USA and EU"),
    ("line", "delivered: 4 tanks tass", "5:16 the source 'tass' is cited without its @; write @tass, behind all other words", "delivered: 4 tanks @tass"),
    ("line", "delivered: 4 tanks (tass)", "the source 'tass' is cited without its @", "delivered: 4 tanks @tass"),
    ("line", "delivered: 1.234 missiles", "5:16 '1.234' has two readings: 1234 or 1.2340", "delivered: 1234 missiles"),
    ("line", "delivered: @s 4", "5:16 sources stand at the end of a head: 4 @s", "delivered: 4 @s"),
    ("line", 'delivered: "4" @s', "5:20 no quotes stand around a head; leave them out", "delivered: 4 @s"),
    ("line", "delivered 4 @s", "5:5 this line has no colon; put one behind its key: delivered: 4 @s", "delivered: 4 @s"),
    ("line", "delivered = 4 @s", "5:5 this line has no colon; put one behind its key: delivered: 4 @s", "delivered: 4 @s"),
    ("party", "supplier: Russia\n    - China", "4:5 an item of its own begins in the column in which the others begin; to YAML this line is more of the text above", "supplier:\n  - Russia\n  - China"),
    ("line", "note: x\n      - y", "6:7 an item of its own begins in the column", "note: x and y"),
]  # fmt: skip
SOURCES = [
    ("r RT, 2017-09-12", "4:3 this line has no colon; put one behind its key: r: RT, 2017-09-12", "r: RT, 2017-09-12"),
    ("r: RT, rt.com/a, 2017-09-12", "4:6 a link begins with https://; write https://rt.com/a", "r: RT, 2017-09-12, https://rt.com/a"),
    ("r: RT, www.rt.com, Moscow", "4:6 a link begins with https:// and stands behind the date", "r: RT, https://www.rt.com"),
    ("r: RT, yesterday", "4:6 'yesterday' is no date here; write the day as YYYY-MM-DD", "r: RT, 2017-09-12"),
    ("r: RT, accessed 2017-09-12", "written {publisher: 'RT', retrieved: 2017-09-12}", "r: {publisher: 'RT', retrieved: 2017-09-12}"),
    ("r: RT \u2013 2017-09-12", "4:6 a comma parts the date from the publisher: 'RT, 2017-09-12'", "r: RT, 2017-09-12"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "typed", "said", "meant"), HURRIED)
def test_a_line_typed_in_a_hurry_is_told_what_to_write(
    tmp_path: Path, place: str, typed: str, said: str, meant: str
) -> None:
    text = f"{BEFORE}{PLACES[place]}{BEHIND}"
    (only,) = told(tmp_path, text.format(typed))
    assert said in only
    assert told(tmp_path, text.format(meant)) == []


@pytest.mark.parametrize(("typed", "said", "meant"), SOURCES)
def test_a_source_typed_in_a_hurry_is_told_how_it_is_written(tmp_path: Path, typed: str, said: str, meant: str) -> None:
    (only,) = told(tmp_path, f"{BEFORE}sources:\n  s: A paper, 2017\n  {typed}\n")
    assert said in only
    assert told(tmp_path, f"{BEFORE}sources:\n  s: A paper, 2017\n  {meant}\n") == []


def test_what_is_typed_as_it_should_be_is_kept_as_it_was(tmp_path: Path) -> None:
    text = f"""{BEFORE}constraints:
- embargo by United States and NATO
price:
- 1.234 bn USD for Ankara, second lot @s
note: a text that somebody broke
  by hand - and went on
history:
- 2017-04 talks @s: at 10:00, in Moscow
lines:
  k:
    system: X
    delivered: 4 tass tanks
{BEHIND}"""
    assert told(tmp_path, text) == []


def test_a_text_that_a_program_broke_in_front_of_a_dash_is_read_as_it_was() -> None:
    deal = ad.Deal(id="demo", note=" - ".join(["some words of a report"] * 40))
    assert ad.loads(ad.dumps(ad.Register([deal]), "yaml"), "yaml")["demo"] == deal


OPENED = "a quotation mark is opened here and not closed; close it, or put the whole text in quotes of the other sort"


@pytest.mark.parametrize("marks", ['""', "''", "'\"", '"""'])
def test_quotations_that_are_opened_on_neighbouring_lines_are_each_told(tmp_path: Path, marks: str) -> None:
    lines = "".join(f"- 2017-0{n} talks @s: {mark}so it was\n" for n, mark in enumerate(marks, 1))
    found = told(tmp_path, f"{BEFORE}history:\n{lines}- 2017-09 inked @s\n{BEHIND}")
    places = [f"{number}:21 {OPENED}" for number in range(3, 3 + len(marks))]
    assert found == [*places, f"{3 + len(marks)}:11 'inked' is not a word here; write signed"]


@pytest.mark.parametrize("word", ["signed", "and more", "by the way, it is said"])
@pytest.mark.parametrize("indent", ["", "  ", "    "])
def test_words_at_the_margin_hide_no_item_behind_them(tmp_path: Path, indent: str, word: str) -> None:
    items = f"history:\n{indent}- 2017 talks @s\n{word}\n{indent}- 2018 inked @s\n{indent}- 2019 signd @s\n"
    no_colon, inked, signd = told(tmp_path, f"{BEFORE}{items}{BEHIND}")
    assert no_colon.startswith("4:1 this line has no colon; words stand behind that of their item")
    assert inked == f"5:{len(indent) + 8} 'inked' is not a word here; write signed"
    assert signd == f"6:{len(indent) + 8} 'signd' is not a word here (did you mean signed?)"


def test_a_text_where_an_object_of_several_deals_is_wanted_is_told() -> None:
    for text in ('deals: {a: "X y"}\n', 'deals:\n  designation: "\\x80["\n', "deals: {a: X, b: [Y]}\n"):
        with pytest.raises(ad.InvalidDeals, match="expected an object"):
            ad.loads(text, "yaml")
