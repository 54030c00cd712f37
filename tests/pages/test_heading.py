"""What a deal is called: on a page, in a text, and on the links to it."""

from __future__ import annotations

from pathlib import Path

import armsdeals as ad
from armsdeals.pages.heading import heading_of
from armsdeals.pages.report import report
from armsdeals.pages.rows import row_note
from armsdeals.pages.summary import report_note
from armsdeals.pages.text import text_of

REGISTER = Path(__file__).parents[1] / "samples" / "sipri" / "mini_register.csv"


def test_a_row_of_a_register_is_called_by_who_supplies_whom_with_what_and_its_id_stands_beside() -> None:
    deals = ad.read(REGISTER, source="sipri")
    first = deals.deals[0]
    assert first.title == ""
    assert heading_of(first) == "Russia → Türkiye · Falcon-9S"
    page = report(deals, form="deals")
    assert f'<a href="#{first.id}"><bdi>Russia → Türkiye · Falcon-9S</bdi></a>' in page
    assert f">{first.id}</a>" not in page
    assert f'<p class="small">{first.id}</p>' in page
    assert f'<p class="flow"><bdi>{first.id}</bdi></p>' in page  # and not once more what the heading says
    assert f"{first.id} ({first.id})" not in text_of(report_note(deals))


def test_the_link_of_a_row_names_the_goods() -> None:
    deals = ad.read(REGISTER, source="sipri")
    first = deals.deals[0]
    page = report(deals, form="register")
    assert f'<a href="#{first.id}">Falcon-9S</a><small>{first.id}</small>' in page
    assert [row_note(ad.Deal(id="a", title="T")).name, row_note(ad.Deal(id="a")).name] == ["T", "a"]


def test_a_tie_to_another_deal_of_the_page_says_what_that_one_is_called() -> None:
    one = ad.Deal(id="one", links=(ad.Link("option of", to="two"), ad.Link("part of", to="far")))
    both = ad.Register([one, ad.Deal(id="two", title="The first order")])
    page, text = report(both, form="deals"), text_of(report_note(both))
    assert '<a href="#two"><bdi>The first order</bdi></a> <span class="small">two</span>' in page
    assert "part of: far" in page
    assert "option of: The first order (two)" in text
    assert "part of: far" in text


def test_a_deal_of_which_nothing_is_known_is_called_by_its_id() -> None:
    assert heading_of(ad.Deal(id="demo")) == "demo"
    assert report(ad.Deal(id="demo")).count("<h1><bdi>demo</bdi></h1>") == 1
