"""Figures: what `ad.plot` holds, one function for each kind of picture, all of which return axes of matplotlib.

>>> __all__
['bars', 'cashflows', 'flows', 'gantt', 'incidence', 'network', 'offers', 'survival', 'timeline']
"""

from armsdeals.plots.cash_flows import cashflows
from armsdeals.plots.deal_timeline import timeline
from armsdeals.plots.offers_beside import offers
from armsdeals.plots.stage_gantt import gantt
from armsdeals.plots.trade_network import network
from armsdeals.plots.volume_bars import bars
from armsdeals.plots.volume_flows import flows
from armsdeals.plots.waiting_curves import incidence, survival

__all__ = ["bars", "cashflows", "flows", "gantt", "incidence", "network", "offers", "survival", "timeline"]
