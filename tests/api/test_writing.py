"""What a program writes: an author under its own name, who decides nothing, whose every write is told once."""

import pytest
from werkzeug.test import TestResponse

from tests.factories import CenterWorld
from tests.intake import making
from tests.programs import Program, new_key, program_of
from tests.reports.files import pdf as written
from tests.services.files import names_kept, row_of
from tracker.domain.access import AccessRole, TokenMay
from tracker.domain.errors import Conflict
from tracker.models import Completion, Person
from tracker.services import history, reviews

BODY = {"title": "Told by a program", "completed_on": "2026-03-02"}


@pytest.fixture
def program(center: CenterWorld) -> Program:
    return program_of(center, TokenMay.WRITE)


@pytest.fixture
def person(center: CenterWorld) -> str:
    return center.public_id_of(Person, center.person("Ben Ortiz"))


def log(program: Program, person: str, key: str = "", **more: object) -> TestResponse:
    return program.send("POST", "/completions", {**BODY, "person": person, **more}, Idempotency_Key=key or new_key())


def logged(program: Program, person: str, **more: object) -> dict[str, object]:
    answer = log(program, person, **more)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    told: dict[str, object] = answer.get_json()
    return told


def field_of(answer: TestResponse, status: int) -> str:
    told = answer.get_json()
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), told
    return str(told["errors"][0]["field"])


def test_a_completion_waits_under_the_programs_name_with_all_that_was_sent(
    program: Program, center: CenterWorld, person: str
) -> None:
    more = {
        "hours": "1.50",
        "topics": ["trauma"],
        "topic_hours": [{"topic": "trauma", "hours": "0.75"}],
        "credits": [{"body": "NASW", "amount": "1.5", "number": "12"}],
        "expires_on": "2028-03-02",
        "certificate_number": "C-7",
    }
    answer = log(program, person, **more)
    told = answer.get_json()
    assert answer.headers["Location"].endswith(f"/api/v1/completions/{told['id']}")
    assert (told["state"], told["recorded_by"], told["grade"]) == ("submitted", f"{program.name} (API)", "own_word")
    assert {
        name: told[name] for name in ("hours", "topics", "topic_hours", "credits", "expires_on", "certificate_number")
    } == {
        **more,
        "hours": "1.5",
    }
    with center.working():
        lines = history.lines(subject_id=str(told["id"]))
    assert [(line.who, line.action) for line in lines] == [(f"{program.name} (API)", "record")]


@pytest.mark.parametrize(
    ("shares", "status", "field"),
    [
        ([("trauma", "1"), ("trauma", "0.5")], 422, "topic_hours"),
        ([("trauma", "2")], 409, "topic_hours"),
        ([("knitting", "1")], 422, "topic_hours.0.topic"),
        ([("trauma", "one")], 422, "topic_hours.0.hours"),
    ],
)
def test_hours_by_topic_that_cannot_be_are_refused_by_name(
    program: Program, person: str, shares: list[tuple[str, str]], status: int, field: str
) -> None:
    told = [{"topic": topic, "hours": hours} for topic, hours in shares]
    assert field_of(log(program, person, hours="1.5", topic_hours=told), status) == field


def test_the_same_key_and_body_make_one_and_get_the_same_answer(program: Program, person: str) -> None:
    key = new_key()
    first, again = (log(program, person, key) for _ in range(2))
    assert (again.status_code, again.get_json()) == (201, first.get_json())
    assert again.headers["Location"] == first.headers["Location"]
    assert len(program.read("/completions", person=person)["items"]) == 1


def test_the_same_key_with_something_else_is_refused(program: Program, person: str) -> None:
    key = new_key()
    log(program, person, key)
    assert field_of(log(program, person, key, title="Another"), 409) == "Idempotency-Key"
    assert len(program.read("/completions", person=person)["items"]) == 1


def test_a_key_that_made_nothing_can_be_used_again(program: Program, person: str) -> None:
    key = new_key()
    assert field_of(log(program, person, key, completed_on="2999-01-01"), 409) == "completed_on"
    assert log(program, person, key).status_code == 201


def test_another_tokens_key_is_no_key_of_ones_own(program: Program, center: CenterWorld, person: str) -> None:
    key, other = new_key(), program_of(center, TokenMay.WRITE)
    assert log(program, person, key).status_code == 201
    assert log(other, person, key, even_if_alike=True).status_code == 201


def test_without_a_key_nothing_is_made(program: Program, person: str) -> None:
    assert field_of(program.send("POST", "/completions", {**BODY, "person": person}), 422) == "Idempotency-Key"
    assert program.read("/completions", person=person)["items"] == []


def test_one_that_looks_the_same_is_asked_about_and_logged_when_told_so(program: Program, person: str) -> None:
    first = logged(program, person)
    answer = log(program, person, completed_on="2026-03-05")
    assert field_of(answer, 409) == "even_if_alike"
    assert str(first["id"]) in answer.get_json()["detail"]
    assert log(program, person, completed_on="2026-03-05", even_if_alike=True).status_code == 201


