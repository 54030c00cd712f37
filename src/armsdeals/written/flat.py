"""Flat: every fact of a register on one line, sorted, for programs that compare lines.

    >>> from armsdeals.model.deal import Deal
    >>> for line in facts(Register([Deal(id="demo").start_talks(on="2016-11")])):
    ...     print(line)
    demo
    demo.history: when=2016-11 [2016-11-01..2016-11-30] stage=TALKS

Prices and dates stand in full, sources by who published what when, so that a line says the same in any file; what else is
told of a source, such as its link, is a line of its own. Left out: the order of the parts of a deal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from armsdeals._shown import plain
from armsdeals.errors import InvalidValue
from armsdeals.model.deal import Deal
from armsdeals.register.register import Register
from armsdeals.values.evidence import Evidence
from armsdeals.values.when import to_when
from armsdeals.wire.careful_writer import written
from armsdeals.wire.tree import Node
from armsdeals.written.expand import Shared

_DATES = frozenset({"when", "said", "published", "since", "until"})


def facts(register: Register) -> list[str]:
    """Return one line for each fact, in the order of the alphabet."""
    lines = [line for deal in register for line in _of_deal(deal)]
    for name in ("competitions", "events", "systems", "sources"):
        lines += [f"{name}: {_told(written(one, _source))}" for one in getattr(register, name)]
    return sorted(lines)


def shared_facts(sources: Iterable[Evidence], shared: Shared) -> list[str]:
    """Return one line for each thing that a folder declares for all of its files."""
    lines = [f"sources.{one.id}: {_of_source(one)}" for one in sources]
    for name, held in (("parties", shared.parties), ("systems", shared.systems)):
        lines += [f"{name}.{key}: {_typed(node)}" for key, node in held.items()]
    return sorted(lines)


def _typed(node: Node) -> str:
    """Return what was typed, in one line and without its places."""
    if node.kind == "map":
        return " ".join(f"{pair.key}={_typed(pair.node)}" for pair in node.value)
    if node.kind == "list":
        return f"[{', '.join(map(_typed, node.value))}]"
    return plain(str(node.value))


def _of_deal(deal: Deal) -> Iterator[str]:
    """Yield the lines of a deal, and of each source of which its claims do not tell all."""
    cited: dict[Evidence, None] = {}

    def told(source: Evidence) -> str:
        cited[source] = None
        return _source(source)

    yield from _below(deal.id, written(deal, told), skip="id")
    for source in cited:
        if written(source).keys() - {"id", "publisher", "published"}:
            yield f"{deal.id}.sources{f'.{source.id}' if source.id else ''}: {_of_source(source)}"


def _of_source(source: Evidence) -> str:
    return _told({name: value for name, value in written(source, _source).items() if name != "id"})


def _source(source: Evidence) -> str:
    return str(source)


def _below(path: str, tree: dict[str, Any], *, skip: str = "") -> Iterator[str]:
    """Yield the lines of an object: one for what it says itself, and one for each claim below it."""
    for name, value in tree.items():
        here = f"{path}.{name}"
        if name == skip:
            yield path
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for item in value:
                key = item.get("id", "") if name in ("lines", "tranches", "offers") else ""
                if key:
                    yield from _below(f"{here}.{key}", item, skip="id")
                else:
                    yield f"{here}: {_told(item)}"
        elif isinstance(value, dict):
            yield from _below(here, value)
        else:
            yield f"{here}: {_value(name, value)}"


def _told(tree: dict[str, Any]) -> str:
    return " ".join(f"{name}={_value(name, value)}" for name, value in tree.items())


def _value(name: str, value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{_told(value)}}}" if value else "unknown"
    if isinstance(value, list):
        return f"[{', '.join(_value(name, one) for one in value)}]"
    if name in _DATES and isinstance(value, str):
        return f"{value}{_bounds(value)}"
    return plain(str(value))


def _bounds(text: str) -> str:
    try:
        when = to_when(text)
    except InvalidValue:
        return ""
    return "" if when.is_day else f" [{when.earliest or ''}..{when.latest or ''}]"
