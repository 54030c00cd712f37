"""The grammar of comments: one row for each way in which a piece of a comment says something.

A piece is what stands between two semicolons or in a pair of brackets. A row reads a piece whole or not at all, and its
free words may hold none of the words by which other rows tell something, so that no news hides in a name.

    >>> read_piece("option on 500 more, probably lapsed")
    (('options', OptionTerm(number=Estimate('500'), is_lapsed=True, is_doubtful=True)),)
    >>> read_piece("delivered to Adelaide") is None
    True

Each finding is a pair: the field of `Terms` to which it belongs, and the value. Sums of money are in `terms_money`. The
ways of writing were gathered from the comments of SIPRI's trade registers, where semicolons also stand for commas. Left
out: what spans several pieces, which is for `terms_reader`.
"""

from __future__ import annotations

import re

from armsdeals.values.terms_course import COURSE
from armsdeals.values.terms_goods import GOODS
from armsdeals.values.terms_paying import PAYING
from armsdeals.values.terms_rows import THEN, Found

_ROWS = (*PAYING, *COURSE, *GOODS)  # the first that reads a piece whole has it
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")  # no text of ours holds these
_DOUBT = re.compile(r"(?:but )?(?:probably|possibly|maybe|reportedly) ", re.IGNORECASE)
_OPENINGS = (
    "a additional aid all almost also as assembled assembles assembly based built but captured components contract converted copied deal "
    "delayed delivered deliveries delivery designated designation designed developed donated donation drawn engine ex exported final "
    "financed first for former from funded gift gifts incl including includes inherited interim kits lease leased lent loan loaned mainly "
    "maximum modernised modernized modified more most mostly no number offset offsets on only operated option options order ordered "
    "original originally overhauled owned paid part partly payment possibly probably produced production programme rebuilt recipient "
    "refurbished repayment reported rest second second-hand selected sold some spares status supplied supplier suspended taken "
    "transferred upgraded used user version versions via with without year"
)
_OPENING = frozenset(_OPENINGS.split())


def read_piece(piece: str) -> Found | None:
    """Read one piece; None where no row reads it whole."""
    if _UNFIT.search(piece):
        return None
    doubt = _DOUBT.match(piece)
    told = lowered(piece[doubt.end() :] if doubt else piece)
    folded = told.lower()
    for pattern, needs, read in _ROWS:
        for need in needs:  # a loop, since a generator for each row takes longer than the patterns
            if need in folded:
                break
        else:
            continue
        found = pattern.fullmatch(told)
        findings = read(found, doubt=doubt is not None) if found else None
        if findings and (followed := _followed(findings)):
            return followed
    return None


def _followed(findings: Found) -> Found | None:
    """Read the words that a row left to others; without them it has not read the whole."""
    field, words = findings[-1]
    if field != THEN:
        return findings
    told = read_piece(str(words))
    return None if told is None else findings[:-1] + told


def lowered(words: str) -> str:
    """Take the capital off a word that only has it because the sentence begins; names keep theirs."""
    first = words.partition(" ")[0].rstrip(".,")
    return words[0].lower() + words[1:] if first.lower() in _OPENING else words
