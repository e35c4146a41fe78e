"""Whoever looks at what is another's is noted; what is one's own, and what was refused, is not."""

import csv
import io
import logging
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.house import things
from tests.house.things import Owner
from tests.moments import clock_at
from tests.pages.forms import page_of, text_of
from tests.pages.ladder import EVERYBODY_HERE, NOBODYS, TEAM_ONLY, Browse, statuses
from tests.statements import counted
from tracker import clock
from tracker.db import db
from tracker.db.work import BUSY, Collided
from tracker.domain.access import AccessRole
from tracker.domain.errors import TrackerError
from tracker.models import Account, Evidence, Membership, Person, Sighting
from tracker.services import activity, history
from tracker.web import noting


@pytest.fixture
def ana(center: CenterWorld) -> Owner:
    """Somebody of the staff."""
    person = center.person("Ana Reyes")
    return Owner(center.member(AccessRole.STAFF, person), person)


def looks(center: CenterWorld) -> list[tuple[Any, ...]]:
    """Return the account, act, kind of thing, person and times of each look."""
    with center.working():
        columns = (Sighting.account_id, Sighting.act, Sighting.subject, Sighting.person_id, Sighting.times)
        return [tuple(row) for row in db.session.execute(sa.select(*columns).order_by(Sighting.id))]


def things_of(center: CenterWorld, ana: Owner) -> dict[str, str]:
    """Return the ids that addresses name: Ana, a completion of hers, its file, a packet."""
    return {
        "person": center.public_id_of(Person, ana.person),
        "evidence": things.certificate(center, ana),
        "waiting": center.completion(ana.person, state="submitted", submitted_at=clock.now()),
        "completion": things.draft(center, ana),
        "packet": things.issued_packet(center, ana),
    }


SEEN = {
    "people/{person}": ("look", "person"),
    "people/{person}/record": ("look", "person"),
    "people/{person}/record.csv": ("export", "person"),
    "completions/{completion}": ("look", "completion"),
    "queue/{waiting}": ("look", "completion"),
    "evidence/{evidence}/file": ("download", "evidence"),
    "evidence/{evidence}/pages/1": ("open", "evidence"),
    "packets/{packet}/file": ("download", "packet"),
    "history": ("look", "history"),
    "history?person={person}": ("look", "history"),
    "history.csv": ("export", "history"),
}


@pytest.mark.parametrize("page", SEEN)
def test_what_is_seen_of_others_is_noted_once(center: CenterWorld, ana: Owner, browse: Browse, page: str) -> None:
    path = center.path(page.format(**things_of(center, ana)))
    client = browse(center.director)
    with center.app.app_context():
        head = history.head(center.center_id)
    for _ in range(2):
        assert client.get(path, buffered=True).status_code == 200
    of_one = None if page in {"packets/{packet}/file", "history", "history.csv"} else ana.person
    assert looks(center) == [(center.director, *SEEN[page], of_one, 1)]
    with center.app.app_context():
        assert history.head(center.center_id) == head, "a look is no change"


def test_a_look_an_hour_later_counts_in_the_row_of_the_day(center: CenterWorld, ana: Owner, browse: Browse) -> None:
    path = center.path(f"people/{center.public_id_of(Person, ana.person)}")
    for moment in (
        "2026-03-02T16:00+00:00",
        "2026-03-02T17:00+00:00",
        "2026-03-03T05:59+00:00",
        "2026-03-03T06:00+00:00",
    ):
        with clock_at(moment):
            assert browse(center.director).get(path).status_code == 200
    assert [times for *_, times in looks(center)] == [3, 1], "the day is the center's, six hours behind"


def test_ones_own_record_files_and_export_are_not_noted(center: CenterWorld, ana: Owner, browse: Browse) -> None:
    named, client = things_of(center, ana), browse(ana.account)
    pages = ("people/{person}", "people/{person}/record", "people/{person}/record.csv", "evidence/{evidence}/file")
    for page in (*pages, "completions/{completion}", "my-record", "my-record.csv", "my-record/history"):
        assert client.get(center.path(page.format(**named)), buffered=True).status_code == 200
    assert looks(center) == []


