"""kill -9 between any two steps of a pass: nothing is lost, nothing is there twice, and nobody is told twice."""

import pytest

from tests.services.dying import KILLED, die_at, ended
from tests.services.replies.conftest import DONE, Post, photo
from tracker.db import db
from tracker.models import Completion
from tracker.services import uploads

pytestmark = pytest.mark.imap
PASS = "tracker.services.replies.receiving"
STEPS = [
    f"after {PASS}:_begin",
    "after tracker.mail.mailbox:Opened.fetch",
    "after tracker.storage.staging:StagingArea.stage",
    "after tracker.services.certificates:take",
    "before tracker.services.replies.answering:ask_for",
    "after tracker.services.replies.answering:ask_for",
    f"after {PASS}:_settle",
    "before tracker.mail.mailbox:Opened.settle",
    "after tracker.mail.mailbox:Opened.settle",
    "before tracker.services.replies.answering:_claim",
    "after tracker.services.replies.answering:_claim",
    "after tracker.services.mailing:send_once",
    "after tracker.services.replies.answering:_settle",
]
# Claimed, and nobody knows whether it left: it is not sent again.
PERHAPS_TOLD = {"after tracker.services.replies.answering:_claim", "after tracker.services.mailing:send_once"}


def pass_that_dies(post: Post, step: str) -> int:
    """Make a pass in a process that dies at a step; return how it ended."""

    def act() -> None:
        die_at(step)
        post.pass_at()

    return ended(post.app, act)


def test_killed_between_any_two_steps_everything_is_there_once(post: Post) -> None:
    for number, step in enumerate(STEPS):
        post.server.put(post.reply(("a.jpg", "image/jpeg", photo(number)), ("b.jpg", "image/jpeg", photo(number + 99))))
        assert pass_that_dies(post, step) == KILLED, step
        post.read_at()
        post.read_at()
        assert len(post.waiting()) == 2, step
        assert len({each.sha256 for each in post.waiting()}) == 2, step
        assert [row[:3] for row in post.rows()] == [("taken", 2, 0)] * (number + 1), step
        assert post.rows()[-1][3] == ("unknown" if step in PERHAPS_TOLD else "sent"), step
        assert (post.server.count(), post.server.count(DONE)) == (0, number + 1), step
        never_sent = STEPS[: number + 1].count("after tracker.services.replies.answering:_claim")
        assert len(post.answers()) == number + 1 - never_sent, step
        with post.center.working():
            actor = post.center.actor(post.morning.account)
            uploads.discard(actor, uploads.in_pile(actor, uploads.CERTIFICATES), uploads.CERTIFICATES)


def test_what_was_logged_before_the_second_try_is_not_put_there_again(post: Post) -> None:
    """The file lay there, its reader was killed, and its owner was quick."""
    from tests.services.replies.logging_it import log_all

    post.server.put(post.reply(("a.jpg", "image/jpeg", photo())))
    assert pass_that_dies(post, f"before {PASS}:_settle") == KILLED
    log_all(post)
    post.read_at()
    assert post.waiting() == []
    assert post.rows() == [("taken", 1, 0, "sent")]
    with post.center.working():
        assert db.session.query(Completion).count() == 1
