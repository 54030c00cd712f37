"""What a rule across fields refuses, the fast reader does not let pass, and what it lets pass is what is sound beside it."""

import json
from typing import Any

import pytest

from armsdeals._desk import loads
from armsdeals.errors import ArmsDealsError
from armsdeals.wire.fast_reader import FastReader
from armsdeals.wire.limits import DEFAULT_LIMITS

GOODS = {"id": "goods", "system": {"designation": "X"}}
MORE = {"id": "more", "system": {"designation": "Y"}}


def paid(*instruments: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"financing": {"instruments": list(instruments), **more}}


def told(*history: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"lines": [GOODS, MORE], "history": list(history), **more}


SIGNED = {"when": "2017", "stage": "SIGNED"}
# What is sound, and the same with one thing that a rule across fields refuses.
PAIRS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a key of two kinds": (
        paid({"kind": "loan", "key": "a"}, {"kind": "loan", "key": "a"}),
        paid({"kind": "loan", "key": "a"}, {"kind": "cash", "key": "a"}),
    ),
    "shares of more than all": (
        paid({"kind": "loan", "key": "a", "share": "0.6"}, {"kind": "cash", "key": "b", "share": "0.4"}),
        paid({"kind": "loan", "key": "a", "share": "0.6"}, {"kind": "cash", "key": "b", "share": "0.6"}),
    ),
    "all of it, in part": (
        paid({"kind": "loan", "share": "1"}, complete=True),
        paid({"kind": "loan", "share": "0.5"}, complete=True),
    ),
    "grace beyond the tenor": (
        paid({"kind": "loan", "tenor_months": 24, "grace_months": 12}),
        paid({"kind": "loan", "tenor_months": 24, "grace_months": 24}),
    ),
    "a tenor in years and in months": (
        paid({"kind": "loan", "tenor_years": 2}),
        paid({"kind": "loan", "tenor_years": 2, "tenor_months": 30}),
    ),
    "two lines of one id": ({"lines": [GOODS, MORE]}, {"lines": [GOODS, GOODS]}),
    "a tranche of the id of a line": (
        {"lines": [GOODS], "tranches": [{"id": "first"}]},
        {"lines": [GOODS], "tranches": [{"id": "goods"}]},
    ),
    "two tranches of one id": (
        {"tranches": [{"id": "first"}, {"id": "second"}]},
        {"tranches": [{"id": "first"}, {"id": "first"}]},
    ),
    "an event of a line that is not there": (
        told({**SIGNED, "scope": ["goods"]}),
        told({**SIGNED, "scope": ["good"]}),
    ),
    "goods of a line that is not there": (
        told({"when": "2017", "deliveries": [{"line": "more"}]}),
        told({"when": "2017", "deliveries": [{"line": "none"}]}),
    ),
    "an event that follows none": (
        told({**SIGNED, "id": "a"}, {"when": "2017", "stage": "EFFECTIVE", "after": "a"}),
        told({**SIGNED, "id": "a"}, {"when": "2017", "stage": "EFFECTIVE", "after": "b"}),
    ),
    "events that follow each other": (
        told({**SIGNED, "id": "a"}, {"when": "2017", "stage": "EFFECTIVE", "id": "b", "after": "a"}),
        told({**SIGNED, "id": "a", "after": "b"}, {"when": "2017", "stage": "EFFECTIVE", "id": "b", "after": "a"}),
    ),
    "two claims of one id": (
        told({**SIGNED, "id": "a"}, {**SIGNED, "id": "b"}),
        told({**SIGNED, "id": "a"}, {**SIGNED, "id": "a"}),
    ),
    "a claim that takes back none": (
        told({**SIGNED, "id": "a"}, {**SIGNED, "retracts": "a"}),
        told({**SIGNED, "id": "a"}, {**SIGNED, "retracts": "b"}),
    ),
    "alternatives to nothing": (
        told({**SIGNED, "alternatives": ["TALKS"], "bound": "ONE_OF"}),
        told({**SIGNED, "alternatives": ["TALKS"]}),
    ),
    "a choice of one": (told(SIGNED), told({**SIGNED, "bound": "ONE_OF"})),
    "a step back to nowhere": (told({**SIGNED, "back": True}), told({"when": "2017", "back": True})),
    "an offer that revises none": (
        {"offers": [{"key": "a"}, {"key": "b", "revises": "a"}]},
        {"offers": [{"key": "a"}, {"key": "b", "revises": "c"}]},
    ),
    "an assessment of no offer": (
        {"offers": [{"key": "a"}], "assessments": [{"by": "Norway", "offer": "a"}]},
        {"offers": [{"key": "a"}], "assessments": [{"by": "Norway", "offer": "b"}]},
    ),
    "sides that hold more than all": (
        {"parties": [{"name": "A", "role": "SUPPLIER", "share": "0.5"}, {"name": "B", "role": "SUPPLIER", "share": "0.5"}]},
        {"parties": [{"name": "A", "role": "SUPPLIER", "share": "0.5"}, {"name": "B", "role": "SUPPLIER", "share": "0.6"}]},
    ),
    "a side that left before it came": (
        {"parties": [{"name": "A", "role": "SUPPLIER", "since": "2015", "until": "2016"}]},
        {"parties": [{"name": "A", "role": "SUPPLIER", "since": "2017", "until": "2016"}]},
    ),
    "a price of nothing": (
        {"prices": [{"value": "5 USD"}]},
        {"prices": [{"when": "2017"}]},
    ),
    "a condition on no deal": (
        {"constraints": [{"kind": "CONDITION_ON_OTHER_DEAL", "deal": "other", "stage": "SIGNED"}]},
        {"constraints": [{"kind": "EMBARGO", "deal": "other", "stage": "SIGNED"}]},
    ),
    "a source of nothing": (
        {"sources": [{"title": "A paper"}]},
        {"sources": [{"language": "tr"}]},
    ),
}  # fmt: skip


def written(parts: dict[str, Any]) -> bytes:
    return json.dumps({"id": "demo", **parts}).encode()


@pytest.mark.parametrize("after", [0, 10**6], ids=["of all fields", "of fields that are used"])
@pytest.mark.parametrize("name", PAIRS)
def test_what_a_rule_refuses_is_not_read_fast(name: str, after: int) -> None:
    sound, broken = map(written, PAIRS[name])
    reader = FastReader(after=0, often=after)
    for _ in range(3):
        assert reader.deal(sound, DEFAULT_LIMITS) is not None
        assert reader.deal(broken, DEFAULT_LIMITS) is None
    head = b'{"armsdeals":1}\n'
    assert loads(head + sound, "jsonl").ids == ("demo",)
    with pytest.raises(ArmsDealsError):
        loads(head + broken, "jsonl")
