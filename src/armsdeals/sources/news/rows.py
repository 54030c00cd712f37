r"""News: a table of articles on deals, with columns in any order and under the common names.

Buyer, seller, product, quantity, value, currency, date and address; also the day, the paper and the title of the article and the
stage it tells. A row is one article. Rows whose sides, system and day agree become one deal, in which what each article says
stands beside the others. A cell that cannot mean anything is left out with a finding, and nothing is put in its place.

    >>> reading = read(b'''seller,buyer,product,quantity,deal_value,currency,deal_date,article_date,source_url
    ... Saab,Norway,Drone-5,8,$120 million,USD,Tuesday,2026-02-04,https://one.example/a
    ... Saab,Norway,Drone-5,10,EUR 90 million,USD,2026-02-03,,https://two.example/b
    ... Saab,PENDING,Radar-X,10-year,5,,Tuesday,,https://three.example/c
    ... ''')
    >>> print(reading.counts)
    3 lines: 3 used, 0 joined to the line before, 0 refused, 0 skipped
    >>> [str(claim.value) for claim in reading.register.deals[0].lines[0].quantities]
    ['8', '10']
    >>> for issue in reading.issues:
    ...     print(issue)
    line 3: info: value: tells the deal of line 2 (supplier, recipient, system, order date) [told-again]
    line 3: warning: currency: 'EUR 90 million' is in EUR and the currency is 'USD'; no sum is kept [currency-contradicts]
    line 4: warning: buyer: 'PENDING' stands for nothing known [placeholder]
    line 4: warning: quantity: '10-year' is no number of things; none is kept [bad-quantity]
    line 4: warning: value: '5' names no currency; no sum is kept [no-currency]
    line 4: warning: date: 'Tuesday' is a day of nobody knows which week [date-unresolved] (give the day of the article)

Left out: what the article says beside. Terms: see `armsdeals.sources.news.source`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from attrs import evolve

from armsdeals._shown import shown
from armsdeals.errors import ArmsDealsError, InvalidValue, UnreadableInput
from armsdeals.issues import Issue, Issues, Severity
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.model.line import Line
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.party import Party, Role
from armsdeals.model.system import System
from armsdeals.model.valued import PriceClaim, QuantityClaim
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.register.vintage import Vintage
from armsdeals.sources._base import Progress
from armsdeals.sources.account import Account
from armsdeals.sources.delimited import Names, Table, check_lines, table_of
from armsdeals.sources.news.source import NEWS
from armsdeals.sources.news.who import may_be_swapped, parties_of
from armsdeals.sources.sipri.lines import decoded
from armsdeals.values.basis import Basis
from armsdeals.values.claim import Absence
from armsdeals.values.estimate import Estimate
from armsdeals.values.evidence import Evidence, SourceKind
from armsdeals.values.money import Money
from armsdeals.values.price import Price
from armsdeals.values.when import When
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits

LAYOUT = "rows"
