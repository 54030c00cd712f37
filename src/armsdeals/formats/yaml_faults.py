"""What is wrong with a YAML file, said in the words of somebody who types one.

    >>> class Problem(Exception):
    ...     problem = "mapping values are not allowed in this context"
    >>> print(in_our_words(Problem(), "says: Rostec: four"))
    this is no YAML: a second ": " stands in this line; put your words in quotes, or on their own lines after >-

The parser has its own wording, and its two builds (in C and in Python) differ in it; the place it tells is right.
"""

from __future__ import annotations

import re
from typing import Any

from armsdeals._shown import shown
from armsdeals.errors import UnreadableInput
from armsdeals.values.basis import Basis
from armsdeals.wire.tree import Node

NO_YAML = "this is no YAML: "
NO_COLON = "this line has no colon"
DETAILS = 'details stand here, but the item above has no colon; end it with ":"'
_BEHIND = "something stands behind the end of the document"
INDENTED = "this line is indented, and those below it are not; begin it where they begin"
_BEGINS_BEFORE = ("quoted scalar", "flow")  # what ends long after the line in which somebody forgot to close it
STUCK = re.compile(r"([ ]*)([^\s\"'#:\[\]{}&*!|>%@`,?-][^\s:]*):(\S.*)")  # a key without a blank behind its colon
DASHED = re.compile(r"([ ]*)([-\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{BULLET}])[ ]*(?=\S)")
_SENTENCES = (  # part of the parser's wording, and ours; the first that fits
    (
        "mapping values are not allowed",
        'a second ": " stands in this line; put your words in quotes, or on their own lines after >-',
    ),
    ("could not find expected ':'", NO_COLON),
    ("unexpected end of stream", "a quotation mark is opened and not closed"),
    ("unexpected document separator", "a quotation mark is opened and not closed"),
    ("unknown escape character", "an unknown escape stands in a text; use single quotes, or write the backslash twice"),
    ("escape", "an escape in a text is not complete; use single quotes, or write the backslash twice"),
    ("',' or", "a bracket or brace is not closed, or a comma is missing"),
    ("anchor", "words that begin with & or * must stand in quotes"),
    ("alphabetic or numeric", "words that begin with & or * must stand in quotes"),
    ("URI", "words that begin with ! must stand in quotes"),
    ("tag", "words that begin with ! must stand in quotes"),
    ("comment or line break", "words that begin with | or > must stand in quotes"),
    ("indentation indicator", "words that begin with | or > must stand in quotes"),
    ("directive", "words that begin with % must stand in quotes"),
    ("document start", _BEHIND),
    ("block end", "the line does not fit the indentation of the lines above"),
    ("expected key", "the line does not fit the indentation of the lines above"),
    ("'-' indicator", "the line does not fit the indentation of the lines above"),
    ("node content", "a value is missing here"),
    ("not allowed", "a list or a key cannot begin here; begin it on a line of its own"),
)


class NoYaml(UnreadableInput):
    """What is no YAML, as an error that knows what could be read all the same.

    Attributes:
        begins: The line in which the thing begins that cannot be read, where that is not the line of the error.
        before: The tree of what stands in front of it, in which earlier faults are refused; None if nothing does.
        end: The fault at which reading had to end, which may be a later one.
    """

    begins: int | None = None
    before: Node | None = None
    end: UnreadableInput | None = None


_BRACKETED = re.compile(r"\s*-\s+\[([0-9][0-9~?%X, -]*)\]\s+[^\s#]")
# A claim with words of its own, in the line of its key.
_IN_PLACE = re.compile(
    rf"\s*({'|'.join(['price', 'financing', 'offsets', 'constraints', 'production', *(one.in_words for one in Basis)])}):"
    r"\s+([^\s\"'\[{|>&*!%@`#-].*?: .*)"
)


