"""Places in a ranking: of ranges, of equal numbers, and of sums that nobody can put in order."""

from hypothesis import given, strategies as st

import armsdeals as ad
import armsdeals.analysis as an

UNKNOWN = ad.NoValue.UNKNOWN


@given(st.lists(st.tuples(st.integers(-5, 5), st.integers(0, 3)), min_size=1, max_size=5))
def test_law_a_place_is_one_that_some_choice_of_numbers_gives(spans: list[tuple[int, int]]) -> None:
    cells = [an.Range(low=low, high=low + wide) for low, wide in spans]
    found = ad.Result(columns=("name", "n"), rows=((str(k), cell) for k, cell in enumerate(cells))).ranked_by("n")
    for row in found:
        k = int(row["name"])
        low, high = cells[k].low, cells[k].high
        others = [cell for j, cell in enumerate(cells) if j != k]
        # At its own low end, what must lie before it; at its own high end, what may.
        best = 1 + sum(cell.high < low for cell in others if cell.high is not None and low is not None)
        worst = 1 + sum(cell.low < high for cell in others if cell.low is not None and high is not None)
        place = row["place"]
        assert (place, place) == (best, worst) if isinstance(place, int) else (place.low, place.high) == (best, worst)


def test_sums_that_stand_for_different_things_are_not_put_in_order() -> None:
    rows = (("a", ad.Price("1 USD CONTRACT")), ("b", ad.Price("2 USD CEILING")), ("c", ad.Price("3 EUR CONTRACT")))
    found = ad.Result(columns=("name", "price"), rows=rows).ranked_by("price")
    assert {row["place"] for row in found} == {UNKNOWN}
    assert all("not compared" in row["unranked"] for row in found)


def test_equal_numbers_share_a_place_and_the_largest_may_come_first() -> None:
    found = ad.Result(columns=("name", "n"), rows=(("a", 1), ("b", 3), ("c", 3))).ranked_by("n", highest_first=True)
    assert [(row["name"], row["place"]) for row in found] == [("b", 1), ("c", 1), ("a", 3)]
