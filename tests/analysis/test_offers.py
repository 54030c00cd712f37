"""Offers side by side: the story of the article, figures reached by hand, and what is never compared."""

import pickle
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
import armsdeals.analysis as an
from armsdeals import strategies as ads

UNKNOWN, NOT_APPLICABLE = ad.NoValue.UNKNOWN, ad.NoValue.NOT_APPLICABLE
STORY = ("tur-s400", "tur-t-loramids", "tur-patriot")
# What a comparison may tell of a cell: the four kinds of numbers, words, or why there is nothing.
NUMBERS = ("up_front", "state_loan", "present_value", "grant_element", "effective_rate")


def story() -> list[ad.Deal]:
    register = ad.example("turkey-air-defence")
    return [register[name] for name in STORY]


def offer(key: str, price: str | None, *ways: ad.FinancingKind, complete: bool = True) -> ad.Offer:
    financing = ad.Financing(instruments=ways, complete=complete) if ways else None
    return ad.Offer(key=key, value=price, financing=financing)


def loan(share: str = "1", **terms: Any) -> ad.Loan:
    return ad.Loan(key="loan", share=share, form="supplier state loan", **terms)


def test_the_published_shares_of_the_s_400_and_nothing_more_are_told() -> None:
    row = ad.compare_offers(story(), rate="0.05")["tur-s400"]
    assert (row["price"], row["up_front"], row["state_loan"]) == (
        ad.Price("2500000000 USD CONTRACT"), Decimal("0.45"), Decimal("0.55")
    )  # fmt: skip
    # 45 % of 2.5 billion are paid at the start whatever the loan costs.
    assert row["present_value"] == an.Range(low=1_125_000_000, unit="USD, contract")
    assert row["grant_element"] is row["effective_rate"] is UNKNOWN
    assert row["unit_price"].value == 625_000_000  # 2.5 billion over 4 battalions


def test_the_terms_that_nobody_published_are_named() -> None:
    found = ad.compare_offers(story(), rate="0.05")
    assert "nobody published rate, tenor years, profile" in found.why("tur-s400", "present_value")
    assert found.why("tur-patriot", "present_value") == ("nobody says how it is paid for",)


def test_a_notebook_shows_the_offers_beside_each_other_as_a_terminal_does() -> None:
    html = ad.compare_offers(story(), rate="0.05")._repr_html_()
    assert re.findall("<th [^>]*>([^<]*)</th>", html) == ["offer", *STORY]
    assert "<bdi>price</bdi></td>" in html


def test_assumptions_for_one_row_are_listed_in_its_cells_alone() -> None:
    terms = {"rate": "0.05", "tenor_years": 1, "profile": "bullet"}
    found = ad.compare_offers(story(), rate="0.05", assume={"tur-s400": terms})
    assert "assumed: rate 0.05, tenor_years 1, profile bullet" in found.why("tur-s400", "grant_element")
    assert not any("assumed" in text for text in found.why("tur-patriot", "grant_element"))
    # At the rate of the loan nothing is given away, and the whole is worth the price.
    assert found["tur-s400"]["grant_element"].value == 0
    assert found["tur-s400"]["present_value"].value == 2_500_000_000


def test_rival_prices_stand_side_by_side_and_the_fd_2000_has_no_place() -> None:
    found = ad.compare_offers(story(), rate="0.05")
    cell = found["tur-t-loramids"]["price"]
    assert isinstance(cell, an.Rivals)
    assert ad.Price("3440000000 USD ESTIMATE") in cell.values
    places = found.ranked_by("price").column("place")
    assert set(places) == {UNKNOWN}  # a contract, estimates and a ceiling are three things
    assert any("contract (tur-s400); USD, ceiling (tur-patriot)" in note for note in found.notes)


def test_on_a_basis_the_others_are_unknown_and_told_in_a_remark() -> None:
    found = ad.compare_offers(story(), rate="0.05", basis="contract")
    assert [row["price"] for row in found] == [ad.Price("2500000000 USD CONTRACT"), UNKNOWN, UNKNOWN]
    assert found.why("tur-patriot", "price") == ("told otherwise: 3.5 billion USD, ceiling",)
    assert [row["place"] for row in found.ranked_by("price")] == [1, UNKNOWN, UNKNOWN]
    assert found.basis == "contract"


