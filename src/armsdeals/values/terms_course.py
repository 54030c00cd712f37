"""Where the goods are made, what may be ordered on top, and what has become of the deal.

"Cancelled" mostly concerns further units; the words that say which stand in ``part`` of the term.

    >>> told = _cancelled.read(_cancelled.pattern.fullmatch("2 more cancelled after 1975"), doubt=False)
    >>> told[0][1].part
    '2 more'

Left out: reasons, which stay words.
"""

from __future__ import annotations

import re

from armsdeals.values._demonyms import DEMONYMS
from armsdeals.values.terms import Goods, OptionTerm, ProductionKind, ProductionTerm, StatusTerm, TermStatus
from armsdeals.values.terms_rows import COUNT, PLACE, SHARED, YEAR, Found, Row, count, country, is_plain, row
from armsdeals.values.when import When

_MADE: tuple[tuple[str, tuple[ProductionKind, ...]], ...] = (
    ("(?:assembled|assembly)(?:/| and | or )(?:produced|production) under licence", (ProductionKind.ASSEMBLY, ProductionKind.LICENCE)),
    ("(?:assembled|assembly) from kits(?: or (?:produced|production) under licence)", (ProductionKind.KITS, ProductionKind.LICENCE)),
    ("(?:assembled/produced|assembly/production)", (ProductionKind.ASSEMBLY, ProductionKind.LOCAL)),
    ("(?:final )?(?:assembled|assembly|assembles) from (?:imported )?kits|kits for assembly", (ProductionKind.KITS,)),
    ("(?:[0-9]+% of )?(?:production of (?:some )?comp[eo]nents|components (?:produced|production))(?: and (?:final )?assembly)", (ProductionKind.COMPONENTS, ProductionKind.ASSEMBLY)),
    ("(?:final )?assembly and production of comp[eo]nents", (ProductionKind.ASSEMBLY, ProductionKind.COMPONENTS)),
    ("(?:production of (?:some |at least [0-9]+% of )?comp[eo]nents|components (?:produced|production|made))", (ProductionKind.COMPONENTS,)),
    ("(?:produced|production|built) under (?:[A-Z][a-z]+ )?licence", (ProductionKind.LICENCE,)),
    ("(?:final )?(?:assembled|assembly|assembles)", (ProductionKind.ASSEMBLY,)),
    ("(?:produced|production|built)(?: of some)?", (ProductionKind.LOCAL,)),
)  # fmt: skip
_MADE_ROWS = tuple((re.compile(pattern), kinds) for pattern, kinds in _MADE)


@row(
    rf"(?:(?:incl|including|with|and) )?(?:(?P<n>{COUNT}) |{SHARED} |also )?(?:(?P<adjective>[A-Z][a-z]+) )?(?P<made>(?:final )?(?:[0-9]+% of )?(?:assembled|assembly|assembles|produced|production|built|kits for|components)(?:[^;()]*?(?:licence|kits|comp[eo]nents|assembly|production|produced|some|made))?)"
    rf"(?: of (?P<of>{COUNT}|some|all))?(?: (?:in|by) (?P<where>{PLACE}|several countries))?(?: (?:as|designation|as designation) (?P<name>[^;]{{2,80}}))?(?: for [^;()]{{2,60}})?",
    needs="assembl|produc|built|kits|components|compenents",
)
def _made(found: re.Match[str], *, doubt: bool) -> Found | None:
    kinds = next((kinds for pattern, kinds in _MADE_ROWS if pattern.fullmatch(found["made"])), None)
    adjective = found["adjective"] or ""
    if kinds is None or (adjective and adjective not in DEMONYMS) or (found["name"] and not is_plain(found["name"])):
        return None
    where = found["where"] or country(adjective)
    if not where and found["made"] in ("produced", "production", "built"):
        return None
    return tuple(
        (
            "production",
            ProductionTerm(
                kind=kind,
                where=where,
                number=count(found["n"] or found["of"]) if (found["n"] or found["of"] or "")[:1].isdigit() else None,
                name=found["name"] or "",
                is_doubtful=doubt,
            ),
        )
        for kind in kinds
    )


# Words by which an option has become something else than an open one; what happened to it is then not guessed.
_NO_LONGER_OPEN = re.compile(
    rf"\b(?:used|exercised|taken|signed|ordered|converted|declined|dropped|expired|lapsed|unused|in|by|{YEAR})\b",
    re.IGNORECASE,
)


@row(
    rf"(?:incl |with )?options? (?:on|for|to buy) (?:(?P<n>{COUNT}(?:-[0-9]+)?)(?: more| additional| further)?|more)(?P<what> (?!not |probably |possibly |lapsed|expired|unused)[a-zA-Z][\w/-]*(?: (?!not |probably |possibly )[\w/-]+){{0,3}}?)?"
    r"(?P<end>,? (?:(?P<doubt>probably|possibly) )?(?:not (?:yet )?(?:used|exercised|taken up)|lapsed|expired|unused))?",
    needs="option",
)
def _option(found: re.Match[str], *, doubt: bool) -> Found | None:
    what = found["what"] or ""
    if not is_plain(what) or _NO_LONGER_OPEN.search(what):
        return None
    if found["end"] and " yet " in found["end"]:
        return None
    term = OptionTerm(number=count(found["n"]), is_lapsed=bool(found["end"]), is_doubtful=doubt or bool(found["doubt"]))
    return (("options", term),)


