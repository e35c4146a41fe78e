"""A director enters the approved list of a standard from the center's catalog; only what is on it counts then."""

from datetime import date
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, form_in, page_of, submit, text_of, values_of
from tests.pages.ladder import Browse
from tests.pages.standards.seeing import see_and_save
from tests.services.lines import last_line
from tracker.db import db
from tracker.domain.vocabulary import Role
from tracker.models import Person, Training
from tracker.services import catalog, trainings
from tracker.services.catalog import Entry
from tracker.standards.places import base_of

STANDARD = "standards/nca-essential-training/2023"
ASKED = f"{STANDARD}/requirements/interviewer-foundational"


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    with center.working():
        trainings.copy_shipped()
    return browse(center.director)


def entry(center: CenterWorld, title: str) -> tuple[str, str]:
    """Add a training to the center's catalog; returns its key and its public id."""
    with center.working():
        public_id = catalog.add(center.actor(), Entry(title=title, provider="Academy"))
        return db.session.scalars(select(Training.key).where(Training.public_id == public_id)).one(), public_id


def interviewer(center: CenterWorld, training: str) -> str:
    """Return an interviewer with 32 hours of a training of the catalog."""
    person = center.person("Bo Lind", roles=(Role.FORENSIC_INTERVIEWER,))
    with center.working():
        number = db.session.scalars(select(Training.id).where(Training.key == training)).one()
    center.completion(
        person,
        title="Interviewing",
        hours=Decimal(32),
        topics=frozenset({"forensic_interview"}),
        training_id=number,
        completed_on=date(2026, 1, 5),
    )
    return center.public_id_of(Person, person)


def save(client: FlaskClient, center: CenterWorld, *keys: str) -> None:
    answer = see_and_save(client, center.path(ASKED), approved=list(keys))
    assert answer.status_code == 303, errors_of(answer)


def test_the_catalog_is_offered_to_pick_from_the_shipped_and_the_own(center: CenterWorld, client: FlaskClient) -> None:
    own, _ = entry(center, "Zebra interviewing")
    page = page_of(client.get(center.path(ASKED)))
    offered = {
        str(box["value"]): box.find_parent("label").get_text(" ", strip=True) for box in page.select("[name=approved]")
    }  # type: ignore[union-attr]
    assert offered[own] == "Zebra interviewing Your own"
    assert len(offered) > 50
    assert page.select_one("[data-narrow='approved trainings']")


def test_before_it_is_saved_it_says_who_changes_and_then_it_holds(center: CenterWorld, client: FlaskClient) -> None:
    (taken, _), (listed, _) = entry(center, "Zebra interviewing"), entry(center, "Other interviewing")
    path = center.path(f"people/{interviewer(center, taken)}")
    assert "the list is not entered" in text_of(client.get(path))
    seen = submit(client, center.path(ASKED), approved=[listed], decision="preview")
    row = page_of(seen).select_one("#preview tbody tr")
    assert row is not None
    assert [cell.get_text(" ", strip=True) for cell in row.select("th, td")][:4] == [
        "Bo Lind",
        "Forensic interviewer: foundational training",
        "Met",
        "Not met",
    ]
    assert "approved trainings 1 in place of none" in text_of(seen)
    save(client, center, listed)
    assert "not on the approved list" in text_of(client.get(path))
    assert "Not on the approved list" in text_of(client.get(center.path("record-check")))
    assert "Other interviewing, Academy" in text_of(client.get(center.path(STANDARD)))
    assert last_line(center).detail["approved"] == ["", listed]
    save(client, center, listed, taken)
    assert "32 of 32 hours" in text_of(client.get(path))


def test_the_file_takes_the_list_along_and_another_center_brings_it_in(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient, browse: Browse
) -> None:
    key, _ = entry(center, "Zebra interviewing")
    save(client, center, key)
    file = client.get(center.path(f"{STANDARD}/file")).get_data(as_text=True)
    assert f'trainings = ["{key}"]' in file
    theirs = browse(other_center.director)
    seen = submit(theirs, other_center.path(f"{STANDARD}/bring-in"), file=file, decision="preview")
    assert "approved trainings 1 in place of none" in text_of(seen)
    assert f"{key}: Not in your catalog: nothing logged here counts by it" in text_of(seen)
    see_and_save(theirs, other_center.path(f"{STANDARD}/bring-in"), file=file)
    assert values_of(form_in(theirs.get(other_center.path(ASKED)))).getlist("approved") == [key]


def test_an_entry_that_was_merged_or_retired_stays_chosen_and_says_so(center: CenterWorld, client: FlaskClient) -> None:
    (merged, one), (_, into), (retired, gone) = (entry(center, f"Zebra {name}") for name in ("one", "two", "three"))
    save(client, center, merged, retired)
    with center.working():
        catalog.merge(center.actor(), one, into)
        catalog.retire(center.actor(), gone)
    page = client.get(center.path(ASKED))
    assert sorted(values_of(form_in(page)).getlist("approved")) == sorted([merged, retired])
    said = text_of(page)
    assert "Merged into “Zebra two”: what is logged counts as that one, so choose it instead" in said
    assert "Zebra three Retired from your catalog" in said
    assert "Merged into “Zebra two”" in text_of(client.get(center.path(STANDARD)))


def test_what_is_not_in_the_catalog_cannot_be_picked(center: CenterWorld, client: FlaskClient) -> None:
    answer = see_and_save(client, center.path(ASKED), approved=["made-up"])
    assert answer.status_code == 422
    assert errors_of(answer) == ["Choose the approved trainings from the list."]


def test_a_list_is_a_place_of_the_requirement(center: CenterWorld, client: FlaskClient) -> None:
    form = values_of(form_in(client.get(center.path(f"{STANDARD}/requirements/advocate-core-hours"))))
    assert not [name for name in form if base_of(name) == "approved"]
