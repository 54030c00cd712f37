"""Opening: which file is a store, which is not and stays as it is, and what a store needs of its folder."""

import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from shutil import copy, rmtree
from subprocess import Popen

import pytest

import armsdeals as ad
from armsdeals.store.tables import APPLICATION_ID

Run = Callable[..., "Popen[str]"]
DEMO = ad.Deal(id="demo", title="S-400")


def code_of(path: object, **how: bool) -> str:
    with pytest.raises(ad.StoreError) as caught:
        ad.Store.open(path, **how)  # type: ignore[arg-type]  # anything is tried
    return caught.value.code


def changed(path: Path, *statements: str) -> None:
    """Let another program change a file."""
    with closing(sqlite3.connect(path)) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


@pytest.fixture
def made(path: Path, empty: bytes) -> Path:
    path.write_bytes(empty)
    return path


def test_a_store_that_is_not_there_is_made_whole(path: Path, tmp_path: Path) -> None:
    ad.Store.open(path).close()
    assert [file.name for file in tmp_path.iterdir()] == ["deals.db"]
    with ad.Store.open(path) as store:
        assert store.verify().seq == 0


def test_a_new_store_is_a_log_that_is_written_in_full(path: Path) -> None:
    with ad.Store.open(path) as store:
        told = [store._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    assert told == ["wal", 2]


@pytest.mark.parametrize("name", ["ä ş 武.db", "a?b#c%41.db", "quote'\".db", "x" * 200, " "])
def test_a_store_may_have_any_name_that_a_file_can_have(tmp_path: Path, name: str) -> None:
    with ad.Store.open(tmp_path / name) as store:
        store.put(DEMO)
    assert [file.name for file in tmp_path.iterdir()] == [name]
    with ad.Store.open(str(tmp_path / name), read_only=True) as store:
        assert store.get("demo") == DEMO


@pytest.mark.parametrize("name", ["", ":memory:", "a\0b"])
def test_what_is_no_name_of_a_file_is_refused(name: str) -> None:
    assert code_of(name) == "no-file"


def test_a_store_is_made_where_files_can_have_one_name_only(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", link)
    with ad.Store.open(path) as store:
        store.put(DEMO)
        store.backup(tmp_path / "copy.db")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["copy.db", "deals.db"]
    with ad.Store.open(tmp_path / "copy.db") as copied:
        assert copied.get("demo") == DEMO


def test_a_store_that_somebody_makes_at_the_same_time_is_taken(
    path: Path, empty: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(_: object, target: Path) -> None:
        target.write_bytes(empty)
        raise FileExistsError

    monkeypatch.setattr("os.link", link)
    with ad.Store.open(path) as store:
        assert store.put(DEMO) == 1
    assert [file.name for file in path.parent.iterdir()] == ["deals.db"]


@pytest.mark.parametrize("path", [b"deals.db", 7, None])
def test_a_path_is_text(path: object) -> None:
    with pytest.raises(TypeError):
        ad.Store.open(path)  # type: ignore[arg-type]  # refused is what is asked for


@pytest.mark.parametrize(("wait", "error"), [(-1, ad.InvalidValue), (float("nan"), ad.InvalidValue), ("1", TypeError)])
def test_a_time_to_wait_is_a_number_of_seconds(made: Path, wait: float, error: type[Exception]) -> None:
    with pytest.raises(error):
        ad.Store.open(made, wait_seconds=wait)


def test_a_link_is_followed(made: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(made)
    with ad.Store.open(link) as store:
        store.put(DEMO)
    with ad.Store.open(made) as store:
        assert store.get("demo") == DEMO
    assert link.is_symlink()


def test_what_is_no_regular_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "."):
        assert code_of(tmp_path / name) == "no-file"


def test_a_store_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert code_of(tmp_path / "nowhere" / "deals.db") == "store-closed-to-us"
    (tmp_path / "file").write_text("x")
    assert code_of(tmp_path / "file" / "deals.db") == "no-file"


def test_a_store_that_is_only_read_has_to_be_there(path: Path) -> None:
    assert code_of(path, read_only=True) == "no-file"
    assert not path.exists()


@pytest.mark.parametrize("data", [b"SQLite format 3", b'{"armsdeals":1,"deals":[]}\n', b"\0" * 4096, b"PK\3\4" * 2000])
def test_a_file_of_another_kind_is_refused_and_left_alone(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert code_of(path) in ("store-foreign", "store-damaged")
    assert code_of(path, read_only=True) in ("store-foreign", "store-damaged")
    assert path.read_bytes() == data


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_file_of_another_program_is_refused_and_left_alone(path: Path, mode: str) -> None:
    changed(path, f"PRAGMA journal_mode = {mode}", "CREATE TABLE deals (id)")
    before = path.read_bytes()
    assert code_of(path) == "store-foreign"
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["deals.db"]


def test_a_store_of_a_newer_release_is_refused_by_its_version(made: Path) -> None:
    changed(made, "PRAGMA user_version = 7")
    with pytest.raises(
        ad.StoreError, match="is a store of version 7; this armsdeals reads version 1; a newer release"
    ) as caught:
        ad.Store.open(made)
    assert caught.value.code == "store-version"


@pytest.mark.parametrize("version", [0, -1])
def test_a_version_that_no_release_ever_wrote_is_damage(made: Path, version: int) -> None:
    changed(made, f"PRAGMA user_version = {version}")
    with pytest.raises(ad.StoreError, match="which there never was; take a backup") as caught:
        ad.Store.open(made)
    assert caught.value.code == "store-damaged"


def test_an_empty_file_is_no_new_store_since_it_may_be_one_that_was_cut(path: Path) -> None:
    path.touch()
    assert code_of(path) == "store-damaged"


def test_a_log_without_its_store_is_not_taken_for_the_log_of_a_new_one(made: Path) -> None:
    with ad.Store.open(made) as store:
        store.put(DEMO)
        log = Path(f"{made}-wal").read_bytes()
    made.unlink()
    Path(f"{made}-wal").write_bytes(log)
    assert code_of(made) == "store-damaged"
    assert not made.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE parties",
        "DROP INDEX parties_by_name",
        "ALTER TABLE versions ADD COLUMN more",
        "CREATE TRIGGER t AFTER INSERT ON versions BEGIN DELETE FROM parties; END",
        "DELETE FROM head",
    ],
)
def test_a_store_whose_tables_were_changed_is_refused(made: Path, statement: str) -> None:
    changed(made, statement)
    assert code_of(made) == "store-damaged"


def test_views_and_indexes_of_ones_own_and_statistics_are_let_be(made: Path) -> None:
    changed(made, "CREATE VIEW mine AS SELECT * FROM deals", "CREATE INDEX own ON versions (kept_by)", "ANALYZE")
    with ad.Store.open(made) as store:
        assert store.put(DEMO) == 1


def test_a_store_that_is_only_read_cannot_be_changed(made: Path) -> None:
    with ad.Store.open(made) as store:
        store.put(DEMO)
    with ad.Store.open(made, read_only=True) as store:
        assert store.get("demo") == DEMO
        for change in (lambda: store.put(DEMO), lambda: store.remove("demo"), lambda: store.put_all(ad.Register())):
            with pytest.raises(ad.StoreError, match="was opened with read_only=True") as caught:
                change()
            assert caught.value.code == "store-read-only"
    assert made.stat().st_size


def test_readers_do_not_wait_for_a_writer_and_writers_for_so_long(made: Path) -> None:
    with ad.Store.open(made) as store, ad.Store.open(made, wait_seconds=0.01) as other:
        store.put(DEMO)
        store._db.execute("BEGIN IMMEDIATE")
        assert other.get("demo") == DEMO
        with pytest.raises(ad.StoreError, match="is being written by somebody else; try again") as caught:
            other.put(DEMO)
        assert caught.value.code == "store-busy"
        store._db.execute("ROLLBACK")
        assert other.put(DEMO) == 2


def test_a_store_without_room_says_so_and_keeps_what_it_has(made: Path) -> None:
    with ad.Store.open(made) as store:
        store.put(DEMO)
        store._db.execute("PRAGMA max_page_count = 1")  # as many as there are
        with pytest.raises(ad.StoreError, match="there is no room left; nothing was changed") as caught:
            store.put(ad.Deal(id="large", note="x" * 20_000))
        assert caught.value.code == "store-full"
        assert store.ids == ("demo",)
        store._db.execute("PRAGMA max_page_count = 100000")
        assert store.put(ad.Deal(id="large", note="x" * 20_000)) == 1
        assert store.verify().seq == 2


FILES_OF_LIMITED_SIZE = """
import resource
with ad.Store.open(sys.argv[1]) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
    for k in range(1000):
        try:
            store.put(ad.Deal(id=f"d{k}", note="x" * 5_000))
        except ad.StoreError as error:
            print(error.code)
            break
        print(f"d{k}")
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    store.put(ad.Deal(id="after"))
    print("after")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_where_files_may_not_grow_nothing_acknowledged_is_lost(made: Path, beside: Run) -> None:
    told = beside(FILES_OF_LIMITED_SIZE, made).communicate()[0].split()
    code = next(word for word in told if word.startswith("store-"))
    assert code in ("store-io", "store-full")
    put = [word for word in told if word != code]
    assert len(put) > 5
    with ad.Store.open(made) as store:
        assert store.ids == tuple(put)
        assert store.verify().seq == len(put)


# Whoever runs the tests may be allowed everything, so the rights are given up where a folder has to be closed to somebody.
IN_A_CLOSED_FOLDER = """
import os, tempfile
with tempfile.TemporaryDirectory() as folder, ad.Store.open(f"{folder}/x.db") as store:
    store.put(ad.Deal(id="warm", parties=(ad.Party("Russia", role="supplier"),)))
    store.get("warm"), store.find(supplier="RU"), store.verify()
os.environ.pop("TMPDIR", None)
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
for read_only in (True, False):
    try:
        with ad.Store.open(sys.argv[1], read_only=read_only) as store:
            print(store.get("demo").title, store.verify().seq)
            store.put(ad.Deal(id="more"))
            print("put")
    except ad.StoreError as error:
        print(error.code)
try:
    ad.Store.open(os.path.dirname(sys.argv[1]) + "/new.db")
except ad.StoreError as error:
    print(error.code)
"""


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """A folder that others can look into; pytest's own are for its user alone."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    folder.chmod(0o755)
    rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_a_store_in_a_folder_that_cannot_be_written_can_be_read(made: Path, closed_folder: Path, beside: Run) -> None:
    with ad.Store.open(made) as store:
        store.put(DEMO)
    copy(made, closed_folder / "deals.db")
    (closed_folder / "deals.db").chmod(0o444)
    closed_folder.chmod(0o555)
    out, err = beside(IN_A_CLOSED_FOLDER, closed_folder / "deals.db").communicate()
    told = out.split()
    assert told[:3] == ["S-400", "1", "store-read-only"], err
    assert told[3:] in (["store-closed-to-us", "store-closed-to-us"], ["store-read-only", "store-closed-to-us"]), err
    assert [file.name for file in closed_folder.iterdir()] == ["deals.db"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_what_lies_in_a_log_that_cannot_be_used_is_not_passed_over(
    made: Path, closed_folder: Path, beside: Run
) -> None:
    with ad.Store.open(made) as store:
        store.put(DEMO)
        for end in ("", "-wal"):
            copy(f"{made}{end}", closed_folder / f"deals.db{end}")
            (closed_folder / f"deals.db{end}").chmod(0o444)
    closed_folder.chmod(0o555)
    out, err = beside(IN_A_CLOSED_FOLDER, closed_folder / "deals.db").communicate()
    assert out.split()[0] == "store-read-only", err


def test_our_files_can_be_told_from_others(made: Path) -> None:
    assert made.read_bytes()[68:72] == APPLICATION_ID.to_bytes(4, "big") == b"ARMS"
