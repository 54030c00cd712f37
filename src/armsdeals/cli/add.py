"""armsdeals add: one more line for a typed file, checked before anything is written; then what is odd since it stands there."""

from __future__ import annotations

import sys
from argparse import Namespace
from codecs import BOM_UTF8
from collections import Counter
from io import StringIO
from pathlib import Path

from attrs import evolve

from armsdeals._disk import file_bytes, replace_file, unreadable
from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.cli.check import found_in
from armsdeals.cli.exits import FINE, FOUND, WRONG
from armsdeals.cli.finding import line_of, tree_of
from armsdeals.cli.page import print_json
from armsdeals.cli.progress import Progress
from armsdeals.errors import ArmsDealsError, InvalidValue, UnreadableInput
from armsdeals.formats._base import Format, format_of, text_of
from armsdeals.formats.folder import common_beside
from armsdeals.formats.typed_findings import told_once
from armsdeals.issues import Issue, Issues, Severity
from armsdeals.wire.document import read_document
from armsdeals.wire.faults import issues_of
from armsdeals.wire.limits import DEFAULT_LIMITS
from armsdeals.wire.tree import Node, Pair
from armsdeals.written.insert import is_only_more, place_of, safe, with_line
from armsdeals.written.remarks import told_above


def run(asked: Namespace) -> int:
    """Insert the line; 1 with the faults and nothing written if the file could not be read with it."""
    try:
        return _added(asked)
    except ArmsDealsError as error:
        if not asked.json:
            raise  # the command says it in a sentence
        return _refused(issues_of(error, file=asked.file), asked, code=WRONG)


def _added(asked: Namespace) -> int:
    path = Path(asked.file)
    form = _form(asked, path)
    try:
        before = file_bytes(path, most=DEFAULT_LIMITS.yaml_bytes)
        after = _with(text_of(before), path, form, asked)
        faults = _faults(after, path, form)
        twice = None if faults else _twice(form.parse(after.encode()), asked)
    except UnreadableInput as error:
        return _refused(issues_of(error, file=asked.file), asked, code=WRONG)
    if faults:
        return _refused([evolve(issue, file=asked.file) for issue in faults], asked, code=FOUND)
    if twice is not None and twice.severity is Severity.ERROR:
        return _refused([twice], asked, code=FOUND)
    known = Counter(map(_as_told, _odd(asked)))
    replace_file(path, (BOM_UTF8 if before.startswith(BOM_UTF8) else b"") + after.encode())
    news = [] if twice is None else [twice]
    for issue in _odd(asked):
        told = _as_told(issue)
        if known[told] <= 0:
            news.append(issue)
        known[told] -= 1
    _tell(news, asked)
    return FINE


def _form(asked: Namespace, path: Path) -> Format:
    """Return the format of the file, once it is clear that a line can be added to it.

    Raises:
        InvalidValue: It cannot, or what is to be added is no line.
        UnreadableInput: There is no such file.
    """
    if path.is_dir():
        raise InvalidValue(f"{_named(asked)} is a folder; name the file of the deal in it")
    if not path.suffix and path.with_suffix(".yaml").is_file():
        raise InvalidValue(f"there is no file {_named(asked)}; did you mean {_named(asked)[1:-1]}.yaml?")
    if not path.suffix and " " in asked.file and Path(asked.item).is_file():
        raise InvalidValue(
            f"the file stands in front of its line: armsdeals add {shown(asked.item)[1:-1]} {shown(asked.file)}"
        )
    form = format_of(asked.file)
    if form.name != "yaml":
        raise InvalidValue(f"{_named(asked)} is not typed in YAML; add a line to a .yaml file")
    for told in filter(None, (asked.item, asked.source)):
        if len(told.splitlines()) != 1 or told != told.rstrip("\r\n"):
            raise InvalidValue(f"{shown(told)} is not one line; call the command once for each")
    if asked.source and ": " not in asked.source:
        raise InvalidValue(
            f"{shown(asked.source)} declares no source; write KEY: PUBLISHER, DATE, as in tass: TASS, 2020-08-23"
        )
    if not path.exists():
        raise unreadable(asked.file, "there is no such file; begin it with armsdeals new")
    return form


