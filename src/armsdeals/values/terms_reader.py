"""`parse_terms`: a comment taken apart into pieces, each read whole or kept as text.

    >>> terms = parse_terms("THB5b ($150 m) deal (for 90 vehicles; 4 more as a gift); price disputed")
    >>> terms.prices, terms.covers[0].number, terms.gifts[0].number, terms.rest
    ((Price('5000000000 THB'), Price('150000000 USD')), Estimate('90'), Estimate('4'), ('price disputed',))

A piece ends at a semicolon, or is what stands in brackets. Registers write semicolons for commas, so that a list of names
may go over several pieces; it is followed where its end has an "and". Each piece that was met before is answered from
memory. Left out: pieces of more than 400 characters, which are sentences of another kind, and texts of more than 10,000,
which are no comments; both come back whole in ``rest``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from attrs import evolve

from armsdeals._shown import shown
from armsdeals._twins import builder
from armsdeals.values.terms import FinancingTerm, Goods, PaymentKind, Remark, Terms, Topic
from armsdeals.values.terms_grammar import read_piece
from armsdeals.values.terms_money import read_offset, read_programme, read_sum, read_sum_of_barter
from armsdeals.values.terms_rows import Finding, Found, count, is_plain

_LONGEST = 400  # characters of a piece
_LONGEST_TEXT = 10_000  # characters; the longest comment of a register has some 450
_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200a\u202f]+")
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2011": "-"})
_GROUP = re.compile(r" ?\(((?:[^()]|\([^()]*\))*)\)")
_JOINTS = (" incl ", " including ", " but ", " and ", " for ", " via ", " from ", " under ")
_PAYS = re.compile(r"\b(?:financ|fund|paid)")
_FOR = re.compile(r"for (?:(?P<n>[0-9][0-9,]*) )?(?P<what>.+)")
_LIST_FIELDS = frozenset({"includes"})
_LIST_TOPICS = frozenset({Topic.PURPOSE, Topic.VERSION, Topic.ENGINE})
_LONGEST_LIST = 8  # pieces
_ONCE = frozenset({"offset", "programme", "is_part"})
_make = builder(Terms)

Read = tuple[Found, tuple[str, ...]]


def parse_terms(text: str) -> Terms:
    """Read the terms of a deal in a comment or a sentence; what is not understood stands in ``rest``.

    Nothing is guessed: words count, not letters ("Adelaide" holds no aid), a number counts where it says of what, and a
    piece is read whole or not at all.

    Raises:
        TypeError: It is no text.
    """
    if not isinstance(text, str):
        raise TypeError(f"{shown(text)} is not text; give the words as they were printed")
    if len(text) > _LONGEST_TEXT:
        whole: Terms = _make(rest=(text,))
        return whole
    held: dict[str, Any] = {}
    rest: list[str] = []
    listed: Finding | None = None  # to which a list of names may belong that goes on in the next piece
    pieces = _pieces(_spelled(text))
    for at, piece in enumerate(pieces):
        found, unread = _segment(piece)
        if "prices" in held and any(field == "prices" for field, _ in found):
            found, unread = (), (piece,)  # of what else that sum is, nobody says
        if unread and listed is not None and _goes_on(pieces, at):
            found, unread = ((listed[0], _again(listed[1], piece)),), ()
        if found and piece.partition(" as aid")[1] and not _PAYS.search(piece):
            _give_as_aid(held, found[0][1])
        for field, value in found:
            if field not in _ONCE:
                held.setdefault(field, []).append(value)
            elif held.setdefault(field, value) != value:  # a second offset or programme is of something else
                unread = (*unread, piece)
        rest += unread
        listed = _list_of(found) or (listed if found and listed and found[-1][1] == listed[1] else None)
    terms: Terms = _make(
        **{field: tuple(value) if isinstance(value, list) else value for field, value in held.items()},
        rest=tuple(dict.fromkeys(rest)),
    )
    return terms


def _spelled(text: str) -> str:
    """Bring quotes, dashes and blanks to one spelling."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return _BLANKS.sub(" ", text.translate(_QUOTES)).strip()


def _give_as_aid(held: dict[str, Any], last: object) -> None:
    """Let all of a list of payers give aid where its end says so: "financed by Ruritania; Freedonia and Sylvania as aid"."""
    terms = held.get("financing", [])
    if isinstance(last, FinancingTerm) and terms and terms[-1].kind is PaymentKind.OTHER:
        held["financing"] = [
            evolve(term, kind=PaymentKind.AID) if term.kind is PaymentKind.OTHER else term for term in terms
        ]


def _pieces(text: str) -> list[str]:
    """Split at semicolons outside brackets; where brackets do not close, at each semicolon."""
    if "(" not in text and ")" not in text:
        return [piece for piece in map(str.strip, text.split(";")) if piece]
    pieces, depth, start = [], 0, 0
    for mark in re.finditer(r"[;()]", text):
        if mark[0] == ";":
            if not depth:
                pieces.append(text[start : mark.start()])
                start = mark.end()
        else:
            depth += 1 if mark[0] == "(" else -1
            if depth < 0:
                break
    if depth:
        pieces = [_closed(piece) for piece in text.split(";")]
    else:
        pieces.append(text[start:])
    return [piece for piece in (piece.strip() for piece in pieces) if piece]


