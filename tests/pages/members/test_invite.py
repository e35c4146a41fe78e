"""Inviting: the link goes by mail and is shown once; nobody belongs before it is opened."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.pages.doors import email_of, link_in, mails_to
from tests.pages.forms import errors_of, form_in, page_of, submit, text_of, values_of
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.models import HistoryEntry, Invitation, Person

Browse = Callable[..., FlaskClient]


@pytest.fixture
def director(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


def address_for(center: CenterWorld) -> str:
    return f"guest{center.director}@example.org"


def invite(client: FlaskClient, center: CenterWorld, **values: object) -> tuple[int, list[str], str]:
    """Fill in the form; returns the status, the errors and the link shown."""
    values = {"email": address_for(center), "role": "staff", **values}
    answer = submit(client, center.path("members"), action="/invite", **values)
    secret = page_of(answer).select_one(".secret")
    return answer.status_code, errors_of(answer), secret.get_text(strip=True) if secret else ""


def test_the_mail_holds_the_link_that_is_shown_and_only_its_digest_is_kept(
    center: CenterWorld, director: FlaskClient
) -> None:
    status, _, shown = invite(director, center)
    (mail,) = mails_to(address_for(center))
    assert status == 200
    assert shown == f"http://localhost{link_in(mail)}"
    assert mail["Subject"] == "Join Harbor House CAC in the training tracker"
    with center.working():
        row = db.session.scalars(select(Invitation)).one()
        assert not [value for value in vars(row).values() if shown.rsplit("/", 1)[1] in str(value)]
        (line,) = db.session.scalars(select(HistoryEntry).where(HistoryEntry.action == "invite")).all()
        assert line.detail == {"role": "staff"}


def test_the_page_says_that_mail_in_a_folder_reaches_nobody(center: CenterWorld, director: FlaskClient) -> None:
    answer = submit(director, center.path("members"), action="/invite", email=address_for(center), role="staff")
    assert "Hand the link over yourself." in text_of(answer)


def test_an_invitation_sent_twice_is_one_and_its_first_link_keeps_working(
    center: CenterWorld, director: FlaskClient
) -> None:
    path, form = center.path("members/invite"), form_in(director.get(center.path("members")), "/invite")
    values = {**dict(values_of(form).items()), "email": "twice@example.org", "role": "staff"}
    first, second = director.post(path, data=values), director.post(path, data=values)
    assert (first.status_code, second.status_code) == (200, 303)
    listed = director.get(second.location)
    assert "This invitation was sent already." in listed.get_data(as_text=True)
    assert text_of(listed).count("twice@example.org") == 1
    link = re.search(r"/join/[\w-]{43}", first.get_data(as_text=True))
    assert link
    assert director.application.test_client().get(link[0]).status_code == 200


def test_a_standing_invitation_is_listed_until_it_is_withdrawn(
    center: CenterWorld, director: FlaskClient, browse: Browse
) -> None:
    _, _, link = invite(director, center)
    page = center.path("members")
    assert address_for(center) in text_of(director.get(page))
    answer = submit(director, page, action="/withdraw")
    assert (answer.status_code, answer.location) == (303, page)
    assert address_for(center) not in text_of(director.get(page))
    assert browse().get(link).status_code == 404


def test_an_invitation_that_was_used_is_not_withdrawn_afterwards(
    center: CenterWorld, director: FlaskClient, browse: Browse
) -> None:
    _, _, link = invite(director, center)
    opened = director.get(center.path("members"))
    submit(browse(), link, name="Ana Reyes", password="marble teacup under thunder")
    form = page_of(opened).select_one("form[action$='/withdraw']")
    token = page_of(opened).select_one("input[name=csrf_token]")
    assert form and token
    late = director.post(str(form["action"]), data={"csrf_token": token["value"]})
    assert late.status_code == 404
    assert "There is no such invitation any more." in text_of(late)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"email": ""}, "Enter the email address."),
        ({"email": "nobody"}, "must look like name@example.org"),
        ({"email": "a@b.example\r\nBcc: all@example.org"}, "must look like name@example.org"),
        ({"email": f"{'a' * 10_000}@example.org"}, "must be 254 characters or fewer"),
        ({"role": "administrator"}, "Choose what they may do"),
        ({"role": None}, "Choose what they may do"),
        ({"person": "2" * 20}, "list"),
    ],
)
def test_what_will_not_do_is_said_and_nothing_is_sent(
    center: CenterWorld, director: FlaskClient, values: dict[str, object], error: str
) -> None:
    status, errors, _ = invite(director, center, **values)
    assert status == 422
    assert error in errors[0]
    assert mails_to(address_for(center)) == []


def test_who_signs_in_already_is_not_invited_again(center: CenterWorld, director: FlaskClient) -> None:
    _, errors, _ = invite(director, center, email=email_of(center, center.member()))
    assert errors == ["This email address signs in here already."]


def test_only_people_without_an_account_are_offered(
    center: CenterWorld, other_center: CenterWorld, director: FlaskClient
) -> None:
    free, taken = center.person("Ana Reyes"), center.person("Lee Park")
    center.member(AccessRole.STAFF, taken)
    other_center.person("Sam Stone")
    options = page_of(director.get(center.path("members"))).select("select[name=person] option")
    assert [option.get_text(strip=True) for option in options] == ["Nobody on the list of people", "Ana Reyes"]
    assert options[1]["value"] == center.public_id_of(Person, free)


def test_an_address_beyond_ascii_is_invited_as_it_is_written(center: CenterWorld, director: FlaskClient) -> None:
    status, _, shown = invite(director, center, email=f"zoë{center.director}@bücher.example")
    assert status == 200
    assert shown
