"""Bases: how the column of the basis of somebody's frame says what its rows count, in whatever letters.

    >>> import pyarrow as pa
    >>> from armsdeals.analysis._engine import opened
    >>> told = opened(pa.table({"basis": ["DeLivered", "delivered ", "ordered", "shipped"]}))
    >>> written(told, Basis.DELIVERED), other_bases(told)
    (['DeLivered', 'delivered '], ['shipped'])

Left out: words that mean a basis to people and are not its name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from weakref import WeakKeyDictionary

from armsdeals._shown import shown
from armsdeals.analysis._asked import names_in
from armsdeals.analysis._engine import Frame
from armsdeals.errors import UnknownName
from armsdeals.values.basis import Basis

_FEW = 10  # words in a message
_words: WeakKeyDictionary[Frame, dict[str, Basis | None]] = WeakKeyDictionary()


def written(frame: Frame, basis: Basis) -> list[str]:
    """Return how a frame writes a basis; a list of words lets an engine skip blocks of a file, which folding every cell would not.

    Raises:
        UnknownName: It has no such word, and others that are no basis.
    """
    words = _bases(frame)
    found = [word for word, meant in words.items() if meant is basis]
    odd = other_bases(frame)
    if odd and not found:
        held = ", ".join(map(shown, words))
        message = f"no row is {basis}, and the column basis holds {held}, which are not all bases"
        raise UnknownName(f"{message} (expected one of {', '.join(Basis)})", path=("basis",))
    return found or [str(basis)]


def other_bases(frame: Frame) -> list[str]:
    """Return the words in the column of the basis that are no basis, a few of many."""
    return [word for word, meant in _bases(frame).items() if meant is None][:_FEW]


def _bases(frame: Frame) -> dict[str, Basis | None]:
    """The words in the column of the basis, each with what it means, looked up once for a frame."""
    if frame not in _words:
        told: Iterable[Any] = ()
        if "basis" in frame and not frame.is_ours:
            told = [frame.alike["basis"]] if "basis" in frame.alike else names_in(frame, "basis")
        _words[frame] = {word: _basis_of(word) for word in sorted(map(_text, told))}
    return _words[frame]


def _text(word: Any) -> str:
    return word if isinstance(word, str) else ""


def _basis_of(word: str) -> Basis | None:
    code = word.strip().upper()
    return Basis(code) if code in Basis.__members__ else None
