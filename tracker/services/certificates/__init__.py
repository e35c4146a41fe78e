"""Certificates read before they are logged: what a waiting file proposes, matched to the catalog and to people.

Nothing here saves a completion by itself: what is proposed is put before a person, who confirms it.
"""

from tracker.services.certificates.comparing import Agreement, compare
from tracker.services.certificates.confirming import (
    Chosen,
    log_listed,
    refuse_impossible,
    store,
    take_off,
    there_already,
    was_logged,
)
from tracker.services.certificates.listing import Listed, listed, take
from tracker.services.certificates.matching import Known, known
from tracker.services.certificates.proposing import First, Proposed, first_of, propose
from tracker.services.certificates.reading import WaitingRead, page_of, photos_are_read, read, read_evidence
from tracker.services.certificates.reading import take as take_and_read

__all__ = [
    "Agreement",
    "Chosen",
    "First",
    "Known",
    "Listed",
    "Proposed",
    "WaitingRead",
    "compare",
    "first_of",
    "known",
    "listed",
    "log_listed",
    "page_of",
    "photos_are_read",
    "propose",
    "read",
    "read_evidence",
    "refuse_impossible",
    "store",
    "take",
    "take_and_read",
    "take_off",
    "there_already",
    "was_logged",
]
