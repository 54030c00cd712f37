"""A made-up register to read, and ways of looking at what came of it."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from armsdeals.register.reading import Reading
from armsdeals.register.register import Register

SAMPLES = Path(__file__).parents[1] / "samples" / "sipri"


@pytest.fixture(scope="session")
def mini_register() -> str:
    return (SAMPLES / "mini_register.csv").read_text("ascii")


@pytest.fixture(scope="session")
def mini_deliveries() -> str:
    return (SAMPLES / "mini_deliveries.csv").read_text("ascii")


@pytest.fixture(scope="session")
def delivered() -> Callable[[Register], Decimal]:
    """The volume of everything that arrived."""

    def total(register: Register) -> Decimal:
        entries = [entry for deal in register for event in deal.history for entry in event.deliveries]
        return sum((entry.volume.volume for entry in entries if entry.volume is not None), Decimal(0))

    return total


@pytest.fixture(scope="session")
def ordered() -> Callable[[Register], Decimal]:
    """The volume of everything that was ordered."""

    def total(register: Register) -> Decimal:
        claims = [claim for deal in register for line in deal.lines for claim in line.volumes if not claim.is_per_unit]
        return sum((claim.value.volume for claim in claims if claim.value is not None), Decimal(0))

    return total


@pytest.fixture(scope="session")
def flags() -> Callable[[Register], tuple[int, int, int]]:
    """How many years of order, numbers ordered and numbers delivered are estimates."""

    def told(register: Register) -> tuple[int, int, int]:
        deals = list(register)
        return (
            sum(event.when.is_uncertain for deal in deals for event in deal.history if str(event.stage) == "SIGNED"),
            sum(
                claim.value is not None and not claim.value.is_exact
                for deal in deals
                for claim in deal.lines[0].quantities
            ),
            sum(
                entry.quantity is not None and not entry.quantity.is_exact
                for deal in deals
                for event in deal.history
                for entry in event.deliveries
            ),
        )

    return told


@pytest.fixture(scope="session")
def codes() -> Callable[[Reading], list[str]]:
    """The codes of the findings, in order."""
    return lambda reading: [issue.code for issue in reading.issues]
