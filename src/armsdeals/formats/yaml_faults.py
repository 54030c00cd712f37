"""What is wrong with a YAML file, said in the words of somebody who types one.

    >>> class Problem(Exception):
    ...     problem = "mapping values are not allowed in this context"
    >>> print(in_our_words(Problem(), "says: Rostec: four"))
    this is no YAML: a second ": " stands in this line; put your words in quotes

The parser has its own wording, and its two builds (in C and in Python) differ in it; the place it tells is right.
"""

from __future__ import annotations

from typing import Any

from armsdeals._shown import shown
from armsdeals.errors import UnreadableInput

_SENTENCES = (  # part of the parser's wording, and ours; the first that fits
    ("mapping values are not allowed", 'a second ": " stands in this line; put your words in quotes'),
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
        told = next((ours for theirs, ours in _SENTENCES if theirs in problem), "it cannot be read from here on")
    return UnreadableInput(f"this is no YAML: {told}", line=line, column=column)
