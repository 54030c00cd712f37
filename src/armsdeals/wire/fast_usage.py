"""Usage: which fields of the classes stand in documents, as far as was seen.

    >>> from armsdeals.values.evidence import Evidence
    >>> usage = Usage()
    >>> usage.note(Evidence, {"publisher": "TASS"}), usage.note(Evidence, {"publisher": "A paper"})
    (True, False)
    >>> usage.holds(Evidence, "publisher"), usage.holds(Evidence, "title")
    (True, False)

It looks at keys only; whether values fit is for the readers to say.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Self

from armsdeals.model.deal import Deal
from armsdeals.plan import Hint, Shape, members_of, plan_of
from armsdeals.register.register import Register
from armsdeals.values.evidence import Evidence

_BELOW = (Shape.OBJECT, Shape.UNION, Shape.LIST, Shape.CITED)  # shapes that have objects in them


class Usage:
    """The fields that were seen, by class."""

    def __init__(self, seen: set[tuple[Any, str]] | None = None) -> None:
        self._seen = seen or set()

    def copy(self) -> Self:
        """Return another one that knows the same."""
        return type(self)(set(self._seen))

    def holds(self, cls: Any, name: str) -> bool:
        """Whether a field of a class was seen."""
        return (cls, name) in self._seen

    def note(self, cls: Any, told: Any) -> bool:
        """Note the fields of an object of plain values and of all objects in it; return whether one of them is new."""
        known = len(self._seen)
        self._note(cls, told)
        return len(self._seen) > known

    def note_document(self, told: dict[str, Any]) -> int:
        """Note what stands in a document; return in how many of its deals, or beside them, something is new."""
        known = len(self._seen)
        for one in plan_of(Register).fields:
            if one.hint.cls is not Deal and one.hint.item is not None:
                self._note_all(one.hint, told.get(one.name, ()))
        self._note_table(told)
        return (len(self._seen) > known) + sum(self.note(Deal, deal) for deal in told["deals"])

    def _note(self, cls: Any, told: Any) -> None:
        if not isinstance(told, dict):  # a source that is cited by its key
            return
        below = _below(cls)
        for name, value in told.items():
            if name in plan_of(cls).by_name:
                self._seen.add((cls, name))
            if name in below:
                self._note_all(below[name], value)
        if cls is Deal:
            self._note_table(told)

    def _note_all(self, hint: Hint, value: Any) -> None:
        if hint.item is not None:
            for item in value or ():
                self._note_all(hint.item, item)
        elif isinstance(value, dict):
            self._note(_class_of(hint, value), value)

    def _note_table(self, told: dict[str, Any]) -> None:
        for entry in told.get("evidence", {}).values():
            self._note(Evidence, entry)


@cache
def _below(cls: Any) -> dict[str, Hint]:
    return {one.name: one.hint for one in plan_of(cls).fields if one.hint.shape in _BELOW}


def _class_of(hint: Hint, told: dict[str, Any]) -> Any:
    if hint.shape is not Shape.UNION:
        return hint.cls
    members = members_of(hint.cls)
    tag = next(plan.tag.name for member in members.values() if (plan := plan_of(member)).tag)
    return members[told[tag]]
