"""Tone: the nine shades in which stages are drawn, the same in every figure and on every page.

Before the signature a deal is drawn in ochre, after it in blue, and within both it darkens as it goes on, so that the order
stays when a page is copied in grey; a halt and an end are greys of their own. Ochre and blue are told apart with any of the
common kinds of colour blindness (P. Tol, "Colour Schemes", SRON technical note, 2021, on diverging schemes).

    >>> tone_of(NegotiationStage.TALKS), tone_of(NegotiationStage.LAPSED), tone_of(None)
    ('early', 'end', 'none')
    >>> TONES["signed"].in_words, TONES["signed"].light
    ('signed', '#6497c6')
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from armsdeals._printed import short_repr
from armsdeals.model.negotiation.stage import NegotiationStage

_S = NegotiationStage


@frozen(repr=False)
class Tone:
    """How some stages are drawn.

    Attributes:
        in_words: What a legend says.
        light: The colour on a light ground, as "#rrggbb".
        dark: The colour on a dark ground.
        stages: The stages, in their order; none for the tone of every end.
    """

    in_words: str
    light: str
    dark: str
    stages: tuple[NegotiationStage, ...] = ()

    __repr__ = short_repr


TONES: Mapping[str, Tone] = MappingProxyType(
    {
        "early": Tone(
            "interest, talks, request, tender", "#eadfa8", "#6a6033", (_S.INTEREST, _S.TALKS, _S.REQUESTED, _S.TENDERED)
        ),
        "offer": Tone(
            "offer, selection, negotiation", "#d9c878", "#988439", (_S.OFFERED, _S.SHORTLISTED, _S.SELECTED, _S.NEGOTIATING)
        ),
        "final": Tone("final talks, memorandum", "#bd9f3b", "#cdae48", (_S.FINAL_TALKS, _S.PRELIMINARY)),
        "signed": Tone("signed", "#6497c6", "#4a80b4", (_S.SIGNED,)),
        "force": Tone("in force", "#3f78ad", "#6b9dcb", (_S.EFFECTIVE,)),
        "delivering": Tone("delivering", "#275d92", "#96c0e4", (_S.DELIVERING,)),
        "delivered": Tone("delivered", "#123b66", "#cce2f5", (_S.DELIVERED,)),
        "halt": Tone("suspended", "#d8d5ce", "#3d4148", (_S.SUSPENDED,)),
        "end": Tone("ended", "#6e6a64", "#a39f98"),
    }
)  # fmt: skip
_TONE_OF = {stage: name for name, tone in TONES.items() for stage in tone.stages}


def tone_of(stage: NegotiationStage | None) -> str:
    """Return the tone of a stage, a key of `TONES`; "none" where nothing has begun."""
    return "none" if stage is None else _TONE_OF.get(stage, "end")
