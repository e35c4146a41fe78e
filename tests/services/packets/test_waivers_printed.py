"""Waivers in a packet: each that holds on its day, who decided and why, its file as an exhibit, and where it acts."""

from datetime import date
from typing import Any

import pytest

from tests.factories import CenterWorld
from tests.services.files import stored
from tests.services.packets.conftest import AS_OF, CSEC
from tracker.domain.access import AccessRole
from tracker.domain.record import WaiverKind
from tracker.models import Person
from tracker.reports.context import PacketContext
from tracker.services import packets, standards, waivers
from tracker.services.history import Head
from tracker.services.packets import composing
from tracker.services.waivers import Entry

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def ana(center: CenterWorld) -> str:
    return center.public_id_of(Person, center.person())


def granted(center: CenterWorld, person: str, *, file: bool = False, **values: Any) -> str:
    """Let a deputy propose and the director grant, for the whole of the year that the packet tells of."""
    deputy = center.actor(center.member(AccessRole.DEPUTY))
    files = stored(deputy) if file else ()
    entry = Entry(
        **{
            "kind": WaiverKind.WAIVER,
            "person": person,
            "standard": CSEC,
            "requirement": "csec-foundations",
            "starts_on": date(AS_OF.year, 1, 1),
            "ends_on": date(AS_OF.year, 12, 31),
            "reason": "The course is not held before autumn.",
            **values,
        }
    )
    with center.working():
        made = waivers.propose(deputy, entry, files)
    with center.working():
        waivers.grant(center.actor(), made, 1)
    return made


def composed(center: CenterWorld) -> PacketContext:
    with center.working():
        actor = center.actor()
        followed = standards.one_followed(actor, CSEC)
        return composing.compose(actor, followed, AS_OF, "2026-0001", Head(0, "")).context


def test_it_is_printed_with_who_decided_and_its_file_is_an_exhibit(center: CenterWorld, ana: str) -> None:
    granted(center, ana, file=True)
    context = composed(center)
    (waiver,) = context.waivers
    assert (waiver.person_id, waiver.requirement_id, waiver.kind.word) == (ana, "csec-foundations", "Waiver")
    assert (waiver.reason, waiver.decided_by) == ("The course is not held before autumn.", "Dana Whitfield")
    assert waiver.acts
    (exhibit,) = [each for each in context.exhibits if each.number in waiver.exhibits]
    assert exhibit.title.startswith("Waiver: ")
    assert (exhibit.person_ids, exhibit.requirement_ids) == ((ana,), ("csec-foundations",))
    (finding,) = [
        each for each in context.findings if (each.person_id, each.requirement_id) == (ana, "csec-foundations")
    ]
    assert (finding.status.value, finding.exhibits) == ("waived", waiver.exhibits)


def test_where_the_requirement_is_met_it_is_said_that_it_is_not_needed(center: CenterWorld) -> None:
    person = center.person()
    center.completion(person, hours=40, topics=frozenset({"identification"}), completed_on=date(2026, 1, 5))
    granted(center, center.public_id_of(Person, person))
    assert [each.acts for each in composed(center).waivers] == [False]


@pytest.mark.parametrize(
    "values",
    [
        {"ends_on": date(AS_OF.year, 1, 2)},
        {"starts_on": date(AS_OF.year, 12, 30)},
        {"standard": "nca-essential-training", "requirement": "advocate-core-hours"},
    ],
)
def test_what_does_not_hold_on_the_day_or_for_another_standard_is_left_out(
    center: CenterWorld, ana: str, values: dict[str, Any]
) -> None:
    granted(center, ana, **values)
    assert composed(center).waivers == ()


def test_before_it_is_issued_it_is_said_that_a_reviewer_would_ask(center: CenterWorld, ana: str) -> None:
    granted(center, ana)
    with center.working():
        actor = center.actor()
        found = packets.questions(actor, standards.one_followed(actor, CSEC), AS_OF)
    (asked,) = [each for each in found if each.place == "waivers"]
    assert asked.words.startswith("1 finding counts as met by a waiver or an equivalent.")


def test_the_team_s_own_stands_last(center: CenterWorld, ana: str) -> None:
    granted(center, "", requirement="team-csec-training")
    granted(center, ana)
    assert [each.person_id for each in composed(center).waivers] == [ana, ""]
