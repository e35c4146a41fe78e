"""A standard's file is loaded as written, or refused in words that name the place, the key and what is allowed."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.standards.small import HOURS_RULE, SMALL, TEAM_RULE, refused
from tracker.domain.errors import InvalidStandard
from tracker.domain.rules import AnyOf, AtLeast, FirstDue, Hours, RecurringHours, WindowKind
from tracker.domain.standard import Mark
from tracker.domain.vocabulary import Discipline, Grade, Role
from tracker.standards.loader import check_file, load_standard, load_text


def test_a_file_is_loaded_as_written() -> None:
    standard = load_text(SMALL, "small.toml")
    core, team = standard.requirements
    assert (standard.id, standard.edition, standard.optional, standard.due_soon_days) == ("small", "1", False, 90)
    assert core.rule == Hours(hours=Decimal(8), due_days=90)
    assert core.applies.roles == {Role.VICTIM_ADVOCATE}
    assert core.source.mark is Mark.VERIFIED
    assert team.applies.team
    assert standard.examples[0].record.people[0].key == "advocate"


def test_every_key_that_may_be_given_is_read() -> None:
    text = SMALL.replace(
        "effective_from = 2025-01-01",
        "effective_from = 2025-01-01\neffective_until = 2029-12-31\noptional = true\ndue_soon_days = 30\n"
        'notice = "Look."\n'
        'checked = { by = "the director", on = 2026-02-03 }',
    ).replace(
        HOURS_RULE,
        'grace_days = 14\nleast_grade = "certificate"\nnote = "A note."\n'
        'rule = { kind = "any_of", parts = [{ kind = "hours", title = "One", hours = 2.25, topics = ["boys"], '
        'also_topics = ["advocacy"], kinds = ["training", "supervision"], before_role = false, '
        'approved_list = { name = "the list", trainings = ["course"] } }, '
        '{ kind = "recurring_hours", title = "Two", hours = 8, '
        'window = { months = 24, kind = "role_start", first_due = "at_once" } }] }',
    )
    standard = load_text(text, "small.toml")
    rule = standard.requirements[0].rule
    assert isinstance(rule, AnyOf)
    one, two = rule.parts
    assert isinstance(one, Hours)
    assert isinstance(two, RecurringHours)
    assert (one.hours, one.counts.topics, one.counts.also_topics) == (Decimal("2.25"), {"boys"}, {"advocacy"})
    assert one.counts.kinds == {"training", "supervision"}
    assert one.counts.approved is not None
    assert one.counts.approved.trainings == {"course"}
    assert not one.counts.before_role
    assert (two.window.months, two.window.kind, two.window.first_due) == (24, WindowKind.ROLE_START, FirstDue.AT_ONCE)
    core = standard.requirements[0]
    assert (core.grace_days, core.least_grade, core.note) == (14, Grade.CERTIFICATE, "A note.")
    assert standard.checked_words == "Checked against NCA's text on Feb 3, 2026 by the director"
    assert (standard.optional, standard.due_soon_days, standard.notice) == (True, 30, "Look.")


def test_what_is_not_checked_is_said_of_the_publisher_s_own_text() -> None:
    text = SMALL.replace('publisher = "NCA"', 'publisher = "The state"').replace('mark = "V"', 'mark = "P"')
    core, team = load_text(text, "small.toml").requirements
    assert core.mark_words == "Partly supported by the source; not checked against The state's text"
    assert team.mark_words == "Working draft; not checked against The state's text"


def test_disciplines_of_a_team_event_are_read() -> None:
    text = SMALL.replace(TEAM_RULE, TEAM_RULE.replace("window", 'disciplines = ["prosecution"], count = 1, window'))
    rule = load_text(text, "small.toml").requirements[1].rule
    assert getattr(rule, "disciplines", None) == {Discipline.PROSECUTION}


def test_an_example_that_comes_out_otherwise_refuses_the_file_and_says_how() -> None:
    assert refused(SMALL.replace("hours = 8 }], expect", "hours = 7.5 }], expect")) == (
        "small.toml: example “An advocate who has them”, advocate, core-hours: expected Met, got Not met. "
        "It said: Needs 0.5 more hours: 7.5 of 8 hours counted. This was due by Apr 6, 2025. Complete 0.5 more hours."
    )


def test_an_example_may_ask_for_words() -> None:
    message = refused(SMALL.replace("Needs 1 more team training", "Needs a party"))
    assert "the team, team-day: expected the words “Needs a party”. It said: Needs 1 more team training" in message


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("Not counted: “Course”, hours unknown.", "on = 2025-02-03"),
        ("Not counted: “Course”, waiting for review.", 'on = 2025-02-03, hours = 8, state = "submitted"'),
        ("Weaker proof than the certificate asked for", 'on = 2025-02-03, hours = 8, grade = "own_word"'),
        ("First met on May 5, 2025; it was due by Apr 6, 2025.", "on = 2025-05-05, hours = 8"),
        ("Complete 1 more hour.", "on = 2025-02-03, hours = 7"),
    ],
)
def test_an_example_may_ask_for_whatever_a_finding_says(words: str, given: str) -> None:
    """Also for what was left out and why, for weak proof, and for what came late."""
    text = SMALL.replace(HOURS_RULE, f'least_grade = "certificate"\n{HOURS_RULE}')
    text = text.replace("on = 2025-02-03, hours = 8 }]", f"{given} }}]")
    message = refused(text.replace('core-hours = "met"', 'core-hours = "waived"'))
    assert words in message
    status = message.split("got ")[1].split(".")[0].lower().replace(" ", "_")
    expected = f'core-hours = {{ status = "{status}", words = ["{words}"] }}'
    assert load_text(text.replace('core-hours = "met"', expected), "small.toml").examples


def test_of_several_words_that_an_example_asks_for_all_that_are_missing_are_told() -> None:
    message = refused(SMALL.replace('words = ["Needs 1 more team training"]', 'words = ["cake", "Needs 1", "candles"]'))
    assert "expected the words “cake” and “candles”." in message


def test_a_requirement_that_no_example_proves_refuses_the_file() -> None:
    without = SMALL.replace(
        'team = { team-day = { status = "not_met", words = ["Needs 1 more team training"] } }\n', ""
    )
    assert "example: none expects anything of “team-day”. Add one for each requirement." in refused(without)


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_text(SMALL.replace("hours = 8, due_days", "hours = -8, due_days").replace("months = 12", "months = 0"))
    problems = check_file(path)
    assert [problem.split(", ")[0] for problem in problems] == [
        "small.toml: requirement “core-hours”",
        "small.toml: requirement “team-day”",
    ]


UNREADABLE = [
    (b'title = "open\n', "small.toml: is not valid TOML at line 1."),
    (b"a = 1\na = 2\n", "small.toml: is not valid TOML"),
    (b"a = [" + b"[" * 5000, "small.toml: is not valid TOML"),
    (b"\xff\xfe", "small.toml: is not written in UTF-8."),
    (b"", "small.toml: is empty: no line of it says anything. Begin with its id, title and edition."),
    (b"# A note and no more\n\n", "small.toml: is empty: no line of it says anything."),
    (b"# long\n" * 200_000, "small.toml: is longer than 1,000,000 characters."),
]


@pytest.mark.parametrize(("content", "words"), UNREADABLE)
def test_a_file_that_is_no_standard_is_refused_in_plain_words(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "small.toml"
    path.write_bytes(content)
    with pytest.raises(InvalidStandard) as caught:
        load_standard(path)
    assert words in caught.value.message
    assert any(words in problem for problem in check_file(path))


def test_the_mark_with_which_some_editors_begin_a_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8-sig")
    assert check_file(path) == []
    assert load_standard(path) == load_text(SMALL, "small.toml")


def test_a_file_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    assert check_file(tmp_path / "gone.toml") == [
        "gone.toml: cannot be opened. Check that the file is there and readable."
    ]


def test_a_right_file_has_no_problems(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_text(SMALL)
    assert check_file(path) == []
    assert load_standard(path) == load_text(SMALL, "other name.toml")


def test_an_example_may_split_hours_by_topic_and_leave_a_person_without_expectations() -> None:
    text = SMALL.replace(
        "hours = 8 }], expect",
        'hours = 8, topics = ["boys", "trauma"], topic_hours = { boys = 2.5 } }], expect',
    ).replace("person = [{", 'person = [{ roles = [{ role = "volunteer", from = 2025-01-06 }] }, {')
    people = load_text(text, "small.toml").examples[0].record.people
    assert [somebody.key for somebody in people] == ["person 1", "advocate"]
    assert people[1].completions[0].topic_hours == {"boys": Decimal("2.5")}


def test_at_least_so_many_parts_are_read() -> None:
    parts = ", ".join(f'{{ kind = "hours", title = "{name}", hours = 8 }}' for name in "abc")
    rule = (
        load_text(
            SMALL.replace(HOURS_RULE, f'rule = {{ kind = "at_least", count = 2, parts = [{parts}] }}'), "small.toml"
        )
        .requirements[0]
        .rule
    )
    assert isinstance(rule, AtLeast)
    assert (rule.count, [getattr(part, "title", "") for part in rule.parts]) == (2, ["a", "b", "c"])
