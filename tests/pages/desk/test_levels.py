"""A desk of a packet below full names: it shows what was sealed, so it holds no name, no exhibit and no way to one."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import desks as making
from tests.factories import CenterWorld
from tests.pages.forms import errors_of, page_of, submit, text_of
from tests.reports import samples
from tracker.domain.names import Mask
from tracker.domain.vocabulary import Level
from tracker.reports.levels import at_level

Sit = Callable[[Level], tuple[FlaskClient, str]]


@pytest.fixture
def sit(app: Flask, center: CenterWorld) -> Sit:
    """Open a desk of a packet at a level: three people, each with a certificate that is kept."""

    def at(level: Level) -> tuple[FlaskClient, str]:
        if level is Level.FULL:
            desk, _ = making.given(center)
            return making.sit_down(app, app.test_client(), desk), desk
        told = at_level(samples.packet(certificates=1), level, Mask(()))
        if level is Level.INITIALS:
            told = replace(told, people=tuple(replace(each, name="P. T. (Advocate)") for each in told.people))
        fields = ("people", "findings", "events", "exhibits", "requirements", "level", "left_out")
        packet = making.issued_packet(center, **{name: getattr(told, name) for name in fields})
        desk, _ = making.given(center, packet)
        return making.sit_down(app, app.test_client(), desk), desk

    return at


@pytest.mark.parametrize("level", [Level.INITIALS, Level.COUNTS])
def test_no_exhibit_and_no_picture_of_one_is_there(level: Level, sit: Sit) -> None:
    client, desk = sit(level)
    for page in ("exhibits/1", "exhibits/1/pages/1"):
        assert client.get(f"/desk/{desk}/{page}").status_code == 404
    listed = client.get(f"/desk/{desk}/exhibits")
    assert "3 files of evidence stand behind this packet" in text_of(listed)
    assert "No exhibits" not in text_of(listed)


def test_with_full_names_both_are_there(sit: Sit) -> None:
    client, desk = sit(Level.FULL)
    assert client.get(f"/desk/{desk}/exhibits/1").status_code == 200
    assert client.get(f"/desk/{desk}/exhibits/1/pages/1", buffered=True).status_code == 200


@pytest.mark.parametrize("level", [Level.INITIALS, Level.COUNTS])
def test_every_page_that_it_links_opens_and_names_nobody(level: Level, sit: Sit) -> None:
    client, desk = sit(level)
    waiting, seen = [f"/desk/{desk}"], set()
    while waiting:
        address = waiting.pop().partition("#")[0]
        if address in seen or not address.startswith(f"/desk/{desk}") or address.endswith("/packet"):
            continue
        seen.add(address)
        page = client.get(address)
        assert page.status_code == 200, address
        assert "Of-the-Team" not in text_of(page)
        waiting += [str(link["href"]) for link in page_of(page).select("a[href]")]
    assert len(seen) > 10
    assert bool([each for each in seen if "/people/" in each]) == (level is Level.INITIALS)


def test_at_initials_a_finding_says_that_its_proof_is_left_out(sit: Sit) -> None:
    client, desk = sit(Level.INITIALS)
    shown = text_of(client.get(f"/desk/{desk}/requirements/{making.REQUIREMENT}"))
    assert "1 exhibit left out at this level" in shown
    assert "P. T. (Advocate)" in shown


def test_at_counts_a_requirement_says_how_many_stand_how_and_nobody_can_be_asked_for(sit: Sit) -> None:
    client, desk = sit(Level.COUNTS)
    page = client.get(f"/desk/{desk}/requirements/{making.REQUIREMENT}")
    assert "How many people stand how" in text_of(page)
    assert client.get(f"/desk/{desk}/requirements/{making.REQUIREMENT}/1").status_code == 404
    assert client.get(f"/desk/{desk}/people/1").status_code == 404
    assert "in numbers and lists nobody" in text_of(client.get(f"/desk/{desk}/people"))


def test_a_sample_of_what_is_left_out_is_refused_in_plain_words(sit: Sit) -> None:
    client, desk = sit(Level.INITIALS)
    answer = submit(client, f"/desk/{desk}/sample", of="exhibits", size="1")
    assert answer.status_code == 422
    assert errors_of(answer) == ["This packet leaves out exhibits at its level of names: there are none to draw."]
    assert submit(client, f"/desk/{desk}/sample", of="people", size="1").status_code == 303


def test_the_summary_says_the_level(sit: Sit) -> None:
    client, desk = sit(Level.COUNTS)
    assert "Counts only" in text_of(client.get(f"/desk/{desk}"))
