"""Files served: to those who may see the record, as nothing that a browser would run."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.forms import errors_of, send, submit, text_of
from tests.services.files import row_of, stored
from tracker.domain.access import AccessRole
from tracker.domain.vocabulary import CompletionState
from tracker.models import Evidence
from tracker.services import evidence, evidence_reading, file_copies

Browse = Callable[..., FlaskClient]


def attached(center: CenterWorld, content: bytes, name: str = "certificate.pdf", person: int | None = None) -> str:
    public_id = center.completion(person, state=CompletionState.DRAFT)
    actor = center.actor()
    with center.app.app_context():
        files = stored(actor, content, name)
    with center.working():
        return evidence.attach(center.actor(), files, completion=public_id)[0]


@pytest.mark.parametrize(
    ("content", "name", "mime"),
    [
        (making.pdf(change=making.with_script), "certificate.html", "application/pdf"),
        (making.phone_jpeg(), "photo.svg", "image/jpeg"),
        (making.text_png(), "scan.png", "image/png"),
        (making.phone_heic(), "IMG.HEIC", "image/heic"),
    ],
    ids=["pdf", "jpeg", "png", "heic"],
)
def test_the_original_is_offered_for_saving_only(
    center: CenterWorld, browse: Browse, content: bytes, name: str, mime: str
) -> None:
    file = attached(center, content, name)
    answer = browse(center.director).get(center.path(f"evidence/{file}/file"))
    assert answer.status_code == 200
    assert (answer.data, answer.mimetype) == (content, mime)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_name_from_outside_arrives_clean(center: CenterWorld, browse: Browse) -> None:
    file = attached(center, making.pdf(), '..\\..\\"x"\r\nSet-Cookie: a=b\u202egpj.pdf')
    answer = browse(center.director).get(center.path(f"evidence/{file}/file"))
    assert "Set-Cookie: a" not in answer.headers["Content-Disposition"]
    assert not {"\r", "\n", "\\", "\u202e"} & set(answer.headers["Content-Disposition"].replace('\\"', ""))


def test_a_page_is_shown_as_a_picture_without_metadata(center: CenterWorld, browse: Browse) -> None:
    file = attached(center, making.phone_jpeg(), "photo.jpg")
    answer = browse(center.director).get(center.path(f"evidence/{file}/pages/1"))
    assert answer.mimetype == "image/jpeg"
    assert "attachment" not in answer.headers["Content-Disposition"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert making.MAKER.encode() not in answer.data
    for number in (0, 2, 99999999):
        assert browse(center.director).get(center.path(f"evidence/{file}/pages/{number}")).status_code == 404


def test_files_are_there_for_their_person_and_the_team_only(
    center: CenterWorld, other_center: CenterWorld, browse: Browse
) -> None:
    person = center.person()
    file = attached(center, making.pdf(), person=person)
    for page in ("file", "pages/1"):
        path = center.path(f"evidence/{file}/{page}")
        for reader in (center.member(person_id=person), center.member(AccessRole.DEPUTY), center.director):
            assert browse(reader).get(path).status_code == 200
        assert browse(center.member()).get(path).status_code == 404
        assert browse(other_center.director).get(path).status_code == 404
        assert browse(other_center.director).get(other_center.path(f"evidence/{file}/{page}")).status_code == 404
        assert browse().get(path).status_code == 302
        assert browse(center.director).post(path).status_code in {400, 405}
    assert browse(center.member()).get(center.path(f"evidence/{file}/withdraw")).status_code == 404


def test_a_withdrawn_file_says_so_and_is_given_out_no_more(center: CenterWorld, browse: Browse) -> None:
    file, client = attached(center, making.pdf()), browse(center.director)
    path = center.path(f"evidence/{file}/withdraw")
    missing = submit(client, path)
    assert errors_of(missing) == ["Enter the reason."]
    assert send(client, missing, path, reason="Another person's.").status_code == 303
    for page in ("file", "pages/1"):
        answer = client.get(center.path(f"evidence/{file}/{page}"))
        assert answer.status_code == 410
        assert "Another person's." in text_of(answer)
    again = submit(client, path, reason="Once more")
    assert errors_of(again) == ["This file was withdrawn already."]


def test_a_file_that_is_lost_on_the_disk_is_said_and_breaks_no_page(
    center: CenterWorld, browse: Browse, request: pytest.FixtureRequest
) -> None:
    file = attached(center, making.pdf(pages=7))
    row = row_of(center, file, Evidence)
    lost = file_copies.store().path_of(row.sha256)
    whole = lost.read_bytes()
    lost.unlink()
    # Other tests of this installation look whether every file is there.
    request.addfinalizer(lambda: lost.write_bytes(whole))
    client = browse(center.director)
    assert client.get(center.path(f"evidence/{file}/file")).status_code == 404
    with center.working():
        owner = evidence_reading.owner_of(center.actor(), file).completion
    shown = client.get(center.path(f"completions/{owner}"))
    assert shown.status_code == 200
    assert "not kept here any more" in text_of(shown)
