"""Whoever looks by a link or as a program is noted too, named as what they are, and can be filtered for."""

import csv
import io
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import desks
from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.forms import page_of, text_of
from tests.pages.ladder import Browse
from tests.pages.own_data.test_take import table, taken
from tests.programs import program_of
from tests.reports import samples
from tests.services.decision_links.given import give
from tests.services.files import attached, stored
from tracker.domain.access import AccessRole
from tracker.models import Person
from tracker.services import activity, completions


@pytest.fixture
def ana(center: CenterWorld) -> tuple[str, int, int]:
    """Her public id, her row, her account."""
    person = center.person("Ana Reyes")
    return center.public_id_of(Person, person), person, center.member(AccessRole.STAFF, person)


def seen(client: FlaskClient, center: CenterWorld, person: str) -> list[tuple[str, str, str]]:
    """Return the looks at somebody's record as the director takes them along: who, as what, what they did."""
    answer = client.get(center.path(f"history.csv?person={person}&kind=looks"))
    rows = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    head = next(rows)
    places = [head.index(name) for name in ("Who", "Role", "What")]
    return [(row[places[0]], row[places[1]], row[places[2]]) for row in rows]


def waiting(center: CenterWorld, person: int) -> str:
    made = center.completion(person, state="draft")
    attached(center, made)
    with center.working():
        completions.submit(center.actor(), made, completions.get(center.actor(), made).version)
    return made


def test_who_decides_by_a_link_is_noted_with_what_they_opened(
    app: Flask, center: CenterWorld, browse: Browse, ana: tuple[str, int, int]
) -> None:
    path = f"/decide/{give(center, waiting(center, ana[1]))[1]}"
    other = app.test_client()
    assert other.get(path).status_code == 200
    assert other.get(f"{path}/files/1/1", buffered=True).status_code == 200
    decider = "Pat Lee, board treasurer, by a one-time link"
    assert sorted(seen(browse(center.director), center, ana[0])) == [
        (decider, "Came by a link", "looked at a completion of Ana Reyes"),
        (decider, "Came by a link", "looked at a file of Ana Reyes"),
    ]
    own = browse(ana[2])
    assert decider in text_of(own.get(center.path("my-record/history")))
    assert {row["by"] for row in table(taken(own, center), "looks")} == {"somebody by a link", "Director"}


def test_who_reads_at_a_desk_is_noted_with_whose_record_and_file_they_opened(
    app: Flask, center: CenterWorld, browse: Browse, ana: tuple[str, int, int]
) -> None:
    with app.app_context():
        (file,) = stored(center.actor(), making.pdf(2))
    told = samples.packet(certificates=1, digests=(file.sha256,))
    people = (replace(told.people[0], id=ana[0]), *told.people[1:])
    exhibits = tuple(replace(each, person_ids=(ana[0],)) for each in told.exhibits)
    at = desks.given(center, desks.issued_packet(center, people=people, exhibits=exhibits))[0]
    client = desks.sit_down(app, app.test_client(), at)
    for page in ("people/1", f"exhibits/{exhibits[0].number}", "people/2"):
        assert client.get(f"/desk/{at}/{page}").status_code == 200
    reader = "Sam Ortiz, at the desk of a packet"
    assert sorted(seen(browse(center.director), center, ana[0])) == [
        (reader, "Came by a link", "looked at a file of Ana Reyes"),
        (reader, "Came by a link", "looked at the record of Ana Reyes"),
    ]


def test_a_program_is_named_as_one_and_can_be_filtered_for(
    center: CenterWorld, browse: Browse, ana: tuple[str, int, int]
) -> None:
    program = program_of(center)
    program.read(f"/people/{ana[0]}")
    client = browse(center.director)
    ((who, role, what),) = seen(client, center, ana[0])
    assert (who, role, what) == (f"{program.name} (API)", "A program", "looked at the record of Ana Reyes")
    page = page_of(client.get(center.path("history")))
    offered = {option.get_text(strip=True): option["value"] for option in page.select("select[name=by] option")}
    assert {who, activity.BY_LINK} <= set(offered)
    narrowed = client.get(center.path(f"history?by={offered[who]}&kind=looks"))
    assert "looked at the record of Ana Reyes" in text_of(narrowed)


def test_looks_by_a_link_are_not_those_of_whoever_gave_it(
    app: Flask, center: CenterWorld, browse: Browse, ana: tuple[str, int, int]
) -> None:
    assert app.test_client().get(f"/decide/{give(center, waiting(center, ana[1]))[1]}").status_code == 200
    at = activity.place(center.actor(), "")
    with center.working():
        actor = center.actor()
        director = next(key for key, name in activity.who_acts(actor) if name == "Dana Whitfield")
        of_director = activity.of_center(actor, activity.Narrowed(by=director, kind=activity.Kind.LOOKS), at)
        of_links = activity.of_center(actor, activity.Narrowed(by=activity.LINKS), at)
        of_shell = activity.of_center(actor, activity.Narrowed(by=activity.SHELL), at)
    assert of_director.items == ()
    assert [item.who for item in of_links.items] == ["Pat Lee, board treasurer, by a one-time link"]
    assert of_shell.items == ()
