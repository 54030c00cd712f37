"""The schema of the written form, for editors: JSON Schema 2020-12, made from the table of heads and the plan.

    >>> schema = written_schema()
    >>> schema["$schema"], "history" in schema["properties"]
    ('https://json-schema.org/draft/2020-12/schema', True)

An editor that knows it completes keys, marks unknown ones, and offers whole lines (``defaultSnippets``, which the YAML
language server reads). It sees 2017 as a number, so a leaf may be one. Left out: whether sources and lines are there that
are named, and what a head means; of that ``armsdeals check`` is the judge.
"""

from __future__ import annotations

from typing import Any

from armsdeals.model.deal import Deal
from armsdeals.model.line import Line
from armsdeals.plan import plan_of
from armsdeals.values.evidence import Evidence
from armsdeals.written.heads import CONSTRAINTS, DETAILS, FINANCING, HISTORY, OFFSETS, PRICE, QUANTITY, Head
from armsdeals.written.words import BASES, LINKS, ROLES

Schema = dict[str, Any]
_LEAF: Schema = {"type": ["string", "integer", "number", "null"]}
_PLACES = {"history": HISTORY, "price": PRICE, "prices": PRICE, "offsets": OFFSETS, "constraints": CONSTRAINTS}


def written_schema() -> Schema:
    """Return the schema of a file of one deal, or of several under ``deals``."""
    deal = _deal()
    beside: Schema = {
        "armsdeals": {"const": 1},
        "deals": {"type": ["object", "array"], "additionalProperties": _object(deal)},
    }
    beside |= {"competitions": {"type": "array"}, "events": _items(HISTORY)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Arms deals as people type them",
        **_object(deal | beside),
    }


def _deal() -> Schema:
    """Return the keys of a deal."""
    named: Schema = dict.fromkeys(plan_of(Deal).by_name, True)
    return named | {
        "id": _LEAF,
        "title": {**_LEAF, "description": "What it is about, in words"},
        "note": _LEAF,
        "parties": _under(ROLES.codes, _one_or_more([_LEAF, {"type": "object"}]), "NAME (COUNTRY), or a state"),
        "lines": {"type": ["object", "array", "null"], "additionalProperties": {"anyOf": [_LEAF, _line()]}},
        **{name: _items(head) for name, head in _PLACES.items()},
        "financing": {"anyOf": [_items(FINANCING, "nothing else"), {"type": "object"}]},
        "links": _under(LINKS.codes, _one_or_more([_LEAF, {"type": "object"}]), "ids of other deals"),
        "sources": {"type": ["object", "array", "null"], "additionalProperties": {"anyOf": [_LEAF, _source()]}},
        "evidence": {"type": ["object", "null"], "additionalProperties": {"anyOf": [_LEAF, _source()]}},
    }


def _object(properties: Schema) -> Schema:
    return {"type": ["object", "null"], "properties": properties, "additionalProperties": False}


def _under(keys: dict[str, str], value: Schema, about: str) -> Schema:
    return {
        "anyOf": [
            {
                "type": "object",
                "properties": dict.fromkeys(keys, value),
                "additionalProperties": False,
                "description": about,
            },
            {"type": ["array", "null"]},
        ]
    }


def _one_or_more(choices: list[Schema]) -> Schema:
    return {"anyOf": [*choices, {"type": "array", "items": {"anyOf": choices}}]}


def _line() -> Schema:
    fields: Schema = {name: True for name in plan_of(Line).by_name if name != "id"}
    return _object(fields | {basis: _items(QUANTITY) for basis in BASES.codes})


def _source() -> Schema:
    return _object(dict.fromkeys(plan_of(Evidence).by_name, True))


def _items(head: Head, *words: str) -> Schema:
    """Return the schema of a place where heads stand: one, or a list."""
    typed: Schema = {"type": "string", "pattern": head.pattern, "description": head.form}
    details: Schema = dict.fromkeys(sorted({*DETAILS, *head.fields}), True)
    with_words: Schema = {
        "type": "object",
        "patternProperties": {head.pattern: True},
        "properties": details,
        "additionalProperties": False,
    }
    item = {"anyOf": [typed, with_words, {"type": "number"}, *({"const": word} for word in ("unknown", *words))]}
    snippets = [{"label": example, "body": example} for example in head.examples]
    return {"anyOf": [item, {"type": "array", "items": {**item, "defaultSnippets": snippets}}, {"type": "null"}]}
