"""Reading and writing JSON Lines against orjson, which only makes dicts, and against pydantic with equal checks.

All contenders run in one process, round by round, each right after orjson on the same bytes; what counts is the median of
these ratios, with its quartiles. Objects are kept to the end of a round, and the collector of cycles rests unless said.
"""

import gc
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from decimal import Decimal
from hashlib import sha256
from itertools import chain
from statistics import quantiles
from time import thread_time
from typing import Annotated, Any, Literal, Union

import orjson
import pydantic
import pytest

import armsdeals as ad
from armsdeals.model.deal import Deal
from armsdeals.model.financing.kind import FinancingKind
from armsdeals.plan import FieldPlan, Hint, Shape, members_of, plan_of
from armsdeals.values.evidence import Evidence
from armsdeals.wire.document import to_tree
from armsdeals.wire.fast_leaves import Kept, leaves_of
from armsdeals.wire.fast_reader import FastReader
from armsdeals.wire.fast_writer import write_line

ROUNDS = 21
FILES = 7  # loads of a whole file
Job = Callable[[Any], object]
MODELS: dict[Any, Any] = {}


class Known(dict[str, Any]):
    """What was made of texts, looked up in C for the peer as well."""

    def __init__(self, leaves: Kept) -> None:
        self._leaves = leaves

    def __missing__(self, text: str) -> Any:
        self[text] = made = self._leaves[text]
        return made


def model_of(cls: Any) -> Any:
    """The class as a model of pydantic: the same fields, the same rules on them, and the rule across them."""
    if cls not in MODELS:
        fields = {one.name: _field(one) for one in plan_of(cls).fields}
        checks: dict[str, Any] = {}
        if cls is Deal:
            fields["evidence"] = (dict[str, _model("Entry", Evidence, without="id")], {})  # type: ignore[misc]
        if rule := RULES.get(cls.__name__) or _own_rule(cls):
            checks["rule"] = pydantic.model_validator(mode="after")(rule)
        MODELS[cls] = _made(cls.__name__, fields, checks)
    return MODELS[cls]


def _model(name: str, cls: Any, without: str) -> Any:
    return _made(name, {one.name: _field(one) for one in plan_of(cls).fields if one.name != without}, {})


def _made(name: str, fields: dict[str, Any], checks: dict[str, Any]) -> Any:
    config = pydantic.ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
    return pydantic.create_model(name, __config__=config, __validators__=checks, **fields)


def _own_rule(cls: Any) -> Any:
    if not hasattr(cls, "__attrs_post_init__") or issubclass(cls, FinancingKind):
        return None

    def rule(self: Any) -> Any:
        cls.__attrs_post_init__(self)
        return self

    return rule


def _field(one: FieldPlan) -> tuple[Any, Any]:
    hint = _hint(one.hint)
    return (Union[hint, None] if one.may_be_none else hint, ... if one.is_required else one.default)  # noqa: UP007  # made at run time


def _hint(hint: Hint) -> Any:
    match hint.shape:
        case Shape.TEXT | Shape.WHOLE:
            rule = hint.rule
            kept = {} if rule is None else {
                name: getattr(rule, name) for name in ("ge", "le", "min_length", "max_length") if getattr(rule, name) is not None
            }  # fmt: skip
            if rule is not None and rule.pattern is not None:
                kept["pattern"] = f"^(?:{rule.pattern})$"
            return Annotated[hint.cls, pydantic.Field(**kept)]
        case Shape.LEAF | Shape.DECIMAL:
            return Annotated[
                Any, pydantic.PlainValidator(Known(leaves_of(hint.cls)).__getitem__), pydantic.PlainSerializer(str)
            ]
        case Shape.LIST if hint.item is not None:
            return tuple[_hint(hint.item), ...]  # type: ignore[misc]
        case Shape.CITED:
            return tuple[Union[str, model_of(Evidence)], ...]  # type: ignore[misc]  # noqa: UP007
        case Shape.UNION:
            members = tuple(model_of(member) for member in members_of(hint.cls).values())
            return Annotated[Union[members], pydantic.Field(discriminator="kind")]  # noqa: UP007
        case Shape.OBJECT:
            return model_of(hint.cls)
        case Shape.TAG:
            return Literal[hint.cls]
    return hint.cls


def _event(self: Any) -> Any:
    if self.suspension is None:  # of which the rule asks more than a model has
        ad.Event.__attrs_post_init__(self)
    return self


