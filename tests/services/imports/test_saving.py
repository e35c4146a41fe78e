"""What a file says comes into the record whole, once, and goes again as long as nothing was built on it."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import CenterWorld
from tests.services.imports.sheets import (
    ANA,
    HEADS,
    laid_out,
    look,
    outcomes,
    read,
    record_of,
    saved,
    taken_back,
    version_of,
)
from tests.services.lines import lines_of
from tracker.db import db
from tracker.domain.errors import Conflict
from tracker.domain.vocabulary import CompletionState, Grade, Role
from tracker.models import Person, RoleTerm
from tracker.services import completions, history, imports, reviews
from tracker.services.imports import Choice, Corrected, Outcome


def test_a_row_becomes_a_completion_that_waits_for_review_and_says_where_it_came_from(
    center: CenterWorld, ana: str
) -> None:
    saved(center, laid_out(center, ANA))
    (one,) = record_of(center, ana)
    assert (one.title, one.completed_on, one.hours) == ("Trauma and the brain", date(2024, 3, 14), Decimal("1.5"))
    assert (one.state, one.grade) == (CompletionState.SUBMITTED, Grade.SUPERVISOR_WORD)
    assert "Brought in from “trainings.csv”, sheet “" in one.note
    assert "row 2." in one.note
    whole, single = lines_of(center)[:2]
    assert (whole.action, whole.detail["completions"]) == ("bring_in_file", 1)
    assert (single.action, single.subject_id, single.person) == ("import", one.public_id, ana)


def test_the_same_file_again_changes_nothing(center: CenterWorld, ana: str) -> None:
    saved(center, laid_out(center, ANA))
    before = record_of(center, ana)
    again = laid_out(center, ANA, name="the same.csv")
    assert outcomes(center, again) == [Outcome.HERE]
    with pytest.raises(Conflict, match="nothing to bring in"):
        saved(center, again)
    assert record_of(center, ana) == before


def test_it_is_known_again_after_it_was_corrected_here(center: CenterWorld, ana: str) -> None:
    saved(center, laid_out(center, ANA))
    (one,) = record_of(center, ana)
    actor = center.actor()
    with center.working():
        entry = completions.Entry(title="Another title", completed_on=date(2024, 3, 15))
        completions.correct(actor, one.public_id, entry, one.version)
    assert outcomes(center, laid_out(center, ANA)) == [Outcome.HERE]


def test_nothing_of_it_is_there_where_one_row_cannot_be_written(
    center: CenterWorld, ana: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    public_id = laid_out(center, ANA, ("Ana Reyes", "Another course", "3/15/2024", "2"))
    before = len(lines_of(center))

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(history, "append_all", fail)
    with pytest.raises(OSError, match="disk"):
        saved(center, public_id)
    assert (record_of(center, ana), len(lines_of(center))) == ([], before)
    assert outcomes(center, public_id) == [Outcome.NEW, Outcome.NEW]


def test_the_same_form_sent_twice_brings_it_in_once(center: CenterWorld, ana: str) -> None:
    public_id, key = laid_out(center, ANA), "a" * 32
    version, actor = version_of(center, public_id), center.actor()
    for _ in range(2):
        with center.working():
            imports.save(actor, public_id, version, key)
    assert len(record_of(center, ana)) == 1


def test_whoever_brought_it_in_does_not_decide_on_it(center: CenterWorld, ana: str) -> None:
    saved(center, laid_out(center, ANA))
    (one,) = record_of(center, ana)
    actor = center.actor()
    with center.working(), pytest.raises(Conflict):
        reviews.accept(actor, one.public_id, one.version)


def test_taken_back_the_record_is_as_before_and_it_can_be_brought_in_again(center: CenterWorld, ana: str) -> None:
    public_id = laid_out(center, ANA)
    saved(center, public_id)
    taken_back(center, public_id)
    assert record_of(center, ana) == []
    assert lines_of(center)[0].action == "take_back"
    saved(center, public_id)
    assert len(record_of(center, ana)) == 1
    with center.working():
        assert list(history.problems(center.center_id)) == []


def test_a_decision_stands_in_the_way(center: CenterWorld, ana: str) -> None:
    public_id = laid_out(center, ANA)
    saved(center, public_id)
    (one,) = record_of(center, ana)
    deputy = center.actor(center.member(_deputy()))
    with center.working():
        reviews.accept(deputy, one.public_id, one.version)
    with pytest.raises(Conflict, match="decided on, corrected or withdrawn"):
        taken_back(center, public_id)
    assert [each.state for each in record_of(center, ana)] == [CompletionState.ACCEPTED]


def test_what_differs_is_asked_and_replaced_only_where_it_was_said(center: CenterWorld, ana: str) -> None:
    saved(center, laid_out(center, ANA))
    other = laid_out(center, (*ANA[:3], "2"))
    assert outcomes(center, other) == [Outcome.CONFLICT]
    (row,) = look(center, other).rows
    assert "1.5" in row.words
    _choose(center, other, Choice.REPLACE)
    saved(center, other)
    assert [each.hours for each in record_of(center, ana)] == [Decimal(2)]
    taken_back(center, other)
    assert [each.hours for each in record_of(center, ana)] == [Decimal("1.5")]


@pytest.mark.parametrize(("choice", "hours"), [(Choice.BOTH, ["1.5", "2"]), (Choice.KEEP, ["1.5"])])
def test_both_are_kept_or_what_is_here(center: CenterWorld, ana: str, choice: Choice, hours: list[str]) -> None:
    saved(center, laid_out(center, ANA))
    other = laid_out(center, (*ANA[:3], "2"), ("Ana Reyes", "Another course", "1/2/2024", "1"))
    _choose(center, other, choice)
    saved(center, other)
    found = sorted(str(each.hours) for each in record_of(center, ana) if each.title == ANA[1])
    assert found == hours


def test_what_was_accepted_and_replaced_is_accepted_again_once_taken_back(center: CenterWorld, ana: str) -> None:
    with center.working():
        number = db.session.query(Person.id).filter(Person.public_id == ana).scalar()
    center.completion(number, title=ANA[1], completed_on=date(2024, 3, 14), hours=1)
    other = laid_out(center, ANA)
    _choose(center, other, Choice.REPLACE)
    saved(center, other)
    assert [each.state for each in record_of(center, ana)] == [CompletionState.SUBMITTED]
    taken_back(center, other)
    (one,) = record_of(center, ana)
    assert (one.state, one.hours) == (CompletionState.ACCEPTED, Decimal(1))


def test_somebody_new_is_asked_about_and_then_made_and_gone_when_taken_back(center: CenterWorld) -> None:
    public_id = laid_out(center, ("Rosa Lind", *ANA[1:]), ("Rosa Lind", "Another course", "1/2/2024", "1"))
    assert outcomes(center, public_id) == [Outcome.WHO, Outcome.WHO]
    version, actor = version_of(center, public_id), center.actor()
    with center.working():
        imports.choose_people(actor, public_id, version, {"rosa lind": imports.NEW_PERSON})
    saved(center, public_id)
    assert _people(center).count("Rosa Lind") == 1
    taken_back(center, public_id)
    assert "Rosa Lind" not in _people(center)
    assert outcomes(center, public_id) == [Outcome.NEW, Outcome.NEW]


def test_one_answer_holds_for_all_rows_of_a_name_and_for_the_next_file(center: CenterWorld, ana: str) -> None:
    rows = (("A. Reyes", *ANA[1:]), ("A. Reyes", "Another course", "1/2/2024", "1"))
    public_id = laid_out(center, *rows)
    assert outcomes(center, public_id) == [Outcome.WHO, Outcome.WHO]
    version, actor = version_of(center, public_id), center.actor()
    with center.working():
        imports.choose_people(actor, public_id, version, {"a reyes": ana})
    assert outcomes(center, public_id) == [Outcome.NEW, Outcome.NEW]
    saved(center, public_id)
    assert outcomes(center, laid_out(center, *rows)) == [Outcome.HERE, Outcome.HERE]


def test_what_was_corrected_in_a_file_holds_for_the_next_one_with_the_same_headings(
    center: CenterWorld, ana: str
) -> None:
    heads = ("Who", "What", "Remark", "When")
    rows = ("Ana Reyes", "Trauma and the brain", "1.5", "2024-03-14")
    first = read(center, rows, heads=heads)
    version, actor = version_of(center, first), center.actor()
    with center.working():
        assert imports.correct(actor, first, version, Corrected({}, {"0-2": "hours"}))
    (row,) = look(center, first).rows
    assert row.row.said.hours == Decimal("1.5")
    (again,) = look(center, laid_out(center, (*rows[:2], "2.5", rows[3]), heads=heads, name="next.csv")).rows
    assert again.row.said.hours == Decimal("2.5")


def test_people_of_a_sheet_come_with_agency_and_role(center: CenterWorld) -> None:
    heads = ("Name", "Agency", "Role", "Email")
    public_id = laid_out(center, ("Rosa Lind", "County Sheriff", "prosecutor", "rosa@example.org"), heads=heads)
    saved(center, public_id)
    assert "Rosa Lind" in _people(center)
    taken_back(center, public_id)
    assert "Rosa Lind" not in _people(center)


def test_several_rows_of_one_person_are_several_roles(center: CenterWorld) -> None:
    heads, email = ("Name", "Agency", "Role", "Email"), "rosa@example.org"
    public_id = laid_out(
        center,
        ("Rosa Lind", "County Sheriff", "law enforcement investigator", email),
        ("Lind, Rosa", "", "prosecutor", email),
        ("Rosa Lind", "County Sheriff", "prosecutor", ""),
        ("Rosa Lind", "Another agency", "victim advocate", "other@example.org"),
        heads=heads,
    )
    first, second, again, other = look(center, public_id).rows
    assert [each.outcome for each in (first, second, again, other)] == [
        *(Outcome.NEW, Outcome.NEW, Outcome.HERE, Outcome.IMPOSSIBLE)
    ]
    assert second.words.startswith("A further role of the same person: prosecutor from ")
    assert "has another email address" in other.words
    saved(center, public_id)
    with center.working():
        roles = set(db.session.scalars(db.select(RoleTerm.role).join(Person).where(Person.name == "Rosa Lind")))
    assert roles == {Role.LAW_ENFORCEMENT_INVESTIGATOR, Role.PROSECUTOR}
    taken_back(center, public_id)
    assert "Rosa Lind" not in _people(center)


def test_somebody_of_a_name_that_is_here_with_another_address_is_asked_about(center: CenterWorld) -> None:
    heads = ("Name", "Role", "Email")
    saved(center, laid_out(center, ("Rosa Lind", "prosecutor", "Rosa@example.org"), heads=heads))
    for email, outcome in (("rosa@example.org", Outcome.HERE), ("", Outcome.HERE), ("r.lind@example.org", Outcome.WHO)):
        it = laid_out(center, ("Rosa Lind", "prosecutor", email), heads=heads, name=f"{outcome}.csv")
        (row,) = look(center, it).rows
        assert row.outcome is outcome, email
    assert "the same name, another email address" in row.words


def test_what_is_left_open_stays_and_can_be_brought_in_later(center: CenterWorld, ana: str) -> None:
    public_id = laid_out(center, ANA, ("Rosa Lind", *ANA[1:]))
    saved(center, public_id)
    assert outcomes(center, public_id) == [Outcome.DONE, Outcome.WHO]
    version, actor = version_of(center, public_id), center.actor()
    with center.working():
        imports.choose_people(actor, public_id, version, {"rosa lind": imports.NEW_PERSON})
    saved(center, public_id)
    assert outcomes(center, public_id) == [Outcome.DONE, Outcome.DONE]


def test_a_row_with_a_problem_is_kept_and_says_what_would_be_right(center: CenterWorld, ana: str) -> None:
    public_id = laid_out(center, ANA, ("Ana Reyes", "Another course", "13/45/2024", "1"))
    *_, row = look(center, public_id).rows
    assert row.outcome is Outcome.IMPOSSIBLE
    assert "“13/45/2024”" in row.words
    assert "row 3" in row.words


def _choose(center: CenterWorld, public_id: str, choice: Choice) -> None:
    version, actor = version_of(center, public_id), center.actor()
    with center.working():
        imports.choose_rows(actor, public_id, version, {1: choice.value})


def _people(center: CenterWorld) -> list[str]:
    with center.working():
        return list(db.session.scalars(db.select(Person.name)))


def _deputy() -> object:
    from tracker.domain.access import AccessRole

    return AccessRole.DEPUTY


__all__ = ["HEADS"]
