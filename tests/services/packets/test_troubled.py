"""A packet remembers which exhibits it could not print, and tells the director whose they are."""

import pytest

from tests.factories import CenterWorld
from tests.intake import making
from tests.services.packets.conftest import asked, proved
from tracker import clock
from tracker.reports.troubles import Trouble
from tracker.services import evidence, file_copies, packets

pytestmark = pytest.mark.usefixtures("context")


def test_what_could_not_be_printed_stays_with_the_packet_and_is_named(center: CenterWorld) -> None:
    key = proved(center, making.pdf(21), person_id=center.person("Ana Reyes"), title="Foundations", hours=4)
    with center.working():
        (file,) = [each for each in evidence.files_of_record(center.actor()) if each.completion == key]
        file_copies.store().path_of(file.sha256).unlink()
    packet = asked(center)
    with center.app.app_context():
        assert packets.make(center.center_id, packet, clock.now)
    with center.working():
        assert packets.get(center.actor(), packet).troubles == (Trouble(1, "is missing from the evidence folder"),)
        (told,) = packets.troubles_of(center.actor(), packet)
    assert told.what == "Foundations, Mar 2, 2026, Ana Reyes"
    assert told.told == "could not be printed: its file is missing from the evidence folder"
