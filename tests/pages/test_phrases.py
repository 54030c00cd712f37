"""How the things that an event carries read in a sentence."""

from __future__ import annotations

import armsdeals as ad
from armsdeals.pages.beside import in_words, terms_in_words
from armsdeals.pages.chronicle import ending_in_words


def test_who_ended_a_deal_is_said_as_one_says_it() -> None:
    ended = ad.Deal(id="demo").sign(on="2011").cancel(on="2015", by="mutual").history[-1]
    assert ending_in_words(ended) == "ended by both sides; no reason given"
    unnamed = ad.Deal(id="demo").sign(on="2011").cancel(on="2015").history[-1]
    assert ending_in_words(unnamed) == "ended by an actor that nobody names; no reason given"


def test_what_is_unknown_is_left_out_of_a_sentence() -> None:
    assert terms_in_words(ad.Payment(value="5 USD", payer="Norway")) == "5 USD; paid by Norway"


def test_what_is_missed_is_said_by_its_name() -> None:
    assert terms_in_words(ad.Payment(purpose="advance", is_missed=True)) == "advance; missed"


def test_goods_in_payment_are_a_list_of_words() -> None:
    goods = (ad.BarterGoods(text="palm oil"), ad.BarterGoods(text="coffee", share="0.4"))
    assert in_words(goods) == "palm oil and coffee, 40 %"
