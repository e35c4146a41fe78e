"""Who acts: the signed-in account at one center, on one day. Every use case is told."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tracker.domain.access import AccessRole, Action
from tracker.domain.errors import Refused

# Who acts where no account does: whoever runs the installation, at its shell.
COMMAND_LINE = "The installation's command line"


@dataclass(frozen=True, slots=True)
class Actor:
    """An account at a center at a moment. `today` is the day in `zone`, the center's.

    `by_link`: it is not the account that acts, but whoever holds a link that it gave.
    """

    account_id: int
    name: str
    center_id: int
    center: str
    center_name: str
    role: AccessRole | None
    actions: frozenset[Action]
    person_id: int | None
    now: datetime
    today: date
    zone: str
    by_link: bool = False

    def may(self, action: Action) -> bool:
        """Tell whether the action is granted here."""
        return action in self.actions

    def day_of(self, moment: datetime) -> date:
        """Return the day of a moment on the center's clock."""
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def must(self, action: Action, message: str) -> None:
        """Raise Refused with the message where the action is not granted."""
        if action not in self.actions:
            raise Refused(message)
