"""The report for machines: the same notes as one plain tree, dates as EDTF text.

>>> tree = as_tree(ReportNote(title="One deal", as_of=When("2017-05-01")))
>>> tree["title"], tree["as_of"], tree["deals"]
('One deal', '2017-05-01', [])
"""

from __future__ import annotations

from typing import Any

from attrs import fields, has

from armsdeals.pages.notes import ReportNote
from armsdeals.values.when import When


def as_tree(note: ReportNote) -> dict[str, Any]:
    """Return a report as dicts, lists, texts, numbers, booleans and None."""
    tree: dict[str, Any] = _plain(note)
    return tree


def _plain(value: Any) -> Any:
    if has(type(value)):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(type(value))}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, When):
        return value.text
    return str(value) if isinstance(value, str) else value
