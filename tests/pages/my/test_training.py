"""My training: one sentence at the top, then a card a requirement."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.pages.forms import page_of, text_of
from tests.pages.ladder import EVERYBODY_HERE, Browse, statuses
from tests.pages.matrix.teams import CSEC, FOUNDATIONS, days_ago, follow_only
from tracker.db import db
from tracker.domain.vocabulary import CompletionState, Role
from tracker.models import Membership

EVERYTHING = frozenset(
    {
        "identification",
        "screening",
        "vulnerabilities_grooming",
        "trauma",
        "mdt_response",
        "csam_technology",
        "online_exploitation",
        "running_missing",
        "caregiver_support",
    }
)


@pytest.fixture(autouse=True)
def one_standard(center: CenterWorld) -> None:
    follow_only(center, CSEC)


@pytest.fixture
def ana(center: CenterWorld) -> int:
    return center.person("Ana Reyes")


@pytest.fixture
def client(center: CenterWorld, browse: Browse, ana: int) -> FlaskClient:
    return browse(center.member(person_id=ana))


@pytest.fixture
def path(center: CenterWorld) -> str:
    return center.path("my-training")


def done(center: CenterWorld, person: int, days: int, **values: Any) -> None:
    given = {"hours": Decimal(8), "topics": EVERYTHING, "completed_on": days_ago(center, days)}
    center.completion(person, **(given | values))


def lede(client: FlaskClient, path: str) -> str:
    head = page_of(client.get(path)).select_one("main .page-head")
    assert head is not None
    return " ".join(head.get_text(" ").split())


def test_the_page_is_everybodys_here(center: CenterWorld, other_center: CenterWorld, browse: Browse) -> None:
    assert statuses(center, other_center, browse, "my-training") == EVERYBODY_HERE


def test_the_sentence_says_how_many_are_met_and_what_is_missing(
    center: CenterWorld, client: FlaskClient, ana: int, path: str
) -> None:
    center.completion(ana, completed_on=days_ago(center, 60), **FOUNDATIONS)
    missing = "Missing: CSEC core topics, CSAM and online exploitation and 1 more."
    assert f"You meet 2 of 5. {missing}" in lede(client, path)


def test_all_met_is_said_without_more(center: CenterWorld, client: FlaskClient, ana: int, path: str) -> None:
    done(center, ana, 60)
    assert "You meet 5 of 5." in lede(client, path)
    assert "Missing" not in lede(client, path)


def test_what_is_due_soon_waits_or_is_not_due_yet_is_said(center: CenterWorld, browse: Browse, path: str) -> None:
    soon = center.person("Bo Hart")
    done(center, soon, 700)
    assert "You meet 5 of 5. One is due soon." in lede(browse(center.member(person_id=soon)), path)
    new = center.person("Cy Moss", since=days_ago(center, 5))
    done(center, new, 2, state=CompletionState.SUBMITTED, topics=frozenset({"identification"}))
    said = lede(browse(center.member(person_id=new)), path)
    assert "You meet 0 of 5. 2 wait for review. 3 are not due yet." in said


def test_each_card_says_what_is_asked_and_that_it_is_a_draft(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    cards = page_of(client.get(path)).select(".requirement-card")
    assert len(cards) == 5
    words = " ".join(cards[0].get_text(" ").split())
    assert "What would close it:" in words
    assert "draft" in words.lower()
    assert "Log a completion" in words


def test_what_was_returned_and_drafts_come_first(center: CenterWorld, client: FlaskClient, ana: int, path: str) -> None:
    center.completion(ana, title="Came back", state=CompletionState.RETURNED)
    center.completion(ana, title="Half done", state=CompletionState.DRAFT)
    shown = text_of(client.get(path))
    assert shown.index("Returned: Came back") < shown.index("Still a draft: Half done")


def test_nobody_elses_drafts_or_gaps_are_there(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient, path: str
) -> None:
    center.completion(center.person("Bo Hart"), title="Not mine", state=CompletionState.DRAFT)
    other_center.completion(title="Of another center", state=CompletionState.DRAFT)
    shown = text_of(client.get(path))
    assert "Not mine" not in shown
    assert "Of another center" not in shown


def test_an_account_that_is_nobody_here_is_told_what_to_do(center: CenterWorld, browse: Browse, path: str) -> None:
    account = center.member()
    with center.working():
        db.session.scalars(select(Membership).where(Membership.account_id == account)).one().person_id = None
    shown = text_of(browse(account).get(path))
    assert "not tied to a person here" in shown
    assert "Log a completion" not in shown


@pytest.mark.parametrize("since", [None, 30])
def test_without_a_role_today_the_page_says_whom_to_ask(
    center: CenterWorld, browse: Browse, path: str, since: int | None
) -> None:
    if since is None:
        person = center.person("Cy Moss", roles=())
    else:
        person = center.person("Cy Moss", since=center.actor().today + timedelta(days=since))
    assert "No role is recorded for you today" in text_of(browse(center.member(person_id=person)).get(path))


def test_without_a_standard_the_page_says_so(center: CenterWorld, client: FlaskClient, path: str) -> None:
    follow_only(center)
    assert "No standard applies yet" in text_of(client.get(path))


def test_a_role_that_no_standard_binds_reads_so(center: CenterWorld, browse: Browse, path: str) -> None:
    person = center.person("Grace Lin", roles=(Role.VOLUNTEER,))
    assert "Nothing in this standard applies" in text_of(browse(center.member(person_id=person)).get(path))
