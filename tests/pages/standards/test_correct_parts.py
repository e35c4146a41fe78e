"""A director corrects the rules within a rule too: each part has fields of its own."""

from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, form_in, page_of, send, submit, text_of, values_of
from tests.pages.standards.seeing import see_and_save, send_and_save
from tests.services.lines import last_line

CSEC = "standards/nca-csec/2023"
ASKED = f"{CSEC}/requirements/advocacy-for-exploited-children"
TEAM = f"{CSEC}/requirements/team-csec-training"


def test_each_part_has_its_own_fields_under_its_name(center: CenterWorld, client: FlaskClient) -> None:
    page = client.get(center.path(ASKED))
    values = values_of(form_in(page))
    assert (values["part_2_hours"], values["part_2_due_days"]) == ("2", "365")
    assert values.getlist("part_1_topics") == ["running_missing", "caregiver_support"]
    assert "hours" not in values
    assert "Part 2: Advocacy that treats exploitation" in text_of(page)
    labels = [label.get_text(" ", strip=True) for label in page_of(page).select("label.field__label")]
    assert "Hours, part 2" in labels


def test_a_number_in_a_part_is_corrected_and_said(center: CenterWorld, client: FlaskClient) -> None:
    seen = submit(client, center.path(ASKED), part_2_hours="6", decision="preview")
    assert "Corrected: hours 6 in place of 2 in part 2." in text_of(seen)
    assert send(client, seen, center.path(ASKED), decision="save").status_code == 303
    assert values_of(form_in(client.get(center.path(ASKED))))["part_2_hours"] == "6"
    assert "Corrected by this center: hours 6 in place of 2 in part 2." in text_of(client.get(center.path(CSEC)))
    assert last_line(center).detail["part_2_hours"] == ["2", "6"]
    assert "hours = 6" in client.get(center.path(f"{CSEC}/file")).text


def test_what_a_part_cannot_ask_is_told(center: CenterWorld, client: FlaskClient) -> None:
    missing = see_and_save(client, center.path(ASKED), part_2_hours="")
    assert errors_of(missing) == ["Enter the hours, part 2."]
    none = see_and_save(client, center.path(ASKED), part_1_topics=[])
    assert none.status_code == 422
    assert "must name at least one topic" in errors_of(none)[0]


def test_of_two_who_correct_a_part_the_second_sees_what_is_saved(center: CenterWorld, client: FlaskClient) -> None:
    opened = client.get(center.path(ASKED))
    see_and_save(client, center.path(ASKED), part_1_topics=["running_missing"], part_2_hours="6")
    late = send_and_save(client, opened, center.path(ASKED), part_2_hours="8")
    assert late.status_code == 409
    assert "Saved now: 6." in text_of(late)
    assert "Saved now: Running and missing." in text_of(late)


def test_the_fields_that_must_come_together_are_corrected(center: CenterWorld, client: FlaskClient) -> None:
    saved = see_and_save(client, center.path(TEAM), together=["prosecution"])
    assert saved.status_code == 303, errors_of(saved)
    assert "prosecution in place of" in text_of(client.get(center.path(CSEC)))


def test_after_saving_the_page_lists_each_example_that_no_longer_holds(
    center: CenterWorld, client: FlaskClient
) -> None:
    assert page_of(client.get(center.path(CSEC))).select_one("#broken") is None
    see_and_save(client, center.path(f"{CSEC}/requirements/csec-foundations"), hours="6")
    lines = [it.get_text(" ", strip=True) for it in page_of(client.get(center.path(CSEC))).select("#broken li")]
    assert lines
    for line in lines:
        assert "csec-foundations: expected " in line
        assert "It said: " in line
