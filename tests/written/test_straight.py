"""The straight way of typed files reads what the careful way reads, as equal deals, with the same lines and remarks."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from armsdeals import strategies
from armsdeals._desk import dumps
from armsdeals.errors import ArmsDealsError
from armsdeals.formats._base import format_named
from armsdeals.formats.declared import declared_in
from armsdeals.formats.file import parsed
from armsdeals.formats.folder import Common
from armsdeals.formats.opened import straight
from armsdeals.wire.fast_tree import UnclearError
from armsdeals.wire.limits import DEFAULT_LIMITS
from armsdeals.written import entries, misread_sources, straight_tables

TYPED = """\
armsdeals: 1
title: Türkiye buys Russian S-400 air defence
parties:
  supplier: Rosoboronexport (Russia)
  recipient: [Norway, SSM]
  financier: unknown
lines:
  s400:
    system: S-400 Triumf (Russia), missile
    ordered:
      - 4 battalions @rostec: printed so
      - 10..12 systems, low confidence @sipri
    delivered: 1 regiment @tass
    production: off the shelf in France @tass
  second:
    system: S-400 Triumf
    option: about 3 systems @tass
price:
  - 2.5 bn USD contract @rostec
  - planned over 2 bn EUR estimate @tass @sipri:
    says: Sergey Chemezov
    quote: that much
financing:
  - 45 % advance @rostec
  - 55 % state loan from Russia @rostec:
    rate: 0.056
    tenor: unknown
  - nothing else
offsets: 50 % indirect @tass
history:
  - 2016-11~ talks @tass: the talks became public
  - by 2017-09-12 signed (s400, second) @rostec @tass: on a day
  - from 2018 denied signed @tass
  - 2017-12-29 signed loan agreement @sipri
  - 2019-07-12 delivered 1 of s400 @tass:
      says: a minister
      role: recipient official
  - when: 2020-08
    stage: delivering
    evidence: [tass]
constraints:
  - integration barred (s400) @tass: NATO
links:
  competes with: [tur-patriot, other]
  part of: whole
sources:
  tass: TASS, 2020-08-23
  rostec: Kommersant, via Sputnik, 2017-12-27, https://example.org/1
  sipri: {publisher: SIPRI, title: Trade register}
