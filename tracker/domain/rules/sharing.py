"""What was gathered, cut down to the hours that came to the requirement, where an hour may serve only one."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain

from tracker.domain.allotment import Allotment, Share
from tracker.domain.rules.selection import Gathered
from tracker.domain.told import Told
from tracker.domain.verdict import Counted, NotCounted


def shared_out(gathered: Gathered, allotment: Allotment | None) -> Gathered:
    """Return what counts of what was gathered; without an allotment everything does."""
    if allotment is None:
        return gathered
    eligible, left_out = _cut(gathered.eligible, allotment.shares)
    waiting, _ = _cut(gathered.waiting, allotment.waiting)
    rest = Told(chain, left_out, gathered.not_counted)
    return replace(gathered, eligible=eligible, waiting=waiting, not_counted=rest)


def _cut(entries: Iterable[Counted], shares: Mapping[str, Share]) -> tuple[list[Counted], list[NotCounted]]:
    counting: list[Counted] = []
    left_out: list[NotCounted] = []
    for entry in entries:
        share, whole = shares.get(entry.completion.key), entry.hours
        if share is None or whole is None or share.hours >= whole:
            counting.append(entry)
        elif share.hours:
            note = "; ".join(filter(None, (entry.note, share.note(whole))))
            counting.append(entry._replace(hours=share.hours, note=note))
        else:
            left_out.append(NotCounted(entry.completion, share.why_not()))
    return counting, left_out
