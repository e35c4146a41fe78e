"""Who was added by mistake can be removed; who has done anything stays, and the page says what hangs on them."""

import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.factories import CenterWorld, begin_center
from tests.house.things import issued_packet
from tests.pages.completions.test_races import at_once
from tests.pages.forms import errors_of, page_of, send, submit, text_of
from tests.pages.ladder import DIRECTOR_ONLY, statuses
from tests.pages.people.test_team import listed
from tests.services.lines import last_line
from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.domain.access import AccessRole
from tracker.domain.vocabulary import CompletionState
from tracker.models import Completion, HistoryEntry, Packet, Person, RoleTerm
from tracker.services import history, inspection, invitations, people
from tracker.services.packets.sealing import packet_store
from tracker.services.people import Entry, Term

Browse = Callable[..., FlaskClient]


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


def mistaken(center: CenterWorld, name: str = "Zoe Mistaken") -> str:
    """Add a person as the page does, so that the history tells of it."""
    actor = center.actor()
    with center.working():
        return people.add(
            actor, Entry(name, "medical", "zoe@example.org", "County Clinic"), (Term("medical_provider", actor.today),)
        )


def page(center: CenterWorld, person: str) -> str:
    return center.path(f"people/{person}/remove")


def number_of(center: CenterWorld, person: str) -> int:
    with center.app.app_context(), everywhere(db.session()):
        return int(db.session.scalar(select(Person.id).where(Person.public_id == person)) or 0)


def test_it_is_for_directors(center: CenterWorld, other_center: CenterWorld, browse: Browse) -> None:
    assert statuses(center, other_center, browse, f"people/{mistaken(center)}/remove") == DIRECTOR_ONLY


def test_all_that_told_something_goes_and_nobody_finds_them(center: CenterWorld, client: FlaskClient) -> None:
    zoe = mistaken(center)
    assert "No line of it holds the name." in text_of(client.get(page(center, zoe)))
    assert submit(client, page(center, zoe), why="twice").status_code == 303
    assert set(listed(center)) == {"Dana Whitfield"}
    for rest in ("", "/edit", "/record", "/remove"):
        assert client.get(center.path(f"people/{zoe}{rest}")).status_code == 404
    for everywhere_listed in ("people?show=all", "matrix", "completions/new", "members", "events/new", "history"):
        assert "Zoe" not in client.get(center.path(everywhere_listed)).get_data(as_text=True), everywhere_listed
    with center.app.app_context(), everywhere(db.session()):
        row = db.session.scalars(select(Person).where(Person.public_id == zoe)).one()
        assert (row.name, row.email, row.agency_id, row.discipline) == ("", None, None, "other")
        assert db.session.scalars(select(RoleTerm).where(RoleTerm.person_id == row.id)).all() == []
        assert "Zoe" not in repr(db.session.execute(select(HistoryEntry.__table__)).all())


def test_history_says_it_without_the_name_and_leads_nowhere(center: CenterWorld, client: FlaskClient) -> None:
    zoe = mistaken(center)
    submit(client, page(center, zoe), why="never_here")
    line = last_line(center)
    assert (line.action, line.subject, line.subject_id, line.detail, line.person_name) == (
        *("remove", "person", zoe),
        *({}, None),
    )
    assert line.reason == "They never belonged to the team"
    shown = client.get(center.path("history"))
    assert "removed from the list a person" in text_of(shown)
    assert page_of(shown).select_one(f'a[href$="{zoe}"]') is None
    with center.working():
        assert list(history.problems(center.center_id)) == []
    with center.app.app_context():
        assert [each for each in inspection.problems() if zoe in each or center.public_id in each] == []


def test_the_next_person_does_not_get_their_number_and_with_it_their_history(
    center: CenterWorld, client: FlaskClient
) -> None:
    zoe = mistaken(center)
    number = number_of(center, zoe)
    submit(client, page(center, zoe), why="tried")
    assert number_of(center, mistaken(center, "Somebody Else")) > number


def test_what_history_says_already_is_said_before(center: CenterWorld, client: FlaskClient) -> None:
    zoe = mistaken(center)
    submit(client, center.path(f"people/{zoe}/edit"), name="Zoë Mistaken", email="new@example.org")
    submit(client, center.path(f"people/{zoe}/edit"), email="")
    assert "1 earlier line of it holds the name or an address" in text_of(client.get(page(center, zoe)))


