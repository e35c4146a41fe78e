"""A center whose packet was issued once a run: two people, a certificate as PDF, a photo, a sheet for both, a draft."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from tests.factories import CenterWorld, begin_center
from tests.intake import making
from tests.services.files import stored
from tracker import clock
from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.domain.vocabulary import CompletionState, Grade
from tracker.models import Completion, Event
from tracker.services import evidence, packets

AS_OF = date(2026, 9, 30)
CSEC = "nca-csec"


@dataclass(frozen=True)
class Issued:
    """What was put in, by public id, and the packet that came out."""

    center: CenterWorld
    packet: str
    certificate: str
    photo: str
    both: tuple[str, str]
    word: str


@pytest.fixture(scope="session")
def issued(app: Flask) -> Issued:
    """The center and its packet; costs some seconds once a worker."""
    center = begin_center(app, name="Packet House CAC")
    ana, ben = center.person("Ana Reyes"), center.person("Ben Ode")
    certificate = proved(
        center, making.pdf(2), person_id=ana, title="Foundations", hours=4, topics=frozenset({"screening"})
    )
    photo = proved(center, making.saved(making.photo(600, 400), "JPEG"), person_id=ben, title="Photographed")
    both = tuple(_of_event(center, (ana, ben)))
    word = center.completion(ana, title="On my word", grade=Grade.OWN_WORD, topics=frozenset({"screening"}))
    for state in (CompletionState.DRAFT, CompletionState.RETURNED, CompletionState.WITHDRAWN):
        center.completion(ana, title=f"Nobody claims this {state}", state=state)
    center.completion(ana, title="Completed later", completed_on=date(2026, 10, 1))
    packet = asked(center)
    with app.app_context():
        assert packets.make(center.center_id, packet, clock.now), row_words(center, packet)
    return Issued(center, packet, certificate, photo, (both[0], both[1]), word)


def asked(center: CenterWorld, **values: Any) -> str:
    """Ask for a packet as the director; returns its public id."""
    with center.working():
        return packets.ask(center.actor(), **{"standard": CSEC, "as_of": AS_OF, **values})


def proved(center: CenterWorld, content: bytes, **values: Any) -> str:
    """Add an accepted completion with a file behind it."""
    public_id = center.completion(**values)
    actor = center.actor()
    with center.app.app_context():
        files = stored(actor, content, "photo.jpg" if content[:2] == b"\xff\xd8" else "certificate.pdf")
    with center.working():
        evidence.attach(actor, files, completion=public_id)
        accepted = update(Completion).where(Completion.public_id == public_id).values(state=CompletionState.ACCEPTED)
        db.session.execute(accepted)
    return public_id


def _of_event(center: CenterWorld, people: tuple[int, ...]) -> list[str]:
    actor = center.actor()
    with center.app.app_context():
        files = stored(actor, making.pdf(1, making.with_filled_form))
    with center.working():
        event = Event(title="Team day", held_on=date(2026, 5, 4), hours=2)
        db.session.add(event)
        db.session.flush()
        evidence.attach(actor, files, event=event.public_id)
        number = event.id
    return [
        center.completion(
            person, title="Team day", event_id=number, grade=Grade.SIGNED_SHEET, completed_on=date(2026, 5, 4)
        )
        for person in people
    ]


def row_words(center: CenterWorld, packet: str) -> str:
    """Say why a packet was not issued."""
    with working_for(db.session(), center.center_id):
        return packets.get(center.actor(), packet).failure


@pytest.fixture
def view(center: CenterWorld) -> Callable[[str], packets.PacketView]:
    """Look at a packet of the test's own center."""

    def look(packet: str) -> packets.PacketView:
        with center.working():
            return packets.get(center.actor(), packet)

    return look
