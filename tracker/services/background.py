"""Waking whoever does the work that outlives a request; called after the commit that left something to do.

Services stand below the queue, so the application hands its nudge down here.
"""

from collections.abc import Callable

_nudge: Callable[[], None] | None = None


def configure(nudge: Callable[[], None] | None) -> None:
    """Say how the worker is woken; None where nobody works in the background, as in most tests."""
    global _nudge  # noqa: PLW0603 one process serves one installation
    _nudge = nudge


def wake() -> None:
    """Wake the worker. Never fails: what waits is found without it, a minute later."""
    if _nudge is not None:
        _nudge()
