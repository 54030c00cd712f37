"""Offers brought into one currency: by rates that the caller gives, of the day of each price, and never in silence."""

from decimal import Decimal
from typing import Any

import pytest

import armsdeals as ad

RATES = ad.Rates([ad.ExchangeRate(base="USD", quote="EUR", rate="0.8", period="2017", source="made up")])


def paid_later(key: str = "lent", **told: Any) -> ad.Offer:
    lent = ad.Loan(key="loan", share="1", rate="0.02", tenor_years=1, profile="bullet")
    return ad.Offer(key=key, financing=ad.Financing(instruments=(lent,), complete=True), **told)


def in_euros(*offers: ad.Offer, **more: Any) -> Any:
    return ad.compare_offers(offers, rate="0.05", currency="EUR", rates=RATES, **more)


def test_a_price_in_other_money_goes_at_the_rate_of_its_day_and_says_so() -> None:
    found = in_euros(paid_later(value="100 USD offer", when="2017-05-05"))
    row = found["lent"]
    assert row["price"] == ad.Price("80 EUR OFFER")
    # 102 dollars in a year are worth 102 / 1.05 dollars now, and 0.8 euro each.
    assert round(row["present_value"].low, 6) == Decimal("77.714286")
    assert (row["present_value"].unit, row["effective_rate"].value) == ("EUR, offer", Decimal("0.02"))
    (told,) = found.why("lent", "price")
    assert "0.8 EUR per USD (2017; made up), for 100 USD, offer, of 2017-05-05" in told
    assert any("0.8 EUR per USD (2017; made up)" in note for note in found.notes)
    assert not any(note.startswith("no money is converted") for note in found.notes)


def test_what_is_told_in_the_currency_itself_is_not_converted() -> None:
    found = in_euros(paid_later(value="100 EUR offer", when="2017-05-05"))
    assert found["lent"]["price"] == ad.Price("100 EUR OFFER")
    assert any(note.startswith("no money is converted") for note in found.notes)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"value": "100 USD offer", "when": "2019"}, "not converted: there is no rate between USD and EUR for 2019"),
        ({"value": "100 USD offer"}, "not converted: nobody says of when 100 USD, offer is"),
        ({"value": "100 GBP offer", "when": "2017"}, "not converted: there is no rate between GBP and EUR"),
    ],
)
def test_where_no_rate_holds_the_price_is_unknown_with_the_reason(told: dict[str, str], why: str) -> None:
    found = in_euros(paid_later(**told))
    assert found["lent"]["price"] is ad.NoValue.UNKNOWN
    assert any(text.startswith(why) for text in found.why("lent", "price"))


def test_converted_prices_are_put_in_order_with_the_others() -> None:
    dear, cheap = paid_later("dear", value="90 EUR offer"), paid_later("cheap", value="100 USD offer", when="2017")
    assert in_euros(dear, cheap).ranked_by("price").column("offer") == ("cheap", "dear")


def test_rates_without_a_currency_are_refused_with_the_remedy() -> None:
    with pytest.raises(ad.InvalidValue, match="give currency=") as refused:
        ad.compare_offers([paid_later(value="100 USD")], rate="0.05", rates=RATES)
    assert refused.value.path == ("currency",)
