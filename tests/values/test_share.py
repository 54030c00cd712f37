import copy
import pickle
from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given, strategies as st

from armsdeals.errors import ArmsDealsError, InvalidValue
from armsdeals.values.share import Rate, Share, to_rate, to_share


@pytest.mark.parametrize(
    ("value", "text", "percent"),
    [
        ("0.45", "0.45", "45 %"),
        ("0.450", "0.45", "45 %"),
        ("4.5e-1", "0.45", "45 %"),
        (Decimal("0.0725"), "0.0725", "7.25 %"),
        ("0.0000001", "0.0000001", "0.00001 %"),
        (0, "0", "0 %"),
        (1, "1", "100 %"),
        ("1.000", "1", "100 %"),
    ],
)
def test_fractions_are_written_plainly_and_as_exact_percentages(value: Any, text: str, percent: str) -> None:
    share = Share(value)
    assert (str(share), f"{share}", repr(share), share.percent) == (text, text, f"Share('{text}')", percent)


def test_a_share_computes_as_a_decimal() -> None:
    assert Share("0.45") + Share("0.55") == 1
    assert Decimal(200) * Share("0.45") == 90
    assert Share("0.45") == Decimal("0.45")
    assert hash(Share("0.450")) == hash(Decimal("0.45"))
    assert f"{Share('0.456'):.1%}" == "45.6%"


@pytest.mark.parametrize(
    "value", ["55", "45 %", "5%", "-0.1", "1.0001", "NaN", "Infinity", "0,45", "\u0660.\u0665", "", "0.1234567890123"]
)
def test_what_is_no_fraction_is_refused_with_the_remedy(value: str) -> None:
    with pytest.raises(InvalidValue, match=r"is not a fraction \(expected 0 to 1; 5 % is written 0\.05\)"):
        Share(value)


def test_a_rate_written_as_a_percentage_is_refused_with_the_remedy() -> None:
    with pytest.raises(InvalidValue, match=r"^5 is not a yearly fraction \(expected 0 to 1; 5 % is written 0\.05\)$"):
        Rate(5)


@pytest.mark.parametrize("value", [Decimal("1e1000000"), Decimal("NaN"), Decimal("1e-1000000"), 10**4000])
def test_huge_numbers_are_refused(value: Any) -> None:
    with pytest.raises(InvalidValue, match="is not a fraction"):
        Share(value)


@pytest.mark.parametrize("value", [0.5, True, None, b"0.5"])
def test_floats_and_other_kinds_are_type_errors(value: Any) -> None:
    with pytest.raises(TypeError):
        Share(value)
    with pytest.raises(TypeError):
        to_rate(value)


@pytest.mark.parametrize("fraction", [Share("0.0000001"), Rate("0.05")])
def test_fractions_copy_and_pickle_as_what_they_are(fraction: Share | Rate) -> None:
    for again in (copy.copy(fraction), copy.deepcopy(fraction), pickle.loads(pickle.dumps(fraction))):  # noqa: S301  # our own bytes
        assert again == fraction
        assert type(again) is type(fraction)


def test_the_converters_keep_what_fits() -> None:
    share = Share("0.45")
    assert to_share(share) is share
    assert to_share("0.45") == to_share(Decimal("0.45")) == share
    assert type(to_rate(share)) is Rate


def test_a_small_context_of_the_program_does_not_round() -> None:
    with localcontext() as context:
        context.prec = 2
        assert str(Share("0.123456789012")) == "0.123456789012"
        assert Share("0.12345").percent == "12.345 %"


@given(st.decimals(min_value=0, max_value=1, places=12))
def test_law_the_text_gives_the_fraction_back(number: Decimal) -> None:
    assert Share(str(Share(number))) == Share(number) == number


@given(st.text(max_size=20) | st.text(alphabet="0123456789.eE+- %", max_size=14))
def test_law_any_text_is_a_fraction_or_an_error_of_ours(text: str) -> None:
    try:
        share = Share(text)
    except ArmsDealsError:
        return
    assert 0 <= share <= 1
