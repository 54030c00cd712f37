"""Everything that is refused, with its sentence: what YAML itself would misread, and what a head cannot mean."""

from __future__ import annotations

import pytest
import yaml

from armsdeals._desk import loads
from armsdeals.errors import ArmsDealsError, InvalidDeals
from armsdeals.issues import Issues

BEFORE = "id: demo\nlines:\n  s400:\n    system: S-400\n"
AFTER = "\nsources:\n  x: A paper, 2017-09-30\n"

HISTORY = [
    ("2017 signed @x: Rostec: four", 'a second ": " stands in this line; put your words in quotes, or on their own lines after >-'),
    ("2017 signed @x: contract #4711", 'the text ends at " #", where a comment begins; quote the text, or write "# " for a comment'),
    ("2017 signed @x #4711: four", 'the text ends at " #", where a comment begins; quote the text'),
    ("2017 signed @x\n    says: a minister", 'details stand here, but the item above has no colon; end it with ":"'),
    ("2017 signed:text", "put a blank after the colon in 'signed:text'"),
    ('2017 signed: "a" b', "words that begin with '\"' must stand in quotes"),
    ("2017 signed: 'a' b", "words that begin with \"'\" must stand in quotes"),
    ("2017 signed: [a] b", "words that begin with '[' must stand in quotes"),
    ("2017 signed: {a} b", "words that begin with '{' must stand in quotes"),
    ("2017 signed: [a, b]", "found a list (expected text)"),
    ("2017 signed: @foo", "words that begin with '@' must stand in quotes"),
    ("2017 signed: %foo", "words that begin with '%' must stand in quotes"),
    ("2017 signed: &foo bar", "the anchor &foo is not read; leave it out, or put the words in quotes"),
    ("2017 signed: *foo bar", "words that begin with '*' must stand in quotes"),
    ("2017 signed: !foo bar", "the tag !foo is not read; leave it out"),
    ("2017 signed: | foo", "words that begin with | or > must stand in quotes"),
    ("2017 signed: > foo", "words that begin with | or > must stand in quotes"),
    ("2017 signed: - foo", "words that begin with '-' must stand in quotes"),
    ("2017 signed: a\n\tsays: b", "indent with blanks"),
    ("12/09/2017 signed", "'12/09/2017' has two readings: 2017-09-12 or 2017-12-09"),
    ("13/09/2017 signed", "'13/09/2017' is written 2017-09-13"),
    ("32/09/2017 signed", "'32/09/2017' is no day of the calendar; write it as 2017-MM-DD"),
    ("spring 2017 signed", "write 2017-21 (spring)"),
    ("Sept 2017 signed", "'Sept 2017' is not read in dates; write 2017-09"),
    ("signed 2017", "'signed' is no date, and a date comes first here"),
    ("2017-02-30 signed", "'2017-02-30' names a day that does not exist"),
    ("2017", "a word is missing behind the date"),
    ("2017 inked @x", "'inked' is not a word here; write signed"),
    ("2017 amendment @x", "'amendment' is not a word here; write signed amendment"),
    ("12 September 2017 signed", "'12 September 2017' is not read in dates; write 2017-09-12"),
    ("2017 lawsuit @x", "'lawsuit' is not a word here; write note"),
    ("2017 signd", "'signd' is not a word here (did you mean signed?)"),
    ("2017 signed for ever", "'for' is not a word here"),
    ("2017 signed or", "a stage is missing behind or"),
    ("2017 signed @xx", "no source 'xx' in this file"),
    ("2017 signed @", "a key is missing behind @"),
    ("2017 signed @x @x", "the source 'x' is cited twice; keep one"),
    ("2017 signed @x mou", "sources stand at the end of a head"),
    ("2017 delivering 1 unit of s at Izmir @x (s)", "sources stand at the end of a head, behind the words in brackets"),
    ("2017 paid advance 5 m EUR from Egypt @x to France", "sources stand at the end of a head"),
    ("2017 signed https://example.org", "a link stands with its source, in the table of sources"),
    ("date: 2017-09-12\n    event: signed", "an item begins with its head, such as 2017-09-12 signed @KEY"),
    ("2017 signed @x, says the minister", "words of your own stand behind a colon: @x: says the minister"),
    ("2017 signed @x:\u00a0so", "words of your own stand behind a colon: @x: so"),
    ("@x 2017 signed", "sources stand at the end of a head: 2017 signed @x"),
    ("'@x 2017 signed'", "sources stand at the end of a head, behind its words"),
    ("2017 signed [s400]", "keys of lines stand in round brackets: (s400)"),
    ("[2017 signed]", "several items stand in one pair of brackets; put each on a line of its own"),
    ("12.9.17 signed", "the year of '12.9.17' has two digits; write the date as YYYY-MM-DD"),
    ("2017 cancelled because prize, delais", "'prize' is not a word here (did you mean price?); 'delais' is not a word here (did you mean delay?)"),
    ("2017 signed: \u201cso: four\u201d", "and '\u201c' is no quotation mark of YAML; put your words between two of ' or \""),
    ("2017 approved @x", "write at least requested, or under authorisations who allows it, as in export licence granted"),
    ("'2017 signed @x: so it is'", "so it is; a colon within quotes parts nothing; begin the item with '- ' and put quotes around the words behind"),
    ("2013-12-18 chosen", "'chosen' is not a word here; write selected"),
    ("2023 postponed to 2027", "write suspended, if the deal is halted; where a day is put off, planned behind the new day"),
    ("2005 closed", "write signed, or cancelled by recipient where a tender is closed"),
    ("2016-12-09 investigation", "'investigation' is not a word here; write note"),
    ("2015-08 loan signed", "write signed loan agreement, and below it financing: KEY signed"),
    ("2017 missed instalment", "write note, and below it what was due, as in payments: missed instalment"),
    ("2017 signed (nope)", "no line or tranche is called 'nope'"),
    ("2017 signed (s400) mou", "the brackets hold keys of lines or tranches"),
    ("2017 signed (the s400)", "parted by commas"),
    ("2017 signed @x:\n      page: 3", "a page belongs to its source; tell it there"),
    ("2017 delivered 4 to 6 launchers of s400", "'4 to 6' is not read as a number; write 4..6"),
    ("2017 delivered 3 s400", "write '3 of s400', with the key of the line"),
    ("2017 paid 3,4 bn USD", "a comma is not read in numbers here; write 3.4 bn or 3400 m"),
    ("2017 talks by recipient", "by and because go with an end or a halt; who says it stands below, under says"),
    ("2017 cancelled because of the price", "because stands alone in front of its reasons; leave 'of' out"),
    ("2017 signed: a\n    2018 talks: b", "a second head stands in this item; begin it with '- '"),
    ("says: a minister\n    2017 talks:", "'says' stands here without a head above it"),
    ("2017 signed:\n      says: a\n      says: b", "stands twice in one object"),
    ("&a 2017 signed", "the anchor &a is not read"),
    ("!!int 2017", "the tag tag:yaml.org,2002:int is not read"),
    ("2017-3-1 signed", "'2017-3-1' is no date here; write 2017-03-01"),
    ("2017-03-01T10:00 signed", "'2017-03-01T10:00' is no date here; write 2017-03-01"),
    ("2017-03..2018 signed", "'2017-03..2018' is no date here; write 2017-03/2018"),
    ("from 2017 to 2018 signed", "a time from one day to another is written 2017/2018"),
    ("2017 signed @ x", "a key is missing behind @; no blank stands between the two"),
    ("2017 planned denied signed", "'denied' is one word too many here"),
    ("2017 cancelled by @x", "a side is missing behind by"),
    ("", "an item is empty here; leave it out"),
    ("2017 " + "x" * 3000, "a head of 3,005 characters is too long"),
]  # fmt: skip
ORDERED = [
    (">2", '">" begins a folded text and nothing follows; write "over 2"'),
    ("|", '"|" begins a text of lines and nothing follows'),
    (">=10", '">" begins a folded text; write "at least 10"'),
    ("?", "write unknown"),
    ("~", "nothing is written as the word unknown"),
    ("null", "nothing is written as the word unknown"),
    ("3,4", "a comma is not read in numbers here; write 3.4"),
    ("-3", "'-3' is no number"),
    ("about 14?", "two marks stand at the number"),
    ("12..10", "ends below its beginning; write the smaller number first"),
    ("2x", "put a blank between 2 and x"),
    ("1.000", "'1.000' has two readings: 1000 or 1; write one of them"),
    ("1 000 rounds", "no blank stands in a number; write 1000"),
    ("4 to 6", "'4 to 6' is not read as a number; write 4..6"),
    ("4-6 launchers", "'4-6' is not read as a number; write 4..6"),
    ("4 \u2013 6", "write 4..6"),
    ("4 launchers or 5 launchers", "a second number stands here: '5'; write 4..6, or two items"),
    ("fourteen guns", "'fourteen' is not read as a number; write 14"),
    ("nearly 14", "'nearly' is not read in front of numbers; write about"),
    ("14 launchers (s400)", "stands in brackets, and none are read here; put such words behind a colon"),
    ("14\n    ordered: 15", "'ordered' stands twice (first in line 5); to give two claims of one value write a list"),
]
PRICE = [
    ("3,4 bn USD", "a comma is not read in numbers here; write 3.4 bn or 3400 m"),
    ("2.5 bn", "no currency stands behind '2.5 bn'; write 2.5 bn USD"),
    ("2.5 bn usd", "no currency stands behind '2.5 bn'"),
    ("2.500 m EUR", "'2.500' has two readings: 2500 or 2.5; write one of them"),
    ("2 to 3 bn USD", "'2 to 3' is not read as a number; write 2..3"),
    ("3 400 m USD", "no blank stands in a number; write 3400"),
    ("USD 2.5 bn", "'USD 2.5 bn' is not read as a sum; write 2.5 bn USD"),
    ("more than 2 bn USD", "'more' is not read in front of numbers; write over"),
    ("2.5 mil. USD", "'mil.' is not read in sums; write 2.5 m USD"),
    ("2.5bn USD", "'2.5bn USD' is not read as a sum; write 2.5 bn USD"),
    ("'>2 bn USD'", "'>' is not read in front of numbers; write over"),
    ("2.5 bn XXQ", "'XXQ' is not an ISO 4217 currency code"),
    ("> 2 bn USD", '">" begins a folded text; write "over 2"'),
    (">2 bn USD", '">" begins a folded text; write "over 2"'),
    ("\n- > 2 bn USD", '">" begins a folded text; write "over 2"'),
    ("2.5 bn USD contrct", "'contrct' is not a word here (did you mean contract?)"),
    ("2.5 bn USD contract estimate", "'estimate' is one word too many here"),
    ("4.5 bn USD budget", "write offer for what is asked, estimate or programme for what is set aside"),
    ("about @x", "a number is missing here"),
    ("~", "write unknown"),
    ("unknown @x", "unknown says nothing that could have a source"),
    ("1 m USD\nprice: 2 m USD", "'price' stands twice (first in line 5); to give two claims of one value write a list"),
]
OTHERS = [
    ("title: a\ntitle: b", "deals[0].title: stands twice in one object (first in line 5)"),
    ("titel: x", "is not a field here"),
    ("financing:\n- 50 % state loan from Russia @x signed", "sources stand at the end of a head"),
    ("links:\n  competes: other", "'competes' is not a link kind"),
    ("parties:\n  suplier: X", "'suplier' is not a role"),
    ("parties:\n  supplier: withheld", "'withheld' is no name; leave the role out"),
    ("sources: {y: Other}", "'sources' stands twice (first in line 5); keep one"),
    ("parties:\n  supplier: X (Nowhereland)", "'Nowhereland' is no country known here"),
    ("financing: 120 % advance", "'120' is more than the whole (expected 0 to 100 %)"),
    ("financing: 55 % lone", "'lone' is not a word here (did you mean loan?)"),
    (
        "financing: 39 bn SEK loan from SEK at 2.19 % @x",
        "'at 2.19 %' is no part of a name; terms of it stand below, such as rate: 3 %",
    ),
    ("financing: 55 % loan from Russia over 25 years", "'over 25 years' is no part of a name; terms of it stand below"),
    (
        "    production: 'kit assembly in Brazil @x: 15 of 36'",
        "a colon within quotes parts nothing",
    ),
    ("financing: 570 m USD barter approved", "'approved' is not a word here; write agreed in principle or signed"),
    ("financing: 55 %", "how it is paid is missing here"),
    ("offsets: 50", "no currency stands behind '50'"),
    ("constraints: embrgo by X", "'embrgo' is not a word here (did you mean embargo?)"),
    ("constraints: embargo by", "a name is missing behind 'by'"),
    ("note: &a b\ntitle: *a", "the alias *a is not read"),
    ("<<: {a: b}", "the merge key << is not read"),
    ("---\nid: other", "a second document is not read"),
]


