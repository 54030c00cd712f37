"""What stands beside the history: offers, permissions, limits, offsets, technology; and what an event carries along.

All of it is told by one way: the fields of a thing that somebody filled in, each by its name. So a field that is added to
the model is shown from then on.

    >>> from armsdeals.model.limits import Authorisation
    >>> terms_in_words(Authorisation(kind="export licence", state="granted", authority="BAFA"))
    'export licence; granted; by BAFA'
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from attrs import fields, has

from armsdeals.model.deal import Deal
from armsdeals.pages.figures import Sources, figure
from armsdeals.pages.notes import Group
from armsdeals.pages.wording import date_in_words, listed, said
from armsdeals.values.claim import Claim
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
_OF_LINES = frozenset({"line", "lines"})  # fields that hold keys of lines
_NO_NAMES: Mapping[str, str] = MappingProxyType({})
_FRAME = frozenset(field.name for field in fields(Claim)) | {"key", "id"}


def beside_notes(deal: Deal, retracted: frozenset[str], sources: Sources) -> tuple[Group, ...]:
    """Return every claim that stands beside the history, in groups."""
    out = []
    names = line_names(deal)
    for name, title in _GROUPS.items():
        told = []
        for part in getattr(deal, name, ()):
            if isinstance(part, Claim):
                gone = "retracted" if part.id and part.id in retracted else "stands"
                told.append(figure(part, gone, sources, value=terms_in_words(part, names=names) or "no terms told"))
            else:
                told.append(figure(Claim(), "", sources, value=terms_in_words(part, skip=frozenset(), names=names)))
        if told:
            out.append(Group(title=title, figures=tuple(told)))
    return tuple(out)


def carried_in_words(event: Any, names: Mapping[str, str] = _NO_NAMES) -> list[str]:
    """Return the payments, amendments and other things that an event carries, one text each."""
    return [
        f"{title}: {terms_in_words(part, names=names)}"
        for name, title in _CARRIED.items()
        for part in getattr(event, name, ())
    ]


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
