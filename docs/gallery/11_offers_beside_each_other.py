"""What did the rival bidders ask, as far as it was told?"""

import armsdeals as ad

offers = ad.compare_offers(ad.example("turkey-air-defence"), rate="0.05")
ax = ad.plot.offers(offers, title="What the bidders asked of Türkiye")
