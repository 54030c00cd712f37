"""What the tests of figures share: a register that says all a figure shows, and no window left open."""

from collections.abc import Iterator
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

import armsdeals as ad

mpl.use("Agg")

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "sipri"


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


@pytest.fixture(scope="session")
def made_up() -> ad.Register:
    """The made-up register M."""
    return ad.read(SAMPLES / "mini_register.csv", source="sipri")


@pytest.fixture(scope="session")
def story() -> ad.Register:
    return ad.example("turkey-air-defence")
