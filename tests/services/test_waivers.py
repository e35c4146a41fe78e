"""Waivers: one person proposes, another decides; each holds on its days, and is printed and never deleted."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from tests.factories import CenterWorld
from tests.services.files import row_of, stored
from tests.services.lines import last_line
from tests.statements import counted
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.record import WaiverKind
from tracker.domain.verdict import Status
from tracker.domain.vocabulary import WaiverState
from tracker.models import Evidence, Person, Waiver
from tracker.services import assessments, evidence, evidence_reading, records, standards, waivers
from tracker.services.removing_people import Place, ahead
from tracker.services.waivers import Entry

pytestmark = pytest.mark.usefixtures("context")


def entry(person: str, **values: Any) -> Entry:
    """A waiver of the foundations for somebody, from the beginning of the year to its end."""
    return Entry(
        **{
            "kind": WaiverKind.WAIVER,
            "person": person,
            "standard": "nca-csec",
            "requirement": "csec-foundations",
            "starts_on": date(2026, 1, 1),
            "ends_on": date(2026, 12, 31),
            "reason": "The course is not held before autumn.",
            **values,
        }
    )


def proposed(center: CenterWorld, person: str, account: int | None = None, **values: Any) -> str:
    with center.working():
        return waivers.propose(center.actor(account), entry(person, **values))


def version(center: CenterWorld, public_id: str) -> int:
    return int(row_of(center, public_id, Waiver).version)


@pytest.fixture
def ana(center: CenterWorld) -> str:
    """Somebody who completed nothing."""
    return center.public_id_of(Person, center.person())


@pytest.fixture
def deputy(center: CenterWorld) -> int:
    return center.member(AccessRole.DEPUTY)


def status_of(center: CenterWorld, person: str, day: date) -> Status:
    with center.working():
        actor = center.actor()
        followed = standards.one_followed(actor, "nca-csec")
        one = {each.requirement.id: each for each in assessments.of_person(actor, followed, person, day)}
        both = assessments.of_team(actor, followed, day).cell(person, "csec-foundations")
        assert one["csec-foundations"].status is both.status
        return both.status


def test_it_counts_once_a_second_person_has_granted_it(center: CenterWorld, ana: str, deputy: int) -> None:
    public_id = proposed(center, ana)
    day = date(2026, 6, 1)
    assert status_of(center, ana, day) is Status.NOT_MET
    with center.working():
        waivers.grant(center.actor(deputy), public_id, version(center, public_id))
    assert status_of(center, ana, day) is Status.WAIVED
    assert status_of(center, ana, date(2027, 1, 1)) is Status.NOT_MET
    assert last_line(center).action == "grant"


def test_nobody_decides_on_what_they_proposed(center: CenterWorld, ana: str) -> None:
    public_id = proposed(center, ana)
    with center.working(), pytest.raises(Conflict, match="somebody else must decide"):
        waivers.grant(center.actor(), public_id, 1)


def test_nobody_decides_on_what_is_for_themselves(center: CenterWorld, deputy: int) -> None:
    own = center.public_id_of(Person, center.director_person)
    public_id = proposed(center, own, deputy)
    with center.working(), pytest.raises(Conflict, match="somebody else must decide"):
        waivers.grant(center.actor(), public_id, 1)
    with center.working():
        assert not waivers.get(center.actor(), public_id).yours
        assert waivers.waiting_count(center.actor()) == 0


def test_the_database_itself_takes_no_decision_of_whoever_proposed_it(center: CenterWorld, ana: str) -> None:
    public_id = proposed(center, ana)
    with pytest.raises(IntegrityError), center.working():
        db.session.execute(update(Waiver).where(Waiver.public_id == public_id).values(decided_by=center.director))


def test_staff_neither_see_nor_propose_waivers(center: CenterWorld, ana: str) -> None:
    staff = center.actor(center.member(AccessRole.STAFF))
    for ask in (lambda: waivers.listing(staff), lambda: waivers.propose(staff, entry(ana))):
        with center.working(), pytest.raises(Refused):
            ask()


def test_a_refusal_says_why(center: CenterWorld, ana: str, deputy: int) -> None:
    public_id = proposed(center, ana)
    with center.working(), pytest.raises(Conflict, match="Say why"):
        waivers.decline(center.actor(deputy), public_id, 1, " ")
    with center.working():
        waivers.decline(center.actor(deputy), public_id, 1, "There is a place in the June course.")
    with center.working():
        view = waivers.get(center.actor(), public_id)
    assert (view.state, view.decision_reason) == (WaiverState.DECLINED, "There is a place in the June course.")


def test_what_was_decided_is_not_decided_again(center: CenterWorld, ana: str, deputy: int) -> None:
    public_id = proposed(center, ana)
    with center.working():
        waivers.grant(center.actor(deputy), public_id, 1)
    with center.working(), pytest.raises(Conflict, match="waits for no decision"):
        waivers.decline(center.actor(deputy), public_id, 2, "No.")


def test_what_was_changed_meanwhile_is_not_decided_on_unseen(center: CenterWorld, ana: str, deputy: int) -> None:
    public_id = proposed(center, ana)
    with center.working(), pytest.raises(Conflict, match="changed meanwhile"):
        waivers.grant(center.actor(deputy), public_id, 7)


def test_only_whoever_proposed_it_takes_it_back(center: CenterWorld, ana: str, deputy: int) -> None:
    public_id = proposed(center, ana)
    with center.working(), pytest.raises(Conflict, match="Only whoever proposed it"):
        waivers.withdraw(center.actor(deputy), public_id, 1)
    with center.working():
        waivers.withdraw(center.actor(), public_id, 1)
    with center.working():
        assert waivers.get(center.actor(), public_id).state is WaiverState.WITHDRAWN


def test_ended_early_it_holds_to_its_new_last_day(center: CenterWorld, ana: str, deputy: int) -> None:
    public_id = granted(center, ana, deputy)
    with center.working():
        waivers.end(center.actor(), public_id, 2, date(2026, 5, 31), "She took the course.")
    assert status_of(center, ana, date(2026, 5, 31)) is Status.WAIVED
    assert status_of(center, ana, date(2026, 6, 1)) is Status.NOT_MET
    with center.working():
        view = waivers.get(center.actor(), public_id)
    assert (view.last_day, view.ends_on, view.ended_reason) == (
        date(2026, 5, 31),
        date(2026, 12, 31),
        "She took the course.",
    )


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2026, 12, 31)])
def test_it_ends_early_between_its_first_and_its_last_day(
    center: CenterWorld, ana: str, deputy: int, day: date
) -> None:
    public_id = granted(center, ana, deputy)
    with center.working(), pytest.raises(Conflict, match="Choose a day from Jan 1, 2026 on"):
        waivers.end(center.actor(), public_id, 2, day, "She took the course.")


def test_what_was_never_granted_has_no_end(center: CenterWorld, ana: str) -> None:
    public_id = proposed(center, ana)
    with center.working(), pytest.raises(Conflict, match="Only a waiver that was granted"):
        waivers.end(center.actor(), public_id, 1, date(2026, 5, 31), "A reason.")


def granted(center: CenterWorld, person: str, deputy: int, **values: Any) -> str:
    public_id = proposed(center, person, **values)
    with center.working():
        waivers.grant(center.actor(deputy), public_id, 1)
    return public_id


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"requirement": "nothing-of-the-kind"}, "requirement"),
        ({"requirement": "team-csec-training"}, "person"),
        ({"person": ""}, "person"),
        ({"ends_on": date(2025, 12, 31)}, "ends_on"),
        ({"ends_on": date(2032, 1, 1)}, "ends_on"),
        ({"kind": WaiverKind.EQUIVALENT}, "instead"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    center: CenterWorld, ana: str, values: dict[str, Any], field: str
) -> None:
    with center.working(), pytest.raises(Conflict) as refused:
        waivers.propose(center.actor(), replace(entry(ana), **values))
    assert refused.value.field == field


def test_a_person_of_another_center_is_not_found(center: CenterWorld, other_center: CenterWorld) -> None:
    theirs = other_center.public_id_of(Person, other_center.person())
    with center.working(), pytest.raises(NotFound):
        waivers.propose(center.actor(), entry(theirs))


def test_a_form_sent_twice_proposes_once(center: CenterWorld, ana: str) -> None:
    with center.working():
        first = waivers.propose(center.actor(), entry(ana), key="1" * 32)
    with center.working():
        assert waivers.propose(center.actor(), entry(ana), key="1" * 32) == first
        assert len(waivers.listing(center.actor())) == 1


def test_the_team_s_requirement_is_set_aside_for_the_team(center: CenterWorld, deputy: int) -> None:
    granted(center, "", deputy, requirement="team-csec-training")
    with center.working():
        actor = center.actor()
        record = records.load(actor)
        followed = standards.one_followed(actor, "nca-csec")
        team = {each.requirement.id: each for each in assessments.of_team(actor, followed, date(2026, 6, 1)).team}
    assert [each.requirement for each in record.waivers] == ["team-csec-training"]
    assert team["team-csec-training"].status is Status.WAIVED


def test_an_equivalent_is_told_with_what_meets_it(center: CenterWorld, ana: str, deputy: int) -> None:
    granted(center, ana, deputy, kind=WaiverKind.EQUIVALENT, instead="Master of social work, 2019")
    with center.working():
        actor = center.actor()
        (somebody,) = (each for each in records.load(actor).people if each.key == ana)
    (decision,) = somebody.waivers
    assert (decision.kind, decision.instead) == (WaiverKind.EQUIVALENT, "Master of social work, 2019")
    assert (decision.proposed_by, decision.decided_by) == ("Dana Whitfield", "Robin Vale")
    assert decision.decided_on == center.actor().today


def test_its_files_are_seen_by_who_sees_the_team_and_by_whom_it_is_for(
    center: CenterWorld, ana: str, deputy: int
) -> None:
    person = row_of(center, ana, Person).id
    own, staff = center.member(AccessRole.STAFF, person), center.member(AccessRole.STAFF)
    files = stored(center.actor())
    with center.working():
        public_id = waivers.propose(center.actor(), entry(ana), files)
        (file,) = evidence_reading.of_waiver(center.actor(), public_id)
        assert evidence_reading.owner_of(center.actor(), file.public_id).waiver == public_id
    for account in (center.director, deputy, own):
        with center.working():
            assert evidence_reading.open_file(center.actor(account), file.public_id).person == ana
    with center.working(), pytest.raises(NotFound):
        evidence_reading.open_file(center.actor(staff), file.public_id)


def test_a_file_behind_it_is_withdrawn_with_a_reason(center: CenterWorld, ana: str) -> None:
    files = stored(center.actor())
    with center.working():
        public_id = waivers.propose(center.actor(), entry(ana), files)
        (file,) = evidence_reading.of_waiver(center.actor(), public_id)
    with center.working():
        assert evidence.withdraw(center.actor(), file.public_id, "It is another letter.") == public_id
    assert row_of(center, file.public_id, Evidence).withdrawn_reason == "It is another letter."
    assert last_line(center).subject == "waiver"


def test_what_holds_no_more_takes_no_files(center: CenterWorld, ana: str, deputy: int) -> None:
    files, public_id = stored(center.actor()), proposed(center, ana)
    with center.working():
        waivers.decline(center.actor(deputy), public_id, 1, "No.")
    with center.working(), pytest.raises(Conflict, match="takes no more files"):
        evidence.attach(center.actor(), files, waiver=public_id)


def test_a_waiver_keeps_a_person_on_the_list(center: CenterWorld, ana: str) -> None:
    proposed(center, ana)
    with center.working():
        assert [each.place for each in ahead(center.actor(), ana).hanging] == [Place.WAIVERS]


def test_the_list_costs_one_statement_however_many_there_are(center: CenterWorld, ana: str) -> None:
    for days in range(3):
        proposed(center, ana, ends_on=date(2026, 6, 1) + timedelta(days=days))
    actor = center.actor()
    with center.working(), counted() as statements:
        assert len(waivers.listing(actor)) == 3
    assert len([each for each in statements if each.startswith("SELECT")]) == 1
