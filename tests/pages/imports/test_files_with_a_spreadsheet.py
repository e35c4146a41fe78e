"""Certificates and scans with a spreadsheet, as a director walks through the pages."""

import hashlib

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, file, form_in, page_of, send, submit, text_of
from tests.pages.ladder import Browse
from tests.services.imports import papers, sheets
from tests.services.imports.papers import BRAIN, packed, pdf
from tests.services.imports.sheets import ANA
from tracker import clock
from tracker.db import db
from tracker.domain.errors import UnreadableFile
from tracker.models import Completion, Evidence
from tracker.services import imports, virus_scanning


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    center.person("Ana Reyes")
    return browse(center.director)


@pytest.fixture
def it(center: CenterWorld, client: FlaskClient) -> str:
    """A spreadsheet with two rows that are new."""
    return sheets.laid_out(center, ANA, ("Ana Reyes", "Ethics", "3/15/2024", "2"))


def address(center: CenterWorld, it: str, *, files: bool = True) -> str:
    return center.path(f"import/{it}/files" if files else f"import/{it}")


def drop(client: FlaskClient, center: CenterWorld, it: str, content: bytes, name: str) -> TestResponse:
    """Drop a file on the page, and let the background process read it."""
    answer = submit(client, address(center, it), files=file(content, name))
    with center.app.app_context():
        while imports.read_some(clock.now, center.center_id):
            pass
    return answer


def added(center: CenterWorld) -> list[tuple[str, str]]:
    with center.working():
        rows = db.select(Completion.title, Evidence.file_name).join(Evidence, Evidence.completion_id == Completion.id)
        return sorted(tuple(row) for row in db.session.execute(rows))


def test_files_can_be_dropped_from_the_page_of_the_rows(client: FlaskClient, center: CenterWorld, it: str) -> None:
    assert "Drop certificates and scans" in text_of(client.get(address(center, it, files=False)))
    answer = submit(client, address(center, it), files=file(pdf(), BRAIN))
    assert (answer.status_code, errors_of(answer)) == (303, [])
    words = text_of(client.get(str(answer.location)))
    assert "1 file kept; it is read now." in words
    assert "0 of 1 file read" in words
    assert "You can leave this page" in words


def test_they_can_be_dropped_together_with_the_spreadsheet(client: FlaskClient, center: CenterWorld) -> None:
    pack = packed((BRAIN, pdf()), ("scan.pdf", pdf(1)))
    sent = {"files": file(sheets.sheet(ANA), "trainings.csv"), "papers": file(pack, "all.zip")}
    answer = submit(client, center.path("import"), **sent)
    assert (answer.status_code, errors_of(answer)) == (303, [])
    public_id = str(answer.location).rsplit("/", 1)[-1]
    assert "1 file kept; it is read now." in text_of(client.get(str(answer.location), follow_redirects=True))
    with center.app.app_context():
        while imports.read_some(clock.now, center.center_id):
            pass
    assert sorted(papers.files_of(center, public_id)) == sorted([BRAIN, "scan.pdf"])


