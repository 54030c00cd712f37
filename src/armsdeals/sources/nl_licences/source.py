"""Export licences for military goods, as the Dutch government listed them one by one from 2004 on.

    >>> NL_LICENCES.name, [layout.name for layout in NL_LICENCES.layouts]
    ('nl_licences', ['licences'])

Terms: see `NL_LICENCES.terms`; this library ships none of the data.
"""

from __future__ import annotations

from armsdeals.sources._base import Layout, Source

NL_LICENCES = Source(
    name="nl_licences",
    publisher="Government of the Netherlands",
    title="Licences for the export of military goods, by licence",
    link="https://www.rijksoverheid.nl/onderwerpen/exportcontrole-strategische-goederen",
    terms="name the publisher; no licence was seen with the files, so ask before you hand them on",
    leaves_out=(
        "the exporter, the end user within a country and the number of pieces",
        "what was exported under a licence: it allows, and may lapse unused, so no licence is an order or a delivery",
        "new permission for the same goods: a licence that prolongs an earlier one counts its value again, and so do temporary ones",
        "states, where the destination is a group of them such as the EU",
    ),
    layouts=(
        Layout(
            name="licences",
            about="one licence for goods of one class: a deal of which nothing is known but the permission and its value",
            module="armsdeals.sources.nl_licences.licences",
        ),
    ),
)
