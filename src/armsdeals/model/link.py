"""Link: how one deal stands to another.

>>> Link("option of", to="tur-s400").kind
LinkKind.OPTION_OF
"""

from __future__ import annotations

from attrs import field, frozen

from armsdeals._fields import Slug, Text, Word, checked
from armsdeals._printed import short_repr


class LinkKind(Word):
    """What the deal is to the other one."""

    SUPERSEDED_BY = "SUPERSEDED_BY"  # replaced by it
    REVIVES = "REVIVES"  # takes it up again after it died
    RENEWS = "RENEWS"  # follows it with more of the same
    COMPETES_WITH = "COMPETES_WITH"  # meets the same need
    PART_OF = "PART_OF"  # belongs to its package
    UNDER_FRAMEWORK = "UNDER_FRAMEWORK"  # is ordered under its umbrella
    OPTION_OF = "OPTION_OF"  # is an option of it, taken up or not
    RETRANSFER_OF = "RETRANSFER_OF"  # sells on the same materiel
    CONSEQUENCE_OF = "CONSEQUENCE_OF"  # came about because of it
    CONDITIONAL_ON = "CONDITIONAL_ON"  # hangs on a stage of it


@frozen(weakref_slot=False, field_transformer=checked, repr=False)
class Link:
    """One deal's tie to another.

    Attributes:
        kind: What the deal is to the other one.
        to: The id of the other deal.
        note: Anything else, in words.
    """

    kind: LinkKind = field(converter=LinkKind)
    to: Slug = field(kw_only=True)
    note: Text = field(default="", kw_only=True)

    __repr__ = short_repr
