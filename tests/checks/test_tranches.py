"""What is odd about the tranches of a deal."""

import pytest

import armsdeals as ad


def found(*shares: str | None) -> list[str]:
    tranches = tuple(ad.Tranche(id=f"lot-{place}", share=share) for place, share in enumerate(shares))
    return [issue.message for issue in ad.check(ad.Deal(id="demo", tranches=tranches)) if issue.code == "TRA-001"]


def test_shares_of_more_than_the_whole_deal_are_told() -> None:
    assert found("0.34", "0.86") == ["the shares of the tranches add up to 1.20, which is more than the deal"]
    assert [len(found(*told)) for told in (("0.5", "0.6"), ("0.505", "0.503"), ("1", "0.01"))] == [1, 1, 1]


@pytest.mark.parametrize("shares", [("0.25", "0.75"), ("0.67", "0.34"), ("1", None), ("0.5", None, "0.25"), ()])
def test_shares_of_no_more_than_the_deal_are_not_but_for_what_is_rounded(shares: tuple[str | None, ...]) -> None:
    assert found(*shares) == []


def test_a_whole_that_went_on_through_a_tranche_is_not_judged_as_halted() -> None:
    told = [
        ("2000", "signed", ()),
        ("2001", "effective", ("one", "two")),
        ("2005", "suspended", ()),
        ("2006", "effective", ("one",)),
        ("2007", "delivering", ("one",)),
        ("2010", "delivered", ()),
    ]
    history = tuple(ad.Event(when=when, stage=stage, scope=scope) for when, stage, scope in told)
    deal = ad.Deal(id="demo", tranches=(ad.Tranche(id="one"), ad.Tranche(id="two")), history=history)
    assert str(deal.position) == "DELIVERED since 2010"
    assert [one.where for one in ad.check(deal) if "G16" in one.message] == []
