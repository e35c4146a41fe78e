"""What was found earlier is taken over for people of whom nothing changed, and for nothing else."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.domain.build import done, event, on, person, requirement, standard
from tracker.domain.assessment import Assessment, assess
from tracker.domain.record import Record
from tracker.domain.rules import RecurringHours, TeamTraining, Window, WindowKind
from tracker.domain.standard import Applies, Standard
from tracker.domain.verdict import Status

TODAY = on("2026-11-24")


def asking(hours: str) -> Standard:
    """A standard of some hours in the two years before the visit, and of a day of the team each year."""
    return standard(
        requirement(RecurringHours(hours=Decimal(hours), window=Window(24, WindowKind.VISIT)), "hours"),
        requirement(TeamTraining(count=1, window=Window(12)), "team-day", applies=Applies(team=True)),
    )


ASKED = asking("4")
ada, ben = person(done("2026-01-10", "4"), key="ada"), person(key="ben")
RECORD = Record(people=(ada, ben), events=(event("2025-12-01"),), visit_on=on("2027-03-15"))
EARLIER = assess(ASKED, RECORD, TODAY)


def test_of_whom_nothing_changed_keeps_the_findings_there_were() -> None:
    ben_trained = replace(ben, completions=(done("2026-02-01", "5"),))
    after = assess(ASKED, replace(RECORD, people=(ada, ben_trained)), TODAY, EARLIER)
    assert after.cell("ada", "hours") is EARLIER.cell("ada", "hours")
    assert EARLIER.cell("ben", "hours").status is not Status.MET
    assert after.cell("ben", "hours").status is Status.MET


def test_somebody_new_is_judged_and_somebody_removed_is_gone() -> None:
    cleo = person(key="cleo")
    after = assess(ASKED, replace(RECORD, people=(cleo, ada)), TODAY, EARLIER)
    assert [finding.person for finding in after.findings] == [cleo, ada]


@pytest.mark.parametrize(
    ("asked", "record", "day"),
    [
        pytest.param(ASKED, replace(RECORD, visit_on=on("2029-03-15")), TODAY, id="the visit was moved"),
        pytest.param(asking("6"), RECORD, TODAY, id="the standard was changed"),
        pytest.param(ASKED, RECORD, on("2028-01-11"), id="another day is asked for"),
        pytest.param(ASKED, replace(RECORD, events=()), TODAY, id="the team's day was withdrawn"),
    ],
)
def test_whatever_else_changed_is_judged_anew(asked: Standard, record: Record, day: date) -> None:
    anew: Assessment = assess(asked, record, day)
    assert anew.all_findings != EARLIER.all_findings
    assert assess(asked, record, day, EARLIER) == anew
