"""Correcting and withdrawing through the page."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.forms import errors_of, file, form_in, send, submit, text_of, values_of
from tests.services.files import row_of
from tracker.domain.access import AccessRole
from tracker.domain.vocabulary import CompletionState, Grade
from tracker.services import reviews

Browse = Callable[..., FlaskClient]


def test_a_correction_is_saved_and_said_before_that_it_asks_for_a_new_decision(
    center: CenterWorld, browse: Browse
) -> None:
    public_id = center.completion(topics=frozenset({"trauma"}), note="As it was")
    path, client = center.path(f"completions/{public_id}/correct"), browse(center.director)
    assert "waits for a new decision" in text_of(client.get(path))
    assert submit(client, path, hours="2.5").status_code == 303
    row = row_of(center, public_id)
    assert (str(row.hours), row.state) == ("2.5", CompletionState.SUBMITTED)
    assert (row.topics, row.note, row.title) == ({"trauma"}, "As it was", "Recognizing exploitation")


def test_a_returned_one_is_corrected_with_its_missing_certificate_and_sent_in(
    center: CenterWorld, browse: Browse
) -> None:
    person = center.person()
    author = center.member(person_id=person)
    public_id = center.completion(
        person,
        state=CompletionState.SUBMITTED,
        recorded_by=author,
        changed_by=author,
        submitted_at=center.actor().now,
    )
    with center.working():
        reviews.send_back(center.actor(), public_id, 1, "The certificate is missing.")
    path, client = center.path(f"completions/{public_id}/correct"), browse(author)
    assert "The certificate is missing." in text_of(client.get(path))
    assert "The certificate is missing." in text_of(client.get(center.path("my-record")))
    assert submit(client, path, files=[file(making.pdf())], **{"as": "submit"}).status_code == 303
    row = row_of(center, public_id)
    assert (row.state, row.grade) == (CompletionState.SUBMITTED, Grade.CERTIFICATE)


def test_who_comes_second_sees_both_and_overwrites_only_knowingly(center: CenterWorld, browse: Browse) -> None:
    public_id = center.completion(state=CompletionState.DRAFT)
    path = center.path(f"completions/{public_id}/correct")
    first, second = browse(center.director), browse(center.member(AccessRole.DEPUTY))
    opened = second.get(path)
    submit(first, path, provider="What the first wrote")
    clash = send(second, opened, path, provider="What the second wrote")
    assert clash.status_code == 409
    assert "What the first wrote" in text_of(clash)
    assert values_of(form_in(clash))["provider"] == "What the second wrote"
    assert row_of(center, public_id).provider == "What the first wrote"
    assert send(second, clash, path).status_code == 303
    assert row_of(center, public_id).provider == "What the second wrote"


def test_an_acceptance_in_between_is_told_to_who_corrects(center: CenterWorld, browse: Browse) -> None:
    person = center.person()
    author = center.member(person_id=person)
    public_id = center.completion(
        person, state=CompletionState.SUBMITTED, recorded_by=author, changed_by=author, submitted_at=center.actor().now
    )
    path, client = center.path(f"completions/{public_id}/correct"), browse(author)
    opened = client.get(path)
    with center.working():
        reviews.accept(center.actor(), public_id, 1)
    clash = send(client, opened, path, hours="3")
    assert clash.status_code == 409
    assert row_of(center, public_id).state == CompletionState.ACCEPTED


def test_a_wrong_correction_keeps_what_was_typed(center: CenterWorld, browse: Browse) -> None:
    public_id = center.completion()
    path = center.path(f"completions/{public_id}/correct")
    answer = submit(browse(center.director), path, completed_on="9999-01-01", note="Kept")
    assert answer.status_code == 422
    assert values_of(form_in(answer))["note"] == "Kept"
    assert row_of(center, public_id).note == ""


def test_others_completions_are_not_there_for_staff(center: CenterWorld, browse: Browse) -> None:
    public_id, client = center.completion(), browse(center.member())
    for page in ("correct", "withdraw"):
        assert client.get(center.path(f"completions/{public_id}/{page}")).status_code == 404


def test_a_completion_is_withdrawn_with_a_reason_and_not_without(center: CenterWorld, browse: Browse) -> None:
    public_id = center.completion()
    path, client = center.path(f"completions/{public_id}/withdraw"), browse(center.director)
    missing = submit(client, path)
    assert missing.status_code == 422
    assert errors_of(missing) == ["Enter the reason."]
    assert send(client, missing, path, reason="Logged twice.").status_code == 303
    row = row_of(center, public_id)
    assert (row.state, row.withdrawn_reason) == (CompletionState.WITHDRAWN, "Logged twice.")


def test_a_withdrawal_of_what_changed_meanwhile_is_asked_again(center: CenterWorld, browse: Browse) -> None:
    public_id = center.completion(state=CompletionState.DRAFT)
    path, client = center.path(f"completions/{public_id}/withdraw"), browse(center.director)
    opened = client.get(path)
    submit(client, center.path(f"completions/{public_id}/correct"), hours="4")
    asked = send(client, opened, path, reason="Logged twice.")
    assert asked.status_code == 422
    assert "meanwhile" in errors_of(asked)[0]
    assert send(client, asked, path).status_code == 303


def test_the_history_of_a_completion_reads_as_sentences(center: CenterWorld, browse: Browse) -> None:
    public_id = center.completion(state=CompletionState.DRAFT, topics=frozenset({"trauma"}))
    path, client = center.path(f"completions/{public_id}"), browse(center.director)
    more = {"topics": ["courts"], "format": "recorded", "provider": "A provider", "credits-0-body": "NASW"}
    submit(client, f"{path}/correct", hours="2", files=[file(making.pdf(), "a.pdf")], **more)
    submit(client, f"{path}/withdraw", reason="Twice")
    shown = text_of(client.get(path))
    for words in (
        "provider from nothing to “A provider”",
        "hours from “1” to “2”",
        "topics from Trauma to Courts",
        "format from Not known to Recorded",
        "credits from nothing to “NASW”",
        "File added: a.pdf",
        "Withdrawn",
    ):
        assert words in shown


def test_another_row_for_a_credit_keeps_the_correction(center: CenterWorld, browse: Browse) -> None:
    public_id = center.completion()
    path, client = center.path(f"completions/{public_id}/correct"), browse(center.director)
    answer = submit(client, path, note="Kept", files=[file(making.pdf(), "kept.pdf")], **{"credits-add": "1"})
    assert answer.status_code == 200
    kept = values_of(form_in(answer))
    assert (kept["note"], "credits-1-body" in kept, len(kept.getlist("files-kept"))) == ("Kept", True, 1)
    assert row_of(center, public_id).note == ""


def test_a_bad_file_with_a_correction_is_refused_and_the_rest_kept(center: CenterWorld, browse: Browse) -> None:
    public_id = center.completion()
    path, client = center.path(f"completions/{public_id}/correct"), browse(center.director)
    answer = submit(client, path, note="Kept", files=[file(b"MZ" + bytes(9000), "bad.pdf")])
    assert answer.status_code == 422
    assert errors_of(answer)[0].startswith("bad.pdf: ")
    assert send(client, answer, path).status_code == 303
    assert row_of(center, public_id).note == "Kept"
