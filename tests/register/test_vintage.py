"""Vintage and counts: what a printing was made for, and that no line is lost."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from armsdeals.errors import InvalidValue
from armsdeals.register.vintage import Counts, Vintage


def test_counts_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(
        InvalidValue, match="10 lines are not 7 used \\+ 1 joined \\+ 1 refused \\+ 0 skipped, which make 9"
    ):
        Counts(data_lines=10, used=7, joined=1, refused=1)


@given(parts=st.tuples(*[st.integers(0, 10_000)] * 4), more=st.integers(-20, 20).filter(bool))
def test_law_only_a_full_account_is_held(parts: tuple[int, int, int, int], more: int) -> None:
    used, joined, refused, skipped = parts
    held = Counts(data_lines=sum(parts), used=used, joined=joined, refused=refused, skipped=skipped)
    assert held.data_lines == sum(parts)
    with pytest.raises(InvalidValue):
        Counts(data_lines=sum(parts) + more, used=used, joined=joined, refused=refused, skipped=skipped)


def test_the_lines_of_several_files_are_counted_together() -> None:
    one, two = Counts(data_lines=3, used=2, joined=1), Counts(data_lines=4, used=1, refused=2, skipped=1)
    assert one + two == Counts(data_lines=7, used=3, joined=1, refused=2, skipped=1)


@pytest.mark.parametrize(
    ("first", "last", "said", "is_windowed"),
    [
        (None, None, "all years", False),
        (2000, 2025, "2000 to 2025", True),
        (2000, None, "2000 to the latest", True),
        (None, 1989, "the first to 1989", True),
    ],
)
def test_a_vintage_says_for_which_years_it_was_made(
    first: int | None, last: int | None, said: str, *, is_windowed: bool
) -> None:
    vintage = Vintage(publisher="SIPRI", generated=date(2026, 7, 14), first_year=first, last_year=last)
    assert (vintage.years, vintage.is_windowed) == (said, is_windowed)
    assert str(vintage) == f"SIPRI, generated 2026-07-14, {said}"
