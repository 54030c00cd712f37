"""Flags of SIPRI's older registers that share one name: each goes to its own figure or, told so, to none."""

import itertools
from collections.abc import Iterable

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals.model.volume import NUMBER_UNMARKED, YEAR_UNMARKED
from armsdeals.register.reading import Reading
from armsdeals.sources._base import source_named

Column = tuple[str, str]


def blocks(flag: str) -> list[list[Column]]:
    """The columns of an older register with their cells, each figure with its flag behind it."""
    return [
        [("Recipient", "Norway")], [("Supplier", "Sweden")], [("No. ordered", "4"), (flag, "TRUE")],
        [("Weapon designation", "Drone-5")], [("Weapon description", "UAV")], [("Year of order", "1992"), (flag, "FALSE")],
        [("Year of delivery", "1995-2002")], [("No. delivered", "3"), (flag, "TRUE")], [("Comments", "For patrols")],
    ]  # fmt: skip


def read(columns: Iterable[Column]) -> Reading:
    lines = (",".join(cells) for cells in zip(*columns, strict=True))
    return source_named("sipri").read("\n".join(lines).encode(), name="file.csv")


def figures(reading: Reading) -> dict[str, str]:
    """What an older register says of the one deal, the doubts about its figures included."""
    (deal,) = reading.register
    (ordered,) = deal.lines[0].quantities
    signed, delivering = deal.history
    (came,) = delivering.deliveries
    return {
        "ordered": str(ordered.value), "of the ordered": ordered.text, "order": str(signed.when), "of the order": signed.text,
        "delivered": str(came.quantity), "delivery": str(delivering.when), "of the delivery": delivering.text,
    }  # fmt: skip


KEPT = {
    "ordered": "~4", "of the ordered": "", "order": "1992", "of the order": "", "delivered": "~3",
    "delivery": "1995/2002", "of the delivery": "",
}  # fmt: skip
NOBODYS = {
    "ordered": "4", "of the ordered": NUMBER_UNMARKED, "order": "1992", "of the order": YEAR_UNMARKED, "delivered": "3",
    "delivery": "1995/2002", "of the delivery": f"{NUMBER_UNMARKED}; {YEAR_UNMARKED}",
}  # fmt: skip


@given(
    order=st.permutations(range(9)),
    turned=st.sampled_from(["", "turned round"]),
    at=st.integers(0, 11),
    flag=st.sampled_from(["uncertain", ""]),
)
def test_law_a_flag_of_an_older_register_goes_to_its_figure_or_to_none(
    order: list[int], turned: str, at: int, flag: str
) -> None:
    known = blocks(flag)
    columns = list(itertools.chain.from_iterable(known[place] for place in order))
    columns = columns[::-1] if turned else columns
    columns = columns[at:] + columns[:at]
    if not columns[-1][0]:
        columns = columns[-1:] + columns[:-1]  # a blank name at the end of a head names no column
    reading = read(columns)
    is_astray = "no-flags" in [issue.code for issue in reading.issues]
    assert figures(reading) == (NOBODYS if is_astray else KEPT)


@pytest.mark.parametrize("flag", ["uncertain", ""])
def test_flags_that_stand_behind_their_figures_are_theirs_wherever_these_stand(flag: str) -> None:
    for order in (range(9), range(8, -1, -1)):
        reading = read(itertools.chain.from_iterable(blocks(flag)[place] for place in order))
        assert figures(reading) == KEPT
        assert not reading.issues


def test_flags_of_columns_that_were_turned_round_are_nobodys_with_a_warning() -> None:
    reading = read(list(itertools.chain.from_iterable(blocks("uncertain")))[::-1])
    assert figures(reading) == NOBODYS
    (issue,) = [issue for issue in reading.issues if issue.severity is ad.Severity.WARNING]
    assert (issue.code, issue.line) == ("no-flags", 1)
    assert issue.message == (
        "flags of estimates stand behind no figure of theirs (columns 2, 5 and 9), so nobody says which figures are estimates"
    )


def test_a_flag_behind_the_years_alone_may_be_that_of_the_number_before_it() -> None:
    known = blocks("uncertain")
    years, (delivered, flag) = known[6], known[7]
    reading = read([*itertools.chain.from_iterable(known[:6]), delivered, *years, flag, *known[8]])
    assert figures(reading) == NOBODYS
    of_years = read([*itertools.chain.from_iterable(known[:6]), *years, flag, delivered, flag, *known[8]])
    assert figures(of_years) == KEPT | {"delivery": "1995?/2002?"}


def test_a_blank_column_that_holds_no_flags_takes_none_away() -> None:
    known = list(itertools.chain.from_iterable(blocks("uncertain")))
    for cell, codes in (("", []), ("see above", ["unknown-column"])):
        reading = read([*known[:5], ("", cell), *known[5:]])
        assert figures(reading) == KEPT
        assert [issue.code for issue in reading.issues] == codes
