"""What a certificate says: words with their places go in, proposals with reasons and the words they rest on come out.

Nothing is invented. A field that is not found stays empty, and what could be read two ways says so.
"""

from tracker.domain.certificates.proposals import Field, Kind, Proposal, Reading, Reason, Spot
from tracker.domain.certificates.reading import read
from tracker.domain.certificates.text import Page, Word

__all__ = ["Field", "Kind", "Page", "Proposal", "Reading", "Reason", "Spot", "Word", "read"]