def _closed(piece: str) -> str:
    """Give a piece of a bracket that was cut at a semicolon its own brackets, or none."""
    missing = piece.count("(") - piece.count(")")
    if missing > 0:
        return piece + ")" * missing
    piece = piece.strip()
    while missing < 0 and piece.endswith(")"):
        piece, missing = piece[:-1], missing + 1
    return piece


@lru_cache(maxsize=65_536)
def _segment(piece: str) -> Read:
    """Read a piece: as a sum with what follows, as offsets, by the grammar, or in parts; else leave it."""
    if len(piece) > _LONGEST:
        return (), (piece,)
    return _read(piece.removesuffix("."), in_sum=False, deep=2) or ((), (piece,))


@lru_cache(maxsize=65_536)
def _read(piece: str, *, in_sum: bool, deep: int) -> Read | None:
    piece = piece.strip()
    if not piece:
        return (), ()
    if head := read_offset(piece) or read_sum(piece):
        tail = head.tail.strip()
        if not tail:
            return head.found, ()
        if tail.startswith("("):
            inside = _brackets(tail, deep)
            return head.found + inside[0], inside[1]
        told = _read(tail, in_sum=True, deep=deep)
        if told is not None:
            return head.found + told[0], told[1]
        return (head.found, (tail,)) if _is_apart(tail) else None
    named = read_programme(piece) or read_sum_of_barter(piece)
    if named:
        return named, ()
    if (found := read_piece(piece)) is not None:
        return (_covered(found) if in_sum else found), ()
    return (_bracketed(piece, in_sum=in_sum, deep=deep) or _joined(piece, in_sum=in_sum, deep=deep)) if deep else None


def _is_apart(tail: str) -> bool:
    """Whether words behind a sum leave it what it is: "$5 each" and "$44 deal m" do not."""
    return tail.startswith(("incl ", "for ", "financed ", "funded ", "with ", "via ", "from "))


def _brackets(text: str, deep: int) -> Read:
    """Read brackets behind a sum, piece by piece, and the words between and behind them."""
    found: Found = ()
    rest: tuple[str, ...] = ()
    end = 0
    for group in _GROUP.finditer(text):
        between = text[end : group.start()].strip(" ;,")
        for inner in ([between] if between else []) + _pieces(group[1]):
            told = _within(inner, deep)
            found, rest = found + told[0], rest + told[1]
        end = group.end()
    if behind := text[end:].strip(" ;,)"):
        told = _within(behind, deep)
        found, rest = found + told[0], rest + told[1]
    return found, rest


def _within(piece: str, deep: int) -> Read:
    """Read a piece in the brackets of a sum; a sum in it is of something else."""
    told = _read(piece, in_sum=True, deep=deep - 1)
    if told is None or any(field in ("prices", "is_part") for field, _ in told[0]):
        return (), (piece,)
    return told


def _bracketed(piece: str, *, in_sum: bool, deep: int) -> Read | None:
    """Read the words outside brackets, then those inside."""
    groups = list(_GROUP.finditer(piece))
    outer = _GROUP.sub("", piece).strip() if groups else ""
    if not outer or "(" in outer:
        return None
    told = _read(outer, in_sum=in_sum, deep=deep - 1)
    if told is None:
        return None
    found, rest = told
    for group in groups:
        for inner in _pieces(group[1]):
            more = _read(inner, in_sum=False, deep=deep - 1) or ((), (inner,))
            found, rest = found + more[0], rest + more[1]
    return found, rest


def _joined(piece: str, *, in_sum: bool, deep: int) -> Read | None:
    """Read two halves around a joining word where both are understood whole."""
    for joint in _JOINTS:
        at = piece.find(joint)
        if at <= 0:
            continue
        second = piece[at:].strip() if joint != " and " else piece[at + len(joint) :]
        first = _read(piece[:at], in_sum=in_sum, deep=0)  # mostly the shorter one
        if first is None or first[1]:
            continue
        then = _read(second, in_sum=in_sum, deep=deep - 1)
        if then is not None and not then[1]:
            return first[0] + then[0], ()
    return None


def _covered(found: Found) -> Found:
    """Take what stands behind a sum with "for" as what the sum pays."""
    return tuple(_cover(finding) for finding in found)


def _cover(finding: Finding) -> Finding:
    _, value = finding
    if isinstance(value, Remark) and value.topic is Topic.PURPOSE and (told := _FOR.fullmatch(value.text)):
        return "covers", Goods(what=told["what"], number=count(told["n"]))
    return finding


def _goes_on(pieces: list[str], at: int) -> bool:
    """Whether bare names go on from here to one with an "and" that ends the list."""
    for piece in pieces[at : at + _LONGEST_LIST]:
        names = piece.partition(" as aid")[0]
        if not is_plain(names) or names.startswith(("for ", "incl ", "from ")):
            return False
        if " and " in names:
            return True
    return False


def _list_of(found: Found) -> Finding | None:
    field, value = found[-1] if found else ("", None)
    if field in _LIST_FIELDS or (isinstance(value, Remark) and value.topic in _LIST_TOPICS):
        return field, value
    if isinstance(value, FinancingTerm) and value.kind is PaymentKind.OTHER and value.by:
        return field, value
    return None


def _again(value: object, words: str) -> object:
    """Return a finding of the same kind with the next words of a list."""
    if isinstance(value, Remark):
        return Remark(topic=value.topic, text=words)
    return FinancingTerm(kind=value.kind, by=words) if isinstance(value, FinancingTerm) else Goods(what=words)
