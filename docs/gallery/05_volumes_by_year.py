"""How much was delivered in each year, and by whom? The last year is not told whole yet."""

import armsdeals as ad
import armsdeals.analysis as an

register = ad.read("trade-register.csv", source="sipri")
volumes = an.volumes(register, by=("supplier", "year"), basis="delivered", spread="even")
ax = ad.plot.bars(volumes, incomplete=(2023,))
