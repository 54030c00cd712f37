"""Laws of heads: what is printed is read as itself and as nothing else, and no head is mistaken for a field."""

from __future__ import annotations

import os
import re
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from armsdeals import strategies
from armsdeals._desk import dumps, loads
from armsdeals.register.register import Register
from armsdeals.wire.tree import Node
from armsdeals.written.heads import (
    CONDITIONS,
    CONSTRAINTS,
    DELIVERIES,
    FINANCING,
    HEADS,
    HISTORY,
    MATERIEL,
    OFFERED,
    OFFSETS,
    PAYMENTS,
    PERMITS,
    PRICE,
    PRODUCTION,
    QUANTITY,
    SETTLED_BY,
    STEPS,
    Head,
    head_of,
    read_head,
)
from armsdeals.written.items import long_of
from armsdeals.written.words import (
    ABSENCES,
    ACTORS,
    AUTHORISATION_STATES,
    AUTHORISATIONS,
    CONDITION_STATES,
    CONFIDENCES,
    CONSTRAINTS as LIMITS,
    GIVERS,
    INSTRUMENTS,
    KINDS,
    LEDGER,
    MODALITIES,
    OBLIGATIONS,
    OFFSET_FORMS,
    PRODUCTIONS,
    PURPOSES,
    REASONS,
    SETTLEMENT_STATES,
    SETTLEMENTS,
    STAGES,
    STATUSES,
    VALUE_BASES,
    WAYS,
    Phrases,
)

keys = st.from_regex(r"[a-z0-9](?:[a-z0-9._-]{0,8}[a-z0-9])?", fullmatch=True)
names = st.lists(st.sampled_from(["Russia", "the", "Bank", "of", "Ankara", "(Ltd)"][:5]), min_size=1, max_size=4).map(
    " ".join
)
dates = strategies.whens().map(str).filter(lambda text: " " not in text)
digits = st.integers(0, 10**9).map(str) | st.decimals(0, 9_999, places=2).map(lambda d: format(d.normalize(), "f"))
spreads = strategies.estimates().map(lambda one: str(one).partition(" ")[0])


def is_seen_as_one(date: str) -> bool:
    """Whether a date is told from the word offer behind it by how it looks."""
    return not date.startswith(("/", "Y"))


def coded(name: str, phrases: Phrases) -> st.SearchStrategy[dict[str, Any]]:
    return code(phrases).map(lambda word: {name: word})


def code(phrases: Phrases) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(phrases.codes.values()))


