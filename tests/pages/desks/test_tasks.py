"""An open question of a reviewer stands where the work is, and its page leads there."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests import desks as making
from tests.factories import CenterWorld
from tests.intake import making as files
from tests.pages.forms import page_of, submit, text_of
from tests.services.packets.conftest import proved
from tests.undrawn import draw_nothing, issue
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.models import Evidence, Person
from tracker.services import desks

Browse = Callable[..., FlaskClient]
REQUIREMENT = "csec-foundations"
WORDS = "Where is the original?"


@pytest.fixture(autouse=True)
def _undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    draw_nothing(monkeypatch)


@pytest.fixture
def ana(center: CenterWorld) -> str:
    """Somebody whose certificate is in a packet that was issued; returns their public id."""
    person = center.person("Ana Reyes")
    proved(center, files.pdf(23), person_id=person, title="Foundations", hours=4, topics=frozenset({"screening"}))
    with center.working():
        return str(db.session.scalar(select(Person.public_id).where(Person.name == "Ana Reyes")))


@pytest.fixture
def ask(app: Flask, center: CenterWorld, ana: str) -> Callable[[str], str]:
    """Ask about what stands under an address of a desk on such a packet; returns the question's address."""
    desk, _ = making.given(center, issue(center))
    reader = making.sit_down(app, app.test_client(), desk)

    def about(where: str) -> str:
        page = f"/desk/{desk}/{where}"
        assert submit(reader, page, action="/ask", words=WORDS).status_code == 303
        with center.working():
            return center.path(f"desk-questions/{desks.waiting(center.actor())[0].public_id}")

    return about


def test_a_question_stands_at_its_requirement_in_the_matrix_and_with_its_person(
    ask: Callable[[str], str], center: CenterWorld, browse: Browse, ana: str
) -> None:
    question = ask(f"requirements/{REQUIREMENT}/1")
    director = browse(center.director)
    standard = page_of(director.get(center.path("standards/nca-csec/2023")))
    card = standard.select_one(f"#{REQUIREMENT}")
    assert card is not None
    assert WORDS in card.get_text()
    assert WORDS not in standard.get_text().replace(card.get_text(), "")
    places = [center.path("matrix?standard=nca-csec"), center.path(f"people/{ana}")]
    for place in places:
        assert page_of(director.get(place)).select_one(f"a[href='{question}']") is not None
    assert submit(director, question, words="In the binder").status_code == 303
    for place in [*places, center.path("standards/nca-csec/2023")]:
        assert WORDS not in text_of(director.get(place)), "it is answered"


def test_its_page_leads_to_the_requirement_the_person_and_a_line_of_the_plan(
    ask: Callable[[str], str], center: CenterWorld, browse: Browse, ana: str
) -> None:
    director = browse(center.director)
    page = page_of(director.get(ask(f"requirements/{REQUIREMENT}/1")))
    links = [str(each["href"]) for each in page.select("main a[href]")]
    assert center.path(f"standards/nca-csec/2023#{REQUIREMENT}") in links
    assert center.path(f"people/{ana}") in links
    plan = next(each for each in links if "/plan/agreed/new" in each)
    form = page_of(director.get(plan))
    assert [each["value"] for each in form.select("select[name=person] option[selected]")] == [ana]
    assert [each["value"] for each in form.select("select[name=asked] option[selected]")] == [f"nca-csec/{REQUIREMENT}"]


def test_a_question_on_an_exhibit_leads_to_the_file_and_stands_with_whom_it_is_for(
    ask: Callable[[str], str], center: CenterWorld, browse: Browse, ana: str
) -> None:
    director = browse(center.director)
    question = ask("exhibits/1")
    with center.working():
        file = db.session.scalar(select(Evidence.public_id))
    links = [str(each["href"]) for each in page_of(director.get(question)).select("main a[href]")]
    assert center.path(f"evidence/{file}/places") in links
    assert director.get(center.path(f"evidence/{file}/places")).status_code == 200
    assert WORDS in text_of(director.get(center.path(f"people/{ana}")))


def test_a_question_on_a_person_stands_with_them(
    ask: Callable[[str], str], center: CenterWorld, browse: Browse, ana: str
) -> None:
    ask("people/1")
    assert WORDS in text_of(browse(center.director).get(center.path(f"people/{ana}")))


def test_neither_staff_nor_another_center_sees_a_question_there(
    ask: Callable[[str], str], center: CenterWorld, other_center: CenterWorld, browse: Browse, ana: str
) -> None:
    ask(f"requirements/{REQUIREMENT}/1")
    member = browse(center.member(AccessRole.STAFF))
    assert WORDS not in text_of(member.get(center.path("standards/nca-csec/2023")))
    stranger = browse(other_center.director)
    assert WORDS not in text_of(stranger.get(other_center.path("standards/nca-csec/2023")))
    assert WORDS not in text_of(stranger.get(other_center.path("matrix?standard=nca-csec")))
