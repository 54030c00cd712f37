"""Printed: a schedule as a table, for terminals and notebooks.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from armsdeals.model.financing.row import ScheduleRowKind
    >>> row = ScheduleRow(date(2019, 1, 1), ScheduleRowKind.RENT, "lease", Decimal("1250.50"), Decimal(0), Decimal(0), Decimal(0))
    >>> head, lines = table_of([row])
    >>> head, lines[0]
    (['date', 'kind', 'of', 'principal', 'balance'], ['2019-01-01', 'rent', 'lease', '1,250.5', '0.0'])

Columns of nothing but zeros are left out. Left out: choosing what is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from armsdeals._sheet import drawn, html_table
from armsdeals._shown import plain
from armsdeals.model.financing.row import ScheduleRow
from armsdeals.values.number import shortest_decimal

_NONE: Mapping[str, str] = MappingProxyType({})
FIRST = 8  # rows of a long schedule that are shown before the last one
_AMOUNTS = ("drawn", "principal", "interest", "fee", "balance")
_ALWAYS = frozenset({"principal", "balance"})


def table_of(rows: Sequence[ScheduleRow]) -> tuple[list[str], list[list[str]]]:
    """Return the names of the columns and the texts of the rows."""
    shown = [name for name in _AMOUNTS if name in _ALWAYS or any(getattr(row, name) for row in rows)]
    places = max((_places(getattr(row, name)) for row in rows for name in shown), default=0)
    several = len({row.currency for row in rows}) > 1
    head = ["date", "kind", "of", *shown, *(["currency"] if several else [])]
    return head, [
        [
            row.date.isoformat(),
            row.kind.in_words,
            row.instrument,
            *(f"{getattr(row, name):,.{places}f}" for name in shown),
            *([row.currency] if several else []),
        ]
        for row in rows
    ]


def left_of(head: Sequence[str]) -> list[bool]:
    """Return which columns are words."""
    return [name not in _AMOUNTS for name in head]


def as_text(title: str, rows: Sequence[ScheduleRow], said: Sequence[str], *, short: bool) -> str:
    """Return the table with its title and what is said under it; a short one leaves out rows before the last one."""
    more = len(rows) - FIRST - 1 if short and len(rows) > FIRST + 2 else 0
    head, lines = table_of([*rows[:FIRST], rows[-1]] if more else rows)
    if more:
        lines.insert(FIRST, ["…", f"{more} more", *[""] * (len(head) - 2)])
    table = drawn(head, lines, left=left_of(head)) if rows else "nothing falls due that can be reckoned"
    return "\n".join([title, table, *(f"- {plain(line)}" for line in said)])


def as_html(title: str, rows: Sequence[ScheduleRow], said: Sequence[str]) -> str:
    """Return the whole table for a notebook."""
    head, lines = table_of(rows)
    return html_table(title, head, lines, left=left_of(head), below=said)


def below(
    missing: Mapping[str, tuple[str, ...]],
    assumed: Mapping[str, str],
    conventions: Mapping[str, str],
    cases: int,
    reasons: Mapping[str, str] = _NONE,
    not_taken: Mapping[str, str] = _NONE,
) -> list[str]:
    """Return what must be said under a schedule: what is undecided, assumed, taken for granted."""
    untold = {name: [term for term in terms if f"{name}.{term}" not in reasons] for name, terms in missing.items()}
    told = [f"undecided: of {name} nobody published {_listed(terms)}" for name, terms in untold.items() if terms]
    told += [f"undecided: {_said(name)}: {why}" for name, why in reasons.items()]
    told += [f"assumed: {', '.join(f'{_said(name)} {value}' for name, value in assumed.items())}"] if assumed else []
    told += [f"assumption not taken: {_said(name)}: {why}" for name, why in not_taken.items()]
    if conventions:
        words = "; ".join(f"{_said(name)}: {word}" for name, word in conventions.items())
        told.append(f"taken for granted: {words}")
    return (
        [*told, f"the ranges make {cases} schedules (see .cases); above is what is the same in all"]
        if cases > 1
        else told
    )


def _places(number: Decimal) -> int:
    return len(shortest_decimal(number).partition(".")[2])


def _said(name: str) -> str:
    """A term in words, with the way of paying that it belongs to: ``loan.rate`` is "rate of loan"."""
    part, _, term = name.rpartition(".")
    return f"{term.replace('_', ' ')} of {part}" if part else term.replace("_", " ")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(_said, names))
