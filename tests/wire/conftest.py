"""One deal that uses nearly every field, made by hand."""

from __future__ import annotations

import pytest

from armsdeals.model.condition import Condition
from armsdeals.model.deal import Deal
from armsdeals.model.delivery import Delivery
from armsdeals.model.event import Bound, Event, EventKind
from armsdeals.model.financing.cash import Cash
from armsdeals.model.financing.financing import Financing
from armsdeals.model.financing.grant import Grant
from armsdeals.model.financing.kind import FinancingForm
from armsdeals.model.financing.loan import Loan, Profile
from armsdeals.model.financing.status import FinancingStatus, FinancingStep
from armsdeals.model.instrument import Instrument, InstrumentKind
from armsdeals.model.line import Line, LineKind
from armsdeals.model.link import Link, LinkKind
from armsdeals.model.negotiation.ending import EndActor, EndReason, Reason, Suspension, Termination
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.party import Party, PartyKind, Role
from armsdeals.model.system import System
from armsdeals.model.valued import PriceClaim, ProductionClaim, ProductionMode, QuantityClaim
from armsdeals.values.basis import Basis
from armsdeals.values.claim import Absence, Confidence, Modality, SpeakerRole
from armsdeals.values.evidence import Evidence, SourceKind


@pytest.fixture(scope="session")
def rich() -> Deal:
    tass = Evidence(id="tass-2020", publisher="TASS", published="2020-08-23", kind=SourceKind.ARTICLE, language="ru")
    daily = Evidence(id="daily", publisher="Hürriyet Daily News", published="2017-09-29", locator="p. 2 # 3")
    inline = Evidence(
        title="null", author="NO", published="2017-04~", retrieved="2026-11-22", link="https://example.org/?a=b: c"
    )
    return Deal(
        id="tur-s400",
        title="Türkiye buys S-400: a “first”",
        parties=(
            Party("Rosoboronexport", role=Role.SUPPLIER, country="Russia", kind=PartyKind.STATE_COMPANY, note="0123"),
            Party("Türkiye", role=Role.RECIPIENT, country="Türkiye"),
        ),
        lines=(
            Line(
                id="s400",
                system=System("S-400", id="s-400", aliases=("Triumf", "SA-21"), origin="Russia", nato_name="Growler"),
                kind=LineKind.COMPLETE_SYSTEM,
                condition=Condition.NEW,
                quantities=(
                    QuantityClaim(value="4 battalion", basis=Basis.ORDERED, evidence=(daily,), confidence=Confidence.HIGH),
                    QuantityClaim(absent=Absence.WITHHELD, basis=Basis.DELIVERED, evidence=(tass, inline)),
                ),
                production=(ProductionClaim(value=ProductionMode.OFF_THE_SHELF, place="Russia"),),
                note="two lines\nof words ",
            ),
        ),
        prices=(PriceClaim(value="2.5e9 USD CONTRACT", covers="all", evidence=(daily,), speaker="Chemezov", id="price-1"),),
        financing=Financing(
            instruments=(
                Cash(key="advance", share="0.45", payer="SSM"),
                Loan(key="loan", share="0.55", rate="0.05", tenor_years=10, grace_years=2, profile=Profile.ANNUITY, payments_per_year=2),
                Grant(donor="~", form=FinancingForm.GIFT),
            ),
        ),
        history=(
            Event(when="2016-11~", stage=NegotiationStage.TALKS, said="2016-11-18", speaker_role=SpeakerRole.RECIPIENT_OFFICIAL, quote='"yes"'),
            Event(when="../2017-09-12", stage=NegotiationStage.SIGNED, evidence=(daily, inline), instrument=Instrument(kind=InstrumentKind.CONTRACT)),
            Event(when="2017-12-29", financing=(FinancingStep(of="loan", status=FinancingStatus.SIGNED),), kind=EventKind.AGREEMENT),
            Event(when="2018", stage=NegotiationStage.SUSPENDED, suspension=Suspension(by=EndActor.SUPPLIER, reasons=("price",), is_formal=False)),
            Event(when="2019-07-12", stage=NegotiationStage.DELIVERING, bound=Bound.AT_LEAST, back=True,
                  deliveries=(Delivery(line="s400", quantity="1 battery", place="Mürted"),)),
            Event(when="2020-03", stage=NegotiationStage.DELIVERING, modality=Modality.PLANNED, confidence=Confidence.LOW, scope=("s400",)),
            Event(when="2020/2021", stage=NegotiationStage.CANCELLED,
                  termination=Termination(by=EndActor.RECIPIENT, reasons=(Reason(EndReason.PRICE, speaker="a", text="b"), "delay"))),
        ),
        links=(Link(LinkKind.COMPETES_WITH, to="tur-patriot", note="x"),),
        note="-",
        sources=(Evidence(publisher="AP"), tass, Evidence(id="sipri", publisher="SIPRI", kind=SourceKind.DATA_SET)),
    )  # fmt: skip
