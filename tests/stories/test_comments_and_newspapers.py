"""What registers say in comments and newspapers in sentences: terms, sums and numbers, or nothing where the wording leaves it open.

The comments are worded like those of arms registers; the figures were read off by hand.
"""

from __future__ import annotations

import pytest

import armsdeals as ad


def money(*prices: str) -> tuple[ad.Price, ...]:
    return tuple(map(ad.Price, prices))


class TestComments:
    def test_a_loan(self) -> None:
        terms = ad.parse_terms("$2.5 b deal (55% financed by Russian loan); incl production of components in Turkiye")
        (loan,) = terms.financing
        assert (terms.prices, str(loan.kind), str(loan.percent), loan.by) == (
            money("2.5e9 USD"), "LOAN", "55 percent", "Russia",
        )  # fmt: skip
        assert (str(terms.production[0].kind), terms.production[0].where) == ("COMPONENTS", "Turkiye")

    def test_a_delay_and_an_option(self) -> None:
        terms = ad.parse_terms("$5.4 b deal; delivery delayed; option on 2 more")
        assert (terms.prices, str(terms.status[0].status), str(terms.options[0].number)) == (
            money("5.4e9 USD"), "DELAYED", "2",
        )  # fmt: skip

    def test_a_range_with_offsets(self) -> None:
        terms = ad.parse_terms("EUR70-110 m deal (incl 60 launchers); offsets 80%")
        assert (str(terms.price), str(terms.includes[0].number)) == ("70000000..110000000 EUR", "60")
        assert terms.offset is not None
        assert str(terms.offset.percent) == "80 percent"

    def test_two_currencies(self) -> None:
        terms = ad.parse_terms("AUD2.1 b ($1.7 b) deal (offsets AUD400 m)")
        assert terms.prices == money("2.1e9 AUD", "1.7e9 USD")
        assert terms.offset is not None
        assert terms.offset.price == ad.Price("400e6 AUD")

    def test_a_gift(self) -> None:
        terms = ad.parse_terms("THB5b ($150 m) deal (for 90 vehicles; 4 more as a gift)")
        assert terms.prices == money("5e9 THB", "150e6 USD")
        assert (str(terms.covers[0].number), str(terms.gifts[0].number)) == ("90", "4")

    def test_aid_is_a_word_and_not_letters(self) -> None:
        told = ad.parse_terms("Second-hand; aid; incl 12 command vehicles")
        assert (told.price, told.aid is not None) == (None, True)
        none = ad.parse_terms("delivered to Adelaide; price unpaid")
        assert (none.aid, none.rest) == (None, ("delivered to Adelaide", "price unpaid"))

    def test_a_lapsed_option_is_uncertain(self) -> None:
        (option,) = ad.parse_terms("option on 500 more, probably lapsed").options
        assert (str(option.number), option.is_lapsed, option.is_doubtful) == ("500", True, True)


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("approximately $3.44 billion", "~3440000000 USD"), ("€140 million", "140000000 EUR"), ("$165M", "165000000 USD"),
        ("RMB 300m", "300000000 CNY"), ("£600k", "600000 GBP"), ("NT$1.2bn", "1200000000 TWD"), ("3,4 bn", "None"),
    ],
)  # fmt: skip
def test_prices_of_newspapers(text: str, price: str) -> None:
    assert str(ad.Money.parse(text)) == price


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("700+", ">=700"), ("about 1,000 systems", "~1000"), ("up to 36", "<=36"), ("16 K9 howitzers", "16"),
        ("F-16 x 40", "40"), ("two batteries", "2 battery"),
    ],
)  # fmt: skip
def test_numbers_of_newspapers(text: str, number: str) -> None:
    assert str(ad.Estimate.parse(text)) == number
