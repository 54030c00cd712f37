"""Finding deals in a store: by names of parties and countries, and by stage."""

from typing import Any

import pytest

import armsdeals as ad

RAFALE = ad.Deal(
    id="ind-rafale",
    parties=(ad.Party("Dassault Aviation", role="supplier", country="France"), ad.Party("India", role="recipient")),
).advance("signed", on="2016-09-23")
S400 = ad.Deal(
    id="tur-s400",
    parties=(
        ad.Party("Rosoboronexport", role="supplier"),
        ad.Party("Russia", role="supplier state"),
        ad.Party("Turkey", role="recipient"),
    ),
).start_talks(on="2016-11")
GIFT = ad.Deal(id="gift", parties=(ad.Party("Türkiye", role="supplier"), ad.Party("Somalia", role="recipient")))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ("tur-s400", "ind-rafale", "gift")),
        ({"supplier": "France"}, ("ind-rafale",)),
        ({"supplier": "FR"}, ("ind-rafale",)),
        ({"supplier": ad.Country("France")}, ("ind-rafale",)),
        ({"supplier": "dassault  aviation"}, ("ind-rafale",)),
        ({"supplier": "Russian Federation"}, ("tur-s400",)),
        ({"supplier": ["Rosoboronexport", "France"]}, ("tur-s400", "ind-rafale")),
        ({"recipient": "Türkiye"}, ("tur-s400",)),
        ({"supplier": "TUR"}, ("gift",)),
        ({"party": "Turkey"}, ("tur-s400", "gift")),
        ({"recipient": "Turkey", "supplier": "France"}, ()),
        ({"supplier": "Norway"}, ()),
        ({"stage": "signed"}, ("ind-rafale",)),
        ({"stage": ["signed", ad.NegotiationStage.TALKS], "recipient": "India"}, ("ind-rafale",)),
    ],
)
def test_deals_are_found_by_any_name_of_a_country_or_party(
    store: ad.Store, asked: dict[str, Any], found: tuple[str, ...]
) -> None:
    store.put_all(ad.Register([S400, RAFALE, GIFT]))
    assert store.find(**asked).ids == found


def test_an_open_stage_is_possibly_there_and_not_certainly(store: ad.Store) -> None:
    store.put(S400)
    step = ad.Event(when="2017", stage="signed", bound="one of", alternatives=(ad.NegotiationStage.FINAL_TALKS,))
    open_one = ad.Deal(id="open", history=(step,))
    store.put(open_one)
    assert len(open_one.stages) > 1
    assert "open" in store.find(stage="signed").ids
    assert "open" not in store.find(stage="signed", when="certainly").ids
    assert "open" in store.find(stage=["final talks", "signed"], when="certainly").ids


def test_finding_looks_at_the_latest_version_only(store: ad.Store) -> None:
    store.put(RAFALE)
    store.put(ad.Deal(id="ind-rafale", parties=(ad.Party("Sweden", role="supplier"),)))
    assert store.find(supplier="France").ids == ()
    store.remove("ind-rafale")
    assert store.find(supplier="Sweden").ids == ()


def test_a_name_that_is_neither_a_country_nor_a_party_is_refused_with_a_near_one(store: ad.Store) -> None:
    store.put_all(ad.Register([S400, RAFALE]))
    with pytest.raises(
        ad.UnknownName, match="no supplier is called 'Rosoboronexprt' here; did you mean Rosoboronexport"
    ):
        store.find(supplier="Rosoboronexprt")
    for asked in ({"stage": "sigend"}, {"stage": "signed", "when": "perhaps"}):
        with pytest.raises(ad.UnknownName):
            store.find(**asked)
