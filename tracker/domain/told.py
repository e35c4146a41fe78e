"""What stands beside a status, worked out when it is read: a matrix shows the statuses of hundreds and reads none."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar, TypeVarTuple, overload

Entry = TypeVar("Entry")
Given = TypeVarTuple("Given")


class Told(Sequence[Entry], Generic[Entry]):
    """A tuple that is made when it is first read, and equal to one.

    What it is made of must not change meanwhile; two who read it at once make it twice, and alike.
    """

    __slots__ = ("_entries", "_source")

    def __init__(self, make: Callable[[*Given], Iterable[Entry]], *given: *Given) -> None:
        """Keep what makes it, and what that is given."""
        self._source: tuple[Any, ...] | None = make, *given
        self._entries: tuple[Entry, ...] = ()

    @property
    def _all(self) -> tuple[Entry, ...]:
        source = self._source
        if source is not None:
            make, *given = source
            self._entries = tuple(make(*given))
            # Last, so that whoever reads at the same time finds either what makes it or what was made.
            self._source = None
        return self._entries

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, index: int | slice) -> Entry | tuple[Entry, ...]:
        """Return an entry, or some."""
        return self._all[index]

    def __iter__(self) -> Iterator[Entry]:
        """Go through all."""
        return iter(self._all)

    def __len__(self) -> int:
        """Count them."""
        return len(self._all)

    def __eq__(self, other: object) -> bool:
        """Tell whether the same stands in both, the other being a tuple or another of these."""
        if isinstance(other, Told):
            return self._all == other._all
        return self._all == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        """Hash as the tuple does."""
        return hash(self._all)

    def __repr__(self) -> str:
        """Write the tuple."""
        return repr(self._all)
