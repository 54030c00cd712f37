"""Leaves by the direct way are those of the constructors, slot by slot."""

from typing import Any

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals._fields import Rule
from armsdeals.errors import ArmsDealsError
from armsdeals.wire.fast_leaves import Kept, fitting, leaves_of

TEXTS = [
    "0", "00", "0.0", "~0.00", "007", "7", "100", "1.5", "1.50", "~10.0", "1.", ".5", "-1", "+1", "1e3", "1000000000", "1000000001", "9" * 30, "9" * 31, "0.123456789012",
    "0.1234567890123", "~14", "14~", "14?", ">=3", "<=3", "1..2", "2..1", "٣", "1_0", "NaN", "", " ", "~", "~~1",
]  # fmt: skip
TAILS = ["", " ", " USD", " usd", " XXQ", " USD OFFER", " USD offer", " USD  OFFER", " USD(2015)", " USD(2015) OFFER", " OFFER", " battalion",
         " battalions", " km", " KM", " km ", " air defence system", " é", " EUR\n"]  # fmt: skip
DAYS = ["2017-09-12", "2017-02-29", "2016-02-29", "0000-01-01", "0001-01-01", "9999-12-31", "20170912", "2017-W01-1", "2017-9-012", "2017-09-1٢",
        "2017-09-12~", "2017-09-12?", "2017-09-12%", "2017-09-12~~", "~2017-09-12", "2017-09-12 ", "2017-09", "2017-13-01", "-017-09-12", "2017-09-XX"]  # fmt: skip
LEAVES = [ad.Price, ad.Estimate, ad.Measure]


def slots(leaf: Any) -> list[str]:
    """Every slot as it is written, so that 1 and 1.0 differ."""
    names = [name.lstrip("_") for cls in type(leaf).__mro__ for name in getattr(cls, "__slots__", ())]
    return [type(leaf).__name__, repr(leaf), *(f"{name}={getattr(leaf, name)!r}" for name in names)]


def alike(cls: Any, text: str) -> None:
    try:
        told = cls(text)
    except ArmsDealsError as error:
        with pytest.raises(type(error)):
            leaves_of(cls)[text]
    else:
        assert slots(leaves_of(cls)[text]) == slots(told)


@pytest.mark.parametrize("cls", LEAVES)
def test_a_leaf_is_that_of_its_constructor_whatever_the_spelling(cls: Any) -> None:
    for number in TEXTS:
        for tail in TAILS:
            alike(cls, number + tail)


@pytest.mark.parametrize("text", DAYS)
def test_a_day_is_that_of_its_constructor(text: str) -> None:
    alike(ad.When, text)


def test_numbers_are_read_when_they_are_first_asked_for() -> None:
    price = leaves_of(ad.Price)["~1234567.50 USD OFFER"]
    assert price._spread is None
    assert price == ad.Price("~1234567.5 USD OFFER")
    assert (price.low, price.best, price.high, price.flag) == ad.Price("~1234567.5 USD").spread
    assert price._spread is price.spread


@given(leaf=st.one_of(ads.prices(), ads.estimates(), ads.measures(), ads.whens(), ads.countries()))
def test_law_a_leaf_comes_back_from_its_text_slot_by_slot(leaf: Any) -> None:
    cls: Any = type(leaf)
    assert slots(leaves_of(cls)[leaf.text]) == slots(leaf)


@given(text=st.text(alphabet="0123456789.~?>=<UDSEROF batlion", max_size=24), cls=st.sampled_from(LEAVES))
def test_law_of_any_text_both_make_the_same_leaf_or_none(text: str, cls: Any) -> None:
    alike(cls, text)


def test_what_was_made_of_one_text_is_one_object_until_there_are_too_many() -> None:
    made: list[str] = []
    kept = Kept(lambda text: made.append(text) or object(), most=2)  # type: ignore[func-returns-value]
    assert kept["a"] is kept["a"]
    assert [kept["b"], kept["c"], len(kept.known)][2] == 1
    assert made == ["a", "b", "c"]
    long = "x" * 121
    assert kept[long] is not kept[long]


def test_an_id_that_does_not_fit_is_refused_and_not_kept() -> None:
    ids = fitting(Rule(pattern="[a-z]+", wanted="letters"))
    assert ids["abc"] == "abc"
    for _ in range(2):
        with pytest.raises(ArmsDealsError):
            ids["ABC"]
    assert list(ids.known) == ["abc"]


@pytest.mark.parametrize("rule", [None, Rule(max_length=3), Rule(pattern="x", max_length=3)])
def test_only_a_plain_pattern_makes_ids(rule: Rule | None) -> None:
    with pytest.raises(TypeError, match="more than a pattern"):
        fitting(rule)
