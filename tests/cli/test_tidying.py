"""What was uploaded and never saved goes after a day; what a row or a sealed packet names never does."""

import io
import os
from datetime import datetime, timedelta

import pytest

from tests.factories import CenterWorld
from tests.intake import making
from tests.services.files import attached, row_of
from tests.services.packets.conftest import CSEC
from tracker import clock
from tracker.models import Evidence, Packet
from tracker.services import file_copies, packets, tidying, uploads
from tracker.services.tidying import Swept
from tracker.storage import EvidenceStore

NOTHING = Swept(0, 0, 0)


@pytest.fixture
def store(own_center: CenterWorld) -> EvidenceStore:
    return file_copies.store()


def let_a_day_pass(store: EvidenceStore) -> datetime:
    """Make every file of the store a day older; returns the moment after."""
    for digest in store.everything():
        os.utime(store.path_of(digest), (0, 0))
    return clock.now() + timedelta(hours=25)


def sweep(center: CenterWorld, now: datetime) -> Swept:
    with center.app.app_context():
        return tidying.sweep(now)


def test_a_file_without_a_row_goes_after_a_day_and_not_before(
    own_center: CenterWorld,
    store: EvidenceStore,
) -> None:
    digest = store.put(io.BytesIO(making.pdf())).sha256
    assert sweep(own_center, clock.now()) == NOTHING
    assert store.exists(digest)
    assert sweep(own_center, let_a_day_pass(store)) == Swept(0, 0, 1)
    assert not store.exists(digest)


def test_a_file_that_waits_in_a_form_goes_after_a_day_with_its_copy(
    own_center: CenterWorld,
    store: EvidenceStore,
) -> None:
    actor = own_center.actor()
    with own_center.app.app_context():
        uploads.take(actor, io.BytesIO(making.pdf()), "never saved.pdf")
    assert sweep(own_center, clock.now()) == NOTHING
    assert sweep(own_center, let_a_day_pass(store)) == Swept(1, 0, 1)


def test_evidence_and_packets_with_all_they_rest_on_stay_for_good(
    own_center: CenterWorld,
    store: EvidenceStore,
) -> None:
    completion = own_center.completion(own_center.person(), hours=4, topics=frozenset({"screening"}))
    proof = attached(own_center, completion, making.phone_jpeg())
    actor = own_center.actor()
    with own_center.working():
        packet = packets.ask(actor, CSEC, actor.today)
    with own_center.app.app_context():
        assert packets.make(own_center.center_id, packet, clock.now)
    before = set(store.everything())
    assert {row_of(own_center, proof, Evidence).sha256, row_of(own_center, packet, Packet).sha256} < before
    assert sweep(own_center, let_a_day_pass(store)).unnamed == 0
    assert set(store.everything()) == before


def test_where_the_inputs_of_a_packet_are_damaged_no_file_goes(
    own_center: CenterWorld,
    store: EvidenceStore,
) -> None:
    actor = own_center.actor()
    with own_center.working():
        packet = packets.ask(actor, CSEC, actor.today)
    with own_center.app.app_context():
        assert packets.make(own_center.center_id, packet, clock.now)
    store.path_of(row_of(own_center, packet, Packet).inputs_sha256).write_bytes(b"{}")
    orphan = store.put(io.BytesIO(making.pdf())).sha256
    with own_center.app.app_context():
        uploads.take(actor, io.BytesIO(making.pdf()), "never saved.pdf")
    swept = sweep(own_center, let_a_day_pass(store))
    assert (swept.waiting, swept.unnamed) == (1, 0), "what is sure goes, what is not stays"
    assert "damaged" in swept.doubt
    assert store.exists(orphan)
    said = own_center.app.test_cli_runner().invoke(args=["clean-up"])
    assert said.exit_code == 0, said.output
    assert "stay, for one of them may be named after all: The sealed inputs of this packet are damaged" in said.output
