"""Limits: how much of a stranger's file is read.

    >>> Limits().depth, Limits(yaml_bytes=20_000_000).bytes_of("yaml")
    (64, 20000000)

Limits on single values (digits of a sum, length of a date) stand with those values. They hold per call; no limit is global.
"""

from __future__ import annotations

from attrs import field, frozen
from attrs.validators import ge

from armsdeals.errors import LimitExceeded


@frozen(kw_only=True)
class Limits:
    """What a document may be at most.

    Attributes:
        file_bytes: Size of a file of any format but YAML.
        yaml_bytes: Size of a YAML file; YAML takes far longer to read.
        unpacked_times: How many times its size a packed file may unpack to, beyond the first 25 MB. Registers unpack to some
            13 times theirs; what unpacks to far more was made to fill memory.
        depth: How deep objects and lists may be nested.
        text: Characters of one text.
        items: Items of one list, or keys of one object.
        faults: How many faults are listed; of the others only the number is told.
    """

    file_bytes: int = field(default=256_000_000, validator=ge(1))
    yaml_bytes: int = field(default=8_000_000, validator=ge(1))
    unpacked_times: int = field(default=20, validator=ge(1))
    depth: int = field(default=64, validator=ge(1))
    text: int = field(default=1_000_000, validator=ge(1))
    items: int = field(default=1_000_000, validator=ge(1))
    faults: int = field(default=100, validator=ge(1))

    def bytes_of(self, format_name: str) -> int:
        """Return the size that a file of this format may have."""
        return self.yaml_bytes if format_name == "yaml" else self.file_bytes

    def check_size(self, size: int, format_name: str) -> None:
        """Refuse a document that is too large.

        Raises:
            LimitExceeded: It is.
        """
        most = self.bytes_of(format_name)
        if size > most:
            name = "yaml_bytes" if format_name == "yaml" else "file_bytes"
            raise LimitExceeded(
                f"the document has {size:,} bytes or more (expected {most:,} or less; see Limits.{name})"
            )


DEFAULT_LIMITS = Limits()
