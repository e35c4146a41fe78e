"""What rests on a word, waits for review or runs out is said where a reviewer looks, and links say where they lead."""

import json
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from tests.reports import samples
from tests.reports.conftest import Draw, page_texts
from tests.reports.test_links import links
from tracker.reports import anchors
from tracker.reports.context import Considered, Finding, PacketContext, Word
from tracker.reports.outline import Outline
from tracker.reports.sealed import from_json, to_json

DAY = date(2026, 1, 10)
WORD = "Supervisor's word, no file"


@pytest.fixture(scope="session")
def told(draw: Draw) -> tuple[Path, list[str]]:
    """A packet with a finding on a word, one that runs out, an exhibit that waits and one that proves nothing."""
    path = draw(_packet()).path
    return path, [" ".join(page.split()) for page in page_texts(path)]


def _packet() -> PacketContext:
    made = samples.packet(1, 3, 2, 3)
    person, met = made.people[0], Word("met", "Met")
    accepted, waiting, on_a_word = person.completions
    waiting = replace(waiting, state=Word("submitted", "Waiting for review"), decided_on=None, decided_by="")
    on_a_word = replace(
        on_a_word, grade=Word("supervisor_word", "Supervisor's word"), exhibits=(), requirement_ids=("requirement-1",)
    )
    entry = Considered(title=on_a_word.title, completed_on=DAY, words="2 hours", rests_on=WORD)
    findings = (
        Finding(requirement_id="requirement-0", person_id=person.id, status=met, reason="Holds.", cautions=("Look.",)),
        Finding(requirement_id="requirement-1", person_id=person.id, status=met, reason="On a word.", counted=(entry,)),
    )
    return replace(
        made,
        people=(replace(person, completions=(accepted, waiting, on_a_word)),),
        findings=(replace(findings[0], lapses_on=date(2027, 3, 9)), replace(findings[1], lapses_on=date(2027, 3, 10))),
        exhibits=tuple(replace(exhibit, requirement_ids=()) for exhibit in made.exhibits[:2]),
    )


def test_a_verdict_on_a_word_says_so_beside_the_verdict(told: tuple[Path, list[str]]) -> None:
    requirement = next(page for page in told[1] if "On a word." in page and "Counted:" not in page)
    assert WORD in requirement
    assert f"({WORD.lower()})" in next(page for page in told[1] if "Counted:" in page)


def test_a_self_reported_record_names_the_requirement_that_it_counts_for(told: tuple[Path, list[str]]) -> None:
    code = Outline(_packet()).codes["requirement-1"]
    page = next(page for page in told[1] if page.startswith("Self-reported records"))
    assert f"Supervisor's word {code}" in page


def test_a_caution_stands_under_the_requirement_too(told: tuple[Path, list[str]]) -> None:
    assert sum("Holds. Look." in page for page in told[1]) == 2


def test_what_is_met_and_lapses_by_the_site_visit_is_listed(told: tuple[Path, list[str]]) -> None:
    page = next(page for page in told[1] if page.startswith("Gaps"))
    assert "running out by the site visit" in page
    assert "Mar 9, 2027 " in f"{page.partition('No longer holds on')[2]} "
    assert "Mar 10, 2027" not in page


def test_an_exhibit_that_nothing_rests_on_claims_to_prove_nothing(told: tuple[Path, list[str]]) -> None:
    bands = [page for page in told[1] if page.startswith("Exhibit ") and " page 1 of 1" in page[:40]]
    assert len(bands) == 2
    assert "On record; no finding rests on it" in bands[0]
    assert "Waits for review, and counts for nothing yet" in bands[1]
    assert not any("Counts for" in band for band in bands)


def test_every_link_is_called_by_words_and_a_cell_by_person_requirement_and_status(
    told: tuple[Path, list[str]],
) -> None:
    with pikepdf.Pdf.open(told[0]) as pdf:
        called = {str(link.Dest): str(link.Contents) for _, link in links(pdf)}
    assert all(words and words != place for place, words in called.items())
    name, code = samples.packet(1).people[0].name, Outline(_packet()).codes["requirement-0"]
    with pikepdf.Pdf.open(told[0]) as pdf:
        cells = {
            str(link.Contents) for _, link in links(pdf) if link.Dest == anchors.finding("person-0", "requirement-0")
        }
    assert f"{name}, {code}: Met" in cells


def test_inputs_sealed_before_these_facts_were_kept_can_still_be_read() -> None:
    plain = json.loads(to_json(_packet()))
    for finding in plain["findings"]:
        del finding["due_on"], finding["lapses_on"]
        for entry in finding["counted"]:
            del entry["rests_on"]
    for completion in plain["people"][0]["completions"]:
        del completion["training"], completion["recorded_by"], completion["requirement_ids"]
    read = from_json(json.dumps(plain))
    assert {field.name for field in fields(read)} == {field.name for field in fields(_packet())}
    assert Outline(read).running_out == []


def test_what_counted_names_its_topics_and_the_method_the_words_and_the_source(draw: Draw) -> None:
    made = samples.packet(1, 2, 2, 1)
    findings = [
        replace(each, counted=tuple(replace(it, topics=("Screening", "Trauma")) for it in each.counted))
        for each in made.findings
    ]
    told = replace(made, findings=tuple(findings))
    pages = [" ".join(page.split()) for page in page_texts(draw(told).path)]
    person = next(page for page in pages if "Counted:" in page)
    assert "1.5 hours, on Screening, Trauma (Exhibit 1" in person
    method = next(page for page in pages if page.startswith("How it was measured"))
    asked = made.requirements[0]
    for words in (asked.text, asked.source, asked.source_mark):
        assert words in method
