"""Places in a packet: what rests on a file leads to what was pointed at in it, as it was known."""

import pytest
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.intake import making
from tests.services.files import HOURS, pointed_at
from tests.services.packets.conftest import proved
from tests.services.packets.test_waivers_printed import composed
from tracker.db import db
from tracker.domain.place import Box
from tracker.models import Completion, Evidence
from tracker.services import citations
from tracker.services.citations import Place

pytestmark = pytest.mark.usefixtures("context")


def certificate(center: CenterWorld) -> str:
    """Make an accepted completion that counts, with a certificate of two pages; returns the file."""
    values = {"title": "Foundations", "hours": 4, "topics": frozenset({"screening"})}
    completion = proved(center, making.pdf(2), person_id=center.person("Ana Reyes"), **values)
    with center.working():
        of_it = select(Evidence.public_id).join(Completion, Completion.id == Evidence.completion_id)
        return str(db.session.scalar(of_it.where(Completion.public_id == completion)))


def test_a_place_is_printed_with_its_exhibit_and_led_to_by_what_rests_on_it(center: CenterWorld) -> None:
    pointed_at(center, certificate(center))
    context = composed(center)
    (place,) = context.citations
    assert (place.exhibit, place.label, place.first_page, place.box) == (1, "hours", 1, (100, 400, 600, 450))
    (completion,) = context.people[0].completions
    assert completion.citations == (place.number,)
    counted = [each for each in context.findings if each.exhibits]
    assert counted
    assert all(each.citations == (place.number,) for each in counted)


def test_what_was_corrected_or_removed_is_printed_no_more(center: CenterWorld) -> None:
    file = certificate(center)
    first, second = pointed_at(center, file), pointed_at(center, file, Place("topics", 2, 2))
    with center.working():
        citations.correct(center.actor(), first, Place("hours", 2, 2, Box(0, 0, 500, 100)))
        citations.remove(center.actor(), second)
    assert [(place.label, place.first_page) for place in composed(center).citations] == [(HOURS.label, 2)]
