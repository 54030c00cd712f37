"""Texts given to the values themselves: each class says InvalidValue or UnknownName, whatever the text, and never guesses."""
# ruff: noqa: RUF001  # digits and letters of other scripts are what is tried here

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, getcontext
from typing import Any

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals._fields import Word
from armsdeals.errors import LONGEST_MESSAGE, ArmsDealsError, InvalidValue

TEXTS: dict[str, tuple[str, ...]] = {
    "When": (
        "", " ", "2017 ", " 2017", "2017\n", "2017\0", "17", "201", "20177", "Y2017", "2017-13", "2017-00", "2017-02-30", "2017-9",
        "2017-09-12T25:00:00Z", "2017-09-12T10:61:00Z", "2017/09/12", "12.09.2017", "2017-09-12/2016", "....", "[2017", "2017]",
        "{2017,}", "[]", "2017~~", "2017!", "٢٠١٧", "２０１７", "2017\u200b", "\u202e2017", "XXXX-XX-XX-XX", "-", "--2017", "0x7E1",
        "Y" + "9" * 100, "2017-09-" + "1" * 100, "[" + "2017," * 30 + "2017", "now", "today", "2017; DROP TABLE deals", "1e9999", "NaN",
    ),
    "Money": (
        "", "USD", "5", "5 usd dollars", "5 QQQ", "NaN USD", "sNaN USD", "Infinity USD", "-Infinity USD", "1_000 USD", "1,000 USD", "٣ USD",
        "５ USD", "1e1000000 USD", "1e-1000000 USD", "9" * 31 + " USD", "0." + "9" * 13 + " USD", "5 USD\n", "5\0USD", "5 \u202eUSD",
        "--5 USD", "+5 USD", "0x10 USD", "1/2 USD", "5 USD 5 USD", "$5", "=5 USD",
    ),
    "Price": (
        "", "5", "5 USD NONSENSE", "5..1 USD", "..", "~ USD", "5 USD(99999)", "5 USD(2017", "5 USD)2017(", ">=<5 USD", "5?? USD", "NaN USD",
        "1..2..3 USD", "5 USD OFFER OFFER", "1e999999 USD", "٣ USD",
    ),
    "Estimate": (
        "", "battalion", "5..1", "~", "~~5", "1_0", "٣", "５", "-1", "1/0", "1e1000000", "9" * 40, "NaN", "sNaN", "5 \0", "5 a\u202eb", "..5..",
    ),
    "Measure": (
        "", "km", "5", "5 parsecs_of_nothing", "NaN km", "٣ km", "1e1000000 km", "5 km km", "5 km**99999999", "5 (km", "5 km; import os",
        "5 __import__('os')", "5 km\n", "5 \u200bkm", "1e400 km",
    ),
    "Share": ("", "5", "-0.1", "1.1", "NaN", "sNaN", "Infinity", "1e-1000000", "0,5", "½", "٠", "0.5\n", "0x1", "55%"),
    "Rate": ("", "5", "-2", "NaN", "Infinity", "1e-1000000", "0,05", "5%", "٠", "0.05\0"),
    "TIV": ("", "NaN", "1e1000000", "-5", "1_000", "٣", "5 m", "5\n"),
    "Country": ("", " ", "Atlantis", "TR\0", "tur\n", "\u202eTurkey", "T" * 100_000, "../../etc/passwd", "Türk\u200biye", "=TR"),
    "NegotiationStage": ("", "SIG\nNED", "signed!", "\u202esigned", "S" * 100_000, "__class__", "ЅIGNED"),
}  # fmt: skip
CASES = [(name, text) for name, texts in TEXTS.items() for text in texts]


@pytest.mark.parametrize(("name", "text"), CASES, ids=lambda part: repr(part[:30]))
def test_a_hostile_text_is_refused_by_the_value(name: str, text: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        getattr(ad, name)(text)
    assert str(caught.value).isprintable()
    assert len(caught.value.message) <= LONGEST_MESSAGE


def test_the_table_is_as_long_as_is_promised() -> None:
    assert len(set(CASES)) == len(CASES) > 150


@pytest.mark.parametrize("name", ["Money", "Price", "Estimate", "Measure", "Share", "Rate", "TIV"])
@pytest.mark.parametrize("wrong", [2.5, float("nan"), True, None, b"5", [], {}, object], ids=repr)
def test_what_is_no_exact_number_is_a_wrong_type(name: str, wrong: Any) -> None:
    with pytest.raises(TypeError):
        getattr(ad, name)(wrong)


@pytest.mark.parametrize("name", ["Money", "Price", "Estimate", "Measure", "Share", "Rate", "TIV"])
@pytest.mark.parametrize("wrong", ["NaN", "sNaN", "Infinity", "-Infinity", "1e1000000", "1e-1000000"])
def test_a_decimal_that_is_no_number_of_ours_is_refused(name: str, wrong: str) -> None:
    made: Callable[..., Any] = getattr(ad, name)
    more = {"Money": ("USD",), "Price": ("USD",), "Measure": ("km",)}.get(name, ())
    with pytest.raises(InvalidValue):
        made(Decimal(wrong), *more)


WORDS = sorted(
    name for name in ad.__all__ if isinstance(getattr(ad, name), type) and issubclass(getattr(ad, name), Word)
)
TEXT_CLASSES = ["When", "Money", "Price", "Estimate", "Measure", "Share", "Rate", "TIV", "Country", *WORDS]
PIECES = st.sampled_from(
    [
        "2017", "-09", "-12", "/", "..", "~", "?", "%", "X", "S", "Y", "[", "]", "{", "}", ",", "T10:30", "Z", "+05:00", "9", "1.5", "e9", "-", "+",
        " ", "USD", "EUR", "(2015)", "OFFER", ">", ">=", "<", "bn", "km", "m/s", "battalion", "about", "at least", "Türkiye", "\u202e", "\u200b", "\0",
        "٣", "\ud800", "½", "=", "'", '"', "\n", "\t", "\\", "#", "@",
    ]
)  # fmt: skip
TRIED = st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=30)


@given(st.sampled_from(TEXT_CLASSES), TRIED)
def test_law_a_value_takes_a_text_or_says_why_not(name: str, text: str) -> None:
    digits, rounding = getcontext().prec, getcontext().rounding
    told, made = "", None
    try:
        made = getattr(ad, name)(text)
    except ArmsDealsError as error:
        told = str(error)
    assert told.isprintable()
    assert made is None or ("\0" not in str(made) and getattr(ad, name)(str(made)) == made)
    assert (getcontext().prec, getcontext().rounding) == (digits, rounding)


READS_WORDING = [name for name in ad.__all__ if callable(getattr(getattr(ad, name), "parse", None))]


@given(TRIED)
def test_law_what_reads_wording_answers_none_where_it_is_unsure(text: str) -> None:
    for name in READS_WORDING:
        told = getattr(ad, name).parse(text)
        # A sum in a newspaper has a reserve, which a price keeps.
        assert told is None or isinstance(told, ad.Price if name == "Money" else getattr(ad, name))
