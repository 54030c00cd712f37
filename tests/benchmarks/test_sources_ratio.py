"""Reading a trade register of 30,000 lines to typed deals with findings, against csv.reader, which only parts the cells.

The register is made up: some hundred parties, thousands of systems, comments, estimates and volumes in the proportions of
real ones. Both read the same bytes from memory, round by round, each beside the other; of each the least counts. The collector
of cycles rests while things are made, as it does in `armsdeals.read`.
"""

import csv
import gc
import io
import random
import sys
from collections.abc import Callable
from time import thread_time
from typing import Any

import pytest

from armsdeals.sources._base import source_named
from armsdeals.sources.sipri.register import COLUMNS

LINES = 30_000
ROUNDS = 7
WORDS = "for upgraded frigates under licence from local assembly second-hand version delivery planned aid financed by incl training spares designation probably ordered via".split()  # noqa: SIM905  # words to choose from
KINDS = (
    "tank",
    "APC",
    "SAM system",
    "anti-ship missile",
    "fighter aircraft",
    "patrol craft",
    "air search radar",
    "UAV",
    "turbofan",
)
NAMES = ("Turkiye", "Russia", "France", "India", "Egypt", "Poland", "Brazil", "Norway", "Japan", "Indonesia", "NATO**", "unknown recipient(s)", "Chad", "Peru", "Kenya")  # fmt: skip


def made_register(count: int) -> bytes:
    """So many lines as a register has them, the same in every run."""
    chance = random.Random(11)  # noqa: S311  # the same lines in every run
    states = [*NAMES, *(f"State {place}" for place in range(200))]
    systems = [
        (f"{chance.choice('SFMTKA')}-{place} {chance.choice(WORDS)}", chance.choice(KINDS))
        for place in range(count // 4)
    ]
    rows = [",".join(" " if column.is_flag else column.names[0] for column in COLUMNS)]
    for _ in range(count):
        year, number = chance.randint(1950, 2023), max(1, int(chance.paretovariate(0.6)) % 900)
        unit = round(chance.choice((0.02, 0.14, 0.5, 1.25, 3.5, 12, 40)) * chance.choice((1, 0.4, 0.66)), 2)
        last = year + chance.randint(1, 6)
        listed = sorted({last, *(chance.randint(year + 1, last) for _ in range(chance.choice((0, 0, 1, 2, 3))))})
        designation, kind = chance.choice(systems)
        comment = " ".join(chance.choices(WORDS, k=chance.choice((0, 4, 8, 14, 20)))).replace(" by ", "; ")
        volume = f"{number * unit:.2f}".rstrip("0").rstrip(".")
        flags = ["?" if chance.random() < share else "" for share in (0.53, 0.42, 0.56)]
        rows.append(
            f"{chance.choice(states)},{chance.choice(states)},{year},{flags[0]},{number},{flags[1]},{designation},{kind},"
            f"{number},{flags[2]},{'; '.join(map(str, listed))},New,{comment},{unit:g},{volume},{volume}"
        )
    return ("\n".join(rows) + "\n").encode("cp1252")


def least(jobs: dict[str, Callable[[], Any]]) -> dict[str, float]:
    """The least seconds of the processor that each job took."""
    best = dict.fromkeys(jobs, float("inf"))
    for _ in range(ROUNDS):
        for name, job in jobs.items():
            gc.collect()
            gc.disable()
            start = thread_time()
            made = job()
            best[name] = min(best[name], thread_time() - start)
            gc.enable()
            del made
    return best


@pytest.mark.benchmark
def test_reading_a_trade_register(capsys: pytest.CaptureFixture[str]) -> None:
    data = made_register(LINES)
    text = data.decode("cp1252")
    sipri = source_named("sipri")
    reading = sipri.read(data)
    assert (len(reading.register), reading.is_clean) == (LINES, True)
    best = least({"csv.reader": lambda: list(csv.reader(io.StringIO(text))), "armsdeals": lambda: sipri.read(data)})
    base = best["csv.reader"]
    rows = [f"| {name} | {took / base:.2f} | {took / LINES * 1e6:.1f} |" for name, took in best.items()]
    head = [
        f"\n| a register of {LINES:,} lines, {len(data):,} bytes | times csv.reader | microseconds a line |",
        "| --- | --- | --- |",
    ]
    with capsys.disabled():
        sys.stdout.write("\n".join([*head, *rows, ""]))
