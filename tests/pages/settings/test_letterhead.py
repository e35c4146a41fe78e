"""The letterhead: a logo, an accent colour and a cover letter, set by directors and kept as they will print."""

import io
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from tests.factories import CenterWorld
from tests.intake import making
from tests.packets_of_others import set_aside_unreadable
from tests.pages.forms import errors_of, form_in, page_of, send, submit, text_of, values_of
from tests.pages.ladder import DIRECTOR_ONLY, Browse, statuses
from tests.services.lines import last_line, lines_of
from tracker.db import db
from tracker.models import Center
from tracker.services import file_copies, inspection, letterhead, removing_files, tidying
from tracker.services.letterhead import Letterhead

TYPED = {"palette": "#1f4e79", "letter": "Dear reviewers,\n\nwelcome.", "signed_by": "Dana", "signed_as": "Director"}
LOGO = making.saved(making.photo(300, 100), "PNG")


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


@pytest.fixture
def path(center: CenterWorld) -> str:
    return center.path("settings/letterhead")


def held(center: CenterWorld) -> Letterhead:
    actor = center.actor()
    with center.working():
        return letterhead.of(actor)


def upload(
    client: FlaskClient, path: str, content: bytes = LOGO, name: str = "logo.png", **values: Any
) -> TestResponse:
    opened = client.get(path)
    carried = {**values_of(form_in(opened, "/logo")), **values}
    carried["files"] = FileStorage(io.BytesIO(content), name)
    return client.post(f"{path}/logo", data=carried, content_type="multipart/form-data")


def test_the_page_is_a_directors(center: CenterWorld, other_center: CenterWorld, browse: Browse) -> None:
    assert statuses(center, other_center, browse, "settings/letterhead") == DIRECTOR_ONLY


def test_color_and_letter_are_saved_with_one_line_of_history(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    assert submit(client, path, action="/letterhead", **TYPED).status_code == 303
    now, line = held(center), last_line(center)
    assert (now.accent, now.paragraphs) == ("#1f4e79", ("Dear reviewers,", "welcome."))
    assert (now.signed_by, now.signed_as) == ("Dana", "Director")
    assert (line.action, line.subject, line.detail["accent"]) == ("change", "center", ["", "#1f4e79"])
    assert line.detail["letter"] == ["", "25 characters"]
    before = len(lines_of(center))
    assert submit(client, path, action="/letterhead").status_code == 303
    assert len(lines_of(center)) == before


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"palette": "own", "own_accent": "#ffee00"}, "#FFEE00 is too pale: it stands 1.2 to 1 against white"),
        ({"palette": "own", "own_accent": "pink"}, "hex value such as #1F4E79"),
        ({"palette": "own", "own_accent": ""}, "hex value such as #1F4E79"),
        ({"palette": "#ffffff"}, "Choose a color from the list."),
        ({"letter": ""}, "Write the letter that is signed"),
        ({"signed_by": ""}, "Enter who signs the letter."),
        ({"letter": "x" * 6_001}, "must be 6,000 characters or fewer"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    center: CenterWorld, client: FlaskClient, path: str, values: dict[str, str], message: str
) -> None:
    before, typed = held(center), TYPED | values
    answer = submit(client, path, action="/letterhead", **typed)
    assert answer.status_code == 422
    assert any(message in line for line in errors_of(answer)), errors_of(answer)
    assert values_of(form_in(answer, "/letterhead"))["signed_as"] == "Director"
    assert held(center) == before


def test_the_second_of_two_sees_what_the_first_saved(center: CenterWorld, client: FlaskClient, path: str) -> None:
    opened = client.get(path)
    submit(client, path, action="/letterhead", **TYPED)
    late = send(client, opened, path, action="/letterhead", **{**TYPED, "signed_by": "Riley"})
    assert late.status_code == 409
    assert "Saved now: Dana." in errors_of(late)
    assert send(client, late, path, action="/letterhead").status_code == 303
    assert held(center).signed_by == "Riley"


