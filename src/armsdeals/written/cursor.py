"""The words of one head while it is read from left to right, and what is said of a word that does not fit.

    >>> words = Cursor("2016-11~ final talks")
    >>> words.take(), words.peek(), words.starts("final", "talks")
    ('2016-11~', 'final', True)

Blanks of any width part the words of a head. Left out: what the words mean.
"""

from __future__ import annotations

from collections.abc import Sequence


class HeadFault(Exception):  # it never leaves this room
    """A head cannot be read; ``at`` is the number of the word where that shows."""

    def __init__(self, message: str, at: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


class Cursor:
    """The words of a head, and how far it was read."""

    __slots__ = ("at", "words")

    def __init__(self, text: str | Sequence[str]) -> None:
        self.words: list[str] = text.split() if isinstance(text, str) else list(text)
        self.at = 0

    def peek(self, ahead: int = 0) -> str:
        """Return a word that is to come; empty at the end."""
        place = self.at + ahead
        return self.words[place] if place < len(self.words) else ""

    def take(self) -> str:
        """Return the next word and go on; empty at the end."""
        word = self.peek()
        if word:
            self.at += 1
        return word

    def starts(self, *words: str) -> bool:
        """Whether these words come next."""
        return self.words[self.at : self.at + len(words)] == list(words)

    def skips(self, *words: str) -> bool:
        """Go past these words if they come next, and tell whether they did."""
        found = self.starts(*words)
        if found:
            self.at += len(words)
        return found

    @property
    def rest(self) -> list[str]:
        """The words that are to come."""
        return self.words[self.at :]

    def fault(self, message: str, *, back: int = 0) -> HeadFault:
        """Return the fault of the next word, or of one before it."""
        return HeadFault(message, self.at - back)
