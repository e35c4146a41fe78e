"""The clock held at a moment, as every request inside the block then sees it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from tracker import clock


@contextmanager
def clock_at(moment: str) -> Iterator[None]:
    """Hold the clock at a moment such as 2026-11-24T10:30+00:00; sign in inside the block, for sessions run out."""
    clock.fix(datetime.fromisoformat(moment))
    try:
        yield
    finally:
        clock.fix(None)
