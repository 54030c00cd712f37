"""How long from order to first delivery, with the open orders counted?"""

import armsdeals as ad
import armsdeals.analysis as an

register = ad.read("trade-register.csv", source="sipri")
ax = ad.plot.survival(an.durations(register, "ordered", "first_delivery"))
