"""A packet that prints a file removed for good can be withdrawn: its bytes go, that it was issued stays said."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.intake import making
from tests.packets_of_others import set_aside_unreadable
from tests.pages.forms import errors_of, submit, text_of
from tests.services.archives.made import made, view
from tests.services.files import row_of
from tests.services.lines import last_line
from tests.services.packets.conftest import asked, proved
from tracker import clock
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.vocabulary import PacketState
from tracker.models import Evidence, Packet
from tracker.services import drawn_pieces, history, inspection, packets, removing_files, tidying
from tracker.services.packets import sealing
from tracker.services.removing_files import Why

pytestmark = pytest.mark.usefixtures("context")
Browse = Callable[..., FlaskClient]
LATER = timedelta(hours=1)
BECAUSE = "It prints a file that was removed for good."


@dataclass(frozen=True)
class Printed:
    """A center with a packet that prints a photo, and where everything lies that the packet rests on."""

    center: CenterWorld
    packet: str
    photo: str
    pdf: str
    inputs: str
    copy: str

    @property
    def lies(self) -> dict[str, bool]:
        """Which of its files are there."""
        return {name: sealing.kept_file(getattr(self, name)) is not None for name in ("pdf", "inputs", "copy")}

    @property
    def drawn(self) -> list[Path]:
        """What was drawn for the center's packets and kept for the next."""
        generation = drawn_pieces.store().generation_of(self.center.public_id)
        return list(generation.iterdir()) if generation else []

    def remove(self) -> None:
        """Remove the photo for good, bytes and all."""
        actor = self.center.actor()
        with self.center.working():
            removing_files.remove(actor, self.photo, Why.ABOUT_A_CHILD)
        removing_files.finish(clock.now() + LATER)

    def withdraw(self, words: str = "") -> None:
        """Mark the packet as withdrawn."""
        actor = self.center.actor()
        with self.center.working():
            packets.withdraw(actor, self.packet, words)