"""
TYPED = TYPED.replace("{publisher: SIPRI, title: Trade register}", "\n    publisher: SIPRI\n    title: Trade register")
SLIPS = (
    "", " ", ":", " @tass", " @nope", " (s400)", " (nope)", "?", "~", "unknown", "none", "withheld", "\n", "signed ", "planned ", "or 2017 ",
    ", high confidence", "talks", "2017", "0", "id: demo", "id: x", "  - 2017 talks\n", "x: y\n", "title: B\n", "\xa0", "(", ")", "@", " @tass @tass", "text: b",
    "'", "#", "kind: ", "value: 1 USD", "says: b", "deliveries: 1 of s400",
)  # fmt: skip


def agrees(text: str, common: Common | None = None) -> bool:
    """Whether the straight way read it, which it may only do as the careful way does."""
    common = common or Common()
    told = straight(text.encode(), "deals/demo.yaml", common, DEFAULT_LIMITS)
    if told is None:
        return False
    looked, node = parsed(text.encode(), format_named("yaml"), DEFAULT_LIMITS, "deals/demo.yaml", common)
    assert looked.reading.register.deals == (told.deal,)
    assert looked == told.looked()
    for place in range(len(told.deal.history)):
        for path in (("deals", 0, "history", place), ("deals", 0, "history", place, "when")):
            assert told.long.mark(path) == told.long.__class__(lambda: node).mark(path)
    links = tuple(
        tuple(told.long.__class__(lambda: node).mark(("deals", 0, "links", place, *end)) for end in ((), ("to",)))
        for place in range(len(told.deal.links))
    )
    assert told.links == links
    assert told.declared == tuple(declared_in(node))
    return True


def test_a_clean_file_goes_the_straight_way() -> None:
    assert agrees(TYPED)
    assert agrees(TYPED.replace(" @sipri:", ":").replace("@sipri", "@tass"))  # one source is never cited


@settings(max_examples=150)
@given(st.data())
def test_law_a_file_with_a_slip_is_read_as_the_careful_way_reads_it(data: Any) -> None:
    rows = TYPED.splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 2))):
        row = data.draw(st.integers(0, len(rows) - 1))
        match data.draw(st.integers(0, 3)):
            case 0:
                place = data.draw(st.integers(0, len(rows[row]) - 1))
                rows[row] = rows[row][:place] + data.draw(st.sampled_from(SLIPS)) + rows[row][place:]
            case 1:
                place = data.draw(st.integers(0, len(rows[row]) - 1))
                rows[row] = rows[row][:place] + rows[row][place + 1 :]
            case 2:
                words = rows[row].split(" ")
                words.insert(data.draw(st.integers(0, len(words) - 1)), data.draw(st.sampled_from(SLIPS)))
                rows[row] = " ".join(words)
            case _:
                other = data.draw(st.integers(0, len(rows) - 1))
                rows[row], rows[other] = rows[other], rows[row]
    text = "".join(rows)
    try:
        agrees(text)
    except ArmsDealsError:  # both ways refuse it
        parsed_too = straight(text.encode(), "deals/demo.yaml", Common(), DEFAULT_LIMITS)
        assert parsed_too is None


@settings(max_examples=40)
@given(strategies.deals())
def test_law_what_we_write_short_is_read_straight_as_itself(deal: Any) -> None:
    agrees(dumps(deal, format="yaml", style="short").decode())


def test_every_row_of_a_file_may_be_left_out() -> None:
    rows = TYPED.splitlines(keepends=True)
    read = 0
    for row in range(len(rows)):
        text = "".join(rows[:row] + rows[row + 1 :])
        try:
            read += agrees(text)
        except ArmsDealsError:
            assert straight(text.encode(), "deals/demo.yaml", Common(), DEFAULT_LIMITS) is None
    assert read > len(rows) // 3


@pytest.mark.parametrize("folder", ["", "1. "])
def test_order_of_keys_does_not_matter(folder: str) -> None:
    blocks = [f"{part}" for part in TYPED.split("\n") if part]
    tops: list[list[str]] = []
    for row in blocks:
        if row[0] != " ":
            tops.append([])
        tops[-1].append(row)
    random.Random(folder).shuffle(tops)  # noqa: S311  # nothing secret
    assert agrees("\n".join(row for top in tops for row in top) + "\n")
    assert not Path(folder or "demo.yaml").exists()


@given(
    publisher=st.sampled_from(
        ["TASS", "unknown", "Le Monde", "Kommersant, via Sputnik", "p. 3", "2017", "unsourced", "TASS,", "x;", "book", "a.org"]
    ),
    day=st.sampled_from(["2017-02-03", "2017-02-30", "2017-02", "2017", "03.02.2017", "0000-01-01", "2017-02-03?", "", "book"]),
    link=st.sampled_from(["", "https://example.org/1", "https://", "http://a b", "example.org", "p. 3", "article", "https://a,b"]),
)  # fmt: skip
def test_law_a_line_of_a_source_says_the_same_both_ways(publisher: str, day: str, link: str) -> None:
    text = ", ".join(filter(None, (publisher, day, link)))
    try:
        made = straight_tables.source(text)
    except UnclearError:
        return
    assert not misread_sources.why_no_source(text)
    assert list(made.items()) == list(entries.source_fields(text).items())


def test_a_day_and_a_link_of_a_known_publisher_are_read_straight() -> None:
    made = straight_tables.source("Le Monde, 2017-02-03, https://example.org/1")
    assert made == {"publisher": "Le Monde", "published": "2017-02-03", "link": "https://example.org/1"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("- 2017 talks @s", "- 2017 talks @s\n- 2017  talks @s", "repeated-item"),
        ("s: S, 2017", "s: {publisher: S, link: www.example.org}", "not-read"),
        ("s: S, 2017", "s: S, 2017,", "not-read"),
        ("s: S, 2017", "s: S, Article, 2017-02-01", "not-read"),
        ("supplier: Saab", "supplier: Swedn", "not-read"),
        ("supplier: Saab", "supplier: Norway and Sweden", "not-read"),
        ("ordered: 4 guns", "ordered: 4 guns by 2016", "not-read"),
        ("ordered: 4 guns", "ordered: 4 guns planned", "not-read"),
        ("supplier: Saab", "supplier: Deutschland", "not-read"),
        ("  k: \n    system: G\n    ordered: 4 guns", "  k: G\n  ordered: 4 guns", "not-read"),
        ("  k: \n    system: G\n    ordered: 4 guns", "  system: G", "not-read"),
        ("  s: S, 2017", "  S: S, 2017", "not-read"),
        ("k: ", "K: ", "not-read"),
        ("system: G", "system: G @s", "not-read"),
    ],
)  # fmt: skip
def test_a_slip_is_told_among_many_files_as_well(old: str, new: str, code: str) -> None:
    text = "parties:\n  supplier: Saab\nlines:\n  k: \n    system: G\n    ordered: 4 guns\n"
    text += "history:\n- 2017 talks @s\nsources:\n  s: S, 2017\n"
    assert straight(text.encode(), "t.yaml", Common(), DEFAULT_LIMITS) is not None
    assert straight(text.replace(old, new, 1).encode(), "t.yaml", Common(), DEFAULT_LIMITS) is None
    looked, _ = parsed(text.replace(old, new, 1).encode(), format_named("yaml"), DEFAULT_LIMITS, "t.yaml")
    assert code in {issue.code for issue in looked.reading.issues}
