"""What the tests of terms are told in: how a deal is paid, the one part that comes of it, and a usual loan."""

from __future__ import annotations

from typing import Any

import armsdeals as ad

START = "2018-01-01"


def paid_by(*instruments: Any, **more: Any) -> ad.Financing:
    """Return how a deal is paid."""
    return ad.Financing(instruments=instruments, **more)


def only(*instruments: Any, **more: Any) -> Any:
    """Return the one part that all that is told comes to."""
    (part,) = paid_by(*instruments, **more).parts()
    return part


def loan(**terms: Any) -> ad.Loan:
    """Return a loan of two years at 10 %, paid back at once in the end, but for the terms that are given."""
    usual: dict[str, Any] = {"rate": "0.1", "tenor_years": 2, "profile": "bullet"}
    return ad.Loan(key="loan", **usual | terms)
