"""Rows: read from the tables, and written as the lines of a module."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read one of the tables."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def quoted(text: str) -> str:
    """Write a text as the formatter would."""
    return f'"{text}"'


def tupled(parts: Iterable[str]) -> str:
    """Write a row as a tuple of texts."""
    return f"({', '.join(map(quoted, parts))})"
