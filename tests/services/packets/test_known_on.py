"""A packet as the record was known on a day: nothing of what was recorded, changed, decided or added since."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from tests.factories import CenterWorld
from tests.intake import making
from tests.services.packets.conftest import CSEC, asked, proved
from tracker import clock
from tracker.db import db
from tracker.domain.errors import Conflict
from tracker.models import Completion, EarlierState, Evidence, Packet, Person, RoleTerm
from tracker.reports.context import PacketContext
from tracker.services import history, packets, standards
from tracker.services.history import Head
from tracker.services.packets import composing

pytestmark = pytest.mark.usefixtures("context")
AS_OF, KNOWN = date(2026, 9, 30), date(2026, 10, 1)
BEFORE, AFTER = datetime(2026, 9, 1, 17, tzinfo=UTC), datetime(2026, 10, 2, 17, tzinfo=UTC)


@pytest.fixture
def ana(center: CenterWorld) -> int:
    """An advocate whom the center has known for long."""
    person = center.person("Ana Reyes")
    with center.working():
        for table in (Person, RoleTerm):
            db.session.execute(update(table).values(recorded_at=BEFORE))
    center.followed_since(BEFORE)
    return person


def logged(center: CenterWorld, person: int, moment: datetime, **values: Any) -> str:
    """Add an accepted completion with a certificate, recorded, decided on and proved at a moment."""
    key = proved(
        center,
        making.pdf(1 if moment == BEFORE else 2),
        person_id=person,
        **{"hours": 4, "topics": frozenset({"screening"}), "completed_on": date(2026, 5, 4), **values},
    )
    with center.working():
        moments = {"recorded_at": moment, "submitted_at": moment, "decided_at": moment, "decided_by": center.director}
        row = db.session.scalars(select(Completion).where(Completion.public_id == key)).one()
        db.session.execute(update(Completion).where(Completion.id == row.id).values(**moments))
        db.session.execute(update(Evidence).where(Evidence.completion_id == row.id).values(added_at=moment))
        # What stood before the file came and it was decided on again, by the clock of the test's run.
        db.session.execute(delete(EarlierState))
    return key


def composed(center: CenterWorld, known_on: date | None = KNOWN) -> PacketContext:
    with center.working():
        actor = center.actor()
        followed = standards.one_followed(actor, CSEC)
        return composing.compose(actor, followed, AS_OF, "1", Head(0, ""), known_on).context


def titles(context: PacketContext) -> list[tuple[str, Decimal | None, str]]:
    return [(each.title, each.hours, each.state.word) for person in context.people for each in person.completions]


def test_what_was_recorded_since_is_neither_printed_nor_an_exhibit(center: CenterWorld, ana: int) -> None:
    logged(center, ana, BEFORE, title="Known")
    logged(center, ana, AFTER, title="Recorded since")
    then, now = composed(center), composed(center, None)
    assert [title for title, _, _ in titles(then)] == ["Known"]
    assert {title for title, _, _ in titles(now)} == {"Known", "Recorded since"}
    assert (len(then.exhibits), len(now.exhibits)) == (1, 2)
    assert (then.known_on, now.known_on) == (KNOWN, None)


def test_what_was_corrected_since_is_printed_as_it_was_known(center: CenterWorld, ana: int) -> None:
    key = logged(center, ana, BEFORE, title="Screening, by its first title")
    clock.fix(AFTER)
    try:
        with center.working():
            row = db.session.scalars(select(Completion).where(Completion.public_id == key)).one()
            row.title, row.hours, row.completed_on = "Corrected", Decimal(1), date(2026, 10, 2)
    finally:
        clock.fix(None)
    assert titles(composed(center)) == [("Screening, by its first title", Decimal(4), "Accepted")]
    assert titles(composed(center, None)) == []


def test_a_decision_that_came_later_is_none_yet(center: CenterWorld, ana: int) -> None:
    key = logged(center, ana, BEFORE)
    with center.working():
        db.session.execute(update(Completion).where(Completion.public_id == key).values(decided_at=AFTER))
    ((_, _, state),) = titles(composed(center))
    assert state == "Waiting for review"
    (person,) = [each for each in composed(center).people if each.name == "Ana Reyes"]
    assert (person.completions[0].decided_by, person.completions[0].decided_on) == ("", None)


def test_a_file_that_was_withdrawn_since_proves_and_one_removed_for_good_does_not(
    center: CenterWorld, ana: int
) -> None:
    logged(center, ana, BEFORE)
    with center.working():
        db.session.execute(update(Evidence).values(withdrawn_at=AFTER))
    assert len(composed(center).exhibits) == 1
    assert len(composed(center, None).exhibits) == 0
    with center.working():
        db.session.execute(update(Evidence).values(removed_at=AFTER))
    assert len(composed(center).exhibits) == 0


def test_a_packet_is_asked_for_and_issued_as_known_on_a_day(center: CenterWorld, ana: int) -> None:
    logged(center, ana, BEFORE, title="Known")
    packet = asked(center, as_of=AS_OF, known_on=KNOWN)
    with center.working():
        assert history.lines(subject_id=packet)[0].detail["known_on"] == KNOWN.isoformat()
    assert packets.make(center.center_id, packet, clock.now)
    with center.working():
        assert packets.get(center.actor(), packet).known_on == KNOWN


def test_today_is_all_that_is_known_and_a_day_to_come_is_refused(center: CenterWorld) -> None:
    today = center.actor().today
    packet = asked(center, known_on=today)
    with center.working():
        assert db.session.scalars(select(Packet).where(Packet.public_id == packet)).one().known_on is None
    with pytest.raises(Conflict, match="what will be known") as caught:
        asked(center, known_on=today + timedelta(days=1))
    assert caught.value.field == "known_on"
