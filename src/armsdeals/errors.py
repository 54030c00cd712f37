"""What can go wrong: one family of exceptions, each with its parts, so that nobody has to parse a sentence.

Data may cause nothing but an `ArmsDealsError`; a wrong argument type stays a TypeError.

    >>> error = InvalidValue("5 is not a yearly fraction (expected 0 to 1; 5 % is written 0.05)", path=("rate",))
    >>> str(error)
    'rate: 5 is not a yearly fraction (expected 0 to 1; 5 % is written 0.05)'
    >>> isinstance(error, ValueError), error.code
    (True, 'bad-value')

A finding about data that is only suspicious is no exception but an `Issue` (see `armsdeals.issues`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from difflib import get_close_matches
from heapq import nlargest
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from armsdeals._shown import path_text, shown

if TYPE_CHECKING:
    from armsdeals.issues import Issue

LONGEST_MESSAGE = 2_000  # characters
MOST_FAULTS_TOLD = 10  # in a message; all are in .issues
_LOOKED_AT = 5_000  # names among which near ones are looked for
_COMPARED = 40  # of these, which share most pairs of letters with the name asked for; to compare takes its time


class ArmsDealsError(Exception):
    """The parent of everything that bad data may raise.

    Attributes:
        message: What was found and what is wanted, without the place.
        path: Where in the document or object, for example ``("lines", 0, "system")``.
        line: Line in the file, from 1, where the format has lines.
        column: Column in that line, from 1.
        code: A stable slug for machines.
        also: Further faults of the same sort, where several were found at once.
    """

    default_code = "error"
    also: tuple[ArmsDealsError, ...] = ()

    def __init__(
        self,
        message: str,
        *,
        path: Sequence[str | int] = (),
        line: int | None = None,
        column: int | None = None,
        code: str | None = None,
    ) -> None:
        self.message = message if len(message) <= LONGEST_MESSAGE else message[: LONGEST_MESSAGE - 1] + "…"
        super().__init__(self.message)  # before path, which the ImportError under MissingExtra resets
        self.path = tuple(path)
        self.line = line
        self.column = column
        self.code = code or self.default_code

    def __str__(self) -> str:
        where = path_text(self.path)
        at = f"line {self.line}: " if self.line else ""
        return f"{at}{where}: {self.message}" if where else f"{at}{self.message}"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (type(self), self.message, self.__dict__ | {"path": self.path})


def _rebuilt(cls: type[ArmsDealsError], message: str, parts: dict[str, Any]) -> ArmsDealsError:
    """Unpickle an error whose constructor takes more than a message."""
    error = cls.__new__(cls, message)
    Exception.__init__(error, message)
    for name, part in parts.items():
        setattr(error, name, part)
    return error


class InvalidValue(ArmsDealsError, ValueError):
    """A value that the model cannot hold."""

    default_code = "bad-value"


class UnknownName(InvalidValue, LookupError):
    """A name that is in no list; ``suggestions`` are near ones, never matches, and ``names`` all that were not found."""

    default_code = "not-in-list"

    def __init__(
        self, message: str, *, suggestions: Iterable[str] = (), names: Iterable[str] = (), **where: Any
    ) -> None:
        super().__init__(message, **where)
        self.suggestions = tuple(suggestions)
        self.names = tuple(names)  # empty where one name alone was asked for


class CurrencyMismatch(InvalidValue):
    """Two sums that must not be added: their currency, price year or basis differ."""

    default_code = "currency-mismatch"


class MoveNotAllowed(ArmsDealsError):
    """A step that the table of moves or a guard forbids; nothing was changed.

    Attributes:
        stage: The stage from which the step was tried; None while it is open or before the first.
        wanted: The stage that was asked for.
        allowed: The stages that would be legal.
        guards: The guards that are false, by id; empty where the table itself says no.
    """

    default_code = "move-not-allowed"

    def __init__(
        self, message: str, *, stage: Any = None, wanted: Any = None, allowed: Iterable[Any] = (),
        guards: Iterable[str] = (), **where: Any,
    ) -> None:  # fmt: skip
        super().__init__(message, **where)
        self.stage = stage
        self.wanted = wanted
        self.allowed = frozenset(allowed)
        self.guards = tuple(guards)


class InvalidDeals(ArmsDealsError):
    """A document that cannot be held as it stands; ``issues`` holds every fault that was found."""

    default_code = "invalid-deals"

    def __init__(self, issues: Sequence[Issue], *, name: str = "") -> None:
        self.issues = issues
        faults = [issue for issue in issues if issue.severity.name == "ERROR"]
        self.name = name
        head = f"{shown(name)}: " if name else ""
        told = "\n  ".join(str(issue) for issue in faults[:MOST_FAULTS_TOLD])
        rest = f"\n  and {len(faults) - MOST_FAULTS_TOLD} more (see .issues)" if len(faults) > MOST_FAULTS_TOLD else ""
        super().__init__(f"{head}{len(faults)} fault{'s' if len(faults) != 1 else ''}\n  {told}{rest}")


class UnreadableInput(ArmsDealsError):
    """Bytes that are no document of the format."""

    default_code = "unreadable"


class UnsupportedVersion(ArmsDealsError):
    """A document of a version that this release does not know."""

    default_code = "unsupported-version"


class LimitExceeded(ArmsDealsError):
    """A document larger or deeper than the limits allow."""

    default_code = "limit-exceeded"


class StoreError(ArmsDealsError):
    """The store is busy, damaged, full or read-only."""

    default_code = "store"


class UnwritableOutput(ArmsDealsError, OSError):
    """A file that the system does not let us write; what stood there before is as it was. ``errno`` is the system's number."""

    default_code = "unwritable"

    def __init__(self, message: str, *, errno: int | None = None, filename: str = "", **where: Any) -> None:
        super().__init__(message, **where)
        self.errno = errno
        self.filename = filename

    def __reduce__(self) -> tuple[Any, ...]:
        rebuilt, (cls, message, parts) = super().__reduce__()
        return rebuilt, (cls, message, parts | {"errno": self.errno, "filename": self.filename})


class MissingExtra(ArmsDealsError, ImportError):
    """An optional package is not installed; the message names the command that installs it."""

    default_code = "missing-extra"
    path: Any  # ImportError has one too, of another type


def need(module: str, *, extra: str, what: str = "this") -> Any:
    """Import an optional package, or say how to get it.

    Raises:
        MissingExtra: The package is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        message = f'{what} needs {package}; install it with: pip install "armsdeals[{extra}]"'
        raise MissingExtra(message) from error


_WANTED: ContextVar[Callable[[], bool] | None] = ContextVar("wanted", default=None)


@contextmanager
def suggesting(wanted: Callable[[], bool]) -> Iterator[None]:
    """Look for near names only while somebody will read them: of ten thousand faults a reader lists a hundred."""
    token = _WANTED.set(wanted)
    try:
        yield
    finally:
        _WANTED.reset(token)


def suggestion(name: str, known: Iterable[str], *, most: int = 1) -> tuple[str, ...]:
    """Return the nearest known names, for a message; never use them as a match. Where none is wanted there are none."""
    wanted = _WANTED.get()
    if wanted is not None and not wanted():
        return ()
    asked, names = name[:80], list(islice(known, _LOOKED_AT))
    if len(names) > _COMPARED:
        pairs = {asked[place : place + 2] for place in range(len(asked))}
        names = nlargest(_COMPARED, names, key=lambda one: sum(map(one.__contains__, pairs)) / (len(asked) + len(one)))
    return tuple(get_close_matches(asked, names, n=most, cutoff=0.6))
