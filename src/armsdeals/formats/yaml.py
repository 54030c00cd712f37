r"""YAML: the form that people keep in files and under version control.

Only the plain core of YAML is read: objects, lists and texts. Anchors, aliases, tags, merge keys and second documents are
refused, each in its place; a scalar without quotes is text until the field it stands in decides. So ``NO`` is Norway and
``2017-09`` a month.

    >>> print(write({"armsdeals": 1, "deals": [{"id": "demo", "title": "NO"}]}).decode(), end="")
    armsdeals: 1
    deals:
    - id: demo
      title: 'NO'
    >>> parse(b"id: demo\n").value[0].node
    Node(kind='plain', value='demo', line=1, column=5)

What is typed as nearly everybody types is read line by line (`yaml_blocks`). For all else it reads the events of the parser
rather than its nodes, which hide an anchor that nothing uses and a tag that changes nothing. Left out: comments; the wording of the parser, which `yaml_faults` puts into ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

import yaml

from armsdeals._shown import shown
from armsdeals.errors import LimitExceeded, UnreadableInput
from armsdeals.formats._base import text_of
from armsdeals.formats.yaml_blocks import plain_blocks
from armsdeals.formats.yaml_faults import NoYaml, in_our_words, nothing_follows
from armsdeals.formats.yaml_slips import mended
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits
from armsdeals.wire.tree import Lines, Node, Pair, Word

_NULLS = ("", "~", "null")
_LOST_COMMENT = re.compile(r"[ \t]+#[^\s#!]")
_LOST_BEHIND_SIGN = re.compile(r"[|>][-+0-9]*[ \t]+#[^\s#!]")
_LOST_WORDS = re.compile(r":[ \t]+#[^\s#!]")  # of a head, with details deeper below it
_LOST = 'the text ends at " #", where a comment begins; quote the text, or write "# " for a comment'
_FOLDED_ITEM = (
    "an item of its own begins in the column in which the others begin; to YAML this line is more of the text above"
)
_LINE_ENDS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_BROKEN_BY_PROGRAMS = 80  # characters in a line from which on it may be a program that broke it
# These are line ends or invisible to one YAML program or another, and nothing but double quotes keeps them.
_FRAGILE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_WIDTH = 110
_SHORT_LIST = 70  # characters in it
_TEXT_TO_US = frozenset(f"tag:yaml.org,2002:{tag}" for tag in ("int", "float", "timestamp"))
_EXPLICIT_KEY = re.compile(r"\?(?<![^\s\[{,-]\?)(?=\s|\Z)")
_ODD_KEYS = frozenset({"<<", ""})  # of which the style decides what they are
# What the constructors of these tuples do, without the call of Python in between.
_new_node: Callable[[tuple[Any, ...]], Node] = partial(tuple.__new__, Node)
_new_pair: Callable[[tuple[Any, ...]], Pair] = partial(tuple.__new__, Pair)
_ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


def parse(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Node:
    """Return the tree of a document. What is not read stands in it as ``refused``, with the reason.

    A fault within the value of one line is refused there, and the rest of a file as people type them is read, so that all
    of its faults are told at once.

    The parser works event by event, so a document that is nested too deep is refused before its depth is reached.

    Raises:
        UnreadableInput: It is no YAML, no text, or holds more than one document.
        LimitExceeded: It is nested too deep.
    """
    try:
        text = text_of(data)
    except UnreadableInput as error:
        raise _without_letters(data, error, limits) from error
    return plain_blocks(text, limits) or mended(text, partial(_parsed, limits=limits))


def _without_letters(data: bytes, error: UnreadableInput, limits: Limits) -> NoYaml:
    """Return the error of bytes that are no letters, with what can be read around them."""
    made = NoYaml(error.message, line=error.line, column=error.column)
    made.also = error.also
    made.holes = tuple((one.line, one.line) for one in (error, *error.also) if one.line)
    if "UTF-16" in error.message:  # of which nothing could be read
        return made
    try:
        made.around = parse(data.decode("utf-8", "replace").encode(), limits)
    except NoYaml as other:
        made.around, made.also = other.around, (*error.also, *(other.ends or (other,)))
        made.holes += other.holes
    except LimitExceeded:
        return made
    return made


def _parsed(text: str, limits: Limits) -> Node:
    """Return the tree of any document, by the parser of YAML."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        events = loader(text)
        try:
            return _Events(events.get_event, text, limits).document()
        finally:
            events.dispose()
    except (yaml.YAMLError, ValueError, OverflowError, IndexError, RecursionError) as error:
        raise in_our_words(error, text) from error


