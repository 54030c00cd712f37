"""What is told of a name where it is looked up: each says what it is, and names its fields and what it is handed."""

import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

import attrs
import pytest

import armsdeals

FUNCTIONS = [name for name in armsdeals.__all__ if inspect.isfunction(getattr(armsdeals, name))]
CLASSES = [name for name in armsdeals.__all__ if attrs.has(getattr(armsdeals, name))]


def public_modules() -> Iterator[ModuleType]:
    for found in walk_packages(armsdeals.__path__, "armsdeals."):
        if not any(part.startswith("_") for part in found.name.split(".")):
            yield import_module(found.name)


def behind(member: object) -> object:
    """The function behind a property, a class method or a static method."""
    if isinstance(member, property):
        return member.fget
    return member.__func__ if isinstance(member, (classmethod, staticmethod)) else member


def untold_in_class(cls: type) -> list[str]:
    """The public methods and properties of a class without a docstring of their own or of a parent."""
    if getattr(cls, "_is_protocol", False):  # says what others have, and they say what it is
        return []
    members = {name: behind(member) for name, member in vars(cls).items() if not name.startswith("_")}
    return [
        f"{cls.__qualname__}.{name}"
        for name, member in members.items()
        if inspect.isfunction(member) and not inspect.getdoc(getattr(cls, name))
    ]


def untold(module: ModuleType) -> list[str]:
    """What is public in a module and says nothing of itself."""
    out = [] if module.__doc__ else [module.__name__]
    for name, one in vars(module).items():
        if name.startswith("_") or getattr(one, "__module__", "") != module.__name__:
            continue
        if inspect.isclass(one):
            out += [name] * (not one.__doc__) + untold_in_class(one)
        elif inspect.isfunction(one) and not one.__doc__:
            out.append(name)
    return out


def unnamed(names: Iterator[str], text: str) -> list[str]:
    return [name for name in names if not name.startswith("_") and not re.search(rf"\b{name}\b", text)]


def unnamed_arguments(function: Callable[..., Any]) -> list[str]:
    return unnamed(iter(inspect.signature(function).parameters), inspect.getdoc(function) or "")


def unnamed_fields(cls: Any) -> list[str]:
    text = " ".join(inspect.getdoc(one) or "" for one in cls.__mro__)
    return unnamed((field.name for field in attrs.fields(cls) if field.init), text)


def test_everything_public_in_every_public_module_has_a_docstring() -> None:
    assert {module.__name__: found for module in public_modules() if (found := untold(module))} == {}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_promised_function_names_all_that_it_is_handed(name: str) -> None:
    assert unnamed_arguments(getattr(armsdeals, name)) == []


@pytest.mark.parametrize("name", CLASSES)
def test_a_promised_class_names_all_of_its_fields(name: str) -> None:
    assert unnamed_fields(getattr(armsdeals, name)) == []


def test_what_says_nothing_is_found() -> None:
    class Silent:
        def speak(self) -> None: ...

    @attrs.frozen
    class Half:
        """Attributes: a."""

        a: int
        b: int

    def half(a: int, b: int) -> int:
        """Add one to a."""
        return a + b

    assert untold_in_class(Silent)[0].endswith("Silent.speak")
    assert (unnamed_fields(Half), unnamed_arguments(half)) == (["b"], ["b"])
