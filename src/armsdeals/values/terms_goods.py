"""What the goods are: versions, engines, names, what they are for and whence they come; and what of a row is uncertain.

    >>> told = _engine.read(_engine.pattern.fullmatch("MTU 8V-183 (600hp) diesel engine"), doubt=False)
    >>> told[0][1].topic
    Topic.ENGINE

These stay words: which system or platform they name is for a catalogue to say.
"""

from __future__ import annotations

import re

from armsdeals.values.terms import Goods, Topic
from armsdeals.values.terms_rows import COUNT, PLACE, SHARED, THEN, WORDS, Found, Row, count, is_plain, remark, row

_OPTIONAL = re.compile(r"\boptional(?:ly)?\b", re.IGNORECASE)
_MORE_GOODS = re.compile(r" and ([0-9]+) (?=[A-Za-z])")


@row(
    r"(?P<what>(?:supplier|recipient|designation|no\. delivered|no\. ordered|no\.|number|year|origin|version)(?: and (?:designation|supplier|recipient|no\.))?) (?:uncertain|unclear|unknown)(?: \((?P<why>[^;]{2,160})\)?)?\.?",
    needs="uncertain|unclear|unknown",
)
def _uncertain(found: re.Match[str], *, doubt: bool) -> Found | None:
    return remark(Topic.UNCERTAIN, found[0], doubt=doubt)


@row(
    r"(?:no\.|number)(?: (?:delivered|ordered))? (?:could|may|might) be (?P<n>(?:up to )?[0-9]+(?:-[0-9]+)?)(?: or (?:more|less))?",
    needs=" be ",
)
def _could_be(found: re.Match[str], *, doubt: bool) -> Found:
    return remark(Topic.UNCERTAIN, found[0], found["n"], doubt=doubt)


@row(
    r"(?P<text>(?:final )?(?:supplier|recipient|user)s? (?:is|are|possibly|probably|may be|could be) (?P<who>[^;]{2,100}))",
    needs="supplier|recipient|user",
)
def _who(found: re.Match[str], *, doubt: bool) -> Found | None:
    told = is_plain(re.sub(r"\b(?:unknown|unidentified|not)\b", "", found["who"]))
    soft = re.search(r" (?:possibly|probably|may be|could be) ", found["text"]) is not None
    return remark(Topic.PARTY, found["text"], doubt=doubt or soft) if told else None


@row(
    r"(?P<text>(?:(?:ordered|sold|bought|delivered|leased|financed|transferred|supplied|exported)(?: and (?:delivered|sold|bought))? )?(?:via|through) [^;()]{2,80})",
    needs="via|through",
)
def _via(found: re.Match[str], *, doubt: bool) -> Found | None:
    return remark(Topic.VIA, found["text"], doubt=doubt) if is_plain(found["text"].partition("via")[2]) else None


@row(
    r"(?P<whose>[A-Z][\w.'-]*(?: [A-Z][\w.'-]*| d'[A-Z]\w+| and [A-Z]\w*){0,4}) (?:name|designation)s? (?P<name>[^;]{1,80})",
    needs="designation| name",
)
def _designation(found: re.Match[str], *, doubt: bool) -> Found | None:
    return remark(Topic.DESIGNATION, found["name"], doubt=doubt) if is_plain(found["name"]) else None


@row(
    r"(?:designation|designated) (?:in [A-Z]\w+ )?(?:as )?(?P<name>[^;]{1,80}?)(?: (?:by|in) (?:the )?[A-Z][\w.' -]*)?",
    needs="designat",
)
def _designated(found: re.Match[str], *, doubt: bool) -> Found | None:
    return remark(Topic.DESIGNATION, found["name"], doubt=doubt) if is_plain(found["name"]) else None


_LINE = r"(?:production|assembly)"


@row(
    rf"(?P<text>(?:(?:incl|also|mainly|partly) )?(?:{COUNT} |some |{SHARED} )?(?:[\w.() /-]{{1,40}}? )?from (?:{_LINE} line in (?P<a>{PLACE})|(?P<b>[\w.'/ -]{{2,40}}?) {_LINE} line(?: in (?P<c>{PLACE}))?))",
    needs="line",
)
def _line(found: re.Match[str], *, doubt: bool) -> Found | None:
    head = found["text"].partition("from ")[0]
    return remark(Topic.ORIGIN, found["text"], doubt=doubt) if is_plain(head.removeprefix("incl ")) else None


