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
from armsdeals.formats.yaml_line import DETAILS, SECOND, SOURCE_FIRST, cited_in, seen_in, without_colon
from armsdeals.model.deal import Deal
from armsdeals.plan import names_of
from armsdeals.wire.tree import Node

NO_YAML = "this is no YAML: "
NO_COLON = "this line has no colon"
_BEHIND = "something stands behind the end of the document"
INDENTED = "this line is indented, and those below it are not; begin it where they begin"
_BEGINS_BEFORE = ("quoted scalar", "flow")  # what ends long after the line in which somebody forgot to close it
STUCK = re.compile(r"([ ]*)([^\s\"'#:\[\]{}&*!|>%@`,?-][^\s:]*):(\S.*)")  # a key without a blank behind its colon
DASHED = re.compile(r"([ ]*)([-*+\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{BULLET}\N{MIDDLE DOT}])[ ]*(?=\S)")
CONFLICT = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: |$)")
_FIT = "the line does not fit the indentation of the lines above"
_NO_QUOTE = (
    'a second ": " stands in this line, and {} is no quotation mark of YAML; put your words between two of \' or "'
)
_PRINTED_QUOTE = re.compile(r": +([\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb])")
_FURTHER = "this line begins further right than the one above, which has its value already; begin both in one column"
OPEN_QUOTE = (
    "a quotation mark is opened here and not closed; close it, or put the whole text in quotes of the other sort"
)
OPEN_BRACKET = "a bracket or brace is opened here and not closed, or a comma is missing in it"
_PARTS = names_of(Deal) | {"deals", "price", "sources", "systems"}  # which stand at the margin of a file
FOLDED = re.compile(r"(.*?(?::|^[ ]*-)[ ]+)([|>])[-+0-9]*[ ]*")  # a line below which a text of its own stands
LEFT_TEXT = "the text does not begin further right than the line above that opens it with "
_LOOKED_ABOVE = 200  # lines, for a quotation mark that was opened
_WIDE_COLON = "\N{FULLWIDTH COLON}"
_WIDE_BLANKS = "\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{EN SPACE}\N{EM SPACE}"
_WIDE_BEHIND = re.compile(rf"[ ]*(?:- +)?([^:{_WIDE_BLANKS}]+:|-)[{_WIDE_BLANKS}]")
_NO_WIDE = "a no-break space stands behind {}; put a blank there"
BEFORE_HEAD = re.compile(r"([ ]+)(?:[0-9]{1,2}[.)][ ]+)?([0-9]{4}(?:-[0-9]{2}){0,2}[~?]?)[ ]+[a-z]")
_CITED_FIRST = re.compile(r"\s*-\s+(@\S+(?:\s+@\S+)*)\s+([^:@]*[^:@\s])\s*(?::(?: .*)?)?")
_SENTENCES = (  # part of the parser's wording, and ours; the first that fits
    ("mapping values are not allowed", SECOND),
    ("could not find expected ':'", NO_COLON),
    ("unexpected end of stream", OPEN_QUOTE),
    ("unexpected document separator", OPEN_QUOTE),
    ("unknown escape character", "an unknown escape stands in a text; use single quotes, or write the backslash twice"),
    ("escape", "an escape in a text is not complete; use single quotes, or write the backslash twice"),
    ("',' or", OPEN_BRACKET),
    ("anchor", "words that begin with & or * must stand in quotes"),
    ("alphabetic or numeric", "words that begin with & or * must stand in quotes"),
    ("URI", "words that begin with ! must stand in quotes"),
    ("tag", "words that begin with ! must stand in quotes"),
    ("comment or line break", "words that begin with | or > must stand in quotes"),
    ("indentation indicator", "words that begin with | or > must stand in quotes"),
    ("directive", "words that begin with % must stand in quotes"),
    ("document start", _BEHIND),
    ("block end", _FIT),
    ("expected key", _FIT),
    ("'-' indicator", _FIT),
    ("node content", "a value is missing here"),
    ("not allowed", "a list or a key cannot begin here; begin it on a line of its own"),
)


