"""Correcting an entry and its other names."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.pages.catalog.entries import aliases_of, entry
from tests.pages.forms import errors_of, form_in, send, submit, values_of
from tests.pages.ladder import TEAM_ONLY, post, statuses
from tests.services.files import row_of
from tests.services.lines import last_line, lines_of
from tracker import clock
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.models import Training
from tracker.services import links

Browse = Callable[..., FlaskClient]
URL = "https://example.org/zebra"


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


def test_changing_is_for_those_who_manage_the_catalog(
    center: CenterWorld, other_center: CenterWorld, browse: Browse
) -> None:
    public_id = entry(center)
    page = f"catalog/{public_id}/change"
    assert statuses(center, other_center, browse, page) == TEAM_ONLY
    assert post(browse(center.member()), center, page, title="Mine").status_code == 403
    theirs = post(browse(other_center.director), other_center, page, title="Mine")
    assert theirs.status_code == 404
    assert row_of(center, public_id, Training).title == "Zebra course"


def test_what_was_changed_is_saved_with_a_line_that_says_from_what_to_what(
    center: CenterWorld, client: FlaskClient
) -> None:
    public_id = entry(center, topics=frozenset({"boys"}), note="Stays")
    page = center.path(f"catalog/{public_id}/change")
    assert submit(client, page, title="Zebras", topics=["demand"], hours="2").status_code == 303
    row = row_of(center, public_id, Training)
    assert (row.title, row.topics, str(row.hours), row.note) == ("Zebras", {"demand"}, "2", "Stays")
    line = last_line(center)
    assert (line.action, line.subject_id) == ("change", public_id)
    assert line.detail == {"title": ["Zebra course", "Zebras"], "topics": [["boys"], ["demand"]], "hours": [None, "2"]}


def test_saving_without_a_change_writes_no_line(center: CenterWorld, client: FlaskClient) -> None:
    public_id = entry(center, url=URL)
    before = last_line(center).number
    assert submit(client, center.path(f"catalog/{public_id}/change")).status_code == 303
    assert last_line(center).number == before


def test_a_shipped_entry_is_corrected_in_this_center_only(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient
) -> None:
    def first(of: CenterWorld) -> Training:
        with of.app.app_context(), of.working():
            row: Training = db.session.scalars(select(Training).where(Training.shipped).order_by(Training.id)).first()
            db.session.expunge(row)
            return row

    mine, theirs = first(center), first(other_center)
    assert mine.key == theirs.key
    assert submit(client, center.path(f"catalog/{mine.public_id}/change"), title="Corrected here").status_code == 303
    assert (first(center).title, first(center).shipped) == ("Corrected here", True)
    assert first(other_center).title == theirs.title


def test_a_new_address_has_not_been_seen_working(center: CenterWorld, client: FlaskClient) -> None:
    public_id = entry(center, url=URL)
    with center.working():
        links.note_check(URL, links.WORKING, clock.now())
    submit(client, center.path(f"catalog/{public_id}/change"), note="Only a note")
    assert row_of(center, public_id, Training).link_state == links.WORKING
    submit(client, center.path(f"catalog/{public_id}/change"), url=f"{URL}-moved")
    row = row_of(center, public_id, Training)
    assert (row.link_state, row.link_seen_at, row.link_checked_at) == (links.UNCHECKED, None, None)


def test_other_names_are_set_one_a_line_and_find_the_entry(center: CenterWorld, client: FlaskClient) -> None:
    public_id = entry(center)
    path = center.path(f"catalog/{public_id}/change")
    submit(client, path, aliases="Stripes 101\n\n  stripes 101\nZEBRA COURSE\nThe striped one")
    assert aliases_of(center, public_id) == ["Stripes 101", "The striped one"]
    assert last_line(center).detail == {"other names": [[], ["Stripes 101", "The striped one"]]}
    assert values_of(form_in(client.get(path)))["aliases"].split("\n") == ["Stripes 101", "The striped one"]
    submit(client, path, aliases="")
    assert aliases_of(center, public_id) == []


def test_a_name_that_is_too_long_is_refused_and_kept_in_the_form(center: CenterWorld, client: FlaskClient) -> None:
    public_id = entry(center)
    answer = submit(client, center.path(f"catalog/{public_id}/change"), aliases="Short\n" + "x" * 301, note="Kept")
    assert answer.status_code == 422
    assert "300" in errors_of(answer)[0]
    assert values_of(form_in(answer))["note"] == "Kept"
    assert aliases_of(center, public_id) == []


def test_a_wrong_form_keeps_what_was_typed(center: CenterWorld, client: FlaskClient) -> None:
    public_id = entry(center)
    answer = submit(client, center.path(f"catalog/{public_id}/change"), title="", note="Kept", aliases="Kept too")
    assert answer.status_code == 422
    kept = values_of(form_in(answer))
    assert (kept["note"], kept["aliases"]) == ("Kept", "Kept too")
    assert row_of(center, public_id, Training).note == ""


def test_the_title_of_another_entry_is_refused_and_its_own_in_other_letters_is_not(
    center: CenterWorld, client: FlaskClient
) -> None:
    public_id = entry(center)
    entry(center, "Quokka course")
    path = center.path(f"catalog/{public_id}/change")
    answer = submit(client, path, title="QUOKKA COURSE")
    assert (answer.status_code, errors_of(answer)) == (422, ["The catalog has a training of this title already."])
    assert submit(client, path, title="ZEBRA course").status_code == 303


def test_who_saves_second_overwrites_nothing_unseen(center: CenterWorld, client: FlaskClient, browse: Browse) -> None:
    public_id = entry(center)
    path, deputy = center.path(f"catalog/{public_id}/change"), browse(center.member(AccessRole.DEPUTY))
    opened = deputy.get(path)
    submit(client, path, note="What the first wrote")
    clash = send(deputy, opened, path, note="What the second wrote", topics=["demand"], past="yes")
    assert clash.status_code == 409
    told, *differing = errors_of(clash)
    assert "Somebody else changed this training meanwhile" in told
    assert differing == ["Saved now: nothing.", "Saved now: What the first wrote.", "Saved now: not ticked."]
    assert values_of(form_in(clash))["note"] == "What the second wrote"
    assert row_of(center, public_id, Training).note == "What the first wrote"
    assert [line.action for line in lines_of(center)].count("change") == 1


def test_who_was_shown_what_is_saved_now_saves_knowingly(center: CenterWorld, client: FlaskClient) -> None:
    public_id = entry(center)
    path = center.path(f"catalog/{public_id}/change")
    opened = client.get(path)
    submit(client, path, note="What the first wrote")
    clash = send(client, opened, path, note="What the second wrote")
    assert send(client, clash, path).status_code == 303
    assert row_of(center, public_id, Training).note == "What the second wrote"


def test_other_names_that_somebody_set_meanwhile_are_not_lost(center: CenterWorld, client: FlaskClient) -> None:
    public_id = entry(center)
    path = center.path(f"catalog/{public_id}/change")
    opened = client.get(path)
    submit(client, path, aliases="Set first\nSet too")
    clash = send(client, opened, path, aliases="Set second")
    assert clash.status_code == 409
    assert "Saved now: Set first and Set too." in errors_of(clash)
    assert aliases_of(center, public_id) == ["Set first", "Set too"]


def test_a_check_of_its_link_meanwhile_turns_nobody_away(center: CenterWorld, client: FlaskClient) -> None:
    public_id = entry(center, url=URL)
    path = center.path(f"catalog/{public_id}/change")
    opened = client.get(path)
    with center.working():
        links.note_check(URL, links.DEAD, clock.now())
    assert send(client, opened, path, note="Saved").status_code == 303
