"""Who supplied whom?"""

import armsdeals as ad
import armsdeals.analysis as an

register = ad.read("trade-register.csv", source="sipri")
ax = ad.plot.flows(an.volumes(register, by=("supplier", "recipient"), basis="delivered"))
