"""What is wrong with a YAML file, said in the words of somebody who types one.

    >>> class Problem(Exception):
    ...     problem = "mapping values are not allowed in this context"
    >>> print(in_our_words(Problem(), "says: Rostec: four"))
    this is no YAML: a second ": " stands in this line; put your words in quotes, or on their own lines after >-

The parser has its own wording, and its two builds (in C and in Python) differ in it; the place it tells is right.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from armsdeals._shown import shown
from armsdeals.errors import UnreadableInput

NO_YAML = "this is no YAML: "
_KEY = re.compile(r"""[ ]*(?:-[ ]+)*[^\s"'\[\]{}&*!|>%@`#,?-](?:(?!: ).)*: +""")
_SLIPS = ('a second ": "', "words that begin with")  # of people who type; whatever else is no YAML may be damage
_SENTENCES = (  # part of the parser's wording, and ours; the first that fits
    (
        "mapping values are not allowed",
        'a second ": " stands in this line; put your words in quotes, or on their own lines after >-',
    ),
    ("could not find expected ':'", "this line has no colon"),
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
    ("document start", "something stands behind the end of the document"),
    ("block end", "the line does not fit the indentation of the lines above"),
    ("expected key", "the line does not fit the indentation of the lines above"),
    ("'-' indicator", "the line does not fit the indentation of the lines above"),
    ("node content", "a value is missing here"),
    ("not allowed", "a list or a key cannot begin here; begin it on a line of its own"),
)


def in_our_words(error: Any, text: str) -> UnreadableInput:
    """Return our error for one of the parser."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", "") or "")
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
    return UnreadableInput(f"{NO_YAML}{told}", line=line, column=column)


class Mended(NamedTuple):
    """A text without the value that is no YAML.

    Attributes:
        text: The text, with an x in its place.
        place: Line and column of that.
    """

    text: str
    place: tuple[int, int]


def without_value(text: str, error: UnreadableInput) -> Mended | None:
    """Return a text without the value in which somebody made a slip, if it stands in one line behind a key; else None.

    >>> error = UnreadableInput(f'{NO_YAML}a second ": " stands in this line', line=1, column=13)
    >>> without_value("says: Rostec: four", error)
    Mended(text='says: x', place=(1, 7))
    """
    lines = text.split("\n")
    is_slip = error.message.removeprefix(NO_YAML).startswith(_SLIPS)
    if not is_slip or error.line is None or not 0 < error.line <= len(lines):
        return None
    line = lines[error.line - 1]
    found = _KEY.match(line)
    if found is None or (error.column or 0) <= found.end() or line[found.end() :].strip() in ("", "x"):
        return None
    lines[error.line - 1] = f"{found[0]}x"
    return Mended("\n".join(lines), (error.line, found.end() + 1))


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
        return 'details stand here, but the item above has no colon; end it with ":"'
    if bound := re.search(r"(?::|^\s*-)\s+>(?:(=)\s*|\s*(?=[0-9]))(\S+)", line):
        return f'">" begins a folded text; write "{"at least" if bound[1] else "over"} {shown(bound[2])[1:-1]}"'
    if re.search(r":\s+\?\s*$", line) or re.search(r":\s+\?\s*$", before):
        return '"?" begins a key of YAML; write unknown'
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "a tab stands where YAML wants blanks; indent with blanks"
    if ("expected" in problem or "not allowed" in problem) and (opened := re.search(r":\s+([\"'\[{*]|- )", line)):
        return f"words that begin with {shown(opened[1].strip())} must stand in quotes as a whole"
    return ""
