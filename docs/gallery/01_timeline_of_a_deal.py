"""Where did the S-400 deal stand, what was told of it, and which days are not certain?"""

import armsdeals as ad

deal = ad.example("tur-s400")["tur-s400"]
ax = ad.plot.timeline(deal)
