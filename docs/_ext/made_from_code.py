"""Pages and tables that are made from the code at each build, so that none goes stale.

Tables go to ``generated/parts`` and are included by the pages written by hand; ``generated/reference`` holds one page for
each room of the library, with every public module in it.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

import attrs
import commands
import gallery
import histories
import kept
import mistakes
import negotiation
import typed_lines
from markdown_tables import meanings, table

import armsdeals
from armsdeals import errors
from armsdeals._fields import Word
from armsdeals.checks.across import ACROSS
from armsdeals.checks.run import RULES
from armsdeals.model.financing.financing import FinancingKind
from armsdeals.sources._base import sources
from armsdeals.tables.columns import ColumnType
from armsdeals.tables.flat import TABLES
from armsdeals.tables.frames import IN_PANDAS

# The rooms as a reader looks for them; a room that is not named here comes last, under its own name.
TITLES = {
    "values": "Values",
    "model": "Deals",
    "model.negotiation": "Negotiation",
    "model.financing": "Financing",
    "register": "Registers",
    "tables": "Long tables",
    "catalogue": "Systems",
    "analysis": "Questions",
    "checks": "Checks",
    "formats": "Formats",
    "sources": "Sources",
    "store": "The store",
    "written": "The short written form",
    "wire": "Trees and documents",
    "plots": "Figures",
    "pages": "Pages",
    "cases": "Bundled histories",
    "strategies": "Strategies",
    "cli": "The command",
    "ground": "Errors, issues and the desk",
}
_CODES = re.compile(r"(one of (?:\w+, ){3}\w+)(?:, \w+){3,}")  # a list too long for a cell


def ways_of_paying() -> str:
    """Every kind of financing: what it is, its forms, whether it lends, and what a schedule must know of it."""
    rows = []
    for tag, cls in FinancingKind.KINDS.items():
        forms = ", ".join(sorted(form.in_words for form in cls.FORMS))
        needed = ", ".join(name.replace("_", " ") for name in cls().missing()) or "nothing"
        said = (inspect.getdoc(cls) or "").partition("\n")[0]
        rows.append((f"`{tag}`", f"`{cls.__name__}`", said, forms, "yes" if cls.LENDS else "no", needed))
    return table(("kind", "class", "what it is", "forms", "is owed", "what a schedule needs"), rows)


def rules() -> str:
    rows = [(rule.code, rule.severity.name.lower(), rule.summary) for rule in RULES]
    for across in ACROSS:
        code, _, summary = (inspect.getdoc(across) or "").partition("\n")[0].partition(": ")
        rows.append((code, "—", f"{summary[:1].upper()}{summary[1:]} (asked of a whole register)"))
    return table(("rule", "severity", "what holds for data that keeps it"), rows)


def codebook() -> str:
    """Every column of every long table."""
    parts = []
    for one in TABLES:
        rows = [(f"`{c.name}`", c.type.value, c.unit, c.meaning, c.empty) for c in one.columns]
        parts.append(
            f"## {one.name}\n\nOne row is {one.about}.\n\n{table(('column', 'type', 'unit', 'what stands in it', 'empty means'), rows)}"
        )
    return "\n".join(parts)


def whose_registers() -> str:
    """Every source: what it is, its layouts, what is allowed and what it leaves out."""
    parts = []
    for source in sources():
        rows = [(layout.name, layout.about) for layout in source.layouts]
        left_out = "\n".join(f"- {told}" for told in source.leaves_out)
        parts.append(
            f"## {source.name}\n\n[{source.title}]({source.link}), published by {source.publisher}. Terms: {source.terms}.\n\n"
            f"{table(('layout', 'one line is'), rows)}\nIt leaves out:\n\n{left_out}\n"
        )
    return "\n".join(parts)


def column_types() -> str:
    """What the types of columns are elsewhere."""
    python = {
        "text": "`str`",
        "day": "`datetime.date`",
        "whole": "`int`",
        "number": "`float`",
        "money": "`Decimal`",
        "flag": "`bool`",
    }
    rows = [(kind.value, python[kind.value], f"`{kind.arrow}`", f"`{IN_PANDAS[kind]}`") for kind in ColumnType]
    return table(("type", "Python", "Arrow", "pandas"), rows)


def error_family() -> str:
    family = [cls for _, cls in inspect.getmembers(errors, inspect.isclass) if issubclass(cls, errors.ArmsDealsError)]
    rows = []
    for cls in sorted(family, key=lambda one: (len(one.__mro__), one.__name__)):
        parents = ", ".join(f"`{base.__name__}`" for base in cls.__bases__)
        rows.append(
            (f"`{cls.__name__}`", parents, f"`{cls.default_code}`", (inspect.getdoc(cls) or "").partition("\n")[0])
        )
    return table(("error", "is a", "code", "raised for"), rows)


def codes() -> str:
    """Every code that is no rule."""
    head = ("code", "what was found", "what to do")
    return "\n".join(f"### {title}\n\n{table(head, rows)}" for title, rows in kept.codes())


def casebook() -> str:
    """What the bundled histories hold."""
    head = ("file", "what it tells", "deals", "where they stand", "disputed", "events", "sources")
    return f"{histories.total()}\n{table(head, histories.rows())}"


def common_mistakes(page: Path) -> str:
    """What is said of each mistake that people make with the file of a page."""
    text = mistakes.file_of(page)
    told = [(one, _CODES.sub("\\1, …", mistakes.told(one, text))) for one in mistakes.MISTAKES]
    rows = [(one.what, f"`{said}`", one.instead) for one, said in told]
    return table(("what was done", "what is said", "what to do, where that is not clear"), rows)


def words() -> str:
    """Every vocabulary that a file may use."""
    parts = []
    for cls in sorted(_vocabularies(), key=lambda one: one.__name__):
        said = meanings(cls)
        head = (inspect.getdoc(cls) or "").partition("\n")[0]
        parts.append(
            f"## {cls.__name__}\n\n{head}\n\n"
            + table(("code", "meaning"), [(f"`{name}`", text) for name, text in said.items()])
        )
    return "\n".join(parts)


def _vocabularies() -> set[type[Word]]:
    found = {Word}
    for module in _modules():
        found |= {cls for _, cls in inspect.getmembers(module, inspect.isclass) if issubclass(cls, Word)}
    return found - {Word}


def _modules() -> Iterator[ModuleType]:
    """Every module of the library whose name promises something."""
    for found in walk_packages(armsdeals.__path__, "armsdeals."):
        if not any(part.startswith("_") for part in found.name.split(".")):
            yield import_module(found.name)


def rooms() -> dict[str, list[ModuleType]]:
    """The modules of each room, in the order of `TITLES`."""
    out: dict[str, list[ModuleType]] = {name: [] for name in TITLES}
    rooms_at_the_door = {armsdeals._ROOMS[name] for name in armsdeals.__all__ if name in armsdeals._ROOMS}  # noqa: SLF001
    for module in [
        *_modules(),
        import_module("armsdeals._desk"),
        import_module("armsdeals._convert"),
        import_module("armsdeals.analysis._result"),
    ]:
        parts = module.__name__.split(".")[1:]
        if hasattr(module, "__path__") and module.__name__ not in rooms_at_the_door:
            continue
        deep = ".".join(parts[:2])
        room = deep if deep in TITLES else parts[0] if len(parts) > 1 else "ground"
        out.setdefault(room, []).append(module)
    homes = set(armsdeals._HOME_OF.values())  # noqa: SLF001  # what is promised stands first on a page
    return {
        room: sorted(modules, key=lambda one: one.__name__ not in homes) for room, modules in out.items() if modules
    }


def room_page(room: str, modules: Iterable[ModuleType]) -> str:
    parts = [f"# {TITLES.get(room, room.capitalize())}\n"]
    for module in modules:
        name = module.__name__
        parts.append(
            f"## `{name}`\n\n```{{eval-rst}}\n.. automodule:: {name}\n   :members:\n   :show-inheritance:\n```\n"
        )
    return "\n".join(parts)


def make(app: Any) -> None:
    """Write every part; a file whose text did not change is left alone, so that Sphinx need not build it again."""
    top = Path(app.srcdir) / "generated"
    parts = {
        "stages": negotiation.stages(),
        "kinds": negotiation.kinds(),
        "guards": negotiation.guards(),
        "grid": negotiation.grid(),
        "moves": negotiation.every_move(),
        "diagram": negotiation.diagram(),
        "rules": rules(),
        "ways-of-paying": ways_of_paying(),
        "errors": error_family(),
        "codes": codes(),
        "formats": table(("format", "suffixes", "styles", "good for"), kept.formats()),
        "columns": codebook(),
        "column-types": column_types(),
        "commands": commands.helps(),
        "sources": whose_registers(),
        "words": words(),
        "casebook": casebook(),
        "heads": table(("under", "a line", "examples"), typed_lines.heads()),
        "refusals": table(("what is typed", "what is said"), typed_lines.refusals()),
        "definitions": table(("name", "what it is", "fields"), typed_lines.definitions()),
        "mistakes": common_mistakes(Path(app.srcdir) / "guides" / "encode-a-deal.md"),
        "gallery": gallery.page(top / "gallery"),
    }
    wanted = {top / "parts" / f"{name}.md": text for name, text in parts.items()}
    for place, (room, modules) in enumerate(rooms().items(), start=1):
        wanted[top / "reference" / f"{place:02d}-{room.replace('.', '-')}.md"] = room_page(room, modules)
    for old in top.rglob("*.md"):
        if old not in wanted:
            old.unlink()
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")


def plain_signature(_app: Any, what: str, _name: str, obj: Any, *_more: Any) -> tuple[str, str] | None:
    """Show a class of fields by its fields; their types stand below, in the list of its attributes."""
    if what != "class" or not attrs.has(obj):
        return None
    fields = [field for field in attrs.fields(obj) if field.init]
    places = [field.name for field in fields if not field.kw_only]
    named = [f"{field.name}{_default(field)}" for field in fields if field.kw_only]
    return f"({', '.join([*places, *(['*'] if named else []), *named])})", ""


def _default(field: Any) -> str:
    if field.default is attrs.NOTHING:
        return ""
    return "=..." if isinstance(field.default, attrs.Factory) else f"={field.default!r}"  # type: ignore[arg-type]


def literal_blocks(_app: Any, _what: str, _name: str, _obj: Any, _options: Any, lines: list[str]) -> None:
    """Take an indented block of a docstring as it is written, unless it is an example to run."""
    before = ""
    out: list[str] = []
    for place, line in enumerate(lines):
        begins = place > 0 and not lines[place - 1] and before and not before.startswith((" ", "-", "*", "1"))
        if begins and line.startswith("    ") and not line.lstrip().startswith(">>>"):
            out += ["::", ""]
        out.append(line)
        before = line or before
    lines[:] = out


def setup(app: Any) -> dict[str, bool]:
    """Run before Sphinx looks for pages."""
    app.setup_extension("sphinx.ext.autodoc")
    app.connect("builder-inited", make)
    app.connect("autodoc-process-signature", plain_signature)
    app.connect("autodoc-process-docstring", literal_blocks, priority=400)  # before Google sections are taken apart
    return {"parallel_read_safe": True, "parallel_write_safe": True}
