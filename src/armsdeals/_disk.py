"""Files: written so that they are replaced at once or not at all, and read whole if they are regular and not too large."""

from __future__ import annotations

import errno
import os
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG
from typing import BinaryIO

from armsdeals._collector import MUCH
from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.errors import ArmsDealsError, InvalidValue, LimitExceeded, UnreadableInput, UnwritableOutput

_NO_ROOM = "there is no room left on its disk; make room, or choose another disk, and write it again"
_NO_RIGHT = "you have no right to write there; get it for the file and its folder, or choose another folder"
# By the numbers of the system; what is not here is said as the system says it.
_REMEDIES = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EFBIG: "it is larger than the system allows a file to be; raise that limit, or write less into one file",
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: "its disk can only be read; choose another folder",
    errno.ENOENT: "its folder is not there; make it first, or mend the path",
    errno.ENOTDIR: "what should be its folder is a file; mend the path",
    errno.EEXIST: "what should be its folder is a file; mend the path",
    errno.ENAMETOOLONG: "its name is too long; choose a shorter one",
    errno.ELOOP: "the links on its way lead in a circle; mend them, or choose another name",
    errno.EIO: "the disk did not take it; look at the disk, or choose another one",
}


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Hand out a draft, and let it take the place of a file in one step when the block ends; never if it fails.

    A link is followed, and the file keeps its rights.

    Raises:
        InvalidValue: There is something at that path that is no regular file, or no file can be called so.
        UnwritableOutput: The file cannot be written.
    """
    with writing(path):
        target, mode = file_at(path)
        draft = target.with_name(f".{target.name[:80]}.{os.urandom(6).hex()}")
        try:
            with draft.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            if mode is not None:
                draft.chmod(S_IMODE(mode))
            draft.replace(target)
        except BaseException:
            with suppress(OSError):
                draft.unlink()
            raise
        _sync(target.parent)


def file_at(path: str | os.PathLike[str]) -> tuple[Path, int | None]:
    """Return the file that a path means, links followed, and its mode if it is there.

    Raises:
        InvalidValue: There is something at that path that is no regular file, or no file can be called so.
    """
    refuse_impossible(path)
    target = Path(os.path.realpath(path))
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return target, None
    if not S_ISREG(mode):
        raise InvalidValue(
            f"{shown(os.fspath(path), longest=LONGEST_PATH)} is no regular file; choose another name", code="no-file"
        )
    return target, mode


def refuse_impossible(path: str | os.PathLike[str]) -> None:
    """Refuse a path that no file or folder can have.

    Raises:
        InvalidValue: It is empty, or holds a NUL or half a surrogate pair.
    """
    name = os.fspath(path)
    if not name:
        raise InvalidValue("the name of a file is empty", code="no-file")
    try:
        is_possible = b"\0" not in os.fsencode(name)
    except UnicodeEncodeError:
        is_possible = False
    if not is_possible:
        raise InvalidValue(
            f"{shown(name, longest=LONGEST_PATH)} holds a character that no name of a file has; choose another",
            code="no-file",
        )


@contextmanager
def writing(path: str | os.PathLike[str]) -> Iterator[None]:
    """Say in our words, with what to do, why the system lets nothing be written to a path.

    Raises:
        UnwritableOutput: It does not.
    """
    try:
        yield
    except (ArmsDealsError, BrokenPipeError):  # a pipe is no file; somebody who was told how far it is has gone
        raise
    except OSError as error:
        name = os.fspath(path)
        reason = _REMEDIES.get(error.errno or 0) or (error.strerror or str(error)).lower()
        raise UnwritableOutput(
            f"{shown(name, longest=LONGEST_PATH)} cannot be written: {reason}", errno=error.errno, filename=name
        ) from error


def _sync(folder: Path) -> None:
    """Make the new name last; Windows can neither open folders nor needs it."""
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:  # a folder that may be written and not read
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_file(path: str | os.PathLike[str], data: bytes) -> None:
    """Let new bytes take the place of a file in one step (see `replacing`).

    Raises:
        InvalidValue: There is something at that path that is no regular file, or no file can be called so.
        UnwritableOutput: The file cannot be written.
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
    with reading(path), open(path, "rb") as file:  # noqa: PTH123  # a path may be any text here
        data = file.read(most + 1)
    if len(data) > most:
        raise LimitExceeded(f"{shown(os.fspath(path), longest=LONGEST_PATH)} is larger than {most:,} bytes")
    return data


def file_lines(path: str | os.PathLike[str], *, longest: int) -> Generator[bytes, None, None]:
    """Yield the lines of a regular file, in pieces of at most so many bytes, so that one endless line fills no memory.

    Raises:
        UnreadableInput: There is no such file, it is no regular one, or it cannot be read.
    """
    with reading(path, instead="hand over the lines it gives"), open(path, "rb") as file:  # noqa: PTH123  # as above
        while line := file.readline(longest):
            yield line


@contextmanager
def reading(path: str | os.PathLike[str], *, instead: str = "copy what it gives into one") -> Iterator[os.stat_result]:
    """Hand out what the system says of a regular file, and say in our words why it cannot be read, now or further on.

    Args:
        path: The file.
        instead: What to do where it is something else, such as a folder or a pipe, which would make us wait once it is open.

    Raises:
        UnreadableInput: There is no such file, it is no regular one, or it cannot be read.
    """
    try:
        status = os.stat(path)  # noqa: PTH116  # as above
        if not S_ISREG(status.st_mode):
            name = shown(os.fspath(path), longest=LONGEST_PATH)
            raise UnreadableInput(f"{name} is no regular file; {instead}", code="no-file")
        yield status
    except FileNotFoundError as error:
        raise unreadable(path, "there is no such file") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise unreadable(path, str(getattr(error, "strerror", None) or error).lower()) from error


def unreadable(path: str | os.PathLike[str], reason: str) -> UnreadableInput:
    """Return the refusal of a file or folder that is not there or cannot be read, to be raised."""
    return UnreadableInput(f"{shown(os.fspath(path), longest=LONGEST_PATH)} cannot be read: {reason}", code="no-file")


def size_of(paths: Iterable[str | os.PathLike[str]]) -> int:
    """Return how many bytes are to be read, about; of a folder many, and none where nobody can tell."""
    with suppress(OSError, ValueError):
        told = [Path(path).stat() for path in paths]
        return sum(MUCH if S_ISDIR(one.st_mode) else one.st_size for one in told)
    return 0
