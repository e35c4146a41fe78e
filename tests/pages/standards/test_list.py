"""Which standards apply to the center: all at first, then those that a director chooses."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import page_of, submit, text_of
from tests.pages.ladder import EVERYBODY_HERE, post, statuses
from tests.services.lines import last_line, lines_of
from tracker.domain.access import AccessRole
from tracker.services import standards
from tracker.standards.editions import shipped_standards

Browse = Callable[..., FlaskClient]
CSEC = "nca-csec/2023"
ACTIONS = ("follow", "drop", "checked", "unchecked", "pin", "unpin")


def followed(center: CenterWorld) -> set[str]:
    with center.working():
        return {f"{each.key}/{each.edition}" for each in standards.followed(center.actor())}


def test_everybody_of_the_center_reads_the_standards(
    center: CenterWorld, other_center: CenterWorld, browse: Browse
) -> None:
    assert statuses(center, other_center, browse, "standards") == EVERYBODY_HERE
    assert statuses(center, other_center, browse, f"standards/{CSEC}") == EVERYBODY_HERE


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", [AccessRole.STAFF, AccessRole.DEPUTY])
def test_only_a_director_says_which_apply_and_who_checked_them(
    center: CenterWorld, browse: Browse, action: str, role: AccessRole
) -> None:
    before = followed(center)
    assert post(browse(center.member(role)), center, f"standards/{CSEC}/{action}").status_code == 403
    assert followed(center) == before


@pytest.mark.parametrize("action", ACTIONS)
def test_nothing_is_changed_by_looking(center: CenterWorld, client: FlaskClient, action: str) -> None:
    assert client.get(center.path(f"standards/{CSEC}/{action}")).status_code == 405


@pytest.mark.parametrize("name", ["nca-csec/1999", "nothing/2023", "nca-csec/..", "NCA/2023"])
def test_a_standard_that_does_not_ship_is_not_found(center: CenterWorld, client: FlaskClient, name: str) -> None:
    assert client.get(center.path(f"standards/{name}")).status_code == 404
    for action in ACTIONS:
        values = {"checked_on": "2026-01-05", "confirmed": "yes"}
        assert post(client, center, f"standards/{name}/{action}", **values).status_code == 404


def test_a_new_center_is_measured_by_all_that_binds_everywhere_and_what_it_chose(
    center: CenterWorld, client: FlaskClient
) -> None:
    everywhere = {f"{each.id}/2023" for each in shipped_standards() if each.by_default and not each.state}
    everywhere.add("nca-csec/2023")  # the optional one, which the centers of the tests choose
    assert followed(center) == everywhere
    shown = text_of(client.get(center.path("standards")))
    assert shown.count("Applies to your center") == len(everywhere)
    assert "No day is set for your site visit yet." in shown


def test_rule_books_of_states_stand_below_and_apply_once_they_are_chosen(
    center: CenterWorld, client: FlaskClient
) -> None:
    page = page_of(client.get(center.path("standards")))
    titles = [heading.get_text(strip=True) for heading in page.select("main h2, main h3")]
    below = titles[titles.index("Rules of single states") + 1 :]
    assert [title.split(":")[0] for title in below] == ["California", "Louisiana"]
    law = "louisiana-interviewers/law"
    assert submit(client, center.path("standards"), action=f"{law}/follow").status_code == 303
    assert law in followed(center)
    assert "from which day it is in force is not known" in text_of(client.get(center.path(f"standards/{law}")))


def test_a_standard_is_dropped_and_applied_again(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient
) -> None:
    path, everything = center.path("standards"), followed(center)
    assert submit(client, path, action=f"{CSEC}/drop").status_code == 303
    assert followed(center) == everything - {CSEC}
    assert followed(other_center) == everything
    assert (last_line(center).action, last_line(center).subject_id) == ("drop", "nca-csec 2023")
    assert "Does not apply" in text_of(client.get(path))
    assert submit(client, path, action=f"{CSEC}/follow").status_code == 303
    assert followed(center) == everything
    assert (last_line(center).action, last_line(center).subject_id) == ("follow", "nca-csec 2023")


def test_applying_twice_writes_one_line_and_dropping_twice_is_not_found(
    center: CenterWorld, client: FlaskClient
) -> None:
    assert post(client, center, f"standards/{CSEC}/drop").status_code == 303
    assert post(client, center, f"standards/{CSEC}/drop").status_code == 404
    for _ in range(2):
        assert post(client, center, f"standards/{CSEC}/follow").status_code == 303
    assert [line.action for line in lines_of(center)][:2] == ["follow", "drop"]


def test_who_may_not_change_it_is_shown_no_button(center: CenterWorld, browse: Browse) -> None:
    for page in ("standards", f"standards/{CSEC}"):
        assert page_of(browse(center.member()).get(center.path(page))).select("main form") == []


def test_every_requirement_stands_there_with_its_source_and_how_sure_it_is(
    center: CenterWorld, client: FlaskClient
) -> None:
    for standard in shipped_standards():
        shown = client.get(center.path(f"standards/{standard.id}/{standard.edition}"))
        page, text = page_of(shown), text_of(shown)
        for requirement in standard.requirements:
            card = page.find(id=requirement.id)
            assert card is not None
            words = " ".join(card.get_text(" ").split())
            assert " ".join(requirement.text.split()) in words
            assert requirement.source.title in words
            assert requirement.source.mark_words in words
        assert standard.publisher in text


def test_the_optional_standard_that_a_center_chose_comes_first(center: CenterWorld) -> None:
    with center.working():
        standards.follow(center.actor(), "nca-unverified", "2023")
        keys = [each.key for each in standards.followed(center.actor())]
    assert keys == ["nca-csec", "nca-essential-training", "nca-unverified"]
