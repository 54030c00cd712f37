"""The desk: reading and writing files. The suffix decides on the format, and every finding names its file.

    >>> from armsdeals.model.deal import Deal
    >>> data = dumps(Deal(id="demo"), format="yaml")
    >>> print(data.decode(), end="")
    armsdeals: 1
    deals:
    - id: demo
    >>> loads(data, format="yaml").ids
    ('demo',)

Only regular files are opened, since a pipe or device could hang. Left out: checks of sense (`checks`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePath
from secrets import token_hex
from stat import S_IMODE, S_ISREG
from typing import Any

from attrs import evolve

from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.errors import ArmsDealsError, InvalidValue, UnreadableInput
from armsdeals.formats._base import FORMATS, Format, format_named, format_of, sniffed
from armsdeals.formats.folder import SHARED, Common, Sources, common_of, deal_files, files_of
from armsdeals.issues import Issue, Issues
from armsdeals.model.competition import Competition
from armsdeals.model.deal import Deal
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.values.evidence import Evidence
from armsdeals.wire.document import document_tree, from_tree, read_document, to_tree
from armsdeals.wire.faults import issue_of
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits

__all__ = ["dumps", "from_tree", "loads", "read", "to_tree", "try_read", "write"]

AnyPath = str | os.PathLike[str]
STANDARD_INPUT = "-"
SUFFIXES = frozenset(suffix for form in FORMATS for suffix in form.suffixes)


def read(path: AnyPath | Iterable[AnyPath], *, limits: Limits = DEFAULT_LIMITS) -> Register:
    """Read deals from a file, from several, from a folder, or from standard input (``-``).

    Of a folder every YAML file in it and below is read in the order of their paths, but for names that begin with a dot or
    an underscore; each holds one deal, whose id is the name of the file, or several. ``_shared.yaml`` at its top holds
    sources, parties and systems that all of them may name.

    Raises:
        InvalidDeals: There is a fault; the exception holds all of them.
        UnreadableInput: A file is missing, is no regular file, or is no document of its format.
        UnsupportedVersion: A document is newer than this release.
        LimitExceeded: A document is larger or deeper than the limits.
        InvalidValue: No format has the suffix of the file.
    """
    paths = _paths(path)
    return _joined([_noted(one, limits) for one in paths], paths).unwrap()


def try_read(path: AnyPath | Iterable[AnyPath], *, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Read deals as `read` does, and return what could be read together with every finding."""
    paths = _paths(path)
    return _joined([_attempt(one, limits) for one in paths], paths)


def loads(data: bytes | str, format: str = "json", *, limits: Limits = DEFAULT_LIMITS) -> Register:  # noqa: A002  # a promised name
    """Read deals from bytes.

    Raises:
        InvalidDeals: There is a fault; the exception holds all of them.
        UnreadableInput: The bytes are no document of the format.
        UnsupportedVersion: The document is newer than this release.
        LimitExceeded: It is larger or deeper than the limits.
    """
    form = format_named(format)
    if isinstance(data, str):
        data = _encoded(data)
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise TypeError(f"{shown(data)} is not bytes or text; to read a file use read")
    return _parsed(bytes(data), form, limits, "").unwrap()


def dumps(value: Deal | Register, format: str = "json", *, style: str = "long") -> bytes:  # noqa: A002  # a promised name
    """Return the canonical bytes of a register; a deal is written as a register of one.

    Args:
        value: What to write.
        format: The name of the format.
        style: "long", or "short" for YAML as people type it, in heads wherever they can say it.

    Raises:
        UnknownName: There is no such format or style.
    """
    return _bytes(value, format_named(format), style)


def write(value: Deal | Register, path: AnyPath, *, style: str = "long", overwrite: bool = False) -> None:
    """Write a register to a file; a deal is written as a register of one.

    The file is written beside the old one and then takes its place, so that a crash leaves the old or the new one whole.

    Args:
        value: What to write.
        path: The file.
            If it ends with a slash, or is a folder, each deal gets a file of its own in it, named for its id; reading
            the folder gives the deals in the order of their ids. Other files in it are left alone.
        style: As in `dumps`.
        overwrite: Whether a file may be replaced that somebody typed: one that holds comments or short forms.

    Raises:
        InvalidValue: No format has this suffix, something that is no regular file has the name, or somebody typed the
            file.
        UnknownName: There is no such style.
        OSError: The file cannot be written.
    """
    if _is_folder(path):
        _write_folder(_register(value), Path(path), style, overwrite=overwrite)
        return
    form = format_of(path)
    target, mode = _target(path, form, overwrite=overwrite)
    _replace(target, _bytes(value, form, style), mode)


