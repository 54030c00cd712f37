"""Files that were mixed: what lies beside a store and is not its own is refused, and the store stays as it was."""

import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from shutil import copy
from subprocess import Popen
from typing import Any

import pytest

import armsdeals as ad

Run = Callable[..., "Popen[str]"]


def grown(path: Path, tag: str, *, in_file: int, in_log: int, size: int = 0) -> tuple[bytes, bytes]:
    """Keep versions in a store, and return its file, and the log with the last of them that is not yet carried over."""
    with ad.Store.open(path) as store:
        for number in range(in_file):
            store.put(ad.Deal(id=f"{tag}-{number}", title=tag + "x" * size))
    with ad.Store.open(path) as store:
        for number in range(in_log):
            store.put(ad.Deal(id=f"{tag}-late-{number}", title=tag + "y" * size))
        return path.read_bytes(), Path(f"{path}-wal").read_bytes()


def refusal(path: Path, data: bytes, log: bytes, **how: Any) -> str:
    """Why a store of these bytes is not opened, which are there afterwards as they were."""
    beside = Path(f"{path}-wal")
    path.write_bytes(data)
    beside.write_bytes(log)
    with pytest.raises(ad.StoreError) as caught:
        ad.Store.open(path, **how)
    assert caught.value.code == "store-damaged"
    assert (path.read_bytes(), beside.read_bytes()) == (data, log)
    return caught.value.message


WAYS: list[dict[str, Any]] = [{}, {"read_only": True}, {"check": False}]


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize(
    ("own", "other", "size"),
    [((5, 2), (5, 2), 0), ((5, 2), (0, 3), 0), ((1, 1), (1, 1), 0), ((9, 1), (2, 5), 0),
     ((40, 3), (40, 3), 3_000), ((40, 5), (3, 2), 3_000), ((60, 2), (59, 5), 0)],
)  # fmt: skip
def test_the_log_of_another_store_is_refused_and_changes_nothing(
    tmp_path: Path, own: tuple[int, int], other: tuple[int, int], size: int, how: dict[str, Any]
) -> None:
    data, _ = grown(tmp_path / "own.db", "own", in_file=own[0], in_log=own[1], size=size)
    _, log = grown(tmp_path / "other.db", "other", in_file=other[0], in_log=other[1], size=size)
    told = refusal(tmp_path / "deals.db", data, log, **how)
    assert "deals.db-wal' is of another store or another time: it does not go on from version" in told
    assert "move it away to open what the file holds alone" in told


@pytest.mark.parametrize("how", WAYS)
def test_a_log_that_tears_the_file_is_not_carried_over_either(tmp_path: Path, how: dict[str, Any]) -> None:
    data, _ = grown(tmp_path / "own.db", "own", in_file=3, in_log=1, size=3_000)
    _, log = grown(tmp_path / "other.db", "other", in_file=40, in_log=5, size=3_000)
    assert "is damaged" in refusal(tmp_path / "deals.db", data, log, **how)


def test_a_log_that_was_left_when_a_backup_took_the_place_of_the_store_is_refused(tmp_path: Path, path: Path) -> None:
    grown(path, "own", in_file=5, in_log=0)
    with ad.Store.open(path) as store:
        store.backup(tmp_path / "backup.db")
    data, log = grown(path, "late", in_file=30, in_log=2)
    assert "with which" in refusal(path, (tmp_path / "backup.db").read_bytes(), log)
    path.write_bytes(data)
    with ad.Store.open(path) as store:  # its own file takes it
        assert store.verify().seq == 37


def test_without_the_foreign_log_the_store_is_what_it_was(tmp_path: Path, path: Path) -> None:
    data, _ = grown(tmp_path / "own.db", "own", in_file=5, in_log=2)
    refusal(path, data, grown(tmp_path / "other.db", "other", in_file=5, in_log=2)[1])
    Path(f"{path}-wal").unlink()
    with ad.Store.open(path) as store:
        assert store.verify().seq == 5
        assert {name[:3] for name in store.ids} == {"own"}


