"""Applying a file says which trainings it names by keys that the catalog does not have, and so does its page."""

from datetime import date
from decimal import Decimal

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, submit, text_of
from tests.pages.standards.test_own import OWN, PAGE, TEXT
from tracker.db import db
from tracker.models import Person, Training
from tracker.services import catalog
from tracker.services.catalog import Entry

PART_ONE = 'name = "part one", training = "state-1"'
PART_TWO = 'name = "part two", training = "state-2"'
NOTHING = "nothing logged here"


def whole(*parts: str) -> str:
    """Write a file of which a course counts only whole."""
    of_it = ", ".join(f"{{ {part} }}" for part in parts)
    return counting(f'only_whole = [{{ title = "State course", parts = [{of_it}] }}]')


def counting(what: str) -> str:
    assert "hours = 8 }" in TEXT
    return TEXT.replace("hours = 8 }", f"hours = 8, {what} }}", 1)


def entry(center: CenterWorld, title: str) -> tuple[str, str]:
    """Add a training to the center's catalog; returns its key and its public id."""
    with center.working():
        public_id = catalog.add(center.actor(), Entry(title=title, provider="Academy"))
        return db.session.scalars(select(Training.key).where(Training.public_id == public_id)).one(), public_id


def seen(client: FlaskClient, center: CenterWorld, text: str) -> str:
    """Return what is said before a file applies."""
    answer = submit(client, center.path(OWN), text=text, decision="preview")
    assert answer.status_code == 200, errors_of(answer)
    return text_of(answer)


def page(client: FlaskClient, center: CenterWorld, text: str) -> str:
    """Return the page of the standard once it applies."""
    answer = submit(client, center.path(OWN), text=text, decision="save")
    assert answer.status_code == 303, errors_of(answer)
    return text_of(client.get(center.path(PAGE)))


def test_parts_that_the_catalog_does_not_have_are_told_before_it_applies_and_on_its_page(
    center: CenterWorld, client: FlaskClient
) -> None:
    key, _ = entry(center, "State course, first days")
    text = whole(f'name = "part one", training = "{key}"', PART_TWO)
    said = (
        "1 part that nothing logged here can count as part two of “State course”: Not in your catalog (state-2), and no"
        " title is given What is logged here as such a part counts like any other training. Give its title in the file,"
        " under titled : then it is known by that."
    )
    assert said in seen(client, center, text)
    shown = page(client, center, text)
    assert said in shown
    assert "part one of “State course”: In your catalog as “State course, first days” part two" in shown


def test_a_part_with_a_title_is_told_apart_by_it(center: CenterWorld, client: FlaskClient) -> None:
    text = whole(f'{PART_ONE}, titled = ["Part one"]', 'name = "part two", titled = ["Part two"]')
    assert NOTHING not in seen(client, center, text)
    shown = page(client, center, text)
    assert NOTHING not in shown
    assert "part one of “State course”: Not in your catalog (state-1), known by its title" in shown
    assert "part two of “State course”: Known by its title" in shown


def test_a_part_whose_entry_was_merged_into_another_is_told(center: CenterWorld, client: FlaskClient) -> None:
    (key, one), (_, into) = entry(center, "First days"), entry(center, "Days")
    with center.working():
        catalog.merge(center.actor(), one, into)
    told = seen(client, center, whole(f'name = "part one", training = "{key}"', PART_TWO))
    assert "2 parts that nothing logged here can count as" in told
    assert "Merged into another entry of your catalog (“First days”), and no title is given" in told


def test_approved_trainings_that_the_catalog_does_not_have_are_told_too(
    center: CenterWorld, client: FlaskClient
) -> None:
    text = counting('approved_list = { name = "the list", trainings = ["elsewhere"] }')
    text = text.replace('title = "Training",', 'title = "Training", training = "elsewhere",')
    told = "elsewhere: Not in your catalog: nothing logged here counts by it"
    assert f"1 approved training by which nothing logged here counts {told}" in seen(client, center, text)
    assert "elsewhere. Not in your catalog: nothing logged here counts by it." in page(client, center, text)


def test_a_file_that_names_no_training_says_nothing_of_the_catalog(center: CenterWorld, client: FlaskClient) -> None:
    assert NOTHING not in seen(client, center, TEXT)
    assert "Counts only whole" not in page(client, center, TEXT)


def test_what_was_logged_under_an_entry_of_the_center_s_own_is_a_part_by_its_title(
    center: CenterWorld, client: FlaskClient
) -> None:
    person = center.person()
    key, _ = entry(center, "State course")
    with center.working():
        number = db.session.scalars(select(Training.id).where(Training.key == key)).one()
    logged = {"hours": Decimal(8), "training_id": number, "completed_on": date(2026, 1, 5)}
    center.completion(person, title="State course, part one", **logged)
    path = center.path(f"people/{center.public_id_of(Person, person)}")
    page(client, center, whole(PART_ONE, PART_TWO))
    assert "part two missing" not in text_of(client.get(path))
    text = whole(f'{PART_ONE}, titled = ["Part one"]', f'{PART_TWO}, titled = ["Part two"]')
    assert "Advocates: eight hours Met Not met" in seen(client, center, text)
