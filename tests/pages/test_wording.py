"""Dates, stages and strangers' texts in words."""

import pytest

from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.pages.wording import date_in_words, listed, on_date, safe_link, since_in_words, stages_in_words
from armsdeals.values.when import When


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2017-09-12", "12 September 2017"),
        ("2017-09", "September 2017"),
        ("2017", "2017"),
        ("2016-11~", "about November 2016"),
        ("2017?", "2017 (date in doubt)"),
        ("../2017-09-12", "by 12 September 2017"),
        ("../2017-09", "by the end of September 2017"),
        ("../2017", "by the end of 2017"),
        ("2028/..", "from 2028 on"),
        ("../..", "at an unknown date"),
        ("2009/2010", "between 2009 and 2010"),
        ("2015-06/2015-08", "between June 2015 and August 2015"),
        ("[2021-09-15,2021-09-16]", "15 September 2021 or 16 September 2021"),
        ("2017-21", "spring 2017"),
        ("2017-33", "the first quarter of 2017"),
        ("201X", "between 2010 and 2019"),
        ("-0043", "44 BC"),
    ],
)
def test_a_date_reads_as_a_newspaper_prints_it(text: str, words: str) -> None:
    assert date_in_words(When(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2017-09-12", "on 12 September 2017"),
        ("2017", "in 2017"),
        ("2017-09", "in September 2017"),
        ("../2017-09-12", "by 12 September 2017"),
        ("2016-11~", "about November 2016"),
    ],
)
def test_a_date_takes_its_preposition(text: str, words: str) -> None:
    assert on_date(When(text)) == words


def test_a_bound_is_no_beginning() -> None:
    assert since_in_words(When("../2017-04-24")) == "since some day by 24 April 2017"
    assert since_in_words(When("2016-11")) == "since November 2016"


def test_an_open_stage_names_all_that_is_possible_lowest_first() -> None:
    stages = {NegotiationStage.SIGNED, None, NegotiationStage.FINAL_TALKS}
    assert stages_in_words(stages) == "not begun, final talks or signed"


def test_lists_read_as_sentences_do() -> None:
    assert [listed([]), listed(["a"]), listed(["a", "b", "c"])] == ["", "a", "a, b and c"]


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        " \x01javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//example.org/x",
        "https:example.org",
        "https:///x",
        "https://[half",
        "file:///etc/passwd",
        'https://example.org/"onload=1',
        "https:\\\\example.org",
        "",
    ],
)
def test_nothing_but_web_addresses_is_linked(link: str) -> None:
    assert safe_link(link) is None


def test_an_address_loses_its_hidden_characters() -> None:
    assert safe_link("ht\ttps://exam\u200bple.org/a b") == "https://example.org/ab"