def _is_folder(path: AnyPath) -> bool:
    """Whether a path means a folder of deals: it ends with a slash, or is a folder that is not called like a file."""
    name = os.fspath(path)
    return name.endswith(("/", os.sep)) or (os.path.isdir(name) and PurePath(name).suffix.lower() not in SUFFIXES)  # noqa: PTH112  # any text


def _write_folder(register: Register, folder: Path, style: str, *, overwrite: bool) -> None:
    form = format_named("yaml")
    files = {name: form.write(tree) for name, tree in files_of(register, style).items()}
    folder.mkdir(parents=True, exist_ok=True)
    targets = {name: _target(folder / name, form, overwrite=overwrite) for name in files}  # before any is written
    for name, (target, mode) in targets.items():
        _replace(target, files[name], mode)


def _target(path: AnyPath, form: Format, *, overwrite: bool) -> tuple[Path, int | None]:
    """Return the file that a path means, and its mode if it is there and may be replaced."""
    target = Path(os.path.realpath(path))
    mode = None
    with suppress(FileNotFoundError):
        mode = target.stat().st_mode
        if not S_ISREG(mode):
            raise InvalidValue(
                f"{shown(str(path), longest=LONGEST_PATH)} is no regular file; choose another name", code="no-file"
            )
        if not overwrite and form.is_typed(target.read_bytes()):
            raise InvalidValue(
                f"{shown(str(path), longest=LONGEST_PATH)} holds comments or short forms that somebody typed, and they "
                "would be lost; choose another name, or say overwrite=True",
                code="typed-file",
            )
    return target, mode


def _paths(path: Any) -> list[AnyPath]:
    if isinstance(path, (str, os.PathLike)):
        return [path]
    paths = [] if isinstance(path, (bytes, bytearray)) else list(path)
    if isinstance(path, (bytes, bytearray)) or not all(isinstance(one, (str, os.PathLike)) for one in paths):
        raise TypeError(f"{shown(path)} is neither a path nor a list of paths; to read bytes use loads")
    return paths


def _noted(path: AnyPath, limits: Limits) -> Reading:
    try:
        return _reading(path, limits)
    except ArmsDealsError as error:
        error.add_note(f"while reading {shown(os.fspath(path))}")
        raise


def _attempt(path: AnyPath, limits: Limits) -> Reading:
    try:
        return _reading(path, limits)
    except ArmsDealsError as error:
        name = os.fspath(path)
        return Reading(issues=Issues([issue_of(error, file=name)]), name=name)


def _reading(path: AnyPath, limits: Limits) -> Reading:
    name = os.fspath(path)
    if os.path.isdir(name):  # noqa: PTH112  # a path may be any text here
        return _folder_reading(name, limits)
    if name == STANDARD_INPUT:
        data = sys.stdin.buffer.read(limits.file_bytes + 1)
        return _parsed(data, sniffed(data), limits, name)
    form = format_of(path)
    return _parsed(_content(name, form, limits), form, limits, name)


