"""Evidence: who printed it, when, and where in it to look.

What five papers tell is one claim with five pieces of evidence. `published` is the day on which a reader could know it;
without it a claim cannot be used for "known by" questions.

    >>> report = Evidence(id="hurriyet", publisher="Hürriyet Daily News", published="2017-09-29", kind="article")
    >>> print(report)
    Hürriyet Daily News, 2017-09-29
    >>> print(Evidence(kind="unsourced"))
    general knowledge (no source)

Left out: archived copies and the texts themselves.
"""

from __future__ import annotations

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Key, Text, Word, checked
from armsdeals._printed import short_repr
from armsdeals._shown import plain
from armsdeals._slim import slim
from armsdeals.errors import InvalidValue
from armsdeals.values.when import When, to_when


class SourceKind(Word):
    """What kind of source it is."""

    ARTICLE = "ARTICLE"  # a piece in a newspaper, agency wire or journal
    OFFICIAL_NOTICE = "OFFICIAL_NOTICE"  # a gazette, a notification, a release of an authority
    COMPANY_RELEASE = "COMPANY_RELEASE"  # a statement of the maker or the export agency
    REGISTER_ROW = "REGISTER_ROW"  # one row of a register or data set
    DATA_SET = "DATA_SET"  # a data set as a whole
    BOOK = "BOOK"  # a book or a report
    CONTRACT = "CONTRACT"  # the document of the deal itself
    UNSOURCED = "UNSOURCED"  # general knowledge; never printed as a source
    UNKNOWN = "UNKNOWN"  # nobody says


@slim("id publisher title kind published link")
@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class Evidence:
    """One source, or one place in it.

    Attributes:
        id: The key under which claims of a file cite it; empty if it stands in the claim itself.
        publisher: Who published it: a paper, an agency, an authority.
        title: Its title.
        author: Who wrote it.
        kind: What kind of source it is.
        published: When it was published; uncertain dates are fine.
        retrieved: When it was read.
        language: Its language, as a BCP 47 tag such as ``tr``.
        locator: Where in it: a page, a row, a sentence.
        link: Where it can be read.
        archive: Where a kept copy can be read.
        licence: What its publisher allows.

    Raises:
        InvalidValue: Nothing says what the source is; an UNSOURCED one needs no name.
    """

    id: Key = ""
    publisher: Text = ""
    title: Text = ""
    author: Text = ""
    kind: SourceKind = field(default=SourceKind.UNKNOWN, converter=SourceKind)
    published: When | None = field(default=None, converter=optional(to_when))
    retrieved: When | None = field(default=None, converter=optional(to_when))
    language: Text = ""
    locator: Text = ""
    link: Text = ""
    archive: Text = ""
    licence: Text = ""

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.kind is not SourceKind.UNSOURCED and not (self.publisher or self.title or self.author or self.link):
            raise InvalidValue(
                "the evidence names no publisher, title, author or link (general knowledge is kind UNSOURCED)"
            )

    @property
    def is_sourced(self) -> bool:
        """Whether there is a source at all; general knowledge is none."""
        return self.kind is not SourceKind.UNSOURCED

    def __str__(self) -> str:
        if not self.is_sourced:
            return "general knowledge (no source)"
        parts = [self.publisher or self.author or self.title or self.link, str(self.published or ""), self.locator]
        return plain(", ".join(part for part in parts if part))
