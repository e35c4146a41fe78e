"""Key files: made once, whole or not at all, and never replaced."""

from collections.abc import Callable
from pathlib import Path

from tracker.storage.durable import Draft, make_root

# What begins so is no key: it was left behind by whoever died while making one.
_UNFINISHED = "."


def make_once(file: Path, make: Callable[[], bytes]) -> None:
    """Write what `make` returns where there is no key yet; return once it would outlive a power cut.

    Half a key would stop every later start, and another one would open nothing that the first closed.
    """
    if file.exists():
        return
    make_root(file.parent)
    with Draft(file.parent, _UNFINISHED) as draft:
        draft.write(make())
        draft.land_once(file)
