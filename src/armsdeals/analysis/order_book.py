"""Order book: what is ordered and not delivered yet, deal by deal and never as a difference of totals.

    >>> import pyarrow as pa
    >>> told = pa.table({"deal": ["a", "a", "b"], "recipient": ["X", "X", "Y"], "basis": ["ORDERED", "DELIVERED", "ORDERED"],
    ...                  "tiv": [300.0, 180.0, 40.0]})
    >>> order_book(told)
    Order book, by recipient (million TIV)
    recipient  value  low  high  share estimated  deals  ordered  delivered
    X            120  120   120          unknown      1      300        180
    Y             40   40    40          unknown      1       40          0

A deal that delivers more than was ordered owes nothing, and makes up for no other. Left out: what is planned or optional.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve

from armsdeals.analysis._answer import figure, is_unknown, listed, rivals_told
from armsdeals.analysis._asked import Key, Named, keys_of, only, sides_of
from armsdeals.analysis._columns_told import NOBODY, numpy
from armsdeals.analysis._engine import opened
from armsdeals.analysis._parts import Parts
from armsdeals.analysis._result import Result
from armsdeals.analysis._sums import Measure, Spans, counted, summed
from armsdeals.analysis.cells import FRACTION, NoValue
from armsdeals.analysis.columns import Column, ResultRow
from armsdeals.values.basis import Basis

_PLACES = 12
_ROUNDING = 0.005  # TIV; files print two decimals
_COLUMNS = (
    Column("value", meaning="the volume that is ordered and not delivered, in million TIV"),
    Column("low", meaning="the least that it may be"),
    Column("high", meaning="the most that it may be"),
    Column("share_estimated", unit=FRACTION, meaning="what part of it the source calls an estimate"),
    Column("deals", meaning="how many deals are open"),
    Column("ordered", meaning="the volume that these deals ordered, in million TIV"),
    Column("delivered", meaning="the volume that they delivered, in million TIV"),
)


def order_book(
    data: Any,
    *,
    by: Any = "recipient",
    supplier: Named | None = None,
    recipient: Named | None = None,
    buyer: Named | None = None,
    seller: Named | None = None,
    columns: Mapping[str, str] | None = None,
) -> Result:
    """Return the volume that is ordered and not delivered yet.

    Args:
        data: What holds the rows (see `volumes`), orders and deliveries together.
        by: By what to group; "deal" lists every open deal.
        supplier: Whose supplies count.
        recipient: What of whom counts.
        buyer: Another word for the recipient.
        seller: Another word for the supplier.
        columns: Our names of columns, each with the name in the frame.

    Returns:
        The columns of ``by``, then value (million TIV, the sum over deals of what is ordered less what came, 0 at least), low, high,
        share_estimated, deals, ordered and delivered; deals that owe nothing are in no row. The notes name deals that delivered
        more than was ordered, and deals of whose order nobody tells a volume, which are not 0.

    Raises:
        UnknownName: There is no such column or party.
    """
    frame = opened(data, columns=columns)
    frame.need("the order book", deal="any", basis="text", tiv="number")
    keys = keys_of(by, frame, "the order book")
    sides = sides_of(supplier, recipient, buyer, seller)
    frame = only(frame, sides, "the order book")
    grain = [Key(name, name) for name in ("deal", "line") if name in frame]
    sums = [
        summed(counted(frame, basis), (*keys, *grain), basis, by_year=False)
        for basis in (Basis.ORDERED, Basis.DELIVERED)
    ]
    ordered, delivered = (_by_label(one) for one in sums)
    has_flags = "estimated" in sums[0].sums
    deal_at = len(keys)
    rows: dict[Any, list[float]] = {}
    open_deals: dict[Any, set[Any]] = {}
    beyond: dict[Any, float] = {}
    silent: list[Any] = []
    for label, (best, estimated, told) in ordered.items():
        came = delivered.get(label, (0.0, 0.0, 0))[0]
        if not told:
            silent.append(label[deal_at])
            continue
        if came > best + _ROUNDING:
            beyond[label[deal_at]] = beyond.get(label[deal_at], 0.0) + came - best
        if came >= best:
            continue
        group = _grouped(label[:deal_at], keys)
        row = rows.setdefault(group, [0.0, 0.0, 0.0, 0.0])
        for place, part in enumerate((best - came, best, came, best - came if estimated else 0.0)):
            row[place] += part
        open_deals.setdefault(group, set()).add(label[deal_at])
    lines = [
        (
            *group, *(round(left, _PLACES),) * 3, round(estimated / left, _PLACES) if has_flags else NoValue.UNKNOWN,
            len(open_deals[group]), round(best, _PLACES), round(came, _PLACES),
        )
        for group, (left, best, came, estimated) in sorted(rows.items(), key=lambda one: str(one[0]))
    ]  # fmt: skip
    names = [key.name for key in keys]
    parts = _Owed.of(
        data, keys=keys, basis=Basis.ORDERED, measure=Measure.TIV, spread=None, years=None, columns=columns, sides=sides,
        allow_truncated=True,
    )  # fmt: skip
    return Result(
        title=f"Order book, by {' and '.join(names)}" if names else "Order book",
        columns=(*(Column(name) for name in names), *_COLUMNS),
        rows=lines,
        keys=len(names),
        basis="ordered and not delivered",
        unit="TIV",
        vintage=frame.vintage,
        notes=(*_notes(beyond, silent, delivered, ordered, deal_at), *rivals_told(frame, Basis.ORDERED)),
        sources=frame.sources,
        explains=parts,
    )


class _Owed(Parts):
    """What answers `Result.explain` for an order book: the open deals of a row, with what each one owes."""

    def __call__(self, row: ResultRow) -> Result:
        frame, _ = self.cell(row)
        cell = ", ".join(str(row[key.name]) for key in self.keys)
        return evolve(
            order_book(frame, by="deal", **dict[str, Any](self.sides)),
            title=f"Order book, deal by deal{': ' if cell else ''}{cell}",
        )


def _notes(
    beyond: Mapping[Any, float], silent: list[Any], delivered: Mapping[Any, Any], ordered: Mapping[Any, Any], at: int
) -> list[str]:
    more, untold = dict(beyond), []
    for label in dict.fromkeys([*(label for label in ordered if label[at] in silent), *delivered]):
        told = ordered.get(label)
        if told is not None and told[2]:
            continue
        came = delivered.get(label, (0.0, False, 0))[0]
        if came > 0:
            more[label[at]] = more.get(label[at], 0.0) + came
        else:
            untold.append(label[at])
    notes = []
    if more:
        sum_of = figure(sum(more.values()))
        deals = f"{len(more)} {'deals deliver more than is told of their orders' if len(more) > 1 else 'deal delivers more than is told of its order'}, {sum_of} in all"
        notes.append(f"{deals}; they owe nothing and make up for no other: {listed(more)}")
    if untold:
        notes.append(
            f"of the orders of {len(set(untold))} deal{'s' if len(set(untold)) > 1 else ''} nobody tells a volume; they are open and count in no sum: "
            f"{listed(dict.fromkeys(untold))}"
        )
    notes.append("deliveries that a file for some years leaves out count here as open")
    return notes


def _by_label(spans: Spans) -> dict[Any, tuple[float, bool, int]]:
    """For each group and deal the volume, whether any of it is estimated, and how many rows tell one."""
    np = numpy()
    columns = []
    for codes, names in zip(spans.codes, spans.names, strict=True):
        told = (*names, NoValue.UNKNOWN)
        columns.append([told[code] for code in np.where(codes == NOBODY, len(names), codes).tolist()])
    estimated = spans.sums["estimated"].tolist() if "estimated" in spans.sums else [0.0] * len(spans.told)
    found = zip(spans.sums["best"].tolist(), [part > 0 for part in estimated], spans.told.tolist(), strict=True)
    return dict(zip(zip(*columns, strict=True), found, strict=True))


def _grouped(label: tuple[Any, ...], keys: tuple[Key, ...]) -> tuple[Any, ...]:
    """The names of a row, put into their groups."""
    return tuple(
        (key.groups.find(name) or name) if key.groups is not None and not is_unknown(name) else name
        for name, key in zip(label, keys, strict=True)
    )
