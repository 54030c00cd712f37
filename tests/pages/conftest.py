"""Deals made by hand: a small version of a well-known story, its rival, and a deal full of hostile names."""

import pytest

from armsdeals.model.deal import Deal
from armsdeals.model.delivery import Delivery
from armsdeals.model.event import Event
from armsdeals.model.financing.cash import Cash
from armsdeals.model.financing.financing import Financing
from armsdeals.model.financing.loan import Loan
from armsdeals.model.financing.status import FinancingStep
from armsdeals.model.line import Line
from armsdeals.model.link import Link
from armsdeals.model.negotiation.ending import Termination
from armsdeals.model.party import Party
from armsdeals.model.system import System
from armsdeals.model.valued import PriceClaim
from armsdeals.register.register import Register
from armsdeals.values.evidence import Evidence

HOSTILE = "<script>alert(1)</script>\u202e\x1b[31m\" onload='x' {{ 7*7 }} ]]>&amp;"


@pytest.fixture
def missiles() -> Deal:
    hurriyet = Evidence(publisher="Hürriyet Daily News", published="2017-09-29", link="https://example.org/h?a=1&b=2")
    sputnik = Evidence(publisher="Sputnik", published="2017-12-27")
    return Deal(
        id="tur-s400",
        title="Türkiye buys S-400",
        parties=(
            Party("Rosoboronexport", role="supplier", country="Russia"),
            Party("SSM", role="recipient", country="Türkiye"),
        ),
        lines=(Line(id="s400", system="S-400", ordered="4", unit="battalion"),),
        prices=(
            PriceClaim(value="2.5e9 USD contract", confidence="high", evidence=(sputnik,)),
            PriceClaim(value="4e9 USD estimate", confidence="low", speaker="An analyst", said="2018-01-01"),
        ),
        financing=Financing(
            instruments=(
                Cash(key="advance", share="0.45", evidence=(sputnik,)),
                Loan(key="loan", form="supplier state loan", share="0.55", lender="Russia", evidence=(sputnik,)),
            ),
            complete=True,
        ),
        history=(
            Event(when="2016-11~", stage="talks", evidence=(Evidence(publisher="A paper", published="2017-04-30"),)),
            Event(
                when="../2017-09-12", stage="signed", confidence="high", evidence=(hurriyet,), text="on a day unnamed"
            ),
            Event(when="2017-12-29", financing=(FinancingStep(of="loan", status="signed"),), evidence=(sputnik,)),
            Event(when="2020-03", stage="delivering", modality="planned", evidence=(sputnik,)),
            Event(
                when="2019-07-12",
                stage="delivering",
                deliveries=(Delivery(line="s400", quantity="1 battery"),),
                evidence=(Evidence(publisher="TASS", published="2020-08-23"),),
            ),
        ),
        links=(Link("competes with", to="tur-fd2000"),),
    )


@pytest.fixture
def rival() -> Deal:
    paper = (Evidence(publisher="Reuters", published="2015-11-15"),)
    return Deal(
        id="tur-fd2000",
        title="Türkiye and the FD-2000",
        parties=(Party("CPMIEC", role="supplier", country="China"), Party("SSM", role="recipient", country="Türkiye")),
        lines=(Line(id="fd", system="FD-2000"),),
        history=(
            Event(when="2009/2010", stage="tendered", evidence=paper),
            Event(when="2013-09-26", stage="selected", evidence=paper),
            Event(
                when="2015-11-15",
                stage="cancelled",
                termination=Termination(by="recipient", reasons=("price",)),
                evidence=paper,
            ),
        ),
    )


@pytest.fixture
def both(missiles: Deal, rival: Deal) -> Register:
    return Register([missiles, rival])


@pytest.fixture
def hostile() -> Deal:
    source = Evidence(publisher=HOSTILE, title=HOSTILE, locator=HOSTILE, published="2017", link="java\tscript:alert(1)")
    return Deal(
        id="a.b-1",
        title=HOSTILE,
        parties=(Party(HOSTILE, role="supplier", note=HOSTILE), Party("B", role="recipient", country="Türkiye")),
        lines=(Line(id="x", system=System(HOSTILE, category=HOSTILE), note=HOSTILE),),
        prices=(PriceClaim(value="1 USD", text=HOSTILE, speaker=HOSTILE, evidence=(source,)),),
        financing=Financing(instruments=(Loan(lender=HOSTILE, share="0.5", evidence=(source,)),)),
        history=(
            Event(
                when="2016",
                stage="talks",
                text=HOSTILE,
                quote=HOSTILE,
                speaker=HOSTILE,
                place=HOSTILE,
                participants=(HOSTILE,),
                evidence=(source,),
            ),
        ),
        note=HOSTILE,
    )
