"""The page of who can get in: what should be looked at, each with where it is mended, and nothing that pries."""

import sqlalchemy as sa

from tests.factories import CenterWorld
from tests.pages.forms import page_of, text_of
from tests.pages.ladder import DIRECTOR_ONLY, Browse, statuses
from tests.services.open_links import given_all
from tracker.db import db
from tracker.domain.access import AccessRole, TokenMay
from tracker.models import Center
from tracker.services import api_tokens
from tracker.services.access_links import LinkKind


def test_the_page_is_for_directors(center: CenterWorld, other_center: CenterWorld, browse: Browse) -> None:
    assert statuses(center, other_center, browse, "access") == DIRECTOR_ONLY


def test_each_warning_says_what_to_do_and_leads_there(center: CenterWorld, browse: Browse) -> None:
    for _ in range(3):
        center.member(AccessRole.DIRECTOR)
    with center.working():
        db.session.execute(sa.update(Center).where(Center.id == center.center_id).values(second_factor="nobody"))
    shown = browse(center.director).get(center.path("access"))
    notices = page_of(shown).select(".notice--warning")
    said = {" ".join(each.get_text(" ").split()): [str(link["href"]) for link in each.select("a")] for each in notices}
    leads = {words: links for words, links in said.items() if links}
    assert leads[
        "4 directors can let others in and change what counts. Deputies cannot. Make some of them deputies"
    ] == [center.path("members")]
    assert center.path("settings") in [link for links in leads.values() for link in links]
    assert any("Ask them to set one up under Your account" in words for words in said)
    assert [links for words, links in said.items() if "Set one up under Your account" in words] == [["/account"]]


def test_it_tells_the_day_of_the_last_sign_in_and_neither_hour_nor_device(center: CenterWorld, browse: Browse) -> None:
    center.member(AccessRole.DEPUTY)
    shown = text_of(browse(center.director).get(center.path("access")))
    assert "Test browser" not in shown
    assert " AM" not in shown
    assert " PM" not in shown
    assert "Never" in shown


def test_it_is_reached_from_who_signs_in(center: CenterWorld, browse: Browse) -> None:
    shown = page_of(browse(center.director).get(center.path("members")))
    assert center.path("access") in [str(link["href"]) for link in shown.select("main a")]


def test_it_names_the_programs_that_get_in_by_a_token(center: CenterWorld, browse: Browse) -> None:
    client, actor = browse(center.director), center.actor()
    assert "by a token" not in text_of(client.get(center.path("access")))
    with center.working():
        api_tokens.make(actor, "Learning platform", TokenMay.WRITE, actor.today)
    shown = client.get(center.path("access"))
    assert "Learning platform Read, and write completions and files" in " ".join(text_of(shown).split())


def test_it_names_the_links_that_open_something_and_leads_to_where_each_is_ended(
    center: CenterWorld, browse: Browse
) -> None:
    client = browse(center.director)
    assert "without signing in" not in text_of(client.get(center.path("access")))
    made = given_all(center)
    page = page_of(client.get(center.path("access")))
    rows = {cells[0].get_text(): cells for cells in (row.select("th, td") for row in page.select("tbody tr"))}
    for kind in LinkKind:
        link = rows[kind.label][0].select_one("a")
        assert (link is None) == (kind is LinkKind.CALENDAR), kind
        if link is not None:
            shown = client.get(str(link["href"]))
            assert shown.status_code == 200, kind
    assert made[LinkKind.DESK] in str(rows[LinkKind.DESK.label][0])
    assert "Until its owner ends it" in rows[LinkKind.CALENDAR.label][3].get_text()
