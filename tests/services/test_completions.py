"""Logging completions: for oneself or others, one or several, matched to the catalog."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.services.entries import entry, how_many, log, training
from tests.services.files import row_of, stored
from tracker.db import db
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.vocabulary import CompletionState, Grade, TrainingFormat
from tracker.models import Person, Training, TrainingAlias
from tracker.services import completions, history
from tracker.services.completions import CreditLine, together

pytestmark = pytest.mark.usefixtures("context")


def test_a_completion_keeps_everything_that_was_entered(center: CenterWorld) -> None:
    actor = center.actor()
    credits = (CreditLine("NASW", Decimal("1.5"), "886-1"), CreditLine("POST"))
    public_id = log(
        center,
        actor,
        hours=Decimal("1.25"),
        topics=frozenset({"trauma", "courts"}),
        provider="A provider",
        format=TrainingFormat.RECORDED,
        certificate_number="C-1",
        note="Two parts",
        expires_on=date(2028, 3, 2),
        credits=credits,
    )
    with center.working():
        view = completions.get(actor, public_id)
    assert (view.hours, view.topics, view.credits) == (Decimal("1.25"), {"trauma", "courts"}, credits)
    assert (view.provider, view.format, view.certificate_number) == ("A provider", "recorded", "C-1")
    assert (view.state, view.grade) == (CompletionState.SUBMITTED, Grade.OWN_WORD)
    assert view.submitted_at == view.recorded_at
    assert view.decided_at is None


def test_the_line_of_history_is_written_with_the_row(center: CenterWorld) -> None:
    actor = center.actor()
    public_id = log(center, actor)
    with center.working():
        (line,) = history.lines(subject_id=public_id)
    assert (line.action, line.subject) == ("record", "completion")
    assert line.detail["completed_on"] == "2026-03-02"


def test_a_form_sent_twice_makes_one_completion(center: CenterWorld) -> None:
    actor = center.actor()
    first = log(center, actor, key="f" * 32)
    assert log(center, actor, key="f" * 32) == first
    assert how_many(center) == 1


def test_one_certificate_for_several_people_makes_one_completion_each(center: CenterWorld) -> None:
    actor = center.actor()
    people = [center.public_id_of(Person, center.person(name)) for name in ("Ana", "Bo", "Cy")]
    files = stored(actor)
    with center.working():
        made = completions.record(actor, entry(), people, files, submit=True)
        views = [completions.get(actor, each) for each in made]
        others = completions.logged_with(actor, views[0])
    assert [view.person_name for view in views] == ["Ana", "Bo", "Cy"]
    assert all(len(view.files) == 1 and view.grade is Grade.CERTIFICATE for view in views)
    assert ([other.person_name for other in others.named], others.more) == (["Bo", "Cy"], 0)


def test_of_many_who_were_logged_in_one_act_some_are_named_and_the_rest_is_counted(
    center: CenterWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "MOST_TOGETHER", 2)
    actor = center.actor()
    people = [center.public_id_of(Person, center.person(name)) for name in ("Dee", "Cy", "Bo", "Ana")]
    with center.working():
        made = completions.record(actor, entry(), people, [], submit=True)
        found = completions.logged_with(actor, completions.get(actor, made[3]))
    assert ([other.person_name for other in found.named], found.more) == (["Bo", "Cy"], 1)


def test_what_a_director_says_of_others_is_a_supervisors_word(center: CenterWorld) -> None:
    person = center.public_id_of(Person, center.person())
    public_id = log(center, center.actor(), person=person)
    assert row_of(center, public_id).grade == Grade.SUPERVISOR_WORD


def test_staff_log_for_themselves_only(center: CenterWorld) -> None:
    staff = center.actor(center.member())
    other = center.public_id_of(Person, center.person())
    with pytest.raises(Refused):
        log(center, staff, person=other)
    assert how_many(center) == 0
    assert log(center, staff)


def test_nobody_of_another_center_is_logged_for(center: CenterWorld, other_center: CenterWorld) -> None:
    stranger = other_center.public_id_of(Person, other_center.person())
    with pytest.raises(NotFound):
        log(center, center.actor(), person=stranger)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " "}, "title"),
        ({"kind": "protocol"}, "kind"),
        ({"completed_on": date(9999, 12, 31)}, "completed_on"),
        ({"completed_on": date(1, 1, 1)}, "completed_on"),
        ({"expires_on": date(2026, 3, 1)}, "expires_on"),
        ({"hours": Decimal(0)}, "hours"),
        ({"hours": Decimal("1000.01")}, "hours"),
        ({"topics": frozenset({"knitting"})}, "topics"),
        ({"format": "by_pigeon"}, "format"),
    ],
)
def test_what_cannot_be_true_is_refused_at_its_field(center: CenterWorld, values: dict[str, Any], field: str) -> None:
    with pytest.raises(Conflict) as refused:
        log(center, center.actor(), **values)
    assert refused.value.field == field
    assert how_many(center) == 0


def test_today_is_not_the_future_and_tomorrow_is(center: CenterWorld) -> None:
    actor = center.actor()
    assert log(center, actor, completed_on=actor.today)
    with pytest.raises(Conflict):
        log(center, actor, completed_on=actor.today + timedelta(days=1))


@pytest.mark.parametrize("typed", ["Trauma and the brain", "TRAUMA  and the Bráin!", "The brain, and trauma"])
def test_a_title_or_alias_is_matched_to_the_catalog(center: CenterWorld, typed: str) -> None:
    entry_id = training(center, topics=frozenset({"trauma"}), provider="A provider", hours=Decimal(3))
    with center.working():
        row = db.session.scalar(select(Training.id).where(Training.public_id == entry_id))
        db.session.add(TrainingAlias(training_id=row, alias="The brain and trauma"))
    public_id = log(center, center.actor(), title=typed)
    with center.working():
        view = completions.get(center.actor(), public_id)
    assert (view.training, view.title) == (entry_id, typed)
    assert (view.topics, view.provider) == ({"trauma"}, "A provider")
    assert view.hours is None


def test_what_the_certificate_says_stands_before_what_the_catalog_says(center: CenterWorld) -> None:
    training(center, topics=frozenset({"trauma"}), provider="A provider", format="recorded")
    values: dict[str, Any] = {"topics": frozenset({"courts"}), "provider": "Another", "format": "in_person"}
    public_id = log(center, center.actor(), **values)
    with center.working():
        view = completions.get(center.actor(), public_id)
    assert {name: getattr(view, name) for name in values} == values


def test_a_merged_training_leads_on_and_a_changed_title_does_not(center: CenterWorld) -> None:
    old, new = training(center), training(center, "Trauma, second edition")
    with center.working():
        target = db.session.scalar(select(Training.id).where(Training.public_id == new))
        db.session.scalar(select(Training).where(Training.public_id == old)).merged_into_id = target
    actor = center.actor()
    merged, changed = log(center, actor, training=old), log(center, actor, training=old, title="Something else")
    with center.working():
        assert completions.get(actor, merged).training == new
        assert completions.get(actor, changed).training is None


def test_of_two_trainings_of_one_name_the_chosen_one_is_meant(center: CenterWorld) -> None:
    training(center)
    with center.working():
        second = Training(key="second", title="Trauma and the brain", provider="Another")
        db.session.add(second)
        db.session.flush()
        chosen = str(second.public_id)
    actor = center.actor()
    with_choice, without = log(center, actor, training=chosen), log(center, actor)
    with center.working():
        assert completions.get(actor, with_choice).training == chosen
        assert completions.get(actor, without).training is None


def test_a_completion_of_another_center_does_not_exist(center: CenterWorld, other_center: CenterWorld) -> None:
    public_id = center.completion()
    with other_center.working(), pytest.raises(NotFound):
        completions.get(other_center.actor(), public_id)
