"""What a store is not: closed, copied, of another process, or given what it cannot keep; and what plain SQL reads in it."""

import copy
import pickle
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import armsdeals as ad
from armsdeals.wire.limits import Limits

RAFALE = ad.Deal(
    id="ind-rafale",
    parties=(ad.Party("Dassault Aviation", role="supplier", country="France"), ad.Party("India", role="recipient")),
).advance("signed", on="2016-09-23")
S400 = ad.Deal(
    id="tur-s400",
    parties=(
        ad.Party("Rosoboronexport", role="supplier"),
        ad.Party("Russia", role="supplier state"),
        ad.Party("Turkey", role="recipient"),
    ),
).start_talks(on="2016-11")


def code_of(call: Callable[[], Any]) -> str:
    with pytest.raises(ad.StoreError) as caught:
        call()
    return caught.value.code


def test_a_closed_store_says_so_and_closes_twice(store: ad.Store) -> None:
    store.close()
    store.close()
    assert code_of(lambda: store.put(S400)) == "store-closed"
    assert code_of(lambda: store.get("tur-s400")) == "store-closed"


def test_a_store_of_another_process_is_not_used(store: ad.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.put(S400)
    with monkeypatch.context() as patch:
        patch.setattr("os.getpid", lambda: -1)
        assert code_of(lambda: store.get("tur-s400")) == "store-closed"
        store.close()
    assert store.get("tur-s400") == S400


def test_a_store_is_neither_copied_nor_pickled(store: ad.Store) -> None:
    for call in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError, match="hand over its path"):
            call(store)


def test_a_store_shows_its_file(store: ad.Store, path: Path) -> None:
    assert repr(store) == f"<Store '{path}'>"
    with ad.Store.open(path, read_only=True) as other:
        assert repr(other) == f"<Store '{path}', read-only>"


@pytest.mark.parametrize(
    "call",
    [
        lambda store: store.put(ad.Register()),
        lambda store: store.put("tur-s400"),
        lambda store: store.put_all([S400]),
        lambda store: store.put_beside(S400),
        lambda store: store.put(S400, expected_version="1"),
        lambda store: store.put(S400, expected_version=True),
        lambda store: store.put(S400, by=3),
        lambda store: store.put(S400, at=2026),
        lambda store: store.get(7),
        lambda store: store.get_many("tur-s400"),
        lambda store: store.find(supplier=7),
        lambda store: store.find(supplier=[b"France"]),
        lambda store: store.verify((1, "")),
        lambda store: store.backup(b"copy.db"),
        lambda store: store.remove(None),
    ],
)
def test_an_argument_of_another_kind_is_a_type_error(store: ad.Store, call: Callable[[ad.Store], Any]) -> None:
    with pytest.raises(TypeError):
        call(store)
    assert store.history() == ()


@pytest.mark.parametrize(
    "how",
    [
        {"at": "2026-02-30"},
        {"at": "yesterday"},
        {"at": "2026-11-22T10:00:00"},
        {"at": datetime(2026, 11, 22)},  # noqa: DTZ001  # what is refused
        {"at": "0001-01-01T00:00:00+14:00"},
        {"by": "a\0b"},
        {"note": "\ud800"},
        {"note": "x" * 10_001},
    ],
)
def test_a_value_that_cannot_be_kept_is_refused_before_anything_is_written(
    store: ad.Store, how: dict[str, Any]
) -> None:
    with pytest.raises(ad.InvalidValue):
        store.put(S400, **how)
    assert store.history() == ()


def test_a_record_larger_than_the_limits_is_refused_when_it_is_put(path: Path) -> None:
    with ad.Store.open(path, limits=Limits(file_bytes=200)) as store:
        with pytest.raises(ad.LimitExceeded):
            store.put(ad.Deal(id="large", note="x" * 200))
        assert store.put(ad.Deal(id="small")) == 1


def test_plain_sql_reads_what_is_kept(store: ad.Store, path: Path) -> None:
    store.put(RAFALE, by="ada", at="2026-11-22")
    store.put(S400)
    store.remove("tur-s400")
    db = sqlite3.connect(path)
    try:
        assert db.execute("SELECT id, version, kept_by FROM deals").fetchall() == [("ind-rafale", 1, "ada")]
        ((body,),) = db.execute("SELECT body FROM versions WHERE id = 'ind-rafale'")
        assert ad.loads(body) == ad.Register([RAFALE])
        assert body.encode() + b"\n" == ad.dumps(RAFALE)
        roles = db.execute("SELECT role, name, country FROM parties ORDER BY role").fetchall()
        assert roles == [("RECIPIENT", "India", "India"), ("SUPPLIER", "Dassault Aviation", "France")]
    finally:
        db.close()
