"""Arranging an assessment as rows and columns: nothing is lost, and the order is one."""

from decimal import Decimal
from itertools import pairwise

import pytest

from tests.factories import CenterWorld
from tests.pages.matrix.teams import CSEC, days_ago, follow_only, partner
from tracker.domain.assessment import Assessment
from tracker.domain.finding import Status
from tracker.domain.vocabulary import Role
from tracker.services import assessments, matrix, standards

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def found(center: CenterWorld) -> Assessment:
    follow_only(center, CSEC)
    topics = frozenset({"identification", "screening", "vulnerabilities_grooming", "trauma", "mdt_response"})
    done = {"hours": Decimal(8), "topics": topics}
    for number in range(6):
        person = center.person(f"Person {number}", roles=(Role.VICTIM_ADVOCATE, Role.MDT_FACILITATOR)[number % 2 :])
        if number % 3:
            center.completion(person, completed_on=days_ago(center, 300 * number), **done)
    partner(center)
    center.person("Nobody's Role", roles=())
    with center.working():
        (followed,) = standards.followed(center.actor())
        return assessments.of_team(center.actor(), followed, center.actor().today)


def test_everybody_whom_something_binds_has_one_row_with_every_column(found: Assessment) -> None:
    shown = matrix.arrange(found)
    assert sorted(row.person.name for row in shown.rows) == sorted(person.name for person in found.bound_people)
    assert "Nobody's Role" not in {row.person.name for row in shown.rows}
    for row in shown.rows:
        assert row.findings == tuple(found.cell(row.person.key, column.id) for column in shown.columns)
        assert row.counts == found.person_counts(row.person.key)


def test_nobody_stands_above_who_is_at_greater_risk(found: Assessment) -> None:
    rows = matrix.arrange(found).rows
    risks = [[sum(each.status is status for each in row.findings) for status in Status] for row in rows]
    assert all(above >= below for above, below in pairwise(risks))
    assert risks[0] != risks[-1]


def test_components_part_the_columns_and_the_team(found: Assessment) -> None:
    whole = matrix.arrange(found)
    parts = [matrix.arrange(found, component=component.id) for component in whole.components]
    assert {c.id for part in parts for c in part.columns} == {c.id for c in whole.columns}
    assert sum(len(part.columns) for part in parts) == len(whole.columns)
    assert sum(len(part.team) for part in parts) == len(whole.team)


def test_filters_offer_only_what_is_there_and_each_leaves_somebody(found: Assessment) -> None:
    whole = matrix.arrange(found)
    assert whole.agencies == ("Harbor Police",)
    assert set(whole.roles) == {Role.VICTIM_ADVOCATE, Role.MDT_FACILITATOR, Role.LAW_ENFORCEMENT_INVESTIGATOR}
    assert all(matrix.arrange(found, role=role).rows for role in whole.roles)
    own = matrix.arrange(found, agency=matrix.OWN).rows
    partners = matrix.arrange(found, agency="Harbor Police").rows
    assert len(own) + len(partners) == len(whole.rows) == whole.bound
