"""What ships says what it is: every rule sourced, nothing of NCA's claimed that no source states."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.domain.build import done, on, person, term
from tracker.domain.assessment import assess
from tracker.domain.errors import NotFound
from tracker.domain.record import Record
from tracker.domain.rules import Hours
from tracker.domain.standard import Mark, Standard
from tracker.standards.editions import edition, edition_on, shipped_files, shipped_standards, source_text
from tracker.standards.loader import check_file, load_text

STANDARDS = shipped_standards()
EACH = pytest.mark.parametrize(
    "standard", STANDARDS, ids=[f"{standard.id}-{standard.edition}" for standard in STANDARDS]
)


@pytest.mark.parametrize("path", shipped_files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_file_that_ships_passes_its_own_examples(path: Path) -> None:
    assert check_file(path) == []


@EACH
def test_a_file_stands_where_its_id_and_edition_say(standard: Standard) -> None:
    assert load_text(source_text(standard.id, standard.edition), "again.toml") == standard


@EACH
def test_nobody_has_checked_it_yet_and_it_says_so(standard: Standard) -> None:
    assert standard.checked is None
    assert standard.checked_words == f"Not checked against {standard.state or 'NCA'}'s text"
    assert "NCA's" in standard.notice


def test_the_rule_books_of_states_are_louisianas_and_californias() -> None:
    of_states = {standard.state: standard for standard in STANDARDS if standard.state}
    assert set(of_states) == {"Louisiana", "California"}
    for state, standard in of_states.items():
        assert standard.publisher == state
        assert standard.effective_from is None
        assert {requirement.source.mark for requirement in standard.requirements} == {Mark.VERIFIED}
    assert edition_on("louisiana-interviewers", on("1990-01-01")) == of_states["Louisiana"]


@EACH
def test_every_requirement_names_its_source_and_what_was_left_open(standard: Standard) -> None:
    for requirement in standard.requirements:
        assert requirement.source.title
        assert requirement.source.url.startswith("http") or requirement.source.mark is Mark.UNVERIFIED
        assert requirement.note


def test_the_csec_standard_is_a_working_draft_in_every_requirement() -> None:
    draft = edition("nca-csec", "2023")
    assert draft.optional
    assert not draft.by_default
    assert "Working draft" in draft.notice
    assert {requirement.source.mark for requirement in draft.requirements} == {Mark.DRAFT}
    assert all("not checked against NCA's text" in requirement.source.title for requirement in draft.requirements)
    assert Mark.DRAFT.words("NCA") == "Working draft; not checked against NCA's text"


def test_the_essential_training_rules_are_stated_by_a_source_but_for_one_of_the_edition_before() -> None:
    essential = edition("nca-essential-training", "2023")
    partly = [each.id for each in essential.requirements if each.source.mark is not Mark.VERIFIED]
    assert partly == ["team-yearly-training"]
    assert essential.requirement("team-yearly-training").source.mark is Mark.PARTLY
    assert all(requirement.source.note for requirement in essential.requirements)
    assert Mark.VERIFIED.words("NCA") == "Stated by the source"


def test_nobody_begins_with_a_draft() -> None:
    drafts = {Mark.UNVERIFIED, Mark.DRAFT}
    assert [
        standard.id
        for standard in STANDARDS
        if standard.by_default and any(requirement.source.mark in drafts for requirement in standard.requirements)
    ] == []


@pytest.mark.parametrize(
    ("standard", "named", "requirement", "completions"),
    [
        (
            "nca-essential-training",
            "2023",
            "clinician-education",
            [("Bachelor", "degree"), ("Parking permit", "document")],
        ),
        ("nca-essential-training", "2023", "advocate-core-hours", [("Advocacy job description", "document")]),
        ("nca-essential-training", "2017", "advocate-core-topics", [("Advocacy job description", "document")]),
        ("california-placement-officers", "course", "csec-102", [("Confidentiality agreement", "document")]),
    ],
)
def test_no_document_whatever_it_says_meets_what_a_certain_one_is_asked_for(
    standard: str, named: str, requirement: str, completions: list[tuple[str, str]]
) -> None:
    asked = edition(standard, named).requirement(requirement)
    held = [done("2026-02-02", None, "advocacy", title=title, kind=kind) for title, kind in completions]
    one = person(*held, terms=[term("2020-01-06", role=role) for role in asked.applies.roles])
    whole = replace(edition(standard, named), requirements=(asked,), counts_once=())
    assert not assess(whole, Record(people=(one,)), date(2026, 11, 24)).findings[0].status.counts_as_met


def test_what_no_source_states_is_a_draft_that_nobody_begins_with() -> None:
    unverified = edition("nca-unverified", "2023")
    assert not unverified.by_default
    assert {requirement.source.mark for requirement in unverified.requirements} == {Mark.UNVERIFIED, Mark.PARTLY}
    assert all("found stated" in requirement.note for requirement in unverified.requirements)
    assert "Draft" in unverified.notice


def test_ncas_approved_list_is_not_invented() -> None:
    rule = edition("nca-essential-training", "2023").requirement("interviewer-foundational").rule
    assert isinstance(rule, Hours)
    assert rule.counts.approved is not None
    assert rule.counts.approved.trainings == frozenset()
    assert "the list is not entered" in rule.counts.cautions[0]


@pytest.mark.parametrize(("day", "name"), [("2022-12-31", None), ("2023-01-01", "2023"), ("2031-01-01", "2023")])
def test_the_day_picks_the_edition(day: str, name: str | None) -> None:
    found = edition_on("nca-csec", on(day))
    assert (found.edition if found else None) == name


def test_an_edition_that_does_not_ship_is_not_found() -> None:
    with pytest.raises(NotFound, match=r"No edition 1999 of the standard nca-csec ships"):
        edition("nca-csec", "1999")
