"""Bundled examples: what every file must keep to, and that the one on Türkiye drops nothing of the dossiers it is made from."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from armsdeals._desk import dumps, loads
from armsdeals.cases.cases import casebook, example, names
from armsdeals.errors import UnknownName
from armsdeals.model.deal import Deal
from armsdeals.model.knowing import claims_of
from armsdeals.register.register import Register
from armsdeals.values.claim import Claim, Confidence
from armsdeals.values.evidence import Evidence, SourceKind

SHARED = Path(__file__).parents[2] / ".." / "shared"
DATA = files("armsdeals.cases") / "data"
NAMES = [one.name for one in names()]

# Which deals of the bundled file hold what a dossier tells.
DOSSIERS = {
    "tur-s400": ("tur-s400", "tur-s400-2"),
    "tur-t-loramids": ("tur-t-loramids", "tur-antey", "tur-sampt"),
    "tur-patriot": ("tur-patriot", "tur-patriot-2009"),
}
NO_SOURCE = "general knowledge"


def test_every_example_has_a_name_and_a_title_of_one_line() -> None:
    assert "turkey-air-defence" in NAMES
    assert sorted(NAMES) == NAMES
    assert all(one.title and "\n" not in one.title for one in names())


def test_an_example_is_a_register() -> None:
    assert isinstance(example("turkey-air-defence"), Register)


def test_the_id_of_a_deal_gives_that_deal_alone() -> None:
    assert example("tur-s400").ids == ("tur-s400",)
    assert example("tur-s400")["tur-s400"] == example("turkey-air-defence")["tur-s400"]


def test_an_example_is_read_once() -> None:
    assert example("turkey-air-defence") is example("turkey-air-defence")


def test_an_unknown_name_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(UnknownName, match=r"'turkey-air-defense'; did you mean turkey-air-defence\?") as caught:
        example("turkey-air-defense")
    assert caught.value.suggestions == ("turkey-air-defence",)


def test_a_name_that_is_near_to_nothing_is_refused_with_the_list() -> None:
    with pytest.raises(UnknownName, match=r"expected one of .*\bturkey-air-defence\b.*, or the id of a deal"):
        example("zzz")


def test_a_name_that_is_no_text_is_a_wrong_type() -> None:
    with pytest.raises(TypeError, match="is text"):
        example(7)  # type: ignore[arg-type]


def test_the_casebook_holds_the_deals_of_every_example() -> None:
    assert casebook().ids == tuple(deal.id for name in NAMES for deal in example(name))


def every_claim(name: str) -> Iterator[tuple[str, Claim]]:
    """Yield the claims of the deals, and those that belong to no deal, each with the id of its deal."""
    register = example(name)
    for deal in register:
        yield from ((deal.id, claim) for claim in claims_of(deal))
    yield from (("", claim) for claim in (*register.competitions, *register.events))


@pytest.mark.parametrize("name", NAMES)
def test_every_claim_names_its_evidence_and_was_weighed(name: str) -> None:
    bare = [
        (where, claim.text)
        for where, claim in every_claim(name)
        if not claim.evidence or claim.confidence is Confidence.UNKNOWN
    ]
    assert bare == []


@pytest.mark.parametrize("name", NAMES)
def test_what_has_no_source_is_of_low_confidence(name: str) -> None:
    bold = [
        (where, claim.text)
        for where, claim in every_claim(name)
        if not any(source.is_sourced for source in claim.evidence) and claim.confidence is not Confidence.LOW
    ]
    assert bold == []


@pytest.mark.parametrize("name", NAMES)
def test_every_source_of_the_file_is_cited(name: str) -> None:
    assert example(name).sources == ()
    assert [deal.id for deal in example(name) if deal.sources] == []


@pytest.mark.parametrize("form", ["yaml", "json"])
@pytest.mark.parametrize("name", NAMES)
def test_law_an_example_survives_being_written_and_read(name: str, form: str) -> None:
    register = example(name)
    assert loads(dumps(register, form), form) == register


@pytest.mark.parametrize("name", NAMES)
def test_a_plain_yaml_reader_finds_what_we_do(name: str) -> None:
    """It may make a date of a day and a number of a share, but none that says another thing than what was typed."""

    def odd(plain: Any, typed: Any) -> Iterator[Any]:
        if isinstance(typed, dict):
            for key, inner in zip(typed, plain.values(), strict=True):
                yield from odd(inner, typed[key])
        elif isinstance(typed, list):
            for inner, one in zip(plain, typed, strict=True):
                yield from odd(inner, one)
        elif (str(plain).lower() if isinstance(plain, bool) else "" if plain is None else str(plain)) != typed:
            yield typed

    data = (DATA / f"{name}.yaml").read_bytes()
    assert list(odd(yaml.safe_load(data), yaml.load(data, yaml.BaseLoader))) == []  # noqa: S506  # it builds texts only


def dossier(name: str) -> dict[str, Any]:
    path = SHARED / "casebook" / f"{name}.yaml"
    if not path.is_file():
        pytest.skip("the dossiers lie in a folder beside the checkout (../shared/casebook), which is not here")
    tree: dict[str, Any] = yaml.load(path.read_bytes(), yaml.BaseLoader)  # noqa: S506  # it builds texts only
    return tree


def told(name: str) -> list[Deal]:
    register = example("turkey-air-defence")
    return [register[one] for one in DOSSIERS[name]]


def cites(claim: Claim, source: dict[str, str]) -> bool:
    """Whether a claim has the source of a dossier's row, under its name and with its date."""
    return any(is_source(one, source) for one in claim.evidence)