def amended() -> ad.Deal:
    line = ad.Line(
        id="ships", system=ad.System("Ship"),
        quantities=(ad.QuantityClaim("4 ship", basis="ordered", when="2011"), ad.QuantityClaim("2 ship", basis="ordered", when="2013-06")),
    )  # fmt: skip
    change = ad.Event(when="2013-06-01", amendments=(ad.Amendment(what="two ships fewer"),))
    prices = (ad.PriceClaim("1.2e9 EUR contract", when="2011"), ad.PriceClaim("700e6 EUR contract", when="2013-06"))
    return ad.Deal(id="ships", lines=(line,), history=(change,), prices=prices)


def test_price_and_number_are_those_after_the_last_amendment() -> None:
    found = ad.compare_offers([amended()], rate="0.05")
    assert found["ships"]["price"] == ad.Price("700e6 EUR contract")
    assert found["ships"]["unit_price"].value == 350_000_000
    assert "of the time before an amendment is told: 1.2 billion EUR, contract" in found.why("ships", "price")


def test_one_sum_told_in_two_moneys_is_one_price_and_the_other_telling_a_remark() -> None:
    twice = (ad.PriceClaim("5e9 AUD", key="whole"), ad.PriceClaim("4e9 USD", key="whole", confidence="high"))
    found = ad.compare_offers([ad.Deal(id="a", prices=twice)], rate="0.05")
    assert found["a"]["price"] == ad.Price("4e9 USD")
    assert found.why("a", "price") == ("the same sum is told as 5 billion AUD",)


def test_an_assumption_of_what_is_told_changes_nothing_and_the_cell_says_so() -> None:
    told = loan(rate="0.03", tenor_years=10, profile="bullet")
    plain = ad.compare_offers([offer("a", "100e6 USD offer", told)], rate="0.05")
    found = ad.compare_offers(
        [offer("a", "100e6 USD offer", told)], rate="0.05", assume={"rate": "0.09", "grace_years": 2}
    )
    assert found["a"]["grant_element"] == plain["a"]["grant_element"]
    why = found.why("a", "grant_element")
    assert "not assumed: rate, since of loan it is told" in why
    assert not any(text.startswith("assumed") for text in why)


def test_an_offer_that_was_revised_asks_nothing_any_more() -> None:
    found = ad.compare_offers(story(), rate="0.05", basis="offer")
    assert found["tur-t-loramids"]["price"] is UNKNOWN
    assert "an earlier offer, since revised, asked 4 billion USD, offer" in found.why("tur-t-loramids", "price")


def test_know_how_that_is_told_in_ways_that_exclude_each_other_is_disputed() -> None:
    row = ad.compare_offers(story(), rate="0.05")["tur-s400"]
    assert isinstance(row["technology"], an.Rivals)
    assert len(row["technology"].values) == 3


def test_conditions_and_integration_stand_apart() -> None:
    found = ad.compare_offers(story(), rate="0.05")
    assert found["tur-patriot"]["conditions"] == "off once tur-s400 comes to delivering (United States)"
    assert found["tur-s400"]["integration"].startswith("integration barred: air defence of NATO")


def test_present_values_and_grant_elements_are_those_by_hand() -> None:
    # 100 over one year at 2 %, discounted at 5 %: 102 / 1.05 = 97.142857, so that 2.857143 % are given away.
    lent = offer("lent", "100 USD offer", loan(rate="0.02", tenor_years=1, profile="bullet"))
    cash = offer("cash", "98 USD offer", ad.Cash(key="cash", share="1"))
    found = ad.compare_offers([lent, cash], rate="0.05")
    assert round(found["lent"]["present_value"].value, 6) == Decimal("97.142857")
    assert round(found["lent"]["grant_element"].value, 6) == Decimal("0.028571")
    assert found["lent"]["effective_rate"].value == Decimal("0.02")
    assert found["cash"]["grant_element"] is found["cash"]["effective_rate"] is NOT_APPLICABLE
    assert [row["offer"] for row in found.ranked_by("present_value")] == ["lent", "cash"]


