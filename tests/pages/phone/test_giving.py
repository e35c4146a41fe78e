"""Giving a link for logging from a phone: to oneself, to somebody of the team, and taking it back."""

from flask import Flask
from flask.testing import FlaskClient

from tests.factories import CenterWorld, begin_center
from tests.pages.forms import errors_of, page_of, send, submit, text_of
from tests.pages.ladder import EVERYBODY_HERE, TEAM_ONLY, Browse, statuses
from tests.services.phone_links import handed
from tracker.domain.access import AccessRole
from tracker.models import Person


def address_in(answer: object) -> str:
    secret = page_of(answer).select_one(".secret").get_text(strip=True)  # type: ignore
    return "/log/" + secret.rsplit("/", 1)[1]


def test_a_member_gets_a_picture_to_scan_for_their_own_phone(app: Flask, center: CenterWorld, browse: Browse) -> None:
    client = browse(center.member())
    answer = submit(client, center.path("phone-links"), action="/own")
    assert page_of(answer).select_one("svg.qr__picture") is not None
    assert "15 minutes" in text_of(answer)
    assert app.test_client().get(address_in(answer)).status_code == 200


def test_the_page_of_the_own_training_and_of_logging_lead_there(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.member())
    for page in ("my-training", "completions/new"):
        links = page_of(client.get(center.path(page))).select("main a[href]")
        assert center.path("phone-links") in {str(each["href"]) for each in links}


def test_an_own_link_that_was_shown_is_not_shown_again(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.member())
    opened = client.get(center.path("phone-links"))
    send(client, opened, center.path("phone-links"), action="/own")
    again = send(client, opened, center.path("phone-links"), action="/own")
    assert again.status_code == 303
    assert text_of(client.get(center.path("phone-links"))).count("Open") == 1


def test_a_director_gives_somebody_a_link(app: Flask, center: CenterWorld, browse: Browse) -> None:
    person = center.public_id_of(Person, center.person("Ana Reyes"))
    answer = submit(browse(center.director), center.path("phone-links/new"), person=person)
    assert "A link for Ana Reyes" in text_of(answer)
    assert "For Ana Reyes" in text_of(app.test_client().get(address_in(answer)))


def test_a_day_too_far_is_refused_and_the_person_stays_chosen(center: CenterWorld, browse: Browse) -> None:
    person = center.public_id_of(Person, center.person("Ana Reyes"))
    answer = submit(browse(center.director), center.path("phone-links/new"), person=person, ends_on="2199-01-01")
    assert answer.status_code == 422
    assert "Choose a day from today" in errors_of(answer)[0]
    assert page_of(answer).select_one(f'option[value="{person}"][selected]') is not None


def test_a_link_is_taken_back_from_the_list(app: Flask, center: CenterWorld, browse: Browse) -> None:
    public_id, secret = handed.give(center)
    client: FlaskClient = browse(center.director)
    submit(client, center.path("phone-links"), action=f"{public_id}/revoke")
    assert app.test_client().get(f"/log/{secret}").status_code == 404
    assert "Revoked" in text_of(client.get(center.path("phone-links")))


def test_who_reaches_the_pages(app: Flask, center: CenterWorld, browse: Browse) -> None:
    stranger = begin_center(app)
    assert statuses(center, stranger, browse, "phone-links") == EVERYBODY_HERE
    assert statuses(center, stranger, browse, "phone-links/new") == TEAM_ONLY


def test_the_queue_says_that_it_came_by_a_link(center: CenterWorld, browse: Browse) -> None:
    handed.used(center, None)
    client = browse(center.member(AccessRole.DEPUTY))
    link = next(
        each
        for each in page_of(client.get(center.path("queue"))).select("main a[href*='/queue/']")
        if "links" not in str(each["href"])
    )
    assert "a one-time link of" in text_of(client.get(str(link["href"])))
