"""A gap of the team that asks for a share of it says who completes what, and it can be kept as agreed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from bs4 import Tag
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import page_of, submit, text_of, values_of
from tests.pages.ladder import Browse
from tests.services import planned as center_of
from tests.services.entries import training
from tests.services.planned import agreed, ahead, kept, lines
from tests.services.planned_events.ahead import planned
from tracker.domain.vocabulary import Role
from tracker.formatting import format_date
from tracker.models import Person
from tracker.services import own_standards

CHAPTER = """
id = "chapter"
title = "Chapter rules"
edition = "2026"
edition_label = "2026"
publisher = "Our chapter"

[[component]]
id = "team"
title = "The team"

[[requirement]]
id = "volunteers"
title = "Volunteers know of self-care"
text = "Three quarters of the volunteers have 2 hours on self-care."
component = "team"
applies = { team = true }
source = { title = "Chapter rules, section 3", mark = "draft" }

  [requirement.rule]
  kind = "team_share"
  who = "volunteers"
  of = { roles = ["volunteer"] }
  percent = 75
  each = { kind = "hours", hours = 2, topics = ["self_care"] }
"""
OWN = """
[[requirement]]
id = "own"
title = "Board members know of self-care"
text = "Board members have 2 hours on self-care."
component = "team"
applies = { roles = ["board_member"] }
source = { title = "Chapter rules, section 4", mark = "draft" }
rule = { kind = "hours", hours = 2, topics = ["self_care"] }
"""
AGAIN = """
[[requirement]]
id = "again"
title = "Four volunteers know of self-care"
text = "Four volunteers have 2 hours on self-care."
component = "team"
applies = { team = true }
source = { title = "Chapter rules, section 5", mark = "draft" }

  [requirement.rule]
  kind = "team_share"
  who = "volunteers"
  of = { roles = ["volunteer"] }
  number = 4
  each = { kind = "hours", hours = 2, topics = ["self_care"] }
"""
EXAMPLE = """
[[example]]
name = "Nobody yet"
as_of = 2026-01-02
team = { volunteers = "does_not_apply" }
"""
OWN_EXAMPLE = """
  [[example.person]]
  roles = [{ role = "board_member", from = 2026-01-01 }]
  expect = { own = "not_met" }
