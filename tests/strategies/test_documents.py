"""Broken documents: a reader reports at least the faults that were put in."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.errors import InvalidDeals

CODES = (
    "bad-value", "duplicate-id", "duplicate-key", "inconsistent", "missing", "not-in-list", "out-of-range",
    "unknown-key", "unknown-source", "wrong-type",
)  # fmt: skip
MANY = settings(max_examples=300, deadline=None)


@MANY
@given(broken=ads.broken_documents())
def test_law_every_fault_that_was_put_in_is_reported(broken: ads.BrokenDocument) -> None:
    with pytest.raises(InvalidDeals) as refused:
        ad.loads(broken.data, broken.format)
    found = Counter(issue.code for issue in refused.value.issues)
    assert Counter(broken.codes) <= found, f"{refused.value}\n{broken.data.decode()}"


def test_every_sort_of_fault_is_drawn_in_both_formats() -> None:
    wanted = {(form, code) for form in ("json", "yaml") for code in CODES}
    seen: set[tuple[str, str]] = set()

    def look(broken: ads.BrokenDocument) -> None:
        seen.update((broken.format, code) for code in broken.codes)

    # What is drawn hangs on all that was imported before, and many short searches are less alike than a long one.
    some = settings(
        max_examples=25, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    for number in range(40):
        some(seed(number)(given(ads.broken_documents())(look)))()
        if seen == wanted:
            break
    assert seen == wanted


@given(ads.broken_documents(formats=["yaml"]))
def test_a_format_can_be_asked_for(broken: ads.BrokenDocument) -> None:
    assert broken.format == "yaml"