@row(
    rf"(?:(?:incl|including) )?(?:(?P<n>{COUNT}) (?:more )?)?(?:as )?(?:a |an )?(?:gifts?|donated|donation)(?: (?:from|by|to) (?P<who>[^;()]{{2,60}}))?",
    needs="gift|donat",
)
def _gift(found: re.Match[str], *, doubt: bool) -> Found | None:
    if found["who"] and not is_plain(found["who"]):
        return None
    return (
        (
            "gifts",
            Goods(number=count(found["n"]), what=f"from {found['who']}" if found["who"] else "", is_doubtful=doubt),
        ),
    )


@row(
    r"(?P<text>(?:delivery|deliveries|order|production|deal) delayed(?P<tail> [^;]{2,160})?|delayed (?:from|to|until|by) [^;()]{2,100})",
    needs="delayed",
)
def _delayed(found: re.Match[str], *, doubt: bool) -> Found | None:
    """Read a delay with its reason, in which an embargo may be named."""
    if re.search(r"\b(?:cancel\w*|deal (?!suspended)|aid|offsets?|lease|loan)\b|[$€£]", found["tail"] or ""):
        return None
    return (("status", StatusTerm(status=TermStatus.DELAYED, text=found["text"], is_doubtful=doubt)),)


@row(
    rf"(?P<text>(?:(?P<part>(?:[Oo]ption on |[Oo]rder for |plans? for )?(?:up to )?(?:[0-9]+(?:-[0-9]+)? )?(?:more|rest|remainder|remaining [0-9]+|[0-9]+)(?: ordered| planned)?(?: but| were)?)|(?P<all>deal|order|contract))"
    rf" (?:later )?cancelled(?P<tail>(?: in)?(?: {YEAR})?(?: (?:after|due to|because of|before|by|in) [^;()]{{2,120}})?))",
    needs="cancelled",
)
def _cancelled(found: re.Match[str], *, doubt: bool) -> Found | None:
    if re.search(r"\b(?:aid|offsets?|lease|loan|returned)\b|[$€£]", found["tail"] or ""):
        return None
    part = re.sub(r" (?:ordered )?(?:but|were)$", "", found["part"] or "")
    return (("status", StatusTerm(status=TermStatus.CANCELLED, text=found["text"], part=part, is_doubtful=doubt)),)


@row(
    rf"(?P<text>selected(?: in)?(?: {YEAR})?(?: but| and| not)? (?P<doubt>probably )?(?:contract )?(?:not yet|not) (?:been )?(?:ordered|signed)(?: (?:by|be|at|until))?(?: the)?(?: (?:end|mid|early)(?:[- ]of)?)?(?:[- ](?:{YEAR}|[0-9]o[0-9]+|20[0-9o]{{2}}))?)",
    needs="selected",
)
def _selected(found: re.Match[str], *, doubt: bool) -> Found:
    term = StatusTerm(status=TermStatus.SELECTED, text=found["text"], is_doubtful=doubt or bool(found["doubt"]))
    return (("status", term),)


@row(
    rf"(?P<text>originally (?:built|ordered|produced|intended|meant|made) (?:for|by) (?P<who>{PLACE}) but (?:embargoed|not delivered due to (?:arms )?embargo|embargoed [^;()]{{2,60}}))",
    needs="embargo",
)
def _embargoed(found: re.Match[str], *, doubt: bool) -> Found:
    return (("status", StatusTerm(status=TermStatus.EMBARGOED, text=found["text"], is_doubtful=doubt)),)


@row(
    rf"(?P<text>(?:deal|delivery|deliveries|order) suspended(?: {YEAR}(?:-{YEAR})?)?(?: (?:after|due to|by|until) [^;()]{{2,100}})?)",
    needs="suspended",
)
def _suspended(found: re.Match[str], *, doubt: bool) -> Found | None:
    return (("status", StatusTerm(status=TermStatus.SUSPENDED, text=found["text"], is_doubtful=doubt)),)


@row(
    rf"(?P<text>(?:delivery |deal )?status(?: since {YEAR})? (?:uncertain|unclear|unknown)(?: (?:after|due to|since) [^;()]{{2,80}})?)",
    needs="status",
)
def _unsure(found: re.Match[str], *, doubt: bool) -> Found:
    return (("status", StatusTerm(status=TermStatus.UNCERTAIN, text=found["text"], is_doubtful=doubt)),)


@row(
    rf"(?:first )?(?:delivery|deliveries)(?: (?:probably )?(?:planned|expected|scheduled|from|by|in)){{1,2}}(?: (?:to be )?(?:completed|start))?(?: (?:from|by|in))? (?P<when>(?:mid-|end-|early |late )?{YEAR}(?: ?- ?{YEAR})?|[a-z ]{{2,12}} {YEAR})",
    needs="deliver",
)
def _planned(found: re.Match[str], *, doubt: bool) -> Found | None:  # noqa: ARG001  # a plan is none the more certain for a word
    head = found[0][: found.start("when") - found.start(0)]
    word = "by " if head.endswith(" by ") else "from " if head.endswith(" from ") and "-" not in found["when"] else ""
    when = When.parse(word + found["when"])
    return None if when is None else (("planned", when),)


COURSE: tuple[Row, ...] = (
    _made,
    _option,
    _gift,
    _delayed,
    _cancelled,
    _selected,
    _embargoed,
    _suspended,
    _unsure,
    _planned,
)
