"""Fifty certificates at once become fifty proposals in one list, each with what stands on it, and one act logs them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.intake import making
from tests.intake.fifty import PEOPLE, certificate, title
from tests.pages.certificates.test_list import listed, log, rows_of
from tests.pages.forms import errors_of, file, form_in, page_of, submit, text_of, values_of
from tracker.db import db
from tracker.domain.vocabulary import CompletionState
from tracker.intake import inspection
from tracker.intake.answer import Answer
from tracker.intake.errand import Want
from tracker.intake.formats import Format
from tracker.intake.limits import Limits
from tracker.intake.reading_room import ReadingRoom
from tracker.intake.turn import Queue
from tracker.models import Person
from tracker.pages.certificates.forms import MOST

Browse = Callable[..., FlaskClient]


@pytest.fixture(autouse=True)
def rooms(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Read in a room for each errand, as imports do: with a process of its own for each file it would take a minute."""
    with ExitStack() as held:
        open_rooms = {want: held.enter_context(ReadingRoom(Queue.UPLOADS)) for want in (Want.DISPLAY, Want.CERTIFICATE)}

        def read(path: Path, form: Format, want: Want, limits: Limits) -> Answer:
            return open_rooms[want].read(path, form, want, limits)

        monkeypatch.setattr(inspection, "read_apart", read)
        yield


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    for name in PEOPLE:
        center.person(name=name)
    return browse(center.director)


def test_fifty_files_are_fifty_proposals_and_fifty_completions(center: CenterWorld, client: FlaskClient) -> None:
    path = center.path("certificates")
    files = [file(certificate(number), f"Certificates/scan {number:02}.pdf") for number in range(MOST)]
    opened = listed(client, path, *files)
    assert len(page_of(opened).select(".listed")) == MOST
    assert "50 certificates in the list, 50 of them read without a doubt." in text_of(opened)
    values = values_of(form_in(opened, "/certificates/log"))
    with center.working():
        ids = dict(db.session.execute(db.select(Person.name, Person.public_id)).all())
    proposed = {values[f"rows-{at}-title"]: at for at in range(MOST)}
    assert set(proposed) == {title(number) for number in range(MOST)}
    for number in range(MOST):
        at = proposed[title(number)]
        assert values[f"rows-{at}-person"] == ids[PEOPLE[number % len(PEOPLE)]]
        assert values[f"rows-{at}-completed_on"] == f"2024-03-{1 + number % 28:02}"
        assert values[f"rows-{at}-hours"] == f"{1 + number % 4}.5"
        assert values[f"rows-{at}-act"] == "log"
    answer = log(client, opened, path)
    assert answer.status_code == 303, errors_of(answer)
    rows = rows_of(center)
    assert {(row.title, row.state) for row in rows} == {
        (title(number), CompletionState.SUBMITTED) for number in range(MOST)
    }
    assert len(rows) == MOST


def test_one_more_than_fifty_is_told(center: CenterWorld, client: FlaskClient) -> None:
    path = center.path("certificates")
    answer = submit(
        client, path, files=[file(making.pdf() + b"%% %d" % number, f"{number}.pdf") for number in range(51)]
    )
    assert answer.status_code == 422
    assert any("50" in words for words in errors_of(answer)), errors_of(answer)
