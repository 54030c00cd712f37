"""A table of the invariants of the model and where each is tested; a law that moves without its row is found here.

``pytest tests/laws -k law_10_`` runs invariant 10.
"""

from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
STANDS = {
    1: ("laws/test_time_and_order.py", "model/test_deal_laws.py", "model/negotiation/test_laws.py"),
    2: ("laws/test_time_and_order.py", "laws/test_wire_and_values.py", "model/test_deal_laws.py"),
    3: ("laws/test_time_and_order.py", "model/negotiation/test_laws.py"),
    4: ("laws/test_time_and_order.py", "model/test_deal_laws.py", "model/negotiation/test_laws.py"),
    5: ("laws/test_time_and_order.py", "model/test_deal_laws.py"),
    6: ("laws/test_wire_and_values.py", "wire/test_document.py"),
    7: ("laws/test_wire_and_values.py", "values/test_estimate.py", "values/test_when.py"),
    8: ("laws/test_wire_and_values.py",),
    9: ("laws/test_wire_and_values.py", "values/test_price.py", "values/test_tiv.py"),
    10: ("laws/test_money_over_time.py", "model/financing/test_laws.py"),
    11: ("laws/test_wire_and_values.py", "model/financing/test_financing.py"),
    12: ("laws/test_wire_and_values.py",),
    13: ("laws/test_wire_and_values.py", "values/test_country.py"),
    14: ("laws/test_wire_and_values.py", "model/negotiation/test_laws.py"),
    15: ("laws/test_wire_and_values.py",),
}


def test_every_invariant_has_a_place() -> None:
    assert set(STANDS) == set(range(1, 16))


@pytest.mark.parametrize("number", STANDS)
def test_a_law_of_that_number_stands_here_and_laws_stand_where_the_table_says(number: int) -> None:
    texts = {place: (TESTS / place).read_text("utf-8") for place in STANDS[number]}
    assert any(f"def test_law_{number}_" in text for place, text in texts.items() if place.startswith("laws/"))
    assert [place for place, text in texts.items() if "def test_law_" not in text] == []
