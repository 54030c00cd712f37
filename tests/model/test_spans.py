"""How long a deal stayed in a stage, and what its tranches have to say in it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals.model.spans import stays, stays_of_whole
from armsdeals.values.when import ALWAYS, NEVER

Stage = ad.NegotiationStage
PARTS = (ad.Tranche(id="one"), ad.Tranche(id="two"))
TOLD = st.lists(
    st.tuples(
        st.sampled_from(["2001-02-03", "2001", "2002-05", "2003/2005", "2004-07-01", "../2002", "2004/.."]),
        st.sampled_from(
            [Stage.TALKS, Stage.SIGNED, Stage.DELIVERING, Stage.DELIVERED, Stage.SUSPENDED, Stage.CANCELLED]
        ),
        st.sampled_from(["", "one", "two"]),
    ),
    max_size=5,
)


def told(*rows: tuple[str, str, str]) -> ad.Deal:
    """A deal of two tranches: of each row a day, a stage, and the tranche that it speaks of, if of one."""
    history = [ad.Event(when=day, stage=stage, scope=(part,) if part else ()) for day, stage, part in rows]
    return ad.Deal(id="demo", tranches=PARTS, history=tuple(history))


def test_a_deal_in_tranches_stays_where_its_tranches_bring_it() -> None:
    deal = told(
        ("2022-02-10", "signed", ""),
        ("2022-09-09", "effective", "one"),
        ("2023", "delivering", "one"),
        ("2024-02-01", "delivered", "one"),
        ("2024-06/2025-03", "delivered", "two"),
    )
    assert [str(span) for span in deal.spans()] == [
        "SIGNED since 2022-02-10 until 2022-09-09 (211 days)",
        "EFFECTIVE since 2022-09-09 until 2023 (114 to 478 days)",
        "DELIVERING since 2023 until 2024-06-01/2025-03-31 (153 to 820 days)",
        "DELIVERED since 2024-06-01/2025-03-31",
    ]
    assert str(deal.days_between("signed", "delivered")) == "842..1145 day"
    assert [span.stage for span in deal.spans("one")] == [Stage.EFFECTIVE, Stage.DELIVERING, Stage.DELIVERED]


def test_days_between_two_exact_days_are_one_number_and_from_an_uncertain_one_a_range() -> None:
    exact = ad.Deal(id="demo").sign(on="2020-01-01").cancel(on="2020-01-31")
    assert str(exact.days_between("signed", "cancelled")) == "30 day"
    month = ad.Deal(id="demo").sign(on="2020-01").cancel(on="2020-02-10")
    assert str(month.days_between("signed", "cancelled")) == "10..40 day"


@pytest.mark.parametrize(
    ("signed", "cancelled", "days"),
    [
        ("../2020", "2021-06-30", ">=181 day"),  # from New Year's Eve on, or longer
        ("2020-01-01", "2021/..", ">=366 day"),
        ("../2020", "../2021", "None"),
        ("2020/..", "2021/..", "None"),
        ("../2020", "2021", ">=1 day"),
        ("2020-12-01/..", "2020-12-31", "0..30 day"),
    ],
)
def test_a_date_that_is_open_leaves_the_days_that_are_certain(signed: str, cancelled: str, days: str) -> None:
    deal = ad.Deal(
        id="demo", history=(ad.Event(when=signed, stage="signed"), ad.Event(when=cancelled, stage="cancelled"))
    )
    assert str(deal.days_between("signed", "cancelled")) == days


def test_tranches_of_which_nothing_is_told_change_no_stay() -> None:
    rows = (("../2002", "talks", ""), ("2003-05-06", "signed", ""), ("2004/..", "cancelled", ""))
    plain = ad.Deal(id="demo", history=told(*rows).history)
    assert told(*rows).spans() == plain.spans()
    assert told().spans() == ()


@given(rows=TOLD)
def test_law_on_every_day_that_surely_lies_in_a_stay_its_stages_are_all_possible(
    rows: list[tuple[str, str, str]],
) -> None:
    deal = told(*rows)
    parts = [deal.replay(part.id) for part in PARTS]
    found = stays_of_whole((deal.replay(), *parts), lambda day: deal.standing(day).stages)
    for stay, after in pairwise(found):
        assert stay.lo <= stay.hi
        assert stay.lo <= after.lo
        assert stay.hi <= after.hi
        assert stay.stages != after.stages
        for day in {stay.hi, after.lo - 1} - {ALWAYS, NEVER}:
            if stay.hi <= day < after.lo:
                assert stay.stages <= deal.standing(ad.When.between(day, day)).stages
    assert (found[-1].stages if found else {None}) == deal.stages


@given(rows=TOLD)
def test_law_every_stay_of_a_plain_history_is_found_again_where_its_days_are_exact(
    rows: list[tuple[str, str, str]],
) -> None:
    exact = [row for row in rows if len(row[0]) == len("2001-02-03") and not row[2]]
    deal = told(*exact)
    found = stays(deal.replay())
    if deal.replay().is_plain and len({stay.lo for stay in found}) == len(found):
        assert stays_of_whole((deal.replay(),), lambda day: deal.replay().at(day).stages) == found