def test_a_range_of_rates_gives_ranges_and_the_places_that_they_leave() -> None:
    terms = {"loan.rate": "0.02..0.08"}
    lent = offer("lent", "100 USD offer", loan(tenor_years=1, profile="bullet"))
    cash = offer("cash", "98 USD offer", ad.Cash(key="cash", share="1"))
    found = ad.compare_offers([lent, cash], rate="0.05", assume=terms)
    worth = found["lent"]["present_value"]
    # 102 / 1.05 and 108 / 1.05
    assert (round(worth.low, 6), round(worth.high, 6)) == (Decimal("97.142857"), Decimal("102.857143"))
    assert [(row["place"].low, row["place"].high) for row in found.ranked_by("present_value")] == [(1, 2), (1, 2)]


def test_a_financing_that_is_not_whole_gives_lower_bounds() -> None:
    half = offer("half", "100 USD offer", ad.Cash(key="cash", share="0.5"), complete=False)
    found = ad.compare_offers([half], rate="0.05")
    assert found["half"]["present_value"] == an.Range(low=50, unit="USD, offer")
    assert (found["half"]["up_front"].low, found["half"]["up_front"].high) == (Decimal("0.5"), Decimal(1))
    assert found["half"]["state_loan"] == an.Range(low=0, high=Decimal("0.5"), unit="fraction")
    assert found["half"]["grant_element"] is UNKNOWN
    assert "nobody tells who pays 50 % of the price" in found.why("half", "present_value")


def test_the_last_unknown_share_of_a_complete_financing_is_the_rest() -> None:
    paid = offer("a", "100 USD", ad.Cash(key="cash", share="0.3"), ad.Loan(key="loan", form="supplier state loan"))
    assert ad.compare_offers([paid], rate="0.05")["a"]["state_loan"] == Decimal("0.7")


def test_an_advance_and_dated_milestones_are_not_all_paid_up_front() -> None:
    cash = ad.Cash(key="cash", share="1", advance="0.15", milestones=(ad.Milestone(when="2019-07-12", share="0.85"),))
    found = ad.compare_offers([offer("a", "100 USD", cash)], rate="0.05", start="2018-01-01")
    assert found["a"]["up_front"] == Decimal("0.15")


def test_a_loan_whose_lender_is_not_told_may_be_one_of_the_state() -> None:
    found = ad.compare_offers([offer("a", "100 USD", ad.Cash(key="c", share="0.4"), ad.Loan(share="0.6"))], rate="0.05")
    assert (found["a"]["state_loan"].low, found["a"]["state_loan"].high) == (0, Decimal("0.6"))


def test_other_money_is_not_converted() -> None:
    found = ad.compare_offers([offer("a", "1 USD"), offer("b", "1 EUR")], rate="0.05", currency="EUR")
    assert (found["a"]["price"], found["b"]["price"]) == (UNKNOWN, ad.Price("1 EUR"))
    assert found.why("a", "price") == ("told otherwise: 1 USD",)


def test_rival_shares_of_a_loan_are_told_and_nothing_is_picked() -> None:
    told = (ad.Cash(key="cash", share="0.4"), loan("0.5", lender="Russia"), loan("0.6", said="2017-12-27"))
    found = ad.compare_offers([offer("a", "100 USD", *told, complete=False)], rate="0.05")
    assert "disputed: the share of loan is told as 60 % or 50 %" in found.why("a", "state_loan")
    assert "disputed of loan: share" in found.why("a", "grant_element")


def test_an_offer_that_says_nothing_is_unknown_all_along() -> None:
    row = ad.compare_offers([ad.Offer(key="rumour")], rate="0.05")["rumour"]
    assert {cell for name, cell in row.items() if name != "offer"} == {UNKNOWN}


def test_names_may_be_given_and_never_stand_twice() -> None:
    same = offer("bid", "1 USD")
    assert ad.compare_offers({"Lockheed": same, "CPMIEC": same}, rate="0.05").column("offer") == ("Lockheed", "CPMIEC")
    assert ad.compare_offers([same, same, ad.Offer()], rate="0.05").column("offer") == ("bid", "bid (2)", "offer 3")


