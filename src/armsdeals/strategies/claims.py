"""Evidence, the frame of a claim, and claims of values."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from attrs import evolve
from hypothesis import strategies as st

from armsdeals.model.valued import PriceClaim, ProductionClaim, ProductionMode, QuantityClaim
from armsdeals.strategies.values import countries, estimates, prices, slugs, texts, whens
from armsdeals.values.basis import Basis
from armsdeals.values.claim import Absence, Claim, Confidence, Modality, SpeakerRole
from armsdeals.values.evidence import Evidence, SourceKind

C = TypeVar("C", bound=Claim)
Sources = st.SearchStrategy[tuple[Evidence, ...]]


@cache
def evidences(*, keyed: bool | None = None) -> st.SearchStrategy[Evidence]:
    """Sources.

    Args:
        keyed: Whether they have an id under which they are cited; None for both.
    """
    none = st.just("")
    ids = slugs() if keyed else none if keyed is False else none | slugs()
    named = st.builds(
        Evidence,
        id=ids,
        publisher=texts(min_size=1, max_size=12),
        kind=st.sampled_from(SourceKind),
        title=texts(max_size=12),
        author=none | texts(max_size=12),
        published=st.none() | whens(),
        retrieved=st.none() | whens(),
        language=st.sampled_from(["", "en", "tr", "ru"]),
        locator=none | texts(max_size=8),
        link=st.sampled_from(["", "https://example.org/a", "javascript:alert(1)"]),
        archive=st.sampled_from(["", "https://example.org/kept"]),
        licence=none | texts(max_size=8),
    )
    return named | st.builds(Evidence, id=ids, kind=st.just(SourceKind.UNSOURCED), published=st.none() | whens())


@cache
def frames(*, facts_only: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    """The fields that every claim shares, without `id`, `absent`, `when` and `retracts`.

    Args:
        facts_only: No modality but FACT.
    """
    return st.fixed_dictionaries(
        {
            "text": texts(max_size=16),
            "quote": st.just("") | texts(max_size=12),
            "speaker": st.just("") | texts(max_size=12),
            "speaker_role": st.none() | st.sampled_from(SpeakerRole),
            "said": st.none() | whens(),
            "modality": st.just(Modality.FACT) if facts_only else st.sampled_from(Modality),
            "confidence": st.sampled_from(Confidence),
            "evidence": st.lists(evidences(keyed=False), max_size=1).map(tuple),
        }
    )


def cited(draw: st.DrawFn, claim: C, sources: Sources | None) -> C:
    """Return a claim that cites from given sources instead of its own; without any it stays as it is."""
    return claim if sources is None else evolve(claim, evidence=draw(sources))


def _said(value: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A frame with either a value or the reason why there is none."""
    told = st.fixed_dictionaries({"value": value}) | st.fixed_dictionaries({"absent": st.sampled_from(Absence)})
    return st.builds(lambda frame, when, said: frame | {"when": when} | said, frames(), st.none() | whens(), told)


@cache
def price_claims() -> st.SearchStrategy[PriceClaim]:
    """Claims of a price."""
    covers = st.just("") | texts(max_size=12)
    return st.builds(lambda said, covered: PriceClaim(**said, covers=covered), _said(prices()), covers)


@cache
def quantity_claims() -> st.SearchStrategy[QuantityClaim]:
    """Claims of a quantity, each on its basis."""
    return st.builds(lambda said, basis: QuantityClaim(**said, basis=basis), _said(estimates()), st.sampled_from(Basis))


@cache
def production_claims() -> st.SearchStrategy[ProductionClaim]:
    """Claims of how and where goods are made."""
    said = _said(st.sampled_from(ProductionMode))
    return st.builds(lambda frame, place: ProductionClaim(**frame, place=place), said, st.none() | countries())
