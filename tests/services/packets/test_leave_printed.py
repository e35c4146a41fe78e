"""Leave of absence in a packet: where it decides the finding says so, and the sealed record judges the same again."""

import json
from datetime import date

import pytest

from tests.factories import CenterWorld
from tests.services.packets.conftest import AS_OF, CSEC
from tracker.domain import sealing_form
from tracker.domain.assessment import assess
from tracker.domain.record import Leave
from tracker.models import Person
from tracker.reports.context import Finding, PacketContext
from tracker.services import correcting, leaves, standards
from tracker.services.history import Head
from tracker.services.packets import composing
from tracker.services.packets.composing import Composition
from tracker.standards.loader import read_corrected

pytestmark = pytest.mark.usefixtures("context")
FOUNDATIONS = "csec-foundations"


@pytest.fixture
def ana(center: CenterWorld) -> str:
    """An advocate since the first of the year, on leave in spring, of whom four hours are asked in 180 days."""
    person = center.public_id_of(Person, center.person(since=date(AS_OF.year, 1, 2)))
    with center.working():
        leaves.enter(center.actor(), person, date(AS_OF.year, 3, 1), date(AS_OF.year, 4, 30))
    return person


def stop_the_clock(center: CenterWorld) -> None:
    with center.working():
        here = correcting.get(center.actor(), CSEC, "2023", FOUNDATIONS)
        values = {**here.values, "leave": "stops_the_clock"}
        correcting.save(center.actor(), CSEC, "2023", FOUNDATIONS, values, here.version, "")


def composed(center: CenterWorld) -> Composition:
    with center.working():
        actor = center.actor()
        followed = standards.one_followed(actor, CSEC)
        return composing.compose(actor, followed, AS_OF, "2026-0001", Head(0, ""))


def finding_of(context: PacketContext, person: str) -> Finding:
    return next(each for each in context.findings if (each.person_id, each.requirement_id) == (person, FOUNDATIONS))


def test_where_leave_moved_a_deadline_the_packet_says_so(center: CenterWorld, ana: str) -> None:
    before = finding_of(composed(center).context, ana)
    assert "This was due by Jul 1, 2026." in before.reason
    assert not any("leave" in caution for caution in before.cautions)
    stop_the_clock(center)
    after = finding_of(composed(center).context, ana)
    assert "This was due by Aug 31, 2026." in after.reason
    assert "Due 61 days later for leave from Mar 1 to Apr 30, 2026." in after.cautions


def test_judged_again_from_what_was_sealed_it_comes_out_the_same(center: CenterWorld, ana: str) -> None:
    stop_the_clock(center)
    made = composed(center)
    with center.working():
        text = standards.one_followed(center.actor(), CSEC).holds.text
    sealed = sealing_form.record_from_primitive(json.loads(json.dumps(sealing_form.to_primitive(made.record))))
    again = assess(read_corrected(text, "sealed")[0], sealed, AS_OF).cell(ana, FOUNDATIONS)
    printed = finding_of(made.context, ana)
    assert (again.status.value, again.reason, again.due_on) == (printed.status.value, printed.reason, printed.due_on)


def test_a_sealed_record_holds_leave_only_where_it_may_change_something(center: CenterWorld, ana: str) -> None:
    def sealed() -> list[tuple[object, ...]]:
        return [person.leaves for person in composed(center).record.people if person.key == ana]

    assert sealed() == [()]
    stop_the_clock(center)
    assert sealed() == [(Leave(date(AS_OF.year, 3, 1), date(AS_OF.year, 4, 30)),)]
