"""Writing a file so that it is replaced at once or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from stat import S_IMODE, S_ISREG

from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.errors import InvalidValue


def replace_file(path: str | os.PathLike[str], data: bytes) -> None:
    """Let new bytes take the place of a file in one step; a link is followed, and the file keeps its rights.

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
    draft = target.with_name(f".{target.name[:80]}.{token_hex(6)}")
    try:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            draft.chmod(S_IMODE(mode))
        draft.replace(target)
    except BaseException as error:
        with suppress(OSError):
            draft.unlink()
        if isinstance(error, OSError):
            error.filename = str(path)  # the draft beside it means nothing to the user
        raise