def completed(center: CenterWorld, person: str) -> None:
    center.completion(number_of(center, person), state=CompletionState.WITHDRAWN)


def signed_in(center: CenterWorld, person: str) -> None:
    center.member(AccessRole.STAFF, number_of(center, person))


def invited(center: CenterWorld, person: str) -> None:
    actor = center.actor()
    with center.working():
        invitations.invite(actor, f"{person}@example.org", AccessRole.STAFF, person)


def printed(center: CenterWorld, person: str) -> None:
    public_id = issued_packet(center, None)  # type: ignore[arg-type]  # its owner is nobody
    with center.working():
        kept = packet_store().put(io.BytesIO(f'{{"id": "{person}"}}'.encode()))
        row = db.session.scalars(select(Packet).where(Packet.public_id == public_id)).one()
        row.inputs_sha256 = kept.sha256


@pytest.mark.parametrize(
    ("hang", "words"),
    [
        (completed, "1 completed training, with files and attendance, withdrawn ones too"),
        (signed_in, "An account that signs in or signed in as them"),
        (invited, "An invitation that is under way; withdraw it first"),
        (printed, "What was issued: Packet"),
    ],
)
def test_who_has_something_hanging_on_them_stays_and_the_page_says_what(
    center: CenterWorld, client: FlaskClient, hang: Callable[[CenterWorld, str], None], words: str
) -> None:
    zoe = mistaken(center)
    opened = client.get(page(center, zoe))
    hang(center, zoe)
    late = send(client, opened, page(center, zoe), why="twice")
    assert late.status_code in {409, 422}
    assert errors_of(late)[0].startswith("Something hangs on this person, so they stay on the list.")
    shown = client.get(page(center, zoe))
    assert words in text_of(shown)
    assert "Remove from the list" not in text_of(shown)
    assert "Zoe Mistaken" in listed(center)
    # Inputs that are none would stop every clean-up of the installation, which other tests share.
    with center.working():
        db.session.execute(update(Packet).values(inputs_sha256=""))


def test_who_was_changed_meanwhile_is_looked_at_first(center: CenterWorld, client: FlaskClient) -> None:
    zoe = mistaken(center)
    opened = client.get(page(center, zoe))
    submit(client, center.path(f"people/{zoe}/edit"), name="Zoe Mayfield")
    late = send(client, opened, page(center, zoe), why="twice")
    assert late.status_code == 409
    assert "Somebody else changed this person meanwhile." in errors_of(late)[0]
    assert send(client, late, page(center, zoe)).status_code == 303


@pytest.mark.parametrize("turn", range(3))
def test_of_a_removal_and_a_training_logged_at_once_one_wins(
    center: CenterWorld, client: FlaskClient, turn: int
) -> None:
    zoe, log = mistaken(center), center.path("completions/new")
    forms = client.get(page(center, zoe)), client.get(log)
    typed = {"people": [zoe], "title": "Trauma and the brain", "completed_on": "2026-03-02", "hours": "1.5"}
    at_once(
        [lambda: send(client, forms[0], page(center, zoe), why="twice"), lambda: send(client, forms[1], log, **typed)]
    )
    with center.app.app_context(), everywhere(db.session()):
        gone = db.session.scalar(select(Person.removed_at).where(Person.public_id == zoe)) is not None
        number = select(Person.id).where(Person.public_id == zoe).scalar_subquery()
        logged = db.session.scalars(select(Completion.id).where(Completion.person_id == number)).all()
    assert gone != bool(logged)


def test_who_is_of_another_center_is_not_found(center: CenterWorld, client: FlaskClient) -> None:
    other = begin_center(center.app)
    assert client.get(page(center, mistaken(other))).status_code == 404


def test_the_second_of_two_who_opened_the_form_finds_nobody(center: CenterWorld, client: FlaskClient) -> None:
    zoe = mistaken(center)
    opened = client.get(page(center, zoe))
    assert send(client, opened, page(center, zoe), why="twice").status_code == 303
    assert send(client, opened, page(center, zoe), why="twice").status_code == 404
