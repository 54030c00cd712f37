"""Wording from strangers: whatever the text, readers of it answer, quickly, and with nothing that does not stand there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, strategies as st

import armsdeals as ad

READERS: dict[str, Callable[[str], Any]] = {
    "Money": ad.Money.parse,
    "Price": ad.Price.parse,
    "Estimate": ad.Estimate.parse,
    "Measure": ad.Measure.parse,
    "When": ad.When.parse,
    "When on a day": lambda text: ad.When.parse(text, on=date(2017, 9, 14)),
    "parse_terms": ad.parse_terms,
}
PIECES = st.sampled_from(
    [
        "$", "US$", "€", "Rs", "kr", "about ", "over ", "up to ", "between ", "from ", " and ", " to ", "-", "\u2013", "3", "3.4", "3,4", "3,440", "1,25,000",
        "0", "007", "9" * 40, " m", "bn", " billion", " crore", "+", "?", " or more", " USD", " dollars", "S-400", " x ", "F-16", " batteries", " km",
        "155mm", "dozen", "early ", "September ", "2017", "12 ", "Tuesday", "by ", "end-", "/", ";", "(", ")", "deal", "Part of ", "offsets ", "80%", "aid",
        "financed by ", "Russian loan", "option on ", " more", "second-hand", "version", "For ", "incl ", "'", "delivery planned ", "cancelled", "\u00a0",
        "\u202f", "\0", "\u202e", "\ud800", "\u0663", "\u212a", "\u017f", "\n", "\t", " ", "  ", ".", ",", "%", "\u00bd", "e9", "NaN", "Infinity",
    ]
)  # fmt: skip
TRIED = st.lists(PIECES, max_size=10).map("".join) | st.text(max_size=40)


@pytest.mark.parametrize("name", READERS)
@given(text=TRIED)
@example(text="0001-01-01")
@example(text="before 1900")
@example(text="last month")
@example(text="Rs 99999999999999999999999999999999 lakh crore")
def test_law_wording_is_read_or_not_and_never_an_error(name: str, text: str) -> None:
    told = READERS[name](text)
    assert told is None or (str(told) and told == READERS[name](text))


@pytest.mark.parametrize("name", ["Money", "Price", "Estimate", "Measure"])
@given(text=TRIED)
def test_law_what_is_read_can_be_written_and_read_strictly(name: str, text: str) -> None:
    told = READERS[name](text)
    assert told is None or type(told)(str(told)) == told


@given(text=TRIED)
def test_law_a_date_that_is_read_can_be_written(text: str) -> None:
    told = ad.When.parse(text, on="2017-09-14")
    assert told is None or ad.When(str(told)) == told


@given(text=TRIED)
def test_law_only_digits_of_the_text_are_read(text: str) -> None:
    told = ad.Money.parse(text)
    if told is not None and any(mark.isdigit() for mark in text):
        for bound in {told.low, told.best, told.high} - {None, 0}:
            assert f"{bound:f}".replace(".", "").strip("0") in text.replace(".", "").replace(",", "")


LONG = {
    "digits": "9" * 1_000_000,
    "a sum": "$" + "1" * 1_000_000 + " m",
    "groups": "$1" + ",000" * 250_000,
    "blanks": "about " + " " * 1_000_000 + "$5",
    "words": "about " * 160_000,
    "signs": "$" * 1_000_000,
    "brackets": "(" * 500_000 + ")" * 500_000,
    "semicolons": ";" * 1_000_000,
    "pieces": "$5 m deal (incl 2 guns); " * 40_000,
    "unread pieces": "".join(f"piece {n} of what nobody knows (and more); " for n in range(20_000)),
    "joints": " and ".join(["incl", "for", "from"] * 80_000),
    "names": "For " + "A" * 1_000_000,
    "versions": " version" * 120_000,
    "long pieces": "; ".join(["For A and B but C incl D via E from F under " * 8] * 2_800),
    "quotes": "'" * 1_000_000,
    "dashes": "12-" * 330_000,
}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("what", LONG)
def test_a_text_of_a_million_characters_is_answered(name: str, what: str) -> None:
    told = READERS[name](LONG[what])
    assert told is None or name == "parse_terms"


NESTED = [
    "For " + "x(" * 60 + ")" * 60, "$5 m deal " + "(a " * 90, "((((((((((((((((((((((((((((((((((((((((((((aid", "a " * 190, "1 " * 190, "A-" * 190,
    "incl 1 a and 2 " * 25, "for a " * 60, "'a' " * 90, "(a)" * 130, "second-hand but " * 24, "aid " * 90, "and " * 95, "from A " * 55, "version " * 48,
    "x and " * 64 + "y", "produced under licence in " * 15, "engine for " * 36, "$1 m (" * 60, "A(b) " * 79,
]  # fmt: skip


@pytest.mark.parametrize("text", NESTED, ids=lambda text: text[:20])
def test_a_piece_that_nearly_fits_many_rows_is_given_up_soon(text: str) -> None:
    """The slowest of these takes some milliseconds; a pattern that tries all ways of parting it would not end."""
    for _ in range(20):
        ad.parse_terms(text)
    assert len(text) <= 400
