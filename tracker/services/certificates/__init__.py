"""Certificates read before they are logged: what a waiting file proposes, matched to the catalog and to people.

Nothing here saves a completion by itself: what is proposed is put before a person, who confirms it.
"""

from tracker.services.certificates.matching import Known, known
from tracker.services.certificates.proposing import Proposed, propose
from tracker.services.certificates.reading import WaitingRead, page_of, read, read_already

__all__ = ["Known", "Proposed", "WaitingRead", "known", "page_of", "propose", "read", "read_already"]
