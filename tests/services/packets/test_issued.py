"""An issued packet is sealed, says what the record says, and can be issued again to the byte."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.services.packets.conftest import AS_OF, Issued
from tracker.db import db
from tracker.domain import sealing_form
from tracker.domain.assessment import assess
from tracker.domain.errors import UnreadableFile
from tracker.domain.vocabulary import CompletionState, PacketState
from tracker.models import Completion, Packet, Person
from tracker.reports.context import PacketContext
from tracker.services import history, inspection, packets
from tracker.services.inspection import ExpectedHead
from tracker.services.packets import sealing
from tracker.standards.loader import load_text

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def row(issued: Issued) -> Packet:
    with issued.center.working():
        found: Packet = db.session.scalars(select(Packet).where(Packet.public_id == issued.packet)).one()
        db.session.expunge(found)
    return found


@pytest.fixture
def printed(row: Packet) -> PacketContext:
    return sealing.inputs_kept(row.inputs_sha256).context


def test_it_lies_in_the_store_under_its_digest_with_its_inputs(row: Packet) -> None:
    pdf, inputs = sealing.kept_file(row.sha256), sealing.kept_file(row.inputs_sha256)
    assert pdf is not None
    assert inputs is not None
    assert sha256(pdf.read_bytes()).hexdigest() == row.sha256
    assert pdf.stat().st_size == row.size
    assert (row.state, row.pages > 10, row.exhibits) == (PacketState.ISSUED, True, 3)


def test_history_tells_that_it_was_asked_for_and_issued(issued: Issued, row: Packet) -> None:
    with issued.center.working():
        told, asked = history.lines(subject_id=issued.packet)
        assert list(history.problems(issued.center.center_id)) == []
    assert (asked.action, asked.detail["as_of"]) == ("ask", AS_OF.isoformat())
    assert (told.action, told.detail["sha256"]) == ("issue", row.sha256)


def test_it_prints_the_head_of_history_as_it_was_and_the_history_is_held_against_it(
    issued: Issued, row: Packet, printed: PacketContext
) -> None:
    assert row.history_digest != ""
    assert printed.history_head == f"{issued.center.public_id}:{row.history_number}:{row.history_digest}"
    with issued.center.app.app_context():
        forged = printed.history_head[:-1] + ("0" if printed.history_head[-1] != "0" else "1")
        told = {head: _told(issued.center, head) for head in (printed.history_head, forged)}
    not_that = f"Line {row.history_number} is not the one that was written down outside."
    assert told == {printed.history_head: [], forged: [f"Center {issued.center.public_id}: {not_that}"]}


def _told(center: CenterWorld, head: str) -> list[str]:
    """Return what is said of a center; other tests break the history of theirs."""
    return [line for line in inspection.history_problems([ExpectedHead.read(head)]) if center.public_id in line]


def test_issued_again_from_its_sealed_inputs_it_is_the_same_to_the_byte(
    issued: Issued, row: Packet, tmp_path: Path
) -> None:
    with issued.center.working():
        made, same = packets.issue_again(issued.center.actor(), issued.packet, tmp_path, lambda *_: None)
    assert same
    assert made.sha256 == row.sha256


def test_its_sealed_record_and_standard_give_the_verdicts_that_it_prints(row: Packet, printed: PacketContext) -> None:
    path = sealing.kept_file(row.inputs_sha256)
    assert path is not None
    inputs = json.loads(path.read_bytes())
    standard = load_text(inputs["standard"]["text"], "sealed")
    found = assess(standard, sealing_form.record_from_primitive(inputs["record"]), row.as_of)
    sealed = {(each.person_id, each.requirement_id): (each.status.value, each.reason) for each in printed.findings}
    again = {
        (each.person.key if each.person else "", each.requirement.id): (each.status.value, each.reason)
        for each in found.all_findings
    }
    assert sealed.items() <= again.items()
    assert len(sealed) > 10


def test_inputs_that_changed_on_the_disk_are_refused(row: Packet) -> None:
    path = sealing.kept_file(row.inputs_sha256)
    assert path is not None
    whole = path.read_bytes()
    try:
        path.chmod(0o600)
        path.write_bytes(whole.replace(b"Ana Reyes", b"Eva Reyes"))
        with pytest.raises(UnreadableFile):
            sealing.inputs_kept(row.inputs_sha256)
    finally:
        path.write_bytes(whole)


def test_every_completion_somebody_claims_by_the_day_is_in_it_and_no_other(
    issued: Issued, printed: PacketContext
) -> None:
    with issued.center.working():
        rows = db.session.execute(
            select(Person.name, Completion.title, Completion.hours)
            .join(Person, Person.id == Completion.person_id)
            .where(
                Completion.state.in_([CompletionState.ACCEPTED, CompletionState.SUBMITTED]),
                Completion.completed_on <= AS_OF,
            )
        ).all()
    counted = sorted((name, title, hours) for name, title, hours in rows)
    assert sorted((who.name, each.title, each.hours) for who in printed.people for each in who.completions) == counted
    assert len(counted) == 5


def test_what_nobody_claims_stands_nowhere_in_it(printed: PacketContext) -> None:
    considered = [entry.title for each in printed.findings for entry in (*each.counted, *each.not_counted)]
    assert [title for title in considered if "Nobody claims" in title or "later" in title] == []


def test_a_file_of_two_people_is_one_exhibit(issued: Issued, printed: PacketContext) -> None:
    numbers = {each.exhibits for who in printed.people for each in who.completions if each.title == "Team day"}
    ((number,),) = numbers
    (sheet,) = [each for each in printed.exhibits if each.number == number]
    assert len(sheet.person_ids) == 2


def test_an_exhibit_names_the_file_as_it_was_added_and_prints_the_copy_made_for_it(printed: PacketContext) -> None:
    kinds = {each.title: (each.kind, bool(each.printed)) for each in printed.exhibits}
    assert kinds == {"Foundations": ("pdf", False), "Photographed": ("jpeg", True), "Team day": ("pdf", True)}
    assert all(sealing.kept_file(each.copy) and sealing.kept_file(each.sha256) for each in printed.exhibits)


def test_a_claim_without_a_file_has_no_exhibit(printed: PacketContext) -> None:
    (word,) = [each for who in printed.people for each in who.completions if each.title == "On my word"]
    assert (word.exhibits, word.grade.value) == ((), "own_word")


def test_it_says_that_the_standard_is_a_draft_that_nobody_checked(printed: PacketContext) -> None:
    assert printed.checked == ""
    assert printed.notice == "Working draft, not checked against NCA's text"


def test_it_counts_what_has_changed_since(app: Flask, issued: Issued) -> None:
    with issued.center.working():
        before = packets.get(issued.center.actor(), issued.packet).changes_since
    with issued.center.working():
        history.append(issued.center.actor(), "change", "center", issued.center.public_id)
        history.append(issued.center.actor(), "ask", "packet", issued.packet)
        assert packets.get(issued.center.actor(), issued.packet).changes_since == (before or 0) + 1


def test_a_check_of_the_installation_misses_a_packet_its_inputs_or_a_copy_it_prints(
    row: Packet, printed: PacketContext
) -> None:
    copies = [each.printed for each in printed.exhibits if each.printed]
    for digest in (row.sha256, row.inputs_sha256, *copies):
        path = sealing.kept_file(digest)
        assert path is not None
        aside = path.with_suffix(".aside")
        path.rename(aside)
        try:
            assert any(digest in problem for problem in inspection.file_problems())
        finally:
            aside.rename(path)


def test_nothing_of_another_center_is_in_it(other_center: CenterWorld, issued: Issued, row: Packet) -> None:
    other_center.completion(other_center.person("Zed Elsewhere"), title="Elsewhere")
    path = sealing.kept_file(row.inputs_sha256)
    assert path is not None
    assert b"Elsewhere" not in path.read_bytes()
    assert other_center.public_id.encode() not in path.read_bytes()


def test_a_finding_that_counts_a_claim_without_a_file_says_what_it_rests_on(printed: PacketContext) -> None:
    counted = {entry.title: (entry.exhibits, entry.rests_on) for each in printed.findings for entry in each.counted}
    assert counted["On my word"] == ((), "Own word, no file")
    assert all(rests_on == "" for exhibits, rests_on in counted.values() if exhibits)


def test_a_completion_names_who_entered_it_and_the_requirements_that_it_counts_for(printed: PacketContext) -> None:
    used = {(who.id, each.title): each.requirement_ids for who in printed.people for each in who.completions}
    counted = {(f.person_id, f.requirement_id) for f in printed.findings for e in f.counted if e.title == "Foundations"}
    assert {(who, asked) for (who, title), ids in used.items() for asked in ids if title == "Foundations"} == counted
    assert counted
    assert all(each.recorded_by for who in printed.people for each in who.completions)


def test_a_team_event_names_who_was_there(printed: PacketContext) -> None:
    (event,) = printed.events
    there = {who.id for who in printed.people if any(each.title == event.title for each in who.completions)}
    assert {id_ for entry in event.attendance for id_ in entry.person_ids} == there != set()
    assert all(entry.present == len(entry.person_ids) for entry in event.attendance)


def test_no_sentence_about_the_standard_is_said_twice(printed: PacketContext) -> None:
    assert printed.notice not in printed.caution
    assert not any(asked.source.startswith(asked.source_mark) for asked in printed.requirements)
