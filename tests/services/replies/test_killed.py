"""kill -9 between any two steps of a pass: nothing is lost, nothing is there twice, and nobody is told twice."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.repository import ROOT
from tests.services.replies.conftest import DONE, FRIDAY_EVENING, Post, photo
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


def pass_that_dies(post: Post, data: Path, step: str) -> int:
    """Make a pass in a process of its own; return how it ended."""
    settings = {
        "TRACKER_ENV": "testing",
        "TRACKER_DATA": str(data),
        "DATABASE_URL": post.database_url,
        "SECRET_KEY": "s" * 48,
        "HISTORY_KEY": "h" * 48,
        "BASE_URL": "http://localhost",
        "IMAP_URL": post.server.url(),
        "MAIL_OUTBOX": str(post.morning.mails),
        "TRACKER_NOW": FRIDAY_EVENING.isoformat(),
    }
    command = [sys.executable, "-m", "tests.services.replies.passing", step]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, check=False).returncode  # noqa: S603 our own


def test_killed_between_any_two_steps_everything_is_there_once(post: Post, tmp_path: Path) -> None:
    for number, step in enumerate(STEPS):
        post.server.put(post.reply(("a.jpg", "image/jpeg", photo(number)), ("b.jpg", "image/jpeg", photo(number + 99))))
        assert pass_that_dies(post, tmp_path, step) == -signal.SIGKILL, step
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


def test_what_was_logged_before_the_second_try_is_not_put_there_again(post: Post, tmp_path: Path) -> None:
    """The file lay there, its reader was killed, and its owner was quick."""
    from tests.services.replies.logging_it import log_all

    post.server.put(post.reply(("a.jpg", "image/jpeg", photo())))
    assert pass_that_dies(post, tmp_path, f"before {PASS}:_settle") == -signal.SIGKILL
    log_all(post)
    post.read_at()
    assert post.waiting() == []
    assert post.rows() == [("taken", 1, 0, "sent")]
    with post.center.working():
        assert db.session.query(Completion).count() == 1
