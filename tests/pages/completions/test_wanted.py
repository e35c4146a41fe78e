"""The form says what it is for and offers what would count; what nobody asks of the person proposes nothing."""

import pytest
from bs4 import Tag
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import form_in, page_of, submit, values_of
from tests.pages.ladder import NOBODYS, Browse
from tests.services import planned
from tests.services.entries import training
from tracker.db import db
from tracker.domain.vocabulary import Role, Topic
from tracker.models import Completion, Person
from tracker.services import standards

FOUNDATIONS = "nca-csec/csec-foundations"
INTERVIEWING, REVIEWS = "louisiana-interviewers/continuing-training", "nca-essential-training/interviewer-peer-review"


@pytest.fixture
def ana(center: CenterWorld) -> int:
    return center.person(roles=(Role.FORENSIC_INTERVIEWER,))


@pytest.fixture
def client(center: CenterWorld, browse: Browse, ana: int) -> FlaskClient:
    """Ana's own browser, at a center that follows every standard whose keys are asked here."""
    with center.working():
        standards.follow(center.actor(), "nca-essential-training", "2023")
        standards.follow(center.actor(), "louisiana-interviewers", "law")
    return browse(center.member(person_id=ana))


def path_to(center: CenterWorld, **named: str) -> str:
    return center.path("completions/new?" + "&".join(f"{name}={value}" for name, value in named.items()))


def said(client: FlaskClient, path: str) -> Tag | None:
    answer = client.get(path)
    assert answer.status_code == 200
    return page_of(answer).select_one("main > .notice")


def test_it_says_how_the_requirement_stands_and_offers_what_would_count(
    center: CenterWorld, client: FlaskClient
) -> None:
    path = path_to(center, requirement=FOUNDATIONS)
    shown = said(client, path)
    assert shown is not None
    words = " ".join(shown.get_text().split())
    assert words.startswith("For CSEC foundations. Not met. Complete 4 more hours")
    assert "not checked against NCA's text" in words
    offered = shown.select("li a")
    assert 0 < len(offered) <= 5
    chosen = client.get(str(offered[0]["href"]))
    filled = values_of(form_in(chosen))
    assert filled["title"] == offered[0].get_text()
    assert filled["training"]
    assert filled.getlist("topics")
    again = page_of(chosen).select_one("main > .notice a")
    assert again is not None
    assert again.get_text() == "It was another training"
    assert values_of(form_in(client.get(str(again["href"]))))["title"] == ""


def test_the_kind_is_the_one_that_is_missing(center: CenterWorld, client: FlaskClient) -> None:
    filled = values_of(form_in(client.get(path_to(center, requirement=REVIEWS))))
    assert (filled["kind"], filled.getlist("topics")) == ("peer_review", [])


def test_the_one_topic_that_counts_is_chosen_and_gives_way_to_the_catalogs(
    center: CenterWorld, client: FlaskClient
) -> None:
    topics = frozenset({Topic.FORENSIC_INTERVIEW, Topic.TRAUMA})
    training(center, "Interviewing and Trauma", topics=topics)
    path = path_to(center, requirement=INTERVIEWING)
    assert values_of(form_in(client.get(path))).getlist("topics") == [Topic.FORENSIC_INTERVIEW]
    typed = {"completed_on": "2026-03-02", "hours": "2"}
    submit(client, path, title="Interviewing and Trauma", **typed)
    submit(client, path, title="Something else", **typed)
    submit(client, path, title="Interviewing and Trauma", **(typed | {"completed_on": "2026-04-02"}), topics="boys")
    with center.working():
        rows = [row.topics for row in db.session.query(Completion).order_by(Completion.id)]
    assert rows == [topics, {Topic.FORENSIC_INTERVIEW}, {Topic.BOYS}]


def test_one_training_may_be_for_several(center: CenterWorld, client: FlaskClient) -> None:
    path = path_to(center, requirement=f"{FOUNDATIONS},{INTERVIEWING},{FOUNDATIONS}")
    shown = said(client, path)
    assert shown is not None
    assert [each.get_text() for each in shown.select("p strong")] == [
        "CSEC foundations",
        "Interviewers: continuing training",
    ]


@pytest.mark.parametrize(
    "requirement",
    [
        *("", ",", "/", "nca-csec", "nca-csec/", "nca-csec/none-such", "none-such/csec-foundations"),
        *("nca-csec/advocacy-for-exploited-children", "california-placement-officers/csec-101"),
        *("%00", "'", "x" * 10_000, FOUNDATIONS.upper()),
    ],
)
def test_what_no_standard_in_force_asks_of_the_person_proposes_nothing(
    center: CenterWorld, client: FlaskClient, requirement: str
) -> None:
    path = path_to(center, requirement=requirement)
    assert said(client, path) is None
    assert values_of(form_in(client.get(path)))["kind"] == "training"


def test_of_somebody_elses_record_nothing_is_said(
    center: CenterWorld, other_center: CenterWorld, browse: Browse, ana: int
) -> None:
    foreign = other_center.public_id_of(Person, other_center.person("Zoe Foreign"))
    advocate = center.public_id_of(Person, center.person("Ben Okafor"))
    staff = browse(center.member(person_id=ana))
    for person in (foreign, advocate, NOBODYS):
        path = path_to(center, person=person, requirement="nca-csec/advocacy-for-exploited-children")
        assert said(staff, path) is None
    assert said(browse(center.director), path_to(center, person=foreign, requirement=FOUNDATIONS)) is None
    shown = said(browse(center.director), path_to(center, person=advocate, requirement=FOUNDATIONS))
    assert shown is not None
    assert "For Ben Okafor: CSEC foundations." in " ".join(shown.get_text().split())


def test_from_the_plan_it_says_what_was_agreed_and_what_it_closes(
    center: CenterWorld, client: FlaskClient, browse: Browse, ana: int
) -> None:
    person = center.public_id_of(Person, ana)
    line = planned.agreed(center, person, title="The course in March", closes=FOUNDATIONS)
    shown = said(client, path_to(center, plan_line=line))
    assert shown is not None
    words = " ".join(shown.get_text().split())
    assert words.startswith("Agreed on in the plan: The course in March, by ")
    assert "For CSEC foundations." in words
    assert said(browse(center.member()), path_to(center, plan_line=line)) is None
    director = browse(center.director)
    assert values_of(form_in(director.get(path_to(center, plan_line=line)))).getlist("people") == [person]
    planned.drop(center, line)
    assert said(client, path_to(center, plan_line=line)) is None


@pytest.mark.parametrize("closes", [FOUNDATIONS, ""])
def test_another_training_than_the_plan_names_leaves_that_out_and_keeps_what_it_is_for(
    center: CenterWorld, client: FlaskClient, ana: int, closes: str
) -> None:
    named = planned.only_training(center)
    line = planned.agreed(center, center.public_id_of(Person, ana), training=named, closes=closes)
    first = client.get(path_to(center, plan_line=line))
    assert values_of(form_in(first))["training"] == named
    (link,) = page_of(first).select("main > .notice a")
    assert link.get_text() == "It was another training"
    path = str(link["href"])
    filled = values_of(form_in(client.get(path)))
    assert (filled["title"], filled["training"]) == ("", "")
    shown = said(client, path)
    assert shown is not None
    words = " ".join(shown.get_text().split())
    assert words.startswith("Agreed on in the plan: ")
    assert ("For CSEC foundations." in words) is bool(closes)
    back = [values_of(form_in(client.get(str(each["href"]))))["training"] for each in shown.select("li a")]
    assert (named in back) is bool(closes), "it may be chosen after all"
