"""The story of Türkiye's air defence, read once for each page of tests."""

import pytest

from armsdeals.cases.cases import example
from armsdeals.model.deal import Deal
from armsdeals.register.register import Register


@pytest.fixture(scope="module")
def register() -> Register:
    return example("turkey-air-defence")


@pytest.fixture
def s400(register: Register) -> Deal:
    return register["tur-s400"]