def test_what_cannot_be_kept_of_them_is_told_and_the_spreadsheet_is_there(
    client: FlaskClient, center: CenterWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    def harmful(*_: object) -> None:
        raise UnreadableFile("It is harmful.")

    monkeypatch.setattr(virus_scanning, "refuse_harmful", lambda _who, _path, digest: digest in bad and harmful())
    bad = {hashlib.sha256(pdf(number)).hexdigest() for number in range(7)}
    sent = {
        "files": file(sheets.sheet(ANA), "trainings.csv"),
        "papers": [file(pdf(number), f"{number}.pdf") for number in range(8)],
    }
    answer = submit(client, center.path("import"), **sent)
    words = text_of(client.get(str(answer.location), follow_redirects=True))
    assert "What we understood" in words
    assert "1 file kept" in words
    assert "4.pdf: It is harmful." in words
    assert "2 more files could not be taken." in words


def test_how_far_it_is_is_told_to_the_script(client: FlaskClient, center: CenterWorld, it: str) -> None:
    papers.dropped(center, it, (BRAIN, pdf()))
    told = client.get(f"{address(center, it)}/progress").get_json()
    assert told == {"under_way": True, "words": "0 of 1 file read", "done": 0, "of": 1}


def test_each_file_says_what_comes_of_it_before_it_is_added(client: FlaskClient, center: CenterWorld, it: str) -> None:
    pack = packed((BRAIN, pdf()), ("scan.pdf", pdf(1)), ("list.txt", b"words"))
    assert drop(client, center, it, pack, "all.zip").status_code == 303
    words = text_of(client.get(address(center, it)))
    assert "Which row? 1 Goes to a row 1 Cannot be taken 1" in words.replace("\n", " ")
    assert "Goes to a row. trainings.csv, row 2: Ana Reyes, Trauma and the brain, Mar 14, 2024." in words
    assert "Cannot be taken. This file is plain text" in words
    assert added(center) == []
    whole = text_of(client.get(address(center, it, files=False)))
    assert "Which row? (1) · Goes to a row (1) · Cannot be taken (1)." in whole
    assert "Bring in 2 rows and 1 file" in whole


def test_rows_and_files_come_in_with_one_button_and_go_with_one(
    client: FlaskClient, center: CenterWorld, it: str
) -> None:
    drop(client, center, it, pdf(), BRAIN)
    whole = address(center, it, files=False)
    assert submit(client, whole, action="/bring-in").status_code == 303
    words = text_of(client.get(whole))
    assert "Brought in: 2 completions, 1 file." in words
    assert added(center) == [("Trauma and the brain", BRAIN)]
    assert submit(client, whole, action="/take-back").status_code == 303
    assert added(center) == []
    assert "Goes to a row" in text_of(client.get(address(center, it)))


def test_files_that_come_later_have_a_button_of_their_own(client: FlaskClient, center: CenterWorld, it: str) -> None:
    sheets.saved(center, it)
    drop(client, center, it, pdf(), BRAIN)
    whole = address(center, it, files=False)
    assert "Add 1 file" in text_of(client.get(whole))
    submit(client, whole, action="/bring-in")
    assert added(center) == [("Trauma and the brain", BRAIN)]


def unsure(client: FlaskClient, center: CenterWorld, it: str) -> TestResponse:
    drop(client, center, it, pdf(1), "Ana Reyes.pdf")
    return client.get(address(center, it))


def test_the_likest_rows_of_an_unsure_file_are_offered(client: FlaskClient, center: CenterWorld, it: str) -> None:
    opened = unsure(client, center, it)
    options = [each.get_text() for each in page_of(opened).select("select[name$=-row] option")]
    assert options == [
        "As it is proposed",
        "trainings.csv, row 2: Ana Reyes, Trauma and the brain, Mar 14, 2024 (40 of 100)",
        "trainings.csv, row 3: Ana Reyes, Ethics, Mar 15, 2024 (40 of 100)",
        "No row: keep it for later",
    ]
    assert "Too little speaks for one row. Likest: trainings.csv, row 2" in text_of(opened)
    answer = send(client, opened, address(center, it), action="/files/rows", **{"rows-0-row": "2"})
    assert answer.status_code == 303, errors_of(answer)
    sheets.saved(center, it)
    assert added(center) == [("Ethics", "Ana Reyes.pdf")]


@pytest.mark.parametrize("typed", ["3", "trainings 3", "Trainings, row 3"])
def test_any_row_can_be_typed(client: FlaskClient, center: CenterWorld, it: str, typed: str) -> None:
    opened = unsure(client, center, it)
    assert send(client, opened, address(center, it), action="/files/rows", **{"rows-0-other": typed}).status_code == 303
    words = text_of(client.get(address(center, it)))
    assert "Goes to a row. trainings.csv, row 3: Ana Reyes, Ethics, Mar 15, 2024. You said so." in words


@pytest.mark.parametrize("typed", ["99", "Other 3", "the last one"])
def test_a_row_that_is_none_is_told_and_what_was_typed_is_kept(
    client: FlaskClient, center: CenterWorld, it: str, typed: str
) -> None:
    opened = unsure(client, center, it)
    answer = send(client, opened, address(center, it), action="/files/rows", **{"rows-0-other": typed})
    assert answer.status_code == 422
    assert errors_of(answer) == [
        f"“{typed}” is no row that tells of a training. Write the sheet and the row, as in “trainings.csv 2”."
    ]
    assert page_of(answer).select_one("input[name='rows-0-other']")["value"] == typed


def test_a_file_may_be_kept_for_later(client: FlaskClient, center: CenterWorld, it: str) -> None:
    opened = unsure(client, center, it)
    send(client, opened, address(center, it), action="/files/rows", **{"rows-0-row": "later"})
    words = text_of(client.get(f"{address(center, it)}?outcome=later"))
    assert "Kept for later. You left it for later." in words


def test_who_comes_second_is_told_and_keeps_what_was_chosen(client: FlaskClient, center: CenterWorld, it: str) -> None:
    opened = unsure(client, center, it)
    papers.chosen(center, it, Ana="later")
    answer = send(client, opened, address(center, it), action="/files/rows", **{"rows-0-row": "2"})
    assert answer.status_code == 409
    assert "Somebody else worked on this import meanwhile" in errors_of(answer)[0]
    chosen = page_of(answer).select("select[name$=-row] option[selected]")
    assert [each["value"] for each in chosen] == ["2"]


def test_its_pages_can_be_looked_at(client: FlaskClient, center: CenterWorld, it: str) -> None:
    opened = unsure(client, center, it)
    (link,) = page_of(opened).select("a[href*='/pages/1']")
    with client.get(str(link["href"])) as picture:
        assert (picture.status_code, picture.mimetype) == (200, "image/jpeg")
    assert client.get(str(link["href"]).replace("/pages/1", "/pages/2")).status_code == 404


def test_the_same_files_again_are_told(client: FlaskClient, center: CenterWorld, it: str) -> None:
    drop(client, center, it, pdf(1), "Ana Reyes.pdf")
    answer = drop(client, center, it, pdf(1), "Ana Reyes.pdf")
    assert "Nothing new came. 1 file was here already." in text_of(client.get(str(answer.location)))


def test_a_form_without_a_file_says_so(client: FlaskClient, center: CenterWorld, it: str) -> None:
    answer = submit(client, address(center, it))
    assert (answer.status_code, errors_of(answer)) == (422, ["Choose the files."])
    assert form_in(answer) is not None
