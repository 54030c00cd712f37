"""Terms before and after an amendment: which claims speak of which time."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.model.resolve import resolve


def deal(*prices: ad.PriceClaim, history: tuple[ad.Event, ...] = ()) -> ad.Deal:
    return ad.Deal(id="demo", prices=prices, history=history)


def price(value: str, **more: Any) -> ad.PriceClaim:
    return ad.PriceClaim(value, **more)


AMENDED = ad.Event(when="2020-04-09", amendments=(ad.Amendment(what="improved terms", consent="both"),))
BEFORE = price("14.8e9 CAD CONTRACT", when="2016-01", said="2016")
AFTER = price("14e9 CAD CONTRACT", when="2020-04-09", said="2020")


def test_a_price_that_an_amendment_changed_is_not_disputed() -> None:
    told = deal(BEFORE, AFTER, history=(AMENDED,))
    assert str(told.price().value) == "14000000000 CAD CONTRACT"
    assert told.price().superseded == (BEFORE,)
    assert not told.price().disputed
    assert told.disputes() == ()
    assert "Of another time, before or after an amendment: 14.8 billion CAD" in str(told.why("price"))


def test_the_price_of_a_day_is_that_of_the_terms_then_in_force() -> None:
    told = deal(BEFORE, AFTER, history=(AMENDED,))
    assert str(told.price(on="2019-12-31").value) == "14800000000 CAD CONTRACT"
    assert told.price(on="2019-12-31").superseded == (AFTER,)
    assert str(told.price(on="2020-04-09").value) == "14000000000 CAD CONTRACT"
    assert told.price(on="2020").disputed  # in that year it was the one and then the other


@pytest.mark.parametrize(
    "event",
    [
        ad.Event(when="2020-04-09", text="a statement"),
        ad.Event(when="2020-04-09", modality="planned", amendments=AMENDED.amendments),
        ad.Event(when="2021", amendments=AMENDED.amendments),
        ad.Event(when="2015", amendments=AMENDED.amendments),
    ],
)
def test_without_an_amendment_in_between_they_stay_rivals(event: ad.Event) -> None:
    assert deal(BEFORE, AFTER, history=(event,)).price().disputed


def test_an_amendment_of_the_loan_changes_no_price() -> None:
    loan = ad.Event(when="2017", instrument=ad.Instrument(id="loan", kind="loan agreement"))
    changed = ad.Event(when="2020-04-09", amendments=(ad.Amendment(what="the rate", of="loan"),))
    assert deal(BEFORE, AFTER, history=(loan, changed)).price().disputed


def test_an_amendment_that_was_taken_back_changed_nothing() -> None:
    told = ad.Event(id="changed", when="2020-04-09", amendments=AMENDED.amendments)
    assert deal(BEFORE, AFTER, history=(told,)).retract("changed", on="2021").price().disputed


def test_a_price_that_is_told_before_the_amendment_alone_goes_on() -> None:
    assert str(deal(BEFORE, history=(AMENDED,)).price().value) == "14800000000 CAD CONTRACT"
    two = deal(BEFORE, price("15e9 CAD CONTRACT", when="2016-02", said="2016"), history=(AMENDED,))
    assert two.price().undecided or two.price().disputed


def test_a_claim_without_a_day_speaks_of_no_later_time_than_that_in_which_it_was_known() -> None:
    told = deal(price("1e9 USD", said="2016"), price("1.2e9 USD", when="2020-05"), history=(AMENDED,))
    assert str(told.price().value) == "1200000000 USD"
    assert not told.price().disputed
    undated = deal(price("1e9 USD"), price("1.2e9 USD", when="2020-05"), history=(AMENDED,))
    assert undated.price().disputed  # it may speak of either time


def test_an_amendment_of_the_schedule_parts_no_prices() -> None:
    moved = ad.Amendment(what="delivery schedule", before="2022", after="2023")
    assert deal(BEFORE, AFTER, history=(ad.Event(when="2020-04-09", amendments=(moved,)),)).price().disputed


@pytest.mark.parametrize(
    ("what", "before", "after", "parts"),
    [
        ("share of local work", "", "60 %", False),
        ("local work", "40 per cent", "at least 60 percent", False),
        ("the price", "", "110 %", True),
        ("local work", "", "60 % and 2 more boats", True),
    ],
)
def test_an_amendment_of_shares_alone_parts_no_prices(what: str, before: str, after: str, *, parts: bool) -> None:
    change = ad.Amendment(what=what, before=before, after=after)
    told = deal(BEFORE, AFTER, history=(ad.Event(when="2020-04-09", amendments=(change,)),))
    assert told.price().disputed is not parts


def test_an_amendment_of_which_nobody_says_what_it_changed_may_have_changed_the_price() -> None:
    paper = ad.Instrument(kind="amendment")
    told = deal(BEFORE, AFTER, history=(ad.Event(when="2020-04-09", instrument=paper),))
    assert str(told.price().value) == "14000000000 CAD CONTRACT"
    assert told.price().superseded == (BEFORE,)
    planned = ad.Event(when="2020-04-09", instrument=paper, modality="planned")
    another = ad.Event(when="2020-04-09", instrument=ad.Instrument(kind="settlement"))
    of_a_day = ad.Event(
        when="2020-04-09", instrument=paper, amendments=(ad.Amendment(what="deadline", after="2021-01"),)
    )
    for event in (planned, another, of_a_day):
        assert deal(BEFORE, AFTER, history=(event,)).price().disputed


def test_an_amendment_of_a_vague_day_leaves_both_open_on_a_day_within() -> None:
    line = ad.Line(id="a", system="A", quantities=(
        ad.QuantityClaim("6", basis="ordered", said="2018-02"), ad.QuantityClaim("10", basis="ordered", said="2020-02"),
    ))  # fmt: skip
    told = ad.Deal(id="demo", lines=(line,), history=(ad.Event(when="2019", amendments=(ad.Amendment(what="more"),)),))
    within = told.quantity("a", on="2019-01-01")
    assert told.ordered("a", on="2019-01-01") is None
    assert within.undecided
    assert within.low == 6
    assert within.high == 10
    assert [str(told.ordered("a", on=day)) for day in ("2018-12-31", "2020-01-01")] == ["6", "10"]


RAISED = ad.Event(when="2025-02-10", said="2025-07", amendments=(ad.Amendment(what="the price"),))
WORDED = ad.Event(
    when="2025-02-10", amendments=(ad.Amendment(what="the price", before="30 million dollars", after="$40 million"),)
)


def test_a_sum_that_was_told_after_an_amendment_is_not_that_of_before_it() -> None:
    told = deal(price("30e6 USD", said="2023-05"), price("40e6 USD", said="2025-07-01"), history=(RAISED,))
    for day, sum_, other in (
        ("2024", "30000000 USD", 1),
        ("2025-02-09", "30000000 USD", 1),
        ("2025-02-10", "40000000 USD", 0),
    ):
        answer = told.price(on=day)
        assert (str(answer.value), answer.disputed) == (sum_, False), day
        assert answer.superseded == (told.prices[other],), day


def test_a_number_that_was_told_after_an_amendment_is_not_that_of_before_it() -> None:
    line = ad.Line(id="s300", system="S-300", quantities=(
        ad.QuantityClaim("5 battalions", basis="ordered", said="2007-12-27"),
        ad.QuantityClaim("4 battalions", basis="ordered", said="2015-11-09"),
    ))  # fmt: skip
    told = ad.Deal(
        id="demo", lines=(line,), history=(ad.Event(when="2015-11-09", amendments=(ad.Amendment(what="all"),)),)
    )
    for day, number in (("2009", "5 battalion"), ("2015-11-08", "5 battalion"), ("2015-11-09", "4 battalion")):
        assert str(told.quantity("s300", on=day).value) == number
        assert not told.quantity("s300", on=day).disputed
        assert str(told.outstanding("s300", on=day)) == number


def test_the_words_of_an_amendment_date_what_nothing_else_dates() -> None:
    told = (price("30e6 USD"), price("40e6 USD"))
    worded = deal(*told, history=(WORDED,))
    assert str(worded.price(on="2024").value) == "30000000 USD"
    assert str(worded.price(on="2026").value) == str(worded.price().value) == "40000000 USD"
    assert not worded.price(on="2024").disputed
    assert not worded.price().disputed
    for day in ("2024", "2026"):  # never guessed
        assert deal(*told, history=(RAISED,)).price(on=day).disputed


def test_the_words_of_an_amendment_date_a_late_report_of_the_first_price() -> None:
    late = price("30e6 USD", said="2026")
    told = deal(late, price("40e6 USD", said="2025-07"), history=(WORDED,))
    assert str(told.price().value) == "40000000 USD"
    assert told.price().superseded == (late,)
    assert str(told.price(on="2024").value) == "30000000 USD"
    assert deal(late, price("40e6 USD", said="2025-07"), history=(RAISED,)).price().disputed


def test_a_price_that_went_up_and_down_again_is_not_dated_by_words() -> None:
    back = ad.Event(when="2027", amendments=(ad.Amendment(before="$40 million", after="$30 million"),))
    told = deal(price("30e6 USD"), price("40e6 USD"), history=(WORDED, back))
    assert told.price(on="2026").disputed  # the 30 may speak of any time
    assert not told.price(on="2024").disputed


def test_a_sum_told_in_the_year_of_the_amendment_may_speak_of_either_time() -> None:
    told = deal(price("30e6 USD", said="2023"), price("40e6 USD", said="2025"), history=(RAISED,))
    assert told.price(on="2024").disputed


def test_between_two_amendments_what_went_on_and_what_is_told_later_both_may_stand() -> None:
    second = ad.Event(when="2028", amendments=(ad.Amendment(what="the price again"),))
    told = deal(price("30e6 USD", said="2023"), price("50e6 USD", said="2029"), history=(RAISED, second))
    assert not told.price(on="2024").disputed
    assert told.price(on="2026").disputed
    assert not told.price(on="2028").disputed


@given(
    sums=st.lists(st.integers(1, 10**9), min_size=1, max_size=5, unique=True),
    trust=st.lists(st.sampled_from(ad.Confidence), min_size=5, max_size=5),
    seed=st.integers(0, 99),
)
def test_law_what_was_told_in_its_time_answers_for_its_time_undisputed(
    sums: list[int], trust: list[ad.Confidence], seed: int
) -> None:
    told = [
        price(f"{value} USD", said=f"{2000 + place}-06", confidence=sure)
        for place, (value, sure) in enumerate(zip(sums, trust, strict=False))
    ]
    changed = tuple(
        ad.Event(when=f"{2001 + place}-01", said=f"{2001 + place}-02", amendments=(ad.Amendment(what="the price"),))
        for place in range(len(sums) - 1)
    )
    random.Random(seed).shuffle(told)  # noqa: S311  # any order will do
    one = deal(*told, history=changed)
    for place, value in enumerate(sums):
        day = f"{2000 + place}-08-01"
        assert str(one.price(on=day).value) == f"{value} USD"
        assert not one.price(on=day).disputed
        assert str(one.as_known(day).price().value) == f"{value} USD"
    assert str(one.price().value) == f"{sums[-1]} USD"


def test_an_order_is_what_the_last_amendment_left_of_it() -> None:
    line = ad.Line(id="gripen", system="Gripen", quantities=(
        ad.QuantityClaim("28", basis="ordered", when="2004"), ad.QuantityClaim("26", basis="ordered", when="2006"),
    ))  # fmt: skip
    told = ad.Deal(
        id="demo", lines=(line,), history=(ad.Event(when="2005", amendments=(ad.Amendment(what="two fewer"),)),)
    )
    assert str(told.ordered("gripen")) == "26"
    assert str(told.ordered("gripen", on="2004-12-31")) == "28"
    assert str(told.outstanding("gripen", on="2004-12-31")) == "28"
    assert not told.quantity("gripen").disputed


@given(
    told=st.lists(ads.price_claims(), max_size=5), days=st.lists(ads.whens(), max_size=3), on=st.none() | ads.whens()
)
def test_law_amendments_lose_no_claim(told: list[ad.PriceClaim], days: list[ad.When], on: ad.When | None) -> None:
    in_order = sorted(days, key=lambda day: (day.lo, day.hi, str(day)))
    answer = resolve(told, amended=in_order, on=on)
    facts = [claim for claim in told if claim.modality is ad.Modality.FACT and claim.value is not None]
    assert sorted(map(repr, facts)) == sorted(repr(claim) for claim in answer.claims if claim.value is not None)


def wanted(*told: str, basis: str = "sought") -> ad.Deal:
    """A deal of which numbers are told as of days: "2012 28"."""
    claims = [ad.QuantityClaim(number, basis=basis, when=day) for day, number in (row.split() for row in told)]
    return ad.Deal(id="demo", lines=(ad.Line(id="a", system="A", quantities=tuple(claims)),))


@pytest.mark.parametrize("basis", ["sought", "planned", "exported", "delivered"])
def test_what_is_wanted_may_be_another_number_on_another_day(basis: str) -> None:
    deal = wanted("2012 28", "2014 12", basis=basis)
    assert deal.disputes() == ()
    on = {day: str(deal.quantity("a", basis, on=day).value) for day in ("2012-06-01", "2013", "2014-12-31", "2015")}
    assert on == {"2012-06-01": "28", "2013": "28", "2014-12-31": "12", "2015": "12"}
    assert deal.quantity("a", basis, on="2014").low == 12
    assert deal.quantity("a", basis, on="2014").high == 28


def test_numbers_wanted_on_days_that_may_be_one_stay_rivals() -> None:
    assert wanted("2012 28", "2012-06 12").quantity("a", "sought").disputed
    assert wanted("2012 28", "2012 12").quantity("a", "sought").disputed
    assert wanted("2012 28", "2014 12", basis="ordered").quantity("a", "ordered").disputed


SIGNED = ad.Event(when="2014-10-24", stage="signed", instrument=ad.Instrument(kind="contract"))
BY_2025 = ad.Event(
    when="../2025-06-30", amendments=(ad.Amendment(what="the price", before="39.3 bn SEK", after="13 % more"),)
)


def test_no_contract_was_amended_before_it_was_signed() -> None:
    bid, price_ = price("4.5e9 USD OFFER", said="2013-12-18"), price("39.3e9 SEK CONTRACT", said="2014-10-27")
    told = deal(bid, price_, history=(SIGNED, BY_2025))
    assert str(told.price().value) == "39300000000 SEK CONTRACT"
    unsigned = deal(bid, price_, history=(BY_2025,))  # by its day alone, the change may be older than the bid
    assert str(unsigned.price().value) == "4500000000 USD OFFER"


def test_words_that_date_one_telling_of_a_sum_date_the_others_of_its_key() -> None:
    crowns = price("39.3e9 SEK CONTRACT", key="price", said="2014-10-27", confidence="high")
    dollars = price("5.4e9 USD CONTRACT", key="price", said="2014-10-28")
    found = deal(crowns, dollars, history=(SIGNED, BY_2025)).price()
    assert (str(found.value), found.disputed) == ("39300000000 SEK CONTRACT", False)
    other = deal(crowns, price("5.4e9 USD CONTRACT", said="2014-10-28"), history=(SIGNED, BY_2025)).price()
    assert str(other.value) == "5400000000 USD CONTRACT"  # nothing says that it is the same sum
    raised = price("44.4e9 SEK CONTRACT", key="price", when="2025-07", said="2025-07-01")
    assert str(deal(crowns, dollars, raised, history=(SIGNED, BY_2025)).price().value) == "44400000000 SEK CONTRACT"
