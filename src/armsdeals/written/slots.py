"""The slots that many heads share: how things are said to be, what is absent, of which day, by whom.

A slot reads its words off a head into the fields of the long form, and prints them again; a head is a row of slots.

    >>> fields = {}
    >>> MODALITY.read(Cursor("denied signed"), fields)
    >>> fields
    {'modality': 'DENIED'}
    >>> MODALITY.write(fields), fields
    ('denied', {})

A slot that prints takes its fields out; what is left over in the end becomes details. Left out: slots of one head only
(`happening`, `terms`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from attrs import frozen

from armsdeals._shown import shown
from armsdeals.written.cursor import Cursor
from armsdeals.written.dates import DATE as DATE_PATTERN, date_words, opens_date, read_date, why_no_date
from armsdeals.written.hurried import why_no_name
from armsdeals.written.no_date import is_of_a_date
from armsdeals.written.words import ABSENCES, MODALITIES, Phrases, why_unknown

Fields = dict[str, Any]


_OF_SUMS = ("m", "mn", "bn", "million", "billion", "USD", "EUR", "%")
_SOURCES_LAST = "sources stand at the end of a head, behind the words in brackets"
_IN_QUOTES = (
    "a colon within quotes parts nothing; begin the item with '- ' and put quotes around the words behind it alone"
)


@frozen(kw_only=True)
class Slot:
    """One place in a head.

    Attributes:
        form: How the table of heads shows it.
        read: Takes its words, if they are there, and stores fields.
        write: Returns the words for fields and takes these out; empty if there are none, or none that fit.
        pattern: What an editor lets stand there, with the blank behind it.
        phrases: The vocabularies from which its words are.
    """

    form: str
    read: Callable[[Cursor, Fields], None]
    write: Callable[[Fields], str]
    pattern: str
    phrases: tuple[Phrases, ...] = ()


def pattern_of(*phrases: Phrases) -> str:
    """Return the pattern of one phrase out of several vocabularies."""
    return f"(?:{'|'.join(re.escape(phrase).replace(chr(92) + ' ', ' ') for one in phrases for phrase in one.codes)})"


def coded(name: str, phrases: Phrases, form: str) -> Slot:
    """Return the slot of a field that is a code and may be left out."""

    def read(words: Cursor, fields: Fields) -> None:
        if code := phrases.read(words):
            fields[name] = code

    def write(fields: Fields) -> str:
        return said(fields, name, phrases)

    return Slot(form=form, read=read, write=write, pattern=f"(?: {pattern_of(phrases)})?", phrases=(phrases,))


def said(fields: Fields, name: str, phrases: Phrases) -> str:
    """Return the words for a code and take it out; leave it where there are none."""
    told = phrases.written(fields.get(name, ""))
    if told:
        del fields[name]
    return told


def _read_date(words: Cursor, fields: Fields) -> None:
    fields["when"] = read_date(words)


def _write_date(fields: Fields) -> str:
    return date_words(fields.pop("when"))


def _read_day(words: Cursor, fields: Fields) -> None:
    if words.skips("as", "of"):
        fields["when"] = read_date(words)


def _write_day(fields: Fields) -> str:
    return f"as of {date_words(fields.pop('when'))}" if "when" in fields else ""


def until_day(words: Cursor, *stops: str) -> list[str]:
    """Return the words to come before "as of" or one of some words, or all."""
    rest = words.rest
    place = next((n for n in range(len(rest)) if rest[n] in stops or rest[n : n + 2] == ["as", "of"]), len(rest))
    return rest[:place]


def free(name: str, opening: str, *stops: str, form: str = "WHO", longest: int = 0) -> Slot:
    """Return the slot of words that a preposition opens, and "as of", one of some words or the end closes.

    What is longer than some number of characters is not printed, and becomes a detail.
    """

    def read(words: Cursor, fields: Fields) -> None:
        if words.skips(opening):
            told = until_day(words, *stops)
            if not told:
                raise words.fault(f"a name is missing behind {shown(opening)}")
            refuse_no_name(words, told, is_who=form == "WHO")
            words.at += len(told)
            fields[name] = " ".join(told)

    def write(fields: Fields) -> str:
        told = fields.get(name, "")
        if not told or not is_plain(told, stops) or (longest and len(told) > longest):
            return ""
        return f"{opening} {fields.pop(name)}"

    return Slot(form=f"[{opening} {form}]", read=read, write=write, pattern=f"(?: {opening} [^@(]+)?")


def no_source_in(words: Cursor, told: Sequence[str]) -> None:
    """Refuse a source within a name that comes next, which would else become a part of it.

    Raises:
        HeadFault: There is one.
    """
    if cited := next((place for place, word in enumerate(told) if word.startswith("@")), 0):
        raise words.fault(_IN_QUOTES if told[cited].endswith(":") else _SOURCES_LAST, back=-cited)


def refuse_no_name(words: Cursor, told: Sequence[str], *, is_who: bool = True) -> None:
    """Refuse words that come next and are not the name of one party, or of one thing.

    Raises:
        HeadFault: They are not.
    """
    no_source_in(words, told)
    if why := why_no_name(told, is_who=is_who):
        raise words.fault(why, back=1)


def is_plain(text: str, stops: Iterable[str] = ()) -> bool:
    """Whether words can stand in a head: nothing in them would mean something there, or in YAML."""
    words = text.split(" ")
    return not (
        "" in words
        or {*stops}.intersection(words)
        or "as of" in text
        or "@" in text
        or "(" in text
        or words[-1].endswith(",")
        or any(word.startswith("#") or word.endswith(":") for word in words)
    )


def key(name: str, opening: str = "", form: str = "KEY") -> Slot:
    """Return the slot of the key of something else; one without a word in front of it has to be there."""

    def read(words: Cursor, fields: Fields) -> None:
        if not opening or words.skips(opening):
            if not words.peek() or (words.peek()[:1].isdigit() and words.peek(1) in _OF_SUMS):
                raise words.fault(
                    f"a key is missing behind {opening}" if opening else "a key of yours is missing here, such as first"
                )
            fields[name] = words.take()

    def write(fields: Fields) -> str:
        return f"{opening} {fields.pop(name)}".strip() if name in fields else ""

    if not opening:
        return Slot(form=form, read=read, write=write, pattern=r" [^ @(]+")
    return Slot(form=f"[{opening} {form}]", read=read, write=write, pattern=rf"(?: {opening} [^ @(]+)?")


def needed(slot: Slot, what: str) -> Slot:
    """Return a slot whose words may not be left out."""

    def read(words: Cursor, fields: Fields) -> None:
        before = words.at
        slot.read(words, fields)
        if words.at == before:
            told = words.peek()
            known = told and slot.phrases
            raise words.fault(why_unknown(told, *slot.phrases) if known else f"{what} is missing here")

    pattern = f" {slot.pattern[4:-2]}"
    return Slot(form=slot.form[1:-1], read=read, write=slot.write, pattern=pattern, phrases=slot.phrases)


def date_before(*phrases: Phrases) -> Slot:
    """Return the slot of a date that may be left out, in front of a modality or of a word from some vocabularies."""

    def read(words: Cursor, fields: Fields) -> None:
        if not any(one.comes(words) for one in (MODALITIES, *phrases)):
            _read_date(words, fields)

    def write(fields: Fields) -> str:
        return _write_date(fields) if "when" in fields else ""

    return Slot(form="[DATE]", read=read, write=write, pattern=f"(?: {DATE_PATTERN})?")


def date_if_one(name: str, opening: str = "") -> Slot:
    """Return the slot of a date that is told from other words by how it looks, or by a word in front of it."""

    def read(words: Cursor, fields: Fields) -> None:
        if words.skips(opening) if opening else opens_date(words):
            fields[name] = read_date(words)

    def write(fields: Fields) -> str:
        return f"{opening} {date_words(fields.pop(name))}".strip() if name in fields else ""

    blank = f"{opening} " if opening else ""
    form = f"[{blank}DATE]"
    return Slot(form=form, read=read, write=write, pattern=f"(?: {blank}{DATE_PATTERN})?")


def or_absent(slot: Slot) -> Slot:
    """Return a slot in whose place a word may stand that says why there is no value."""

    def read(words: Cursor, fields: Fields) -> None:
        if code := ABSENCES.read(words):
            fields["absent"] = code
        elif words.starts("unknown"):
            raise words.fault(
                "unknown says nothing that could have a source or stand in a list; leave the item out, or write the word alone behind the key"
            )
        else:
            slot.read(words, fields)

    def write(fields: Fields) -> str:
        return slot.write(fields) or said(fields, "absent", ABSENCES)

    pattern = f"(?:{slot.pattern}|{pattern_of(ABSENCES)})"
    return Slot(form=slot.form, read=read, write=write, pattern=pattern, phrases=(*slot.phrases, ABSENCES))


DATE = Slot(form="DATE", read=_read_date, write=_write_date, pattern=DATE_PATTERN)
AS_OF = Slot(form="[as of DATE]", read=_read_day, write=_write_day, pattern=f"(?: as of {DATE_PATTERN})?")
MODALITY = coded("modality", MODALITIES, "[MODALITY]")


def expect_end(words: Cursor, *known: Phrases) -> None:
    """Refuse words that no slot has taken.

    Raises:
        HeadFault: There are some.
    """
    word = words.peek()
    if not word:
        return
    if word.startswith("@"):
        behind = next((one for one in words.rest if not one.startswith("@")), "")
        if behind in ("and", "&", ",", ";", "or"):
            raise words.fault(f"sources are parted by blanks alone: {word} @KEY")
        if behind.startswith(":") or "\N{FULLWIDTH COLON}" in word:
            raise words.fault("the colon stands right behind the last source, and a blank behind it: @KEY: words")
        raise words.fault(_behind_sources(words, known))
    if is_of_a_date(word) and (why := why_no_date(words.words, words.at)):
        raise words.fault(why)
    if word.startswith("[") and "]" in " ".join(words.rest):
        raise words.fault(f"keys of lines stand in round brackets: ({shown(' '.join(words.rest).strip('[]'))[1:-1]})")
    raise words.fault(why_unknown(word, *known) if known else f"{shown(word)} is not understood here")


def _behind_sources(words: Cursor, known: tuple[Phrases, ...]) -> str:
    """Say what is wrong with words that stand behind the sources of a head."""
    cited = next((n for n, one in enumerate(words.rest) if not one.startswith("@")), len(words.rest))
    told = " ".join(words.rest[cited:]).lstrip("-\N{EN DASH}\N{EM DASH}:,; ")
    behind = Cursor(words.rest[cited:])
    if not told or "@" in told or told.startswith("(") or any(one.comes(behind) for one in known):
        return _SOURCES_LAST
    last = words.rest[cited - 1].rstrip(",;.:")
    # Unquoted, and with a plain blank, YAML would have parted them.
    why = f"; {_IN_QUOTES}" if words.rest[cited - 1].endswith(":") else ""
    return f"words of your own stand behind a colon: {shown(f'{last}: {told}')[1:-1]}{why}"
