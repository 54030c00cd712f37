"""Corpora of others, read from a folder beside the checkout; they are no part of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CORPORA = Path(__file__).resolve().parents[2] / ".." / "shared" / "corpora"


@pytest.fixture(scope="session")
def corpus() -> Callable[[str], Any]:
    """Return what gives the cases of a corpus by its name, or skips where it is not there."""

    def cases(name: str) -> Any:
        path = CORPORA / name / "cases.json"
        if not path.is_file():
            pytest.skip(f"the corpus {name} is not beside this checkout")
        return json.loads(path.read_text(encoding="utf-8"))

    return cases
