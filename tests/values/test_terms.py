"""What comments say: every row of the story of terms, ways of writing of our own, and what must not be read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.values.terms import (
    FinancingTerm,
    Goods,
    OffsetTerm,
    OptionTerm,
    PaymentKind,
    ProductionKind,
    ProductionTerm,
    Remark,
    StatusTerm,
    TermStatus,
    Topic,
)


def test_a_loan_covers_a_share_and_components_are_made_by_the_recipient() -> None:
    terms = ad.parse_terms("$2.5 b deal (55% financed by Russian loan); incl production of components in Turkiye")
    (paid,) = terms.financing
    assert terms.prices == (ad.Price("2500000000 USD"),)
    assert (paid.kind, paid.share, paid.by) == (PaymentKind.LOAN, ad.Share("0.55"), "Russia")
    assert terms.production == (ProductionTerm(kind=ProductionKind.COMPONENTS, where="Turkiye"),)
    assert terms.is_complete


def test_a_delay_and_an_option_are_told_apart() -> None:
    terms = ad.parse_terms("$5.4 b deal; delivery delayed; option on 2 more")
    assert terms.price == ad.Price("5400000000 USD")
    assert [told.status for told in terms.status] == [TermStatus.DELAYED]
    assert terms.options == (OptionTerm(number=ad.Estimate(2)),)
    assert terms.is_complete


def test_a_range_has_goods_and_offsets() -> None:
    terms = ad.parse_terms("EUR70-110 m deal (incl 60 launchers); offsets 80%")
    assert terms.price == ad.Price("70000000..110000000 EUR")
    assert terms.includes == (Goods(what="launchers", number=ad.Estimate(60)),)
    assert terms.offset is not None
    assert terms.offset.share == Decimal("0.80")
    assert terms.is_complete


def test_one_sum_may_be_told_in_two_currencies() -> None:
    terms = ad.parse_terms("AUD2.1 b ($1.7 b) deal (offsets AUD400 m)")
    assert terms.prices == (ad.Price("2100000000 AUD"), ad.Price("1700000000 USD"))
    assert terms.offset == OffsetTerm(price=ad.Price("400000000 AUD"))
    assert terms.is_complete


def test_a_price_covers_goods_and_gifts_come_on_top() -> None:
    terms = ad.parse_terms("THB5b ($150 m) deal (for 90 vehicles; 4 more as a gift)")
    assert terms.prices == (ad.Price("5000000000 THB"), ad.Price("150000000 USD"))
    assert terms.covers == (Goods(what="vehicles", number=ad.Estimate(90)),)
    assert terms.gifts == (Goods(number=ad.Estimate(4)),)
    assert terms.is_complete


def test_used_goods_may_be_aid_without_a_price() -> None:
    terms = ad.parse_terms("Second-hand; aid; incl 12 command vehicles")
    assert terms.second_hand == Remark(topic=Topic.SECOND_HAND, text="second-hand")
    assert terms.aid == Remark(topic=Topic.AID, text="aid")
    assert terms.includes == (Goods(what="command vehicles", number=ad.Estimate(12)),)
    assert terms.price is None
    assert terms.is_complete


def test_words_count_and_not_letters() -> None:
    terms = ad.parse_terms("delivered to Adelaide; price unpaid")
    assert terms.aid is None
    assert terms.financing == ()
    assert terms.rest == ("delivered to Adelaide", "price unpaid")


def test_an_option_may_have_lapsed_probably() -> None:
    terms = ad.parse_terms("option on 500 more, probably lapsed")
    assert terms.options == (OptionTerm(number=ad.Estimate(500), is_lapsed=True, is_doubtful=True),)
    assert terms.is_complete


PIECES: list[tuple[str, str, Any]] = [
    ("part of $60 m deal", "is_part", True),
    ("$9 b 'Far Peace' programme", "programme", "Far Peace"),
    ("part of 'Far Peace' programme", "programme", "Far Peace"),
    ("$89 m or $100 m deal", "prices", (ad.Price("89000000 USD"), ad.Price("100000000 USD"))),
    ("DM200 m deal", "prices", (ad.Price("200000000 DEM"),)),
    ("over $3 b deal", "prices", (ad.Price(">=3000000000 USD"),)),
    ("deal worth $75 m", "prices", (ad.Price("75000000 USD"),)),
    ("financed by Freedonia", "financing", (FinancingTerm(kind=PaymentKind.OTHER, by="Freedonia"),)),
    ("financed by UK aid", "financing", (FinancingTerm(kind=PaymentKind.AID, by="United Kingdom"),)),
    ("financed by aid from Czechia", "financing", (FinancingTerm(kind=PaymentKind.AID, by="Czechia"),)),
    ("partly financed with US loan", "financing", (FinancingTerm(kind=PaymentKind.LOAN, by="United States", is_partial=True),)),
    ("financed with private donations", "financing", (FinancingTerm(kind=PaymentKind.DONATION),)),
    ("possibly financed by Freedonia", "financing", (FinancingTerm(kind=PaymentKind.OTHER, by="Freedonia", is_doubtful=True),)),
    ("payment for Russian debt to Freedonia", "financing", (FinancingTerm(kind=PaymentKind.DEBT, by="Russia"),)),
    ("incl over 40% barter", "financing", (FinancingTerm(kind=PaymentKind.BARTER, percent=ad.Estimate(">=40 percent")),)),
    ("offsets 110%", "offset", OffsetTerm(percent=ad.Estimate("110 percent"))),
    ("30% offsets", "offset", OffsetTerm(percent=ad.Estimate("30 percent"))),
    ("offsets over 33%", "offset", OffsetTerm(percent=ad.Estimate(">=33 percent"))),
    ("produced under licence in Freedonia as ZX-1", "production", (ProductionTerm(kind=ProductionKind.LICENCE, where="Freedonia", name="ZX-1"),)),
    ("incl 14 assembled in Freedonia", "production", (ProductionTerm(kind=ProductionKind.ASSEMBLY, where="Freedonia", number=ad.Estimate(14)),)),
    ("70 assembled from kits in Freedonia", "production", (ProductionTerm(kind=ProductionKind.KITS, where="Freedonia", number=ad.Estimate(70)),)),
    ("incl Norwegian production of components", "production", (ProductionTerm(kind=ProductionKind.COMPONENTS, where="Norway"),)),
    ("possibly incl assembly in Freedonia", "production", (ProductionTerm(kind=ProductionKind.ASSEMBLY, where="Freedonia", is_doubtful=True),)),
    ("option on 4-6 more not used", "options", (OptionTerm(number=ad.Estimate("4..6"), is_lapsed=True),)),
    ("option on more", "options", (OptionTerm(),)),
    ("delivery planned 2028-2030", "planned", (ad.When("2028/2030"),)),
    ("delivery planned from 2026", "planned", (ad.When("2026/.."),)),
    ("delivery planned by 2025", "planned", (ad.When("../2025"),)),
    ("incl 36 K-1 version and 15 K-2 trainer version", "includes",
        (Goods(what="K-1 version", number=ad.Estimate(36)), Goods(what="K-2 trainer version", number=ad.Estimate(15)))),
    ("deal cancelled 2004", "status", (StatusTerm(status=TermStatus.CANCELLED, text="deal cancelled 2004"),)),
    ("2 more cancelled after 1975 arms embargo on Freedonia", "status",
        (StatusTerm(status=TermStatus.CANCELLED, text="2 more cancelled after 1975 arms embargo on Freedonia", part="2 more"),)),
    ("selected but not yet ordered by end-2024", "status", (StatusTerm(status=TermStatus.SELECTED, text="selected but not yet ordered by end-2024"),)),
    ("originally built for Freedonia but embargoed", "status",
        (StatusTerm(status=TermStatus.EMBARGOED, text="originally built for Freedonia but embargoed"),)),
    ("delivery delayed by US embargo after 1974", "status", (StatusTerm(status=TermStatus.DELAYED, text="delivery delayed by US embargo after 1974"),)),
    ("status since 2010 uncertain", "status", (StatusTerm(status=TermStatus.UNCERTAIN, text="status since 2010 uncertain"),)),
    ("loan until bought in 1959", "remarks", (Remark(topic=Topic.LOANED, text="loan until bought in 1959"),)),
    ("on 5-year loan", "remarks", (Remark(topic=Topic.LOANED, text="on 5-year loan"),)),
    ("5-year lease", "remarks", (Remark(topic=Topic.LEASE, text="5-year lease"),)),
    ("probably aid", "remarks", (Remark(topic=Topic.AID, text="aid", is_doubtful=True),)),
    ("modernized before delivery", "remarks", (Remark(topic=Topic.MODERNIZED, text="modernized before delivery"),)),
    ("ZX-1A version", "remarks", (Remark(topic=Topic.VERSION, text="ZX-1A version"),)),
    ("Ruritanian designation Storm", "remarks", (Remark(topic=Topic.DESIGNATION, text="Storm"),)),
    ("designated Storm by Freedonia", "remarks", (Remark(topic=Topic.DESIGNATION, text="Storm"),)),
    ("For 6 Storm frigates from Freedonia", "remarks",
        (Remark(topic=Topic.PURPOSE, text="for 6 Storm frigates from Freedonia"),)),
    ("for coast guard", "remarks", (Remark(topic=Topic.PURPOSE, text="for coast guard"),)),
    ("from Italian production line", "remarks", (Remark(topic=Topic.ORIGIN, text="from Italian production line"),)),
    ("sold via Freedonia", "remarks", (Remark(topic=Topic.VIA, text="sold via Freedonia"),)),
    ("No. could be 56", "remarks", (Remark(topic=Topic.UNCERTAIN, text="no. could be 56", number=ad.Estimate(56)),)),
    ("designation uncertain (reported as 'howitzer')", "remarks",
        (Remark(topic=Topic.UNCERTAIN, text="designation uncertain (reported as 'howitzer')"),)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "field", "wanted"), PIECES, ids=[text for text, _, _ in PIECES])
def test_a_piece_says_one_thing(text: str, field: str, wanted: Any) -> None:
    terms = ad.parse_terms(text)
    assert (getattr(terms, field), terms.rest) == (wanted, ())


REFUSED = [
    "GDP99 m deal", "$44 deal m", "$5 m each", "EYR5 m deal", "price disputed", "originally 50 ordered but most cancelled after 1956",
    "$50 m penalty", "Trainer Cargo Aircraft", "an aide said so", "unpaid", "no aid", "not financed by Freedonia", "loaned to a film that cost $5 m",
    "the alloaned", "optional", "not licensed", "deal on aid to be cancelled", "maid", "aidful", "delivery planned 20027", "5", "?", "Freedonia",
    "options on 5 more used", "option on 4 used in 2010", "option on 4 in 2010", "Rs 500 crore", "$30 m loan", "$30 m 20-year loan", "$30 m aid",
    "20-year loan", "incl 6 optional", "EUR 1.000 m deal",
]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_understood_stays_as_text(text: str) -> None:
    terms = ad.parse_terms(text)
    assert terms == ad.Terms(rest=(text,))


def test_a_loan_of_money_is_no_lent_equipment_and_the_other_way_round() -> None:
    money, goods = ad.parse_terms("financed by Chinese loan"), ad.parse_terms("Second-hand; loan")
    assert (money.loaned, money.financing[0].kind) == (None, PaymentKind.LOAN)
    assert (goods.financing, goods.loaned is not None) == ((), True)


def test_a_second_sum_is_not_taken_for_the_same_one() -> None:
    terms = ad.parse_terms("$7.1 m deal (part of $400 m deal); $5 m deal")
    assert (terms.prices, terms.is_part) == ((ad.Price("7100000 USD"),), False)
    assert terms.rest == ("part of $400 m deal", "$5 m deal")


def test_a_list_of_names_may_go_over_several_pieces() -> None:
    terms = ad.parse_terms("For Storm IFV; Gale APC; and Hail tank destroyers and Fog trucks; price disputed")
    assert [remark.text for remark in terms.remarks] == [
        "for Storm IFV",
        "Gale APC",
        "and Hail tank destroyers and Fog trucks",
    ]
    assert terms.rest == ("price disputed",)


def test_the_end_of_a_list_tells_how_all_of_it_pay() -> None:
    terms = ad.parse_terms("Financed by Ruritania; Freedonia and Sylvania as aid after 2022 war")
    assert [(paid.kind, paid.by) for paid in terms.financing] == [
        (PaymentKind.AID, "Ruritania"),
        (PaymentKind.AID, "Freedonia and Sylvania"),
    ]


def test_brackets_that_do_not_close_lose_nothing() -> None:
    terms = ad.parse_terms("$60 m deal (incl launchers; offsets 75%; for Storm ships")
    assert (terms.price, terms.offset) == (ad.Price("60000000 USD"), OffsetTerm(percent=ad.Estimate("75 percent")))
    assert terms.of("purpose") == Remark(topic=Topic.PURPOSE, text="for Storm ships")


def test_a_topic_that_there_is_not_is_refused() -> None:
    with pytest.raises(ad.UnknownName, match="did you mean VERSION"):
        ad.Terms().of("versions")


@pytest.mark.parametrize("text", ["", " ", ";", "; ;", "()", " ; "])
def test_nothing_said_is_nothing_read(text: str) -> None:
    assert not ad.parse_terms(text).prices
    assert ad.parse_terms(";").is_complete


@pytest.mark.parametrize("wrong", [None, 5, b"aid", ["aid"]], ids=repr)
def test_what_is_no_text_is_a_wrong_type(wrong: Any) -> None:
    with pytest.raises(TypeError, match="is not text"):
        ad.parse_terms(wrong)


@given(ads.comments())
def test_law_every_number_that_is_read_stands_in_the_text(text: str) -> None:
    terms = ad.parse_terms(text)
    for option in terms.options:
        assert option.number is None or f"{option.number.low}" in text
    for price in terms.prices:
        assert f"{price.low / 10**6:f}".rstrip("0").rstrip(".") in text


@given(ads.comments(), ads.comments())
def test_law_reading_is_the_same_each_time_and_what_is_unread_is_in_the_text(one: str, two: str) -> None:
    terms = ad.parse_terms(f"{one}; {two}")
    assert terms == ad.parse_terms(f"{one}; {two}")
    letters = {letter for rest in terms.rest for letter in rest if letter.isalnum()}
    assert letters <= set(one + two)
