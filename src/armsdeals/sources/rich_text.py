r"""Rich text: the paragraphs of an RTF file, as plain text with their tabs.

    >>> listed = paragraphs(r"{\rtf1\mac {\fonttbl Times;}{\b Sweden}\par{\b R:} T\u252?rkiye\tab 8\par}")
    >>> [(one.text, one.is_bold) for one in listed]
    [('Sweden', True), ('R: Türkiye\t8', False)]

Escapes: ``\'d4`` is a byte in the code page of the file, ``\u252?`` a letter with what older readers show instead of it.
Left out: all looks but bold; pictures, tables of cells, fields.
"""

from __future__ import annotations

import codecs
import re

from attrs import define, evolve, frozen

from armsdeals._printed import short_repr

_LINE_END = re.compile(r"\r\n|\r|\n")
_TOKEN = re.compile(
    r"""\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?  |  \\'(?P<byte>[0-9a-fA-F]{2})  |  \\(?P<symbol>[^a-zA-Z'])
    |  (?P<brace>[{}])  |  (?P<ends>[\r\n]+)  |  (?P<letters>[^\\{}\r\n]+)  |  .""",
    re.VERBOSE | re.DOTALL,
)
_PAGES = {"mac": "mac_roman", "ansi": "cp1252", "pc": "cp437", "pca": "cp850"}
_LETTERS = {
    "tab": "\t", "line": "\n", "emdash": "\u2014", "endash": "\u2013", "lquote": "\u2018", "rquote": "\u2019",
    "ldblquote": "\u201c", "rdblquote": "\u201d", "bullet": "\u2022", "emspace": "\u2003", "enspace": "\u2002",
}  # fmt: skip
_SYMBOLS = {"~": "\xa0", "_": "\u2011", "{": "{", "}": "}", "\\": "\\"}
_NOT_TEXT = frozenset({"fonttbl", "stylesheet", "colortbl", "info", "pict", "header", "footer", "headerl", "headerr"})
_ENDS = frozenset({"par", "sect", "page", "row"})
_UNICODE = 0x10000
_SURROGATES = range(0xD800, 0xE000)
_MOST_DEEP = 200  # groups within groups; what lies deeper keeps the looks of the last
_MOST_SHOWN = 8  # letters that stand for one escape


@frozen(repr=False)
class Paragraph:
    """One paragraph.

    Attributes:
        text: Its text, with tabs, and with line feeds where a line was broken.
        is_bold: Whether all of its letters are bold.
        line: The line of the file in which it begins.
    """

    text: str
    is_bold: bool
    line: int

    __repr__ = short_repr


@define
class _State:
    is_bold: bool = False
    is_hidden: bool = False
    skips: int = 1  # how many letters stand for a \\u escape


def paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of a rich text, blank ones as well; what stands behind the last mark of an end is one."""
    reader = _Reader()
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        if kind in ("word", "number"):
            reader.word(found["word"], found["number"])
        elif kind is not None:
            getattr(reader, kind)(found[kind])
    return reader.done()


class _Reader:
    """Takes one token after the other."""

    def __init__(self) -> None:
        self._state = _State()
        self._outer: list[_State] = []
        self._deeper = 0
        self._page = "cp1252"
        self._line = self._start = 1
        self._skip = 0  # letters still to pass over, since they stand for an escape that was read
        self._out: list[str] = []
        self._is_plain = self._is_bold = False
        self._found: list[Paragraph] = []

    def done(self) -> list[Paragraph]:
        if "".join(self._out).strip():
            self._end()
        return self._found

    def word(self, word: str, number: str | None) -> None:
        state = self._state
        if word in _LETTERS:
            self._put(_LETTERS[word])
        elif word in _ENDS:
            if not state.is_hidden:
                self._end()
        elif word == "u" and number:
            self._put(_letter(int(number)))
            self._skip = state.skips
        elif word == "uc":
            state.skips = min(max(int(number or 1), 0), _MOST_SHOWN)
        elif word in _NOT_TEXT:
            state.is_hidden = True
        elif word in ("b", "plain"):
            state.is_bold = word == "b" and number != "0"
        elif word in _PAGES or word == "ansicpg":
            self._page = _PAGES.get(word) or _code_page(number or "", self._page)

    def byte(self, told: str) -> None:
        if self._skip:
            self._skip -= 1
            return
        self._put(bytes([int(told, 16)]).decode(self._page, "replace"))

    def symbol(self, told: str) -> None:
        if told == "*":
            self._state.is_hidden = True
        elif told in "\r\n":
            self.ends(told)
            self._end()
        else:
            self._put(_SYMBOLS.get(told, ""))

    def brace(self, told: str) -> None:
        self._skip = 0
        if told == "{":
            if len(self._outer) < _MOST_DEEP:
                self._outer.append(evolve(self._state))
            else:
                self._deeper += 1
        elif self._deeper:
            self._deeper -= 1
        elif self._outer:
            self._state = self._outer.pop()

    def ends(self, told: str) -> None:
        self._line += len(_LINE_END.findall(told))

    def letters(self, told: str) -> None:
        self._put(told[self._skip :])
        self._skip = max(0, self._skip - len(told))

    def _put(self, told: str) -> None:
        if self._state.is_hidden or not told:
            return
        if not self._out:
            self._start = self._line
        self._out.append(told)
        if told.strip():
            self._is_bold |= self._state.is_bold
            self._is_plain |= not self._state.is_bold

    def _end(self) -> None:
        is_bold = self._is_bold and not self._is_plain
        self._found.append(Paragraph("".join(self._out), is_bold, self._start if self._out else self._line))
        self._out, self._is_plain, self._is_bold = [], False, False


def _letter(number: int) -> str:
    """Return the letter of a Unicode escape, whose numbers above 32,767 are printed as negative ones."""
    number = number + _UNICODE if number < 0 else number
    return chr(number) if 0 < number < _UNICODE and number not in _SURROGATES else "\ufffd"


def _code_page(number: str, page: str) -> str:
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return page
