"""Files that mean no good: many faults, long heads, deep nests; the time grows with the size and no faster."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from armsdeals._desk import loads
from armsdeals.errors import ArmsDealsError

SHAPES: dict[str, Callable[[int], str]] = {
    "unknown words": lambda n: "history:\n" + "".join(f"- 2017 sign{i}\n" for i in range(n)),
    "unknown details": lambda n: "history:\n- 2017 talks:\n" + "".join(f"  a b{i}: x\n" for i in range(n)),
    "parties": lambda n: "parties:\n  supplier:\n" + "".join(f"  - Nobody {i}\n" for i in range(n)),
    "sources of one head": lambda n: "history:\n- 2017 talks" + " @a" * n + "\n",
    "words of one head": lambda n: "history:\n- 2017 cancelled because" + " price," * n + "\n",
    "one basis many times": lambda n: "lines:\n  a:\n    system: X\n" + "    ordered: 1\n" * n,
    "brackets": lambda n: "history:\n- 2017 talks " + "(" * n + "\n",
    "numbers": lambda n: "price:\n- " + "9" * n + " USD\n",
    "dates": lambda n: "history:\n- " + "2017 or " * n + "2018 talks\n",
}
TRIES = 6
LEAST = 0.02  # seconds, below which other things than the size decide


def seconds(text: str) -> float:
    start = time.process_time()
    with suppress(ArmsDealsError):
        loads(f"id: a\n{text}", "yaml")
    return time.process_time() - start


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_size_takes_at_most_eight_times_as_long(shape: str) -> None:
    seconds(SHAPES[shape](100))  # what is loaded on first use
    ones, fours = list[float](), list[float]()
    for _ in range(TRIES):  # side by side, since the machine may be slow in one moment and fast in the next
        ones.append(max(seconds(SHAPES[shape](1_000)), LEAST))
        fours.append(seconds(SHAPES[shape](4_000)))
        if min(fours) < 8 * min(ones):
            return
    pytest.fail(f"{min(ones):.3f} s for a thousand, {min(fours):.3f} s for four thousand")
