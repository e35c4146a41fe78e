"""Lists read piece by piece, as programs do; each in the order of recording."""

from tracker.services.listings.pieces import Listed, Piece, cut
from tracker.services.listings.record import Narrowed, catalog, completions, events, packet, packets, people

__all__ = ["Listed", "Narrowed", "Piece", "catalog", "completions", "cut", "events", "packet", "packets", "people"]
