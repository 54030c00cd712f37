"""Rows of news: a table with one row for each article on a deal, as people and language models make them.

Whoever made the table read the articles; this library reads the table and believes it only where it can mean what it says.

    >>> NEWS.name, [layout.name for layout in NEWS.layouts]
    ('news', ['rows'])

Terms: those of each paper; this library ships none of their words.
"""

from __future__ import annotations

from armsdeals.sources._base import Layout, Source

NEWS = Source(
    name="news",
    publisher="the papers named in each row",
    title="Rows of news on deals",
    link="https://armsdeals.readthedocs.io",
    terms="those of each paper; sums, names and dates are facts, the words of an article are not yours",
    leaves_out=(
        "whether an article says what the row says: nobody looks at the address",
        "whatever the row cannot mean: a cell that is a placeholder, no number, no date or a sum in two currencies becomes a finding",
        "who is meant by a name: firms and ministries are told apart by their words only, and nothing is turned round",
        "stages other than the signature, unless the row has a column for the stage",
    ),
    layouts=(
        Layout(
            name="rows",
            about="what one article tells of one deal; rows on one deal become one deal with the claims of each",
            module="armsdeals.sources.news.rows",
        ),
    ),
)
