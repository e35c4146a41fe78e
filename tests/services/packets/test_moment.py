"""A packet is of one moment of the record, and nobody waits while it is composed."""

import json
from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.services.entries import log
from tests.services.packets.conftest import asked
from tracker import clock
from tracker.db import db
from tracker.domain import sealing_form
from tracker.models import Packet
from tracker.services import history
from tracker.services.history import Head
from tracker.services.packets import moment, rows, sealing
from tracker.services.waiting_rows import TakenBack

LONGEST = 8  # SQLite gives up waiting after ten seconds

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def meanwhile(center: CenterWorld, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[str]]:
    """Let somebody log a training each time a packet is composed, so many times; returns the trainings, as logged."""

    def install(times: int) -> list[str]:
        logged: list[str] = []
        compose, actor = moment.compose, center.actor()

        def composing(*args: Any) -> Any:
            if len(logged) < times:
                writer = Thread(target=lambda: logged.append(log(center, actor)))
                writer.start()
                writer.join(LONGEST)
                assert not writer.is_alive(), "Somebody waited for the packet."
            return compose(*args)

        monkeypatch.setattr(moment, "compose", composing)
        return logged

    return install


def kept(center: CenterWorld, packet: str) -> Packet:
    assert rows.waiting.claim(center.center_id, packet)
    moment.keep_inputs(center.center_id, packet, clock.now)
    with center.working():
        found: Packet = db.session.scalars(select(Packet).where(Packet.public_id == packet)).one()
        db.session.expunge(found)
        assert Head(found.history_number, found.history_digest) == history.head(center.center_id)
    return found


def logged_in(packet: Packet) -> int:
    """Count the completions among what a packet is made from."""
    file = sealing.kept_file(packet.inputs_sha256)
    assert file
    record = sealing_form.record_from_primitive(json.loads(file.read_bytes())["record"])
    return sum(len(person.completions) for person in record.people)


def test_what_is_logged_while_it_is_composed_is_in_it(
    center: CenterWorld, meanwhile: Callable[[int], list[str]]
) -> None:
    packet = asked(center)
    logged = meanwhile(1)
    assert logged_in(kept(center, packet)) == len(logged) == 1


def test_where_somebody_saves_again_and_again_it_is_composed_while_they_wait(
    center: CenterWorld, meanwhile: Callable[[int], list[str]]
) -> None:
    packet = asked(center)
    logged = meanwhile(moment.TRIES_BESIDE_OTHERS)
    assert logged_in(kept(center, packet)) == len(logged) == moment.TRIES_BESIDE_OTHERS


def test_one_taken_back_meanwhile_keeps_nothing(center: CenterWorld) -> None:
    packet = asked(center)
    with pytest.raises(TakenBack):
        moment.keep_inputs(center.center_id, packet, clock.now)
