"""Who decides and is one of the people gets one mail with both parts, one row for it, and each part as it is alone."""

from datetime import date, timedelta
from email.message import EmailMessage
from types import ModuleType

import pytest
from bs4 import BeautifulSoup

from tests.mail.test_outbox import read
from tests.pages.forms import submit
from tests.services.reminders.conftest import BEFORE, MONDAY, MORNING, Morning
from tracker import clock
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.reminders import DigestKind, DigestState
from tracker.domain.vocabulary import CompletionState
from tracker.models import Membership, ReminderDigest
from tracker.services import mailing, reminders, reviews
from tracker.services.reminders import sending

SENT = (DigestKind.BOTH, DigestState.FOLDER)


@pytest.fixture
def deputy(morning: Morning) -> Morning:
    """The same morning, looked at by a deputy with a role of their own; Ana, who never signed in, is sent nothing."""
    with morning.center.working():
        db.session.query(Membership).update({"reminded": False})
    morning.person = morning.center.person(name="Dana Field")
    morning.account = morning.center.member(AccessRole.DEPUTY, morning.person)
    with morning.center.working():
        db.session.query(Membership).filter_by(account_id=morning.account).update({"began_at": BEFORE})
    return morning


def mails(morning: Morning) -> list[EmailMessage]:
    return [each for each in read(morning.mails) if each["To"] == morning.address]


def told(morning: Morning) -> list[tuple[str, str]]:
    return [(row.kind, row.state) for row in morning.rows()]


def write_row(morning: Morning, kind: DigestKind, state: DigestState, week_of: date = MONDAY) -> None:
    with morning.center.working():
        values = {"kind": kind, "state": state, "week_of": week_of, "claimed_at": MORNING, "settled_at": MORNING}
        db.session.add(ReminderDigest(account_id=morning.account, **values))


def test_it_is_one_mail_and_one_row_a_week_with_the_team_first(deputy: Morning) -> None:
    assert [deputy.send(), deputy.send(minutes=10), deputy.send(days=6)] == [1, 0, 0]
    (mail,) = mails(deputy)
    assert [part.partition(":")[0] for part in mail["Subject"].split(". ")] == ["Your team", "Your training"]
    (text,) = deputy.texts()
    team, own = (text.index(f"\n{heading}\n=====") for heading in mail["Subject"].split(". "))
    assert team < own
    assert "because you sign in and decide on completions at" in " ".join(text.split())
    assert told(deputy) == [SENT]
    assert deputy.rows()[0].line_count == 1 + sum(line[:1].isdigit() for line in text[own:].splitlines())


def test_the_own_part_names_nobody_else(deputy: Morning) -> None:
    deputy.send()
    (text,) = deputy.texts()
    team, own = text.split("\nYour training: ")
    assert "Robin Vale" in team, "who never signed in is named to those who decide"
    assert "Robin Vale" not in own
    assert "Ana Reyes" not in own
    assert "/home\n" in team
    assert "/my-training\n" in own


def test_in_html_the_parts_are_headings_above_their_lines(deputy: Morning) -> None:
    deputy.send()
    (mail,) = mails(deputy)
    page = BeautifulSoup(mail.get_body(("html",)).get_content(), "lxml")  # type: ignore[union-attr]  # it has one
    assert [head.get_text().partition(":")[0] for head in page.select("h2")] == ["Your team", "Your training"]
    names = [head.name for head in page.select("h1, h2, h3")]
    assert names[:3] == ["h1", "h2", "h3"]
    assert names.count("h3") == deputy.rows()[0].line_count


def test_without_own_lines_it_has_the_teams_part_alone(deputy: Morning) -> None:
    actor = deputy.center.actor(deputy.account)
    with deputy.center.working():
        keys = [item.key for item in reminders.to_snooze(actor)]
        reminders.snooze(actor, keys, MONDAY + timedelta(days=10), "Courses in January")
    deputy.send()
    (mail,) = mails(deputy)
    assert "Your training" not in mail["Subject"]
    assert "=====" not in deputy.texts()[0]


def test_on_the_day_of_a_decision_about_their_own_all_of_it_waits(deputy: Morning) -> None:
    done = deputy.center.completion(
        deputy.person, state=CompletionState.SUBMITTED, recorded_by=deputy.account, changed_by=deputy.account
    )
    director = deputy.center.actor()
    with deputy.center.working():
        reviews.accept(director, done, 1)
    assert [deputy.send(), deputy.send(days=1)] == [0, 1]
    assert told(deputy) == [SENT]


@pytest.mark.parametrize("kind", [DigestKind.OWN, DigestKind.TEAM])
def test_whoever_had_one_of_the_two_mails_of_before_gets_none_more_that_week(deputy: Morning, kind: DigestKind) -> None:
    write_row(deputy, kind, DigestState.SENT)
    assert [deputy.send(), deputy.send(days=7)] == [0, 1]
    assert told(deputy) == [(kind, DigestState.SENT), SENT]


def test_a_row_of_before_that_waits_for_the_mail_server_is_sent_with_both_parts(deputy: Morning) -> None:
    write_row(deputy, DigestKind.TEAM, DigestState.WAITING)
    assert [deputy.send(minutes=10), deputy.send(hours=1), deputy.send(hours=3)] == [0, 1, 0]
    assert told(deputy) == [SENT]


def test_what_waited_until_its_week_was_over_is_given_up(deputy: Morning) -> None:
    write_row(deputy, DigestKind.OWN, DigestState.WAITING)
    deputy.send(days=8)
    assert told(deputy) == [(DigestKind.OWN, DigestState.FAILED), SENT]


@pytest.mark.parametrize(("where", "step"), [(mailing, "send_once"), (sending, "_settle")])
def test_broken_off_neither_part_is_sent_again(
    deputy: Morning, monkeypatch: pytest.MonkeyPatch, where: ModuleType, step: str
) -> None:
    monkeypatch.setattr(where, step, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        deputy.send()
    monkeypatch.undo()
    assert told(deputy) == [(DigestKind.BOTH, DigestState.CLAIMED)]
    assert [deputy.send(minutes=10), deputy.send(days=1)] == [0, 0]
    assert told(deputy) == [(DigestKind.BOTH, DigestState.UNKNOWN)]


def test_its_link_stops_all_of_it(deputy: Morning) -> None:
    deputy.send()
    path = mails(deputy)[0]["List-Unsubscribe"].strip("<>").removeprefix("http://localhost")
    client = deputy.app.test_client()
    assert "it is one mail, and all of it stops" in client.get(path).get_data(as_text=True)
    assert submit(client, path).status_code == 303
    assert deputy.send(days=7) == 0


def test_who_decides_and_is_nobody_of_the_people_gets_the_teams_part(deputy: Morning) -> None:
    with deputy.center.working():
        db.session.query(Membership).filter_by(account_id=deputy.account).update({"person_id": None})
    deputy.send()
    assert told(deputy) == [(DigestKind.TEAM, DigestState.FOLDER)]
    clock.fix(MORNING)
    director = deputy.center.actor()
    with deputy.center.working():
        shown = {each.kind: each.lines for each in reminders.recipients(director)}
    assert shown[DigestKind.TEAM] == 1
    assert DigestKind.OWN in shown
