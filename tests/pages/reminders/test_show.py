"""What directors see of the reminders: what would be sent now, what was sent, the settings; and one's own switch."""

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, page_of, send, submit, text_of
from tests.pages.ladder import DIRECTOR_ONLY, EVERYBODY_HERE, NOBODYS, TEAM_ONLY, Browse, statuses
from tests.services.lines import last_line, lines_of
from tracker.db import db
from tracker.models import Membership


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


def membership(center: CenterWorld, account: int) -> str:
    with center.working():
        return str(db.session.query(Membership).filter_by(account_id=account).one().public_id)


@pytest.mark.parametrize(
    ("page", "who"),
    [("reminders", TEAM_ONLY), ("reminders/settings", DIRECTOR_ONLY), ("my-training/reminders", EVERYBODY_HERE)],
)
def test_each_page_is_for_those_it_is_for(
    center: CenterWorld, other_center: CenterWorld, browse: Browse, page: str, who: dict[str, int]
) -> None:
    assert statuses(center, other_center, browse, page) == who


def test_a_director_reads_word_for_word_what_somebody_would_be_sent_but_no_secret(
    center: CenterWorld, client: FlaskClient
) -> None:
    account = center.member(person_id=center.person(name="Ana Reyes"))
    page = page_of(client.get(center.path("reminders")))
    link = page.select_one(f"a[href$='/reminders/{membership(center, account)}']")
    assert link is not None
    words = text_of(client.get(str(link["href"])))
    assert "Hello Robin Vale," in words
    assert "/completions/new" in words
    assert "/reminders/stop/" not in words


def test_nobody_elses_is_shown(center: CenterWorld, other_center: CenterWorld, client: FlaskClient) -> None:
    foreign = membership(other_center, other_center.director)
    assert client.get(center.path(f"reminders/{foreign}")).status_code == 404
    assert client.get(center.path(f"reminders/{NOBODYS}")).status_code == 404


def test_the_settings_are_saved_with_one_line_of_history(center: CenterWorld, client: FlaskClient) -> None:
    path = center.path("reminders/settings")
    assert submit(client, path, weekday="2", offsets="60 7").status_code == 303
    assert last_line(center).detail == {"reminder_offsets": ["90, 30, 7", "60, 7"], "reminder_weekday": [0, 2]}
    before = len(lines_of(center))
    assert submit(client, path).status_code == 303
    assert len(lines_of(center)) == before
    assert "on Wednesdays from 7 in the morning" in text_of(client.get(center.path("reminders")))


def test_offsets_that_will_not_do_are_said_and_kept(center: CenterWorld, client: FlaskClient) -> None:
    answer = submit(client, center.path("reminders/settings"), offsets="soon")
    assert answer.status_code == 422
    assert errors_of(answer) == ["Enter numbers of days with commas between them, such as 90, 30, 7."]


def test_the_second_of_two_directors_sees_what_the_first_saved(center: CenterWorld, client: FlaskClient) -> None:
    path = center.path("reminders/settings")
    opened = client.get(path)
    submit(client, path, offsets="60")
    late = send(client, opened, path, offsets="14")
    assert late.status_code == 409
    assert "Saved now: 60." in errors_of(late)


def test_switched_off_for_the_center_the_page_says_so(center: CenterWorld, client: FlaskClient) -> None:
    submit(client, center.path("reminders/settings"), on=None)
    assert "switched off for the whole center" in text_of(client.get(center.path("reminders")))


def test_everybody_switches_their_own_off_and_on_and_a_director_sees_it(
    center: CenterWorld, client: FlaskClient, browse: Browse
) -> None:
    account = center.member(person_id=center.person(name="Ana Reyes"))
    own, path = browse(account), center.path("my-training/reminders")
    assert submit(own, path, reminded=None).status_code == 303
    assert last_line(center).action == "stop_reminding"
    assert "Switched off by themselves" in text_of(client.get(center.path("reminders")))
    assert submit(own, path, reminded="y").status_code == 303
    assert last_line(center).action == "remind"
    assert "Switched off by themselves" not in text_of(client.get(center.path("reminders")))