def test_two_copies_that_were_carried_on_apart_do_not_take_the_log_of_each_other(tmp_path: Path, path: Path) -> None:
    grown(path, "common", in_file=4, in_log=0)
    copied = tmp_path / "copied.db"
    copy(path, copied)
    data, _ = grown(path, "here", in_file=2, in_log=1)
    _, log = grown(copied, "there", in_file=0, in_log=6)
    assert "does not go on from version 6" in refusal(tmp_path / "mixed.db", data, log)


def test_of_a_copy_that_went_on_from_the_very_end_only_a_noted_end_tells(tmp_path: Path, path: Path) -> None:
    grown(path, "common", in_file=4, in_log=0)
    copied = tmp_path / "copied.db"
    copy(path, copied)
    _, log = grown(copied, "there", in_file=0, in_log=3)
    noted = ad.Store.open(copied).verify()
    Path(f"{path}-wal").write_bytes(log)
    with ad.Store.open(path) as store:
        assert store.verify(noted) == noted


def test_a_log_of_which_a_part_was_carried_over_before_the_program_ended_is_its_own(tmp_path: Path) -> None:
    path = tmp_path / "deals.db"
    data, log = grown(tmp_path / "own.db", "own", in_file=20, in_log=20, size=900)
    (size,) = struct.unpack_from(">I", log, 8)
    places = range(32, len(log) - size, 24 + size)
    pages = {struct.unpack_from(">I", log, place)[0]: log[place + 24 : place + 24 + size] for place in places}
    drawn = Random(6)  # noqa: S311  # the same parts each time
    for _ in range(30):
        torn = bytearray(data)
        for number in drawn.sample(sorted(pages), drawn.randrange(len(pages) + 1)):
            torn.extend(bytes(max(0, number * size - len(torn))))
            torn[(number - 1) * size : number * size] = pages[number]
        path.write_bytes(torn)
        Path(f"{path}-wal").write_bytes(log)
        Path(f"{path}-shm").write_bytes(drawn.randbytes(drawn.choice([0, 7, 32_768])))
        with ad.Store.open(path) as store:
            assert store.verify().seq == 40


@pytest.mark.parametrize("how", [*WAYS, {"read_only": True, "check": False}])
def test_what_another_program_did_not_finish_is_not_undone_in_a_store(
    tmp_path: Path, path: Path, how: dict[str, Any]
) -> None:
    grown(path, "own", in_file=5, in_log=0)
    other = tmp_path / "other.db"
    grown(other, "other", in_file=5, in_log=0)
    journal = Path(f"{path}-journal")
    with closing(sqlite3.connect(other, isolation_level=None)) as db:
        for statement in ("PRAGMA journal_mode = DELETE", "PRAGMA cache_size = 1", "BEGIN IMMEDIATE"):
            db.execute(statement)
        db.executemany("INSERT INTO parties VALUES (?, '', '', '')", [(f"{number}" * 90,) for number in range(500)])
        copy(f"{other}-journal", journal)
    before = path.read_bytes()
    with pytest.raises(ad.StoreError, match=r"-journal' is what another program left of a change.*; move it away"):
        ad.Store.open(path, **how)
    assert path.read_bytes() == before
    journal.write_bytes(bytes(512))  # as a program leaves it that finished
    assert ad.Store.open(path, **how).verify().seq == 5


WRITES = """
for number in range(40):
    with ad.Store.open(sys.argv[1]) as store:
        store.put(ad.Deal(id=f"{sys.argv[2]}-{number}", title="x" * 2_000))
"""


def test_stores_that_others_open_write_and_close_all_the_time_are_taken_for_their_own(beside: Run, path: Path) -> None:
    ad.Store.open(path).close()
    writers = [beside(WRITES, path, tag) for tag in "ab"]
    seen = 0
    while any(writer.poll() is None for writer in writers):
        with ad.Store.open(path, read_only=bool(seen % 2)) as store:
            seen = max(seen, store.verify().seq)
    assert [writer.communicate()[1] for writer in writers] == ["", ""]
    with ad.Store.open(path) as store:
        assert len(store.ids) == 80
