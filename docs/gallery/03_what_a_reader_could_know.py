"""What could a reader of May 2017 know of the same deal?"""

import armsdeals as ad

deal = ad.example("tur-s400")["tur-s400"]
ax = ad.plot.timeline(deal, known_by="2017-05-03", title="As known by 3 May 2017")
