"""The lines of history that a test left behind."""

from tests.factories import CenterWorld
from tracker.services import history
from tracker.services.history import Line


def lines_of(center: CenterWorld) -> list[Line]:
    """Return the center's latest lines, newest first."""
    with center.working():
        return history.lines()


def last_line(center: CenterWorld) -> Line:
    """Return the newest line."""
    return lines_of(center)[0]
