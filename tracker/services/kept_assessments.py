"""What a process remembers of the centers it served last: their record, and what was found in it, by standard and day.

Kept in memory only, and never shown unless the head of the center's history says that nothing changed since.
"""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from threading import Lock

from tracker.domain.assessment import Assessment
from tracker.domain.record import Record
from tracker.services.history import Head

# Over all centers; beside each completion stand the findings that name it. docs/decisions/0027-load.md has the memory.
MOST_COMPLETIONS = 60_000
# Of each standard of a center: today, the day of the visit, and two looks at another day. A number for all standards
# together would let each of Team home's turn out the next one's, once a center follows one too many.
MOST_DAYS = 4


@dataclass(slots=True)
class _Center:
    """A record as it stood at a head, and findings with the head that each was made at."""

    head: Head
    record: Record
    found: OrderedDict[Hashable, tuple[Head, Assessment]] = field(default_factory=OrderedDict)

    @property
    def completions(self) -> int:
        return sum(len(person.completions) for person in self.record.people)


class KeptAssessments:
    """The last state of each center, the center unused for longest dropped first; threads may share it."""

    def __init__(self, most_completions: int = MOST_COMPLETIONS) -> None:
        self._most = most_completions
        self._lock = Lock()
        self._centers: OrderedDict[str, _Center] = OrderedDict()

    def record(self, center: str, head: Head) -> Record | None:
        """Return the record as it stands at a head, if it is kept."""
        with self._lock:
            kept = self._used(center)
            return kept.record if kept and kept.head == head else None

    def record_before(self, center: str) -> tuple[Head, Record] | None:
        """Return the record that was kept last with the head it stood at, whatever that is."""
        with self._lock:
            kept = self._used(center)
            return (kept.head, kept.record) if kept else None

    def keep_record(self, center: str, head: Head, record: Record) -> Record:
        """Keep a record in place of the center's earlier one; return it with unchanged people being the same objects.

        So nothing is held twice, and comparing them costs next to nothing. Findings stay for `earlier`.
        """
        with self._lock:
            kept = self._centers.pop(center, None)
            if kept:
                before = {person.key: person for person in kept.record.people}
                people = ((before.get(person.key), person) for person in record.people)
                record = replace(record, people=tuple(old if old == new else new for old, new in people))
            self._centers[center] = _Center(head, record, kept.found if kept else OrderedDict())
            self._drop_the_oldest()
        return record

    def assessment(self, center: str, head: Head, asked: Hashable) -> Assessment | None:
        """Return what was found at a head, if it is kept."""
        with self._lock:
            made_at, found = self._found(center, asked)
            return found if made_at == head else None

    def earlier(self, center: str, asked: Hashable) -> Assessment | None:
        """Return what was found when the same was asked last, at whatever head."""
        with self._lock:
            return self._found(center, asked)[1]

    def keep(self, center: str, head: Head, asked: Hashable, found: Assessment) -> None:
        """Keep what was found."""
        with self._lock:
            if kept := self._centers.get(center):
                kept.found[asked] = (head, found)
                kept.found.move_to_end(asked)
                days = [key for key, (_, each) in kept.found.items() if each.standard.id == found.standard.id]
                for oldest in days[:-MOST_DAYS]:
                    del kept.found[oldest]

    def _found(self, center: str, asked: Hashable) -> tuple[Head | None, Assessment | None]:
        kept = self._used(center)
        return kept.found.get(asked, (None, None)) if kept else (None, None)

    def _used(self, center: str) -> _Center | None:
        if center in self._centers:
            self._centers.move_to_end(center)
        return self._centers.get(center)

    def _drop_the_oldest(self) -> None:
        completions = sum(kept.completions for kept in self._centers.values())
        while completions > self._most and len(self._centers) > 1:
            _, dropped = self._centers.popitem(last=False)
            completions -= dropped.completions
