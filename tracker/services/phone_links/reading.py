"""What an opened link shows of the center: what the certificates under it say, and titles of the catalog, no more."""

from collections.abc import Sequence

from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.services import certificates, completions, trainings, uploads
from tracker.services.certificates import First, WaitingRead
from tracker.services.phone_links.opening import Opened
from tracker.services.trainings import TrainingView

MOST_SUGGESTED = 5


def proposed(link: Opened) -> tuple[Sequence[WaitingRead], First]:
    """Read the files kept under a link, and return what the first that says anything proposes for this one person.

    What was read before is not read again; a new file costs a child process.
    """
    with working_for(db.session(), link.actor.center_id):
        tokens = uploads.in_pile(link.actor, link.pile)
        reads = certificates.read(link.actor, tokens, link.pile)
        if not reads:
            return reads, First()
        known = certificates.known(completions.person_named(link.person))
        return reads, certificates.first_of((each.reading for each in reads), known)


def suggest(link: Opened, words: str) -> list[TrainingView]:
    """Return what somebody may mean who begins to type a title; the catalog is all of the center that is looked at."""
    with working_for(db.session(), link.actor.center_id):
        return trainings.suggest(link.actor, words, MOST_SUGGESTED)
