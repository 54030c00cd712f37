r"""Inserting: one line goes into a typed file, and nothing else of it is touched.

    >>> from armsdeals.formats.yaml import parse
    >>> text = "history:\n  - 2016 talks\n\nsources: {}\n"
    >>> print(with_line(text, place_of(parse(text.encode()), "history"), "2017 signed @x: at last", dash=True), end="")
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
from typing import NamedTuple

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue
from armsdeals.wire.tree import Node, Pair

_MEANS_SOMETHING = re.compile(r"^[\"'\[\]{}@%&*!|>?,#`-]|: |:$|\s#")
_IS_QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"")
_ALSO = {"price": "prices", "sources": "evidence"}  # the names of the long form


class Place(NamedTuple):
    """Where a line belongs.

    Attributes:
        key: The key under which it belongs.
        pair: That key and what stands under it; None if it is not there.
        holder: What holds the key, or is to hold it: the file or one of its deals.
    """

    key: str
    pair: Pair | None
    holder: Node


def place_of(node: Node, key: str, deal: str = "") -> Place:
    """Return where a line belongs in a file of one deal, or of several; sources may be common to all of a file.

    Raises:
        InvalidValue: The file holds several deals and it is not said which, or none that is meant.
    """
    deals = next((pair.node for pair in node.value if pair.key == "deals"), None) if node.kind == "map" else None
    if deals is None:
        told = next((pair.node.value for pair in node.value if pair.key == "id"), None) if node.kind == "map" else None
        if deal and told is not None and told != deal:
            raise InvalidValue(f"no deal is called {shown(deal)} there; the file is that of {shown(told)}")
        return _under(node, key)
    found = {pair.key: pair.node for pair in deals.value} if deals.kind == "map" else _by_id(deals)
    if key == "sources" and ((common := _under(node, key)).pair is not None or not deal):
        return common
    if deal not in found and (deal or len(found) != 1):
        wanted = f"no deal is called {shown(deal)} there" if deal else "the file holds several deals"
        raise InvalidValue(f"{wanted}; say which of {', '.join(found)} with --deal")
    place = _under(found.get(deal) or next(iter(found.values())), key)
    return place if place.pair is not None or key != "sources" else Place(key, None, node)


def _under(holder: Node, key: str) -> Place:
    held = {pair.key: pair for pair in holder.value} if holder.kind == "map" else {}
    names = [one for one in (key, _ALSO.get(key, key)) if one in held]
    name = next((one for one in names if held[one].node.kind == "map"), next(iter(names), key))
    return Place(name, held.get(name), holder)


def _by_id(deals: Node) -> dict[str, Node]:
    held = {}
    for one in deals.value if deals.kind == "list" else ():
        name = next((pair.node.value for pair in one.value if pair.key == "id"), "") if one.kind == "map" else ""
        held[name] = one
    return held


def with_line(text: str, place: Place, typed: str, *, dash: bool) -> str:
    """Return a file with one more item behind those under a key, which is made at the end of what holds it if need be.

    Args:
        text: The file.
        place: Where the item belongs.
        typed: The line.
        dash: Whether the items are those of a list.

    Raises:
        InvalidValue: What stands there is no list yet, or in brackets, and has to be opened by hand.
    """
    typed = typed.strip(" ")
    lines = text.splitlines(keepends=True)
    end_of_line = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    open_end = lines[-1] if lines and not lines[-1].endswith(("\n", "\r")) else ""
    if open_end:
        lines[-1] += end_of_line
    whole = _with_line(lines, place, typed, end_of_line, mark="- " if dash else "")
    is_last = open_end and whole.endswith(f"{end_of_line}{open_end}{end_of_line}")
    return whole.removesuffix(end_of_line) if is_last else whole  # a line that nobody added to stays as it was


def _with_line(lines: list[str], place: Place, typed: str, end_of_line: str, *, mark: str) -> str:
    key, pair, holder = place
    if pair is None:
        depth = (holder.column or 1) - 1 if holder.kind == "map" else 0
        end = len(lines)
        if depth:
            _in_lines(holder, lines, key)
            end = _end(lines, holder.value[-1].line, depth, dashes=True)
        blank = " " * depth
        lines[end:end] = [f"{blank}{key}:{end_of_line}", f"{blank}  {mark}{typed}{end_of_line}"]
        return "".join(lines)
    node = pair.node
    if node.kind == "null" and not node.value and pair.line is not None:
        lines.insert(pair.line, f"{' ' * ((pair.column or 1) + 1)}{mark}{typed}{end_of_line}")
        return "".join(lines)
    if node.kind == "plain" and node.value == "unknown":
        raise InvalidValue(f"{key} is said to be unknown; take that word away first", line=pair.line)
    if node.kind != ("list" if mark else "map"):
        raise InvalidValue(
            f"what stands under {key} is no {'list' if mark else 'table'} yet; put it on a line of its own first"
            f"{', behind a dash' if mark else ''}",
            line=pair.line,
        )
    _in_lines(node, lines, key)
    indent = (node.column or 1) - 1
    lines.insert(_end(lines, node.value[-1].line, indent), f"{' ' * indent}{mark}{typed}{end_of_line}")
    return "".join(lines)


def _in_lines(node: Node, lines: list[str], key: str) -> None:
    """Refuse to add to what stands in brackets or braces."""
    if node.line is None or lines[node.line - 1][(node.column or 1) - 1 :][:1] in ("[", "{"):
        raise InvalidValue(f"what stands there is in brackets; give {key} lines of its own first", line=node.line)


def _end(lines: list[str], start: int, indent: int, *, dashes: bool = False) -> int:
    """Return the number of lines up to the end of an item that begins in front of one and is indented so far.

    Comments that are deeper go with it, since they may be the lines of a text. The items of a list may stand as far to the
    left as the key above them.
    """
    end = start
    for number in range(start, len(lines)):
        told = lines[number].strip()
        depth = len(lines[number]) - len(lines[number].lstrip(" "))
        if not told:
            continue
        if depth > indent or (dashes and depth == indent and f"{told} ".startswith("- ")):
            end = number + 1
        elif not told.startswith("#"):
            break
    return end


def is_only_more(before: Node, after: Node) -> bool:
    """Whether a tree holds all that another held, in its places, and perhaps more at the ends."""
    if before.kind == "null" and not before.value:
        return True
    if before.kind != after.kind:
        return False
    if before.kind == "map":
        pairs = list(zip(before.value, after.value, strict=False))
        return len(pairs) == len(before.value) and all(
            one.key == two.key and is_only_more(one.node, two.node) for one, two in pairs
        )
    if before.kind == "list":
        items = list(zip(before.value, after.value, strict=False))
        return len(items) == len(before.value) and all(is_only_more(one, two) for one, two in items)
    return bool(before.value == after.value)


def safe(typed: str) -> str:
    """Return an item with its words in quotes if anything in them would mean something to YAML, and they are not quoted yet.

    >>> safe("2017 signed: four: or #5"), safe("2017 signed: it's four")
    ("2017 signed: 'four: or #5'", "2017 signed: it's four")
    """
    head, colon, words = typed.partition(": ")
    plain = _IS_QUOTED.fullmatch(words) or (
        not _MEANS_SOMETHING.search(words) and words not in ("null", "~", "true", "false") and words == words.strip()
    )
    return typed if plain or not colon else f"{head}: '{words.replace(chr(39), chr(39) * 2)}'"
