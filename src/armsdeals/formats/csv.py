r"""CSV: one value in a row, behind its deal and its path; nothing is lost, and a program needs no parser of our own.

    >>> print(write({"armsdeals": 1, "deals": [{"id": "demo", "note": "=1+1"}]}).decode(), end="")
    deal,path,value
    ,armsdeals,1
    demo,id,demo
    demo,note,=1+1
    >>> print(write_inert({"armsdeals": 1, "deals": [{"id": "demo", "note": "=1+1"}]}).decode().splitlines()[-1])
    demo,note,'=1+1

By RFC 4180 and in UTF-8. What belongs to no deal has no name in front; it says the version, as in every format. Rows may
stand in any order, since their paths say where they belong: deals are read in the order of their first rows.

The inert form, ``style="inert"``, keeps spreadsheets from running what is told: a value that they would take for a formula
gets an apostrophe, which is taken away where the head says so. Tables that people work with are `Table.to_csv`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from armsdeals._inert import MARK, inert_text
from armsdeals._shown import shown
from armsdeals.errors import ArmsDealsError, LimitExceeded, UnreadableInput
from armsdeals.formats._base import text_of
from armsdeals.formats.csv_cells import Cell, line_of, rows_of
from armsdeals.formats.leaves import Tree, leaves_of, path_of, steps_of
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits
from armsdeals.wire.tree import Node, Pair

HEAD = ("deal", "path", "value")
INERT_HEAD = ("deal", "path", "inert value")
_OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}


def parse(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Node:
    """Return the tree of a document.

    Raises:
        UnreadableInput: It is no CSV, it is another table, or its rows contradict each other.
        LimitExceeded: A path has too many steps.
    """
    rows = rows_of(text_of(data))
    is_inert = _is_inert(next(rows, []))
    whole, deals = Tree(limits), dict[str, Tree]()
    for row in rows:
        if len(row) != len(HEAD):
            message = f"there are {len(row)} cells (expected {len(HEAD)}; a comma inside a cell needs quotes around it)"
            raise UnreadableInput(message, line=row[0].line, column=row[-1].column)
        deal, path, value = row
        text = value.text.removeprefix(MARK) if is_inert else value.text
        tree = deals.setdefault(deal.text, Tree(limits)) if deal.text else whole
        try:
            steps = steps_of(path.text)
            if not deal.text and steps[0] == "deals":
                raise UnreadableInput("what belongs to a deal has its id in front", line=path.line, column=path.column)
            tree.add(steps, text, value.line, value.column)
        except ArmsDealsError as error:
            raise _placed(error, path) from error
    return _document(whole, deals)


def write(tree: Mapping[str, Any]) -> bytes:
    """Return the bytes of a plain tree."""
    return _written(tree, HEAD, str)


def write_inert(tree: Mapping[str, Any]) -> bytes:
    """Return the bytes of a plain tree for spreadsheets, in which no value is run as a formula."""
    return _written(tree, INERT_HEAD, _marked)


def _marked(text: str) -> str:
    return f"{MARK}{text}" if text.startswith(MARK) else inert_text(text)


def _written(tree: Mapping[str, Any], head: tuple[str, ...], told: Callable[[str], str]) -> bytes:
    lines = [line_of(head)]
    beside = {key: value for key, value in tree.items() if key != "deals"}
    for name, part in (("", beside), *((deal["id"], deal) for deal in tree.get("deals", ()))):
        lines += [line_of((name, path_of(path), told(text))) for path, text in leaves_of(part) if part]
    return "".join(lines).encode()


def _is_inert(head: list[Cell]) -> bool:
    """Whether a head is that of the inert form; of anything else but ours say what it may be."""
    names = tuple(cell.text for cell in head)
    if names in (HEAD, INERT_HEAD):
        return names == INERT_HEAD
    message = f"the first row is not {','.join(HEAD)}"
    if len(names) == 1 and (found := next((mark for mark in _OTHER_SEPARATORS if mark in names[0]), None)):
        message += f"; the cells seem to be parted by {_OTHER_SEPARATORS[found]}, and only commas are read"
    elif names[:2] == ("deal", "path") or names[:2] == ("deal", "title"):
        message += "; this is a table for people, which does not hold all of a register: read the file it was made from"
    elif names:
        message += f" but {shown(','.join(names))}; a table of somebody else is no document of ours"
    raise UnreadableInput(message, line=1, column=1)


def _placed(error: ArmsDealsError, cell: Cell) -> ArmsDealsError:
    """Return a refusal of a row as one of the document."""
    if isinstance(error, (UnreadableInput, LimitExceeded)):
        error.line, error.column = cell.line, cell.column
        return error
    return UnreadableInput(f"{shown(cell.text)}: {error.message}", line=cell.line, column=cell.column)


def _document(whole: Tree, deals: Mapping[str, Tree]) -> Node:
    try:
        beside = whole.node()
        told = [_named(name, tree.node()) for name, tree in deals.items()]
    except ArmsDealsError as error:
        raise UnreadableInput(error.message, line=error.line, column=error.column) from error
    return Node("map", [*beside.value, Pair("deals", Node("list", told))])


def _named(name: str, deal: Node) -> Node:
    """Return the tree of a deal, refusing an id that is not the one in front of its rows."""
    pairs = []
    for pair in deal.value:
        if pair.key == "id" and pair.node.value != name:
            reason = f"the rows of the deal {shown(name)} say another id; write the same in both"
            pairs.append(pair._replace(node=pair.node._replace(kind="refused", value=reason)))
        else:
            pairs.append(pair)
    return deal._replace(value=pairs)