@row(
    rf"(?P<text>from (?P<who>{PLACE})(?: (?:via|in) (?P<how>[^;()]{{2,40}}))?)",
    needs="from",
)
def _from(found: re.Match[str], *, doubt: bool) -> Found | None:
    return remark(Topic.ORIGIN, found["text"], doubt=doubt) if is_plain(found["text"]) else None


_ENGINES = r"(?:diesel(?:[- ]electric)? engine|petrol engine|turboprop engine|turboprop|turbofan engine|turbofan|turbojet engine|turbojet|turboshaft engine|turboshaft|gas turbine|piston engine|engine)"


@row(
    rf"(?P<engine>[\w(][^;]{{1,80}}?{_ENGINES}s?)(?P<for> for [^;]{{2,160}})?",
    needs="engine|turbo|turbine",
)
def _engine(found: re.Match[str], *, doubt: bool) -> Found | None:
    if not is_plain(found["engine"]) or found["engine"].startswith(("for ", "incl ")):
        return None
    told = remark(Topic.ENGINE, found["engine"], doubt=doubt)
    if not found["for"]:
        return told
    return (*told, (THEN, found["for"].strip()))


_MADE_IN = re.compile(
    r" (?:(?:produced|built)(?: under licence)?|assembled) (?:in|by|from) [A-Z][\w.' -]*| from (?:[A-Z][\w.'-]*)| to be delivered(?: later)?| \(produced in [A-Z]\w+\)"
)


@row(
    r"(?P<text>(?:(?:incl|mainly|also|partly|probably|mostly|and) )*(?:spares )?(?:(?P<n>[0-9]+) )?(?:for|against) (?P<what>[^;]{2,220}))",
    needs="for|against",
)
def _purpose(found: re.Match[str], *, doubt: bool) -> Found | None:
    what = re.sub(
        r"^(?:modernization|modernisation|spares?|modification) of |^(?:spares?|spare parts)(?: only)?$",
        "",
        _MADE_IN.sub("", found["what"]),
    )
    if what and not is_plain(re.sub(r"\b(?:modernized|upgraded|rebuilt|second-hand) ", "", what)):
        return None
    of_all = found["n"] if not _MORE_GOODS.search(found["what"]) else None
    return remark(Topic.PURPOSE, found["text"], of_all, doubt=doubt)


@row(
    r"(?P<text>(?:(?:(?P<n>[0-9]+) )?(?:more )?)?(?:originally )?(?:(?:delivered|used|bought) )?(?:for|as) (?:spares?|spare parts|training|government VIP transport|VIP transport|evaluation|tests)(?: only)?)",
    needs="for|as",
)
def _spares(found: re.Match[str], *, doubt: bool) -> Found:
    return remark(Topic.PURPOSE, found["text"], found["n"], doubt=doubt)


@row(
    r"(?P<text>(?:as )?interim(?: solution)?(?: (?:until|after|before|pending) [^;()]{2,120})?)",
    needs="interim",
)
def _interim(found: re.Match[str], *, doubt: bool) -> Found | None:
    return (
        None
        if re.search(r"\b(?:cancel\w*|aid|offsets?|but)\b|[$€£]", found["text"])
        else remark(Topic.PURPOSE, found["text"], doubt=doubt)
    )


@row(
    r"(?P<text>(?:as )?part of [^;]{2,100})",
    needs="part of",
)
def _part_of(found: re.Match[str], *, doubt: bool) -> Found | None:
    return remark(Topic.PART, found["text"], doubt=doubt) if is_plain(found["text"]) else None


@row(
    r"(?P<text>(?:originally )?(?:developed|designed|copied|developed or copied) (?:for|by|from|in|with) [^;()]{2,140})",
    needs="develop|design|copied",
)
def _developed(found: re.Match[str], *, doubt: bool) -> Found | None:
    told = is_plain(re.sub(r"\b(?:originally|for production (?:under licence )?in)\b", "", found["text"]))
    return remark(Topic.ORIGIN, found["text"], doubt=doubt) if told else None


