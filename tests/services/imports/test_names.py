"""Whom a name in a file means: certain only where it is theirs, else proposed with a score and why, and asked."""

import pytest

from tests.factories import CenterWorld
from tests.services.imports import sheets
from tests.services.imports.papers import files_of, pdf, read
from tracker.domain.titles import fold
from tracker.models import Person
from tracker.services.imports import FileOutcome, Outcome
from tracker.services.imports.matching import Found, Known, person

ELIZABETH = Known("liz", "Elizabeth Smith", fold("Elizabeth Smith"), "esmith@example.org")
ROSA = Known("rosa", "Rosa Lind", fold("Rosa Lind"))
ROSA_BEFORE = Known("rosa", "Rosa Lind", fold("Rosa Marsh"))
JOSE = Known("jose", "José María Ortiz", fold("José María Ortiz"))
EVERYBODY = (ELIZABETH, ROSA, ROSA_BEFORE, JOSE)


def found(name: str, email: str = "") -> Found:
    return person(name, email, EVERYBODY)


@pytest.mark.parametrize(
    ("name", "email", "who", "why"),
    [
        ("elizabeth  SMITH ", "", "liz", "the same name"),
        ("Jose Maria Ortiz", "", "jose", "the same name"),
        ("Rosa Marsh", "", "rosa", "a former or another name"),
        ("Lisa Smith", "ESmith@example.org", "liz", "the same email address"),
        ("esmith@example.org", "ESmith@example.org", "liz", "the same email address"),
    ],
)
def test_a_name_that_is_theirs_is_certain(name: str, email: str, who: str, why: str) -> None:
    certain = found(name, email).certain
    assert certain is not None
    assert (certain.public_id, certain.why) == (who, why)


@pytest.mark.parametrize(
    ("name", "who", "why"),
    [
        ("Liz Smith", "liz", "“Liz” and “Elizabeth” are often one first name"),
        ("Beth Smith", "liz", "“Beth” and “Elizabeth” are often one first name"),
        ("E. Smith", "liz", "the same last name and initial"),
        ("Elizabet Smyth", "liz", "a similar spelling"),
        ("R. Marsh", "rosa", "the same last name and initial, as a former or another name"),
        ("Rosa Marsh-Lind", "rosa", ""),
        ("José Ortiz", "jose", "the same first and last name"),
    ],
)
def test_a_name_that_is_only_like_theirs_is_proposed_and_never_taken(name: str, who: str, why: str) -> None:
    asked = found(name)
    assert asked.certain is None
    assert asked.like[0].public_id == who
    assert asked.like[0].score < 100
    assert asked.like[0].why == why or not why


@pytest.mark.parametrize("name", ["Rosa Lind", "Tom Vega"])
def test_an_address_that_somebody_else_has_decides_nothing(name: str) -> None:
    asked = found(name, "esmith@example.org")
    assert asked.certain is None
    assert ("liz", "the same email address, another name") in {(each.public_id, each.why) for each in asked.like}


def test_a_name_beside_the_name_is_asked_where_it_is_somebody_elses() -> None:
    ana, other = Known("ana", "Ana Ruiz", fold("Ana Ruiz")), Known("other", "Ana Lopez", fold("Ana Lopez"))
    both = person("Ana Lopez", "", (ana, other), ("Ana Ruiz",))
    assert (both.certain, {each.public_id for each in both.like}) == (None, {"ana", "other"})
    beside = person("Ana Lopez", "", (ana,), ("Ana Ruiz",))
    assert (beside.certain, beside.like[0].why) == (None, "the name beside it")
    same = person("Ana Lopez", "", (other,), ("Ana Ruiz",))
    assert same.certain is not None


def test_nobody_is_proposed_twice_whatever_they_are_called_by() -> None:
    assert [each.public_id for each in found("Rosa Marsch").like] == ["rosa"]


def test_of_two_people_of_one_name_the_address_tells_which() -> None:
    one, other = (Known(mail[0], "Jordan Lee", fold("Jordan Lee"), mail) for mail in ("a@example.org", "b@example.org"))
    certain = person("Jordan Lee", "B@example.org", (one, other)).certain
    assert certain is not None
    assert certain.public_id == "b"
    assert person("Jordan Lee", "", (one, other)).certain is None


def test_two_people_of_one_name_are_asked_apart() -> None:
    asked = person("Rosa Marsh", "", (*EVERYBODY, Known("other", "Rosa Marsh", fold("Rosa Marsh"))))
    assert asked.certain is None
    assert {each.public_id for each in asked.like} == {"rosa", "other"}


def test_a_row_and_a_file_under_a_former_name_go_to_whoever_had_it(center: CenterWorld) -> None:
    rosa = center.public_id_of(Person, center.person("Rosa Lind", other_names=("Rosa Marsh",)))
    it = sheets.laid_out(center, ("Rosa Lind", "Trauma and the brain", "3/14/2024", "1.5"))
    (row,) = sheets.look(center, it).rows
    assert (row.outcome, row.person, row.whom) == (Outcome.NEW, rosa, "")
    before = sheets.laid_out(center, ("Rosa Marsh", "Trauma and the brain", "3/14/2024", "1.5"), name="before.csv")
    (found_so,) = sheets.look(center, before).rows
    assert (found_so.person, found_so.whom) == (rosa, "For Rosa Lind, a former or another name.")
    read(center, it, ("Marsh Rosa Trauma and the brain 2024-03-14.pdf", pdf(77)))
    (file,) = files_of(center, it).values()
    assert file.outcome is FileOutcome.PAIRED
    assert file.row is not None
    assert file.row.row.number == row.row.number
