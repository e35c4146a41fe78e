"""A director corrects what counts toward a requirement and in which months: kinds, titles, the role, the window."""

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, form_in, page_of, submit, text_of, values_of
from tests.pages.standards.seeing import see_and_save
from tests.services.lines import last_line

CSEC = "standards/nca-csec/2023"
REFRESHER = f"{CSEC}/requirements/csec-refresher"
TEAM = f"{CSEC}/requirements/team-csec-training"


def test_the_form_shows_what_holds_where_the_file_says_nothing(center: CenterWorld, client: FlaskClient) -> None:
    values = values_of(form_in(client.get(center.path(REFRESHER))))
    assert (values["window"], values["first_due"], values["before_role"]) == ("rolling", "full_window", "yes")
    assert (values.getlist("kinds"), values["titled"]) == (["training"], "")


def test_saving_what_was_shown_corrects_nothing(center: CenterWorld, client: FlaskClient) -> None:
    assert see_and_save(client, center.path(REFRESHER)).status_code == 303
    assert "Corrected by this center" not in text_of(client.get(center.path(CSEC)))


def test_each_is_corrected_said_and_kept(center: CenterWorld, client: FlaskClient) -> None:
    saved = see_and_save(
        client,
        center.path(REFRESHER),
        months="12",
        window="calendar_years",
        first_due="share",
        before_role="no",
        kinds=["training", "supervision"],
        titled="CSEC refresher\n\nAnnual CSEC",
    )
    assert saved.status_code == 303, errors_of(saved)
    values = values_of(form_in(client.get(center.path(REFRESHER))))
    assert (values["window"], values["first_due"], values["before_role"]) == ("calendar_years", "share", "no")
    assert (values.getlist("kinds"), values["titled"]) == (["training", "supervision"], "Annual CSEC\nCSEC refresher")
    said = text_of(client.get(center.path(CSEC)))
    for words in (
        "kind of window “Calendar years” in place of “The months up to each day”",
        "what somebody new owes first “A share for the year of joining, by the months left of it” in place of",
        "what was done before the role “does not count” in place of “counts”",
        "kinds of record that count training and supervision in place of training",
        "words of which the title must have one “Annual CSEC” and “CSEC refresher” in place of none",
    ):
        assert words in said
    assert last_line(center).detail["window"] == ["rolling", "calendar_years"]
    file = client.get(center.path(f"{CSEC}/file")).text
    assert 'kind = "calendar_years"' in file
    assert "before_role = false" in file


@pytest.mark.parametrize("window", [("rolling", "12"), ("calendar_years", "24")])
def test_a_share_without_single_calendar_years_is_refused_in_words(
    center: CenterWorld, client: FlaskClient, window: tuple[str, str]
) -> None:
    kind, months = window
    answer = see_and_save(client, center.path(REFRESHER), first_due="share", window=kind, months=months)
    assert answer.status_code == 422
    words = "A share goes with calendar years of 12 months only. Choose these, or another answer here."
    assert errors_of(answer) == [words]
    assert values_of(form_in(answer))["first_due"] == "share"


def test_calendar_years_are_whole(center: CenterWorld, client: FlaskClient) -> None:
    answer = submit(client, center.path(TEAM), window="calendar_years", months="18", decision="preview")
    assert errors_of(answer) == ["Calendar years are whole. Enter 12 months or a multiple of it."]
    assert see_and_save(client, center.path(TEAM), window="calendar_years", months="24").status_code == 303


def test_a_month_that_is_none_is_the_only_thing_told(center: CenterWorld, client: FlaskClient) -> None:
    answer = see_and_save(client, center.path(REFRESHER), months="", first_due="share")
    assert errors_of(answer) == ["Enter the months of the window."]


def test_a_team_is_offered_no_window_from_its_first_day(center: CenterWorld, client: FlaskClient) -> None:
    page = page_of(client.get(center.path(TEAM)))
    assert [option["value"] for option in page.select("#window option")] == ["rolling", "calendar_years", "visit"]
    assert page.select("[name=first_due], [name=before_role]") == []
