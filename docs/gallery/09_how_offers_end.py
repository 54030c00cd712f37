"""How do offers end: signed, cancelled, lapsed or still open?"""

import armsdeals as ad
import armsdeals.analysis as an

ax = ad.plot.incidence(an.durations(ad.casebook(), "OFFERED", "SIGNED", on="2026-01-01"))
