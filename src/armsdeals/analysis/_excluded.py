"""Excluded: what an answer leaves out, named, so that nothing is lost in silence.

>>> from armsdeals.values.basis import Basis
>>> lost = (Excluded("Iran", "Hamas (Palestine)*", "non state group", 1, 1.0), Excluded("Sweden", "United Nations**", "organisation", 1, 9.0))
>>> excluded_words(lost, "recipient")
'United Nations** 9 million TIV (1 deal), Hamas (Palestine)* 1 million TIV (1 deal)'
>>> excluded_table(lost, Basis.DELIVERED).column("value")
(9.0, 1.0)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

from armsdeals._shown import plain
from armsdeals.analysis._flows import Flow
from armsdeals.analysis._result import Result
from armsdeals.analysis.cells import NoValue
from armsdeals.analysis.columns import Column
from armsdeals.values.basis import Basis
from armsdeals.values.evidence import Evidence
from armsdeals.values.tiv import UNIT

_PLACES = 9  # decimals that adding up binary fractions leaves exact
_NAMED = 12  # in a note


class Excluded(NamedTuple):
    """What is left out for one reason.

    Attributes:
        supplier: Who supplied.
        recipient: Who received.
        reason: Why it is left out.
        deals: How many deals are concerned; None where the rows do not name them.
        value: The volume, in millions of TIV.
    """

    supplier: str
    recipient: str
    reason: str
    deals: int | None
    value: float

    @classmethod
    def of(cls, flow: Flow, reason: str, value: float | None = None) -> Self:
        """Return what a flow loses; all of it unless a part is given."""
        return cls(flow.supplier.name, flow.recipient.name, reason, flow.deals, flow.value if value is None else value)


def together(lost: Iterable[Excluded]) -> list[Excluded]:
    """Return one entry for each pair and reason, the largest volume first."""
    found: dict[tuple[str, str, str], list[Excluded]] = {}
    for one in lost:
        found.setdefault(one[:3], []).append(one)
    out = [Excluded(*key, _deals(held), round(sum(one.value for one in held), _PLACES)) for key, held in found.items()]
    return sorted(out, key=lambda one: (-one.value, one))


def excluded_table(
    lost: Iterable[Excluded], basis: Basis, vintage: str = "", sources: tuple[Evidence, ...] = ()
) -> Result:
    """Return what is left out as a table, the largest volume first."""
    rows = [(*one[:3], NoValue.UNKNOWN if one.deals is None else one.deals, one.value) for one in together(lost)]
    return Result(
        title=f"Left out of the volume {basis.in_words}",
        columns=(
            Column("supplier"), Column("recipient"), Column("reason", meaning="why it is left out"),
            Column("deals", meaning="how many deals are concerned"), Column("value", unit="TIV", meaning="the volume that is left out"),
        ),
        rows=rows, keys=3, basis=basis.in_words, unit="TIV", vintage=vintage, sources=sources,
    )  # fmt: skip


def excluded_words(lost: Sequence[Excluded], by: str) -> str:
    """Return what is left out in one line, put together by supplier, recipient or reason."""
    found: dict[str, list[Excluded]] = {}
    for one in lost:
        found.setdefault(getattr(one, by), []).append(one)
    order = sorted(found, key=lambda name: (-sum(one.value for one in found[name]), name))
    told = [f"{plain(name)} {_sum(found[name])}" for name in order[:_NAMED]]
    rest = [one for name in order[_NAMED:] for one in found[name]]
    return ", ".join([*told, *([f"and {len(order) - _NAMED} more, {_sum(rest)}"] if rest else [])])


def _sum(lost: Sequence[Excluded]) -> str:
    deals = _deals(lost)
    told = "" if deals is None else f" ({deals:,} deal{'s' if deals != 1 else ''})"
    return f"{sum(one.value for one in lost):,.6g} {UNIT}{told}"


def _deals(lost: Sequence[Excluded]) -> int | None:
    told = [one.deals for one in lost]
    return None if None in told else sum(one for one in told if one is not None)
