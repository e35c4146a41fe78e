"""A transcript of a prior center is shown line by line first, and then taken over as what that center states."""

import io
import json
import zlib
from datetime import date
from decimal import Decimal
from typing import Any

import pikepdf
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.domain.test_transcripts import COMPLETION, data
from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.forms import errors_of, file, form_in, page_of, send, submit, text_of
from tests.pages.ladder import Browse
from tests.services.files import attached, row_of
from tests.services.lines import lines_of
from tracker.domain.access import AccessRole
from tracker.domain.vocabulary import CompletionState, Grade
from tracker.models import Person
from tracker.services import completions, evidence, trainings
from tracker.services.completions import CompletionView

NEW = {**COMPLETION, "title": "A course that no catalog has", "completed_on": "2026-02-03"}


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


@pytest.fixture
def person(center: CenterWorld) -> str:
    return center.public_id_of(Person, center.person("Ana Reyes"))


@pytest.fixture
def path(center: CenterWorld, person: str) -> str:
    return center.path(f"people/{person}/bring-in")


def as_pdf(plain: Any, name: str = "transcript.json") -> bytes:
    content = plain if isinstance(plain, bytes) else json.dumps(plain).encode()

    def attach(document: pikepdf.Pdf) -> None:
        document.attachments[name] = pikepdf.AttachedFileSpec(document, content, mime_type="application/json")

    return making.pdf(1, attach)


def uploaded(client: FlaskClient, path: str, content: bytes, name: str = "transcript.json") -> TestResponse:
    return submit(client, path, files=file(content, name))


def looked(client: FlaskClient, path: str, plain: Any, *, pdf: bool = False) -> TestResponse:
    content = as_pdf(plain) if pdf else json.dumps(plain).encode()
    answer = uploaded(client, path, content, "transcript.pdf" if pdf else "transcript.json")
    assert answer.status_code == 200, errors_of(answer)
    return answer


def brought(client: FlaskClient, path: str, plain: Any, *, pdf: bool = False, **values: Any) -> TestResponse:
    opened = looked(client, path, plain, pdf=pdf)
    return send(client, opened, path, action="/lines", **values)


def record_of(center: CenterWorld, person: str) -> list[CompletionView]:
    with center.working():
        return completions.of_person(center.actor(), person)


def outcomes(answer: TestResponse) -> list[str]:
    return [
        cell.get_text(" ", strip=True).split(".")[0]
        for cell in page_of(answer).select("td[data-label='What comes of it']")
    ]


def test_nothing_is_saved_before_it_was_shown(center: CenterWorld, client: FlaskClient, path: str, person: str) -> None:
    before = len(lines_of(center))
    answer = looked(client, path, data(completions=[NEW]), pdf=True)
    assert outcomes(answer) == ["New"]
    for words in ("Other House", "Nov 24, 2026", "A course that no catalog has", "Not checked"):
        assert words in text_of(answer)
    assert (record_of(center, person), len(lines_of(center))) == ([], before)


def test_it_stands_as_stated_by_the_prior_center_with_the_transcript_behind_it(
    center: CenterWorld, client: FlaskClient, path: str, person: str
) -> None:
    assert brought(client, path, data(completions=[NEW]), pdf=True).status_code == 303
    (one,) = record_of(center, person)
    assert (one.title, one.completed_on, one.hours) == (
        "A course that no catalog has",
        date(2026, 2, 3),
        Decimal("1.5"),
    )
    assert (one.grade, one.grade.label) == (Grade.PRIOR_CENTER, "Stated by prior center")
    assert (one.state, one.decided_by) == (CompletionState.SUBMITTED, None)
    assert one.note == "Stated by Other House in a transcript of Nov 24, 2026. Proof there: certificate."
    assert [each.file_name for each in one.current_files] == ["transcript.pdf"]
    assert one.credits[0].body == "ASWB"
    told = [(line.action, line.detail.get("stated_by")) for line in lines_of(center)[:2]]
    assert told == [("attach", None), ("record", "Other House")]


def test_as_json_it_has_no_file_and_the_same_grade(
    center: CenterWorld, client: FlaskClient, path: str, person: str
) -> None:
    brought(client, path, data(completions=[NEW]))
    (one,) = record_of(center, person)
    assert (one.grade, one.current_files) == (Grade.PRIOR_CENTER, ())


