"""The matrix: people by requirements on any day, each cell with its reason."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import page_of, text_of
from tests.pages.ladder import TEAM_ONLY, Browse, statuses
from tests.pages.matrix.teams import (
    CSEC,
    FOUNDATIONS,
    cell,
    columns,
    days_ago,
    follow_only,
    numbers,
    partner,
    rows,
    visit,
)
from tracker.db import db
from tracker.domain.vocabulary import CompletionState, Role
from tracker.models import RoleTerm
from tracker.services import assessments, standards


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    follow_only(center, CSEC)
    return browse(center.director)


@pytest.fixture
def path(center: CenterWorld) -> str:
    return center.path("matrix")


def test_the_page_is_for_those_who_see_the_team(center: CenterWorld, other_center: CenterWorld, browse: Browse) -> None:
    assert statuses(center, other_center, browse, "matrix") == TEAM_ONLY


def test_without_a_standard_choosing_one_is_offered(center: CenterWorld, client: FlaskClient, path: str) -> None:
    follow_only(center)
    shown = client.get(path)
    assert "No standard applies yet" in text_of(shown)
    assert page_of(shown).select(f"main a[href='{center.path('standards')}']")


def test_whom_nothing_binds_has_no_row_and_the_page_says_so(client: FlaskClient, path: str) -> None:
    assert "This standard binds nobody on" in text_of(client.get(path))


def test_every_cell_says_status_and_reason_of_the_one_assessment(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    center.completion(center.person("Ana Reyes"), completed_on=days_ago(center, 60), **FOUNDATIONS)
    partner(center)
    center.person("Kim Soto", roles=(Role.FORENSIC_INTERVIEWER, Role.MDT_FACILITATOR), since=days_ago(center, 10))
    with center.working():
        (followed,) = standards.followed(center.actor())
        found = assessments.of_team(center.actor(), followed, center.actor().today)
    shown = rows(client, path)
    assert set(shown) == {"Ana Reyes", "Sam Okafor", "Kim Soto"}
    for person in found.bound_people:
        cells = shown[person.name].select("td.cell")
        assert len(cells) == len(found.personal_requirements)
        for box, requirement in zip(cells, found.personal_requirements, strict=True):
            finding = found.cell(person.key, requirement.id)
            assert f"cell--{finding.status}" in box["class"]
            assert finding.reason in " ".join(box.get_text(" ").split())


def test_a_row_ends_with_hours_done_and_requirements_met(center: CenterWorld, client: FlaskClient, path: str) -> None:
    ana = center.person("Ana Reyes")
    center.completion(ana, completed_on=days_ago(center, 60), **FOUNDATIONS)
    center.completion(ana, title="On something else", hours=Decimal("1.25"))
    center.completion(ana, title="Waits", hours=Decimal(20), state=CompletionState.SUBMITTED)
    assert numbers(client, path, "Ana Reyes") == ["5.25", "2 of 5"]


def test_what_waits_for_review_is_said_and_not_counted(center: CenterWorld, client: FlaskClient, path: str) -> None:
    center.completion(
        center.person("Ana Reyes"),
        completed_on=days_ago(center, 60),
        state=CompletionState.SUBMITTED,
        **FOUNDATIONS,
    )
    assert cell(client, path, "Ana Reyes", "CSEC foundations").startswith("In review")


def test_greatest_risk_stands_first_unless_sorted_by_name(center: CenterWorld, client: FlaskClient, path: str) -> None:
    center.completion(center.person("Ana Reyes"), completed_on=days_ago(center, 60), **FOUNDATIONS)
    center.person("Zed Long")
    center.person("bo Hart", since=days_ago(center, 1))
    assert list(rows(client, path)) == ["Zed Long", "Ana Reyes", "bo Hart"]
    assert list(rows(client, f"{path}?sort=name")) == ["Ana Reyes", "bo Hart", "Zed Long"]


def test_role_agency_and_component_narrow_it_and_stay_chosen(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    center.person("Ana Reyes")
    partner(center)
    assert list(rows(client, f"{path}?role=victim_advocate")) == ["Ana Reyes"]
    assert list(rows(client, f"{path}?agency=Harbor+Police")) == ["Sam Okafor"]
    assert list(rows(client, f"{path}?agency=own")) == ["Ana Reyes"]
    assert columns(client, f"{path}?component=staying-current") == ["CSEC refresher"]
    assert "1 person of 2." in text_of(client.get(f"{path}?role=victim_advocate"))
    narrowed = page_of(client.get(f"{path}?role=victim_advocate&as_of=2026-01-02"))
    assert [each["value"] for each in narrowed.select("option[selected]") if each["value"]] == ["victim_advocate"]
    assert {str(each["value"]) for each in narrowed.select("main form input[name=as_of]")} == {"2026-01-02"}


def test_filters_that_fit_nobody_offer_the_way_back(center: CenterWorld, client: FlaskClient, path: str) -> None:
    center.person("Ana Reyes")
    shown = client.get(f"{path}?role=prosecutor")
    assert "Nobody fits these filters" in text_of(shown)


def test_a_day_in_the_past_shows_the_team_of_that_day_and_what_was_done_by_then(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    ana = center.person("Ana Reyes", roles=())
    with center.working():
        held = {"starts_on": date(2020, 1, 1), "ends_on": date(2024, 6, 30)}
        db.session.add(RoleTerm(person_id=ana, role=Role.VICTIM_ADVOCATE, **held))
    center.completion(ana, completed_on=date(2024, 3, 1), **FOUNDATIONS)
    assert rows(client, path) == {}
    assert list(rows(client, f"{path}?as_of=2024-06-30")) == ["Ana Reyes"]
    assert rows(client, f"{path}?as_of=2024-07-01") == {}
    assert cell(client, f"{path}?as_of=2024-03-01", "Ana Reyes", "CSEC foundations").startswith("Met")
    assert cell(client, f"{path}?as_of=2024-02-29", "Ana Reyes", "CSEC foundations").startswith("Not met")
    assert numbers(client, f"{path}?as_of=2024-02-29", "Ana Reyes")[0] == "0"


def test_the_visit_day_is_one_step_away_and_shows_who_will_have_lapsed(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    today = center.actor().today
    visit(center, today + timedelta(days=200))
    center.completion(center.person("Ana Reyes"), completed_on=today - timedelta(days=600), **FOUNDATIONS)
    assert cell(client, path, "Ana Reyes", "CSEC refresher").startswith("Met")
    (link,) = (each for each in page_of(client.get(path)).select("main a") if "Visit day" in each.get_text())
    then = str(link["href"])
    assert f"as_of={today + timedelta(days=200)}" in then
    assert cell(client, then, "Ana Reyes", "CSEC refresher").startswith("Lapsed")
    name = rows(client, then)["Ana Reyes"].select_one("th a")
    assert name is not None
    assert str(name["href"]).endswith(f"as_of={today + timedelta(days=200)}")


def test_the_teams_own_requirements_stand_below(center: CenterWorld, client: FlaskClient, path: str) -> None:
    center.person("Ana Reyes")
    shown = text_of(client.get(path))
    assert "The team as one" in shown
    assert "Written CSEC protocol" in shown
    assert (
        "Written CSEC protocol" not in text_of(client.get(f"{path}?component=foundations")).split("The team as one")[-1]
    )


def test_each_standard_has_its_own_matrix(center: CenterWorld, browse: Browse, path: str) -> None:
    center.person("Ana Reyes")
    client = browse(center.director)
    assert "CSEC foundations" in columns(client, path)
    other = f"{path}?standard=nca-essential-training"
    assert "CSEC foundations" not in columns(client, other)
    assert page_of(client.get(other)).select(".tabs [aria-current]")


@pytest.mark.parametrize(
    "query",
    [
        "as_of=0001-01-01",
        "as_of=9999-12-31",
        "as_of=2023-02-29",
        "as_of=yesterday",
        "as_of=%00",
        "standard=../../etc",
        "standard=%FF&as_of=2026-01-01T00:00",
        "role=" + "x" * 10_000,
        "agency=%00&component=%27&sort=-1",
    ],
)
def test_an_address_that_was_tampered_with_shows_a_page(
    center: CenterWorld, client: FlaskClient, path: str, query: str
) -> None:
    center.person("Ana Reyes")
    assert client.get(f"{path}?{query}").status_code == 200


def test_names_in_any_script_stand_as_words(center: CenterWorld, client: FlaskClient, path: str) -> None:
    names = {"أمينة الخطيب", "Zoë 🧠", "<b>Bold</b>"}
    for name in names:
        center.person(name)
    assert set(rows(client, path)) == names


def test_another_centers_people_are_not_there(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient, path: str
) -> None:
    other_center.person("Of Another")
    center.person("Ana Reyes")
    assert set(rows(client, path)) == {"Ana Reyes"}
