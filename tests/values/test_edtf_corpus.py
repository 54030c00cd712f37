"""Texts and verdicts from the tests of four other EDTF parsers: each one is decided as they decide."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from armsdeals.errors import InvalidValue
from armsdeals.values.edtf import day_number
from armsdeals.values.when import When

CASES = Path(__file__).parents[2] / ".." / "shared" / "corpora" / "edtf" / "cases.json"
# Accepted by others and refused here, each with the words that name what is not read.
REFUSED_BY_NAME = {
    "00": "centuries of two digits",
    "009": "decades of three digits",
    "-193": "decades of three digits",
    "197%": "decades of three digits",
    "197?": "decades of three digits",
    "197~": "decades of three digits",
    "1950S2": "significant digits (EDTF level 2)",
    "1953S3": "significant digits (EDTF level 2)",
    "Y17101000S3": "significant digits (EDTF level 2)",
    "Y-17E7": "exponential years (EDTF level 2)",
    "Y17E8": "exponential years (EDTF level 2)",
    "Y-17101E3S3": "exponential years (EDTF level 2)",
    "Y17101E4S3": "exponential years (EDTF level 2)",
    "Y-3388E2S3": "exponential years (EDTF level 2)",
}


@pytest.fixture(scope="module")
def cases() -> list[dict[str, Any]]:
    if not CASES.exists():
        pytest.skip("the corpus of EDTF texts is not beside this checkout")
    found: list[dict[str, Any]] = json.loads(CASES.read_text(encoding="utf-8"))
    return found


def is_read(text: str) -> bool:
    try:
        When(text)
    except InvalidValue:
        return False
    return True


def test_the_corpus_is_whole(cases: list[dict[str, Any]]) -> None:
    assert len(cases) == 250


def test_what_others_accept_is_read_or_refused_by_name(cases: list[dict[str, Any]]) -> None:
    accepted = {case["edtf"] for case in cases if case["expect"] == "accept"}
    assert {text for text in accepted if not is_read(text)} == set(REFUSED_BY_NAME)


def test_what_others_reject_is_refused(cases: list[dict[str, Any]]) -> None:
    rejected = [case["edtf"] for case in cases if case["expect"] == "reject"]
    assert rejected
    assert [text for text in rejected if is_read(text)] == []


@pytest.mark.parametrize(("text", "words"), REFUSED_BY_NAME.items())
def test_the_refusal_names_what_is_not_read(text: str, words: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        When(text)
    assert f"{words} are not read" in str(caught.value)


def test_the_strict_bounds_agree_with_another_parser(cases: list[dict[str, Any]]) -> None:
    compared = 0
    for case in cases:
        text, bounds = case["edtf"], case.get("python_edtf_bounds")
        is_season = text[4:6] == "-2" and len(text) == len("2001-21")
        if not bounds or "/" in text or ".." in text or is_season or text in REFUSED_BY_NAME:
            continue
        # One day is listed once; further entries are that parser's fuzzy bounds, which we do not have.
        one_day = len(bounds) in {1, 3}
        first, last = bounds[0], bounds[0 if one_day else 1]
        when = When(text)
        assert (when.lo, when.hi) == (_number(first), _number(last)), text
        compared += 1
    assert compared == 31


def _number(text: str) -> int:
    """Return a day number by the calendar alone: years beyond `datetime.date` are moved by whole cycles of 400."""
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    year, month, day = (int(part) for part in digits.split("-"))
    cycles = (sign * year - 2000) // 400
    return date(sign * year - 400 * cycles, month, day).toordinal() + cycles * 146_097


def test_the_number_of_a_far_day_follows_the_cycles_of_the_calendar() -> None:
    assert day_number(0, 12, 31) == 0
    assert day_number(-1, 12, 31) == -366  # the year 0 is a leap year
    assert day_number(10_000, 1, 1) == date.max.toordinal() + 1
