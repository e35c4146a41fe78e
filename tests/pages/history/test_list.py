"""The page of history: who did what, when and why, newest first."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.moments import clock_at
from tests.pages.forms import page_of, submit, text_of
from tests.pages.ladder import NOBODYS, TEAM_ONLY, Browse, statuses
from tracker.models import Person
from tracker.services import activity, history, sightings
from tracker.services.sightings import SAME_LOOK, Act, Look, Sight, Subject


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


def write(center: CenterWorld, count: int, **values: object) -> None:
    actor = center.actor()
    with center.working():
        for number in range(count):
            history.append(actor, "change", "center", f"thing{number}", **values)  # type: ignore[arg-type]  # as given


def sentences(client: FlaskClient, path: str) -> list[str]:
    items = page_of(client.get(path)).select(".timeline__what")
    return [" ".join(item.get_text(" ").split()) for item in items]


def test_the_page_is_for_those_who_see_the_team(center: CenterWorld, other_center: CenterWorld, browse: Browse) -> None:
    assert statuses(center, other_center, browse, "history") == TEAM_ONLY


def test_what_was_done_is_said_with_who_and_whom(center: CenterWorld, client: FlaskClient) -> None:
    roles = {"terms-0-role": "victim_advocate", "terms-0-starts_on": "2024-02-01"}
    made = submit(client, center.path("people/new"), name="Ana Reyes", **roles).location
    submit(client, f"{made}/edit", email="ana@example.org")
    submit(client, f"{made}/edit", action="/leave", last_day="2026-03-31")
    assert sentences(client, center.path("history"))[:3] == [
        "Dana Whitfield recorded the leaving of Ana Reyes",
        "Dana Whitfield changed Ana Reyes",
        "Dana Whitfield added Ana Reyes",
    ]
    shown = text_of(client.get(center.path("history")))
    assert "email: changed" in shown
    assert "last day: 2026-03-31" in shown


def test_several_roles_read_as_a_list_and_a_change_as_from_and_to(center: CenterWorld, client: FlaskClient) -> None:
    roles = {"terms-0-role": "victim_advocate", "terms-0-starts_on": "2024-02-01"}
    second = {"terms-1-role": "mdt_facilitator", "terms-1-starts_on": "2024-02-01"}
    submit(client, center.path("people/new"), name="Ana Reyes", **roles, **second)
    assert "roles: victim advocate, mdt facilitator" in text_of(client.get(center.path("history")))


def test_one_persons_lines_stand_alone(center: CenterWorld, client: FlaskClient) -> None:
    person = center.person("Ana Reyes")
    public_id = center.public_id_of(Person, person)
    write(center, 1)
    write(center, 1, person_id=person, reason="For Ana")
    shown = client.get(center.path(f"history?person={public_id}"))
    assert "History of Ana Reyes" in text_of(shown)
    assert len(page_of(shown).select(".timeline__what")) == 1


def test_a_long_history_comes_a_page_at_a_time_and_loses_no_line(center: CenterWorld, client: FlaskClient) -> None:
    write(center, 2 * history.PAGE + 3)
    path, numbers = center.path("history"), []
    while path and len(numbers) < 1000:
        shown = page_of(client.get(path))
        numbers += [item.get_text().split("line ")[1] for item in shown.select(".timeline__who")]
        link = shown.select_one("main a[rel=next]")
        path = str(link["href"]) if link else ""
    last = history_end(center)
    assert numbers == [f"{number:,}" for number in range(last, 0, -1)]


def history_end(center: CenterWorld) -> int:
    with center.working():
        return history.head(center.center_id).number


@pytest.mark.parametrize("query", ["", "kind=looks"])
def test_looks_come_a_page_at_a_time_among_the_lines_and_none_is_lost(center: CenterWorld, query: str) -> None:
    """Lines and looks alternate, so that both run out on the same pages."""
    actor, seen, total = center.actor(), [], 2 * activity.PAGE + 7
    for number in range(total):
        at = replace(actor, now=actor.now + timedelta(minutes=number))
        with center.working():
            history.append(at, "change", "center", f"thing{number}")
            sightings.note(
                replace(at, now=at.now + SAME_LOOK / 2), Sight(Act.DOWNLOAD, Subject.PACKET, f"{number:020}")
            )
    narrowed = activity.Narrowed(kind=query.removeprefix("kind="))
    with center.working():
        later = replace(actor, now=actor.now + timedelta(days=1))
        at: activity.Place | None = activity.place(later, "")
        while at is not None:
            part = activity.of_center(later, narrowed, activity.place(later, str(at)))
            seen += part.items
            at = part.older
        last = history.head(center.center_id).number
    looks = [item.subject_id for item in seen if isinstance(item, Look)]
    assert looks == [f"{number:020}" for number in reversed(range(total))]
    lines = [item.number for item in seen if isinstance(item, history.Line)]
    assert lines == ([] if query else list(range(last, 0, -1)))
    moments = [item.at for item in seen]
    assert moments == sorted(moments, reverse=True)


def test_what_happens_while_somebody_reads_on_is_shown_to_whoever_begins_anew(
    center: CenterWorld, client: FlaskClient
) -> None:
    write(center, history.PAGE + 3)
    older = str(page_of(client.get(center.path("history"))).select_one("main a[rel=next]")["href"])  # type: ignore[index]  # it is there
    write(center, 1)
    assert "looked at the history" not in text_of(client.get(older))
    assert "looked at the history" in text_of(client.get(center.path("history")))


def test_a_moment_is_said_on_the_centers_clock(center: CenterWorld, browse: Browse) -> None:
    with clock_at("2026-03-02T05:30+00:00"):
        write(center, 1)
        assert "Mar 1, 2026, 11:30 PM" in text_of(browse(center.director).get(center.path("history")))


ODD = (
    *(f"before={'9' * 10}.1.1", f"before=1.{'9' * 17}.1", f"before=1.1.{'9' * 19}", "before=1.2.3%0A", "before=٣.1.1"),
    *("first=9999-12-31", "last=9999-12-31", "first=0001-01-01", "last=x", "kind=x", "by=%00", "first=2199-12-31"),
)


@pytest.mark.parametrize(
    "query", ["before=-1", "before=x", "before=²", "before=" + "9" * 40, "before=1&person=%00", *ODD]
)
def test_an_address_that_was_tampered_with_shows_a_page(center: CenterWorld, client: FlaskClient, query: str) -> None:
    assert client.get(center.path(f"history?{query}")).status_code == 200


def test_another_centers_lines_are_not_there(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient
) -> None:
    foreign = other_center.person("Of Another")
    write(other_center, 1, person_id=foreign, reason="Only theirs")
    public_id = other_center.public_id_of(Person, foreign)
    for query in ("", f"?person={public_id}", f"?person={NOBODYS}"):
        shown = text_of(client.get(center.path(f"history{query}")))
        assert "Only theirs" not in shown
        assert "Of Another" not in shown


def test_the_end_of_the_chain_is_printed_to_compare_with_a_packet(center: CenterWorld, client: FlaskClient) -> None:
    write(center, 3)
    with center.working():
        head = history.head(center.center_id)
    shown = text_of(client.get(center.path("history")))
    assert f"{head.number} lines. The chain ends in {head.digest[:16]}" in shown
