"""Inputs that try to take all time or memory: none takes more than 2 s + 2 s per megabyte, or 100 MB + 50 times its size.

Time is that of the processor, so that a busy machine makes no difference, and each runs in a process that can be stopped.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="limits of a process are those of POSIX")

SCRIPT = Path(__file__).with_name("bombs.py")
# Those that have a way of their own through the readers; each of the others resembles one of them.
QUICK = (
    "lists of JSON, never closed", "lists of JSON in lines", "a version of a million digits", "backslashes", "lines that are no JSON",
    "systems that none is called", "lines that none is called", "states that are none", "aliases of aliases", "lists of YAML", "a deep path", "a head of words", "when of '9' many times", "price of '1.' many times",
)  # fmt: skip
# Large or odd, with nothing wrong in them.
SOUND = {
    "a block of text", "a long system that is named often", "deals of one row", "empty lines", "escapes", "heads", "history in one deal", "line breaks in a cell", "moves", "number signs", "sources that nothing cites",
}  # fmt: skip


def tried(names: Iterable[str]) -> list[dict[str, object]]:
    command: list[str | Path] = [sys.executable, SCRIPT, *names]
    run = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  # our own script
    return [json.loads(line) for line in run.stdout.splitlines()]


def too_much(told: dict[str, object]) -> bool:
    size, seconds, kilobytes = (float(str(told[name])) for name in ("size", "seconds", "kilobytes"))
    return seconds > 2 + 2 * size / 1e6 or kilobytes > 100_000 + 50 * size / 1e3


def is_refused(told: dict[str, object]) -> bool:
    """Whether it ended in our own words; what another exception says is no code."""
    return all(word.replace("-", "").isalpha() and word.islower() for word in str(told["ended"]).split())


def test_no_quick_bomb_takes_more_than_is_promised() -> None:
    told = tried(QUICK)
    assert [one["name"] for one in told] == list(QUICK)
    assert [one for one in told if too_much(one) or not is_refused(one) or one["ended"] == "read"] == []


@pytest.mark.slow
def test_no_bomb_takes_more_than_is_promised() -> None:
    told = tried(())
    assert len(told) > 100
    assert [one for one in told if too_much(one) or not is_refused(one)] == []
    assert {str(one["name"]) for one in told if one["ended"] == "read"} == SOUND


def test_what_takes_too_much_or_ends_otherwise_is_seen() -> None:
    fine = {"name": "x", "size": 1_000_000, "ended": "bad-value more-faults", "seconds": 3.9, "kilobytes": 149_000}
    assert is_refused(fine)
    assert not too_much(fine)
    assert too_much(fine | {"seconds": 4.1})
    assert too_much(fine | {"kilobytes": 151_000})
    assert not is_refused(fine | {"ended": "KeyError: x"})
