"""Damage: files that were cut, flipped or edited. What comes out is what was put, or a `StoreError`."""

import random
import sqlite3
import struct
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st

import armsdeals as ad
from armsdeals.store import files
from armsdeals.store.wal import log_fault

DEALS = list(ad.casebook())[:5]
Everything = tuple[Any, ...]
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def everything(path: Path, **how: Any) -> Everything:
    """All answers that a store gives."""
    with ad.Store.open(path, **how) as store:
        ids = store.ids
        return (
            ids,
            [store.get(name) for name in ids],
            [store.history(name) for name in ids],
            [
                store.get(kept.id, version=kept.version)
                for kept in store.history()
                if kept.kind == "deal" and not kept.is_removed
            ],
            store.register(),
            store.register(at="2026-11-10"),
            store.find(party=["Russia", "France", "Türkiye", "United States"]),
            store.beside(),
        )


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes, bytes, Everything]:
    """The bytes of a store with several versions; those of its file and log before they were joined; and all it answers."""
    path = tmp_path_factory.mktemp("kept") / "deals.db"
    with ad.Store.open(path) as store:
        store.put_all(ad.Register(DEALS, competitions=ad.casebook().competitions), at="2026-11-01", by="ada")
        store.put(ad.Deal(id=DEALS[0].id, parties=DEALS[1].parties), at="2026-11-20", note="shorter")
        store.put(DEALS[0])
        store.remove(DEALS[4].id)
        apart, log = path.read_bytes(), Path(f"{path}-wal").read_bytes()
    return path.read_bytes(), apart, log, everything(path)


