"""The next packet of a center draws what changed; what was drawn outlives neither its packet nor its center's wish."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.factories import CenterWorld
from tests.services.files import row_of
from tests.services.packets.conftest import asked, row_words
from tracker import clock
from tracker.domain.errors import TrackerError
from tracker.models import Packet
from tracker.services import drawn_pieces, packets
from tracker.services.packets import making, sealing

pytestmark = pytest.mark.usefixtures("context")


def kept_of(center: CenterWorld) -> dict[str, int]:
    """Return what is kept for a center, and when it was written."""
    generation = drawn_pieces.store().generation_of(center.public_id)
    assert generation
    return {path.name: path.stat().st_ino for path in generation.iterdir()}


def issue(center: CenterWorld) -> str:
    """Ask for a packet and make it."""
    packet = asked(center)
    assert packets.make(center.center_id, packet, clock.now), row_words(center, packet)
    return packet


def test_the_next_packet_takes_what_did_not_change_and_is_the_same_as_one_drawn_whole(
    center: CenterWorld, other_center: CenterWorld, tmp_path: Path
) -> None:
    people = [center.person(name) for name in ("Ana Reyes", "Ben Ode")]
    for person in people:
        center.completion(person, title="Foundations")
    issue(center)
    first = kept_of(center)
    assert first
    assert kept_of(other_center) == {}
    center.completion(people[1], title="Screening")
    packet = issue(center)
    both = kept_of(center)
    assert first.items() <= both.items(), "nothing is written anew"
    assert 0 < len(both) - len(first) < len(first), "some pieces changed and some did not"
    with center.working():
        made, same = packets.issue_again(center.actor(), packet, tmp_path, lambda *_: None)
    assert same, "drawn whole, it is the packet that was put together from kept pieces"
    assert made.sha256 == row_of(center, packet, Packet).sha256


def test_a_packet_that_is_not_issued_leaves_nothing(center: CenterWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    center.completion(center.person("Ana Reyes"), title="Foundations")
    packet = asked(center)

    def broken(*_: object) -> None:
        raise TrackerError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(making, "sealed", broken)
        assert not packets.make(center.center_id, packet, clock.now)
    assert kept_of(center) == {}


def test_what_was_forgotten_while_a_packet_was_made_does_not_come_back(
    center: CenterWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    center.completion(center.person("Ana Reyes"), title="Foundations")
    packet, sealed = asked(center), sealing.sealed

    def meanwhile(*asked: object) -> object:
        drawn_pieces.store().forget(center.public_id)
        return sealed(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(making, "sealed", meanwhile)
    assert packets.make(center.center_id, packet, clock.now)
    assert kept_of(center) == {}


def test_what_no_packet_used_for_a_month_is_cleaned_up(center: CenterWorld) -> None:
    center.completion(center.person("Ana Reyes"), title="Foundations")
    issue(center)
    assert kept_of(center)
    later = clock.now() + timedelta(days=30, minutes=5)
    assert drawn_pieces.store().sweep(later - timedelta(days=30)) >= 1
    assert kept_of(center) == {}
