"""Reading the comments of a whole-world register against splitting the same comments by one regular expression."""

import gc
import re
from collections.abc import Callable
from time import thread_time

import pytest

import armsdeals as ad
from armsdeals.values import terms_reader

COMMENTS = 30_000
ROUNDS = 3
PIECE = re.compile(r"; |\(|\)| |\$|%")
# As in registers, of 30,000 comments some 5,000 are unlike all others, and most have one or two pieces.
MADE = [
    (
        f"ZX-{n % 900}A version",
        f"${n % 700 + 1} m deal",
        "Second-hand; aid",
        f"For {n % 9 + 1} Storm-{n % 300} frigates; delivery planned {2000 + n % 30}",
        f"EUR{n % 900 + 1} m (${n % 90} m) deal (incl {n % 60 + 1} launchers; offsets {n % 80}%)",
    )[n % 5]
    for n in range(COMMENTS)
]


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = thread_time()
    work()
    return thread_time() - start


@pytest.mark.benchmark
def test_terms_of_thirty_thousand_comments() -> None:
    ours, theirs = [], []
    for _ in range(ROUNDS):
        terms_reader._segment.cache_clear()
        terms_reader._read.cache_clear()
        ours.append(seconds(lambda: [ad.parse_terms(text) for text in MADE]))
        theirs.append(seconds(lambda: [PIECE.split(text) for text in MADE]))
    print(f"30,000 comments: {min(ours):.2f} s with an empty memory, {min(ours) / min(theirs):.0f} times re.split")  # noqa: T201
    assert sum(ad.parse_terms(text).is_complete for text in MADE) > 0.9 * COMMENTS
