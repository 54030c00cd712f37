"""armsdeals volumes: how much was ordered or delivered, by whom, to whom, when, on one stated basis."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Any

from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.analysis._result import Result
from armsdeals.analysis.cells import NoValue
from armsdeals.analysis.volumes import volumes
from armsdeals.cli.asked import deals_of
from armsdeals.cli.exits import FINE, FOUND
from armsdeals.cli.page import print_json
from armsdeals.errors import InvalidValue
from armsdeals.values.basis import Basis


def run(asked: Namespace) -> int:
    """Print or write the table."""
    if asked.basis is None:
        raise InvalidValue(
            "--basis is needed, since what is ordered and what has arrived never add up; "
            f"say --basis delivered, or another of {', '.join(one.value.lower() for one in Basis)}"
        )
    deals, _, refused = deals_of(asked.file, source=asked.source)
    by = tuple(name.strip() for name in asked.by.split(",") if name.strip())
    found = volumes(
        deals, by=by, basis=asked.basis, measure=asked.measure, years=asked.years, complete=asked.complete,
        supplier=asked.supplier, recipient=asked.recipient,
    )  # fmt: skip
    if asked.output is not None:
        found.write(asked.output)
        print(f"written to {shown(asked.output, longest=LONGEST_PATH)}", file=sys.stderr)
    elif asked.json:
        print_json(_tree(found))
    else:
        print(found)
    return FOUND if refused else FINE


def _tree(found: Result) -> dict[str, Any]:
    return {
        "title": found.title,
        "basis": found.basis,
        "unit": found.unit,
        "vintage": found.vintage,
        "rows": [{name: _cell(row[name]) for name in found.names} for row in found],
        "notes": list(found.notes),
        "cite": found.cite(),
    }


def _cell(cell: Any) -> Any:
    """Return a cell for a program; what nobody knows is its word, never nothing."""
    return cell.value if isinstance(cell, NoValue) else cell if isinstance(cell, str | int | float) else str(cell)
