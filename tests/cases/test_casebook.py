"""The casebook against what was read by hand: expected stages on chosen days, and nothing of a dossier dropped."""

import csv
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import attrs
import pytest
import yaml

from armsdeals.cases.cases import example, names
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.register.register import Register
from armsdeals.values.estimate import Estimate
from armsdeals.values.evidence import Evidence
from armsdeals.values.price import Price
from armsdeals.values.share import Share
from armsdeals.values.when import When

EXPECTED = Path(__file__).parent / "expected"
SHARED = Path(__file__).parents[2] / ".." / "shared" / "casebook"
DOSSIERS = [
    "are-f35",
    "che-gripen",
    "cze-gripen-lease",
    "deu-arrow3",
    "egy-rafale",
    "fra-mistral",
    "idn-mirage",
    "idn-su35",
    "ind-rafale",
    "isr-dakar",
    "krg-milan",
    "lbn-donas",
    "pak-f16-1988",
    "pol-korea-2022",
    "sau-lav-canada",
    "tur-patriot",
    "tur-s400",
    "tur-t-loramids",
    "ukr-mig29-slovakia",
    "zaf-sdp",
]  # a list of twenty reads best as words
IN_FILE = {
    "tur-patriot": "turkey-air-defence",
    "tur-s400": "turkey-air-defence",
    "tur-t-loramids": "turkey-air-defence",
}
FEWEST_ROWS = 5


class Row(NamedTuple):
    """One line of a table of expected stages."""

    deal: str
    day: str
    known_by: str
    scope: str
    stages: str
    note: str


def rows_of(name: str) -> list[Row]:
    path = EXPECTED / f"{name}.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file)]


ROWS = [(name, row) for name in DOSSIERS for row in rows_of(name)]


@pytest.mark.parametrize("name", [one.name for one in names()])
def test_every_deal_of_a_file_has_at_least_five_different_rows(name: str) -> None:
    asked = {(row.deal, row.day, row.known_by, row.scope) for _, row in ROWS}
    rows = Counter(deal for deal, *_ in asked)
    assert {deal.id: rows[deal.id] for deal in example(name) if rows[deal.id] < FEWEST_ROWS} == {}


def test_no_question_stands_twice_in_the_tables() -> None:
    asked = Counter((row.deal, row.day, row.known_by, row.scope) for _, row in ROWS)
    assert [question for question, times in asked.items() if times > 1] == []


@pytest.mark.parametrize(
    ("name", "row"), ROWS, ids=[f"{row.deal}-{row.day}-{row.known_by or 'all'}" for _, row in ROWS]
)
def test_a_deal_stands_where_a_reader_of_the_dossier_finds_it(name: str, row: Row) -> None:
    deal = example(IN_FILE.get(name, name))[row.deal]
    position = deal.as_of(row.day, known_by=row.known_by or None, scope=row.scope)
    told = {None if word == "NOTHING" else NegotiationStage(word) for word in row.stages.split("|")}
    assert position.stages == told, f"{row.note} ({deal.why('stage', on=row.day)})"


def values_in(thing: Any) -> Iterator[Any]:
    """Every value that an object holds, however deep."""
    if isinstance(thing, tuple):
        for inner in thing:
            yield from values_in(inner)
    elif attrs.has(type(thing)):
        for field in attrs.fields(type(thing)):
            yield from values_in(getattr(thing, field.name))
        if isinstance(thing, Evidence):
            yield thing
    elif thing is not None:
        yield thing


@cache
def held(name: str) -> tuple[Register, list[Any]]:
    register = example(IN_FILE.get(name, name))
    return register, list(values_in(register))


def dossier(name: str) -> dict[str, Any]:
    path = SHARED / f"{name}.yaml"
    if not path.is_file():
        pytest.skip("the dossiers lie in a folder beside the checkout (../shared/casebook), which is not here")
    tree: dict[str, Any] = yaml.load(path.read_bytes(), yaml.BaseLoader)  # noqa: S506  # it builds texts only
    return tree


def is_null(value: Any) -> bool:
    return value in (None, "", "null")


@pytest.mark.parametrize("name", DOSSIERS)
def test_every_event_of_a_dossier_is_held_with_its_date_and_source(name: str) -> None:
    told, (_, values) = dossier(name)["events"], held(name)
    dates = {str(value) for value in values if isinstance(value, When)}
    assert [event["date"] for event in told if event["date"] not in dates] == []
    assert missing_sources([event["source"] for event in told], values) == []


def missing_sources(sources: list[dict[str, str]], values: list[Any]) -> list[str]:
    """The names of sources that nothing cites; general knowledge is an unsourced entry, not a name."""
    cited = " | ".join(f"{e.publisher} {e.author} {e.title}" for e in values if isinstance(e, Evidence))
    unsourced = any(isinstance(e, Evidence) and not e.is_sourced for e in values)
    names = {source["name"] for source in sources if not is_null(source.get("name"))}
    return sorted(name for name in names if not (unsourced if name == "general knowledge" else name in cited))


@pytest.mark.parametrize("name", DOSSIERS)
def test_every_sum_of_a_dossier_is_held(name: str) -> None:
    _, values = held(name)
    sums = {(number, price.currency) for price in values if isinstance(price, Price) for number in bounds(price)}
    wanted = [row for row in dossier(name).get("values") or [] if not is_null(row.get("amount"))]
    assert [row for row in wanted if (Decimal(row["amount"]), row["currency"]) not in sums] == []


def bounds(value: Price | Estimate) -> set[Decimal]:
    return {number for number in (value.low, value.best, value.high) if number is not None}


@pytest.mark.parametrize("name", DOSSIERS)
def test_every_quantity_of_a_dossier_is_held(name: str) -> None:
    _, values = held(name)
    numbers = {number for value in values if isinstance(value, Estimate) for number in bounds(value)}
    wanted = [row["quantity"] for row in dossier(name).get("systems") or [] if not is_null(row.get("quantity"))]
    plain = [Estimate(text) for text in wanted]
    assert [str(value) for value in plain if not bounds(value) - {Decimal(0)} <= numbers] == []


@pytest.mark.parametrize("name", DOSSIERS)
def test_every_share_of_a_financing_is_held(name: str) -> None:
    register, values = held(name)
    shares = {Decimal(value) for value in values if isinstance(value, Share)}
    rows = dossier(name).get("financing") or []
    wanted = [row["share_pct"] for row in rows if not is_null(row.get("share_pct"))]
    assert [text for text in wanted if Decimal(text) / 100 not in shares] == []
    if rows:
        paid = [deal for deal in register if deal.financing or any(event.payments for event in deal.history)]
        assert paid or any("financ" in deal.note or "text" in deal.note for deal in register)


@pytest.mark.parametrize("name", DOSSIERS)
def test_every_source_of_a_conflict_is_cited(name: str) -> None:
    _, values = held(name)
    claims = [claim for conflict in dossier(name).get("conflicts") or [] for claim in conflict["claims"]]
    assert missing_sources([claim["source"] for claim in claims], values) == []
