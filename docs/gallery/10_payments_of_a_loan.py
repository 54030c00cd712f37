"""What falls due when, if 45 per cent are paid at once and the rest is a loan on assumed terms?"""

import armsdeals as ad

loan = ad.Loan(share="0.55", tenor_years=10, grace_years=2, profile="EQUAL_PRINCIPAL", payments_per_year=2)
financing = ad.Financing(instruments=(ad.Cash(share="0.45"), loan), price="2.5e9 USD")
ax = ad.plot.cashflows(financing.schedule(start="2018-01-01", assume={"rate": "0.05"}))
