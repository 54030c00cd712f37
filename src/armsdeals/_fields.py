"""One annotation, many uses: the rules on single fields, and how each class checks them.

A rule stands in the annotation and has a name here, so that a class reads as its nouns (``title: Name``). `checked` is
the attrs ``field_transformer`` of every class of the model: it turns the rule, the word list or the nested class of a
field into the converter that ``__init__`` uses. Readers, schemas and columns read the same annotations (`plan`).

    >>> from attrs import frozen
    >>> @frozen(kw_only=True, weakref_slot=False, field_transformer=checked)
    ... class Port:
    ...     name: Name
    ...     berths: Count | None = None
    >>> Port(name="Sochi", berths=-1)
    Traceback (most recent call last):
    armsdeals.errors.InvalidValue: berths: -1 is too small (expected 0 or more)

Rules look at one value only; sense across fields goes into ``__attrs_post_init__``.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Self, Union, get_args, get_origin

import attrs

from armsdeals._shown import shown
from armsdeals.errors import ArmsDealsError, InvalidValue, UnknownName, suggestion


@attrs.frozen(kw_only=True)
class Rule:
    """What one value must keep to.

    Attributes:
        ge: Smallest number allowed.
        le: Largest number allowed.
        min_length: Shortest text or list.
        max_length: Longest text or list.
        pattern: Regular expression that the whole text must match.
        wanted: The pattern in words, for messages.
    """

    ge: int | None = None
    le: int | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    wanted: str = ""

    def broken_by(self, value: Any) -> str | None:
        """Say what is wrong and what is wanted; None if the value keeps the rule."""
        if self.ge is not None and value < self.ge:
            return f"is too small (expected {self.ge} or more)"
        if self.le is not None and value > self.le:
            return f"is too large (expected {self.le} or less)"
        if self.min_length is not None and len(value) < self.min_length:
            return "is empty" if not value else f"is too short (expected {self.min_length} characters or more)"
        if self.max_length is not None and len(value) > self.max_length:
            return f"is too long (expected {self.max_length:,} characters or less, found {len(value):,})"
        if self.pattern is not None and not re.fullmatch(self.pattern, value):
            return f"does not fit (expected {self.wanted or self.pattern})"
        return None


_SLUG = r"[a-z0-9](?:[a-z0-9._-]{0,118}[a-z0-9])?"
Text = Annotated[str, Rule(max_length=1_000_000)]
Name = Annotated[str, Rule(min_length=1, max_length=500)]
Slug = Annotated[
    str,
    Rule(pattern=_SLUG, wanted="1 to 120 of a-z, 0-9, '-', '_' and '.', beginning and ending with a letter or digit"),
]
Key = Annotated[str, Rule(pattern=f"(?:{_SLUG})?", wanted="nothing, or 1 to 120 of a-z, 0-9, '-', '_' and '.'")]
Count = Annotated[int, Rule(ge=0, le=1_000_000_000)]
Year = Annotated[int, Rule(ge=1000, le=9999)]


def rule_of(hint: Any) -> tuple[Any, Rule | None]:
    """Split ``Annotated[t, Rule(...)]`` into its type and its rule."""
    if get_origin(hint) is Annotated:
        base, *extras = get_args(hint)
        return base, next((extra for extra in extras if isinstance(extra, Rule)), None)
    return hint, None


def optional_of(hint: Any) -> tuple[Any, bool]:
    """Split ``X | None`` into X and whether None is allowed."""
    if get_origin(hint) in (Union, UnionType):
        inner = [arg for arg in get_args(hint) if arg is not NoneType]
        if len(inner) == 1:
            return inner[0], True
        raise TypeError(f"a field may be one type or None, not {hint}")
    return hint, False


def text_fault(text: str) -> str | None:
    """Say why a text cannot be kept: it must survive UTF-8 and hold no NUL."""
    if "\0" in text:
        return "holds the character U+0000"
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            return "holds half a surrogate pair"
    return None


class Word(StrEnum):
    """A code of a vocabulary: upper case inside; any case with blanks, hyphens or underscores is taken."""

    __hash__ = str.__hash__  # an Enum's own is a function in Python, ten times slower, and words are keys everywhere

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            raise TypeError(f"{cls.__name__} wants text, found {shown(value)}")
        key = "_".join(value.replace("-", " ").replace("_", " ").upper().split())
        found = cls._value2member_map_.get(cls.also_called().get(key, key))
        if found is None:
            near = suggestion(key, cls._value2member_map_)
            hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(cls._value2member_map_)}"
            raise UnknownName(f"{shown(value)} is not {_words(cls.__name__)}; {hint}", suggestions=near)
        return found  # type: ignore[return-value]

    @classmethod
    def also_called(cls) -> dict[str, str]:
        """Return other words that people use, each with the code that it means; none unless a class says so."""
        return {}

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"

    @property
    def in_words(self) -> str:
        """The code as it is said: ``SUPPLIER_STATE_LOAN`` gives "supplier state loan"."""
        return self.value.replace("_", " ").lower()


def _words(name: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    return f"{'an' if words[0] in 'aeio' else 'a'} {words}"


class Leaf:
    """A value that is one text in every file: immutable, equal when the texts are equal.

    Subclasses parse in ``__init__`` (through `_set`) and are plain slotted classes on purpose: decoders take attrs
    classes for objects with keys.
    """

    __slots__ = ("text",)
    text: str
    example: ClassVar[str] = ""  # one valid text, for schemas and messages

    def __init__(self, text: str) -> None:
        self._set(text=text)

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def __eq__(self, other: object) -> bool:
        return self.text == other.text if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({shown(self.text)})"

    def __str__(self) -> str:
        return self.text

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.text,)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self


def checked(cls: type, fields: list[Any]) -> list[Any]:
    """The ``field_transformer`` of every class of the model."""
    hints = inspect.get_annotations(cls, eval_str=True)  # its own; those above it have been resolved
    return [
        field  # the class that it comes from has made its converter
        if field.inherited
        else field.evolve(
            type=hints[field.name], converter=_placed(field.name, field.converter or converter(hints[field.name]))
        )
        for field in fields
    ]


def _placed(name: str, convert: Callable[[Any], Any] | None) -> Callable[[Any], Any] | None:
    """Let an error of a converter carry the field's name."""
    if convert is None:
        return None

    def placed(value: Any) -> Any:
        try:
            return convert(value)
        except ArmsDealsError as error:
            error.path = (name, *error.path)
            raise
        except TypeError as error:
            raise TypeError(f"{name}: {error}") from None

    placed.__signature__ = _ONE_VALUE  # type: ignore[attr-defined]  # attrs asks for it, and to work it out takes long
    return placed


