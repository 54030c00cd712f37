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
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Any

from attrs import evolve

from armsdeals._collector import collector_paused
from armsdeals._disk import file_at, file_bytes, refuse_impossible, replace_file, size_of, writing
from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.errors import ArmsDealsError, InvalidValue, UnreadableInput
from armsdeals.formats._base import FORMATS, Format, format_named, format_of
from armsdeals.formats.file import STANDARD_INPUT, content, look, parsed, read_straight, refuse_missing
from armsdeals.formats.folder import Looked, files_of
from armsdeals.formats.opened import joined, open_folder
from armsdeals.issues import Issues
from armsdeals.model.deal import Deal
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.sources._base import Progress, source_named, source_of
from armsdeals.sources.several import kept_apart
from armsdeals.wire.document import from_tree, to_tree
from armsdeals.wire.faults import issues_of
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits

__all__ = ["dumps", "from_tree", "loads", "read", "to_tree", "try_read", "write"]

AnyPath = str | os.PathLike[str]
Look = Callable[[AnyPath], Looked]
SUFFIXES = frozenset(suffix for form in FORMATS for suffix in form.suffixes)


def read(path: AnyPath | Iterable[AnyPath], *, source: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Register:
    """Read deals from a file, from several, from a folder, or from standard input (``-``).

    Of a folder every YAML file in it and below is read in the order of their paths, but for names that begin with a dot or
    an underscore; each holds one deal, whose id is the name of the file, or several. ``_shared.yaml`` at its top holds
    sources, parties and systems that all of them may name.

    Args:
        path: The file, a list of files, a folder, or ``-``.
        source: Whose register it is, if not one of our formats: "sipri". A line that cannot be read is a fault, and
            `try_read` gives the others. Of several files, a deal whose id another one of an earlier file has gets the name
            of its file behind the id, and one that stands equal in two files is kept once.
        limits: How much of a stranger's file is read.

    Raises:
        InvalidDeals: There is a fault; the exception holds all of them.
        UnreadableInput: A file is missing, is no regular file, or is no document of its format.
        UnsupportedVersion: A document is newer than this release.
        LimitExceeded: A document is larger or deeper than the limits.
        InvalidValue: No format has the suffix of the file.
        UnknownName: There is no such source.
    """
    paths = _paths(path)
    look_at = _looker(source, limits)
    with collector_paused(size_of(paths)):
        return _together([_noted(one, look_at) for one in paths], paths, is_foreign=source is not None).unwrap()


def try_read(
    path: AnyPath | Iterable[AnyPath], *, source: str | None = None, limits: Limits = DEFAULT_LIMITS,
    progress: Progress | None = None,
) -> Reading:  # fmt: skip
    """Read deals as `read` does, and return what could be read together with every finding.

    Of somebody's register `Reading.counts` tells what became of each line, and `Reading.vintage` which printing it is.

    Args:
        path: As in `read`.
        source: As in `read`.
        limits: As in `read`.
        progress: Of a register of a source, is told now and then how many lines are done, and of how many.

    Raises:
        UnknownName: There is no such source.
    """
    paths = _paths(path)
    look_at = _looker(source, limits, progress)
    with collector_paused(size_of(paths)):
        return _together([_attempt(one, look_at) for one in paths], paths, is_foreign=source is not None)


def loads(data: bytes | str, format: str = "json", *, limits: Limits = DEFAULT_LIMITS) -> Register:  # noqa: A002  # a promised name
    """Read deals from bytes.

    Args:
        data: A document; text stands for its bytes in UTF-8.
        format: The name of its format.
        limits: Beyond which size, depth and number of faults nothing is read.

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
    with collector_paused(memoryview(data).nbytes):
        if form.whole:
            return read_straight(bytes(data), form, limits, "").unwrap()
        looked, _ = parsed(bytes(data), form, limits, "")
        if looked.error is not None:
            raise looked.error
        return looked.reading.unwrap()


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
        UnwritableOutput: The system does not let us: the disk is full, the folder is not there or may not be written. What
            stood there before is as it was.
    """
    if _is_folder(path):
        _write_folder(_register(value), Path(path), style, overwrite=overwrite)
        return
    form = format_of(path)
    if not overwrite:
        _keep_typed(path, form)
    replace_file(path, _bytes(value, form, style))


def _is_folder(path: AnyPath) -> bool:
    """Whether a path means a folder of deals: it ends with a slash, or is a folder that is not called like a file."""
    name = os.fspath(path)
    return name.endswith(("/", os.sep)) or (os.path.isdir(name) and PurePath(name).suffix.lower() not in SUFFIXES)  # noqa: PTH112  # any text


def _write_folder(register: Register, folder: Path, style: str, *, overwrite: bool) -> None:
    form = format_named("yaml")
    files = {folder / name: form.write(tree) for name, tree in files_of(register, style).items()}
    refuse_impossible(folder)
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for path in files if not overwrite else ():  # all of them, before any is written
        _keep_typed(path, form)
    for path, data in files.items():
        replace_file(path, data)


def _keep_typed(path: AnyPath, form: Format) -> None:
    """Refuse to replace a file that somebody typed."""
    with writing(path):
        target, mode = file_at(path)
        if mode is not None and form.is_typed(target.read_bytes()):
            raise InvalidValue(
                f"{shown(os.fspath(path), longest=LONGEST_PATH)} holds comments or short forms that somebody typed, and they "
                "would be lost; choose another name, or say overwrite=True",
                code="typed-file",
            )


def _paths(path: Any) -> list[AnyPath]:
    if isinstance(path, (str, os.PathLike)):
        return [path]
    if hasattr(path, "columns"):  # a frame would be taken for a list of the names of its columns
        raise TypeError(
            f"{type(path).__name__} is a frame and no path; the questions of armsdeals.analysis take it as it is"
        )
    paths = [] if isinstance(path, (bytes, bytearray)) else list(path)
    if isinstance(path, (bytes, bytearray)) or not all(isinstance(one, (str, os.PathLike)) for one in paths):
        raise TypeError(f"{shown(path)} is neither a path nor a list of paths; to read bytes use loads")
    return paths


def _looker(source: str | None, limits: Limits, progress: Progress | None = None) -> Look:
    """Return what reads one path: as a register of a source, or as the format that its suffix tells."""
    if source is None:
        return lambda path: _looked(path, limits)
    publisher = source_named(source)

    def look_at(path: AnyPath) -> Looked:
        name = os.fspath(path)
        data = (
            sys.stdin.buffer.read(limits.file_bytes + 1)
            if name == STANDARD_INPUT
            else file_bytes(name, most=limits.file_bytes)
        )
        return Looked(reading=publisher.read(data, name=name, limits=limits, progress=progress))

    return look_at


def together(readings: Sequence[Reading]) -> Reading:
    """Return what files of one publisher give together that were read one by one."""
    return _together([Looked(reading=one) for one in readings], [one.name for one in readings], is_foreign=True)


def _together(looked: Sequence[Looked], paths: Sequence[AnyPath], *, is_foreign: bool) -> Reading:
    """Return what several files give together, with the lines of all of them counted."""
    if is_foreign:
        readings = kept_apart([one.reading for one in looked])
        looked = [evolve(one, reading=reading) for one, reading in zip(looked, readings, strict=True)]
    counts = [one.reading.counts for one in looked if one.reading.counts is not None]
    reading = joined(looked, paths)
    return evolve(reading, counts=sum(counts[1:], counts[0])) if counts else reading


def _noted(path: AnyPath, look_at: Look) -> Looked:
    try:
        looked = look_at(path)
        if looked.error is not None:
            raise looked.error
    except ArmsDealsError as error:
        error.add_note(f"while reading {shown(os.fspath(path))}")
        raise
    return looked


def _attempt(path: AnyPath, look_at: Look) -> Looked:
    try:
        return look_at(path)
    except ArmsDealsError as error:
        name = os.fspath(path)
        return Looked(reading=Reading(issues=Issues(issues_of(error, file=name)), name=name))


def _looked(path: AnyPath, limits: Limits) -> Looked:
    name = os.fspath(path)
    if os.path.isdir(name):  # noqa: PTH112  # a path may be any text here
        return Looked(reading=open_folder(name, limits).read())
    try:
        form = None if name == STANDARD_INPUT else format_of(name)
        if form is not None and form.whole:
            return Looked(reading=read_straight(content(name, form, limits), form, limits, name))
        return look(name, limits)[0]
    except (InvalidValue, UnreadableInput) as error:
        if error.code == "unknown-suffix":
            refuse_missing(name)
        if error.code in ("unknown-suffix", UnreadableInput.default_code):
            _refuse_register(name, error, limits)
        raise


def _refuse_register(name: str, error: ArmsDealsError, limits: Limits) -> None:
    """Say of somebody's register how to read it, where it was read as one of our formats."""
    found = None
    if name != STANDARD_INPUT:
        with suppress(ArmsDealsError):  # what was wrong is told already
            found = source_of(file_bytes(name, most=limits.file_bytes))
    if found is not None:
        source, layout = found
        raise UnreadableInput(
            f"this is no document of ours but seems to be a file of {source.publisher} ({layout.name}); read it with "
            f"source={source.name!r}",
            line=1,
            code="other-source",
        ) from error


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
    return form.dump(_register(value), style)
