"""report: one page for a deal or a register, to be opened in any browser, sent or printed.

    >>> html = report(Deal(id="demo", title="A demonstration"))
    >>> html.startswith("<!DOCTYPE html>"), "<script" in html
    (True, False)

The same as plain text, without any further package, is `armsdeals.pages.text.as_text`.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from armsdeals.model.deal import Deal
from armsdeals.pages.page import page
from armsdeals.pages.summary import Day, report_note
from armsdeals.register.register import Register


def report(
    deals: Deal | Register,
    path: str | os.PathLike[str] | None = None,
    *,
    as_of: Day | None = None,
    known_by: Day | None = None,
    title: str = "",
) -> str:
    """Return the page as HTML text, and write it if a path is given.

    Args:
        deals: One deal or a register.
        path: Where to write it; an existing file is replaced at once or not at all.
        as_of: The day on which the deals stood; None for after everything that is told.
        known_by: Only what was known by this day counts; None for everything.
        title: The heading; made from the deals if left out.

    Raises:
        InvalidValue: A day is no EDTF date.
        MissingExtra: Jinja2 is not installed.
        OSError: The file cannot be written.
    """
    html = page(report_note(deals, as_of=as_of, known_by=known_by, title=title))
    if path is not None:
        _write(Path(path), html)
    return html


def _write(path: Path, text: str) -> None:
    made = path.parent / f".{path.name[:80]}.{token_hex(6)}"
    try:
        with made.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        made.replace(path)
    except BaseException as error:
        with suppress(OSError):
            made.unlink()
        if isinstance(error, OSError):
            error.filename = str(path)  # the draft beside it means nothing to the user
        raise
