"""report: one page for a deal, for rivals or for a whole register, to be opened in any browser, sent or printed.

    >>> html = report(Deal(id="demo", title="A demonstration"))
    >>> html.startswith("<!DOCTYPE html>"), "<script" in html
    (True, False)

More than a dozen deals become the page of a register: a table that sorts and filters. The same as plain text, without any further package, is `armsdeals.pages.text.as_text`.
"""

from __future__ import annotations

import os
from typing import Literal

from armsdeals._disk import replace_file
from armsdeals._shown import shown
from armsdeals.errors import UnknownName
from armsdeals.model.deal import Deal
from armsdeals.pages.listing import listing_note
from armsdeals.pages.page import page
from armsdeals.pages.register_page import register_page
from armsdeals.pages.summary import Day, report_note
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register

Form = Literal["deals", "register"]
FORMS: tuple[Form, ...] = ("deals", "register")
MOST_IN_LANES = 12  # deals that one still compares by eye, one timeline below the other


def report(
    deals: Deal | Register | Reading,
    path: str | os.PathLike[str] | None = None,
    *,
    as_of: Day | None = None,
    known_by: Day | None = None,
    title: str = "",
    form: Form | None = None,
) -> str:
    """Return the page as HTML text, and write it if a path is given.

    Args:
        deals: One deal, a register, or what reading a file gave, whose printing and findings the page of a register tells.
        path: Where to write it; an existing file is replaced at once or not at all.
        as_of: The day on which the deals stood; None for after everything that is told.
        known_by: Only what was known by this day counts; None for everything.
        title: The heading; made from the deals if left out.
        form: "deals" for every deal in full with its timeline, "register" for a table of all of them that sorts and
            filters; left out, the second for more than 12 deals.

    Raises:
        InvalidValue: A day is no EDTF date, or there is something else than a file at the path.
        UnknownName: There is no such form.
        MissingExtra: Jinja2 is not installed.
        UnwritableOutput: The file cannot be written.
    """
    if form_of(deals, form) == "register":
        register = Register([deals]) if isinstance(deals, Deal) else deals
        html = register_page(listing_note(register, as_of=as_of, known_by=known_by, title=title))
    else:
        held = deals.register if isinstance(deals, Reading) else deals
        html = page(report_note(held, as_of=as_of, known_by=known_by, title=title))
    if path is not None:
        replace_file(path, html.encode())
    return html


def form_of(deals: Deal | Register | Reading, form: str | None) -> Form:
    """Return the form that is asked for, or that goes with the number of deals.

    >>> form_of(Deal(id="demo"), None), form_of(Deal(id="demo"), "register")
    ('deals', 'register')

    Raises:
        UnknownName: There is no such form.
        TypeError: It is no deal, register or reading.
    """
    if not isinstance(deals, (Deal, Register, Reading)):
        raise TypeError(f"a report is made of a Deal, a Register or a Reading, not of {type(deals).__name__}")
    if form is None:
        register = deals.register if isinstance(deals, Reading) else deals
        return "register" if isinstance(register, Register) and len(register) > MOST_IN_LANES else "deals"
    if form not in FORMS:
        raise UnknownName(f"no page has the form {shown(form)} (expected {' or '.join(FORMS)})")
    return form
