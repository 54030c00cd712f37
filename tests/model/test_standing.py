"""Where a deal in tranches stands, and which steps of the whole its tranches allow."""

from __future__ import annotations

import pytest

import armsdeals as ad

Stage = ad.NegotiationStage


def test_a_step_of_the_whole_is_refused_where_the_tranches_are_further() -> None:
    deal = ad.Deal(id="demo", tranches=(ad.Tranche(id="one"),)).advance("selected", on="1957")
    deal = deal.with_event(ad.Event(when="1958", stage="delivered", scope=("one",)))
    assert {move.to for move in deal.moves("observed")} == {Stage.COMPLETED, Stage.SUSPENDED, Stage.SUPERSEDED}
    with pytest.raises(ad.MoveNotAllowed, match="tell it of a tranche"):
        deal.advance("delivering", on="1960")
    assert deal.advance("completed", on="1960").stage is Stage.COMPLETED