@row(
    r"(?P<text>originally (?:ordered|built|produced|bought|meant|intended) (?:for|by) (?P<who>[A-Z][^;()]{1,40}) but (?:supplied|sold|transferred|delivered|diverted) to [^;()]{2,80})",
    needs="originally",
)
def _diverted(found: re.Match[str], *, doubt: bool) -> Found | None:
    told = found["text"].partition(" to ")[2]
    return remark(Topic.ORIGIN, found["text"], doubt=doubt) if is_plain(told) else None


@row(
    r"(?P<text>(?P<used>second-hand )?[\w /-]{2,60}?(?: from [A-Z]\w+)? returned to [A-Z][^;()]{1,40}? (?:and|before) (?:then )?transfer(?:red)?[^;()]{2,60})",
    needs="returned to",
)
def _handed_on(found: re.Match[str], *, doubt: bool) -> Found | None:
    if not is_plain(found["text"].removeprefix("second-hand ").replace(" returned to ", " ")):
        return None
    used = remark(Topic.SECOND_HAND, "second-hand", doubt=doubt) if found["used"] else ()
    return used + remark(Topic.ORIGIN, found["text"], doubt=doubt)


@row(
    r"(?P<text>(?:originally )?reported as [^;]{2,100})",
    needs="reported as",
)
def _reported(found: re.Match[str], *, doubt: bool) -> Found | None:
    return remark(Topic.UNCERTAIN, found["text"], doubt=doubt) if is_plain(found["text"].partition(" as ")[2]) else None


@row(
    r"(?P<text>(?:used|operated|owned and operated) (?:by|in|as|on|for) [^;()]{2,100})",
    needs="used|operated",
)
def _used_by(found: re.Match[str], *, doubt: bool) -> Found | None:
    return remark(Topic.PURPOSE, found["text"], doubt=doubt) if is_plain(found["text"]) else None


@row(
    rf"(?:deal |delivery |order )?(?:incl|including|includes)(?: also)? (?:(?P<n>{COUNT}) )?(?P<what>[^;]{{1,160}})",
    needs="incl",
)
def _includes(found: re.Match[str], *, doubt: bool) -> Found | None:
    what = re.sub(r"^(?:some|several|a few|all|most|more(?= (?:from|for) )) ", "", _MADE_IN.sub("", found["what"]))
    if not is_plain(what) or _OPTIONAL.search(what) or (found["n"] and re.match(r"[0-9%$-]|of\b", what)):
        return None
    goods = _MORE_GOODS.split(found["what"])
    numbers = [found["n"], *goods[1::2]]
    return tuple(
        ("includes", Goods(what=what, number=count(number), is_doubtful=doubt))
        for what, number in zip(goods[::2], numbers, strict=True)
    )


@row(
    rf"(?P<what>{WORDS}) (?:version|versions|variant|variants)(?P<tail> (?:for|with|without|of|produced in|from|fitted|used|armed|on) [^;]{{2,160}})?",
    needs="version|variant",
)
def _version(found: re.Match[str], *, doubt: bool) -> Found | None:
    tail = _MADE_IN.sub("", found["tail"] or "")
    if not is_plain(found["what"]) or not is_plain(re.sub(r"^ produced in ", "", tail)):
        return None
    return remark(Topic.VERSION, found[0], doubt=doubt)


@row(
    r"(?P<text>(?:(?:version|variant) )?(?:with|without) [^;()]{2,80})",
    needs="with",
)
def _version_with(found: re.Match[str], *, doubt: bool) -> Found | None:
    return remark(Topic.VERSION, found["text"], doubt=doubt) if is_plain(found["text"]) else None


GOODS: tuple[Row, ...] = (
    _uncertain,
    _could_be,
    _who,
    _via,
    _designation,
    _designated,
    _line,
    _from,
    _engine,
    _purpose,
    _spares,
    _interim,
    _part_of,
    _developed,
    _diverted,
    _handed_on,
    _reported,
    _used_by,
    _includes,
    _version,
    _version_with,
)
