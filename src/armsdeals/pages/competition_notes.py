"""What a page shows of a competition: plain, frozen notes in words, as those of a deal are (`armsdeals.pages.notes`).

>>> CompetitionStepNote(date="28 March 2022", words="awarded to F-35A").words
'awarded to F-35A'
"""

from __future__ import annotations

from attrs import frozen


@frozen(kw_only=True)
class CompetitionStepNote:
    """Where a competition came to, as somebody tells it.

    Attributes:
        date: When, in words.
        words: How it stood from then on: "awarded to F-35A".
        text: What is said.
        cited: Who says so.
        marks: What is to be said of the claim: "denied", "speaks against it".
    """

    date: str
    words: str
    text: str = ""
    cited: str = ""
    marks: tuple[str, ...] = ()


@frozen(kw_only=True)
class CompetitionNote:
    """One need that several suppliers can meet.

    Attributes:
        id: Its key in the register.
        title: The need, and whose it is.
        standing: How it stood, and who won it.
        contenders: Who takes part.
        text: What is said of it.
        cited: Who says so.
        course: How it went on.
        is_disputed: Whether claims of how it stood exclude each other.
    """

    id: str
    title: str
    standing: str
    contenders: tuple[str, ...] = ()
    text: str = ""
    cited: str = ""
    course: tuple[CompetitionStepNote, ...] = ()
    is_disputed: bool = False
