"""Work on long columns is shared out over threads, in the order of the columns, and a fault in one of them is raised."""

from threading import get_ident
from time import sleep

import pytest
from hypothesis import given, strategies as st

from armsdeals.analysis._side_by_side import LONG, side_by_side


@given(st.lists(st.integers()), st.sampled_from((0, LONG - 1, LONG, 10 * LONG)))
def test_law_what_is_made_comes_in_the_order_of_the_things(things: list[int], length: int) -> None:
    assert side_by_side(str, iter(things), length=length) == [str(thing) for thing in things]


def test_short_work_stays_in_its_thread_and_long_work_leaves_it() -> None:
    assert set(side_by_side(lambda _: get_ident(), range(4), length=LONG - 1)) == {get_ident()}
    assert get_ident() not in side_by_side(lambda _: get_ident(), range(4), length=LONG)


@pytest.mark.parametrize("length", [1, LONG])
def test_a_fault_in_one_thing_is_raised(length: int) -> None:
    def inverse(thing: int) -> float:
        sleep(0.001 * thing)
        return 1 / thing

    with pytest.raises(ZeroDivisionError):
        side_by_side(inverse, (2, 0, 1), length=length)