def test_what_is_refused_is_no_look(center: CenterWorld, ana: Owner, browse: Browse) -> None:
    named, colleague = things_of(center, ana), browse(center.member())
    for page in ("people/{person}", "people/{person}/record.csv", "evidence/{evidence}/file", "packets/{packet}/file"):
        assert colleague.get(center.path(page.format(**named))).status_code in {403, 404}
    assert browse(center.director).get(center.path(f"people/{NOBODYS}")).status_code == 404
    with center.working():
        gone = sa.update(Evidence).where(Evidence.public_id == named["evidence"])
        db.session.execute(gone.values(withdrawn_at=clock.now(), withdrawn_reason="Not hers"))
    assert browse(center.director).get(center.path(f"evidence/{named['evidence']}/file")).status_code == 410
    assert looks(center) == []


@pytest.mark.parametrize("fault", [TrackerError(BUSY), Collided(BUSY)], ids=["busy", "gave way"])
def test_a_look_that_cannot_be_noted_is_logged_by_ids_and_the_page_is_answered(
    center: CenterWorld,
    ana: Owner,
    browse: Browse,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    fault: Exception,
) -> None:
    @contextmanager
    def refuse() -> Any:
        raise fault
        yield

    person, client = center.public_id_of(Person, ana.person), browse(center.director)
    monkeypatch.setattr(noting, "unit_of_work", refuse)
    with caplog.at_level(logging.WARNING):
        answer = client.get(center.path(f"people/{person}"))
    assert answer.status_code == 200
    assert f"Account {center.director} saw person {person} at center {center.public_id}" in caplog.text
    assert "Ana" not in caplog.text
    assert looks(center) == []


def test_a_look_costs_few_statements(center: CenterWorld, ana: Owner, browse: Browse) -> None:
    path = center.path(f"people/{center.public_id_of(Person, ana.person)}/record")
    client, costs = browse(center.director), []
    for _ in range(2):
        with center.app.app_context(), counted() as asked:
            client.get(path)
        costs.append(len(asked))
    first, again = costs
    written = first - again
    assert written <= 4, "whose it is, the row, and on PostgreSQL the center of a new transaction"


def test_both_pages_are_for_those_they_are_for(center: CenterWorld, other_center: CenterWorld, browse: Browse) -> None:
    assert statuses(center, other_center, browse, "history.csv") == TEAM_ONLY
    assert statuses(center, other_center, browse, "my-record/history") == EVERYBODY_HERE


def test_everybody_sees_what_happened_with_their_record_and_nothing_else(
    center: CenterWorld, ana: Owner, browse: Browse
) -> None:
    named, ben = things_of(center, ana), center.person("Ben Ortiz")
    deputy = browse(center.member(AccessRole.DEPUTY))
    for page in ("people/{person}", "evidence/{evidence}/file", "packets/{packet}/file", "history"):
        deputy.get(center.path(page.format(**named)), buffered=True)
    deputy.get(center.path(f"people/{center.public_id_of(Person, ben)}"))
    with center.working():
        history.append(center.actor(), "change", "person", "x", person_id=ben, reason="Of Ben")
        history.append(center.actor(), "change", "person", "y", person_id=ana.person, reason="Of Ana")
    shown = browse(ana.account).get(center.path("my-record/history"))
    sentences = [" ".join(item.get_text(" ").split()) for item in page_of(shown).select(".timeline__what")]
    assert sentences[:3] == [
        "Dana Whitfield changed you",
        "Robin Vale downloaded a file of yours",
        "Robin Vale looked at your record",
    ]
    assert "Of Ana" in text_of(shown)
    assert "Of Ben" not in text_of(shown)
    assert "packet" not in text_of(shown).lower().partition("what happened with my record")[2]
    assert "· Deputy" in text_of(shown)


def test_an_account_that_is_nobody_of_the_people_sees_an_empty_page(center: CenterWorld, browse: Browse) -> None:
    nobody = center.member()
    with center.working():
        db.session.execute(sa.update(Membership).where(Membership.account_id == nobody).values(person_id=None))
        history.append(center.actor(), "change", "center", "x")
    assert "Nothing yet" in text_of(browse(nobody).get(center.path("my-record/history")))


FILTERS: dict[str, Callable[[dict[str, str]], tuple[str, list[str]]]] = {
    "who acted": lambda ids: (f"by={ids['deputy']}", ["look"]),
    "the shell": lambda _: ("by=installation", ["restore"]),
    "whose record": lambda ids: (f"person={ids['ana']}", ["look", "change"]),
    "changes": lambda _: ("kind=changes", ["restore", "change"]),
    "access": lambda _: ("kind=access", ["end"]),
    "looks": lambda _: ("kind=looks", ["look"]),
    "until a day": lambda _: ("last=2026-03-01", ["change"]),
    "from a day": lambda _: ("first=2026-03-03", ["look", "restore"]),
    "of a day": lambda _: ("first=2026-03-02&last=2026-03-02", ["end"]),
    "two at once": lambda ids: (f"person={ids['ana']}&kind=looks", ["look"]),
}
WORDS = {"look": "looked at", "change": "changed", "end": "ended", "restore": "restored the center"}


