"""Tests of the collector at rest: it comes back as it was, and what was made does not stay young."""

import gc
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from armsdeals._collector import MUCH, collector_paused
from armsdeals._disk import size_of

OLDEST = 2


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    was_on, threshold = gc.isenabled(), gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)
    gc.enable() if was_on else gc.disable()


@pytest.mark.parametrize("size", [0, MUCH])
@pytest.mark.parametrize("was_on", [True, False])
def test_it_is_put_back_after_a_fault_as_well(*, was_on: bool, size: int) -> None:
    gc.enable() if was_on else gc.disable()
    with suppress(ZeroDivisionError), collector_paused(size):
        assert not gc.isenabled()
        raise ZeroDivisionError
    assert gc.isenabled() is was_on


def test_what_is_made_of_many_bytes_is_old_at_once() -> None:
    gc.enable()
    with collector_paused(MUCH):
        kept = [[number] for number in range(50)]
    assert not any(one is kept for young in (0, 1) for one in gc.get_objects(young))
    assert any(one is kept for one in gc.get_objects(OLDEST))


def test_garbage_of_before_does_not_grow_old_with_it() -> None:
    class Told:
        itself: object

    gc.enable()
    gc.collect()
    gc.set_threshold(100_000)
    one = Told()
    one.itself = one
    mark = id(one)
    del one
    with collector_paused(MUCH):
        pass
    assert not any(id(other) == mark and type(other) is Told for other in gc.get_objects())


def test_what_a_program_froze_stays_frozen() -> None:
    gc.enable()
    kept = [["frozen"]]
    gc.freeze()
    with collector_paused(MUCH):
        pass
    assert not any(one is kept for one in gc.get_objects())  # what is frozen is in none of the generations


def test_how_much_is_to_be_read_is_told_of_files_and_guessed_of_folders(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 700)
    (tmp_path / "b").write_bytes(b"x" * 11)
    assert size_of([tmp_path / "a", tmp_path / "b"]) == 711
    assert size_of([tmp_path]) >= MUCH
    assert size_of([tmp_path / "none"]) == size_of(["a\0b"]) == 0
