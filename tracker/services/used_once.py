"""How a link stands that is used once: open, used, revoked, or over."""

from datetime import datetime


class UsedOnce:
    """What a view of such a link says by its `used_at`, `revoked_at` and `is_over`."""

    __slots__ = ()

    used_at: datetime | None
    revoked_at: datetime | None
    is_over: bool

    @property
    def is_open(self) -> bool:
        """Whether it was neither used nor revoked, and has time left."""
        return self.used_at is None and self.revoked_at is None and not self.is_over

    @property
    def state_words(self) -> str:
        """How it stands, in words."""
        if self.used_at is not None:
            return "Used"
        if self.revoked_at is not None:
            return "Revoked"
        return "Ended" if self.is_over else "Open"