def test_doing_it_again_changes_nothing(center: CenterWorld, client: FlaskClient, path: str, person: str) -> None:
    plain = data(completions=[NEW, COMPLETION])
    brought(client, path, plain, pdf=True)
    before, kept = len(lines_of(center)), record_of(center, person)
    again = looked(client, path, plain, pdf=True)
    assert outcomes(again) == ["Here already"] * 2
    assert "There is nothing to bring in" in text_of(again)
    assert (len(lines_of(center)), record_of(center, person)) == (before, kept)


def test_of_two_forms_that_were_open_the_second_brings_in_nothing_more(
    center: CenterWorld, client: FlaskClient, path: str, person: str
) -> None:
    first, second = (looked(client, path, data(completions=[NEW])) for _ in range(2))
    assert send(client, first, path, action="/lines").status_code == 303
    assert send(client, second, path, action="/lines").status_code in {303, 409, 422}
    assert len(record_of(center, person)) == 1


def test_the_certificate_itself_proves_more_and_taken_away_it_is_what_was_stated_again(
    center: CenterWorld, client: FlaskClient, path: str, person: str
) -> None:
    brought(client, path, data(completions=[NEW]), pdf=True)
    one = record_of(center, person)[0].public_id
    proof = attached(center, one, making.pdf(2))
    assert row_of(center, one).grade == Grade.CERTIFICATE
    with center.working():
        evidence.withdraw(center.actor(), proof, "Of somebody else.")
    assert row_of(center, one).grade == Grade.PRIOR_CENTER


def test_each_line_says_what_would_come_of_it(center: CenterWorld, client: FlaskClient, path: str, person: str) -> None:
    with center.working():
        known = trainings.shelf()[0]
    number = row_of(center, person, Person).id
    center.completion(number, title="Case review", completed_on=date(2026, 1, 5))
    plain = [
        {**COMPLETION, "title": known.title, "completed_on": "2025-05-06"},
        {**COMPLETION, "title": "CASE REVIEW!", "completed_on": "2026-01-05"},
        {**COMPLETION, "title": "Case review", "completed_on": "2026-01-09"},
        {**COMPLETION, "title": f"{known.title} again and more", "completed_on": "2025-06-06"},
        {**NEW, "state": "returned"},
        {**NEW, "completed_on": "2999-01-01"},
        {**NEW, "kind": "mou"},
        NEW,
        NEW,
    ]
    answer = looked(client, path, data(completions=plain))
    assert outcomes(answer) == [
        "New",
        "Here already",
        "Perhaps here already",
        "Not clear which training",
        "Cannot be taken over",
        "Cannot be taken over",
        "Cannot be taken over",
        "New",
        "Here already",
    ]
    send(client, answer, path, action="/lines")
    assert len(record_of(center, person)) == 4


def test_a_title_that_is_not_clear_is_brought_in_as_the_training_that_was_picked_and_once(
    center: CenterWorld, client: FlaskClient, path: str, person: str
) -> None:
    with center.working():
        known = trainings.shelf()[0]
    plain = data(completions=[{**NEW, "title": f"{known.title} again and more"}])
    brought(client, path, plain, **{"rows-0-act": known.public_id})
    (one,) = record_of(center, person)
    assert (one.title, one.training) == (known.title, known.public_id)
    assert f"There called “{known.title} again and more”." in one.note
    assert outcomes(looked(client, path, plain)) == ["Here already"]


def test_another_name_is_told_and_needs_a_word(
    center: CenterWorld, client: FlaskClient, path: str, person: str
) -> None:
    plain = data(completions=[NEW], person={"name": "Ana Marković"})
    answer = looked(client, path, plain)
    assert "It is of “Ana Marković”, and this is the record of Ana Reyes." in text_of(answer)
    refused = send(client, answer, path, action="/lines")
    assert refused.status_code == 409
    assert any("under another name" in line for line in errors_of(refused))
    assert record_of(center, person) == []
    assert send(client, refused, path, action="/lines", is_theirs="yes").status_code == 303
    assert len(record_of(center, person)) == 1


