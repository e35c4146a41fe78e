"""`access-report`: for people in lines, for programs as JSON, of all centers or of one."""

import sqlalchemy as sa

from tests.cli.conftest import Run
from tests.factories import CenterWorld, begin_center
from tests.moments import clock_at
from tracker.db import db
from tracker.domain.access import AccessRole, TokenMay
from tracker.models import Center
from tracker.services import api_tokens, invitations, phone_links
from tracker.services.reminders import calendars


def ask_everybody(center: CenterWorld) -> None:
    """Let a center ask everybody for a second factor."""
    with center.working():
        db.session.execute(sa.update(Center).where(Center.id == center.center_id).values(second_factor="everybody"))


def test_it_tells_everything_for_programs(run: Run, own_center: CenterWorld) -> None:
    ask_everybody(own_center)
    own_center.member(AccessRole.DEPUTY)
    with own_center.working():
        invitations.invite(own_center.actor(), "new@example.org", AccessRole.STAFF, None)
    found = run("access-report", "--json").data
    assert [center["public_id"] for center in found["centers"]] == [own_center.public_id]
    assert found["centers"][0]["second_factor"] == "everybody"
    assert [post["role"] for who in found["accounts"] for post in who["posts"]] == ["director", "deputy"]
    assert [each["email"] for each in found["invitations"]] == ["new@example.org"]
    assert [each["concern"] for each in found["warnings"]] == ["leader_without_second_factor"] * 2
    assert "password_hash" not in str(found)


def test_it_tells_people_in_lines_and_one_center_alone(run: Run, own_center: CenterWorld) -> None:
    ask_everybody(own_center)
    begin_center(own_center.app, name="Other House")
    text = run("access-report", "--center", own_center.public_id).text
    assert f"Harbor House CAC ({own_center.public_id}); asks for a second factor: everybody" in text
    assert "Director  Dana Whitfield <" in text
    assert "password, second factor: none; never signed in, signed in now 0, links 0" in text
    assert "Other House" not in text
    assert "Other House" in run("access-report").text


def test_it_tells_which_programs_get_in(run: Run, own_center: CenterWorld) -> None:
    actor = own_center.actor()
    with own_center.working():
        api_tokens.make(actor, "Learning platform", TokenMay.WRITE, actor.today)
    (told,) = run("access-report", "--json").data["programs"]
    assert (told["name"], told["may"], told["last_used_on"]) == ("Learning platform", "write", None)
    assert "digest" not in told
    text = run("access-report").text
    assert f"Program   Learning platform ({told['beginning']}…): writes; made by Dana Whitfield" in text
    assert f"until {actor.today}; never used" in text


def test_it_tells_which_links_open_something(run: Run, own_center: CenterWorld) -> None:
    # Late in the evening the link for the phone would end on the next day.
    with clock_at("2026-11-24T15:30+00:00"):
        actor = own_center.actor()
        with own_center.working():
            secret = phone_links.give_own(actor)[1]
            calendars.begin(actor)
        told, text = run("access-report", "--json").data, run("access-report").text
    phone, calendar = told["links"]
    assert (phone["kind"], phone["ends_on"], phone["given_by"]) == ("phone", str(actor.today), "Dana Whitfield")
    assert (calendar["kind"], calendar["ends_on"]) == ("calendar", None)
    assert f"Logs one completion from a phone: Dana Whitfield; given by Dana Whitfield, until {actor.today}" in text
    assert "Reads days of a private calendar: Dana Whitfield; given by Dana Whitfield, until somebody ends it" in text
    assert secret not in text


def test_a_center_that_is_not_there_is_refused_in_one_sentence(run: Run, own_center: CenterWorld) -> None:
    answer = run("access-report", "--center", "nowhere")
    assert (answer.code, "There is no center called 'nowhere'" in answer.text) == (1, True)
