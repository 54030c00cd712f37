"""Plain heads are read from their words alone, and say what reading them word by word says."""

from __future__ import annotations

import pytest
from hypothesis import example, given, strategies as st

from armsdeals.written import heads
from armsdeals.written.cursor import HeadFault
from armsdeals.written.heads import CONSTRAINTS, FINANCING, HISTORY, PRICE, QUANTITY, Head, Said, read_head, read_whole
from armsdeals.written.plain_heads import numbered, parts_of

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


@given(
    head=st.sampled_from((PRICE, FINANCING)),
    opening=st.sampled_from(["", "", "about ", "up to ", "over ", "planned ", "at least over ", "1 "]),
    whole_part=st.integers(0, 9_999),
    part=st.sampled_from(["", "", ".5", ".25", ".447", ".001", ".120", ".50", ".05", ".0", ".", ".1234"]),
    scale=st.sampled_from([" m", " bn", " million", " billion", " %", "", " thousand", "m", " mn", " m?"]),
    rest=st.sampled_from([" USD", " EUR contract", " advance", " state loan from Russia", " USD 5", " USD, low confidence", ""]),
)  # fmt: skip
@example(head=PRICE, opening="", whole_part=2017, part="", scale=" m", rest=" USD")
@example(head=PRICE, opening="", whole_part=0, part=".447", scale=" bn", rest=" USD")
@example(head=FINANCING, opening="", whole_part=7, part=".5", scale=" %", rest=" advance")
@example(head=FINANCING, opening="about ", whole_part=2, part=".5", scale=" bn", rest=" USD state loan from Russia")
def test_law_a_number_says_the_same_whichever_way_it_is_read(
    head: Head, opening: str, whole_part: int, part: str, scale: str, rest: str
) -> None:
    text = f"{opening}{whole_part}{part}{scale}{rest}"
    assert told(head, text) == whole(head, text)


@pytest.mark.parametrize(
    ("head", "text", "field", "said"),
    [
        (PRICE, "0.447 bn USD contract", "value", "447000000 USD CONTRACT"),
        (PRICE, "over 1076 m EUR estimate", "value", ">=1076000000 EUR ESTIMATE"),
        (FINANCING, "70 % state loan from Brazil", "share", "0.7"),
        (FINANCING, "7.5 % advance", "share", "0.075"),
        (FINANCING, "2.25 bn USD state loan from Russia", "amount", "2250000000 USD"),
    ],
)
def test_numbers_that_were_never_seen_are_put_into_heads_that_were(
    head: Head, text: str, field: str, said: str
) -> None:
    number = numbered(head.under, text)
    assert number is not None
    assert number.frame != text
    assert told(head, text).fields[field] == said  # type: ignore[union-attr]


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
