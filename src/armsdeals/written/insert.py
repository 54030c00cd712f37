r"""Inserting: one line goes into a typed file, and nothing else of it is touched.

    >>> history = Pair("history", Node("list", [Node("plain", "2016 talks", 2, 5)], 2, 3), 1, 1)
    >>> print(with_line("history:\n  - 2016 talks\n\nsources: {}\n", history, "history", "2017 signed @x: at last", dash=True), end="")
    history:
      - 2016 talks
      - 2017 signed @x: at last
    <BLANKLINE>
    sources: {}

The place is found by the lines of the file as it stands; comments and blank lines stay where they are. Left out: whether
the file can be read afterwards, which whoever writes it has to look at first.
"""

from __future__ import annotations

import re

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue
from armsdeals.wire.tree import Node, Pair

_MEANS_SOMETHING = re.compile(r"^[\"'\[\]{}@%&*!|>?,#`-]|: |:$|\s#")


def place_of(node: Node, key: str, deal: str = "") -> Pair | None:
    """Return a key of the deal of a file, or of one of its deals; None if it is not there.

    Raises:
        InvalidValue: The file holds several deals and it is not said which, or none that is meant.
    """
    deals = next((pair.node for pair in node.value if pair.key == "deals"), None) if node.kind == "map" else None
    if deals is None:
        told = node
    else:
        found = {pair.key: pair.node for pair in deals.value} if deals.kind == "map" else _by_id(deals)
        if deal not in found and (deal or len(found) != 1):
            wanted = f"no deal is called {shown(deal)} there" if deal else "the file holds several deals"
            raise InvalidValue(f"{wanted}; say which of {', '.join(found)} with --deal")
        told = found.get(deal) or next(iter(found.values()))
    return next((pair for pair in told.value if pair.key == key), None) if told.kind == "map" else None


def _by_id(deals: Node) -> dict[str, Node]:
    held = {}
    for one in deals.value if deals.kind == "list" else ():
        name = next((pair.node.value for pair in one.value if pair.key == "id"), "") if one.kind == "map" else ""
        held[name] = one
    return held


def with_line(text: str, pair: Pair | None, key: str, typed: str, *, dash: bool) -> str:
    """Return a file with one more item behind those under a key, which is made at the end of the file if need be.

    Args:
        text: The file.
        pair: The key and what stands under it now; None if it is not there.
        key: The key.
        typed: The line.
        dash: Whether the items are those of a list.

    Raises:
        InvalidValue: What stands there is written in one line, in brackets, and has to be opened by hand.
    """
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    mark = "- " if dash else ""
    items = pair.node.value if pair is not None and pair.node.kind in ("list", "map") else []
    if pair is None:
        return "".join([*lines, f"{key}:\n", f"  {mark}{typed}\n"])
    if pair.line is None or (items and items[0].line == pair.line) or (not items and pair.node.kind != "null"):
        raise InvalidValue(
            f"what stands under {key} is written in one line; put each item on a line of its own first", line=pair.line
        )
    if not items:
        lines.insert(pair.line, f"{' ' * ((pair.column or 1) + 1)}{mark}{typed}\n")
        return "".join(lines)
    begin = lines[items[-1].line - 1]
    indent = len(begin) - len(begin.lstrip(" "))
    end = items[-1].line
    for number in range(end, len(lines)):
        line = lines[number]
        if line.strip() and not line.lstrip().startswith("#"):
            if len(line) - len(line.lstrip(" ")) <= indent:
                break
            end = number + 1
    lines.insert(end, f"{' ' * indent}{mark}{typed}\n")
    return "".join(lines)


def safe(typed: str) -> str:
    """Return an item with its words in quotes if anything in them would mean something to YAML.

    >>> safe("2017 signed: four: or #5"), safe("2017 signed: it's four")
    ("2017 signed: 'four: or #5'", "2017 signed: it's four")
    """
    head, colon, words = typed.partition(": ")
    plain = (
        not _MEANS_SOMETHING.search(words) and words not in ("null", "~", "true", "false") and words == words.strip()
    )
    return typed if plain or not colon else f"{head}: '{words.replace(chr(39), chr(39) * 2)}'"
