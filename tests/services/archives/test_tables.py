"""The tables for people hold what is planned, who checked in, and who decided by a link."""

import pytest

from tests.factories import CenterWorld
from tests.services.archives.made import opened
from tests.services.archives.test_making import lines
from tests.services.decision_links.given import DECIDER, FUNCTION, give, own
from tests.services.planned_events import ahead
from tracker.models import Person

pytestmark = pytest.mark.usefixtures("context")


def test_what_is_planned_stands_with_who_is_expected_and_who_checked_in(center: CenterWorld) -> None:
    ana = center.public_id_of(Person, center.person("Ana Reyes"))
    event = ahead.planned(center, [ana], provider="Harbor College", note="Bring the handbook")
    ahead.came(center, ahead.opened(center, event), "Quentin Vance", "Juvenile Court")
    archive = opened(center)
    (planned,) = lines(archive, "planned-events")
    assert (planned["Planned event"], planned["Title"], planned["Held on"]) == (event, "Team training", "2026-03-02")
    assert (planned["Provider"], planned["Note"]) == ("Harbor College", "Bring the handbook")
    assert (planned["Planned by"], planned["Canceled"], planned["Recorded as"]) == ("Dana Whitfield", "", "")
    (expected,) = lines(archive, "expected-people")
    assert (expected["Planned event"], expected["Person"], expected["Name"]) == (event, ana, "Ana Reyes")
    (came,) = lines(archive, "check-ins")
    assert (came["Name as typed"], came["Agency as typed"], came["Person"]) == ("Quentin Vance", "Juvenile Court", "")
    assert came["Checked in"] == "2026-03-02 09:00"


def test_who_may_decide_by_a_link_stands_with_each_completion(center: CenterWorld, other_center: CenterWorld) -> None:
    give(other_center, own(other_center))
    first, second = own(center, title="First"), own(center, title="Second")
    link, secret = give(center, first, second)
    archive = opened(center)
    told = lines(archive, "decisions-by-a-link")
    assert {each["Completion"] for each in told} == {first, second}
    assert {(each["Link"], each["Who decides"], each["Function"]) for each in told} == {(link, DECIDER, FUNCTION)}
    assert {each["Used"] for each in told} == {""}
    assert secret not in str(told)
