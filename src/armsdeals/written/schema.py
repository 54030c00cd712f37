"""The schema of the written form, for editors: JSON Schema 2020-12, made from the table of heads and the plan.

    >>> schema = written_schema()
    >>> schema["$defs"]["Deal"]["properties"]["note"]["description"]
    'Anything else, in words.'
    >>> json_schema()["title"], json_schema(form="written")["title"]
    ('Arms deals, in the long form', 'Arms deals as people type them')

An editor that knows it completes keys and codes, marks unknown ones, and offers whole lines (``defaultSnippets``, which the
YAML language server reads). It sees 2017 as a number and what was left empty as null, so both may stand for a text. Left
out: whether sources and lines are there that are named, and what a head means; of that ``armsdeals check`` is the judge.
"""

from __future__ import annotations

import re
from typing import Any

from armsdeals._fields import Word
from armsdeals._shown import shown
from armsdeals.errors import UnknownName, suggestion
from armsdeals.model.competition import Competition
from armsdeals.model.deal import Deal
from armsdeals.model.financing.financing import Financing
from armsdeals.model.financing.kind import FinancingKind
from armsdeals.model.line import Line
from armsdeals.model.link import Link, LinkKind
from armsdeals.model.party import Party, Role
from armsdeals.model.system import System
from armsdeals.plan import Hint, Shape, members_of
from armsdeals.values.evidence import Evidence
from armsdeals.values.share import IndexRate, Rate
from armsdeals.wire.schema import DIALECT, HOME, Definitions, Schema, document_schema
from armsdeals.wire.versions import VERSION
from armsdeals.written.credit_terms import PERCENTAGE
from armsdeals.written.heads import ABSENT_TERMS, DETAILS, FINANCING, HEADS, HISTORY, PRICE, QUANTITY, Head
from armsdeals.written.slugs import SLUG
from armsdeals.written.words import BASES

FORMS = ("long", "written")
_SCALARS = ["string", "number", "boolean", "null"]
_UNKNOWN = "^unknown$"
_NOTHING: Schema = {"enum": ["unknown", None]}
_LEAF: Schema = {"type": _SCALARS}
_NAME: Schema = {"type": _SCALARS, "pattern": r"^(?!.*\s@\S)"}  # nothing is cited where somebody or something is named
_KEY = f"^{SLUG}$"
_ID: Schema = {"type": _SCALARS, "pattern": _KEY}
_IN_YEARS = ("tenor_years", "grace_years")  # where "about 25" and 8.5 are read as well
_IN_PERCENT = ("share", "covered", "covered_low", "covered_high")
_PERCENT: Schema = {"type": "string", "pattern": f"^{PERCENTAGE}$"}
_PLACES = {head.under: head for head in HEADS if "." not in head.under and head is not FINANCING} | {"prices": PRICE}
_IN_A_LINE = {
    head.under.rpartition(".")[2]: head for head in HEADS if head.under.startswith("lines.") and head is not QUANTITY
}
_ABOUT = {
    "price": "What it is said to cost: lines such as 2.5 bn USD contract @rostec.",
    "history": "What happened, in any order; a line for each: DATE WORD @SOURCE: your words.",
    "financing": "How it is paid for: lines such as 45 % advance @rostec.",
    "authorisations": "What somebody allows or forbids: lines such as by 2014-08 export licence of Sweden denied.",
    "offers": "What was put on the table: lines such as 2013~ offer first-bid 4 bn USD by CPMIEC.",
    "offsets": "What is owed to the recipient's economy: lines such as 50 % indirect.",
    "constraints": "What limits the deal: lines such as embargo by United States.",
    "parties": "Who has a part in it, under their roles: NAME (COUNTRY)[, KIND], or a state.",
    "lines": "What is transferred, each under a key of yours.",
    "links": "Ids of other deals, under what they are to this one.",
    "sources": "The sources, under the keys by which they are cited: PUBLISHER[, DATE][, LINK][, KIND].",
    "evidence": "The same as sources.",
}


def json_schema(form: str = "long") -> Schema:
    """Return a JSON Schema (2020-12) of the documents that are read.

    Args:
        form: "long" for what programs exchange (JSON, and YAML as it is written by us); "written" for what people type, made
            for editors.

    Raises:
        UnknownName: There is no such form.
    """
    if form not in FORMS:
        near = suggestion(str(form), FORMS)
        raise UnknownName(f"{shown(form)} is not a form of documents; expected long or written", suggestions=near)
    return document_schema() if form == "long" else written_schema()


