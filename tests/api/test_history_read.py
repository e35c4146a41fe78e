"""The history as programs read it: oldest first, from any line on, with the end of its chain; and it is noted."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.house import things
from tests.house.things import Owner
from tests.pages.walking import linked_training
from tests.programs import Program, as_documented, program_of
from tracker.db import db
from tracker.domain.place import Box
from tracker.models import Person, Sighting
from tracker.services import agencies, completions, history, links, record_checks, redactions, reminders

SECRET = "Her home address stands there."


@pytest.fixture
def program(center: CenterWorld) -> Program:
    return program_of(center)


def withdrawn(center: CenterWorld, person: int | None = None) -> str:
    """Withdraw a completion with a reason, which is a line of history; returns it."""
    public_id = center.completion(person)
    with center.working():
        completions.withdraw(center.actor(), public_id, "Entered twice.", 1)
    return public_id


def test_a_line_tells_who_did_what_when_why_and_whose_record_it_concerns(program: Program, center: CenterWorld) -> None:
    ben = center.person("Ben Ortiz")
    public_id = withdrawn(center, ben)
    answer = program.get("/history", about=public_id)
    (line,) = answer.get_json()["items"]
    assert {name: line[name] for name in ("who", "action", "subject", "subject_id", "person_name", "reason")} == {
        "who": "Dana Whitfield",
        "action": "withdraw",
        "subject": "completion",
        "subject_id": public_id,
        "person_name": "Ben Ortiz",
        "reason": "Entered twice.",
    }
    assert line["person"] == center.public_id_of(Person, ben)
    as_documented(center.app, "get", "/history", answer)


def test_from_any_line_on_everything_comes_once_in_the_order_of_writing(program: Program, center: CenterWorld) -> None:
    for _ in range(4):
        withdrawn(center)
    first = program.read("/history", limit=2)
    withdrawn(center)
    rest = program.everything("/history", first["next"], limit=3)
    numbers = [each["number"] for each in first["items"] + rest]
    assert numbers == list(range(1, len(numbers) + 1))
    assert program.read("/history", cursor=numbers[-1])["items"] == [], "nothing happened since"
    last = withdrawn(center)
    assert [each["subject_id"] for each in program.read("/history", cursor=numbers[-1])["items"]] == [last]


def test_the_end_of_the_chain_goes_along(program: Program, center: CenterWorld) -> None:
    withdrawn(center)
    with center.working():
        head = history.head(center.center_id)
    assert program.read("/history", limit=1)["head"] == {"number": head.number, "digest": head.digest}


@pytest.mark.parametrize("cursor", ["9999", "999999999", "1234567890123", "a", "1.5", "2" * 20])
def test_a_place_that_the_history_has_not_come_to_leads_nowhere(program: Program, cursor: str) -> None:
    assert program.get("/history", cursor=cursor).status_code == 404


def test_nothing_of_another_center_stands_in_it(
    program: Program, center: CenterWorld, other_center: CenterWorld
) -> None:
    foreign = withdrawn(other_center)
    withdrawn(center)
    assert foreign not in {each["subject_id"] for each in program.everything("/history")}
    assert program.read("/history", about=foreign)["items"] == []
    person = other_center.public_id_of(Person, other_center.director_person)
    assert program.read("/history", person=person)["items"] == []


def test_reading_it_is_noted_and_whose_it_was_narrowed_to(program: Program, center: CenterWorld) -> None:
    ben = center.person("Ben Ortiz")
    person = center.public_id_of(Person, ben)
    withdrawn(center, ben)
    assert [each["person"] for each in program.read("/history", person=person)["items"]] == [person]
    program.read("/history")
    with center.working():
        rows = db.session.execute(select(Sighting.act, Sighting.subject, Sighting.subject_id)).all()
    assert {tuple(row) for row in rows} == {("export", "history", person), ("export", "history", center.public_id)}


def test_of_a_change_it_tells_what_was_and_what_came(program: Program, center: CenterWorld) -> None:
    public_id = things.agency(center, Owner(center.director, center.director_person))
    with center.working():
        actor = center.actor()
        view = agencies.get(actor, public_id)
        agencies.rename(actor, public_id, "City Police", view.discipline, view.version)
    (line,) = program.read("/history", about=public_id)["items"]
    assert line["detail"] == {"name": [view.name, "City Police"]}
    assert line["person"] is None


def told_in_confidence(center: CenterWorld) -> None:
    """Mark and unmark a part of a file, report a link, snooze and wake, set aside and take back: all with a reason."""
    owner = Owner(center.director, center.director_person)
    file, training = things.certificate(center, owner), linked_training(center, owner)
    center.completion(center.person())  # without a file, which the check of the record asks about
    with center.working():
        actor = center.actor()
        mark = redactions.mark(actor, file, 1, Box(100, 100, 300, 200), SECRET)
        redactions.take_back(actor, mark, SECRET)
        links.report(actor, training, "outdated", SECRET)
        about = reminders.to_snooze(actor)[0].key
        reminders.wake(actor, reminders.snooze(actor, (about,), actor.today + timedelta(days=3), SECRET))
        record_checks.set_aside(actor, record_checks.found(actor).lines[0].key, SECRET)


def test_where_and_why_of_what_programs_do_not_read_stays_out_of_it_too(program: Program, center: CenterWorld) -> None:
    told_in_confidence(center)
    told = {each["action"]: each for each in program.everything("/history")}
    assert {"redact", "take_back_redaction", "report", "snooze", "wake", "set_aside"} <= set(told)
    assert told["redact"]["detail"].keys() == {"file", "redaction", "where"}, "that it was done is told"
    assert told["redact"]["detail"]["where"] == ""
    assert [each["action"] for each in told.values() if SECRET in str(each)] == []
    with center.working():
        kept = {line.action: line for line in history.lines()}
    assert kept["redact"].detail["where"].startswith("page 1, "), "the page and the chain have it as it was"