def test_a_logo_is_kept_as_it_prints_and_shown(center: CenterWorld, client: FlaskClient, path: str) -> None:
    assert upload(client, path).status_code == 303
    kept = held(center).logo
    shown = page_of(client.get(path)).select_one(".letterhead__logo")
    assert shown is not None
    assert shown["alt"] == "Harbor House CAC logo"
    picture = client.get(str(shown["src"]))
    assert (picture.status_code, picture.mimetype) == (200, "image/png")
    assert "sandbox" in picture.headers["Content-Security-Policy"]
    assert last_line(center).detail == {"logo": ["", kept]}


def test_what_is_no_picture_is_refused_and_the_logo_before_stays(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    upload(client, path)
    before = held(center)
    for content, name in ((making.pdf(), "logo.png"), (b"<svg/>", "logo.svg"), (b"", "logo.png")):
        answer = upload(client, path, content, name)
        assert answer.status_code == 422
        assert errors_of(answer)
    assert held(center) == before


def test_of_two_who_chose_a_logo_the_second_is_told(center: CenterWorld, client: FlaskClient, path: str) -> None:
    upload(client, path)
    late = upload(client, path, making.saved(making.photo(200, 200), "PNG"), shown="")
    assert late.status_code == 422
    assert "Somebody else changed the logo meanwhile. Look at it, then choose again." in errors_of(late)


def test_it_is_taken_away_and_its_file_stays_for_what_was_sealed(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    upload(client, path)
    kept = held(center).logo
    assert submit(client, path, action="/logo/remove").status_code == 303
    assert held(center).logo == ""
    assert "There is no logo yet" in text_of(client.get(path))
    assert client.get(f"{path}/logo/{kept}").status_code == 404
    with center.app.app_context():
        assert file_copies.store().exists(kept)


def test_another_centers_logo_is_nobodys(center: CenterWorld, other_center: CenterWorld, browse: Browse) -> None:
    upload(browse(other_center.director), other_center.path("settings/letterhead"))
    assert (
        browse(center.director).get(center.path(f"settings/letterhead/logo/{held(other_center).logo}")).status_code
        == 404
    )


def test_no_clean_up_takes_a_logo_and_the_check_misses_a_lost_one(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    upload(client, path)
    kept = held(center).logo
    with center.app.app_context():
        set_aside_unreadable()
        assert kept in tidying.named_digests()
        lost: Path = file_copies.store().path_of(kept)
        content = lost.read_bytes()
        lost.unlink()
        assert f"File {kept}: a record names it, and it is not there." in inspection.file_problems()
        lost.write_bytes(content)


def test_a_logo_stays_where_the_same_picture_was_removed_as_evidence(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    upload(client, path)
    kept = held(center).logo
    with center.app.app_context():
        assert kept in letterhead.logos_in_use()
        removing_files.finish(center.actor().now)
        assert file_copies.store().exists(kept)


def test_markup_in_a_letter_is_words(center: CenterWorld, client: FlaskClient, path: str) -> None:
    words = "<script>alert(1)</script>\n\n{{ 7 * 7 }} <img src=x>"
    submit(client, path, action="/letterhead", **{**TYPED, "letter": words})
    assert held(center).letter == words
    assert page_of(client.get(path)).select("main script, main img[src=x]") == []


def test_a_logo_that_was_lost_keeps_no_page_from_opening(center: CenterWorld, client: FlaskClient, path: str) -> None:
    with center.working():
        db.session.execute(update(Center).where(Center.id == center.center_id).values(logo_sha256="0" * 64))
    assert client.get(path).status_code == 200
    assert held(center).logo_path is None
    with center.working():  # put back: other tests look at every file that a row names
        db.session.execute(update(Center).where(Center.id == center.center_id).values(logo_sha256=None))
