"""Which class of a list a weapon is said to be in, and what it is said to be able to do: claims like any other.

    >>> ClassCode("EU_ML", "ml 10", edition="2024-02-19 (C/2024/1945)").title
    'Aircraft, lighter-than-air vehicles, unmanned aerial vehicles, aero-engines'

A list may have no class for a thing: the UN Register leaves out land-based air defence. That is known, not unknown:

    >>> print(ClassCode("UNROCA", absent="none"))
    UNROCA none
    >>> ClassCode("EU_ML", "10")
    Traceback (most recent call last):
    armsdeals.errors.UnknownName: code: '10' is no code of EU_ML; did you mean ML10?

One thing may have several codes in one list, since its launchers, radars and missiles fall into different ones. Left out:
what follows from a class; that is for the law of each state.
"""

from __future__ import annotations

from typing import Annotated, Any

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Name, Rule, Text, checked
from armsdeals._printed import short_repr
from armsdeals._shown import plain, shown
from armsdeals._slim import slim
from armsdeals.errors import UnknownName
from armsdeals.model.valued import needs_value
from armsdeals.values.claim import Claim
from armsdeals.values.classes import SCHEMES, ClassRow, Scheme
from armsdeals.values.measure import Measure, to_measure

_LONGEST = 60  # characters; what is longer is no code, and is compared with none
Code = Annotated[str, Rule(max_length=_LONGEST)]


@slim()
@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, init=False, repr=False)
class ClassCode(Claim):
    """A class of one list, as claimed.

    Attributes:
        scheme: The list.
        code: The class, as the list writes it; empty where the claim is that there is none (`Claim.absent`).
        edition: Which text of the list it goes by; empty where nobody says.

    Raises:
        UnknownName: The list has no such class; the nearest ones are suggested, never taken.
        InvalidValue: There is neither a code nor an absence, or there are both.
    """

    scheme: Scheme
    code: Code = ""
    edition: Text = ""

    __repr__ = short_repr

    def __init__(self, scheme: Scheme | str, code: str = "", **more: Any) -> None:
        scheme = Scheme(scheme)
        if not isinstance(code, str):
            raise TypeError(f"code: {shown(code)} is not text")
        self.__attrs_init__(scheme=scheme, code=code and _read(scheme, code), **more)

    def __attrs_post_init__(self) -> None:
        needs_value(self, self.code or None)

    @property
    def row(self) -> ClassRow | None:
        """The class as our table has it; None where there is none."""
        return SCHEMES[self.scheme].find(self.code) if self.code else None

    @property
    def title(self) -> str:
        """What is in the class, shortened in our words; empty where there is none."""
        return self.row.title if self.row else ""

    def __str__(self) -> str:
        return f"{self.scheme} {plain(self.code) or (self.absent.in_words if self.absent else 'taken back')}"


def _read(scheme: Scheme, code: str) -> str:
    if len(code) > _LONGEST:  # the rule of the field tells it
        return code
    try:
        return SCHEMES[scheme].read(code)
    except UnknownName as error:
        error.path = ("code",)
        raise


@slim()
@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class Specification(Claim):
    """One figure of what a thing is or can do, as claimed.

        >>> Specification(name="range", value="400 km", condition="against aircraft").value
        Measure('400 km')

    Attributes:
        name: What is measured, in words: "range", "payload", "maximum speed".
        value: The figure with its unit; None where it is said to be withheld or not to apply.
        condition: Under what condition it holds ("with the heaviest missile").

    Raises:
        InvalidValue: There is neither a value nor an absence, or there are both.
    """

    name: Name
    value: Measure | None = field(default=None, converter=optional(to_measure))
    condition: Text = ""

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        needs_value(self, self.value)
