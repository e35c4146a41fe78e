"""Directors see which mails came in somebody's name and were not taken in, and why; of their own center."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import text_of
from tests.pages.ladder import Browse
from tracker import clock
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.mailbox import mailbox_from
from tracker.domain.replies import ReplyOutcome
from tracker.models import MailReply, Membership
from tracker.services import installation, replies


@pytest.fixture
def client(center: CenterWorld, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    box = mailbox_from("imaps://a:b@mail.example.org", "", "training@example.org")
    monkeypatch.setattr(installation, "_current", replace(installation.current(), mailbox=box))
    return browse(center.director)


def came(center: CenterWorld, outcome: ReplyOutcome) -> int:
    """Let a mail have come in a member's name."""
    account = center.member(AccessRole.STAFF, center.person(name="Ana Reyes"))
    with center.working():
        db.session.add(MailReply(account_id=account, outcome=outcome, answer="sent", came_at=clock.now(), files=2))
    return account


@pytest.mark.parametrize("outcome", [each for each in ReplyOutcome if each is not ReplyOutcome.TAKEN])
def test_each_reason_is_told(center: CenterWorld, client: FlaskClient, outcome: ReplyOutcome) -> None:
    came(center, outcome)
    assert outcome.label in text_of(client.get(center.path("reminders")))


def test_what_was_taken_and_another_centers_are_not_there(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient
) -> None:
    came(center, ReplyOutcome.TAKEN)
    came(other_center, ReplyOutcome.OTHER_ADDRESS)
    words = text_of(client.get(center.path("reminders")))
    assert "Every mail of the last weeks that was somebody's was taken in." in words
    assert ReplyOutcome.OTHER_ADDRESS.label not in words


def test_the_mail_that_is_shown_says_that_it_can_be_answered_and_not_where(
    center: CenterWorld, client: FlaskClient
) -> None:
    account = came(center, ReplyOutcome.TAKEN)
    with center.working():
        member = db.session.query(Membership).filter_by(account_id=account).one().public_id
    words = text_of(client.get(center.path(f"reminders/{member}")))
    assert "Reply to this mail with a photo" in words
    assert "training+" not in words


def test_without_a_mailbox_the_page_says_nothing_of_it(center: CenterWorld, browse: Browse) -> None:
    assert "Answers by mail" not in text_of(browse(center.director).get(center.path("reminders")))


def test_ones_own_mails_go_along_with_ones_data(center: CenterWorld) -> None:
    account = came(center, ReplyOutcome.TAKEN)
    with center.working():
        (row,) = replies.of_own(center.actor(account))
    assert (row["what_became_of_it"], row["files_taken"]) == ("Taken in", 2)
