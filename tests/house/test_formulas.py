"""Where numbers come from: formulas and tables name the text that they follow, and what returns a number says what it counts."""

import inspect
import re
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

import pytest

import armsdeals

ROOMS = ("analysis", "model", "values")
# Words for something that somebody defined, so that a reader may want to look it up.
FORMULAS = re.compile(
    r"\b(?:[Gg]rant elements?|[Ii]nternal rate|[Ee]ffective rate|[Pp]resent values?|[Aa]nnuity|Herfindahl|[Ee]ntropy|Kaplan|Aalen|Greenwood|"
    r"[Bb]etweenness|eigenvector|PageRank|30E?/360|[Cc]onsumer prices?|[Tt]rend-indicator values?|ISO \d+|"
    r"Correlates of War|Gleditsch)\b"
)
# A title with its year, or somebody who publishes tables and definitions under one name.
NAMED = re.compile(
    r'"[A-Z][^"]{9,}"[^"]{0,90}\b(?:1[89]|20)\d\d\b|\b(?:ISO \d{4}|OECD|ISDA|Bureau of Labor Statistics|SIPRI, "|'
    r"European Central Bank|Correlates of War,)"
)
POINTS = re.compile(r"`(armsdeals\.[\w.]+)`")
NUMBER = re.compile(r"^(?:float|int|Decimal|Fraction)(?: \| None)?$")
COUNTED = re.compile(
    r"fraction|\bparts?\b|shares?\b|\bdays?\b|months?\b|years?\b|how (?:many|often)|number of|counts?\b|TIV|currency|\bsum\b|"
    r"units?\b|\bmoney\b|decimals|payment|worth|places?\b|\b\d+ to \d+",
    re.IGNORECASE,
)


def modules(*rooms: str) -> Iterator[ModuleType]:
    for found in walk_packages(armsdeals.__path__, "armsdeals."):
        if found.name.split(".")[1] in rooms and not found.name.endswith("__"):
            yield import_module(found.name)


def members(module: ModuleType) -> Iterator[tuple[str, object]]:
    """The public functions, classes, methods and properties that a module declares."""
    for name, one in vars(module).items():
        if name.startswith("_") or getattr(one, "__module__", "") != module.__name__:
            continue
        if inspect.isfunction(one) or inspect.isclass(one):
            yield name, one
        if inspect.isclass(one):
            for part, member in vars(one).items():
                bare = member.fget if isinstance(member, property) else getattr(member, "__func__", member)
                if not part.startswith("_") and inspect.isfunction(bare):
                    yield f"{name}.{part}", bare


def prose(text: str | None) -> str:
    """A docstring in one line, without its examples."""
    parts = re.split(r"\n\s*\n", text or "")
    return " ".join(" ".join(part.split()) for part in parts if ">>>" not in part)


def names_a_source(text: str) -> bool:
    """Whether a text names a source, or a module that does."""
    return any(NAMED.search(one) for one in (text, *map(told_at, POINTS.findall(text))))


def told_at(name: str) -> str:
    """What a module says of itself; nothing where the name is that of something else."""
    with suppress(ModuleNotFoundError):
        return prose(import_module(name).__doc__)
    return ""


def unsourced(module: ModuleType) -> list[str]:
    """What in a module speaks of a formula or table of others and names none of them, nor does the module as a whole."""
    if names_a_source(whole := prose(module.__doc__)):
        return []
    told = [("", whole), *((name, prose(one.__doc__)) for name, one in members(module))]
    return [
        f"{name or 'as a whole'}: {found[0]}"
        for name, text in told
        if (found := FORMULAS.search(text)) and not names_a_source(text)
    ]


def uncounted(module: ModuleType) -> list[str]:
    """What returns a number and does not say what it counts."""
    return [
        name
        for name, one in members(module)
        if NUMBER.match(str(getattr(one, "__annotations__", {}).get("return", "")))
        and not COUNTED.search(prose(one.__doc__))
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_a_formula_or_table_of_others_names_where_it_is_from(room: str) -> None:
    assert {module.__name__: found for module in modules(room) if (found := unsourced(module))} == {}


@pytest.mark.parametrize("room", ["analysis", "model"])
def test_what_returns_a_number_says_what_it_counts(room: str) -> None:
    assert {module.__name__: found for module in modules(room) if (found := uncounted(module))} == {}


def made_up(text: str) -> ModuleType:
    module = ModuleType("made_up")
    exec(compile(text, "made_up", "exec"), vars(module))  # noqa: S102  # the text is ours
    return module


def test_a_formula_without_a_source_is_found() -> None:
    bare = 'def spread(x):\n    """Return the entropy of the shares."""\n'
    cited = bare.replace("shares.", 'shares (C. E. Shannon, \\"A Mathematical Theory of Communication\\", 1948).')
    assert unsourced(made_up(bare)) == ["spread: entropy"]
    assert unsourced(made_up(cited)) == []
    assert unsourced(made_up(bare.replace("shares.", "shares (`armsdeals.analysis.concentration`)."))) == []
    assert unsourced(made_up(bare.replace("shares.", "shares (`armsdeals.analysis.cells`)."))) == ["spread: entropy"]


def test_a_number_without_a_unit_is_found() -> None:
    bare = 'def width(x) -> "float":\n    """Return the width."""\n'
    assert uncounted(made_up(bare)) == ["width"]
    assert uncounted(made_up(bare.replace("width.", "width in days."))) == []