def is_source(one: Evidence, source: dict[str, str]) -> bool:
    if source["name"] == NO_SOURCE:
        return one.kind is SourceKind.UNSOURCED
    date = None if source["date"] in ("null", "") else source["date"]
    return source["name"] in one.publisher and (one.published and str(one.published)) == date


@pytest.mark.parametrize("name", DOSSIERS)
def test_every_event_of_a_dossier_stands_in_the_example_with_its_date_and_source(name: str) -> None:
    history = [event for deal in told(name) for event in deal.history]
    missing = [
        row
        for row in dossier(name)["events"]
        if not any(str(event.when) == row["date"] and cites(event, row["source"]) for event in history)
    ]
    assert missing == []


@pytest.mark.parametrize("name", DOSSIERS)
def test_every_value_of_a_dossier_stands_in_the_example(name: str) -> None:
    prices = [claim for deal in told(name) for claim in deal.prices if claim.value]
    missing = [
        row
        for row in dossier(name)["values"]
        if not any(
            claim.value and str(claim.value.low) == row["amount"] and cites(claim, row["source"]) for claim in prices
        )
    ]
    assert missing == []


@pytest.mark.parametrize("name", DOSSIERS)
def test_every_quantity_of_a_dossier_stands_in_the_example_on_its_basis(name: str) -> None:
    held = {
        (str(claim.value).split()[0], claim.basis.value.lower())
        for deal in told(name)
        for line in deal.lines
        for claim in line.quantities
    }
    rows = [(row["quantity"], row["basis"]) for row in dossier(name)["systems"] if row["quantity"] != "null"]
    assert [row for row in rows if row not in held] == []


@pytest.mark.parametrize("name", DOSSIERS)
def test_every_system_of_a_dossier_stands_in_the_example(name: str) -> None:
    designations = " ".join(line.system.designation for deal in told(name) for line in deal.lines)
    missing = [
        row["designation"] for row in dossier(name)["systems"] if row["designation"].split()[0] not in designations
    ]
    assert missing == []


def test_every_share_of_financing_of_a_dossier_stands_in_the_example() -> None:
    shares = {str(part.share.percent) for part in example("tur-s400")["tur-s400"].financing_parts() if part.share}
    assert shares == {f"{row['share_pct']} %" for row in dossier("tur-s400")["financing"]}


@pytest.mark.parametrize("name", DOSSIERS)
def test_every_side_of_a_conflict_in_a_dossier_is_cited_in_the_example(name: str) -> None:
    cited = [source for deal in told(name) for claim in claims_of(deal) for source in claim.evidence]
    missing = [
        side
        for conflict in dossier(name)["conflicts"]
        for side in conflict["claims"]
        if not any(is_source(one, side["source"]) for one in cited)
    ]
    assert missing == []


@pytest.mark.parametrize("name", DOSSIERS)
def test_what_a_dossier_holds_uncorroborated_is_low_and_unsourced(name: str) -> None:
    rows = [row for row in dossier(name)["events"] if row["confidence"] == "uncorroborated"]
    history = [event for deal in told(name) for event in deal.history]
    found = [
        event
        for row in rows
        for event in history
        if str(event.when) == row["date"] and cites(event, {"name": NO_SOURCE, "date": ""})
    ]
    assert len(found) == len(rows)
    assert {event.confidence for event in found} <= {Confidence.LOW}


def test_the_example_is_in_our_own_words() -> None:
    """No seven words of the article that it draws on stand in a row in the file."""
    article = SHARED / "seed" / "article-2017-04.txt"
    if not article.is_file():
        pytest.skip("the article lies in a folder beside the checkout (../shared/seed), which is not here")
    text = (DATA / "turkey-air-defence.yaml").read_text("utf-8")
    assert runs(text) & runs(article.read_text("utf-8")) == set()


def runs(text: str) -> set[tuple[str, ...]]:
    """Every seven words in a row."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + 7]) for start in range(len(words) - 6)}
