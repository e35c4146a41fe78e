"""Rows of a form: the button that asks for another never saves anything."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.factories import CenterWorld
from tests.pages.forms import form_in, submit, text_of
from tracker.db import db
from tracker.models import Person

Browse = Callable[..., FlaskClient]
MOST = 6


@pytest.mark.parametrize(("there", "shown"), [(1, 2), (MOST - 1, MOST), (MOST, MOST)])
def test_asking_for_another_row_shows_the_form_and_saves_nothing(
    center: CenterWorld, browse: Browse, there: int, shown: int
) -> None:
    """Also where the list is full, as on a page that was opened when it was not."""
    client, rows = browse(center.director), {}
    for number in range(there):
        rows |= {f"terms-{number}-role": "victim_advocate", f"terms-{number}-starts_on": f"20{10 + number}-01-01"}
        rows |= {f"terms-{number}-ends_on": f"20{10 + number}-06-30"}
    before = people(center)
    answer = submit(client, center.path("people/new"), name="Ana Reyes", **rows, **{"terms-add": "1"})
    assert answer.status_code == 200, text_of(answer)
    assert len(form_in(answer).select("select[name$=-role]")) == shown
    assert people(center) == before


def people(center: CenterWorld) -> int:
    with center.working():
        return int(db.session.scalar(select(func.count(Person.id))))
