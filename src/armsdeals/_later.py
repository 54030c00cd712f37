"""Rooms that are opened late: a module whose name is known now, and which is loaded when something of it is first used.

A command that looks at one small file should not wait for tables, engines and rates that it never asks. The importer names
such a module twice: for the type checker under ``TYPE_CHECKING``, and by ``later`` for the program.

    >>> fractions = later("fractions")
    >>> fractions.Fraction(1, 2)
    Fraction(1, 2)

Left out: packages that may not be installed (`errors.need`), and classes, which a field needs when it is declared.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Later:
    """Stands for a module until something of it is used; what was used once is at hand the next time."""

    def __init__(self, module: str) -> None:
        self.__module = module

    def __getattr__(self, name: str) -> Any:
        found = getattr(import_module(self.__module), name)
        setattr(self, name, found)
        return found


def later(module: str) -> Any:
    """Return what stands for a module and loads it on first use."""
    return Later(module)
