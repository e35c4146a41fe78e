"""Every number, topic and role of a rule can be corrected, also of the rules within it."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from tracker.domain.errors import InvalidStandard
from tracker.domain.record import CompletionKind
from tracker.domain.rules import (
    RULES,
    AllOf,
    ApprovedList,
    AtLeast,
    FirstDue,
    Hours,
    Item,
    TeamShare,
    TeamTraining,
    Window,
    WindowKind,
)
from tracker.standards.corrections import Correction, all_values, between, corrected, values_of
from tracker.standards.loader import load_text, read_corrected
from tracker.standards.places import _OF_RULE, base_of, label_of, way_of, way_words
from tracker.standards.table import Table

# What stays in the file: what a rule is, and lists of names that go with the words of its text.
FILE_ONLY = {
    *("kind", "title", "of", "each", "parts", "approved_list"),  # or corrected within
    "only_whole",  # lists of lists, each with names of its own
    "after",  # what it looks at is corrected within
}
GUIDE = (Path(__file__).parents[2] / "docs" / "standards.md").read_text(encoding="utf-8")
WHOLE, *PARTS = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
HEAD = WHOLE[: WHOLE.index("[[requirement]]")]
TEXT = (
    HEAD
    + """
[[requirement]]
id = "tree"
title = "A tree"
text = "Two of three."
component = "forensic-interviews"
applies = { roles = ["forensic_interviewer"] }
source = { title = "Rule 1", mark = "draft" }
  [requirement.rule]
  kind = "at_least"
  count = 2
    [[requirement.rule.parts]]
    kind = "hours"
    title = "Hours"
    hours = 8
    topics = ["trauma"]
    due_days = 180
    approved_list = { name = "a list", trainings = [] }
    [[requirement.rule.parts]]
    kind = "item"
    title = "License"
    what = "A license"
    kinds = ["license"]
    [[requirement.rule.parts]]
    kind = "all_of"
    title = "Both"
    parts = [
      { kind = "hours", title = "One", hours = 1 },
      { kind = "recurring_hours", title = "Other", hours = 2, window = { months = 12 } },
    ]

[[requirement]]
id = "share"
title = "A share"
text = "Two of three clinicians."
component = "forensic-interviews"
applies = { team = true }
source = { title = "Rule 2", mark = "draft" }
  [requirement.rule]
  kind = "team_share"
  who = "clinicians"
  of = { roles = ["mental_health_provider"] }
  percent = 66
  each = { kind = "hours", hours = 2, topics = ["trauma"] }

