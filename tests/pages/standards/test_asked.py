"""A director leaves out what the publisher's text does not ask for, and says which hours count once."""

from datetime import date

from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, submit, text_of
from tests.pages.standards.seeing import see_and_save
from tests.pages.standards.test_foreseen import FOUNDATIONS, ON_TOPIC, REFRESHER, rows_of
from tracker.models import Person

LEFT_OUT = "Left out here: it is held that the standard does not ask for this."


def test_what_is_left_out_binds_nobody_and_stays_to_be_seen(center: CenterWorld, client: FlaskClient) -> None:
    center.person()
    assert [row[:4] for row in rows_of(client, center.path(FOUNDATIONS), asked="no")["Who stands otherwise today"]] == [
        ["Ana Reyes", "CSEC foundations", "Not met", "Does not apply"]
    ]
    assert see_and_save(client, center.path(FOUNDATIONS), asked="no", reason="Not in the text.").status_code == 303
    assert LEFT_OUT in text_of(client.get(center.path("matrix")))
    assert "Corrected by this center: this requirement “left out” in place of “asked”." in text_of(
        client.get(center.path("standards/nca-csec/2023"))
    )
    assert see_and_save(client, center.path(FOUNDATIONS), asked="yes").status_code == 303
    assert LEFT_OUT not in text_of(client.get(center.path("matrix")))


def test_a_requirement_of_the_team_is_left_out_likewise(center: CenterWorld, client: FlaskClient) -> None:
    path = center.path("standards/nca-csec/2023/requirements/team-csec-training")
    assert see_and_save(client, path, asked="no").status_code == 303
    assert LEFT_OUT in text_of(client.get(center.path("matrix")))


def test_hours_count_once_among_those_that_say_so_and_that_is_seen_before(
    center: CenterWorld, client: FlaskClient
) -> None:
    ana = center.person()
    center.completion(ana, hours=5, topics=ON_TOPIC, completed_on=date(2026, 3, 2))
    alone = see_and_save(client, center.path(FOUNDATIONS), counts_once="yes")
    assert alone.status_code == 303, errors_of(alone)
    found = rows_of(client, center.path(REFRESHER), counts_once="yes")["Who stands otherwise today"]
    assert [row[:4] for row in found] == [["Ana Reyes", "CSEC refresher", "Met", "Not met"]]
    assert see_and_save(client, center.path(REFRESHER), counts_once="yes").status_code == 303
    said = text_of(client.get(center.path(f"people/{center.public_id_of(Person, ana)}")))
    assert "the other 4 count towards “CSEC foundations”" in said


def test_hours_of_which_joiners_owe_a_share_cannot_count_once(center: CenterWorld, client: FlaskClient) -> None:
    answer = submit(
        client,
        center.path(REFRESHER),
        counts_once="yes",
        window="calendar_years",
        months="12",
        first_due="share",
        decision="preview",
    )
    assert answer.status_code == 422
    assert "Its hours cannot be shared out besides" in text_of(answer)
