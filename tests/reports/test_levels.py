"""A packet below full names: each field has its rule, nothing leads nowhere, and what is left out is not missing."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date

import pikepdf
import pytest

from tests.reports import samples
from tests.reports.conftest import Draw, page_texts
from tests.reports.test_links import links, outline_items, places
from tracker.domain.names import Mask
from tracker.domain.vocabulary import Level
from tracker.reports import context as printed
from tracker.reports.attached import facts
from tracker.reports.context import Exhibit, PacketContext, Waiver, Word
from tracker.reports.documents import TeamDocument
from tracker.reports.levels import RULES, at_level
from tracker.reports.outline import Outline
from tracker.reports.packet import RenderedPacket
from tracker.reports.sealed import from_json, to_json

BELOW = (Level.INITIALS, Level.COUNTS)
PEOPLE, EXHIBITS = 3, 2


def proven() -> PacketContext:
    """Return a packet in which some completions have a certificate, some a word, and one person a waiver."""
    made = samples.packet(PEOPLE, 4, 6, EXHIBITS)
    waiver = Waiver(
        kind=Word("waiver", "Waiver"),
        requirement_id=made.requirements[0].id,
        person_id=made.people[0].id,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        reason="The reason is left out at this level.",
        proposed_by="P. Q.",
        decided_by="R. S.",
        decided_on=date(2026, 1, 1),
        acts=True,
        exhibits=(1,),
    )
    people = tuple(replace(each, name=f"P. T. {place}") for place, each in enumerate(made.people, start=1))
    there = tuple(replace(each, person_ids=("person-1",)) for each in made.events[0].attendance)
    events = (replace(made.events[0], attendance=there, exhibits=(1,)),)
    return replace(made, people=people, waivers=(waiver,), events=events)


def below(level: Level) -> PacketContext:
    return at_level(proven(), level, Mask(()))


@pytest.fixture(scope="session")
def drawn(draw: Draw) -> Callable[[Level], RenderedPacket]:
    """Draw the packet at a level, once each."""
    made: dict[Level, RenderedPacket] = {}

    def at(level: Level) -> RenderedPacket:
        if level not in made:
            made[level] = draw(below(level))
        return made[level]

    return at


def test_full_names_change_nothing() -> None:
    full = proven()
    assert at_level(full, Level.FULL, Mask(())) is full
    assert full.level == Word("full", "Full names")


def test_sealed_inputs_of_before_there_were_levels_read_as_full_names() -> None:
    before = to_json(proven()).replace('"level":{"value":"full","word":"Full names"},', "")
    assert '"level"' not in before
    assert from_json(before).level.value == Level.FULL


@pytest.mark.parametrize("level", BELOW)
def test_what_is_sealed_is_read_back(level: Level) -> None:
    assert from_json(to_json(below(level))) == below(level)


def test_every_field_has_its_rule() -> None:
    undecided = [
        f"{kind.__name__}.{each.name}" for kind in RULES for each in fields(kind) if each.name not in RULES[kind]
    ]
    assert undecided == []
    assert Exhibit not in RULES, "never let through"
    assert printed.Citation not in RULES, "never let through"


@pytest.mark.parametrize("level", BELOW)
def test_no_id_is_that_of_the_record(level: Level) -> None:
    made = proven()
    renamed = replace(
        made,
        people=tuple(replace(each, id=f"secret {each.id}") for each in made.people),
        findings=tuple(replace(each, person_id=f"secret {each.person_id}") for each in made.findings),
        waivers=tuple(replace(each, person_id=f"secret {each.person_id}") for each in made.waivers),
        events=(),
        exhibits=tuple(replace(each, person_ids=()) for each in made.exhibits),
    )
    kept = to_json(at_level(renamed, level, Mask(())))
    assert "secret" not in kept
    assert made.exhibits[0].sha256 not in kept


@pytest.mark.parametrize("level", BELOW)
def test_every_link_and_bookmark_leads_to_a_place(level: Level, drawn: Callable[[Level], RenderedPacket]) -> None:
    with pikepdf.Pdf.open(drawn(level).path) as pdf:
        known = places(pdf)
        assert {str(each.Dest) for _, each in links(pdf)} <= set(known)
        assert {str(item.Dest) for item in outline_items(pdf.Root.Outlines)} <= set(known)
        assert [name for name in known if name.startswith(("exhibit-", "index-", "place-"))] == []


@pytest.mark.parametrize("level", BELOW)
def test_its_level_stands_on_the_cover_and_at_the_foot_of_each_page(
    level: Level, drawn: Callable[[Level], RenderedPacket]
) -> None:
    cover, *others = page_texts(drawn(level).path)
    assert f"Evidence packet · {level.label}" in cover
    assert all(f"{level.label} · Working draft" in page for page in others)


@pytest.mark.parametrize("level", BELOW)
def test_what_is_left_out_is_not_called_missing(level: Level, drawn: Callable[[Level], RenderedPacket]) -> None:
    text = " ".join(" ".join(page_texts(drawn(level).path)).split())
    assert f"{PEOPLE * EXHIBITS} files of evidence stand behind this packet, left out at this level" in text
    for wrong in ("has no exhibits", "is missing from", "every completion has its file", "Nothing is missing"):
        assert wrong not in text


def test_a_proven_completion_says_how_many_exhibits_are_left_out(drawn: Callable[[Level], RenderedPacket]) -> None:
    whole, short = Outline(proven()), Outline(below(Level.INITIALS))
    assert len(short.self_reported) == len(whole.self_reported), "left out is not self-reported"
    proved = [each for person in short.packet.people for each in person.completions if each.left_out]
    assert len(proved) == PEOPLE * EXHIBITS
    text = " ".join(" ".join(page_texts(drawn(Level.INITIALS).path)).split())
    assert text.count("1 exhibit left out at this level") >= PEOPLE * EXHIBITS


def test_counts_list_nobody_and_count_everybody(drawn: Callable[[Level], RenderedPacket]) -> None:
    told = below(Level.COUNTS)
    assert (told.people, told.waivers, told.exhibits) == ((), (), ())
    assert all(not each.person_id for each in told.findings)
    assert (told.left_out.people, told.left_out.waivers) == (PEOPLE, 1)
    for asked in told.requirements:
        findings = Outline(proven()).by_requirement[asked.id]
        assert sum(Outline(told).standing(asked.id).values()) == len(findings)
    text = " ".join(" ".join(page_texts(drawn(Level.COUNTS).path)).split())
    for word in ("P. T.", "By person", "Who was there"):
        assert word not in text
    assert "1 decision about single people is left out at this level" in text


@pytest.mark.parametrize("level", BELOW)
def test_the_facts_for_programs_say_the_level_and_what_is_left_out(level: Level) -> None:
    said = facts(Outline(below(level))).decode()
    assert f'"level":{{"value":"{level.value}","word":"{level.label}"}}' in said
    assert f'"exhibits":{PEOPLE * EXHIBITS}' in said


@pytest.mark.parametrize("level", BELOW)
def test_a_document_of_the_team_is_told_of_only_where_a_page_tells_of_it(level: Level) -> None:
    papers = (
        TeamDocument(title="Agreement with a file", completed_on=samples.AS_OF, exhibits=(1,)),
        TeamDocument(title="Protocol without one", completed_on=samples.AS_OF),
    )
    told = at_level(replace(proven(), documents=papers), level, Mask(()))
    assert [each.title for each in told.documents] == ["Protocol without one"]
    assert [each.title for each in Outline(told).self_reported if each.person is None] == ["Protocol without one"]
    assert Outline(told).packet.left_out.self_reported == sum(
        each.person is not None for each in Outline(at_level(proven(), Level.INITIALS, Mask(()))).self_reported
    ) * (level is Level.COUNTS)