[[requirement]]
id = "together"
title = "Together"
text = "Trained together."
component = "forensic-interviews"
applies = { team = true }
source = { title = "Rule 3", mark = "draft" }
rule = { kind = "team_event", window = { months = 12 }, disciplines = ["prosecution"] }
"""
)


def with_values(requirement: str, **values: object) -> str:
    """Return the text with values written in."""
    before = values_of(TEXT, requirement)
    made = [Correction(requirement, place, value, before[place]) for place, value in values.items()]  # type: ignore[arg-type]
    return corrected(TEXT, made)


def rule_of(text: str, requirement: str) -> object:
    """Return the rule of a requirement of a corrected text."""
    return read_corrected(text, "corrected")[0].requirement(requirement).rule


def test_a_part_of_a_tree_is_corrected_in_its_place_and_nothing_else() -> None:
    text = with_values(
        "tree",
        count=1,
        part_1_hours="6.5",
        part_1_topics=("boys", "trauma"),
        part_1_also_topics=("advocacy",),
        part_1_due_days=None,
        part_1_title="More hours",
        part_2_what="A license to practise",
        part_2_valid_months=24,
        part_3_part_2_hours="3",
        part_3_part_2_months=24,
    )
    rule = rule_of(text, "tree")
    assert isinstance(rule, AtLeast)
    hours, item, both = rule.parts
    assert isinstance(hours, Hours)
    assert isinstance(item, Item)
    assert isinstance(both, AllOf)
    assert (rule.count, hours.hours, hours.due_days, hours.title) == (1, Decimal("6.5"), None, "More hours")
    assert (hours.counts.topics, hours.counts.also_topics) == ({"boys", "trauma"}, {"advocacy"})
    assert (item.what, item.valid_months) == ("A license to practise", 24)
    assert both.parts[0] == Hours(hours=Decimal(1), counts=both.parts[0].counts, title="One")  # type: ignore[attr-defined]
    assert (both.parts[1].hours, both.parts[1].window.months) == (3, 24)  # type: ignore[attr-defined]


def test_an_approved_list_is_entered_and_emptied_again() -> None:
    text = with_values("tree", part_1_approved=("one-course", "other-course"))
    rule = rule_of(text, "tree")
    assert isinstance(rule, AtLeast)
    assert rule.parts[0].counts.approved == ApprovedList("a list", frozenset({"one-course", "other-course"}))  # type: ignore[attr-defined]
    emptied = corrected(text, [Correction("tree", "part_1_approved", (), ("one-course", "other-course"))])
    assert rule_of(emptied, "tree") == rule_of(TEXT, "tree")


def test_only_a_rule_whose_text_names_a_list_has_one_to_enter() -> None:
    lists = [place for place in values_of(TEXT, "tree") if base_of(place) == "approved"]
    assert lists == ["part_1_approved"]


def test_whose_share_it_is_and_what_each_must_have_are_corrected() -> None:
    text = with_values(
        "share",
        percent=50,
        who="providers",
        newcomer_days=90,
        of_roles=("medical_provider", "mental_health_provider"),
        of_disciplines=("medical",),
        each_hours="4",
        each_due_days=365,
    )
    rule = rule_of(text, "share")
    assert isinstance(rule, TeamShare)
    assert (rule.percent, rule.who, rule.newcomer_days) == (50, "providers", 90)
    assert rule.of.roles == {"medical_provider", "mental_health_provider"}
    assert rule.of.disciplines == {"medical"}
    assert (rule.each.hours, rule.each.due_days) == (4, 365)  # type: ignore[attr-defined]


def test_what_counts_and_when_it_is_asked_is_corrected() -> None:
    text = with_values(
        "tree",
        part_1_kinds=("training", "topic_record"),
        part_1_titled=("CSEC 101", "Foundations"),
        part_1_before_role="no",
        part_3_part_2_window="calendar_years",
        part_3_part_2_first_due="share",
    )
    rule = rule_of(text, "tree")
    assert isinstance(rule, AtLeast)
    counts = rule.parts[0].counts  # type: ignore[attr-defined]
    assert counts.kinds == {CompletionKind.TRAINING, CompletionKind.TOPIC_RECORD}
    assert (counts.titled, counts.before_role) == (("CSEC 101", "Foundations"), False)
    window = rule.parts[2].parts[1].window  # type: ignore[attr-defined]
    assert window == Window(12, WindowKind.CALENDAR_YEARS, FirstDue.SHARE)
    team = rule_of(with_values("together", window="visit"), "together")
    assert isinstance(team, TeamTraining)
    assert team.window.kind is WindowKind.VISIT


def test_what_the_file_does_not_say_holds_as_if_it_did() -> None:
    values = values_of(TEXT, "tree")
    assert (values["part_1_before_role"], values["part_1_kinds"], values["part_1_titled"]) == ("yes", ("training",), ())
    assert (values["part_3_part_2_window"], values["part_3_part_2_first_due"]) == ("rolling", "full_window")
    said = with_values(
        "tree", part_1_before_role="yes", part_1_kinds=("training",), part_3_part_2_window="rolling", part_1_hours="9"
    )
    assert "before_role = true" in said
    assert between(TEXT, said) == (Correction("tree", "part_1_hours", "9", "8"),)


def test_kinds_that_are_all_taken_away_leave_trainings() -> None:
    rule = rule_of(with_values("tree", part_1_kinds=()), "tree")
    assert isinstance(rule, AtLeast)
    assert rule.parts[0].counts.kinds == {CompletionKind.TRAINING}  # type: ignore[attr-defined]


def test_nobody_joins_a_team_as_a_whole() -> None:
    assert {"months", "window"} < values_of(TEXT, "together").keys()
    team = TEXT.replace('applies = { roles = ["forensic_interviewer"] }', "applies = { team = true }")
    for place in values_of(team, "tree"):
        assert base_of(place) not in {"first_due", "before_role"}


def test_a_share_of_nobody_is_refused() -> None:
    with pytest.raises(InvalidStandard, match="must name whom it binds"):
        read_corrected(with_values("share", of_roles=()), "corrected")


def test_the_fields_that_must_come_together_are_corrected() -> None:
    rule = rule_of(with_values("together", together=("law_enforcement", "prosecution")), "together")
    assert isinstance(rule, TeamTraining)
    assert rule.disciplines == {"law_enforcement", "prosecution"}


def test_the_team_has_no_first_day_from_which_a_part_is_due() -> None:
    team = TEXT.replace('applies = { roles = ["forensic_interviewer"] }', "applies = { team = true }")
    assert not any(base_of(place) == "due_days" for place in values_of(team, "tree"))


def test_what_another_corrected_in_parts_is_found_in_their_file() -> None:
    theirs = with_values("tree", part_3_part_1_hours="5", part_1_approved=("one-course",))
    assert between(TEXT, theirs) == (
        Correction("tree", "part_1_approved", ("one-course",), ()),
        Correction("tree", "part_3_part_1_hours", "5", "1"),
    )
    fewer = theirs.replace(
        '      { kind = "hours", title = "One", hours = 5 },\n', '{ kind = "hours", title = "A", hours = 1 },' * 2
    )
    with pytest.raises(InvalidStandard, match="how many parts"):
        between(TEXT, fewer)


def test_a_correction_of_a_part_that_is_no_longer_there_is_left_out() -> None:
    gone = [Correction("tree", "part_9_hours", "5", "1"), Correction("share", "each_part_1_hours", "5", "1")]
    assert tomllib.loads(corrected(TEXT, gone)) == tomllib.loads(TEXT)


@pytest.mark.parametrize("block", [TEXT, WHOLE, *(HEAD + part for part in PARTS)], ids=lambda it: str(len(it)))
def test_no_correction_leaves_every_rule_as_it_is(block: str) -> None:
    same = [
        Correction(name, place, value, value)
        for name, values in all_values(block).items()
        for place, value in values.items()
    ]
    assert read_corrected(corrected(block, same), "same")[0] == read_corrected(block, "same")[0]


@pytest.mark.parametrize("kind", RULES)
def test_every_kind_of_rule_has_places(kind: str) -> None:
    blocks = [HEAD + part for part in PARTS if f'kind = "{kind}"' in part] or [WHOLE]
    assert any(all_values(block) for block in blocks)


@pytest.mark.parametrize(
    ("place", "way", "base", "said"),
    [
        ("hours", "", "hours", "hours"),
        ("part_2_hours", "part_2_", "hours", "hours in part 2"),
        ("part_3_part_1_due_days", "part_3_part_1_", "due_days", "days until it is due in part 3.1"),
        ("of_roles", "of_", "roles", "roles in whose share it is"),
        ("each_part_2_topics", "each_part_2_", "topics", "topics in part 2 of what each must have"),
    ],
)
def test_a_place_is_told_in_words(place: str, way: str, base: str, said: str) -> None:
    assert (way_of(place), base_of(place), label_of(place)) == (way, base, said)
    assert way_words(way) in said


@pytest.mark.parametrize("kind", RULES)
def test_every_key_of_every_kind_is_corrected_or_stays_in_the_file_on_purpose(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()
    done = Table.done

    def noting(table: Table) -> None:
        if table.values.get("kind") == kind:
            asked.update(table._asked)
        done(table)

    monkeypatch.setattr(Table, "done", noting)
    for block in (WHOLE, *PARTS):
        load_text(block if block is WHOLE else HEAD + block, "guide.toml")
    # Where a place has another name than its key: professional fields, and one of percent and number.
    elsewhere = {"team_event": {"disciplines"}, "team_share": {"percent", "number"}}.get(kind, set())
    assert asked - {*_OF_RULE[kind], *FILE_ONLY} <= elsewhere
    assert asked > {"kind"}
