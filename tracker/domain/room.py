"""How much room a center's files may take, and when people are told that it runs out."""

from dataclasses import dataclass

from tracker.domain.errors import Refused

MEGABYTE = 1_000_000
DEFAULT_QUOTA = "5000"
# One file must fit, and no disk that this runs on has more.
_LEAST, _MOST = 30, 10_000_000
_NEARLY_FULL = 80


@dataclass(frozen=True, slots=True)
class Room:
    """What a center's files take, and what they may take, in bytes."""

    used: int
    quota: int

    @property
    def hundredths(self) -> int:
        """How full it is, in whole percent, 100 at most."""
        return min(100, 100 * self.used // self.quota)

    @property
    def is_nearly_full(self) -> bool:
        """Whether people are warned: from 80 % on."""
        return self.hundredths >= _NEARLY_FULL

    def holds(self, more: int) -> bool:
        """Tell whether so many further bytes fit."""
        return self.used + more <= self.quota


def quota_from(text: str) -> int:
    """Read a quota in megabytes and return it in bytes. Raises Refused saying what would do."""
    if not (text.isascii() and text.isdigit() and _LEAST <= int(text[:9]) <= _MOST and len(text) < 9):
        raise Refused(f"it must be a number of megabytes from {_LEAST} to {_MOST:,}.")
    return int(text) * MEGABYTE
