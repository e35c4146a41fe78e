"""Of whom a center asks a second factor."""

import pytest

from tracker.domain.access import AccessRole
from tracker.domain.second_factor import Demand

STAFF, DEPUTY, DIRECTOR = AccessRole.STAFF, AccessRole.DEPUTY, AccessRole.DIRECTOR


@pytest.mark.parametrize(
    ("demand", "asked"),
    [(Demand.NOBODY, set()), (Demand.LEADERS, {DEPUTY, DIRECTOR}), (Demand.EVERYBODY, {STAFF, DEPUTY, DIRECTOR})],
)
def test_leaders_are_who_reads_the_records_of_others(demand: Demand, asked: set[AccessRole]) -> None:
    assert {role for role in AccessRole if demand.asks(role)} == asked


def test_each_asks_fewer_than_the_next() -> None:
    order = [Demand.NOBODY, Demand.LEADERS, Demand.EVERYBODY]
    for place, demand in enumerate(order):
        assert [demand.is_lower_than(other) for other in order] == [place < other for other in range(3)]
