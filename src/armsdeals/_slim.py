"""Slim objects: room in each for what is mostly told, and one object for all the rest, which they share until it is told.

A loan has sixty fields, of which a paper tells six. With a place for every field most of its memory would hold defaults;
here the fields that are named as told often have places in the object, and the others stand together in one more object.
All in which none of these is told share the same one, that holds the defaults.

    >>> from attrs import frozen
    >>> @slim("name")
    ... @frozen(kw_only=True, weakref_slot=False)
    ... class Ship:
    ...     name: str
    ...     nickname: str = ""
    ...     yard: str = "unknown yard"
    >>> plain, told = Ship(name="Burya"), Ship(name="Almaz", yard="a yard in the north")
    >>> plain, told.yard
    (Ship(name='Burya', nickname='', yard='unknown yard'), 'a yard in the north')
    >>> [ship._more is nothing_more(Ship) for ship in (plain, told)]
    [True, False]

Nobody who uses the class sees it: fields, comparing, copying and pickling are those that attrs made. A field that is told
rarely takes 70 nanoseconds to read instead of 10, so those that are read again and again are named as told often. A class
below a slim one may add places of its own, or be slim itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from types import FunctionType
from typing import Any, TypeVar

import attrs

C = TypeVar("C", bound=type)
_store = object.__setattr__


class Rarely(property):
    """A field that stands in the object of all that is told rarely."""


def slim(often: str | None = None) -> Callable[[C], C]:
    """Return what makes a class slim; it stands above `attrs.frozen`.

    Args:
        often: The names of fields that keep places of their own; those that must be given keep theirs in any case.
            If left out, all that the class adds keep theirs, and only the classes above it are slim.

    Raises:
        TypeError: A name is no field of the class; or a field has something that the constructor made here does not know.
    """

    def made(cls: C) -> C:
        fields = attrs.fields_dict(cls)
        kept = {
            *(fields if often is None else often.split()),
            *(name for name, field in fields.items() if field.default is attrs.NOTHING),
        }
        if unknown := kept - fields.keys():
            raise TypeError(f"{cls.__name__} has no field {', '.join(sorted(unknown))}")
        places = cls.__dict__["__slots__"]
        rare = [name for name in places if name in fields and name not in kept]
        own = {name: value for name, value in vars(cls).items() if name not in places}
        own["__slots__"] = (*(name for name in places if name not in rare), *(() if is_slim(cls) else ("_more",)))
        own |= {name: Rarely(attrgetter(f"_more.{name}"), _teller(name)) for name in rare}
        new: Any = type(cls)(cls.__name__, cls.__bases__, own)
        _belong(new, cls)
        new._more_of = _maker_of_more(new)  # noqa: SLF001  # the class is made here
        new._no_more = new._more_of()  # noqa: SLF001
        if odd := [name for name, field in fields.items() if not _is_plain(field)]:
            raise TypeError(f"{cls.__name__}.{odd[0]} is no plain field with a constant as its default")
        init = "__attrs_init__" if "__attrs_init__" in own else "__init__"
        for name, make in ((init, _constructor), ("__eq__", _equal), ("__hash__", _hashed)):
            setattr(new, name, _made_when_called(new, name, make, getattr(cls, name)))
        return new  # type: ignore[no-any-return]

    return made


def rarely_told(cls: Any) -> tuple[str, ...]:
    """Return the names of the fields of a class that have no places of their own."""
    return tuple(field.name for field in attrs.fields(cls) if type(getattr(cls, field.name, None)) is Rarely)


def is_slim(cls: Any) -> bool:
    """Whether objects of a class have one object for what is told rarely: ``_more``, if often only the shared one."""
    return hasattr(cls, "_more")


def nothing_more(cls: Any) -> Any:
    """Return what all objects of a slim class share that tell nothing that is told rarely."""
    return cls._no_more


def tells_more(one: Any) -> bool:
    """Whether an object of a slim class may tell something that is told rarely; if not, none of it need be looked at."""
    return one._more is not one._no_more  # noqa: SLF001  # they are ours


def more_of(cls: Any) -> Callable[[], Any]:
    """Return the function that makes an object for what is told rarely, with the defaults of a slim class in it."""
    return cls._more_of  # type: ignore[no-any-return]


def another(more: Any) -> Any:
    """Return a copy of what is told rarely."""
    made = type(more)()
    for name in type(more).__slots__:
        setattr(made, name, getattr(more, name))
    return made


def _maker_of_more(cls: Any) -> Callable[[], Any]:
    """Return the function that makes an object for what is told rarely, with the defaults of a class in it."""
    names = rarely_told(cls)
    fields = attrs.fields_dict(cls)
    more = type(f"MoreOf{cls.__name__}", (), {"__slots__": names, "__module__": __name__})
    space: dict[str, Any] = {f"default_{name}": fields[name].default for name in names} | {"More": more}
    stores = "; ".join(f"more.{name} = default_{name}" for name in names)
    exec(f"def made():\n  more = More(); {stores}\n  return more", space)  # our own text, made from our own classes
    return staticmethod(space["made"])


def _is_plain(field: Any) -> bool:
    is_made = isinstance(field.default, attrs.Factory)  # type: ignore[arg-type]  # it is a class as well
    return field.init and not field.validator and field.alias == field.name and not is_made


def _made_when_called(cls: Any, name: str, make: Callable[[Any], Any], old: Any) -> Any:
    """Return what takes the place of a method until it is first called; to load a class then takes half the time."""

    def first(*args: Any, **given: Any) -> Any:
        made = _named_as(old, make(cls))
        setattr(cls, name, made)
        return made(*args, **given)

    first.__wrapped__ = old  # type: ignore[attr-defined]  # whose parameters are the same
    return _named_as(old, first)


def _named_as(old: Any, new: Any) -> Any:
    for name in ("__name__", "__qualname__", "__module__", "__doc__", "__annotations__"):
        setattr(new, name, getattr(old, name))
    return new


def _constructor(cls: Any) -> Any:
    """Return the constructor: it converts what is given, and looks at nothing that is as it is by default."""
    fields = attrs.fields(cls)
    rare = rarely_told(cls)
    space = {f"default_{f.name}": f.default for f in fields} | {f"convert_{f.name}": f.converter for f in fields}
    space |= {"store": _store, "made": more_of(cls), "no_more": nothing_more(cls)}
    parameters = [f.name if f.default is attrs.NOTHING else f"{f.name}=default_{f.name}" for f in fields]
    by_place = sum(not f.kw_only for f in fields)
    parameters[by_place:by_place] = ["*"] if by_place < len(fields) else []
    lines = [f"def init(self, {', '.join(parameters)}):"]
    for f in fields:
        if f.converter is not None:
            given = "" if f.default is attrs.NOTHING else f"if {f.name} is not default_{f.name}: "
            lines.append(f"  {given}{f.name} = convert_{f.name}({f.name})")
    lines += [f"  store(self, {f.name!r}, {f.name})" for f in fields if f.name not in rare]
    lines += [
        f"  if {' and '.join(f'{name} is default_{name}' for name in rare)}: more = no_more",
        f"  else: more = made(); {'; '.join(f'more.{name} = {name}' for name in rare)}",
        "  store(self, '_more', more)",
    ]
    if hasattr(cls, "__attrs_post_init__"):
        lines.append("  self.__attrs_post_init__()")
    exec("\n".join(lines), space)  # our own text, made from our own classes
    return space["init"]


def _equal(cls: Any) -> Any:
    """Return what compares two objects: what they share is not looked into."""
    often, rare = _compared(cls)
    lines = [
        "def equal(self, other):",
        "  if other.__class__ is not self.__class__: return NotImplemented",
        f"  if not ({_all_equal(often, 'self', 'other')}): return False",
        "  mine, its = self._more, other._more",
        f"  return mine is its or {_all_equal(rare, 'mine', 'its')}",
    ]
    space: dict[str, Any] = {}
    exec("\n".join(lines), space)  # our own text, made from our own classes
    return space["equal"]


def _hashed(cls: Any) -> Any:
    """Return what hashes an object; what is told rarely makes no difference to it."""
    space: dict[str, Any] = {}
    told = "".join(f"self.{name}, " for name in _compared(cls)[0])
    exec(f"def hashed(self): return hash(({told}))", space)  # our own text, made from our own classes
    return space["hashed"]


def _compared(cls: Any) -> tuple[list[str], list[str]]:
    """Return the names of the fields that make two objects equal: those told often, and the others."""
    fields = [field.name for field in attrs.fields(cls) if field.eq]
    rare = [name for name in rarely_told(cls) if name in fields]
    return [name for name in fields if name not in rare], rare


def _all_equal(names: Iterable[str], one: str, other: str) -> str:
    return " and ".join(f"{one}.{name} == {other}.{name}" for name in names) or "True"


def _teller(name: str) -> Callable[[Any, Any], None]:
    """Return what stores one field of a new object, for the constructors of classes below that are not slim themselves."""

    def tell(one: Any, value: Any) -> None:
        try:
            more = one._more  # noqa: SLF001
        except AttributeError:
            more = one._no_more  # noqa: SLF001
            _store(one, "_more", more)
        if value is not getattr(more, name):
            if more is one._no_more:  # noqa: SLF001
                more = one._more_of()  # noqa: SLF001
                _store(one, "_more", more)
            setattr(more, name, value)

    return tell


def _belong(new: type, old: type) -> None:
    """Let methods that name their class, as ``super()`` does, name the new one."""
    for value in vars(new).values():
        function = value.fget if isinstance(value, property) else getattr(value, "__func__", value)
        for cell in function.__closure__ or () if isinstance(function, FunctionType) else ():
            if cell.cell_contents is old:
                cell.cell_contents = new