def _content(name: str, form: Format, limits: Limits) -> bytes:
    try:
        status = os.stat(name)  # noqa: PTH116  # before opening, which a pipe would make wait
        if not S_ISREG(status.st_mode):
            raise UnreadableInput(
                f"{shown(name, longest=LONGEST_PATH)} is no regular file; copy what it gives into one", code="no-file"
            )
        limits.check_size(status.st_size, form.name)
        with open(name, "rb") as file:  # noqa: PTH123  # a path may be any text here
            return file.read(limits.bytes_of(form.name) + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = "there is no such file" if isinstance(error, FileNotFoundError) else _reason(error)
        raise UnreadableInput(
            f"{shown(name, longest=LONGEST_PATH)} cannot be read: {reason}", code="no-file"
        ) from error


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def _parsed(
    data: bytes, form: Format, limits: Limits, name: str, common: Common | None = None, sources: Sources | None = None
) -> Reading:
    how: dict[str, Any] = {} if common is None else {"shared": common.shared}
    node, notes = form.long(form.parse(data, limits), name=_stem(name), **how)
    odd = () if sources is None else sources.look_at(node, name)
    table = None if common is None else common.table
    register, issues = read_document(node, limits=limits, needs_version=form.needs_version, common=table)
    return Reading(register=register, issues=_in_file((*issues, *notes, *odd), name), name=name)


def _folder_reading(folder: str, limits: Limits) -> Reading:
    """Read every file of deals below a folder, with what all of them share."""
    form = format_named("yaml")
    names = deal_files(folder)
    shared = Path(folder, SHARED)
    common, issues = Common(), Issues()
    if shared.is_file():
        try:
            node = form.parse(_content(shared.as_posix(), form, limits), limits)
            common, issues = common_of(node, shared.as_posix(), limits)
        except ArmsDealsError as error:
            issues = Issues([issue_of(error, file=shared.as_posix())])
    sources = Sources(common)
    readings = []
    for name in names:
        try:
            readings.append(_parsed(_content(name, form, limits), form, limits, name, common, sources))
        except ArmsDealsError as error:
            readings.append(Reading(issues=Issues([issue_of(error, file=name)]), name=name))
    joined = _joined(readings, list(names)) if len(readings) > 1 else readings[0]
    unused = () if joined.issues.errors else common.never_cited()
    return evolve(joined, issues=Issues((*issues, *joined.issues, *unused)), name=folder)


def _stem(name: str) -> str:
    """Return the id that a file gives to a deal that stands alone in it."""
    return "" if name in ("", STANDARD_INPUT) else PurePath(name).stem


def _in_file(issues: Iterable[Issue], name: str) -> Issues:
    return Issues(evolve(issue, file=name) if name else issue for issue in issues)


def _joined(readings: list[Reading], paths: list[AnyPath]) -> Reading:
    if len(readings) == 1:
        return readings[0]
    deals: dict[str, Deal] = {}
    first: dict[str, str] = {}
    issues: list[Issue] = []
    sources: dict[Evidence, None] = {}
    for reading in readings:
        issues += reading.issues
        sources.update(dict.fromkeys(reading.register.sources))
        for place, deal in enumerate(reading.register.deals):
            if deal.id in deals:
                where = shown(first[deal.id], longest=LONGEST_PATH)
                message = f"two deals are called {shown(deal.id)} (first in {where})"
                hint = "an id names one deal; rename one, or join them"
                path = ("deals", place, "id")
                issues.append(Issue(path=path, code="duplicate-id", message=message, hint=hint, file=reading.name))
            else:
                deals[deal.id], first[deal.id] = deal, reading.name
    name = ", ".join(os.fspath(path) for path in paths)
    events = dict.fromkeys(event for reading in readings for event in reading.register.events)
    register = Register(deals.values(), competitions=_competitions(readings, issues), events=events, sources=sources)
    return Reading(register=register, issues=Issues(issues), name=name)


def _competitions(readings: list[Reading], issues: list[Issue]) -> list[Competition]:
    """Return the competitions of all files, each id once; note those that are there twice."""
    held: dict[str, tuple[Competition, str]] = {}
    for reading in readings:
        for place, one in enumerate(reading.register.competitions):
            known, first = held.setdefault(one.id, (one, reading.name))
            if known != one:
                message = f"two competitions are called {shown(one.id)} (first in {shown(first)})"
                path = ("competitions", place, "id")
                issues.append(Issue(path=path, code="duplicate-id", message=message, file=reading.name))
    return [one for one, _ in held.values()]


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise UnreadableInput("the text holds half a surrogate pair, which no file can") from error


def _register(value: Deal | Register) -> Register:
    if isinstance(value, Deal):
        return Register([value])
    if not isinstance(value, Register):
        raise TypeError(f"{shown(value)} is neither a deal nor a register")
    return value


def _bytes(value: Deal | Register, form: Format, style: str) -> bytes:
    return form.write(form.styled(document_tree(_register(value)), style))


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    """Let new bytes take the place of a file in one step."""
    draft = target.with_name(f".{target.name[:100]}.{token_hex(8)}.new")
    try:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            draft.chmod(S_IMODE(mode))
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name last; Windows can neither open folders nor needs it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
