"""Which states are suppliers and which recipients, seen as a network?"""

import armsdeals as ad
import armsdeals.analysis as an

register = ad.read("trade-register.csv", source="sipri")
ax = ad.plot.network(an.network(register, basis="delivered", parties="state"))
