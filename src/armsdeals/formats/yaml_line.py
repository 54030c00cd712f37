"""What a line that is no YAML shows by itself, better than the wording of the parser.

    >>> cited_in("    delivered: @tass 4", 16), cited_in("- '2.5 bn USD' @tass", 16)
    ('sources stand at the end of a head: 4 @tass', 'no quotes stand around a head; leave them out')
    >>> without_colon("    delivered = 4 @tass", ["    system: S-400"])
    'delivered: 4 @tass'

Left out: what only the lines around it show (`yaml_faults`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from armsdeals._shown import shown
from armsdeals.model.link import LinkKind
from armsdeals.model.party import Role
from armsdeals.values.basis import Basis

DETAILS = 'details stand here, but the item above has no colon; end it with ":"'
SECOND = 'a second ": " stands in this line; put your words in quotes, or on their own lines after >-'
SOURCE_FIRST = "sources stand at the end of a head"
UNQUOTED = "no quotes stand around a head; leave them out"
_BRACKETED = re.compile(r"\s*-\s+\[([0-9][0-9~?%X, -]*)\]\s+[^\s#]")
_CLAIMED = "|".join([
    "price", "financing", "offsets", "constraints", "production",
    *(one.in_words for word in (Basis, Role, LinkKind) for one in word),
])  # fmt: skip
# A claim with words of its own, in the line of its key.
_IN_PLACE = re.compile(
    rf"\s*({_CLAIMED}):"
    r"\s+([^\s\"'\[{|>&*!%@`#-].*?: .*)"
)
_CITED_FIRST = re.compile(rf"\s*(?:{_CLAIMED}):\s+(@\S+(?:\s+@\S+)*)\s+([^:@]*[^:@\s])\s*")
_DETAIL = re.compile(r": (says|said|role|quote|text|confidence|place): ")
_KEYED = re.compile(r"[ ]*[a-z][a-z0-9 _.-]*:(?: |$)")
_NO_COLON = re.compile(
    rf"[ ]*({_CLAIMED}|title|system|note|parties|lines|history|links|sources|says|said|quote|text)(?: *=)? +(.*\S)\s*"
)
_NO_COLON_OF_SOURCE = re.compile(r"[ ]*([a-z0-9][a-z0-9_.-]*)(?: *=)? +([^\s,].*, .*\S)\s*")


def cited_in(line: str, column: int) -> str:
    """Say what is wrong with what stands in front of a source that YAML cannot read in its place; empty if that is not known."""
    before = line[: column - 1]
    if re.search(r"""(["'])[^"']*\1\s+$""", before):
        return UNQUOTED
    if re.search(r"(?:^|\s)\?\s+$", before):
        return '"?" begins a key of YAML; where nobody knows write unknown, alone behind the key'
    if item := _CITED_FIRST.fullmatch(line):
        return f"{SOURCE_FIRST}: {shown(f'{item[2]} {item[1]}')[1:-1]}"
    return ""


def detail_within(line: str) -> str:
    """Say where a detail stands that was typed behind its head; empty if there is none."""
    found = _DETAIL.search(line)
    return (
        f'a second ": " stands in this line; {found[1]}: stands on a line of its own below, in the column in which its head begins'
        if found
        else ""
    )


def without_colon(line: str, above: Sequence[str]) -> str:
    """Return what was meant by a line with a key and no colon; empty if that is not certain.

    Args:
        line: The line.
        above: The lines above it.
    """
    depth = len(line) - len(line.lstrip())
    known = _NO_COLON.fullmatch(line)
    for one in reversed(above):
        deep = len(one) - len(one.lstrip())
        if not one.strip() or one.lstrip().startswith("#") or deep > depth:
            continue
        if deep == depth and not _KEYED.match(one):
            return ""
        if deep < depth and not known:
            known = _NO_COLON_OF_SOURCE.fullmatch(line) if one.rstrip() == "sources:" else None
        if deep < depth or known:
            break
    return f"{known[1]}: {known[2]}" if known else ""


def seen_in(line: str, problem: str, column: int) -> str:
    """Say what is wrong where the line itself shows it better than the parser's wording."""
    before = line[:column]
    if "mapping values" in problem and (told := detail_within(line)):
        return told
    if "mapping values" in problem and re.fullmatch(r"\s+[a-z_]+\s*", before):
        return DETAILS
    if re.search(r":\s+-\s*$", line):
        return '"-" begins a list; where nobody knows write unknown, or nothing at all'
    if "not allowed" in problem and re.search(r":\s+\?\s+\S", line):
        return "words that begin with '?' must stand in quotes"
    if (opened := _BRACKETED.match(line)) and "expected" in problem:
        return f"a head cannot begin with a bracket; write {shown(' or '.join(re.split(', *', opened[1])))[1:-1]}"
    if "mapping values" in problem and (item := _IN_PLACE.fullmatch(line)):
        return f'a second ": " stands in this line; below {item[1]}: write {shown("- " + item[2])[1:-1]}'
    if bound := re.search(r"(?::|^\s*-)\s+>(?:(=)\s*|\s*(?=[0-9]))(\S+)", line):
        return f'">" begins a folded text; write "{"at least" if bound[1] else "over"} {shown(bound[2])[1:-1]}"'
    if re.search(r":\s+\?\s*$", line) or re.search(r":\s+\?\s*$", before):
        return '"?" begins a key of YAML; write unknown'
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "a tab stands where YAML wants blanks; indent with blanks"
    if ("expected" in problem or "not allowed" in problem) and (
        opened := re.search(r":\s+([\"'\[{*]|- )", line[: column + 2])
    ):
        return f"words that begin with {shown(opened[1].strip())} must stand in quotes as a whole"
    return ""
