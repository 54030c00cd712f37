"""What did the rivals cost, as far as it was told?"""

import armsdeals as ad

story = ad.example("turkey-air-defence")
names = {"S-400": "tur-s400", "FD-2000": "tur-t-loramids", "Patriot, bid of 2009": "tur-patriot-2009",
         "Patriot, offer of 2018": "tur-patriot", "SAMP/T": "tur-sampt", "S-300VM": "tur-antey"}  # fmt: skip
offers = ad.compare_offers({name: story[deal] for name, deal in names.items()}, rate="0.05")
ax = ad.plot.offers(offers, title="What the rivals were told to cost Türkiye")
