"""Rules on sums and numbers: for each one deal that breaks it, and near misses."""

from __future__ import annotations

from typing import Any

import pytest

import armsdeals as ad


def found(deal: ad.Deal, code: str) -> list[tuple[str, str]]:
    return [(issue.where, issue.message) for issue in ad.check(deal) if issue.code == code]


def paid(*amounts: str, prices: tuple[str, ...] = ("2.5e9 USD",)) -> ad.Deal:
    ways = tuple(ad.Cash(key=f"part{n}", amount=amount) for n, amount in enumerate(amounts))
    return ad.Deal(
        id="demo",
        prices=tuple(ad.PriceClaim(value=price) for price in prices),
        financing=ad.Financing(instruments=ways),
    )


def test_fin_001_sums_that_exceed_the_price_are_a_warning() -> None:
    ((where, message),) = found(paid("1.5e9 USD", "1.125e9 USD"), "FIN-001")
    assert where == "deals[0].financing"
    assert message == "its sums add up to 2.625 billion USD, more than the price of at most 2.5 billion USD"


@pytest.mark.parametrize(
    ("amounts", "prices"),
    [
        (("1.375e9 USD", "1.125e9 USD"), ("2.5e9 USD",)),
        ((">=1.5e9 USD", "<=1.5e9 USD"), ("2.5e9 USD",)),
        (("3e9 USD",), (">=2e9 USD",)),
        (("3e9 USD",), ("2.5e9 USD", "3.2e9 USD")),  # a rival price has room
        (("3e9 USD",), ()),
        (("3e9 EUR",), ("2.5e9 USD",)),
        (("3e9 USD",), ("2.5e9 USD", "2e9 EUR")),
        (("3e9 USD",), ("2.5e9 USD ANNUAL",)),
        (("10e9 USD CEILING",), ("2.5e9 USD",)),  # a line of credit need not be drawn
    ],
)
def test_fin_001_is_quiet_about_what_may_fit(amounts: tuple[str, ...], prices: tuple[str, ...]) -> None:
    assert found(paid(*amounts, prices=prices), "FIN-001") == []


def goods(*deliveries: tuple[str, str], **bases: str) -> ad.Deal:
    line = ad.Line(id="rafale", system="Rafale")
    deal = ad.Deal(id="demo", lines=(line,))
    for basis, number in bases.items():
        deal = deal.with_quantity("rafale", basis, number)
    for kind, number in deliveries:
        entry: Any = {"line": "rafale", "quantity": number, "kind": kind}
        deal = deal.with_event(ad.Event(when="2020", deliveries=(ad.Delivery(**entry),)))
    return deal


def test_del_001_more_than_was_ordered_is_a_warning() -> None:
    ((where, message),) = found(goods(("delivered", "26"), ordered="24"), "DEL-001")
    assert where == "deals[0].lines[0]"
    assert message == "26 arrived, and at most 24 were ordered"


@pytest.mark.parametrize(
    "deal",
    [
        goods(("delivered", "24"), ordered="24"),
        goods(("delivered", "24..30"), ordered="24"),
        goods(("delivered", "26"), ordered="24", option="12"),
        goods(("delivered", "26"), ("returned", "2"), ordered="24"),
        goods(("delivered", "26"), ordered=">=24"),
        goods(("delivered", "26 launcher"), ordered="24 battery"),
        goods(("delivered", "26")),
        goods(("delivered", "26"), ordered="24").with_quantity("rafale", "ordered", "30"),  # a rival number has room
    ],
)
def test_del_001_is_quiet_about_what_may_fit(deal: ad.Deal) -> None:
    assert found(deal, "DEL-001") == []


def test_qty_001_more_than_was_notified_or_licensed_is_a_warning() -> None:
    assert found(goods(ordered="50", notified="36"), "QTY-001") == [
        ("deals[0].lines[0]", "50 are ordered, more than the 36 that were notified")
    ]
    assert found(goods(("delivered", "50"), licensed="<=36"), "QTY-001") == [
        ("deals[0].lines[0]", "50 arrived, more than the 36 that were licensed")
    ]