def said_of(text: str) -> str:
    with pytest.raises(ArmsDealsError) as caught:
        loads(f"{BEFORE}{text}{AFTER}", "yaml")
    if isinstance(caught.value, InvalidDeals):
        assert all(issue.line for issue in caught.value.issues)
    else:
        assert caught.value.line
    return str(caught.value)


@pytest.mark.parametrize(("item", "sentence"), HISTORY)
def test_a_line_of_the_history_is_refused_with_its_sentence(item: str, sentence: str) -> None:
    assert sentence in said_of(f"history:\n  - {item}")


@pytest.mark.parametrize(("number", "sentence"), ORDERED)
def test_a_quantity_is_refused_with_its_sentence(number: str, sentence: str) -> None:
    assert sentence in said_of(f"    ordered: {number}")


@pytest.mark.parametrize(("price", "sentence"), PRICE)
def test_a_price_is_refused_with_its_sentence(price: str, sentence: str) -> None:
    assert sentence.replace("write unknown", "written as the word unknown") in said_of(f"price: {price}")


@pytest.mark.parametrize(("text", "sentence"), OTHERS)
def test_the_rest_is_refused_with_its_sentence(text: str, sentence: str) -> None:
    assert sentence in said_of(text)


@pytest.mark.parametrize(
    ("typed", "elsewhere", "sentence"),
    [
        ("title: contract #4711", {"title": "contract"}, 'the text ends at " #", where a comment begins'),
        ("title: >2", {"title": ""}, '">" begins a folded text and nothing follows'),
        ("price: 3,4 bn USD", {"price": "3,4 bn USD"}, "a comma is not read in numbers here"),
    ],
)
def test_what_other_readers_take_in_silence_is_refused(typed: str, elsewhere: object, sentence: str) -> None:
    assert yaml.safe_load(typed) == elsewhere
    assert sentence in said_of(typed)