@pytest.mark.parametrize("name", FILTERS)
def test_the_list_is_narrowed(center: CenterWorld, ana: Owner, browse: Browse, name: str) -> None:
    """A change on March 1st at 11 PM, an ending on the 2nd, a restore and a look on the 3rd, on the center's clock."""
    deputy = center.member(AccessRole.DEPUTY)
    moments = {"change": "2026-03-02T05:00+00:00", "end": "2026-03-02T06:00+00:00", "restore": "2026-03-03T06:00+00:00"}
    subjects = {"change": "person", "end": "membership", "restore": "center"}
    for action, moment in moments.items():
        with clock_at(moment), center.working():
            person = ana.person if action == "change" else None
            actor = replace(center.actor(), account_id=0) if action == "restore" else center.actor()
            history.append(actor, action, subjects[action], "x", person_id=person)
    with clock_at("2026-03-03T20:00+00:00"):
        browse(deputy).get(center.path(f"people/{center.public_id_of(Person, ana.person)}"))
    ids = {"deputy": center.public_id_of(Account, deputy), "ana": center.public_id_of(Person, ana.person)}
    query, expected = FILTERS[name](ids)
    with clock_at("2026-03-04T20:00+00:00"):
        shown = page_of(browse(center.director).get(center.path(f"history?{query}")))
    said = [" ".join(item.get_text(" ").split()) for item in shown.select(".timeline__what")]
    said = [line for line in said if "began the center" not in line and " applied " not in line]
    assert [next(key for key, words in WORDS.items() if words in line) for line in said] == expected


def test_the_list_goes_along_as_a_table_that_starts_no_formula(center: CenterWorld, ana: Owner, browse: Browse) -> None:
    with center.working():
        history.append(center.actor(), "change", "person", "x", person_id=ana.person, reason="=HYPERLINK(1)")
    client = browse(center.director)
    client.get(center.path(f"people/{center.public_id_of(Person, ana.person)}"))
    with clock_at((clock.now() + timedelta(minutes=2)).isoformat()):
        answer = client.get(center.path("history.csv"))
    rows = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert (rows[0]["Who"], rows[0]["What"], rows[0]["Role"]) == (
        "Dana Whitfield",
        "looked at the record of Ana Reyes",
        "Director",
    )
    assert (rows[1]["Reason"], rows[1]["Whose record"]) == ("'=HYPERLINK(1)", "Ana Reyes")
    assert rows[1]["Line"] == str(len(rows) - 1)


def test_a_table_that_holds_less_than_the_list_says_so_and_so_does_the_page(
    center: CenterWorld, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, pages, table = browse(center.director), "history?kind=access", "history.csv?kind=access"
    with center.working():
        for number in range(activity.PAGE + 1):
            history.append(center.actor(), "change_role", "membership", f"x{number}")
    whole = client.get(center.path(table)).get_data(as_text=True).splitlines()
    for most, stops in ((len(whole) - 1, False), (len(whole) - 2, True)):
        monkeypatch.setattr(activity, "MOST_EXPORTED", most)
        rows = client.get(center.path(table)).get_data(as_text=True).splitlines()
        assert [f"stops at the newest {most} entries" in row for row in rows] == [False] * (1 + most) + [True] * stops
        assert f"newest {most} entries at most" in page_of(client.get(center.path(pages))).get_text()
    assert "entries at most" not in page_of(client.get(center.path("history?kind=looks"))).get_text()


def test_the_table_follows_the_filters(center: CenterWorld, client_of: FlaskClient) -> None:
    link = page_of(client_of.get(center.path("history?kind=access"))).select_one("main a[href*='.csv']")
    assert link is not None
    assert str(link["href"]).endswith("/history.csv?kind=access")


@pytest.fixture
def client_of(center: CenterWorld, browse: Browse) -> FlaskClient:
    """The director's browser, at a center where somebody was given another role."""
    with center.working():
        history.append(center.actor(), "change_role", "membership", "x")
    return browse(center.director)
