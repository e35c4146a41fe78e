"""Lists read piece by piece, as programs do; each in the order of recording."""

from tracker.services.listings.lines import HistoryPart, history
from tracker.services.listings.pieces import Listed, Piece, cut
from tracker.services.listings.plans import plan_lines, planned_events
from tracker.services.listings.record import Narrowed, catalog, completions, events, files, packets, people
from tracker.services.listings.team import WaiverWithFiles, agencies, leaves, waiver, waivers

__all__ = [
    "HistoryPart",
    "Listed",
    "Narrowed",
    "Piece",
    "WaiverWithFiles",
    "agencies",
    "catalog",
    "completions",
    "cut",
    "events",
    "files",
    "history",
    "leaves",
    "packets",
    "people",
    "plan_lines",
    "planned_events",
    "waiver",
    "waivers",
]
