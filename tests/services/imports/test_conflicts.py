"""What a file says otherwise than the record, or than itself, is asked, and taken only where somebody said so."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import CenterWorld
from tests.services.entries import log
from tests.services.imports.sheets import (
    ANA,
    HEADS,
    choose,
    laid_out,
    look,
    only_row,
    outcomes,
    record_of,
    saved,
    taken_back,
)
from tracker.db import db
from tracker.domain.vocabulary import CompletionState, TrainingFormat
from tracker.models import Completion, Credit, Person
from tracker.services.completions import CreditLine
from tracker.services.imports import Choice, Outcome

FULL = (*HEADS, "Provider", "Format", "Topics", "Certificate number", "CEUs")


def imports_again(center: CenterWorld, public_id: str) -> list[str]:
    """Bring in whatever is ready once more; return the hours of all of it."""
    if look(center, public_id).ready:
        saved(center, public_id)
    with center.working():
        found = db.session.scalars(db.select(Completion.hours).where(Completion.title == ANA[1])).all()
    return sorted(str(each.normalize()) for each in found if each is not None)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("NCA", "", "", "", ""), "Here it has no provider."),
        (("", "in person", "", "", ""), "Here it has no format."),
        (("", "", "trauma", "", ""), "Here it has no topic “Trauma”."),
        (("", "", "", "A-7", ""), "Here it has no certificate number."),
        (("", "", "", "", "2"), "Here it has no 2 of CEU."),
    ],
)
def test_whatever_a_row_says_besides_is_a_difference(
    center: CenterWorld, ana: str, more: tuple[str, ...], words: str
) -> None:
    saved(center, laid_out(center, ANA))
    assert only_row(center, laid_out(center, (*ANA, *more), heads=FULL)) == (Outcome.CONFLICT, words)


def test_what_a_row_does_not_say_is_no_difference(center: CenterWorld, ana: str) -> None:
    saved(center, laid_out(center, (*ANA, "NCA", "in person", "trauma", "A-7", "2"), heads=FULL))
    other = laid_out(center, (*ANA, "N.C.A.", "", "", "a-7", ""), heads=FULL, name="other.csv")
    assert only_row(center, other) == (Outcome.CONFLICT, "Here it has the provider “NCA”.")
    assert only_row(center, laid_out(center, (*ANA[:3], ""), name="less.csv")) == (Outcome.HERE, "The same is here.")


def test_replaced_it_says_all_that_the_row_says_and_keeps_the_rest(center: CenterWorld, ana: str) -> None:
    saved(center, laid_out(center, (*ANA, "NCA", "", "trauma", "A-7", "2"), heads=FULL))
    other = laid_out(center, (*ANA, "Midwest", "live online", "prevention", "", "3"), heads=FULL, name="other.csv")
    choose(center, other, Choice.REPLACE)
    saved(center, other)
    (one,) = record_of(center, ana)
    assert (one.provider, one.format, one.certificate_number) == ("Midwest", TrainingFormat.LIVE_ONLINE, "A-7")
    assert one.topics == {"trauma", "prevention"}
    assert one.credits == (CreditLine("CEU", Decimal(3)),)
    taken_back(center, other)
    (one,) = record_of(center, ana)
    assert (one.provider, one.format, one.topics) == ("NCA", TrainingFormat.UNKNOWN, {"trauma"})
    assert one.credits == (CreditLine("CEU", Decimal(2)),)


@pytest.mark.parametrize(("hours", "left"), [("2", {"trauma": Decimal(1)}), ("3", {})])
def test_hours_by_topic_stay_as_long_as_the_hours_do(
    center: CenterWorld, ana: str, hours: str, left: dict[str, Decimal]
) -> None:
    shares = {"trauma": Decimal(1)}
    log(
        center,
        center.actor(),
        person=ana,
        title=ANA[1],
        completed_on=date(2024, 3, 14),
        hours=Decimal(2),
        topic_hours=shares,
    )
    other = laid_out(center, (*ANA[:3], hours, "Midwest", "", "", "", ""), heads=FULL)
    choose(center, other, Choice.REPLACE)
    saved(center, other)
    (one,) = record_of(center, ana)
    assert (one.provider, one.topic_hours) == ("Midwest", left)
    taken_back(center, other)
    (one,) = record_of(center, ana)
    assert (one.provider, one.topic_hours) == ("", shares)


SHARED = (*HEADS, "Hours by topic")


def test_hours_by_topic_come_with_a_row_and_what_it_says_otherwise_is_asked(center: CenterWorld, ana: str) -> None:
    saved(center, laid_out(center, (*ANA, "Trauma 1; Courts 0.5"), heads=SHARED))
    (one,) = record_of(center, ana)
    assert (one.topics, one.topic_hours) == ({"trauma", "courts"}, {"trauma": Decimal(1), "courts": Decimal("0.5")})
    same = laid_out(center, (*ANA, "courts 0.5"), heads=SHARED, name="same.csv")
    assert only_row(center, same) == (Outcome.HERE, "The same is here.")
    other = laid_out(center, (*ANA, "Trauma 0.75; Prevention 0.25"), heads=SHARED, name="other.csv")
    words = "Here it has no topic “Prevention” and 1 hour on “Trauma”."
    assert only_row(center, other) == (Outcome.CONFLICT, words)
    choose(center, other, Choice.REPLACE)
    saved(center, other)
    (one,) = record_of(center, ana)
    shares = {"trauma": Decimal("0.75"), "courts": Decimal("0.5"), "prevention": Decimal("0.25")}
    assert (one.topics, one.topic_hours) == ({*shares}, shares)
    taken_back(center, other)
    (one,) = record_of(center, ana)
    assert one.topic_hours == {"trauma": Decimal(1), "courts": Decimal("0.5")}


def test_hours_by_topic_that_no_longer_fit_give_way_to_those_of_the_row(center: CenterWorld, ana: str) -> None:
    saved(center, laid_out(center, (*ANA, "Trauma 1; Courts 0.5"), heads=SHARED))
    other = laid_out(center, (*ANA, "Trauma 1.25"), heads=SHARED, name="other.csv")
    choose(center, other, Choice.REPLACE)
    saved(center, other)
    (one,) = record_of(center, ana)
    assert (one.topics, one.topic_hours) == ({"trauma", "courts"}, {"trauma": Decimal("1.25")})


def test_a_topic_without_hours_here_gets_those_of_a_row(center: CenterWorld, ana: str) -> None:
    saved(center, laid_out(center, (*ANA, "Trauma"), heads=SHARED))
    other = laid_out(center, (*ANA, "Trauma 1"), heads=SHARED, name="other.csv")
    assert only_row(center, other) == (Outcome.CONFLICT, "Here it has no hours on “Trauma”.")


def test_more_hours_on_topics_than_a_row_may_have_name_their_cell(center: CenterWorld, ana: str) -> None:
    heads = (*HEADS[:3], "Hours by topic")
    many = laid_out(center, (*ANA[:3], "Trauma 1000; Courts 0.5"), heads=heads)
    words = "the hours by topic come to 1,000.5, and a training has at most 1,000 hours. Correct one of them."
    place = "Sheet “trainings.csv”, row 2, column D, “Courts 0.50; Trauma 1000.00”"
    assert only_row(center, many) == (Outcome.IMPOSSIBLE, f"{place}: {words}")


def test_two_rows_that_differ_are_asked_and_the_first_waits_for_no_answer(center: CenterWorld, ana: str) -> None:
    twice = laid_out(center, ANA, (*ANA[:3], "2"))
    assert outcomes(center, twice) == [Outcome.NEW, Outcome.CONFLICT]
    *_, second = look(center, twice).rows
    assert second.words == "Another row of the same day has 1.5 hours: Sheet “trainings.csv”, row 2."


@pytest.mark.parametrize(
    ("choice", "hours"), [(Choice.KEEP, ["1.5"]), (Choice.REPLACE, ["2"]), (Choice.BOTH, ["1.5", "2"])]
)
def test_of_two_rows_that_differ_the_chosen_one_is_brought_in(
    center: CenterWorld, ana: str, choice: Choice, hours: list[str]
) -> None:
    twice = laid_out(center, ANA, (*ANA[:3], "2"))
    choose(center, twice, choice, number=2)
    saved(center, twice)
    assert sorted(str(each.hours.normalize()) for each in record_of(center, ana) if each.hours) == hours
    assert set(outcomes(center, twice)) <= {Outcome.DONE, Outcome.HERE}
    assert imports_again(center, twice) == hours


def test_a_row_that_gave_way_to_another_never_comes_back(center: CenterWorld, ana: str) -> None:
    saved(center, laid_out(center, ANA))
    it = laid_out(center, (*ANA[:3], "3"), (*ANA[:3], "4"), name="other.csv")
    for number in (1, 2):
        choose(center, it, Choice.REPLACE, number)
    saved(center, it)
    assert imports_again(center, it) == ["4"]
    taken_back(center, it)
    assert [str(each.hours) for each in record_of(center, ana)] == ["1.5"]


def test_one_completion_gives_way_to_one_row_only(center: CenterWorld, ana: str) -> None:
    saved(center, laid_out(center, ANA))
    it = laid_out(
        center, ("Ana Reyes", ANA[1], "3/15/2024", "3"), ("Ana Reyes", ANA[1], "3/16/2024", "4"), name="b.csv"
    )
    for number in (1, 2):
        choose(center, it, Choice.REPLACE, number)
    first, second = look(center, it).rows
    assert (first.outcome, second.outcome) == (Outcome.NEW, Outcome.CONFLICT)
    assert second.words.endswith("Another row takes its place already.")


def test_a_credit_that_changes_keeps_its_number_and_the_others_stay(center: CenterWorld, ana: str) -> None:
    number = center.completion(center.person("Ben Ode"), title=ANA[1], completed_on=date(2024, 3, 14), hours=2)
    with center.working():
        its = db.session.scalars(db.select(Completion.id).where(Completion.public_id == number)).one()
        for body, amount, no in (("CEU", 2, "123"), ("ASWB", 1, "")):
            db.session.add(Credit(completion_id=its, body=body, amount=amount, number=no))
    it = laid_out(center, ("Ben Ode", *ANA[1:3], "2", "3"), heads=(*HEADS, "CEUs"))
    choose(center, it, Choice.REPLACE)
    saved(center, it)
    with center.working():
        found = db.session.execute(db.select(Credit.body, Credit.amount, Credit.number)).all()
    assert sorted(tuple(each) for each in found) == [("ASWB", 1, ""), ("CEU", 3, "123")]


@pytest.mark.parametrize("state", [CompletionState.DRAFT, CompletionState.RETURNED])
def test_what_was_a_draft_is_replaced_and_put_back_as_one(center: CenterWorld, ana: str, state: str) -> None:
    with center.working():
        number = db.session.scalars(db.select(Person.id).where(Person.public_id == ana)).one()
    center.completion(number, title=ANA[1], completed_on=date(2024, 3, 14), hours=9, state=state)
    it = laid_out(center, ANA)
    choose(center, it, Choice.REPLACE)
    saved(center, it)
    taken_back(center, it)
    assert [(str(each.hours), each.state) for each in record_of(center, ana)] == [("9", state)]


def test_who_decided_by_a_link_is_known_again_once_it_is_taken_back(center: CenterWorld, ana: str) -> None:
    with center.working():
        number = db.session.scalars(db.select(Person.id).where(Person.public_id == ana)).one()
    by_link = {"decided_as": "Pat Lee, board treasurer", "decided_at": center.actor().now}
    center.completion(number, title=ANA[1], completed_on=date(2024, 3, 14), hours=9, **by_link)
    it = laid_out(center, ANA)
    choose(center, it, Choice.REPLACE)
    saved(center, it)
    taken_back(center, it)
    assert [each.decided_by for each in record_of(center, ana)] == ["Pat Lee, board treasurer"]
