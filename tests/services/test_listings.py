"""Lists read piece by piece are for who sees the team, whoever asks for them."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import CenterWorld
from tests.house import things
from tests.house.things import Owner
from tracker.domain.errors import Refused
from tracker.services import agencies, evidence_register, leaves, listings, packets, waivers
from tracker.services.actor import Actor
from tracker.services.listings import Listed, Piece
from tracker.services.listings.pieces import in_order

LISTS = (
    *("agencies", "events", "files", "history", "leaves", "packets", "people"),
    *("plan_lines", "planned_events", "waivers"),
)
ASKED: dict[str, Callable[[Actor], object]] = {
    **{name: lambda who, name=name: getattr(listings, name)(who, Piece()) for name in LISTS},
    "an agency": lambda who: agencies.get(who, "2" * 20),
    "a file": lambda who: evidence_register.get(who, "2" * 20),
    "some leaves": lambda who: leaves.some(who, []),
    "a packet": lambda who: packets.one(who, "2" * 20),
    "its file": lambda who: packets.file_of(who, "2" * 20),
    "a waiver": lambda who: waivers.get(who, "2" * 20),
}


@pytest.mark.parametrize("what", ASKED)
def test_staff_are_refused_before_anything_is_looked_up(center: CenterWorld, what: str) -> None:
    staff = center.actor(center.member())
    with center.working(), pytest.raises(Refused):
        ASKED[what](staff)


def test_a_part_leaves_out_what_went_between_its_two_questions(center: CenterWorld) -> None:
    owner = Owner(center.director, center.director_person)
    kept, gone = (things.agency(center, owner) for _ in range(2))
    with center.working():
        views: Any = agencies.some(center.actor(), [kept])
        found: Listed[Any] = in_order([gone, kept], views, None)
    assert [each.public_id for each in found.items] == [kept]
