"""SIPRI Arms Transfers Database, as downloaded from https://armstransfers.sipri.org.

Transfers of major conventional arms since 1950, by calendar year of delivery, with volumes in trend-indicator values (TIV).
Recipients are states, organisations of states (``**``) and armed groups (``*``). In the trade register an empty flag means that
the figure is not marked as an estimate; in the deliveries an empty flag means that nobody says. Older layouts put estimates in
brackets and print the first and the last year of delivery.

    >>> SIPRI.name, [layout.name for layout in SIPRI.layouts]
    ('sipri', ['trade register', 'deliveries', 'report', 'older register', 'deals and volumes', 'old site', 'partner list'])

Terms: see `SIPRI.terms`; this library ships none of its data.
"""

from __future__ import annotations

from armsdeals.sources._base import Layout, Source

SIPRI = Source(
    name="sipri",
    publisher="SIPRI",
    title="SIPRI Arms Transfers Database",
    link="https://www.sipri.org/databases/armstransfers",
    terms="(c) SIPRI; may be used for non-commercial purposes if the source is named; ask SIPRI for more than 10 % of it",
    leaves_out=(
        "prices: a TIV measures the volume of arms and is no money; sums stand in comments only",
        "how many came in which year, where a register lists several years for one deal",
        "small arms, ammunition for them, most artillery below 100 mm, trucks and services",
        "talks, offers and deals that came to nothing before an order",
        "what arrived outside the years that were asked for: deals of such a file look half delivered",
        "in layouts from before 2023: volumes (but for one), the years between first and last delivery, mostly the status",
    ),
    explains="armsdeals.sources.sipri.no_head:why_no_head",
    layouts=(
        Layout(
            name="trade register",
            about="one deal, with the years in which it was delivered",
            module="armsdeals.sources.sipri.register",
        ),
        Layout(
            name="deliveries",
            about="what one deal delivered in one year; rows of one ID are one deal",
            module="armsdeals.sources.sipri.deliveries",
        ),
        Layout(
            name="report",
            about="one deal with its id, as the site of about 2014 gave it; no volumes",
            module="armsdeals.sources.sipri.report",
        ),
        Layout(
            name="older register",
            about="one deal, with the first and the last year of its delivery; parted by tabs or commas, no volumes",
            module="armsdeals.sources.sipri.older_register",
        ),
        Layout(
            name="deals and volumes",
            about="one deal with its volumes; no years and nothing on estimates",
            module="armsdeals.sources.sipri.order_volumes",
        ),
        Layout(
            name="old site",
            about="one deal in the rich text (RTF) of the site before 2023; no volumes",
            module="armsdeals.sources.sipri.old_site",
        ),
        Layout(
            name="partner list",
            about="one deal of one exporter, in a JSON list; the exporter is that of the name of the file; no volumes",
            module="armsdeals.sources.sipri.partner_list",
        ),
    ),
)
