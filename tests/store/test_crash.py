"""Crashes and crowds: what was acknowledged is there whenever the program is killed, and no writer undoes another's work."""

import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import armsdeals as ad

Run = Callable[..., "subprocess.Popen[str]"]
PUTS = 50  # of each kind by each writer

# Puts for ever, a few deals in turn, and tells each put once it is acknowledged. The log is carried over often, so that
# some are killed while that is done.
PUTTING = """
store = ad.Store.open(sys.argv[1])
store._db.execute("PRAGMA wal_autocheckpoint = 12")
start = len(store.history())
for k in range(start, 10**9):
    version = store.put(ad.Deal(id=f"d{k % 5}", title=f"put {k}", note="x" * (k % 7) * 1000))
    print(k, version, flush=True)
"""


def killed(beside: Run, path: Path, after: int) -> list[tuple[int, int]]:
    """Let a program put deals, kill it some time after it told so many puts, and return what it told."""
    program = beside(PUTTING, path)
    assert program.stdout is not None
    lines = []
    for line in program.stdout:
        lines.append(line)
        if len(lines) > after:
            break
    program.kill()
    rest, err = program.communicate()
    told = "".join([*lines, rest])
    assert told, err
    whole = told[: told.rfind("\n")].split("\n")  # a line may have been cut
    return [(int(k), int(version)) for k, version in (line.split() for line in whole)]


def try_to_lose_something(beside: Run, path: Path, trials: int, most: int) -> None:
    drawn = random.Random(trials)  # noqa: S311  # the same moments each time, as far as a machine keeps them
    told: list[tuple[int, int]] = []
    for _ in range(trials):
        told += killed(beside, path, drawn.randrange(most))
        with ad.Store.open(path) as store:
            assert store.verify().seq >= len(told)
            for k, version in told:
                assert store.get(f"d{k % 5}", version=version).title == f"put {k}"


def test_what_was_acknowledged_survives_a_kill(beside: Run, path: Path) -> None:
    try_to_lose_something(beside, path, trials=3, most=60)


@pytest.mark.slow
def test_what_was_acknowledged_survives_twenty_kills(beside: Run, path: Path) -> None:
    try_to_lose_something(beside, path, trials=20, most=200)


# Makes a number larger that another writer makes larger as well, and puts deals of its own.
COUNTING = """
path, name, puts = sys.argv[1], sys.argv[2], int(sys.argv[3])
with ad.Store.open(path) as store:
    for k in range(puts):
        while True:
            kept = store.history("count")[-1].version
            count = int(store.get("count", version=kept).title)
            try:
                store.put(ad.Deal(id="count", title=str(count + 1)), expected_version=kept, by=name)
                break
            except ad.StoreError as error:
                if error.code != "version-conflict":
                    raise
        store.put(ad.Deal(id=f"{name}-{k}"), by=name)
print("done")
"""


def test_two_writers_lose_nothing_of_each_other_while_others_read(beside: Run, store: ad.Store, path: Path) -> None:
    store.put(ad.Deal(id="count", title="0"))
    writers = [beside(COUNTING, path, name, PUTS) for name in ("ada", "ben")]
    with ad.Store.open(path, read_only=True) as reader:
        while any(writer.poll() is None for writer in writers):
            kept = reader.history("count")[-1].version
            assert int(reader.get("count", version=kept).title) == kept - 1
    assert [writer.communicate() for writer in writers] == [("done\n", ""), ("done\n", "")]
    assert store.get("count").title == str(2 * PUTS)
    assert {kept.kept_by for kept in store.history("count")} == {"", "ada", "ben"}
    assert len(store.ids) == 2 * PUTS + 1
    assert store.verify().seq == 4 * PUTS + 1


def test_two_processes_that_make_one_store_at_once_use_one(beside: Run, path: Path) -> None:
    code = "with ad.Store.open(sys.argv[1]) as store:\n    print(store.put(ad.Deal(id=sys.argv[2])))"
    writers = [beside(code, path, name) for name in ("a", "b")]
    assert [writer.communicate() for writer in writers] == [("1\n", "")] * 2
    with ad.Store.open(path) as store:
        assert sorted(store.ids) == ["a", "b"]
    assert [file.name for file in path.parent.iterdir()] == ["deals.db"]