def holds_comments(data: bytes) -> bool:
    """Whether something stands in a file that its tree does not hold: comments, or what cannot be read at all.

    >>> holds_comments(b"id: demo # mine"), holds_comments(b"title: 'no # comment'")
    (True, False)
    """
    text = text_of(data)
    if "#" not in text:
        return False
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    kept: list[int] = []
    try:
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.ScalarEvent):
                start, end = event.start_mark, event.end_mark
                kept += [text.count("#", start.index, end.index)] if start and end else []
    except (yaml.YAMLError, ValueError, OverflowError, IndexError, RecursionError):
        return True
    return text.count("#") > sum(kept)


def write(tree: Mapping[str, Any]) -> bytes:
    """Return the bytes of a plain tree, in blocks, with lines of about 110 characters.

    Deals that stand under their ids, or one alone, are for people: with a blank line between deals, short lists in
    brackets, and no quotes round what is text to our reader, whatever other programs take it for.

    >>> print(write({"deals": {"demo": {"history": [{"2017 talks": None, "said": "2017-09-12"}]}}}).decode(), end="")
    deals:
      demo:
        history:
        - 2017 talks:
          said: 2017-09-12
    """
    is_typed = not isinstance(tree.get("deals"), list)
    text: str = yaml.dump(tree, Dumper=_dumper(is_typed=is_typed), sort_keys=False, allow_unicode=True, width=_WIDTH)
    return (_spaced(text) if is_typed else text).encode()


def _spaced(text: str) -> str:
    """Return the text of a document with a blank line in front of each deal but the first, and of what follows them."""
    lines: list[str] = []
    place = ""
    for line in text.splitlines(keepends=True):
        is_key = line[:1] not in (" ", "-", "\n")
        is_deal = place == "deals" and line.startswith("  ") and line[2:3] not in (" ", "-")
        if (is_key and place in ("deals", "after")) or (is_deal and not lines[-1].startswith("deals:")):
            lines.append("\n")
        if is_key:
            place = "deals" if line.startswith("deals:") else "after" if place else ""
        lines.append(line)
    return "".join(lines)


@cache
def _dumper(*, is_typed: bool) -> Any:
    base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

    class Dumper(base):  # type: ignore[misc]
        def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # PyYAML calls it so
            return True

    if is_typed:
        Dumper.yaml_implicit_resolvers = {
            first: [(tag, pattern) for tag, pattern in resolvers if tag not in _TEXT_TO_US]
            for first, resolvers in base.yaml_implicit_resolvers.items()
        }

    def represent_text(dumper: Any, text: str) -> Any:
        style = '"' if _FRAGILE.search(text) else "'" if text == "unknown" else None  # which is a word, too
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)

    def represent_word(dumper: Any, word: Word) -> Any:
        return dumper.represent_scalar("tag:yaml.org,2002:str", str(word))

    def represent_nothing(dumper: Any, _: None) -> Any:
        return dumper.represent_scalar("tag:yaml.org,2002:null", "")

    def represent_list(dumper: Any, items: list[Any]) -> Any:
        is_short = is_typed and all(isinstance(one, str) for one in items) and sum(map(len, items)) < _SHORT_LIST
        return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=is_short)

    def represent_lines(dumper: Any, items: list[Any]) -> Any:
        return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=False)

    def represent_number(dumper: Any, number: int) -> Any:
        return dumper.represent_scalar("tag:yaml.org,2002:str", str(number))

    if is_typed:
        Dumper.add_representer(int, represent_number)
    Dumper.add_representer(str, represent_text)
    Dumper.add_representer(Word, represent_word)
    Dumper.add_representer(type(None), represent_nothing)
    Dumper.add_representer(list, represent_list)
    Dumper.add_representer(Lines, represent_lines)
    return Dumper


