"""What a process remembers of work that holds as long as nothing changed: by center, at the head of its history.

Kept in memory only, and given out for the very head that it was made at.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from tracker.services.history import Head

Made = TypeVar("Made")


class KeptAtHead(Generic[Made]):
    """The last of each center and question, the one unused for longest dropped first; threads may share it."""

    def __init__(self, most: int) -> None:
        """Keep so many at most."""
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, tuple[Head, Made]] = OrderedDict()

    def get(self, center: str, asked: Hashable, head: Head, make: Callable[[], Made]) -> Made:
        """Return what was made at a head for a question, or make it."""
        key = (center, asked)
        with self._lock:
            kept = self._kept.get(key)
            if kept and kept[0] == head:
                self._kept.move_to_end(key)
                return kept[1]
        # Made without the lock: two threads at once do it twice, and nobody waits for another center's.
        made = make()
        with self._lock:
            self._kept[key] = (head, made)
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made

    def earlier(self, center: str, asked: Hashable) -> Made | None:
        """Return what was made last for a question, at whatever head; parts of it may hold still."""
        with self._lock:
            kept = self._kept.get((center, asked))
            return kept[1] if kept else None
