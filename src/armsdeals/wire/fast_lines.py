r"""The lines of builders: how the functions that `fast_builders` makes are put together from pieces of text.

    >>> assigned("  ", "one.when", looked_up("When", "value"))
    ['  try: one.when = known_When[value]', '  except KeyError: one.when = made_When(value)']
    >>> written((), "default"), written(2.5, "default")
    ('()', 'default')

Left out: which pieces a class needs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_CALL = re.compile(r"build_([A-Za-z]+)\(item, table\)$")
_CALLED = re.compile(r"\b((?:build|items)_\w+)\(")
_LOOKUP = re.compile(r"\(leaf if \(leaf := find_(\w+)\((\w+)\)\) is not None else made_\1\(\2\)\)")
# Classes of values most of which are new: an exception for each would take as long as making it.
_SELDOM_KNOWN = frozenset({"Estimate", "Measure", "Price"})


def looked_up(kept: str, name: str) -> str:
    """Return the expression of what is made of a text; ``find_`` and ``made_`` are what `Kept` does."""
    return f"(leaf if (leaf := find_{kept}({name})) is not None else made_{kept}({name}))"


def assigned(blanks: str, target: str, value: str) -> list[str]:
    """Return the lines that store a value; what mostly is known is taken from its dict, which Python does fastest."""
    lookup = _LOOKUP.fullmatch(value)
    if lookup is None or lookup[1] in _SELDOM_KNOWN:
        return [f"{blanks}{target} = {value}"]
    kept, name = lookup.groups()
    return [
        f"{blanks}try: {target} = known_{kept}[{name}]",
        f"{blanks}except KeyError: {target} = made_{kept}({name})",
    ]


def written(value: Any, name: str) -> str:
    """Return how a default stands in the text of a function: as it is if it is a constant, else by its name."""
    return repr(value) if value is None or value in ("", ()) or isinstance(value, (bool, int)) else name


def listing(name: str, item: str, bodies: Mapping[str, list[str]]) -> str:
    """Return the text of a function that makes a tuple of items; what makes an object stands in it, for a call takes as long."""
    called = _CALL.search(item)
    if called is None:
        return f"def {name}(items, table):\n  return tuple([{item} for item in items])"
    cited = item[: called.start()]  # a source may be cited by its key
    body = [line.replace("(item", "(told") for line in bodies[called[1]]]
    if cited:
        body = ["  if type(told) is str: one = table[told]", "  else:", *indented(body)]
    lines = [
        f"def {name}(items, table):",
        "  made = None if len(items) == 1 else []",
        "  for told in items:",
        *indented(body),
        "    if made is None: return (one,)",
        "    made.append(one)",
        "  return tuple(made)",
    ]
    return "\n".join(lines)


def called_in(text: str) -> list[str]:
    """Return the names of the builders that a text speaks of."""
    return _CALLED.findall(text)


def indented(lines: list[str]) -> list[str]:
    """Return lines one step further in."""
    return ["\n".join(f"  {part}" for part in line.split("\n")) for line in lines]
