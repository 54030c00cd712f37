"""Plain heads are read from their words alone, and say what reading them word by word says."""

from __future__ import annotations

import pytest
from hypothesis import example, given, strategies as st

from armsdeals.written import heads
from armsdeals.written.cursor import HeadFault
from armsdeals.written.heads import CONSTRAINTS, FINANCING, HISTORY, PRICE, QUANTITY, Head, Said, read_head, read_whole
from armsdeals.written.plain_heads import parts_of

HEADS = (HISTORY, QUANTITY, PRICE, FINANCING, CONSTRAINTS)
TOKENS = [
    "2017", "2017-09", "2017-09-12", "2016-11~", "2017?", "2017-13", "by", "from", "or", "as", "of", "about", "up", "to", "at",
    "least", "most", "over", "1", "4", "14", "1..2", "10..12", "1,4", "2?", "700+", "3.4", "bn", "m", "USD", "$3.4", "45", "%", "1%",
    "talks", "signed", "signed?", "contract", "mou", "cancelled", "recipient", "because", "price", "price,", "delay", "planned",
    "denied", "delivered", "some", "of", "paid", "note", "aircraft", "batteries", "offer", "withheld", "unknown", "advance",
    "state", "loan", "Russia", "agreed", "embargo", "high", "low,", "confidence", "(a)", "(a,", "b)", "(a, b)", "()", "@x",
    "@y", "@x-1", "@", "x@y", "a:b",
]  # fmt: skip
typed = st.builds(
    lambda tokens, blank: blank.join(tokens), st.lists(st.sampled_from(TOKENS), min_size=1, max_size=9),
    st.sampled_from([" ", " ", " ", "  ", "\u00a0"]),
)  # fmt: skip


def whole(head: Head, text: str) -> Said | str:
    try:
        return read_whole(head, text)
    except HeadFault as fault:
        return f"{fault.at}: {fault.message}"


def told(head: Head, text: str) -> Said | str:
    try:
        return read_head(head, text)
    except HeadFault as fault:
        return f"{fault.at}: {fault.message}"


@given(head=st.sampled_from(HEADS), text=typed)
@example(head=QUANTITY, text="up to 11 aircraft as of 2011-01 @x")
@example(head=QUANTITY, text="11..12 of 1 sort @x @y")
@example(head=QUANTITY, text="12..11")
@example(head=HISTORY, text="from 2017 signed (a, b) @x @x")
@example(head=HISTORY, text="2017 or 2018 signed")
@example(head=CONSTRAINTS, text="2017 embargo")
def test_law_a_head_says_the_same_whichever_way_it_is_read(head: Head, text: str) -> None:
    assert told(head, text) == whole(head, text)


@pytest.mark.parametrize(
    ("head", "text"),
    [
        (HISTORY, "2020-08-23 signed? (second) @tass-2020 @trt"), (HISTORY, "by 2017-09-12 planned signed contract @x"),
        (QUANTITY, "10..12 aircraft @x"), (QUANTITY, "about 14"), (PRICE, "2.5 bn USD contract @x"),
        (FINANCING, "45 % advance @x"), (CONSTRAINTS, "embargo by United States (a) @x"),
    ],
)  # fmt: skip
def test_what_people_type_is_plain(head: Head, text: str) -> None:
    assert heads._read_plain(head, text) == read_whole(head, text)


@pytest.mark.parametrize(
    "text", ["2017  signed", "2017 signed (a) b", "2017 signed @", "@x 2017 signed", "2017 @x signed", ""]
)
def test_what_is_not_plain_is_left_to_the_careful_way(text: str) -> None:
    assert parts_of(text) is None