def in_our_words(error: Any, text: str) -> NoYaml:
    """Return our error for one of the parser."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", "") or "")
    context = getattr(error, "context_mark", None)
    if context and "could not find expected ':'" in problem:  # which it knows when the next line has come
        mark = context
    line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
    character = getattr(error, "character", None)
    if character is not None:  # it met a character that YAML does not have
        number = character if isinstance(character, int) else ord(character)
        place = text.find(chr(number))
        line, column = text.count("\n", 0, max(place, 0)) + 1, place - text.rfind("\n", 0, max(place, 0))
        told = f"the character U+{number:04X} cannot stand in a YAML file; leave it out"
    elif "cannot start any token" in problem:
        first = text[mark.index : mark.index + 1] if mark else ""
        told = "a tab stands where YAML wants blanks; indent with blanks"
        if first != "\t":
            told = f"words that begin with {shown(first)} must stand in quotes"
    else:
        told = _seen_in(_line(text, line), problem, (column or 1) - 1) or next(
            (ours for theirs, ours in _SENTENCES if theirs in problem), "it cannot be read from here on"
        )
    if line:
        told, line, column = _slipped(told, line, column, text.splitlines())
    made = NoYaml(f"{NO_YAML}{told}", line=line, column=column)
    if context and any(one in str(getattr(error, "context", "")) for one in _BEGINS_BEFORE):
        made.begins = context.line + 1
    return made


def _slipped(told: str, line: int, column: int | None, lines: list[str]) -> tuple[str, int, int | None]:
    """Return what is wrong and where, if it is a slip in the line itself, in the one above, or in the first."""
    here = lines[line - 1] if line <= len(lines) else ""
    if told == NO_COLON:
        if stuck := STUCK.fullmatch(here):
            return _after_the_colon(stuck), line, stuck.end(2) + 1
        if dashed := DASHED.match(here):
            return (
                f"an item begins with '- ', and {shown(dashed[0].strip() + here[dashed.end() :][:1])} stands here",
                line,
                column,
            )
    if told == DETAILS:
        above = line_above(lines, line)
        stuck = STUCK.fullmatch(lines[above - 1]) if above else None
        if stuck and len(stuck[1]) == len(here) - len(here.lstrip()):
            return _after_the_colon(stuck), above, stuck.end(2) + 1
    if told == _BEHIND:
        first = next((number for number, one in enumerate(lines, 1) if holds_something(one)), line)
        if first < line and lines[first - 1].startswith(" ") and not here.startswith(" "):
            return INDENTED, first, 1
    return told, line, column


def _after_the_colon(stuck: re.Match[str]) -> str:
    return f"put a blank after the colon in {shown(f'{stuck[2]}:{stuck[3]}')}"


def line_above(lines: list[str], line: int) -> int:
    """Return the number of the last line above one that holds something; 0 if there is none."""
    return next((number for number in range(line - 1, 0, -1) if holds_something(lines[number - 1])), 0)


def holds_something(line: str) -> bool:
    """Tell whether a line is neither blank nor a comment."""
    return bool(line.strip()) and not line.lstrip().startswith("#")


def nothing_follows(header: str) -> str:
    """Say what is wrong with the header of a block of text in which no text stands.

    >>> print(nothing_follows(">2"))
    ">" begins a folded text and nothing follows; write "over 2", or the text below it
    """
    number = re.match(r">([0-9]+)", header)
    kind = "a folded text" if header.startswith(">") else "a text of lines"
    meant = f'write "over {number[1]}", or the text below it' if number else "write the text below it"
    return f'"{header[:1]}" begins {kind} and nothing follows; {meant}'


def _line(text: str, number: int | None) -> str:
    lines = text.splitlines() if number else []
    return lines[number - 1] if number and number <= len(lines) else ""


def _seen_in(line: str, problem: str, column: int) -> str:
    """Say what is wrong where the line itself shows it better than the parser's wording."""
    before = line[:column]
    if "mapping values" in problem and re.fullmatch(r"\s+[a-z_]+\s*", before):
        return DETAILS
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
    if ("expected" in problem or "not allowed" in problem) and (opened := re.search(r":\s+([\"'\[{*]|- )", line)):
        return f"words that begin with {shown(opened[1].strip())} must stand in quotes as a whole"
    return ""