def _credit(self: Any) -> Any:
    if self.grace_months is not None and self.tenor_months is not None and self.grace_months >= self.tenor_months:
        raise ValueError("grace")
    return self


def _financing(self: Any) -> Any:
    keys = [claim.key for claim in self.instruments if claim.key]
    shares = sum((claim.share or Decimal(0) for claim in self.instruments), Decimal(0))
    if len(set(keys)) == len(keys) and shares > 1:  # of several claims of one financing the strongest counts
        raise ValueError("financing")
    return self


def _claims(deal: Any) -> Iterator[Any]:
    yield from chain(deal.history, deal.prices, *(chain(line.quantities, line.production) for line in deal.lines))
    yield from deal.financing.instruments if deal.financing else ()
    yield from chain(
        deal.offers, deal.assessments, deal.authorisations, deal.constraints, deal.offsets, deal.technology
    )


def _deal(self: Any) -> Any:
    lines = {line.id for line in self.lines}
    scopes = lines | {tranche.id for tranche in self.tranches}
    names: set[str] = set()
    cited: set[str] = {source for source in self.sources if type(source) is str}
    for claim in _claims(self):
        if claim.id and claim.id in names:
            raise ValueError("claims")
        names.add(claim.id)
        cited.update(source for source in claim.evidence if type(source) is str)
    for event in self.history:
        if not scopes.issuperset(event.scope) or any(one.line not in lines for one in event.deliveries):
            raise ValueError("lines")
    if len(lines) < len(self.lines) or not self.evidence.keys() >= cited:
        raise ValueError("sources")
    return self


RULES: dict[str, Any] = {
    "Deal": _deal,
    "Event": _event,
    "Financing": _financing,
    "Loan": _credit,
    "CreditLine": _credit,
}


def neighbours(jobs: dict[str, tuple[Job, list[Any], bool]]) -> dict[str, list[tuple[float, float]]]:
    """The seconds of each job and of the first one right before it, round by round: what slows a machine slows both."""
    base = next(iter(jobs.values()))
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in jobs}
    for _ in range(ROUNDS):
        for name, job in jobs.items():
            before = _timed(base)
            took[name].append((_timed(job), before))
    return took


def _timed(job: tuple[Job, list[Any], bool]) -> float:
    read, things, collects = job
    gc.collect()
    if not collects:
        gc.disable()
    start = thread_time()
    kept = [read(thing) for thing in things]
    took = thread_time() - start
    gc.enable()
    del kept
    return took


def table(title: str, took: dict[str, list[tuple[float, float]]], count: int) -> str:
    rows = []
    for name, pairs in took.items():
        low, middle, high = quantiles([own / before for own, before in pairs], n=4)
        best = min(own for own, _ in pairs) / count * 1e6
        rows.append(f"| {name} | {middle:.2f} ({low:.2f}-{high:.2f}) | {best:.1f} |")
    head = [f"\n| {title} | times orjson, median (quartiles) | microseconds a deal, least |", "| --- | --- | --- |"]
    return "\n".join([*head, *rows, ""])


def _read(lines: list[bytes], title: str, times: int) -> str:
    reader = FastReader(after=0, often=100)
    for line in lines * 2:  # it has learned what is used before anything is timed
        reader.deal(line)
    read = model_of(Deal).model_validate_json
    deals = [reader.deal(line) for line in lines]
    assert tuple(deals) == ad.loads(b"\n".join(lines), "jsonl").deals
    assert [len(read(line).history) for line in lines] == [len(deal.history) for deal in deals if deal]
    many = lines * times
    took = neighbours(
        {
            f"orjson {orjson.__version__} to dict, no checks": (orjson.loads, many, False),
            "armsdeals, strict": (reader.deal, many, False),
            "armsdeals, of a store, read before": (lambda line: reader.deal(line, trusted=True), many, False),
            "the same, with its checksum": (
                lambda line: (sha256(line).hexdigest(), reader.deal(line, trusted=True)),
                many,
                False,
            ),
            f"pydantic {pydantic.VERSION}, equal checks": (read, many, False),
        }
    )
    return table(f"{title}: {len(many)} of {sum(map(len, lines)) / len(lines):.0f} bytes", took, len(many))


