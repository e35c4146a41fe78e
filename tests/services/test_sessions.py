"""Sessions live on the server: how long, whose, and what ends them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask, session
from flask.testing import FlaskClient
from flask_login import current_user

from tests.factories import CenterWorld, make_account
from tests.pages.doors import is_in, later
from tracker import clock
from tracker.db import db
from tracker.db.work import Collided
from tracker.domain.errors import NotFound, TrackerError
from tracker.models import Account, SignInSession
from tracker.services import sessions
from tracker.web import login

Browse = Callable[..., FlaskClient]
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


@pytest.fixture
def account(context: Flask) -> int:
    return make_account(context)


@pytest.fixture
def stranger(context: Flask) -> int:
    return make_account(context)


def living(token: str, now: datetime) -> bool:
    return sessions.find(token, now) is not None


def id_of(token: str, now: datetime = NOW) -> int:
    found = sessions.find(token, now)
    assert found is not None
    return found.session_id


def test_a_session_ends_after_half_an_hour_of_rest(account: int) -> None:
    token = sessions.start(account, "Firefox", NOW)
    assert living(token, NOW + timedelta(minutes=30) - INSTANT)
    assert not living(token, NOW + timedelta(minutes=30))


def test_a_session_ends_after_twelve_hours_however_busy(account: int) -> None:
    token = sessions.start(account, "Firefox", NOW)
    sessions.touch(id_of(token), NOW + timedelta(hours=12) - INSTANT)
    assert living(token, NOW + timedelta(hours=12) - INSTANT)
    assert not living(token, NOW + timedelta(hours=12))


def test_a_session_says_whose_it_is_and_when_they_proved_it(account: int) -> None:
    owner = db.session.get_one(Account, account)
    token = sessions.start(account, "Firefox", NOW, proved_twice=True)
    found = sessions.find(token, NOW)
    assert found is not None
    assert (found.account_id, found.name, found.email) == (account, owner.display_name, owner.email)
    assert (found.is_administrator, found.proved_twice) == (False, True)
    assert (found.confirmed_at, found.seen_at) == (NOW, NOW)


def test_a_session_rests_on_one_proof_unless_it_is_said_otherwise(account: int) -> None:
    token = sessions.start(account, "Firefox", NOW)
    for proved in (False, True, False):
        sessions.prove_twice(id_of(token), proved=proved)
        found = sessions.find(token, NOW)
        assert found is not None
        assert found.proved_twice is proved


def test_proving_anew_keeps_a_session_fresh_for_ten_minutes_and_alive(account: int) -> None:
    token, later = sessions.start(account, "Firefox", NOW), NOW + timedelta(minutes=20)
    sessions.confirm(id_of(token), later)
    found = sessions.find(token, later + timedelta(minutes=29))
    assert found is not None
    assert (found.confirmed_at, found.seen_at) == (later, later)
    assert found.is_fresh(later + timedelta(minutes=10))
    assert not found.is_fresh(later + timedelta(minutes=10) + INSTANT)


def test_when_a_session_was_seen_is_written_at_most_once_a_minute(account: int) -> None:
    found = sessions.find(sessions.start(account, "Firefox", NOW), NOW)
    assert found is not None
    assert not found.is_due_a_touch(NOW + timedelta(minutes=1))
    assert found.is_due_a_touch(NOW + timedelta(minutes=1) + INSTANT)


def test_the_database_holds_no_secret_that_opens_a_session(account: int) -> None:
    tokens = {sessions.start(account, "Firefox", NOW) for _ in range(3)}
    assert len(tokens) == 3
    assert all(len(token) == 43 for token in tokens), "256 random bits"
    kept = set(db.session.scalars(sa.select(SignInSession.token_digest).where(SignInSession.account_id == account)))
    assert len(kept) == 3
    assert not kept & tokens
    assert not any(living(digest, NOW) for digest in kept)


def test_the_words_for_a_browser_are_cut_to_what_is_kept(account: int) -> None:
    token = sessions.start(account, "x" * 500, NOW)
    (browser,) = sessions.browsers(account, id_of(token), NOW)
    assert browser.device == "x" * 80


def test_only_living_sessions_of_the_owner_are_listed_the_latest_first(account: int, stranger: int) -> None:
    early, late = sessions.start(account, "Early", NOW), sessions.start(account, "Late", NOW + timedelta(minutes=1))
    sessions.start(stranger, "Somebody else's", NOW)
    sessions.end(id_of(sessions.start(account, "Ended", NOW)), NOW)
    sessions.start(account, "Idle", NOW - timedelta(minutes=30))
    old = sessions.start(account, "Old", NOW - timedelta(hours=12))
    sessions.touch(id_of(old, NOW - timedelta(hours=12)), NOW)
    shown = sessions.browsers(account, id_of(early), NOW)
    assert [(each.device, each.is_this_one) for each in shown] == [("Late", False), ("Early", True)]
    assert [(each.started_at, each.seen_at) for each in shown][1] == (NOW, NOW)
    sessions.end_named(account, shown[0].public_id, NOW)
    assert (living(early, NOW), living(late, NOW)) == (True, False)


def test_nobody_ends_a_session_of_another_account_by_its_name(account: int, stranger: int) -> None:
    token = sessions.start(account, "Firefox", NOW)
    (browser,) = sessions.browsers(account, id_of(token), NOW)
    with pytest.raises(NotFound, match="no such session"):
        sessions.end_named(stranger, browser.public_id, NOW)
    assert living(token, NOW)


def test_every_session_of_an_account_ends_but_the_one_named_and_nobody_elses(account: int, stranger: int) -> None:
    kept, gone = sessions.start(account, "Kept", NOW), sessions.start(account, "Gone", NOW)
    another = sessions.start(stranger, "Another", NOW)
    sessions.end_all(account, NOW, but=id_of(kept))
    assert [living(token, NOW) for token in (kept, gone, another)] == [True, False, True]
    sessions.end_all(account, NOW)
    assert [living(token, NOW) for token in (kept, gone, another)] == [False, False, True]


def test_the_moment_at_which_a_session_ended_stays_the_first_one(account: int) -> None:
    first, second = sessions.start(account, "One", NOW), sessions.start(account, "Two", NOW)
    ids = [id_of(first), id_of(second)]
    for row in ids:
        sessions.end(row, NOW)
        sessions.end(row, NOW + timedelta(minutes=5))
    sessions.end_all(account, NOW + timedelta(minutes=9))
    ended = db.session.scalars(sa.select(SignInSession.ended_at).where(SignInSession.id.in_(ids)))
    assert list(ended) == [NOW, NOW]


def test_an_account_that_was_closed_is_in_nowhere(account: int) -> None:
    token = sessions.start(account, "Firefox", NOW)
    db.session.get_one(Account, account).active = False
    db.session.flush()
    assert not living(token, NOW)


@pytest.mark.parametrize("whose", ["nobody's", "somebody else's"])
def test_a_secret_that_is_not_the_accounts_signs_nobody_in(
    context: Flask, account: int, stranger: int, whose: str
) -> None:
    with context.test_request_context("/"):
        session["left"] = "from before"
        token = sessions.start(stranger, "Other", clock.now()) if whose != "nobody's" else "x" * 43
        login.begin(account, token)
        assert "left" not in session
        assert not current_user.is_authenticated


def test_each_look_at_a_page_keeps_its_sign_in_alive(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    for minutes in (29, 58, 87):
        with later(minutes=minutes):
            assert is_in(client)
    with later(minutes=87 + 31):
        assert not is_in(client)


@pytest.mark.parametrize("fault", [TrackerError("The disk is full."), Collided("Two at once.")])
def test_people_go_on_reading_where_nothing_can_be_written(
    center: CenterWorld, browse: Browse, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fail(*_: object) -> None:
        raise fault

    client = browse(center.director)
    monkeypatch.setattr(sessions, "touch", fail)
    with later(minutes=5):
        assert is_in(client)
