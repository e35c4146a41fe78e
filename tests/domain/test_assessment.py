"""The whole of an assessment: cells, rows, columns, tallies, the proof's strength, days past and to come."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.allocating import core, once, ongoing, statuses
from tests.domain.build import ADVOCATE, done, event, on, person, requirement, standard, term, whys
from tests.domain.strategies import situations
from tracker.domain.assessment import assess, assess_person, assess_team
from tracker.domain.finding import Finding
from tracker.domain.record import CompletionKind, Person, Record
from tracker.domain.rules import RULES, Hours, RecurringHours, Selection, TeamTraining, TopicCoverage, Window
from tracker.domain.standard import Applies, Checked, Rule
from tracker.domain.verdict import Status, Verdict
from tracker.domain.vocabulary import CompletionState, Grade, Role

TODAY = on("2026-11-24")
MOST = 8  # completions of somebody drawn

ASKED = standard(
    requirement(Hours(hours=Decimal(8)), "core"),
    requirement(RecurringHours(hours=Decimal(4), window=Window(24)), "refresher"),
    requirement(TopicCoverage(counts=Selection(topics=frozenset({"boys"})), due_days=90), "topics"),
    requirement(Hours(hours=Decimal(2)), "interviewing", applies=Applies(roles=frozenset({Role.FORENSIC_INTERVIEWER}))),
    requirement(TeamTraining(count=1, window=Window(12)), "team-day", applies=Applies(team=True)),
)
ada = person(done("2026-01-10", "8"), key="ada")
ben = person(key="ben", terms=[term("2026-11-01")])
cleo = person(key="cleo", terms=[term("2020-01-01", "2026-06-30")])
RECORD = Record(people=(ada, ben, cleo), events=(event("2026-04-01"),), visit_on=on("2027-03-15"))


def test_a_cell_is_found_by_person_and_requirement() -> None:
    finding = assess(ASKED, RECORD, TODAY).cell("ada", "core")
    assert finding.requirement.id == "core"
    assert finding.person is ada
    assert finding.status is Status.MET


def test_rows_and_columns_keep_the_record_s_and_the_standard_s_order() -> None:
    assessment = assess(ASKED, RECORD, TODAY)
    assert [finding.requirement.id for finding in assessment.for_person("ada")] == [
        "core",
        "refresher",
        "topics",
        "interviewing",
    ]
    assert [finding.person for finding in assessment.for_requirement("core")] == [ada, ben, cleo]
    assert [finding.person for finding in assessment.for_requirement("team-day")] == [None]
    assert [entry.id for entry in assessment.personal_requirements] == ["core", "refresher", "topics", "interviewing"]


def test_a_finding_says_all_that_its_verdict_does() -> None:
    values = {entry.name: object() for entry in fields(Verdict)}
    said = Finding.of(Verdict(**values), ASKED.requirements[0], ada)  # type: ignore[arg-type]  # no two are alike
    assert {name: getattr(said, name) for name in values} == values


def test_a_requirement_of_the_team_may_stand_before_those_of_people() -> None:
    backwards = replace(ASKED, requirements=ASKED.requirements[::-1])
    assert [finding.requirement.id for finding in assess(backwards, RECORD, TODAY).for_person("ada")] == [
        *("interviewing", "topics", "refresher", "core"),
    ]


def test_leavers_are_in_the_record_and_out_of_the_day_s_rows() -> None:
    assert assess(ASKED, RECORD, TODAY).bound_people == (ada, ben)
    assert assess(ASKED, RECORD, on("2026-06-30")).bound_people == (ada, cleo)


def test_tallies_count_what_is_met_of_what_applies() -> None:
    assessment = assess(ASKED, RECORD, TODAY)
    assert str(assessment.person_counts("ada")) == "2 of 3"
    assert str(assessment.person_counts("ben")) == "0 of 3"
    assert str(assessment.person_counts("cleo")) == "0 of 0"
    assert str(assessment.requirement_counts("core")) == "1 of 2"
    assert str(assessment.counts()) == "3 of 7"
    assert [assessment.counts().of(status) for status in (Status.NOT_YET_DUE, Status.WAIVED)] == [2, 0]
    assert [(component.id, str(counts)) for component, counts in assessment.component_counts()] == [("part", "3 of 7")]


def test_what_is_due_soon_counts_as_met() -> None:
    assessment = assess(ASKED, RECORD, on("2027-12-01"))
    assert assessment.cell("ada", "refresher").status is Status.DUE_SOON
    assert str(assessment.person_counts("ada")) == "2 of 3"


def test_one_person_and_the_team_alone_are_judged_as_in_the_whole() -> None:
    assessment = assess(ASKED, RECORD, TODAY)
    assert assess_person(ASKED, ada, TODAY, RECORD.visit_on) == assessment.for_person("ada")
    assert assess_team(ASKED, RECORD, TODAY) == assessment.team


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2026-01-09", Status.NOT_MET),
        ("2026-01-10", Status.MET),
        ("2028-01-09", Status.DUE_SOON),
        ("2028-01-10", Status.LAPSED),
    ],
)
def test_any_day_can_be_asked_about(day: str, status: Status) -> None:
    assert assess(ASKED, RECORD, on(day)).cell("ada", "refresher").status is status


def test_an_empty_center_has_an_assessment() -> None:
    assessment = assess(ASKED, Record(), TODAY)
    assert assessment.findings == ()
    assert assessment.team[0].status is Status.NOT_MET


def test_weaker_proof_than_asked_counts_and_is_named() -> None:
    asked = standard(requirement(Hours(hours=Decimal(4)), least_grade=Grade.CERTIFICATE))
    grades = [Grade.VERIFIED, Grade.CERTIFICATE, Grade.SIGNED_SHEET, None]
    somebody = person(*(done("2026-01-10", "1", grade=grade) for grade in grades))
    finding = assess(asked, Record(people=(somebody,)), TODAY).findings[0]
    assert finding.status is Status.MET
    assert [entry.grade for entry in finding.weak] == [Grade.SIGNED_SHEET, None]
    assert finding.weak_words == (
        "Weaker proof than the certificate asked for: “A training” (signed sheet) and “A training” (no proof)."
    )


def test_where_weaker_proof_does_not_count_it_is_left_out_with_what_was_asked_for() -> None:
    strict = replace(requirement(Hours(hours=Decimal(4)), least_grade=Grade.SIGNED_SHEET), weaker_counts=False)
    grades = [Grade.VERIFIED, Grade.SIGNED_SHEET, Grade.SUPERVISOR_WORD, None]
    somebody = person(*(done("2026-01-10", "1", grade=grade) for grade in grades))
    (finding,) = assess(standard(strict), Record(people=(somebody,)), TODAY).findings
    assert (finding.status, finding.hours_counted, finding.weak_words) == (Status.NOT_MET, Decimal(2), "")
    assert whys(finding) == ["its proof is weaker than the signed sheet asked for"] * 2


def test_where_better_proof_would_be_of_no_use_the_other_reason_is_told() -> None:
    on_trauma = Hours(hours=Decimal(4), counts=Selection(topics=frozenset({"trauma"})))
    strict = replace(requirement(on_trauma, least_grade=Grade.CERTIFICATE), weaker_counts=False)
    somebody = person(done("2026-01-10", "4", "trauma", grade=None), done("2026-01-11", "4", "boys", grade=None))
    (finding,) = assess(standard(strict), Record(people=(somebody,)), TODAY).findings
    assert whys(finding) == [
        "its proof is weaker than the certificate asked for",
        "covers none of the topics asked for",
    ]


def test_weaker_proof_takes_no_hours_that_count_once() -> None:
    both = once(core("8"), ongoing("8"))
    strict = replace(both.requirements[0], least_grade=Grade.CERTIFICATE, weaker_counts=False)
    asked = replace(both, requirements=(strict, both.requirements[1]))
    own_word, certificate = (done("2026-03-01", "8", grade=grade) for grade in (Grade.OWN_WORD, Grade.CERTIFICATE))
    assert statuses(asked, own_word) == ["not_met", "met"]
    assert statuses(asked, own_word, certificate) == ["met", "met"]


@given(situations(), st.sampled_from(Grade), st.lists(st.none() | st.sampled_from(Grade), min_size=MOST, max_size=MOST))
def test_leaving_weaker_proof_out_is_to_judge_without_it(
    situation: tuple[Rule, Person, int, date | None], least: Grade, grades: list[Grade | None]
) -> None:
    rule, drawn, grace_days, visit_on = situation
    proven = zip(drawn.completions, grades, strict=False)
    there = tuple(replace(each, grade=grade) for each, grade in proven)
    order = list(Grade)
    kept = tuple(
        each
        for each in there
        if each.state is CompletionState.SUBMITTED
        or (each.grade is not None and order.index(each.grade) <= order.index(least))
    )
    plain = requirement(rule, least_grade=least, grace_days=grace_days)
    strict = replace(plain, weaker_counts=False)
    (found,) = assess_person(standard(strict), replace(drawn, completions=there), TODAY, visit_on)
    (expected,) = assess_person(standard(plain), replace(drawn, completions=kept), TODAY, visit_on)
    assert (found.status, found.reason) == (expected.status, expected.reason)


def test_how_long_before_something_is_due_soon_is_the_standard_s_for_people_and_the_team() -> None:
    for days, status in ((37, Status.MET), (38, Status.DUE_SOON)):
        asked = standard(
            requirement(RecurringHours(hours=Decimal(4), window=Window(12)), "yearly"),
            requirement(TeamTraining(count=1, window=Window(12)), "team-day", applies=Applies(team=True)),
            due_soon_days=days,
        )
        record = Record(people=(person(done("2026-01-01", "4")),), events=(event("2026-01-01"),))
        assert [finding.status for finding in assess(asked, record, TODAY).all_findings] == [status, status]


def test_a_standard_says_whether_its_text_was_compared() -> None:
    assert ASKED.checked_words == "Not checked against NCA's text"
    checked = replace(ASKED, checked=Checked("the director", on("2026-03-02")))
    assert checked.checked_words == "Checked against NCA's text on Mar 2, 2026 by the director"


def test_a_standard_finds_its_parts() -> None:
    assert ASKED.requirement("core").title == "Core"
    assert ASKED.component("part").title == "A part"
    assert [entry.id for entry in ASKED.requirements_of("part")][:2] == ["core", "refresher"]


def test_statuses_have_the_words_people_read() -> None:
    assert [status.label for status in sorted(Status, key=lambda status: status.standing)] == [
        "Not met",
        "Lapsed",
        "Not yet due",
        "In review",
        "Due soon",
        "Met",
        "Waived",
        "Does not apply",
    ]


def test_every_kind_of_rule_is_registered_under_its_name() -> None:
    assert sorted(RULES) == [
        "all_of",
        "any_of",
        "at_least",
        "hours",
        "item",
        "recurring_events",
        "recurring_hours",
        "team_event",
        "team_share",
        "topic_coverage",
    ]


def test_kinds_of_record_have_words() -> None:
    assert CompletionKind.PEER_REVIEW.label == "peer review"
    assert ADVOCATE.label == "Victim advocate"


def test_what_is_left_out_binds_nobody_and_says_so() -> None:
    out = replace(ASKED, requirements=tuple(replace(each, asked=False) for each in ASKED.requirements))
    findings = assess(out, RECORD, TODAY).all_findings
    assert {finding.status for finding in findings} == {Status.DOES_NOT_APPLY}
    assert {finding.reason for finding in findings} == {
        "Left out here: it is held that the standard does not ask for this."
    }
    assert [(finding.person, finding.requirement) for finding in findings] == [
        *((each, entry) for each in (ada, ben, cleo) for entry in out.requirements if not entry.applies.team),
        *((None, entry) for entry in out.requirements if entry.applies.team),
    ]
