"""Keeping a part of a file out of print, on its page: marked, looked at as it is printed, printed again."""

import io
from collections.abc import Callable

from flask.testing import FlaskClient
from PIL import Image

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.evidence.test_file import attached
from tests.pages.forms import errors_of, page_of, submit, text_of
from tests.services.files import kept_out

Browse = Callable[..., FlaskClient]


def test_a_marked_part_is_named_and_the_printed_copy_is_shown_without_it(center: CenterWorld, browse: Browse) -> None:
    file, client = attached(center, making.pdf(2)), browse(center.director)
    path = center.path(f"evidence/{file}/not-printed")
    assert "The file is printed as it is" in text_of(client.get(path))
    answer = submit(client, path, part="page", page="2", reason="A home address.")
    assert answer.status_code == 303, errors_of(answer)
    page = client.get(answer.headers["Location"])
    assert "Page 2, from 0% to 100% across" in text_of(page)
    assert "A home address." in text_of(page)
    picture = page_of(page).select_one("img[src*='/printed/2']")
    assert picture is not None
    shown = client.get(str(picture["src"]))
    assert shown.mimetype == "image/jpeg"
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert Image.open(io.BytesIO(shown.data)).convert("L").getextrema() == (0, 0)
    first, original = (client.get(center.path(f"evidence/{file}/{page}/1")) for page in ("printed", "pages"))
    lightest = [Image.open(io.BytesIO(each.data)).convert("RGB").getextrema()[0][1] for each in (first, original)]
    assert lightest[0] > 0, "the other page is whole"
    assert abs(lightest[0] - lightest[1]) < 10
    assert "redacted copy" in text_of(client.get(center.path(f"evidence/{file}/places")))


def test_a_mark_needs_a_place_and_a_reason(center: CenterWorld, browse: Browse) -> None:
    file, client = attached(center, making.pdf()), browse(center.director)
    path = center.path(f"evidence/{file}/not-printed")
    for values, says in (
        ({"part": "own", "reason": "Private."}, "all four numbers"),
        ({"part": "page", "reason": ""}, "Enter why it is not printed"),
    ):
        answer = submit(client, path, **values)
        assert answer.status_code == 422
        assert says in " ".join(errors_of(answer))
    assert client.get(center.path(f"evidence/{file}/printed/1")).status_code == 404


def test_it_is_printed_again_with_a_reason(center: CenterWorld, browse: Browse) -> None:
    file, client = attached(center, making.pdf()), browse(center.director)
    one = center.path(f"evidence/not-printed/{kept_out(center, file)}")
    assert "Enter the reason" in " ".join(errors_of(submit(client, one)))
    answer = submit(client, one, reason="It is the agency's address.")
    assert answer.status_code == 303
    assert "The file is printed as it is" in text_of(client.get(answer.headers["Location"]))
    assert client.get(one).status_code == 404


def test_staff_see_that_a_part_is_not_printed_and_decide_nothing(center: CenterWorld, browse: Browse) -> None:
    person = center.person()
    file = attached(center, making.pdf(), person=person)
    kept_out(center, file)
    own = browse(center.member(person_id=person))
    places = own.get(center.path(f"evidence/{file}/places"))
    assert "packets carry a redacted copy" in text_of(places)
    assert "See what is not printed" not in text_of(places)
    assert own.get(center.path(f"evidence/{file}/not-printed")).status_code == 403
