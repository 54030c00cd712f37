"""Dutch licences: a permission with a value, never an order; Dutch names, American days, and the total of the real file."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals.register.reading import Reading
from armsdeals.register.vintage import Counts
from armsdeals.sources._base import source_named
from armsdeals.sources.nl_licences.dutch_countries import IN_ENGLISH, country_in_dutch
from armsdeals.values.country import Country

SAMPLES = Path(__file__).parents[1] / "samples" / "nl_licences"
DATA = Path(__file__).parents[2] / ".." / "shared" / "data"
HEAD = "afgifte datum,nummer,SGP,goederen omschrijving,D/T,Verl.,land van bestemming,land van eindbestemming,waarde (€),verval datum"
ROW = "03/16/2004,2360,ML5b,Delen van radar,D,N,TURKIJE,TURKIJE,3000,31012005"
NAMES = ["issued", "number", "class", "goods", "for", "renews", "destination", "final", "value", "expires"]


def read(text: str) -> Reading:
    return source_named("nl_licences").read(text.encode(), name="licences.csv")


def row(**cells: str) -> str:
    return ",".join((dict(zip(NAMES, ROW.split(","), strict=True)) | cells).values())


def test_a_licence_is_a_permission_with_a_value_and_no_stage() -> None:
    register = ad.read(SAMPLES / "mini_licences.csv", source="nl_licences")
    assert register.ids == ("nl-23601", "nl-23602", "nl-23602-2", "nl-23603")
    first, second, _, last = register
    assert (first.history, first.position.stage) == ((), None)
    assert [str(deal.prices[0].value) for deal in register] == [
        "3000 EUR LICENCE", "1250000 EUR LICENCE", "500 EUR LICENCE", "75000000 EUR LICENCE",
    ]  # fmt: skip
    (permission,) = second.authorisations
    assert (str(permission.kind), str(permission.state), str(permission.when)) == (
        "EXPORT_LICENCE",
        "GRANTED",
        "2004-03-17",
    )
    assert permission.text == "for a time; prolongs an earlier licence; holds until 2005-02-28"
    assert [(str(party.role), party.name, str(party.country)) for party in second.parties] == [
        ("SUPPLIER_STATE", "Netherlands", "Netherlands"), ("RECIPIENT", "TURKIJE", "Türkiye"), ("INTERMEDIARY", "DUITSLAND", "Germany"),
    ]  # fmt: skip
    assert [code.code for code in second.lines[0].system.codes] == ["ML4.b", "ML10.b"]
    assert (str(last.recipients[0].kind), last.lines[0].system.codes) == ("GROUP_OF_STATES", ())


@pytest.mark.parametrize(
    ("issued", "day"), [("03/16/2004", "2004-03-16"), ("16-03-2004", "2004-03-16"), ("2032004", "2004-03-02"), ("16/03/2004", "None"), ("", "None")]
)  # fmt: skip
def test_days_come_in_three_spellings(issued: str, day: str) -> None:
    reading = read(f"{HEAD}\n{row(issued=issued)}\n")
    assert str(reading.register.deals[0].authorisations[0].when) == day
    assert [issue.code for issue in reading.issues] == (["bad-date"] if issued == "16/03/2004" else [])


@pytest.mark.parametrize(
    "cells", [{"number": ""}, {"value": ""}, {"value": "veel"}, {"goods": ""}, {"final": "", "destination": ""}]
)
def test_a_row_without_number_value_goods_or_destination_is_refused(cells: dict[str, str]) -> None:
    assert read(f"{HEAD}\n{row(**cells)}\n{ROW}\n").counts == Counts(data_lines=2, used=1, refused=1)


def test_a_country_that_nobody_knows_keeps_its_name() -> None:
    reading = read(f"{HEAD}\n{row(final='ATLANTIS')}\n")
    assert reading.register.deals[0].recipients[0].name == "ATLANTIS"
    assert [issue.code for issue in reading.issues] == ["unknown-country"]


def test_every_dutch_name_is_that_of_a_country() -> None:
    assert all(Country.parse(english) for english in IN_ENGLISH.values())
    assert str(country_in_dutch("  Verenigde   STATEN ")) == "United States"


def test_what_a_licence_allows_was_not_delivered() -> None:
    register = ad.read(SAMPLES / "mini_licences.csv", source="nl_licences")
    assert list(register.tables["volumes"]) == []
    assert register.ids == register.where(certain=True).ids


@given(
    cells=st.lists(
        st.lists(
            st.sampled_from(["", "1", "03/16/2004", "ML5b", "TURKIJE", '"', "D", "-1", "\0", "é"]),
            min_size=10,
            max_size=10,
        ),
        max_size=5,
    )
)
def test_law_any_cells_balance(cells: list[list[str]]) -> None:
    counts = read("\n".join([HEAD, *map(",".join, cells)])).counts
    assert counts is not None
    assert counts.data_lines == len(cells)


def test_the_real_file_comes_out_to_the_euro() -> None:
    path = DATA / "control_totals.json"
    if not path.is_file():
        pytest.skip("no folder shared with real files stands beside the checkout")
    name = "nl_licences/military_exports_2004-2014_subset.csv"
    told = json.loads(path.read_text("utf-8"))[name]
    reading = ad.try_read(DATA / name, source="nl_licences")
    assert reading.counts == Counts(data_lines=told["rows"], used=told["rows"])
    values = {deal.id: deal.prices[0].value for deal in reading.register}
    turkey = [deal.id for deal in reading.register if str(deal.recipients[0].country) == "Türkiye"]
    assert sum(value.best or Decimal(0) for value in values.values() if value) == told["value_eur"]
    assert (len(turkey), sum(value.best or Decimal(0) for one in turkey if (value := values[one]))) == (
        told["turkey_rows"],
        told["turkey_value_eur"],
    )
    kinds = [deal.authorisations[0].text.startswith("for a time") for deal in reading.register]
    assert kinds.count(True) == told["sign_dt"]["T"]
