"""Converting: one file into another, by their suffixes; files of any length where both formats allow.

JSON Lines and Parquet are turned into each other deal by deal (`formats.streams`). Every other pair is read whole, under the
limits of `read`, and written again.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from armsdeals._desk import read, write
from armsdeals.formats.file import STANDARD_INPUT
from armsdeals.formats.streams import stream, streamed
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits

AnyPath = str | os.PathLike[str]


def convert(
    source: AnyPath,
    target: AnyPath,
    *,
    style: str = "long",
    overwrite: bool = False,
    limits: Limits = DEFAULT_LIMITS,
    tell: Callable[[int], None] | None = None,
) -> int:
    """Turn a file or folder of deals into another one, and return the number of deals.

    A file of 1 GB of JSON Lines becomes Parquet in well under 500 MB of memory.

    Args:
        source: What `read` takes: a file, a folder, or ``-``.
        target: What `write` takes; its suffix decides on the format.
        style: As in `dumps`.
        overwrite: As in `write`.
        limits: What a document may be at most; of long files what one deal may be.
        tell: Is told from time to time how many deals of a long file are done.

    Raises:
        InvalidDeals: There is a fault; the exception holds those that were found.
        UnreadableInput: The file is missing, damaged, or is no document of its format.
        UnsupportedVersion: It is newer than this release.
        LimitExceeded: It is larger or deeper than the limits.
        InvalidValue: No format has the suffix of one of them, or somebody typed the target.
        UnknownName: There is no such style.
        UnwritableOutput: The file cannot be written.
    """
    is_file = os.fspath(source) != STANDARD_INPUT and os.path.isfile(source)  # noqa: PTH113  # a path may be any text here
    if is_file and style == "long" and not os.path.isdir(target) and _has_suffix(target) and streamed(source, target):  # noqa: PTH112
        return stream(source, target, limits=limits, tell=tell)
    register = read(source, limits=limits)
    write(register, target, style=style, overwrite=overwrite)
    return len(register)


def _has_suffix(path: AnyPath) -> bool:
    return not os.fspath(path).endswith(("/", os.sep))  # a folder that is not there yet
