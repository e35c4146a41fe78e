"""Long lists of keys asked for in parts: a statement names so many at most."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

AT_ONCE = 500
Each = TypeVar("Each")


def parts(of: Sequence[Each]) -> Iterator[Sequence[Each]]:
    """Yield a list in parts of 500."""
    for start in range(0, len(of), AT_ONCE):
        yield of[start : start + AT_ONCE]
