"""The private calendar: one's own days by a secret address, as calendar programs read them, until it is ended."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from tests.factories import CenterWorld
from tests.pages.forms import page_of, submit
from tests.pages.ladder import Browse
from tests.services.lines import last_line
from tracker import clock
from tracker.db import db
from tracker.models import CalendarFeed, Center, Membership, Person
from tracker.services import plan_lines, reminders
from tracker.services.plan_lines import Entry
from tracker.services.reminders import calendars

VISIT = date(2030, 5, 6)


def begun(center: CenterWorld, account: int) -> str:
    actor = center.actor(account)
    with center.working():
        return reminders.begin_calendar(actor).removeprefix("http://localhost")


def days(client: FlaskClient, path: str) -> dict[str, date]:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    read = Calendar.from_ical(answer.get_data())
    return {str(event["summary"]): event["dtstart"].dt for event in read.walk("VEVENT")}


@pytest.fixture
def ana(center: CenterWorld) -> int:
    with center.working():
        db.session.get_one(Center, center.center_id).site_visit_on = VISIT
    return center.member(person_id=center.person(name="Ana Reyes"))


def test_it_holds_the_owners_days_and_the_visit_as_whole_days_and_names_nobody(
    center: CenterWorld, ana: int, browse: Browse
) -> None:
    director = center.actor()
    with center.working():
        people = {row.name: row.public_id for row in db.session.query(Person)}
        due = director.today + timedelta(days=9)
        plan_lines.add(director, Entry(title="Ask Zebulon", due_on=due, person=people["Ana Reyes"]), "a" * 32)
    path = begun(center, ana)
    found = days(browse(), path)
    assert found["Site visit, Harbor House CAC"] == VISIT
    assert found["Agreed on in the plan: last day"] == due
    raw = browse().get(path).get_data(as_text=True)
    assert "DTSTART;VALUE=DATE:20300506" in raw
    assert "Zebulon" not in raw
    assert "Ana" not in raw
    assert max(len(line.encode()) for line in raw.split("\r\n")) <= 75


def test_a_requirement_of_a_text_that_nobody_checked_says_so(center: CenterWorld, browse: Browse) -> None:
    account = center.member(person_id=center.person(name="Ana Reyes", since=center.actor().today))
    read = Calendar.from_ical(browse().get(begun(center, account)).get_data())
    said = [str(event["description"]) for event in read.walk("VEVENT")]
    assert said
    assert all("ot checked against NCA's text" in each for each in said)


def test_a_day_that_moves_keeps_its_id(center: CenterWorld, ana: int, browse: Browse) -> None:
    path = begun(center, ana)

    def ids() -> dict[str, date]:
        read = Calendar.from_ical(browse().get(path).get_data())
        return {str(event["uid"]): event["dtstart"].dt for event in read.walk("VEVENT")}

    before = ids()
    with center.working():
        db.session.get_one(Center, center.center_id).site_visit_on = VISIT + timedelta(days=7)
    after = ids()
    assert before.keys() == after.keys()
    assert [after[key] - day for key, day in before.items() if day == VISIT] == [timedelta(days=7)]
    assert len(before) == len(set(before))


def test_a_new_address_ends_the_one_before_and_it_can_be_stopped(center: CenterWorld, ana: int, browse: Browse) -> None:
    client, page = browse(ana), center.path("my-training/reminders")
    paths = []
    for _ in range(2):
        shown = page_of(submit(client, page, action="/calendar")).select_one(".secret")
        assert shown is not None
        paths.append(shown.get_text(strip=True).removeprefix("http://localhost"))
        assert last_line(center).subject == "calendar"
    assert [browse().get(path).status_code for path in paths] == [404, 200]
    assert submit(client, page, action="/calendar/end").status_code == 303
    assert browse().get(paths[1]).status_code == 404


def test_only_its_digest_is_kept_and_it_ends_with_the_membership(center: CenterWorld, ana: int, browse: Browse) -> None:
    path = begun(center, ana)
    with center.working():
        row = db.session.query(CalendarFeed).filter_by(account_id=ana).one()
        assert row.digest not in path
        assert path.split("/")[-1].removesuffix(".ics") not in row.digest
        db.session.query(Membership).filter_by(account_id=ana).update({"ended_at": clock.now()})
    assert browse().get(path).status_code == 404


def test_it_is_read_only_so_often(
    center: CenterWorld, ana: int, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendars, "READS", calendars.Limit(3, timedelta(hours=1), timedelta(minutes=1), "Too often."))
    path = begun(center, ana)
    answers = [browse().get(path) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1].headers["Retry-After"] == "60"
