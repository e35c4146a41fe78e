"""The files that prove, as programs read them: what they stand behind, what is seen in them, and what is given out."""

import pytest

from tests.factories import CenterWorld
from tests.programs import Program, program_of
from tests.services.files import attached
from tracker.services import evidence, removing_files
from tracker.services.removing_files import Why


@pytest.fixture
def program(center: CenterWorld) -> Program:
    return program_of(center)


def test_a_withdrawn_file_is_told_of_and_not_given_out(program: Program, center: CenterWorld) -> None:
    completion = center.completion()
    file = attached(center, completion)
    with center.working():
        evidence.withdraw(center.actor(), file, "It is of somebody else.")
    answer = program.get(f"/files/{file}")
    assert (answer.status_code, answer.mimetype) == (410, "application/problem+json")
    (told,) = program.read(f"/completions/{completion}")["evidence"]
    assert (told["id"], told["withdrawn_reason"]) == (file, "It is of somebody else.")


def test_a_removed_file_is_not_given_out_where_another_record_keeps_the_same(
    program: Program, center: CenterWorld
) -> None:
    removed, kept = (attached(center, center.completion()) for _ in range(2))
    with center.working():
        removing_files.remove(center.actor(), removed, Why.OTHER_PERSON)
    assert program.get(f"/files/{removed}").status_code == 410
    assert program.get(f"/files/{kept}").status_code == 200