@pytest.mark.benchmark
def test_reading_lines(narrow_lines: list[bytes], wide_lines: list[bytes], capsys: pytest.CaptureFixture[str]) -> None:
    told = _read(narrow_lines, "read narrow deals", 1) + _read(wide_lines, "read the casebook's deals", 10)
    with capsys.disabled():
        sys.stdout.write(told)


@pytest.mark.benchmark
def test_reading_lines_that_were_never_seen(
    narrow_lines: list[bytes], unseen_lines: list[bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    """Every sum and measure is new, so no cache of values helps; each line is read once by every contender."""
    reader = FastReader(after=0, often=100)
    for line in narrow_lines:
        reader.deal(line)
    read = model_of(Deal).model_validate_json
    read(narrow_lines[0])
    contenders: dict[str, Job] = {"orjson": orjson.loads, "armsdeals, strict": reader.deal, "pydantic": read}
    took: dict[str, list[float]] = {name: [] for name in contenders}
    kept: list[Any] = []
    gc.collect()
    gc.disable()
    for number, place in enumerate(range(0, len(unseen_lines), 50)):
        part = unseen_lines[place : place + 50]
        # Whoever comes first finds the values that the others share not made yet.
        names = list(contenders) if number % 2 else list(contenders)[::-1]
        for name in names:
            start = thread_time()
            kept.append([contenders[name](line) for line in part])
            took[name].append(thread_time() - start)
    gc.enable()
    pairs = {name: list(zip(parts, took["orjson"], strict=True)) for name, parts in took.items()}
    with capsys.disabled():
        sys.stdout.write(table("read narrow deals for the first time", pairs, 50))


@pytest.mark.benchmark
def test_loading_a_file(unseen_lines: list[bytes], capsys: pytest.CaptureFixture[str]) -> None:
    """A whole file that is kept, as users load it: the collector runs unless the reader puts it to rest by itself."""
    data, read = b"\n".join(unseen_lines), model_of(Deal).model_validate_json
    contenders: dict[str, Callable[[], object]] = {
        "orjson, collector paused": lambda: [orjson.loads(line) for line in unseen_lines],
        "armsdeals.loads": lambda: ad.loads(data, "jsonl"),
        "pydantic, as one calls it": lambda: [read(line) for line in unseen_lines],
    }
    took: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(FILES):
        for number, (name, load) in enumerate(contenders.items()):
            gc.collect()
            if number == 0:
                gc.disable()
            start = thread_time()
            kept = load()
            took[name].append(thread_time() - start)
            gc.enable()
            del kept
    base = next(iter(took.values()))
    pairs = {name: list(zip(parts, base, strict=True)) for name, parts in took.items()}
    with capsys.disabled():
        sys.stdout.write(table(f"load and keep {len(unseen_lines)} narrow deals", pairs, len(unseen_lines)))


@pytest.mark.benchmark
def test_memory_of_deals_that_are_kept(
    narrow_lines: list[bytes], many_lines: list[bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    reader = FastReader(after=0, often=100)
    for line in narrow_lines:
        reader.deal(line)
    told = ""
    for name, read in (("orjson to dict", orjson.loads), ("armsdeals", reader.deal)):
        tracemalloc.start()
        deals = [read(line) for line in many_lines]
        held, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        told += f"\n{name}: {held / len(deals) * 100_000 / 1e9:.2f} GB for 100,000 narrow deals"
        del deals
    with capsys.disabled():
        sys.stdout.write(f"{told}\n")


@pytest.mark.benchmark
def test_writing_lines(narrow_lines: list[bytes], wide_lines: list[bytes], capsys: pytest.CaptureFixture[str]) -> None:
    told = ""
    for title, lines in (("write narrow deals", narrow_lines), ("write the casebook's deals", wide_lines)):
        deals = ad.loads(b"\n".join(lines), "jsonl").deals
        models = [model_of(Deal).model_validate_json(line) for line in lines]
        trees = [to_tree(deal) for deal in deals]
        assert [orjson.dumps(tree) + b"\n" for tree in trees] == [write_line(deal) for deal in deals]
        took = neighbours(
            {
                "orjson of a ready tree": (orjson.dumps, trees, False),
                "armsdeals": (write_line, list(deals), False),
                "pydantic": (lambda model: model.model_dump_json(exclude_defaults=True), models, False),
            }
        )
        told += table(title, took, len(deals))
    with capsys.disabled():
        sys.stdout.write(told)
