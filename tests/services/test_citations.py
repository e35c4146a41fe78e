"""Places in a file: pointed at by who may change its record, corrected without loss, told in the history."""

from datetime import datetime, timedelta

import pytest

from tests.factories import CenterWorld
from tests.intake import making
from tests.services.files import attached, row_of
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.place import Box
from tracker.domain.vocabulary import CompletionState
from tracker.services import citations, completion_rows, evidence, history
from tracker.services.citations import Place

HOURS = Place("hours", 1, 1, Box(100, 400, 600, 450))


def certificate(center: CenterWorld, person: int | None = None) -> tuple[str, str]:
    """Make a completion with a certificate of two pages; returns both public ids."""
    completion = center.completion(person, state=CompletionState.DRAFT)
    return completion, attached(center, completion, making.pdf(2))


def pointed(center: CenterWorld, file: str, place: Place = HOURS, account: int | None = None) -> str:
    with center.working():
        return citations.add(center.actor(account), file, place)


def found(center: CenterWorld, file: str, moment: datetime | None = None) -> list[Place]:
    with center.working():
        return [each.place for each in citations.of_center(center.actor(), moment).get(file, [])]


def test_places_stand_in_the_order_of_the_pages(center: CenterWorld) -> None:
    _, file = certificate(center)
    later, pages = Place("topic list", 2, 2, Box(0, 0, 1000, 500)), Place("all of it", 1, 2)
    for place in (later, HOURS, pages):
        pointed(center, file, place)
    assert found(center, file) == [pages, HOURS, later]


def test_pointing_leaves_what_was_decided_as_it_is_and_is_told(center: CenterWorld) -> None:
    completion, file = certificate(center)
    with center.working():
        completion_rows.to_see(center.actor(), completion).state = CompletionState.ACCEPTED
    pointed(center, file)
    assert row_of(center, completion).state == CompletionState.ACCEPTED
    with center.working():
        line = history.lines(subject_id=completion)[0]
    assert (line.action, line.detail["label"], line.detail["where"]) == ("cite", "hours", HOURS.words)


def test_a_correction_stands_for_what_was_there_which_stays_known(center: CenterWorld) -> None:
    _, file = certificate(center)
    first, better = pointed(center, file), Place("hours", 2, 2, Box(0, 0, 500, 100))
    with center.working():
        now = center.actor().now
        citations.correct(center.actor(), first, better)
    assert found(center, file) == [better]
    assert found(center, file, now + timedelta(days=1)) == [better]
    with center.working(), pytest.raises(Conflict, match="changed or removed"):
        citations.correct(center.actor(), first, HOURS)
    assert found(center, file) == [better]


def test_a_removed_place_is_gone_from_the_page_and_was_there_on_its_day(center: CenterWorld) -> None:
    _, file = certificate(center)
    place = pointed(center, file)
    with center.working():
        assert citations.remove(center.actor(), place) == file
    assert found(center, file) == []
    with center.working(), pytest.raises(NotFound):
        citations.get(center.actor(), place)
    with center.working(), pytest.raises(Conflict):
        citations.remove(center.actor(), place)


@pytest.mark.parametrize(
    ("place", "says"),
    [
        (Place("hours", 3, 3), "ends with page 2"),
        (Place("hours", 2, 1), "must not come before"),
        (Place("hours", 1, 2, HOURS.box), "on one page"),
        (Place("hours", 1, 1, Box(100, 100, 1001, 200)), "does not lie on the page"),
        (Place("hours", 1, 1, Box(100, 100, 102, 200)), "too thin"),
    ],
)
def test_a_place_that_is_none_is_refused(center: CenterWorld, place: Place, says: str) -> None:
    _, file = certificate(center)
    with center.working(), pytest.raises(Conflict, match=says):
        citations.add(center.actor(), file, place)


def test_a_withdrawn_file_is_pointed_at_no_more(center: CenterWorld) -> None:
    _, file = certificate(center)
    with center.working():
        evidence.withdraw(center.actor(), file, "Not mine.")
    with center.working(), pytest.raises(Conflict, match="withdrawn"):
        citations.add(center.actor(), file, HOURS)


def test_the_same_form_points_once(center: CenterWorld) -> None:
    _, file = certificate(center)
    with center.working():
        once = citations.add(center.actor(), file, HOURS, "a" * 32)
        assert citations.add(center.actor(), file, HOURS, "a" * 32) == once
    assert found(center, file) == [HOURS]


def test_who_may_change_a_record_points_into_its_files_and_nobody_else(
    center: CenterWorld, other_center: CenterWorld
) -> None:
    person = center.person()
    _, file = certificate(center, person)
    own, colleague, deputy = center.member(person_id=person), center.member(), center.member(AccessRole.DEPUTY)
    place = pointed(center, file, account=own)
    pointed(center, file, account=deputy)
    for world, account in ((center, colleague), (other_center, other_center.director)):
        with world.working():
            for act in (
                lambda actor: citations.add(actor, file, HOURS),
                lambda actor: citations.remove(actor, place),
                lambda actor: citations.get(actor, place),
            ):
                with pytest.raises((NotFound, Refused)):
                    act(world.actor(account))
    assert len(found(center, file)) == 2


def test_a_colleague_s_file_is_as_absent_as_none(center: CenterWorld) -> None:
    _, file = certificate(center)
    staff = center.member(AccessRole.STAFF)
    said = []
    for each in (file, "2" * 20):
        with pytest.raises(NotFound) as refused:
            pointed(center, each, account=staff)
        said.append(refused.value.message)
    assert said[0] == said[1]
