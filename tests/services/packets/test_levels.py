"""A packet at each level holds what it shows and nothing else: in its file, its sealed inputs and its register."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.factories import CenterWorld, begin_center, make_account
from tests.reports import files
from tests.services.packets.conftest import AS_OF, CSEC, asked, proved, row_words
from tests.services.packets.telling import everything_in
from tests.services.packets.test_waivers_printed import granted
from tracker import clock
from tracker.db import db
from tracker.domain.vocabulary import Discipline, Level
from tracker.models import Agency, Center, Completion, Credit, Packet, Person
from tracker.reports.context import PacketContext
from tracker.reports.outline import Outline
from tracker.services import history, packets, standards
from tracker.services.history import Head
from tracker.services.packets import composing, sealing

pytestmark = pytest.mark.usefixtures("context")
BELOW = (Level.INITIALS, Level.COUNTS)
# What the record holds and only full names show; the file's name is printed nowhere.
SECRETS = {
    "a first name": "Zephyrine",
    "a last name": "Quillfeather",
    "another's name": "Zadie Quintrell",
    "a name inside a title": "workshop by Zephyrine",
    "a former name": "Amarantha Oldgrove",
    "a former name inside a title": "session with Amarantha",
    "an agency": "Vexley Agency",
    "the number of a certificate": "LIC-778899",
    "the number of a credit": "CE-445566",
    "a note": "Notable remark",
    "the reason of a waiver": "Reasonable ground",
    "who entered it": "Recordia Plinth",
    "what a certificate says": "Exhibited words",
    "the letter": "Letterly words",
}


@dataclass(frozen=True)
class Told:
    """A packet at a level: its file, its sealed inputs, and ids of the record that it came from."""

    center: CenterWorld
    level: Level
    packet: str
    path: Path
    inputs: str
    context: PacketContext
    ids: tuple[str, ...]

    @property
    def everything(self) -> str:
        """All that its file says anywhere."""
        return everything_in(self.path)


@pytest.fixture(scope="module")
def peopled(app: Flask) -> tuple[CenterWorld, tuple[str, ...]]:
    """A center of people who would be known again anywhere."""
    center = begin_center(app, name="Level House CAC")
    recorder = make_account(app, name=SECRETS["who entered it"])
    with center.working():
        agency = Agency(name=SECRETS["an agency"], discipline=Discipline.CAC)
        db.session.add(agency)
        db.session.flush()
        agency_id = agency.id
    former = (SECRETS["a former name"],)
    zq = center.person("Zephyrine Quillfeather", agency_id=agency_id, other_names=former)
    other = center.person(SECRETS["another's name"])
    proof = files.pdf(words=SECRETS["what a certificate says"])
    completion = proved(
        center,
        proof,
        person_id=zq,
        title="Screening workshop by Zephyrine",
        provider="Quillfeather Training",
        certificate_number=SECRETS["the number of a certificate"],
        note=SECRETS["a note"],
        hours=4,
        topics=frozenset({"screening"}),
        recorded_by=recorder,
    )
    center.completion(other, title="A session with Amarantha", recorded_by=recorder)
    with center.working():
        number = db.session.scalars(select(Completion.id).where(Completion.public_id == completion)).one()
        db.session.add(Credit(completion_id=number, body="ASWB", amount=2, number=SECRETS["the number of a credit"]))
        db.session.execute(update(Completion).values(decided_by=recorder, decided_at=clock.now()))
        letter = {"letter": SECRETS["the letter"], "letter_signed_by": "Dana Whitfield"}
        db.session.execute(update(Center).where(Center.id == center.center_id).values(**letter))
    with app.app_context():
        granted(center, center.public_id_of(Person, other), reason=SECRETS["the reason of a waiver"])
        file = sha256(proof).hexdigest()
        ids = (center.public_id_of(Person, zq), center.public_id_of(Person, other), completion, file)
    return center, ids


@pytest.fixture(scope="module", params=list(Level), ids=[each.value for each in Level])
def told(app: Flask, peopled: tuple[CenterWorld, tuple[str, ...]], request: pytest.FixtureRequest) -> Iterator[Told]:
    """A packet of that center at each level; costs some seconds each."""
    center, ids = peopled
    level: Level = request.param
    packet = asked(center, level=level)
    with app.app_context():
        assert packets.make(center.center_id, packet, clock.now), row_words(center, packet)
    with center.working():
        row = db.session.scalars(select(Packet).where(Packet.public_id == packet)).one()
        path, inputs = sealing.kept_file(row.sha256), sealing.kept_file(row.inputs_sha256)
        context = sealing.inputs_kept(row.inputs_sha256).context
    assert path is not None
    assert inputs is not None
    yield Told(center, level, packet, path, inputs.read_text("utf-8"), context, ids)


def test_nothing_beneath_its_level_is_anywhere_in_the_file_or_in_what_is_sealed(told: Told) -> None:
    """At full names the same search finds each of them, so it would find them at the others."""
    hidden = dict(SECRETS)
    for place, text in (("the file", told.everything), ("the sealed inputs", told.inputs)):
        expected = set(hidden) if told.level is Level.FULL else set()
        if place == "the sealed inputs":
            expected -= {"what a certificate says"}
        assert {what for what, words in hidden.items() if words.casefold() in text.casefold()} == expected, place
    assert not [words for words in hidden.values() if words.split()[0].casefold() in _file_name(told).casefold()]
    sealed = {each for each in told.ids if each in told.inputs}
    assert sealed == (set(told.ids) if told.level is Level.FULL else set())


def test_no_file_of_evidence_hangs_on_a_packet_that_prints_none(told: Told) -> None:
    row_names = sealing.digests_in(_digest_of_inputs(told))
    assert bool(row_names) == (told.level is Level.FULL)
    assert len(told.context.exhibits) == (1 if told.level is Level.FULL else 0)
    assert told.context.left_out.exhibits == (0 if told.level is Level.FULL else 1)


def _file_name(told: Told) -> str:
    with told.center.working():
        return packets.file_of(told.center.actor(), told.packet).file_name


def _digest_of_inputs(told: Told) -> str:
    with told.center.working():
        return str(db.session.scalars(select(Packet.inputs_sha256).where(Packet.public_id == told.packet)).one())


def test_it_says_its_level_and_what_is_left_out_and_calls_nothing_missing(told: Told) -> None:
    text = told.everything
    assert f"Evidence packet · {told.level.label}" in text
    assert ("left out at this level" in text) == (told.level is not Level.FULL)
    assert "missing from the evidence folder" not in text
    assert ("1 exhibit left out at this level" in text) == (told.level is Level.INITIALS)
    assert ("None is missing; the center keeps each" in text) == (told.level is not Level.FULL)
    assert "This packet has no exhibits" not in text


def test_people_alike_are_told_apart_by_initials_and_counted_at_counts(told: Told) -> None:
    names = [person.name for person in told.context.people]
    if told.level is Level.INITIALS:
        assert {"Z. Q. 1 (Victim advocate)", "Z. Q. 2 (Victim advocate)"} <= set(names)
        assert "[name] Training" in told.everything
    elif told.level is Level.COUNTS:
        assert names == []
        assert told.context.left_out.people == 3  # the deputy who proposed, too
        assert "Counts by requirement" in told.everything
        assert "Who was there" not in told.everything


@pytest.mark.parametrize("level", BELOW)
def test_it_stands_as_with_full_names(level: Level, peopled: tuple[CenterWorld, tuple[str, ...]]) -> None:
    """Whoever reads two levels side by side reads the same verdicts and the same numbers."""
    center, _ = peopled
    full, below = (_composed(center, each) for each in (Level.FULL, level))
    assert [(each.id, each.status, each.verdict) for each in below.requirements] == [
        (each.id, each.status, each.verdict) for each in full.requirements
    ]
    assert below.components == full.components
    ours, theirs = Outline(below), Outline(full)
    assert ours.tally == theirs.tally
    assert len(ours.gaps) + below.left_out.gaps == len(theirs.gaps)
    assert len(ours.self_reported) + below.left_out.self_reported == len(theirs.self_reported)
    assert len(below.waivers) + below.left_out.waivers == len(full.waivers) == 1


def _composed(center: CenterWorld, level: Level) -> PacketContext:
    with center.working():
        actor = center.actor()
        followed = standards.one_followed(actor, CSEC)
        return composing.compose(actor, followed, AS_OF, "1", Head(0, ""), level=level).context


def test_issued_again_it_keeps_its_level_and_is_the_same_to_the_byte(told: Told, tmp_path: Path) -> None:
    with told.center.working():
        made, same = packets.issue_again(told.center.actor(), told.packet, tmp_path, lambda *_: None)
    assert same
    assert made.path.read_bytes() == told.path.read_bytes()


def test_history_and_register_say_its_level(told: Told) -> None:
    with told.center.working():
        (line,) = [each for each in history.lines(subject_id=told.packet) if each.action == "ask"]
        view = packets.get(told.center.actor(), told.packet)
    assert line.detail["level"] == told.level.value
    assert view.level is told.level
