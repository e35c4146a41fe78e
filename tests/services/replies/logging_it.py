"""Logging what waits in somebody's list, as its page does."""

from tests.services.replies.conftest import FRIDAY_EVENING, Post
from tracker import clock
from tracker.db.work import unit_of_work
from tracker.services import certificates
from tracker.services.certificates import Chosen
from tracker.services.completions import people_for


def log_all(post: Post) -> None:
    """Log every certificate of the list."""
    clock.fix(FRIDAY_EVENING)
    with post.center.working():
        actor = post.center.actor(post.morning.account)
        people = people_for(actor)
        chosen = [
            Chosen(line=line, person=people[0].public_id, title="CSEC", completed_on=actor.today, hours=None)
            for line in certificates.listed(actor, people)
        ]
        files = certificates.store(actor, chosen)
        with unit_of_work():
            certificates.log_listed(actor, chosen, files)
        certificates.take_off(actor, [one.line.file.token for one in chosen])