class _Events:
    """Builds the tree of one document from the events of the parser."""

    def __init__(self, next_event: Callable[[], Any], text: str, limits: Limits) -> None:
        self._next = next_event
        self._text = text
        self._most = limits.depth
        self._has_plain_keys = not _EXPLICIT_KEY.search(text)

    def document(self) -> Node:
        self._next()  # the stream begins
        event = self._next()
        if _name(event) == "StreamEnd":
            return Node("null", "", 1, 1)
        if event.version or event.tags:
            raise _refused("a directive (a line that begins with %) is not read; leave it out", event)
        node = self._node(self._next(), 0)
        self._next()  # the document ends
        event = self._next()
        if _name(event) != "StreamEnd":
            raise _refused("a second document is not read; put all deals into one", event)
        return node

    def _node(self, event: Any, depth: int) -> Node:
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        kind = type(event)
        if kind is yaml.ScalarEvent and event.anchor is None and event.tag is None:  # nearly all of them
            return self._scalar(event, line, column)
        if kind is yaml.AliasEvent:
            reason = f"the alias *{shown(event.anchor)[1:-1]} is not read; write the value out"
            return Node("refused", reason, line, column)
        refused = _refusal(event)
        if kind is yaml.ScalarEvent:
            return Node("refused", refused, line, column) if refused else self._scalar(event, line, column)
        if depth == self._most:
            message = f"the document is nested more than {depth} deep (see Limits.depth)"
            raise LimitExceeded(message, line=line, column=column)
        value: list[Any] = []
        read = self._pair if kind is yaml.MappingStartEvent else self._node
        is_in_brackets = event.flow_style
        while type(event := self._next()) not in _ENDS:
            value.append(read(event, depth + 1))
        if is_in_brackets and self._loses_text(event.end_mark):
            return Node("refused", _LOST, line, column)
        if refused:
            return Node("refused", refused, line, column)
        return Node("map" if kind is yaml.MappingStartEvent else "list", value, line, column)

    def _pair(self, event: Any, depth: int) -> Pair:
        is_text = type(event) is yaml.ScalarEvent and event.anchor is None and event.tag is None
        if is_text and self._has_plain_keys and event.value not in _ODD_KEYS:  # as of nearly every key
            mark = event.start_mark
            column = mark.column + (2 if event.style else 1)  # behind a quotation mark
            return _new_pair((event.value, self._below(event, depth), mark.line + 1, column))
        key = self._node(event, depth)
        value = self._below(event, depth) if is_text else self._node(self._next(), depth)
        line, column = key.line, key.column
        if key.kind in ("map", "list"):
            return Pair("?", Node("refused", "a key that is no text is not read", line, column), line, column)
        if key.kind == "refused":
            return Pair("?", key, line, column)
        if key.kind == "plain" and key.value == "<<":
            reason = "the merge key << is not read; write the fields out"
            return Pair("<<", Node("refused", reason, line, column), line, column)
        return Pair(key.value, value, line, column)

    def _below(self, key: Any, depth: int) -> Node:
        node = self._node(self._next(), depth)
        if node.kind == "map" and " " in key.value and _LOST_WORDS.match(self._text, key.end_mark.index):
            return Node("refused", _LOST, key.end_mark.line + 1, key.end_mark.column + 2)
        return node

    def _scalar(self, event: Any, line: int, column: int) -> Node:
        if event.style in ("|", ">") and not event.value:
            return Node(
                "refused", nothing_follows(self._text[event.start_mark.index :].partition("\n")[0]), line, column
            )
        if self._loses_text(event.start_mark if event.style in ("|", ">") else event.end_mark, event.style):
            return Node("refused", _LOST, line, column)
        if event.style:  # quoted or a block; the C parser says "" for none where the Python one says None
            return Node("text", event.value, line, column)
        if event.end_mark.line >= line and (place := self._item_within(event)):
            return Node("refused", _FOLDED_ITEM, *place)
        if event.value in _NULLS:
            return Node("null", event.value, line, column)
        return _new_node(("plain", event.value, line, column))

    def _item_within(self, event: Any) -> tuple[int, int] | None:
        """Return where a text of several lines without quotes goes on with what somebody meant to be an item of a list.

        To YAML it is more of the text. Lines as long as those that programs break may go on with any word.
        """
        first, last = event.start_mark, event.end_mark
        above, *others = _LINE_ENDS.split(self._text[first.index - first.column : last.index])
        for number, line in enumerate(others, first.line + 2):
            if line.lstrip().startswith("- ") and len(above) < _BROKEN_BY_PROGRAMS:
                return number, len(line) - len(line.lstrip()) + 1
            above = line if line.strip() else above
        return None

    def _loses_text(self, mark: Any, style: str | None = None) -> bool:
        """Whether a word that begins with # follows what was read, or the sign of a block of text: to YAML a comment."""
        pattern = _LOST_BEHIND_SIGN if style in ("|", ">") else _LOST_COMMENT
        return pattern.match(self._text, mark.index) is not None


def _refusal(event: Any) -> str:
    if event.anchor is not None:
        return f"the anchor &{shown(event.anchor)[1:-1]} is not read; leave it out, or put the words in quotes"
    if event.tag is not None:
        return f"the tag {shown(event.tag)[1:-1]} is not read; leave it out"
    return ""


def _refused(message: str, event: Any) -> NoYaml:
    return NoYaml(message, line=event.start_mark.line + 1, column=event.start_mark.column + 1, code="not-read")


def _name(event: Any) -> str:
    return type(event).__name__.removesuffix("Event")
