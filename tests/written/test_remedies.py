"""What a refusal tells to write is read: the mend mends, and what was found can be seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from armsdeals._desk import loads, read
from armsdeals.errors import ArmsDealsError, UnreadableInput
from armsdeals.written.remarks import units_of
from armsdeals.written.rows import QUANTITY

PRICE = "price: {}\n"
FINANCING = "financing: {}\n"
OFFSETS = "offsets: {}\n"
HISTORY = "history:\n- {}\n"
ORDERED = "lines:\n  k:\n    system: X\n    ordered: {}\n"
MENDED = [
    (PRICE, "5 billion euros", "'euros' is no code of a currency; write 5 billion EUR", "5 billion EUR"),
    (PRICE, "over 5 billion euros", "write over 5 billion EUR", "over 5 billion EUR"),
    (PRICE, "10 crore INR", "'crore' is not read in sums; write 100 m INR", "100 m INR"),
    (PRICE, "10 Mrd EUR", "'Mrd' is not read in sums; write 10 bn EUR", "10 bn EUR"),
    (PRICE, "2.5 bn usd", "no currency stands behind '2.5 bn'; write 2.5 bn USD", "2.5 bn USD"),
    (PRICE, "about 3 bn USD?", "write USD alone, and ', low confidence' behind the other words", "about 3 bn USD, low confidence"),
    (PRICE, "A$50 bn", "'A$' is not read in sums; write 50 bn AUD", "50 bn AUD"),
    (PRICE, "\u00a5100 bn", "write 100 bn JPY, or with CNY if it is that", "100 bn JPY"),
    (PRICE, "Rs 500 crore", "write 5000 m INR, or with PKR if it is that", "5000 m INR"),
    (PRICE, "CHF5 m", "write 5 m CHF", "5 m CHF"),
    (PRICE, "secret", "'secret' is no sum (expected one such as 2.5 bn USD", "2.5 bn USD"),
    (PRICE, "12,000 USD", "write 12000, or 12 if the comma is a decimal point", "12000 USD"),
    (PRICE, "\n- unknown", "leave the item out, or write the word alone behind the key", "unknown"),
    (FINANCING, "45 percent advance", "'percent' is not read; write 45 %", "45 % advance"),
    (FINANCING, "up to 85 % loan", "a share is one number here; write 85 %, and 'up to' in your words behind a colon", "\n- 85 % loan: up to"),
    (FINANCING, "barter", "write part barter", "part barter"),
    (FINANCING, "secret", "as in 45 % advance, 570 m USD loan or part barter", "part barter"),
    (FINANCING, "withheld", "'withheld' says nothing of how it is paid; leave the line out, or tell one part, such as part loan", "part loan"),
    (OFFSETS, "45 percent", "'percent' is not read; write 45 %", "45 %"),
    (OFFSETS, "\n- unknown", "leave the item out, or write the word alone behind the key", "unknown"),
    (ORDERED, "4 battalions: printed", "below ordered: write - 4 battalions: printed", "\n    - 4 battalions: printed"),
    (ORDERED, "12,000 rounds", "write 12000, or 12 if the comma is a decimal point", "12000 rounds"),
    (ORDERED, "1,234,000 rounds", "a comma is not read in numbers here; write 1234000", "1234000 rounds"),
    (HISTORY, "[2017,2018] signed", "a head cannot begin with a bracket; write 2017 or 2018", "2017 or 2018 signed"),
    (HISTORY, "2018 cancelled because zzz", "(expected a reason such as price, budget, financing failed; see armsdeals ref words EndReason)", "2018 cancelled because budget"),
    (HISTORY, "2018 cancelled by India", "(expected a side: recipient, supplier, mutual, authority", "2018 cancelled by recipient"),
    (HISTORY, "2018 cancelled by buyer", "'buyer' is not a word here; write recipient", "2018 cancelled by recipient"),
    (HISTORY, "2018 resumed", "'resumed' is not a word here; write talks, with back: true", "2018 talks:\n  back: true"),
    (HISTORY, "2018 talks low", "how far a claim is trusted stands at its end: , low confidence", "2018 talks, low confidence"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "typed", "sentence", "mended"), MENDED)
def test_the_mend_that_is_told_mends(place: str, typed: str, sentence: str, mended: str) -> None:
    with pytest.raises(ArmsDealsError) as caught:
        loads("id: demo\n" + place.format(typed), "yaml")
    assert sentence in str(caught.value)
    assert len(loads("id: demo\n" + place.format(mended), "yaml")) == 1


@pytest.mark.parametrize(
    ("place", "typed", "sentence"),
    [
        (PRICE, "3 bn\u200bUSD", r"but 'bn\u200bUSD'"), (HISTORY, "2018 s\u0456gned", r"'s\u0456gned' is not a word here"),
        (HISTORY, "2018 signed @\u0455", r"no source '\u0455'"), (HISTORY, "2017\u201109 signed", r"'2017\u201109' is no date"),
    ],
)  # fmt: skip
def test_what_looks_right_and_is_not_is_shown_by_its_number(place: str, typed: str, sentence: str) -> None:
    with pytest.raises(ArmsDealsError) as caught:
        loads("id: demo\n" + place.format(typed), "yaml")
    assert sentence in str(caught.value)


def test_what_is_no_unit_is_not_said_to_be_kept() -> None:
    assert units_of(QUANTITY, "4 batteries/divizion") == ()
    assert units_of(QUANTITY, "4 divizions") == ("divizions",)


def test_a_path_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="there is no such file or folder"):
        read(tmp_path / "deals")