def test_all_faults_of_a_file_are_told_at_once() -> None:
    told = said_of("price: 3,4 bn USD\nhistory:\n  - 12/09/2017 signed\n  - 2017 inked\n  - 2017 signed")
    assert told.startswith("3 faults")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: A\ntitle: B\n", 2), ("history:\n- 2017 talks\nhistory:\n- 2018 signed\n", 3),
        ("lines:\n  a:\n    system: X\n    ordered: 4\n    ordered: 5\n", 5), ("deals:\n- id: a\n  id: b\n", 3),
    ],
)  # fmt: skip
def test_a_key_that_stands_twice_has_one_code_in_every_form(text: str, line: int) -> None:
    with pytest.raises(InvalidDeals) as caught:
        loads(text if text.startswith("deals") else f"{text}id: demo\n", "yaml")
    assert [(issue.code, issue.line) for issue in caught.value.issues] == [("duplicate-key", line)]


def test_a_slip_hides_nothing_of_what_is_wrong_below_it() -> None:
    typed = "title: one: two\nhistory:\n- 2017 signed @x: Rostec: four\n- 2018 inked @x\n- 2019 talks: @foo\n"
    with pytest.raises(InvalidDeals) as caught:
        loads(f"{BEFORE}{typed}{AFTER}", format="yaml")
    assert [(issue.code, issue.line) for issue in Issues(caught.value.issues).errors] == [
        ("not-read", 5), ("not-read", 7), ("not-read", 8), ("not-read", 9),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("TASS, 01.02.2017", "'01.02.2017' is no date here; write it as YYYY-MM-DD"),
        ("TASS, 2017-2-1", "'2017-2-1' is no date here; write 2017-02-01"),
        ("TASS, 2017-02-30", "'2017-02-30' is no date here"),
        ("2017-02-01", "'2017-02-01' stands where a publisher is wanted"),
        ("TASS, 2017-02-01, 2018-02-01", "'2017-02-01' stands where a publisher is wanted"),
        ("TASS, 2017-02-01, http//tass.com/1", "'http//tass.com/1' is no link, or not in the place of one"),
        ("TASS, https://tass.com/1, 2017-02-01", "'https://tass.com/1' is no link, or not in the place of one"),
    ],
)
def test_a_source_whose_date_or_link_is_not_read_is_refused_once_and_never_swallowed(
    source: str, sentence: str
) -> None:
    text = f"id: demo\nhistory:\n- 2017 talks @x\n- 2018 signed @x\nsources:\n  x: {source}\n"
    with pytest.raises(InvalidDeals) as caught:
        loads(text, format="yaml")
    (issue,) = caught.value.issues
    assert sentence in issue.message
    assert (issue.line, issue.column) == (6, 6)


