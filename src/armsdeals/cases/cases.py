"""Bundled examples: real deal histories from public sources, each with its rival claims and its gaps.

An example is a YAML file in `data`, named for its story, in the written form. It is an ordinary document: open it, copy it,
read it with `armsdeals.read`. The first line of the file is its title.

    >>> print(dict(names())["turkey-air-defence"])
    Türkiye looks for long-range air defence, 2009 to 2022: a tender, its bidders, and the S-400
    >>> register = example("turkey-air-defence")
    >>> print(register["tur-t-loramids"].position)
    CANCELLED since 2015-11-15; disputed

A deal of an example can be asked for by its id:

    >>> example("tur-s400").ids
    ('tur-s400',)

The words are ours, the facts are those of the sources named in each file. Left out: the sources' own texts.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from armsdeals._shown import shown
from armsdeals.errors import UnknownName, suggestion
from armsdeals.formats._base import format_named
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.wire.document import read_document

_DATA = files("armsdeals.cases") / "data"
_SUFFIX = ".yaml"


class Example(NamedTuple):
    """One bundled file: the name by which it is asked for, and what it is about in one line."""

    name: str
    title: str


@cache
def names() -> tuple[Example, ...]:
    """Return the bundled examples, sorted by name."""
    found = sorted(file.name.removesuffix(_SUFFIX) for file in _DATA.iterdir() if file.name.endswith(_SUFFIX))
    return tuple(Example(name, _title(name)) for name in found)


def example(name: str) -> Register:
    """Return a bundled example, or one deal of an example.

    Args:
        name: The name of an example (see `names`), or the id of a deal in one.

    Returns:
        The deals of the example in the order of its file; a register of one if a deal was named.

    Raises:
        UnknownName: No example and no deal in one is called so.
        TypeError: The name is not text.
    """
    if not isinstance(name, str):
        raise TypeError(f"the name of an example is text, not {shown(name)}")
    known = [one.name for one in names()]
    if name in known:
        return _read(name)
    deals = {deal.id: deal for deal in casebook()}
    if name in deals:
        return Register([deals[name]])
    near = suggestion(name, [*known, *deals])
    hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(known)}, or the id of a deal in it"
    raise UnknownName(f"no example is called {shown(name)}; {hint}", suggestions=near)


@cache
def casebook() -> Register:
    """Return the deals of all examples, in the order of their names."""
    every = Register()
    for one in names():
        every |= _read(one.name)
    return every


@cache
def _read(name: str) -> Register:
    form = format_named("yaml")
    node = form.parse((_DATA / f"{name}{_SUFFIX}").read_bytes())
    register, issues = read_document(form.long(node, name=name)[0], needs_version=form.needs_version)
    return Reading(register=register, issues=issues, name=name).unwrap()


def _title(name: str) -> str:
    with (_DATA / f"{name}{_SUFFIX}").open(encoding="utf-8") as file:
        return file.readline().removeprefix("#").strip()
