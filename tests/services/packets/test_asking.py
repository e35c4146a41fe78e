"""A packet waits for its turn, is made once, and its row says what became of it, whatever happens on the way."""

import logging
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from tests.factories import CenterWorld
from tests.intake import making as files
from tests.services.packets.conftest import AS_OF, CSEC, asked, proved
from tests.statements import counted
from tracker import clock
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict, NotFound, Refused, TrackerError
from tracker.domain.vocabulary import CompletionState, PacketState
from tracker.models import Membership
from tracker.services import file_copies, history, packets, standards
from tracker.services.history import Head
from tracker.services.packets import composing, making, proof, rows

pytestmark = pytest.mark.usefixtures("context")
View = Callable[[str], packets.PacketView]


@pytest.fixture
def drawing_fails(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Let the drawing of packets raise."""

    def fail(error: Exception) -> None:
        def drawn(*_: Any, **__: Any) -> None:
            raise error

        monkeypatch.setattr(making, "render_packet", drawn)

    return fail


def test_a_packet_is_asked_for_and_waits(center: CenterWorld, view: View) -> None:
    packet = view(asked(center))
    assert (packet.state, packet.number, packet.as_of) == (PacketState.WAITING, 1, AS_OF)
    assert view(asked(center)).number == 2


def test_the_same_form_asks_once(center: CenterWorld) -> None:
    assert asked(center, key="f" * 32) == asked(center, key="f" * 32)


def test_a_day_to_come_has_no_packet(center: CenterWorld) -> None:
    with pytest.raises(Conflict, match="today or an earlier day"):
        asked(center, as_of=center.actor().today + timedelta(days=1))


def test_a_day_before_anybody_lived_has_none_either(center: CenterWorld) -> None:
    with pytest.raises(Conflict):
        asked(center, as_of=date(1, 1, 1))


def test_a_standard_that_is_not_followed_has_no_packet(center: CenterWorld) -> None:
    with pytest.raises(NotFound):
        asked(center, standard="no-such-standard")


def test_the_sixth_that_waits_is_refused(center: CenterWorld) -> None:
    for _ in range(5):
        asked(center)
    with pytest.raises(Conflict, match="on their way already"):
        asked(center)


def test_staff_issue_no_packets(center: CenterWorld) -> None:
    staff = center.actor(center.member())
    with center.working():
        for call in (
            lambda: packets.ask(staff, CSEC, AS_OF),
            lambda: packets.listing(staff),
            lambda: packets.get(staff, "2" * 20),
        ):
            with pytest.raises(Refused):
                call()


def test_a_packet_of_another_center_is_as_absent_as_none(center: CenterWorld, other_center: CenterWorld) -> None:
    theirs = asked(other_center)
    with center.working():
        for call in (packets.get, packets.cancel, packets.ask_again, packets.file_of):
            with pytest.raises(NotFound):
                call(center.actor(), theirs)


def test_a_canceled_packet_is_not_made_and_can_be_asked_for_again(center: CenterWorld, view: View) -> None:
    packet = asked(center)
    with center.working():
        packets.cancel(center.actor(), packet)
    assert not packets.make(center.center_id, packet, clock.now)
    assert view(packet).state is PacketState.CANCELED
    with center.working():
        packets.ask_again(center.actor(), packet)
    assert view(packet).state is PacketState.WAITING


def test_canceling_stops_the_making_at_its_next_step(
    center: CenterWorld, view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    packet = asked(center)

    def drawn(*_: Any, progress: Callable[[int, int, str], None], **__: Any) -> None:
        progress(1, 9, "Drawing")
        assert view(packet).progress_words == "Drawing (step 1 of 9)"
        with center.working():
            packets.cancel(center.actor(), packet)
        progress(2, 9, "Drawing on")

    monkeypatch.setattr(making, "render_packet", drawn)
    assert not packets.make(center.center_id, packet, clock.now)
    assert view(packet).state is PacketState.CANCELED


def test_an_issued_or_waiting_packet_is_not_asked_for_again(center: CenterWorld) -> None:
    packet = asked(center)
    with center.working(), pytest.raises(Conflict):
        packets.ask_again(center.actor(), packet)


def test_what_went_wrong_stands_in_the_row(
    center: CenterWorld, view: View, drawing_fails: Callable[[Exception], None]
) -> None:
    drawing_fails(TrackerError("The machine has no memory left. Nothing was issued."))
    packet = asked(center)
    assert not packets.make(center.center_id, packet, clock.now)
    assert (view(packet).state, view(packet).failure) == (
        PacketState.FAILED,
        "The machine has no memory left. Nothing was issued.",
    )


def test_what_nobody_foresaw_is_said_without_its_words(
    center: CenterWorld, view: View, drawing_fails: Callable[[Exception], None], caplog: pytest.LogCaptureFixture
) -> None:
    drawing_fails(ValueError("Ana Reyes"))
    packet = asked(center)
    with caplog.at_level(logging.ERROR):
        assert not packets.make(center.center_id, packet, clock.now)
    assert view(packet).failure.startswith("Something went wrong on our side")
    assert "ValueError" in caplog.text
    assert "Ana Reyes" not in caplog.text + view(packet).failure


def test_a_standard_dropped_meanwhile_is_the_reason_given(center: CenterWorld, view: View) -> None:
    packet = asked(center)
    with center.working():
        standards.drop(center.actor(), CSEC, "2023")
    assert not packets.make(center.center_id, packet, clock.now)
    assert "does not follow this standard" in view(packet).failure


def test_who_may_no_longer_issue_packets_gets_none(center: CenterWorld, view: View) -> None:
    deputy = center.member(AccessRole.DEPUTY)
    with center.working():
        packet = packets.ask(center.actor(deputy), CSEC, AS_OF)
    with center.working():
        db.session.execute(update(Membership).where(Membership.account_id == deputy).values(ended_at=clock.now()))
    assert not packets.make(center.center_id, packet, clock.now)
    assert "may no longer issue" in view(packet).failure


def test_what_an_ended_process_left_half_made_waits_again(app: Flask, center: CenterWorld, view: View) -> None:
    packet = asked(center)
    assert rows.waiting.claim(center.center_id, packet)
    assert not rows.waiting.claim(center.center_id, packet)
    packets.take_up_again()
    assert view(packet).state is PacketState.WAITING


def test_every_packet_that_waits_is_made_the_oldest_first(
    center: CenterWorld, other_center: CenterWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[int, str]] = []

    def make(center_id: int, public_id: str, _now: object) -> bool:
        rows.waiting.claim(center_id, public_id)
        made.append((center_id, public_id))
        return True

    monkeypatch.setattr(making, "make", make)
    wanted = [(each.center_id, asked(each)) for each in (center, other_center, center)]
    assert packets.make_waiting(clock.now) >= 3
    assert [each for each in made if each in wanted] == wanted


def test_a_file_that_is_gone_still_has_its_exhibit(center: CenterWorld) -> None:
    person = center.person()
    proved(center, files.pdf(4), person_id=person)
    with center.working():
        followed = standards.one_followed(center.actor(), CSEC)
        whole = composing.compose(center.actor(), followed, AS_OF, "2026-0001", Head(0, "")).context.exhibits[0]
        kept = file_copies.store().path_of(whole.sha256)
        aside = kept.with_suffix(".aside")
        kept.rename(aside)
        try:
            lost = composing.compose(center.actor(), followed, AS_OF, "2026-0001", Head(0, "")).context.exhibits[0]
        finally:
            aside.rename(kept)
    assert lost == whole


def test_a_file_kept_as_pictures_is_bound_to_one_pdf(
    center: CenterWorld, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    person = center.person()
    proved(center, files.pdf(1, files.with_page_action), person_id=person)
    pages = [tmp_path / f"{number}.jpg" for number in range(2)]
    for page in pages:
        page.write_bytes(files.saved(files.photo(300, 400), "JPEG"))
    monkeypatch.setattr(file_copies, "copy_to_print", lambda _: file_copies.PrintCopy(is_pdf=False, paths=tuple(pages)))
    with center.working():
        followed = standards.one_followed(center.actor(), CSEC)
        (exhibit,) = composing.compose(center.actor(), followed, AS_OF, "2026-0001", Head(0, "")).context.exhibits
    assert exhibit.kind == "pdf"
    assert proof.printed_copy(exhibit.sha256, "pdf").sha256 == exhibit.printed != ""


def test_composing_asks_as_often_for_one_completion_as_for_forty(center: CenterWorld) -> None:
    person = center.person()
    center.completion(person)

    def statements() -> int:
        with center.working():
            actor = center.actor()
            history.append(actor, "change", "center", center.public_id)  # so that nothing kept is used again
            followed = standards.one_followed(actor, CSEC)
            with counted() as sent:
                composing.compose(actor, followed, AS_OF, "2026-0001", Head(0, ""))
        return len(sent)

    statements()  # from here on there is what was kept before, which is asked about
    few = statements()
    for number in range(40):
        center.completion(center.person(f"Person {number}"), state=CompletionState.SUBMITTED)
    assert statements() == few


def test_questions_name_what_a_reviewer_would_ask(center: CenterWorld) -> None:
    person = center.person()
    center.completion(person, title="Foundations", hours=4, topics=frozenset({"screening"}))
    with center.working():
        actor = center.actor()
        found = packets.questions(actor, standards.one_followed(actor, CSEC), AS_OF)
    said = " ".join(each.words for each in found)
    for part in ("Nobody has compared", "site visit is not set", "not met or lapsed", "rests on somebody's word"):
        assert part in said
