"""What whoever holds a packet may ask without an account, and what the center sees has changed since."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, update

from tests.factories import CenterWorld
from tests.intake import making as files
from tests.moments import clock_at
from tests.services.entries import log
from tests.services.packets.conftest import AS_OF, CSEC, proved
from tests.undrawn import draw_nothing, issue
from tracker import clock
from tracker.db import db
from tracker.domain.errors import NotFound, Refused
from tracker.models import Completion, Packet, Person
from tracker.reports.difference import Difference, Entry, OfPerson, Turn
from tracker.services import completions, packets
from tracker.services.packets import checking, verifying

pytestmark = pytest.mark.usefixtures("context")
SCREENING = frozenset({"screening"})


@pytest.fixture(autouse=True)
def nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    draw_nothing(monkeypatch)


@pytest.fixture
def ana(center: CenterWorld) -> int:
    """Ana Reyes, whom the standard binds."""
    return center.person("Ana Reyes")


@pytest.fixture
def logged(center: CenterWorld, ana: int) -> str:
    """A completion of hers, with a certificate and accepted; returns its public id."""
    return proved(center, files.pdf(1), person_id=ana, title="Foundations", hours=4, topics=SCREENING)


def log_more(center: CenterWorld, ana: int, title: str, **values: Any) -> None:
    """Let the director log a training of hers."""
    with center.working():
        person = str(db.session.scalar(select(Person.public_id).where(Person.id == ana)))
    log(center, center.actor(), person=person, title=title, **values)


def digest_of(center: CenterWorld, packet: str) -> str:
    with center.working():
        return str(db.session.scalar(select(Packet.sha256).where(Packet.public_id == packet)))


@contextmanager
def changed(center: CenterWorld, packet: str, **values: str) -> Iterator[None]:
    """Change the row of a packet behind everybody's back, and put it back: other tests look at all rows."""
    column = getattr(Packet, next(iter(values)))
    with center.working():
        before = db.session.scalar(select(column).where(Packet.public_id == packet))
        db.session.execute(update(Packet).where(Packet.public_id == packet).values(**values))
    try:
        yield
    finally:
        with center.working():
            put_back = dict.fromkeys(values, before)
            db.session.execute(update(Packet).where(Packet.public_id == packet).values(**put_back))


def since(center: CenterWorld, packet: str) -> Difference:
    with center.working():
        return packets.since(center.actor(), packet)


def told(packet: str) -> Difference | None:
    return packets.changes_of(packets.of_code(packet), clock.now())


def withdraw(center: CenterWorld, completion: str) -> None:
    with center.working():
        version = db.session.scalar(select(Completion.version).where(Completion.public_id == completion))
        completions.withdraw(center.actor(), completion, "Entered twice", version)


def test_its_code_tells_what_its_cover_tells(center: CenterWorld) -> None:
    it = packets.of_code(issue(center))
    assert (it.name, it.as_of, it.issued_by, it.stands) == ("Packet 1", AS_OF, "Dana Whitfield", True)
    assert it.standard.startswith("CSEC")
    assert (it.withdrawn, it.newer) == ("", None)


def test_a_code_that_was_never_printed_and_a_packet_that_was_not_issued_are_the_same(center: CenterWorld) -> None:
    with center.working():
        waiting = packets.ask(center.actor(), CSEC, AS_OF)
    for code in (waiting, "2" * 20):
        with pytest.raises(NotFound, match=checking.NO_SUCH_CODE):
            packets.of_code(code)


def test_the_whole_file_is_known_by_its_digest_and_by_nothing_else(center: CenterWorld) -> None:
    packet = issue(center)
    digest = digest_of(center, packet)
    found, words = packets.of_file(digest)
    assert found is not None
    assert (found.public_id, words) == (packet, verifying.GENUINE)
    assert packets.of_file(digest[:-1] + ("0" if digest[-1] != "0" else "1")) == (None, verifying.UNKNOWN)


