"""report: one page for a deal or a register, to be opened in any browser, sent or printed.

    >>> html = report(Deal(id="demo", title="A demonstration"))
    >>> html.startswith("<!DOCTYPE html>"), "<script" in html
    (True, False)

The same as plain text, without any further package, is `armsdeals.pages.text.as_text`.
"""

from __future__ import annotations

import os

from armsdeals._disk import replace_file
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
        InvalidValue: A day is no EDTF date, or there is something else than a file at the path.
        MissingExtra: Jinja2 is not installed.
        OSError: The file cannot be written.
    """
    html = page(report_note(deals, as_of=as_of, known_by=known_by, title=title))
    if path is not None:
        replace_file(path, html.encode())
    return html
