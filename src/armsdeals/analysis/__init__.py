"""Questions that are asked of offers, deals and registers; each answers with a `Result`.

    >>> import armsdeals.analysis as an
    >>> an.Result(columns=("year", "deals"), rows=((2017, 3),)).column("deals")
    (3,)

The functions stand here by their names; the files behind them hold one question each.
"""

from __future__ import annotations

from armsdeals.analysis._result import Result
from armsdeals.analysis.cells import NoValue, Range, Rivals
from armsdeals.analysis.columns import Column, Remark, ResultRow
from armsdeals.analysis.offers import compare_offers

__all__ = ["Column", "NoValue", "Range", "Remark", "Result", "ResultRow", "Rivals", "compare_offers"]