@pytest.fixture
def it(center: CenterWorld) -> Printed:
    """A packet of the test's own; costs about two seconds."""
    set_aside_unreadable()
    packets.finish(clock.now() + LATER)  # what other tests withdrew would be counted with this one's
    person = center.person("Ana Reyes")
    # Of a size of its own: the copy of a photo that another center's packet prints as well would stay.
    photo = making.photo(400 + center.center_id % 400, 300 + center.center_id // 400)
    proved(center, making.saved(photo, "JPEG"), person_id=person, title="Photographed")
    packet = asked(center)
    assert packets.make(center.center_id, packet, clock.now)
    row = row_of(center, packet, Packet)
    (exhibit,) = sealing.inputs_kept(row.inputs_sha256).context.exhibits
    with center.working():
        file = db.session.scalar(select(Evidence.public_id).where(Evidence.sha256 == exhibit.sha256))
    return Printed(center, packet, str(file), row.sha256, row.inputs_sha256, exhibit.copy)


def about(it: Printed) -> list[str]:
    """Return what `check` finds wrong with this center's packet and files."""
    names = (it.packet, it.photo, it.pdf, it.inputs, it.copy, it.center.public_id)
    return [each for each in inspection.problems() if any(name in each for name in names)]


def test_its_files_go_and_its_row_says_when_by_whom_and_why(it: Printed) -> None:
    it.remove()
    assert it.lies == {"pdf": True, "inputs": True, "copy": True}, "until it is withdrawn"
    assert it.drawn, "its pages, for the next packet"
    it.withdraw("A page about a case.")
    # Marked, and whoever died here leaves the rest to the clean-up.
    assert about(it) == []
    assert packets.finish(clock.now() + LATER) == 1
    assert it.lies == {"pdf": False, "inputs": False, "copy": False}
    assert not it.drawn
    assert packets.finish(clock.now() + LATER) == 0
    row = row_of(it.center, it.packet, Packet)
    assert (row.state, row.sha256, row.withdrawn_by) == (PacketState.WITHDRAWN, it.pdf, it.center.director)
    assert row.withdrawn_reason == f"{BECAUSE} A page about a case."
    line = last_line(it.center)
    assert (line.action, line.subject_id, line.reason) == ("withdraw", it.packet, row.withdrawn_reason)
    assert about(it) == []
    with it.center.working():
        assert list(history.problems(it.center.center_id)) == []


def test_a_clean_up_that_died_half_way_is_finished_by_the_next(it: Printed) -> None:
    it.remove()
    it.withdraw()
    sealing.packet_store().discard(it.pdf, clock.now() + LATER)
    assert it.lies == {"pdf": False, "inputs": True, "copy": True}
    assert about(it) == []
    done = it.center.app.test_cli_runner().invoke(args=["clean-up", "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["counts"]["withdrawn packets"] == 0, "what was put just now waits its ten minutes"
    assert packets.finish(clock.now() + LATER) == 1
    assert it.lies == {"pdf": False, "inputs": False, "copy": False}


def test_no_file_of_it_counts_as_named(it: Printed, tmp_path: Path) -> None:
    assert {it.pdf, it.inputs, it.copy} <= tidying.named_digests()
    it.remove()
    it.withdraw()
    assert {it.pdf, it.inputs, it.copy}.isdisjoint(tidying.named_digests())
    packets.finish(clock.now() + LATER)
    made = it.center.app.test_cli_runner().invoke(args=["backup", str(tmp_path / "backup")])
    # Other tests of this run leave packets whose files nobody kept; a backup names those.
    assert " center" in made.output
    assert not [digest for digest in (it.pdf, it.inputs, it.copy) if digest in made.output]


def test_what_another_record_or_packet_rests_on_stays(it: Printed, other_center: CenterWorld) -> None:
    path = sealing.packet_store().path_of(row_of(it.center, it.photo, Evidence).sha256)
    person = other_center.person("Bo Hart")
    proved(other_center, path.read_bytes(), person_id=person, title="The same photo")
    it.remove()
    it.withdraw()
    packets.finish(clock.now() + LATER)
    assert it.lies["pdf"] is False
    assert it.lies["copy"] is True, "another center prints it"


def test_its_copies_stay_while_nobody_can_read_what_another_packet_prints(it: Printed) -> None:
    again = asked(it.center)
    assert packets.make(it.center.center_id, again, clock.now), "which prints the photo too"
    inputs = sealing.packet_store().path_of(row_of(it.center, again, Packet).inputs_sha256)
    whole = inputs.read_bytes()
    it.remove()
    it.withdraw()
    inputs.write_bytes(b"{}")
    packets.finish(clock.now() + LATER)
    inputs.write_bytes(whole)
    assert it.lies == {"pdf": False, "inputs": True, "copy": True}
    assert packets.finish(clock.now() + LATER) == 1
    assert it.lies == {"pdf": False, "inputs": False, "copy": True}, "the other packet was not withdrawn"


def test_only_what_prints_a_removed_file_is_withdrawn_once_and_by_a_director(
    it: Printed, other_center: CenterWorld
) -> None:
    with pytest.raises(Conflict, match="prints no file that was removed for good"):
        it.withdraw()
    it.remove()
    deputy, stranger = it.center.actor(it.center.member(AccessRole.DEPUTY)), other_center.actor()
    with it.center.working(), pytest.raises(Refused):
        packets.withdraw(deputy, it.packet)
    with other_center.working(), pytest.raises(NotFound):
        packets.withdraw(stranger, it.packet)
    it.withdraw()
    with pytest.raises(Conflict, match="withdrawn already"):
        it.withdraw()


def test_a_copy_of_it_is_told_to_be_withdrawn_and_it_is_not_issued_again(it: Printed, tmp_path: Path) -> None:
    received = tmp_path / "received.pdf"
    received.write_bytes(sealing.packet_store().path_of(it.pdf).read_bytes())
    runner = it.center.app.test_cli_runner()
    assert packets.here(received).stands
    it.remove()
    it.withdraw()
    packets.finish(clock.now() + LATER)
    verdict = packets.here(received)
    assert (verdict.genuine, verdict.stands) == (True, False)
    said = runner.invoke(args=["verify-packet", str(received)])
    assert said.exit_code == 1
    assert said.output.startswith("WITHDRAWN. This packet was withdrawn on ")
    assert BECAUSE in said.output
    again = runner.invoke(
        args=[
            *("issue-packet", "--center", it.center.public_id),
            *("--again", it.packet, "--out", str(tmp_path / "a.pdf")),
        ]
    )
    assert again.exit_code == 1
    assert "so there is nothing to issue again" in again.output
    assert f"because: {BECAUSE}" in again.output


def test_a_director_is_led_from_the_removed_file_to_each_packet_and_withdraws_it(it: Printed, browse: Browse) -> None:
    client, page = browse(it.center.director), it.center.path(f"packets/{it.packet}")
    assert "so it stays as it was issued" in text_of(client.get(f"{page}/withdraw"))
    removal = it.center.path(f"evidence/{it.photo}/remove")
    answer = submit(client, removal, why="about_a_child", sure="y")
    assert answer.location == removal
    assert "Withdraw Packet 1" in text_of(client.get(removal))
    assert "It prints a file that was removed for good" in text_of(client.get(page))
    everything = made(it.center)
    unsure = submit(client, f"{page}/withdraw")
    assert (unsure.status_code, len(errors_of(unsure))) == (422, 1)
    assert submit(client, f"{page}/withdraw", sure="y").location == page
    assert not view(it.center, everything).lies_here
    for address in (page, f"{page}/file"):
        answer = client.get(address)
        assert answer.status_code == (410 if address.endswith("/file") else 200)
        assert f"because: {BECAUSE}" in text_of(answer)
        assert "By Dana Whitfield" in text_of(answer)
    assert "Withdrawn" in text_of(client.get(it.center.path("packets")))
    assert "No packet that is kept here prints it." in text_of(client.get(removal))
    assert it.lies["pdf"] is False
    # What was put just now waits for the clean-up; no other test shall find it.
    removing_files.finish(clock.now() + LATER)
    packets.finish(clock.now() + LATER)
    assert it.lies == {"pdf": False, "inputs": False, "copy": False}
