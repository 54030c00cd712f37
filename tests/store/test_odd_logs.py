"""What has the name of a log beside a store and is none: told at once, never waited for, never written to."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import armsdeals as ad

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")

ODD: dict[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo,
    "a folder": Path.mkdir,
    "a link to a device without end": lambda path: path.symlink_to("/dev/zero"),
    "a link to itself": lambda path: path.symlink_to(path),
    "a link to a file of somebody": lambda path: path.symlink_to(path.with_name("precious")),
}


@pytest.fixture
def made(path: Path, empty: bytes) -> Path:
    path.write_bytes(empty)
    path.with_name("precious").write_bytes(b"precious")
    return path


@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
@pytest.mark.parametrize("name", ODD)
def test_what_is_no_log_is_told_at_once_and_let_be(made: Path, name: str, end: str) -> None:
    odd = Path(f"{made}{end}")
    ODD[name](odd)
    before = made.read_bytes()
    for read_only in (True, False):
        for check in (True, False):
            with pytest.raises(ad.StoreError, match=rf"deals\.db{end}.* is no regular file.*; take it away") as caught:
                ad.Store.open(made, read_only=read_only, check=check)
            assert caught.value.code == "store-closed-to-us"
    assert made.read_bytes() == before
    assert made.with_name("precious").read_bytes() == b"precious"


@pytest.mark.parametrize("name", ODD)
def test_a_new_store_or_a_backup_is_not_made_beside_it(made: Path, name: str) -> None:
    place = made.with_name("new.db")
    ODD[name](Path(f"{place}-wal"))
    with pytest.raises(ad.StoreError, match="is no regular file"):
        ad.Store.open(place)
    with ad.Store.open(made) as store, pytest.raises(ad.StoreError, match="is no regular file"):
        store.backup(place)
    assert not place.exists()
