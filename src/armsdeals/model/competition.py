"""Competition: one need of a buyer that several suppliers can meet; each contender is a deal of its own.

>>> tender = Competition(id="t-loramids", buyer="Türkiye", need="long-range air defence", contenders=("a", "b"), result="cancelled")
>>> tender.result
CompetitionResult.CANCELLED
"""

from __future__ import annotations

from attrs import field, frozen

from armsdeals._fields import Key, Name, Slug, Text, Word, checked
from armsdeals.errors import InvalidValue
from armsdeals.values.claim import Claim


class CompetitionResult(Word):
    """How it came out."""

    OPEN = "OPEN"  # not decided
    AWARDED = "AWARDED"  # a contender won it
    CANCELLED = "CANCELLED"  # the buyer called it off
    LAPSED = "LAPSED"  # it ran out
    SUPERSEDED = "SUPERSEDED"  # the need was met in another way
    UNKNOWN = "UNKNOWN"  # nobody says


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked)
class Competition(Claim):
    """A tender, or another choice between suppliers.

    Attributes:
        id: A key for it within the register.
        buyer: Who chooses.
        need: What is needed, in words.
        contenders: Ids of the deals that compete.
        winner: The id of the deal that won it; empty where none did.
        result: How it came out.

    Raises:
        InvalidValue: The winner is no contender, or one contender stands twice.
    """

    id: Slug
    buyer: Name
    need: Text = ""
    contenders: tuple[Slug, ...] = ()
    winner: Key = ""
    result: CompetitionResult = field(default=CompetitionResult.UNKNOWN, converter=CompetitionResult)

    def __attrs_post_init__(self) -> None:
        if len(set(self.contenders)) != len(self.contenders):
            raise InvalidValue("a contender stands twice", path=("contenders",))
        if self.winner and self.winner not in self.contenders:
            raise InvalidValue(f"the winner {self.winner} is no contender", path=("winner",))