@pytest.mark.parametrize(
    "deal",
    [
        goods(ordered="36", notified="36"),
        goods(ordered="24..50", notified="36"),
        goods(ordered="50", offered="36"),
        goods(ordered="50 missile", notified="36 launcher"),
        goods(ordered="50", notified="36").with_quantity("rafale", "notified", "60"),
    ],
)
def test_qty_001_is_quiet_about_what_may_fit(deal: ad.Deal) -> None:
    assert found(deal, "QTY-001") == []


def test_del_002_asks_for_the_word_when_all_has_arrived() -> None:
    def arriving(number: str, *more: ad.Event) -> ad.Deal:
        came = ad.Event(
            when="2019", stage="delivering", bound="at least", deliveries=(ad.Delivery(line="a", quantity=number),)
        )
        line = ad.Line(id="a", system="S-400", ordered="4 batteries")
        return ad.Deal(id="demo", title="Four batteries", lines=(line,), history=(came, *more))

    def asks(deal: ad.Deal) -> bool:
        return "DEL-002" in [one.code for one in ad.check(deal)]

    assert asks(arriving("4 batteries"))
    assert not asks(arriving("3..4 batteries"))
    assert not asks(arriving("4 launchers"))
    assert not asks(arriving("4 batteries", ad.Event(when="2020", stage="delivered")))


def amended(before: str, after: str, *more: ad.QuantityClaim) -> ad.Deal:
    first = ad.QuantityClaim("42 aircraft", basis="ordered", said="2018-01-05")
    return ad.Deal(
        id="demo",
        lines=(ad.Line(id="a", system="aircraft", quantities=(first, *more)),),
        prices=(ad.PriceClaim("10e9 USD", said="2018"),),
        history=(ad.Event(when="2020-05-01", amendments=(ad.Amendment(before=before, after=after),)),),
    )


@pytest.mark.parametrize(("before", "after"), [("42 aircraft", "30 aircraft"), ("10 bn USD", "8 bn USD")])
def test_amd_001_a_number_that_only_an_amendment_tells_is_a_warning(before: str, after: str) -> None:
    ((_, message),) = found(amended(before, after), "AMD-001")
    assert message.startswith("an amendment of 2020-05-01 changed")
    assert message.endswith("and no claim tells that")


WRITTEN = """
title: Ten aircraft
id: demo
lines:
  a:
    system: aircraft
    ordered:
    - 42 aircraft
{ordered}
price:
- 10 bn USD contract
{price}
history:
- by 2018-01-05 signed contract
- 2020-05-01 signed amendment:
  amendments:
  - {{what: order and price, before: {before}, after: {after}}}
"""


@pytest.mark.parametrize(
    ("before", "after", "under", "claim"),
    [
        ("42 aircraft", "30 aircraft", "ordered of line a", "30 aircraft as of 2020-05-01"),
        ("42", "30", "ordered of line a", "30 aircraft as of 2020-05-01"),
        ("10 bn USD", "about 8.5 bn USD", "price", "about 8.5 billion USD contract as of 2020-05-01"),
    ],
)
def test_amd_001_tells_what_to_write_and_is_content_with_it(before: str, after: str, under: str, claim: str) -> None:
    def read(**more: str) -> ad.Deal:
        text = WRITTEN.format(**{"before": before, "after": after, "ordered": "", "price": "", **more})
        return ad.loads(text.encode(), format="yaml")["demo"]

    (missing,) = (issue for issue in ad.check(read()) if issue.code == "AMD-001")
    assert missing.hint.endswith(f"write a second claim under {under}: {claim}")
    price = under == "price"
    done = read(price=f"- {claim}") if price else read(ordered=f"    - {claim}")
    assert "AMD-001" not in [issue.code for issue in ad.check(done)]
    told = (done.price(), done.price(on="2019")) if price else (done.quantity("a"), done.quantity("a", on="2019"))
    expected = (
        ("about 8.5 billion USD, contract", "10 billion USD, contract") if price else ("30 aircraft", "42 aircraft")
    )
    assert tuple(map(str, told)) == expected


def test_amd_001_is_quiet_where_a_claim_tells_it_or_nothing_is_known_of_the_first() -> None:
    after = ad.QuantityClaim("30 aircraft", basis="ordered", said="2020-06")
    assert not found(amended("42 aircraft", "30 aircraft", after), "AMD-001")
    assert not found(amended("50 aircraft", "30 aircraft"), "AMD-001")
