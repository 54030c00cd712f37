"""How did the rival offers for Türkiye's air defence run beside each other?"""

import armsdeals as ad

told = ad.example("turkey-air-defence")
rivals = ad.Register(deal for deal in told if deal.position.furthest is not ad.NegotiationStage.INTEREST)
ax = ad.plot.timeline(rivals, title="Türkiye's search for an air defence")