@pytest.mark.parametrize("source", ["24/7, 2018", "1843, 2018", "TASS, 2017-02-01/2017-03, https://tass.com/1"])
def test_a_publisher_may_be_called_by_a_number(source: str) -> None:
    text = f"id: demo\nhistory:\n- 2017 talks @x\nsources:\n  x: {source}\n"
    (event,) = loads(text, format="yaml")["demo"].history
    assert event.evidence[0].published is not None


@pytest.mark.parametrize(
    "text",
    ["parties:\n  supplier: Saab (Sweden", "parties:\n  supplier: Saab Sweden)", "lines:\n  a: Gripen (Sweden"],
)
def test_a_bracket_that_is_not_closed_is_refused(text: str) -> None:
    with pytest.raises(InvalidDeals, match="a bracket is not closed, or was never opened"):
        loads(f"id: demo\n{text}\n", format="yaml")


def test_a_word_for_a_number_that_is_misspelt_is_known_again() -> None:
    with pytest.raises(InvalidDeals, match="did you mean ordered"):
        loads("id: demo\nlines:\n  a:\n    system: X\n    orderd: 4 aircraft\n", format="yaml")


@pytest.mark.parametrize("text", ["", "# a comment\n", "---\n"])
def test_an_empty_file_is_told_how_to_begin(text: str) -> None:
    with pytest.raises(InvalidDeals, match="nothing stands in this file; armsdeals new begins one"):
        loads(text, format="yaml")
