"""Figures: what `ad.plot` holds, one function for each kind of picture, all of which return axes of matplotlib.

>>> sorted(__all__)[:3]
['cashflows', 'gantt', 'timeline']
"""

from armsdeals.plots.cash_flows import cashflows
from armsdeals.plots.deal_timeline import timeline
from armsdeals.plots.stage_gantt import gantt

__all__ = ["cashflows", "gantt", "timeline"]
