"""How much of the comments of real registers is read; none of their rows is shown or kept here."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

import armsdeals as ad

REGISTERS = Path(__file__).parents[2] / ".." / "shared" / "data" / "sipri_register"
COMMENT, WIDTH = 12, 16  # of a register's columns
FIELDS = ("prices", "programme", "financing", "offset", "production", "options", "covers", "includes", "gifts", "status", "planned", "remarks")  # fmt: skip


def comments() -> Iterator[str]:
    for path in sorted(REGISTERS.glob("*.csv")):
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "cp1252", "replace")
        for line in csv.reader(text.splitlines()):
            if len(line) >= WIDTH and line[0] != "Recipient" and line[COMMENT].strip():
                yield line[COMMENT].strip()


@pytest.fixture(scope="module")
def read() -> list[ad.Terms]:
    found = [ad.parse_terms(comment) for comment in comments()]
    if not found:
        pytest.skip("no registers lie beside the checkout")
    return found


def test_nine_comments_of_ten_are_read_to_the_end(read: list[ad.Terms]) -> None:
    whole = sum(terms.is_complete for terms in read)
    nothing = sum(not any(getattr(terms, field) for field in FIELDS) for terms in read)
    print(f"read fully {whole / len(read):.1%}, not at all {nothing / len(read):.1%}, of {len(read):,}")  # noqa: T201
    assert whole / len(read) > 0.9
    assert nothing / len(read) < 0.02


def test_as_many_prices_are_read_as_sums_are_printed(read: list[ad.Terms]) -> None:
    priced = sum(bool(terms.prices) for terms in read)
    printed = sum(" deal" in comment and any(mark in comment for mark in "$€") for comment in comments())
    assert priced > 0.95 * printed


def test_each_word_of_aid_or_lease_is_read_or_left_as_text(read: list[ad.Terms]) -> None:
    for comment, terms in zip(comments(), read, strict=True):
        if "aid" in comment.lower().replace(";", " ").split():
            paid = any(term.kind.name in ("AID", "DONATION") for term in terms.financing)
            assert terms.aid or paid or any("aid" in rest.lower() for rest in terms.rest), "a comment with aid"