def test_a_row_that_was_made_to_name_a_forgery_does_not_make_it_genuine(center: CenterWorld) -> None:
    packet = issue(center)
    with changed(center, packet, sha256="0" * 64):
        assert packets.of_file("0" * 64) == (None, verifying.MISLED)


@pytest.mark.parametrize(
    "pasted",
    [
        "ab" * 32,
        " " + "AB" * 32 + "\n",
        "ab" * 32 + "  packet-2-nca-csec.pdf",
        "SHA256          " + "AB" * 32 + "       C:\\packet.pdf",
        ":".join(["ab"] * 32),
        " ".join(["abab abab"] * 8),
    ],
)
def test_a_digest_is_found_in_what_programs_answer(pasted: str) -> None:
    assert packets.digest_in(pasted) == "ab" * 32


@pytest.mark.parametrize("pasted", ["", "ab" * 31, "ab" * 33, "xy" * 32, "packet-2.pdf"])
def test_what_is_no_digest_says_what_one_is(pasted: str) -> None:
    with pytest.raises(Refused, match="64 digits and letters"):
        packets.digest_in(pasted)


@pytest.mark.usefixtures("logged")
def test_where_nothing_moved_nothing_is_told(center: CenterWorld) -> None:
    packet = issue(center)
    assert since(center, packet).is_nothing
    assert told(packet) == Difference()


def test_what_was_withdrawn_since_shows_in_record_finding_and_requirement(center: CenterWorld, logged: str) -> None:
    packet = issue(center)
    withdraw(center, logged)
    found = since(center, packet)
    assert found.people == (OfPerson("Ana Reyes", (Entry(Turn.GONE, "Foundations, completed Mar 2, 2026"),)),)
    assert {each.who for each in found.findings} == {"Ana Reyes"}
    assert found.requirements
    assert told(packet) == found


def test_what_was_logged_since_about_a_later_day_is_no_change(center: CenterWorld, ana: int) -> None:
    packet = issue(center)
    with clock_at("2026-12-10T12:00+00:00"):
        log_more(center, ana, "Later", completed_on=date(2026, 12, 1))
    assert since(center, packet).is_nothing


def test_what_was_logged_since_is_told_though_it_was_looked_at_before(center: CenterWorld, ana: int) -> None:
    packet = issue(center)
    assert since(center, packet).is_nothing
    log_more(center, ana, "Screening")
    assert since(center, packet).people == (
        OfPerson("Ana Reyes", (Entry(Turn.ADDED, "Screening, completed Mar 2, 2026"),)),
    )


def test_the_first_of_two_packets_tells_whoever_checks_it_of_the_second_and_of_nothing_else(
    center: CenterWorld, ana: int
) -> None:
    first, second = issue(center), issue(center)
    log_more(center, ana, "Screening")
    it = packets.of_code(first)
    assert it.newer is not None
    assert (it.newer.number, it.newer.as_of) == (2, AS_OF)
    assert told(first) is None
    assert told(second) is not None
    assert since(center, first).entries == 1, "the center itself sees it"


def test_of_a_withdrawn_one_nothing_but_that_is_told(center: CenterWorld) -> None:
    packet = issue(center)
    with center.working():
        values = {"state": "withdrawn", "withdrawn_at": clock.now(), "withdrawn_reason": "It prints a wrong file."}
        db.session.execute(update(Packet).where(Packet.public_id == packet).values(**values))
    it = packets.of_code(packet)
    assert it.withdrawn.endswith("because: It prints a wrong file.")
    assert told(packet) is None


def test_where_its_inputs_are_lost_it_is_still_checked(center: CenterWorld) -> None:
    packet = issue(center)
    with changed(center, packet, inputs_sha256="0" * 64):
        assert packets.of_code(packet).stands
        assert told(packet) is None


def test_another_centers_records_move_nothing(center: CenterWorld, other_center: CenterWorld) -> None:
    packet = issue(center)
    log_more(other_center, other_center.person("Cara Lin"), "Screening")
    assert told(packet) == Difference()
