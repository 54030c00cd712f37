"""Builders: from a struct that msgspec filled to an object of the model, by a function made once for each class.

The function fills a twin of the class (equal slots, ordinary stores) and lets it become the class, which a frozen class
with converters could not do in so little time. What is text in the struct becomes what it means on the way, and the rule
across the fields is asked unless it certainly holds (`fast_rules`).

    >>> from armsdeals.values.evidence import Evidence
    >>> structs = Structs()
    >>> (build,) = Builders(structs).of(Evidence)
    >>> print(build(structs.of(Evidence)(publisher="TASS", published="2017-09"), Table({})))
    TASS, 2017-09

Anything that does not fit raises something; what it was, the careful reader tells. Left out: keys that stand twice
(`fast_reader`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set as AbstractSet
from functools import cache
from types import SimpleNamespace
from typing import Any

from armsdeals._fields import Slug, rule_of
from armsdeals._slim import is_slim, more_of, nothing_more, rarely_told
from armsdeals._twins import twin
from armsdeals.model.deal import Deal
from armsdeals.model.party import Party
from armsdeals.model.valued import QuantityClaim
from armsdeals.plan import FieldPlan, Hint, Shape, members_of, plan_of
from armsdeals.values.claim import Claim
from armsdeals.values.evidence import Evidence
from armsdeals.wire.careful_reader import maker
from armsdeals.wire.fast_leaves import MOST_KEPT, SAME_TEXT, Kept, fitting, leaves_of
from armsdeals.wire.fast_lines import assigned, called_in, indented, listing, looked_up, written
from armsdeals.wire.fast_rules import NAMED, NAMES, SURE, is_sure_of
from armsdeals.wire.fast_structs import PLAIN, Structs

_RECURRING = (Party, QuantityClaim)  # the same side and the same number stand in very many deals
# Fields whose texts say the same in very many deals; each text is kept once.
_OFTEN_SAME = frozenset({"designation", "lender", "manufacturer", "name"})
_OF_ONE = re.compile(r"\bone\.(\w+)")
_FEW = 4  # fields, of which looking takes less time than making
_TEXTS = (Shape.TEXT, Shape.WORD, Shape.LEAF, Shape.DECIMAL)
Build = Callable[[Any, "Table"], Any]
Entry = Callable[[Any, "Table", str], Any]


class Table(dict[str, Any]):
    """The sources that may be cited by a key; each is built when it is first cited.

    Attributes:
        entries: The structs of the table, by key.
        claims: The ids of the claims of the deal that is being built.
        retracted: The ids of claims that others take back.
        offers: The keys of offers that assessments speak of.
        lines: The lines that something in it speaks of.
        scopes: The lines and tranches that its events speak of.
        doubt: Whether something stands in it that only its rules themselves can judge.
    """

    __slots__ = ("_build", "_shared", "claims", "doubt", "entries", "lines", "offers", "retracted", "scopes")

    def __init__(self, entries: Mapping[str, Any], build: Entry | None = None, shared: Table | None = None) -> None:
        self.entries = entries
        self.claims: list[str] = []
        self.retracted: list[str] = []
        self.offers: list[str] = []
        self.lines: list[str] = []
        self.scopes: list[str] = []
        self.doubt = False
        self._build = build
        self._shared = shared

    def __missing__(self, key: str) -> Any:
        if self._build is not None and key in self.entries:
            self[key] = source = self._build(self.entries[key], self, key)
            return source
        if self._shared is None:
            raise KeyError(key)
        return self._shared[key]

    @property
    def is_cited_in_full(self) -> bool:
        """Whether something cites each of its sources."""
        return len(self) == len(self.entries)


class Builders:
    """The builders of the classes that were asked for, and of all that stand in them."""

    def __init__(self, structs: Structs) -> None:
        self._structs = structs
        self._names: dict[str, Any] = {"MEMBERS": {}, "is_sure_of": is_sure_of, **NAMES}
        self._texts: dict[str, str] = {}  # of the functions that nobody needed yet, by name
        self._asked: set[Any] = set()
        self._members: dict[Any, str] = {}
        self._listed: dict[str, str] = {}  # the expression of an item, and the function that makes a tuple of them
        self._bodies: dict[
            str, list[str]
        ] = {}  # the lines that make an object ``one`` of ``told``, by name of the class

    def of(self, *classes: Any) -> list[Build]:
        """Return the builders of classes, each as ``build(struct, table)``."""
        for cls in classes:
            self._ask(cls)
        names = [f"build_{cls.__name__}" for cls in classes]
        self._compile(names)
        return [self._names[name] for name in names]

    def entry(self) -> Entry:
        """Return the builder of an entry of a table, as ``build(struct, table, key)``."""
        self._names["keys"] = fitting(rule_of(Slug)[1])
        lines = self._filled(Evidence, {"id": "keys[key]"})
        self._texts["build_entry"] = "\n".join(["def build_entry(told, table, key):", *lines, "  return one"])
        self._compile(["build_entry"])
        return self._names["build_entry"]  # type: ignore[no-any-return]

    def _compile(self, names: Iterable[str]) -> None:
        """Make functions, and those that they call; most classes stand in lists only, whose functions make them by themselves."""
        for item, made in self._listed.items():
            if made not in self._names:
                self._texts[made] = listing(made, item, self._bodies)
        wanted, source = [*names, *self._members.values()], []
        while wanted:
            if text := self._texts.pop(wanted.pop(), ""):
                source.append(text)
                wanted += called_in(text)
        exec("\n".join(source), self._names)  # noqa: S102  # our own text, made from our own classes
        for member, name in self._members.items():
            self._names["MEMBERS"][self._structs.of(member)] = self._names[name]

    def _ask(self, cls: Any) -> None:
        if cls not in self._asked:
            self._asked.add(cls)
            body = self._constructed(cls) if maker(cls) is cls else self._filled(cls, {})
            self._bodies[cls.__name__] = body
            head = f"def build_{cls.__name__}(told, table):"
            self._texts[f"build_{cls.__name__}"] = "\n".join([head, *body, "  return one"])

    def _filled(self, cls: Any, given: Mapping[str, str]) -> list[str]:
        """Return the lines that fill a twin; ``given`` names what stands in no struct."""
        name = cls.__name__
        self._names |= {name: cls, f"new_{name}": twin(cls)}
        rare = rarely_told(cls)
        lines = [f"  one = new_{name}()"]
        for one in plan_of(cls).fields:
            if one.name in given:
                lines.append(f"  one.{one.name} = {given[one.name]}")
            elif one.name not in rare:
                lines += self._stored(cls, one)
        if is_slim(cls):
            lines += self._told_rarely(cls, [one for one in plan_of(cls).fields if one.name in rare])
        lines += [f"  one.__class__ = {name}", *self._ruled(cls)]
        return self._kept(cls, lines) if cls in _RECURRING else lines

    def _kept(self, cls: Any, lines: list[str]) -> list[str]:
        """Return the lines that look first whether an equal object was made before, where a few texts say all of it."""
        fields = [one for one in plan_of(cls).fields if self._structs.holds(cls, one)]
        if len(fields) > _FEW or any(one.hint.shape not in _TEXTS or _named(cls, one) for one in fields):
            return lines
        known = f"known_{cls.__name__}"
        self._names[known] = {}
        return [
            f"  key = ({''.join(f'told.{one.name}, ' for one in fields)})",
            f"  one = {known}.get(key)",
            "  if one is None:",
            *indented(lines),
            f"    if len({known}) >= {MOST_KEPT}: {known}.clear()",
            f"    {known}[key] = one",
        ]

    def _stored(self, cls: Any, one: FieldPlan) -> list[str]:
        """Return the lines that store one field."""
        default = f"default_{cls.__name__}_{one.name}"
        self._names[default] = one.default
        if one.hint.shape is Shape.TAG or not self._structs.holds(cls, one):
            return [f"  one.{one.name} = {written(one.default, default)}"]
        given, value = self._given(one)
        named = _named(cls, one)
        if value == "value" and not named:
            return [f"  one.{one.name} = told.{one.name}"]
        lines = [f"  value = told.{one.name}"]
        if one.is_required and not one.may_be_none:
            return [*lines, *assigned("  ", f"one.{one.name}", value), *(f"  {line}" for line in named)]
        otherwise = written(one.default, default)
        return [
            *lines,
            f"  if {given}:",
            *assigned("    ", f"one.{one.name}", value),
            *(f"    {line}" for line in named),
            f"  else: one.{one.name} = {otherwise}",
        ]

    def _told_rarely(self, cls: Any, fields: Sequence[FieldPlan]) -> list[str]:
        """Return the lines that store what is rarely told: in an object for it where any is told, else in the shared one."""
        name = cls.__name__
        self._names |= {f"no_more_{name}": nothing_more(cls), f"more_of_{name}": more_of(cls)}
        lines = [f"  more = no_more_{name}"]
        for one in fields:
            if one.hint.shape is not Shape.TAG and self._structs.holds(cls, one):
                given, value = self._given(one)
                lines += [
                    f"  value = told.{one.name}",
                    f"  if {given}:",
                    f"    if more is no_more_{name}: more = more_of_{name}()",
                    *assigned("    ", f"more.{one.name}", value),
                    *(f"    {line}" for line in _named(cls, one)),
                ]
        return [*lines, "  one._more = more"]

    def _given(self, one: FieldPlan) -> tuple[str, str]:
        """Return the test of whether a field was given, and the expression of its value."""
        value = self._expression(one.hint, "value")
        if value == "value" and one.hint.shape is Shape.TEXT and one.name in _OFTEN_SAME:
            value = self._looked_up("same", SAME_TEXT, "value")
        return ("value" if one.hint.shape in PLAIN and one.default in ("", (), False) else "value is not None"), value

    def _constructed(self, cls: Any) -> list[str]:
        """Return the lines that call the constructor with what is not as it is by default."""
        self._names[cls.__name__] = cls
        lines = ["  given = {}"]
        for one in plan_of(cls).fields:
            if not self._structs.holds(cls, one):
                continue
            default = f"default_{cls.__name__}_{one.name}"
            self._names[default] = one.default if one.hint.shape in PLAIN else None
            store = f"given[{one.name!r}] = {self._expression(one.hint, 'value')}"
            lines += [f"  value = told.{one.name}"]
            if one.is_required:
                lines += [
                    f"  {store}" if not one.may_be_none else f"  given[{one.name!r}] = value",
                    f"  if value is not None: {store}",
                ]
            else:
                lines += [
                    f"  if value is not {default}:",
                    f"    {store}",
                    *(f"    {line}" for line in _named(cls, one)),
                ]
        return [*lines, f"  one = {cls.__name__}(**given)"]

    def _ruled(self, cls: Any) -> list[str]:
        """Return the lines that ask the rule across the fields, unless it certainly holds."""
        if not hasattr(cls, "__attrs_post_init__"):
            return []
        if cls is Deal:
            return ["  if not is_sure_of(one, table): one.__attrs_post_init__()"]
        if cls.__name__ not in SURE:
            return ["  one.__attrs_post_init__()"]
        unheld = {one.name for one in plan_of(cls).fields if not self._structs.holds(cls, one)}
        doubtful = [told for told in SURE[cls.__name__] if not _holds_untold(cls, told, unheld)]
        rare = [told for told in doubtful if _holds_untold(cls, told, unheld.union(rarely_told(cls)))]
        sure = [f"({told})" for told in doubtful if told not in rare]
        if rare:
            told = re.sub(
                rf"\bone\.({'|'.join(rarely_told(cls))})\b", r"more.\1", " and ".join(f"({told})" for told in rare)
            )
            sure.append(f"(more is no_more_{cls.__name__} or {told})")
        return [f"  if not ({' and '.join(sure)}): one.__attrs_post_init__()"] if sure else []

    def _expression(self, hint: Hint, name: str) -> str:
        """Return the expression that makes a value of what a struct holds."""
        match hint.shape:
            case Shape.LIST if hint.item is not None:
                return self._items(self._expression(hint.item, "item"), name)
            case Shape.CITED:
                self._ask(hint.cls)
                return self._items("table[item] if type(item) is str else build_Evidence(item, table)", name)
            case Shape.OBJECT:
                self._ask(hint.cls)
                return f"build_{hint.cls.__name__}({name}, table)"
            case Shape.UNION:
                for member in members_of(hint.cls).values():
                    self._ask(member)
                    self._members[member] = f"build_{member.__name__}"
                return f"MEMBERS[type({name})]({name}, table)"
            case Shape.WORD:
                return name
            case Shape.LEAF | Shape.DECIMAL:
                return self._looked_up(hint.cls.__name__, leaves_of(hint.cls), name)
            case Shape.TEXT if hint.rule is not None and hint.rule.pattern is not None:
                return self._looked_up(f"ids_{len(hint.rule.pattern)}", fitting(hint.rule), name)
        return name

    def _looked_up(self, kept: str, leaves: Kept, name: str) -> str:
        """Return the expression of what is made of a text."""
        self._names |= {f"known_{kept}": leaves.known, f"find_{kept}": leaves.known.get, f"made_{kept}": leaves.made}
        return looked_up(kept, name)

    def _items(self, item: str, name: str) -> str:
        """Return the expression that makes a tuple of items; lists of one are so many that they have a way of their own."""
        if item == "item":
            return name
        made = f"items_{len(self._listed)}"
        made = self._listed.setdefault(item, made)
        return f"{made}({name}, table)"


def _named(cls: Any, one: FieldPlan) -> list[str]:
    """Return the line that keeps what a field names, for the rules of the deal."""
    kind = NAMED.get((cls.__name__, one.name))
    if kind is None and issubclass(cls, Claim):
        kind = NAMED.get(("*", one.name))
    match kind:
        case "claim" | "line" | "offer":
            return [f"table.{kind}s.append(value)"]
        case "retracted":
            return ["table.retracted.append(value)"]
        case "lines" | "scopes":
            return [f"table.{kind}.extend(value)"]
        case "doubt":
            return ["table.doubt = True"]
    return []


def _holds_untold(cls: Any, told: str, names: AbstractSet[str]) -> bool:
    """Whether an expression speaks of fields of these names only, and is true of their defaults."""
    spoken_of = set(_OF_ONE.findall(told))
    fields = [one for one in plan_of(cls).fields if one.name in spoken_of]
    if not {one.name for one in fields} <= names:
        return False
    return bool(eval(_code_of(told), NAMES, {"one": SimpleNamespace(**{one.name: one.default for one in fields})}))  # noqa: S307  # our own text, from `fast_rules`


@cache
def _code_of(told: str) -> Any:
    return compile(told, "fast_rules", "eval")
