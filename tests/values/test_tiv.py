import copy
import pickle
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

from armsdeals.errors import ArmsDealsError, InvalidValue
from armsdeals.values.money import Money
from armsdeals.values.price import Price
from armsdeals.values.tiv import TIV, unit_in_words

volumes = st.decimals(min_value=0, max_value=10**9, places=2).map(TIV)


def test_volumes_are_written_without_any_word_of_money() -> None:
    assert (str(TIV("65")), repr(TIV("65.50")), str(TIV("65.5 TIV"))) == ("65 TIV", "TIV('65.5')", "65.5 TIV")


def test_volumes_add_and_multiply_exactly() -> None:
    assert TIV("0.1") + TIV("0.2") == TIV("0.3")
    assert sum([TIV(1), TIV("2.5")]) == TIV("3.5")
    assert TIV(5) - TIV("1.5") == TIV("3.5")
    assert TIV("0.4") * 3 == 3 * TIV("0.4") == TIV("1.2")
    assert TIV("10") * Decimal("0.66") == TIV("6.6")
    assert TIV(5) < TIV(6) <= TIV("6.0")


@pytest.mark.parametrize("money", [Money("1", "USD"), Price("1 USD")])
@pytest.mark.parametrize(
    "meet",
    [
        lambda tiv, money: tiv + money,
        lambda tiv, money: money + tiv,
        lambda tiv, money: tiv - money,
        lambda tiv, money: money - tiv,
        lambda tiv, money: tiv * money,
        lambda tiv, money: tiv < money,
        lambda tiv, money: money > tiv,
    ],
)
def test_a_volume_never_meets_money(meet: Callable[[Any, Any], Any], money: Money | Price) -> None:
    with pytest.raises(InvalidValue, match="TIV measures the volume of arms, not money"):
        meet(TIV(5), money)


def test_a_volume_is_not_turned_into_money() -> None:
    with pytest.raises(
        InvalidValue, match="TIV measures the volume of arms, not money; 5 TIV cannot be turned into 'USD'"
    ):
        TIV(5).to("USD")
    assert TIV(5) != Money("5", "USD")


@pytest.mark.parametrize("other", [1, "1", None, Decimal(1)])
def test_a_volume_adds_to_nothing_else(other: Any) -> None:
    with pytest.raises(TypeError):
        TIV(5) + other


@pytest.mark.parametrize("text", ["-1", "3,4", "NaN", "", "65 USD", "1e1000000", "TIV"])
def test_what_is_no_volume_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        TIV(text)


def test_taking_more_than_there_is_is_refused() -> None:
    with pytest.raises(InvalidValue, match="-1 TIV is negative"):
        TIV(1) - TIV(2)


def test_a_float_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="write it as text"):
        TIV(65.0)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="write it as text"):
        TIV(65) * 0.5  # type: ignore[operator]


def test_volumes_copy_and_pickle() -> None:
    tiv = TIV("65.5")
    assert copy.copy(tiv) == copy.deepcopy(tiv) == pickle.loads(pickle.dumps(tiv)) == tiv  # noqa: S301  # our own bytes
    with pytest.raises(AttributeError):
        tiv.volume = Decimal(1)


@given(volumes, volumes)
def test_law_subtracting_undoes_adding(a: TIV, b: TIV) -> None:
    assert a + b - b == a
    assert a + b == b + a


def test_readers_are_told_that_the_numbers_are_millions() -> None:
    assert [TIV(text).in_words for text in ("0", "5725", "1e4", "65.50")] == [
        "0 million TIV",
        "5,725 million TIV",
        "10,000 million TIV",
        "65.5 million TIV",
    ]
    assert [unit_in_words(unit) for unit in ("TIV", "deals", "")] == ["million TIV", "deals", ""]


@given(volumes)
def test_law_the_text_gives_the_volume_back(tiv: TIV) -> None:
    assert TIV(str(tiv)) == tiv


@given(st.text(max_size=20) | st.text(alphabet="0123456789.eE+- TIV", max_size=14))
def test_law_any_text_is_a_volume_or_an_error_of_ours(text: str) -> None:
    try:
        tiv = TIV(text)
    except ArmsDealsError:
        return
    assert tiv.volume >= 0
