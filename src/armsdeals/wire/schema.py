"""The schema of the long form: JSON Schema 2020-12 of every document that is written, made from the plan of the classes.

    >>> schema = document_schema()
    >>> schema["required"], schema["$defs"]["Event"]["required"]
    (['armsdeals', 'deals'], ['when'])
    >>> schema["$defs"]["Loan"]["properties"]["kind"]
    {'const': 'loan', 'description': 'Which kind it is.'}

What is written always fits it, and what does not fit is refused by the reader, so that a program in any language may ask
it first. It is no judge of everything: whether a day exists, a cited source is there, or two fields go together is for the
reader alone. Codes are listed in upper case, as they are written; that they are read in other spellings as well is said
beside each list. Left out: the limits of size, which hold per call (`limits`).
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from enum import Enum
from functools import cache, partial
from typing import Any

from armsdeals._fields import Leaf, Slug, rule_of
from armsdeals.model.system import System
from armsdeals.plan import FieldPlan, Hint, Shape, members_of, plan_of
from armsdeals.register.register import Register
from armsdeals.values.edtf import LONGEST as LONGEST_DATE
from armsdeals.values.estimate import Estimate
from armsdeals.values.evidence import Evidence
from armsdeals.values.number import AFTER, BEFORE
from armsdeals.values.price import Price
from armsdeals.values.share import Fraction
from armsdeals.values.when import When
from armsdeals.wire.versions import KEY, VERSION

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
HOME = f"https://armsdeals.readthedocs.io/schema/{VERSION}"  # a name, from which nothing has to be fetched

_DIGITS = rf"[0-9]{{1,{BEFORE}}}(?:\.[0-9]{{1,{AFTER}}})?(?:[eE][+-]?[0-9]{{1,2}})?"
_SPREAD = rf"(?:(?:>=|<=|~)?{_DIGITS}|{_DIGITS}[~?]|{_DIGITS}\.\.{_DIGITS})"
_NOUGHT_TO_ONE = (
    rf"-?(?:0{{1,{BEFORE}}}(?:\.[0-9]{{1,{AFTER}}})?|0{{0,{BEFORE - 1}}}1(?:\.0{{1,{AFTER}}})?"
    rf"|[0-9]{{1,{BEFORE}}}(?:\.[0-9]{{1,{AFTER}}})?[eE][+-]?[0-9]{{1,2}})"
)
_PATTERNS: dict[Any, str] = {
    Fraction: f"^{_NOUGHT_TO_ONE}$",
    Price: rf"^{_SPREAD} [A-Za-z]{{3}}(?:\([0-9]{{4}}\))?(?: [\s\S]+)?$",
    Estimate: rf"^{_SPREAD}(?: [^ ].*)?$",
    When: r"^[-0-9.XYSTZ?~%/,:+ {}\[\]]+$",
}
# A code as it is written, or as it is said. What has another shape may still be a code; the reader knows.
_PLAIN_SPELLING = "^(?:[A-Z0-9]+(?:_[A-Z0-9]+)*|[a-z0-9]+(?: [a-z0-9]+)*)$"
_, _SLUG = rule_of(Slug)
_SYSTEM_ID = {"type": "string", "description": "The id of a system that the document declares under systems."}
_ATTRIBUTE = re.compile(r"^    (\w+): (.+(?:\n {5,}.*)*)", re.MULTILINE)


def document_schema() -> Schema:
    """Return the schema of a whole document; `$defs` holds one for each class and each vocabulary."""
    definitions = Definitions()
    beside = definitions.properties(Register)
    line = definitions.made["Line"]["properties"]
    line["system"] = {"anyOf": [line["system"], _SYSTEM_ID], "description": line["system"]["description"]}
    deal = definitions.made["Deal"]
    deal["properties"]["evidence"] = definitions.table("Sources that only this deal cites, by their keys.")
    return {
        "$schema": DIALECT,
        "$id": f"{HOME}/long.json",
        "$comment": f"version {VERSION} of the document; left out of a field is its default",
        "title": "Arms deals, in the long form",
        "description": "Public arms deals as typed, sourced, replayable histories.",
        "type": "object",
        "properties": {
            KEY: {"const": VERSION, "description": "The version of the document."},
            **beside,
            "evidence": definitions.table("Sources that several deals cite, by their keys."),
        },
        "required": [KEY, "deals"],
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.made.items())),
    }


class Definitions:
    """The schemas of classes and vocabularies, each made once and then named.

    Attributes:
        made: The schema of each under its name.
    """

    def __init__(self) -> None:
        self.made: dict[str, Schema] = {}

    def properties(self, cls: Any) -> dict[str, Schema]:
        """Return the schemas of the fields of a class, each with what its docstring says of it."""
        plan, described = plan_of(cls), meanings(cls)
        made = {}
        for one in plan.fields:
            about = "Which kind it is." if one is plan.tag else described.get(one.name, "")
            made[one.name] = {**self._field(one), **({"description": about} if about else {})}
        return made

    def table(self, description: str) -> Schema:
        """Return the schema of a table of sources, in which the key is the id."""
        return {
            "type": "object",
            "propertyNames": {"pattern": f"^(?:{_SLUG.pattern})$"} if _SLUG else True,
            "additionalProperties": self._named("EvidenceEntry", self._entry),
            "description": description,
        }

    def text(self, hint: Hint) -> Schema:
        """Return the schema of a text."""
        return {"type": "string", **_bounds(hint)}

    def key(self) -> Schema:
        """Return the schema of the key of a source."""
        return {"type": "string"}

    def whole(self, hint: Hint) -> Schema:
        """Return the schema of a whole number."""
        return {"type": "integer", **_bounds(hint)}

    def flag(self) -> Schema:
        """Return the schema of true and false."""
        return {"type": "boolean"}

    def leaf(self, cls: Any) -> Schema:
        """Return the schema of a value that is one text, with a pattern where one is exact enough to refuse by."""
        schema: Schema = {"description": summary(cls), "type": "string", "minLength": 1}
        pattern = next((pattern for parent, pattern in _PATTERNS.items() if issubclass(cls, parent)), None)
        if pattern is not None:
            schema["pattern"] = pattern
        if issubclass(cls, When):
            schema["maxLength"] = LONGEST_DATE
        return {**schema, "examples": [cls.example]}

    def word(self, cls: Any) -> Schema:
        """Return the schema of a code: as it is written, as it is said, or in a spelling that the reader may know."""
        other = self._named("OtherSpelling", lambda: {"type": "string", "not": {"pattern": _PLAIN_SPELLING}})
        said = [*(word.in_words for word in cls), *_spellings(cls.also_called())]
        return {
            "description": summary(cls),
            "anyOf": [
                {"enum": [word.value for word in cls]},
                {"enum": list(dict.fromkeys(said)), "$comment": "read as well, never written"},
                other,
            ],
        }

    def or_nothing(self, schema: Schema, *, may_be_none: bool) -> Schema:
        """Return the schema of a field, which may perhaps be null."""
        if not may_be_none:
            return schema
        if isinstance(schema.get("type"), str):
            return {**schema, "type": [schema["type"], "null"]}
        return {"anyOf": [schema, {"type": "null"}]}

    def _field(self, one: FieldPlan) -> Schema:
        schema = self.or_nothing(self._hint(one.hint), may_be_none=one.may_be_none)
        if one.hint.cls is System and one.hint.shape is Shape.OBJECT:
            key = {"type": "string", "description": "The id of a system that the document declares."}
            schema = {"anyOf": [schema, key]}
        if not one.is_required and one.default is not None and one.hint.shape is not Shape.TAG:
            schema["default"] = _plain(one.default)
        return schema

    def _hint(self, hint: Hint) -> Schema:
        match hint.shape:
            case Shape.LIST if hint.item is not None:
                return {"type": "array", "items": self._hint(hint.item)}
            case Shape.CITED:
                return {"type": "array", "items": self._named("Citation", self._citation)}
            case Shape.OBJECT:
                return self._named(hint.cls.__name__, lambda: self._class(hint.cls))
            case Shape.UNION:
                return self._named(hint.cls.__name__, lambda: self._union(hint.cls))
            case Shape.WORD:
                return self._named(hint.cls.__name__, lambda: self.word(hint.cls))
            case Shape.TAG:
                return {"const": hint.cls}
            case Shape.WHOLE:
                return self.whole(hint)
            case Shape.FLAG:
                return self.flag()
            case Shape.TEXT:
                return self.text(hint)
        return self._named(hint.cls.__name__, lambda: self.leaf(hint.cls))

    def _named(self, name: str, make: Callable[[], Schema]) -> Schema:
        if name not in self.made:
            self.made[name] = {}  # a class may hold itself
            self.made[name] |= make()
        return {"$ref": f"#/$defs/{name}"}

    def _class(self, cls: Any) -> Schema:
        plan = plan_of(cls)
        required = [one.name for one in plan.fields if one.is_required or one is plan.tag]
        return {
            "description": summary(cls),
            "type": "object",
            "properties": self.properties(cls),
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }

    def _entry(self) -> Schema:
        properties = self.properties(Evidence)
        del properties["id"]
        return {
            "description": "A source in a table; its key is its id.",
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
        }

    def _union(self, union: Any) -> Schema:
        members = members_of(union).values()
        return {
            "description": summary(union),
            "oneOf": [self._named(one.__name__, partial(self._class, one)) for one in members],
        }

    def _citation(self) -> Schema:
        source = self._named("Evidence", lambda: self._class(Evidence))
        key = {**self.key(), "description": "The key of a source in a table."}
        return {"description": "A source: its key, or the source itself.", "anyOf": [key, source]}


@cache
def meanings(cls: Any) -> dict[str, str]:
    """Return what the docstrings of a class and its parents say of its fields."""
    told: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        _, _, attributes = inspect.cleandoc(base.__doc__ or "").partition("Attributes:\n")
        told |= {name: " ".join(text.split()) for name, text in _ATTRIBUTE.findall(attributes)}
    return told


def summary(cls: Any) -> str:
    """Return the first sentence of a class's docstring."""
    return inspect.cleandoc(cls.__doc__ or "").partition("\n")[0]


def _bounds(hint: Hint) -> Schema:
    rule = hint.rule
    if rule is None:
        return {}
    told = {
        "minimum": rule.ge, "maximum": rule.le, "minLength": rule.min_length, "maxLength": rule.max_length,
        "pattern": None if rule.pattern is None else f"^(?:{rule.pattern})$", "description": rule.wanted or None,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value is not None}


def _spellings(words: Iterable[str]) -> list[str]:
    return [spelt for word in words for spelt in (word, word.replace("_", " ").lower())]


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Leaf):
        return value.text
    return list(value) if isinstance(value, tuple) else value
