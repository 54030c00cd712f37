"""Files: written so that they are replaced at once or not at all, and read whole if they are regular and not too large."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG
from typing import BinaryIO

from armsdeals._collector import MUCH
from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.errors import InvalidValue, LimitExceeded, UnreadableInput


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Hand out a draft, and let it take the place of a file in one step when the block ends; never if it fails.

    A link is followed, and the file keeps its rights.

    Raises:
        InvalidValue: There is something at that path that is no regular file.
        OSError: The file cannot be written.
    """
    if not os.fspath(path):
        raise InvalidValue("the name of a file is empty", code="no-file")
    target = Path(os.path.realpath(path))
    mode = None
    with suppress(FileNotFoundError):
        mode = target.stat().st_mode
    if mode is not None and not S_ISREG(mode):
        raise InvalidValue(
            f"{shown(str(path), longest=LONGEST_PATH)} is no regular file; choose another name", code="no-file"
        )
    draft = target.with_name(f".{target.name[:80]}.{os.urandom(6).hex()}")
    try:
        with draft.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            draft.chmod(S_IMODE(mode))
        draft.replace(target)
    except BaseException as error:
        with suppress(OSError):
            draft.unlink()
        if isinstance(error, OSError) and error.filename in (None, str(draft)):
            error.filename = str(path)  # the draft beside it means nothing to the user
        raise


def replace_file(path: str | os.PathLike[str], data: bytes) -> None:
    """Let new bytes take the place of a file in one step (see `replacing`).

    Raises:
        InvalidValue: There is something at that path that is no regular file.
        OSError: The file cannot be written.
    """
    with replacing(path) as file:
        file.write(data)


def names_a_file(path: str | os.PathLike[str]) -> bool:
    """Whether there is a file of this name, and no folder."""
    return Path(path).is_file()


def file_bytes(path: str | os.PathLike[str], *, most: int) -> bytes:
    """Return what is in a regular file of at most so many bytes.

    Raises:
        UnreadableInput: There is no such file, it is no regular one, or it cannot be read.
        LimitExceeded: It is larger.
    """
    name = shown(os.fspath(path), longest=LONGEST_PATH)
    with _refusing(name):
        if not S_ISREG(os.stat(path).st_mode):  # noqa: PTH116  # before opening, which a pipe would make wait
            raise UnreadableInput(f"{name} is no regular file; copy what it gives into one", code="no-file")
        with open(path, "rb") as file:  # noqa: PTH123  # a path may be any text here
            data = file.read(most + 1)
    if len(data) > most:
        raise LimitExceeded(f"{name} is larger than {most:,} bytes")
    return data


def file_lines(path: str | os.PathLike[str], *, longest: int) -> Generator[bytes, None, None]:
    """Yield the lines of a regular file, in pieces of at most so many bytes, so that one endless line fills no memory.

    Raises:
        UnreadableInput: There is no such file, it is no regular one, or it cannot be read.
    """
    name = shown(os.fspath(path), longest=LONGEST_PATH)
    with _refusing(name):
        if not S_ISREG(os.stat(path).st_mode):  # noqa: PTH116  # before opening, which a pipe would make wait
            raise UnreadableInput(f"{name} is no regular file; hand over the lines it gives", code="no-file")
        with open(path, "rb") as file:  # noqa: PTH123  # a path may be any text here
            while line := file.readline(longest):
                yield line


@contextmanager
def _refusing(name: str) -> Iterator[None]:
    """Refuse a file that cannot be read, at its beginning or further on."""
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        missing = isinstance(error, FileNotFoundError)
        reason = "there is no such file" if missing else str(getattr(error, "strerror", None) or error).lower()
        raise UnreadableInput(f"{name} cannot be read: {reason}", code="no-file") from error


def size_of(paths: Iterable[str | os.PathLike[str]]) -> int:
    """Return how many bytes are to be read, about; of a folder many, and none where nobody can tell."""
    with suppress(OSError, ValueError):
        told = [Path(path).stat() for path in paths]
        return sum(MUCH if S_ISDIR(one.st_mode) else one.st_size for one in told)
    return 0