def answers(path: Path, data: bytes, log: bytes = b"", **how: Any) -> Everything | str:
    """All that a store of these bytes answers, or the code of its refusal."""
    for end in ("-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    path.write_bytes(data)
    if log:
        Path(f"{path}-wal").write_bytes(log)
    try:
        return everything(path, **how)
    except ad.StoreError as error:
        return error.code


REFUSED = {"store-damaged", "store-foreign", "store-version"}


@UNHURRIED
@given(share=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
@example(share=0.0, bit=0)
@example(share=18 / 77_824, bit=0)  # how the file is written
@example(share=60 / 77_824, bit=0)  # which version it is of
def test_law_a_flipped_bit_gives_what_was_put_or_an_error(
    kept: tuple[bytes, bytes, bytes, Everything], path: Path, share: float, bit: int
) -> None:
    whole, _, _, told = kept
    data = bytearray(whole)
    data[int(share * len(data))] ^= 1 << bit
    found = answers(path, bytes(data))
    assert found == told or found in REFUSED


@UNHURRIED
@given(share=st.floats(0, 1, exclude_max=True), blank=st.integers(1, 9_000))
def test_law_a_blanked_stretch_gives_what_was_put_or_an_error(
    kept: tuple[bytes, bytes, bytes, Everything], path: Path, share: float, blank: int
) -> None:
    whole, _, _, told = kept
    place = int(share * len(whole))
    data = (whole[:place] + b"\0" * blank + whole[place + blank :])[: len(whole)]
    found = answers(path, data)
    assert found == told or found in REFUSED


@UNHURRIED
@given(share=st.floats(0, 1, exclude_max=True))
@example(share=0.0)
def test_law_a_file_that_was_cut_is_refused(
    kept: tuple[bytes, bytes, bytes, Everything], path: Path, share: float
) -> None:
    whole, _, _, _ = kept
    assert answers(path, whole[: int(share * len(whole))]) in REFUSED


@pytest.mark.slow
def test_thousands_of_flipped_bits_give_what_was_put_or_an_error(
    kept: tuple[bytes, bytes, bytes, Everything], path: Path
) -> None:
    whole, _, _, told = kept
    drawn = random.Random(1)  # noqa: S311  # the same places each time
    strange = []
    for _ in range(2_000):
        data = bytearray(whole)
        place = drawn.randrange(len(data))
        data[place] ^= 1 << drawn.randrange(8)
        found = answers(path, bytes(data))
        if found != told and found not in REFUSED:
            strange.append((place, found))
    assert strange == []


def test_the_log_alone_holds_what_was_put_last(kept: tuple[bytes, bytes, bytes, Everything], path: Path) -> None:
    _, apart, log, told = kept
    assert answers(path, apart, log) == told
    assert answers(path, apart) != told


@UNHURRIED
@given(share=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
@example(share=0.0, bit=0)
@example(share=17 / 206_000, bit=0)  # its salt: SQLite would take the log for an old one
def test_law_a_flipped_bit_in_the_log_is_never_passed_over(
    kept: tuple[bytes, bytes, bytes, Everything], path: Path, share: float, bit: int
) -> None:
    _, apart, log, told = kept
    data = bytearray(log)
    data[int(share * len(data))] ^= 1 << bit
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "_BETWEEN_LOOKS", 0)
        found = answers(path, apart, bytes(data))
    assert found == told or found in REFUSED
    assert found == "store-damaged"


def test_a_log_in_which_something_was_begun_and_not_finished_is_sound(
    kept: tuple[bytes, bytes, bytes, Everything], path: Path
) -> None:
    _, apart, log, told = kept
    for torn in (log + log[32:100], log + b"\0" * 10_000, log[: len(log) - 5_000]):
        assert log_fault(torn) == ""
    assert answers(path, apart, log + log[32:4_152]) == told


def turned(log: bytes) -> bytes:
    """The log as a processor of the other byte order writes it: the checksums are of words read the other way."""
    size = struct.unpack_from(">I", log, 8)[0]
    one = two = 0

    def summed(data: bytes) -> bytes:
        nonlocal one, two
        for first, second in struct.iter_unpack(">II", data):
            one = (one + first + two) % 2**32
            two = (two + second + one) % 2**32
        return struct.pack(">II", one, two)

    head = struct.pack(">I", struct.unpack_from(">I", log)[0] ^ 1) + log[4:24]
    out = [head, summed(head)]
    for place in range(32, len(log), 24 + size):
        frame = log[place : place + 16]
        page = log[place + 24 : place + 24 + size]
        summed(frame[:8])
        out += [frame, summed(page), page]
    return b"".join(out)


def test_a_log_of_a_machine_of_the_other_byte_order_is_checked_as_well(
    kept: tuple[bytes, bytes, bytes, Everything], path: Path
) -> None:
    _, apart, log, told = kept
    other = turned(log)
    assert other[:32] != log[:32]
    assert log_fault(other) == ""
    assert answers(path, apart, other) == told
    assert log_fault(other[:5_000] + bytes([other[5_000] ^ 1]) + other[5_001:]) == "its log was changed"


def test_a_log_that_is_none_is_refused(kept: tuple[bytes, bytes, bytes, Everything], path: Path) -> None:
    assert answers(path, kept[1], b"x" * 5_000) == "store-damaged"


def test_sqlite_itself_would_pass_over_a_damaged_log(kept: tuple[bytes, bytes, bytes, Everything], path: Path) -> None:
    _, apart, log, told = kept
    data = bytearray(log)
    data[60] ^= 1
    found = answers(path, apart, bytes(data), check=False)
    assert found != told
    assert not isinstance(found, str)


EDITS = {
    "a record": "UPDATE versions SET body = replace(body, '\"', ' ') WHERE seq = 2",
    "a record and its checksum": "UPDATE versions SET body = '{}', sha256 = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a' WHERE seq = 2",
    "who kept it": "UPDATE versions SET kept_by = 'eve' WHERE seq = 2",
    "when it was kept": "UPDATE versions SET kept_at = '2026-11-02T00:00:00.000000Z' WHERE seq = 2",
    "a time that is none": "UPDATE versions SET kept_at = '2026-02-30T00:00:00.000000Z' WHERE seq = 2",
    "the kind of a column": "UPDATE versions SET note = x'00' WHERE seq = 2",
    "the kind of a number": "UPDATE versions SET version = 'one' WHERE seq = 2",
    "a seal": "UPDATE versions SET seal = '' WHERE seq = 2",
    "the last seal": "UPDATE versions SET seal = '' WHERE seq = (SELECT max(seq) FROM versions)",
    "a version that is taken out": "DELETE FROM versions WHERE seq = 2",
    "the last version taken out": "DELETE FROM versions WHERE seq = (SELECT max(seq) FROM versions)",
    "a version that is put in": "INSERT INTO versions SELECT 99, kind, 'new', 1, kept_at, kept_by, note, sha256, seal, body FROM versions WHERE seq = 2",
    "two versions that change places": "UPDATE versions SET seq = CASE seq WHEN 2 THEN -3 WHEN 3 THEN -2 ELSE seq END",
    "a removal that is undone": "UPDATE versions SET sha256 = '' WHERE sha256 IS NULL",
    "the head": "UPDATE head SET seal = ''",
    "the count": "UPDATE head SET seq = seq - 1",
    "the index": "UPDATE parties SET name = 'Nobody' WHERE rowid = (SELECT min(rowid) FROM parties)",
    "the index, one more": "INSERT INTO parties VALUES ('nobody', 'SUPPLIER', 'Nobody', '')",
    "the index, one less": "DELETE FROM parties WHERE rowid = (SELECT min(rowid) FROM parties)",
}


@pytest.mark.parametrize("statement", EDITS.values(), ids=EDITS)
def test_what_another_program_edits_is_found_by_verify(
    kept: tuple[bytes, bytes, bytes, Everything], path: Path, statement: str
) -> None:
    path.write_bytes(kept[0])
    with closing(sqlite3.connect(path)) as db:
        assert db.execute(statement).rowcount > 0
        db.commit()
    with pytest.raises(ad.StoreError, match="is damaged") as caught, ad.Store.open(path, check=False) as store:
        store.verify()
    assert caught.value.code == "store-damaged"


@pytest.mark.parametrize(
    "statement", [EDITS[name] for name in EDITS if "index" not in name], ids=lambda text: text[:40]
)
def test_what_another_program_edits_is_never_returned(
    kept: tuple[bytes, bytes, bytes, Everything], path: Path, statement: str
) -> None:
    whole, _, _, told = kept
    path.write_bytes(whole)
    with closing(sqlite3.connect(path)) as db:
        db.execute(statement)
        db.commit()
    found = answers(path, path.read_bytes())
    assert found in (told, "store-damaged")


def test_all_faults_are_told_together_with_what_to_do(kept: tuple[bytes, bytes, bytes, Everything], path: Path) -> None:
    path.write_bytes(kept[0])
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE versions SET body = body || ' ' WHERE seq IN (1, 3)")
        db.commit()
    with ad.Store.open(path) as store, pytest.raises(ad.StoreError) as caught:
        store.verify()
    first, third = DEALS[0].id, DEALS[2].id
    assert f"the record of '{first}', version 1, is not the one that was kept" in str(caught.value)
    assert f"the record of '{third}', version 1, is not the one that was kept" in str(caught.value)
    assert "2 faults" in str(caught.value)
    assert "take a backup in its place" in str(caught.value)


def test_what_is_sound_in_a_damaged_store_still_comes_out(
    kept: tuple[bytes, bytes, bytes, Everything], path: Path
) -> None:
    path.write_bytes(kept[0])
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE versions SET body = '' WHERE id = ?", (DEALS[1].id,))
        db.execute("DELETE FROM versions WHERE seq = (SELECT max(seq) FROM versions)")
        db.commit()
    with pytest.raises(ad.StoreError):
        ad.Store.open(path, read_only=True)
    with ad.Store.open(path, read_only=True, check=False) as store:
        assert store.get(DEALS[2].id) == DEALS[2]
        with pytest.raises(ad.StoreError):
            store.get(DEALS[1].id)


def test_a_version_that_is_missing_from_a_history_is_told(
    kept: tuple[bytes, bytes, bytes, Everything], path: Path
) -> None:
    path.write_bytes(kept[0])
    with closing(sqlite3.connect(path)) as db:
        db.execute("DELETE FROM versions WHERE id = ? AND version = 2", (DEALS[0].id,))
        db.commit()
    with ad.Store.open(path, check=False) as store:
        for call in (lambda: store.history(DEALS[0].id), lambda: store.get(DEALS[0].id), store.register):
            with pytest.raises(ad.StoreError, match="is damaged"):
                call()


def test_a_damaged_store_takes_nothing_more(kept: tuple[bytes, bytes, bytes, Everything], path: Path) -> None:
    path.write_bytes(kept[0])
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE head SET seal = ''")
        db.commit()
    with ad.Store.open(path) as store, pytest.raises(ad.StoreError, match="is damaged"):
        store.put(DEALS[0])


def test_a_damaged_store_gives_no_backup(
    kept: tuple[bytes, bytes, bytes, Everything], path: Path, tmp_path: Path
) -> None:
    path.write_bytes(kept[0])
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE versions SET body = '' WHERE seq = 1")
        db.commit()
    with ad.Store.open(path) as store, pytest.raises(ad.StoreError, match="is damaged"):
        store.backup(tmp_path / "copy.db")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["deals.db"]
