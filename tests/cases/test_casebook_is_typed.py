"""The bundled files are in the written form: what a head can say is said by one, and the comments of people are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
import yaml

from armsdeals._desk import dumps, loads
from armsdeals.cases.cases import example, names
from armsdeals.formats.yaml import holds_comments
from armsdeals.plan import plan_of
from armsdeals.values.evidence import Evidence
from armsdeals.written.heads import HEADS, HISTORY, PRODUCTION, QUANTITY, Head
from armsdeals.written.words import BASES

DATA = files("armsdeals.cases") / "data"
NAMES = [one.name for one in names()]
OF_A_DEAL = {head.under: head for head in HEADS if "." not in head.under}
FEWEST_COMMENTS = 8
SHORTEST = 0.6  # of the lines of the long form

# What has no head and stays long, by what it is. A new head, or a source that fits into one line, makes these smaller.
STAYS_LONG = {
    "are-f35": {"sources": 1, "systems": 1},
    "che-gripen": {"competitions": 1, "sources": 1},
    "cze-gripen-lease": {"amendments": 1, "competitions": 1, "sources": 1, "systems": 1},
    "deu-arrow3": {"sources": 1},
    "egy-rafale": {"sources": 3, "systems": 1},
    "fra-mistral": {"sources": 3},
    "idn-mirage": {"sources": 1},
    "idn-su35": {"sources": 1},
    "ind-rafale": {"assessments": 1, "competitions": 1, "sources": 4},
    "isr-dakar": {"sources": 1, "systems": 1},
    "krg-milan": {"sources": 1, "systems": 4},
    "lbn-donas": {"amendments": 1, "sources": 1, "systems": 2},
    "pak-f16-1988": {"sources": 1},
    "pol-korea-2022": {"sources": 1, "technology": 1},
    "sau-lav-canada": {"amendments": 2, "competitions": 1, "sources": 1, "systems": 1},
    "turkey-air-defence": {
        "assessments": 4,
        "competitions": 1,
        "sources": 2,
        "systems": 7,
        "technology": 6,
    },
    "ukr-mig29-slovakia": {"parties": 1},
    "zaf-sdp": {"amendments": 2, "sources": 3, "systems": 2, "technology": 1, "tranches": 2},
}


@cache
def typed(name: str) -> Any:
    return yaml.load((DATA / f"{name}.yaml").read_bytes(), yaml.BaseLoader)  # noqa: S506  # it builds texts only


def items(place: Any) -> list[Any]:
    return place if isinstance(place, list) else [place]


def under_heads(name: str) -> Iterator[tuple[Head, Any]]:
    """Every item of a file that stands where heads may stand."""
    tree = typed(name)
    for event in tree.get("events", []):
        yield HISTORY, event
    for deal in tree["deals"].values():
        for place, head in OF_A_DEAL.items():
            yield from ((head, item) for item in items(deal.get(place, [])))
        for line in deal.get("lines", {}).values():
            fields = line if isinstance(line, dict) else {}
            yield from ((QUANTITY, item) for basis in BASES.codes for item in items(fields.get(basis, [])))
            yield from ((PRODUCTION, item) for item in items(fields.get("production", [])))


def below_heads(name: str) -> Iterator[tuple[Head, Any]]:
    for head, item in under_heads(name):
        if isinstance(item, dict):
            for place, inner in head.below.items():
                yield from ((inner, one) for one in items(item.get(place, [])))


def is_long(head: Head, item: Any) -> bool:
    return isinstance(item, dict) and next(iter(item)) in head.fields


def long_things(name: str) -> Counter[str]:
    tree = typed(name)
    found: Counter[str] = Counter({"competitions": len(tree.get("competitions", []))})
    found["sources"] = sum(isinstance(source, dict) for source in tree["sources"].values())
    for deal in tree["deals"].values():
        found.update({place: len(deal.get(place, [])) for place in ("assessments", "technology", "tranches")})
        found["parties"] += sum(
            isinstance(one, dict) and "name" in one for side in deal["parties"].values() for one in items(side)
        )
        found["systems"] += sum(isinstance(line["system"], dict) for line in deal.get("lines", {}).values())
    for _, item in under_heads(name):
        if isinstance(item, dict):
            found.update({place: len(item.get(place, [])) for place in ("amendments",)})
    return +found


@pytest.mark.parametrize("name", NAMES)
def test_whatever_a_head_can_say_is_said_by_one(name: str) -> None:
    assert [item for head, item in (*under_heads(name), *below_heads(name)) if is_long(head, item)] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_stays_long_has_no_head(name: str) -> None:
    assert dict(long_things(name)) == STAYS_LONG[name]


@pytest.mark.parametrize("name", NAMES)
def test_a_source_stays_long_only_for_what_its_line_cannot_hold(name: str) -> None:
    held = {"publisher", "published", "link", "kind"}
    assert held < set(plan_of(Evidence).by_name)
    assert [one for one in typed(name)["sources"].values() if isinstance(one, dict) and not one.keys() - held] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_comments_of_people_are_there(name: str) -> None:
    data = (DATA / f"{name}.yaml").read_bytes()
    lines = [line.strip() for line in data.decode().splitlines()]
    assert holds_comments(data)
    assert lines[0] == f"# {dict(names())[name]}"
    assert sum(line.startswith("# ") for line in lines) >= FEWEST_COMMENTS


@pytest.mark.parametrize("name", NAMES)
def test_no_code_stands_in_capitals_where_words_are_read(name: str) -> None:
    codes = {code for head in HEADS for slot in head.slots for one in slot.phrases for code in one.codes.values()}
    capitals = {code for code in codes if "_" in code}
    assert [code for code in capitals if code in (DATA / f"{name}.yaml").read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_long_form_says_the_same_at_greater_length(name: str) -> None:
    long = dumps(example(name), "yaml")
    assert loads(long, "yaml") == example(name)
    kept = [line for line in (DATA / f"{name}.yaml").read_text(encoding="utf-8").splitlines() if "# " not in line]
    assert len(kept) < SHORTEST * len(long.splitlines())


@pytest.mark.parametrize("name", NAMES)
def test_written_short_anew_it_has_as_many_heads(name: str) -> None:
    """Nobody's hand was needed: the writer finds a head for each item."""
    tree = yaml.load(dumps(example(name), "yaml", style="short"), yaml.BaseLoader)  # noqa: S506  # it builds texts only
    told = [
        item
        for deal in tree.get("deals", {name: tree}).values()
        for place, head in OF_A_DEAL.items()
        for item in items(deal.get(place, []))
        if is_long(head, item)
    ]
    assert told == []
