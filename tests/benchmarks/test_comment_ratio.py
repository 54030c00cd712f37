"""Reading the comments of a whole-world register against splitting the same comments by one regular expression."""

import gc
import re
from collections.abc import Callable
from time import perf_counter

import pytest

import armsdeals as ad
from armsdeals.values import terms_reader

COMMENTS = 30_000
ROUNDS = 3
PIECE = re.compile(r"; |\(|\)| |\$|%")
MADE = [
    f"EUR{n % 900 + 1}-{n % 900 + 40} m deal (incl {n % 60} launchers; offsets {n % 80}%); ZX-{n % 5_000}A version; "
    f"for {n % 9} Storm-{n % 3_000} frigates; delivery planned {2000 + n % 30}; aid"
    for n in range(COMMENTS)
]


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start


@pytest.mark.benchmark
def test_terms_of_thirty_thousand_comments() -> None:
    ours, theirs = [], []
    for _ in range(ROUNDS):
        terms_reader._segment.cache_clear()
        terms_reader._read.cache_clear()
        ours.append(seconds(lambda: [ad.parse_terms(text) for text in MADE]))
        theirs.append(seconds(lambda: [PIECE.split(text) for text in MADE]))
    print(f"30,000 comments: {min(ours):.2f} s with an empty memory, {min(ours) / min(theirs):.0f} times re.split")  # noqa: T201
    assert all(ad.parse_terms(text).is_complete for text in MADE[:500])