_ONE_VALUE = inspect.signature(lambda value: value)


def converter(hint: Any) -> Callable[[Any], Any] | None:
    """Make the check of one annotation; a field that names a converter of its own keeps that one instead."""
    hint, may_be_none = optional_of(hint)
    base, rule = rule_of(hint)
    origin = get_origin(base)
    if origin is tuple:
        check = _many(converter(get_args(base)[0]))
    elif base is str:
        check = _text(rule)
    elif base is int:
        check = _whole(rule)
    elif base is bool:
        check = _plain(bool)
    elif isinstance(base, type) and (issubclass(base, (Word, Leaf)) or hasattr(base, "__attrs_attrs__")):
        check = _made(base)
    else:
        return None
    return attrs.converters.optional(check) if may_be_none else check


def _text(rule: Rule | None) -> Callable[[Any], Any]:
    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise TypeError(f"{shown(value)} is not text")
        wrong = text_fault(value) or (rule and rule.broken_by(value))
        if wrong:
            raise InvalidValue(f"{shown(value)} {wrong}")
        return value

    return check


def _whole(rule: Rule | None) -> Callable[[Any], Any]:
    def check(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise TypeError(f"{shown(value)} is not a whole number")
        if rule and (wrong := rule.broken_by(value)):
            raise InvalidValue(f"{value if abs(value) < 10**30 else 'the number'} {wrong}")
        return value

    return check


def _plain(kind: type) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if not isinstance(value, kind):
            raise TypeError(f"{shown(value)} is not {kind.__name__}")
        return value

    return check


def _made(kind: Any) -> Callable[[Any], Any]:
    """A member of the class as it is; a text goes through its strict constructor where there is one."""
    from_text = issubclass(kind, (Word, Leaf))

    def check(value: Any) -> Any:
        if isinstance(value, kind):
            return value
        if from_text and isinstance(value, str):
            return kind(value)
        raise TypeError(f"{shown(value)} is not {_words(kind.__name__)}")

    return check


def _many(check: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
    def each(values: Any) -> tuple[Any, ...]:
        if isinstance(values, (str, bytes)) or not isinstance(values, Iterable):
            raise TypeError(f"{shown(values)} is not a list; put it in brackets")
        if check is None:
            return tuple(values)
        out = []
        for place, value in enumerate(values):
            try:
                out.append(check(value))
            except ArmsDealsError as error:
                error.path = (place, *error.path)
                raise
            except TypeError as error:
                raise TypeError(f"[{place}] {error}") from None
        return tuple(out)

    return each
