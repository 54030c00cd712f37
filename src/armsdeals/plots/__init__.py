"""Figures: what `ad.plot` holds, one function for each kind of picture, all of which return axes of matplotlib.

>>> sorted(__all__)[:3]
['bars', 'cashflows', 'gantt']
"""

from armsdeals.plots.cash_flows import cashflows
from armsdeals.plots.deal_timeline import timeline
from armsdeals.plots.stage_gantt import gantt
from armsdeals.plots.volume_bars import bars

__all__ = ["bars", "cashflows", "gantt", "timeline"]
