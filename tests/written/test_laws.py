"""Laws of heads: what is printed is read as itself and as nothing else, and no head is mistaken for a field."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, strategies as st

from armsdeals import strategies
from armsdeals._desk import dumps, loads
from armsdeals.register.register import Register
from armsdeals.wire.tree import Node
from armsdeals.written.heads import (
    CONSTRAINTS,
    FINANCING,
    HEADS,
    HISTORY,
    OFFSETS,
    PRICE,
    QUANTITY,
    Head,
    head_of,
    read_head,
)
from armsdeals.written.items import long_of
from armsdeals.written.words import (
    ABSENCES,
    ACTORS,
    CONSTRAINTS as LIMITS,
    INSTRUMENTS,
    KINDS,
    LEDGER,
    MODALITIES,
    OBLIGATIONS,
    OFFSET_FORMS,
    REASONS,
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


def code(phrases: Phrases) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(phrases.codes.values()))


@st.composite
def with_frame(draw: Any, fields: st.SearchStrategy[dict[str, Any]], scope: str = "") -> dict[str, Any]:
    told = dict(draw(fields))
    if draw(st.booleans()):
        told["modality"] = draw(code(MODALITIES))
    if draw(st.booleans()):
        told["evidence"] = draw(st.lists(keys, min_size=1, max_size=3, unique=True))
    if scope and draw(st.booleans()):
        told[scope] = draw(st.lists(keys, min_size=1, max_size=3))
    return told


@st.composite
def happenings(draw: Any) -> dict[str, Any]:  # noqa: PLR0912  # one case for each sort of line
    """Draw what a line of the history can say."""
    fields: dict[str, Any] = {"when": draw(dates)}
    delivery = {"line": draw(keys), "quantity": str(draw(strategies.estimates()))}
    if draw(st.booleans()):
        del delivery["quantity"]
    match draw(
        st.sampled_from(["stage", "bound", "choice", "signed", "kind", "ledger", "delivered", "paid", "end", "halt"])
    ):
        case "stage":
            fields["stage"] = draw(code(STAGES).filter(lambda stage: stage != "SIGNED"))
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
            if draw(st.booleans()):
                fields["bound"] = "AT_LEAST"
        case "paid":
            fields["payments"] = [{"value": f"{draw(spreads)} USD"}]
        case "end":
            fields["stage"] = draw(st.sampled_from(["CANCELLED", "WITHDRAWN", "BLOCKED", "LAPSED", "COMPLETED"]))
            fields["termination"] = draw(acts())
        case "halt":
            fields |= {"stage": "SUSPENDED", "suspension": draw(acts())}
    if draw(st.booleans()):
        fields["confidence"] = "LOW"
    return fields


@st.composite
def acts(draw: Any) -> dict[str, Any]:
    reasons = [{"code": one} for one in draw(st.lists(code(REASONS), max_size=3))]
    by = {"by": draw(code(ACTORS))} if not reasons or draw(st.booleans()) else {}
    return by | ({"reasons": reasons} if reasons else {})


@st.composite
def sums(draw: Any) -> str:
    year = f"({draw(st.integers(1900, 2030))})" if draw(st.booleans()) else ""
    return f"{draw(spreads)} {draw(st.sampled_from(['USD', 'EUR', 'RUB']))}{year}"


def optional(name: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.just({}) | values.map(lambda value: {name: value})


def joined(*parts: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.tuples(*parts).map(lambda told: {name: value for one in told for name, value in one.items()})


absent = code(ABSENCES).map(lambda word: {"absent": word})
priced = st.tuples(sums(), st.just("") | code(VALUE_BASES)).map(lambda told: {"value": " ".join(filter(None, told))})
counted = strategies.estimates().map(lambda one: {"value": str(one)})
DRAWN: list[tuple[Head, st.SearchStrategy[dict[str, Any]]]] = [
    (HISTORY, with_frame(happenings(), "scope")),
    (PRICE, with_frame(joined(priced | absent, optional("when", dates)))),
    (QUANTITY, with_frame(joined(counted | absent, optional("when", dates)))),
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
    (CONSTRAINTS, with_frame(joined(code(LIMITS).map(lambda kind: {"kind": kind}), optional("by", names), optional("when", dates)), "lines")),
]  # fmt: skip


@pytest.mark.parametrize(("head", "drawn"), DRAWN, ids=lambda one: one.under if isinstance(one, Head) else "drawn")
@given(data=st.data())
def test_law_a_head_that_is_printed_says_its_parts_and_nothing_else(
    head: Head, drawn: st.SearchStrategy[dict[str, Any]], data: st.DataObject
) -> None:
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
