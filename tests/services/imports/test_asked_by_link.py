"""An import that somebody without an account was asked about: an open link keeps it, one that is over does not."""

from datetime import timedelta

import pytest

from tests.factories import CenterWorld
from tests.services.decision_links.given import give
from tests.services.imports.sheets import ANA, laid_out, record_of, saved, taken_back
from tracker.db import db
from tracker.domain.errors import Conflict
from tracker.models import DecisionLink, Person
from tracker.services import decision_links


def test_a_link_for_a_decision_that_is_open_stands_in_the_way_and_a_revoked_one_does_not(center: CenterWorld) -> None:
    it, link = _own_brought_in(center)
    with pytest.raises(Conflict, match="asked to decide on 1 completion that it brought in, by a one-time link"):
        taken_back(center, it)
    actor = center.actor()
    with center.working():
        decision_links.revoke(actor, link)
    taken_back(center, it)
    assert record_of(center, center.public_id_of(Person, center.director_person)) == []
    with center.working():
        assert [each.items for each in decision_links.listing(actor)] == [0]


def test_a_link_for_a_decision_that_is_over_does_not_stand_in_the_way(center: CenterWorld) -> None:
    it, link = _own_brought_in(center)
    with center.working():
        row = db.session.query(DecisionLink).filter(DecisionLink.public_id == link).one()
        row.ends_on = center.actor().today - timedelta(days=1)
    taken_back(center, it)


def _own_brought_in(center: CenterWorld) -> tuple[str, str]:
    """Bring in a training of the director, who asks somebody to decide on it; returns the import and the link."""
    with center.working():
        name = db.session.query(Person.name).filter(Person.id == center.director_person).scalar()
    saved(center, it := laid_out(center, (name, *ANA[1:])))
    (own,) = record_of(center, center.public_id_of(Person, center.director_person))
    return it, give(center, own.public_id)[0]