def test_staff_bring_in_their_own_and_reach_nobody_elses(center: CenterWorld, browse: Browse, person: str) -> None:
    me = center.person("Ben Ode")
    client = browse(center.member(AccessRole.STAFF, me))
    own = center.path(f"people/{center.public_id_of(Person, me)}/bring-in")
    plain = data(completions=[NEW], person={"name": "Ben Ode"})
    assert brought(client, own, plain).status_code == 303
    assert client.get(center.path(f"people/{person}/bring-in")).status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (making.pdf(1), "transcript.pdf", "no data of a transcript"),
        (as_pdf(data(), "other.json"), "transcript.pdf", "no data of a transcript"),
        (as_pdf(data(form="tracker-packet-1")), "packet.pdf", "form is not training-transcript"),
        (as_pdf(b" " * 30_000_000), "bomb.pdf", "larger than 1 MB"),
        (as_pdf(b"[" * 900_000), "deep.pdf", "cannot be read"),
        (b"[" * 900_000, "deep.json", "cannot be read"),
        (b" " * 2_000_000, "large.json", "larger than 1 MB"),
        (b'{"a": ' + b"9" * 100_000 + b"}", "number.json", "cannot be read"),
        (zlib.compress(b"{}" * 10_000_000), "packed.json", "cannot be read"),
        (making.zip_of("transcript.json"), "transcript.zip", "cannot be read"),
        (making.flate_bomb(), "bomb.pdf", ""),
        (making.pages_in_a_circle(), "circle.pdf", ""),
        (b"%PDF-1.7\n", "cut.pdf", ""),
        (b"", "empty.json", "empty"),
        (json.dumps(data(completions=[{**COMPLETION, "hours": []}])).encode(), "t.json", "hours is not an amount"),
    ],
)
def test_what_is_no_transcript_is_refused_in_plain_words_and_nothing_stays(
    center: CenterWorld, client: FlaskClient, path: str, person: str, content: bytes, name: str, said: str
) -> None:
    answer = uploaded(client, path, content, name)
    assert answer.status_code == 422
    assert any(said in line for line in errors_of(answer)), errors_of(answer)
    assert record_of(center, person) == []


def test_words_from_outside_are_words(center: CenterWorld, client: FlaskClient, path: str, person: str) -> None:
    hostile = {**NEW, "title": "=HYPERLINK(1) <script>alert(1)</script>", "provider": "{{ 7*7 }}"}
    plain = data(completions=[hostile], center="<b>Other</b>", person={"name": "<img src=x>"})
    answer = looked(client, path, plain)
    assert page_of(answer).select("main script, main img[src=x]") == []
    send(client, answer, path, action="/lines", is_theirs="yes")
    (one,) = record_of(center, person)
    assert one.title == hostile["title"]
    told = client.get(center.path(f"people/{person}/record.csv")).get_data(as_text=True)
    assert "'=HYPERLINK(1)" in told


def test_a_token_of_nothing_or_of_somebody_else_opens_nothing(
    center: CenterWorld, client: FlaskClient, browse: Browse, path: str, person: str
) -> None:
    opened = looked(client, path, data(completions=[NEW]))
    other = browse(center.member(AccessRole.DEPUTY))
    token = str(form_in(opened, "/lines").select_one("input[name=token]")["value"])  # type: ignore[index]  # it is there
    for browser, value in ((client, "x"), (client, "../../etc/passwd"), (other, token)):
        own = looked(browser, path, data(completions=[NEW]))
        answer = send(browser, own, path, action="/lines", token=value)
        assert answer.status_code == 422
        assert any("no longer waiting" in line for line in errors_of(answer))
    assert record_of(center, person) == []


def test_what_was_not_offered_cannot_be_chosen(
    center: CenterWorld, client: FlaskClient, path: str, person: str
) -> None:
    for value in ("leave-it", "0" * 20, ""):
        answer = brought(client, path, data(completions=[NEW]), **{"rows-0-act": value})
        assert answer.status_code == 422
    assert brought(client, path, data(completions=[NEW]), **{"rows-0-act": "leave"}).status_code == 303
    assert record_of(center, person) == []


def test_what_one_center_gives_along_the_next_one_reads(
    center: CenterWorld, other_center: CenterWorld, browse: Browse
) -> None:
    """From the transcript's own PDF to the record of another center."""
    ana = other_center.person("Ana Reyes")
    other_center.completion(ana, title="Harbor course", completed_on=date(2026, 4, 5), hours=Decimal("2.25"))
    there = other_center.public_id_of(Person, ana)
    given = browse(other_center.director).get(other_center.path(f"people/{there}/transcript.pdf"))
    assert given.status_code == 200
    here = center.public_id_of(Person, center.person("Ana Reyes"))
    client, path = browse(center.director), center.path(f"people/{here}/bring-in")
    opened = uploaded(client, path, io.BytesIO(given.data).getvalue(), "transcript.pdf")
    assert outcomes(opened) == ["New"]
    assert send(client, opened, path, action="/lines").status_code == 303
    (one,) = record_of(center, here)
    assert (one.title, one.hours, one.grade) == ("Harbor course", Decimal("2.25"), Grade.PRIOR_CENTER)
