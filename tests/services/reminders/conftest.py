"""An installation of the test's own on a Monday morning: a pass goes over all of its centers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.factories import CenterWorld, begin_center
from tests.installations import own_installation
from tests.mail.conftest import mail_server  # noqa: F401 the same server for all
from tests.mail.test_outbox import read
from tracker import clock
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.models import Account, Membership, ReminderDigest, RoleTerm
from tracker.services import reminders

# Nine in the morning in Chicago, on a Monday.
MORNING = datetime(2026, 11, 30, 15, tzinfo=UTC)
MONDAY = date(2026, 11, 30)
BEFORE = MORNING - timedelta(days=30)


@dataclass
class Morning:
    """A center with somebody who signs in and has something to do, and what was mailed."""

    app: Flask
    center: CenterWorld
    mails: Path
    person: int
    account: int

    def send(self, **later: float) -> int:
        """Make a pass at nine, or so much later."""
        clock.fix(MORNING + timedelta(**later))
        with self.app.app_context():
            return reminders.send_due(clock.now)

    def rows(self) -> list[ReminderDigest]:
        """What is written down of digests to them."""
        with self.center.working():
            found = db.session.query(ReminderDigest).filter_by(account_id=self.account)
            rows = found.order_by(ReminderDigest.id).all()
            db.session.expunge_all()
            return rows

    @property
    def address(self) -> str:
        """Where mail to them goes."""
        with self.app.app_context():
            return str(db.session.get_one(Account, self.account).email)

    def texts(self) -> list[str]:
        """The plain text of each mail to them."""
        mine = [message for message in read(self.mails) if message["To"] == self.address]
        return [message.get_body(("plain",)).get_content() for message in mine]  # type: ignore[union-attr]  # it has one


def begin(app: Flask, mails: Path) -> Morning:
    """Begin a center a month ago with an advocate who signs in; the director is sent nothing."""
    clock.fix(BEFORE)
    center = begin_center(app)
    person = center.person(name="Ana Reyes")
    account = center.member(AccessRole.STAFF, person)
    with center.working():
        db.session.query(RoleTerm).filter_by(person_id=center.director_person).delete()
        # What the team's digest tells has tests of its own.
        db.session.query(Membership).filter_by(account_id=center.director).update({"reminded": False})
    clock.fix(MORNING)
    return Morning(app, center, mails, person, account)


@pytest.fixture
def morning(empty_database_url: str, tmp_path: Path) -> Iterator[Morning]:
    with own_installation(empty_database_url, tmp_path, MAIL_OUTBOX=str(tmp_path / "mail")) as app:
        yield begin(app, tmp_path / "mail")