class NoYaml(UnreadableInput):
    """What is no YAML, as an error that knows what could be read all the same.

    Attributes:
        begins: The line in which the thing begins that cannot be read, where that is not the line of the error.
        around: The tree of what can be read around it, in which slips are refused; None if nothing can.
        holes: The first and last line of each block that stands not in that tree.
        ends: Why they do not, a fault for each; the first of all faults may be none of them.
    """

    begins: int | None = None
    around: Node | None = None
    holes: tuple[tuple[int, int], ...] = ()
    ends: tuple[UnreadableInput, ...] = ()


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
        told, line, column = _no_character(character if isinstance(character, int) else ord(character), text)
    elif "cannot start any token" in problem:
        first = text[mark.index : mark.index + 1] if mark else ""
        told = "a tab stands where YAML wants blanks; indent with blanks"
        if first != "\t":
            told = f"words that begin with {shown(first)} must stand in quotes"
            if key := re.fullmatch(r"\s*@([^\s:]+):(?: .*)?", _line(text, line)):
                told = f"a source is cited with @ and declared without; write {shown(key[1])[1:-1]}:"
            elif told_of := cited_in(_line(text, line), column or 1):
                told = told_of
            elif item := _CITED_FIRST.fullmatch(_line(text, line)):
                told = f"{SOURCE_FIRST}: {shown(f'{item[2]} {item[1]}')[1:-1]}"
    else:
        seen = "" if "unexpected end" in problem else seen_in(_line(text, line), problem, (column or 1) - 1)
        told = seen or next(
            (ours for theirs, ours in _SENTENCES if theirs in problem), "it cannot be read from here on"
        )
    begins = None
    if context and any(one in str(getattr(error, "context", "")) for one in _BEGINS_BEFORE):
        begins = context.line + 1
        if told in (OPEN_QUOTE, OPEN_BRACKET):
            line, column = begins, context.column + 1
    if line:
        told, line, column = slipped(told, line, column, text.splitlines())
    made = NoYaml(f"{NO_YAML}{told}", line=line, column=column)
    made.begins = begins if begins != line else None
    return made


def is_displaced(error: NoYaml) -> bool:
    """Whether a line begins in a column where nothing of its sort can stand, or behind no blanks."""
    told = error.message.removeprefix(NO_YAML)
    return told.startswith(_FIT) or "YAML wants blanks" in told


def _no_character(number: int, text: str) -> tuple[str, int, int]:
    """Return what is wrong with a character that YAML does not have, and where it stands."""
    if not number and text[1::2].count("\0") > len(text) // 4:  # of every two bytes of it, one is empty
        return "the file is in UTF-16; save it as UTF-8", 1, 1
    place = max(text.find(chr(number)), 0)
    line, column = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
    return f"the character U+{number:04X} cannot stand in a YAML file; leave it out", line, column


def slipped(told: str, line: int, column: int | None, lines: list[str]) -> tuple[str, int, int | None]:
    """Return what is wrong and where, if it is a slip in the line itself, in the one above, or in the first."""
    here = lines[line - 1] if line <= len(lines) else ""
    before = here[: (column or 1) - 1]
    if told == NO_COLON:
        return _why_no_colon(here, line, column, lines)
    if told == SECOND and (mark := _PRINTED_QUOTE.search(here)):
        return f"{_NO_QUOTE.format(shown(mark[1]))}", line, column
    if told in (DETAILS, SECOND) and not re.search(r"""[:"'\[{]""", before):
        return _of_the_line_above(before, line, lines) or (told, line, column)
    # A quotation mark that was opened above and ends at the first one here, behind which YAML has no use for the rest.
    is_behind_quote = before.endswith(("'", '"')) and (told == _FIT or told.endswith("in quotes as a whole"))
    if is_behind_quote and (open_line := _opened_above(before[-1], line, lines)):
        return OPEN_QUOTE, open_line, opened_in(lines[open_line - 1])
    if told == _FIT:
        return f"{told}{_where_it_fits(here, line, lines)}", line, column
    if told == _BEHIND:
        first = next((number for number, one in enumerate(lines, 1) if holds_something(one)), line)
        if first < line and lines[first - 1].startswith(" ") and not here.startswith(" "):
            return INDENTED, first, 1
    if (dashed := DASHED.match(here)) and dashed[2] == "*" and told.startswith("words that begin with & or *"):
        return _no_dash(dashed, here), line, dashed.end(1) + 1
    return told, line, column


def _why_no_colon(here: str, line: int, column: int | None, lines: list[str]) -> tuple[str, int, int | None]:
    if folded := FOLDED.fullmatch(lines[line_above(lines, line) - 1]):
        told = f"{LEFT_TEXT}{shown(folded[2])}; put blanks in front of each of its lines"
        return told, line, len(here) - len(here.lstrip()) + 1
    if stuck := STUCK.fullmatch(here):
        return _after_the_colon(stuck), line, stuck.end(2) + 1
    if dashed := DASHED.match(here):
        return _no_dash(dashed, here), line, column
    if CONFLICT.match(here):
        return (
            "a conflict of git stands here; keep one of the two versions, and take out the lines with <<<<<<<, ======= and >>>>>>>",
            line,
            column,
        )
    if here.lstrip(" ")[:1] in _WIDE_BLANKS and here.strip():
        return "a no-break space stands where YAML wants blanks; indent with blanks", line, column
    if head := BEFORE_HEAD.match(here):
        return (
            f"an item begins with '- ', and {shown(here.strip().partition(' ')[0])} stands here",
            line,
            head.start(2) + 1,
        )
    if wide := _WIDE_BEHIND.match(here):
        return _NO_WIDE.format(shown(wide[1])), line, wide.end(1) + 1
    if _WIDE_COLON in here:
        return f"{shown(_WIDE_COLON)} stands in place of a colon; write ': '", line, here.index(_WIDE_COLON) + 1
    word = here.strip()
    may_be_key = word in _PARTS if here == word else re.fullmatch(r"[a-z][a-z0-9_-]*", word)
    if may_be_key and line < len(lines) and _belongs(lines[line], here):
        return f"{NO_COLON}; write {shown(word)[1:-1]}:", line, column
    if meant := without_colon(here, lines[: line - 1]):
        return f"{NO_COLON}; put one behind its key: {shown(meant)[1:-1]}", line, len(here) - len(here.lstrip()) + 1
    if ":" in word and "://" not in word:
        return f"put a blank after the colon in {shown(word)}", line, len(here) - len(here.lstrip()) + 1
    return f"{NO_COLON}; words stand behind that of their item, or below it behind text:", line, column


