"""The first question about a register of 30,000 lines that was read from a file, and how long deals take in it.

Three registers are made up: one in the proportions of real ones (a designation has one description, and a few sellers make
most deals, so that ten lines share a pair of states), one in which every designation, comment, number and volume
is of its own, and one in which every supplier and recipient is so besides, as in no real one. The first question makes
the table of volumes; the second finds it made. For scale stands what csv.reader takes for the same file. What counts is the
time of the processor, of several rounds the least; the modules that answer are loaded before.
"""

import csv
import random
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

import pytest

import armsdeals as ad
import armsdeals.analysis as an

pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pytest.importorskip("duckdb", reason="duckdb is not installed")
pytest.importorskip("narwhals", reason="narwhals is not installed")

LINES = 30_000
ROUNDS = 5
GOAL = 0.3  # seconds that the first question may take
HEAD = "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons"
KINDS = ("tank", "APC", "SAM system", "fighter aircraft", "patrol craft", "air search radar", "UAV", "turbofan")
STATES = ("Turkiye", "Russia", "France", "India", "Egypt", "Poland", "Brazil", "Norway", "Japan", "Indonesia", "Kenya")
WORDS = ("for", "upgraded", "frigates", "under", "licence", "from", "local", "assembly", "version", "delivery", "aid")


def made_register(count: int, *, own_goods: bool, own_parties: bool) -> str:
    """So many lines, the same in every run; goods or parties that are own stand in one line only."""
    chance = random.Random(17)  # noqa: S311  # the same lines in every run
    states = [*STATES, *(f"State {place}" for place in range(200))]
    sells, buys = ([1 / rank**steep for rank in range(1, len(states) + 1)] for steep in (1.5, 0.7))
    rows = [HEAD]
    for place in range(count):
        year = chance.randint(1950, 2023)
        last = year + chance.randint(1, 6)
        years = sorted({last, *(chance.randint(year + 1, last) for _ in range(chance.choice((0, 0, 1, 2, 3))))})
        number = place + 1 if own_goods else max(1, int(chance.paretovariate(0.6)) % 900)
        unit = chance.choice((0.02, 0.14, 0.5, 1.25, 3.5, 12, 40))
        volume = f"{number * unit:.2f}".rstrip("0").rstrip(".")
        system = place if own_goods else chance.randrange(count // 4)
        comment = " ".join(chance.choices(WORDS, k=chance.choice((0, 4, 8, 14, 20)))) + (f" {place}" * own_goods)
        sides = (
            (f"Land {place}", f"Realm {place}")
            if own_parties
            else (*chance.choices(states, buys), *chance.choices(states, sells))
        )
        flags = ["?" if chance.random() < share else "" for share in (0.53, 0.42, 0.56)]
        rows.append(
            f"{','.join(sides)},{year},{flags[0]},{number},{flags[1]},S-{system},{KINDS[system % len(KINDS)]},{number},{flags[2]},"
            f"{'; '.join(map(str, years))},New,{comment},{unit:g},{volume},{volume}"
        )
    return "\n".join(rows) + "\n"


REGISTERS = {
    "as real ones": {"own_goods": False, "own_parties": False},
    "every system and comment its own": {"own_goods": True, "own_parties": False},
    "every party its own too": {"own_goods": True, "own_parties": True},
}


def took(work: Callable[[], Any]) -> float:
    start = process_time()
    work()
    return process_time() - start


@pytest.mark.benchmark
@pytest.mark.parametrize("kind", REGISTERS)
def test_the_first_question_about_a_register(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, few = tmp_path / "register.csv", tmp_path / "few.csv"
    path.write_text(made_register(LINES, **REGISTERS[kind]), "cp1252")
    few.write_text(made_register(20, **REGISTERS[kind]), "cp1252")

    def ask(register: Any) -> an.Result:
        return an.volumes(register, by=("supplier", "year"), basis="delivered")

    def wait(register: Any) -> Any:
        return an.durations(register, start="ordered", end="first_delivery", on=2023)

    ask(ad.read(few, source="sipri"))
    wait(ad.read(few, source="sipri"))
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        register = ad.read(path, source="sipri")
        assert len(register) == LINES
        with path.open(encoding="cp1252", newline="") as file:
            works: dict[str, Callable[[], Any]] = {
                "csv.reader": partial(lambda lines: list(csv.reader(lines)), file),
                "first question": partial(ask, register),
                "second question": partial(ask, register),
                "durations": partial(wait, register),
            }
            for name, work in works.items():
                best[name] = min(best.get(name, float("inf")), took(work))
    times = ", ".join(f"{name} {seconds:.3f} s" for name, seconds in best.items())
    with capsys.disabled():
        sys.stdout.write(f"\n{LINES:,} lines, {kind}: {times} (goal of the first {GOAL} s)\n")
