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
from armsdeals.analysis.concentration import Index, concentration
from armsdeals.analysis.durations import Durations, durations
from armsdeals.analysis.groups import WEAPONS, Groups
from armsdeals.analysis.matrix import Matrix
from armsdeals.analysis.network import network
from armsdeals.analysis.networks import Edge, Network, Node
from armsdeals.analysis.offers import compare_offers
from armsdeals.analysis.order_book import order_book
from armsdeals.analysis.panel import Panel, panel
from armsdeals.analysis.prices import prices
from armsdeals.analysis.reconcile import reconcile
from armsdeals.analysis.shares import change, shares
from armsdeals.analysis.stages import stages
from armsdeals.analysis.volumes import volumes

__all__ = [
    "WEAPONS",
    "Column",
    "Durations",
    "Edge",
    "Groups",
    "Index",
    "Matrix",
    "Network",
    "NoValue",
    "Node",
    "Panel",
    "Range",
    "Remark",
    "Result",
    "ResultRow",
    "Rivals",
    "change",
    "compare_offers",
    "concentration",
    "durations",
    "network",
    "order_book",
    "panel",
    "prices",
    "reconcile",
    "shares",
    "stages",
    "volumes",
]
