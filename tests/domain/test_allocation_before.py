"""Hours that count once, in a role that is over: the days before on which they became free for another requirement."""

from collections.abc import Sequence
from dataclasses import replace

from tests.domain.allocating import TODAY, YEARLY, core, once, ongoing
from tests.domain.build import done, on, person, term
from tracker.domain.assessment import assess
from tracker.domain.finding import Finding
from tracker.domain.record import Completion, Record, RoleTerm
from tracker.domain.rules import WindowKind
from tracker.domain.standard import Requirement, Standard
from tracker.domain.verdict import Status
from tracker.domain.vocabulary import Role

FROM_ROLE = replace(YEARLY, kind=WindowKind.ROLE_START)


def of(requirement: Requirement, *roles: Role) -> Requirement:
    """The same, asked of these roles alone."""
    return replace(requirement, applies=replace(requirement.applies, roles=frozenset(roles)))


def judged(asked: Standard, terms: Sequence[RoleTerm], *completions: Completion) -> dict[str, Finding]:
    """How somebody with these roles stands today, by requirement."""
    found = assess(asked, Record(people=(person(*completions, terms=terms),)), on(TODAY)).findings
    return {finding.requirement.id: finding for finding in found}


def test_what_a_former_role_asked_each_year_held_its_hours_until_its_year_closed() -> None:
    asked = once(of(ongoing(), Role.VOLUNTEER), core("8", due_days=90), core("8", name="further"))
    roles = [term("2020-01-01"), term("2020-01-01", "2022-12-31", Role.VOLUNTEER)]
    found = judged(asked, roles, done("2020-02-01", "8"))
    assert found["core"].cautions == ("First met on Feb 1, 2021; it was due by Mar 31, 2020.",)


def test_the_years_of_a_role_that_was_taken_up_again_are_those_that_ran_then() -> None:
    both = of(core("8", due_days=90), Role.VICTIM_ADVOCATE, Role.VOLUNTEER)
    asked = once(of(ongoing(window=FROM_ROLE), Role.VOLUNTEER), both)
    roles = [
        term("2020-01-01"),
        term("2020-01-01", "2022-06-30", Role.VOLUNTEER),
        term("2023-01-01", role=Role.VOLUNTEER),
    ]
    found = judged(asked, roles, done("2020-03-01", "8"))
    assert found["core"].cautions == ("First met on Jan 1, 2022; it was due by Mar 31, 2020.",)


def test_what_was_completed_before_the_role_is_in_none_of_its_years_and_serves_what_is_asked_once() -> None:
    asked = once(ongoing(window=FROM_ROLE), core("8"))
    found = judged(asked, [term("2026-01-01")], done("2025-12-31", "8"), done("2026-01-01", "8"))
    assert [entry.completion.completed_on for entry in found["core"].counted] == [on("2025-12-31")]
    assert [entry.completion.completed_on for entry in found["ongoing"].counted] == [on("2026-01-01")]
    assert found["ongoing"].lapses_on == on("2028-01-01")


def test_what_a_former_role_held_is_known_though_nobody_claims_the_hours_besides_today() -> None:
    """With one requirement left nothing is shared out today; it was, while the volunteer's year ran."""
    asked = once(of(ongoing(), Role.VOLUNTEER), core("8", due_days=90))
    roles = [term("2020-01-01"), term("2020-01-01", "2022-12-31", Role.VOLUNTEER)]
    found = judged(asked, roles, done("2020-02-01", "8"))
    assert found["core"].status is Status.MET
    assert found["core"].cautions == ("First met on Feb 1, 2021; it was due by Mar 31, 2020.",)


def test_what_a_former_role_held_was_never_met_by_what_comes_round_again() -> None:
    asked = once(of(core("8"), Role.VOLUNTEER), ongoing())
    roles = [term("2020-01-01"), term("2020-01-01", "2022-12-31", Role.VOLUNTEER)]
    assert judged(asked, roles, done("2020-02-01", "8"))["ongoing"].status is Status.NOT_MET
    apart = [term("2020-01-01"), term("2018-01-01", "2020-01-31", Role.VOLUNTEER)]
    alone = judged(asked, apart, done("2020-02-01", "8"))["ongoing"]
    assert alone.reason.startswith("Met only through Jan 31, 2021."), "the role was over before the training"
