"""An update that ships another text of a standard says so: what is asked otherwise, until a director has seen it."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, page_of, send, submit, text_of
from tests.pages.ladder import Browse, post
from tests.pages.standards.seeing import see_and_save
from tests.services.lines import last_line
from tests.shipping import CSEC, FOUR, SIX, ship
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.vocabulary import Topic
from tracker.domain.wording import inside_a_sentence
from tracker.models import FollowedStandard
from tracker.services import standards
from tracker.standards import editions

PAGE = "standards/nca-csec/2023"
NEWS = "“CSEC Optional Standard” changed with an update"
CHANGED = "CSEC foundations : hours 6 in place of 4"
Patch = pytest.MonkeyPatch


def shown(center: CenterWorld, client: FlaskClient, page: str = PAGE) -> str:
    return text_of(client.get(center.path(page)))


def seen(center: CenterWorld, key: str = "nca-csec") -> str:
    with center.working():
        return standards.one_followed(center.actor(), key).seen_digest


def test_while_the_same_text_ships_nothing_is_told(center: CenterWorld, client: FlaskClient) -> None:
    for page in ("home", "standards", PAGE):
        assert "with an update" not in shown(center, client, page)
        assert "Changed with the update" not in shown(center, client, page)


def test_home_and_standards_lead_to_the_page_that_says_what_is_asked_otherwise(
    center: CenterWorld, client: FlaskClient, monkeypatch: Patch
) -> None:
    ship(monkeypatch, (FOUR, SIX))
    for page in ("home", "standards"):
        answer = client.get(center.path(page))
        assert f"{NEWS}: see what is asked otherwise" in text_of(answer)
        link = page_of(answer).select_one("main .notice a[href$='/standards/nca-csec/2023#update']")
        assert link is not None
    card = page_of(client.get(center.path(PAGE))).select_one("#update")
    assert card is not None
    assert "hours 6 in place of 4." in card.text
    assert [link["href"] for link in card.select("a")] == ["#csec-foundations"]
    assert NEWS in shown(center, client)


def test_what_came_what_went_and_what_the_standard_says_of_itself_are_named(
    center: CenterWorld, client: FlaskClient, monkeypatch: Patch
) -> None:
    ship(
        monkeypatch,
        ('id = "csam-and-online"\ntitle = "CSAM and online exploitation"', 'id = "online"\ntitle = "Online"'),
        ("csam-and-online", "online"),
        ("due_soon_days = 90", "due_soon_days = 60"),
        ("  hours = 4\n", '  hours = 4\n  also_topics = ["boys"]\n'),
    )
    said = shown(center, client)
    assert "The standard itself: how many days before its end something is due soon changed." in said
    assert "Online : new, it was not asked before." in said
    assert "CSAM and online exploitation: no longer asked." in said
    assert f"topics that must be there besides {inside_a_sentence(Topic.BOYS.label)} in place of none." in said


def test_a_long_text_is_only_said_to_have_changed(center: CenterWorld, client: FlaskClient, monkeypatch: Patch) -> None:
    ship(monkeypatch, ("completes 4 hours of training", "completes six hours of training"))
    assert "CSEC foundations : text changed." in shown(center, client)


def test_another_text_that_asks_the_same_is_no_news(
    center: CenterWorld, client: FlaskClient, monkeypatch: Patch
) -> None:
    ship(monkeypatch, ("[[requirement]]", "# A remark.\n[[requirement]]"))
    for page in ("home", "standards", PAGE):
        assert "an update" not in shown(center, client, page)


def test_where_the_center_corrected_the_value_its_own_goes_on_holding(
    center: CenterWorld, client: FlaskClient, monkeypatch: Patch
) -> None:
    asked = f"{PAGE}/requirements/csec-foundations"
    assert see_and_save(client, center.path(asked), hours="5").status_code == 303
    ship(monkeypatch, (FOUR, SIX), ("due_days = 180", "due_days = 90"))
    said = shown(center, client)
    assert "hours 6 in place of 4; your center's own value goes on holding." in said
    assert "days until it is due 90 in place of 180." in said


def test_a_checking_that_the_update_ended_is_named(
    center: CenterWorld, client: FlaskClient, monkeypatch: Patch
) -> None:
    check(center, client)
    with monkeypatch.context() as updated:
        ship(updated, (FOUR, SIX))
        said = "Checked on Mar 2, 2026 by Dana Whitfield; since then the file says otherwise: "
        assert f"{said}compare these lines and mark it again." in shown(center, client)
        check(center, client)
        assert said not in shown(center, client)
        assert CHANGED in shown(center, client), "that it was compared is one thing, that this was seen another"
    assert "Checked against NCA's text on" not in shown(center, client)


def test_a_checking_that_ended_without_anything_asked_otherwise_is_named_too(
    center: CenterWorld, client: FlaskClient, monkeypatch: Patch
) -> None:
    check(center, client)
    ship(monkeypatch, ("[[requirement]]", "# A remark.\n[[requirement]]"))
    assert "An update ended the checking of “CSEC Optional Standard”: see why" in shown(center, client, "home")
    said = shown(center, client)
    assert "Nothing is asked otherwise: only remarks or examples in its file changed." in said
    assert "by Dana Whitfield; since then the file says otherwise: mark it again." in said


def test_a_checking_that_a_correction_ended_is_not_laid_to_the_update(
    center: CenterWorld, client: FlaskClient, monkeypatch: Patch
) -> None:
    check(center, client)
    see_and_save(client, center.path(f"{PAGE}/requirements/csec-foundations"), hours="5")
    ship(monkeypatch, ("due_days = 180", "due_days = 90"))
    assert "since then the file says otherwise" not in shown(center, client)


def check(center: CenterWorld, client: FlaskClient) -> None:
    answer = submit(client, center.path(PAGE), action="/checked", checked_on="2026-03-02", confirmed="yes")
    assert answer.status_code == 303, errors_of(answer)


def test_once_a_director_has_seen_it_nothing_more_is_told_and_the_history_says_so(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient, browse: Browse, monkeypatch: Patch
) -> None:
    file = ship(monkeypatch, (FOUR, SIX))
    assert submit(client, center.path(PAGE), action="/seen").status_code == 303
    for page in ("home", "standards"):
        assert NEWS not in shown(center, client, page)
    assert seen(center) == file.digest
    line = last_line(center)
    assert (line.action, line.subject, line.subject_id) == ("see_update", "standard", "nca-csec 2023")
    assert line.detail == {"changed": ["csec-foundations: hours 6 in place of 4"], "sha256": file.digest}
    assert "has seen what an update changed in the standard nca-csec 2023" in shown(center, client, "history")
    assert NEWS in shown(other_center, browse(other_center.director)), "another center has not"


def test_a_second_button_pressed_changes_nothing_more(
    center: CenterWorld, client: FlaskClient, monkeypatch: Patch
) -> None:
    ship(monkeypatch, (FOUR, SIX))
    opened = client.get(center.path(PAGE))
    lines = []
    for _ in range(2):
        assert send(client, opened, center.path(PAGE), action="/seen").status_code == 303
        lines.append((last_line(center).action, last_line(center).number))
    assert lines == [("see_update", lines[0][1])] * 2


def test_a_newer_update_is_not_taken_for_seen_by_a_page_of_the_one_before(
    center: CenterWorld, client: FlaskClient, monkeypatch: Patch
) -> None:
    before = seen(center)
    ship(monkeypatch, (FOUR, SIX))
    opened = client.get(center.path(PAGE))
    ship(monkeypatch, ("due_days = 180", "due_days = 90"))
    assert send(client, opened, center.path(PAGE), action="/seen").status_code == 303
    assert seen(center) == before
    said = shown(center, client)
    assert "Another version came meanwhile. Look at what is asked otherwise now, then press the button again." in said
    assert "days until it is due 90 in place of 180." in said, "all that changed since it was seen"
    assert "hours 6 in place of 4." in said


def test_the_text_of_before_comes_back_and_nothing_is_left_to_see(
    center: CenterWorld, client: FlaskClient, monkeypatch: Patch
) -> None:
    with monkeypatch.context() as updated:
        ship(updated, (FOUR, SIX))
        assert NEWS in shown(center, client)
    assert NEWS not in shown(center, client)


def test_everybody_reads_what_changed_and_directors_alone_say_that_it_was_seen(
    center: CenterWorld, client: FlaskClient, browse: Browse, monkeypatch: Patch
) -> None:
    ship(monkeypatch, (FOUR, SIX))
    digest = editions.shipped().file(*CSEC).digest
    for role in (AccessRole.STAFF, AccessRole.DEPUTY):
        theirs = browse(center.member(role))
        assert CHANGED in shown(center, theirs)
        assert page_of(theirs.get(center.path(PAGE))).select("#update form") == []
        assert post(theirs, center, f"{PAGE}/seen", shown=digest).status_code == 403
    assert NEWS not in shown(center, browse(center.member(AccessRole.DEPUTY)), "home")
    assert NEWS in shown(center, client, "home")


def test_what_does_not_apply_or_does_not_ship_is_not_found(
    center: CenterWorld, client: FlaskClient, monkeypatch: Patch
) -> None:
    for page in ("standards/louisiana-interviewers/law", "standards/nca-csec/1999", "standards/nothing/2023"):
        assert post(client, center, f"{page}/seen", shown="0" * 64).status_code == 404


def test_applied_again_it_is_seen_as_it_ships_then(
    center: CenterWorld, client: FlaskClient, monkeypatch: Patch
) -> None:
    submit(client, center.path("standards"), action="nca-csec/2023/drop")
    file = ship(monkeypatch, (FOUR, SIX))
    submit(client, center.path("standards"), action="nca-csec/2023/follow")
    assert seen(center) == file.digest
    assert NEWS not in shown(center, client)


def test_where_nothing_is_known_the_first_look_of_a_director_says_what_was_seen(
    center: CenterWorld, client: FlaskClient, browse: Browse, monkeypatch: Patch
) -> None:
    with center.working():
        for row in standards.standing_rows("nca-csec"):
            row.seen_digest = ""
    assert shown(center, browse(center.member()))
    assert seen(center) == "", "others do not see for a director"
    number = last_line(center).number
    shown(center, client, "home")
    assert seen(center) == editions.shipped().file(*CSEC).digest
    assert last_line(center).number == number, "a look changes nothing of the record"
    ship(monkeypatch, (FOUR, SIX))
    assert CHANGED in shown(center, client)


def test_an_edition_that_came_to_hold_by_its_day_is_looked_at_first_too(
    center: CenterWorld, client: FlaskClient, monkeypatch: Patch
) -> None:
    key = "nca-essential-training"
    with center.working():
        (row,) = standards.standing_rows(key)
        row.edition = "2017"
    assert seen(center, key) == ""
    shown(center, client, "standards")
    assert seen(center, key) == editions.shipped().file(key, "2023").digest
    ship(monkeypatch, ("due_soon_days = 90", "due_soon_days = 60"), of=(key, "2023"))
    assert "changed with an update: see what is asked otherwise" in shown(center, client, "standards")


def test_where_the_text_before_is_not_kept_it_is_said(
    center: CenterWorld, client: FlaskClient, monkeypatch: Patch
) -> None:
    with center.working():
        db.session.execute(update(FollowedStandard).values(seen_digest="0" * 64))
    said = shown(center, client)
    assert "“CSEC Optional Standard” is another version than the one that was seen last." in said
    assert "The text that was seen last is not kept here, or cannot be read any more" in said
    assert submit(client, center.path(PAGE), action="/seen").status_code == 303
    assert "another version" not in shown(center, client)