def _belongs(below: str, here: str) -> bool:
    """Whether a line stands below another as what belongs to it."""
    depth = len(below) - len(below.lstrip()) - len(here) + len(here.lstrip())
    return depth > 0 or (depth == 0 and below.lstrip().startswith("- "))


def _no_dash(dashed: re.Match[str], here: str) -> str:
    return f"an item begins with '- ', and {shown(dashed[0].strip() + here[dashed.end() :][:1])} stands here"


def _of_the_line_above(before: str, line: int, lines: list[str]) -> tuple[str, int, int] | None:
    """Return what is wrong with the line above one that begins with a key, because of which that key is none."""
    above = line_above(lines, line)
    text = lines[above - 1] if above else ""
    deep, deeper = len(text) - len(text.lstrip()), len(before) - len(before.lstrip())
    if (wide := _WIDE_BEHIND.match(text)) and deep == deeper:
        return _NO_WIDE.format(shown(wide[1])), above, wide.end(1) + 1
    stuck = STUCK.fullmatch(text)
    if stuck and deep == deeper:
        return _after_the_colon(stuck), above, stuck.end(2) + 1
    if deeper > deep and before.lstrip().startswith("- ") and text.lstrip().startswith("- "):
        return f"{_FIT}{_where_it_fits(before, line, lines)}", line, deeper + 1
    if ": " in text and deeper > deep and not text.lstrip().startswith("- "):
        return _FURTHER, line, deeper + 1
    if text and deeper == deep and not text.lstrip().startswith("- "):
        return _why_no_colon(text, above, deep + 1, lines[:above])[0], above, deep + 1
    return None


def _where_it_fits(here: str, line: int, lines: list[str]) -> str:
    """Say in which columns the lines above begin with which this one could stand; empty if there is none, or if it does."""
    depth = len(here) - len(here.lstrip())
    is_item = here.lstrip().startswith("- ")
    open_at: dict[int, int] = {}
    heads: dict[int, int] = {}
    lowest = len(here) + max(map(len, lines))
    for number in range(line - 1, 0, -1):
        above = lines[number - 1]
        deep = len(above) - len(above.lstrip())
        if holds_something(above) and deep < lowest:
            lowest = deep
            if above.lstrip().startswith("- ") is is_item:
                open_at[deep] = number
            elif not is_item:  # below a head its details begin where it does
                heads[len(above) - len(above.lstrip().removeprefix("- ").lstrip())] = number
    places = heads | open_at
    if not open_at or depth in places:
        return ""
    nearest = min(abs(deep - depth) for deep in places)
    told = [
        f"{'line' if deep in open_at else 'the head in line'} {places[deep]} begins in column {deep + 1}"
        for deep in sorted(places)
        if abs(deep - depth) == nearest
    ]
    return f"; {' and '.join(told)}"


def opened_in(line: str) -> int:
    """Return the column in which a quotation mark is opened that is not closed in its line; 0 if none is.

    >>> opened_in("- 2017 talks: 'tis so"), opened_in("- 2017 talks: 'so'")
    (15, 0)
    """
    found = re.search(r"""(?:^\s*|[:-]\s+)(["'])(.*)""", line)
    if found is None:
        return 0
    inner = found[2].replace("''", "") if found[1] == "'" else re.sub(r"\\.", "", found[2])
    return 0 if found[1] in inner else found.start(1) + 1


def _opened_above(mark: str, line: int, lines: list[str]) -> int:
    for number in range(line - 1, max(line - _LOOKED_ABOVE, 0), -1):
        if (column := opened_in(lines[number - 1])) and lines[number - 1][column - 1] == mark:
            return number
    return 0


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
    ">" begins a folded text and nothing follows; write "over 2", or the text below it, further right
    """
    number = re.match(r">([0-9]+)", header)
    kind = "a folded text" if header.startswith(">") else "a text of lines"
    meant = (
        f'write "over {number[1]}", or the text below it, further right'
        if number
        else "write the text below it, further right"
    )
    return f'"{header[:1]}" begins {kind} and nothing follows; {meant}'


def _line(text: str, number: int | None) -> str:
    return next(iter(text.splitlines()[number - 1 : number]), "") if number else ""