def written_schema() -> Schema:
    """Return the schema of a file of one deal, or of several under ``deals``."""
    made = _Typed()
    deal = made.deal()
    beside: Schema = {
        "armsdeals": {"const": VERSION, "description": "The version of the written form."},
        "deals": {
            "description": "Several deals in one file, each under its id.",
            "type": ["object", "array"],
            "additionalProperties": {"$ref": "#/$defs/Deal"},
            "propertyNames": {"pattern": _KEY},
            "items": {"$ref": "#/$defs/Deal"},
        },
        "systems": {
            "description": "Systems of your own, which a line may name by their keys.",
            "type": ["object", "array", "null"],
            "additionalProperties": {"anyOf": [_LEAF, made.named(System)]},
            "items": made.named(System),
        },
        "competitions": {"type": ["array", "null"], "items": made.named(Competition)},
        "events": made.items(HISTORY),
    }
    return {
        "$schema": DIALECT,
        "$id": f"{HOME}/written.json",
        "title": "Arms deals as people type them",
        **_object(_pointed_at("Deal", deal) | beside),
        "$defs": dict(sorted(made.made.items())),
    }


class _Typed(Definitions):
    """Schemas of what stands in a typed file; a class in its long form is one as well."""

    def deal(self) -> Schema:
        """Return the keys of a deal, which is made as a definition, too."""
        properties = self.properties(Deal)
        properties |= {"price": {}, "evidence": {}}
        properties |= {name: self.items(head) for name, head in _PLACES.items()}
        whole = self.properties(Financing) | {"instruments": self.items(FINANCING)}
        table = _table(self.pointer("SourceEntry", self._one_or_text(Evidence, left_out=("id",))))
        properties |= {
            "parties": _under(Role, self.pointer("PartyEntry", _one_or_more([_NAME, self._party()]))),
            "lines": {**_table({"anyOf": [_NAME, self._line()]}), "propertyNames": {"pattern": _KEY}},
            "financing": {"anyOf": [self.items(FINANCING), _object(whole)]},
            "links": _under(LinkKind, self.pointer("LinkEntry", _one_or_more([_ID, self._link()]))),
            "sources": table,
            "evidence": table,
        }
        deal = {
            name: {**schema, "description": _ABOUT.get(name, schema.get("description", ""))}
            for name, schema in properties.items()
        }
        self.made["Deal"] = _object(deal)
        return self.made["Deal"]

    def items(self, head: Head) -> Schema:
        """Return the schema of a place where heads stand: one, or a list."""
        name = f"{head.cls.__name__}Line"
        if name not in self.made:
            self.made[name] = {}
            self.made[name] |= self._item(head)
        item: Schema = {"$ref": f"#/$defs/{name}"}
        snippets = [{"label": example, "body": example, "description": head.form} for example in head.examples]
        several = {"type": "array", "items": {**item, "defaultSnippets": snippets}}
        return self.pointer(f"{name}s", {"anyOf": [item, several, {"type": "null"}]})

    def pointer(self, name: str, schema: Schema) -> Schema:
        """Make a schema a definition, and return a pointer to it."""
        self.made[name] = schema
        return {"$ref": f"#/$defs/{name}"}

    def named(self, cls: Any) -> Schema:
        """Return the name of the schema of a class."""
        return self._hint(Hint(shape=Shape.OBJECT, cls=cls))

    def text(self, hint: Hint) -> Schema:
        """Return the schema of a text; the editor may see a number in it."""
        return {**super().text(hint), "type": _SCALARS}

    def key(self) -> Schema:
        """Return the schema of the key of a source."""
        return {"type": ["string", "number", "boolean"]}

    def whole(self, hint: Hint) -> Schema:
        """Return the schema of a whole number."""
        return {**super().whole(hint), "type": ["integer", "string", "null"], "pattern": _UNKNOWN}

    def flag(self) -> Schema:
        """Return the schema of true and false."""
        return {"type": ["boolean", "string", "null"], "pattern": _UNKNOWN}

    def leaf(self, cls: Any) -> Schema:
        """Return the schema of a value that is one text."""
        schema = {**super().leaf(cls), "type": _SCALARS}
        if issubclass(cls, (Rate, IndexRate)) and "pattern" in schema:  # only ways of paying have them
            schema["pattern"] += f"|^{PERCENTAGE}$"
        return schema | ({"pattern": f"{schema['pattern']}|{_UNKNOWN}"} if "pattern" in schema else {})

    def _citation(self) -> Schema:
        key, source = super()._citation()["anyOf"]
        return super()._citation() | {"anyOf": [key | {"type": ["string", "number"]}, source]}

    def word(self, cls: Any) -> Schema:
        """Return the schema of a code, said in lower case before all."""
        codes, said, other = super().word(cls)["anyOf"]
        return {
            **super().word(cls),
            "anyOf": [{"enum": list(dict.fromkeys([*said["enum"], "unknown"]))}, codes, other, {"type": "null"}],
        }

    def or_nothing(self, schema: Schema, *, may_be_none: bool) -> Schema:  # noqa: ARG002  # what is empty is left out
        """Return the schema of a field, which may always be left empty."""
        told = schema.get("type")
        if isinstance(told, list):
            return schema
        if told in ("array", "object"):
            return {**schema, **_or_unknown(told)}
        if isinstance(told, str):
            return {**schema, "type": [told, "null"]}
        return {"anyOf": [schema, _NOTHING]}

    def _item(self, head: Head) -> Schema:
        typed: Schema = {
            "type": "string", "pattern": head.pattern, "description": head.form,
            "patternErrorMessage": f"this line is not read; expected {head.form}, such as: {head.examples[0]}",
        }  # fmt: skip
        name = f"{head.cls.__name__}Details"
        unknown = {f"^(?:{'|'.join(sorted({'page', *head.begun}))})$": _NOTHING}
        self.made[name] = _object(self._details(head)) | {"patternProperties": unknown}
        below: Schema = {"anyOf": [_LEAF, {"$ref": f"#/$defs/{name}"}]}
        with_words = _object(_pointed_at(name, self.made[name])) | {
            "patternProperties": {head.pattern: below} | unknown
        }
        bare = [{"const": word} for word in ("unknown", "nothing else") if head is FINANCING or word == "unknown"]
        number = [{"type": "number"}] if re.fullmatch(head.pattern, "14") else []
        return {"anyOf": [typed, with_words, *number, *bare]}

    def _details(self, head: Head) -> Schema:
        """Return what may stand below a head: its own details, and every field of the long form."""
        members = members_of(head.cls).values() if head.cls is FinancingKind else (head.cls,)
        told: dict[str, list[Schema]] = {}
        for member in members:
            for name, schema in self.properties(member).items():
                schemas = told.setdefault(name, [])
                if schema not in schemas:
                    schemas.append(schema)
        fields = {name: schemas[0] if len(schemas) == 1 else {"anyOf": schemas} for name, schemas in told.items()}
        if head is FINANCING:
            typed = dict.fromkeys(_IN_YEARS, _LEAF) | dict.fromkeys(_IN_PERCENT, _PERCENT)
            fields |= {name: {"anyOf": [fields[name], one], **_about(fields[name])} for name, one in typed.items()}
        absent: Schema = {"enum": [*ABSENT_TERMS, "unknown"]}
        about = {name: {"description": fields[name].get("description", "")} for name in sorted(head.terms)}
        fields |= {name: {"anyOf": [fields[name], absent], **about[name]} for name in about}
        fields |= {name: self.items(inner) for name, inner in head.below.items()}
        return fields | {name: fields[field] for name, field in DETAILS.items() if field in fields}

    def _party(self) -> Schema:
        """Return a party: its fields, or what is typed for it above further fields."""
        return {"type": "object", "properties": self.properties(Party)}

    def _link(self) -> Schema:
        """Return a link: its fields, or the id of the deal above words."""
        return {"type": "object", "properties": self.properties(Link), "additionalProperties": _LEAF}

    def _line(self) -> Schema:
        fields = {name: schema for name, schema in self.properties(Line).items() if name != "id"}
        fields["system"] = {"anyOf": [_NAME, fields["system"]], "description": fields["system"].get("description", "")}
        heads = {name: self.items(head) for name, head in _IN_A_LINE.items()}
        whole = _object(fields | heads | {basis: self.items(QUANTITY) for basis in BASES.codes})
        return whole | {"type": "object", "required": ["system"]}

    def _one_or_text(self, cls: Any, *, left_out: tuple[str, ...] = ()) -> Schema:
        properties = {name: schema for name, schema in self.properties(cls).items() if name not in left_out}
        return {"anyOf": [_LEAF, _object(properties)]}


