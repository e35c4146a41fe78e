"""A center whose room for files is used up: told plainly, nothing typed is lost, and whoever can act sees it coming."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.forms import errors_of, file, form_in, page_of, send, submit, text_of, values_of
from tests.services.entries import how_many
from tests.services.files import attached
from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.domain.access import AccessRole
from tracker.models import Account, Center
from tracker.services import installation

Browse = Callable[..., FlaskClient]
TYPED = {"title": "Trauma and the brain", "completed_on": "2026-03-02", "hours": "1.5", "note": "Typed by hand"}
FILE = making.pdf() + bytes(100_000 - len(making.pdf()))


@pytest.fixture
def quota(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Say how many bytes the files of a center may take."""

    def set_to(most: int) -> None:
        monkeypatch.setattr(installation, "_current", replace(installation.current(), quota=most))

    return set_to


def test_a_file_beyond_is_refused_by_name_and_the_rest_can_be_saved(
    center: CenterWorld, browse: Browse, quota: Callable[[int], None]
) -> None:
    quota(99_999)
    client, path = browse(center.member()), center.path("completions/new")
    answer = submit(client, path, **TYPED, files=[file(FILE, "proof.pdf")])
    assert answer.status_code == 422
    (error,) = errors_of(answer)
    assert error.startswith("proof.pdf: There is no room for 100 KB more")
    kept = values_of(form_in(answer))
    assert {field: kept[field] for field in TYPED} == TYPED
    assert send(client, answer, path).status_code == 303
    assert how_many(center) == 1


def test_room_that_went_while_the_form_was_mended_is_said_when_it_is_saved(
    center: CenterWorld, browse: Browse, quota: Callable[[int], None]
) -> None:
    client, path = browse(center.member()), center.path("completions/new")
    wrong = submit(client, path, **(TYPED | {"title": ""}), files=[file(FILE, "proof.pdf")])
    quota(99_999)
    answer = send(client, wrong, path, title="Mended")
    assert answer.status_code == 422
    assert errors_of(answer)[0].startswith("There is no room for 100 KB more")
    assert values_of(form_in(answer))["title"] == "Mended"
    assert "proof.pdf" in text_of(answer)
    assert how_many(center) == 0


@pytest.mark.parametrize(
    ("most", "words", "warned"),
    [
        (5_000_000_000, "100 KB of 5 GB", False),
        (125_001, "100 KB of 125 KB", False),
        (125_000, "nearly used up", True),
        (100_000, "is used up", True),
    ],
)
def test_a_director_sees_the_room_and_is_warned_in_time(
    center: CenterWorld, browse: Browse, quota: Callable[[int], None], most: int, words: str, warned: bool
) -> None:
    attached(center, center.completion(), FILE)
    quota(most)
    page = browse(center.director).get(center.path("settings"))
    assert words in text_of(page)
    assert bool(page_of(page).select(".notice--warning")) is warned


@pytest.mark.parametrize(("most", "words"), [(125_001, None), (125_000, "nearly used up"), (100_000, "is used up")])
def test_the_home_of_who_can_act_warns_from_eighty_percent_on_and_leads_to_the_room(
    center: CenterWorld, browse: Browse, quota: Callable[[int], None], most: int, words: str | None
) -> None:
    attached(center, center.completion(), FILE)
    quota(most)
    home = page_of(browse(center.director).get(center.path("home")))
    warned = [notice for notice in home.select("main .notice--warning") if "room for files" in notice.get_text()]
    if words is None:
        assert not warned
        return
    (notice,) = warned
    assert words in notice.get_text()
    (link,) = notice.select("a")
    page, _, part = str(link["href"]).partition("#")
    assert page_of(browse(center.director).get(page)).select_one(f"#{part} .meter")
    deputy = browse(center.member(AccessRole.DEPUTY)).get(center.path("home"))
    assert "room for files" not in text_of(deputy), "a deputy cannot open the settings"


def test_the_administrator_sees_the_room_of_each_center(
    center: CenterWorld, other_center: CenterWorld, browse: Browse, quota: Callable[[int], None]
) -> None:
    attached(center, center.completion(), FILE)
    quota(110_000)
    with center.app.app_context(), unit_of_work():
        db.session.get_one(Account, center.director).is_administrator = True
        # The list is by name and not endless; other tests leave many centers here.
        db.session.get_one(Center, center.center_id).name = f"0 {center.public_id}"
    rows = page_of(browse(center.director).get("/installation")).select("tbody tr")
    cells = [" ".join(row.select("td")[-1].get_text(" ").split()) for row in rows]
    assert "100 KB of 110 KB Nearly full" in cells
    assert "0 bytes of 110 KB" in cells
