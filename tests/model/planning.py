"""Deals with plans and facts, as the tests of what is overdue tell them."""

from __future__ import annotations

from typing import Any

import armsdeals as ad


def deal(*history: ad.Event, **more: Any) -> ad.Deal:
    lines = (ad.Line(id="s400", system="S-400", ordered="4", unit="battery"),)
    return ad.Deal(**{"id": "demo", "lines": lines, "history": history, **more})


def plan(when: str, *, said: str = "2017-04-24", **more: Any) -> ad.Event:
    return ad.Event(when=when, modality="planned", said=said, **more)


def fact(when: str, *, said: str = "", **more: Any) -> ad.Event:
    return ad.Event(when=when, said=said or when, **more)


def arrives(quantity: str | None) -> dict[str, Any]:
    return {"deliveries": (ad.Delivery(line="s400", quantity=quantity),)}


SIGNING = plan("2017-06", stage="signed")