def test_a_draft_is_corrected_with_its_version_and_sent_in(program: Program, person: str) -> None:
    made = logged(program, person, state="draft", hours="2")
    path, version = f"/completions/{made['id']}", f'"{made["version"]}"'
    corrected = program.send("PUT", path, {**BODY, "title": "Corrected"}, If_Match=version)
    told = corrected.get_json()
    assert (corrected.status_code, told["title"]) == (200, "Corrected")
    assert told["hours"] is None, "what is left out is emptied"
    stale = program.send("PUT", path, BODY, If_Match=version)
    assert (stale.status_code, stale.mimetype) == (412, "application/problem+json")
    sent = program.call("POST", f"{path}/submit", headers={"If-Match": corrected.headers["ETag"]})
    assert (sent.status_code, sent.get_json()["state"]) == (200, "submitted")


@pytest.mark.parametrize(("shown", "status"), [("", 428), ("3", 422), ("*", 422), ('W/"1"', 422), ('"x"', 422)])
def test_who_does_not_say_which_version_was_read_changes_nothing(
    program: Program, person: str, shown: str, status: int
) -> None:
    made = logged(program, person)
    headers = {"If_Match": shown} if shown else {}
    assert field_of(program.send("PUT", f"/completions/{made['id']}", BODY, **headers), status) == "If-Match"


def test_what_was_accepted_waits_again_once_a_program_corrects_it(program: Program, center: CenterWorld) -> None:
    public_id = center.completion()
    version = program.get(f"/completions/{public_id}").headers["ETag"]
    told = program.send("PUT", f"/completions/{public_id}", BODY, If_Match=version).get_json()
    assert (told["state"], told["decided_by"]) == ("submitted", None)


def test_a_withdrawn_one_stays_with_its_reason(program: Program, center: CenterWorld, person: str) -> None:
    made = logged(program, person)
    path, version = f"/completions/{made['id']}", f'"{made["version"]}"'
    told = program.send("POST", f"{path}/withdraw", {"reason": "Entered twice."}, If_Match=version).get_json()
    assert (told["state"], told["withdrawn_reason"]) == ("withdrawn", "Entered twice.")
    again = program.send("POST", f"{path}/withdraw", {"reason": "Again."}, If_Match=f'"{told["version"]}"')
    assert again.status_code == 409


def test_a_file_is_read_like_any_other_and_makes_the_proof_stronger(program: Program, person: str) -> None:
    path, key = f"/completions/{logged(program, person)['id']}/files", new_key()
    first = program.add(path, making.pdf(), key=key)
    told = first.get_json()
    assert (first.status_code, told["grade"], len(told["evidence"])) == (201, "certificate", 1)
    assert told["evidence"][0]["added_by"] == f"{program.name} (API)"
    assert program.add(path, making.pdf(), key=key).get_json() == told
    assert field_of(program.add(path, making.pdf(pages=2), key=key), 409) == "Idempotency-Key"
    assert field_of(program.add(path, making.pdf()), 409) == "file"


def test_the_name_on_a_certificate_is_kept_beside_it_and_no_other_of_its_words(
    program: Program, center: CenterWorld, person: str
) -> None:
    path = f"/completions/{logged(program, person)['id']}/files"
    certificate = written(words="This certifies that Maria Santos has completed Trauma and the brain")
    assert program.add(path, certificate).status_code == 201
    assert names_kept(center) == [("Maria Santos",)]


def test_a_file_that_can_be_no_evidence_is_refused_in_words(program: Program, person: str) -> None:
    path = f"/completions/{logged(program, person)['id']}/files"
    answer = program.add(path, b"MZ not a certificate", "certificate.exe")
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")


def test_a_file_that_looks_like_one_of_a_case_is_looked_at_by_a_person_first(program: Program, person: str) -> None:
    path, content = f"/completions/{logged(program, person)['id']}/files", making.pdf()
    name = "case notes.pdf"
    assert field_of(program.add(path, content, name), 409) == "looked_at"
    assert program.add(path, content, name, looked_at="true").status_code == 201


def test_whoever_made_the_token_decides_on_nothing_it_wrote_and_another_does(
    program: Program, center: CenterWorld, person: str
) -> None:
    public_id = str(logged(program, person)["id"])
    version = row_of(center, public_id, Completion).version
    director, deputy = center.actor(), center.actor(center.member(AccessRole.DEPUTY))
    with center.working():
        assert [view.public_id for view in reviews.waiting(director).others] == [public_id]
        with pytest.raises(Conflict):
            reviews.accept(director, public_id, version)
    with center.working():
        reviews.accept(deputy, public_id, version)


def test_a_program_itself_decides_on_nothing(program: Program, center: CenterWorld) -> None:
    assert program.read("/center")["token"]["may_write"] is True
    public_id = center.completion(state="submitted")
    for method, path in (("POST", "accept"), ("POST", "review"), ("PUT", "state")):
        answer = program.send(method, f"/completions/{public_id}/{path}", {"decision": "accepted"})
        assert answer.status_code in {404, 405}
