"""Line: what is transferred, and every claim of how many and of how large a volume.

    >>> line = Line(id="s400", system=System("S-400"), ordered="4", unit="battalion")
    >>> [str(claim.value) for claim in line.on(Basis.ORDERED)]
    ['4 battalion']

No claim on a basis means *unknown*, never zero. What arrived stands in the history of the deal (`Delivery`).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from attrs import frozen

from armsdeals._fields import Slug, Text, Word, checked
from armsdeals._printed import short_repr
from armsdeals._shown import plain
from armsdeals.model.condition import Condition
from armsdeals.model.system import System
from armsdeals.model.valued import ProductionClaim, QuantityClaim
from armsdeals.model.volume import VolumeClaim
from armsdeals.values.basis import Basis
from armsdeals.values.estimate import Estimate


class LineKind(Word):
    """What sort of thing is transferred."""

    COMPLETE_SYSTEM = "COMPLETE_SYSTEM"  # works by itself
    COMPONENT = "COMPONENT"  # an engine, a sensor, a turret
    MUNITION = "MUNITION"  # a missile, bomb, torpedo, shell or round counted as such
    SUPPORT = "SUPPORT"  # spares, training, service
    UPGRADE = "UPGRADE"  # work on what the recipient has
    PRODUCTION_LICENCE = "PRODUCTION_LICENCE"  # the right to make it, apart from the goods
    TECHNOLOGY = "TECHNOLOGY"  # data and know-how
    INFRASTRUCTURE = "INFRASTRUCTURE"  # bases, shelters, depots, plants


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, init=False, repr=False)
class Line:
    """One kind of goods in a deal.

    Attributes:
        id: A key for it within the deal.
        system: What it is.
        kind: What sort of thing is transferred.
        condition: In what condition it arrives.
        quantities: Every claim of how many, each on its basis.
        production: Every claim of how it is made.
        volumes: Every claim of its volume, each on its basis, of one unit or of all.
        note: Anything else, in words ("for four frigates").
    """

    id: Slug
    system: System
    kind: LineKind | None = None
    condition: Condition | None = None
    quantities: tuple[QuantityClaim, ...] = ()
    production: tuple[ProductionClaim, ...] = ()
    volumes: tuple[VolumeClaim, ...] = ()
    note: Text = ""

    __repr__ = short_repr

    def __init__(
        self,
        *,
        id: str,  # noqa: A002  # the field is called id in every file
        system: System | str,
        ordered: Estimate | str | int | Decimal | None = None,
        unit: str = "",
        kind: LineKind | str | None = None,
        condition: Condition | str | None = None,
        quantities: Iterable[QuantityClaim] = (),
        production: Iterable[ProductionClaim] = (),
        volumes: Iterable[VolumeClaim] = (),
        note: str = "",
    ) -> None:
        """Take the fields; ``ordered`` with ``unit`` is short for one claim on that basis."""
        if ordered is not None:
            quantities = (QuantityClaim(value=ordered, unit=unit, basis=Basis.ORDERED), *quantities)
        elif unit:
            raise TypeError("unit goes with ordered; give a claim of another basis its own unit")
        system = System(system) if isinstance(system, str) else system
        self.__attrs_init__(
            id=id,
            system=system,
            kind=None if kind is None else LineKind(kind),
            condition=None if condition is None else Condition(condition),
            quantities=tuple(quantities),
            production=tuple(production),
            volumes=tuple(volumes),
            note=note,
        )

    def on(self, basis: Basis | str) -> tuple[QuantityClaim, ...]:
        """Return the claims on one basis, as told."""
        wanted = Basis(basis)
        return tuple(claim for claim in self.quantities if claim.basis is wanted)

    def __str__(self) -> str:
        return plain(f"{self.system} ({self.id})" if self.id != str(self.system).lower() else str(self.system))
