"""What a reader does at a desk: marks, notes, samples and questions, which come back with an answer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import desks as making
from tests.factories import CenterWorld
from tests.pages.forms import errors_of, form_in, send, submit, text_of, values_of
from tracker.domain.errors import Conflict
from tracker.services import desks, history
from tracker.services.desks import DeskKind, sampling

Browse = Callable[..., FlaskClient]
WHOLE = f"requirements/{making.REQUIREMENT}"
ONE = f"{WHOLE}/1"


@pytest.fixture
def desk(center: CenterWorld) -> str:
    return making.given(center)[0]


@pytest.fixture
def reader(app: Flask, desk: str) -> FlaskClient:
    return making.sit_down(app, app.test_client(), desk)


def mark(reader: FlaskClient, desk: str, where: str, number: int, **values: str) -> None:
    page = f"/desk/{desk}/{where}"
    action = f"/desk/{desk}/{WHOLE}/{number}/mark"
    assert submit(reader, page, action=action, **values).status_code == 303


def test_one_press_marks_and_takes_the_note_along(reader: FlaskClient, desk: str) -> None:
    mark(reader, desk, WHOLE, 0, mark="met", note="Looked at two certificates")
    mark(reader, desk, ONE, 1, mark="question")
    mark(reader, desk, ONE, 1, mark="not_met")
    told = text_of(reader.get(f"/desk/{desk}/notes"))
    assert "1 of 8 requirements marked as a whole; 7 left" in told
    assert "Looked at two certificates" in told
    assert "Not met" in told


def test_marks_of_a_review_are_the_readers_alone_and_of_a_mock_the_directors_too(
    app: Flask, center: CenterWorld, browse: Browse
) -> None:
    for kind in DeskKind:
        at = making.given(center, kind=kind)[0]
        mark(making.sit_down(app, app.test_client(), at), at, WHOLE, 0, mark="not_met", note="Nobody signed it")
        seen = text_of(browse(center.director).get(center.path(f"desks/{at}")))
        assert ("Nobody signed it" in seen) == (kind is DeskKind.MOCK)


def test_the_same_seed_draws_the_same_again(reader: FlaskClient, desk: str) -> None:
    for _ in range(2):
        answer = submit(reader, f"/desk/{desk}/sample", of="people", size="2", seed="harbor")
        assert answer.status_code == 303
    told = text_of(reader.get(f"/desk/{desk}/sample"))
    assert told.count("by the seed harbor") == 2
    assert desks.drawn_by("harbor", (1, 2, 3), 2) == desks.drawn_by("harbor", (3, 2, 1), 2) == (1, 2)


def test_a_draw_sent_twice_at_one_moment_draws_once(
    reader: FlaskClient, desk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both were at the point of keeping what they drew, where nothing kept the later one waiting."""
    met, real = Barrier(2), sampling.drawn_by

    def drawn_by(*given: Any) -> tuple[int, ...]:
        with suppress(BrokenBarrierError):
            met.wait(0.3)
        return real(*given)

    monkeypatch.setattr(sampling, "drawn_by", drawn_by)
    path = f"/desk/{desk}/sample"
    opened = reader.get(path)

    def one(_: int) -> int:
        return send(reader, opened, path, of="people", size="2", seed="harbor").status_code

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(one, range(2))) == [303, 303]
    assert text_of(reader.get(path)).count("by the seed harbor") == 1


def test_more_than_there_is_cannot_be_drawn(reader: FlaskClient, desk: str) -> None:
    answer = submit(reader, f"/desk/{desk}/sample", of="people", size="4")
    assert answer.status_code == 422
    assert errors_of(answer) == ["This packet has 3 people: draw as many or fewer."]


def test_a_question_waits_on_its_requirement_until_it_is_answered_at_the_desk(
    reader: FlaskClient, desk: str, center: CenterWorld, browse: Browse
) -> None:
    action = f"/desk/{desk}/{ONE}/ask"
    assert submit(reader, f"/desk/{desk}/{ONE}", action=action, words="Where is the original?").status_code == 303
    director = browse(center.director)
    assert "1 question of a reviewer waits" in text_of(director.get(center.path("home")))
    with center.working():
        (waiting,) = desks.waiting(center.actor())
        (line,) = history.lines(subject_id=desk, most=1)
    assert (line.action, line.who) == ("ask_at_desk", "Sam Ortiz")
    page = center.path(f"desk-questions/{waiting.public_id}")
    assert submit(director, page, words="In the binder, tab 4.").status_code == 303
    assert "In the binder, tab 4." in text_of(reader.get(f"/desk/{desk}/{ONE}"))
    assert "Nothing to answer" in text_of(director.get(center.path("desk-questions")))