def test_a_withheld_price_and_one_that_does_not_arise_stay_apart() -> None:
    deals = [ad.Deal(id=reason, prices=(ad.PriceClaim(absent=reason),)) for reason in ("withheld", "not_applicable")]
    assert ad.compare_offers(deals, rate="0.05").column("price") == (ad.NoValue.WITHHELD, NOT_APPLICABLE)


def test_explaining_a_row_lists_each_term_with_its_sources() -> None:
    found = ad.compare_offers(story(), rate="0.05")
    told = found.explain(offer="tur-s400")
    assert told["price"]["sources"] == "Kommersant via Sputnik, 2017-12-27; Sputnik, 2017-12-29"  # and "over 2 billion"
    assert told.column("term") == found.names[1:]


def test_only_what_was_known_by_a_day_is_compared() -> None:
    known = [deal.as_known("2017-06-01") for deal in story()]
    assert ad.compare_offers(known, rate="0.05")["tur-s400"]["price"] is UNKNOWN


@pytest.mark.parametrize(
    ("more", "error", "message"),
    [
        ({"rate": "5"}, ad.InvalidValue, "5 % is written 0.05"),
        ({"rate": 0.05}, TypeError, "float"),
        ({"rate": "0.05", "basis": "contracts"}, ad.UnknownName, "did you mean CONTRACT"),
        ({"rate": "0.05", "currency": "US$"}, ad.UnknownName, "USD"),
        ({"rate": "0.05", "assume": {"rat": "0.05"}}, ad.UnknownName, "did you mean rate"),
        ({"rate": "0.05", "assume": {"tur-s40": {"rate": "0.05"}}}, ad.UnknownName, "did you mean 'tur-s400'"),
        ({"rate": "0.05", "assume": {"tur-s400": {"rate": "5"}}}, ad.InvalidValue, "5 % is written 0.05"),
    ],
)
def test_wrong_arguments_are_refused_with_the_remedy(
    more: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        ad.compare_offers(story(), **more)


def test_one_offer_alone_and_things_that_are_none_are_mistakes() -> None:
    with pytest.raises(TypeError, match="put them in brackets"):
        ad.compare_offers(ad.Offer(), rate="0.05")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="not str"):
        ad.compare_offers(["tur-s400"], rate="0.05")  # type: ignore[list-item]
    with pytest.raises(TypeError):
        ad.compare_offers([])  # type: ignore[call-arg]


def test_all_bundled_histories_can_be_laid_side_by_side() -> None:
    found = ad.compare_offers(ad.casebook(), rate="0.05")
    assert len(found) == len(ad.casebook())
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301  # our own bytes


@given(st.lists(ads.offers() | ads.deals(), max_size=3))
def test_law_every_cell_of_any_offers_is_told_or_says_why_not(things: list[Any]) -> None:
    found = ad.compare_offers(things, rate="0.05", start="2018-01-01")
    assert len(found) == len(things)
    for row in found:
        assert all(cell is not None for cell in row.values())
        assert all(isinstance(row[name], (an.Range, ad.NoValue, Decimal)) for name in NUMBERS)
    assert str(found)


@given(ads.financings(currencies=("USD",)), ads.prices(currencies=("USD",)))
def test_law_shares_stay_between_nothing_and_the_whole(financing: ad.Financing, price: ad.Price) -> None:
    found = ad.compare_offers([ad.Offer(value=price, financing=financing)], rate="0.05", start="2018-01-01")[0]
    for name in ("up_front", "state_loan"):
        cell = found[name]
        ends: list[Any] = [getattr(cell, end, cell) for end in ("low", "high")]
        assert cell is UNKNOWN or 0 <= ends[0] <= ends[1] <= 1


@given(st.permutations([0, 1, 2]))
def test_law_the_order_of_offers_changes_no_row_and_no_place(order: list[int]) -> None:
    told = story()
    straight, mixed = ad.compare_offers(told, rate="0.05"), ad.compare_offers([told[k] for k in order], rate="0.05")
    assert {row["offer"]: row for row in straight} == {row["offer"]: row for row in mixed}
    ranked = [found.ranked_by("present_value") for found in (straight, mixed)]
    assert {row["offer"]: row["place"] for row in ranked[0]} == {row["offer"]: row["place"] for row in ranked[1]}
