"""What stands beside the history: offers, permissions, limits, offsets, technology; and what an event carries along.

All of it is told by one way: the fields of a thing that somebody filled in, each by its name. So a field that is added to
the model is shown from then on.

    >>> from armsdeals.model.limits import Authorisation
    >>> terms_in_words(Authorisation(kind="export licence", state="granted", authority="BAFA"))
    'export licence; granted; by BAFA'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from attrs import evolve, fields, has

from armsdeals.model.deal import Deal
from armsdeals.model.economy import Offset
from armsdeals.model.instrument import ConditionPrecedent
from armsdeals.model.negotiation.ending import Settlement, SettlementKind, SettlementStatus
from armsdeals.pages.figures import Sources, figure
from armsdeals.pages.notes import Group
from armsdeals.pages.wording import date_in_words, listed, said
from armsdeals.values.claim import Claim, Modality, ranked
from armsdeals.values.when import When

_GROUPS = {
    "tranches": "Part of the deal",
    "offers": "Offer",
    "assessments": "Judgement on an offer",
    "authorisations": "Permission",
    "constraints": "Limit",
    "offsets": "Offset",
    "technology": "Technology",
}
_CARRIED = {
    "payments": "payment",
    "conditions": "condition",
    "amendments": "amendment",
    "settlements": "settlement",
    "materiel": "materiel",
}
# How a field reads in a sentence; any other is shown by its name.
_PHRASES = {
    "kind": "{}", "value": "{}", "what": "{}", "text": "{}", "purpose": "{}", "state": "{}", "status": "{}", "title": "{}",
    "code": "{}", "quantity": "{}", "amount": "{}", "share": "{}", "system": "{}", "in_kind": "{}", "party": "of {}", "of": "of {}",
    "payer": "paid by {}", "payee": "to {}", "authority": "by {}", "by": "by {}", "consent": "agreed by {}", "when": "{}",
    "subject": "{}",
    "area": "{}", "verdict": "{}", "grounds": "grounds: {}", "guarantor": "guaranteed by {}", "lessor": "let by {}",
    "percent": "{} %", "covered": "{} covered", "receiver": "for {}", "before": "was: {}", "after": "is now: {}", "speaker": "says {}",
}  # fmt: skip
_SAID_OF_NONE = SettlementStatus.UNKNOWN
# What is said of how far it came, of who owes it, and of who gets it.
_SETTLED = {
    SettlementStatus.PROPOSED: ("proposed,", "to be paid by", "to"),
    SettlementStatus.CLAIMED: ("asked", "from", "by"),
    SettlementStatus.AGREED: ("agreed,", "to be paid by", "to"),
    SettlementStatus.PAID: ("paid", "by", "to"),
    SettlementStatus.DROPPED: ("no longer asked", "from", "by"),
    SettlementStatus.UNKNOWN: ("", "from", "to"),
}
_HOW_FAR = {
    SettlementKind.CLAIM_FILED: SettlementStatus.CLAIMED,
    SettlementKind.CLAIM_WITHDRAWN: SettlementStatus.DROPPED,
}
_OF_LINES = frozenset({"line", "lines"})  # fields that hold keys of lines
_NO_NAMES: Mapping[str, str] = MappingProxyType({})
_FRAME = frozenset(field.name for field in fields(Claim)) | {"key", "id"}


def beside_notes(deal: Deal, retracted: frozenset[str], sources: Sources) -> tuple[Group, ...]:
    """Return every claim that stands beside the history, in groups."""
    out = []
    names = line_names(deal)
    for name, title in _GROUPS.items():
        told = []
        held = getattr(deal, name, ())
        again = _told_again(held, retracted) if name == "offsets" else {}
        for part in held:
            if isinstance(part, Claim):
                gone = "retracted" if part.id and part.id in retracted else again.get(id(part), "stands")
                told.append(figure(part, gone, sources, value=terms_in_words(part, names=names) or "no terms told"))
            else:
                told.append(figure(Claim(), "", sources, value=terms_in_words(part, skip=frozenset(), names=names)))
        if told:
            out.append(Group(title=title, figures=tuple(told)))
    return tuple(out)


def _told_again(offsets: Iterable[Offset], retracted: frozenset[str]) -> dict[int, str]:
    """How offsets stand of which another telling of the same key stands already, by identity.

    A sum and a percentage may be one obligation told in two ways; two sums or two percentages that do not meet exclude
    each other.
    """
    found: dict[int, str] = {}
    told: dict[str, list[Offset]] = {}
    for offset in ranked(one for one in offsets if one.key and not (one.id and one.id in retracted)):
        if offset.modality is not Modality.FACT:
            continue
        before = told.setdefault(offset.key, [])
        if any(_exclude(offset, other) for other in before):
            found[id(offset)] = "beaten"
        elif before and _amounts(offset):
            found[id(offset)] = "the same, told in another way"
        before.append(offset)
    return found


def _exclude(one: Offset, other: Offset) -> bool:
    if one.percent is not None and other.percent is not None and not one.percent.meets(other.percent):
        return True
    a, b = one.value, other.value
    return (
        a is not None
        and b is not None
        and (a.currency, a.year) == (b.currency, b.year)
        and not a.spread.meets(b.spread)
    )


def _amounts(offset: Offset) -> bool:
    return offset.percent is not None or offset.value is not None


def carried_in_words(event: Any, names: Mapping[str, str] = _NO_NAMES) -> list[str]:
    """Return the payments, amendments and other things that an event carries, one text each."""
    return [
        settlement_in_words(part)
        if isinstance(part, Settlement)
        else f"{title}: {terms_in_words(_named(part, names), names=names)}"
        for name, title in _CARRIED.items()
        for part in getattr(event, name, ())
    ]


def condition_names(deal: Deal) -> dict[str, str]:
    """Return what each condition asks for, by its key behind a blank: most are told in words once, and then as met."""
    told = [condition for event in deal.history for condition in event.conditions]
    keys = {f" {condition.key}": condition.key.replace("-", " ") for condition in told}
    return keys | {f" {condition.key}": condition.what for condition in reversed(told) if condition.what}


def _named(part: Any, names: Mapping[str, str]) -> Any:
    """Return a condition that says nothing but how it stands with the words by which it is known."""
    if isinstance(part, ConditionPrecedent) and not part.what:
        return evolve(part, what=names.get(f" {part.key}", part.key.replace("-", " ")))
    return part


def settlement_in_words(settlement: Settlement) -> str:
    """Return what was settled, and whether it is asked for, agreed or paid.

    >>> settlement_in_words(Settlement(kind="refund", value="949.75e6 EUR", status="agreed", payer="France", payee="Russia"))
    'settlement: refund of 949.75 million EUR, agreed, to be paid by France to Russia'
    >>> settlement_in_words(Settlement(kind="claim filed", value="4e9 USD", payer="Russia", payee="Iran"))
    'settlement: claim filed of 4 billion USD, asked from Russia by Iran'
    """
    told = f"settlement: {settlement.kind.in_words}"
    if settlement.value is not None:
        told += f" of {said(settlement.value.in_words)}"
    if settlement.in_kind:
        told += f" in {said(settlement.in_kind)}"
    how = _HOW_FAR.get(settlement.kind, settlement.status) if settlement.status is _SAID_OF_NONE else settlement.status
    word, by, to = _SETTLED[how]
    if how is SettlementStatus.PAID and settlement.value is None:
        word, by = "carried out", "from"
    if word and (settlement.status is how or settlement.payer or settlement.payee):
        told += f", {word}" if settlement.payer else f", {word.rstrip(',')}"
    told += f" {by} {said(settlement.payer)}" if settlement.payer else ""
    return f"{told} {to} {said(settlement.payee)}" if settlement.payee else told


def line_names(deal: Deal) -> dict[str, str]:
    """Return what each line holds, by the key under which others speak of it."""
    return {line.id: said(line.system.designation, longest=60) for line in deal.lines}


def terms_in_words(part: Any, *, skip: frozenset[str] = _FRAME, names: Mapping[str, str] = _NO_NAMES) -> str:
    """Return what is filled in of a thing, a phrase for each field; what is unknown is left out.

    Args:
        part: The thing.
        skip: Fields that are shown elsewhere.
        names: The names of the lines, which stand instead of their keys.
    """
    told = []
    for field in fields(type(part)):
        value = getattr(part, field.name)
        if field.name in skip or not is_told(value):
            continue
        if field.name.startswith("is_") and value is True:
            told.append(field.name.removeprefix("is_").replace("_", " "))
            continue
        if field.name in _OF_LINES:
            keys = (value,) if isinstance(value, str) else value
            value = tuple(names.get(key, key) for key in keys)
        phrase = _PHRASES.get(field.name, f"{field.name.replace('_', ' ')}: {{}}")
        told.append(phrase.format(in_words(value)))
    return "; ".join(told)


def is_told(value: Any) -> bool:
    """Whether there is something to say of a value."""
    return value is not None and value is not False and value not in ("", ()) and str(value) != "UNKNOWN"


def in_words(value: Any) -> str:
    """Return any value of the model as a sentence would hold it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, When):
        return date_in_words(value)
    if isinstance(value, tuple):
        return listed(map(in_words, value))
    if hasattr(value, "in_words"):
        return said(value.in_words)
    if hasattr(value, "percent"):
        return said(value.percent)
    if has(type(value)):
        return terms_in_words(value, skip=frozenset({"key", "id"})).replace("; ", ", ")
    return said(str(value))
