"""Spelling: the long form with its codes as words, for what no head says.

    >>> from armsdeals.model.offer import OfferAssessment
    >>> spelled(OfferAssessment, {"by": "Türkiye", "verdict": "INADEQUATE", "grounds": ["DELIVERY_TIME"], "evidence": ["x"]})
    {'by': 'Türkiye', 'verdict': 'inadequate', 'grounds': ['delivery time'], 'evidence': ['x']}

UNKNOWN stays a code: typed in small letters it says that nobody knows the field, and the field would not be read. Left out:
reading; a word is read as its code wherever one may stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from armsdeals.plan import Hint, Shape, members_of, plan_of
from armsdeals.values.evidence import Evidence

Tree = dict[str, Any]


def spelled(cls: Any, tree: Mapping[str, Any]) -> Tree:
    """Return an object of the long form, its codes in words."""
    return {name: spelled_field(cls, name, value, tree) for name, value in tree.items()}


def spelled_field(cls: Any, name: str, value: Any, tree: Mapping[str, Any] | None = None) -> Any:
    """Return a field of an object of the long form; of a union, the object says which member it is."""
    if hasattr(cls, "KINDS") and tree is not None:
        cls = members_of(cls).get(tree.get("kind", ""), cls)
    field = plan_of(cls).by_name.get(name)
    return value if field is None else _value(field.hint, value)


def spelled_source(source: Mapping[str, Any]) -> Tree:
    """Return a source, what sort it is in words."""
    return spelled(Evidence, source)


def _value(hint: Hint, value: Any) -> Any:
    if isinstance(value, list) and hint.item is not None:
        return [_value(hint.item, one) for one in value]
    if isinstance(value, dict):
        return spelled(hint.cls, value)
    if hint.shape is Shape.WORD and value != "UNKNOWN":
        return hint.cls(value).in_words
    return value