def optional(name: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.just({}) | values.map(lambda value: {name: value})


def joined(*parts: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.tuples(*parts).map(lambda told: {name: value for one in told for name, value in one.items()})


@st.composite
def sums(draw: Any) -> str:
    year = f"({draw(st.integers(1900, 2030))})" if draw(st.booleans()) else ""
    return f"{draw(spreads)} {draw(st.sampled_from(['USD', 'EUR', 'RUB']))}{year}"


priced = st.tuples(sums(), st.just("") | code(VALUE_BASES)).map(lambda told: " ".join(filter(None, told)))
goods = joined(
    keys.map(lambda key: {"line": key}),
    optional("quantity", strategies.estimates().map(str)),
    optional("place", names),
    optional("is_accepted", st.booleans()),
)
money = joined(
    optional("purpose", code(PURPOSES)),
    optional("value", priced),
    optional("payer", names),
    optional("payee", names),
    optional("of", keys),
).filter(bool)


@st.composite
def with_frame(draw: Any, fields: st.SearchStrategy[dict[str, Any]], scope: str = "") -> dict[str, Any]:
    told = dict(draw(fields))
    if draw(st.booleans()):
        told["modality"] = draw(code(MODALITIES))
    if draw(st.booleans()):
        told["evidence"] = draw(st.lists(keys, min_size=1, max_size=3, unique=True))
    if scope and draw(st.booleans()):
        told[scope] = draw(st.lists(keys, min_size=1, max_size=3))
    if "confidence" not in told and draw(st.booleans()):
        told["confidence"] = draw(code(CONFIDENCES).filter(lambda word: word != "LOW"))
    return told


@st.composite
def happenings(draw: Any) -> dict[str, Any]:  # noqa: PLR0912  # one case for each sort of line
    """Draw what a line of the history can say."""
    fields: dict[str, Any] = {"when": draw(dates)}
    delivery = draw(goods)
    match draw(
        st.sampled_from(
            ["stage", "bound", "choice", "both", "signed", "kind", "ledger", "delivered", "paid", "end", "halt"]
        )
    ):
        case "stage":
            fields["stage"] = draw(code(STAGES))
        case "both":
            fields |= {"kind": draw(code(KINDS)), "stage": draw(code(STAGES))}
            fields |= draw(optional("bound", st.sampled_from(["AT_LEAST", "AT_MOST"])))
        case "bound":
            fields |= {"stage": draw(code(STAGES)), "bound": draw(st.sampled_from(["AT_LEAST", "AT_MOST"]))}
        case "choice":
            first, *others = draw(st.lists(code(STAGES), min_size=2, max_size=3, unique=True))
            fields |= {"stage": first, "bound": "ONE_OF", "alternatives": others}
        case "signed":
            kind = draw(st.sampled_from(["UNKNOWN", "CONTRACT", "IGA", "LOA", "LICENCE_AGREEMENT", "LEASE_AGREEMENT"]))
            fields |= {"stage": "SIGNED", "instrument": {"kind": kind}}
            weaker = draw(st.sampled_from(["", "MOU", "LOI", "LOAN_AGREEMENT", "AMENDMENT", "SETTLEMENT"]))
            if weaker in ("MOU", "LOI"):
                fields |= {"stage": "PRELIMINARY", "instrument": {"kind": weaker}}
            elif weaker:
                del fields["stage"]
                fields["instrument"] = {"kind": weaker}
        case "kind":
            fields["kind"] = draw(code(KINDS))
        case "ledger":
            fields["deliveries"] = [{**delivery, "kind": draw(code(LEDGER))}]
        case "delivered":
            fields |= {"stage": "DELIVERING", "deliveries": [delivery]}
            fields |= draw(st.sampled_from([{}, {"bound": "AT_LEAST"}, {"stage": "DELIVERED"}]))
        case "paid":
            fields["payments"] = [draw(money)]
        case "end":
            fields["stage"] = draw(st.sampled_from(["CANCELLED", "WITHDRAWN", "BLOCKED", "LAPSED", "COMPLETED"]))
            fields["termination"] = draw(acts())
        case "halt":
            act = draw(optional("of", st.sampled_from(["DEAL", "TALKS"]))) | draw(acts())
            fields |= {"stage": "SUSPENDED", "suspension": act}
    if draw(st.booleans()):
        fields["confidence"] = "LOW"
    return fields


@st.composite
def acts(draw: Any) -> dict[str, Any]:
    reasons = [{"code": one} for one in draw(st.lists(code(REASONS), max_size=3))]
    by = {"by": draw(code(ACTORS))} if not reasons or draw(st.booleans()) else {}
    return by | ({"reasons": reasons} if reasons else {})


@st.composite
def paid_ways(draw: Any) -> dict[str, Any]:
    kind, form, key = WAYS[draw(st.sampled_from(sorted(WAYS)))]
    fields: dict[str, Any] = {name: told for name, told in (("kind", kind), ("form", form), ("key", key)) if told}
    fields |= draw(optional("share", st.integers(1, 99).map(lambda n: f"0.{n:02}".rstrip("0")) | st.just("1")))
    fields |= draw(optional("amount", priced))
    if (
        kind == "guarantee" and form and ("share" in fields or "amount" in fields)
    ):  # banks lend the sum, and it is covered
        fields["kind"] = kind = "loan"
    if form == "EXPORT_CREDIT_DIRECT" and fields.get("amount", "").endswith(" CEILING"):
        fields["kind"] = kind = "credit-line"
    if GIVERS[kind]:
        fields |= draw(optional(GIVERS[kind], names))
    fields |= draw(optional("status", code(STATUSES)))
    fields |= draw(optional("when", dates))
    return fields


absent = code(ABSENCES).map(lambda word: {"absent": word})
counted = strategies.estimates().map(lambda one: {"value": str(one)})
DRAWN: list[tuple[Head, st.SearchStrategy[dict[str, Any]]]] = [
    (HISTORY, with_frame(happenings(), "scope")),
    (PRICE, with_frame(joined(priced.map(lambda text: {"value": text}) | absent, optional("covers", names), optional("when", dates)))),
    (QUANTITY, with_frame(joined(counted | absent, optional("when", dates)))),
    (FINANCING, with_frame(paid_ways())),
    (
        OFFSETS,
        with_frame(
            joined(
                spreads.filter(lambda text: len(text) < 8).map(lambda text: {"percent": text}) | sums().map(lambda text: {"value": text}),
                optional("form", code(OFFSET_FORMS)),
                optional("status", code(OBLIGATIONS)),
                optional("when", dates),
            )
        ),
    ),
    (CONSTRAINTS, with_frame(joined(coded("kind", LIMITS), optional("by", names), optional("when", dates)), "lines")),
    (
        PERMITS,
        with_frame(
            joined(coded("kind", AUTHORISATIONS), coded("state", AUTHORISATION_STATES), optional("authority", names), optional("when", dates)),
            "lines",
        ),
    ),
    (
        OFFERED,
        with_frame(
            joined(
                keys.map(lambda key: {"key": key}), optional("value", priced), optional("by", names),
                optional("valid_until", dates), optional("revises", keys), optional("when", dates.filter(is_seen_as_one)),
            ),
            "lines",
        ),
    ),
    (PRODUCTION, with_frame(joined(coded("value", PRODUCTIONS), optional("place", names), optional("when", dates)))),
    (DELIVERIES, joined(optional("kind", code(LEDGER)), goods)),
    (PAYMENTS, joined(optional("is_missed", st.just(value=True)), money)),
    (
        MATERIEL,
        joined(
            names.map(lambda name: {"system": name}), optional("quantity", strategies.estimates().map(str)),
            optional("party", names),
        ),
    ),
    (STEPS, joined(keys.map(lambda key: {"of": key}), coded("status", STATUSES))),
    (CONDITIONS, joined(keys.map(lambda key: {"key": key}), coded("state", CONDITION_STATES), optional("of", keys))),
    (
        SETTLED_BY,
        joined(
            coded("kind", SETTLEMENTS), optional("status", code(SETTLEMENT_STATES)), optional("value", priced),
            optional("payer", names), optional("payee", names),
        ),
    ),
]  # fmt: skip


EXAMPLES = 1_000 if os.environ.get("CI", "").lower() == "true" else 150


def test_every_head_is_drawn() -> None:
    assert {head.under for head, _ in DRAWN} == {head.under for head in HEADS}


@settings(max_examples=EXAMPLES)
@given(data=st.data(), place=st.integers(0, 2 * len(DRAWN) - 1))
def test_law_a_head_that_is_printed_says_its_parts_and_nothing_else(data: st.DataObject, place: int) -> None:
    head, drawn = DRAWN[place] if place < len(DRAWN) else DRAWN[0]  # half of them are lines of a history
    fields = data.draw(drawn)
    printed = head_of(head, fields)
    assert printed is not None, fields
    text, left = printed
    said = read_head(head, text)
    told = said.fields | ({"evidence": [key for key, _ in said.sources]} if said.sources else {})
    assert (told, left) == (fields, {})
    assert re.search(head.pattern, text), (head.pattern, text)


@given(
    way=st.sampled_from(sorted(WAYS)),
    part=st.integers(0, 100),
    status=st.none() | st.sampled_from(sorted(STATUSES.codes)),
)
def test_law_a_way_of_paying_is_read_and_printed_as_the_same(way: str, part: int, status: str | None) -> None:
    typed = f"{part} % {way}" + (f" {status}" if status else "")
    fields = read_head(FINANCING, typed).fields
    printed = head_of(FINANCING, fields)
    assert printed is not None
    assert read_head(FINANCING, printed[0]).fields == fields


@given(head=st.sampled_from(HEADS), text=st.text("0123 aeinst@().,~?:% USDbnm\u00a0", max_size=40))
def test_law_any_text_is_read_alike_twice_or_refused_with_a_reason(head: Head, text: str) -> None:
    one, two = long_of(head, Node("plain", text, 1, 1)), long_of(head, Node("plain", text, 1, 1))
    assert one == two
    assert one.kind == "map" or (one.kind == "refused" and one.value)


def said_by(node: Node) -> Any:
    """What a node says, wherever it stands."""
    if node.kind == "map":
        return [(pair.key, said_by(pair.node)) for pair in node.value]
    return [said_by(one) for one in node.value] if node.kind == "list" else (node.kind, node.value)


@settings(max_examples=EXAMPLES)
@given(data=st.data(), first=st.sampled_from(DRAWN), second=st.sampled_from(DRAWN))
def test_law_equal_heads_are_equal_items_wherever_they_stand_and_whatever_was_read_between(
    data: st.DataObject, first: tuple[Head, Any], second: tuple[Head, Any]
) -> None:
    (head, text), (other, between) = ((one, printed(one, data.draw(drawn))) for one, drawn in (first, second))
    one = long_of(head, Node("plain", text, 1, 1))
    long_of(other, Node("plain", between, 2, 3))
    two = long_of(head, Node("plain", text, 7, 5))
    assert one.kind == "map"
    assert said_by(one) == said_by(two)
    assert (two.line, two.column) == (7, 5)


def printed(head: Head, fields: Any) -> str:
    told = head_of(head, fields)
    assert told is not None
    return told[0]


@given(register=strategies.registers())
def test_law_a_register_written_short_reads_back_equal(register: Register) -> None:
    assert loads(dumps(register, "yaml", style="short"), "yaml") == register


@given(register=strategies.registers())
def test_law_the_short_form_reads_like_the_long_one(register: Register) -> None:
    assert loads(dumps(register, "yaml", style="short"), "yaml") == loads(dumps(register, "yaml"), "yaml")


@pytest.mark.parametrize("head", HEADS, ids=lambda head: head.under)
def test_no_field_of_the_long_form_is_read_as_a_head(head: Head) -> None:
    assert [name for name in sorted(head.fields) if long_of(head, Node("plain", name, 1, 1)).kind == "map"] == []


@pytest.mark.parametrize(("head", "example"), [(head, example) for head in HEADS for example in head.examples])
def test_the_examples_of_the_table_are_read_and_fit_their_pattern(head: Head, example: str) -> None:
    assert long_of(head, Node("plain", example, 1, 1)).kind == "map"
    assert re.search(head.pattern, example)


def test_every_document_can_be_said_to_be_signed() -> None:
    for phrase in INSTRUMENTS.codes:
        assert read_head(HISTORY, f"2017 signed {phrase}").fields["instrument"] == {"kind": INSTRUMENTS.codes[phrase]}


@pytest.mark.parametrize(
    ("document", "opens"),
    [
        ("", ("SIGNED", ())), ("contract", ("SIGNED", ())), ("mou", ("PRELIMINARY", ())), ("loi", ("PRELIMINARY", ())),
        ("soi", ("PRELIMINARY", ())), ("initialled", ("PRELIMINARY", ())), ("framework", ("PRELIMINARY", ("SIGNED",))),
        ("loan agreement", (None, ())), ("amendment", (None, ())), ("settlement", (None, ())),
    ],
)  # fmt: skip
def test_which_document_opens_which_stage(document: str, opens: tuple[str | None, tuple[str, ...]]) -> None:
    fields = read_head(HISTORY, f"2017 signed {document}").fields
    assert (fields.get("stage"), tuple(fields.get("alternatives", ()))) == opens
