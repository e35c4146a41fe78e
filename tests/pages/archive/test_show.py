"""A director asks for everything of the center, sees how far it is, downloads it after a fresh sign-in, removes it."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import update

from tests.factories import CenterWorld
from tests.pages.forms import page_of, submit, text_of
from tests.services.archives.made import asked, made, view
from tracker import clock
from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.domain.access import AccessRole
from tracker.domain.vocabulary import ArchiveState
from tracker.models import SignInSession

Browse = Callable[..., FlaskClient]


def test_a_director_asks_and_sees_how_far_it_is(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    assert "It names everybody" in text_of(client.get(center.path("archive")))
    answer = submit(client, center.path("archive"))
    assert (answer.status_code, answer.location) == (303, center.path("archive"))
    page = page_of(client.get(center.path("archive")))
    assert "It waits for its turn" in page.get_text()
    (place,) = page.select("[data-packet-progress]")
    told = client.get(str(place["data-packet-progress"])).json
    words = "It waits for its turn. Another one may be in the making."
    assert told == {"under_way": True, "words": words, "done": 0, "of": 0}
    assert "Make it now" not in page.get_text()


def test_what_lies_there_is_downloaded_and_noted(center: CenterWorld, browse: Browse) -> None:
    public_id, client = made(center), browse(center.director)
    page = page_of(client.get(center.path("archive")))
    (link,) = [each for each in page.select("a") if "Download everything" in each.get_text()]
    answer = client.get(str(link["href"]))
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=everything-of-harbor-house-cac-")
    assert answer.headers["Cache-Control"] == "private, no-store"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
    answer.close()
    assert view(center, public_id).sha256 in page.get_text()
    assert "downloaded everything of the center" in text_of(client.get(center.path("history")))


def test_the_download_asks_whether_it_is_still_you(center: CenterWorld, browse: Browse) -> None:
    public_id, client = made(center), browse(center.director)
    with center.app.app_context(), unit_of_work():
        long_ago = clock.now() - timedelta(minutes=11)
        mine = SignInSession.account_id == center.director
        db.session.execute(update(SignInSession).where(mine).values(confirmed_at=long_ago))
    answer = client.get(center.path(f"archive/{public_id}/everything.zip"))
    assert answer.status_code == 302
    assert answer.location.startswith("/account/confirm")


def test_a_director_removes_it_before_its_time(center: CenterWorld, browse: Browse) -> None:
    public_id, client = made(center), browse(center.director)
    assert submit(client, center.path("archive"), action=f"{public_id}/remove").status_code == 303
    assert view(center, public_id).state is ArchiveState.REMOVED
    assert "Removed. It does not lie here any more." in page_of(client.get(center.path("archive"))).get_text()
    assert client.get(center.path(f"archive/{public_id}/everything.zip")).status_code == 404


def test_one_on_its_way_is_no_file_yet(center: CenterWorld, browse: Browse) -> None:
    public_id = asked(center)
    assert browse(center.director).get(center.path(f"archive/{public_id}/everything.zip")).status_code == 404


def test_a_deputy_does_not_take_everything_along(center: CenterWorld, browse: Browse) -> None:
    public_id, deputy = made(center), browse(center.member(AccessRole.DEPUTY))
    assert deputy.get(center.path("archive")).status_code == 403
    assert deputy.get(center.path(f"archive/{public_id}/everything.zip")).status_code == 403