def _or_unknown(*types: str) -> Schema:
    return {"type": [*types, "string", "null"], "pattern": _UNKNOWN}


def _about(schema: Schema) -> Schema:
    return {"description": schema.get("description", "")}


def _object(properties: Schema) -> Schema:
    return {"type": ["object", "null"], "properties": properties, "additionalProperties": False}


def _pointed_at(name: str, definition: Schema) -> Schema:
    """Return the properties of a definition, each as a pointer to it."""
    return {key: {"$ref": f"#/$defs/{name}/properties/{key}"} for key in definition["properties"]}


def _under(words: type[Word], value: Schema) -> Schema:
    """Return the schema of a mapping under the words of a vocabulary; those are offered, other spellings taken as well."""
    known = dict.fromkeys(word.in_words for word in words)
    spelled = "|".join(_in_any_case(word) for word in (*known, *words.also_called()))
    held = {
        "type": "object", "properties": dict.fromkeys(known, value), "patternProperties": {f"^(?:{spelled})$": value},
        "additionalProperties": False,
    }  # fmt: skip
    return {"anyOf": [held, _or_unknown("array")]}


def _in_any_case(word: str) -> str:
    """Return a pattern of a word in any letters, its parts parted by a blank or a mark.

    >>> _in_any_case("part of")
    '[pP][aA][rR][tT][ _-][oO][fF]'
    """
    return "".join(f"[{one}{one.upper()}]" if one.isalpha() else "[ _-]" for one in word.lower())


def _table(entry: Schema) -> Schema:
    return {**_or_unknown("object", "array"), "additionalProperties": entry}


def _one_or_more(choices: list[Schema]) -> Schema:
    return {"anyOf": [*choices, {"type": "array", "items": {"anyOf": choices}}]}