def _tell(news: list[Issue], asked: Namespace) -> None:
    if asked.json:
        print_json({"written": asked.file, "issues": [tree_of(issue) for issue in news]})
        return
    for issue in news:
        print(line_of(issue), file=sys.stderr)
    print(f"added to {_named(asked)}", file=sys.stderr)


def _odd(asked: Namespace) -> list[Issue]:
    """Return what a check of the file finds."""
    return found_in(asked.file, Progress(StringIO()))[1]


def _as_told(issue: Issue) -> tuple[str, str, str]:
    """Return what tells a finding from others wherever it stands."""
    return issue.code, issue.message, issue.hint


def _refused(issues: list[Issue], asked: Namespace, *, code: int) -> int:
    """Say what was wrong, and return the exit code."""
    if asked.json:
        print_json({"written": None, "issues": [tree_of(issue) for issue in issues]})
        return code
    for issue in issues:
        print(line_of(issue), file=sys.stderr)
    print("nothing was written", file=sys.stderr)
    return code


def _named(asked: Namespace) -> str:
    return shown(asked.file, longest=LONGEST_PATH)


def _faults(text: str, path: Path, form: Format) -> Issues:
    """Return what keeps a text from being read as if it stood in a file."""
    common, _ = common_beside(path)
    node, _ = form.long(form.parse(text.encode()), name=path.stem, shared=common.shared)
    _, issues = read_document(node, needs_version=False, common=common.table)
    return Issues(told_once(issues.errors, unread=common.unread, shared=common.name))


def _refuse_known(typed: str, sources: Pair | None, path: Path) -> None:
    """Refuse a source whose key is declared in the file, or for the whole folder.

    Raises:
        InvalidValue: It is.
    """
    key = typed.partition(":")[0].strip()
    common, _ = common_beside(path)
    told = [pair for pair in sources.node.value if pair.key == key] if sources and sources.node.kind == "map" else []
    where = f"in line {told[0].line}" if told else f"in {common.name}" if key in common.table.entries else ""
    if where:
        raise InvalidValue(
            f"the source {shown(key)} is declared {where}; leave --source out if it is that one, or give another key"
        )


def _twice(node: Node, asked: Namespace) -> Issue | None:
    """Return what is to be said where an item above the new one begins with the same head; an error if it tells all of it."""
    place = place_of(node, asked.under, asked.deal)
    items = place.pair.node.value if place.pair is not None and place.pair.node.kind == "list" else []
    found = told_above(place.key, items) if items else None
    if found is None:
        return None
    above, is_whole = found
    told = f"line {above.line} tells this already" if is_whole else f"line {above.line} begins with the same head"
    hint = "more words or details go there" if is_whole else "join the two if they tell of one thing"
    return Issue(
        code="repeated-item", message=told, hint=hint, file=asked.file, line=above.line,
        column=above.column, severity=Severity.ERROR if is_whole else Severity.INFO,
    )  # fmt: skip


def _with(text: str, path: Path, form: Format, asked: Namespace) -> str:
    """Return the file with the new lines; read in between, so that the second finds its place."""
    before = form.parse(text.encode())
    if asked.source:
        place = place_of(before, "sources", asked.deal)
        _refuse_known(asked.source, place.pair, path)
        text = with_line(text, place, asked.source, dash=False)
    place = place_of(form.parse(text.encode()), asked.under, asked.deal)
    text = with_line(text, place, safe(asked.item.removeprefix("- ")), dash=True)
    if not is_only_more(before, form.parse(text.encode())):
        raise InvalidValue(f"the line would change what stands under {place.key}; put it there by hand")
    return text
