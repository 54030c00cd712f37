"""Curves over waits of whole deals, reckoned by hand: signed, cancelled, lapsed and open ones, some on uncertain days.

Ten offers, each made on a day and looked at on 10 April 2020, 100 days after the first of January:

    deal   offered     ended                    wait
    one    1 January   signed 11 January        10
    two    1 January   signed 21 January        20
    three  1 January   cancelled 21 January     20
    four   1 January   lapsed 31 January        30
    five   16 March    open                     25
    six    1 January   signed 20 February       50
    seven  1 January   signed 20 February       50
    eight  20 February open                     50
    nine   1 January   signed 11 March          70
    ten    1 January   open                    100
"""

from fractions import Fraction

import pytest

import armsdeals as ad
import armsdeals.analysis as an
from armsdeals.analysis.cells import NoValue

LOOKED = "2020-04-10"


def offer(name: str, ended: str = "", stage: str = "signed", *, made: str = "2020-01-01") -> ad.Deal:
    deal = ad.Deal(id=name).with_event(ad.Event(when=made, stage="offered"))
    return deal.with_event(ad.Event(when=ended, stage=stage)) if ended else deal


def ten(*, one: str = "2020-01-11", nine: str = "2020-03-11") -> ad.Register:
    return ad.Register(
        [
            offer("one", one), offer("two", "2020-01-21"), offer("three", "2020-01-21", "cancelled"),
            offer("four", "2020-01-31", "lapsed"), offer("five", made="2020-03-16"), offer("six", "2020-02-20"),
            offer("seven", "2020-02-20"), offer("eight", made="2020-02-20"), offer("nine", nine), offer("ten"),
        ]
    )  # fmt: skip


def bounds(found: ad.Result, end: str | None = None) -> dict[int, tuple[float, float]]:
    key = found.columns[0].name
    return {row[key]: (row["low"], row["high"]) for row in found if end is None or row["end"] == end}


def about(told: dict[int, tuple[Fraction | float, Fraction | float]]) -> object:
    return {time: pytest.approx(tuple(map(float, pair))) for time, pair in told.items()}


def test_the_share_of_ten_offers_still_waiting_is_the_one_reckoned_by_hand() -> None:
    found = an.durations(ten(), "OFFERED", "SIGNED", on=LOOKED)
    curve = found.survival()
    # At 10 one of 10 is signed: 9/10. At 20 one of 9: x 8/9 = 8/10; three is cancelled, four lapses, five goes out of sight.
    # At 50 two of 5, for eight is seen until that very day: x 3/5 = 48/100. At 70 one of 2: x 1/2 = 24/100.
    assert curve.column("day") == (10, 20, 50, 70)
    assert curve.column("waiting") == (10, 9, 5, 2)
    assert curve.column("ended") == (1, 2, 4, 5)
    assert curve.column("value") == pytest.approx((0.9, 0.8, 0.48, 0.24))
    # Greenwood's sums of d / (n (n - d)): 1/90; + 1/72 = 9/360; + 2/15 = 57/360; + 1/2 = 237/360. Their roots times the shares:
    assert curve.column("standard_error") == pytest.approx((0.0948683, 0.1264911, 0.1909974, 0.1947306), abs=1e-6)
    assert found.median() == 50
    assert "3 of 10 deals are open on 2020-04-10; they count up to that day" in found.notes
    assert "came to another end: CANCELLED 1, LAPSED 1" in found.notes


def test_the_shares_of_three_ends_that_compete_are_those_reckoned_by_hand() -> None:
    found = an.durations(ten(), "OFFERED", "SIGNED", on=LOOKED).incidence()
    # At 10: signed 1/10, left 9/10. At 20: one of 9 signed, one cancelled: 1/10 each, left 7/10. At 30 one of 6 lapses, for five
    # is out of sight: 7/60, left 35/60. At 50 two of 5 signed: + 14/60 = 26/60, left 21/60. At 70 one of 2: + 21/120 = 73/120.
    assert {(row["day"], row["end"]): row["value"] for row in found} == {
        (10, "SIGNED"): pytest.approx(0.1),
        (20, "SIGNED"): pytest.approx(0.2),
        (20, "CANCELLED"): pytest.approx(0.1),
        (30, "LAPSED"): pytest.approx(7 / 60),
        (50, "SIGNED"): pytest.approx(26 / 60),
        (70, "SIGNED"): pytest.approx(73 / 120),
    }


