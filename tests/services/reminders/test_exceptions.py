"""What stands out in a team is mailed once a week to those who decide, and to nobody else."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories import open_session
from tests.mail.test_outbox import read
from tests.pages.forms import page_of
from tests.services.reminders.conftest import MONDAY, MORNING, Morning
from tracker import clock
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.reminders import DigestKind, DigestState
from tracker.domain.vocabulary import CompletionState
from tracker.mail.digest import Linked
from tracker.models import Account, Center, Membership, Person, ReminderDigest, SignInSession
from tracker.services import plan_lines, reminders
from tracker.services.plan_lines import Entry
from tracker.services.reminders import exceptions, items

OFFSETS = (90, 30, 7)


@pytest.fixture
def director(morning: Morning) -> Morning:
    """The same morning, with the director's mail switched on, and everybody signed in once."""
    with morning.center.working():
        db.session.query(Membership).update({"reminded": True})
        for account in db.session.query(Account).all():
            db.session.add(
                SignInSession(
                    account_id=account.id,
                    token_digest=f"{account.id:064}",
                    device="A browser",
                    started_at=clock.now(),
                    confirmed_at=clock.now(),
                    seen_at=clock.now(),
                )
            )
    return morning


def sections(morning: Morning) -> dict[str, str]:
    actor = morning.center.actor()
    with morning.center.working():
        told = exceptions.of(actor, items.material(actor, OFFSETS))
    words = ((each.title, [said if isinstance(said, str) else said.words for said in each.sentences]) for each in told)
    return {title: " ".join(said) for title, said in words}


def forms(morning: Morning) -> list[str]:
    """Return the addresses of the forms that single lines of the sections open."""
    actor = morning.center.actor()
    with morning.center.working():
        told = exceptions.of(actor, items.material(actor, OFFSETS))
    return [said.address for each in told for said in each.sentences if isinstance(said, Linked)]


def people(morning: Morning) -> dict[int, str]:
    with morning.center.working():
        return {row.id: row.public_id for row in db.session.query(Person)}


def test_a_team_in_order_is_sent_no_mail(director: Morning) -> None:
    assert sections(director) == {}
    director.send()
    with director.center.working():
        rows = db.session.query(ReminderDigest).filter_by(account_id=director.center.director).all()
        assert [(row.kind, row.state) for row in rows] == [(DigestKind.BOTH, DigestState.EMPTY)]


def test_what_waits_longest_is_told_with_since_when(director: Morning) -> None:
    for day in (3, 20):
        director.center.completion(
            director.person,
            state=CompletionState.SUBMITTED,
            recorded_by=director.account,
            changed_by=director.account,
            submitted_at=datetime(2026, 11, day, 15, tzinfo=UTC),
        )
    assert sections(director) == {"2 completions to decide on": "The first was sent in on Nov 3, 2026, 27 days ago."}


def test_who_lapsed_and_who_will_before_the_visit_is_named(director: Morning) -> None:
    with director.center.working():
        center = db.session.get_one(Center, director.center.center_id)
        center.site_visit_on = date(2027, 6, 1)
    director.center.person(name="Ben Okafor", since=date(2015, 1, 1))
    director.center.completion(
        director.person, completed_on=date(2024, 12, 10), hours=40, topics=frozenset({"trauma", "screening"})
    )
    found = sections(director)
    for title, said in found.items():
        assert "lapse" in title
        assert "Ana Reyes" in said
    addresses = forms(director)
    assert addresses
    assert all(f"person={people(director)[director.person]}&requirement=nca-csec/" in each for each in addresses)
    director.send()
    (mail,) = (each for each in read(director.mails) if "Your team" in str(each["Subject"]))
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]  # it has one
    assert text.count("Log it for them:") == len(addresses)
    client = director.app.test_client()
    open_session(director.app, client, director.center.director)
    for address in addresses:
        shown = page_of(client.get(address.removeprefix("http://localhost")))
        assert "For " in shown.select_one("main > .notice").get_text()  # type: ignore[union-attr]  # it has one


def test_overdue_lines_of_the_plan_and_snoozes_are_told(director: Morning) -> None:
    known = people(director)
    actor, own = director.center.actor(), director.center.actor(director.account)
    with director.center.working():
        entry = Entry(title="Book a course", due_on=MONDAY, person=known[director.person])
        plan_lines.add(actor, entry, "a" * 32)
        reminders.snooze(own, ["nca-csec/csec-foundations"], MONDAY + timedelta(days=40), "Course in January")
    clock.fix(MORNING + timedelta(days=2))
    found = sections(director)
    assert found["1 line of the plan overdue"] == "Book a course: Ana Reyes, by Nov 30, 2026. Ana Reyes sees to it."
    assert "until Jan 9, 2027. “Course in January”" in found["1 snooze"]
    assert any(
        each.partition("?")[2].startswith(f"person={known[director.person]}&plan_line=") for each in forms(director)
    )


@pytest.mark.parametrize("state", exceptions.NOT_ARRIVED)
def test_whom_no_mail_reaches_is_told(director: Morning, state: DigestState) -> None:
    with director.center.working():
        row = ReminderDigest(account_id=director.account, kind="own", week_of=MONDAY, state=state, claimed_at=MORNING)
        db.session.add(row)
    assert sections(director) == {"Mail may not have reached 1 person": f"Robin Vale: {state.label}."}


def test_who_never_signed_in_is_told(director: Morning) -> None:
    for _ in range(7):
        director.center.member()
    (said,) = sections(director).values()
    assert said.endswith("and 2 more.")
    assert list(sections(director)) == ["7 people never signed in"]


def test_it_goes_once_a_week_to_those_who_decide_and_to_nobody_else(director: Morning) -> None:
    with director.center.working():
        began = MORNING - timedelta(days=10)
    deputy = director.center.member(AccessRole.DEPUTY)
    director.center.member()
    with director.center.working():
        db.session.query(Membership).update({"began_at": began})
    director.send()
    director.send(minutes=10)
    team = [message for message in read(director.mails) if "Your team" in str(message["Subject"])]
    with director.center.working():
        leaders = {db.session.get_one(Account, each).email for each in (deputy, director.center.director)}
    assert sorted(message["To"] for message in team) == sorted(leaders)
    assert "never signed in" in team[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]  # it has one