def test_of_two_answers_the_second_is_told(center: CenterWorld, browse: Browse) -> None:
    page = center.path(f"desk-questions/{making.question(center, None)}")
    director = browse(center.director)
    assert submit(director, page, words="The first").status_code == 303
    with center.working(), pytest.raises(Conflict):
        desks.answer(center.actor(), page.rsplit("/", 1)[1], "The second")
    assert "The first" in text_of(director.get(page))


def test_a_person_and_an_exhibit_are_marked_noted_and_asked_about_where_they_are_read(
    reader: FlaskClient, desk: str, center: CenterWorld, browse: Browse
) -> None:
    for where, note in (("people/2", "Her file is complete"), ("exhibits/1", "The signature is there")):
        page = f"/desk/{desk}/{where}"
        assert submit(reader, page, action=f"{page}/mark", mark="met", note=note).status_code == 303
        shown = text_of(reader.get(page))
        assert "You marked it: In order" in shown
        assert note in shown
        assert submit(reader, page, action=f"{page}/ask", words=f"About {where}?").status_code == 303
        assert f"About {where}? Not answered yet." in text_of(reader.get(page))
    told = text_of(reader.get(f"/desk/{desk}/notes"))
    for words in ("Her file is complete", "Exhibit 1: ", "The signature is there", "About people/2?"):
        assert words in told
    assert "0 of 8 requirements marked as a whole; 8 left" in told
    asked = text_of(browse(center.director).get(center.path("desk-questions")))
    assert "About exhibits/1?" in asked
    assert "About people/2?" in asked


def test_a_mark_on_one_thing_is_none_on_another(reader: FlaskClient, desk: str) -> None:
    """Person 1, exhibit 1 and the finding about person 1 are three things, and so are two exhibits."""
    for where in ("people/1", "exhibits/1", "exhibits/2"):
        page = f"/desk/{desk}/{where}"
        assert submit(reader, page, action=f"{page}/mark", mark="question", note=f"Of {where}").status_code == 303
    mark(reader, desk, ONE, 1, mark="not_met", note="Of the finding")
    told = text_of(reader.get(f"/desk/{desk}/notes"))
    for note in ("Of people/1", "Of exhibits/1", "Of exhibits/2", "Of the finding"):
        assert told.count(note) == 1


def test_a_mark_on_a_late_page_leads_back_to_it(reader: FlaskClient, desk: str) -> None:
    page = f"/desk/{desk}/exhibits/1"
    answer = submit(reader, f"{page}?page=2", action=f"{page}/mark?page=2", mark="met")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{page}?page=2")


def test_a_sample_says_what_of_it_is_done(reader: FlaskClient, desk: str) -> None:
    assert submit(reader, f"/desk/{desk}/sample", of="people", size="2", seed="harbor").status_code == 303
    assert "0 of 2 done" in text_of(reader.get(f"/desk/{desk}/sample"))
    page = f"/desk/{desk}/people/1"
    assert submit(reader, page, action=f"{page}/mark", mark="not_met", note="No license").status_code == 303
    for where in ("sample", "notes"):
        told = text_of(reader.get(f"/desk/{desk}/{where}"))
        assert "1 of 2 done" in told
        assert ": done , not in order. No license" in told
        assert told.count(": not done.") == 1


def test_a_director_reads_what_a_mock_review_marked_of_people_and_exhibits(
    app: Flask, center: CenterWorld, browse: Browse
) -> None:
    at = making.given(center, kind=DeskKind.MOCK)[0]
    reader = making.sit_down(app, app.test_client(), at)
    for where in ("people/1", "exhibits/1"):
        page = f"/desk/{at}/{where}"
        assert submit(reader, page, action=f"{page}/mark", mark="not_met", note=f"Of {where}").status_code == 303
    seen = text_of(browse(center.director).get(center.path(f"desks/{at}")))
    assert "Not in order. Of people/1" in seen
    assert "Not in order. Of exhibits/1" in seen


def test_what_the_packet_does_not_have_is_neither_marked_nor_asked_about(reader: FlaskClient, desk: str) -> None:
    page = f"/desk/{desk}/people/1"
    opened = reader.get(page)
    for where in ("people/0", "people/99", "exhibits/0", "exhibits/99"):
        for doing, values in (("mark", {"mark": "met"}), ("ask", {"words": "Who is it?"})):
            filled = {**values_of(form_in(opened, f"/{doing}")).to_dict(), **values}
            assert reader.post(f"/desk/{desk}/{where}/{doing}", data=filled).status_code == 404