def test_the_bounds_of_a_curve_with_two_uncertain_days_are_those_reckoned_by_hand() -> None:
    register = ten(one="2020-01-11/2020-01-31", nine="2020-03")  # waits of 10 to 30 and of 60 to 90 days
    found = an.durations(register, "OFFERED", "SIGNED", on=LOOKED)
    # Signed by 20, one leaves 8/10. At 21 to 25 it is one of 8 after 9/10: 63/80. At 26 to 30 one of 7, since five is out of
    # sight: 27/35. After 50 times 3/5, after nine is signed times 1/2.
    assert bounds(found.survival()) == about(
        {
            10: (0.9, 1), 20: (0.8, 0.9), 21: (Fraction(63, 80), 0.9), 26: (Fraction(27, 35), 0.9), 30: (Fraction(27, 35), 0.8),
            50: (Fraction(81, 175), 0.48), 60: (Fraction(81, 350), 0.48), 90: (Fraction(81, 350), 0.24),
        }
    )  # fmt: skip
    assert set(found.survival().column("standard_error")) == {NoValue.NOT_APPLICABLE}
    assert found.median() == 50  # whichever day it was, more than half wait before and fewer after


def test_the_bounds_of_ends_that_compete_are_those_reckoned_by_hand() -> None:
    found = an.durations(ten(one="2020-01-11/2020-01-31", nine="2020-03"), "OFFERED", "SIGNED", on=LOOKED).incidence()
    # While nobody is out of sight each end is a tenth. Signed at 26 to 30, one is one of 7 of 8/10: 1/10 + 8/70 = 3/14, and four
    # then lapses from 24/35 as one of 6, or beside it as one of 7 of 8/10: 4/35; left 4/7 in place of 35/60.
    # At 50: 1/5 + 7/12 x 2/5 = 13/30, or 3/14 + 4/7 x 2/5 = 31/70. By 90: 13/30 + 7/40 = 73/120, or 31/70 + 12/70 = 43/70.
    assert bounds(found, "SIGNED") == about(
        {
            10: (0, 0.1), 20: (0.1, 0.2), 26: (0.1, Fraction(3, 14)), 30: (0.2, Fraction(3, 14)),
            50: (Fraction(13, 30), Fraction(31, 70)), 60: (Fraction(13, 30), Fraction(43, 70)), 90: (Fraction(73, 120), Fraction(43, 70)),
        }
    )  # fmt: skip
    assert bounds(found, "CANCELLED") == about({20: (0.1, 0.1)})
    assert bounds(found, "LAPSED") == about({30: (Fraction(4, 35), Fraction(7, 60))})


def ordered(name: str, year: str, ended: str = "", stage: str = "delivering") -> ad.Deal:
    deal = ad.Deal(id=name).sign(on=year)
    return deal.with_event(ad.Event(when=ended, stage=stage)) if ended else deal


def test_orders_that_are_cancelled_or_lapse_before_anything_arrives_are_reckoned_in_years_as_by_hand() -> None:
    register = ad.Register(
        [
            ordered("a", "2010", "2012"), ordered("b", "2010", "2013", "cancelled"), ordered("c", "2012", "2015"),
            ordered("d", "2018"), ordered("e", "2015", "2017"), ordered("f", "2016", "2019", "lapsed"),
            ordered("g", "2010"), ordered("h", "2014", "2018"),
        ]
    )  # fmt: skip
    found = an.durations(register, "ordered", "first_delivery", on="2020")
    # At 2 years two of 8: 6/8; d is seen until then. At 3 one of 5: x 4/5 = 6/10, and b and f go. At 4 one of 2: 3/10.
    assert found.survival().column("year") == (2, 3, 4)
    assert found.survival().column("waiting") == (8, 5, 2)
    assert found.survival().column("value") == pytest.approx((0.75, 0.6, 0.3))
    assert found.median() == 4
    # At 2: 2/8, left 6/8. At 3 one of 5 to each of three ends: 15/100 each, left 3/10. At 4 one of 2: + 15/100.
    told = {(row["year"], row["end"]): row["value"] for row in found.incidence()}
    assert told == {
        (2, "first_delivery"): pytest.approx(0.25),
        (3, "first_delivery"): pytest.approx(0.4),
        (3, "CANCELLED"): pytest.approx(0.15),
        (3, "LAPSED"): pytest.approx(0.15),
        (4, "first_delivery"): pytest.approx(0.55),
    }
