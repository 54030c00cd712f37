"""What heads can say, of each sort of head: the fields of what is typed in one line, to be printed and read again."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from armsdeals import strategies
from armsdeals.written.heads import (
    CONDITIONS,
    CONSTRAINTS,
    DELIVERIES,
    FINANCING,
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
)
from armsdeals.written.words import (
    ABSENCES,
    ACTORS,
    AUTHORISATION_STATES,
    AUTHORISATIONS,
    CONDITION_STATES,
    CONFIDENCES,
    CONSTRAINTS as LIMITS,
    GIVERS,
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
