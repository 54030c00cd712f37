"""Functions that make objects of frozen classes of parts that were checked before, without checking them again.

A frozen class takes no ordinary stores; a twin of it does, and what it made becomes an object of the class in one step.

    >>> from armsdeals.values.evidence import Evidence
    >>> build, retitle = builder(Evidence), changer(Evidence, "title")
    >>> retitle(build(publisher="TASS", title="Talks"), "Talks go on").title
    'Talks go on'

Whoever uses them vouches for the parts: a wrong one is kept as it is. Left out: rules across fields, and defaults that are
made anew each time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from armsdeals._slim import another, is_slim, rarely_told


def twin(cls: Any) -> Any:
    """Return a class of the same slots that takes ordinary stores: fill it, then set ``__class__`` to the frozen one.

    It adds nothing to the frozen class, which CPython sees at a glance when the class is set; of a sister it compares
    all slots.
    """
    # Both setattr and delattr, else CPython goes through Python's lookup at each store; __init__, else the base's runs.
    ordinary = {name: getattr(object, name) for name in ("__init__", "__setattr__", "__delattr__")}
    return type(f"Twin{cls.__name__}", (cls,), ordinary | {"__slots__": ()})


def changer(cls: Any, *names: str) -> Callable[..., Any]:
    """Return a function that copies an object with some fields changed: ``change(old, *values)``; nothing is checked."""
    rare = rarely_told(cls)
    copied = [
        f"made.{field.name} = old.{field.name}" for field in attrs.fields(cls) if field.name not in {*names, *rare}
    ]
    if is_slim(cls):
        copied.append("made._more = another(old._more)" if set(rare) & set(names) else "made._more = old._more")
    stores = "; ".join([*copied, *(f"made.{'_more.' if name in rare else ''}{name} = {name}" for name in names)])
    source = f"def change(old, {', '.join(names)}):\n  made = Twin(); {stores}\n  made.__class__ = cls\n  return made"
    made = {"Twin": twin(cls), "cls": cls, "another": another}
    exec(source, made)  # our own text, made from our own classes
    return made["change"]  # type: ignore[no-any-return]


def builder(cls: Any) -> Callable[..., Any]:
    """Return a constructor for parts that are checked already: no converter, no check, no post-init."""
    fields = attrs.fields(cls)
    if made := [field.name for field in fields if isinstance(field.default, attrs.Factory)]:  # type: ignore[arg-type]
        raise TypeError(f"{cls.__name__}.{made[0]} has a default factory; give it a frozen default")
    rare = rarely_told(cls)
    names = {f"default_{f.name}": f.default for f in fields} | {"Twin": twin(cls), "cls": cls}
    parameters = ", ".join(f.name if f.default is attrs.NOTHING else f"{f.name}=default_{f.name}" for f in fields)
    lines = [f"def build(*, {parameters}):", "  made = Twin()"]
    lines += [f"  made.{f.name} = {f.name}" for f in fields if f.name not in rare]
    if is_slim(cls):
        lines += [
            f"  if {' and '.join(f'{name} is default_{name}' for name in rare)}: made._more = cls._no_more",
            f"  else: made._more = more = cls._more_of(); {'; '.join(f'more.{name} = {name}' for name in rare)}",
        ]
    exec(
        "\n".join([*lines, "  made.__class__ = cls", "  return made"]), names
    )  # our own text, made from our own classes
    return names["build"]  # type: ignore[no-any-return]
