"""Reporting a link, and settling what was reported."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.factories import CenterWorld, make_account
from tests.pages.catalog.entries import entry
from tests.pages.forms import errors_of, form_in, page_of, send, submit, text_of, values_of
from tests.pages.ladder import NOBODYS, TEAM_ONLY, post, statuses
from tests.services.lines import last_line, lines_of
from tracker import clock
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.models import LinkReport, Training
from tracker.services import catalog, links

Browse = Callable[..., FlaskClient]
URL = "https://example.org/zebra"


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.member())


@pytest.fixture
def training(center: CenterWorld) -> str:
    return entry(center, url=URL)


def reported(center: CenterWorld) -> list[LinkReport]:
    with center.working():
        rows = list(db.session.scalars(select(LinkReport).order_by(LinkReport.id)))
        for row in rows:
            db.session.expunge(row)
        return rows


def settles(client: FlaskClient, center: CenterWorld) -> list[str]:
    forms = page_of(client.get(center.path("catalog/links"))).select("main form")
    return [str(form["action"]) for form in forms]


def test_anyone_signed_in_reports_a_link_and_the_director_sees_it(
    center: CenterWorld, client: FlaskClient, browse: Browse, training: str
) -> None:
    answer = submit(client, center.path(f"catalog/{training}"), action="/report", kind="broken", note="A blank page.")
    assert answer.status_code == 303
    assert "The director sees your report." in text_of(client.get(answer.location))
    shown = text_of(browse(center.director).get(center.path("catalog/links")))
    assert "Zebra course The link does not work, says Robin Vale" in shown
    assert "“A blank page.”" in shown
    assert URL in shown
    line = last_line(center)
    assert (line.action, line.subject_id, line.detail) == ("report", training, {"kind": "broken"})
    assert line.reason == "A blank page."


def test_a_report_without_a_word_on_what_is_wrong_keeps_the_note(
    center: CenterWorld, client: FlaskClient, training: str
) -> None:
    for values in ({"kind": None}, {"kind": "ugly"}, {"kind": "broken", "note": "x" * 501}):
        answer = submit(client, center.path(f"catalog/{training}"), action="/report", **{"note": "Kept", **values})
        assert answer.status_code == 422
        assert errors_of(answer) != []
        assert values_of(form_in(answer, "/report"))["note"] in {"Kept", "x" * 501}
    assert reported(center) == []


def test_where_the_link_went_meanwhile_that_is_said_and_what_was_written_is_shown(
    center: CenterWorld, client: FlaskClient, training: str
) -> None:
    path = center.path(f"catalog/{training}")
    opened = client.get(path)
    with center.working():
        db.session.execute(update(Training).where(Training.public_id == training).values(url=""))
    late = send(client, opened, path, action="/report", kind="broken", note="A blank page")
    assert late.status_code == 409
    assert errors_of(late) == [links.NO_LINK]
    assert "You had written: A blank page" in text_of(late)
    assert reported(center) == []


def test_the_same_word_by_the_same_person_is_noted_once(
    center: CenterWorld, client: FlaskClient, browse: Browse, training: str
) -> None:
    path = center.path(f"catalog/{training}")
    for _ in range(2):
        submit(client, path, action="/report", kind="broken")
    submit(client, path, action="/report", kind="outdated")
    submit(browse(center.member()), path, action="/report", kind="broken")
    assert [row.kind for row in reported(center)] == ["broken", "outdated", "broken"]


def test_who_is_no_member_reports_nothing(
    center: CenterWorld, other_center: CenterWorld, browse: Browse, training: str
) -> None:
    page = f"catalog/{training}/report"
    stranger = browse(other_center.director)
    assert post(stranger, other_center, page, kind="broken").status_code == 404
    own = values_of(form_in(stranger.get(other_center.path("completions/new"))))
    foreign = stranger.post(center.path(page), data={"csrf_token": own["csrf_token"], "kind": "broken"})
    assert foreign.status_code == 404
    assert browse(make_account(center.app)).get(center.path(f"catalog/{training}")).status_code == 404
    assert reported(center) == []


def test_what_has_no_link_cannot_be_reported(center: CenterWorld, client: FlaskClient) -> None:
    public_id = entry(center, "Zebra without a page")
    assert page_of(client.get(center.path(f"catalog/{public_id}"))).select("main form") == []
    assert post(client, center, f"catalog/{public_id}/report", kind="broken").status_code in {409, 422}
    assert reported(center) == []


def test_reports_are_for_those_who_manage_the_catalog(
    center: CenterWorld, other_center: CenterWorld, browse: Browse, training: str
) -> None:
    assert statuses(center, other_center, browse, "catalog/links") == TEAM_ONLY
    submit(browse(center.director), center.path(f"catalog/{training}"), action="/report", kind="broken")
    page = f"catalog/reports/{reported(center)[0].public_id}/settle"
    assert post(browse(center.member()), center, page).status_code == 403
    assert post(browse(other_center.director), other_center, page).status_code == 404
    assert post(browse(center.director), center, f"catalog/reports/{NOBODYS}/settle").status_code == 404
    assert browse(center.director).get(center.path(page)).status_code == 405
    assert reported(center)[0].settled_at is None


def test_a_settled_report_is_gone_from_the_list_and_settling_twice_is_once(
    center: CenterWorld, client: FlaskClient, browse: Browse, training: str
) -> None:
    submit(client, center.path(f"catalog/{training}"), action="/report", kind="broken")
    director = browse(center.member(AccessRole.DEPUTY))
    [settle] = settles(director, center)
    assert submit(director, center.path("catalog/links"), action="/settle").status_code == 303
    assert reported(center)[0].settled_at is not None
    assert (last_line(center).action, last_line(center).subject_id) == ("settle", training)
    post(director, center, settle.partition(f"{center.public_id}/")[2])
    assert [line.action for line in lines_of(center)].count("settle") == 1
    assert "Nobody reported a link." in text_of(director.get(center.path("catalog/links")))
    # It may break again.
    submit(client, center.path(f"catalog/{training}"), action="/report", kind="broken")
    assert len(settles(director, center)) == 1


def test_what_a_check_found_dead_is_listed_while_it_is_proposed(
    center: CenterWorld, browse: Browse, training: str
) -> None:
    gone, merged = entry(center, "Zebra retired", url=f"{URL}/2"), entry(center, "Zebra merged", url=f"{URL}/3")
    with center.working():
        for url in (URL, f"{URL}/2", f"{URL}/3"):
            links.note_check(url, links.DEAD, clock.now())
        catalog.retire(center.actor(), gone)
        catalog.merge(center.actor(), merged, training)
    page = browse(center.director).get(center.path("catalog/links"))
    rows = [row.th.get_text(strip=True) for row in page_of(page).select("main tbody tr")]
    assert rows == ["Zebra course"]
    assert "Never here" in text_of(page)


def test_a_form_sent_again_after_its_report_was_settled_reports_nothing(
    center: CenterWorld, client: FlaskClient, browse: Browse, training: str
) -> None:
    path = center.path(f"catalog/{training}")
    opened = client.get(path)
    assert send(client, opened, path, action="/report", kind="broken").status_code == 303
    submit(browse(center.director), center.path("catalog/links"), action="/settle")
    assert send(client, opened, path, action="/report", kind="broken").status_code == 303
    assert len(reported(center)) == 1
