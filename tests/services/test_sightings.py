"""Sightings: one row a day for each account, act and thing; one's own record is nobody's business to note."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from tests.factories import CenterWorld
from tracker.db import db
from tracker.models import Person, Sighting
from tracker.services import history, sightings
from tracker.services.actor import Actor
from tracker.services.sightings import SAME_LOOK, Act, Sight, Subject

pytestmark = pytest.mark.usefixtures("context")


def sight_of(center: CenterWorld, act: Act = Act.LOOK, name: str = "Ana Reyes") -> Sight:
    person = center.public_id_of(Person, center.person(name))
    return Sight(act, Subject.PERSON, person, person)


def note(center: CenterWorld, actor: Actor, sight: Sight) -> None:
    with center.working():
        sightings.note(actor, sight)


def rows(center: CenterWorld) -> list[Sighting]:
    with center.working():
        found = list(db.session.scalars(sa.select(Sighting).order_by(Sighting.id)))
        db.session.expunge_all()
        return found


def is_news(center: CenterWorld, actor: Actor, sight: Sight) -> bool:
    with center.working():
        return sightings.is_news(actor, sight)


def test_looking_again_on_the_same_day_counts_in_the_same_row(center: CenterWorld) -> None:
    actor, sight = center.actor(), sight_of(center)
    later = replace(actor, now=actor.now + timedelta(hours=1))
    note(center, actor, sight)
    note(center, later, sight)
    (row,) = rows(center)
    assert (row.times, row.first_at, row.last_at, row.seen_on) == (2, actor.now, later.now, actor.today)


def test_another_day_another_act_and_another_account_have_rows_of_their_own(center: CenterWorld) -> None:
    actor, sight = center.actor(), sight_of(center)
    tomorrow = replace(actor, today=actor.today + timedelta(days=1))
    colleague = center.actor(center.member())
    for who, what in ((actor, sight), (tomorrow, sight), (colleague, sight), (actor, replace(sight, act=Act.EXPORT))):
        note(center, who, what)
    assert [row.times for row in rows(center)] == [1, 1, 1, 1]


def test_a_look_within_a_minute_of_the_last_is_the_same_look(center: CenterWorld) -> None:
    actor, sight = center.actor(), sight_of(center)
    assert is_news(center, actor, sight)
    note(center, actor, sight)
    just, after = actor.now + SAME_LOOK - timedelta(microseconds=1), actor.now + SAME_LOOK
    assert not is_news(center, replace(actor, now=just), sight)
    assert is_news(center, replace(actor, now=after), sight)
    assert is_news(center, actor, replace(sight, act=Act.EXPORT))


def test_ones_own_record_is_not_noted(center: CenterWorld) -> None:
    actor = center.actor()
    own = center.public_id_of(Person, center.director_person)
    assert not is_news(center, actor, Sight(Act.LOOK, Subject.PERSON, own, own))
    assert is_news(center, actor, Sight(Act.DOWNLOAD, Subject.PACKET, "2" * 20))
    nobody = replace(actor, person_id=None)
    assert is_news(center, nobody, Sight(Act.LOOK, Subject.PERSON, own, own))


def test_a_look_writes_no_line_of_history(center: CenterWorld) -> None:
    sight, before = sight_of(center), history.head(center.center_id)
    note(center, center.actor(), sight)
    assert history.head(center.center_id) == before


def test_eight_who_look_at_once_lose_no_look(center: CenterWorld) -> None:
    actor, sight = center.actor(), sight_of(center)

    def look(_number: int) -> None:
        note(center, actor, sight)

    with ThreadPoolExecutor(8) as many:
        list(many.map(look, range(40)))
    (row,) = rows(center)
    assert row.times == 40
