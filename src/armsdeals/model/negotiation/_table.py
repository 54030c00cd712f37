"""The legal moves as one grid of plain letters: read a row across to see where a stage may lead.

Rows are the stage that a deal leaves, columns the stage that it comes to, in the same order. Above the diagonal lie the
steps ahead, below it the steps back, at the right the halt and the ends.

    >>> moves = list(parsed())
    >>> len(moves), moves[0]
    (322, ('INTEREST', 'TALKS', 'ADVANCE'))

The letters: a advance, k skip, g regress, s suspend, r resume, e end, o reopen; a dot is no move. `moves` says what
each kind means and which guards go with it.
"""

from __future__ import annotations

from collections.abc import Iterator

KINDS = {"a": "ADVANCE", "k": "SKIP", "g": "REGRESS", "s": "SUSPEND", "r": "RESUME", "e": "END", "o": "REOPEN"}

#            INTEREST    OFFERED     FINAL_TALKS SIGNED          SUSPENDED   BLOCKED
#              TALKS       SHORTLISTED PRELIMINARY EFFECTIVE       CANCELLED   LAPSED
#                REQUESTED   SELECTED                DELIVERING      WITHDRAWN   SUPERSEDED
#                  TENDERED    NEGOTIATING             DELIVERED       REJECTED
#                                                        COMPLETED
GRID = """
INTEREST     . a a a a k k k k k   k k k k k   s . e e e . e
TALKS        g . a a a k k a k a   k k k k k   s . e e e . e
REQUESTED    g g . a a k k a k a   k k k k k   s . e e e e e
TENDERED     g g a . a k k k k k   k k k k k   s e e . e e e
OFFERED      g g g g . a a a k a   a k k k k   s e e e e e e
SHORTLISTED  g g g g g . a a k k   k k k k k   s e e e e e e
SELECTED     g g g g g g . a a a   a k k k k   s e e e e e e
NEGOTIATING  g g g g g g a . a a   a k k k k   s e e e e e e
FINAL_TALKS  g g g g g g g g . a   a k k k k   s e e e e e e
PRELIMINARY  g g g g g g g a a .   a k k k k   s e e e e e e
SIGNED       . . . . . . . g . .   . a k k k   s e . . e e e
EFFECTIVE    . . . . . . . . . .   g . a k k   s e . . e . e
DELIVERING   . . . . . . . . . .   . . . a k   s e . . e . e
DELIVERED    . . . . . . . . . .   . . g . a   s . . . . . e
COMPLETED    . . . . . . . . . .   . . . . .   . . . . . . .
SUSPENDED    r r r r r r r r r r   r r r r .   . e e e e e e
CANCELLED    o o o o o o o o o o   o o o . .   . . . . . . e
WITHDRAWN    o o o o o o o o o o   o o o . .   . . . . . . e
REJECTED     o o o o o o o o o o   o o o . .   . . . . . . e
BLOCKED      o o o o o o o o o o   o o o . .   . . . . . . e
LAPSED       o o o o o o o o o o   o o o . .   . . . . . . e
SUPERSEDED   . . . . . . . . . .   . . . . .   . . . . . . .
"""


def parsed() -> Iterator[tuple[str, str, str]]:
    """Yield each move as the names of its two stages and of its kind, row by row."""
    rows = [line.split() for line in GRID.splitlines() if line]
    for start, *letters in rows:
        for (to, *_), letter in zip(rows, letters, strict=True):
            if letter != ".":
                yield start, to, KINDS[letter]
