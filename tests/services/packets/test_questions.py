"""What a reviewer would question: of the day that was chosen, with its files, and what the record's check found."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.factories import CenterWorld
from tests.intake import making
from tests.services.files import stored
from tests.services.packets.conftest import AS_OF, CSEC, proved
from tests.statements import counted
from tracker.db import db
from tracker.domain.vocabulary import CompletionState, Grade
from tracker.models import Center, Event, Evidence
from tracker.services import evidence, file_copies, history, packets, standards
from tracker.services.packets import Question

pytestmark = pytest.mark.usefixtures("context")

FOUNDATIONS = {"title": "Foundations", "hours": 4, "topics": frozenset({"screening"}), "grade": Grade.CERTIFICATE}


def asked(center: CenterWorld, as_of: date = AS_OF, known_on: date | None = None) -> tuple[Question, ...]:
    with center.working():
        actor = center.actor()
        return packets.questions(actor, standards.one_followed(actor, CSEC), as_of, known_on)


def words(found: tuple[Question, ...]) -> str:
    return " ".join(each.words for each in found)


def one(found: tuple[Question, ...], part: str) -> Question:
    (it,) = [each for each in found if part in each.words]
    return it


def test_a_file_that_is_gone_or_has_another_size_is_named_with_the_page_that_mends_it(center: CenterWorld) -> None:
    key = proved(center, making.pdf(11), person_id=center.person("Ana Reyes"), **FOUNDATIONS)
    assert "evidence folder" not in words(asked(center))
    path = _file_of(center, key)
    kept = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(kept[:-1])
    cut = one(asked(center), "missing from the evidence folder or damaged there")
    path.unlink()
    gone = one(asked(center), "missing from the evidence folder or damaged there")
    assert [(each.completion, each.words) for each in gone.about] == [(key, "Foundations, Mar 2, 2026, Ana Reyes")]
    assert cut == gone
    path.write_bytes(kept)


def _file_of(center: CenterWorld, completion: str) -> Path:
    with center.working():
        (file,) = [each for each in evidence.files_of_record(center.actor()) if each.completion == completion]
        return file_copies.store().path_of(file.sha256)


def test_a_team_event_that_counts_without_a_sheet_is_named_and_not_once_it_has_one(center: CenterWorld) -> None:
    key = event(center)
    found = one(asked(center), "1 team event counts and has no signed sheet or other file.")
    assert [(each.event, each.words) for each in found.about] == [(key, "Team day, May 4, 2026")]
    with center.app.app_context():
        files = stored(center.actor(), making.pdf(12), "sheet.pdf")
    with center.working():
        evidence.attach(center.actor(), files, event=key)
    assert "no signed sheet" not in words(asked(center))


def event(center: CenterWorld) -> str:
    """Add a training of the team, of which somebody's completion counts."""
    with center.working():
        made = Event(title="Team day", held_on=date(2026, 5, 4), hours=8, topics=frozenset({"screening"}))
        db.session.add(made)
        db.session.flush()
        key = made.public_id
        number = made.id
    center.completion(
        center.person("Ben Ode"),
        **FOUNDATIONS | {"title": "Team day", "grade": Grade.SIGNED_SHEET},
        event_id=number,
        completed_on=date(2026, 5, 4),
    )
    return key


def test_what_lapses_before_the_visit_is_said_with_the_day_of_the_visit(center: CenterWorld) -> None:
    center.completion(center.person(), **FOUNDATIONS)
    with center.working():
        db.session.get_one(Center, center.center_id).site_visit_on = date(2040, 1, 1)
    found = one(asked(center), "by the site visit on Jan 1, 2040 if nothing more is done")
    assert found.place == "plan"


def test_what_the_check_of_the_record_found_about_what_counts_is_said(center: CenterWorld) -> None:
    one_file = making.pdf(13)
    for hour, name in enumerate(("Ana Reyes", "Ben Ode")):
        logged = {"recorded_at": datetime(2026, 3, 3, hour, tzinfo=UTC)}
        proved(center, one_file, person_id=center.person(name), **FOUNDATIONS | logged)
    found = one(asked(center), "Same file under two people")
    assert (found.place, found.check) == ("record-check", "same-file")
    assert "Ana Reyes" in found.words
    assert "Same file" not in words(asked(center, as_of=date(2026, 1, 1))), "nothing of it counts by that day"


def test_it_is_of_the_day_and_of_what_was_known_then(center: CenterWorld) -> None:
    center.completion(center.person(), **FOUNDATIONS | {"grade": Grade.OWN_WORD})
    assert "rests on somebody's word" in words(asked(center))
    for days in ({"as_of": date(2026, 1, 1)}, {"known_on": date(2026, 1, 1)}):
        assert "somebody's word" not in words(asked(center, **days)), days


def test_it_asks_as_often_for_one_completion_as_for_forty(center: CenterWorld) -> None:
    def statements(known_on: date | None) -> int:
        with center.working():
            actor = center.actor()
            history.append(actor, "change", "center", center.public_id)  # so that nothing kept is used again
            followed = standards.followed(actor)
            with counted() as sent:
                packets.questions_of_all(actor, followed, AS_OF, known_on)
        return len(sent)

    proved(center, making.pdf(14), person_id=center.person(), **FOUNDATIONS)
    days = (None, date(2026, 10, 1))
    few = [[statements(day) for day in days] for _ in range(2)][1]  # after what was kept is asked about
    for number in range(40):
        center.completion(center.person(f"Person {number}"), state=CompletionState.SUBMITTED)
    assert [statements(day) for day in days] == few


def test_nothing_is_called_proved_that_has_no_file(center: CenterWorld) -> None:
    key = center.completion(center.person(), **FOUNDATIONS | {"grade": Grade.VERIFIED})
    found = one(asked(center), "no file that a packet could print")
    assert [each.completion for each in found.about] == [key]
    with center.working():
        assert db.session.query(Evidence).count() == 0
