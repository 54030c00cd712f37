"""The table of sources: whose files are read, in which layouts, and what they leave out.

A source turns bytes of somebody else's publication into deals, with a finding for whatever it could not read. It loads on
first use.

    >>> [source.name for source in sources()]
    ['sipri', 'nl_licences', 'news']
    >>> source_named("sipri").layout_of(b"a,b,c") is None
    True
    >>> source_named("sipry")
    Traceback (most recent call last):
    armsdeals.errors.UnknownName: 'sipry' is no source known here (expected one of sipri, nl_licences, news); did you mean sipri?

Other packages offer theirs by an entry point of the group ``armsdeals.sources`` whose object is a `Source`. What we can write
back without loss is no source but a format.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, Protocol, cast

from attrs import frozen

from armsdeals._printed import short_repr
from armsdeals._shown import shown
from armsdeals.errors import UnknownName, UnreadableInput, suggestion
from armsdeals.register.reading import Reading
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits

Progress = Callable[[int, int], object]  # is told how many lines are done, and of how many

GROUP = "armsdeals.sources"
SOURCES: dict[str, str] = {  # by name: where it is, as module:object
    "sipri": "armsdeals.sources.sipri.source:SIPRI",
    "nl_licences": "armsdeals.sources.nl_licences.source:NL_LICENCES",
    "news": "armsdeals.sources.news.source:NEWS",
}
HEAD = 65_536  # bytes by which a layout is known


class Reader(Protocol):
    """What the module of a layout offers: two functions."""

    def knows(self, head: bytes) -> bool:
        """Whether a file begins as this layout does; of a large file this sees the beginning only."""

    def read(
        self, data: bytes, *, name: str = "", limits: Limits = DEFAULT_LIMITS, progress: Progress | None = None
    ) -> Reading:
        """Read a file; every line is accounted for in `Reading.counts`, and what is at fault is a finding.

        Args:
            data: The bytes of the file.
            name: The file, for messages.
            limits: How much of a stranger's file is read.
            progress: Is told now and then how many lines are done, and of how many.

        Raises:
            UnreadableInput: It has nothing of this layout.
            LimitExceeded: It has too many lines, or one that is too long.
        """


@frozen(kw_only=True, repr=False)
class Layout:
    """One layout of a publisher's files.

    Attributes:
        name: Its name.
        about: What one line of it is.
        module: The module that reads it, which is a `Reader`; it is imported when it is first needed.
    """

    name: str
    about: str
    module: str

    __repr__ = short_repr

    @property
    def reader(self) -> Reader:
        """What reads it."""
        return cast("Reader", import_module(self.module))


@frozen(kw_only=True, repr=False)
class Source:
    """Somebody's publication.

    Attributes:
        name: Its name in calls.
        publisher: Who publishes it.
        title: What it is called.
        link: Where its files are.
        terms: What the publisher allows; this library ships none of the data.
        leaves_out: What it does not tell, or what a reader must not take it for.
        layouts: The layouts of its files.
        explains: Which function tells why bytes have none of the layouts, as "module:name"; empty if none does.
    """

    name: str
    publisher: str
    title: str
    link: str
    terms: str
    leaves_out: tuple[str, ...]
    layouts: tuple[Layout, ...]
    explains: str = ""

    __repr__ = short_repr

    def layout_of(self, data: bytes) -> Layout | None:
        """Return the layout that bytes seem to have by how they begin; None if they are not of this source."""
        head = bytes(data[:HEAD])
        return next((layout for layout in self.layouts if layout.reader.knows(head)), None)

    def read(
        self, data: bytes, *, name: str = "", limits: Limits = DEFAULT_LIMITS, progress: Progress | None = None
    ) -> Reading:
        """Read the bytes of a file; whatever cannot be read is among the findings.

        Raises:
            UnreadableInput: The file has none of the layouts.
            LimitExceeded: It is too large, or has too many lines.
        """
        limits.check_size(len(data), self.name)
        layout = self.layout_of(data)
        if layout is None:
            known = ", ".join(one.name for one in self.layouts)
            found = _load(self.explains)(data[:HEAD]) if self.explains else ""
            other = source_of(data)
            hint = f"it seems to be a file of {other[0].publisher}, so say source={other[0].name!r}" if other else found
            why = f": {hint}" if hint else ""
            message = f"no head of a table of {self.publisher} was found{why}"
            raise UnreadableInput(f"{message} (read are these layouts, as they are downloaded: {known})", line=1)
        return layout.reader.read(data, name=name, limits=limits, progress=progress)


def sources() -> tuple[Source, ...]:
    """Return every source of ours, in the order of the table."""
    return tuple(source_named(name) for name in SOURCES)


@cache
def source_named(name: str) -> Source:
    """Return the source of a name, ours (in any case, with blanks or underscores) or that of another installed package.

    Raises:
        UnknownName: There is none.
    """
    if not isinstance(name, str):
        raise TypeError(f"{shown(name)} is not the name of a source; write it as text")
    ours = "_".join(name.casefold().replace("-", " ").replace("_", " ").split())
    if ours in SOURCES:
        return _load(SOURCES[ours])  # type: ignore[no-any-return]
    metadata = import_module("importlib.metadata")  # which takes longer to load than most files to read
    others = {entry.name: entry for entry in metadata.entry_points(group=GROUP)}
    if name in others and isinstance(found := others[name].load(), Source):
        return found
    known = [*SOURCES, *others]
    near = suggestion(ours, known)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise UnknownName(
        f"{shown(name)} is no source known here (expected one of {', '.join(known)}){hint}", suggestions=near
    )


def source_of(data: bytes) -> tuple[Source, Layout] | None:
    """Return the source and layout that bytes seem to have; None if they are of nobody known here."""
    for source in sources():
        if layout := source.layout_of(data):
            return source, layout
    return None


def _load(where: str) -> Any:
    module, _, name = where.partition(":")
    return getattr(import_module(module), name)
