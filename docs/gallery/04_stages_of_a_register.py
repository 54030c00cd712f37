"""How long did the deals of a register stay in each stage?"""

import armsdeals as ad

indian = ad.casebook().where(recipient="India")
ax = ad.plot.gantt(indian, on="2015-04-10", title="India's fighter tender and what came of it")