"""
ON_TOPIC = {"hours": Decimal(2), "topics": frozenset({"self_care"})}
TITLE = "Asking and listening"


@pytest.fixture(autouse=True)
def course(center: CenterWorld) -> str:
    """Let one training of the catalog be to be had that closes it; returns its public id."""
    center_of.only_training(center)
    return training(center, TITLE, url="https://example.org/", cost="free", **ON_TOPIC)


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


def asked_for(center: CenterWorld, text: str = CHAPTER + EXAMPLE) -> None:
    with center.working():
        own_standards.apply(center.actor(), text, "chapter.toml", "", "")


def volunteers(center: CenterWorld, *names: str, trained: int = 0, roles: tuple[Role, ...] = (Role.VOLUNTEER,)) -> None:
    """Add volunteers, of whom the first so many have what is asked."""
    for place, name in enumerate(names):
        number = center.person(name, roles=roles)
        if place < trained:
            center.completion(number, completed_on=center.actor().today - timedelta(days=400), **ON_TOPIC)


def keep_form(center: CenterWorld, client: FlaskClient) -> Tag:
    """Return the form that keeps what is proposed for the gap of the team."""
    shown = page_of(client.get(center.path(f"plan?as_of={ahead(center)}")))
    forms = shown.select("main form[action$='/plan/keep']")
    return next(form for form in forms if values_of(form)["person"] == "chapter/volunteers")


def page(center: CenterWorld, client: FlaskClient) -> str:
    return text_of(client.get(center.path(f"plan?as_of={ahead(center)}")))


def test_it_says_how_many_are_needed_and_who_completes_what(center: CenterWorld, client: FlaskClient) -> None:
    asked_for(center)
    volunteers(center, "Ana Reyes", "Luis Ortega", "Sam Okafor", trained=1)
    said = page(center, client)
    by = format_date(ahead(center))
    assert (
        "3 are needed (75 percent), 1 of 3 meets it. 2 more would be enough; the least that does it: "
        f"Luis Ortega , 1 training, 2 hours: {TITLE} (2 hours · free), by {by} . "
        f"Sam Okafor , 1 training, 2 hours: {TITLE} (2 hours · free), by {by} . "
        "In all: 2 trainings, 4 hours."
    ) in said
    assert "it is named who completes what" in said


def test_one_button_keeps_what_is_proposed_and_then_says_so(center: CenterWorld, client: FlaskClient) -> None:
    asked_for(center)
    volunteers(center, "Ana Reyes", "Luis Ortega", "Sam Okafor", trained=1)
    form = keep_form(center, client)
    for words in ("Kept: 2 trainings", "Nothing new"):
        answer = client.post(str(form["action"]), data=values_of(form))
        assert words in page_of(client.get(answer.location or "")).get_text()
    assert [(each.person_name, each.title) for each in lines(center)] == [("Luis Ortega", TITLE), ("Sam Okafor", TITLE)]
    assert {each.closes for each in lines(center)} == {("Volunteers know of self-care",)}
    assert "Agreed" in page(center, client).partition("The team as one")[2]


def test_with_the_whole_plan_it_is_kept_too_and_agreed_on_it_is_not_kept_again(
    center: CenterWorld, client: FlaskClient
) -> None:
    asked_for(center)
    volunteers(center, "Ana Reyes")
    assert (kept(center), kept(center), kept(center, "chapter/volunteers")) == (1, 0, 0)
    forms = page_of(client.get(center.path(f"plan?as_of={ahead(center)}"))).select("main form[action$='/plan/keep']")
    assert forms == []


def test_what_changed_since_it_was_read_is_not_kept_and_that_is_said(center: CenterWorld, client: FlaskClient) -> None:
    asked_for(center)
    volunteers(center, "Sam Okafor")
    form = keep_form(center, client)
    volunteers(center, "Ana Reyes", "Luis Ortega", "Cy Ode")
    agreed(center, owner=center.public_id_of(Person, center.director_person))
    answer = client.post(str(form["action"]), data=values_of(form))
    assert "The plan has changed meanwhile" in page_of(client.get(answer.location or "")).get_text()
    assert [each.title for each in lines(center)] == ["Peer review with the county"]


def test_what_stands_in_somebody_s_own_plan_is_not_proposed_besides(center: CenterWorld, client: FlaskClient) -> None:
    asked_for(center, CHAPTER + OWN + EXAMPLE + OWN_EXAMPLE)
    volunteers(center, "Ana Reyes")
    volunteers(center, "Luis Ortega", roles=(Role.VOLUNTEER, Role.BOARD_MEMBER))
    said = page(center, client)
    assert "With what is proposed above already, Luis Ortega will meet it. 1 more would be enough" in said
    assert kept(center) == 2
    assert len({each.person_name for each in lines(center)}) == 2


def test_what_one_gap_of_the_team_proposes_is_not_proposed_for_the_next(
    center: CenterWorld, client: FlaskClient
) -> None:
    asked_for(center, CHAPTER + AGAIN + EXAMPLE.replace("team = {", 'team = { again = "not_met",'))
    volunteers(center, "Ana Reyes", "Luis Ortega", "Sam Okafor", "Cy Ode")
    said = page(center, client).partition("4 are needed, 0 of 4 meet it.")[2]
    assert said.startswith(
        " With what is proposed above already, Ana Reyes, Cy Ode and Luis Ortega will meet it. 1 more would be enough"
    )
    assert kept(center) == 4


def test_what_is_planned_for_somebody_is_named_with_its_day(center: CenterWorld, client: FlaskClient) -> None:
    asked_for(center)
    ana = center.public_id_of(Person, center.person("Ana Reyes", roles=(Role.VOLUNTEER,)))
    planned(center, [ana], held_on=ahead(center, 30), **ON_TOPIC)
    said = page(center, client)
    assert f"Team training on {format_date(ahead(center, 30))}, already planned." in said
    assert TITLE not in said.partition("The team as one")[2]


def test_where_too_few_can_it_says_how_many_are_missing(center: CenterWorld, client: FlaskClient) -> None:
    asked_for(center, (CHAPTER + EXAMPLE).replace("percent = 75", "number = 3").replace("does_not_apply", "not_met"))
    volunteers(center, "Ana Reyes", "Luis Ortega")
    said = page(center, client)
    assert "3 are needed, 0 of 2 meet it. 3 more would be needed; what can be done: Ana Reyes , 1 training" in said
    assert "1 is missing even so: no set of trainings is known to bring anybody else there." in said


def test_a_name_and_a_title_that_look_like_markup_stay_words(center: CenterWorld, client: FlaskClient) -> None:
    asked_for(center)
    training(center, "<b>Bold</b>", url="https://example.org/", cost="free", **(ON_TOPIC | {"hours": Decimal("2.0")}))
    volunteers(center, "<script>x</script>")
    html = client.get(center.path(f"plan?as_of={ahead(center)}")).get_data(as_text=True)
    assert "&lt;script&gt;x" in html
    assert "<script>x" not in html
    assert "<b>Bold" not in html


def test_by_hand_the_same_can_be_agreed_on_as_before(center: CenterWorld, client: FlaskClient) -> None:
    asked_for(center)
    volunteers(center, "Ana Reyes")
    links = page_of(client.get(center.path(f"plan?as_of={ahead(center)}"))).select("a[href*='requirement=chapter']")
    answer = submit(client, str(links[0]["href"]), due_on=ahead(center).isoformat(), owner=_director(center))
    assert answer.status_code == 303
    assert [each.whom for each in lines(center)] == ["The team"]


def _director(center: CenterWorld) -> str:
    return center.public_id_of(Person, center.director_person)
