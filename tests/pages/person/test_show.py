"""One person: roles, standing on a day, completions."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import page_of, text_of
from tests.pages.ladder import NOBODYS, Browse
from tests.pages.matrix.teams import CSEC, FOUNDATIONS, days_ago, follow_only
from tests.services.entries import training
from tracker.domain.access import AccessRole
from tracker.domain.vocabulary import CompletionState, Role
from tracker.models import Person
from tracker.services import assessments, standards


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    follow_only(center, CSEC)
    return browse(center.director)


@pytest.fixture
def ana(center: CenterWorld) -> int:
    return center.person("Ana Reyes")


@pytest.fixture
def path(center: CenterWorld, ana: int) -> str:
    return center.path(f"people/{center.public_id_of(Person, ana)}")


def test_the_person_and_those_who_see_the_team_may_look(
    center: CenterWorld, other_center: CenterWorld, browse: Browse, ana: int, path: str
) -> None:
    for reader in (center.member(person_id=ana), center.member(AccessRole.DEPUTY), center.director):
        assert browse(reader).get(path).status_code == 200
    assert browse(center.member()).get(path).status_code == 404
    assert browse(other_center.director).get(path).status_code == 404
    assert browse().get(path).status_code == 302


def test_nobody_else_is_found(center: CenterWorld, other_center: CenterWorld, client: FlaskClient) -> None:
    foreign = other_center.public_id_of(Person, other_center.person())
    for public_id in (foreign, NOBODYS, "9" * 30, "%00"):
        assert client.get(center.path(f"people/{public_id}")).status_code == 404
    assert client.post(center.path(f"people/{NOBODYS}")).status_code in {400, 404, 405}


def test_the_page_says_what_the_matrix_says(center: CenterWorld, client: FlaskClient, ana: int, path: str) -> None:
    center.completion(ana, title="Introduction", completed_on=days_ago(center, 60), **FOUNDATIONS)
    with center.working():
        (followed,) = standards.followed(center.actor())
        found = assessments.of_team(center.actor(), followed, center.actor().today)
        key = next(each.key for each in found.people if each.name == "Ana Reyes")
        reasons = [f.reason for f in found.for_person(key) if f.status != "does_not_apply"]
        counts = found.person_counts(key)
    shown = text_of(client.get(path))
    assert len(reasons) == 5
    for reason in reasons:
        assert reason in shown
    assert f"{counts.met} of {counts.applicable}" in shown
    assert "Introduction" in shown


def test_what_is_at_risk_stands_first(center: CenterWorld, client: FlaskClient, ana: int, path: str) -> None:
    center.completion(ana, completed_on=days_ago(center, 60), **FOUNDATIONS)
    cards = page_of(client.get(path)).select(".requirement-card")
    words = [str(card["class"]) for card in cards]
    assert ["not_met" in word for word in words] == [True] * 3 + [False] * 2


def test_a_day_in_the_past_counts_what_was_done_by_then(
    center: CenterWorld, client: FlaskClient, ana: int, path: str
) -> None:
    done = days_ago(center, 60)
    center.completion(ana, completed_on=done, **FOUNDATIONS)
    assert "2 of 5" in text_of(client.get(f"{path}?as_of={done}"))
    before = text_of(client.get(f"{path}?as_of={done - timedelta(days=1)}"))
    assert "0 of 5" in before


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "%00", "x" * 10_000, "١٢"])
def test_a_day_that_is_none_is_today_and_is_told(client: FlaskClient, path: str, day: str) -> None:
    shown, today = text_of(client.get(f"{path}?as_of={day}")), text_of(client.get(path))
    told = re.search(
        r"As of takes a day from 1900 to 2200\. What was asked for is none, so this is as of [^.]+\. ", shown
    )
    assert told is not None
    assert shown.replace(told[0], "") == today


def test_trainings_that_fit_a_gap_are_offered_and_one_tap_logs_it(
    center: CenterWorld, client: FlaskClient, ana: int, path: str
) -> None:
    shown = page_of(client.get(path))
    assert "Trainings in the catalog that fit" in text_of(client.get(path))
    person = center.public_id_of(Person, ana)
    hrefs = [str(link["href"]) for link in shown.select(".requirement-card a[href*='completions/new']")]
    assert hrefs
    assert all(f"person={person}&requirement=nca-csec/" in href for href in hrefs)
    opened = page_of(client.get(hrefs[0])).select_one("main > .notice")
    assert opened
    assert opened.get_text().split()[0] == "For"
    assert shown.select(".requirement-card__trainings a[href*='/catalog/']")


def test_who_has_no_role_owes_nothing_and_the_page_says_why(center: CenterWorld, client: FlaskClient) -> None:
    person = center.public_id_of(Person, center.person("Cy Moss", roles=()))
    shown = text_of(client.get(center.path(f"people/{person}")))
    assert "No role is recorded yet, so nothing is asked of Cy Moss." in shown
    assert "Nothing is logged for Cy Moss yet." in shown


def test_two_roles_at_once_owe_what_each_asks(center: CenterWorld, client: FlaskClient) -> None:
    both = center.person("Kim Soto", roles=(Role.VICTIM_ADVOCATE, Role.FORENSIC_INTERVIEWER))
    shown = text_of(client.get(center.path(f"people/{center.public_id_of(Person, both)}")))
    assert "Advocacy for exploited children" in shown
    assert "Interviewing exploited children" in shown


def test_drafts_and_what_was_withdrawn_are_not_shown_as_done(
    center: CenterWorld, client: FlaskClient, ana: int, path: str
) -> None:
    for state in (CompletionState.DRAFT, CompletionState.RETURNED, CompletionState.WITHDRAWN):
        center.completion(ana, state=state, completed_on=days_ago(center, 60), **FOUNDATIONS)
    assert "0 of 5" in text_of(client.get(path))


def test_staff_read_their_own_page_without_what_only_a_director_does(
    center: CenterWorld, browse: Browse, ana: int, path: str
) -> None:
    training(center)
    own = page_of(browse(center.member(person_id=ana)).get(path))
    links = " ".join(str(link["href"]) for link in own.select("main a[href]"))
    assert "/edit" not in links
    assert "/history" not in links
    assert "completions/new" in links
